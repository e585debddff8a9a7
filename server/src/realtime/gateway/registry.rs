//! Who is connected, by topic and by session. One lock, held for map look-ups only; packets are
//! pushed after it was released.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::auth::role::Principal;
use crate::ids::SessionId;
use crate::realtime::topics::Topic;

use super::mailbox::{Close, Mailbox};
use super::shown::Shown;

/// How long a revoked session is remembered, for sockets that were checked just before it was
/// revoked and are seated just after.
const REMEMBER_REVOKED: Duration = Duration::from_secs(60);

/// Connections by this server's own ids, never the client's: nobody can take another's place.
#[derive(Debug)]
pub(super) struct Registry {
    state: Mutex<State>,
    max_sockets: usize,
    queue: usize,
    count: watch::Sender<usize>,
}

type Mailboxes = HashMap<u64, Arc<Mailbox>>;

#[derive(Debug, Default)]
struct State {
    last_id: u64,
    members: Mailboxes,
    topics: HashMap<Topic, Mailboxes>,
    sessions: HashMap<SessionId, Mailboxes>,
    revoked: HashMap<SessionId, Instant>,
    is_closing: bool,
}

/// Why no seat was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoSeat {
    Full,
    Closing,
    Revoked,
}

impl Registry {
    pub(super) fn new(max_sockets: usize, queue: usize) -> Self {
        let count = watch::Sender::new(0);
        Self { state: Mutex::default(), max_sockets, queue, count }
    }

    /// Takes a place for a connection; it is free again when the seat is dropped.
    pub(super) fn seat(self: &Arc<Self>, principals: &[Principal]) -> Result<Seat, NoSeat> {
        let mut state = self.lock();
        if state.is_closing {
            return Err(NoSeat::Closing);
        }
        if state.members.len() >= self.room_for(principals) {
            return Err(NoSeat::Full);
        }
        state.last_id += 1;
        let id = state.last_id;
        let mailbox = Arc::new(Mailbox::new(self.queue));
        state.members.insert(id, Arc::clone(&mailbox));
        self.show_count(state.members.len());
        drop(state);

        let mut seat = Seat {
            registry: Arc::clone(self),
            id,
            mailbox,
            shown: Shown::nobody(),
            sessions: Vec::new(),
            topics: Vec::new(),
        };
        for principal in principals {
            seat.identify(principal)?;
        }
        Ok(seat)
    }

    /// A tenth of the places is for staff and screens, which must work when too many phones come.
    fn room_for(&self, principals: &[Principal]) -> usize {
        if principals.iter().all(Principal::is_customer) {
            self.max_sockets - self.max_sockets / 10
        } else {
            self.max_sockets
        }
    }

    /// The mailboxes of a topic's subscribers.
    pub(super) fn subscribers(&self, topic: &Topic) -> Vec<Arc<Mailbox>> {
        let state = self.lock();
        state.topics.get(topic).map(|them| them.values().cloned().collect()).unwrap_or_default()
    }

    /// All topics that have subscribers.
    pub(super) fn topics(&self) -> Vec<Topic> {
        self.lock().topics.keys().cloned().collect()
    }

    /// Closes a session's connections, and those that are just being seated.
    pub(super) fn close_session(&self, session: &SessionId) -> usize {
        let mut state = self.lock();
        let now = Instant::now();
        state.revoked.retain(|_, at| now.duration_since(*at) < REMEMBER_REVOKED);
        state.revoked.insert(session.clone(), now);
        let members = state.sessions.get(session);
        let members: Vec<_> = members.into_iter().flat_map(HashMap::values).cloned().collect();
        drop(state);
        members.iter().for_each(|mailbox| mailbox.close(Close::Revoked));
        members.len()
    }

    /// Closes all connections and takes no new ones.
    pub(super) fn close_all(&self) {
        let mut state = self.lock();
        state.is_closing = true;
        let members: Vec<_> = state.members.values().cloned().collect();
        drop(state);
        members.iter().for_each(|mailbox| mailbox.close(Close::GoingAway));
    }

    /// The number of connections, as it changes.
    pub(super) fn count(&self) -> watch::Receiver<usize> {
        self.count.subscribe()
    }

    fn show_count(&self, sockets: usize) {
        self.count.send_replace(sockets);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no holder of this lock can panic")
    }
}

/// One connection's place in the registry.
#[derive(Debug)]
pub(super) struct Seat {
    registry: Arc<Registry>,
    id: u64,
    mailbox: Arc<Mailbox>,
    shown: Shown,
    sessions: Vec<SessionId>,
    topics: Vec<Topic>,
}

impl Seat {
    pub(super) fn id(&self) -> u64 {
        self.id
    }

    pub(super) fn mailbox(&self) -> Arc<Mailbox> {
        Arc::clone(&self.mailbox)
    }

    pub(super) fn topics(&self) -> &[Topic] {
        &self.topics
    }

