//! Entries against real databases.

use std::time::Duration;

use super::*;
use crate::db::testing::on_each_database;
use crate::platform::Platform;

#[derive(Debug, PartialEq)]
struct Twice;

impl From<AlreadyUndone> for Twice {
    fn from(_: AlreadyUndone) -> Self {
        Self
    }
}

async fn write(platform: &Platform, entry: NewEntry) -> Result<(), Fail<Twice>> {
    let now = platform.now();
    platform
        .db
        .write(move |tx| {
            let entry = entry.clone();
            Box::pin(async move { record::<Twice>(tx, &entry, now).await })
        })
        .await
}

fn entry(platform: &Platform, who: &str, kind: Kind) -> NewEntry {
    platform.clock.advance(Duration::from_millis(1));
    let id = AuditId::new(platform.ids.fresh(platform.now()));
    NewEntry::new(id, &StoreId::new("main"), who, kind, "menu")
}

#[tokio::test]
async fn entries_are_read_newest_first_by_kind_and_person_page_by_page() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let store = StoreId::new("main");
        for (who, kind) in [("ana", Kind::Menu), ("", Kind::Status), ("ana", Kind::Staff)] {
            write(&platform, entry(&platform, who, kind)).await.expect("written");
        }
        let read = |filter: Filter, limit| {
            let (db, store) = (platform.db.clone(), store.clone());
            async move { entries(&db, &store, &filter, limit).await.expect("answers") }
        };
        let all = read(Filter::default(), 10).await;
        let kinds: Vec<Kind> = all.iter().map(|entry| entry.kind).collect();
        assert_eq!(kinds, [Kind::Staff, Kind::Status, Kind::Menu]);
        assert_eq!(all[1].who, SCHEDULE, "nobody in person");
        let next = Filter { before: Some(all[0].id.clone()), ..Filter::default() };
        assert_eq!(read(next, 1).await, all[1..2]);
        let by_ana = Filter { who: Some("ana".to_owned()), ..Filter::default() };
        assert_eq!(read(by_ana.clone(), 10).await.len(), 2);
        let menu_by_ana = Filter { kind: Some(Kind::Menu), ..by_ana };
        assert_eq!(read(menu_by_ana, 10).await, all[2..]);
        let elsewhere = entries(&platform.db, &StoreId::new("other"), &Filter::default(), 9).await;
        assert_eq!(elsewhere.expect("answers"), []);
    })
    .await;
}

#[tokio::test]
async fn a_change_is_taken_back_once() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let first = entry(&platform, "ana", Kind::Menu);
        let undo = |id: &AuditId| entry(&platform, "sam", Kind::Menu).undoing(Some(id.clone()));
        write(&platform, first.clone()).await.expect("written");
        let (one, two) = (undo(&first.id), undo(&first.id));
        let (one, two) = tokio::join!(write(&platform, one), write(&platform, two));
        assert!(one.is_ok() != two.is_ok(), "one of two at once: {one:?} {two:?}");
        let store = StoreId::new("main");
        let kept = find(&platform.db, &store, &first.id).await.expect("answers").expect("there");
        assert!(kept.undone_by.is_some());
        let elsewhere = NewEntry { store: StoreId::new("x"), ..undo(&first.id) };
        assert!(write(&platform, elsewhere).await.is_err(), "another store's entry");
    })
    .await;
}

#[tokio::test]
async fn entries_are_forgotten_after_400_days() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        write(&platform, entry(&platform, "ana", Kind::Menu)).await.expect("written");
        platform.clock.advance(Duration::from_secs(400 * 24 * 3_600 - 60));
        assert_eq!(forget_old(&platform.db, platform.now()).await.expect("answers"), 0);
        platform.clock.advance(Duration::from_secs(120));
        assert_eq!(forget_old(&platform.db, platform.now()).await.expect("answers"), 1);
    })
    .await;
}
