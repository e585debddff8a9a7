//! One option group with its options as rows.

use askama::Template;

use super::{AuditChange, Preview};
use crate::screen::rendered;
use crate::{Allergen, App, Errors, Frame, Screen, Site};

/// One row of options as typed. Field names carry the row's index: `option.0.name`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChoiceTyped {
    /// Field `option.{i}.id`, hidden; empty for a new option.
    pub id: String,
    /// Field `option.{i}.name`; a row without a name is removed.
    pub name: String,
    /// Field `option.{i}.price`, such as "0.40"; empty for none.
    pub price: String,
    /// Field `option.{i}.allergen`, repeated: [`Allergen`] words it brings along.
    pub allergens: Vec<String>,
    /// Field `option.{i}.replaces`, repeated: [`Allergen`] words it takes away.
    pub replaces: Vec<String>,
    /// Field `option.{i}.sold_out` = `true`.
    pub sold_out: bool,
    /// Field `option.{i}.was_sold_out` = `true`, hidden: what the form showed first.
    pub was_sold_out: bool,
    /// Field `option.{i}.default` = `true`.
    pub is_default: bool,
}

impl ChoiceTyped {
    pub(crate) fn brings(&self, allergen: &Allergen) -> bool {
        self.allergens.iter().any(|word| word == allergen.word())
    }

    pub(crate) fn takes(&self, allergen: &Allergen) -> bool {
        self.replaces.iter().any(|word| word == allergen.word())
    }
}

/// Values of the group form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupTyped {
    /// Field `name`.
    pub name: String,
    /// Field `min`.
    pub min: String,
    /// Field `max`.
    pub max: String,
    /// The rows. The form adds three empty ones.
    pub options: Vec<ChoiceTyped>,
}

/// The page of one option group: `/console/menu/groups/{id}` or `/new`.
#[derive(Clone, Debug)]
pub struct GroupForm {
    /// The group's id; none for a new one.
    pub id: Option<String>,
    /// Idempotency key.
    pub key: String,
    /// Values to show.
    pub typed: GroupTyped,
    /// The group as guests will see it.
    pub preview: Preview,
    /// What saving would change, where somebody else changed the same meanwhile.
    pub lost: Vec<AuditChange>,
    /// What is wrong.
    pub errors: Errors,
}

impl GroupForm {
    pub(crate) fn rows(&self) -> Vec<(usize, ChoiceTyped)> {
        let empty = std::iter::repeat_n(ChoiceTyped::default(), 3);
        self.typed.options.iter().cloned().chain(empty).enumerate().collect()
    }
}

impl Screen for GroupForm {
    fn frame(&self, site: &Site) -> Frame {
        let title = match self.id {
            Some(_) => self.typed.name.clone(),
            None => site.t("group-new").to_string(),
        };
        let here = format!("/console/menu/groups/{}", self.id.as_deref().unwrap_or("new"));
        Frame::new(App::Console, title).section("menu").here(here)
    }

    fn errors(&self) -> Option<&Errors> {
        Some(&self.errors)
    }

    fn content(&self, site: &Site) -> String {
        let errors = self.errors.in_rows(|field| {
            let row: usize = field.strip_prefix("option.")?.split('.').next()?.parse().ok()?;
            Some(site.t("group-option").num("n", row + 1).to_string())
        });
        rendered(&GroupFormTemplate { site, v: self, errors, allergens: Allergen::ALL })
    }
}

#[derive(Template)]
#[template(path = "console/group_form.html")]
struct GroupFormTemplate<'a> {
    site: &'a Site,
    v: &'a GroupForm,
    errors: Errors,
    allergens: &'static [Allergen],
}
