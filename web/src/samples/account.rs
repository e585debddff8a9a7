//! Signing in, pairing, set-up, errors.

use crema_web::account::*;
use crema_web::*;

use super::Named;

pub fn screens() -> Named {
    let wrong = Errors::one("", "unauthorized", "");
    vec![
        ("account-login", Box::new(Login { stores: stores(1), ..Login::default() })),
        ("account-login-stores", Box::new(Login { stores: stores(3), ..Login::default() })),
        ("account-doors", Box::new(doors())),
        (
            "account-login-wrong",
            Box::new(Login {
                stores: stores(3),
                store: "hall".to_owned(),
                name: "Sam".to_owned(),
                errors: wrong,
                ..Login::default()
            }),
        ),
        (
            "account-pair",
            Box::new(Pair {
                code: "K7QX4M".to_owned(),
                console_url: "crema.example/console/devices".to_owned(),
            }),
        ),
        (
            "account-setup",
            Box::new(Setup {
                token: "t".to_owned(),
                time_zone: "Europe/Berlin".to_owned(),
                ..Setup::default()
            }),
        ),
        ("error-404", error(404, "not_found")),
        ("error-500", error(500, "internal")),
        ("error-503", error(503, "unavailable")),
    ]
}

fn stores(count: usize) -> Vec<(String, String)> {
    let all = [("main", "Halle 4 Espresso Bar"), ("hall", "Hall 2"), ("roof", "قهوة السطح")];
    all.iter().take(count).map(|(id, name)| ((*id).to_owned(), (*name).to_owned())).collect()
}

fn doors() -> Doors {
    let doors = [
        Door::Open,
        Door::Paused { until: None, reason: None },
        Door::Closed { opens: None, reason: None },
    ];
    let with_door = |((id, name), door)| (id, name, door);
    Doors { stores: stores(3).into_iter().zip(doors).map(with_door).collect() }
}

fn error(status: u16, code: &str) -> Box<dyn Screen> {
    Box::new(ErrorPage {
        status,
        code: code.to_owned(),
        detail: "Something went wrong on our side. Please try again.".to_owned(),
        back: Some("/s/main/".to_owned()),
        request_id: (status == 500).then(|| "req-7".to_owned()),
    })
}
