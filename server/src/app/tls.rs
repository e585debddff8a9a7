//! Ends TLS on accepted sockets, with a certificate from files or from an ACME authority.
//!
//! What a connection may cost (places, time for the handshake, time for writing) is the
//! listener's business; this only turns one stream into another.

mod acme;
mod files;
mod validity;

use std::io;
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::server::{Acceptor, ResolvesServerCert};
use rustls_acme::is_tls_alpn_challenge;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::server::TlsStream;

use self::acme::Authority;
use self::files::Followed;
use crate::clock::{Clock, Timestamp};
use crate::config::{self, Config};

pub use self::files::check as check_files;
pub use self::validity::{TlsError, Validity};

/// The one protocol inside: hyper's HTTP/1.1, which WebSockets begin as.
const HTTP: &[u8] = b"http/1.1";

/// How a listener speaks TLS; cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Tls {
    usual: Arc<ServerConfig>,
    /// For an ACME authority's question whether this server answers for a name.
    challenge: Option<Arc<ServerConfig>>,
}

/// What keeps the certificate fresh.
pub(super) enum Renewal {
    /// Files are looked at.
    Files(Followed),
    /// An authority is asked.
    Acme(Authority),
}

impl Renewal {
    /// Renews until its future is dropped.
    pub(super) async fn run(self, clock: Clock) {
        match self {
            Self::Files(files) => files.follow(clock).await,
            Self::Acme(authority) => authority.follow().await,
        }
    }
}

/// TLS as `config` has it, and what keeps it fresh; `None` where it serves HTTP.
///
/// # Errors
/// When the files cannot be used, with what is wrong with which.
pub(super) fn prepare(config: &Config, now: Timestamp) -> Result<Option<(Tls, Renewal)>, TlsError> {
    match &config.tls {
        None => Ok(None),
        Some(config::Tls::Files { certificate, key }) => {
            let followed = Followed::open(certificate, key, now)?;
            let usual = server_config(followed.resolver(), HTTP)?;
            Ok(Some((Tls { usual, challenge: None }, Renewal::Files(followed))))
        }
        Some(config::Tls::Acme(acme)) => {
            let authority = Authority::new(acme, &config.data_dir)?;
            let usual = server_config(authority.resolver(), HTTP)?;
            let asked = rustls_acme::acme::ACME_TLS_ALPN_NAME;
            let challenge = Some(server_config(authority.resolver(), asked)?);
            Ok(Some((Tls { usual, challenge }, Renewal::Acme(authority))))
        }
    }
}

fn server_config(
    resolver: Arc<dyn ResolvesServerCert>,
    protocol: &[u8],
) -> Result<Arc<ServerConfig>, TlsError> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(TlsError::Unusable)?
        .with_no_client_auth()
        .with_cert_resolver(resolver);
    config.alpn_protocols = vec![protocol.to_vec()];
    // Phones that come back skip half of the handshake, and nothing is kept here for them.
    config.ticketer = rustls::crypto::aws_lc_rs::Ticketer::new().map_err(TlsError::Unusable)?;
    Ok(Arc::new(config))
}

impl Tls {
    /// Shakes hands on `stream`. `None` for an authority's question, which is answered by the
    /// handshake itself.
    ///
    /// Takes as long as the client does; the caller bounds it.
    pub(super) async fn accept<S>(&self, stream: S) -> io::Result<Option<TlsStream<S>>>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let begun = LazyConfigAcceptor::new(Acceptor::default(), stream).await?;
        match &self.challenge {
            Some(challenge) if is_tls_alpn_challenge(&begun.client_hello()) => {
                let mut answered = begun.into_stream(Arc::clone(challenge)).await?;
                answered.shutdown().await?;
                Ok(None)
            }
            _ => begun.into_stream(Arc::clone(&self.usual)).await.map(Some),
        }
    }
}
