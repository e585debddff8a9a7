//! `POST /api/v1/tasks/{token}/...`: whoever holds a token resumes its step.

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;

use super::super::tasks::{TaskAnswer, task as resume_task};
use super::{Answer, Nothing, WithReason};
use crate::context::{Context, JsonBody};
use crate::menu::Choice;
use crate::workflow::tokens::TaskToken;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TaskSuccess {
    #[serde(default)]
    items: Vec<Choice>,
    #[serde(default)]
    name: String,
}

pub(super) async fn success(
    State(cx): State<Context>,
    Path(token): Path<String>,
    JsonBody(body): JsonBody<TaskSuccess>,
) -> Answer {
    let answer = TaskAnswer::Success { items: body.items, name: body.name };
    resume(&cx, token, answer).await
}

pub(super) async fn failure(
    State(cx): State<Context>,
    Path(token): Path<String>,
    JsonBody(body): JsonBody<WithReason>,
) -> Answer {
    resume(&cx, token, TaskAnswer::Failure { reason: body.reason }).await
}

pub(super) async fn heartbeat(
    State(cx): State<Context>,
    Path(token): Path<String>,
    JsonBody(Nothing {}): JsonBody<Nothing>,
) -> Answer {
    resume(&cx, token, TaskAnswer::Heartbeat).await
}

async fn resume(cx: &Context, token: String, answer: TaskAnswer) -> Answer {
    Ok(Json(resume_task(&cx.platform, TaskToken::from_text(token), answer).await?))
}
