//! A shop that is open, and the people in it: what most tests need before their own first step.

use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::Mutex;

use crate::api::{Answer, Api};
use crate::server::{Backend, Server};

/// An open store `main` with its operator.
pub struct Shop {
    /// The server it runs on.
    pub server: Server,
    /// The operator's session.
    pub operator: Api,
}

/// A guest with an anonymous session.
#[derive(Clone, Debug)]
pub struct Guest {
    /// The guest's session.
    pub api: Api,
}

impl Shop {
    /// Starts a server and opens its store.
    pub async fn open(backend: &Backend) -> Self {
        Self::around(Server::start(backend).await).await
    }

    /// Opens the store of a server that runs already.
    pub async fn around(server: Server) -> Self {
        let operator = server.api().with_token(&server.token("operator").await);
        let shop = Self { server, operator };
        shop.set_state("open").await;
        shop
    }

    /// Opens, pauses or closes the store.
    pub async fn set_state(&self, state: &str) {
        let answer = self.operator.put("/stores/main/status", &json!({ "state": state })).await;
        assert!(answer.status < 300, "the store cannot be {state}: {}", answer.text);
    }

    /// Changes settings of the store.
    pub async fn set(&self, settings: Value) {
        let answer = self.operator.patch("/stores/main/settings", &settings).await;
        assert!(answer.status < 300, "the settings do not take: {}", answer.text);
    }

    /// A new guest.
    pub async fn guest(&self) -> Guest {
        Guest::arrive(&self.server.api()).await
    }

    /// Many guests, fifty arriving at a time.
    ///
    /// # Panics
    /// When one cannot.
    pub async fn guests(&self, count: usize) -> Vec<Guest> {
        let api = self.server.api();
        let left = Arc::new(Mutex::new(count));
        let arrivals: Vec<_> = (0..50)
            .map(|_| {
                let (api, left) = (api.clone(), Arc::clone(&left));
                tokio::spawn(async move {
                    let mut arrived = Vec::new();
                    loop {
                        {
                            let mut left = left.lock().await;
                            if *left == 0 {
                                return arrived;
                            }
                            *left -= 1;
                        }
                        arrived.push(Guest::arrive(&api).await);
                    }
                })
            })
            .collect();
        let mut guests = Vec::with_capacity(count);
        for arrival in arrivals {
            guests.extend(arrival.await.expect("guests arrive"));
        }
        guests
    }

    /// A barista with an account, signed in by name and PIN.
    pub async fn barista(&self, name: &str) -> Api {
        let add = ["staff", "add", "--store", "main", "--name", name, "--role", "barista"];
        self.server.run(&[&add[..], &["--pin", "271828"]].concat()).await;
        let body = json!({ "store": "main", "name": name, "pin": "271828" });
        let answer = self.server.api().post("/sessions", &body).await;
        assert!(answer.status < 300, "{name} cannot sign in: {}", answer.text);
        self.server.api().with_token(answer.text_of("token"))
    }

    /// The code that the display shows now.
    ///
    /// # Panics
    /// When no code is shown.
    pub async fn code(&self) -> String {
        let answer = self.operator.get("/stores/main/qr-code").await.expect(200);
        let url = url::Url::parse(answer.text_of("url")).expect("the code's address is a URL");
        let code = url.query_pairs().find(|(name, _)| name == "c").map(|(_, code)| code.into());
        code.expect("the address carries a code")
    }

    /// One order as the operator sees it.
    pub async fn order(&self, id: &str) -> Value {
        self.operator.get(&format!("/orders/{id}")).await.expect(200).json
    }

    /// One order's state.
    pub async fn state(&self, id: &str) -> String {
        self.order(id).await["state"].as_str().unwrap_or_default().to_owned()
    }

    /// Orders of the store in one state.
    pub async fn orders(&self, state: &str) -> Vec<Value> {
        let mut all = Vec::new();
        let mut after = String::new();
        loop {
            let behind = if after.is_empty() { String::new() } else { format!("&after={after}") };
            let path = format!("/stores/main/orders?state={state}{behind}");
            let page = rows(&self.operator.get(&path).await.expect(200).json, "orders");
            match page.last().and_then(|order| order["id"].as_str()) {
                Some(last) if last != after => last.clone_into(&mut after),
                _ => return all,
            }
            all.extend(page);
        }
    }

    /// Every event of the store, in the order of their positions.
    pub async fn events(&self) -> Vec<Value> {
        let mut all: Vec<Value> = Vec::new();
        let mut after = 0;
        loop {
            let path = format!("/events?after={after}&limit=500&store=main");
            let page = rows(&self.operator.get(&path).await.expect(200).json, "events");
            match page.last().and_then(|event| event["position"].as_i64()) {
                Some(last) => after = last,
                None => return all,
            }
            all.extend(page);
        }
    }

    /// One order's events, by sequence.
    pub async fn events_of(&self, order: &str) -> Vec<Value> {
        rows(
            &self.operator.get(&format!("/orders/{order}/events")).await.expect(200).json,
            "events",
        )
    }

    /// A guest's order in state `queued`: scanned and submitted.
    pub async fn queued(&self, guest: &Guest) -> String {
        let order = guest.scan(&self.code().await).await.expect(201).text_of("id").to_owned();
        let answer = guest.submit(&order, "Ana").await;
        assert!(answer.status < 300, "the order is not taken: {}", answer.text);
        order
    }
}

impl Guest {
    /// Gets an anonymous session.
    ///
    /// # Panics
    /// When there is none to be had.
    pub async fn arrive(api: &Api) -> Self {
        let arrived = Self::try_arrive(api).await;
        arrived.unwrap_or_else(|answer| panic!("no session for a guest: {}", answer.text))
    }

    /// Gets an anonymous session, if the server can give one.
    ///
    /// # Errors
    /// What it said instead.
    pub async fn try_arrive(api: &Api) -> Result<Self, Box<Answer>> {
        let answer = api.post("/sessions/anonymous", &json!({})).await;
        if answer.status >= 300 {
            return Err(Box::new(answer));
        }
        Ok(Self { api: api.with_token(answer.text_of("token")) })
    }

    /// Redeems a code.
    pub async fn scan(&self, code: &str) -> Answer {
        self.api.post("/stores/main/qr-code", &json!({ "code": code })).await
    }

    /// Orders a flat white with oat milk.
    pub async fn submit(&self, order: &str, name: &str) -> Answer {
        self.api.put(&format!("/orders/{order}"), &flat_white(name)).await
    }

    /// Does something to an order: `claim`, `complete`, `cancel` and so on.
    pub async fn act(&self, order: &str, action: &str) -> Answer {
        act(&self.api, order, action).await
    }
}

/// Does something to an order as whoever `api` is.
pub async fn act(api: &Api, order: &str, action: &str) -> Answer {
    let body = if action == "cancel" { json!({ "reason": "changed_mind" }) } else { json!({}) };
    api.post(&format!("/orders/{order}/{action}"), &body).await
}

/// The body of a submission: a flat white with oat milk.
#[must_use]
pub fn flat_white(name: &str) -> Value {
    json!({ "name": name, "items": [{ "drink": "flat-white", "options": ["oat"] }] })
}

/// A list that is the answer itself or stands under a name in it.
#[must_use]
pub fn rows(json: &Value, name: &str) -> Vec<Value> {
    json.as_array().or_else(|| json[name].as_array()).cloned().unwrap_or_default()
}
