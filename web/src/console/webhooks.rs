//! The store's webhooks: the list, one of them with its last attempts, its form and its secret.

use askama::Template;

use crate::screen::rendered;
use crate::{App, Errors, Frame, Screen, Site};

/// How a webhook gets on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebhookState {
    /// It is told what happens.
    On,
    /// Nothing is sent.
    Off,
    /// The last attempts failed; it is tried again soon.
    Failing {
        /// The store's local time.
        since: String,
    },
    /// It failed so often that only probes are sent.
    Open {
        /// The store's local time.
        since: String,
    },
}

impl WebhookState {
    /// As in translations and attributes.
    pub fn word(&self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Off => "off",
            Self::Failing { .. } => "failing",
            Self::Open { .. } => "open",
        }
    }

    fn badge(&self) -> &'static str {
        match self {
            Self::On => "badge badge-ready",
            Self::Off => "badge",
            Self::Failing { .. } => "badge badge-warn",
            Self::Open { .. } => "badge badge-late",
        }
    }

    fn say(&self, site: &Site) -> String {
        let text = site.t(format!("webhook-{}", self.word()));
        match self {
            Self::On | Self::Off => text.to_string(),
            Self::Failing { since } | Self::Open { since } => {
                text.str("time", site.date(since)).to_string()
            }
        }
    }
}

/// One webhook.
#[derive(Clone, Debug)]
pub struct WebhookLine {
    /// Stable id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Its address, whole: for operators only.
    pub url: String,
    /// Types of events it is told; none for all.
    pub events: Option<Vec<String>>,
    /// How it gets on.
    pub state: WebhookState,
    /// Events that wait.
    pub waiting: u32,
    /// Events put aside.
    pub aside: u32,
    /// Changes with each thing done to it: part of its buttons' idempotency keys.
    pub version: i64,
}

impl WebhookLine {
    /// The idempotency key of a button.
    fn key(&self, form: &str) -> String {
        crate::menu::row_key(&format!("webhook{}", self.version), &self.id, form)
    }

    fn path(&self) -> String {
        format!("/console/webhooks/{}", self.id)
    }
}

/// The list of webhooks.
#[derive(Clone, Debug)]
pub struct Webhooks {
    /// All of them, the oldest first.
    pub webhooks: Vec<WebhookLine>,
}

impl Screen for Webhooks {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Console, site.t("webhooks-title"))
            .live("/console/webhooks/live".to_owned(), 15)
            .section("webhooks")
    }

    fn content(&self, site: &Site) -> String {
        rendered(&ListTemplate { site, v: self })
    }
}

/// What a receiver answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebhookAnswer {
    /// An HTTP status.
    Status(u16),
    /// None: `timeout`, `unreachable`, `blocked`.
    Trouble(&'static str),
    /// It was never sent, because an earlier event of its order was given up.
    Behind,
}

impl WebhookAnswer {
    fn say(&self, site: &Site) -> String {
        match self {
            Self::Status(status) => status.to_string(),
            Self::Trouble(word) => site.t(format!("answer-{word}")).to_string(),
            Self::Behind => site.t("webhooks-behind").to_string(),
        }
    }

    fn badge(&self) -> &'static str {
        match self {
            Self::Status(200..300) => "badge badge-ready",
            Self::Status(_) | Self::Trouble(_) => "badge badge-late",
            Self::Behind => "badge",
        }
    }
}

/// One attempt.
#[derive(Clone, Debug)]
pub struct WebhookAttempt {
    /// The store's local day and time.
    pub time: String,
    /// The event's type.
    pub kind: String,
    /// The event's id.
    pub event: String,
    /// What came back.
    pub answer: WebhookAnswer,
    /// How long that took, in milliseconds.
    pub millis: u32,
}

/// One event that was put aside.
#[derive(Clone, Debug)]
pub struct WebhookLetter {
    /// When it was put aside, as the store's local day and time.
    pub time: String,
    /// The event's type.
    pub kind: String,
    /// The event's id.
    pub event: String,
    /// What came back last.
    pub answer: WebhookAnswer,
    /// Whether it waits to be sent again.
    pub is_replayed: bool,
}

