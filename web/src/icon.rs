//! Inline icons: `<use>` in the markup, and a sprite of only those that are used.

mod drawings;
mod lucide;

use std::collections::BTreeSet;
use std::fmt;

use askama::filters::HtmlSafe;

/// A reference to an icon of the page's sprite.
#[derive(Clone, Debug)]
pub struct Icon(String);

impl Icon {
    pub(crate) fn new(name: &str) -> Self {
        Self(name.to_owned())
    }
}

impl fmt::Display for Icon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, r##"<svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>"##, self.0)
    }
}

// Names come from this crate's own code, never from people.
impl HtmlSafe for Icon {}

/// The drawing's elements, in a box of 24 by 24.
fn shape(name: &str) -> Option<&'static str> {
    let all = lucide::ICONS.iter().chain(drawings::ICONS);
    all.copied().find(|(known, _)| *known == name).map(|(_, shape)| shape)
}

/// The names of all icons.
#[cfg(any(test, debug_assertions))]
pub(crate) fn all() -> impl Iterator<Item = &'static str> {
    lucide::ICONS.iter().chain(drawings::ICONS).map(|(name, _)| *name)
}

/// A sprite of the icons that `html` uses, without those that are `there` already; empty for none.
pub(crate) fn sprite(html: &str, there: &[&str]) -> String {
    let icons = symbols(names(html).into_iter().filter(|name| !there.contains(name)).collect());
    if icons.is_empty() {
        return icons;
    }
    format!(r#"<svg class="vh" aria-hidden="true">{icons}</svg>"#)
}

/// A sprite of the icons that `html` uses, and of `more`. The browser paints a page only once it is
/// there (`head.html`): what has not all arrived would move.
pub(crate) fn shell_sprite<'a>(html: &'a str, more: &[&'a str]) -> String {
    let icons = symbols(names(html).into_iter().chain(more.iter().copied()).collect());
    format!(r#"<svg class="vh" id="icons" aria-hidden="true">{icons}</svg>"#)
}

fn symbols(names: BTreeSet<&str>) -> String {
    let mut symbols = String::new();
    for name in names {
        if let Some(shape) = shape(name) {
            symbols += &format!(r#"<symbol id="i-{name}" viewBox="0 0 24 24">{shape}</symbol>"#);
        }
    }
    symbols
}

fn names(html: &str) -> BTreeSet<&str> {
    html.split(r##"href="#i-"##).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sprite_holds_exactly_the_icons_in_use() {
        let html = format!("{}{}", Icon::new("clock"), Icon::new("clock"));
        let bare = sprite(&html, &[]);
        assert_eq!(bare.matches("<symbol").count(), 1);
        assert!(bare.contains("i-clock"));
        assert_eq!(sprite(&html, &["clock"]), "");
        assert_eq!(shell_sprite(&html, &["bell", "clock"]).matches("<symbol").count(), 2);
    }
}
