//! Many phones, one message: memory per phone and how long the message takes to reach them all.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Args;
use hyper::Method;
use rumqttc::mqttbytes::v4::Packet;
use serde_json::json;
use tokio::sync::{Semaphore, mpsc};
use tokio::time::{sleep, timeout};

use crate::address::{self, Address};
use crate::api::Api;
use crate::bus::Publisher;
use crate::phone::Phone;
use crate::spread::Spread;
use crate::{Failure, memory};

const HTTP_EXAMPLE: &str = "http://127.0.0.1:8080/";

/// Guests that phones share when tokens are fetched; one each would measure the sign-in.
const GUESTS: usize = 100;

/// For all phones to be connected, and for a message to reach the last of them.
const PATIENCE: Duration = Duration::from_secs(120);

#[derive(Args)]
pub(crate) struct Options {
    /// The gateway's address, `ws://127.0.0.1:PORT/mqtt`.
    #[arg(long)]
    url: String,
    /// A file with one token a line; phones take turns.
    #[arg(long, required_unless_present = "anonymous")]
    tokens: Option<PathBuf>,
    /// Fetch anonymous sessions from the server instead.
    #[arg(long, conflicts_with = "tokens")]
    anonymous: bool,
    /// Phones to connect.
    #[arg(long, default_value_t = 5_000, value_parser = clap::value_parser!(u16).range(1..=20_000))]
    count: u16,
    /// Connections being opened at the same time.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u16).range(1..=1_000))]
    ramp: u16,
    /// The topic all phones subscribe to.
    #[arg(long, default_value = "crema/main/public")]
    topic: String,
    /// The server's process, for its memory.
    #[arg(long)]
    pid: Option<u32>,
    /// Messages to send, one after the other.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u8).range(1..=50))]
    rounds: u8,
    /// Send each message by publishing to this bus, `mqtt://user:password@127.0.0.1:PORT`.
    #[arg(long, required_unless_present = "trigger_url")]
    publish_bus: Option<String>,
    /// Send each message by a PUT here, `http://127.0.0.1:PORT/api/v1/stores/main/status`, which
    /// opens and pauses the store in turns.
    #[arg(long, conflicts_with = "publish_bus")]
    trigger_url: Option<String>,
    /// The token for it.
    #[arg(long, requires = "trigger_url")]
    trigger_token: Option<String>,
}

enum Trigger {
    Bus(Box<Publisher>),
    Put { api: Box<Api>, path: String, token: Option<String> },
}

pub(crate) async fn measure(options: Options) -> Result<(), Failure> {
    let gateway = address::local(&options.url, "ws://127.0.0.1:8080/mqtt")?;
    let mut trigger = Trigger::prepare(&options).await?;
    let tokens = tokens(&options, &gateway).await?;
    let before = options.pid.map(memory::resident_kb).transpose()?;

    let started = Instant::now();
    let connecting = connect_all(options.count, options.ramp, &gateway, &tokens, &options.topic);
    let mut heard = timeout(PATIENCE, connecting)
        .await
        .unwrap_or(Err(Failure::TimedOut("connecting all phones")))?;
    let count = usize::from(options.count);
    println!("{count} phones connected and subscribed in {:.1} s", started.elapsed().as_secs_f64());
    // The server's allocator and kernel settle after the last handshake.
    sleep(Duration::from_secs(2)).await;
    report_memory(&options, before)?;

    // Opens the store, whatever it was: each round must change something to be told.
    trigger.pull(0).await?;
    sleep(Duration::from_millis(500)).await;
    for round in 1..=options.rounds {
        // What happens to be under way must not be taken for this round's message.
        while heard.try_recv().is_ok() {}
        let start = Instant::now();
        trigger.pull(round).await?;
        let acknowledged = start.elapsed();
        let all = async {
            let mut moments = Vec::with_capacity(count);
            while moments.len() < count {
                let moment = heard.recv().await.ok_or(Failure::Unusable(
                    "a phone was disconnected while waiting".to_owned(),
                ))?;
                moments.push(moment.duration_since(start));
            }
            Ok::<_, Failure>(moments)
        };
        let moments = timeout(PATIENCE, all)
            .await
            .unwrap_or(Err(Failure::TimedOut("reaching all phones")))?;
        let acknowledged = acknowledged.as_secs_f64() * 1_000.0;
        println!("round {round}: {}, trigger answered {acknowledged:.1} ms", Spread::new(moments));
        sleep(Duration::from_millis(500)).await;
    }
    report_memory(&options, before)
}

