//! The operator's screens.

use crema_web::console::*;
use crema_web::*;

use super::{Named, menu};

pub fn screens() -> Named {
    let monday = Moment { time: "08:00".to_owned(), day: MomentDay::Weekday("monday") };
    let reason = Some("Private event".to_owned());
    let closed = Door::Closed { opens: Some(monday), reason };
    let paused = Door::Paused { until: Some("10:55".to_owned()), reason: None };
    let mut wrong = Errors::one("max_queue", "out_of_range", "At most 500.");
    wrong.add("store_name", "missing", "Please give the store a name.");
    vec![
        ("console-today", today(Door::Open, Some("The store is open.".to_owned()))),
        ("console-today-paused", today(paused, None)),
        ("console-today-closed", today(closed, None)),
        ("console-hours", hours(Errors::none(), true)),
        ("console-hours-none", Box::new(Hours::default())),
        ("console-hours-errors", hours(wrong_hours(), false)),
        ("console-settings", settings(Errors::none(), true)),
        ("console-settings-errors", settings(wrong, false)),
        ("console-menu", menu_list(menu())),
        ("console-menu-empty", menu_list(Menu::default())),
        ("console-drink", drink(Some("flat"), Errors::none())),
        ("console-drink-new", drink(None, Errors::one("name", "missing", "Please give a name."))),
        ("console-drink-stale", drink(Some("flat"), stale())),
        ("console-group", group()),
        ("console-import", Box::new(import(Vec::new()))),
        ("console-import-errors", Box::new(import(wrong_lines()))),
        ("console-import-preview", Box::new(import_preview())),
    ]
}

fn today(door: Door, notice: Option<String>) -> Box<dyn Screen> {
    Box::new(Today {
        closes: door.is_open().then(|| Moment::today("17:30")),
        door,
        waiting: 7,
        making: 3,
        ready: 3,
        orders_today: 213,
        collected_today: 198,
        missed_today: 3,
        cancelled_today: 5,
        median_wait: Some(Span(250)),
        ninetieth_wait: Some(Span(470)),
        hours: super::reports::hours(),
        time_zone: "Europe/Berlin".to_owned(),
        places_left: Some(7),
        places: 10,
        key: "v7".to_owned(),
        needs_https: notice.is_some(),
        notice,
    })
}

fn hours(errors: Errors, saved: bool) -> Box<dyn Screen> {
    let typed = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    let day = || [typed("08:00", "12:00"), typed("13:00", "17:30"), typed("", "")];
    let mut week = [day(), day(), day(), day(), day(), day(), DayTyped::default()];
    week[4][2] = typed("20:00", "02:00");
    week[1][1] = typed("11:30", "half past");
    let christmas = ExceptionTyped { date: "2026-12-24".to_owned(), openings: DayTyped::default() };
    Box::new(Hours {
        key: "k".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        week,
        exceptions: vec![christmas, ExceptionTyped::default()],
        opens: (!saved).then(|| Moment::today("13:00")),
        closes: saved.then(|| Moment::today("17:30")),
        lost: Vec::new(),
        errors,
        saved,
    })
}

fn wrong_hours() -> Errors {
    let mut wrong = Errors::one("tuesday.1.to", "invalid_time", "Write a time such as 08:30.");
    wrong.add("tuesday.1.from", "hours_overlap", "These times overlap.");
    wrong.add("exception.0.date", "second_exception", "One row for each date.");
    wrong
}

fn settings(errors: Errors, saved: bool) -> Box<dyn Screen> {
    Box::new(Settings {
        key: "k".to_owned(),
        store_name: "Halle 4 Espresso Bar".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        currency: "EUR".to_owned(),
        time_zones: vec!["Europe/Berlin".to_owned(), "Europe/Lisbon".to_owned()],
        values: FIELDS.iter().map(|field| (field.field.to_owned(), "10".to_owned())).collect(),
        lost: Vec::new(),
        errors,
        saved,
    })
}

fn menu_list(menu: Menu) -> Box<dyn Screen> {
    Box::new(MenuList { menu, key: "v7".to_owned(), is_imported: false })
}

fn drink(id: Option<&str>, errors: Errors) -> Box<dyn Screen> {
    let typed = DrinkTyped {
        name: id.map_or("", |_| "Flat white").to_owned(),
        note: "Double shot".to_owned(),
        icon: "flat_white".to_owned(),
        price: "3.60".to_owned(),
        allergens: vec!["milk".to_owned()],
        groups: vec!["milk".to_owned()],
        sold_out: false,
        was_sold_out: false,
    };
    Box::new(DrinkForm {
        id: id.map(str::to_owned),
        key: "k".to_owned(),
        typed,
        preview: Preview { menu: menu() },
        groups: menu().groups,
        currency: Some("EUR".to_owned()),
        lost: if errors.at(&super::site(), "").is_some() { dearer() } else { Vec::new() },
        errors,
    })
}

fn stale() -> Errors {
    Errors::one("", "changed_meanwhile", "Somebody changed this while you did.")
}

