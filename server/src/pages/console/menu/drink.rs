//! One drink as a form, with the card that guests will see.

use axum::extract::{Path, State};
use axum::response::Response;
use crema_web::console::{DrinkForm, DrinkTyped, Preview};
use crema_web::{Errors, Language, money};

use super::super::super::form::Form;
use super::super::super::site::Visitor;
use super::super::super::{reply, views};
use super::super::Desk;
use super::saving::{self, NEW, not_on_menu, save};
use crate::context::Context;
use crate::error::Problem;
use crate::menu::{Drink, Menu, MenuProblem};
use crate::store::Part;

pub(in super::super) async fn show(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let typed = if id == NEW {
        DrinkTyped::default()
    } else {
        let drink = desk.store.menu.drink(&id).ok_or_else(not_on_menu)?;
        typed_of(drink, desk.store.menu.price_digits(), &desk.language())
    };
    let view = form_view(&desk, &id, desk.key_to(&cx, &part(&id)), typed);
    Ok(reply::ok_page(&desk.site(&cx), &view))
}

fn part(id: &str) -> Part {
    Part::Drink(id.to_owned())
}

fn typed_of(drink: &Drink, digits: usize, language: &Language) -> DrinkTyped {
    let price = drink.price_cents.map(|cents| money::typed(cents, digits, language));
    DrinkTyped {
        name: drink.name.clone(),
        note: drink.note.clone(),
        icon: drink.icon.clone(),
        price: price.unwrap_or_default(),
        allergens: drink.allergens.clone(),
        groups: drink.groups.clone(),
        sold_out: drink.sold_out,
        was_sold_out: drink.sold_out,
    }
}

fn form_view(desk: &Desk, id: &str, key: String, typed: DrinkTyped) -> DrinkForm {
    let menu = &desk.store.menu;
    DrinkForm {
        id: Some(id.to_owned()).filter(|id| id != NEW),
        key,
        preview: preview(menu, id, &typed),
        typed,
        groups: menu.groups.iter().map(views::group).collect(),
        currency: menu.currency.clone(),
        lost: Vec::new(),
        errors: Errors::none(),
    }
}

/// The drink and its options as guests will see them; what cannot be read yet is left out.
fn preview(menu: &Menu, id: &str, typed: &DrinkTyped) -> Preview {
    let drink = read(menu, id, typed).0;
    let groups = menu.groups_of(&drink).cloned().collect();
    let part = Menu { currency: menu.currency.clone(), drinks: vec![drink], groups };
    Preview { menu: views::menu(&part) }
}

/// The drink that was typed, and whether its price could be read.
fn read(menu: &Menu, id: &str, typed: &DrinkTyped) -> (Drink, bool) {
    let price = money::parse(&typed.price, menu.price_digits());
    let drink = Drink {
        id: if id == NEW { menu.fresh_id(&typed.name) } else { id.to_owned() },
        name: typed.name.trim().to_owned(),
        note: typed.note.trim().to_owned(),
        icon: if typed.icon.is_empty() { "other".to_owned() } else { typed.icon.clone() },
        price_cents: price.flatten(),
        allergens: typed.allergens.clone(),
        sold_out: typed.sold_out,
        groups: typed.groups.clone(),
    };
    (drink, price.is_some())
}

fn sent(form: &Form) -> DrinkTyped {
    DrinkTyped {
        name: form.get("name").to_owned(),
        note: form.get("note").to_owned(),
        icon: form.get("icon").to_owned(),
        price: form.get("price").to_owned(),
        allergens: form.all("allergen").map(str::to_owned).collect(),
        groups: form.all("group").map(str::to_owned).collect(),
        sold_out: form.has("sold_out"),
        was_sold_out: form.has("was_sold_out"),
    }
}

/// Saves the drink, or shows how it will look: the whole page, or the card alone to a script.
pub(in super::super) async fn save_or_preview(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let mut desk = Desk::enter(&cx, visitor).await?;
    let menu = &desk.store.menu;
    if id != NEW && menu.drink(&id).is_none() {
        return Err(not_on_menu());
    }
    let typed = sent(&form);
    match form.get("action") {
        "card" => return Ok(saving::card(&cx, &desk, &preview(menu, &id, &typed))),
        "preview" => {
            let view = form_view(&desk, &id, desk.key_again(&cx, &part(&id), &form), typed);
            return Ok(reply::ok_page(&desk.site(&cx), &view));
        }
        _ => {}
    }
    let mut errors = Errors::none();
    let (new, is_readable) = read(menu, &id, &typed);
    if !is_readable {
        // What else is wrong is told with it: one look at the form, not two.
        let mut tried = menu.clone();
        tried.put_drink(new.clone());
        saving::add_problems(&mut errors, &tried, &format!("drinks/{}/", new.id), field_of, &desk);
        saving::add_price_error(&mut errors, "price", &desk);
    }
    let prefix = format!("drinks/{}/", new.id);
    let field = move |problem: &MenuProblem| field_of(problem.at.strip_prefix(&prefix));
    let is_new = id == NEW;
    let is_switched = typed.sold_out != typed.was_sold_out;
    let apply = move |menu: &mut Menu| {
        let mut new = new.clone();
        if is_new {
            // Somebody else may have added one of this name meanwhile.
            new.id = menu.fresh_id(&new.name);
        } else if let Some(old) = menu.drink(&new.id).filter(|_| !is_switched) {
            // The bar may have sold it out since the form was shown.
            new.sold_out = old.sold_out;
        }
        menu.put_drink(new);
    };
    match save(&cx, &mut desk, (&form, part(&id)), errors, apply, field).await? {
        None => Ok(reply::see_other("/console/menu")),
        Some(refused) => {
            let view = form_view(&desk, &id, refused.key.clone(), typed);
            let (errors, lost) = (refused.errors.clone(), refused.lost.clone());
            Ok(refused.show(&desk.site(&cx), &DrinkForm { errors, lost, ..view }))
        }
    }
}

fn field_of(place: Option<&str>) -> String {
    match place {
        Some("price_cents") => "price",
        Some("allergens") => "allergen",
        Some("groups") => "group",
        Some(field @ ("name" | "note" | "icon")) => field,
        _ => "",
    }
    .to_owned()
}
