//! What baristas and operators do with printers, and what they are told.

use super::*;

#[tokio::test]
async fn copies_and_test_pages_come_out_and_a_double_tap_is_one() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let fake = Fake::start(Mood::Well).await;
        let id = bar.add(&fake).await;
        let order = bar.claimed("Ana").await;
        bar.print().await;
        for _ in 0..2 {
            assert_eq!(copy(&bar.platform, &main(), &order).await.expect("answers"), 1);
        }
        bar.platform.clock.advance(TICK);
        act(&bar.platform, &main(), &id, Action::Test, "olga", None).await.expect("queued");
        bar.print().await;
        let tickets = fake.tickets();
        assert_eq!(tickets.len(), 3, "{tickets:?}");
        assert!(tickets[1].contains("COPY") && tickets[2].contains("Test page"), "{tickets:?}");
        bar.later(4);
        copy(&bar.platform, &main(), &order).await.expect("answers");
        bar.print().await;
        assert_eq!(fake.tickets().len(), 4);
    })
    .await;
}

#[tokio::test]
async fn what_was_printed_elsewhere_or_cleared_does_not_come_out() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let fake = Fake::start(Mood::Off).await;
        let id = bar.add(&fake).await;
        let ana = bar.claimed("Ana").await;
        bar.claimed("Ben").await;
        bar.print().await;
        let stuck = stuck(&bar.platform, &main()).await.expect("answers");
        assert_eq!((stuck.len(), &stuck[0]), (2, &ana));
        printed_elsewhere(&bar.platform, &main(), vec![ana]).await.expect("answers");
        assert_eq!(bar.listed().await, [(Some(Trouble::Off), 1)]);
        act(&bar.platform, &main(), &id, Action::Clear, "olga", None).await.expect("cleared");
        assert_eq!(bar.listed().await, [(Some(Trouble::Off), 0)]);
        fake.set(Mood::Well).await;
        bar.later(5);
        bar.print().await;
        assert_eq!(bar.listed().await, [(None, 0)], "it is found well without a ticket");
        assert_eq!(fake.tickets().len(), 0);
        act(&bar.platform, &main(), &id, Action::Remove, "olga", None).await.expect("removed");
        assert_eq!(bar.listed().await, []);
        let (store, all) = (main(), crate::audit::Filter::default());
        let written = crate::audit::entries(&bar.platform.db, &store, &all, 10).await;
        let addition = written.expect("answers").pop().expect("it was added");
        let over = take_back(&bar.platform, &addition, "olga").await;
        assert!(matches!(over, Err(Fail::Refused(PrinterRefusal::Unknown))), "{over:?}");
        let gone = act(&bar.platform, &main(), &id, Action::Test, "olga", None).await;
        assert!(matches!(gone, Err(Fail::Refused(PrinterRefusal::Unknown))));
        let entries = crate::audit::entries(&bar.platform.db, &store, &all, 10);
        let told: Vec<_> = entries.await.expect("answers").into_iter().map(|e| e.action).collect();
        assert!(told.starts_with(&["printer_removed".into(), "printer_added".into()]), "{told:?}");
        let name = name_of(&bar.platform.db, id.as_str()).await.expect("answers");
        assert!(name.is_some(), "the audit still names it");
    })
    .await;
}

#[tokio::test]
async fn a_printer_is_refused_with_the_reason() {
    on_each_database(|db| async move {
        let bar = Bar::open(db).await;
        let try_add = async |name: &str, address: &str| {
            let new = NewPrinter {
                name: name.to_owned(),
                address: address.to_owned(),
                paper: Paper::Narrow,
                charset: Charset::Cp437,
                language: "de".to_owned(),
            };
            match add(&bar.platform, &main(), new, "olga", None).await {
                Ok(_) => None,
                Err(Fail::Refused(refusal)) => Some(refusal),
                Err(Fail::Db(error)) => panic!("{error:?}"),
            }
        };
        assert_eq!(try_add(" ", "printer").await, Some(PrinterRefusal::InvalidName));
        let invalid = PrinterRefusal::InvalidAddress;
        assert_eq!(try_add("Bar", "http://x").await, Some(invalid(AddressFault::Host)));
        assert_eq!(try_add("Bar", "x:25").await, Some(invalid(AddressFault::Port)));
        assert_eq!(try_add("Bar", "printer").await, None);
        let taken = PrinterRefusal::SameAddress { name: "Bar".to_owned() };
        assert_eq!(try_add("Other", "PRINTER:9100").await, Some(taken));
        for n in 2..=8 {
            assert_eq!(try_add("Bar", &format!("printer-{n}")).await, None);
        }
        let full = Some(PrinterRefusal::TooMany { most: 8 });
        assert_eq!(try_add("Bar", "printer-9").await, full);
        let (other, unknown) = (StoreId::new("other"), PrinterId::new("x"));
        let refused = act(&bar.platform, &other, &unknown, Action::Test, "olga", None).await;
        assert!(matches!(refused, Err(Fail::Refused(PrinterRefusal::Unknown))));
    })
    .await;
}

