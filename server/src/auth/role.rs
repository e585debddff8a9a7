//! Roles, and who stands behind a request. Pure: no database, clock or network.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clock::Timestamp;
use crate::ids::{SessionId, StoreId, UserId};

/// What a session is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A guest with a phone; belongs to no store.
    Customer,
    /// A paired screen that shows numbers and the code.
    Display,
    /// Works the queue of one store.
    Barista,
    /// Runs one store; may do all a barista may.
    Operator,
}

impl Role {
    /// As stored and sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Display => "display",
            Self::Barista => "barista",
            Self::Operator => "operator",
        }
    }

    /// Reads [`Role::as_str`] back.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Customer, Self::Display, Self::Barista, Self::Operator]
            .into_iter()
            .find(|role| role.as_str() == text)
    }
}

/// Somebody whose session was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// The person or device.
    pub sub: UserId,
    /// What the session is for.
    pub role: Role,
    /// The one store it is good for; `None` only for customers.
    pub store: Option<StoreId>,
    /// What others see: `Ana`, `Display 1`; empty for customers.
    pub name: String,
    /// The sign-in that can be revoked.
    pub session: SessionId,
    /// When the session ends by itself.
    pub expires_at: Timestamp,
}

impl Principal {
    /// A guest's session.
    #[must_use]
    pub fn is_customer(&self) -> bool {
        self.role == Role::Customer
    }

    /// Barista or operator of `store`.
    #[must_use]
    pub fn is_staff_of(&self, store: &StoreId) -> bool {
        self.store.as_ref() == Some(store) && matches!(self.role, Role::Barista | Role::Operator)
    }

    /// Operator of `store`.
    #[must_use]
    pub fn is_operator_of(&self, store: &StoreId) -> bool {
        self.store.as_ref() == Some(store) && self.role == Role::Operator
    }

    /// A display of `store`.
    #[must_use]
    pub fn is_display_of(&self, store: &StoreId) -> bool {
        self.store.as_ref() == Some(store) && self.role == Role::Display
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_written_and_read_by_their_names() {
        let names = [
            (Role::Customer, "customer"),
            (Role::Display, "display"),
            (Role::Barista, "barista"),
            (Role::Operator, "operator"),
        ];
        for (role, name) in names {
            assert_eq!((role.as_str(), Role::parse(name)), (name, Some(role)));
        }
        for name in ["", "admin", "Operator", "operator "] {
            assert_eq!(Role::parse(name), None, "{name}");
        }
    }

    #[test]
    fn a_role_counts_in_its_own_store_and_for_its_own_work() {
        let who = |role, store: Option<&str>| Principal {
            sub: UserId::new("x"),
            role,
            store: store.map(StoreId::new),
            name: String::new(),
            session: SessionId::new("s"),
            expires_at: Timestamp(0),
        };
        // Role, then: customer, staff, operator, display of the store.
        let table = [
            (Role::Customer, None, [true, false, false, false]),
            (Role::Display, Some("main"), [false, false, false, true]),
            (Role::Barista, Some("main"), [false, true, false, false]),
            (Role::Operator, Some("main"), [false, true, true, false]),
            (Role::Display, Some("other"), [false; 4]),
            (Role::Barista, Some("other"), [false; 4]),
            (Role::Operator, Some("other"), [false; 4]),
        ];
        let main = StoreId::new("main");
        for (role, store, expected) in table {
            let who = who(role, store);
            let is = [
                who.is_customer(),
                who.is_staff_of(&main),
                who.is_operator_of(&main),
                who.is_display_of(&main),
            ];
            assert_eq!(is, expected, "{role:?} of {store:?}");
        }
    }
}
