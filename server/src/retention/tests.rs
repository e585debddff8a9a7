//! Erasing against real databases, one each: afterwards the guest is in no text of any table.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use super::*;
use crate::auth::Auth;
use crate::db::testing::on_each_database;
use crate::db::{Conn, Db, execute, fetch_one};
use crate::favourites;
use crate::idempotency::{self, RequestKey};
use crate::ids::{OrderId, UserId};
use crate::menu::{Choice, choose, default_menu};
use crate::order::{Actor, Ask, OrderDeadlines, OrderJson, OrderState, Worker, act, start};
use crate::qr::{self, Code, Scan};
use crate::store::{State, StatusChange};
use crate::workflow::deadlines::DueWork as _;

/// Stands in every place where a guest may be named, and nowhere else.
const NAME: &str = "Zenobia";
const PHONE: &str = "phone-of-zenobia";
const DAY: Duration = Duration::from_secs(24 * 3_600);

fn main() -> StoreId {
    StoreId::new("main")
}

async fn open_store(db: Db) -> Platform {
    let platform = Platform::for_test(db).await;
    let open = StatusChange { state: State::Open, until: None, reason: None };
    store::set_status(&platform, &main(), open, "test").await.expect("it opens");
    platform
}

fn key(text: &str) -> Option<RequestKey> {
    Some(RequestKey::new(PHONE, &format!("{text} {NAME}"), &[text.as_bytes()]))
}

/// A scan of the code that is shown; answers the order's id.
async fn start_for(platform: &Platform, phone: &str) -> String {
    let store = store::find(&platform.db, &main()).await.expect("answers").expect("there");
    let shown = qr::shown_code(platform, &store, "http://x").await.expect("answers");
    let code = shown.expect("open").url;
    let code = Code::parse(code.split_once("c=").expect("a code").1).expect("a code");
    let scan = Scan { code, sub: UserId::new(phone), stamp: None };
    start(platform, &main(), scan, None, None).await.expect("admitted").order.id
}

async fn order(platform: &Platform, key_text: &str) -> OrderJson {
    let started = OrderId::new(start_for(platform, PHONE).await);
    let choice = Choice { drink: "flat-white".to_owned(), options: vec!["oat".to_owned()] };
    let ask = Ask::Submit { items: vec![choice], name: NAME.to_owned() };
    let guest = Actor::Customer(UserId::new(PHONE));
    act(platform, &started, guest, ask, key(key_text)).await.expect("queued")
}

async fn staff(platform: &Platform, order: &str, ask: Ask) {
    let worker = Worker { id: UserId::new("sam"), name: "Sam".to_owned() };
    let sam = Actor::Staff { store: main(), worker };
    // The answer, which is kept, names the guest as well.
    let key = RequestKey::new("sam", &platform.ids.fresh(platform.now()), &[b"a tap"]);
    act(platform, &OrderId::new(order), sam, ask, Some(key)).await.expect("done");
}

/// Everything that a guest leaves behind: two orders, a favourite, a subscription, keys.
async fn a_visit(platform: &Platform) -> (String, String) {
    let made = order(platform, "first").await.id;
    let subscribed = made.clone();
    let stored = platform.db.write::<(), Never, _>(move |tx| {
        let order = subscribed.clone();
        Box::pin(async move {
            execute!(
                tx,
                "insert into push_subscriptions
                    (id, order_id, endpoint, p256dh, auth, language, created_at)
                 values ('s', $1, $2, 'k', 'a', 'en', 0)",
                order,
                format!("https://push.example/{PHONE}")
            )?;
            Ok(())
        })
    });
    stored.await.expect("stored");
    for ask in [Ask::Claim, Ask::Complete, Ask::Collect] {
        staff(platform, &made, ask).await;
    }
    let called_off = order(platform, "second").await.id;
    let reason = Some(format!("{NAME} had to leave"));
    staff(platform, &called_off, Ask::Cancel { reason }).await;
    let choice = Choice { drink: "flat-white".to_owned(), options: vec!["oat".to_owned()] };
    let item = choose(&default_menu(), &choice).expect("on the menu");
    favourites::keep(platform, &main(), &UserId::new(PHONE), item).await.expect("kept");
    let auth = Auth::new(platform.clone());
    let (mut session, _) = auth.start_customer();
    session.sub = UserId::new(PHONE);
    auth.revoke(&session).await.expect("signed out");
    (made, called_off)
}

