//! A part of the menu as a guest's phone will show it, beside the form that changes it.

use askama::Template;

use crate::customer::{FormParts, Typed};
use crate::screen::rendered;
use crate::{Errors, Menu, Site, icon};

/// The drinks and groups to show, in the phone's own partials.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// At most one drink, and the groups below it.
    pub menu: Menu,
}

impl Preview {
    /// The HTML with the icons it uses, to be put in place by a script.
    pub fn fragment(&self, site: &Site) -> String {
        let content = self.html(site);
        let sprite = icon::sprite(&content, &[]);
        content + &sprite
    }

    /// The HTML for a page, which brings the icons.
    pub(crate) fn html(&self, site: &Site) -> String {
        let (typed, errors) = (Typed::default(), Errors::none());
        let form = FormParts {
            menu: &self.menu,
            typed: &typed,
            basket: &[],
            max_items: 1,
            errors: &errors,
        };
        rendered(&PreviewTemplate { site, form })
    }
}

#[derive(Template)]
#[template(path = "console/preview.html")]
struct PreviewTemplate<'a> {
    site: &'a Site,
    form: FormParts<'a>,
}
