//! One drink or one group of options as a form.

use axum::extract::{Path, State};
use axum::response::Response;
use crema_web::console::{ChoiceTyped, DrinkForm, DrinkTyped, GroupForm, GroupTyped};
use crema_web::{Errors, Screen, Site};

use super::super::form::Form;
use super::super::site::Visitor;
use super::super::{reply, views};
use super::Desk;
use crate::context::Context;
use crate::db::Fail;
use crate::error::Problem;
use crate::menu::{Drink, Group, Menu, MenuOption, MenuProblem};
use crate::store::{self, ChangeRefusal};

const NEW: &str = "new";

pub(super) async fn drink(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let typed = if id == NEW {
        DrinkTyped::default()
    } else {
        let drink = desk.store.menu.drink(&id).ok_or_else(not_on_menu)?;
        DrinkTyped {
            name: drink.name.clone(),
            note: drink.note.clone(),
            icon: drink.icon.clone(),
            price: drink.price_cents.map(money).unwrap_or_default(),
            allergens: drink.allergens.clone(),
            groups: drink.groups.clone(),
            sold_out: drink.sold_out,
        }
    };
    let view = drink_form(&cx, &desk, &id, typed, Errors::none());
    Ok(reply::ok_page(&desk.site(&cx), &view))
}

fn drink_form(cx: &Context, desk: &Desk, id: &str, typed: DrinkTyped, errors: Errors) -> DrinkForm {
    let menu = &desk.store.menu;
    DrinkForm {
        id: Some(id.to_owned()).filter(|id| id != NEW),
        key: desk.key(cx),
        typed,
        groups: menu.groups.iter().map(views::group).collect(),
        currency: menu.currency.clone(),
        errors,
    }
}

pub(super) async fn save_drink(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let menu = &desk.store.menu;
    if id != NEW && menu.drink(&id).is_none() {
        return Err(not_on_menu());
    }
    let typed = DrinkTyped {
        name: form.get("name").to_owned(),
        note: form.get("note").to_owned(),
        icon: form.get("icon").to_owned(),
        price: form.get("price").to_owned(),
        allergens: form.all("allergen").map(str::to_owned).collect(),
        groups: form.all("group").map(str::to_owned).collect(),
        sold_out: form.has("sold_out"),
    };
    let mut errors = Errors::none();
    let price_cents = cents(&typed.price).unwrap_or_else(|| {
        errors.add("price", "invalid_price", PRICE);
        None
    });
    let new = Drink {
        id: if id == NEW { menu.fresh_id(&typed.name) } else { id.clone() },
        name: typed.name.trim().to_owned(),
        note: typed.note.trim().to_owned(),
        icon: if typed.icon.is_empty() { "other".to_owned() } else { typed.icon.clone() },
        price_cents,
        allergens: typed.allergens.clone(),
        sold_out: typed.sold_out,
        groups: typed.groups.clone(),
    };
    let prefix = format!("drinks/{}/", new.id);
    let field = move |at: &str| match at.strip_prefix(&prefix) {
        Some("price_cents") => "price".to_owned(),
        Some(field @ ("name" | "note")) => field.to_owned(),
        _ => String::new(),
    };
    let apply = move |menu: &mut Menu| menu.put_drink(new.clone());
    match save(&cx, &desk, &form, errors, apply, field).await {
        None => Ok(reply::see_other("/console/menu")),
        Some(refused) => {
            let view = drink_form(&cx, &desk, &id, typed, refused.errors.clone());
            Ok(refused.show(&desk.site(&cx), &view))
        }
    }
}

pub(super) async fn group(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let typed = if id == NEW {
        GroupTyped { min: "0".to_owned(), max: "1".to_owned(), ..GroupTyped::default() }
    } else {
        let group = desk.store.menu.group(&id).ok_or_else(not_on_menu)?;
        GroupTyped {
            name: group.name.clone(),
            min: group.min.to_string(),
            max: group.max.to_string(),
            options: group.options.iter().map(option_typed).collect(),
        }
    };
    let view = group_form(&cx, &desk, &id, typed, Errors::none());
    Ok(reply::ok_page(&desk.site(&cx), &view))
}

fn option_typed(option: &MenuOption) -> ChoiceTyped {
    ChoiceTyped {
        id: option.id.clone(),
        name: option.name.clone(),
        price: if option.price_cents == 0 { String::new() } else { money(option.price_cents) },
        allergens: option.allergens.clone(),
        replaces: option.replaces_allergens.clone(),
        sold_out: option.sold_out,
        is_default: option.is_default,
    }
}

fn group_form(cx: &Context, desk: &Desk, id: &str, typed: GroupTyped, errors: Errors) -> GroupForm {
    GroupForm { id: Some(id.to_owned()).filter(|id| id != NEW), key: desk.key(cx), typed, errors }
}

