//! A form with a file in it, and the two addresses a menu is downloaded from.

use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::super::super::form::Form;
use super::super::super::site::Visitor;
use super::super::Desk;
use crate::context::Context;
use crate::error::Problem;
use crate::menu::import::{Format, to_csv};

/// The fields of a `multipart/form-data` body, and the file that was chosen.
pub(super) struct FileForm {
    pub(super) form: Form,
    pub(super) file: Option<File>,
}

/// A chosen file, whole.
pub(super) struct File {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

impl<S: Send + Sync> FromRequest<S> for FileForm {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let path = request.uri().path().to_owned();
        let mut parts = Multipart::from_request(request, state).await.map_err(|_| {
            Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "unsupported_media_type",
                "This address takes forms with files only (multipart/form-data).",
            )
        })?;
        let (mut fields, mut file) = (Vec::new(), None);
        while let Some(part) = parts.next_field().await.map_err(|error| unreadable(&error))? {
            let name = part.name().unwrap_or_default().to_owned();
            let chosen = part.file_name().map(str::to_owned);
            let bytes = part.bytes().await.map_err(|error| unreadable(&error))?;
            match chosen {
                // A file field that was left alone is sent as an empty file without a name.
                Some(name) if name.is_empty() && bytes.is_empty() => {}
                Some(name) => file = Some(File { name, bytes: bytes.to_vec() }),
                None => fields.push((name, String::from_utf8_lossy(&bytes).into_owned())),
            }
        }
        Ok(Self { form: Form::of_fields(fields, &path), file })
    }
}

fn unreadable(error: &MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::new(error.status(), "body_too_large", "The file is too large for a menu.");
    }
    Problem::new(StatusCode::BAD_REQUEST, "form_damaged", "The form came damaged. Send it again.")
}

pub(super) async fn export_json(
    State(cx): State<Context>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let text =
        serde_json::to_string_pretty(&desk.store.menu).map_err(|_| Problem::unavailable())?;
    Ok(download(&desk, Format::Json, "application/json", text))
}

pub(super) async fn export_csv(
    State(cx): State<Context>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let text = to_csv(&desk.store.menu);
    Ok(download(&desk, Format::Csv, "text/csv; charset=utf-8; header=present", text))
}

fn download(desk: &Desk, format: Format, kind: &'static str, text: String) -> Response {
    let (store, day) = (&desk.store.id, desk.store.day_of(desk.now));
    let name = format!("attachment; filename=\"menu-{store}-{day}.{}\"", format.word());
    let name = HeaderValue::from_str(&name).expect("store ids and dates are plain text");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, text).into_response()
}
