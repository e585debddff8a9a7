//! Tickets printed from a browser.

use crema_web::paper::*;

use super::Named;

pub fn screens() -> Named {
    vec![
        ("paper-one", page(58, vec![small()], &[])),
        ("paper-waiting", page(80, vec![small(), large()], &["o42", "o43"])),
        ("paper-none", page(80, Vec::new(), &[])),
    ]
}

fn page(paper: u32, slips: Vec<Slip>, waiting: &[&str]) -> Box<dyn crema_web::Screen> {
    let waiting = waiting.iter().map(|&order| order.to_owned()).collect();
    Box::new(PrintPage { slips, paper, path: "/s/main/barista/print".to_owned(), waiting })
}

fn drink(place: Option<&str>, name: &str, options: &[&str], contains: Option<&str>) -> SlipDrink {
    SlipDrink {
        place: place.map(str::to_owned),
        name: name.to_owned(),
        options: options.iter().map(|&option| option.to_owned()).collect(),
        contains: contains.map(str::to_owned),
    }
}

fn small() -> Slip {
    Slip {
        number: "42".to_owned(),
        name: "Ana".to_owned(),
        walk_up: None,
        drinks: vec![drink(None, "Flat white", &["Oat"], Some("Contains: Gluten"))],
        foot: vec!["Halle 4 Espresso Bar".to_owned(), "10:42, Sam".to_owned()],
    }
}

fn large() -> Slip {
    Slip {
        number: "143".to_owned(),
        name: "\u{3086}\u{304d} Maximilian-Alexander".to_owned(),
        walk_up: Some("Walk-up".to_owned()),
        drinks: vec![
            drink(Some("1 of 2"), "Pistachio cardamom oat latte", &[], Some("Contains: Nuts")),
            drink(
                Some("2 of 2"),
                "Cappuccino",
                &["Whole milk", "Extra shot"],
                Some("Contains: Milk"),
            ),
        ],
        ..small()
    }
}
