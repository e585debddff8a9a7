//! Changes to a store against real databases.

use std::sync::Arc;
use std::time::Duration;

mod several;
mod undo;

use super::*;
use crate::db::Fail;
use crate::db::testing::on_each_database;
use crate::idempotency::RequestKey;
use crate::menu::{Kind, Move};
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

/// The test clock stands on Friday, 15 January 2027, 08:00 UTC.
fn open_from_nine_to_five() -> Option<Hours> {
    let opening = Opening {
        from: TimeOfDay::parse("09:00").expect("a time"),
        to: TimeOfDay::parse("17:00").expect("a time"),
    };
    let weekly = Day::ALL.into_iter().map(|day| (day, vec![opening])).collect();
    Some(Hours { weekly, exceptions: Vec::new() })
}

async fn with_hours(platform: &Platform) -> Vec<Arc<dyn DueWork>> {
    describe(platform, &main(), "Bar", "UTC", "ana").await.expect("described");
    set_hours(platform, &main(), open_from_nine_to_five(), "ana").await.expect("set");
    vec![Arc::new(FollowHours(platform.clone())), Arc::new(ResumeStores(platform.clone()))]
}

async fn after_hours(platform: &Platform, works: &[Arc<dyn DueWork>], hours: u64) -> Store {
    platform.clock.advance(Duration::from_secs(hours * 3_600));
    let early = now(platform).await.state_at(platform.now());
    run_once(platform, works).await.expect("runs");
    run_once(platform, works).await.expect("runs again");
    let store = now(platform).await;
    assert_eq!(store.state, early, "screens knew it before the loop");
    store
}

fn staff(state: State) -> StatusChange {
    StatusChange { state, until: None, reason: None }
}

#[tokio::test]
async fn a_store_opens_and_closes_by_its_hours_once() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let works = with_hours(&platform).await;
        let set = now(&platform).await;
        assert_eq!((set.state, set.hours.clone()), (State::Closed, open_from_nine_to_five()));
        let nine = platform.now().plus_seconds(3_600);
        assert_eq!(set.opens_at(platform.now()), Some(nine));
        assert_eq!(
            run_once(&platform, &works).await.expect("runs"),
            Some(nine),
            "it wakes in time"
        );
        let open = after_hours(&platform, &works, 1).await;
        assert_eq!((open.state, open.sequence), (State::Open, set.sequence + 1), "told once");
        assert_eq!(open.closes_at(platform.now()), Some(nine.plus_seconds(8 * 3_600)));
        let closed = after_hours(&platform, &works, 8).await;
        assert_eq!((closed.state, closed.sequence), (State::Closed, set.sequence + 2));
        let opens = closed.opens_at(platform.now()).expect("tomorrow");
        assert_eq!(closed.near_time(opens, platform.now()), "Saturday 09:00");
    })
    .await;
}

#[tokio::test]
async fn two_loops_open_a_store_once() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let works = with_hours(&platform).await;
        let before = now(&platform).await.sequence;
        platform.clock.advance(Duration::from_secs(3_600));
        let run = || async { run_once(&platform, &works).await.expect("runs") };
        tokio::join!(run(), run(), run());
        let store = now(&platform).await;
        assert_eq!((store.state, store.sequence), (State::Open, before + 1));
    })
    .await;
}

#[tokio::test]
async fn staff_win_until_the_hours_next_change() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let works = with_hours(&platform).await;
        set_status(&platform, &main(), staff(State::Open), "ana").await.expect("opened early");
        let early = after_hours(&platform, &works, 0).await;
        assert_eq!(early.state, State::Open);
        let nine = after_hours(&platform, &works, 1).await;
        assert_eq!((nine.state, nine.sequence), (State::Open, early.sequence), "nothing to tell");
        set_status(&platform, &main(), staff(State::Closed), "ana").await.expect("closed early");
        assert_eq!(after_hours(&platform, &works, 2).await.state, State::Closed);
        let five = after_hours(&platform, &works, 6).await;
        assert_eq!((five.state, five.sequence), (State::Closed, early.sequence + 1));
        assert_eq!(after_hours(&platform, &works, 16).await.state, State::Open, "the next morning");
    })
    .await;
}

