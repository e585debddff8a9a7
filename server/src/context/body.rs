//! JSON bodies and idempotency keys.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use serde::de::DeserializeOwned;

use crate::auth::Principal;
use crate::error::Problem;
use crate::idempotency::RequestKey;

/// A JSON body; an empty one reads as `{}`.
#[derive(Debug)]
pub struct JsonBody<T>(pub T);

impl<S, T> FromRequest<S> for JsonBody<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        Ok(Self(Keyed::<T>::read(request, state).await?.value))
    }
}

/// A JSON body with the `Idempotency-Key` it came with.
#[derive(Debug)]
pub struct Keyed<T> {
    /// The body.
    pub value: T,
    key: Option<String>,
    method_and_path: String,
    bytes: Bytes,
}

impl<T> Keyed<T> {
    /// The key in `person`'s name.
    ///
    /// # Errors
    /// 400 when the request came without one.
    pub fn key_of(&self, person: &Principal) -> Result<RequestKey, Problem> {
        let key = self.key.as_deref().ok_or_else(|| {
            Problem::new(
                StatusCode::BAD_REQUEST,
                "key_missing",
                "Send an Idempotency-Key header, a fresh UUID for each action, so that a repeat \
                 after a lost answer does no harm.",
            )
        })?;
        let parts: [&[u8]; 2] = [self.method_and_path.as_bytes(), &self.bytes];
        Ok(RequestKey::new(person.sub.as_str(), key, &parts))
    }
}

impl<T> Keyed<T> {
    /// The key in `person`'s name, or `None` where none was sent.
    pub fn optional_key_of(&self, person: &Principal) -> Option<RequestKey> {
        self.key.as_ref()?;
        self.key_of(person).ok()
    }
}

impl<S, T> FromRequest<S> for Keyed<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        Self::read(request, state).await
    }
}

impl<T: DeserializeOwned> Keyed<T> {
    async fn read<S: Send + Sync>(request: Request, state: &S) -> Result<Self, Problem> {
        let headers = request.headers();
        let key = headers.get("idempotency-key").map(|value| {
            let text = value.to_str().unwrap_or_default();
            let fits = (8..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
            if fits { Ok(text.to_owned()) } else { Err(malformed_key()) }
        });
        let key = key.transpose()?;
        let is_json = headers.get(header::CONTENT_TYPE).is_some_and(|value| {
            let text = value.to_str().unwrap_or_default();
            let kind = text.split(';').next().unwrap_or_default().trim();
            kind == "application/json"
                || (kind.starts_with("application/") && kind.ends_with("+json"))
        });
        let method_and_path = format!("{} {}", request.method(), request.uri().path());
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| {
            Problem::new(
                rejection.status(),
                "body_too_large",
                "The body could not be read or is larger than 256 KiB.",
            )
        })?;
        if !bytes.is_empty() && !is_json {
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "unsupported_media_type",
                "Send the body as JSON with Content-Type: application/json.",
            ));
        }
        let text: &[u8] = if bytes.is_empty() { b"{}" } else { &bytes };
        let value = serde_json::from_slice(text).map_err(|error| {
            Problem::new(
                StatusCode::BAD_REQUEST,
                "invalid_json",
                format!("The body is not the JSON this address takes: {error}."),
            )
        })?;
        Ok(Self { value, key, method_and_path, bytes })
    }
}

fn malformed_key() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "key_malformed",
        "An Idempotency-Key takes 8 to 64 visible ASCII characters, such as a UUID.",
    )
}
