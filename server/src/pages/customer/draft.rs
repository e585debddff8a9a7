//! What a guest has chosen so far, kept by their own browser: after a reload, in another language
//! and on the way back the form is as they left it, and also after the order's time ran out.
//!
//! The cookie is the form as it would be sent, and names its order. static/js/customer.js writes it
//! while somebody chooses; this writes it with every answer to the form, so that a basket is kept
//! without a script, too.

use axum::http::HeaderValue;
use crema_web::Menu;
use crema_web::customer::{OrderForm, Shortfall};
use url::form_urlencoded::{Serializer, parse};

use super::super::choices::{self, Sent};
use super::super::form::Form;
use super::Guest;
use super::again::Filled;
use crate::context::Context;
use crate::error::Problem;
use crate::ids::OrderId;
use crate::order::{self, Order};

const COOKIE: &str = "crema_draft";
/// As long as an order waits for its guest at most.
const KEPT_SECONDS: i64 = 3_600;
/// Browsers keep cookies of up to 4 KB and silently drop larger ones.
const LONGEST: usize = 3_500;

/// The form of `order` as its guest left it; empty where they had not begun.
///
/// What was chosen for an order that was never sent is not lost with it: its time may have run out
/// over a long list of drinks.
pub(super) async fn filled(cx: &Context, guest: &Guest, order: &Order) -> Result<Filled, Problem> {
    let kept = guest.visitor.cookie(COOKIE).unwrap_or_default();
    let fields = parse(kept.as_bytes()).into_owned().filter(|(name, _)| name != "action").collect();
    let form = Form::of_fields(fields, "");
    let id = form.get("order");
    if id.is_empty() {
        return Ok(Filled::default());
    }
    if id != order.id.as_str() {
        let other = order::find(&cx.platform.db, &OrderId::new(id)).await?;
        if other.is_none_or(|other| other.queued_at.is_some()) {
            return Ok(Filled::default());
        }
    }
    let Sent { typed, basket, gone, .. } = choices::read(&guest.store, &form);
    let shortfalls = gone.into_iter().map(Shortfall::LeftBasket).collect();
    Ok(Filled { typed, basket, shortfalls })
}

/// A `Set-Cookie` that keeps what `form` shows.
pub(super) fn cookie(guest: &Guest, form: &OrderForm) -> Option<HeaderValue> {
    let fields = as_sent(form);
    (fields.len() <= LONGEST).then(|| set_cookie(guest, &fields, KEPT_SECONDS)).flatten()
}

/// A `Set-Cookie` that forgets the draft.
pub(super) fn forget(guest: &Guest) -> Option<HeaderValue> {
    guest.visitor.cookie(COOKIE).and_then(|_| set_cookie(guest, "", 0))
}

/// Not `HttpOnly`: the page writes it, too.
fn set_cookie(guest: &Guest, fields: &str, seconds: i64) -> Option<HeaderValue> {
    let path = guest.path();
    let text = format!("{COOKIE}={fields}; Path={path}; Max-Age={seconds}; SameSite=Lax");
    HeaderValue::from_str(&text).ok()
}

/// The fields that a browser would send of this form.
fn as_sent(form: &OrderForm) -> String {
    let mut fields = Serializer::new(String::new());
    fields.append_pair("order", &form.order).append_pair("name", &form.typed.name);
    for item in &form.basket {
        fields.append_pair("item", &item.item);
    }
    if let Some(drink) = &form.typed.drink {
        fields.append_pair("drink", drink);
        for (field, option) in chosen_options(&form.menu, drink, &form.typed.options) {
            fields.append_pair(&field, &option);
        }
    }
    fields.finish()
}

fn chosen_options(menu: &Menu, drink: &str, chosen: &[String]) -> Vec<(String, String)> {
    let drink = menu.drinks.iter().find(|known| known.id == drink);
    let groups = drink.map(|drink| drink.groups.as_slice()).unwrap_or_default();
    let of_drink = menu.groups.iter().filter(|group| groups.contains(&group.id));
    let options =
        of_drink.flat_map(|group| group.options.iter().map(move |o| (group.field(), &o.id)));
    options.filter(|(_, id)| chosen.contains(id)).map(|(f, id)| (f, id.clone())).collect()
}
