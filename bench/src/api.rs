//! One HTTP connection that is kept, as a browser keeps it.

use std::net::SocketAddr;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

use crate::Failure;

/// A kept connection to the server's API.
pub(crate) struct Api {
    sender: SendRequest<Full<Bytes>>,
    host: String,
}

/// A status and its JSON, `Null` where there is none.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) json: Value,
}

impl Api {
    pub(crate) async fn connect(address: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address).await.map_err(Failure::Connection)?;
        stream.set_nodelay(true).map_err(Failure::Connection)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await.map_err(Failure::Http)?;
        // Its error reaches the sender as well.
        tokio::spawn(connection);
        Ok(Self { sender, host: address.to_string() })
    }

    /// Sends JSON with an idempotency key of its own.
    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        token: Option<&str>,
        key: &str,
        body: &Value,
    ) -> Result<Answer, Failure> {
        self.sender.ready().await.map_err(Failure::Http)?;
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", &self.host)
            .header("content-type", "application/json")
            .header("idempotency-key", key);
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let request = request
            .body(Full::from(body.to_string()))
            .map_err(|error| Failure::Unusable(error.to_string()))?;
        let response = self.sender.send_request(request).await.map_err(Failure::Http)?;
        let status = response.status().as_u16();
        let bytes = response.into_body().collect().await.map_err(Failure::Http)?.to_bytes();
        Ok(Answer { status, json: serde_json::from_slice(&bytes).unwrap_or(Value::Null) })
    }

    /// A fresh guest's token.
    pub(crate) async fn guest(&mut self, key: &str) -> Result<String, Failure> {
        let path = "/api/v1/sessions/anonymous";
        let answer = self.send(Method::POST, path, None, key, &serde_json::json!({})).await?;
        match answer.json["token"].as_str() {
            Some(token) if answer.status < 300 => Ok(token.to_owned()),
            _ => Err(Failure::Refused(answer.status, answer.json.to_string())),
        }
    }
}
