//! `crema-bench`: figures of a running server on this machine. Not a test and not run by them.

mod address;
mod api;
mod attackers;
mod bus;
mod memory;
mod phone;
mod phones;
mod redeem;
mod siege;
mod spread;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Measures a running Crema on 127.0.0.1.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    measurement: Measurement,
}

#[derive(Subcommand)]
enum Measurement {
    /// Connects many phones and times one message to all of them.
    Phones(phones::Options),
    /// Redeems one code many times at once and counts what is granted.
    Redeem(redeem::Options),
    /// Times orders and pushes with many phones connected, without and with attackers.
    Siege(siege::Options),
}

/// Why there is no figure.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0} is not an address on 127.0.0.1 like {1}")]
    NotLocal(String, &'static str),
    #[error("{0} cannot be read")]
    File(String, #[source] std::io::Error),
    #[error("{0}")]
    Unusable(String),
    #[error("the server cannot be reached")]
    Connection(#[source] std::io::Error),
    #[error("the HTTP exchange failed")]
    Http(#[source] hyper::Error),
    #[error("the WebSocket failed")]
    WebSocket(#[source] Box<tokio_tungstenite::tungstenite::Error>),
    #[error("the server answered {0}: {1}")]
    Refused(u16, String),
    #[error("no answer from the bus")]
    Bus,
    #[error("the server grew from {0} to {1} KB")]
    Grown(u64, u64),
    #[error("took longer than allowed: {0}")]
    TimedOut(&'static str),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("no runtime: {error}");
            return ExitCode::FAILURE;
        }
    };
    let outcome = runtime.block_on(async {
        match arguments.measurement {
            Measurement::Phones(options) => phones::measure(options).await,
            Measurement::Redeem(options) => redeem::measure(options).await,
            Measurement::Siege(options) => siege::measure(options).await,
        }
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprint!("{failure}");
            let mut cause = std::error::Error::source(&failure);
            while let Some(error) = cause {
                eprint!(": {error}");
                cause = error.source();
            }
            eprintln!();
            ExitCode::FAILURE
        }
    }
}
