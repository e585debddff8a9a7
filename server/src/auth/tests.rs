//! Sessions, staff, set-up and pairing against real databases.

mod rename;
mod several;

use std::time::Duration;

use super::*;
use crate::db::Fail;
use crate::db::testing::on_each_database;
use crate::ids::{StaffId, StoreId};
use crate::platform::Platform;

fn main() -> StoreId {
    StoreId::new("main")
}

fn new_staff(name: &str, role: Role) -> NewStaff {
    NewStaff {
        store: main(),
        name: name.to_owned(),
        role,
        all_stores: false,
        pin: "4711".to_owned(),
    }
}

fn refused<T: std::fmt::Debug, R>(outcome: Result<T, Fail<R>>) -> R {
    match outcome.expect_err("refused") {
        Fail::Refused(refusal) => refusal,
        Fail::Db(error) => panic!("the database failed: {error:?}"),
    }
}

#[tokio::test]
async fn staff_sign_in_by_name_and_pin_until_removed() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let auth = Auth::new(platform.clone());
        add_staff(&platform, new_staff("Olga", Role::Operator), "olga").await.expect("added");
        let ana =
            add_staff(&platform, new_staff("Ana", Role::Barista), "olga").await.expect("added");
        let sign = |name: &'static str, pin: &'static str| {
            let (platform, auth) = (platform.clone(), auth.clone());
            async move { sign_in(&platform, &auth, &main(), name, pin).await.expect("answers") }
        };
        assert!(sign("Ana", "0000").await.is_none());
        assert!(sign("Nobody", "4711").await.is_none());
        let (principal, token) = sign(" ANA ", "4711").await.expect("in, however written");
        assert!(principal.is_staff_of(&main()) && !principal.is_operator_of(&main()));
        assert_eq!(auth.check(&token).await.expect("answers"), Some(principal));

        remove_staff(&platform, &main(), &ana.id, "olga").await.expect("removed");
        assert_eq!(auth.check(&token).await.expect("answers"), None, "ended at once");
        assert!(sign("Ana", "4711").await.is_none());
        add_staff(&platform, new_staff("Ana", Role::Barista), "olga")
            .await
            .expect("the name is free");
    })
    .await;
}

#[tokio::test]
async fn accounts_that_do_not_fit_are_refused_and_the_last_operator_stays() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let olga =
            add_staff(&platform, new_staff("Olga", Role::Operator), "olga").await.expect("added");
        let add = |new| add_staff(&platform, new, "olga");
        assert_eq!(refused(add(new_staff("olga", Role::Barista)).await), StaffRefusal::NameTaken);
        assert_eq!(refused(add(new_staff(" ", Role::Barista)).await), StaffRefusal::InvalidName);
        assert_eq!(refused(add(new_staff("Ben", Role::Display)).await), StaffRefusal::InvalidRole);
        let short = NewStaff { pin: "123".to_owned(), ..new_staff("Ben", Role::Barista) };
        assert_eq!(refused(add(short).await), StaffRefusal::InvalidPin);
        let nowhere = NewStaff { store: StoreId::new("x"), ..new_staff("Ben", Role::Barista) };
        assert_eq!(refused(add(nowhere).await), StaffRefusal::UnknownStore);
        let last = remove_staff(&platform, &main(), &olga.id, "olga").await;
        assert_eq!(refused(last), StaffRefusal::LastOperator);
        let unknown = remove_staff(&platform, &main(), &StaffId::new("x"), "olga").await;
        assert_eq!(refused(unknown), StaffRefusal::Unknown);
    })
    .await;
}

#[tokio::test]
async fn a_new_pin_ends_the_sessions_of_the_old_one() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let auth = Auth::new(platform.clone());
        let ana =
            add_staff(&platform, new_staff("Ana", Role::Barista), "olga").await.expect("added");
        let signed = sign_in(&platform, &auth, &main(), "Ana", "4711").await.expect("answers");
        let (principal, token) = signed.expect("in");
        change_pin(&platform, &main(), &ana.id, "0815", "olga").await.expect("changed");
        assert_eq!(auth.check(&token).await.expect("answers"), None);
        let revoked = auth.revoked_since(platform.now()).await.expect("answers");
        assert_eq!(revoked, [principal.session], "its sockets can be closed");
        let old = sign_in(&platform, &auth, &main(), "Ana", "4711").await.expect("answers");
        assert!(old.is_none());
    })
    .await;
}

/// Checking a PIN takes long enough for an operator to take the account away meanwhile.
#[tokio::test]
async fn who_is_removed_or_gets_another_pin_while_signing_in_is_not_let_in() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let auth = Auth::new(platform.clone());
        let ana =
            add_staff(&platform, new_staff("Ana", Role::Barista), "olga").await.expect("added");
        add_staff(&platform, new_staff("Olga", Role::Operator), "olga").await.expect("added");
        let checked = |pin: &'static str| {
            let platform = platform.clone();
            async move {
                let found = sign_in::recognise(&platform, &main(), "Ana", pin).await;
                found.expect("answers").expect("it is her PIN")
            }
        };
        let begun = |found| {
            let (platform, auth) = (platform.clone(), auth.clone());
            async move { sign_in::begin(&platform, &auth, &main(), found).await.expect("answers") }
        };
        let before = checked("4711").await;
        change_pin(&platform, &main(), &ana.id, "0815", "olga").await.expect("changed");
        assert_eq!(begun(before).await, None, "by a PIN that is no more");
        let before = checked("0815").await;
        set_role(&platform, &main(), &ana.id, Role::Operator, "olga").await.expect("changed");
        assert_eq!(begun(before).await, None, "in a role that is no more");
        let before = checked("0815").await;
        remove_staff(&platform, &main(), &ana.id, "olga").await.expect("removed");
        assert_eq!(begun(before).await, None, "to an account that is no more");
    })
    .await;
}