/// One webhook's page.
#[derive(Clone, Debug)]
pub struct WebhookPage {
    /// The webhook.
    pub webhook: WebhookLine,
    /// Its last attempts, newest first.
    pub attempts: Vec<WebhookAttempt>,
    /// What was put aside, oldest first; not more than a few hundred.
    pub letters: Vec<WebhookLetter>,
}

impl Screen for WebhookPage {
    fn frame(&self, _: &Site) -> Frame {
        Frame::new(App::Console, &self.webhook.name)
            .live(format!("{}/live", self.webhook.path()), 15)
            .section("webhooks")
            .here(self.webhook.path())
    }

    fn content(&self, site: &Site) -> String {
        rendered(&PageTemplate { site, v: self, webhook: &self.webhook })
    }
}

/// Values of the form, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebhookTyped {
    /// Field `name`.
    pub name: String,
    /// Field `url`.
    pub url: String,
    /// Field `most_tries`.
    pub most_tries: String,
    /// Field `which`: `all` or `chosen`.
    pub is_chosen: bool,
    /// Field `event`, several times: types of events.
    pub events: Vec<String>,
}

/// The form that adds or changes a webhook.
#[derive(Clone, Debug)]
pub struct WebhookForm {
    /// The webhook that is changed; none for a new one.
    pub id: Option<String>,
    /// Idempotency key.
    pub key: String,
    /// Values of the fields.
    pub typed: WebhookTyped,
    /// Every type of event there is.
    pub kinds: Vec<&'static str>,
    /// What is wrong; fields as in [`WebhookTyped`], `events` for the choice of events.
    pub errors: Errors,
}

impl WebhookForm {
    fn path(&self) -> String {
        match &self.id {
            Some(id) => format!("/console/webhooks/{id}/edit"),
            None => "/console/webhooks/new".to_owned(),
        }
    }

    fn back(&self) -> String {
        let id = self.id.as_ref().map(|id| format!("/{id}")).unwrap_or_default();
        format!("/console/webhooks{id}")
    }

    fn has(&self, kind: &str) -> bool {
        self.typed.events.iter().any(|chosen| chosen == kind)
    }
}

impl Screen for WebhookForm {
    fn frame(&self, site: &Site) -> Frame {
        let title = if self.id.is_some() { "webhooks-edit" } else { "webhooks-add" };
        Frame::new(App::Console, site.t(title)).section("webhooks").here(self.path())
    }

    fn errors(&self) -> Option<&Errors> {
        Some(&self.errors)
    }

    fn content(&self, site: &Site) -> String {
        rendered(&FormTemplate { site, v: self })
    }
}

/// A secret, shown once.
#[derive(Clone, Debug)]
pub struct WebhookSecret {
    /// The webhook's id.
    pub id: String,
    /// The webhook's name.
    pub name: String,
    /// `whsec_...`
    pub secret: String,
}

impl Screen for WebhookSecret {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Console, site.t("webhooks-secret")).section("webhooks")
    }

    fn content(&self, site: &Site) -> String {
        rendered(&SecretTemplate { site, v: self })
    }
}

#[derive(Template)]
#[template(path = "console/webhooks.html")]
struct ListTemplate<'a> {
    site: &'a Site,
    v: &'a Webhooks,
}

#[derive(Template)]
#[template(path = "console/webhook.html")]
struct PageTemplate<'a> {
    site: &'a Site,
    v: &'a WebhookPage,
    webhook: &'a WebhookLine,
}

#[derive(Template)]
#[template(path = "console/webhook_form.html")]
struct FormTemplate<'a> {
    site: &'a Site,
    v: &'a WebhookForm,
}

#[derive(Template)]
#[template(path = "console/webhook_secret.html")]
struct SecretTemplate<'a> {
    site: &'a Site,
    v: &'a WebhookSecret,
}
