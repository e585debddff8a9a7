//! Tickets on paper: what a network printer gets from the real server, and what the board and the
//! console say when it gets nothing.

use std::time::{Duration, Instant};

use harness::api::{Answer, Call, fresh_key};
use harness::printer::{Mood, Printer};
use harness::shop::act;
use harness::{Api, Backend, Server, Shop, on_both_databases, within};

on_both_databases! {
    a_claim_prints_one_ticket_whatever_other_printers_do;
    a_printer_that_is_off_blocks_nothing_and_prints_when_it_is_back;
    a_ticket_survives_a_kill;
    claimed_again_is_printed_again_and_a_copy_says_so;
    the_form_says_what_is_wrong_and_keeps_what_was_typed;
    two_servers_on_one_database_print_once;
}

/// The longest pause between two tries is 15 seconds.
const RETRY: Duration = Duration::from_secs(25);
const SOON: Duration = Duration::from_secs(30);
const CONSOLE: &str = "/console/printers";

async fn submit(api: &Api, path: &str, fields: &[(&str, &str)]) -> Answer {
    api.call(Call::form(path, fields)).await
}

async fn open(api: &Api, path: &str) -> Answer {
    api.call(Call::new("GET", path)).await
}

fn described<'a>(name: &'a str, address: &'a str, key: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("key", key),
        ("name", name),
        ("address", address),
        ("paper", "80"),
        ("charset", "cp858"),
        ("language", "en"),
    ]
}

async fn add(shop: &Shop, name: &str, printer: &Printer) {
    let (address, key) = (printer.address(), fresh_key());
    let fields = described(name, &address, &key);
    for _ in 0..2 {
        // The second is an impatient finger's.
        let added = submit(&shop.operator, &format!("{CONSOLE}/new"), &fields).await.expect(303);
        assert_eq!(added.header("location"), CONSOLE);
    }
}

async fn printed(printer: &Printer, count: usize, limit: Duration) {
    within(limit, &format!("{count} tickets"), async || {
        (printer.tickets().len() >= count).then_some(())
    })
    .await;
    assert_eq!(printer.tickets().len(), count, "{:?}", printer.texts());
}

async fn board_says(shop: &Shop, sentence: &str) {
    within(RETRY, sentence, async || {
        open(&shop.operator, "/s/main/barista/live").await.text.contains(sentence).then_some(())
    })
    .await;
}

async fn a_claim_prints_one_ticket_whatever_other_printers_do(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let well = Printer::start(Mood::Well).await;
    let others = [Mood::Hanging, Mood::Off, Mood::OutOfPaper, Mood::BreaksOff, Mood::Slow];
    let mut kept = Vec::new();
    for mood in others {
        let printer = Printer::start(mood).await;
        add(&shop, &format!("{mood:?}"), &printer).await;
        kept.push(printer);
    }
    add(&shop, "Bar", &well).await;
    let barista = shop.barista("Sam").await;
    let order = shop.queued(&shop.guest().await).await;
    let _ = act(&barista, &order, "claim").await.expect(200);
    printed(&well, 1, SOON).await;
    let mut start = b"\x1b@\x1c.\x1bR\x00\x1bt\x13\x1ba\x01\x1d!\x33\x1bE\x011\n\x1d!\x11Ana\n\
        \x1ba\x00\x1d!\x00\x1bE\x00"
        .to_vec();
    start.extend([b'-'; 48]);
    start.extend(b"\n\x1d!\x01\x1bE\x01Flat white\n\x1d!\x00\x1bE\x00+ Oat\n");
    start.extend(b"\x1bE\x01! Contains: Gluten\n\x1bE\x00");
    start.extend([b'-'; 48]);
    start.extend(b"\n\x1ba\x01");
    let ticket = well.tickets().remove(0);
    assert!(ticket.starts_with(&start), "{:?}", well.texts());
    assert!(ticket.ends_with(b", Sam\n\x1ba\x00\x1bd\x03\x1dVB\x00"), "{:?}", well.texts());

    // Again and again is one claim; and the slow one has its ticket as well.
    let _ = act(&barista, &order, "claim").await.expect(200);
    printed(&kept[4], 1, SOON).await;
    board_says(&shop, "Printer “Off” is off. 1 ticket is waiting.").await;
    board_says(&shop, "Printer “OutOfPaper” is out of paper.").await;
    // What waits is dropped when its order ends.
    for action in ["complete", "collect"] {
        let _ = act(&barista, &order, action).await.expect(200);
    }
    within(SOON, "an empty queue", async || {
        let board = open(&shop.operator, "/s/main/barista/live").await.text;
        (!board.contains("1 ticket is waiting")).then_some(())
    })
    .await;
    assert_eq!(well.tickets().len(), 1);
}

