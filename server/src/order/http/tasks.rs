//! `POST /api/v1/tasks/{token}/...`: whoever holds a token resumes its step.

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use utoipa::ToSchema;

use super::super::tasks::{TaskAnswer, task as resume_task};
use super::{Answer, ITEMS, Nothing, OrderJson, WithReason};
use crate::context::{Context, JsonBody};
use crate::menu::Choice;
use crate::workflow::tokens::TaskToken;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TaskSuccess {
    /// Drinks with options, where the guest's choice was waited for.
    #[serde(default)]
    items: Vec<Choice>,
    /// For the cup, where the guest's choice was waited for.
    #[serde(default)]
    name: String,
}

/// The step is done.
#[utoipa::path(
    post,
    path = "/tasks/{token}/success",
    tag = "tasks",
    params(("token" = String, Path)),
    request_body = TaskSuccess,
    responses((status = 200, description = "The order as it is now", body = OrderJson)),
    extensions(("x-problems" = json!(["unknown_token", "token_spent", "wrong_state", ITEMS, "queue_full"]))),
)]
pub(super) async fn success(
    State(cx): State<Context>,
    Path(token): Path<String>,
    JsonBody(body): JsonBody<TaskSuccess>,
) -> Answer {
    let answer = TaskAnswer::Success { items: body.items, name: body.name };
    resume(&cx, token, answer).await
}

/// The step cannot be done: the order is cancelled.
#[utoipa::path(
    post,
    path = "/tasks/{token}/failure",
    tag = "tasks",
    params(("token" = String, Path)),
    request_body = WithReason,
    responses((status = 200, description = "The order as it is now", body = OrderJson)),
    extensions(("x-problems" = json!(["unknown_token", "token_spent", "wrong_state"]))),
)]
pub(super) async fn failure(
    State(cx): State<Context>,
    Path(token): Path<String>,
    JsonBody(body): JsonBody<WithReason>,
) -> Answer {
    resume(&cx, token, TaskAnswer::Failure { reason: body.reason }).await
}

/// Still at it: the deadline moves.
#[utoipa::path(
    post,
    path = "/tasks/{token}/heartbeat",
    tag = "tasks",
    params(("token" = String, Path)),
    request_body = Nothing,
    responses((status = 200, description = "The order as it is now", body = OrderJson)),
    extensions(("x-problems" = json!(["unknown_token", "token_spent", "wrong_state"]))),
)]
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
