//! "Order again": an earlier order or a favourite, filled into the order form.
//!
//! Ordering always needs a scan, so what is wanted is remembered in a cookie until there is a form
//! to fill in. The cookie only names it; what it names is looked up in the guest's own orders.

use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::response::Response;
use crema_web as web;
use crema_web::customer::{BasketItem, Shortfall, Typed, Usual, Wanted};

use super::super::form::Form;
use super::super::site::Visitor;
use super::super::{choices, reply, views};
use super::{Asked, Guest, draft};
use crate::context::Context;
use crate::error::Problem;
use crate::favourites::{self, Favourite};
use crate::ids::OrderId;
use crate::menu::{self, Item, Menu, NotToday};
use crate::order::{self, OrderState};
use crate::store::Store;

const COOKIE: &str = "crema_again";
/// Long enough for the way to the bar, and over lunch.
const REMEMBERED_SECONDS: i64 = 12 * 3_600;

/// Remembers what is wanted, or with nothing named forgets it.
pub(super) async fn remember(
    State(cx): State<Context>,
    Path(store): Path<String>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let guest = Guest::arrive(&cx, visitor, &store).await?;
    let named = match (form.get("order"), form.get("favourite")) {
        ("", "") => String::new(),
        ("", favourite) => format!("favourite.{}", plain(favourite)),
        (order, _) => format!("order.{}", plain(order)),
    };
    let shown = guest.order(&cx, &Asked::default()).await?;
    let is_waited_for = shown
        .as_ref()
        .is_some_and(|order| order.state.is_open() && order.state != OrderState::Started);
    // A live order fills its page; the history can say that the choice is remembered.
    let path = if is_waited_for { format!("{}history", guest.path()) } else { guest.path() };
    let mut answer = reply::with_cookie(reply::see_other(&path), cookie(&guest.store, &named));
    // What was chosen until now makes room for it.
    answer = reply::with_cookie(answer, draft::forget(&guest));
    if let Some(ended) = shown.filter(|order| !order.state.is_open()) {
        answer = reply::with_cookie(answer, super::aside(&guest.store, ended.id.as_str()));
    }
    Ok(reply::with_cookie(answer, guest.cookie))
}

/// A `Set-Cookie` that remembers what is named; nothing forgets it.
pub(super) fn cookie(store: &Store, named: &str) -> Option<HeaderValue> {
    let seconds = if named.is_empty() { 0 } else { REMEMBERED_SECONDS };
    let path = format!("/s/{}/", store.id);
    let text = format!("{COOKIE}={named}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Lax");
    HeaderValue::from_str(&text).ok()
}

/// Whether the guest's browser remembers something.
pub(super) fn is_remembered(visitor: &Visitor) -> bool {
    remembered(visitor).is_some()
}

fn remembered(visitor: &Visitor) -> Option<(&str, &str)> {
    visitor.cookie(COOKIE)?.split_once('.')
}

/// An id in a cookie: whatever else is in it is no id.
pub(super) fn plain(id: &str) -> String {
    id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(64).collect()
}

/// Earlier drinks on today's menu, ready to be put into a form.
#[derive(Default)]
pub(super) struct Filled {
    pub(super) typed: Typed,
    pub(super) basket: Vec<BasketItem>,
    pub(super) shortfalls: Vec<Shortfall>,
}

/// What is remembered, filled in; nothing where it is not this guest's or there is nothing.
pub(super) async fn filled(cx: &Context, guest: &Guest) -> Result<Filled, Problem> {
    let items = remembered_items(cx, guest).await?;
    Ok(fill(&guest.store, &items))
}

/// What is remembered, for guests who have no form yet.
pub(super) async fn wanted(cx: &Context, guest: &Guest) -> Result<Option<Wanted>, Problem> {
    let items = remembered_items(cx, guest).await?;
    let menu = &guest.store.menu;
    let (offered, shortfalls) = on_the_menu(menu, &items);
    let lines = offered.iter().map(|item| views::item_line(item, menu)).collect();
    Ok((!items.is_empty()).then_some(Wanted { lines, shortfalls }))
}

