//! Requests that run now, by their idempotency key: a second one with the same key is told to wait.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use axum::http::StatusCode;

use crate::error::Problem;
use crate::idempotency::RequestKey;

/// The keys whose requests run now; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct InFlight(Arc<Mutex<HashSet<(String, String)>>>);

/// Ends the key's run when dropped.
#[derive(Debug)]
pub struct Running {
    keys: InFlight,
    key: (String, String),
}

impl InFlight {
    /// Begins a run.
    ///
    /// # Errors
    /// 409 while another request with this key runs.
    pub fn begin(&self, key: &RequestKey) -> Result<Running, Problem> {
        let key = (key.person.clone(), key.key.clone());
        let is_first = self.lock().insert(key.clone());
        if is_first {
            Ok(Running { keys: self.clone(), key })
        } else {
            Err(Problem::new(
                StatusCode::CONFLICT,
                "key_running",
                "The first request with this Idempotency-Key is still running. Ask again for its answer.",
            )
            .retry_after(1))
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashSet<(String, String)>> {
        self.0.lock().expect("nothing panics while it holds this lock")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.keys.lock().remove(&self.key);
    }
}
