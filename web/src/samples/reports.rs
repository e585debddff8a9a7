//! Reports, a day's orders and one order's journey.

use crema_web::console::*;
use crema_web::*;

use super::Named;

pub fn screens() -> Named {
    let wrong = Errors::one("to", "period_backwards", "The last day must not be before the first.");
    let unknown = Errors::one("number", "unknown_number", "There is no such order.");
    vec![
        ("console-reports", reports(Some(busy()), Errors::none())),
        ("console-reports-quarter", reports(Some(quarter()), Errors::none())),
        ("console-reports-empty", reports(Some(empty()), Errors::none())),
        ("console-reports-errors", reports(None, wrong)),
        ("console-orders", orders(true, Errors::none())),
        ("console-orders-empty", orders(false, Errors::none())),
        ("console-orders-errors", orders(true, unknown)),
        ("console-journey", journey(collected())),
        ("console-journey-expired", journey(expired())),
    ]
}

fn reports(figures: Option<Figures>, errors: Errors) -> Box<dyn Screen> {
    let day = || "2026-11-21".to_owned();
    let shortcut = |stretch, from: &str| Shortcut { stretch, from: from.to_owned(), to: day() };
    Box::new(Reports {
        from: day(),
        to: day(),
        time_zone: "Europe/Berlin".to_owned(),
        shortcuts: vec![
            shortcut(Stretch::Today, "2026-11-21"),
            shortcut(Stretch::Yesterday, "2026-11-20"),
            shortcut(Stretch::Week, "2026-11-15"),
            shortcut(Stretch::Month, "2026-10-23"),
        ],
        errors,
        figures,
    })
}

fn bars(all: &[(&str, u32)]) -> Vec<Bar> {
    all.iter().map(|&(label, value)| Bar { label: label.to_owned(), value }).collect()
}

pub fn hours() -> Vec<Bar> {
    let values = [12, 31, 44, 28, 19, 38, 41, 0, 0, 0];
    let bar = |(hour, value)| Bar { label: format!("{hour:02}:00"), value };
    (8..18).zip(values).map(bar).collect()
}

fn busy() -> Figures {
    let barista = |name: &str, orders, seconds| BaristaLine {
        name: name.to_owned(),
        orders,
        drinks: orders + 10,
        median: Some(Span(seconds)),
    };
    Figures {
        is_hourly: true,
        is_cut: false,
        orders: 213,
        drinks: 260,
        slots: hours(),
        waited: 205,
        median: Some(Span(250)),
        ninetieth: Some(Span(470)),
        promises: Promises { earlier: 9, inside: 180, later: 16, percent_inside: Some(87) },
        waits: vec![2, 9, 31, 52, 48, 33, 18, 8, 3, 0, 1, 0, 0, 0, 0, 0],
        abandoned: abandoned([4, 1, 5, 2, 3, 12, 0, 7]),
        top_drinks: bars(&[
            ("Flat white", 92),
            ("Cappuccino", 61),
            ("Pistachio cardamom oat latte", 44),
            ("ليلى <script>", 3),
        ]),
        top_options: bars(&[("Whole milk", 120), ("Oat", 77), ("Extra shot", 9)]),
        baristas: vec![barista("Sam", 120, 72), barista("Maria Fernández de la Cruz", 85, 95)],
    }
}

fn quarter() -> Figures {
    let day = |n: u32| Bar {
        label: format!("2026-{:02}-{:02}", 8 + n / 31, n % 31 + 1),
        value: n * 37 % 211,
    };
    Figures { is_hourly: false, is_cut: true, slots: (0..92).map(day).collect(), ..busy() }
}

fn empty() -> Figures {
    Figures {
        orders: 0,
        drinks: 0,
        is_cut: false,
        slots: bars(&[("00:00", 0), ("01:00", 0)]),
        waited: 0,
        median: None,
        ninetieth: None,
        promises: Promises::default(),
        waits: Vec::new(),
        abandoned: abandoned([0; 8]),
        top_drinks: Vec::new(),
        top_options: Vec::new(),
        baristas: Vec::new(),
        ..busy()
    }
}

