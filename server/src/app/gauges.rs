//! The numbers that are read when somebody asks for them: what the database holds, and how the
//! process is. Nobody asking costs nothing; many asking cost one reading a second.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use tokio::sync::Mutex;
use tokio::time::timeout;

use super::health::Health;
use crate::clock::Timestamp;
use crate::db::DbError;
use crate::order::OrderState;
use crate::{events, order, store};

/// One reading is good for this long.
const FRESH: Duration = Duration::from_secs(1);
/// A database that needs longer is shown as away.
const PATIENCE: Duration = Duration::from_secs(2);
/// `/proc` counts processor time in hundredths of a second on every architecture.
const TICKS: f64 = 100.0;

/// When they were last read, and which stores they then told of.
#[derive(Debug)]
pub struct Gauges {
    started: Timestamp,
    last: Mutex<Last>,
}

#[derive(Debug, Default)]
struct Last {
    at: Option<Instant>,
    stores: BTreeSet<String>,
}

impl Gauges {
    /// Gauges of a process that started then.
    #[must_use]
    pub fn from_start(started: Timestamp) -> Self {
        Self { started, last: Mutex::default() }
    }

    /// Brings every gauge up to date, unless somebody did within the last second.
    pub(super) async fn read(&self, health: &Health) {
        let mut last = self.last.lock().await;
        if last.at.is_some_and(|at| at.elapsed() < FRESH) {
            return;
        }
        let counted = timeout(PATIENCE, count(health, &mut last.stores)).await;
        let is_up = matches!(counted, Ok(Ok(())));
        metrics::gauge!("crema_db_up").set(f64::from(u8::from(is_up)));
        let idle = health.pulse.idle().as_secs_f64();
        metrics::gauge!("crema_deadline_idle_seconds").set(idle);
        metrics::gauge!("crema_process_start_time_seconds").set(number(self.started.0) / 1_000.0);
        let engine = health.platform.db.engine_name();
        metrics::gauge!("crema_build_info",
            "version" => env!("CARGO_PKG_VERSION"), "database" => engine)
        .set(1.0);
        if let Some((free, size)) = health.disk() {
            metrics::gauge!("crema_disk_free_bytes").set(whole(free));
            metrics::gauge!("crema_disk_size_bytes").set(whole(size));
        }
        // Ten thousand sockets are ten thousand entries to count.
        let _ = tokio::task::spawn_blocking(process).await;
        last.at = Some(Instant::now());
    }
}

async fn count(health: &Health, stores: &mut BTreeSet<String>) -> Result<(), DbError> {
    let (db, now) = (&health.platform.db, health.platform.now());
    let (open, backlog, due, all) = tokio::try_join!(
        order::open_by_state(db),
        events::backlog(db, now),
        order::next_deadline(db),
        store::all(db),
    )?;
    stores.extend(all.into_iter().map(|(id, _)| id.to_string()));
    let states = OrderState::ALL.into_iter().filter(|state| state.is_open());
    for (store, state) in stores.iter().flat_map(|id| states.clone().map(move |s| (id, s))) {
        let found = open.iter().find(|(id, of, _)| id.as_str() == store && *of == state);
        metrics::gauge!("crema_orders", "store" => store.clone(), "state" => state.as_str())
            .set(number(found.map_or(0, |(_, _, count)| *count)));
    }
    metrics::gauge!("crema_relay_lag_seconds").set(number(backlog.oldest_ms) / 1_000.0);
    metrics::gauge!("crema_relay_unpublished").set(number(backlog.count));
    let overdue = due.map_or(0, |due| now.millis_since(due).max(0));
    metrics::gauge!("crema_deadline_overdue_seconds").set(number(overdue) / 1_000.0);
    Ok(())
}

/// What Linux tells of this process; nothing elsewhere.
fn process() {
    let read = |file: &str| std::fs::read_to_string(format!("/proc/self/{file}")).ok();
    if let Some(ticks) = read("stat").as_deref().and_then(ticks) {
        metrics::gauge!("crema_process_cpu_seconds").set(ticks / TICKS);
    }
    if let Some(bytes) = read("status").as_deref().and_then(resident_bytes) {
        metrics::gauge!("crema_process_resident_bytes").set(bytes);
    }
    if let Ok(entries) = std::fs::read_dir("/proc/self/fd") {
        // The folder itself is one of them.
        let open = entries.count().saturating_sub(1);
        metrics::gauge!("crema_process_open_files").set(whole(open as u64));
    }
    if let Some(most) = read("limits").as_deref().and_then(max_open_files) {
        metrics::gauge!("crema_process_max_open_files").set(most);
    }
}

/// User and system time, fields 14 and 15; the name in field 2 may hold spaces.
fn ticks(stat: &str) -> Option<f64> {
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    Some(fields.next()?.parse::<f64>().ok()? + fields.next()?.parse::<f64>().ok()?)
}

fn resident_bytes(status: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.split_whitespace().next()?.parse::<f64>().ok()? * 1_024.0)
}

fn max_open_files(limits: &str) -> Option<f64> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[expect(clippy::cast_precision_loss, reason = "nothing here is counted beyond 2^52")]
const fn number(value: i64) -> f64 {
    value as f64
}

#[expect(clippy::cast_precision_loss, reason = "a disk's last bytes do not matter")]
const fn whole(value: u64) -> f64 {
    value as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_linux_writes_is_read() {
        let stat = "7 (a (b) c) S 1 7 7 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 9 0 100 1 2 3";
        assert_eq!(ticks(stat), Some(300.0));
        assert_eq!(resident_bytes("VmPeak:\t 9 kB\nVmRSS:\t  2 kB\n"), Some(2_048.0));
        let limits = "Limit  Soft Limit  Hard Limit  Units\nMax open files  1024  4096  files\n";
        assert_eq!(max_open_files(limits), Some(1_024.0));
        assert_eq!((ticks(""), resident_bytes(""), max_open_files("")), (None, None, None));
    }
}
