//! A browser's subscription: what it must be to be kept, and keeping it.

use base64::Engine;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
use crema_web::Language;
use web_push_native::p256::PublicKey;
use web_push_native::{Auth, encrypt};

use super::sql;
use crate::clock::Timestamp;
use crate::db::{Db, DbError, Fail};
use crate::ids::{OrderId, UserId};
use crate::order::OrderState;
use crate::outbound::{Endpoint, Reach};
use crate::platform::Platform;

/// Browsers that one order's guest may have at most; a further one replaces the oldest.
const MOST_PER_ORDER: i64 = 3;

/// Why a subscription is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SubscribeRefusal {
    /// The address is not one that messages may go to.
    Endpoint,
    /// The keys are not those of a browser.
    Keys,
    /// The order is somebody else's, or there is none.
    NotFound,
    /// The order has ended or was not sent yet: there is nothing to tell.
    NothingToTell,
}

/// A subscription whose parts were checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subscription {
    pub(super) endpoint: Endpoint,
    /// The browser's public key, an uncompressed point of P-256 in URL-safe base64.
    pub(super) p256dh: String,
    /// The browser's 16 random bytes in URL-safe base64.
    pub(super) auth: String,
}

impl Subscription {
    /// Checks what a browser sent.
    pub(super) fn parse(
        endpoint: &str,
        p256dh: &str,
        auth: &str,
        reach: Reach,
    ) -> Result<Self, SubscribeRefusal> {
        let endpoint = Endpoint::parse(endpoint, reach).ok_or(SubscribeRefusal::Endpoint)?;
        let point = decoded::<65>(p256dh).ok_or(SubscribeRefusal::Keys)?;
        let secret = decoded::<16>(auth).ok_or(SubscribeRefusal::Keys)?;
        // Also that the point is on the curve.
        PublicKey::from_sec1_bytes(&point).map_err(|_| SubscribeRefusal::Keys)?;
        let (p256dh, auth) = (URL_SAFE_NO_PAD.encode(point), URL_SAFE_NO_PAD.encode(secret));
        Ok(Self { endpoint, p256dh, auth })
    }

    /// Encrypts `message` so that only the browser can read it (RFC 8291); `None` for keys that a
    /// defect has let in.
    pub(super) fn encrypt(&self, message: Vec<u8>) -> Option<Vec<u8>> {
        let key = PublicKey::from_sec1_bytes(&decoded::<65>(&self.p256dh)?).ok()?;
        let secret = decoded::<16>(&self.auth)?;
        encrypt(message, &key, Auth::from_slice(&secret)).ok()
    }
}

fn decoded<const N: usize>(text: &str) -> Option<[u8; N]> {
    // Some browsers pad.
    let engine = if text.ends_with('=') { URL_SAFE } else { URL_SAFE_NO_PAD };
    let bytes = engine.decode(text.get(..text.len().min(200))?).ok()?;
    bytes.try_into().ok()
}

/// Keeps a subscription to one order of `person`. The same again changes nothing.
///
/// # Errors
/// When the order is not theirs or has nothing left to tell.
pub(super) async fn subscribe(
    platform: &Platform,
    person: &UserId,
    order: &OrderId,
    subscription: Subscription,
    language: &Language,
) -> Result<(), Fail<SubscribeRefusal>> {
    let now = platform.now();
    let id = platform.ids.fresh(now);
    let (person, order, language) = (person.clone(), order.clone(), language.tag());
    platform
        .db
        .write(move |tx| {
            let (id, person, order) = (id.clone(), person.clone(), order.clone());
            let (subscription, language) = (subscription.clone(), language.clone());
            Box::pin(async move {
                // One after the other, so that the bound holds.
                tx.serialize_on(order.as_str()).await?;
                let state = sql::state_of(tx, &order, &person).await?;
                let state = state.ok_or(Fail::Refused(SubscribeRefusal::NotFound))?;
                if !can_be_told(state) {
                    return Err(Fail::Refused(SubscribeRefusal::NothingToTell));
                }
                sql::insert(tx, &id, &order, &subscription, &language, now).await?;
                sql::keep_newest(tx, &order, MOST_PER_ORDER).await?;
                Ok(())
            })
        })
        .await?;
    // The order may have become ready meanwhile.
    platform.changed.ring();
    Ok(())
}

/// Whether there is still something to tell of an order.
const fn can_be_told(state: OrderState) -> bool {
    matches!(state, OrderState::Queued | OrderState::Making | OrderState::Ready)
}

/// Whether somebody is told of this order.
///
/// # Errors
/// When the database does not answer.
pub async fn is_subscribed(db: &Db, order: &OrderId) -> Result<bool, DbError> {
    sql::is_subscribed(&mut db.read().await?, order).await
}

/// Forgets subscriptions that are older than any order lives.
pub(super) const fn too_old(now: Timestamp) -> Timestamp {
    now.plus_seconds(-24 * 3_600)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// RFC 8291, section 5: the example's receiver.
    pub(in super::super) const P256DH: &str =
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    pub(in super::super) const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";
    const PRIVATE: &str = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";

    #[test]
    fn keys_must_be_a_browsers() {
        let url = "https://push.example.org/x";
        let parse =
            |p256dh: &str, auth: &str| Subscription::parse(url, p256dh, auth, Reach::Public);
        let good = parse(P256DH, AUTH).expect("the RFC's own keys");
        assert_eq!(parse(&format!("{P256DH}="), &format!("{AUTH}==")), Ok(good));
        let off_the_curve = format!("{}x5", &P256DH[..P256DH.len() - 2]);
        let compressed = URL_SAFE_NO_PAD.encode([3; 33]);
        for (p256dh, auth) in [
            (off_the_curve.as_str(), AUTH),
            (compressed.as_str(), AUTH),
            ("", AUTH),
            (AUTH, AUTH),
            (P256DH, ""),
            (P256DH, P256DH),
            (P256DH, "BTBZMqHH6r4Tts7J_aSIg"),
            ("\u{e9}\u{e9}", AUTH),
        ] {
            assert_eq!(parse(p256dh, auth), Err(SubscribeRefusal::Keys), "{p256dh} {auth}");
        }
    }

    #[test]
    fn only_the_browser_can_read_a_message() {
        let subscription =
            Subscription::parse("https://push.example.org/x", P256DH, AUTH, Reach::Public)
                .expect("good");
        let sealed = subscription.encrypt(b"Number 42".to_vec()).expect("encrypts");
        assert!(!sealed.windows(6).any(|part| part == b"Number"));
        let private = decoded::<32>(PRIVATE).expect("32 bytes");
        let private = web_push_native::p256::SecretKey::from_slice(&private).expect("a key");
        let secret = decoded::<16>(AUTH).expect("16 bytes");
        let read = web_push_native::decrypt(sealed, &private, Auth::from_slice(&secret));
        assert_eq!(read.expect("decrypts"), b"Number 42");
    }
}
