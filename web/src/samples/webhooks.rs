//! The operator's webhooks.

use crema_web::console::*;
use crema_web::*;

use super::Named;

pub fn screens() -> Named {
    vec![
        ("console-webhooks", Box::new(Webhooks { webhooks: webhooks() })),
        ("console-webhooks-empty", Box::new(Webhooks { webhooks: Vec::new() })),
        ("console-webhook", webhook_page()),
        ("console-webhook-new", webhook_form(Errors::none())),
        ("console-webhook-errors", webhook_form(wrong_webhook())),
        ("console-webhook-secret", webhook_secret()),
    ]
}

fn webhooks() -> Vec<WebhookLine> {
    let since = "2026-11-20 10:42".to_owned();
    let webhook = |id: &str, name: &str, state, waiting, aside| WebhookLine {
        id: id.to_owned(),
        name: name.to_owned(),
        url: format!("https://{id}.example/crema?token=x"),
        events: (id == "till").then(|| vec!["OrderManager.OrderCompleted".to_owned()]),
        state,
        waiting,
        aside,
        version: 3,
    };
    vec![
        webhook("till", "Till", WebhookState::On, 0, 0),
        webhook("stock", "Stock", WebhookState::Off, 0, 2),
        webhook("robot", "Robot", WebhookState::Failing { since: since.clone() }, 1, 0),
        webhook("ledger", "Ledger", WebhookState::Open { since }, 42, 7),
    ]
}

fn webhook_page() -> Box<dyn Screen> {
    let answers = [
        WebhookAnswer::Status(500),
        WebhookAnswer::Trouble("timeout"),
        WebhookAnswer::Trouble("unreachable"),
        WebhookAnswer::Trouble("blocked"),
        WebhookAnswer::Status(204),
    ];
    let attempt = |answer: &WebhookAnswer| WebhookAttempt {
        time: "2026-11-21 10:42".to_owned(),
        kind: "OrderManager.WaitingCompletion".to_owned(),
        event: "019aa/4".to_owned(),
        answer: answer.clone(),
        millis: 9_000,
    };
    let letter = |answer: WebhookAnswer, is_replayed| WebhookLetter {
        time: "2026-11-21 10:40".to_owned(),
        kind: "OrderManager.MakeOrder".to_owned(),
        event: "019aa/5".to_owned(),
        answer,
        is_replayed,
    };
    let letters = vec![
        letter(WebhookAnswer::Status(500), false),
        letter(WebhookAnswer::Behind, false),
        letter(WebhookAnswer::Behind, true),
    ];
    let webhook = webhooks().remove(3);
    Box::new(WebhookPage { webhook, attempts: answers.iter().map(attempt).collect(), letters })
}

fn webhook_form(errors: Errors) -> Box<dyn Screen> {
    let typed = WebhookTyped {
        name: "Till".to_owned(),
        url: "http://192.168.1.7/".to_owned(),
        most_tries: "10".to_owned(),
        is_chosen: true,
        events: vec!["OrderManager.OrderCompleted".to_owned()],
    };
    let kinds = vec!["OrderManager.MakeOrder", "OrderManager.OrderCompleted"];
    Box::new(WebhookForm { id: None, key: "k".to_owned(), typed, kinds, errors })
}

fn wrong_webhook() -> Errors {
    let mut errors = Errors::one("url", "invalid_webhook_url", "A public https address.");
    errors.add("name", "invalid_webhook_name", "1 to 40 characters.");
    errors.add("events", "invalid_webhook_events", "Choose one.");
    errors.add("most_tries", "invalid_webhook_tries", "1 to 20.");
    errors.add_with("", "too_many_webhooks", "At most 8.", &[("most", "8")]);
    errors
}

fn webhook_secret() -> Box<dyn Screen> {
    let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned();
    Box::new(WebhookSecret { id: "till".to_owned(), name: "Till".to_owned(), secret })
}
