//! The drinks of a submitted order form, a guest's or a walk-up's.

use crema_web::Errors;
use crema_web::customer::{BasketItem, Typed};

use super::form::Form;
use super::views;
use crate::menu::{self, Choice, ItemFault, ItemRefusal, Menu};
use crate::order::{self, OrderRefusal};
use crate::store::Store;

/// What a form said.
pub(super) struct Sent {
    /// Field values, to show again.
    pub(super) typed: Typed,
    /// Drinks in the basket after the form's action.
    pub(super) basket: Vec<BasketItem>,
    /// The drinks to order; `None` when only the basket was changed or something is wrong.
    pub(super) order: Option<Vec<Choice>>,
    /// Names of drinks that left the basket because they can no longer be had.
    pub(super) gone: Vec<String>,
    /// What is wrong.
    pub(super) errors: Errors,
}

/// Reads a form and carries out its basket action.
pub(super) fn read(store: &Store, form: &Form) -> Sent {
    let mut basket: Vec<Choice> = form.all("item").filter_map(decode).collect();
    let chosen = chosen(&store.menu, form);
    let mut typed = typed(form, chosen.as_ref());
    let most = usize::try_from(store.settings.max_items_per_order).unwrap_or(1);
    let mut errors = Errors::none();
    let action = form.get("action");
    let mut order = None;
    if let Some(index) = action.strip_prefix("remove-") {
        if let Some(index) = index.parse().ok().filter(|&index: &usize| index < basket.len()) {
            basket.remove(index);
        }
    } else if action == "add" {
        match &chosen {
            None => errors.add("drink", "nothing_ordered", "Choose a drink first."),
            Some(choice) => add_item_faults(&mut errors, &store.menu, choice),
        }
        if errors.is_empty() && basket.len() + 1 >= most {
            let max = store.settings.max_items_per_order;
            add(&mut errors, "", OrderRefusal::TooManyItems { max });
        }
        if errors.is_empty() {
            basket.extend(chosen.clone());
            typed = Typed { name: typed.name, ..Typed::default() };
        }
    } else {
        order = Some(basket.iter().cloned().chain(chosen.clone()).collect());
    }
    let (basket, gone) = still_offered(&store.menu, &basket);
    if !gone.is_empty() {
        // Nobody is given less than they believe to have ordered.
        if order.take().is_some() {
            errors = faults(&store.menu, chosen.as_ref(), &typed.name);
        }
        for name in &gone {
            let detail = format!("{name} is gone from the menu, and from your basket.");
            errors.add_with("", "basket_item_gone", &detail, &[("name", name.as_str())]);
        }
    }
    Sent { typed, basket, order, gone, errors }
}

/// Everything that is wrong with a form that was refused for one of its fields, so that it need not
/// be sent once for each; nothing where the refusal concerns no field.
pub(super) fn all_faults(store: &Store, form: &Form, refusal: &OrderRefusal) -> Option<Errors> {
    let concerns_field = match refusal {
        OrderRefusal::InvalidName(_) | OrderRefusal::NothingOrdered => true,
        OrderRefusal::Item(refusal) => !matches!(refusal, ItemRefusal::UnknownOption(_)),
        _ => false,
    };
    if !concerns_field {
        return None;
    }
    let mut found = Errors::none();
    if *refusal == OrderRefusal::NothingOrdered {
        add(&mut found, "drink", refusal.clone());
    }
    let chosen = chosen(&store.menu, form);
    found.0.extend(faults(&store.menu, chosen.as_ref(), form.get("name")).0);
    (!found.is_empty()).then_some(found)
}

/// What is wrong with the chosen drink and the name.
fn faults(menu: &Menu, chosen: Option<&Choice>, name: &str) -> Errors {
    let mut errors = Errors::none();
    if let Some(choice) = chosen {
        add_item_faults(&mut errors, menu, choice);
    }
    if let Err(refusal) = order::cup_name(name) {
        add(&mut errors, "name", refusal);
    }
    errors
}

/// What is wrong with a drink, each beside its group.
fn add_item_faults(errors: &mut Errors, menu: &Menu, choice: &Choice) {
    for ItemFault { group, refusal } in menu::item_faults(menu, choice) {
        let field = match (&group, &refusal) {
            (Some(group), _) => format!("g.{group}"),
            (None, ItemRefusal::UnknownDrink(_) | ItemRefusal::DrinkSoldOut(_)) => {
                "drink".to_owned()
            }
            (None, _) => String::new(),
        };
        add(errors, &field, OrderRefusal::Item(refusal));
    }
}

fn add(errors: &mut Errors, field: &str, refusal: OrderRefusal) {
    let problem = crate::error::Problem::from(refusal);
    errors.add(field, problem.code, &problem.detail);
}

/// The drink whose radio is chosen. Only its own groups count; a group nobody ticked anything in is
/// named with nothing behind the slash, so that its defaults are not put back.
fn chosen(menu: &Menu, form: &Form) -> Option<Choice> {
    let id = Some(form.get("drink")).filter(|id| !id.is_empty())?;
    let mut options = Vec::new();
    if let Some(drink) = menu.drink(id) {
        for group in menu.groups_of(drink) {
            let field = format!("g.{}", group.id);
            let before = options.len();
            options.extend(form.all(&field).map(|option| format!("{}/{option}", group.id)));
            if options.len() == before {
                options.push(format!("{}/", group.id));
            }
        }
    }
    Some(Choice { drink: id.to_owned(), options })
}

fn typed(form: &Form, chosen: Option<&Choice>) -> Typed {
    let ids = |choice: &Choice| {
        let id = |option: &String| option.split_once('/').map(|(_, id)| id.to_owned());
        choice.options.iter().filter_map(id).filter(|id| !id.is_empty()).collect()
    };
    Typed {
        name: form.get("name").chars().take(200).collect(),
        drink: chosen.map(|choice| choice.drink.clone()),
        options: chosen.map(ids).unwrap_or_default(),
    }
}

/// A checked drink in the basket.
pub(super) fn in_basket(menu: &Menu, item: &menu::Item) -> BasketItem {
    let options = item.options.iter().map(|option| format!("{}/{}", option.group, option.id));
    let choice = Choice { drink: item.drink.clone(), options: options.collect() };
    BasketItem { item: encode(&choice), line: views::item_line(item, menu) }
}

/// `flat-white:milk/oat.extras/`
fn encode(choice: &Choice) -> String {
    format!("{}:{}", choice.drink, choice.options.join("."))
}

fn decode(text: &str) -> Option<Choice> {
    let (drink, options) = text.split_once(':')?;
    let options = options.split('.').filter(|option| !option.is_empty());
    Some(Choice { drink: drink.to_owned(), options: options.map(str::to_owned).collect() })
}

/// The drinks of a basket that can still be had, and the names of the others.
fn still_offered(menu: &Menu, basket: &[Choice]) -> (Vec<BasketItem>, Vec<String>) {
    let (mut kept, mut gone) = (Vec::new(), Vec::new());
    for choice in basket {
        match menu::choose(menu, choice) {
            Ok(item) => {
                let line = views::item_line(&item, menu);
                kept.push(BasketItem { item: encode(choice), line });
            }
            Err(_) => {
                let drink = menu.drink(&choice.drink);
                gone.push(drink.map_or(&choice.drink, |drink| &drink.name).clone());
            }
        }
    }
    (kept, gone)
}
