//! Printing against real databases and printers that answer, hang, break off or are off.

mod fake;
mod people;

use std::time::Duration;

use fake::{Fake, Mood};

use super::*;
use crate::db::testing::on_each_database;
use crate::db::{Db, Fail};
use crate::events::Relay;
use crate::ids::{OrderId, PrinterId, StoreId, UserId};
use crate::menu::Choice;
use crate::order::{self, Actor, Ask, WalkUp, Worker};
use crate::platform::Platform;
use crate::realtime::bus::Bus;
use crate::store::{self, State, StatusChange};

/// What is older comes out first; the clock stands still otherwise.
const TICK: Duration = Duration::from_millis(1);

/// An open bar with a relay and a printing loop that are moved by hand.
struct Bar {
    platform: Platform,
    relay: Relay,
    printing: Printing,
}

impl Bar {
    async fn open(db: Db) -> Self {
        let platform = Platform::for_test(db).await;
        let open = StatusChange { state: State::Open, until: None, reason: None };
        store::set_status(&platform, &main(), open, "test").await.expect("it opens");
        Self::over(platform)
    }

    /// Another process over the same database.
    fn over(platform: Platform) -> Self {
        let relay = Relay::new(platform.clone(), Bus::in_process());
        let printing = Printing::new(platform.clone());
        Self { platform, relay, printing }
    }

    async fn add(&self, fake: &Fake) -> PrinterId {
        let new = NewPrinter {
            name: format!("Printer {}", fake.port()),
            address: format!("127.0.0.1:{}", fake.port()),
            paper: Paper::Wide,
            charset: Charset::Cp858,
            language: "en".to_owned(),
        };
        self.platform.clock.advance(TICK);
        add(&self.platform, &main(), new, "olga", None).await.expect("it is added")
    }

    async fn claimed(&self, name: &str) -> OrderId {
        let flat_white = Choice { drink: "flat-white".to_owned(), options: vec!["oat".to_owned()] };
        let walk_up = WalkUp { store: main(), items: vec![flat_white], name: name.to_owned() };
        let order = order::place_walk_up(&self.platform, walk_up, None, None).await;
        let order = OrderId::new(order.expect("it is taken").id);
        self.platform.clock.advance(TICK);
        self.ask(&order, Ask::Claim).await;
        order
    }

    async fn ask(&self, order: &OrderId, ask: Ask) {
        let worker = Worker { id: UserId::new("sam"), name: "Sam".to_owned() };
        let actor = Actor::Staff { store: main(), worker };
        order::act(&self.platform, order, actor, ask, None).await.expect("it is done");
    }

    async fn relay(&self) {
        while self.relay.publish_due().await.expect("the relay works") > 0 {}
    }

    /// Everything that is due now, to its end.
    async fn print(&mut self) {
        self.relay().await;
        self.printing.look().await.expect("the database answers");
        self.printing.settle().await;
    }

    async fn listed(&self) -> Vec<(Option<Trouble>, i64)> {
        let listed = printers(&self.platform.db, &main()).await.expect("the database answers");
        listed.iter().map(|l| (l.printer.trouble.map(|(t, _)| t), l.waiting)).collect()
    }

    fn later(&self, seconds: u64) {
        self.platform.clock.advance(Duration::from_secs(seconds));
    }
}

fn main() -> StoreId {
    StoreId::new("main")
}

#[tokio::test]
async fn a_claim_is_printed_once() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let (fake, second) = (Fake::start(Mood::Well).await, Fake::start(Mood::Mute).await);
        bar.claimed("Too early").await;
        bar.later(1);
        bar.add(&fake).await;
        bar.add(&second).await;
        bar.claimed("Ana").await;
        bar.print().await;
        bar.print().await;
        // Another process reads the same claims from the stored cursor.
        Bar::over(bar.platform.clone()).print().await;
        for printer in [&fake, &second] {
            let tickets = printer.tickets();
            assert_eq!(tickets.len(), 1, "{tickets:?}");
            assert!(tickets[0].contains("Ana") && tickets[0].contains("+ Oat"), "{tickets:?}");
            assert!(!tickets[0].contains("COPY"));
        }
        assert_eq!(bar.listed().await, [(None, 0), (None, 0)]);
    })
    .await;
}

#[tokio::test]
async fn two_processes_print_a_claim_once() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let fake = Fake::start(Mood::Well).await;
        bar.add(&fake).await;
        let mut other = Bar::over(bar.platform.clone());
        for n in 0..5 {
            bar.claimed(&format!("Guest {n}")).await;
        }
        tokio::join!(bar.print(), other.print());
        tokio::join!(bar.print(), other.print());
        assert_eq!(fake.tickets().len(), 5);
        let order: Vec<bool> =
            (0..5).map(|n| fake.tickets()[n].contains(&format!("Guest {n}"))).collect();
        assert_eq!(order, [true; 5], "in the order of their claims");
    })
    .await;
}

#[tokio::test]
async fn a_printer_that_is_off_is_tried_again_and_holds_up_nobody() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let (off, well) = (Fake::start(Mood::Off).await, Fake::start(Mood::Well).await);
        bar.add(&off).await;
        bar.add(&well).await;
        bar.claimed("Ana").await;
        bar.print().await;
        assert_eq!(well.tickets().len(), 1);
        assert_eq!(bar.listed().await, [(Some(Trouble::Off), 1), (None, 0)]);
        off.set(Mood::Well).await;
        bar.print().await;
        assert_eq!(off.tickets().len(), 0, "not before its pause is over");
        bar.later(1);
        bar.print().await;
        assert_eq!(off.tickets().len(), 1);
        assert!(!off.tickets()[0].contains("AGAIN"), "it never had it before");
        assert_eq!(bar.listed().await, [(None, 0), (None, 0)]);
    })
    .await;
}

