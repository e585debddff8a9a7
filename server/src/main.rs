//! The `crema` command: serves by default, and has a few subcommands for whoever runs it.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};
use crema_server::app::{
    ReadyAnswer, ask_whether_ready, check_files, open_platform, openapi, serve,
};
use crema_server::audit;
use crema_server::auth::{Auth, NewSession, NewStaff, Role, StaffRefusal, add_staff};
use crema_server::config::{Config, LogFormat, Settings, Tls};
use crema_server::db::{Fail, backup};
use crema_server::error::Problem;
use crema_server::ids::{OrderId, StoreId, UserId};
use crema_server::retention::{self, EraseRefusal};
use crema_server::store::{self, NewStore};
use crema_server::telemetry;

/// How long a command waits for the database beside a busy server.
const PATIENCE: Duration = Duration::from_secs(30);

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Self-hosted coffee ordering: guests scan and order, baristas make, a display calls numbers.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
    /// A TOML file with these settings; flags and environment win over it
    #[arg(long, env = "CREMA_CONFIG", global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Run the server (what happens without a command)
    Serve,
    /// Manage the people who work in a store
    Staff {
        #[command(subcommand)]
        command: StaffCommand,
    },
    /// Manage the stores of this installation
    Store {
        #[command(subcommand)]
        command: StoreCommand,
    },
    /// Print a token for scripts, good as Authorization: Bearer and as MQTT password
    Token {
        /// customer, display, barista or operator
        #[arg(long, value_parser = parse_role)]
        role: Role,
        /// The store it is good for
        #[arg(long, default_value = "main")]
        store: String,
        /// What others see
        #[arg(long, default_value = "script")]
        name: String,
        /// How long it lasts: 90s, 15m, 1h, 7d
        #[arg(long, default_value = "1h", value_parser = parse_ttl)]
        ttl: i64,
    },
    /// Copy the SQLite database to a new file, also while the server runs
    Backup {
        /// The file to make
        file: PathBuf,
    },
    /// Put a copy made by backup in the place of the SQLite database; stop the server first
    Restore {
        /// The copy
        file: PathBuf,
    },
    /// Erase at once what is known of the guest of an order, in every store
    Erase {
        /// The order's id, as in the address of its journey at the console
        order: String,
    },
    /// Check settings, database and tables, and say what is wrong
    Check,
    /// Print the OpenAPI document of the JSON API
    Openapi,
    /// Ask the server that runs with these settings whether it is ready, and which part is not
    Ready,
}

#[derive(Subcommand)]
enum StaffCommand {
    /// Add somebody by name and PIN
    Add {
        /// Where they work
        #[arg(long, default_value = "main")]
        store: String,
        /// How others know them
        #[arg(long)]
        name: String,
        /// barista or operator
        #[arg(long, value_parser = parse_role)]
        role: Role,
        /// At least four characters
        #[arg(long)]
        pin: String,
        /// An operator who runs every store and may make more
        #[arg(long)]
        all_stores: bool,
    },
}

