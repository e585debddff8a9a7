//! The guest's screens.

use super::{Named, line, menu, wait};
use crema_web::customer::*;
use crema_web::*;

pub fn screens() -> Named {
    let closed = Door::Closed { opens: Some(Moment::today("13:00")), reason: None };
    let mut all: Named = vec![
        ("customer-landing-open", landing(Door::Open)),
        (
            "customer-landing-paused",
            landing(Door::Paused { until: Some("10:55".to_owned()), reason: None }),
        ),
        ("customer-landing-closed", landing(closed)),
        ("customer-landing-full", landing(Door::Full { retry_minutes: Some(4) })),
        (
            "customer-scan",
            Box::new(Scan {
                code: "ABC".to_owned(),
                stamp: "123.sig".to_owned(),
                key: "k".to_owned(),
                wait: wait(6, 9, 4),
            }),
        ),
        ("customer-refusal-used-up", refusal("code_used_up", Some("10:44"), Some(2))),
        ("customer-refusal-paused", refusal("store_paused", Some("10:55"), Some(13))),
        ("customer-refusal-full", refusal("queue_full", None, Some(1))),
        ("customer-refusal-expired", refusal("code_expired", None, None)),
        ("customer-refusal-unknown-code", refusal("something_new", None, None)),
    ];
    all.push(("customer-form", form(Typed::default(), Vec::new(), 1, Errors::none())));
    let typed = Typed {
        name: "Ana".to_owned(),
        drink: Some("flat".to_owned()),
        options: vec!["oat".to_owned(), "shot".to_owned()],
    };
    all.push(("customer-form-chosen", form(typed.clone(), Vec::new(), 1, Errors::none())));
    let basket = vec![BasketItem { item: "flat:oat.shot".to_owned(), line: line("flat:oat.shot") }];
    all.push(("customer-form-basket", form(typed.clone(), basket, 3, Errors::none())));
    let mut errors = Errors::one("name", "invalid_name", "");
    errors.add("g.milk", "too_few_options", "");
    let bad = Typed { name: "<script>alert(1)</script>".to_owned(), ..typed };
    all.push(("customer-form-errors", form(bad, Vec::new(), 1, errors)));
    all.extend(again());
    all.extend(statuses());
    all
}

fn again() -> Named {
    let usual =
        |id: &str, item: &str, sold_out| Usual { id: id.to_owned(), line: line(item), sold_out };
    let usuals = vec![usual("f1", "flat:oat.shot", false), usual("f2", "pist:", true)];
    let wanted = Some(Wanted {
        lines: vec![line("flat:oat.shot"), line("tea:")],
        shortfalls: vec![Shortfall::SoldOut("Cold brew".to_owned())],
    });
    let past = |id: &str, day: Option<&str>, time: &str, ended, items: &[(&str, bool)]| PastOrder {
        id: id.to_owned(),
        number: 42,
        sent: Sent { day: day.map(str::to_owned), time: time.to_owned() },
        ended,
        items: items
            .iter()
            .map(|&(item, kept)| PastItem {
                line: line(item),
                favourite: kept.then(|| "f1".to_owned()),
            })
            .collect(),
        is_offered: id != "o3",
    };
    let (mine, other) = (("flat:oat.shot", true), ("pist:", false));
    let history = History {
        wanted: wanted.clone(),
        favourites: usuals.clone(),
        orders: vec![
            past("o0", None, "10:40", Ended::NotYet, &[other]),
            past("o1", None, "10:36", Ended::Collected, &[mine, other]),
            past("o2", Some("2026-08-31"), "09:05", Ended::Missed, &[mine]),
            past("o3", Some("2026-08-31"), "09:05", Ended::CancelledByGuest, &[other]),
            past("o4", Some("2026-08-30"), "09:05", Ended::CancelledByBar, &[("tea:", false)]),
            past("o5", Some("2026-08-30"), "09:05", Ended::Expired, &[("tea:", false)]),
        ],
        kept_days: 7,
        before: String::new(),
        older: Some("1790000000000".to_owned()),
        errors: Errors::none(),
    };
    let empty = History {
        wanted: None,
        favourites: Vec::new(),
        orders: Vec::new(),
        older: None,
        ..history.clone()
    };
    let full = History {
        wanted: None,
        errors: Errors::one("favourites", "too_many_favourites", ""),
        ..history.clone()
    };
    let shortfalls = vec![Shortfall::Options(vec!["Soy".to_owned()])];
    let form = OrderForm { usuals, shortfalls, ..order_form() };
    let landing = Landing { door: Door::Open, wait: wait(2, 4, 0), wanted, menu: menu() };
    vec![
        ("customer-history", Box::new(history)),
        ("customer-history-empty", Box::new(empty)),
        ("customer-history-full", Box::new(full)),
        ("customer-form-usual", Box::new(form)),
        ("customer-landing-again", Box::new(landing)),
    ]
}

