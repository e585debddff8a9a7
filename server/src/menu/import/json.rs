//! The API's menu document, read so that every mistake is found and not only the first.

use super::json_tree::{Node, Tree, parse};
use super::{FileFault, Reading, SyntaxFault};
use crate::menu::{Drink, Group, Menu, MenuOption};

/// Reads a menu; what cannot be read is told in `file`, and something empty stands in for it.
pub(super) fn read(text: &str, file: &mut Reading) -> Menu {
    // A file that breaks off is at fault where it ends, not on the empty line after that.
    let root = match parse(text.trim_end_matches([' ', '\t', '\r', '\n'])) {
        Ok(root) => root,
        Err(error) => {
            let column = format!("column {}", error.column());
            file.add_unreadable(
                "drinks",
                error.line(),
                &column,
                FileFault::Syntax(SyntaxFault::of(&error)),
            );
            return Menu::default();
        }
    };
    let Some(mut menu) = Object::open(&root, "", file) else { return Menu::default() };
    let read = Menu {
        currency: menu.optional("currency", file).and_then(|(node, at)| text_in(&node, &at, file)),
        drinks: menu.list("drinks", true, file, drink),
        groups: menu.list("groups", false, file, group),
    };
    menu.close(file);
    read
}

fn drink(node: &Node, at: &str, file: &mut Reading) -> Option<Drink> {
    let mut drink = Object::open_or_stand_in(node, at, file);
    let price = drink.optional("price_cents", file);
    let read = Drink {
        id: drink.text("id", None, file),
        name: drink.text("name", None, file),
        note: drink.text("note", Some(""), file),
        icon: drink.text("icon", Some("other"), file),
        price_cents: price.and_then(|(node, at)| number_in(&node, &at, file)),
        allergens: drink.list("allergens", false, file, text_in),
        sold_out: drink.flag("sold_out", file),
        groups: drink.list("groups", false, file, text_in),
    };
    drink.close(file);
    Some(read)
}

fn group(node: &Node, at: &str, file: &mut Reading) -> Option<Group> {
    let mut group = Object::open_or_stand_in(node, at, file);
    let read = Group {
        id: group.text("id", None, file),
        name: group.text("name", None, file),
        min: group.count("min", file),
        max: group.count("max", file),
        options: group.list("options", true, file, option),
    };
    group.close(file);
    // The bounds are judged by how many options there are.
    if file.is_unreadable(&format!("{at}/options")) {
        file.stand_in(&format!("{at}/max"));
    }
    Some(read)
}

fn option(node: &Node, at: &str, file: &mut Reading) -> Option<MenuOption> {
    let mut option = Object::open_or_stand_in(node, at, file);
    let price = option.present("price_cents", file);
    let read = MenuOption {
        id: option.text("id", None, file),
        name: option.text("name", None, file),
        price_cents: price.and_then(|(node, at)| number_in(&node, &at, file)).unwrap_or(0),
        allergens: option.list("allergens", false, file, text_in),
        replaces_allergens: option.list("replaces_allergens", false, file, text_in),
        sold_out: option.flag("sold_out", file),
        is_default: option.flag("is_default", file),
    };
    option.close(file);
    Some(read)
}

fn text_in(node: &Node, at: &str, file: &mut Reading) -> Option<String> {
    match &node.value {
        Tree::Text(text) => Some(text.clone()),
        _ => {
            file.add_unreadable(at, node.line, at, FileFault::NotText);
            None
        }
    }
}

fn number_in(node: &Node, at: &str, file: &mut Reading) -> Option<i64> {
    match &node.value {
        Tree::Number(Some(number)) => Some(*number),
        _ => {
            file.add_unreadable(at, node.line, at, FileFault::NotNumber);
            None
        }
    }
}

/// An object whose fields are taken one by one; what is left in the end is unknown.
struct Object {
    at: String,
    line: usize,
    fields: Vec<(String, usize, Node)>,
    /// Nothing is missing from what is no object at all.
    is_stand_in: bool,
}

