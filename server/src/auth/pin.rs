//! PINs and passwords, hashed with argon2id (RFC 9106, the crate's default cost).

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};

use tokio::sync::Semaphore;

use crate::ids::Ids;

/// Digits or characters of a PIN or password.
const SHORTEST: usize = 4;
const LONGEST: usize = 128;

/// A hash at the default cost that no text has: what an unknown account's PIN is compared with.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$\
                      4SAHE0kUjSWf8bGvnLtSvT0nOKe6dKLm8hZbRLMJ2MY";

/// Hashing takes 19 MiB and a core each: a flood of sign-ins must wait, not fill the memory.
static TURNS: Semaphore = Semaphore::const_new(4);

/// Whether a text can be a PIN.
pub(super) fn fits(pin: &str) -> bool {
    (SHORTEST..=LONGEST).contains(&pin.chars().count()) && !pin.chars().any(char::is_control)
}

/// Hashes a PIN; takes some 20 ms, on a thread that may block.
pub(super) async fn hash(ids: &Ids, pin: String) -> String {
    let salt = SaltString::encode_b64(&ids.secret::<16>())
        .expect("16 bytes are a salt of the right length");
    let _turn = TURNS.acquire().await;
    let hashed = tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(pin.as_bytes(), &salt).map(|hash| hash.to_string())
    });
    hashed.await.expect("hashing does not panic").expect("the default cost is a valid one")
}

/// Whether `pin` is the one behind `hash`; as slow for an unknown account (`None`) as for a known
/// one, so that names cannot be guessed by time.
pub(super) async fn matches(pin: String, hash: Option<String>) -> bool {
    let _turn = TURNS.acquire().await;
    let checked = tokio::task::spawn_blocking(move || {
        let is_known = hash.is_some();
        let text = hash.unwrap_or_else(|| NOBODY.to_owned());
        let verified = PasswordHash::new(&text)
            .is_ok_and(|hash| Argon2::default().verify_password(pin.as_bytes(), &hash).is_ok());
        is_known && verified
    });
    checked.await.unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_pin_of_a_known_account_matches() {
        let stored = hash(&Ids::seeded(1), "1234".to_owned()).await;
        assert!(matches("1234".to_owned(), Some(stored.clone())).await);
        assert!(!matches("1235".to_owned(), Some(stored)).await);
        assert!(!matches("1234".to_owned(), None).await);
    }

    #[test]
    fn an_unknown_account_takes_as_long_as_a_known_one() {
        let nobody = PasswordHash::new(NOBODY).expect("well formed");
        assert!(nobody.hash.is_some(), "so that verifying does the work");
    }

    #[test]
    fn short_and_endless_pins_do_not_fit() {
        assert!(fits("1234") && fits("correct horse"));
        assert!(!fits("123") && !fits(&"1".repeat(129)) && !fits("12\n34"));
    }
}
