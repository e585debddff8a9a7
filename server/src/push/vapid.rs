//! Who we are to push services: a P-256 key pair and signed tokens (RFC 8292).
//!
//! The private key is derived from the installation's secret, so there is no second secret to
//! keep, back up or lose: subscriptions stay good exactly as long as sessions do.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use web_push_native::p256::ecdsa::signature::Signer;
use web_push_native::p256::ecdsa::{Signature, SigningKey};

use crate::clock::Timestamp;
use crate::keys::{Keys, Purpose};

/// How long a token is good for; services refuse more than a day.
const TOKEN_SECONDS: i64 = 12 * 3_600;

/// The installation's key pair.
#[derive(Clone, Debug)]
pub(super) struct Vapid {
    key: SigningKey,
}

impl Vapid {
    /// The pair that belongs to the installation's secret.
    pub(super) fn derive(keys: &Keys) -> Self {
        // One number in four billion is no private key; then it is the next.
        let key = (0u32..)
            .map(|round| keys.tag(Purpose::Vapid, &[&round.to_be_bytes()]))
            .find_map(|scalar| SigningKey::from_slice(&scalar).ok())
            .expect("some number is a private key");
        Self { key }
    }

    /// The public key as browsers take it: an uncompressed point, URL-safe base64.
    pub(super) fn public_key(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.key.verifying_key().to_encoded_point(false).as_bytes())
    }

    /// The `Authorization` header for the push service at `audience`; `contact` is where its
    /// operator can ask about us, an `https:` or `mailto:` address.
    pub(super) fn authorization(
        &self,
        audience: &str,
        contact: Option<&str>,
        now: Timestamp,
    ) -> String {
        let mut claims = json!({"aud": audience, "exp": now.0 / 1_000 + TOKEN_SECONDS});
        if let Some(contact) = contact {
            claims["sub"] = json!(contact);
        }
        let encode = |part: serde_json::Value| URL_SAFE_NO_PAD.encode(part.to_string());
        let signed =
            format!("{}.{}", encode(json!({"typ": "JWT", "alg": "ES256"})), encode(claims));
        let signature: Signature = self.key.sign(signed.as_bytes());
        let token = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()));
        format!("vapid t={token}, k={}", self.public_key())
    }
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
    use web_push_native::p256::ecdsa::signature::Verifier as _;

    use super::*;

    #[test]
    fn a_token_verifies_and_names_audience_end_and_contact() {
        let vapid = Vapid::derive(&Keys::new(vec![9; 32]));
        let now = Timestamp(1_800_000_000_000);
        let header =
            vapid.authorization("https://push.example", Some("https://coffee.example"), now);
        let token = header.strip_prefix("vapid t=").and_then(|rest| rest.split_once(", k="));
        let (token, key) = token.expect("RFC 8292's form");
        assert_eq!(key, vapid.public_key());

        // By another library than the one that signed.
        let point = URL_SAFE_NO_PAD.decode(key).expect("base64");
        assert_eq!((point.len(), point[0]), (65, 4));
        let (x, y) = (&point[1..33], &point[33..]);
        let (x, y) = (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y));
        let key = DecodingKey::from_ec_components(&x, &y).expect("a point");
        let mut checks = Validation::new(Algorithm::ES256);
        checks.set_audience(&["https://push.example"]);
        checks.validate_exp = false;
        let claims =
            decode::<serde_json::Value>(token, &key, &checks).expect("a good token").claims;
        assert_eq!(claims["exp"], 1_800_000_000 + 43_200);
        assert_eq!(claims["sub"], "https://coffee.example");
    }

    #[test]
    fn the_pair_belongs_to_the_secret() {
        let public = |secret: u8| Vapid::derive(&Keys::new(vec![secret; 32])).public_key();
        assert_eq!(public(9), public(9));
        assert_ne!(public(9), public(8));
        let vapid = Vapid::derive(&Keys::new(vec![9; 32]));
        let signature: Signature = vapid.key.sign(b"x");
        assert!(vapid.key.verifying_key().verify(b"x", &signature).is_ok());
    }
}
