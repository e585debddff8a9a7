//! Favourites against real databases, one each.

use super::*;
use crate::db::testing::on_each_database;
use crate::menu::{Choice, choose, default_menu};

fn drink(drink: &str, options: &[&str]) -> Item {
    let options = options.iter().map(|&option| option.to_owned()).collect();
    choose(&default_menu(), &Choice { drink: drink.to_owned(), options }).expect("on the menu")
}

fn main() -> StoreId {
    StoreId::new("main")
}

async fn names(platform: &Platform, guest: &UserId) -> Vec<String> {
    let kept = of(&platform.db, &main(), guest).await.expect("answers");
    kept.into_iter().map(|favourite| favourite.item.drink).collect()
}

#[tokio::test]
async fn a_drink_is_kept_once_and_can_be_let_go() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let ana = UserId::new("ana");
        for item in [
            drink("flat-white", &["oat", "decaf"]),
            drink("flat-white", &["decaf", "oat"]),
            drink("flat-white", &["whole"]),
        ] {
            keep(&platform, &main(), &ana, item).await.expect("kept");
            platform.clock.advance(std::time::Duration::from_secs(1));
        }
        let kept = of(&platform.db, &main(), &ana).await.expect("answers");
        assert_eq!(kept.len(), 2, "the order of options makes no difference, the options do");
        assert!(kept[0].is(&drink("flat-white", &["oat", "decaf"])));
        assert_eq!(kept[0].item.options[0].name, "Oat");

        let_go(&platform, &main(), &ana, &kept[0].id).await.expect("gone");
        let_go(&platform, &main(), &ana, &kept[0].id).await.expect("still gone");
        assert_eq!(of(&platform.db, &main(), &ana).await.expect("answers"), kept[1..]);
    })
    .await;
}

#[tokio::test]
async fn nobody_reads_or_removes_what_another_keeps() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let (ana, ben) = (UserId::new("ana"), UserId::new("ben"));
        keep(&platform, &main(), &ana, drink("espresso", &[])).await.expect("kept");
        assert!(names(&platform, &ben).await.is_empty());
        let elsewhere = StoreId::new("elsewhere");
        assert!(of(&platform.db, &elsewhere, &ana).await.expect("answers").is_empty());

        let id = of(&platform.db, &main(), &ana).await.expect("answers").remove(0).id;
        let_go(&platform, &main(), &ben, &id).await.expect("nothing to remove");
        let_go(&platform, &elsewhere, &ana, &id).await.expect("nothing to remove");
        assert_eq!(names(&platform, &ana).await, ["espresso"]);
        keep(&platform, &main(), &ben, drink("espresso", &[])).await.expect("each their own");
    })
    .await;
}

#[tokio::test]
async fn there_is_room_for_a_few_however_fast_they_are_tapped() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let ana = UserId::new("ana");
        let options = [&[][..], &["extras/decaf"], &["milk/oat"], &["milk/oat", "extras/decaf"]];
        let drinks = ["flat-white", "cappuccino"];
        let all = drinks.iter().flat_map(|name| options.iter().map(move |o| drink(name, o)));
        let taps: Vec<_> = all
            .map(|item| {
                let (platform, ana) = (platform.clone(), ana.clone());
                tokio::spawn(async move { keep(&platform, &main(), &ana, item).await.is_ok() })
            })
            .collect();
        let mut kept = 0;
        for tap in taps {
            kept += usize::from(tap.await.expect("it ends"));
        }
        assert_eq!((kept, names(&platform, &ana).await.len()), (MOST_FAVOURITES, MOST_FAVOURITES));

        // What is kept already can be kept again; room is made by letting one go.
        let first = of(&platform.db, &main(), &ana).await.expect("answers").remove(0);
        keep(&platform, &main(), &ana, first.item).await.expect("it is there");
        let_go(&platform, &main(), &ana, &first.id).await.expect("gone");
        keep(&platform, &main(), &ana, drink("espresso", &[])).await.expect("there is room");
    })
    .await;
}
