//! Every component in every state on one page, light and dark: for the eye, in debug builds only.
//!
//! Nothing is drawn for the gallery. Components come out of the sample screens or are the classes
//! that templates use; what a pointer or the keyboard would do is shown by classes in place of the
//! style sheets' own `:hover`, `:focus-visible` and `:active`.

use askama::Template;

use crate::screen::rendered;
use crate::{App, Broadcast, Icon, Site, icon, samples};

/// Where the gallery is.
pub const PATH: &str = "/gallery";

/// The two sides.
pub const THEMES: &[&str] = &["light", "dark"];

/// The text of the gallery's only `<style>` element: what all apps share, without their pages.
#[must_use]
pub fn sheet() -> String {
    let mut blocks: Vec<&str> = Vec::new();
    for block in App::ALL.iter().flat_map(|app| app.style().split("\n@layer ").skip(1)) {
        if !block.starts_with("page ") && !blocks.contains(&block) {
            blocks.push(block);
        }
    }
    let shared = blocks.iter().map(|block| format!("@layer {block}\n")).collect::<String>();
    let shown = [(":hover", "as-hover"), (":focus-visible", "as-focus"), (":active", "as-active")];
    let shared = shown.iter().fold(shared, |sheet, (state, class)| {
        sheet.replace(state, &format!(":is({state}, .{class})"))
    });
    shared + include_str!("../css/gallery.css")
}

/// Both sides beside each other, and links to all sample screens.
#[must_use]
pub fn page() -> String {
    let names = samples::screens().into_iter().map(|(name, _)| name).collect();
    rendered(&BothTemplate { sheet: sheet(), path: PATH, themes: THEMES, names })
}

/// One side: all components in `theme`.
#[must_use]
pub fn side(site: &Site, theme: &str) -> String {
    let page = rendered(&SideTemplate {
        site,
        theme,
        sheet: sheet(),
        groups: groups(site),
        icons: icon::all().map(|name| (name, Icon::new(name))).collect(),
    });
    let sprite = icon::sprite(&page, &[]);
    page.replacen("<!--icons-->", &sprite, 1)
}

/// A whole sample screen and the style sheet of its app.
#[must_use]
pub fn screen(site: &Site, name: &str) -> Option<(String, &'static str)> {
    let (_, screen) = samples::screens().into_iter().find(|(known, _)| known == name)?;
    Some((screen.page(site), screen.frame(site).app.style()))
}

/// Components of one kind.
pub(crate) struct Group {
    pub(crate) title: &'static str,
    /// How they are laid out: `wide`, `cells` or `small`.
    pub(crate) layout: &'static str,
    pub(crate) pieces: Vec<String>,
}

/// What is cut out of the sample screens whose names begin with `from`.
pub(crate) fn groups(site: &Site) -> Vec<Group> {
    let group = |title, layout, from: &str, start: &str, end: &str| Group {
        title,
        layout,
        pieces: pieces(site, from, start, end),
    };
    let mut waiting = group(
        "A tap that waits for the network",
        "cells",
        "barista-board",
        "<article class=\"ticket\"",
        "</article>",
    );
    waiting.pieces.truncate(1);
    for piece in &mut waiting.pieces {
        *piece = piece.replace("<article ", "<article aria-busy=\"true\" ");
    }
    let mut dialog =
        group("Dialog", "cells", "barista-board", "<dialog class=\"dialog\"", "</dialog>");
    for piece in &mut dialog.pieces {
        *piece = piece.replace("<dialog ", "<dialog open ");
        // The board's script writes the heading.
        *piece = piece.replace("data-cancel-title>", "data-cancel-title>Cancel number 42?");
    }
    let mut earlier = group(
        "Earlier orders",
        "cells",
        "customer-history",
        "<article class=\"card\"",
        "</article>",
    );
    for piece in &mut earlier.pieces {
        *piece = format!("<div class=\"past\">{piece}</div>");
    }
    let mut ask = group("To be told", "small", "customer-status", "<div class=\"tell\"", "</div>");
    for piece in &mut ask.pieces {
        // The phone's script shows it where the browser can.
        *piece = piece.replace("class=\"tell\"", "class=\"tell is-on\"");
    }
    let told = Broadcast { text: "Oat only for 10 minutes.".to_owned(), until: "10:52".to_owned() };
    let told = Site { broadcast: Some(told), ..site.clone() };
    let message = Group {
        title: "To all who wait",
        layout: "wide",
        pieces: pieces(&told, "customer-status", "<p class=\"banner told\"", "</p>"),
    };
    vec![
        group("Tickets", "cells", "barista-board", "<article class=\"ticket\"", "</article>"),
        waiting,
        group("Choices", "cells", "customer-form-chosen", "<label class=\"choice\"", "</label>"),
        group("Options", "cells", "customer-form-chosen", "<div class=\"choices\">", "</div>"),
        group("Fields", "cells", "account-setup", "<div class=\"field\">", "</div>"),
        group("Errors", "wide", "customer-form-errors", "<section class=\"errors\"", "</section>"),
        group("Switches", "small", "barista-sold-out", "<button class=\"switch-btn\"", "</button>"),
        group("Wait", "wide", "customer-form", "<p class=\"wait\"", "</p>"),
        group("Allergens", "small", "customer-form-chosen", "<span class=\"allergen\"", "</span>"),
        group("Cups", "small", "customer-status", "<div class=\"cup ", "</div>"),
        group("Steps", "cells", "customer-status", "<ol class=\"steps\"", "</ol>"),
        group("Plates", "wide", "display", "<ol class=\"plates\"", "</ol>"),
        group("Stats", "wide", "console-today", "<dl class=\"card stats\"", "</dl>"),
        group("Charts", "cells", "console-today", "<svg class=\"chart", "</svg>"),
        group("Tables", "wide", "console-journey", "<table class=\"table folds\"", "</table>"),
        group("Languages", "small", "console-today", "<details class=\"lang\"", "</details>"),
        dialog,
        group("Several at once", "cells", "barista-board", "<form class=\"batch\"", "</form>"),
        group("Printers", "wide", "barista-board", "<div class=\"print-note\"", "</div>"),
        message,
        ask,
        group("Told", "small", "customer-status", "<p class=\"tell is-on\"", "</p>"),
        group("The usual", "cells", "customer-form-usual", "<button class=\"usual\"", "</button>"),
        earlier,
        group("An order's way", "wide", "console-journey", "<svg class=\"chart machine", "</svg>"),
    ]
}

