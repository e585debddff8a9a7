//! What the forms of the menu share: saving a change whole or saying what is wrong with it.

use axum::response::Response;
use crema_web::console::{AuditChange, Preview};
use crema_web::{Errors, Language, Price, Screen, Site, money};

use super::super::super::form::Form;
use super::super::super::reply;
use super::super::Desk;
use crate::context::Context;
use crate::db::Fail;
use crate::error::Problem;
use crate::menu::{self, Menu, MenuFault, MenuProblem, known_allergens};
use crate::store::{self, ChangeRefusal, Part};

/// The id of a drink or group that is not there yet, in addresses.
pub(super) const NEW: &str = "new";

/// Stores a change to the menu; `Some` when something is wrong with it. `part` is what the form
/// shows; `field` names the field of a problem, empty for none.
pub(super) async fn save(
    cx: &Context,
    desk: &mut Desk,
    (form, part): (&Form, Part),
    mut errors: Errors,
    apply: impl Fn(&mut Menu) + Clone + Send + Sync + 'static,
    field: impl Fn(&MenuProblem) -> String,
) -> Result<Option<Refused>, Problem> {
    let (mut lost, mut problem) = (Vec::new(), None);
    let mut key = desk.key_again(cx, &part, form);
    if errors.is_empty() {
        let by = form.by_as_seen(&desk.who, part.clone());
        let edit = apply.clone();
        let edit = move |menu: &mut Menu| {
            edit(menu);
            Ok(())
        };
        match store::change_menu(&cx.platform, &desk.store.id, edit, by).await {
            Ok(_) => return Ok(None),
            Err(Fail::Refused(ChangeRefusal::Menu(problems))) => {
                for problem in problems {
                    add_fault(&mut errors, &field(&problem), &problem.fault, desk);
                }
            }
            Err(other) => {
                if matches!(other, Fail::Refused(ChangeRefusal::ChangedMeanwhile)) {
                    lost = desk.catch_up(cx, |store| apply(&mut store.menu)).await?;
                    key = desk.key_to(cx, &part);
                }
                let other = Problem::from(other);
                errors.add("", other.code, &other.detail);
                problem = Some(other);
            }
        }
    }
    Ok(Some(Refused { errors, lost, key, problem }))
}

/// Why a form is shown again.
pub(super) struct Refused {
    pub(super) errors: Errors,
    /// What saving would change after somebody else's change.
    pub(super) lost: Vec<AuditChange>,
    /// Its next idempotency key.
    pub(super) key: String,
    /// Beyond what is wrong with its values.
    problem: Option<Problem>,
}

impl Refused {
    pub(super) fn show(&self, site: &Site, screen: &impl Screen) -> Response {
        match &self.problem {
            Some(problem) => reply::form_refused(site, screen, problem),
            None => reply::form_again(site, screen),
        }
    }
}

/// The preview alone, for a script that puts it in place.
pub(super) fn card(cx: &Context, desk: &Desk, preview: &Preview) -> Response {
    reply::fragment_html(preview.fragment(&desk.site(cx)), &desk.visitor.headers)
}

/// Adds what would be wrong with `menu` below `prefix`.
pub(super) fn add_problems(
    errors: &mut Errors,
    menu: &Menu,
    prefix: &str,
    field_of: impl Fn(Option<&str>) -> String,
    desk: &Desk,
) {
    for problem in menu::check(menu).err().unwrap_or_default() {
        if let Some(place) = problem.at.strip_prefix(prefix) {
            add_fault(errors, &field_of(Some(place)), &problem.fault, desk);
        }
    }
}

/// Adds a fault of the menu as an error of `field`.
pub(super) fn add_fault(errors: &mut Errors, field: &str, fault: &MenuFault, desk: &Desk) {
    let words = words_of(fault, desk.store.menu.currency.as_deref(), &desk.language());
    let words: Vec<_> = words.iter().map(|(name, word)| (*name, word.as_str())).collect();
    errors.add_with(field, code_of(fault), &fault.to_string(), &words);
}

/// Says that a price cannot be read, with one that can.
pub(super) fn add_price_error(errors: &mut Errors, field: &str, desk: &Desk) {
    let currency = desk.store.menu.currency.as_deref().unwrap_or_default();
    let example = money::example(currency, &desk.language());
    let detail = format!("Write a price such as {example}, or nothing.");
    errors.add_with(field, "invalid_price", &detail, &[("example", &example)]);
}

pub(super) fn code_of(fault: &MenuFault) -> &'static str {
    match fault {
        MenuFault::Currency => "invalid_currency",
        MenuFault::TooManyDrinks(_) => "menu_too_many_drinks",
        MenuFault::TooManyGroups(_) => "menu_too_many_groups",
        MenuFault::Twice(_) => "menu_twice",
        MenuFault::Id => "menu_id",
        MenuFault::Name => "invalid_menu_name",
        MenuFault::Note => "invalid_menu_note",
        MenuFault::Price(_) => "invalid_menu_price",
        MenuFault::UnknownIcon(_) => "menu_unknown_icon",
        MenuFault::UnknownAllergen(_) => "menu_unknown_allergen",
        MenuFault::UnknownGroup(_) => "menu_unknown_group",
        MenuFault::OptionCount(_) => "menu_option_count",
        MenuFault::Bounds => "invalid_choice_bounds",
        MenuFault::Defaults => "menu_defaults",
    }
}

/// What the translated sentence of a fault has places for.
pub(super) fn words_of(
    fault: &MenuFault,
    currency: Option<&str>,
    language: &Language,
) -> Vec<(&'static str, String)> {
    match fault {
        MenuFault::TooManyDrinks(most)
        | MenuFault::TooManyGroups(most)
        | MenuFault::OptionCount(most) => vec![("most", most.to_string())],
        MenuFault::Twice(id) | MenuFault::UnknownGroup(id) => vec![("id", id.clone())],
        MenuFault::UnknownIcon(word) => vec![("id", word.clone())],
        MenuFault::UnknownAllergen(word) => {
            vec![("id", word.clone()), ("known", known_allergens())]
        }
        MenuFault::Price(most) => {
            let most = currency.map_or_else(
                || money::typed(*most, money::minor_digits(""), language),
                |currency| Price::new(*most, currency).in_language(language),
            );
            vec![("most", most)]
        }
        MenuFault::Currency
        | MenuFault::Id
        | MenuFault::Name
        | MenuFault::Note
        | MenuFault::Bounds
        | MenuFault::Defaults => Vec::new(),
    }
}

pub(super) fn not_on_menu() -> Problem {
    Problem::not_found("This is not on the menu any longer. Go back to the menu.")
}
