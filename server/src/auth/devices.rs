//! Displays, tablets and machines: paired once with a short code that an operator approves.

use super::role::{Principal, Role};
use super::{Auth, sql};
use crate::audit::{self, AlreadyUndone, Change, Entry, Kind, NewEntry};
use crate::clock::Timestamp;
use crate::db::{DbError, Fail, Never};
use crate::ids::{DeviceId, SessionId, StoreId, UserId};
use crate::keys::digest;
use crate::platform::Platform;
use crate::text::is_name;

/// How long a code on a new device's screen can be approved.
const PAIRING_SECONDS: i64 = 900;
/// How long a paired device stays signed in without an operator.
const DEVICE_SECONDS: i64 = 2 * 365 * 24 * 3_600;
/// Letters and digits that nobody mistakes for another.
const ALPHABET: &[u8; 24] = b"ABCDEFGHJKMNPQRTUVWXY346";
const CODE_CHARS: usize = 6;

/// What a device is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceKind {
    /// Shows numbers and the code.
    Display,
    /// Works the queue without a name and PIN.
    Tablet,
    /// A robot or another system that works the queue by API.
    Machine,
}

impl DeviceKind {
    /// As stored and sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Display => "display",
            Self::Tablet => "tablet",
            Self::Machine => "machine",
        }
    }

    /// Reads [`DeviceKind::as_str`] back.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Display, Self::Tablet, Self::Machine].into_iter().find(|kind| kind.as_str() == text)
    }

    const fn role(self) -> Role {
        match self {
            Self::Display => Role::Display,
            Self::Tablet | Self::Machine => Role::Barista,
        }
    }
}

/// A paired device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its id; also the `sub` of its session.
    pub id: DeviceId,
    /// Where it stands.
    pub store: StoreId,
    /// What it is for.
    pub kind: DeviceKind,
    /// What staff call it.
    pub name: String,
    /// Since when.
    pub created_at: Timestamp,
}

/// A device that waits to be approved, or was just now.
#[derive(Clone, Debug)]
pub enum Pairing {
    /// Shows this code until then.
    Waiting {
        /// Six letters and digits.
        code: String,
        /// When it needs another.
        expires_at: Timestamp,
    },
    /// Approved: its session and the token to keep.
    Paired {
        /// What it is now.
        device: Device,
        /// Its session.
        principal: Principal,
        /// The session's token.
        token: String,
    },
    /// The code is over, or there never was such a pairing.
    Over,
}

/// Why a device was not paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairingRefusal {
    /// No device waits with this code.
    UnknownCode,
    /// The name is empty or too long.
    InvalidName,
}

/// Begins a pairing and answers the secret by which the device asks for its end, and its code.
///
/// # Errors
/// When the database does not answer.
pub async fn request_pairing(platform: &Platform) -> Result<(String, String), DbError> {
    let now = platform.now();
    let secret = platform.ids.fresh(now) + &digest(&platform.ids.secret::<16>());
    let id = digest(secret.as_bytes());
    let ids = platform.ids.clone();
    let code = platform
        .db
        .write(move |tx| {
            let (id, ids) = (id.clone(), ids.clone());
            Box::pin(async move {
                sql::forget_pairings(tx, now).await?;
                loop {
                    // 24^6 codes: with a thousand devices waiting, one in 190,000 tries repeats.
                    let code = fresh_code(&ids);
                    let expires_at = now.plus_seconds(PAIRING_SECONDS);
                    if sql::insert_pairing(tx, &id, &code, expires_at).await? {
                        return Ok::<_, Fail<Never>>(code);
                    }
                }
            })
        })
        .await?;
    Ok((secret, code))
}

/// Where the pairing of the device that holds `secret` stands. Until the code is over its token is
/// handed out as often as it asks: the answer may have been lost on its way.
///
/// # Errors
/// When the database does not answer.
pub async fn poll(platform: &Platform, auth: &Auth, secret: &str) -> Result<Pairing, DbError> {
    let id = digest(secret.as_bytes());
    let mut conn = platform.db.read().await?;
    let Some((code, expires_at, device)) = sql::pairing(&mut conn, &id, platform.now()).await?
    else {
        return Ok(Pairing::Over);
    };
    let Some(device) = device else { return Ok(Pairing::Waiting { code, expires_at }) };
    let found = sql::device_session(&mut conn, &device).await?;
    Ok(found.map_or(Pairing::Over, |(device, principal)| {
        let token = auth.token_of(&principal);
        Pairing::Paired { device, principal, token }
    }))
}