impl Trigger {
    async fn prepare(options: &Options) -> Result<Self, Failure> {
        if let Some(bus) = &options.publish_bus {
            return Ok(Self::Bus(Box::new(Publisher::connect(bus).await?)));
        }
        let url = options.trigger_url.as_deref().unwrap_or_default();
        let Address { socket, path } = address::local(url, HTTP_EXAMPLE)?;
        let api = Box::new(Api::connect(socket).await?);
        Ok(Self::Put { api, path, token: options.trigger_token.clone() })
    }

    async fn pull(&mut self, round: u8) -> Result<(), Failure> {
        match self {
            Self::Bus(publisher) => publisher.publish("main").await,
            Self::Put { api, path, token } => {
                let state = if round % 2 == 1 { "paused" } else { "open" };
                let key = format!("bench-{}-{round}", std::process::id());
                let body = json!({ "state": state });
                let answer = api.send(Method::PUT, path, token.as_deref(), &key, &body).await?;
                if answer.status < 300 {
                    return Ok(());
                }
                Err(Failure::Refused(answer.status, answer.json.to_string()))
            }
        }
    }
}

async fn tokens(options: &Options, gateway: &Address) -> Result<Vec<String>, Failure> {
    let Some(file) = &options.tokens else {
        let mut api = Api::connect(gateway.socket).await?;
        let mut tokens = Vec::with_capacity(GUESTS);
        for guest in 0..GUESTS.min(usize::from(options.count)) {
            let key = format!("bench-guest-{}-{guest}", std::process::id());
            tokens.push(api.guest(&key).await?);
        }
        return Ok(tokens);
    };
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure::File(file.display().to_string(), error))?;
    let tokens: Vec<_> = text.split_whitespace().map(str::to_owned).collect();
    if tokens.is_empty() {
        return Err(Failure::Unusable(format!("{} has no tokens", file.display())));
    }
    Ok(tokens)
}

/// Connects all phones; the receiver hears the moment of every message at every phone.
pub(crate) async fn connect_all(
    count: u16,
    ramp: u16,
    gateway: &Address,
    tokens: &[String],
    topic: &str,
) -> Result<mpsc::UnboundedReceiver<Instant>, Failure> {
    let (moments, heard) = mpsc::unbounded_channel();
    let ramp = Arc::new(Semaphore::new(usize::from(ramp)));
    let tokens = tokens.iter().cycle().take(usize::from(count));
    let opening: Vec<_> = tokens
        .map(|token| {
            let (ramp, moments) = (Arc::clone(&ramp), moments.clone());
            let (gateway, token, topic) = (gateway.clone(), token.clone(), topic.to_owned());
            tokio::spawn(async move {
                let _turn = ramp.acquire_owned().await;
                let phone =
                    Phone::subscribed(gateway.socket, &gateway.path, &token, &topic).await?;
                tokio::spawn(listen(phone, moments));
                Ok::<_, Failure>(())
            })
        })
        .collect();
    for phone in opening {
        phone.await.map_err(|error| Failure::Unusable(error.to_string()))??;
    }
    Ok(heard)
}

async fn listen(mut phone: Phone, moments: mpsc::UnboundedSender<Instant>) {
    loop {
        match phone.hear().await {
            Ok(Packet::Publish(_)) => {
                if moments.send(Instant::now()).is_err() {
                    return;
                }
            }
            Ok(_) => {}
            Err(failure) => {
                eprintln!("a phone was lost: {failure}");
                return;
            }
        }
    }
}

fn report_memory(options: &Options, before: Option<u64>) -> Result<(), Failure> {
    if let (Some(pid), Some(before)) = (options.pid, before) {
        let after = memory::resident_kb(pid)?;
        let grown = after.saturating_sub(before);
        let tenths = grown * 10 / u64::from(options.count);
        println!(
            "server memory: {before} KB before, {after} KB now, {}.{} KB a phone",
            tenths / 10,
            tenths % 10
        );
    }
    Ok(())
}
