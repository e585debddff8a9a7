//! A certificate in files that somebody else renews: checked at the start, looked at again every
//! few seconds and at SIGHUP, and taken without touching open connections.
//!
//! What cannot be used is left alone: the last good certificate goes on.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use rustls::InconsistentKeys;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::validity::{TlsError, Validity, validity};
use crate::clock::{Clock, Timestamp};

/// How often the files are compared with what is in use. They are a few kilobytes.
const LOOK: Duration = Duration::from_secs(5);

/// The files, and the certificate that connections get.
pub(in crate::app) struct Followed {
    certificate: PathBuf,
    key: PathBuf,
    /// As last read, usable or not: the same is not tried, and not complained of, twice.
    seen: Read,
    current: Arc<Current>,
    hangup: Signal,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Read {
    certificate: Vec<u8>,
    key: Vec<u8>,
}

/// What new connections are shown; open ones keep what they began with.
#[derive(Debug)]
struct Current(RwLock<Arc<CertifiedKey>>);

impl ResolvesServerCert for Current {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

/// Checks both files at `now` and gives from when until when the certificate holds.
///
/// # Errors
/// What is wrong with which file.
pub fn check(certificate: &Path, key: &Path, now: Timestamp) -> Result<Validity, TlsError> {
    let read = Read {
        certificate: std::fs::read(certificate).map_err(unreadable(certificate))?,
        key: std::fs::read(key).map_err(unreadable(key))?,
    };
    usable(&read, certificate, key, now).map(|(_, validity)| validity)
}

impl Followed {
    pub(super) fn open(certificate: &Path, key: &Path, now: Timestamp) -> Result<Self, TlsError> {
        let seen = Read {
            certificate: std::fs::read(certificate).map_err(unreadable(certificate))?,
            key: std::fs::read(key).map_err(unreadable(key))?,
        };
        let (certified, validity) = usable(&seen, certificate, key, now)?;
        tell(validity);
        Ok(Self {
            certificate: certificate.to_owned(),
            key: key.to_owned(),
            seen,
            current: Arc::new(Current(RwLock::new(Arc::new(certified)))),
            // Before anybody can send it: unheard, it would end the process.
            hangup: signal(SignalKind::hangup()).map_err(TlsError::Signals)?,
        })
    }

    pub(super) fn resolver(&self) -> Arc<dyn ResolvesServerCert> {
        Arc::clone(&self.current) as Arc<dyn ResolvesServerCert>
    }

    pub(super) async fn follow(mut self, clock: Clock) {
        loop {
            // A machine that cannot be signalled any more still has its looks.
            let _ = tokio::time::timeout(LOOK, self.hangup.recv()).await;
            match self.look(clock.now()).await {
                Ok(None) => {}
                Ok(Some(validity)) => {
                    tell(validity);
                    let until = validity.until.to_rfc3339();
                    tracing::info!(until, "the new certificate is in use");
                }
                Err(error) => tracing::warn!(
                    %error,
                    "the new certificate is not taken; the one in use stays"
                ),
            }
        }
    }

    /// Takes what is new; `None` when nothing is.
    async fn look(&mut self, now: Timestamp) -> Result<Option<Validity>, TlsError> {
        let (Ok(certificate), Ok(key)) =
            (tokio::fs::read(&self.certificate).await, tokio::fs::read(&self.key).await)
        else {
            // In the middle of being replaced, or gone: what is in use needs no file.
            return Ok(None);
        };
        let read = Read { certificate, key };
        if read == self.seen {
            return Ok(None);
        }
        self.seen = read;
        let (certified, validity) = usable(&self.seen, &self.certificate, &self.key, now)?;
        *self.current.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(certified);
        Ok(Some(validity))
    }
}

fn unreadable(path: &Path) -> impl Fn(std::io::Error) -> TlsError {
    let path = path.to_owned();
    move |source| TlsError::Unreadable { path: path.clone(), source }
}

fn usable(
    read: &Read,
    certificate: &Path,
    key: &Path,
    now: Timestamp,
) -> Result<(CertifiedKey, Validity), TlsError> {
    let missing = |path: &Path, what| TlsError::Missing { path: path.to_owned(), what };
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&read.certificate).collect();
    let chain = chain.unwrap_or_default();
    let first = chain.first().ok_or_else(|| missing(certificate, "certificate"))?;
    let validity = validity(first).ok_or_else(|| missing(certificate, "certificate"))?;
    let private = PrivateKeyDer::from_pem_slice(&read.key)
        .map_err(|_| missing(key, "private key (without a passphrase)"))?;
    let provider = rustls::crypto::aws_lc_rs::default_provider();
    let certified =
        CertifiedKey::from_der(chain, private, &provider).map_err(|error| match error {
            rustls::Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => {
                TlsError::Mismatch { certificate: certificate.to_owned(), key: key.to_owned() }
            }
            other => TlsError::Unusable(other),
        })?;
    if now.0 > validity.until.0 {
        return Err(TlsError::Expired { path: certificate.to_owned(), until: validity.until });
    }
    if now.0 < validity.from.0 {
        return Err(TlsError::NotYet { path: certificate.to_owned(), from: validity.from });
    }
    Ok((certified, validity))
}

/// For the alarm that somebody forgot to renew.
fn tell(validity: Validity) {
    #[expect(clippy::cast_precision_loss, reason = "seconds since 1970 fit many times over")]
    let until = (validity.until.0 / 1_000) as f64;
    metrics::gauge!("crema_tls_certificate_expires_timestamp_seconds").set(until);
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, KeyPair, date_time_ymd};
    use tempfile::TempDir;

