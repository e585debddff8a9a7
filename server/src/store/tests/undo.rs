//! Changes written down, and taken back.

use super::*;
use crate::audit::{self, Entry, Filter, Kind as About};
use crate::menu::Drink;

async fn entries(platform: &Platform) -> Vec<Entry> {
    let all = audit::entries(&platform.db, &main(), &Filter::default(), 100).await;
    all.expect("answers")
}

async fn last(platform: &Platform) -> Entry {
    entries(platform).await.remove(0)
}

/// Entries of one millisecond are in no order.
fn tick(platform: &Platform) {
    platform.clock.advance(Duration::from_millis(1));
}

async fn edit_menu(platform: &Platform, edit: impl Fn(&mut Menu) + Send + Sync + 'static) -> Entry {
    tick(platform);
    let edit = move |menu: &mut Menu| {
        edit(menu);
        Ok(())
    };
    change_menu(platform, &main(), edit, "ana").await.expect("changed");
    last(platform).await
}

async fn take_back(platform: &Platform, entry: &Entry) -> Result<Store, Fail<ChangeRefusal>> {
    tick(platform);
    super::super::undo(platform, entry, "sam").await
}

fn drink<'a>(menu: &'a mut Menu, id: &str) -> &'a mut Drink {
    menu.drinks.iter_mut().find(|drink| drink.id == id).expect("on the menu")
}

#[tokio::test]
async fn every_kind_of_change_is_written_down_with_what_it_was() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        set_status(&platform, &main(), staff(State::Open), "ana").await.expect("opened");
        tick(&platform);
        change_settings(&platform, &main(), |limits| limits.max_queue = 30, "ana").await.expect("");
        tick(&platform);
        set_hours(&platform, &main(), open_from_nine_to_five(), "ana").await.expect("set");
        tick(&platform);
        describe(&platform, &main(), "Bar", "UTC", "ana").await.expect("named");
        let sold_out = edit_menu(&platform, |menu| drink(menu, "espresso").sold_out = true).await;
        let price =
            edit_menu(&platform, |menu| drink(menu, "espresso").price_cents = Some(250)).await;
        let kinds: Vec<About> = entries(&platform).await.iter().map(|entry| entry.kind).collect();
        use About::{Hours, Menu, Settings, SoldOut, Status};
        assert_eq!(kinds, [Menu, SoldOut, Settings, Hours, Settings, Status]);
        assert_eq!(sold_out.changes[0].part, "drink/espresso/sold_out");
        let from = price.changes[0].from.as_ref().expect("it was there");
        let to = price.changes[0].to.as_ref().expect("it is there");
        assert_ne!(from["price_cents"], to["price_cents"]);
        assert_eq!((price.changes.len(), to["price_cents"].as_i64()), (1, Some(250)));
        let queue = &entries(&platform).await[4].changes;
        assert_eq!((queue.len(), queue[0].part.as_str()), (1, "settings/max_queue"));
        // What is asked for already is no change.
        set_hours(&platform, &main(), open_from_nine_to_five(), "ana").await.expect("the same");
        assert_eq!(entries(&platform).await.len(), 6);
    })
    .await;
}

#[tokio::test]
async fn undoing_puts_one_change_back_and_leaves_the_others() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let before = now(&platform).await;
        let price = edit_menu(&platform, |menu| {
            drink(menu, "flat-white").price_cents = Some(999);
        })
        .await;
        edit_menu(&platform, |menu| drink(menu, "flat-white").sold_out = true).await;
        edit_menu(&platform, |menu| drink(menu, "espresso").name = "Ristretto".to_owned()).await;
        take_back(&platform, &price).await.expect("undone");
        let mut menu = now(&platform).await.menu;
        let mut expected = before.menu.clone();
        drink(&mut expected, "flat-white").sold_out = true;
        drink(&mut expected, "espresso").name = "Ristretto".to_owned();
        assert_eq!(menu, expected, "the later changes stay");
        assert_eq!(
            drink(&mut menu, "flat-white").price_cents,
            expected
                .drinks
                .iter()
                .find(|drink| drink.id == "flat-white")
                .and_then(|drink| drink.price_cents)
        );
        let undo = last(&platform).await;
        assert_eq!((undo.undoes.as_ref(), undo.who.as_str()), (Some(&price.id), "sam"));
        let again = take_back(&platform, &price).await;
        assert_eq!(refused(again), ChangeRefusal::ChangedSince(vec!["drink/flat-white".into()]));
        let stored = audit::find(&platform.db, &main(), &price.id).await.expect("answers");
        let again = take_back(&platform, &stored.expect("there")).await;
        assert_eq!(refused(again), ChangeRefusal::AlreadyUndone);
        take_back(&platform, &undo).await.expect("an undo can be undone");
        // Whoever read the change before all this finds it as it was left, and taken back already.
        let late = take_back(&platform, &price).await;
        assert_eq!(refused(late), ChangeRefusal::AlreadyUndone);
        assert_eq!(drink(&mut now(&platform).await.menu, "flat-white").price_cents, Some(999));
    })
    .await;
}

