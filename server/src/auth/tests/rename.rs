//! Devices that are called otherwise.

use super::*;
use crate::audit::{self, Entry, Filter};
use crate::ids::DeviceId;

/// A tablet, signed in, and its token.
async fn tablet(platform: &Platform, name: &str) -> (DeviceId, String) {
    let (secret, code) = request_pairing(platform).await.expect("asked");
    let paired = approve(platform, &main(), &code, DeviceKind::Tablet, name, "olga").await;
    let id = paired.expect("approved").id;
    let auth = Auth::new(platform.clone());
    let Pairing::Paired { token, .. } = poll(platform, &auth, &secret).await.expect("answers")
    else {
        panic!("it was approved");
    };
    (id, token)
}

async fn call(
    platform: &Platform,
    store: &str,
    id: &DeviceId,
    (from, to): (&str, &str),
) -> Result<(), Fail<RenameRefusal>> {
    platform.clock.advance(Duration::from_millis(1));
    let rename = Rename { from: from.to_owned(), to: to.to_owned() };
    rename_device(platform, &StoreId::new(store), id, rename, "olga", None).await
}

async fn renamings(platform: &Platform) -> Vec<Entry> {
    let all = audit::entries(&platform.db, &main(), &Filter::default(), 100).await;
    let all = all.expect("answers").into_iter();
    all.filter(|entry| entry.action == "device_renamed").collect()
}

async fn name(platform: &Platform) -> String {
    devices(platform, &main()).await.expect("answers").remove(0).name
}

#[tokio::test]
async fn a_device_is_called_otherwise_and_its_session_goes_on() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let (id, token) = tablet(&platform, "Tablet").await;
        call(&platform, "main", &id, ("Tablet", "  Bar   left ")).await.expect("renamed");
        assert_eq!(name(&platform).await, "Bar left");
        let who = Auth::new(platform.clone()).check(&token).await.expect("answers");
        assert_eq!(who.expect("still signed in").name, "Bar left", "what colleagues read");

        call(&platform, "main", &id, ("Tablet", "Bar left")).await.expect("as it is");
        let written = renamings(&platform).await;
        assert_eq!(written.len(), 1, "the name that it has changes nothing: {written:?}");
        let change = &written[0].changes[0];
        assert_eq!(
            (change.from.as_ref(), change.to.as_ref()),
            (Some(&"Tablet".into()), Some(&"Bar left".into()))
        );
    })
    .await;
}

#[tokio::test]
async fn a_name_is_not_written_over_another_operators() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let (id, _) = tablet(&platform, "Tablet").await;
        call(&platform, "main", &id, ("Tablet", "Left")).await.expect("renamed");
        let late = refused(call(&platform, "main", &id, ("Tablet", "Right")).await);
        assert_eq!(late, RenameRefusal::RenamedSince { name: "Left".to_owned() });
        let long = "x".repeat(41);
        for wrong in ["", " ", "a\u{7}b", &long] {
            let wrong = call(&platform, "main", &id, ("Left", wrong)).await;
            assert_eq!(refused(wrong), RenameRefusal::InvalidName);
        }
        let other = call(&platform, "other", &id, ("Left", "Right")).await;
        assert_eq!(refused(other), RenameRefusal::Unknown, "another store's device");
        assert!(remove_device(&platform, &main(), &id, "olga").await.expect("answers"));
        let gone = call(&platform, "main", &id, ("Left", "Right")).await;
        assert_eq!(refused(gone), RenameRefusal::Unknown);
        assert_eq!(renamings(&platform).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_name_is_given_back_unless_it_was_changed_again() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let (id, _) = tablet(&platform, "One").await;
        call(&platform, "main", &id, ("One", "Two")).await.expect("renamed");
        call(&platform, "main", &id, ("Two", "Three")).await.expect("renamed");
        let written = renamings(&platform).await;
        let [to_three, to_two] = written.as_slice() else { panic!("two: {written:?}") };
        let early = refused(undo_rename(&platform, to_two, "ben").await);
        assert_eq!(early, RenameRefusal::RenamedSince { name: "Three".to_owned() });
        platform.clock.advance(Duration::from_millis(1));
        undo_rename(&platform, to_three, "ben").await.expect("taken back");
        undo_rename(&platform, to_two, "ben").await.expect("and the one before");
        assert_eq!(name(&platform).await, "One");
        let again = refused(undo_rename(&platform, to_two, "ben").await);
        assert_eq!(again, RenameRefusal::RenamedSince { name: "One".to_owned() });
        call(&platform, "main", &id, ("One", "Two")).await.expect("renamed");
        let twice = refused(undo_rename(&platform, to_two, "ben").await);
        assert_eq!(twice, RenameRefusal::AlreadyUndone);
        assert_eq!(name(&platform).await, "Two", "nothing was changed");
    })
    .await;
}
