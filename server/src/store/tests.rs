//! Changes to a store against real databases.

use std::sync::Arc;
use std::time::Duration;

use super::*;
use crate::db::Fail;
use crate::db::testing::on_each_database;
use crate::menu::Kind;
use crate::platform::Platform;
use crate::workflow::deadlines::{DueWork, run_once};

fn main() -> StoreId {
    StoreId::new("main")
}

async fn now(platform: &Platform) -> Store {
    find(&platform.db, &main()).await.expect("answers").expect("there")
}

fn refused(outcome: Result<Store, Fail<ChangeRefusal>>) -> ChangeRefusal {
    match outcome.expect_err("refused") {
        Fail::Refused(refusal) => refusal,
        Fail::Db(error) => panic!("the database failed: {error:?}"),
    }
}

#[tokio::test]
async fn a_pause_ends_by_itself_once() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let until = Some(platform.now().plus_seconds(300));
        let pause = StatusChange { state: State::Paused, until, reason: None };
        set_status(&platform, &main(), pause, "ana").await.expect("paused");
        let works: Vec<Arc<dyn DueWork>> = vec![Arc::new(ResumeStores(platform.clone()))];
        let next = run_once(&platform, &works).await.expect("runs");
        assert_eq!(next, until, "it wakes in time");
        platform.clock.advance(Duration::from_secs(300));
        assert_eq!(now(&platform).await.state_at(platform.now()), State::Open, "at once");
        let before = now(&platform).await.sequence;
        assert_eq!(run_once(&platform, &works).await.expect("runs"), None);
        run_once(&platform, &works).await.expect("runs");
        let store = now(&platform).await;
        assert_eq!((store.state, store.until), (State::Open, None));
        assert_eq!(store.sequence, before + 1, "told once");
    })
    .await;
}

#[tokio::test]
async fn changes_are_all_or_nothing_and_asking_for_what_is_changes_nothing() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let before = now(&platform).await;
        let wrong = change_settings(
            &platform,
            &main(),
            |settings| {
                settings.max_queue = 5;
                settings.places_per_code = 0;
            },
            "ana",
        )
        .await;
        assert!(matches!(refused(wrong), ChangeRefusal::Settings(_)));
        let no_zone = describe(&platform, &main(), "Bar", "Mars/Olympus", "ana").await;
        assert!(matches!(refused(no_zone), ChangeRefusal::Invalid(_)));
        let empty = change_menu(
            &platform,
            &main(),
            |menu| {
                menu.drinks[0].name.clear();
                Ok(())
            },
            "ana",
        )
        .await;
        assert!(matches!(refused(empty), ChangeRefusal::Menu(_)));
        let closed = StatusChange { state: State::Closed, until: None, reason: None };
        set_status(&platform, &main(), closed, "ana").await.expect("closed already");
        assert_eq!(now(&platform).await, before);
        let elsewhere = set_status(
            &platform,
            &StoreId::new("x"),
            StatusChange { state: State::Open, until: None, reason: None },
            "ana",
        )
        .await;
        assert_eq!(refused(elsewhere), ChangeRefusal::UnknownStore);
    })
    .await;
}

#[tokio::test]
async fn two_changes_at_once_are_both_kept() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let sold_out = |id: &'static str| {
            let platform = platform.clone();
            async move {
                let apply = move |menu: &mut Menu| {
                    menu.set_sold_out(Kind::Drink, id, true);
                    Ok(())
                };
                change_menu(&platform, &main(), apply, "ana").await.expect("changed")
            }
        };
        tokio::join!(sold_out("espresso"), sold_out("filter"), sold_out("mint-tea"));
        let store = now(&platform).await;
        let out = store.menu.drinks.iter().filter(|drink| drink.sold_out).count();
        assert_eq!((out, store.sequence), (3, 3));
    })
    .await;
}
