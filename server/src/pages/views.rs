//! From the features' data to the views' plain types.

use crema_web as web;

use crate::clock::Timestamp;
use crate::menu::{self, Menu};
use crate::order::http::Line;
use crate::order::{self, Board, Order, OrderState};
use crate::print::Printer;
use crate::store::{Near, State, Store};

/// The menu as views show it.
pub(super) fn menu(menu: &Menu) -> web::Menu {
    web::Menu {
        currency: menu.currency.clone(),
        drinks: menu.drinks.iter().map(drink).collect(),
        groups: menu.groups.iter().map(group).collect(),
    }
}

fn drink(drink: &menu::Drink) -> web::Drink {
    web::Drink {
        id: drink.id.clone(),
        name: drink.name.clone(),
        note: drink.note.clone(),
        icon: icon(&drink.icon),
        price_cents: drink.price_cents,
        allergens: allergens(&drink.allergens),
        sold_out: drink.sold_out,
        groups: drink.groups.clone(),
    }
}

/// A group as views show it.
pub(super) fn group(group: &menu::Group) -> web::Group {
    web::Group {
        id: group.id.clone(),
        name: group.name.clone(),
        min: group.min,
        max: group.max,
        options: group.options.iter().map(option).collect(),
    }
}

fn option(option: &menu::MenuOption) -> web::Choice {
    web::Choice {
        id: option.id.clone(),
        name: option.name.clone(),
        price_cents: option.price_cents,
        allergens: allergens(&option.allergens),
        replaces_allergens: allergens(&option.replaces_allergens),
        sold_out: option.sold_out,
        is_default: option.is_default,
    }
}

fn icon(word: &str) -> web::DrinkIcon {
    web::DrinkIcon::from_word(word).unwrap_or(web::DrinkIcon::Other)
}

/// A price, where there is a currency.
pub(super) fn price(cents: i64, currency: Option<&str>) -> Option<web::Price> {
    currency.map(|currency| web::Price::new(cents, currency))
}

/// Allergens by their words.
pub(super) fn allergens(words: &[String]) -> Vec<web::Allergen> {
    words.iter().filter_map(|word| web::Allergen::from_word(word)).collect()
}

/// What was ordered, with the drawings of today's menu.
pub(super) fn items(items: &[menu::Item], menu: &Menu) -> Vec<web::ItemLine> {
    items.iter().map(|item| item_line(item, menu)).collect()
}

/// One ordered drink.
pub(super) fn item_line(item: &menu::Item, menu: &Menu) -> web::ItemLine {
    let drawing = menu.drink(&item.drink).map_or("other", |drink| &drink.icon);
    web::ItemLine {
        drink: item.drink_name.clone(),
        icon: icon(drawing),
        options: item.options.iter().map(|option| option.name.clone()).collect(),
        allergens: allergens(&item.allergens),
        price: item.price_cents.and_then(|cents| price(cents, menu.currency.as_deref())),
    }
}

/// Whether the store takes orders, as people read it.
pub(super) fn door(store: &Store, board: &Board, now: Timestamp) -> web::Door {
    match store.state_at(now) {
        State::Open if board.drinks_in_queue() >= store.settings.max_queue => {
            web::Door::Full { retry_minutes: Some(whole(order::QUEUE_SECONDS / 60)) }
        }
        State::Open => web::Door::Open,
        State::Paused => web::Door::Paused {
            until: store.until.map(|until| store.time_of_day(until)),
            reason: store.reason.clone(),
        },
        State::Closed => web::Door::Closed {
            opens: store.opens_at(now).map(|at| moment(store, at, now)),
            reason: store.reason.clone(),
        },
    }
}

/// A time on the store's clock, with its day where that is not today.
pub(super) fn moment(store: &Store, at: Timestamp, now: Timestamp) -> web::Moment {
    let day = match store.near(at, now) {
        Near::Today => web::MomentDay::Today,
        Near::Weekday(day) => web::MomentDay::Weekday(day.as_str()),
        Near::Date(date) => web::MomentDay::Date(date.to_string()),
    };
    web::Moment { time: store.time_of_day(at), day }
}

/// The wait as people read it.
pub(super) fn wait(line: &Line) -> web::Wait {
    web::Wait {
        low_minutes: whole(line.wait.from_minutes),
        high_minutes: whole(line.wait.to_minutes),
        orders_ahead: u32::try_from(line.orders_ahead).unwrap_or(u32::MAX),
    }
}

/// A ticket on the board, for the columns that have tickets.
pub(super) fn ticket(
    order: &Order,
    store: &Store,
    me: &str,
    now: Timestamp,
) -> Option<web::barista::Ticket> {
    use web::barista::{Age, Ticket, TicketState};
    let (state, since) = match order.state {
        OrderState::Queued => (TicketState::Queued, order.queued_at),
        OrderState::Making => (TicketState::Making, order.making_at),
        OrderState::Ready => (TicketState::Ready, order.ready_at),
        _ => return None,
    };
    let since = since.unwrap_or(order.created_at);
    let seconds = now.millis_since(since).max(0) / 1_000;
    let age = if seconds >= store.settings.late_after_seconds {
        Age::Late
    } else if seconds >= store.settings.warn_after_seconds {
        Age::Warn
    } else {
        Age::Fresh
    };
    Some(Ticket {
        order: order.id.to_string(),
        version: order.version,
        number: number(order),
        name: order.name.clone(),
        is_walk_up: order.bucket.is_none(),
        items: items(&order.items, &store.menu),
        state,
        since_ms: since.0,
        age_minutes: whole(seconds / 60),
        age,
        barista: order.barista.as_ref().map(|worker| worker.name.clone()),
        is_mine: order.barista.as_ref().is_some_and(|worker| worker.id.as_str() == me),
    })
}

/// A button for several orders of one kind, for more than one.
pub(super) fn batch(
    state: web::barista::TicketState,
    orders: &[&Order],
) -> Option<web::barista::Batch> {
    let item = orders.first().filter(|_| orders.len() > 1)?.items.first()?;
    Some(web::barista::Batch {
        state,
        orders: orders.iter().map(|order| order.id.to_string()).collect(),
        versions: orders.iter().map(|order| order.version).sum(),
        numbers: orders.iter().map(|order| number(order)).collect(),
        drinks: whole(orders.iter().map(|order| order.drinks).sum()),
        drink: item.drink_name.clone(),
        options: item.options.iter().map(|option| option.name.clone()).collect(),
    })
}

/// An order's number; 0 before it has one, which no screen shows.
pub(super) fn number(order: &Order) -> u32 {
    order.number.map_or(0, whole)
}

/// A count as views take it.
pub(super) fn whole(count: i64) -> u32 {
    u32::try_from(count.max(0)).unwrap_or(u32::MAX)
}

/// How many.
pub(super) fn count<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// How a printer is.
pub(super) fn printer_state(printer: &Printer) -> web::PrinterState {
    let word = printer.trouble.map_or("ready", |(trouble, _)| trouble.as_str());
    web::PrinterState::from_word(word).unwrap_or(web::PrinterState::Fault)
}
