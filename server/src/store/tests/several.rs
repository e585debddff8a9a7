//! Several stores, and the message to waiting guests.

use super::*;
use crate::audit::{self, Filter};
use crate::db::Conn;
use crate::db::DbError;
use futures_util::future::BoxFuture;

fn kiosk(menu_of: Option<&str>) -> NewStore {
    NewStore {
        id: "kiosk".to_owned(),
        name: " Kiosk ".to_owned(),
        time_zone: "Europe/Lisbon".to_owned(),
        menu_of: menu_of.map(StoreId::new),
    }
}

fn nobody<'a>(_: &'a mut Conn, _: &'a StoreId) -> BoxFuture<'a, Result<bool, DbError>> {
    Box::pin(async { Ok(false) })
}

fn somebody<'a>(_: &'a mut Conn, _: &'a StoreId) -> BoxFuture<'a, Result<bool, DbError>> {
    Box::pin(async { Ok(true) })
}

#[tokio::test]
async fn a_store_is_made_with_a_menu_of_its_own() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let sold_out = |menu: &mut Menu| {
            menu.set_sold_out(Kind::Drink, "espresso", true);
            Ok(())
        };
        change_menu(&platform, &main(), sold_out, "ana").await.expect("sold out");
        for (wrong, field) in [("", "short name"), ("Kiosk 2", "short name"), ("-x", "short name")]
        {
            let new = NewStore { id: wrong.to_owned(), ..kiosk(None) };
            let ChangeRefusal::Invalid(what) = refused(create(&platform, new, "ana").await) else {
                panic!("{wrong} is told apart");
            };
            assert!(what.contains(field), "{wrong}: {what}");
        }
        let nowhere = NewStore { time_zone: "Mars/Olympus".to_owned(), ..kiosk(None) };
        assert!(matches!(
            refused(create(&platform, nowhere, "a").await),
            ChangeRefusal::Invalid(_)
        ));
        let of_nobody = create(&platform, kiosk(Some("nobody")), "ana").await;
        assert_eq!(refused(of_nobody), ChangeRefusal::UnknownStore);

        let made = create(&platform, kiosk(Some("main")), "ana").await.expect("made");
        assert_eq!((made.name.as_str(), made.state), ("Kiosk", State::Closed));
        assert!(made.menu.drink("espresso").is_some_and(|drink| drink.sold_out), "a copy");
        let taken = create(&platform, kiosk(None), "ana").await;
        assert_eq!(refused(taken), ChangeRefusal::IdTaken);
        platform.clock.advance(Duration::from_millis(1));
        change_menu(
            &platform,
            &made.id,
            |menu| {
                menu.drinks.remove(0);
                Ok(())
            },
            "ana",
        )
        .await
        .expect("its own");
        assert_eq!(now(&platform).await.menu.drinks.len(), made.menu.drinks.len());
        let told = audit::entries(&platform.db, &made.id, &Filter::default(), 9).await;
        let told: Vec<String> = told.expect("answers").into_iter().map(|e| e.action).collect();
        assert_eq!(told, ["menu", "store_added"]);
    })
    .await;
}

#[tokio::test]
async fn a_store_is_put_away_only_when_its_work_is_done_and_comes_back() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let id = create(&platform, kiosk(None), "ana").await.expect("made").id;
        set_hours(&platform, &id, open_from_nine_to_five(), "ana").await.expect("hours");
        set_status(&platform, &id, staff(State::Open), "ana").await.expect("open");
        let busy = |outcome| assert_eq!(refused(outcome), ChangeRefusal::StillBusy);
        busy(archive(&platform, &id, nobody, "ana").await);
        set_status(&platform, &id, staff(State::Closed), "ana").await.expect("closed");
        busy(archive(&platform, &id, somebody, "ana").await);
        let away = archive(&platform, &id, nobody, "ana").await.expect("put away");
        assert!(away.archived_at.is_some() && away.schedule_at.is_none(), "{away:?}");
        let ids = || async {
            let all = all(&platform.db).await.expect("answers");
            all.into_iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(ids().await, ["main"]);
        assert_eq!(everything(&platform.db).await.expect("answers").len(), 2);
        let open = set_status(&platform, &id, staff(State::Open), "ana").await;
        assert_eq!(refused(open), ChangeRefusal::Archived);
        let taken = create(&platform, kiosk(None), "ana").await;
        assert_eq!(refused(taken), ChangeRefusal::IdTaken, "its history is under this name");
        let works: Vec<Arc<dyn DueWork>> = vec![Arc::new(FollowHours(platform.clone()))];
        platform.clock.advance(Duration::from_secs(24 * 3_600));
        assert_eq!(run_once(&platform, &works).await.expect("runs"), None, "its hours rest");
        let back = restore(&platform, &id, "ana").await.expect("back");
        assert!(back.archived_at.is_none() && back.schedule_at.is_some(), "{back:?}");
        assert_eq!(ids().await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_message_stands_until_its_end_once() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        for (text, minutes) in [("", 15), ("a\u{7}b", 15), (&*"x".repeat(141), 15), ("Hello", 0)] {
            let outcome = broadcast(&platform, &main(), text, minutes, "ana").await;
            assert!(matches!(refused(outcome), ChangeRefusal::Invalid(_)), "{text} {minutes}");
        }
        let text = format!("  {}\n ", "x".repeat(140));
        let told = broadcast(&platform, &main(), &text, 10, "ana").await.expect("told");
        let stands = told.broadcast_at(platform.now()).expect("it stands");
        assert_eq!((stands.text.len(), stands.until), (140, platform.now().plus_seconds(600)));
        let works: Vec<Arc<dyn DueWork>> = vec![Arc::new(EndBroadcasts(platform.clone()))];
        let next = run_once(&platform, &works).await.expect("runs");
        assert_eq!(next, Some(platform.now().plus_seconds(600)), "it wakes in time");
        platform.clock.advance(Duration::from_secs(600));
        assert_eq!(now(&platform).await.broadcast_at(platform.now()), None, "over at once");
        let before = now(&platform).await.sequence;
        let run = || async { run_once(&platform, &works).await.expect("runs") };
        tokio::join!(run(), run());
        let ended = now(&platform).await;
        assert_eq!((ended.broadcast, ended.sequence), (None, before + 1), "told once");
        broadcast(&platform, &main(), "Back soon", 10, "ana").await.expect("told");
        let withdrawn = withdraw_broadcast(&platform, &main(), "ana").await.expect("withdrawn");
        assert_eq!(withdrawn.broadcast, None);
    })
    .await;
}
