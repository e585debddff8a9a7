//! One group of options as a form, with what guests will see of it.

use axum::extract::{Path, State};
use axum::response::Response;
use crema_web::console::{ChoiceTyped, GroupForm, GroupTyped, Preview};
use crema_web::{Errors, Language, money};

use super::super::super::form::Form;
use super::super::super::site::Visitor;
use super::super::super::{reply, views};
use super::super::Desk;
use super::saving::{self, NEW, not_on_menu, save};
use crate::context::Context;
use crate::error::Problem;
use crate::menu::{Group, Menu, MenuOption, MenuProblem};
use crate::store::Part;

/// Rows that a form is read for; more than a group may have, so that too many are told.
const MOST_ROWS: usize = 64;

pub(in super::super) async fn show(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let typed = if id == NEW {
        GroupTyped { min: "0".to_owned(), max: "1".to_owned(), ..GroupTyped::default() }
    } else {
        let menu = &desk.store.menu;
        let group = menu.group(&id).ok_or_else(not_on_menu)?;
        typed_of(group, menu.price_digits(), &desk.language())
    };
    let view = form_view(&desk, &id, desk.key_to(&cx, &part(&id)), typed);
    Ok(reply::ok_page(&desk.site(&cx), &view))
}

fn part(id: &str) -> Part {
    Part::Group(id.to_owned())
}

fn typed_of(group: &Group, digits: usize, language: &Language) -> GroupTyped {
    let price = |cents: i64| match cents {
        0 => String::new(),
        cents => money::typed(cents, digits, language),
    };
    let option = |option: &MenuOption| ChoiceTyped {
        id: option.id.clone(),
        name: option.name.clone(),
        price: price(option.price_cents),
        allergens: option.allergens.clone(),
        replaces: option.replaces_allergens.clone(),
        sold_out: option.sold_out,
        was_sold_out: option.sold_out,
        is_default: option.is_default,
    };
    GroupTyped {
        name: group.name.clone(),
        min: group.min.to_string(),
        max: group.max.to_string(),
        options: group.options.iter().map(option).collect(),
    }
}

fn form_view(desk: &Desk, id: &str, key: String, typed: GroupTyped) -> GroupForm {
    GroupForm {
        id: Some(id.to_owned()).filter(|id| id != NEW),
        key,
        preview: preview(desk, id, &typed),
        typed,
        lost: Vec::new(),
        errors: Errors::none(),
    }
}

/// The group below the first drink that has it; what cannot be read yet is left out.
fn preview(desk: &Desk, id: &str, typed: &GroupTyped) -> Preview {
    let menu = &desk.store.menu;
    let mut group = read(desk, id, typed, &mut Errors::none());
    // Rows that are being filled in come last and have no name yet.
    group.options.retain(|option| !option.name.is_empty());
    let drink = menu.drinks.iter().find(|drink| drink.groups.contains(&group.id));
    let part = Menu {
        currency: menu.currency.clone(),
        drinks: drink.cloned().into_iter().collect(),
        groups: vec![group],
    };
    Preview { menu: views::menu(&part) }
}

fn sent(form: &Form) -> GroupTyped {
    GroupTyped {
        name: form.get("name").to_owned(),
        min: form.get("min").to_owned(),
        max: form.get("max").to_owned(),
        options: option_rows(form),
    }
}

/// Saves the group, or shows how it will look: the whole page, or the part alone to a script.
pub(in super::super) async fn save_or_preview(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let mut desk = Desk::enter(&cx, visitor).await?;
    if id != NEW && desk.store.menu.group(&id).is_none() {
        return Err(not_on_menu());
    }
    let typed = sent(&form);
    match form.get("action") {
        "card" => return Ok(saving::card(&cx, &desk, &preview(&desk, &id, &typed))),
        "preview" => {
            let view = form_view(&desk, &id, desk.key_again(&cx, &part(&id), &form), typed);
            return Ok(reply::ok_page(&desk.site(&cx), &view));
        }
        _ => {}
    }
    let mut errors = Errors::none();
    let new = read(&desk, &id, &typed, &mut errors);
    let prefix = format!("groups/{}/", new.id);
    let field = move |problem: &MenuProblem| match problem.at.strip_prefix(&prefix) {
        Some(field @ ("name" | "min" | "max")) => field.to_owned(),
        Some(_) => option_field(&problem.pointer),
        None => String::new(),
    };
    let is_new = id == NEW;
    let rows = typed.options.iter();
    let switched: Vec<bool> = rows.map(|row| row.sold_out != row.was_sold_out).collect();
    let apply = move |menu: &mut Menu| {
        let mut new = new.clone();
        if is_new {
            // Somebody else may have added one of this name meanwhile.
            new.id = menu.fresh_id(&new.name);
        } else if let Some(old) = menu.group(&new.id) {
            keep_switches(&mut new, old, &switched);
        }
        menu.put_group(new);
    };
    match save(&cx, &mut desk, (&form, part(&id)), errors, apply, field).await? {
        None => Ok(reply::see_other("/console/menu")),
        Some(refused) => {
            let view = form_view(&desk, &id, refused.key.clone(), typed);
            let (errors, lost) = (refused.errors.clone(), refused.lost.clone());
            Ok(refused.show(&desk.site(&cx), &GroupForm { errors, lost, ..view }))
        }
    }
}

