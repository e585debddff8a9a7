//! Asks a running server whether it is ready: one request by hand, over TLS where it speaks it.
//! A client library for it would be larger than the command.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, SignatureScheme};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::config::Config;

/// How long a running server may take to say whether it is ready.
const LIMIT: Duration = Duration::from_secs(3);

/// What a server says that takes orders.
#[derive(Debug)]
pub enum ReadyAnswer {
    /// Every part works.
    Ready,
    /// Orders go on, and somebody should look; the text is its answer.
    Degraded(String),
}

/// Why it is not.
#[derive(Debug, thiserror::Error)]
pub enum NotReady {
    /// Nobody listens, or it is no Crema.
    #[error("there is no server at {0}")]
    Absent(SocketAddr, #[source] std::io::Error),
    /// It is frozen or far too busy.
    #[error("the server at {0} does not answer")]
    Silent(SocketAddr),
    /// A part does not work; the text is its answer.
    #[error("the server at {0} is not ready: {1}")]
    Parts(SocketAddr, String),
}

/// Asks the server that runs with `config`.
///
/// # Errors
/// [`NotReady`], with the part that does not work.
pub async fn ask_whether_ready(config: &Config) -> Result<ReadyAnswer, NotReady> {
    let mut address = config.listen;
    if address.ip().is_unspecified() {
        address.set_ip(Ipv4Addr::LOCALHOST.into());
    }
    let answer = async {
        let stream = TcpStream::connect(address).await?;
        if config.tls.is_none() {
            return ask(stream).await;
        }
        // Any name will do: which certificate is shown does not depend on it.
        let name = ServerName::from(address.ip());
        ask(TlsConnector::from(Arc::new(incurious())).connect(name, stream).await?).await
    };
    let answer = tokio::time::timeout(LIMIT, answer).await;
    let answer = answer
        .map_err(|_| NotReady::Silent(address))?
        .map_err(|error| NotReady::Absent(address, error))?;
    let (head, parts) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    if head.starts_with("HTTP/1.1 200") {
        let is_degraded = parts.contains("degraded");
        return Ok(if is_degraded {
            ReadyAnswer::Degraded(parts.to_owned())
        } else {
            ReadyAnswer::Ready
        });
    }
    Err(NotReady::Parts(address, parts.to_owned()))
}

async fn ask(mut stream: impl AsyncRead + AsyncWrite + Unpin) -> std::io::Result<String> {
    let request = "GET /readyz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).await?;
    stream.flush().await?;
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer).await {
        // Whatever came before a hasty end of TLS is the answer.
        Err(error) if answer.is_empty() => Err(error),
        _ => Ok(String::from_utf8_lossy(&answer).into_owned()),
    }
}

/// A client that does not ask who answers. Nothing secret is said, and the server is on this
/// machine, where no certificate names it.
fn incurious() -> ClientConfig {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .expect("the provider's own versions are safe")
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Anybody(provider)))
        .with_no_client_auth()
}

#[derive(Debug)]
struct Anybody(Arc<CryptoProvider>);

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, cert, dss, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, cert, dss, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
