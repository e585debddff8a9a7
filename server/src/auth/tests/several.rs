//! Operators of every store, and what is written down about accounts and devices.

use super::*;
use crate::audit::{self, Entry, Filter};
use crate::store::{self, NewStore};

fn kiosk() -> StoreId {
    StoreId::new("kiosk")
}

async fn two_stores(platform: &Platform) {
    let new = NewStore {
        id: "kiosk".to_owned(),
        name: "Kiosk".to_owned(),
        time_zone: "UTC".to_owned(),
        menu_of: None,
    };
    store::create(platform, new, "olga").await.expect("made");
}

fn runs_all(name: &str) -> NewStaff {
    NewStaff { all_stores: true, ..new_staff(name, Role::Operator) }
}

async fn sign(platform: &Platform, store: &StoreId, name: &str) -> Option<(Principal, String)> {
    let auth = Auth::new(platform.clone());
    sign_in(platform, &auth, store, name, "4711").await.expect("answers")
}

async fn entries(platform: &Platform) -> Vec<Entry> {
    let all = audit::entries(&platform.db, &main(), &Filter::default(), 100).await;
    all.expect("answers")
}

#[tokio::test]
async fn what_a_display_is_set_to_is_written_down_and_taken_back() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let (_, code) = request_pairing(&platform).await.expect("asked");
        let paired = approve(&platform, &main(), &code, DeviceKind::Display, "Hall", "olga").await;
        let id = paired.expect("approved").id;
        let set = |shows_names, speaks| {
            let (platform, id) = (platform.clone(), id.clone());
            platform.clock.advance(Duration::from_millis(1));
            async move {
                let options = DisplayOptions { shows_names, speaks };
                set_display_options(&platform, &main(), &id, options, "olga").await.expect("set");
            }
        };
        let is = || async {
            let all = options_of_displays(&platform, &main()).await.expect("answers");
            (all[0].1.shows_names, all[0].1.speaks)
        };
        set(true, false).await;
        set(true, false).await;
        set(true, true).await;
        let written = entries(&platform).await;
        let [spoke, named, ..] = written.as_slice() else { panic!("two: {written:?}") };
        assert_eq!((spoke.action.as_str(), named.changes.len()), ("display_changed", 1));
        assert_eq!(spoke.changes.len(), 1, "asking for what is changes nothing");
        assert_eq!((spoke.changes[0].part.as_str(), spoke.who.as_str()), ("speaks", "olga"));

        // Each switch is taken back alone, once, and not over what was set again.
        undo_display_options(&platform, named, "ben").await.expect("taken back");
        assert_eq!(is().await, (false, true));
        let again = undo_display_options(&platform, named, "ben").await;
        assert_eq!(refused(again), DisplayRefusal::ChangedSince);
        set(false, false).await;
        let late = undo_display_options(&platform, spoke, "ben").await;
        assert_eq!(refused(late), DisplayRefusal::ChangedSince);
        set(false, true).await;
        undo_display_options(&platform, spoke, "ben").await.expect("as the change left it");
        set(true, true).await;
        let named = entries(&platform).await.into_iter().find(|entry| entry.id == named.id);
        let named = named.expect("kept");
        assert!(named.undone_by.is_some());
        let twice = undo_display_options(&platform, &named, "ben").await;
        assert_eq!(refused(twice), DisplayRefusal::AlreadyUndone);
        assert_eq!(is().await, (true, true));

        let are_shown = |store: &'static str| {
            let platform = platform.clone();
            async move { names_are_shown(&platform, &StoreId::new(store)).await.expect("answers") }
        };
        assert!(are_shown("main").await && !are_shown("other").await);
        assert!(remove_device(&platform, &main(), &id, "olga").await.expect("answers"));
        assert!(!are_shown("main").await, "an unpaired display shows nothing");
    })
    .await;
}

#[tokio::test]
async fn an_operator_of_all_stores_switches_and_nobody_else_does() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let auth = Auth::new(platform.clone());
        two_stores(&platform).await;
        add_staff(&platform, runs_all("Olga"), "set-up").await.expect("added");
        add_staff(&platform, new_staff("Ben", Role::Operator), "olga").await.expect("added");
        let (ben, ben_token) = sign(&platform, &main(), "Ben").await.expect("in");
        assert!(auth.switch_store(&ben, &kiosk()).await.expect("answers").is_none());
        assert_eq!(auth.check(&ben_token).await.expect("answers"), Some(ben), "still where he was");

        let (olga, old) = sign(&platform, &main(), "Olga").await.expect("in");
        assert!(runs_all_stores(&platform, &olga).await.expect("answers"));
        let nowhere = auth.switch_store(&olga, &StoreId::new("x")).await.expect("answers");
        assert!(nowhere.is_none());
        let switched = auth.switch_store(&olga, &kiosk()).await.expect("answers");
        let (at_kiosk, token) = switched.expect("switched");
        assert!(at_kiosk.is_operator_of(&kiosk()) && !at_kiosk.is_staff_of(&main()));
        assert_eq!(at_kiosk.sub, olga.sub, "the same person");
        assert_eq!(auth.check(&old).await.expect("answers"), None, "one session, one store");
        assert_eq!(auth.check(&token).await.expect("answers"), Some(at_kiosk));
        let back = auth.switch_store(&olga, &main()).await.expect("answers");
        assert_eq!(back, None, "a session that has ended is not followed by another");
    })
    .await;
}

