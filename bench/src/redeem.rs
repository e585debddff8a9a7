//! One code, many redemptions at once: how many are granted, why the others are not, how fast.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use clap::Args;
use hyper::Method;
use serde_json::json;
use tokio::sync::{Barrier, mpsc};
use tokio::time::timeout;

use crate::api::Api;
use crate::spread::Spread;
use crate::{Failure, address};

/// For all redemptions, sign-ins included.
const PATIENCE: Duration = Duration::from_secs(300);

#[derive(Args)]
pub(crate) struct Options {
    /// The server, `http://127.0.0.1:PORT`.
    #[arg(long)]
    url: String,
    /// The store whose code it is.
    #[arg(long, default_value = "main")]
    store: String,
    /// The code; left out, it is asked from the server with `--staff-token`.
    #[arg(long, required_unless_present = "staff_token")]
    code: Option<String>,
    /// A display's or staff token to ask for the current code.
    #[arg(long)]
    staff_token: Option<String>,
    /// Redemptions, each by a guest of its own.
    #[arg(long, default_value_t = 5_000, value_parser = clap::value_parser!(u16).range(1..=20_000))]
    count: u16,
    /// Connections they come over.
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u16).range(1..=1_000))]
    connections: u16,
}

/// One redemption's outcome.
struct Outcome {
    took: Duration,
    /// The order's id, or the refusal's status and code.
    answer: Result<String, String>,
}

pub(crate) async fn measure(options: Options) -> Result<(), Failure> {
    let server = address::local(&options.url, "http://127.0.0.1:8080")?.socket;
    let run = run(server, &options);
    timeout(PATIENCE, run).await.unwrap_or(Err(Failure::TimedOut("redeeming")))
}

async fn run(server: SocketAddr, options: &Options) -> Result<(), Failure> {
    let path = format!("/api/v1/stores/{}/qr-code", options.store);
    let connections = usize::from(options.connections.min(options.count));
    let share = usize::from(options.count).div_ceil(connections);
    let count = share * connections;

    // All guests are signed in before the first redemption: the two are not measured together.
    let ready = std::sync::Arc::new(Barrier::new(connections + 1));
    let go = std::sync::Arc::new(tokio::sync::watch::Sender::new(None::<String>));
    let (outcomes, mut results) = mpsc::unbounded_channel();
    let workers: Vec<_> = (0..connections)
        .map(|worker| {
            let (ready, mut go) = (std::sync::Arc::clone(&ready), go.subscribe());
            let (outcomes, path) = (outcomes.clone(), path.clone());
            tokio::spawn(async move {
                let prepared = prepare(server, worker, share).await;
                ready.wait().await;
                let (mut api, guests) = prepared?;
                let code = match go.wait_for(Option::is_some).await {
                    Ok(code) => code.clone().unwrap_or_default(),
                    Err(_) => return Ok(()),
                };
                for (number, guest) in guests.iter().enumerate() {
                    let key = key("redeem", worker, number);
                    let started = Instant::now();
                    let body = json!({ "code": code });
                    let answer = api.send(Method::POST, &path, Some(guest), &key, &body).await?;
                    let took = started.elapsed();
                    let code = answer.json["code"].as_str().unwrap_or("no code");
                    let answer = match answer.json["id"].as_str() {
                        Some(id) if answer.status < 300 => Ok(id.to_owned()),
                        _ => Err(format!("{} {code}", answer.status)),
                    };
                    // The receiver lives until all workers are done.
                    let _ = outcomes.send(Outcome { took, answer });
                }
                Ok::<_, Failure>(())
            })
        })
        .collect();
    drop(outcomes);
    ready.wait().await;

    // Asked only now: a code is good for minutes, and signing in takes a while.
    let code = current_code(server, options, &path).await?;
    let started = Instant::now();
    go.send_replace(Some(code));
    let mut all = Vec::with_capacity(count);
    while let Some(outcome) = results.recv().await {
        all.push(outcome);
    }
    let elapsed = started.elapsed();
    for worker in workers {
        worker.await.map_err(|error| Failure::Unusable(error.to_string()))??;
    }
    report(&all, elapsed, connections);
    Ok(())
}

/// A connection with its guests signed in.
async fn prepare(
    server: SocketAddr,
    worker: usize,
    guests: usize,
) -> Result<(Api, Vec<String>), Failure> {
    let mut api = Api::connect(server).await?;
    let mut tokens = Vec::with_capacity(guests);
    for guest in 0..guests {
        tokens.push(api.guest(&key("guest", worker, guest)).await?);
    }
    Ok((api, tokens))
}

async fn current_code(
    server: SocketAddr,
    options: &Options,
    path: &str,
) -> Result<String, Failure> {
    if let Some(code) = &options.code {
        return Ok(code.clone());
    }
    let token = options.staff_token.as_deref();
    let mut api = Api::connect(server).await?;
    let answer = api.send(Method::GET, path, token, &key("code", 0, 0), &json!({})).await?;
    // The URL in the code: `…/scan?c=CODE`.
    let url = answer.json["url"].as_str().and_then(|url| url::Url::parse(url).ok());
    let code = url.as_ref().and_then(|url| url.query_pairs().find(|(name, _)| name == "c"));
    match code {
        Some((_, code)) => Ok(code.into_owned()),
        None => Err(Failure::Refused(answer.status, answer.json.to_string())),
    }
}

fn key(what: &str, worker: usize, number: usize) -> String {
    format!("bench-{what}-{}-{worker}-{number}", std::process::id())
}

fn report(all: &[Outcome], elapsed: Duration, connections: usize) {
    let orders: BTreeSet<_> = all.iter().filter_map(|o| o.answer.as_ref().ok()).collect();
    let mut refusals: BTreeMap<&str, usize> = BTreeMap::new();
    for refusal in all.iter().filter_map(|outcome| outcome.answer.as_ref().err()) {
        *refusals.entry(refusal).or_default() += 1;
    }
    let granted = all.iter().filter(|outcome| outcome.answer.is_ok()).count();
    let count = all.len();
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let rate = count as f64 / elapsed.as_secs_f64();
    println!("{count} redemptions over {connections} connections: {rate:.0} a second");
    println!("granted: {granted} answers for {} different orders", orders.len());
    for (refusal, times) in refusals {
        println!("refused: {times} times {refusal}");
    }
    println!("latency: {}", Spread::new(all.iter().map(|outcome| outcome.took).collect()));
}