#[tokio::test]
async fn undoing_never_overwrites_a_later_change_of_the_same_part() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let set = |queue: i64| {
            let platform = platform.clone();
            async move {
                tick(&platform);
                let set = move |limits: &mut Settings| limits.max_queue = queue;
                change_settings(&platform, &main(), set, "ana").await.expect("set");
                last(&platform).await
            }
        };
        let (thirty, forty) = (set(30).await, set(40).await);
        let before = now(&platform).await;
        let late = take_back(&platform, &thirty).await;
        let lost = vec!["settings/max_queue".to_owned()];
        assert_eq!(refused(late), ChangeRefusal::ChangedSince(lost.clone()));
        assert_eq!(now(&platform).await, before, "nothing was changed");
        let later = audit::last_change_of(&platform.db, &main(), &thirty.id, &lost).await;
        assert_eq!(later.expect("answers").map(|entry| entry.id), Some(forty.id.clone()));
        take_back(&platform, &forty).await.expect("the later first");
        take_back(&platform, &thirty).await.expect("then the earlier");
        assert_eq!(now(&platform).await.settings, Settings::default());
    })
    .await;
}

#[tokio::test]
async fn what_was_removed_comes_back_to_its_place_and_what_moved_moves_back() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let before = now(&platform).await.menu;
        let second = before.drinks[1].id.clone();
        let removed = edit_menu(&platform, move |menu| {
            menu.remove(Kind::Drink, &second);
        })
        .await;
        let first = before.drinks[0].id.clone();
        let moved = edit_menu(&platform, move |menu| {
            menu.shift(Kind::Drink, &first, Move::Down);
        })
        .await;
        assert_eq!(moved.changes[0].part, "order/drinks");
        take_back(&platform, &moved).await.expect("moved back");
        take_back(&platform, &removed).await.expect("back");
        assert_eq!(now(&platform).await.menu, before);
        let group = before.groups[0].id.clone();
        let removed = edit_menu(&platform, move |menu| {
            menu.remove(Kind::Group, &group);
        })
        .await;
        assert_ne!(now(&platform).await.menu, before);
        take_back(&platform, &removed).await.expect("back");
        assert_eq!(now(&platform).await.menu, before, "drinks have their options again");
    })
    .await;
}

#[tokio::test]
async fn a_state_is_undone_unless_the_hours_acted_since() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let works = with_hours(&platform).await;
        after_hours(&platform, &works, 8).await;
        tick(&platform);
        set_status(&platform, &main(), staff(State::Closed), "ana").await.expect("closed");
        let closed = last(&platform).await;
        take_back(&platform, &closed).await.expect("open again");
        assert_eq!(now(&platform).await.state, State::Open);
        tick(&platform);
        let until = Some(platform.now().plus_seconds(300));
        let pause = StatusChange { state: State::Paused, until, reason: None };
        set_status(&platform, &main(), pause, "ana").await.expect("paused");
        let paused = last(&platform).await;
        let night = after_hours(&platform, &works, 1).await;
        assert_eq!(night.state, State::Closed);
        let late = take_back(&platform, &paused).await;
        assert_eq!(refused(late), ChangeRefusal::ChangedSince(vec!["status".to_owned()]));
        assert_eq!(last(&platform).await.who, audit::SCHEDULE, "the hours are written down too");
    })
    .await;
}