impl Object {
    fn open(node: &Node, at: &str, file: &mut Reading) -> Option<Self> {
        file.stands(at, node.line, at);
        let Tree::Object(fields) = &node.value else {
            file.add_unreadable(
                if at.is_empty() { "drinks" } else { at },
                node.line,
                at,
                FileFault::NotObject,
            );
            return None;
        };
        let (at, line) = (at.to_owned(), node.line);
        Some(Self { at, line, fields: fields.clone(), is_stand_in: false })
    }

    fn open_or_stand_in(node: &Node, at: &str, file: &mut Reading) -> Self {
        Self::open(node, at, file).unwrap_or_else(|| Self {
            at: at.to_owned(),
            line: node.line,
            fields: Vec::new(),
            is_stand_in: true,
        })
    }

    fn place(&self, name: &str) -> String {
        if self.at.is_empty() { name.to_owned() } else { format!("{}/{name}", self.at) }
    }

    /// Takes a field, with its place.
    fn present(&mut self, name: &str, file: &mut Reading) -> Option<(Node, String)> {
        let index = self.fields.iter().position(|(field, ..)| field == name)?;
        let (_, _, node) = self.fields.remove(index);
        let at = self.place(name);
        file.stands(&at, node.line, &at);
        Some((node, at))
    }

    /// Takes a field that may also be `null`.
    fn optional(&mut self, name: &str, file: &mut Reading) -> Option<(Node, String)> {
        self.present(name, file).filter(|(node, _)| !matches!(node.value, Tree::Null))
    }

    /// Takes a field that must be there.
    fn needed(&mut self, name: &str, file: &mut Reading) -> Option<(Node, String)> {
        let found = self.present(name, file);
        if found.is_none() && !self.is_stand_in {
            let at = self.place(name);
            file.add_unreadable(&at, self.line, &self.at, FileFault::Missing(name.to_owned()));
        }
        found
    }

    fn text(&mut self, name: &str, default: Option<&str>, file: &mut Reading) -> String {
        let found =
            if default.is_some() { self.present(name, file) } else { self.needed(name, file) };
        found
            .and_then(|(node, at)| text_in(&node, &at, file))
            .unwrap_or_else(|| default.unwrap_or_default().to_owned())
    }

    fn flag(&mut self, name: &str, file: &mut Reading) -> bool {
        let Some((node, at)) = self.present(name, file) else { return false };
        if let Tree::Flag(flag) = node.value {
            return flag;
        }
        file.add_unreadable(&at, node.line, &at, FileFault::NotFlag);
        false
    }

    fn count(&mut self, name: &str, file: &mut Reading) -> u32 {
        let Some((node, at)) = self.needed(name, file) else {
            // Both bounds are judged together, at the most.
            file.stand_in(&self.place("max"));
            return 1;
        };
        let number = match node.value {
            Tree::Number(number) => number.and_then(|number| u32::try_from(number).ok()),
            _ => None,
        };
        number.unwrap_or_else(|| {
            file.add_unreadable(&at, node.line, &at, FileFault::NotNumber);
            file.stand_in(&self.place("max"));
            1
        })
    }

    fn list<T>(
        &mut self,
        name: &str,
        is_needed: bool,
        file: &mut Reading,
        read: fn(&Node, &str, &mut Reading) -> Option<T>,
    ) -> Vec<T> {
        let found = if is_needed { self.needed(name, file) } else { self.present(name, file) };
        let Some((node, at)) = found else { return Vec::new() };
        let Tree::List(items) = &node.value else {
            file.add_unreadable(&at, node.line, &at, FileFault::NotList);
            return Vec::new();
        };
        let read = |(index, item)| read(item, &format!("{at}/{index}"), file);
        items.iter().enumerate().filter_map(read).collect()
    }

    /// Tells the fields that nobody took.
    fn close(self, file: &mut Reading) {
        let known = |name: &str| file.lines.contains_key(&self.place(name));
        let told: Vec<_> = self
            .fields
            .iter()
            .map(|(name, line, _)| {
                let fault =
                    if known(name) { FileFault::FieldTwice } else { FileFault::UnknownField };
                (*line, fault(name.clone()))
            })
            .collect();
        for (line, fault) in told {
            file.add(line, &self.at, fault);
        }
    }
}