#[derive(Subcommand)]
enum StoreCommand {
    /// Make a closed store with a menu of its own
    Add {
        /// Its short name in addresses: small letters, digits, inner hyphens
        #[arg(long)]
        id: String,
        /// Its name on screens
        #[arg(long)]
        name: String,
        /// IANA name, such as Europe/Berlin
        #[arg(long)]
        time_zone: String,
        /// Begin with a copy of this store's menu
        #[arg(long)]
        menu_of: Option<String>,
    },
    /// List the stores
    List,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("crema: {error}");
            let mut cause = error.source();
            while let Some(error) = cause {
                eprintln!("  because {error}");
                cause = error.source();
            }
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Outcome {
    let settings = match &cli.config {
        Some(path) => cli.settings.or_from_file(path)?,
        None => cli.settings,
    };
    let config = settings.check()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let command = cli.command.unwrap_or(Command::Serve);
    let exporter = if matches!(command, Command::Serve) {
        let as_json = config.log_format == LogFormat::Json;
        let otlp = config.otlp_url.as_deref();
        telemetry::start_logging(&config.log, as_json, otlp, runtime.handle())?
    } else {
        telemetry::Exporter::default()
    };
    let done = runtime.block_on(async {
        match command {
            Command::Serve => {
                serve(config, stop_signal()).await?;
                Ok(())
            }
            Command::Staff { command } => add(&config, command).await,
            Command::Store { command } => stores(&config, command).await,
            Command::Token { role, store, name, ttl } => {
                print_token(&config, role, &store, name, ttl).await
            }
            Command::Backup { file } => {
                backup::backup(&config.database_url, &file).await?;
                println!("The database is copied to {}.", file.display());
                Ok(())
            }
            Command::Restore { file } => {
                backup::restore(&config.database_url, &file).await?;
                println!("The database is as it was in {}.", file.display());
                Ok(())
            }
            Command::Erase { order } => erase(&config, &OrderId::new(order)).await,
            Command::Check => check(&config).await,
            Command::Openapi => {
                println!("{}", openapi::text());
                Ok(())
            }
            Command::Ready => {
                match ask_whether_ready(&config).await? {
                    ReadyAnswer::Ready => println!("ready"),
                    ReadyAnswer::Degraded(parts) => println!("ready, but: {parts}"),
                }
                Ok(())
            }
        }
    });
    // While there is still a runtime to send them with.
    exporter.finish();
    done
}

/// Resolves at Ctrl-C or SIGTERM.
async fn stop_signal() {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .expect("a process may listen to its own signals");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

async fn add(config: &Config, command: StaffCommand) -> Outcome {
    let StaffCommand::Add { store, name, role, pin, all_stores } = command;
    let platform = open_platform(config, PATIENCE).await?;
    let store = known_store(&store)?;
    let new = NewStaff { store, name, role, all_stores, pin };
    let added = add_staff(&platform, new, audit::COMMAND).await;
    platform.db.close().await;
    match added {
        Ok(member) => {
            println!("{} may sign in as {} of {}.", member.name, role.as_str(), member.store);
            Ok(())
        }
        Err(Fail::Refused(refusal)) => Err(in_words(refusal).into()),
        Err(Fail::Db(error)) => Err(error.into()),
    }
}

async fn stores(config: &Config, command: StoreCommand) -> Outcome {
    let platform = open_platform(config, PATIENCE).await?;
    match command {
        StoreCommand::Add { id, name, time_zone, menu_of } => {
            let menu_of = menu_of.as_deref().map(known_store).transpose()?;
            let new = NewStore { id, name, time_zone, menu_of };
            match store::create(&platform, new, audit::COMMAND).await {
                Ok(made) => println!("{} is made, closed, at /s/{}/.", made.name, made.id),
                Err(Fail::Refused(refusal)) => return Err(Problem::from(refusal).detail.into()),
                Err(Fail::Db(error)) => return Err(error.into()),
            }
        }
        StoreCommand::List => {
            for store in store::everything(&platform.db).await? {
                let state = match store.archived_at {
                    Some(_) => "put away",
                    None => store.state_at(platform.now()).as_str(),
                };
                println!("{:<32} {:<9} {}", store.id.as_str(), state, store.name);
            }
        }
    }
    platform.db.close().await;
    Ok(())
}

async fn erase(config: &Config, order: &OrderId) -> Outcome {
    let platform = open_platform(config, PATIENCE).await?;
    let erased = retention::erase_guest(&platform, order).await;
    platform.db.close().await;
    match erased {
        Ok(orders) => {
            println!("The guest is erased from {orders} orders. Backups keep what they hold.");
            Ok(())
        }
        Err(Fail::Refused(EraseRefusal::Unknown)) => Err("there is no such order".into()),
        Err(Fail::Refused(EraseRefusal::Erased)) => Err("its guest is erased already".into()),
        Err(Fail::Refused(EraseRefusal::Open { number })) => {
            let which = number.map_or("an order".to_owned(), |number| format!("order {number}"));
            Err(format!("{which} of the same guest is not over yet: try again later").into())
        }
        Err(Fail::Db(error)) => Err(error.into()),
    }
}

const fn in_words(refusal: StaffRefusal) -> &'static str {
    match refusal {
        StaffRefusal::InvalidName => "give a name of 1 to 40 characters",
        StaffRefusal::InvalidPin => "give a PIN of at least 4 characters",
        StaffRefusal::InvalidRole => "the role is barista or operator",
        StaffRefusal::NameTaken => "somebody of this name works there already",
        StaffRefusal::Unknown => "there is nobody of this name",
        StaffRefusal::LastOperator => "the last operator must stay",
        StaffRefusal::UnknownStore => "there is no such store",
        StaffRefusal::NotOperator => "only an operator runs all stores",
        StaffRefusal::RunsAllStores => "only somebody who runs all stores changes this account",
        StaffRefusal::AlreadyUndone => "that was done already",
    }
}

async fn print_token(
    config: &Config,
    role: Role,
    store: &str,
    name: String,
    ttl_seconds: i64,
) -> Outcome {
    let platform = open_platform(config, PATIENCE).await?;
    let store = known_store(store)?;
    if store::find(&platform.db, &store).await?.is_none() {
        return Err(format!("there is no store {store}").into());
    }
    let auth = Auth::new(platform.clone());
    let token = if role == Role::Customer {
        auth.start_customer_for(ttl_seconds).1
    } else {
        let sub = UserId::new(platform.ids.fresh(platform.now()));
        auth.start(NewSession { sub, role, store, name, ttl_seconds }).await?.1
    };
    platform.db.close().await;
    println!("{token}");
    Ok(())
}

async fn check(config: &Config) -> Outcome {
    let platform = open_platform(config, PATIENCE).await?;
    let stores = store::all(&platform.db).await?;
    println!("database  {} is up to date", platform.db.engine_name());
    println!("stores    {}", stores.len());
    println!("public    {}", config.public_url);
    match &config.tls {
        Some(Tls::Files { certificate, key }) => {
            let validity = check_files(certificate, key, platform.now())?;
            println!("HTTPS     by a certificate that holds until {}", validity.until.to_rfc3339());
        }
        Some(Tls::Acme(acme)) => println!("HTTPS     by ACME for {}", acme.domains.join(", ")),
        None if config.public_url.starts_with("https://") => println!("HTTPS     by a proxy"),
        None => println!("HTTPS     none"),
    }
    println!("bus       {}", if config.bus_url.is_some() { "outside" } else { "embedded" });
    if !config.is_secure() {
        println!("off       messages to phones, the home screen, pages without a network, tablets");
        println!("          kept awake: they need HTTPS (docs/OPERATING.md, TLS)");
    }
    platform.db.close().await;
    Ok(())
}

fn known_store(text: &str) -> Result<StoreId, String> {
    StoreId::parse(text).ok_or_else(|| format!("{text} cannot be a store's name"))
}

fn parse_role(text: &str) -> Result<Role, String> {
    Role::parse(text).ok_or_else(|| "one of customer, display, barista, operator".to_owned())
}

/// Seconds from `90s`, `15m`, `1h`, `7d`.
fn parse_ttl(text: &str) -> Result<i64, String> {
    let usage = || "a number with s, m, h or d, such as 15m".to_owned();
    let (number, unit) = text.split_at_checked(text.len().saturating_sub(1)).ok_or_else(usage)?;
    let factor = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => return Err(usage()),
    };
    let seconds: i64 = number.parse().map_err(|_| usage())?;
    let ttl = seconds.checked_mul(factor).filter(|seconds| (1..=366 * 86_400).contains(seconds));
    ttl.ok_or_else(|| "between 1s and 366d".to_owned())
}