/// What was not `switched` in its row stays as it is: the bar may have sold it out since the form
/// was shown.
fn keep_switches(new: &mut Group, old: &Group, switched: &[bool]) {
    for (option, _) in new.options.iter_mut().zip(switched).filter(|(_, switched)| !**switched) {
        if let Some(old) = old.options.iter().find(|old| old.id == option.id) {
            option.sold_out = old.sold_out;
        }
    }
}

/// `groups/0/options/1/price_cents` as the field of its row, `option.1.price`.
fn option_field(pointer: &str) -> String {
    let place = pointer.split_once("/options/").and_then(|(_, rest)| rest.split_once('/'));
    match place {
        Some((row, "price_cents")) => format!("option.{row}.price"),
        Some((row, "allergens")) => format!("option.{row}.allergen"),
        Some((row, "replaces_allergens")) => format!("option.{row}.replaces"),
        Some((row, _)) => format!("option.{row}.name"),
        // None, or too many: the first row is where one begins.
        None if pointer.ends_with("/options") => "option.0.name".to_owned(),
        None => String::new(),
    }
}

/// The rows that say something. An option whose name was emptied is taken away; a new row that
/// has anything but a name is kept, so that the missing name is told.
fn option_rows(form: &Form) -> Vec<ChoiceTyped> {
    let row = |n: usize| {
        let field = |name: &str| format!("option.{n}.{name}");
        let list = |name: &str| form.all(&field(name)).map(str::to_owned).collect();
        ChoiceTyped {
            id: form.get(&field("id")).to_owned(),
            name: form.get(&field("name")).trim().to_owned(),
            price: form.get(&field("price")).to_owned(),
            allergens: list("allergen"),
            replaces: list("replaces"),
            sold_out: form.has(&field("sold_out")),
            was_sold_out: form.has(&field("was_sold_out")),
            is_default: form.has(&field("default")),
        }
    };
    let says_something =
        |row: &ChoiceTyped| !row.name.is_empty() || row.id.is_empty() && *row != <_>::default();
    (0..MOST_ROWS).map(row).filter(says_something).collect()
}

fn read(desk: &Desk, id: &str, typed: &GroupTyped, errors: &mut Errors) -> Group {
    let menu = &desk.store.menu;
    let mut count = |field: &str, text: &str| {
        text.trim().parse().unwrap_or_else(|_| {
            errors.add(field, "invalid_number", "Write a whole number.");
            1
        })
    };
    let mut group = Group {
        id: if id == NEW { menu.fresh_id(&typed.name) } else { id.to_owned() },
        name: typed.name.trim().to_owned(),
        min: count("min", &typed.min),
        max: count("max", &typed.max),
        options: Vec::new(),
    };
    for (row, option) in typed.options.iter().enumerate() {
        let price = money::parse(&option.price, menu.price_digits()).unwrap_or_else(|| {
            saving::add_price_error(errors, &format!("option.{row}.price"), desk);
            None
        });
        let known = !option.id.is_empty();
        let id = if known { option.id.clone() } else { group.fresh_option_id(&option.name) };
        group.options.push(MenuOption {
            id,
            name: option.name.clone(),
            price_cents: price.unwrap_or(0),
            allergens: option.allergens.clone(),
            replaces_allergens: option.replaces.clone(),
            sold_out: option.sold_out,
            is_default: option.is_default,
        });
    }
    group
}
