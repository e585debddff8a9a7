//! A push service and a browser behind it: takes messages, checks who signed them (RFC 8292) and
//! reads them with the browser's own key (RFC 8291), by another library than the server's.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::agreement::{ECDH_P256, PrivateKey, UnparsedPublicKey, agree};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey as VerifyingKey};
use aws_lc_rs::{hkdf, rand};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use http_body_util::{BodyExt as _, Empty};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::poll::within;

/// One message as it arrived, checked and read.
#[derive(Clone, Debug)]
pub struct Received {
    /// When it came.
    pub at: Instant,
    /// Which subscription it was for.
    pub path: String,
    /// Seconds that it was good for.
    pub ttl: i64,
    /// What it replaces.
    pub topic: String,
    /// The plain message.
    pub message: Value,
    /// What the sender signed.
    pub claims: Value,
    /// The sender's public key.
    pub key: String,
}

/// A push service on a port of its own, and the one browser that uses it.
pub struct PushService {
    origin: String,
    private: Arc<PrivateKey>,
    auth: [u8; 16],
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    received: Vec<Received>,
    answers: VecDeque<(u16, Option<u32>)>,
    hangs: bool,
}

impl PushService {
    /// Starts one that takes every message.
    ///
    /// # Panics
    /// When there is no port to be had.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("bound"));
        let private = Arc::new(PrivateKey::generate(&ECDH_P256).expect("a key pair"));
        let mut auth = [0; 16];
        rand::fill(&mut auth).expect("random bytes");
        let service = Self { origin, private, auth, state: Arc::default() };
        let own = service.copy();
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let own = own.copy();
                let answer = service_fn(move |request| {
                    let own = own.copy();
                    async move { own.answer(request).await }
                });
                let serving = hyper::server::conn::http1::Builder::new()
                    .serve_connection(TokioIo::new(socket), answer);
                tokio::spawn(serving);
            }
        });
        service
    }

    fn copy(&self) -> Self {
        Self {
            origin: self.origin.clone(),
            private: Arc::clone(&self.private),
            auth: self.auth,
            state: Arc::clone(&self.state),
        }
    }

    /// The next messages get these answers: a status and `Retry-After` in seconds.
    ///
    /// # Panics
    /// Never: nothing panics while holding the lock.
    pub fn answer_next(&self, answers: &[(u16, Option<u32>)]) {
        self.state.lock().expect("unpoisoned").answers.extend(answers);
    }

    /// From now on nothing is answered.
    ///
    /// # Panics
    /// Never: nothing panics while holding the lock.
    pub fn hang(&self) {
        self.state.lock().expect("unpoisoned").hangs = true;
    }

    /// A subscription as the browser's `PushSubscription.toJSON()` gives it.
    ///
    /// # Panics
    /// Never: the key pair is good.
    #[must_use]
    pub fn subscription(&self, path: &str, language: &str) -> Value {
        json!({
            "endpoint": format!("{}/{path}", self.origin),
            "expirationTime": null,
            "keys": {
                "p256dh": URL_SAFE_NO_PAD.encode(self.public_key()),
                "auth": URL_SAFE_NO_PAD.encode(self.auth),
            },
            "language": language,
        })
    }

    /// Every message so far, also those that were not answered with success.
    ///
    /// # Panics
    /// Never: nothing panics while holding the lock.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.state.lock().expect("unpoisoned").received.clone()
    }

    /// Waits for the message number `count`, and gives it.
    pub async fn message(&self, count: usize) -> Received {
        within(Duration::from_secs(60), "a message to the phone", async || {
            self.received().get(count - 1).cloned()
        })
        .await
    }

    fn public_key(&self) -> Vec<u8> {
        self.private.compute_public_key().expect("a private key has a public one").as_ref().to_vec()
    }

    async fn answer(
        &self,
        request: Request<Incoming>,
    ) -> Result<Response<Empty<Bytes>>, std::convert::Infallible> {
        let at = Instant::now();
        let (head, body) = request.into_parts();
        let body = body.collect().await.expect("a whole message").to_bytes();
        let header = |name: &str| {
            head.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
        };
        assert_eq!((head.method.as_str(), header("content-encoding")), ("POST", "aes128gcm"));
        assert_eq!(header("urgency"), "high");
        assert!(body.len() <= 4_096, "services take 4,096 bytes at most");
        let (claims, key) = self.checked_claims(header("authorization"));
        let received = Received {
            at,
            path: head.uri.path().trim_start_matches('/').to_owned(),
            ttl: header("ttl").parse().expect("RFC 8030 asks for a TTL"),
            topic: header("topic").to_owned(),
            message: serde_json::from_slice(&self.read(&body)).expect("the message is JSON"),
            claims,
            key,
        };
        let (answer, hangs) = {
            let mut state = self.state.lock().expect("unpoisoned");
            state.received.push(received);
            (state.answers.pop_front(), state.hangs)
        };
        if hangs {
            std::future::pending::<()>().await;
        }
        let (status, retry_after) = answer.unwrap_or((201, None));
        let mut response = Response::builder().status(status);
        if let Some(seconds) = retry_after {
            response = response.header("retry-after", seconds);
        }
        Ok(response.body(Empty::new()).expect("an answer"))
    }

    /// The claims and key of `vapid t=TOKEN, k=KEY`, when the token is signed by that key, for
    /// this service and for less than a day.
    fn checked_claims(&self, authorization: &str) -> (Value, String) {
        let parts = authorization.strip_prefix("vapid t=").and_then(|rest| rest.split_once(", k="));
        let (token, key) = parts.expect("RFC 8292's form");
        let (signed, signature) = token.rsplit_once('.').expect("a JWT");
        let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).expect("URL-safe base64");
        let verifying = VerifyingKey::new(&ECDSA_P256_SHA256_FIXED, decode(key));
        verifying.verify(signed.as_bytes(), &decode(signature)).expect("its own signature");
        let (head, claims) = signed.split_once('.').expect("a JWT");
        let head: Value = serde_json::from_slice(&decode(head)).expect("JSON");
        assert_eq!(head["alg"], "ES256");
        let claims: Value = serde_json::from_slice(&decode(claims)).expect("JSON");
        assert_eq!(claims["aud"], self.origin.as_str());
        let left = claims["exp"].as_i64().expect("seconds") - seconds_now();
        assert!((1..86_400).contains(&left), "good for {left} s");
        (claims, key.to_owned())
    }

    /// Decrypts a message (RFC 8291, section 3.4; RFC 8188, section 2).
    fn read(&self, body: &[u8]) -> Vec<u8> {
        let (salt, rest) = body.split_at(16);
        let (_record_size, rest) = rest.split_at(4);
        let (sender, sealed) = rest[1..].split_at(usize::from(rest[0]));
        let peer = UnparsedPublicKey::new(&ECDH_P256, sender);
        let shared =
            agree(&self.private, peer, aws_lc_rs::error::Unspecified, |shared| Ok(shared.to_vec()));
        let info = [b"WebPush: info\0", self.public_key().as_slice(), sender].concat();
        let ikm = derive::<32>(&self.auth, &shared.expect("a point on the curve"), &info);
        let key = derive::<16>(salt, &ikm, b"Content-Encoding: aes128gcm\0");
        let nonce = derive::<12>(salt, &ikm, b"Content-Encoding: nonce\0");
        let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).expect("16 bytes"));
        let mut plain = sealed.to_vec();
        let nonce = Nonce::assume_unique_for_key(nonce);
        let plain = key.open_in_place(nonce, Aad::empty(), &mut plain).expect("it is for us");
        // The last record ends in a 2 and zeros.
        let end = plain.iter().rposition(|&byte| byte == 2).expect("a delimiter");
        assert!(plain[end + 1..].iter().all(|&byte| byte == 0));
        plain[..end].to_vec()
    }
}

fn derive<const N: usize>(salt: &[u8], secret: &[u8], info: &[u8]) -> [u8; N] {
    struct Length(usize);
    impl hkdf::KeyType for Length {
        fn len(&self) -> usize {
            self.0
        }
    }
    let mut key = [0; N];
    let extracted = hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(secret);
    let info = [info];
    let expanded = extracted.expand(&info, Length(N)).expect("a short key");
    expanded.fill(&mut key).expect("the same length");
    key
}

#[expect(clippy::disallowed_methods, reason = "the real server under test reads the real clock")]
fn seconds_now() -> i64 {
    jiff::Timestamp::now().as_second()
}
