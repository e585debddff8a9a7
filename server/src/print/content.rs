//! What stands on a ticket: an order in the words of the printer's language.

use crema_web::paper::Words;

use super::jobs::Printer;
use super::ticket::{Drink, Ticket};
use crate::clock::Timestamp;
use crate::menu::Item;
use crate::order::Order;
use crate::store::Store;

/// Which print of a ticket this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// The one that a claim brings.
    First,
    /// Another that somebody asked for.
    Copy,
    /// The same once more, because nobody knows whether it came out.
    Again,
}

/// An order's ticket in the language of this tag, or English.
#[must_use]
pub fn ticket(order: &Order, store: &Store, language: &str, occasion: Occasion) -> Ticket {
    let words = Words::of(language);
    let count = order.items.len();
    let drinks = order.items.iter().enumerate().map(|(n, item)| Drink {
        place: (count > 1).then(|| words.place(n + 1, count)),
        ..drink(item, &words)
    });
    let at = order.making_at.or(order.queued_at).unwrap_or(order.created_at);
    let time = store.time_of_day(at);
    let made = match &order.barista {
        Some(barista) => format!("{time}, {}", barista.name),
        None => time,
    };
    Ticket {
        mark: match occasion {
            Occasion::First => None,
            Occasion::Copy => Some(words.copy()),
            Occasion::Again => Some(words.again()),
        },
        number: order.number.map(|number| number.to_string()).unwrap_or_default(),
        name: order.name.clone(),
        walk_up: order.bucket.is_none().then(|| words.walk_up()),
        drinks: drinks.collect(),
        foot: vec![store.name.clone(), made],
    }
}

fn drink(item: &Item, words: &Words) -> Drink {
    Drink {
        place: None,
        name: item.drink_name.clone(),
        options: item.options.iter().map(|option| option.name.clone()).collect(),
        contains: words.contains(&item.allergens),
    }
}

/// A page that shows whether a printer works, with the letters that its code page decides about.
pub(super) fn test_page(store: &Store, printer: &Printer, now: Timestamp) -> Ticket {
    let words = Words::of(&printer.language);
    let letters = Drink {
        name: "Caff\u{e8} cr\u{e8}me, M\u{fc}nchner Br\u{e4}u".to_owned(),
        options: vec![
            "\u{f1} \u{e7} \u{df} \u{f8} \u{20ac} \u{141}\u{f3}d\u{17a} \u{3086}\u{304d}"
                .to_owned(),
        ],
        ..Drink::default()
    };
    Ticket {
        name: words.test_title(),
        drinks: vec![letters],
        foot: vec![
            format!("{}, {} mm", printer.name, printer.paper.millimetres()),
            printer.address.to_string(),
            format!("{}, {}", store.name, store.time_of_day(now)),
        ],
        ..Ticket::default()
    }
}
