//! What travels on the bus: that something changed, for whom, and never what it says.

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::ids::{SessionId, StoreId, UserId};

use crate::realtime::topics::{Topic, bus_topic};

/// The kind by which a process tells the others to close a session's sockets.
const SESSION_REVOKED: &str = "Gateway.SessionRevoked";

/// One change, as sent to every process. Carries no personal names.
///
/// As JSON: `{"store":"main","user":"0190…","audience":{"user":true,"queue":true},
/// "type":"OrderManager.MakeOrder","subject":"0190…","sequence":7,"time":"2026-…Z"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusMessage {
    /// The store it happened in.
    pub store: StoreId,
    /// Whose it is, for `audience.user`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<UserId>,
    /// Which of the store's topics hear of it.
    #[serde(default)]
    pub audience: Audience,
    /// The event's type: `OrderManager.MakeOrder`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The order or store it is about; messages of one subject keep their order.
    pub subject: String,
    /// Per subject, gapless, from 1.
    pub sequence: i64,
    /// When it happened, RFC 3339.
    pub time: String,
}

/// The topics of a store that a message goes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Audience {
    /// Everybody with a session.
    #[serde(skip_serializing_if = "is_false")]
    pub public: bool,
    /// The person in [`BusMessage::user`].
    #[serde(skip_serializing_if = "is_false")]
    pub user: bool,
    /// The store's staff.
    #[serde(skip_serializing_if = "is_false")]
    pub queue: bool,
    /// The store's screens.
    #[serde(skip_serializing_if = "is_false")]
    pub display: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

/// What a browser receives of a [`BusMessage`].
#[derive(Serialize)]
struct ClientPayload<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    subject: &'a str,
    sequence: i64,
    time: &'a str,
}

impl BusMessage {
    /// Tells every process to close the sockets of a revoked session.
    #[must_use]
    pub fn session_revoked(store: StoreId, session: &SessionId, now: Timestamp) -> Self {
        Self {
            store,
            user: None,
            audience: Audience::default(),
            kind: SESSION_REVOKED.to_owned(),
            subject: session.to_string(),
            sequence: 0,
            time: now.to_rfc3339(),
        }
    }

    /// The session whose sockets are to be closed, if that is what this message says.
    #[must_use]
    pub fn revoked_session(&self) -> Option<SessionId> {
        (self.kind == SESSION_REVOKED).then(|| SessionId::new(self.subject.as_str()))
    }

    /// Says what is published, for whoever follows it by `CREMA_LOG=info,crema::bus=trace`.
    pub(super) fn tell(&self) {
        if tracing::enabled!(target: "crema::bus", tracing::Level::TRACE) {
            let payload = serde_json::to_string(self).unwrap_or_default();
            tracing::trace!(target: "crema::bus", "{} {payload}", bus_topic(&self.subject));
        }
    }

    /// The client topics of the audience.
    #[must_use]
    pub fn topics(&self) -> Vec<Topic> {
        let Audience { public, user, queue, display } = self.audience;
        let person = self.user.as_ref().filter(|_| user);
        [
            public.then(|| Topic::Public(self.store.clone())),
            person.map(|sub| Topic::User(self.store.clone(), sub.clone())),
            queue.then(|| Topic::Queue(self.store.clone())),
            display.then(|| Topic::Display(self.store.clone())),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The JSON that browsers receive: type, subject, sequence and time.
    #[must_use]
    pub fn client_payload(&self) -> Vec<u8> {
        let payload = ClientPayload {
            kind: &self.kind,
            subject: &self.subject,
            sequence: self.sequence,
            time: &self.time,
        };
        serde_json::to_vec(&payload).expect("strings and a number always become JSON")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message() -> BusMessage {
        BusMessage {
            store: StoreId::new("main"),
            user: Some(UserId::new("guest")),
            audience: Audience { user: true, queue: true, ..Audience::default() },
            kind: "OrderManager.MakeOrder".to_owned(),
            subject: "o1".to_owned(),
            sequence: 7,
            time: "2026-11-21T00:00:00Z".to_owned(),
        }
    }

    #[test]
    fn a_message_reads_back_as_written_and_tolerates_fields_of_newer_versions() {
        let json = serde_json::to_string(&message()).unwrap();
        assert_eq!(serde_json::from_str::<BusMessage>(&json).unwrap(), message());
        let newer = json.replacen('{', r#"{"new_field":1,"#, 1);
        assert_eq!(serde_json::from_str::<BusMessage>(&newer).unwrap(), message());
    }

    #[test]
    fn topics_follow_the_audience() {
        let names = |m: &BusMessage| m.topics().iter().map(Topic::to_string).collect::<Vec<_>>();
        assert_eq!(names(&message()), ["crema/main/user/guest", "crema/main/queue"]);
        let nobody = BusMessage { user: None, ..message() };
        assert_eq!(names(&nobody), ["crema/main/queue"]);
    }

    #[test]
    fn browsers_are_not_told_whose_message_it_is() {
        let text = String::from_utf8(message().client_payload()).unwrap();
        assert_eq!(
            text,
            r#"{"type":"OrderManager.MakeOrder","subject":"o1","sequence":7,"time":"2026-11-21T00:00:00Z"}"#
        );
    }
}
