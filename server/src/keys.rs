//! The installation's one secret, and everything that is derived from it.
//!
//! It lives in the database, so that replicas share it and a backup restores it; `CREMA_SECRET`
//! overrides it for those who keep secrets elsewhere. Each use has a purpose of its own, so a
//! code's tag can never pass as a task token.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use crate::db::{Db, DbError, Never, execute, fetch_one};
use crate::ids::Ids;

/// What a tag is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Signing sessions (JWT, HS256).
    Session,
    /// The part of a QR code that changes every few seconds.
    CodeFreshness,
    /// The moment of a scan in a form.
    ScanStamp,
    /// Resuming a waiting step.
    TaskToken,
    /// The key pair that push services know us by.
    Vapid,
    /// Signing what webhooks are sent.
    Webhook,
}

impl Purpose {
    const fn label(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::CodeFreshness => "code-freshness",
            Self::ScanStamp => "scan-stamp",
            Self::TaskToken => "task-token",
            Self::Vapid => "vapid",
            Self::Webhook => "webhook",
        }
    }
}

/// Makes and checks tags (HMAC-SHA-256, RFC 2104).
#[derive(Clone)]
pub struct Keys {
    master: Vec<u8>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(secret)")
    }
}

impl Keys {
    /// Keys from a secret of at least 32 bytes.
    #[must_use]
    pub fn new(master: Vec<u8>) -> Self {
        Self { master }
    }

    /// Reads the secret from the database, making it at the first start.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn load(db: &Db, ids: &Ids) -> Result<Self, DbError> {
        let fresh = URL_SAFE_NO_PAD.encode(ids.secret::<32>());
        let stored = db
            .write(move |tx| {
                let fresh = fresh.clone();
                Box::pin(async move {
                    execute!(
                        tx,
                        "insert into secrets (name, value) values ('master', $1)
                         on conflict (name) do nothing",
                        fresh
                    )?;
                    let (value,) = fetch_one!(
                        tx,
                        (String,),
                        "select value from secrets where name = 'master'"
                    )?;
                    Ok::<_, crate::db::Fail<Never>>(value)
                })
            })
            .await?;
        Ok(Self::new(stored.into_bytes()))
    }

    /// The 32-byte tag of `parts` for `purpose`. Parts are length-prefixed, so that moving a byte
    /// from one to the next changes the tag.
    #[must_use]
    pub fn tag(&self, purpose: Purpose, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.master).expect("HMAC takes a key of any length");
        for part in std::iter::once(&purpose.label().as_bytes()).chain(parts) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

/// A text's SHA-256 as URL-safe base64: how tokens and request bodies are stored.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(bytes))
}

/// Compares without telling by its duration where two texts differ.
#[must_use]
pub fn same(a: &[u8], b: &[u8]) -> bool {
    subtle::ConstantTimeEq::ct_eq(a, b).into()
}
