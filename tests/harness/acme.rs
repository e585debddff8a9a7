//! An ACME authority (RFC 8555) for one certificate: it asks the server itself by TLS-ALPN-01
//! (RFC 8737) whether it has the name, and compares the answer with the account's own key.
//!
//! It does not check signatures of requests, and orders are one at a time.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject as _;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::tls::{Certificate, NAME, answer_to_challenge};

/// What stands before the digest in the answer's extension: its name, that it is critical, and a
/// string of 32 bytes in a string.
const EXTENSION: [u8; 17] = [
    0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x1f, 0x01, 0x01, 0xff, 0x04, 0x22, 0x04,
    0x20,
];
const TOKEN: &str = "token-of-the-challenge";

/// A running authority.
#[derive(Clone)]
pub struct Authority(Arc<Inner>);

struct Inner {
    origin: String,
    /// Where the one server that has [`NAME`] listens.
    server: SocketAddr,
    folder: TempDir,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    nonces: u64,
    thumbprint: String,
    is_valid: bool,
    certificate: Option<String>,
    issued: usize,
}

impl Authority {
    /// Starts one that knows [`NAME`] to be at `server`.
    ///
    /// # Panics
    /// When there is no port to be had, or no randomness.
    pub async fn start(server: SocketAddr) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new(Vec::new()).expect("no names");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root = params.self_signed(&key).expect("signed");
        let own_key = KeyPair::generate().expect("a key");
        let own = CertificateParams::new(["localhost".to_owned()]).expect("a name");
        let own = own.signed_by(&own_key, &root, &key).expect("signed");
        std::fs::write(folder.path().join("root.pem"), root.pem()).expect("written");
        std::fs::write(folder.path().join("root.key"), key.serialize_pem()).expect("written");

        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let private = PrivateKeyDer::from_pem_slice(own_key.serialize_pem().as_bytes());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("the provider's own versions")
            .with_no_client_auth()
            .with_single_cert(vec![own.der().clone()], private.expect("a key"))
            .expect("a pair");
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("bound").port();
        let origin = format!("https://localhost:{port}");
        let authority = Self(Arc::new(Inner { origin, server, folder, state: Mutex::default() }));
        let own = authority.clone();
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let (own, acceptor) = (own.clone(), acceptor.clone());
                tokio::spawn(async move {
                    let Ok(stream) = acceptor.accept(socket).await else { return };
                    let answer = service_fn(move |request| {
                        let own = own.clone();
                        async move { Ok::<_, hyper::Error>(own.answer(request).await) }
                    });
                    let serving = hyper::server::conn::http1::Builder::new();
                    // A client that hangs up early has what it wanted.
                    let _ = serving.serve_connection(TokioIo::new(stream), answer).await;
                });
            }
        });
        authority
    }

    /// Its directory's address.
    #[must_use]
    pub fn directory(&self) -> String {
        format!("{}/directory", self.0.origin)
    }

    /// Its root certificate's file.
    #[must_use]
    pub fn root(&self) -> PathBuf {
        self.0.folder.path().join("root.pem")
    }

    /// Believes whom it certifies.
    ///
    /// # Panics
    /// When its file is gone.
    #[must_use]
    pub fn believer(&self) -> Certificate {
        let pem = std::fs::read_to_string(self.root()).expect("its own file");
        Certificate { pem, key: String::new() }
    }

    /// How many certificates it gave out.
    ///
    /// # Panics
    /// Never: nothing panics while holding the lock.
    #[must_use]
    pub fn issued(&self) -> usize {
        self.0.state.lock().expect("unpoisoned").issued
    }

    async fn answer(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let path = request.uri().path().to_owned();
        let body = request.into_body().collect().await.map(|body| body.to_bytes());
        let body: Value = serde_json::from_slice(&body.unwrap_or_default()).unwrap_or_default();
        let origin = &self.0.origin;
        let mut location = None;
        let text = match path.as_str() {
            "/directory" => json!({
                "newNonce": format!("{origin}/nonce"),
                "newAccount": format!("{origin}/account"),
                "newOrder": format!("{origin}/order"),
            })
            .to_string(),
            "/nonce" => String::new(),
            "/account" => {
                let key = &part(&body, "protected")["jwk"];
                self.0.state.lock().expect("unpoisoned").thumbprint = thumbprint(key);
                location = Some(format!("{origin}/account/1"));
                json!({ "status": "valid" }).to_string()
            }
            "/order" => {
                assert_eq!(part(&body, "payload")["identifiers"][0]["value"], NAME);
                location = Some(format!("{origin}/order/1"));
                self.order()
            }
            "/order/1" => self.order(),
            "/authorization" => self.authorization(),
            "/challenge" => {
                self.validate().await;
                json!({ "status": "processing" }).to_string()
            }
            "/finalize" => {
                let csr = part(&body, "payload")["csr"].as_str().unwrap_or_default().to_owned();
                self.issue(&URL_SAFE_NO_PAD.decode(csr).expect("base64")).await;
                self.order()
            }
            "/certificate" => {
                self.0.state.lock().expect("unpoisoned").certificate.clone().unwrap_or_default()
            }
            other => panic!("an ACME authority has no {other}"),
        };
        let mut state = self.0.state.lock().expect("unpoisoned");
        state.nonces += 1;
        let nonce = format!("nonce-{}", state.nonces);
        let mut answer = Response::builder().header("replay-nonce", nonce);
        if let Some(location) = location {
            answer = answer.header("location", location);
        }
        answer.body(Full::new(text.into())).expect("an answer")
    }

    fn order(&self) -> String {
        let state = self.0.state.lock().expect("unpoisoned");
        let origin = &self.0.origin;
        let status = match (&state.certificate, state.is_valid) {
            (Some(_), _) => "valid",
            (None, true) => "ready",
            (None, false) => "pending",
        };
        json!({
            "status": status,
            "authorizations": [format!("{origin}/authorization")],
            "finalize": format!("{origin}/finalize"),
            "certificate": format!("{origin}/certificate"),
        })
        .to_string()
    }

    fn authorization(&self) -> String {
        let is_valid = self.0.state.lock().expect("unpoisoned").is_valid;
        json!({
            "status": if is_valid { "valid" } else { "pending" },
            "identifier": { "type": "dns", "value": NAME },
            "challenges": [{
                "type": "tls-alpn-01",
                "url": format!("{}/challenge", self.0.origin),
                "token": TOKEN,
            }],
        })
        .to_string()
    }

    /// Asks the server; what it shows must carry the digest of token and account key.
    async fn validate(&self) {
        let Ok(shown) = answer_to_challenge(self.0.server).await else { return };
        let mut state = self.0.state.lock().expect("unpoisoned");
        let expected = format!("{TOKEN}.{}", state.thumbprint);
        let expected = digest(&SHA256, expected.as_bytes());
        let extension = [&EXTENSION[..], expected.as_ref()].concat();
        state.is_valid = shown.windows(extension.len()).any(|part| part == extension);
    }

    async fn issue(&self, csr: &[u8]) {
        let folder = self.0.folder.path();
        let file = |name: &str| folder.join(name).display().to_string();
        std::fs::write(folder.join("csr.der"), csr).expect("written");
        std::fs::write(folder.join("names"), format!("subjectAltName=DNS:{NAME}\n")).expect("ok");
        let signed = tokio::process::Command::new("openssl")
            .args(["x509", "-req", "-inform", "DER", "-in", &file("csr.der"), "-days", "90"])
            .args(["-CA", &file("root.pem"), "-CAkey", &file("root.key"), "-CAcreateserial"])
            .args(["-extfile", &file("names"), "-out", &file("issued.pem")])
            .output()
            .await
            .expect("install openssl: bin/test does");
        assert!(signed.status.success(), "{}", String::from_utf8_lossy(&signed.stderr));
        let issued = read(&folder.join("issued.pem"));
        let chain = format!("{issued}{}", read(&folder.join("root.pem")));
        let mut state = self.0.state.lock().expect("unpoisoned");
        state.certificate = Some(chain);
        state.issued += 1;
    }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("it was just written")
}

/// One part of a signed request, read.
fn part(body: &Value, name: &str) -> Value {
    let text = URL_SAFE_NO_PAD.decode(body[name].as_str().unwrap_or_default()).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

/// RFC 7638: the key's members in their order, without spaces.
fn thumbprint(key: &Value) -> String {
    let text = |name: &str| key[name].as_str().unwrap_or_default().to_owned();
    let (curve, kind, x, y) = (text("crv"), text("kty"), text("x"), text("y"));
    let canonical = format!(r#"{{"crv":"{curve}","kty":"{kind}","x":"{x}","y":"{y}"}}"#);
    URL_SAFE_NO_PAD.encode(digest(&SHA256, canonical.as_bytes()))
}
