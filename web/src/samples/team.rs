//! The operator's people, devices and printers.

use crema_web::console::*;
use crema_web::*;

use super::Named;

pub fn screens() -> Named {
    vec![
        ("console-staff", staff()),
        ("console-staff-none-found", nobody_found()),
        ("console-devices", devices(true)),
        ("console-devices-empty", devices(false)),
        ("console-devices-renamed-since", renaming()),
        ("console-printers", Box::new(Printers { printers: printers() })),
        ("console-printers-empty", Box::new(Printers { printers: Vec::new() })),
        ("console-printer-new", printer_form(Errors::none())),
        ("console-printer-errors", printer_form(wrong_printer())),
    ]
}

fn staff() -> Box<dyn Screen> {
    let member = |id: &str, name: &str, role, is_me| StaffMember {
        id: id.to_owned(),
        name: name.to_owned(),
        role,
        all_stores: is_me,
        is_me,
    };
    Box::new(Staff {
        members: vec![
            member("1", "Ines Albrecht", StaffRole::Operator, true),
            member("2", "Sam", StaffRole::Barista, false),
        ],
        search: Search::whole(2),
        key: "v7".to_owned(),
        typed: NewStaff::default(),
        errors: Errors::one("pin", "invalid_pin", "At least 4 characters."),
        notice: None,
    })
}

fn nobody_found() -> Box<dyn Screen> {
    Box::new(Staff {
        members: Vec::new(),
        search: Search { q: "Zoë".to_owned(), found: 0, of: 300 },
        key: "v7".to_owned(),
        typed: NewStaff::default(),
        errors: Errors::none(),
        notice: None,
    })
}

fn devices(some: bool) -> Box<dyn Screen> {
    let screen = Device {
        id: "d1".to_owned(),
        name: "Screen above the bar".to_owned(),
        kind: DeviceKind::Display,
        paired_at: "2026-11-20 08:12".to_owned(),
        options: Some(DisplayOptions { shows_names: false, speaks: true }),
    };
    Box::new(Devices {
        devices: if some { vec![screen] } else { Vec::new() },
        search: Search::whole(usize::from(some)),
        key: "v7".to_owned(),
        typed: NewDevice::default(),
        renaming: None,
        errors: Errors::none(),
        notice: some.then(|| "Screen above the bar is paired.".to_owned()),
    })
}

/// Another name for a device, refused.
fn renaming() -> Box<dyn Screen> {
    let tablet = |id: &str, name: &str| Device {
        id: id.to_owned(),
        name: name.to_owned(),
        kind: DeviceKind::Tablet,
        paired_at: "2026-11-20 08:12".to_owned(),
        options: None,
    };
    let mut errors = Errors::none();
    let words = [("name", "Tablet on the left")];
    errors.add_with("name.t2", "device_renamed_since", "Somebody renamed it.", &words);
    Box::new(Devices {
        devices: vec![tablet("t1", "Tablet"), tablet("t2", "Tablet on the left")],
        search: Search { q: "tablet".to_owned(), found: 2, of: 14 },
        key: "v7".to_owned(),
        typed: NewDevice::default(),
        renaming: Some(Renaming { id: "t2".to_owned(), name: "Left".to_owned() }),
        errors,
        notice: None,
    })
}

fn printers() -> Vec<PrinterLine> {
    let printer = |id: &str, name: &str, state, since: &str, waiting| PrinterLine {
        id: id.to_owned(),
        name: name.to_owned(),
        address: format!("192.168.1.{id}"),
        paper: 80,
        language: Language::english(),
        state,
        since: (!since.is_empty()).then(|| Moment::today(since)),
        waiting,
        version: 3,
    };
    let day = MomentDay::Date("2026-11-18".to_owned());
    let long_silent = PrinterLine {
        since: Some(Moment { time: "10:40".to_owned(), day }),
        ..printer("55", "Yard", PrinterState::Silent, "", 0)
    };
    vec![
        printer("50", "Bar", PrinterState::Off, "10:42", 3),
        printer("51", "Terrace", PrinterState::Ready, "", 0),
        printer("52", "Kitchen", PrinterState::Paper, "10:40", 1),
        printer("53", "Stairs", PrinterState::Cover, "10:40", 0),
        printer("54", "Hall", PrinterState::Fault, "10:40", 0),
        long_silent,
    ]
}

fn printer_form(errors: Errors) -> Box<dyn Screen> {
    let typed = PrinterTyped {
        name: "Bar".to_owned(),
        address: "http://printer".to_owned(),
        paper: "80".to_owned(),
        charset: "cp858".to_owned(),
        language: "en".to_owned(),
    };
    Box::new(PrinterForm { key: "k".to_owned(), edits: None, lost: Vec::new(), typed, errors })
}

fn wrong_printer() -> Errors {
    let mut errors = Errors::one("address", "invalid_printer_address", "Without http://.");
    errors.add_with("name", "printer_address_taken", "Taken.", &[("name", "Terrace")]);
    errors.add_with("", "too_many_printers", "At most 8.", &[("most", "8")]);
    errors
}
