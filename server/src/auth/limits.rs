//! How often somebody may try: PINs, codes, places and pairings. In memory, per process: a restart
//! forgives, which is what an operator in front of a locked shop wants.

use std::collections::{HashMap, HashSet};
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Instant;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::crowd::Taken;

/// The limiters; cheap to clone.
#[derive(Clone, Debug)]
pub struct Limits {
    pin_by_account: Arc<DefaultKeyedRateLimiter<String>>,
    pin_by_known_place: Arc<DefaultKeyedRateLimiter<(String, IpAddr)>>,
    known_places: Arc<Mutex<HashSet<(String, IpAddr)>>>,
    checks: Arc<Semaphore>,
    pin_by_address: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    guess_by_address: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    pair_by_address: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    leave_by_address: Arc<DefaultKeyedRateLimiter<IpAddr>>,
    places_by_address: Arc<Mutex<HashMap<(String, IpAddr), Taken>>>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // Ten at once, then one every six seconds: 9,999 PINs take 16 hours from anywhere.
            pin_by_account: limiter(10, 10),
            pin_by_known_place: limiter(10, 10),
            known_places: Arc::default(),
            // Some seconds' worth of hashing may wait; beyond that it is a flood.
            checks: Arc::new(Semaphore::new(64)),
            pin_by_address: limiter(30, 30),
            // A whole venue may share one address, and every guest may hold a stale code.
            guess_by_address: limiter(600, 200),
            pair_by_address: limiter(30, 20),
            // Each is a row for a month, and sessions to end cost nothing.
            leave_by_address: limiter(60, 60),
            places_by_address: Arc::default(),
        }
    }
}

/// Come back after this many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// At least 1.
    pub seconds: i64,
}

impl Limits {
    /// One try of a PIN for `account` of `store` from `address`.
    ///
    /// Strangers share one quota per account, however many addresses they come from. Where
    /// somebody has signed in to the store before, the shop's own network, has a quota of its own,
    /// so that guessing from outside does not lock the shop out.
    ///
    /// # Errors
    /// When there were too many tries.
    pub fn try_pin(&self, store: &str, account: &str, address: IpAddr) -> Result<(), Wait> {
        let address = network(address);
        check("pin_address", &self.pin_by_address, &address)?;
        let account = format!("{store}/{account}");
        if self.places().contains(&(store.to_owned(), address)) {
            check("pin_known_place", &self.pin_by_known_place, &(account, address))
        } else {
            check("pin_account", &self.pin_by_account, &account)
        }
    }

    /// A place among the PINs being checked now, given back when dropped; `None` when too many are.
    #[must_use]
    pub fn check_turn(&self) -> Option<OwnedSemaphorePermit> {
        let turn = Arc::clone(&self.checks).try_acquire_owned().ok();
        if turn.is_none() {
            metrics::counter!("crema_rate_limited_total", "limit" => "pin_checks").increment(1);
        }
        turn
    }

    /// Somebody signed in to `store` from `address`.
    pub fn signed_in(&self, store: &str, address: IpAddr) {
        let mut places = self.places();
        // A bound on memory, far above the networks of any shop.
        if places.len() < 10_000 {
            places.insert((store.to_owned(), network(address)));
        }
    }

    fn places(&self) -> MutexGuard<'_, HashSet<(String, IpAddr)>> {
        self.known_places.lock().expect("nothing panics while it holds this lock")
    }

    /// One wrong code from `address`.
    ///
    /// # Errors
    /// When it had too many wrong ones.
    pub fn wrong_code(&self, address: IpAddr) -> Result<(), Wait> {
        check("code", &self.guess_by_address, &network(address))
    }

    /// One place of a code of `store` that has `places`, to be taken from `address` just now.
    ///
    /// This machine's own address is not counted: it is a script of the operator's, or a proxy
    /// that is not named in the settings and stands for everybody.
    ///
    /// # Errors
    /// When its network took too many in a moment.
    pub fn take_place(&self, store: &str, address: IpAddr, places: i64) -> Result<(), Wait> {
        let address = network(address);
        if address.is_loopback() {
            return Ok(());
        }
        let now = Instant::now();
        let mut all = self.taken();
        let taken = all.entry((store.to_owned(), address)).or_insert(Taken::nothing(now));
        #[expect(clippy::cast_possible_truncation, reason = "ten seconds at most")]
        let whole = |seconds: f64| Wait { seconds: seconds.ceil().max(1.0) as i64 };
        taken.take(places, now).map_err(whole)
    }

    /// The place was not had after all.
    pub fn give_place_back(&self, store: &str, address: IpAddr) {
        if let Some(taken) = self.taken().get_mut(&(store.to_owned(), network(address))) {
            taken.give_back();
        }
    }

    fn taken(&self) -> MutexGuard<'_, HashMap<(String, IpAddr), Taken>> {
        self.places_by_address.lock().expect("nothing panics while it holds this lock")
    }

    /// One new pairing or one guess at a pairing code from `address`.
    ///
    /// # Errors
    /// When it asked too often.
    pub fn try_pairing(&self, address: IpAddr) -> Result<(), Wait> {
        check("pairing", &self.pair_by_address, &network(address))
    }

    /// One guest's session to be ended from `address`.
    ///
    /// # Errors
    /// When it ended too many.
    pub fn leave(&self, address: IpAddr) -> Result<(), Wait> {
        check("sign_out", &self.leave_by_address, &network(address))
    }

    /// Drops what has recovered, so that memory stays small.
    pub fn tidy(&self) {
        self.pin_by_account.retain_recent();
        self.pin_by_address.retain_recent();
        self.pin_by_known_place.retain_recent();
        self.guess_by_address.retain_recent();
        self.pair_by_address.retain_recent();
        self.leave_by_address.retain_recent();
        let now = Instant::now();
        self.taken().retain(|_, taken| taken.is_recent(now));
    }
}

