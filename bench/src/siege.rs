//! Orders and pushes while many phones are connected: first undisturbed, then with attackers at
//! every listener, then undisturbed again, in one run, so that effect and noise can be told apart.

use std::time::{Duration, Instant};

use clap::Args;
use hyper::Method;
use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::timeout;

use crate::address::{self, Address};
use crate::api::{Answer, Api};
use crate::spread::Spread;
use crate::{Failure, attackers, memory, phones};

/// For all phones to be connected, and for a message to reach the last of them.
const PATIENCE: Duration = Duration::from_secs(120);
/// Guests that phones share when tokens are fetched.
const GUESTS: usize = 100;
/// Attackers work this long before their effect is measured.
const HEAD_START: Duration = Duration::from_secs(2);
/// What the server may grow by while it is attacked, beside a kilobyte for each phone: buffers of
/// who never reads, and answers under way.
const GROWTH_KB: u64 = 64 * 1_024;

#[derive(Args)]
pub(crate) struct Options {
    /// The server, `http://127.0.0.1:PORT`.
    #[arg(long)]
    url: String,
    /// An operator's token: opens the store, sets its limits, makes the drinks.
    #[arg(long)]
    operator_token: String,
    /// Phones to connect.
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u16).range(1..=18_000))]
    phones: u16,
    /// Connections being opened at the same time.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u16).range(1..=1_000))]
    ramp: u16,
    /// Orders in each part, one after the other, each from scan to collection.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..=1_000))]
    orders: u16,
    /// Attackers of each of the seven kinds.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=200))]
    attackers: u16,
    /// The server's process, for its memory.
    #[arg(long)]
    pid: u32,
}

/// What one part took.
struct Part {
    orders: Vec<Duration>,
    pushes: Vec<Duration>,
}

struct Bar {
    api: Api,
    operator: String,
    requests: u64,
}

pub(crate) async fn measure(options: Options) -> Result<(), Failure> {
    let server = address::local(&options.url, "http://127.0.0.1:8080")?.socket;
    let gateway = Address { socket: server, path: "/mqtt".to_owned() };
    let operator = options.operator_token.clone();
    let mut bar = Bar { api: Api::connect(server).await?, operator, requests: 0 };
    bar.open().await?;
    let mut tokens = Vec::new();
    for _ in 0..GUESTS.min(usize::from(options.phones)) {
        tokens.push(bar.guest().await?);
    }
    let connecting =
        phones::connect_all(options.phones, options.ramp, &gateway, &tokens, "crema/main/public");
    let mut heard = timeout(PATIENCE, connecting)
        .await
        .unwrap_or(Err(Failure::TimedOut("connecting all phones")))?;
    println!("{} phones are connected", options.phones);

    // One order that does not count: first times warm caches.
    bar.part(&options, 1, &mut heard).await?;
    let before = memory::resident_kb(options.pid)?;
    report("undisturbed", &bar.part(&options, options.orders, &mut heard).await?);
    let calm = memory::resident_kb(options.pid)?;
    let mut attack = attackers::send(server, &tokens[0], options.attackers);
    tokio::time::sleep(HEAD_START).await;
    report("attacked", &bar.part(&options, options.orders, &mut heard).await?);
    let attacked = memory::resident_kb(options.pid)?;
    attack.abort_all();
    while attack.join_next().await.is_some() {}
    // What the two calm halves differ by is noise.
    report("undisturbed again", &bar.part(&options, options.orders, &mut heard).await?);
    report_memory(&options, before, calm, attacked)
}

fn report(what: &str, part: &Part) {
    println!("{what}: orders {}", Spread::new(part.orders.clone()));
    println!("{what}: pushes {}", Spread::new(part.pushes.clone()));
}

fn report_memory(options: &Options, before: u64, calm: u64, attacked: u64) -> Result<(), Failure> {
    println!("server memory: {before} KB before, {calm} KB undisturbed, {attacked} KB attacked");
    let most = calm + GROWTH_KB + u64::from(options.phones);
    if attacked > most { Err(Failure::Grown(calm, attacked)) } else { Ok(()) }
}