#[tokio::test]
async fn two_of_one_name_in_two_stores_are_two_people() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        two_stores(&platform).await;
        add_staff(&platform, runs_all("Ana"), "set-up").await.expect("added");
        let (here, _) = sign(&platform, &kiosk(), "Ana").await.expect("she runs every store");
        assert!(here.is_operator_of(&kiosk()));
        let other = NewStaff { store: kiosk(), ..new_staff("Ana", Role::Barista) };
        let other = add_staff(&platform, other, "ana").await.expect("added");
        let (here, _) = sign(&platform, &kiosk(), "Ana").await.expect("in");
        assert_eq!((here.sub.as_str(), here.role), (other.id.as_str(), Role::Barista));
        let (there, _) = sign(&platform, &main(), "Ana").await.expect("in");
        assert_eq!(there.role, Role::Operator);
        assert_eq!(staff(&platform, &kiosk()).await.expect("answers").len(), 1, "only her own");
    })
    .await;
}

#[tokio::test]
async fn all_stores_are_given_and_taken_but_never_from_the_last() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let olga = add_staff(&platform, runs_all("Olga"), "set-up").await.expect("added");
        let sam = add_staff(&platform, new_staff("Sam", Role::Barista), "olga").await.expect("");
        let ben = add_staff(&platform, new_staff("Ben", Role::Operator), "olga").await.expect("");
        let set = |id: &StaffId, all| {
            let (platform, id) = (platform.clone(), id.clone());
            async move { set_all_stores(&platform, &main(), &id, all, "olga").await }
        };
        assert_eq!(refused(set(&sam.id, true).await), StaffRefusal::NotOperator);
        assert_eq!(refused(set(&olga.id, false).await), StaffRefusal::LastOperator);
        let by_ben = ben.id.to_string();
        let gone = remove_staff(&platform, &main(), &olga.id, &by_ben).await;
        assert_eq!(refused(gone), StaffRefusal::LastOperator, "nobody could make a store");
        let taken = change_pin(&platform, &main(), &olga.id, "his-own", &by_ben).await;
        assert_eq!(refused(taken), StaffRefusal::RunsAllStores, "he could sign in as her");
        set(&ben.id, true).await.expect("given");
        change_pin(&platform, &main(), &olga.id, "4711", &by_ben).await.expect("they both do");
        let (session, token) = sign(&platform, &main(), "Olga").await.expect("in");
        set(&olga.id, false).await.expect("taken");
        let auth = Auth::new(platform.clone());
        assert_eq!(auth.check(&token).await.expect("answers"), None, "wherever she was");
        assert!(!runs_all_stores(&platform, &session).await.expect("answers"));
        remove_staff(&platform, &main(), &olga.id, &by_ben).await.expect("Ben runs it");
        let eva = add_staff(&platform, runs_all("Eva"), &by_ben).await.expect("added");
        let gone = remove_staff(&platform, &main(), &eva.id, sam.id.as_str()).await;
        assert_eq!(refused(gone), StaffRefusal::RunsAllStores);
        change_pin(&platform, &main(), &eva.id, "0815", eva.id.as_str()).await.expect("her own");
    })
    .await;
}

