//! Every screen in every state, with sample data: for the tests and the preview example only.

#![allow(missing_docs, unreachable_pub)]

use crema_web::*;

pub mod account;
pub mod barista;
pub mod console;
pub mod customer;
pub mod display;
pub mod paper;
pub mod reports;
pub mod stores;
pub mod team;
pub mod webhooks;

pub fn site() -> Site {
    Site {
        language: Language::english(),
        assets: "/static/HASH".to_owned(),
        store: "main".to_owned(),
        store_name: "Halle 4 Espresso Bar".to_owned(),
        topics: vec!["crema/main/public".to_owned(), "crema/main/user/u1".to_owned()],
        now_ms: 1_790_000_000_000,
        clock: "10:42".to_owned(),
        zone: "Europe/Berlin".to_owned(),
        person: "Sam".to_owned(),
        person_id: "staff-sam".to_owned(),
        runs_all_stores: true,
        broadcast: None,
    }
}

pub fn screens() -> Vec<(String, Box<dyn Screen>)> {
    let mut all = Vec::new();
    all.extend(customer::screens());
    all.extend(barista::screens());
    all.extend(display::screens());
    all.extend(console::screens());
    all.extend(stores::screens());
    all.extend(team::screens());
    all.extend(webhooks::screens());
    all.extend(reports::screens());
    all.extend(paper::screens());
    all.extend(account::screens());
    all.into_iter().map(|(name, screen)| (name.to_owned(), screen)).collect()
}

type Named = Vec<(&'static str, Box<dyn Screen>)>;

pub fn menu() -> Menu {
    let drink =
        |id: &str, name: &str, note: &str, icon, cents, allergens: &[Allergen], groups: &[&str]| {
            Drink {
                id: id.to_owned(),
                name: name.to_owned(),
                note: note.to_owned(),
                icon,
                price_cents: Some(cents),
                allergens: allergens.to_vec(),
                sold_out: id == "cold",
                groups: groups.iter().map(|group| (*group).to_owned()).collect(),
            }
        };
    let choice = |id: &str, name: &str, cents, allergens: &[Allergen]| Choice {
        id: id.to_owned(),
        name: name.to_owned(),
        price_cents: cents,
        allergens: allergens.to_vec(),
        replaces_allergens: if id == "oat" { vec![Allergen::Milk] } else { Vec::new() },
        sold_out: id == "soy",
        is_default: id == "whole",
    };
    let milk = [Allergen::Milk];
    Menu {
        drinks: vec![
            drink(
                "espresso",
                "Espresso",
                "Short and bright",
                DrinkIcon::Espresso,
                240,
                &[],
                &["extras"],
            ),
            drink(
                "flat",
                "Flat white",
                "Double shot",
                DrinkIcon::FlatWhite,
                360,
                &milk,
                &["milk", "extras"],
            ),
            drink("capp", "Cappuccino", "", DrinkIcon::Cappuccino, 360, &milk, &["milk", "extras"]),
            drink("latte", "Caffè latte", "", DrinkIcon::Latte, 390, &milk, &["milk", "extras"]),
            drink(
                "pist",
                "Pistachio cardamom oat latte",
                "",
                DrinkIcon::Latte,
                460,
                &[Allergen::Nuts, Allergen::Gluten],
                &[],
            ),
            drink(
                "filter",
                "Filter of the day",
                "Kenya Gichathaini, 250 ml",
                DrinkIcon::Filter,
                320,
                &[],
                &[],
            ),
            drink("cold", "Cold brew", "", DrinkIcon::Cold, 380, &[], &[]),
            drink("tea", "Fresh mint tea", "", DrinkIcon::Tea, 280, &[], &[]),
            drink("choc", "Hot chocolate", "", DrinkIcon::Chocolate, 390, &milk, &["milk"]),
            drink("water", "Sparkling water", "", DrinkIcon::Other, 150, &[], &[]),
        ],
        groups: vec![
            Group {
                id: "milk".to_owned(),
                name: "Milk".to_owned(),
                min: 1,
                max: 1,
                options: vec![
                    choice("whole", "Whole milk", 0, &milk),
                    choice("oat", "Oat", 40, &[Allergen::Gluten]),
                    choice("soy", "Soy", 40, &[Allergen::Soy]),
                ],
            },
            Group {
                id: "extras".to_owned(),
                name: "Extras".to_owned(),
                min: 0,
                max: 2,
                options: vec![
                    choice("shot", "Extra shot", 60, &[]),
                    choice("hazel", "Hazelnut syrup", 50, &[Allergen::Nuts]),
                    choice("hot", "Extra hot", 0, &[]),
                ],
            },
        ],
        currency: Some("EUR".to_owned()),
    }
}

pub fn line(item: &str) -> ItemLine {
    menu().item_line(item).expect("samples name drinks of the sample menu")
}

pub fn wait(low_minutes: u32, high_minutes: u32, orders_ahead: u32) -> Option<Wait> {
    Some(Wait { low_minutes, high_minutes, orders_ahead })
}