#[tokio::test]
async fn a_printer_without_paper_says_so_and_prints_when_it_has_some() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let fake = Fake::start(Mood::OutOfPaper).await;
        bar.add(&fake).await;
        bar.claimed("Ana").await;
        bar.print().await;
        assert_eq!(bar.listed().await, [(Some(Trouble::Paper), 1)]);
        fake.set(Mood::CoverOpen).await;
        bar.later(1);
        bar.print().await;
        assert_eq!(bar.listed().await, [(Some(Trouble::Cover), 1)]);
        fake.set(Mood::Well).await;
        bar.later(2);
        bar.print().await;
        assert_eq!((fake.tickets().len(), bar.listed().await), (1, vec![(None, 0)]));
    })
    .await;
}

#[tokio::test]
async fn a_ticket_broken_off_is_printed_again_and_says_so() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let fake = Fake::start(Mood::BreaksOff).await;
        bar.add(&fake).await;
        bar.claimed("Ana").await;
        bar.print().await;
        assert_eq!(bar.listed().await[0].1, 1);
        fake.set(Mood::Well).await;
        bar.later(1);
        bar.print().await;
        let tickets = fake.tickets();
        assert_eq!(tickets.len(), 1);
        assert!(tickets[0].contains("PRINTED AGAIN"), "{tickets:?}");
    })
    .await;
}

#[tokio::test]
async fn a_printer_that_fell_silent_is_in_trouble_one_that_never_spoke_is_not() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let fake = Fake::start(Mood::Mute).await;
        bar.add(&fake).await;
        bar.claimed("Ana").await;
        bar.print().await;
        assert_eq!((fake.tickets().len(), bar.listed().await), (1, vec![(None, 0)]));
        fake.set(Mood::Well).await;
        bar.claimed("Ben").await;
        bar.print().await;
        fake.set(Mood::Mute).await;
        bar.claimed("Cem").await;
        bar.print().await;
        assert_eq!(bar.listed().await, [(Some(Trouble::Silent), 1)]);
        assert_eq!(fake.tickets().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_nobody_wants_any_more_is_dropped() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let fake = Fake::start(Mood::Off).await;
        bar.add(&fake).await;
        let released = bar.claimed("Released").await;
        let ended = bar.claimed("Ended").await;
        bar.claimed("Old").await;
        bar.print().await;
        assert_eq!(bar.listed().await, [(Some(Trouble::Off), 3)]);
        bar.ask(&released, Ask::Release).await;
        for ask in [Ask::Complete, Ask::Collect] {
            bar.ask(&ended, ask).await;
        }
        bar.print().await;
        assert_eq!(bar.listed().await, [(Some(Trouble::Off), 1)]);
        fake.set(Mood::Well).await;
        bar.later(31 * 60);
        bar.print().await;
        assert_eq!((fake.tickets().len(), bar.listed().await), (0, vec![(None, 0)]));
    })
    .await;
}

#[tokio::test]
async fn released_and_claimed_again_is_printed_again() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let fake = Fake::start(Mood::Well).await;
        bar.add(&fake).await;
        let order = bar.claimed("Ana").await;
        bar.print().await;
        bar.ask(&order, Ask::Release).await;
        bar.ask(&order, Ask::Claim).await;
        bar.print().await;
        assert_eq!(fake.tickets().len(), 2);
        // Both claims while it is off are one ticket.
        fake.set(Mood::Off).await;
        for ask in [Ask::Release, Ask::Claim, Ask::Release, Ask::Claim] {
            bar.ask(&order, ask).await;
        }
        bar.print().await;
        assert_eq!(bar.listed().await, [(Some(Trouble::Off), 1)]);
    })
    .await;
}

#[tokio::test]
async fn a_process_that_died_in_the_middle_leaves_a_copy_that_says_so() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let fake = Fake::start(Mood::Well).await;
        let id = bar.add(&fake).await;
        bar.claimed("Ana").await;
        bar.relay().await;
        let printers = sql::all(&mut bar.platform.db.read().await.expect("answers")).await;
        let printers = printers.expect("answers");
        queue::follow(&bar.platform, &printers, 0).await.expect("answers");
        let job = sql::next_job(&mut bar.platform.db.read().await.expect("answers"), &id).await;
        let job = job.expect("answers").expect("it waits");
        let now = bar.platform.now();
        // As the worker does before the first byte, and then the power went.
        queue::write(&bar.platform, move |tx| {
            let (id, job) = (id.clone(), job.id.clone());
            Box::pin(async move {
                assert!(sql::take(tx, &id, "the dead one", now.plus_seconds(20), now).await?);
                assert!(sql::begin(tx, &job, now).await?);
                Ok(())
            })
        })
        .await
        .expect("answers");
        bar.print().await;
        assert_eq!(fake.tickets().len(), 0, "the lease holds");
        bar.later(20);
        bar.print().await;
        let tickets = fake.tickets();
        assert!(tickets[0].contains("PRINTED AGAIN, MAYBE TWICE"), "{tickets:?}");
    })
    .await;
}