/// Each different piece of markup from `start` to `end`, at most a dozen.
fn pieces(site: &Site, from: &str, start: &str, end: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (_, screen) in samples::screens().iter().filter(|(name, _)| name.starts_with(from)) {
        let page = screen.page(site);
        for rest in page.split(start).skip(1) {
            let inside = rest.split(end).next().unwrap_or_default();
            let piece = format!("{start}{inside}{end}");
            if found.len() < 12 && !found.contains(&piece) {
                found.push(piece);
            }
        }
    }
    found
}

#[derive(Template)]
#[template(path = "gallery/both.html")]
struct BothTemplate {
    sheet: String,
    path: &'static str,
    themes: &'static [&'static str],
    names: Vec<String>,
}

#[derive(Template)]
#[template(path = "gallery/side.html")]
struct SideTemplate<'a> {
    site: &'a Site,
    theme: &'a str,
    sheet: String,
    groups: Vec<Group>,
    icons: Vec<(&'static str, Icon)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_shows_something() {
        for group in groups(&samples::site()) {
            assert!(!group.pieces.is_empty(), "{}: the samples no longer have it", group.title);
        }
    }

    #[test]
    fn the_sheet_has_all_components_and_no_page() {
        let sheet = sheet();
        assert!(sheet.starts_with("@layer tokens, base, components, page;\n"));
        for part in [".btn {", ".ticket {", ".plate {", ".table {", ".steps {", ".cup {", ".told {"]
        {
            assert!(sheet.contains(part), "{part} is missing");
        }
        assert!(!sheet.contains(".board {"));
    }

    #[test]
    fn each_component_is_shown() {
        let (sheet, side) = (sheet(), side(&samples::site(), "light"));
        // Around what is shown: the toasts' place, and tables and charts that scroll.
        let frames = ["toasts", "scroll"];
        let firsts = sheet.split("@layer components {").skip(1).filter_map(|block| {
            let class = block.split("\n  .").nth(1)?;
            class.split(|c: char| !c.is_ascii_lowercase() && c != '-').next()
        });
        for class in firsts.filter(|class| !frames.contains(class)) {
            let is_in = |text: &str| text.split(' ').any(|word| word == class);
            let mut classes =
                side.split("class=\"").skip(1).filter_map(|rest| rest.split('"').next());
            assert!(classes.any(is_in), "{class} is in no group");
        }
    }

    #[test]
    fn what_a_pointer_would_do_is_shown_by_classes() {
        let sheet = sheet();
        assert!(sheet.contains(":is(:focus-visible, .as-focus) { outline"));
        assert!(!sheet.contains("forced-colors:is("));
    }

    #[test]
    fn a_screen_is_found_by_its_name() {
        let site = samples::site();
        assert!(screen(&site, "customer-form").is_some_and(|(page, _)| page.contains("f-name")));
        assert!(screen(&site, "nothing").is_none());
    }
}
