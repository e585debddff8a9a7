//! The barista's screens.

use crema_web::barista::*;
use crema_web::customer::Typed;
use crema_web::*;

use super::{Named, line, menu};

pub fn screens() -> Named {
    let open = Door::Open;
    let until = Some("10:55".to_owned());
    vec![
        ("barista-board", board(open.clone(), tickets())),
        ("barista-board-empty", board(open.clone(), Vec::new())),
        ("barista-board-paused", board(Door::Paused { until, reason: None }, tickets())),
        ("barista-board-full", board(Door::Full { retry_minutes: Some(4) }, tickets())),
        ("barista-board-50", board(open, fifty())),
        ("barista-board-printer-off", printer_off()),
        ("barista-recall", Box::new(Recall { lines: recall_lines() })),
        ("barista-recall-empty", Box::new(Recall { lines: Vec::new() })),
        ("barista-sold-out", Box::new(SoldOut { menu: menu(), key: "v7".to_owned() })),
        (
            "barista-cancel",
            Box::new(CancelOrder {
                order: "o43".to_owned(),
                number: 43,
                name: "Maximilian-Alexander".to_owned(),
                is_walk_up: false,
                key: "k".to_owned(),
            }),
        ),
        (
            "barista-walk-up",
            Box::new(WalkUp {
                key: "k".to_owned(),
                menu: menu(),
                typed: Typed { drink: Some("flat".to_owned()), ..Typed::default() },
                basket: Vec::new(),
                max_items: 4,
                errors: Errors::one("name", "invalid_name", ""),
            }),
        ),
    ]
}

fn board(door: Door, tickets: Vec<Ticket>) -> Box<dyn Screen> {
    let batch = |state, drink: &str| {
        let of = |ticket: &&Ticket| ticket.state == state && ticket.items[0].drink == drink;
        let alike: Vec<&Ticket> = tickets.iter().filter(of).take(3).collect();
        let first = alike.first().filter(|_| alike.len() > 1)?;
        Some(Batch {
            state,
            orders: alike.iter().map(|ticket| ticket.order.clone()).collect(),
            versions: alike.iter().map(|ticket| ticket.version).sum(),
            numbers: alike.iter().map(|ticket| ticket.number).collect(),
            drinks: alike.len().try_into().unwrap_or(0),
            drink: first.items[0].drink.clone(),
            options: first.items[0].options.clone(),
        })
    };
    let batches = [(TicketState::Queued, "Flat white"), (TicketState::Making, "Caffè latte")];
    Box::new(Board {
        batches: batches.iter().filter_map(|(state, drink)| batch(*state, drink)).collect(),
        door,
        tickets,
        warn_after_seconds: 300,
        late_after_seconds: 480,
        status_key: "v7".to_owned(),
        notice: None,
        printing: Printing::default(),
        is_shift_begun: true,
    })
}

fn printer_off() -> Box<dyn Screen> {
    let trouble =
        |name: &str, state, waiting| PrinterTrouble { name: name.to_owned(), state, waiting };
    let troubles = vec![
        trouble("Bar", PrinterState::Off, 3),
        trouble("Terrace", PrinterState::Paper, 1),
        trouble("Kitchen", PrinterState::Silent, 0),
    ];
    Box::new(Board {
        batches: Vec::new(),
        door: Door::Open,
        tickets: tickets(),
        warn_after_seconds: 300,
        late_after_seconds: 480,
        status_key: "v7".to_owned(),
        notice: None,
        printing: Printing { has_printer: true, troubles },
        is_shift_begun: true,
    })
}

pub fn ticket(number: u32, name: &str, item: &str, state: TicketState, minutes: u32) -> Ticket {
    let age = match minutes {
        0..5 => Age::Fresh,
        5..8 => Age::Warn,
        _ => Age::Late,
    };
    Ticket {
        order: format!("018f{number:04}-0000-7000-8000-000000000000"),
        version: 3,
        number,
        name: name.to_owned(),
        is_walk_up: matches!(number, 40 | 45),
        items: vec![line(item)],
        state,
        since_ms: super::site().now_ms - i64::from(minutes) * 60_000,
        age_minutes: minutes,
        age,
        barista: Some("Sam".to_owned()),
        is_mine: number.is_multiple_of(2),
    }
}

fn tickets() -> Vec<Ticket> {
    use TicketState::{Making, Queued, Ready};
    let mut two = ticket(46, "Priya", "flat:oat", Queued, 3);
    two.items.push(line("pist:"));
    vec![
        ticket(43, "Maximilian-Alexander", "capp:whole.hot", Queued, 9),
        ticket(45, "ゆき", "flat:oat", Queued, 6),
        two,
        ticket(47, "ليلى", "espresso:", Queued, 1),
        ticket(40, "Leon", "latte:whole.hazel", Making, 8),
        ticket(41, "Ana", "flat:oat.shot", Making, 4),
        ticket(44, "Ines", "filter:", Making, 1),
        ticket(36, "Lee", "capp:whole", Ready, 7),
        ticket(38, "María José Fernández", "tea:", Ready, 3),
    ]
}

fn fifty() -> Vec<Ticket> {
    use TicketState::{Making, Queued, Ready};
    let states = [Queued, Queued, Queued, Making, Ready];
    let items = ["flat:oat", "capp:whole.hot", "espresso:", "latte:whole.hazel.shot", "tea:"];
    (0..50u32)
        .map(|n| {
            let (state, item) = (states[n as usize % 5], items[n as usize % 5]);
            ticket(100 + n, "Guest", item, state, (50 - n) / 5)
        })
        .collect()
}

fn recall_lines() -> Vec<RecallLine> {
    [(42, "Ana", "ready"), (39, "Jonas", "collected"), (29, "Maximilian-Alexander", "missed")]
        .map(|(number, name, state)| RecallLine {
            order: format!("o{number}"),
            number,
            name: name.to_owned(),
            items: vec![line("flat:oat.shot")],
            state: state.to_owned(),
            at: "10:36".to_owned(),
            key: format!("recall-{number}"),
        })
        .to_vec()
}
