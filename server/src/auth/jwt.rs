//! Sessions as JSON Web Tokens (RFC 7519), signed with HMAC-SHA-256.
//!
//! Only HS256 is accepted, so `none` and swapped algorithms fail before anything else is looked at.

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

use super::role::{Principal, Role};
use crate::clock::Timestamp;
use crate::ids::{SessionId, StoreId, UserId};
use crate::keys::{Keys, Purpose};

const AUDIENCE: &str = "crema";

#[derive(Serialize, Deserialize)]
struct Claims {
    aud: String,
    sub: UserId,
    sid: SessionId,
    role: Role,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    store: Option<StoreId>,
    #[serde(skip_serializing_if = "String::is_empty", default)]
    name: String,
    /// Seconds since 1970, as RFC 7519 has it.
    iat: i64,
    exp: i64,
}

/// Signs a principal's session.
pub(super) fn sign(keys: &Keys, principal: &Principal, now: Timestamp) -> String {
    let claims = Claims {
        aud: AUDIENCE.to_owned(),
        sub: principal.sub.clone(),
        sid: principal.session.clone(),
        role: principal.role,
        store: principal.store.clone(),
        name: principal.name.clone(),
        iat: now.0.div_euclid(1_000),
        exp: principal.expires_at.0.div_euclid(1_000),
    };
    let key = EncodingKey::from_secret(&keys.tag(Purpose::Session, &[]));
    jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key)
        .expect("signing plain claims with an HMAC key cannot fail")
}

/// Checks a token's form, signature, audience and time; revocation is the caller's.
pub(crate) fn verify(keys: &Keys, token: &str, now: Timestamp) -> Option<Principal> {
    let mut rules = Validation::new(Algorithm::HS256);
    rules.set_audience(&[AUDIENCE]);
    rules.set_required_spec_claims(&["exp", "aud", "sub"]);
    // Compared below with the injected clock.
    rules.validate_exp = false;
    let key = DecodingKey::from_secret(&keys.tag(Purpose::Session, &[]));
    let claims = jsonwebtoken::decode::<Claims>(token, &key, &rules).ok()?.claims;
    let expires_at = Timestamp(claims.exp.saturating_mul(1_000));
    // A customer belongs to no store, everybody else to one: a token that says otherwise is not ours.
    let fits = (claims.role == Role::Customer) == claims.store.is_none();
    (fits && now < expires_at).then_some(Principal {
        sub: claims.sub,
        role: claims.role,
        store: claims.store,
        name: claims.name,
        session: claims.sid,
        expires_at,
    })
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;

    use super::*;

    const NOW: Timestamp = Timestamp(1_800_000_000_000);

    fn principal() -> Principal {
        Principal {
            sub: UserId::new("ana"),
            role: Role::Barista,
            store: Some(StoreId::new("main")),
            name: "Ana".to_owned(),
            session: SessionId::new("s1"),
            expires_at: NOW.plus_seconds(60),
        }
    }

    #[test]
    fn a_signed_session_is_read_back_until_it_expires() {
        let keys = Keys::new(vec![1; 32]);
        let token = sign(&keys, &principal(), NOW);
        assert_eq!(verify(&keys, &token, NOW.plus_seconds(59)), Some(principal()));
        assert_eq!(verify(&keys, &token, NOW.plus_seconds(60)), None);
        assert_eq!(verify(&Keys::new(vec![2; 32]), &token, NOW), None);
    }

    #[test]
    fn none_swapped_algorithms_and_changed_claims_are_refused() {
        let keys = Keys::new(vec![1; 32]);
        let token = sign(&keys, &principal(), NOW);
        let parts: Vec<&str> = token.split('.').collect();
        let none = BASE64.encode(br#"{"alg":"none","typ":"JWT"}"#);
        let hs512 = BASE64.encode(br#"{"alg":"HS512","typ":"JWT"}"#);
        let claims = String::from_utf8(BASE64.decode(parts[1]).expect("base64")).expect("text");
        let operator = BASE64.encode(claims.replace("barista", "operator"));
        for forged in [
            format!("{none}.{}.", parts[1]),
            format!("{none}.{}.{}", parts[1], parts[2]),
            format!("{hs512}.{}.{}", parts[1], parts[2]),
            format!("{}.{operator}.{}", parts[0], parts[2]),
            String::new(),
            "a.b.c".to_owned(),
        ] {
            assert_eq!(verify(&keys, &forged, NOW), None, "{forged}");
        }
    }

    /// The right key signs what is no session of ours: for another audience, without an end, of a
    /// guest who belongs to a store, by another algorithm.
    #[test]
    fn claims_that_are_not_a_sessions_are_refused_though_well_signed() {
        let keys = Keys::new(vec![1; 32]);
        let secret = keys.tag(Purpose::Session, &[]);
        let key = EncodingKey::from_secret(&secret);
        let token = sign(&keys, &principal(), NOW);
        let part = token.split('.').nth(1).expect("claims");
        let good: serde_json::Value =
            serde_json::from_slice(&BASE64.decode(part).expect("base64")).expect("JSON");
        let signed = |algorithm, claims: &serde_json::Value| {
            jsonwebtoken::encode(&Header::new(algorithm), claims, &key).expect("it signs")
        };
        assert_eq!(verify(&keys, &signed(Algorithm::HS256, &good), NOW), Some(principal()));
        let with = |field: &str, value: serde_json::Value| {
            let mut claims = good.clone();
            claims[field] = value;
            claims
        };
        let without = |field: &str| {
            let mut claims = good.clone();
            claims.as_object_mut().expect("an object").remove(field);
            claims
        };
        let changed = [
            with("aud", "elsewhere".into()),
            with("aud", serde_json::json!(["elsewhere"])),
            with("role", "admin".into()),
            with("role", "customer".into()),
            with("exp", 0.into()),
            with("exp", i64::MIN.into()),
            with("exp", "never".into()),
            without("aud"),
            without("exp"),
            without("sub"),
            without("sid"),
            without("store"),
        ];
        for claims in changed {
            let token = signed(Algorithm::HS256, &claims);
            assert_eq!(verify(&keys, &token, NOW), None, "{claims}");
        }
        for algorithm in [Algorithm::HS384, Algorithm::HS512] {
            assert_eq!(verify(&keys, &signed(algorithm, &good), NOW), None, "{algorithm:?}");
        }
    }
}