#[tokio::test]
async fn a_customers_session_needs_no_row_until_it_is_ended() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let auth = Auth::new(platform.clone());
        let (guest, token) = auth.start_customer();
        assert_eq!(auth.check(&token).await.expect("answers"), Some(guest.clone()));
        auth.revoke(&guest).await.expect("ended");
        assert_eq!(auth.check(&token).await.expect("answers"), None);
    })
    .await;
}

#[tokio::test]
async fn the_set_up_link_makes_one_operator_and_is_spent() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let first = setup_link(&platform).await.expect("answers").expect("nobody runs the store");
        let second = setup_link(&platform).await.expect("answers").expect("after a restart");
        let done = |token: String, name: &'static str| {
            let platform = platform.clone();
            async move { finish_setup(&platform, &token, new_staff(name, Role::Operator)).await }
        };
        assert_eq!(refused(done("guess".to_owned(), "Eve").await), SetupRefusal::LinkSpent);
        let (ines, eve) = tokio::join!(done(first, "Ines"), done(second.clone(), "Eve"));
        assert!(ines.is_ok() != eve.is_ok(), "one of two at once: {ines:?} {eve:?}");
        assert_eq!(refused(done(second, "Eve").await), SetupRefusal::LinkSpent);
        assert_eq!(setup_link(&platform).await.expect("answers"), None);
    })
    .await;
}

#[tokio::test]
async fn a_device_is_paired_once_by_its_code() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let auth = Auth::new(platform.clone());
        let (secret, code) = request_pairing(&platform).await.expect("begun");
        let waiting = poll(&platform, &auth, &secret).await.expect("answers");
        assert!(matches!(waiting, Pairing::Waiting { code: shown, .. } if shown == code));
        let typed = format!(" {} ", code.to_lowercase());
        let approve = |code: String, name: &'static str| {
            let platform = platform.clone();
            async move { approve(&platform, &main(), &code, DeviceKind::Display, name, "olga").await }
        };
        let unknown = approve("XXXXXX".to_owned(), "Hall").await;
        assert_eq!(refused(unknown), PairingRefusal::UnknownCode);
        assert_eq!(refused(approve(typed.clone(), "").await), PairingRefusal::InvalidName);
        let device = approve(typed.clone(), "Hall").await.expect("approved");
        assert_eq!(refused(approve(typed, "Hall").await), PairingRefusal::UnknownCode);

        let Pairing::Paired { principal, token, .. } =
            poll(&platform, &auth, &secret).await.expect("answers")
        else {
            panic!("the device hears of it");
        };
        assert!(principal.is_display_of(&main()) && !principal.is_staff_of(&main()));
        let again = poll(&platform, &auth, &secret).await.expect("answers");
        let is_same = matches!(&again, Pairing::Paired { token: same, .. } if *same == token);
        assert!(is_same, "the first answer may have been lost: {again:?}");

        let options = || async { display_options(&platform, &principal.sub).await.expect("answers") };
        assert_eq!(options().await, DisplayOptions { shows_names: false, speaks: false });
        let speaking = DisplayOptions { shows_names: false, speaks: true };
        let set = |store: &'static str| {
            let (platform, device) = (platform.clone(), device.id.clone());
            async move {
                set_display_options(&platform, &StoreId::new(store), &device, speaking, "olga").await
            }
        };
        assert_eq!(refused(set("other").await), DisplayRefusal::Unknown, "another store's display");
        set("main").await.expect("set");
        assert_eq!(options().await, speaking);
        let all = options_of_displays(&platform, &main()).await.expect("answers");
        assert_eq!(all, [(device.id.clone(), speaking)]);

        assert!(remove_device(&platform, &main(), &device.id, "olga").await.expect("answers"));
        assert_eq!(auth.check(&token).await.expect("answers"), None);
        let unpaired = poll(&platform, &auth, &secret).await.expect("answers");
        assert!(matches!(unpaired, Pairing::Over), "nor is there a new token: {unpaired:?}");
        assert_eq!(refused(set("main").await), DisplayRefusal::Unknown, "it was unpaired");
        assert_eq!(options().await, DisplayOptions::default());
    })
    .await;
}

#[tokio::test]
async fn a_pairing_code_is_over_after_a_quarter_of_an_hour() {
    on_each_database(|db| async move {
        let platform = Platform::for_test(db).await;
        let auth = Auth::new(platform.clone());
        let (secret, code) = request_pairing(&platform).await.expect("begun");
        platform.clock.advance(Duration::from_secs(901));
        let over = poll(&platform, &auth, &secret).await.expect("answers");
        assert!(matches!(over, Pairing::Over));
        let late = approve(&platform, &main(), &code, DeviceKind::Display, "Hall", "olga").await;
        assert_eq!(refused(late), PairingRefusal::UnknownCode);
    })
    .await;
}
