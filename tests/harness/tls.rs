//! Certificates made for one test, and a client that believes exactly one of them.

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// The name that certificates of tests are for.
pub const NAME: &str = "shop.test";

/// A self-signed certificate with its key, both PEM.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// The certificate.
    pub pem: String,
    /// Its private key.
    pub key: String,
}

impl Certificate {
    /// A fresh one for [`NAME`].
    ///
    /// # Panics
    /// When there is no randomness.
    #[must_use]
    pub fn fresh() -> Self {
        let made = rcgen::generate_simple_self_signed([NAME.to_owned()]).expect("a certificate");
        Self { pem: made.cert.pem(), key: made.key_pair.serialize_pem() }
    }

    /// Puts it where a server looks for it.
    ///
    /// # Panics
    /// When the folder cannot be written.
    pub fn put(&self, folder: &Path) {
        std::fs::write(folder.join("certificate.pem"), &self.pem).expect("written");
        std::fs::write(folder.join("key.pem"), &self.key).expect("written");
    }

    /// Opens TLS to a server that must show this certificate.
    ///
    /// # Errors
    /// When it shows another, or none.
    ///
    /// # Panics
    /// When this is no certificate.
    pub async fn connect(&self, address: SocketAddr) -> io::Result<TlsStream<TcpStream>> {
        let mut roots = RootCertStore::empty();
        let der = CertificateDer::from_pem_slice(self.pem.as_bytes()).expect("a certificate");
        roots.add(der).expect("a root");
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("the provider's own versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        let name = ServerName::try_from(NAME).expect("a name");
        let tcp = TcpStream::connect(address).await?;
        TlsConnector::from(Arc::new(config)).connect(name, tcp).await
    }

    /// One request with these header lines, and everything that was answered.
    ///
    /// # Errors
    /// When TLS is not agreed on, or the connection breaks before an answer.
    pub async fn ask(&self, address: SocketAddr, head: &str, body: &str) -> io::Result<String> {
        let mut stream = self.connect(address).await?;
        let length = body.len();
        let request = format!(
            "{head}\r\nhost: {NAME}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        stream.write_all(request.as_bytes()).await?;
        stream.flush().await?;
        let mut answer = Vec::new();
        match stream.read_to_end(&mut answer).await {
            Err(error) if answer.is_empty() => Err(error),
            _ => Ok(String::from_utf8_lossy(&answer).into_owned()),
        }
    }
}

/// What a server shows to an authority that asks for [`NAME`] by TLS-ALPN-01, as DER.
///
/// # Errors
/// When it does not speak this protocol, or shows nothing.
///
/// # Panics
/// Never: the provider's own versions are safe.
pub(crate) async fn answer_to_challenge(address: SocketAddr) -> io::Result<Vec<u8>> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut config = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .expect("the provider's own versions")
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Curious(provider)))
        .with_no_client_auth();
    config.alpn_protocols = vec![b"acme-tls/1".to_vec()];
    let name = ServerName::try_from(NAME).expect("a name");
    let tcp = TcpStream::connect(address).await?;
    let stream = TlsConnector::from(Arc::new(config)).connect(name, tcp).await?;
    let (_, session) = stream.get_ref();
    if session.alpn_protocol() != Some(b"acme-tls/1") {
        return Err(io::Error::other("another protocol was agreed on"));
    }
    let shown = session.peer_certificates().and_then(<[_]>::first);
    shown.map(|shown| shown.to_vec()).ok_or_else(|| io::Error::other("nothing was shown"))
}

/// Takes any certificate: what it says is looked at afterwards.
#[derive(Debug)]
struct Curious(Arc<CryptoProvider>);

impl ServerCertVerifier for Curious {
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
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