#[tokio::test]
async fn closing_time_ends_a_pause_and_the_pause_does_not_open_again() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let works = with_hours(&platform).await;
        after_hours(&platform, &works, 8).await;
        let until = Some(platform.now().plus_seconds(2 * 3_600));
        let pause = StatusChange { state: State::Paused, until, reason: None };
        set_status(&platform, &main(), pause, "ana").await.expect("paused past closing time");
        let closed = after_hours(&platform, &works, 1).await;
        assert_eq!((closed.state, closed.until), (State::Closed, None));
        assert_eq!(after_hours(&platform, &works, 2).await.state, State::Closed);
    })
    .await;
}

#[tokio::test]
async fn days_of_downtime_are_one_step_to_the_present() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let works = with_hours(&platform).await;
        let before = now(&platform).await.sequence;
        let open = after_hours(&platform, &works, 3 * 24 + 2).await;
        assert_eq!((open.state, open.sequence), (State::Open, before + 1));
        let still_open = after_hours(&platform, &works, 24).await;
        assert_eq!((still_open.state, still_open.sequence), (State::Open, before + 1));
    })
    .await;
}

#[tokio::test]
async fn hours_are_checked_moved_with_the_time_zone_and_taken_away() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        with_hours(&platform).await;
        let nine = now(&platform).await.schedule_at.expect("planned");
        describe(&platform, &main(), "Bar", "Europe/Berlin", "ana").await.expect("moved");
        let local_nine = now(&platform).await.schedule_at;
        // 08:00 UTC is nine in Berlin already: next it closes.
        assert_eq!(local_nine, Some(nine.plus_seconds(7 * 3_600)));
        let mut wrong = open_from_nine_to_five().expect("hours");
        let monday = wrong.weekly.get_mut(&Day::Monday).expect("a day");
        monday.push(monday[0]);
        let outcome = set_hours(&platform, &main(), Some(wrong), "ana").await;
        assert!(matches!(refused(outcome), ChangeRefusal::Hours(_)));
        let by_hand = set_hours(&platform, &main(), Some(Hours::default()), "ana").await;
        let by_hand = by_hand.expect("taken away");
        assert_eq!((by_hand.hours, by_hand.schedule_at), (None, None));
        let stored = now(&platform).await;
        assert_eq!((stored.hours, stored.schedule_at), (None, None));
    })
    .await;
}

#[tokio::test]
async fn a_form_shown_before_another_change_does_not_undo_it() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let part = Part::Drink("espresso".to_owned());
        let tag = now(&platform).await.tag_of(&part);
        let by =
            || By { seen: Some(Seen { part: part.clone(), tag: tag.clone() }), ..By::from("ana") };
        let price = |of: usize, cents: i64| {
            move |menu: &mut Menu| {
                menu.drinks[of].price_cents = Some(cents);
                Ok(())
            }
        };
        change_menu(&platform, &main(), price(1, 500), "sam").await.expect("another drink");
        change_menu(&platform, &main(), price(0, 250), by()).await.expect("nobody changed it");
        let late = change_menu(&platform, &main(), price(0, 260), by()).await;
        assert_eq!(refused(late), ChangeRefusal::ChangedMeanwhile);
        let prices = now(&platform).await.menu.drinks;
        assert_eq!((prices[0].price_cents, prices[1].price_cents), (Some(250), Some(500)));
    })
    .await;
}

#[tokio::test]
async fn the_same_key_changes_a_store_once() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let by = |body: &str| By {
            who: "ana".to_owned(),
            key: Some(RequestKey::new("ana", "key-12345", &[body.as_bytes()])),
            seen: None,
        };
        let down = |menu: &mut Menu| {
            menu.shift(Kind::Drink, "espresso", Move::Down);
            Ok(())
        };
        for _ in 0..2 {
            change_menu(&platform, &main(), down, by("down")).await.expect("moved once");
        }
        assert_eq!(now(&platform).await.menu.drinks[1].id, "espresso");
        let other = change_menu(&platform, &main(), down, by("other")).await;
        assert_eq!(refused(other), ChangeRefusal::KeyReused);
    })
    .await;
}