/// What saving would change after somebody else made the drink dearer.
fn dearer() -> Vec<AuditChange> {
    vec![AuditChange {
        of: Some("Flat white".to_owned()),
        field: "price_cents".to_owned(),
        from: Some(AuditValue::Price(Price::new(380, "EUR"))),
        to: Some(AuditValue::Price(Price::new(360, "EUR"))),
    }]
}

const COLUMNS: &[&str] = &[
    "kind",
    "group",
    "id",
    "name",
    "note",
    "price",
    "icon",
    "allergens",
    "replaces",
    "groups",
    "min",
    "max",
    "default",
    "sold_out",
];

fn import(problems: Vec<LineError>) -> ImportForm {
    let text = if problems.is_empty() { "" } else { "kind,name,price\ndrink,Latte,3.605\n" };
    let further = if problems.is_empty() { 0 } else { 12 };
    let (key, text) = ("k".to_owned(), text.to_owned());
    ImportForm { key, text, columns: COLUMNS, problems, further, errors: Errors::none() }
}

fn wrong_lines() -> Vec<LineError> {
    let line = |line, place: &str, code: &str, words: &[(&'static str, &str)]| LineError {
        line,
        place: place.to_owned(),
        error: FieldError::new("text", code, "", words),
    };
    vec![
        line(2, "price", "invalid_price", &[("example", "3.60")]),
        line(
            14,
            "drinks/3/allergens",
            "menu_unknown_allergen",
            &[("id", "lactose"), ("known", "milk, soy")],
        ),
        line(15, "", "import_cells", &[("found", "9"), ("most", "8")]),
    ]
}

fn import_preview() -> ImportPreview {
    let price = |cents| Shown::Price(Some(Price::new(cents, "EUR")));
    let value = |field, old, new| ChangedValue { field, old, new };
    let change = |kind, part, name: &str, values| ChangeLine {
        kind,
        part,
        name: name.to_owned(),
        group: if part == ChangedPart::Option { "Milk".to_owned() } else { String::new() },
        values,
    };
    let order = |names: &str| Shown::Text(names.to_owned());
    ImportPreview {
        key: "k".to_owned(),
        text: "kind,name\n".to_owned(),
        format: "csv",
        changes: vec![
            change(
                ChangeKind::Changed,
                ChangedPart::Menu,
                "",
                vec![
                    value("currency", order("EUR"), order("CHF")),
                    value(
                        "drinks-order",
                        order("Espresso, Flat white"),
                        order("Flat white, Espresso"),
                    ),
                    value("groups-order", order("Milk, Extras"), order("Extras, Milk")),
                ],
            ),
            change(
                ChangeKind::Changed,
                ChangedPart::Drink,
                "Flat white",
                vec![
                    value("name", order("Flat White"), order("Flat white")),
                    value("note", order(""), order("Double shot")),
                    value("price", price(360), price(380)),
                    value("icon", order("latte"), order("flat_white")),
                    value(
                        "allergens",
                        Shown::Allergens(Vec::new()),
                        Shown::Allergens(vec![Allergen::Milk]),
                    ),
                    value("groups", order(""), order("milk, extras")),
                    value("sold-out", Shown::Flag(true), Shown::Flag(false)),
                ],
            ),
            change(
                ChangeKind::Added,
                ChangedPart::Drink,
                "Chai latte",
                vec![value("price", Shown::Price(None), price(420))],
            ),
            change(
                ChangeKind::Changed,
                ChangedPart::Group,
                "Milk",
                vec![
                    value("min", order("0"), order("1")),
                    value("max", order("2"), order("1")),
                    value("order", order("Whole, Oat"), order("Oat, Whole")),
                ],
            ),
            change(
                ChangeKind::Changed,
                ChangedPart::Option,
                "Oat",
                vec![
                    value(
                        "replaces",
                        Shown::Allergens(Vec::new()),
                        Shown::Allergens(vec![Allergen::Milk]),
                    ),
                    value("default", Shown::Flag(false), Shown::Flag(true)),
                ],
            ),
            change(ChangeKind::Removed, ChangedPart::Option, "Soy", Vec::new()),
            change(ChangeKind::Removed, ChangedPart::Drink, "Hot chocolate", Vec::new()),
        ],
        drinks: 8,
    }
}

fn group() -> Box<dyn Screen> {
    let oat = ChoiceTyped {
        id: "oat".to_owned(),
        name: "Oat".to_owned(),
        price: "0.40".to_owned(),
        allergens: vec!["gluten".to_owned()],
        replaces: vec!["milk".to_owned()],
        sold_out: false,
        was_sold_out: false,
        is_default: false,
    };
    let whole = ChoiceTyped {
        id: "whole".to_owned(),
        name: "Whole milk".to_owned(),
        is_default: true,
        ..ChoiceTyped::default()
    };
    Box::new(GroupForm {
        id: Some("milk".to_owned()),
        key: "k".to_owned(),
        typed: GroupTyped {
            name: "Milk".to_owned(),
            min: "1".to_owned(),
            max: "1".to_owned(),
            options: vec![whole, oat],
        },
        preview: Preview { menu: menu() },
        lost: Vec::new(),
        errors: Errors::one("option.1.price", "invalid_price", "A price such as 0.40, please."),
    })
}
