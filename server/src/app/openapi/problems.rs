//! Every problem the JSON API answers: its stable code, its status, and what it means. Codes are
//! never renamed and keep their status; new ones may come at any time.

/// Code, status, meaning.
const PROBLEMS: &[(&str, u16, &str)] = &[
    ("already_claimed", 409, "A colleague has the order; `by` names who."),
    ("body_too_large", 413, "The body is larger than 256 KiB."),
    ("code_expired", 409, "The code does not count, or no longer."),
    (
        "code_used_up",
        409,
        "All places of the code are taken; `retry_after` says when the next comes.",
    ),
    ("daily_limit", 429, "The person has had all the orders of the day."),
    ("forbidden", 403, "The session may not do this."),
    ("foreign_origin", 403, "Another site's page sent this with our cookies."),
    ("internal", 500, "A defect on our side; nothing was changed."),
    ("invalid_json", 400, "The body is not the JSON this address takes."),
    ("invalid_name", 422, "The name for the cup is not 1 to 40 letters."),
    ("invalid_push_endpoint", 422, "Not a public https address."),
    ("invalid_push_keys", 422, "Not the keys of a push subscription."),
    ("invalid_query", 400, "The address or its query is not right."),
    ("invalid_text", 400, "A text holds a character that cannot be stored, such as U+0000."),
    ("invalid_value", 422, "A value is out of its bounds; `detail` names it."),
    ("invalid_webhook_events", 422, "No event was chosen, or one that there is not."),
    ("invalid_webhook_name", 422, "The name is not 1 to 40 letters."),
    ("invalid_webhook_tries", 422, "The number of tries is not 1 to 20."),
    ("invalid_webhook_url", 422, "Not a public https address."),
    ("key_malformed", 400, "The Idempotency-Key is not 8 to 64 visible ASCII characters."),
    ("key_missing", 400, "The Idempotency-Key is missing."),
    ("key_reused", 422, "The Idempotency-Key came before with another request."),
    ("key_running", 409, "The first request with this Idempotency-Key still runs."),
    ("network_busy", 429, "Too many on the same network scan at this moment."),
    ("not_found", 404, "There is no such thing, or it is not yours."),
    ("nothing_ordered", 422, "No drink at all."),
    ("nothing_to_tell", 409, "The order is not on its way."),
    ("open_order_limit", 429, "The person has all the open orders one may have."),
    ("order_count", 422, "Too few or too many orders are named."),
    ("queue_full", 409, "The queue holds all the drinks it may."),
    ("reason_missing", 422, "Staff say why they cancel."),
    ("request_timeout", 408, "The request took too long to arrive."),
    ("sold_out", 422, "A drink or an option is sold out."),
    ("store_archived", 409, "The store was put away."),
    ("store_closed", 409, "The store is closed."),
    ("store_id_taken", 409, "Another store has this short name."),
    ("store_not_open", 409, "The store takes no orders now."),
    ("store_paused", 409, "The store takes no orders for a while."),
    ("token_spent", 410, "The task token's step is over."),
    ("too_few_options", 422, "A group needs more options."),
    ("too_late_to_cancel", 409, "The order is being made."),
    ("too_many_items", 422, "More drinks than one order takes."),
    ("too_many_options", 422, "A group allows fewer options."),
    ("too_many_tries", 429, "Wait before the next try."),
    ("too_many_webhooks", 409, "The store has as many webhooks as it can."),
    ("unauthorized", 401, "The session is missing, expired or was ended."),
    ("unavailable", 503, "Nothing was stored; the same request may work soon."),
    ("unknown_drink", 422, "No such drink on the menu."),
    ("unknown_option", 422, "The drink has no such option."),
    ("unknown_token", 404, "There is no such task token."),
    ("unknown_webhook", 404, "There is no such webhook in this store."),
    ("unsupported_media_type", 415, "The body is not sent as JSON."),
    ("would_overtake", 409, "An older order has been overtaken often enough."),
    ("wrong_pin", 401, "The name and PIN do not match."),
    ("wrong_state", 409, "The action does not apply to the order as it is now."),
];

/// The status that a problem is answered with.
pub(super) fn status_of(code: &str) -> Option<u16> {
    find(code).map(|(_, status, _)| *status)
}

/// What a problem means, in one sentence.
pub(super) fn meaning_of(code: &str) -> Option<&'static str> {
    find(code).map(|(_, _, meaning)| *meaning)
}

fn find(code: &str) -> Option<&'static (&'static str, u16, &'static str)> {
    PROBLEMS.iter().find(|(known, ..)| *known == code)
}
