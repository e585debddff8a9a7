//! A submitted form: fields in order, some of them several times.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};

use crate::auth::Principal;
use crate::error::Problem;
use crate::idempotency::RequestKey;
use crate::store::{By, Part, Seen};

/// The fields of an `application/x-www-form-urlencoded` body.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    fields: Vec<(String, String)>,
    path: String,
    bytes: Bytes,
}

impl Form {
    /// The first value of a field; empty when it is missing.
    pub(super) fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// Every value of a field that is not empty.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields
            .iter()
            .filter(move |(field, value)| field == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// Whether a box is ticked or a switch is on.
    pub(super) fn has(&self, name: &str) -> bool {
        matches!(self.get(name), "true" | "on" | "1")
    }

    /// The form's idempotency key in `person`'s name. A form without one is simply done.
    pub(super) fn key_of(&self, person: &str) -> Option<RequestKey> {
        let key = self.get("key");
        let fits = (8..=64).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic());
        fits.then(|| RequestKey::new(person, key, &[self.path.as_bytes(), &self.bytes]))
    }
}

impl Form {
    /// The text fields of a form that came in another encoding, as if they had come in the usual
    /// one: a repeat has the same bytes, whatever its encoding put between the fields.
    pub(super) fn of_fields(fields: Vec<(String, String)>, path: &str) -> Self {
        let bytes = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields.iter())
            .finish();
        Self { fields, path: path.to_owned(), bytes: bytes.into() }
    }

    /// Who changes a store by this form.
    pub(super) fn by(&self, who: &Principal) -> By {
        By { who: who.sub.to_string(), key: self.key_of(who.sub.as_str()), seen: None }
    }

    /// [`Form::by`] for forms that write back what they showed of `part`: refused when that changed
    /// in between. Their key begins with the part's tag, see `Desk::key_to`.
    pub(super) fn by_as_seen(&self, who: &Principal, part: Part) -> By {
        let seen = self.tag_seen().map(|tag| Seen { part, tag: tag.to_owned() });
        By { seen, ..self.by(who) }
    }

    /// The tag of what the form showed.
    pub(super) fn tag_seen(&self) -> Option<&str> {
        self.get("key").split_once('.').map(|(tag, _)| tag)
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded")) {
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "unsupported_media_type",
                "This address takes forms only. Programs use the addresses below /api/v1.",
            ));
        }
        let path = request.uri().path().to_owned();
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| {
            Problem::new(rejection.status(), "body_too_large", "The form is too large.")
        })?;
        let fields = url::form_urlencoded::parse(&bytes).into_owned().collect();
        Ok(Self { fields, path, bytes })
    }
}
