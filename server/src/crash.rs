//! Places where a test lets a debug build die as in a power cut: between a commit, a publish or an
//! acknowledgement and the step that follows it. A release build has none of it.
//!
//! `CREMA_CRASH_AT=relay.published:3` ends the process the third time it comes by there. The source
//! is the list of points: `tests/e2e/crash_points.rs` finds every call and dies at each.

/// Ends the process here when a test asked for it.
#[inline]
pub fn point(name: &'static str) {
    #[cfg(debug_assertions)]
    armed::pass(name);
    #[cfg(not(debug_assertions))]
    let _ = name;
}

#[cfg(debug_assertions)]
mod armed {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU32, Ordering};

    const SETTING: &str = "CREMA_CRASH_AT";

    struct Armed {
        name: String,
        left: AtomicU32,
    }

    pub(super) fn pass(name: &str) {
        static ARMED: OnceLock<Option<Armed>> = OnceLock::new();
        let armed = ARMED.get_or_init(|| parse(&std::env::var(SETTING).ok()?));
        let Some(armed) = armed.as_ref().filter(|armed| armed.name == name) else { return };
        if armed.left.fetch_sub(1, Ordering::SeqCst) == 1 {
            eprintln!("crash point {name}: the process ends here");
            std::process::abort();
        }
    }

    /// `NAME:N` with N from 1 on.
    fn parse(setting: &str) -> Option<Armed> {
        let (name, times) = setting.split_once(':')?;
        let left = times.parse().ok().filter(|&times| times > 0)?;
        Some(Armed { name: name.to_owned(), left: AtomicU32::new(left) })
    }
}