    use super::*;

    /// 2027-01-15.
    const NOW: Timestamp = Timestamp(1_800_000_000_000);

    struct Files {
        folder: TempDir,
    }

    impl Files {
        fn new() -> Self {
            Self { folder: tempfile::tempdir().expect("a temporary folder can be made") }
        }

        fn put(&self, name: &str, text: &str) -> PathBuf {
            let path = self.folder.path().join(name);
            std::fs::write(&path, text).expect("written");
            path
        }

        /// A certificate of whole years, and its key.
        fn made(&self, from: i32, to: i32) -> (PathBuf, PathBuf) {
            let mut params = CertificateParams::new(["shop.test".to_owned()]).expect("a name");
            params.not_before = date_time_ymd(from, 1, 1);
            params.not_after = date_time_ymd(to, 1, 1);
            let key = KeyPair::generate().expect("a key");
            let certificate = params.self_signed(&key).expect("signed");
            let name = |kind: &str| format!("{kind}-{from}-{to}.pem");
            (
                self.put(&name("certificate"), &certificate.pem()),
                self.put(&name("key"), &key.serialize_pem()),
            )
        }
    }

    #[test]
    fn a_certificate_that_holds_is_taken_and_each_fault_is_named() {
        let files = Files::new();
        let (good, key) = files.made(2026, 2028);
        let dates = check(&good, &key, NOW).expect("it holds");
        assert_eq!(dates.until.to_rfc3339(), "2028-01-01T00:00:00Z");

        let (old, old_key) = files.made(2024, 2026);
        assert!(matches!(check(&old, &old_key, NOW), Err(TlsError::Expired { .. })));
        let (young, young_key) = files.made(2028, 2030);
        assert!(matches!(check(&young, &young_key, NOW), Err(TlsError::NotYet { .. })));
        assert!(matches!(check(&good, &old_key, NOW), Err(TlsError::Mismatch { .. })));
        assert!(matches!(check(&good, &good, NOW), Err(TlsError::Missing { .. })));
        assert!(matches!(check(&key, &key, NOW), Err(TlsError::Missing { .. })));
        let absent = files.folder.path().join("absent.pem");
        let error = check(&absent, &key, NOW).expect_err("it is not there");
        assert!(error.to_string().contains("absent.pem"), "{error}");
    }

    #[tokio::test]
    async fn what_is_new_is_taken_once_and_what_is_broken_never() {
        let files = Files::new();
        let (certificate, key) = files.made(2026, 2028);
        let mut followed = Followed::open(&certificate, &key, NOW).expect("usable");
        let shown = |followed: &Followed| {
            followed.current.0.read().expect("not poisoned").cert.first().cloned()
        };
        let first = shown(&followed);
        assert_eq!(followed.look(NOW).await.expect("the same"), None);

        let (newer, newer_key) = files.made(2027, 2029);
        std::fs::copy(&newer, &certificate).expect("replaced");
        assert!(followed.look(NOW).await.is_err(), "half of a renewal");
        assert_eq!(shown(&followed), first);
        assert_eq!(followed.look(NOW).await.expect("said once"), None);
        std::fs::copy(&newer_key, &key).expect("replaced");
        assert!(followed.look(NOW).await.expect("whole").is_some());
        assert_ne!(shown(&followed), first);
        std::fs::remove_file(&key).expect("removed");
        assert_eq!(followed.look(NOW).await.expect("what is in use stays"), None);
    }
}
