//! `POST /api/v1/stores/{store}/qr-code`: from a scan to a started order.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::super::admit::{self, Glance};
use super::super::command::WAITS_FOR_CUSTOMER;
use super::super::{Admission, OrderJson, OrderRefusal, refusal};
use crate::auth::{Principal, Principals};
use crate::context::contract::{GUEST, KEY_REQUIRED};
use crate::context::{Address, Context, Keyed, Trace};
use crate::db::Fail;
use crate::error::Problem;
use crate::idempotency::RequestKey;
use crate::ids::OrderId;
use crate::qr::{Code, Scan};
use crate::store::Store;
use crate::workflow::tokens;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Redemption)]
pub(super) struct Redeem {
    code: String,
    /// From the page of a fresh scan.
    stamp: Option<String>,
}

/// Redeems a code: takes one of its places and starts an order.
#[utoipa::path(
    post,
    path = "/stores/{store}/qr-code",
    tag = "codes",
    params(("store" = String, Path)),
    request_body = Redeem,
    responses(
        (status = 201, description = "The new order", body = OrderJson),
        (status = 200, description = "The order that is open already", body = OrderJson),
    ),
    extensions(
        ("x-roles" = json!(GUEST)),
        ("x-problems" = json!([
            KEY_REQUIRED, "code_expired", "code_used_up", "store_closed", "store_paused",
            "queue_full", "open_order_limit", "daily_limit", "network_busy", "too_many_tries"
        ])),
    ),
)]
pub(super) async fn redeem_code(
    State(cx): State<Context>,
    Path(store): Path<String>,
    principals: Principals,
    Address(address): Address,
    Trace(trace): Trace,
    body: Keyed<Redeem>,
) -> Result<(StatusCode, Json<OrderJson>), Problem> {
    let store = cx.store(&store).await?;
    let guest = principals.customer()?;
    let key = body.key_of(guest)?;
    let _running = cx.in_flight.begin(&key)?;
    let Redeem { code, stamp } = body.value;
    let admission = redeem(&cx, &store, guest, address, &code, stamp, Some(key), trace).await?;
    let id = OrderId::new(admission.order.id.clone());
    let mut conn = cx.platform.db.read().await?;
    // The answer may be a repeated one: whose turn it is now is asked again.
    let token = tokens::current(&mut conn, &cx.platform.keys, &id, WAITS_FOR_CUSTOMER).await?;
    let task_token = token.map(|token| token.reveal().to_owned());
    let status = if admission.is_new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(OrderJson { task_token, ..admission.order })))
}

/// Redeems a code with the limits on guesses; shared by the API and the scan page.
#[expect(
    clippy::too_many_arguments,
    reason = "one call, two callers; a struct would only rename it"
)]
pub(crate) async fn redeem(
    cx: &Context,
    store: &Store,
    guest: &Principal,
    address: std::net::IpAddr,
    code: &str,
    stamp: Option<String>,
    key: Option<RequestKey>,
    trace: String,
) -> Result<admit::Admission, Problem> {
    let Ok(code) = Code::parse(code) else {
        return Err(wrong_code(cx, address));
    };
    let places = store.settings.places_per_code;
    let scan = Scan { code, sub: guest.sub.clone(), stamp };
    let glance = admit::glance(&cx.platform, store, &scan, key.as_ref()).await;
    // Whoever cannot get a place anyway, with a wrong code or an order already, must not stand in the
    // way of others on their network, not even for the moment until they are refused.
    let is_counted = matches!(glance, Ok(Glance::WantsPlace));
    let counted =
        if is_counted { cx.limits.take_place(store.id.as_str(), address, places) } else { Ok(()) };
    counted.map_err(|wait| {
        metrics::counter!("crema_scans_total", "outcome" => "network_busy").increment(1);
        Problem::new(
            StatusCode::TOO_MANY_REQUESTS,
            "network_busy",
            format!(
                "Many people on your network are scanning at this moment. Wait {} seconds and try \
                 again.",
                wait.seconds
            ),
        )
        .retry_after(wait.seconds)
    })?;
    let admitted = match glance {
        Ok(Glance::UsedUp(refusal)) => Err(Fail::Refused(refusal)),
        Ok(Glance::WantsPlace | Glance::WantsNone) => {
            admit::take_turn(&cx.platform, &store.id, scan, key, Some(trace)).await
        }
        Err(fail) => Err(fail),
    };
    // Only where it is certain that no place was taken: who hangs up early may have got one.
    let is_without =
        matches!(&admitted, Ok(Admission { is_new: false, .. }) | Err(Fail::Refused(_)));
    if is_counted && is_without {
        cx.limits.give_place_back(store.id.as_str(), address);
    }
    let outcome = match &admitted {
        Ok(admission) if admission.is_new => "admitted",
        Ok(_) => "resumed",
        Err(Fail::Refused(refusal)) => refusal::code_of(refusal),
        Err(Fail::Db(_)) => "unavailable",
    };
    metrics::counter!("crema_scans_total",
        "store" => store.id.to_string(), "outcome" => outcome)
    .increment(1);
    match admitted {
        Err(Fail::Refused(OrderRefusal::CodeExpired)) => Err(wrong_code(cx, address)),
        Err(Fail::Refused(refusal)) => Err(refusal.problem(store, cx.platform.now())),
        Err(Fail::Db(error)) => Err(error.into()),
        Ok(admission) => Ok(admission),
    }
}

/// The one refusal of a code that does not count, until an address has sent too many of them.
pub(crate) fn wrong_code(cx: &Context, address: std::net::IpAddr) -> Problem {
    match cx.limits.wrong_code(address) {
        Ok(()) => OrderRefusal::CodeExpired.into(),
        Err(wait) => Problem::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too_many_tries",
            format!("Too many codes that do not count. Wait {} seconds.", wait.seconds),
        )
        .retry_after(wait.seconds),
    }
}