    /// Says whose the connection is, so that revoking the session closes it.
    pub(super) fn identify(&mut self, principal: &Principal) -> Result<(), NoSeat> {
        let session = &principal.session;
        if self.sessions.contains(session) {
            return Ok(());
        }
        let mut state = self.registry.lock();
        if state.revoked.get(session).is_some_and(|at| at.elapsed() < REMEMBER_REVOKED) {
            return Err(NoSeat::Revoked);
        }
        let members = state.sessions.entry(session.clone()).or_default();
        members.insert(self.id, Arc::clone(&self.mailbox));
        drop(state);
        self.sessions.push(session.clone());
        self.shown.is_also(principal.role);
        Ok(())
    }

    /// From now on this connection gets the topic's packets. Again is the same as once.
    pub(super) fn subscribe(&mut self, topic: Topic) {
        if self.topics.contains(&topic) {
            return;
        }
        let mut state = self.registry.lock();
        let members = state.topics.entry(topic.clone()).or_default();
        members.insert(self.id, Arc::clone(&self.mailbox));
        drop(state);
        self.topics.push(topic);
    }

    pub(super) fn unsubscribe(&mut self, topic: &Topic) {
        self.topics.retain(|own| own != topic);
        let mut state = self.registry.lock();
        remove(&mut state.topics, topic, self.id);
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut state = self.registry.lock();
        state.members.remove(&self.id);
        for topic in &self.topics {
            remove(&mut state.topics, topic, self.id);
        }
        for session in &self.sessions {
            remove(&mut state.sessions, session, self.id);
        }
        self.registry.show_count(state.members.len());
    }
}

fn remove<K: std::hash::Hash + Eq>(index: &mut HashMap<K, Mailboxes>, key: &K, id: u64) {
    if let Some(members) = index.get_mut(key) {
        members.remove(&id);
        if members.is_empty() {
            index.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::role::Role;
    use crate::clock::Timestamp;
    use crate::ids::{StoreId, UserId};

    fn guest(session: &str) -> Principal {
        Principal {
            sub: UserId::new("guest"),
            role: Role::Customer,
            store: None,
            name: String::new(),
            session: SessionId::new(session),
            expires_at: Timestamp(i64::MAX),
        }
    }

    #[test]
    fn nothing_is_left_of_a_connection_that_ended() {
        let registry = Arc::new(Registry::new(10, 10));
        let public = Topic::Public(StoreId::new("main"));
        let mut seat = registry.seat(&[guest("s1")]).unwrap();
        seat.subscribe(public.clone());
        seat.subscribe(public.clone());
        assert_eq!(seat.topics().len(), 1);
        assert_eq!(registry.subscribers(&public).len(), 1);
        drop(seat);
        let state = registry.lock();
        assert!(state.members.is_empty() && state.topics.is_empty() && state.sessions.is_empty());
    }

    #[test]
    fn seats_are_limited_and_given_back() {
        let registry = Arc::new(Registry::new(1, 10));
        let first = registry.seat(&[]).unwrap();
        assert_eq!(registry.seat(&[]).unwrap_err(), NoSeat::Full);
        drop(first);
        registry.seat(&[]).unwrap();
    }

    #[test]
    fn phones_leave_places_for_staff_and_screens() {
        let registry = Arc::new(Registry::new(10, 10));
        let phones: Vec<_> = (0..9).map(|_| registry.seat(&[guest("s1")]).unwrap()).collect();
        assert_eq!(registry.seat(&[guest("s2")]).unwrap_err(), NoSeat::Full);
        assert_eq!(registry.seat(&[]).unwrap_err(), NoSeat::Full, "nobody yet is no staff");
        let barista = Principal { role: Role::Barista, ..guest("s3") };
        let screen = registry.seat(&[guest("s2"), barista.clone()]).unwrap();
        assert_eq!(registry.seat(&[barista]).unwrap_err(), NoSeat::Full);
        drop((phones, screen));
    }

    #[test]
    fn a_session_revoked_while_its_socket_was_being_opened_gets_no_seat() {
        let registry = Arc::new(Registry::new(10, 10));
        assert_eq!(registry.close_session(&SessionId::new("s1")), 0);
        assert_eq!(registry.seat(&[guest("s1")]).unwrap_err(), NoSeat::Revoked);
        assert_eq!(*registry.count().borrow(), 0);
        registry.seat(&[guest("s2")]).unwrap();
    }

    #[test]
    fn closing_reaches_everybody_and_lets_nobody_in() {
        let registry = Arc::new(Registry::new(10, 10));
        let seat = registry.seat(&[guest("s1")]).unwrap();
        registry.close_all();
        assert_eq!(seat.mailbox().closing(), Some(Close::GoingAway));
        assert_eq!(registry.seat(&[]).unwrap_err(), NoSeat::Closing);
    }
}
