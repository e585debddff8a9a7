//! Who looks at a page, and the surroundings its view needs.

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::http::{Method, header};
use crema_web::{Language, Site};

use super::STATIC_PATH;
use super::language::language_of;
use crate::auth::{Principal, Principals};
use crate::context::{Address, Context};
use crate::error::Problem;
use crate::store::Store;

/// A page's visitor.
#[derive(Clone, Debug)]
pub(super) struct Visitor {
    /// Whoever the cookies say.
    pub(super) who: Principals,
    /// The request's headers.
    pub(super) headers: HeaderMap,
    /// Where the request came from.
    pub(super) address: Address,
    /// The store that the page of this request was shown for, where its address says so.
    pub(super) page_of: Option<String>,
    /// Whether the request wants to change something with the rights of a cookie, which every tab
    /// of a browser shares.
    pub(super) is_form: bool,
}

impl FromRequestParts<Context> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, cx: &Context) -> Result<Self, Problem> {
        // A token that is not good makes nobody of its sender; the page then asks them to sign in.
        let who = Principals::of_headers(&cx.auth, &parts.headers).await?.unwrap_or_default();
        let address = Address::from_request_parts(parts, cx).await?;
        let query = parts.uri.query().unwrap_or_default();
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        let page_of = pairs.find(|(name, _)| name == "store").map(|(_, store)| store.into_owned());
        let is_change = !matches!(parts.method, Method::GET | Method::HEAD);
        let has_token = parts.headers.contains_key(header::AUTHORIZATION);
        let headers = parts.headers.clone();
        Ok(Self { who, headers, address, page_of, is_form: is_change && !has_token })
    }
}

impl Visitor {
    /// The value of a header; empty when it is missing or no text.
    pub(super) fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The value of a cookie, if the browser sent it.
    pub(super) fn cookie(&self, name: &str) -> Option<&str> {
        let pairs = self.header(header::COOKIE).split(';');
        pairs
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|pair| pair.0 == name)
            .map(|p| p.1)
    }

    /// A page's surroundings without a store.
    pub(super) fn site(&self, cx: &Context) -> Site {
        plain_site(cx, language_of(&self.headers))
    }

    /// A page's surroundings in `store`, with the topics `who` may read.
    pub(super) fn site_of(&self, cx: &Context, store: &Store, who: &Principal) -> Site {
        let now = cx.platform.now();
        let topic = |rest: &str| format!("crema/{}/{rest}", store.id);
        let mut topics = vec![topic("public")];
        if who.is_customer() {
            topics.push(topic(&format!("user/{}", who.sub)));
        } else if who.is_display_of(&store.id) {
            topics.push(topic("display"));
        } else if who.is_staff_of(&store.id) {
            topics.push(topic("queue"));
        }
        Site {
            store: store.id.to_string(),
            store_name: store.name.clone(),
            topics,
            clock: store.time_of_day(now),
            zone: store.time_zone.clone(),
            person: who.name.clone(),
            person_id: who.sub.to_string(),
            broadcast: store.broadcast_at(now).map(|told| crema_web::Broadcast {
                text: told.text.clone(),
                until: store.time_of_day(told.until),
            }),
            ..self.site(cx)
        }
    }
}

/// Surroundings for pages that know neither store nor person.
pub(super) fn plain_site(cx: &Context, language: Language) -> Site {
    Site {
        language,
        assets: STATIC_PATH.to_owned(),
        store: String::new(),
        store_name: "Crema".to_owned(),
        topics: Vec::new(),
        now_ms: cx.platform.now().0,
        clock: String::new(),
        zone: String::new(),
        person: String::new(),
        person_id: String::new(),
        runs_all_stores: false,
        broadcast: None,
    }
}