fn abandoned(counts: [u32; 8]) -> Vec<(Abandoned, u32)> {
    let kinds = [
        Abandoned::NotSubmitted,
        Abandoned::NotMade,
        Abandoned::CancelledByGuest,
        Abandoned::CancelledByStaff,
        Abandoned::Missed,
        Abandoned::RefusedClosed,
        Abandoned::RefusedPaused,
        Abandoned::RefusedFull,
    ];
    kinds.into_iter().zip(counts).collect()
}

fn orders(some: bool, errors: Errors) -> Box<dyn Screen> {
    let line = |number: i64, stage, wait: Option<u32>, barista: Option<&str>| OrderLine {
        id: format!("018f{number}"),
        number,
        stage,
        ordered: "10:36".to_owned(),
        items: "Flat white (Oat, Extra shot); Pistachio cardamom oat latte".to_owned(),
        wait: wait.map(Span),
        barista: barista.map(str::to_owned),
    };
    let lines = vec![
        line(1_043, Stage::Queued, None, None),
        line(1_042, Stage::Making, None, Some("Sam")),
        line(1_041, Stage::Ready, Some(250), Some("Sam")),
        line(1_040, Stage::Collected, Some(190), Some("Maria Fernández de la Cruz")),
        line(1_039, Stage::Cancelled, None, None),
        line(1_038, Stage::Missed, Some(4_000), Some("Sam")),
        line(1_037, Stage::Expired, None, None),
    ];
    Box::new(Orders {
        day: "2026-11-21".to_owned(),
        number: if errors.is_empty() { String::new() } else { "4242".to_owned() },
        time_zone: "Europe/Berlin".to_owned(),
        orders: if some { lines } else { Vec::new() },
        below: some.then_some(1_037),
        errors,
    })
}

fn step(kind: &str, time: &str, since: u32, moved: Option<(Option<Stage>, Stage)>) -> JourneyStep {
    JourneyStep {
        kind: kind.to_owned(),
        time: time.to_owned(),
        since: (since > 0).then_some(Span(since)),
        moved,
        by: moved.is_some().then(|| "Sam".to_owned()),
        reason: None,
    }
}

fn journey((stage, steps): (Stage, Vec<JourneyStep>)) -> Box<dyn Screen> {
    let is_done = stage == Stage::Collected;
    Box::new(Journey {
        number: is_done.then_some(42),
        stage,
        day: "2026-11-21".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        is_scanned: true,
        items: if is_done { vec!["Flat white (Oat)".to_owned()] } else { Vec::new() },
        wait: is_done.then_some(Span(250)),
        making: is_done.then_some(Span(72)),
        barista: is_done.then(|| "Sam".to_owned()),
        steps,
    })
}

fn collected() -> (Stage, Vec<JourneyStep>) {
    use Stage::{Collected, Making, Queued, Ready, Started};
    let to = |from, to| Some((Some(from), to));
    let steps = vec![
        step("Validator.NewOrder", "10:36:02", 0, Some((None, Started))),
        step("OrderProcessor.WorkflowStarted", "10:36:02", 0, None),
        step("OrderProcessor.WaitingProduction", "10:36:40", 38, to(Started, Queued)),
        step("OrderManager.MakeOrder", "10:38:01", 81, to(Queued, Making)),
        step("OrderManager.UnmakeOrder", "10:38:05", 4, to(Making, Queued)),
        step("OrderManager.MakeOrder", "10:39:10", 65, to(Queued, Making)),
        step("OrderManager.OrderCompleted", "10:40:50", 100, to(Making, Ready)),
        step("OrderManager.OrderCollected", "10:41:20", 30, to(Ready, Collected)),
        step("Robot.Danced", "10:41:20", 0, None),
    ];
    (Collected, steps)
}

fn expired() -> (Stage, Vec<JourneyStep>) {
    let mut timeout = step(
        "OrderProcessor.OrderTimeOut",
        "10:41:02",
        300,
        Some((Some(Stage::Started), Stage::Expired)),
    );
    timeout.reason = Some("<b>nobody</b>".to_owned());
    let began = step("Validator.NewOrder", "10:36:02", 0, Some((None, Stage::Started)));
    (Stage::Expired, vec![began, timeout])
}