#[tokio::test]
async fn a_role_is_given_and_taken_and_ends_the_sessions_of_the_other() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let auth = Auth::new(platform.clone());
        let olga = add_staff(&platform, runs_all("Olga"), "set-up").await.expect("added");
        let sam = add_staff(&platform, new_staff("Sam", Role::Barista), "olga").await.expect("");
        let set = |id: &StaffId, role, by: &StaffId| {
            let (platform, id, by) = (platform.clone(), id.clone(), by.to_string());
            platform.clock.advance(Duration::from_millis(1));
            async move { set_role(&platform, &main(), &id, role, &by).await }
        };
        assert_eq!(
            refused(set(&olga.id, Role::Barista, &olga.id).await),
            StaffRefusal::LastOperator
        );
        assert_eq!(refused(set(&sam.id, Role::Display, &olga.id).await), StaffRefusal::InvalidRole);
        let (_, token) = sign(&platform, &main(), "Sam").await.expect("in");
        set(&sam.id, Role::Operator, &olga.id).await.expect("given");
        assert_eq!(auth.check(&token).await.expect("answers"), None, "a barista's session is over");
        let (session, _) = sign(&platform, &main(), "Sam").await.expect("in");
        assert_eq!(session.role, Role::Operator);
        let last = entries(&platform).await.remove(0);
        assert_eq!((last.action.as_str(), last.changes.len()), ("staff_role", 1));
        set(&sam.id, Role::Operator, &olga.id).await.expect("is already");
        assert_eq!(entries(&platform).await[0].id, last.id, "asking for what is changes nothing");

        assert_eq!(
            refused(set(&olga.id, Role::Barista, &sam.id).await),
            StaffRefusal::LastOperator
        );
        set_all_stores(&platform, &main(), &sam.id, true, "olga").await.expect("given");
        let eva = add_staff(&platform, new_staff("Eva", Role::Operator), "olga").await.expect("");
        let above = set(&olga.id, Role::Barista, &eva.id).await;
        assert_eq!(refused(above), StaffRefusal::RunsAllStores);
        set(&olga.id, Role::Barista, &sam.id).await.expect("taken");
        set(&olga.id, Role::Operator, &eva.id).await.expect("given again");
        let (session, _) = sign(&platform, &main(), "Olga").await.expect("in");
        let runs_all = runs_all_stores(&platform, &session).await.expect("answers");
        assert!(!runs_all, "who becomes an operator again runs one store");
    })
    .await;
}

#[tokio::test]
async fn what_happens_to_accounts_is_written_down_without_names_or_pins() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        add_staff(&platform, runs_all("Olga"), "set-up").await.expect("added");
        let ana = add_staff(&platform, new_staff("Ana", Role::Barista), "olga").await.expect("");
        platform.clock.advance(Duration::from_millis(1));
        change_pin(&platform, &main(), &ana.id, "0815-secret", "olga").await.expect("changed");
        platform.clock.advance(Duration::from_millis(1));
        remove_staff(&platform, &main(), &ana.id, "olga").await.expect("removed");
        let written = entries(&platform).await;
        let actions: Vec<&str> = written.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(actions[..2], ["staff_removed", "staff_pin"]);
        let all = format!("{written:?}");
        assert!(!all.contains("0815") && !all.contains("Ana") && !all.contains("argon2"), "{all}");
        let name = name_of(&platform, ana.id.as_str()).await.expect("answers");
        assert_eq!(name.as_deref(), Some("Ana"), "looked up when somebody reads");

        let removal = &written[0];
        return_staff(&platform, removal, "olga").await.expect("back");
        assert!(sign(&platform, &main(), "Ana").await.is_none(), "the old PIN was changed");
        let again = return_staff(&platform, removal, "olga").await;
        assert_eq!(refused(again), StaffRefusal::AlreadyUndone);
        remove_staff(&platform, &main(), &ana.id, "olga").await.expect("removed again");
        platform.clock.advance(Duration::from_millis(1));
        let removal = entries(&platform)
            .await
            .into_iter()
            .find(|entry| entry.action == "staff_removed" && entry.undone_by.is_none());
        add_staff(&platform, new_staff("Ana", Role::Barista), "olga").await.expect("another Ana");
        let taken = return_staff(&platform, &removal.expect("written"), "olga").await;
        assert_eq!(refused(taken), StaffRefusal::NameTaken);
    })
    .await;
}

#[tokio::test]
async fn an_unpaired_device_comes_back_with_its_session() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let auth = Auth::new(platform.clone());
        let (secret, code) = request_pairing(&platform).await.expect("begun");
        let paired = approve(&platform, &main(), &code, DeviceKind::Display, "Hall", "olga").await;
        let device = paired.expect("approved");
        let Pairing::Paired { principal, token, .. } =
            poll(&platform, &auth, &secret).await.expect("answers")
        else {
            panic!("the device hears of it");
        };
        platform.clock.advance(Duration::from_millis(1));
        remove_device(&platform, &main(), &device.id, "olga").await.expect("removed");
        assert_eq!(auth.check(&token).await.expect("answers"), None);
        let removal = entries(&platform).await.remove(0);
        assert_eq!(removal.action, "device_removed");
        assert!(return_device(&platform, &removal, "olga").await.expect("answers"));
        assert_eq!(auth.check(&token).await.expect("answers"), Some(principal));
        assert_eq!(devices(&platform, &main()).await.expect("answers").len(), 1);
        assert!(!return_device(&platform, &removal, "olga").await.expect("answers"), "once");
    })
    .await;
}

