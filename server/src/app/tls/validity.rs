//! What can be wrong with a certificate, and from when until when it holds. Reads no files.

use std::path::PathBuf;

use rustls::pki_types::CertificateDer;

use crate::clock::Timestamp;

/// Why there is no TLS; the message names the file and what to do.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read.
    #[error("cannot read {}; check that it is there and that crema's user may read it", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A file is there, and not what it should be.
    #[error("there is no {what} as PEM in {}", path.display())]
    Missing {
        /// Which file.
        path: PathBuf,
        /// What it should hold.
        what: &'static str,
    },
    /// The key belongs to another certificate.
    #[error("the key in {} does not belong to the certificate in {}", key.display(), certificate.display())]
    Mismatch {
        /// The certificate's file.
        certificate: PathBuf,
        /// The key's file.
        key: PathBuf,
    },
    /// It has been good.
    #[error("the certificate in {} expired at {}; renew it", path.display(), until.to_rfc3339())]
    Expired {
        /// The certificate's file.
        path: PathBuf,
        /// Its last moment.
        until: Timestamp,
    },
    /// It will be good.
    #[error("the certificate in {} holds from {} only; check the machine's clock", path.display(), from.to_rfc3339())]
    NotYet {
        /// The certificate's file.
        path: PathBuf,
        /// Its first moment.
        from: Timestamp,
    },
    /// The library refuses it: an unknown kind of key, a broken certificate.
    #[error("the certificate cannot be used")]
    Unusable(#[source] rustls::Error),
    /// The process may not listen to SIGHUP.
    #[error("cannot listen to signals")]
    Signals(#[source] std::io::Error),
}

/// From when until when a certificate holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// Its first moment.
    pub from: Timestamp,
    /// Its last moment.
    pub until: Timestamp,
}

/// Reads a certificate's dates; `None` when it is none.
pub(super) fn validity(certificate: &CertificateDer<'_>) -> Option<Validity> {
    let (_, read) = x509_parser::parse_x509_certificate(certificate).ok()?;
    let moment =
        |time: x509_parser::time::ASN1Time| Timestamp(time.timestamp().saturating_mul(1_000));
    let dates = read.validity();
    Some(Validity { from: moment(dates.not_before), until: moment(dates.not_after) })
}
