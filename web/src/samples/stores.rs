//! Stores, the audit and the message to waiting guests.

use crema_web::console::*;
use crema_web::*;

use super::Named;

pub fn screens() -> Named {
    let refused = Errors::one("", "changed_since", "This was changed again since.");
    let taken = Errors::one("id", "store_id_taken", "Another store has this short name.");
    let long = Errors::one("text", "invalid_broadcast", "Write a message of 1 to 140 characters.");
    vec![
        ("console-stores", Box::new(stores(Errors::none()))),
        ("console-stores-errors", Box::new(stores(taken))),
        ("console-audit", Box::new(audit(Errors::none()))),
        ("console-audit-refused", Box::new(audit(refused))),
        ("console-audit-empty", Box::new(Audit { entries: Vec::new(), ..audit(Errors::none()) })),
        ("console-broadcast", Box::new(tell(Errors::none()))),
        ("console-broadcast-errors", Box::new(tell(long))),
    ]
}

fn stores(errors: Errors) -> Stores {
    let line = |id: &str, name: &str, door, is_here| StoreLine {
        id: id.to_owned(),
        name: name.to_owned(),
        tag: "t".to_owned(),
        door,
        waiting: u32::from(is_here) * 7,
        is_here,
    };
    let closed = Door::Closed { opens: Some(Moment::today("13:00")), reason: None };
    Stores {
        stores: vec![
            line("main", "Halle 4 Espresso Bar", Door::Open, true),
            line("roof", "قهوة السطح", closed, false),
        ],
        archived: vec![("pop-up".to_owned(), "Pop-up 2025".to_owned())],
        search: Search::whole(3),
        in_use: 2,
        menus: vec![
            ("main".to_owned(), "Halle 4 Espresso Bar".to_owned()),
            ("roof".to_owned(), "قهوة السطح".to_owned()),
        ],
        time_zones: vec!["Europe/Berlin".to_owned()],
        key: "k".to_owned(),
        typed: NewStore {
            name: "Hall 2".to_owned(),
            id: if errors.is_empty() { String::new() } else { "main".to_owned() },
            time_zone: "Europe/Berlin".to_owned(),
            menu_of: "main".to_owned(),
        },
        renaming: None,
        made: errors.is_empty().then(|| "Hall 2".to_owned()),
        errors,
    }
}

fn audit(errors: Errors) -> Audit {
    let text = |text: &str| Some(AuditValue::Text(text.to_owned()));
    let word = |word: &str| Some(AuditValue::Word(word.to_owned()));
    let change = |of: Option<&str>, field: &str, from, to| AuditChange {
        of: of.map(str::to_owned),
        field: field.to_owned(),
        from,
        to,
    };
    let entry = |id: &str, kind: &str, action: &str, changes, undo| AuditEntry {
        id: id.to_owned(),
        time: "2026-11-20 10:42".to_owned(),
        who: AuditWho::Named("Ines Albrecht".to_owned()),
        kind: kind.to_owned(),
        action: action.to_owned(),
        about: action.starts_with("staff").then(|| "Sam".to_owned()),
        changes,
        is_undo: false,
        undo,
    };
    let price = change(Some("Flat white"), "price_cents", text("3.60"), text("3.80"));
    let hours = change(Some("weekday-monday"), "hours", text("08:00-12:00"), word("closed"));
    let drink = change(None, "drink", text("Cold brew"), None);
    let entries = vec![
        entry("a1", "menu", "menu", vec![price.clone()], AuditUndo::Offered),
        AuditEntry {
            is_undo: true,
            ..entry("a2", "menu", "menu", vec![drink], AuditUndo::Offered)
        },
        AuditEntry {
            who: AuditWho::Word("schedule"),
            ..entry(
                "a3",
                "status",
                "status",
                vec![change(None, "state", word("closed"), word("open"))],
                AuditUndo::Done,
            )
        },
        entry("a4", "hours", "hours", vec![hours], AuditUndo::Offered),
        entry(
            "a5",
            "settings",
            "settings",
            vec![change(None, "settings/max_queue", text("20"), text("30"))],
            AuditUndo::Offered,
        ),
        entry("a6", "staff", "staff_pin", Vec::new(), AuditUndo::Never("pin")),
        entry("a7", "staff", "staff_removed", Vec::new(), AuditUndo::Offered),
        AuditEntry {
            who: AuditWho::Unknown,
            ..entry("a8", "sold_out", "sold_out", Vec::new(), AuditUndo::Nothing)
        },
        entry(
            "a9",
            "status",
            "status",
            vec![change(None, "state", word("paused"), word("open"))],
            AuditUndo::Offered,
        ),
        AuditEntry {
            about: Some("Till".to_owned()),
            ..entry("a10", "webhook", "webhook_added", Vec::new(), AuditUndo::Never("webhook"))
        },
    ];
    let refused = AuditRefused { lost: vec![price], later: Some("a1".to_owned()) };
    Audit {
        entries,
        kinds: vec!["status", "sold_out", "menu", "hours", "settings", "staff"],
        kind: "menu".to_owned(),
        people: vec![
            ("p1".to_owned(), AuditWho::Named("Ines Albrecht".to_owned())),
            ("schedule".to_owned(), AuditWho::Word("schedule")),
        ],
        who: String::new(),
        q: "espresso".to_owned(),
        older: Some("a8".to_owned()),
        time_zone: "Europe/Berlin".to_owned(),
        key: "k".to_owned(),
        refused: (!errors.is_empty()).then_some(refused),
        undone: errors.is_empty(),
        errors,
    }
}

fn tell(errors: Errors) -> TellGuests {
    TellGuests {
        key: "k".to_owned(),
        text: if errors.is_empty() { String::new() } else { "x".repeat(141) },
        minutes: 15,
        waiting: 7,
        errors,
    }
}