/// Whom an address stands for: itself, or with IPv6 the 64 bits that one customer of a provider
/// gets, because the other 64 are theirs to choose.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(own) if !own.is_loopback() => {
            Ipv6Addr::from_bits(own.to_bits() & !u128::from(u64::MAX)).into()
        }
        address => address,
    }
}

fn limiter<K: Clone + Eq + std::hash::Hash>(
    per_minute: u32,
    burst: u32,
) -> Arc<DefaultKeyedRateLimiter<K>> {
    let one_at_least = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::per_minute(one_at_least(per_minute)).allow_burst(one_at_least(burst));
    Arc::new(RateLimiter::keyed(quota))
}

fn check<K: Clone + Eq + std::hash::Hash>(
    limit: &'static str,
    limiter: &DefaultKeyedRateLimiter<K>,
    key: &K,
) -> Result<(), Wait> {
    limiter.check_key(key).map_err(|until| {
        metrics::counter!("crema_rate_limited_total", "limit" => limit).increment(1);
        let wait = until.wait_time_from(DefaultClock::default().now());
        Wait { seconds: i64::try_from(wait.as_secs()).unwrap_or(60) + 1 }
    })
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[test]
    fn guessing_a_pin_from_many_addresses_meets_the_accounts_limit() {
        let limits = Limits::default();
        let tried = (0..100)
            .filter(|&n| limits.try_pin("main", "ana", Ipv4Addr::new(10, 0, 0, n).into()).is_ok())
            .count();
        assert_eq!(tried, 10);
        let elsewhere = Ipv4Addr::new(10, 0, 0, 200).into();
        assert_eq!(limits.try_pin("main", "ben", elsewhere), Ok(()), "others still get in");
    }

    #[test]
    fn guessing_from_outside_does_not_lock_the_shop_out() {
        let limits = Limits::default();
        let shop = Ipv4Addr::new(192, 168, 1, 5).into();
        limits.signed_in("main", shop);
        for n in 0..100 {
            let _ = limits.try_pin("main", "ana", Ipv4Addr::new(10, 0, 0, n).into());
        }
        let outside = Ipv4Addr::new(10, 0, 0, 200).into();
        assert!(limits.try_pin("main", "ana", outside).is_err());
        assert_eq!(limits.try_pin("main", "ana", shop), Ok(()));
    }

    #[test]
    fn the_many_addresses_of_one_customer_are_one() {
        let limits = Limits::default();
        let own = |n: u16| IpAddr::from([0x2001, 0xdb8, 1, 2, n, n, n, n]);
        let tried = (0..1_000).filter(|&n| limits.wrong_code(own(n)).is_ok()).count();
        assert!((200..220).contains(&tried), "{tried}");
        let neighbour = IpAddr::from([0x2001, 0xdb8, 1, 3, 0, 0, 0, 1]);
        assert_eq!(limits.wrong_code(neighbour), Ok(()));
        assert_eq!(
            network("::ffff:192.0.2.1".parse().expect("an address")).to_string(),
            "192.0.2.1"
        );
    }

    #[test]
    fn places_are_counted_by_store_and_network_but_not_this_machines() {
        let limits = Limits::default();
        let bot = Ipv4Addr::new(198, 51, 100, 7).into();
        let had = |store, address| {
            (0..20).filter(|_| limits.take_place(store, address, 10).is_ok()).count()
        };
        assert_eq!(had("main", bot), 5);
        assert_eq!(had("kiosk", bot), 5);
        assert_eq!(had("main", Ipv4Addr::new(198, 51, 100, 8).into()), 5);
        assert_eq!(had("main", Ipv4Addr::LOCALHOST.into()), 20);
        limits.give_place_back("main", bot);
        assert_eq!(limits.take_place("main", bot, 10), Ok(()));
    }
}