#[tokio::test]
async fn an_addition_is_taken_back_once_and_can_be_brought_back() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        add_staff(&platform, runs_all("Olga"), "set-up").await.expect("added");
        let addition = entries(&platform).await.remove(0);
        let last = take_back_staff(&platform, &addition, "olga").await;
        assert_eq!(refused(last), StaffRefusal::LastOperator);

        platform.clock.advance(Duration::from_millis(1));
        add_staff(&platform, new_staff("Ana", Role::Barista), "olga").await.expect("added");
        let (_, token) = sign(&platform, &main(), "Ana").await.expect("she works here");
        let addition = entries(&platform).await.remove(0);
        platform.clock.advance(Duration::from_millis(1));
        take_back_staff(&platform, &addition, "olga").await.expect("taken back");
        assert!(sign(&platform, &main(), "Ana").await.is_none());
        let auth = Auth::new(platform.clone());
        assert_eq!(auth.check(&token).await.expect("answers"), None, "signed out at once");
        let again = take_back_staff(&platform, &addition, "olga").await;
        assert_eq!(refused(again), StaffRefusal::Unknown);
        let written = entries(&platform).await;
        assert_eq!(written[0].undoes.as_ref(), Some(&addition.id));
        assert!(written[1].undone_by.is_some());
        return_staff(&platform, &written[0], "olga").await.expect("brought back");
        assert!(sign(&platform, &main(), "Ana").await.is_some(), "with the old PIN");

        let (_, code) = request_pairing(&platform).await.expect("begun");
        platform.clock.advance(Duration::from_millis(1));
        let hall = approve(&platform, &main(), &code, DeviceKind::Display, "Hall", "olga").await;
        hall.expect("approved");
        let pairing = entries(&platform).await.remove(0);
        assert!(take_back_device(&platform, &pairing, "olga").await.expect("answers"));
        assert!(devices(&platform, &main()).await.expect("answers").is_empty());
        assert!(!take_back_device(&platform, &pairing, "olga").await.expect("answers"), "once");
    })
    .await;
}

#[tokio::test]
async fn a_pairing_that_was_taken_back_and_returned_is_not_taken_back_by_half() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let auth = Auth::new(platform.clone());
        let (secret, code) = request_pairing(&platform).await.expect("begun");
        let till = approve(&platform, &main(), &code, DeviceKind::Tablet, "Till", "olga").await;
        let till = till.expect("approved");
        let pairing = entries(&platform).await.remove(0);
        let Pairing::Paired { token, .. } = poll(&platform, &auth, &secret).await.expect("answers")
        else {
            panic!("the device hears of it");
        };
        platform.clock.advance(Duration::from_millis(1));
        assert!(take_back_device(&platform, &pairing, "olga").await.expect("answers"));
        let removal = entries(&platform).await.remove(0);
        assert!(return_device(&platform, &removal, "olga").await.expect("answers"));

        // A list from before shows the button still. A device that is signed in must stay on the
        // console, or nobody could ever unpair it.
        assert!(!take_back_device(&platform, &pairing, "olga").await.expect("answers"));
        assert!(auth.check(&token).await.expect("answers").is_some());
        assert_eq!(devices(&platform, &main()).await.expect("answers"), [till]);
    })
    .await;
}

#[tokio::test]
async fn a_guest_who_comes_back_is_remembered_longer_and_signing_out_ends_every_token() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let auth = Auth::new(platform.clone());
        let day = Duration::from_secs(24 * 3_600);
        let (guest, first) = auth.start_customer();
        assert!(auth.prolong_customer(&guest).is_none(), "it has just begun");
        platform.clock.advance(day * 8);
        let (later, second) = auth.prolong_customer(&guest).expect("a week later");
        assert_eq!((&later.sub, &later.session), (&guest.sub, &guest.session));
        assert!(auth.prolong_customer(&later).is_none(), "at most once a day");
        platform.clock.advance(day * 23);
        assert_eq!(auth.check(&first).await.expect("answers"), None, "31 days old");
        assert_eq!(auth.check(&second).await.expect("answers"), Some(later.clone()));

        let (_, third) = auth.prolong_customer(&later).expect("once more");
        auth.revoke(&later).await.expect("signed out");
        platform.clock.advance(day * 10);
        auth.forget_expired().await.expect("cleaned");
        assert_eq!(auth.check(&third).await.expect("answers"), None, "also the last token");
    })
    .await;
}