#[tokio::test]
async fn the_board_is_told_of_what_changes() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let fake = Fake::start(Mood::Off).await;
        bar.add(&fake).await;
        let told = async |bar: &Bar| {
            let listed = printers(&bar.platform.db, &main()).await.expect("answers");
            listed[0].printer.sequence
        };
        assert_eq!(told(&bar).await, 1, "it was added");
        bar.claimed("Ana").await;
        bar.print().await;
        assert_eq!(told(&bar).await, 2, "it is off");
        bar.claimed("Ben").await;
        bar.later(1);
        bar.print().await;
        assert_eq!(told(&bar).await, 3, "another waits; still off is no news");
        fake.set(Mood::Well).await;
        bar.later(2);
        bar.print().await;
        assert_eq!((told(&bar).await, fake.tickets().len()), (4, 2), "it is well");
        bar.claimed("Cem").await;
        bar.print().await;
        assert_eq!(told(&bar).await, 4, "a ticket that just comes out is no news");
    })
    .await;
}

#[tokio::test]
async fn an_addition_is_taken_back() {
    on_each_database(|db| async move {
        let bar = Bar::open(db).await;
        let fake = Fake::start(Mood::Off).await;
        bar.add(&fake).await;
        let (db, all) = (&bar.platform.db, crate::audit::Filter::default());
        let addition =
            crate::audit::entries(db, &main(), &all, 10).await.expect("answers").remove(0);
        bar.platform.clock.advance(TICK);
        take_back(&bar.platform, &addition, "olga").await.expect("taken back");
        assert_eq!(bar.listed().await, []);
        let written = crate::audit::entries(db, &main(), &all, 10).await.expect("answers");
        assert_eq!(written[0].action, "printer_removed");
        assert_eq!(written[0].undoes.as_ref(), Some(&addition.id));
    })
    .await;
}

#[tokio::test]
async fn a_printer_is_described_anew_and_that_is_taken_back() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let (old, new) = (Fake::start(Mood::Well).await, Fake::start(Mood::Well).await);
        let id = bar.add(&old).await;
        let platform = bar.platform.clone();
        let is = || async {
            find(&platform.db, &main(), &id).await.expect("answers").expect("it is there")
        };
        let shown = is().await;
        let wanted = NewPrinter {
            name: " Bar  left ".to_owned(),
            address: format!("127.0.0.1:{}", new.port()),
            paper: Paper::Narrow,
            charset: Charset::Cp437,
            language: "de".to_owned(),
        };
        let describe = async |wanted: &NewPrinter, seen: &Printer| {
            platform.clock.advance(TICK);
            let seen = Some(seen.tag());
            change(&platform, &main(), &id, wanted.clone(), seen, "olga", None).await
        };
        describe(&wanted, &shown).await.expect("described");
        let described = is().await;
        assert_eq!((described.name.as_str(), described.language.as_str()), ("Bar left", "de"));
        bar.claimed("Ana").await;
        bar.print().await;
        assert_eq!((old.tickets().len(), new.tickets().len()), (0, 1), "at its new address");

        describe(&wanted, &shown).await.expect("as it is, whatever was seen");
        let late = NewPrinter { name: "Right".to_owned(), ..wanted.clone() };
        let late = describe(&late, &shown).await;
        assert!(matches!(late, Err(Fail::Refused(PrinterRefusal::ChangedSince))), "{late:?}");
        let (store, all) = (main(), crate::audit::Filter::default());
        let written = crate::audit::entries(&platform.db, &store, &all, 10).await.expect("answers");
        let told: Vec<_> = written.iter().map(|entry| entry.action.as_str()).collect();
        // Before them stands what opened the store.
        assert_eq!(told[..2], ["printer_changed", "printer_added"], "{told:?}");
        assert_eq!(written[0].changes.len(), 5, "{written:?}");

        platform.clock.advance(TICK);
        undo_change(&platform, &written[0], "ben").await.expect("taken back");
        let back = is().await;
        assert_eq!(back.tag(), shown.tag(), "as it was");
        let again = undo_change(&platform, &written[0], "ben").await;
        assert!(matches!(again, Err(Fail::Refused(PrinterRefusal::ChangedSince))), "{again:?}");
    })
    .await;
}

#[tokio::test]
async fn no_printer_gets_the_address_of_another() {
    on_each_database(|db| async move {
        let bar = Bar::open(db).await;
        let (one, two) = (Fake::start(Mood::Off).await, Fake::start(Mood::Off).await);
        let id = bar.add(&one).await;
        bar.add(&two).await;
        let described = |address: String| NewPrinter {
            name: "Bar".to_owned(),
            address,
            paper: Paper::Wide,
            charset: Charset::Cp858,
            language: "en".to_owned(),
        };
        let wanted = described(format!("127.0.0.1:{}", two.port()));
        let store = main();
        let taken = change(&bar.platform, &store, &id, wanted, None, "olga", None).await;
        assert!(
            matches!(taken, Err(Fail::Refused(PrinterRefusal::SameAddress { .. }))),
            "{taken:?}"
        );
        let (other, wanted) = (StoreId::new("other"), described("printer".to_owned()));
        let elsewhere = change(&bar.platform, &other, &id, wanted, None, "olga", None).await;
        assert!(matches!(elsewhere, Err(Fail::Refused(PrinterRefusal::Unknown))), "{elsewhere:?}");
    })
    .await;
}
