//! A socket in the metric of sockets by role, as whoever stands highest behind it.

use crate::auth::role::Role;

/// Counted while it lives.
#[derive(Debug)]
pub(super) struct Shown(Option<Role>);

impl Shown {
    /// A socket whose client has not said who it is.
    pub(super) fn nobody() -> Self {
        let shown = Self(None);
        shown.gauge().increment(1.0);
        shown
    }

    /// Somebody of this role stands behind it too.
    pub(super) fn is_also(&mut self, role: Role) {
        if self.0.is_none_or(|known| rank(known) < rank(role)) {
            self.gauge().decrement(1.0);
            self.0 = Some(role);
            self.gauge().increment(1.0);
        }
    }

    fn gauge(&self) -> metrics::Gauge {
        metrics::gauge!("crema_gateway_sockets", "role" => self.0.map_or("none", Role::as_str))
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.gauge().decrement(1.0);
    }
}

const fn rank(role: Role) -> u8 {
    match role {
        Role::Customer => 0,
        Role::Display => 1,
        Role::Barista => 2,
        Role::Operator => 3,
    }
}