async fn remembered_items(cx: &Context, guest: &Guest) -> Result<Vec<Item>, Problem> {
    let (db, store, sub) = (&cx.platform.db, &guest.store.id, &guest.who.sub);
    Ok(match remembered(&guest.visitor) {
        Some(("order", id)) => {
            let found = order::find(db, &OrderId::new(id)).await?;
            let mine = found.filter(|order| order.customer == *sub && order.store == *store);
            mine.map(|order| order.items).unwrap_or_default()
        }
        Some(("favourite", id)) => {
            let kept = favourites::of(db, store, sub).await?;
            kept.into_iter().filter(|kept| kept.id == id).map(|kept| kept.item).collect()
        }
        _ => Vec::new(),
    })
}

/// The last drink is chosen in the form, those before it are in the basket.
fn fill(store: &Store, items: &[Item]) -> Filled {
    let (mut offered, shortfalls) = on_the_menu(&store.menu, items);
    offered.truncate(usize::try_from(store.settings.max_items_per_order).unwrap_or(1));
    let typed = offered.pop().map(|item| typed(&item)).unwrap_or_default();
    let basket = offered.iter().map(|item| choices::in_basket(&store.menu, item)).collect();
    Filled { typed, basket, shortfalls }
}

/// One favourite, filled into a form where `name` has been typed.
pub(super) fn fill_favourite(store: &Store, favourite: &Favourite, name: &str) -> Filled {
    let mut filled = fill(store, std::slice::from_ref(&favourite.item));
    filled.typed.name = name.chars().take(200).collect();
    filled
}

fn typed(item: &Item) -> Typed {
    Typed {
        name: String::new(),
        drink: Some(item.drink.clone()),
        options: item.options.iter().map(|option| option.id.clone()).collect(),
    }
}

/// The drinks as they can be ordered today, and what cannot.
fn on_the_menu(menu: &Menu, items: &[Item]) -> (Vec<Item>, Vec<Shortfall>) {
    let (mut offered, mut shortfalls) = (Vec::new(), Vec::new());
    for item in items {
        match menu::again(menu, item) {
            Ok(found) => {
                if !found.missing.is_empty() {
                    shortfalls.push(Shortfall::Options(found.missing));
                }
                // A group that must be chosen anew stays open in the form.
                let named = |option: &menu::ChosenOption| {
                    found.choice.options.contains(&format!("{}/{}", option.group, option.id))
                };
                let rest = || Item {
                    options: item.options.iter().filter(|option| named(option)).cloned().collect(),
                    ..item.clone()
                };
                offered.push(menu::choose(menu, &found.choice).unwrap_or_else(|_| rest()));
            }
            Err(NotToday::Gone) => shortfalls.push(Shortfall::Gone(item.drink_name.clone())),
            Err(NotToday::SoldOut) => shortfalls.push(Shortfall::SoldOut(item.drink_name.clone())),
        }
    }
    shortfalls.dedup();
    (offered, shortfalls)
}

/// Whether any of these drinks can be ordered today.
pub(super) fn is_offered(menu: &Menu, items: &[Item]) -> bool {
    items.iter().any(|item| menu::again(menu, item).is_ok())
}

/// Favourites as quick choices. Those that left the menu are kept in the history only.
pub(super) fn usuals(store: &Store, kept: &[Favourite]) -> Vec<Usual> {
    let on_menu = kept.iter().filter(|kept| store.menu.drink(&kept.item.drink).is_some());
    on_menu.map(|kept| usual(store, kept)).collect()
}

/// A favourite; one that cannot be ordered today counts as sold out.
pub(super) fn usual(store: &Store, kept: &Favourite) -> Usual {
    let line: web::ItemLine = views::item_line(&kept.item, &store.menu);
    let sold_out = menu::again(&store.menu, &kept.item).is_err();
    Usual { id: kept.id.clone(), line, sold_out }
}
