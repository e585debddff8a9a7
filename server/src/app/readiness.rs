//! What works and what does not, part by part, and whether guests can be served. Pure.
//!
//! *Not ready* means that this process cannot take orders: another should be asked. *Degraded*
//! means that orders go on and somebody should look: a load balancer that took such a replica away
//! would turn a broker's outage into everybody's.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;
use utoipa::ToSchema;

/// A relay this far behind is worth a word; screens ask by themselves every few seconds anyway.
const LAG_MS: i64 = 10_000;
/// The processor looks every second, and its database may take a while to answer.
const IDLE: Duration = Duration::from_secs(15);
/// A deadline this long over should have fired somewhere.
const OVERDUE_MS: i64 = 10_000;
/// A disk with less than a twentieth free is nearly full.
const NEARLY_FULL: u64 = 20;
/// What one commit may need; below it nothing can be saved.
const FULL_BYTES: u64 = 1_024 * 1_024;

/// What was found out.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    /// The tables' version; none when the database does not answer.
    pub(super) tables: Option<i64>,
    /// The version that this program needs at least.
    pub(super) needs: i64,
    /// Whether the bus takes messages.
    pub(super) is_bus_connected: bool,
    /// Age of the oldest unpublished event, and whether a relay leads; none without a database.
    pub(super) relay: Option<(i64, bool)>,
    /// Since when the processor of deadlines has not looked.
    pub(super) timers_idle: Duration,
    /// By how much the most overdue deadline is late; none without a database.
    pub(super) overdue_ms: Option<i64>,
    /// Free and all bytes of the data's disk, where the data is ours to keep.
    pub(super) disk: Option<(u64, u64)>,
}

/// How a part, or the whole, is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ReadyStatus)]
pub(super) enum Status {
    Ready,
    Degraded,
    NotReady,
}

/// One part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ReadyPart)]
pub(super) struct Part {
    pub(super) status: Status,
    /// One sentence, where something is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) detail: Option<String>,
}

/// The answer of `/readyz`: the worst status of its parts, and each part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Readiness {
    pub(super) status: Status,
    pub(super) parts: BTreeMap<&'static str, Part>,
}

/// Judges what was seen.
pub(super) fn judge(seen: &Seen) -> Readiness {
    let mut parts = BTreeMap::from([
        ("database", database(seen)),
        ("migrations", migrations(seen)),
        ("bus", bus(seen)),
        ("relay", relay(seen)),
        ("timers", timers(seen)),
    ]);
    if let Some((free, size)) = seen.disk {
        parts.insert("disk", disk(free, size));
    }
    let status = parts.values().map(|part| part.status).max().unwrap_or(Status::Ready);
    Readiness { status, parts }
}

fn database(seen: &Seen) -> Part {
    match seen.tables {
        Some(_) => ready(),
        None => not_ready("The database does not answer."),
    }
}

fn migrations(seen: &Seen) -> Part {
    match seen.tables {
        // A newer replica may have added tables; this one goes on with those it knows.
        Some(version) if version < seen.needs => not_ready(
            "The tables are older than this program. Restart it, so that it brings them up to date.",
        ),
        Some(_) => ready(),
        None => not_ready("The tables cannot be read."),
    }
}

fn bus(seen: &Seen) -> Part {
    if seen.is_bus_connected {
        return ready();
    }
    degraded(
        "The broker is away. Orders go on; screens ask every few seconds instead of being told.",
    )
}

fn relay(seen: &Seen) -> Part {
    match seen.relay {
        Some((lag_ms, _)) if lag_ms > LAG_MS => {
            let seconds = lag_ms / 1_000;
            degraded(&format!("Events have waited {seconds} s to be published; screens lag."))
        }
        Some((_, false)) => degraded("No relay publishes events at the moment."),
        Some((_, true)) => ready(),
        None => degraded("Events cannot be read."),
    }
}

fn timers(seen: &Seen) -> Part {
    match seen.overdue_ms {
        _ if seen.timers_idle > IDLE => {
            let seconds = seen.timers_idle.as_secs();
            degraded(&format!("The processor of deadlines has not looked for {seconds} s."))
        }
        Some(late_ms) if late_ms > OVERDUE_MS => {
            let seconds = late_ms / 1_000;
            degraded(&format!("An order's deadline is {seconds} s over and has not fired."))
        }
        Some(_) => ready(),
        None => degraded("Deadlines cannot be read."),
    }
}

fn disk(free: u64, size: u64) -> Part {
    let megabytes = free / (1_024 * 1_024);
    if free < FULL_BYTES {
        not_ready("The disk of the data folder is full: nothing can be saved.")
    } else if free < size / NEARLY_FULL {
        degraded(&format!("The disk of the data folder is nearly full: {megabytes} MB are left."))
    } else {
        ready()
    }
}

const fn ready() -> Part {
    Part { status: Status::Ready, detail: None }
}

fn degraded(detail: &str) -> Part {
    Part { status: Status::Degraded, detail: Some(detail.to_owned()) }
}

fn not_ready(detail: &str) -> Part {
    Part { status: Status::NotReady, detail: Some(detail.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIB: u64 = 1 << 30;

    fn well() -> Seen {
        Seen {
            tables: Some(13),
            needs: 13,
            is_bus_connected: true,
            relay: Some((40, true)),
            timers_idle: Duration::from_secs(1),
            overdue_ms: Some(-60_000),
            disk: Some((8 * GIB, 10 * GIB)),
        }
    }

    /// The parts that are not ready, with how they are.
    fn troubles(seen: &Seen) -> Vec<(&'static str, Status)> {
        let parts = judge(seen).parts.into_iter();
        let troubled = parts.filter(|(_, part)| part.status != Status::Ready);
        troubled
            .map(|(name, part)| {
                assert!(part.detail.is_some_and(|detail| detail.ends_with('.')));
                (name, part.status)
            })
            .collect()
    }

    #[test]
    fn all_is_well() {
        assert_eq!((judge(&well()).status, troubles(&well())), (Status::Ready, vec![]));
        let newer = Seen { tables: Some(14), disk: None, ..well() };
        assert_eq!(troubles(&newer), [], "an older replica goes on during a rolling upgrade");
    }

    #[test]
    fn each_part_is_named() {
        use Status::{Degraded, NotReady};
        let cases = [
            (Seen { tables: Some(12), ..well() }, vec![("migrations", NotReady)]),
            (Seen { is_bus_connected: false, ..well() }, vec![("bus", Degraded)]),
            (Seen { relay: Some((10_001, true)), ..well() }, vec![("relay", Degraded)]),
            (Seen { relay: Some((0, false)), ..well() }, vec![("relay", Degraded)]),
            (Seen { timers_idle: Duration::from_secs(16), ..well() }, vec![("timers", Degraded)]),
            (Seen { overdue_ms: Some(10_001), ..well() }, vec![("timers", Degraded)]),
            (Seen { disk: Some((GIB / 4, 10 * GIB)), ..well() }, vec![("disk", Degraded)]),
            (Seen { disk: Some((1_000, 10 * GIB)), ..well() }, vec![("disk", NotReady)]),
        ];
        for (seen, expected) in cases {
            assert_eq!(troubles(&seen), expected);
        }
    }

    #[test]
    fn without_a_database_nobody_can_order() {
        let seen = Seen { tables: None, relay: None, overdue_ms: None, ..well() };
        assert_eq!(judge(&seen).status, Status::NotReady);
        assert_eq!(troubles(&seen)[0], ("database", Status::NotReady));
    }
}