async fn a_printer_that_is_off_blocks_nothing_and_prints_when_it_is_back(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let mut printer = Printer::start(Mood::Off).await;
    add(&shop, "Bar", &printer).await;
    let order = shop.queued(&shop.guest().await).await;
    let started = Instant::now();
    let _ = act(&shop.operator, &order, "claim").await.expect(200);
    assert!(started.elapsed() < Duration::from_secs(5), "a claim waited for a printer");
    board_says(&shop, "Printer “Bar” is off. 1 ticket is waiting.").await;
    let console = open(&shop.operator, CONSOLE).await.expect(200);
    assert!(console.text.contains("Off since ") && console.text.contains("1 ticket waiting"));

    let here = open(&shop.operator, "/s/main/barista/print").await.expect(200);
    assert!(here.text.contains("Flat white") && here.text.contains("data-paper=\"80\""));
    printer.set(Mood::Well).await;
    printed(&printer, 1, RETRY).await;
    assert!(!printer.texts()[0].contains("AGAIN"), "{:?}", printer.texts());
    within(SOON, "a board without a note", async || {
        let board = open(&shop.operator, "/s/main/barista/live").await.text;
        (!board.contains("print-note")).then_some(())
    })
    .await;

    // Printed by the browser instead: taken off the queue, it does not come out as well.
    printer.set(Mood::Off).await;
    let order = shop.queued(&shop.guest().await).await;
    let _ = act(&shop.operator, &order, "claim").await.expect(200);
    board_says(&shop, "Printer “Bar” is off. 1 ticket is waiting.").await;
    let _ =
        submit(&shop.operator, "/s/main/barista/printed", &[("order", &order)]).await.expect(303);
    board_says(&shop, "Printer “Bar” is off.</span>").await;
    printer.set(Mood::Well).await;
    within(RETRY, "a board without a note", async || {
        let board = open(&shop.operator, "/s/main/barista/live").await.text;
        (!board.contains("print-note")).then_some(())
    })
    .await;
    assert_eq!(printer.tickets().len(), 1);
}

async fn a_ticket_survives_a_kill(backend: Backend) {
    let mut shop = Shop::open(&backend).await;
    let mut printer = Printer::start(Mood::Off).await;
    add(&shop, "Bar", &printer).await;
    let order = shop.queued(&shop.guest().await).await;
    let _ = act(&shop.operator, &order, "claim").await.expect(200);
    shop.server.kill().await;
    printer.set(Mood::Well).await;
    shop.server.restart().await;
    // The dead process may have had the printer: its lease ends by itself.
    printed(&printer, 1, Duration::from_secs(45)).await;
    assert!(!printer.texts()[0].contains("AGAIN"), "{:?}", printer.texts());
}

async fn claimed_again_is_printed_again_and_a_copy_says_so(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let printer = Printer::start(Mood::Mute).await;
    add(&shop, "Bar", &printer).await;
    let order = shop.queued(&shop.guest().await).await;
    for count in [1, 2] {
        let _ = act(&shop.operator, &order, "claim").await.expect(200);
        printed(&printer, count, SOON).await;
        let _ = act(&shop.operator, &order, "release").await.expect(200);
    }
    let print = format!("/s/main/barista/print/{order}");
    let sent = submit(&shop.operator, &print, &[]).await.expect(303);
    assert_eq!(sent.header("location"), "/s/main/barista");
    printed(&printer, 3, SOON).await;
    let texts = printer.texts();
    assert!(!texts[1].contains("COPY") && texts[2].contains("COPY"), "{texts:?}");

    // A guest has no business at the printer, nor has anybody at another store's order.
    let guest = shop.guest().await;
    assert!(submit(&guest.api, &print, &[]).await.status >= 400);
    assert!(
        open(&shop.server.api(), &print).await.expect(303).header("location").contains("login")
    );
    let _ = open(&shop.operator, "/s/main/barista/print/no-such-order").await.expect(404);
}

async fn the_form_says_what_is_wrong_and_keeps_what_was_typed(backend: Backend) {
    let shop = Shop::open(&backend).await;
    let path = format!("{CONSOLE}/new");
    for (name, address, wrong) in [
        ("Bar", "http://printer", "without http://"),
        ("Bar", "printer:80", "a port from 1024"),
        ("", "printer", "a name of 1 to 40"),
    ] {
        let key = fresh_key();
        let shown =
            submit(&shop.operator, &path, &described(name, address, &key)).await.expect(422);
        assert!(shown.text.contains(wrong), "{}", shown.text);
        assert!(shown.text.contains("aria-invalid=\"true\"") && shown.text.contains("data-focus"));
        let kept = shown.text.contains(&format!("value=\"{address}\""));
        assert!(kept, "{address} is lost:\n{}", shown.text);
    }
    let barista = shop.barista("Sam").await;
    let refused = submit(&barista, &path, &described("Bar", "printer", &fresh_key())).await;
    assert!(refused.status >= 400, "baristas add no printers: {}", refused.status);
}

async fn two_servers_on_one_database_print_once(backend: Backend) {
    // A SQLite file has one server.
    let Backend::Postgres { .. } = backend else { return };
    let shop = Shop::open(&backend).await;
    let database = shop.server.setting("CREMA_DATABASE_URL");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let settings = [("CREMA_DATABASE_URL", database.as_str())];
    let second = Server::start_in(folder, &Backend::Sqlite, &settings).await;
    let elsewhere = second.api().with_token(shop.operator.token().expect("it is signed in"));
    let printer = Printer::start(Mood::Slow).await;
    add(&shop, "Bar", &printer).await;
    for n in 1..=6 {
        let order = shop.queued(&shop.guest().await).await;
        let claimer = if n % 2 == 0 { &shop.operator } else { &elsewhere };
        let _ = act(claimer, &order, "claim").await.expect(200);
    }
    printed(&printer, 6, RETRY).await;
    // Once more, so that whatever would come twice had its time.
    let order = shop.queued(&shop.guest().await).await;
    let _ = act(&elsewhere, &order, "claim").await.expect(200);
    printed(&printer, 7, SOON).await;
}