pub(super) async fn save_group(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let menu = &desk.store.menu;
    if id != NEW && menu.group(&id).is_none() {
        return Err(not_on_menu());
    }
    let typed = GroupTyped {
        name: form.get("name").to_owned(),
        min: form.get("min").to_owned(),
        max: form.get("max").to_owned(),
        options: option_rows(&form),
    };
    let mut errors = Errors::none();
    let new = read_group(menu, &id, &typed, &mut errors);
    let rows: Vec<String> = new.options.iter().map(|option| option.id.clone()).collect();
    let prefix = format!("groups/{}/", new.id);
    let field = move |at: &str| match at.strip_prefix(&prefix) {
        Some(field @ ("name" | "min" | "max")) => field.to_owned(),
        Some(rest) => option_field(rest, &rows),
        None => String::new(),
    };
    let apply = move |menu: &mut Menu| menu.put_group(new.clone());
    match save(&cx, &desk, &form, errors, apply, field).await {
        None => Ok(reply::see_other("/console/menu")),
        Some(refused) => {
            let view = group_form(&cx, &desk, &id, typed, refused.errors.clone());
            Ok(refused.show(&desk.site(&cx), &view))
        }
    }
}

/// `options/oat/name` as the field of its row, `option.1.name`.
fn option_field(rest: &str, rows: &[String]) -> String {
    let mut parts = rest.strip_prefix("options/").unwrap_or_default().split('/');
    let row = parts.next().and_then(|id| rows.iter().position(|row| row == id));
    match (row, parts.next()) {
        (Some(row), Some("price_cents")) => format!("option.{row}.price"),
        (Some(row), _) => format!("option.{row}.name"),
        (None, _) => String::new(),
    }
}

/// The rows with a name; one without is how an option is taken away.
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
            is_default: form.has(&field("default")),
        }
    };
    (0..64).map(row).filter(|row| !row.name.is_empty()).collect()
}

fn read_group(menu: &Menu, id: &str, typed: &GroupTyped, errors: &mut Errors) -> Group {
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
        let price = cents(&option.price).unwrap_or_else(|| {
            errors.add(&format!("option.{row}.price"), "invalid_price", PRICE);
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

/// Stores a change to the menu; `Some` when something is wrong with it.
async fn save(
    cx: &Context,
    desk: &Desk,
    form: &Form,
    mut errors: Errors,
    apply: impl Fn(&mut Menu) + Send + Sync + 'static,
    field: impl Fn(&str) -> String,
) -> Option<Refused> {
    if !errors.is_empty() {
        return Some(Refused { errors, problem: None });
    }
    let apply = move |menu: &mut Menu| {
        apply(menu);
        Ok(())
    };
    let by = form.by_as_seen(&desk.who);
    let saved = store::change_menu(&cx.platform, &desk.store.id, apply, by).await;
    let problem = match saved {
        Ok(_) => return None,
        Err(Fail::Refused(ChangeRefusal::Menu(problems))) => {
            for MenuProblem { at, message } in problems {
                errors.add(&field(&at), code_at(&at), &message);
            }
            None
        }
        Err(other) => {
            let problem = Problem::from(other);
            errors.add("", problem.code, &problem.detail);
            Some(problem)
        }
    };
    Some(Refused { errors, problem })
}

/// Why a form is shown again.
struct Refused {
    errors: Errors,
    /// Beyond what is wrong with its values.
    problem: Option<Problem>,
}

impl Refused {
    fn show(&self, site: &Site, screen: &impl Screen) -> Response {
        match &self.problem {
            Some(problem) => reply::form_refused(site, screen, problem),
            None => reply::form_again(site, screen),
        }
    }
}

/// The code of a problem with the menu, by its place: `drinks/flat/name`.
fn code_at(place: &str) -> &'static str {
    match place.rsplit('/').next() {
        Some("name") => "invalid_menu_name",
        Some("note") => "invalid_menu_note",
        Some("price_cents") => "invalid_menu_price",
        Some("max") => "invalid_choice_bounds",
        _ => "invalid_menu",
    }
}

const PRICE: &str = "Write a price such as 3.60, or nothing.";

/// Hundredths from `3`, `3.6`, `3,60`; `Some(None)` from nothing, `None` from anything else.
fn cents(typed: &str) -> Option<Option<i64>> {
    let typed = typed.trim().replace(',', ".");
    if typed.is_empty() {
        return Some(None);
    }
    let (whole, rest) = typed.split_once('.').unwrap_or((&typed, ""));
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !is_number(whole) || !is_number(rest) || rest.len() > 2 || whole.len() > 9 {
        return None;
    }
    let hundredths: i64 = format!("{rest:0<2}").parse().ok()?;
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    Some(Some(whole * 100 + hundredths))
}

fn money(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

fn not_on_menu() -> Problem {
    Problem::not_found("This is not on the menu any longer. Go back to the menu.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_read_as_people_write_them() {
        for (typed, expected) in [
            ("3.60", Some(Some(360))),
            ("3,6", Some(Some(360))),
            (" 3 ", Some(Some(300))),
            (".5", Some(Some(50))),
            ("", Some(None)),
            ("-1", None),
            ("3.605", None),
            ("free", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(cents(typed), expected, "{typed}");
        }
        assert_eq!(money(360), "3.60");
    }
}