impl Bar {
    async fn open(&mut self) -> Result<(), Failure> {
        let wide = json!({ "places_per_code": 1_000, "max_queue": 1_000 });
        self.staff(Method::PATCH, "/api/v1/stores/main/settings", &wide).await?;
        self.staff(Method::PUT, "/api/v1/stores/main/status", &json!({ "state": "open" })).await?;
        Ok(())
    }

    /// So many orders, each taken, made and handed over; every phone hears of each step that
    /// concerns it before the next one.
    async fn part(
        &mut self,
        options: &Options,
        orders: u16,
        heard: &mut UnboundedReceiver<Instant>,
    ) -> Result<Part, Failure> {
        let phones = usize::from(options.phones);
        let mut part = Part { orders: Vec::new(), pushes: Vec::new() };
        for _ in 0..orders {
            let guest = self.guest().await?;
            let shown = self.staff(Method::GET, "/api/v1/stores/main/qr-code", &json!({})).await?;
            let url = shown.json["url"].as_str().unwrap_or_default();
            let code = url.split_once("c=").map_or("", |(_, code)| code).to_owned();
            while heard.try_recv().is_ok() {}

            let start = Instant::now();
            let scan = json!({ "code": code });
            let scanned =
                self.ask(Method::POST, "/api/v1/stores/main/qr-code", &guest, &scan).await?;
            part.orders.push(start.elapsed());
            let order =
                format!("/api/v1/orders/{}", scanned.json["id"].as_str().unwrap_or_default());
            let item = json!([{ "drink": "flat-white", "options": ["oat"] }]);
            let start = Instant::now();
            let body = json!({ "name": "Ana", "items": item });
            self.ask(Method::PUT, &order, &guest, &body).await?;
            part.orders.push(start.elapsed());
            part.pushes.extend(arrivals(heard, phones, start).await?);
            for action in ["claim", "complete"] {
                let start = Instant::now();
                let path = format!("{order}/{action}");
                self.staff(Method::POST, &path, &json!({})).await?;
                part.orders.push(start.elapsed());
                part.pushes.extend(arrivals(heard, phones, start).await?);
            }
            self.staff(Method::POST, &format!("{order}/collect"), &json!({})).await?;
        }
        Ok(part)
    }

    async fn guest(&mut self) -> Result<String, Failure> {
        let key = self.key();
        self.api.guest(&key).await
    }

    async fn staff(&mut self, method: Method, path: &str, body: &Value) -> Result<Answer, Failure> {
        let operator = self.operator.clone();
        self.ask(method, path, &operator, body).await
    }

    async fn ask(
        &mut self,
        method: Method,
        path: &str,
        token: &str,
        body: &Value,
    ) -> Result<Answer, Failure> {
        let key = self.key();
        let answer = self.api.send(method, path, Some(token), &key, body).await?;
        if answer.status < 300 {
            return Ok(answer);
        }
        Err(Failure::Refused(answer.status, answer.json.to_string()))
    }

    fn key(&mut self) -> String {
        self.requests += 1;
        format!("bench-siege-{}-{}", std::process::id(), self.requests)
    }
}

/// How long after `start` each phone heard of it.
async fn arrivals(
    heard: &mut UnboundedReceiver<Instant>,
    phones: usize,
    start: Instant,
) -> Result<Vec<Duration>, Failure> {
    let all = async {
        let mut moments = Vec::with_capacity(phones);
        while moments.len() < phones {
            let moment = heard.recv().await.ok_or_else(|| {
                Failure::Unusable("all phones were disconnected while waiting".to_owned())
            })?;
            moments.push(moment.duration_since(start));
        }
        Ok(moments)
    };
    timeout(PATIENCE, all).await.unwrap_or(Err(Failure::TimedOut("reaching all phones")))
}