/// Approves the device that shows `code`.
///
/// # Errors
/// The refusal, with nothing stored.
pub async fn approve(
    platform: &Platform,
    store: &StoreId,
    code: &str,
    kind: DeviceKind,
    name: &str,
    by: &str,
) -> Result<Device, Fail<PairingRefusal>> {
    let now = platform.now();
    let code: String =
        code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    let name = device_name(name).ok_or(Fail::Refused(PairingRefusal::InvalidName))?;
    let device = Device {
        id: DeviceId::new(platform.ids.fresh(now)),
        store: store.clone(),
        kind,
        name,
        created_at: now,
    };
    let principal = Principal {
        sub: UserId::new(device.id.as_str()),
        role: kind.role(),
        store: Some(store.clone()),
        name: device.name.clone(),
        session: SessionId::new(platform.ids.fresh(now)),
        expires_at: now.plus_seconds(DEVICE_SECONDS),
    };
    let change = Change { part: "kind".to_owned(), from: None, to: Some(kind.as_str().into()) };
    let entry = about(platform, store, &device.id, by, "device_paired").with(vec![change]);
    platform
        .db
        .write(move |tx| {
            let entry = entry.clone();
            let (device, principal, code) = (device.clone(), principal.clone(), code.clone());
            Box::pin(async move {
                tx.serialize_on("pairings").await?;
                if !sql::has_pairing(tx, &code, now).await? {
                    return Err(Fail::Refused(PairingRefusal::UnknownCode));
                }
                sql::insert_session(tx, &principal, now, None).await?;
                sql::insert_device(tx, &device, &principal.session, now).await?;
                sql::settle_pairing(tx, &code, &device.id, now).await?;
                audit::note(tx, &entry, now).await?;
                Ok(device)
            })
        })
        .await
}

/// The devices of a store, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn devices(platform: &Platform, store: &StoreId) -> Result<Vec<Device>, DbError> {
    sql::devices(&mut platform.db.read().await?, store).await
}

/// Removes a device and ends its session; `false` when there is no such.
///
/// # Errors
/// When the database does not answer.
pub async fn remove_device(
    platform: &Platform,
    store: &StoreId,
    id: &DeviceId,
    by: &str,
) -> Result<bool, DbError> {
    remove(platform, id, about(platform, store, id, by, "device_removed")).await
}

/// Takes a pairing back: the device is unpaired, and can be paired again as after any removal.
/// `false` when that was done before, or the device is gone.
///
/// # Errors
/// When the database does not answer.
pub async fn take_back_device(
    platform: &Platform,
    pairing: &Entry,
    by: &str,
) -> Result<bool, DbError> {
    let id = DeviceId::new(pairing.subject.as_deref().unwrap_or_default());
    let entry = about(platform, &pairing.store, &id, by, "device_removed");
    remove(platform, &id, entry.undoing(Some(pairing.id.clone()))).await
}

async fn remove(platform: &Platform, id: &DeviceId, entry: NewEntry) -> Result<bool, DbError> {
    let (now, id) = (platform.now(), id.clone());
    let removed = platform
        .db
        .write(move |tx| {
            let (id, entry) = (id.clone(), entry.clone());
            Box::pin(async move {
                if sql::paired_name(tx, &entry.store, &id).await?.is_none() {
                    return Err(Fail::Refused(AlreadyUndone));
                }
                // First: it may refuse, and what refuses must have written nothing.
                audit::record(tx, &entry, now).await?;
                // Unpaired since it was read, which PostgreSQL allows; it runs again.
                if !sql::remove_device(tx, &entry.store, &id, now).await? {
                    return Err(DbError::Conflict.into());
                }
                sql::revoke_all_of(tx, id.as_str(), now).await?;
                Ok(())
            })
        })
        .await;
    is_done(removed)
}

/// Whether a change was made; not when somebody made it before.
fn is_done(outcome: Result<(), Fail<AlreadyUndone>>) -> Result<bool, DbError> {
    match outcome {
        Ok(()) => Ok(true),
        Err(Fail::Refused(AlreadyUndone)) => Ok(false),
        Err(Fail::Db(error)) => Err(error),
    }
}

/// Takes a removal back: the device is paired as it was, and its old session is good again. `false`
/// when that was done before.
///
/// # Errors
/// When the database does not answer.
pub async fn return_device(
    platform: &Platform,
    removal: &Entry,
    by: &str,
) -> Result<bool, DbError> {
    let id = DeviceId::new(removal.subject.as_deref().unwrap_or_default());
    let entry = about(platform, &removal.store, &id, by, "device_returned");
    let entry = entry.undoing(Some(removal.id.clone()));
    let now = platform.now();
    let returned = platform
        .db
        .write(move |tx| {
            let (id, entry) = (id.clone(), entry.clone());
            Box::pin(async move {
                audit::record::<AlreadyUndone>(tx, &entry, now).await?;
                let is_back = sql::return_device(tx, &entry.store, &id).await?;
                if is_back { Ok(()) } else { Err(DbError::Conflict.into()) }
            })
        })
        .await;
    is_done(returned)
}

/// A typed name with single spaces; none when nothing of it can be seen or it is too long.
pub(super) fn device_name(typed: &str) -> Option<String> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    is_name(&name, 40).then_some(name)
}

/// An entry of what was done to a device.
pub(super) fn about(
    platform: &Platform,
    store: &StoreId,
    id: &DeviceId,
    by: &str,
    action: &'static str,
) -> NewEntry {
    NewEntry::done_to(platform, (store, id.as_str()), by, Kind::Device, action)
}

fn fresh_code(ids: &crate::ids::Ids) -> String {
    let alphabet = u64::try_from(ALPHABET.len()).unwrap_or(1);
    let mut number = u64::from_be_bytes(ids.secret());
    (0..CODE_CHARS)
        .map(|_| {
            let digit = usize::try_from(number % alphabet).unwrap_or(0);
            number /= alphabet;
            char::from(ALPHABET[digit])
        })
        .collect()
}
