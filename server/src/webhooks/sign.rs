//! Who a message is from: signatures after Standard Webhooks (<https://www.standardwebhooks.com>).
//!
//! A webhook's secret is derived from the installation's one secret, so it is in no backup and no
//! log, and there is nothing to lose. It changes with its number.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::keys::{Keys, Purpose};

/// A webhook's secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl Secret {
    /// The secret number `number` of a webhook.
    pub(super) fn derive(keys: &Keys, webhook: &str, number: i64) -> Self {
        let parts: [&[u8]; 2] = [webhook.as_bytes(), &number.to_be_bytes()];
        Self(keys.tag(Purpose::Webhook, &parts).to_vec())
    }

    /// As receivers are given it: `whsec_` and base64.
    #[must_use]
    pub fn text(&self) -> String {
        format!("whsec_{}", STANDARD.encode(&self.0))
    }

    /// `v1,` and the base64 of HMAC-SHA-256 over `id.timestamp.body`.
    fn signature(&self, id: &str, seconds: i64, body: &[u8]) -> String {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(format!("{id}.{seconds}.").as_bytes());
        mac.update(body);
        format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    }
}

/// The header `webhook-signature`: one signature by each secret that is good, the newest first.
pub(super) fn signatures(secrets: &[Secret], id: &str, seconds: i64, body: &[u8]) -> String {
    let signed: Vec<_> = secrets.iter().map(|secret| secret.signature(id, seconds, body)).collect();
    signed.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example that the specification's libraries share.
    #[test]
    fn the_specifications_example_is_signed_as_published() {
        let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").expect("base64");
        let secret = Secret(secret);
        assert_eq!(secret.text(), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
        let body = br#"{"test": 2432232314}"#;
        let expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        assert_eq!(signatures(&[secret], id, 1_614_265_330, body), expected);
    }

    #[test]
    fn a_secret_belongs_to_its_webhook_and_number() {
        let of = |key: u8, webhook: &str, number| {
            Secret::derive(&Keys::new(vec![key; 32]), webhook, number)
        };
        let first = of(9, "a", 0);
        assert_eq!(first, of(9, "a", 0));
        for other in [of(8, "a", 0), of(9, "b", 0), of(9, "a", 1)] {
            assert_ne!(first, other);
        }
        let both = signatures(&[of(9, "a", 1), first.clone()], "x/1", 7, b"{}");
        let old = first.signature("x/1", 7, b"{}");
        assert_eq!(both.split(' ').count(), 2);
        assert_eq!(both.split(' ').next_back(), Some(old.as_str()));
        assert_eq!(format!("{first:?}"), "Secret(..)");
    }
}