fn landing(door: Door) -> Box<dyn Screen> {
    Box::new(Landing { door, wait: wait(6, 9, 4), wanted: None, menu: menu() })
}

fn refusal(code: &str, retry_at: Option<&str>, retry_minutes: Option<u32>) -> Box<dyn Screen> {
    Box::new(Refusal {
        code: code.to_owned(),
        detail: "A sentence from the server.".to_owned(),
        retry_at: retry_at.map(Moment::today),
        retry_minutes,
        reason: None,
        has_order: false,
    })
}

fn form(typed: Typed, basket: Vec<BasketItem>, max_items: u32, errors: Errors) -> Box<dyn Screen> {
    Box::new(OrderForm { typed, basket, max_items, errors, ..order_form() })
}

pub fn order_form() -> OrderForm {
    OrderForm {
        order: "o1".to_owned(),
        key: "k1".to_owned(),
        menu: menu(),
        wait: wait(6, 9, 4),
        submit_until: Some("10:47".to_owned()),
        typed: Typed::default(),
        names_are_shown: false,
        basket: Vec::new(),
        usuals: Vec::new(),
        shortfalls: Vec::new(),
        max_items: 1,
        errors: Errors::none(),
    }
}

pub fn status(number: Option<u32>, name: &str, phase: Phase) -> Status {
    Status {
        order: "o1".to_owned(),
        number,
        name: name.to_owned(),
        items: vec![line("flat:oat.shot")],
        ordered_at: "10:36".to_owned(),
        phase,
        tell: Tell::Offered,
        key: "cancel-o1".to_owned(),
        others: Vec::new(),
        is_asked_for: false,
    }
}

fn statuses() -> Named {
    let keep_until = Some("10:58".to_owned());
    let sorry = Some("We ran out of oat milk.".to_owned());
    let queued = Phase::Queued { place: 3, wait: wait(4, 7, 2), is_late: false };
    let late = Phase::Queued { place: 2, wait: wait(4, 7, 1), is_late: true };
    let making = Phase::Making { wait: wait(2, 3, 0), is_late: false };
    let ready = Phase::Ready { keep_until };
    let by_bar = Phase::Cancelled { by_guest: false, reason: sorry };
    let by_guest = Phase::Cancelled { by_guest: true, reason: None };
    let mut all: Vec<(&'static str, Status)> = vec![
        ("customer-status-queued", status(Some(42), "Ana", queued.clone())),
        ("customer-status-late", status(Some(142), "ليلى", late)),
        ("customer-status-making", status(Some(42), "Ana", making)),
        ("customer-status-ready", status(Some(42), "Ana", ready.clone())),
        ("customer-status-ready-4-digits", status(Some(1042), "Ana", ready)),
        ("customer-status-collected", status(Some(42), "Ana", Phase::Collected)),
        ("customer-status-missed", status(Some(42), "Ana", Phase::Missed)),
        ("customer-status-cancelled-bar", status(Some(42), "Ana", by_bar)),
        ("customer-status-cancelled-guest", status(Some(42), "Ana", by_guest)),
        ("customer-status-expired-bar", status(Some(42), "Ana", Phase::Expired { by_bar: true })),
    ];
    let mut told = status(Some(42), "Ana", all[2].1.phase.clone());
    told.tell = Tell::Promised;
    all.push(("customer-status-told", told));
    let mut two = status(Some(7), "Maximilian-Alexander von Hohenstein", queued);
    two.items.push(line("pist:"));
    two.others.push(OtherOrder { order: "o2".to_owned(), number: 8, state: "making" });
    all.push(("customer-status-two-items", two));
    let mut never = status(None, "", Phase::Expired { by_bar: false });
    never.items.clear();
    never.ordered_at.clear();
    all.push(("customer-status-expired-guest", never));
    all.into_iter().map(|(name, screen)| (name, Box::new(screen) as Box<dyn Screen>)).collect()
}