/// Time goes by, with the deadlines that fall into it.
async fn later(platform: &Platform, by: Duration) {
    platform.clock.advance(by);
    let deadlines = OrderDeadlines(platform.clone());
    while deadlines.run_due(platform.now()).await.expect("deadlines") > 0 {}
}

/// The tables' text columns as the database has them, and how often each holds `text`.
async fn holding(db: &Db, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (table, column) in text_columns(db).await {
        let sql = format!("select count(*) from {table} where lower({column}) like '%{text}%'");
        let count = count(&mut db.read().await.expect("a connection"), sql).await;
        if count > 0 {
            found.push(format!("{table}.{column}"));
        }
    }
    found
}

async fn count(conn: &mut Conn, sql: String) -> i64 {
    let sql = sqlx::AssertSqlSafe(sql);
    let (count,) = fetch_one!(conn, (i64,), sql).expect("answers");
    count
}

async fn text_columns(db: &Db) -> BTreeSet<(String, String)> {
    let sql = match db.engine_name() {
        "sqlite" => {
            "select m.name as a, c.name as b from sqlite_master m, pragma_table_info(m.name) c
             where m.type = 'table' and lower(c.type) = 'text'"
        }
        _ => {
            "select table_name::text as a, column_name::text as b from information_schema.columns
             where table_schema = current_schema() and data_type = 'text'"
        }
    };
    let mut conn = db.read().await.expect("a connection");
    let rows = crate::db::fetch_all!(&mut conn, (String, String), sql).expect("answers");
    rows.into_iter().filter(|(table, _)| !table.starts_with('_')).collect()
}

#[tokio::test]
async fn every_text_column_is_declared() {
    on_each_database(|db| async move {
        let declared: BTreeSet<_> =
            COLUMNS.iter().map(|c| (c.table.to_owned(), c.name.to_owned())).collect();
        assert_eq!(declared.len(), COLUMNS.len(), "a column is declared twice");
        let there = text_columns(&db).await;
        let missing: Vec<_> = there.difference(&declared).collect();
        assert!(missing.is_empty(), "say in retention/columns.rs what these hold: {missing:?}");
        let has_table = |table: &str| there.iter().any(|(other, _)| other == table);
        let gone: Vec<_> =
            declared.difference(&there).filter(|(table, _)| has_table(table)).collect();
        assert!(gone.is_empty(), "these are no columns: {gone:?}");
    })
    .await;
}

#[tokio::test]
async fn after_the_days_a_guest_is_in_no_table_and_the_figures_stay() {
    on_each_database(|db| async move {
        let platform = open_store(db.clone()).await;
        let (made, called_off) = a_visit(&platform).await;
        let before = holding(&db, "zenobia").await;
        let guests: Vec<_> =
            COLUMNS.iter().filter(|c| matches!(c.holds, Holds::Guest(_))).collect();
        for place in &before {
            let is_declared = guests.iter().any(|c| format!("{}.{}", c.table, c.name) == *place);
            assert!(is_declared, "{place} holds a guest and is not declared so");
        }
        assert!(before.len() >= 8, "only {before:?}");

        later(&platform, 6 * DAY).await;
        assert_eq!(erase_due(&platform).await.expect("answers"), 0, "not before its time");
        later(&platform, DAY + Duration::from_secs(1)).await;
        assert_eq!(erase_due(&platform).await.expect("answers"), 3);
        idempotency::forget_old(&db, platform.now()).await.expect("answers");
        assert_eq!(holding(&db, "zenobia").await, Vec::<String>::new());
        assert_eq!(erase_due(&platform).await.expect("answers"), 0, "once is enough");

        let found = crate::order::find(&db, &OrderId::new(&made)).await.expect("answers");
        let found = found.expect("the order stays");
        assert_eq!((found.state, found.number), (OrderState::Collected, Some(1)));
        assert_eq!((found.name.as_str(), found.items.len()), ("", 1));
        let cancelled = crate::order::find(&db, &OrderId::new(&called_off)).await;
        let cancelled = cancelled.expect("answers").expect("the order stays");
        assert_eq!((cancelled.state, cancelled.reason), (OrderState::Cancelled, None));
        let day = crate::reports::Period::today("UTC", Timestamp(1_800_000_000_000));
        let record = crate::reports::record(&db, &main(), &day).await.expect("answers");
        assert_eq!(record.entries.len(), 2, "reports still count them");
    })
    .await;
}

