//! The display's screens.

use crema_web::display::*;
use crema_web::*;

use super::{Named, wait};

pub fn screens() -> Named {
    let open = Door::Open;
    let closed = Door::Closed { opens: Some(Moment::today("13:00")), reason: None };
    let paused = Door::Paused { until: Some("10:55".to_owned()), reason: None };
    let full = Door::Full { retry_minutes: Some(4) };
    let hidden = |door: &Door| QrPanel::Hidden { door: door.clone(), refresh_seconds: 30 };
    vec![
        ("display", display(open.clone(), &[42, 39, 38, 37, 36, 35, 33, 31], code())),
        ("display-few", display(open.clone(), &[142, 139, 138], code())),
        ("display-one", display(open.clone(), &[42], spent())),
        ("display-none", display(open.clone(), &[], code())),
        ("display-4-digits", display(open, &[1042, 1041, 1040, 1039, 1038, 1037, 1036], spent())),
        ("display-names", named(&[1042, 1041, 1040, 39, 38])),
        ("display-full", display(full.clone(), &[42, 39, 38, 37, 36], hidden(&full))),
        ("display-paused", display(paused.clone(), &[42, 39], hidden(&paused))),
        ("display-closed", empty(closed.clone(), &[38, 36], hidden(&closed))),
    ]
}

fn view(door: Door, ready: &[u32], qr: QrPanel) -> Display {
    let ready = ready.iter().enumerate();
    Display {
        door,
        ready: ready.map(|(i, n)| ReadyNumber { number: *n, name: None, is_new: i == 0 }).collect(),
        preparing: vec![40, 41, 44],
        in_line: vec![43, 45, 46, 47],
        missed: vec![29, 34],
        wait: wait(6, 9, 4),
        speaks: false,
        qr,
    }
}

fn display(door: Door, ready: &[u32], qr: QrPanel) -> Box<dyn Screen> {
    Box::new(view(door, ready, qr))
}

fn named(ready: &[u32]) -> Box<dyn Screen> {
    let names = ["Ana", "محمد (2)", "Maximiliane von Habsburg-Lothringen", "דנה", "さくら"];
    let mut view = view(Door::Open, ready, code());
    for (ready, name) in view.ready.iter_mut().zip(names) {
        ready.name = Some(name.to_owned());
    }
    Box::new(view)
}

fn empty(door: Door, ready: &[u32], qr: QrPanel) -> Box<dyn Screen> {
    let mut view = view(door, ready, qr);
    view.preparing.clear();
    view.in_line.clear();
    view.missed.clear();
    Box::new(view)
}

pub fn code() -> QrPanel {
    let finders = "M4 4h7v7h-7zM30 4h7v7h-7zM4 30h7v7h-7zM14 14h3v9h9v-5h-4v-4h8v14h-16z";
    QrPanel::Code {
        svg: format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 41 41"><path fill="#fff" d="M0 0h41v41H0z"/><path d="{finders}"/></svg>"##
        ),
        url: "crema.example/s/main".to_owned(),
        places_left: 7,
        places: 10,
        seconds_left: 216,
        lifetime_seconds: 300,
        expires_at_ms: 1_790_000_216_000,
        stale_at_ms: 1_790_000_010_000,
        refresh_seconds: 5,
    }
}

fn spent() -> QrPanel {
    QrPanel::Spent {
        seconds_left: 130,
        lifetime_seconds: 300,
        expires_at_ms: 1_790_000_130_000,
        refresh_seconds: 5,
    }
}
