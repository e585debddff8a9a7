//! What one connection and one process may use.

use std::time::Duration;

/// Files kept for the database, the broker, logs and plain HTTP requests.
const FILES_KEPT: usize = 512;

/// Below this many open files a large event does not fit.
const FEW_FILES: u64 = 10_000;

/// The gateway's limits; [`Limits::default`] has the design's, tests shorten them.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Connections of this process; more are answered 503. The last tenth is for staff and
    /// screens that come with a cookie.
    pub max_sockets: usize,
    /// From the upgrade to a whole CONNECT.
    pub connect_timeout: Duration,
    /// For one batch of packets to be taken by the client's side.
    pub write_timeout: Duration,
    /// The keepalive of clients that ask for none, and the longest one granted.
    pub longest_keep_alive: Duration,
    /// For the closing handshake.
    pub close_timeout: Duration,
    /// Packets waiting for one slow client; one more closes it.
    pub queue: usize,
    /// Topics of one connection; one more is refused.
    pub subscriptions: usize,
    /// Packets a client may send within ten seconds; one more closes it.
    pub packets_per_ten_seconds: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_sockets: 100_000,
            connect_timeout: Duration::from_secs(10),
            write_timeout: Duration::from_secs(10),
            longest_keep_alive: Duration::from_secs(600),
            close_timeout: Duration::from_secs(2),
            queue: 256,
            subscriptions: 8,
            packets_per_ten_seconds: 100,
        }
    }
}

impl Limits {
    /// The default limits with as many sockets as the open-file limit allows; warns when that
    /// is too few for a large event.
    #[must_use]
    pub fn for_this_machine() -> Self {
        let mut limits = Self::default();
        let Some(files) = open_file_limit() else {
            tracing::warn!("the open-file limit cannot be read; assuming it is high enough");
            return limits;
        };
        limits.max_sockets = limits.max_sockets.min(sockets_for(files));
        if files < FEW_FILES {
            tracing::warn!(
                files,
                sockets = limits.max_sockets,
                "few files may be open at once; raise it (ulimit -n, LimitNOFILE=) to at least \
                 {FEW_FILES} for more phones"
            );
        }
        limits
    }
}

fn sockets_for(files: u64) -> usize {
    let files = usize::try_from(files).unwrap_or(usize::MAX);
    files.saturating_sub(FILES_KEPT).max(files / 2)
}

/// The soft limit on open files. Read from `/proc`, because asking the kernel takes `unsafe`.
fn open_file_limit() -> Option<u64> {
    parse_open_file_limit(&std::fs::read_to_string("/proc/self/limits").ok()?)
}

fn parse_open_file_limit(limits: &str) -> Option<u64> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    match line.split_whitespace().next()? {
        "unlimited" => Some(u64::MAX),
        number => number.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_open_file_limit_is_read_from_the_kernels_table() {
        let table = |soft: &str| {
            format!(
                "Limit                     Soft Limit           Hard Limit           Units\n\
                 Max processes             1                    1                    processes\n\
                 Max open files            {soft}               524288               files\n"
            )
        };
        assert_eq!(parse_open_file_limit(&table("1024")), Some(1024));
        assert_eq!(parse_open_file_limit(&table("unlimited")), Some(u64::MAX));
        assert_eq!(parse_open_file_limit("nothing"), None);
    }

    #[test]
    fn some_files_are_kept_for_everything_else() {
        assert_eq!(sockets_for(1_024), 512);
        assert_eq!(sockets_for(256), 128);
        assert_eq!(sockets_for(65_536), 65_024);
    }
}