#[tokio::test]
async fn who_comes_again_keeps_favourites_and_each_store_its_own_days() {
    on_each_database(|db| async move {
        let platform = open_store(db.clone()).await;
        a_visit(&platform).await;
        store::change_settings(&platform, &main(), |s| s.erase_after_days = 2, "test")
            .await
            .expect("within bounds");
        later(&platform, DAY + DAY / 2).await;
        order(&platform, "third").await;
        later(&platform, DAY).await;
        assert_eq!(erase_due(&platform).await.expect("answers"), 2, "the first visit's orders");
        let kept = favourites::of(&db, &main(), &UserId::new(PHONE)).await.expect("answers");
        assert_eq!(kept.len(), 1, "the last order is not old yet");
    })
    .await;
}

#[tokio::test]
async fn what_is_erased_is_not_left_in_the_file() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join("crema.db");
    let url = format!("sqlite:{}", path.display());
    let db = Db::open(&url, Duration::from_secs(3)).await.expect("opens");
    let platform = open_store(db.clone()).await;
    a_visit(&platform).await;
    later(&platform, 8 * DAY).await;
    idempotency::forget_old(&db, platform.now()).await.expect("answers");
    erase_due(&platform).await.expect("answers");
    // While it serves: what the log held is gone, too.
    assert_eq!(places(&path, NAME) + places(&path, PHONE), 0, "the files still hold the guest");
    db.close().await;
    assert!(places(&path, "flat-white") > 0, "the order is there");
    assert_eq!(places(&path, NAME) + places(&path, PHONE), 0, "the pages still hold the guest");
}

/// How often a text is in the database's file and its log.
fn places(path: &Path, text: &str) -> usize {
    let log = path.with_extension("db-wal");
    let files = [Some(path.to_owned()), log.exists().then_some(log)].into_iter().flatten();
    let count = |path| {
        let bytes = std::fs::read(path).expect("it can be read");
        bytes.windows(text.len()).filter(|part| *part == text.as_bytes()).count()
    };
    files.map(count).sum()
}

#[tokio::test]
async fn a_guest_who_asks_for_it_is_erased_at_once_and_nobody_else() {
    on_each_database(|db| async move {
        let platform = open_store(db.clone()).await;
        let (made, _) = a_visit(&platform).await;
        let of = |order: &str| {
            let (platform, order) = (platform.clone(), OrderId::new(order));
            async move { erase_guest(&platform, &order).await }
        };
        let open = of(&made).await.expect_err("it can still be brought back");
        assert!(matches!(open, Fail::Refused(EraseRefusal::Open { number: Some(1 | 2) })));
        assert!(!holding(&db, "zenobia").await.is_empty(), "nothing has changed");
        // Somebody else, whose days are not over either.
        let other = start_for(&platform, "phone-of-otto").await;
        later(&platform, DAY / 2).await;
        assert_eq!(of(&made).await.expect("they are over"), 2);
        assert_eq!(holding(&db, "zenobia").await, Vec::<String>::new());
        assert!(holding(&db, "phone-of-otto").await.contains(&"orders.customer".to_owned()));
        let again = of(&made).await.expect_err("once is enough");
        assert!(matches!(again, Fail::Refused(EraseRefusal::Erased)));
        let unknown = of("nothing").await.expect_err("no such order");
        assert!(matches!(unknown, Fail::Refused(EraseRefusal::Unknown)));
        assert_eq!(of(&other).await.expect("it has expired"), 1);
    })
    .await;
}
