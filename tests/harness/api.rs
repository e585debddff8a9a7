//! A small JSON client: a bearer token, idempotency keys, and answers that can be looked at.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE};
use hyper::{HeaderMap, Method, Request};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;

use crate::openapi;

/// No answer takes longer unless something is wrong.
const LIMIT: Duration = Duration::from_secs(30);

/// Somebody who talks to the server; copies share their connections.
#[derive(Clone, Debug)]
pub struct Api {
    http: Client<HttpConnector, Full<Bytes>>,
    address: SocketAddr,
    token: Option<String>,
}

/// The connection broke, or no answer came: the request may or may not have been carried out.
#[derive(Clone, Debug)]
pub struct Lost(pub String);

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub text: String,
    /// The body as JSON; null when it is none.
    pub json: Value,
}

impl Answer {
    /// The problem's stable code, or an empty text.
    #[must_use]
    pub fn code(&self) -> &str {
        self.json["code"].as_str().unwrap_or_default()
    }

    /// A field as text, or an empty text.
    #[must_use]
    pub fn text_of(&self, field: &str) -> &str {
        self.json[field].as_str().unwrap_or_default()
    }

    /// A header as text, or an empty text.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The answer itself when its status is `status`.
    ///
    /// # Panics
    /// When it is another.
    #[track_caller]
    #[must_use]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "unexpected answer: {}", self.text);
        self
    }

    /// Checks that this is a problem answer with this status and code, and a sentence.
    ///
    /// # Panics
    /// When it is not.
    #[track_caller]
    pub fn expect_problem(self, status: u16, code: &str) -> Self {
        assert_eq!((self.status, self.code()), (status, code), "unexpected answer: {}", self.text);
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(self.json["status"], status, "{}", self.text);
        assert!(self.text_of("detail").ends_with('.'), "no sentence: {}", self.text);
        self
    }
}

/// A request in the making.
#[derive(Clone, Debug)]
pub struct Call {
    method: Method,
    path: String,
    key: Option<String>,
    content_type: String,
    headers: Vec<(String, String)>,
    body: Bytes,
}

impl Call {
    /// A call without a body.
    #[must_use]
    pub fn new(method: &str, path: &str) -> Self {
        Self {
            method: method.parse().expect("a method"),
            path: path.to_owned(),
            key: None,
            content_type: "application/json".to_owned(),
            headers: Vec::new(),
            body: Bytes::new(),
        }
    }

    /// A POST of JSON under a fresh idempotency key.
    #[must_use]
    pub fn post(path: &str, body: &Value) -> Self {
        Self::new("POST", path).json(body).key(&fresh_key())
    }

    /// A form as a browser posts it from the server's own page.
    #[must_use]
    pub fn form<K: AsRef<str>, V: AsRef<str>>(path: &str, fields: &[(K, V)]) -> Self {
        let body =
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let call = Self::new("POST", path).body("application/x-www-form-urlencoded", body);
        call.header("sec-fetch-site", "same-origin")
    }

    /// Sends JSON.
    #[must_use]
    pub fn json(self, body: &Value) -> Self {
        self.body("application/json", body.to_string())
    }

    /// Sends any body.
    #[must_use]
    pub fn body(mut self, content_type: &str, body: impl Into<Bytes>) -> Self {
        content_type.clone_into(&mut self.content_type);
        self.body = body.into();
        self
    }

    /// Sends this idempotency key.
    #[must_use]
    pub fn key(mut self, key: &str) -> Self {
        self.key = Some(key.to_owned());
        self
    }

    /// Sends a further header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// An idempotency key that nobody used before.
#[must_use]
pub fn fresh_key() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("test-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

impl Api {
    /// A client without a session.
    #[must_use]
    pub fn new(address: SocketAddr) -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let http = Client::builder(TokioExecutor::new()).build(connector);
        Self { http, address, token: None }
    }

    /// The same client as somebody else.
    #[must_use]
    pub fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// The session's token, when there is one.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// Sends a call; its path is whole (see [`api`] for resources).
    ///
    /// # Errors
    /// When no whole answer came.
    ///
    /// # Panics
    /// When the answer is not as in `docs/openapi.json`.
    pub async fn send(&self, call: Call) -> Result<Answer, Lost> {
        let (method, path) = (call.method.clone(), call.path.clone());
        let mut request = Request::builder()
            .method(call.method)
            .uri(format!("http://{}{}", self.address, call.path))
            .header(CONTENT_TYPE, call.content_type);
        if let Some(token) = &self.token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        if let Some(key) = call.key {
            request = request.header("idempotency-key", key);
        }
        for (name, value) in call.headers {
            request = request.header(name, value);
        }
        let request = request.body(Full::new(call.body)).expect("a request that can be sent");
        let lost = |error: &dyn std::fmt::Display| Lost(error.to_string());
        let whole = async {
            let response = self.http.request(request).await.map_err(|e| lost(&e))?;
            let (head, body) = response.into_parts();
            let bytes = body.collect().await.map_err(|e| lost(&e))?.to_bytes();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let json = serde_json::from_str(&text).unwrap_or(Value::Null);
            Ok(Answer { status: head.status.as_u16(), headers: head.headers, text, json })
        };
        let answer = tokio::time::timeout(LIMIT, whole).await.unwrap_or_else(|e| Err(lost(&e)))?;
        openapi::check(method.as_str(), &path, &answer);
        Ok(answer)
    }

    /// Sends a call that must be answered.
    ///
    /// # Panics
    /// When no whole answer came.
    pub async fn call(&self, call: Call) -> Answer {
        let what = format!("{} {}", call.method, call.path);
        self.send(call).await.unwrap_or_else(|lost| panic!("{what}: no answer: {}", lost.0))
    }

    /// GET of any path.
    ///
    /// # Errors
    /// When no whole answer came.
    pub async fn try_get(&self, path: &str) -> Result<Answer, Lost> {
        self.send(Call::new("GET", path)).await
    }

    /// GET below `/api/v1`.
    pub async fn get(&self, path: &str) -> Answer {
        self.call(Call::new("GET", &api(path))).await
    }

    /// POST of JSON below `/api/v1`, under a fresh idempotency key.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.call(Call::post(&api(path), body)).await
    }

    /// PUT of JSON below `/api/v1`, under a fresh idempotency key.
    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        self.call(Call::new("PUT", &api(path)).json(body).key(&fresh_key())).await
    }

    /// PATCH of JSON below `/api/v1`, under a fresh idempotency key.
    pub async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.call(Call::new("PATCH", &api(path)).json(body).key(&fresh_key())).await
    }
}

/// The path of an API resource.
#[must_use]
pub fn api(path: &str) -> String {
    format!("/api/v1{path}")
}
