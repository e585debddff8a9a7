//! A push service of the test's own, and a shop with one order.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crema_web::Language;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::super::subscription::tests::{AUTH, P256DH};
use super::super::subscription::{SubscribeRefusal, Subscription, subscribe};
use super::super::{PlanPushes, Sender, Waiting, is_subscribed};
use crate::db::{Db, Fail};
use crate::ids::{OrderId, StoreId, UserId};
use crate::menu::Choice;
use crate::order::{Actor, Ask, WalkUp, Worker, act, place_walk_up};
use crate::outbound::Reach;
use crate::platform::Platform;
use crate::workflow::deadlines::DueWork;

/// A push service that gives each message the next of its answers, and the last one ever after.
pub(super) struct Service {
    pub(super) address: String,
    pub(super) heard: Arc<Mutex<Vec<String>>>,
}

impl Service {
    pub(super) async fn answering(answers: &[&'static str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("bound"));
        let heard = Arc::<Mutex<Vec<String>>>::default();
        let (answers, told) = (answers.to_vec(), Arc::clone(&heard));
        tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let mut request = vec![0; 8_192];
                let size = socket.read(&mut request).await.expect("a request");
                let head = String::from_utf8_lossy(&request[..size]).to_lowercase();
                let count = {
                    let mut told = told.lock().expect("unpoisoned");
                    told.push(head);
                    told.len()
                };
                let answer = answers[(count - 1).min(answers.len() - 1)];
                let answer =
                    format!("HTTP/1.1 {answer}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
                let _ = socket.write_all(answer.as_bytes()).await;
            }
        });
        Self { address, heard }
    }

    pub(super) fn heard(&self) -> usize {
        self.heard.lock().expect("unpoisoned").len()
    }

    pub(super) fn subscription(&self, path: &str) -> Subscription {
        let endpoint = format!("{}/{path}", self.address);
        Subscription::parse(&endpoint, P256DH, AUTH, Reach::AndThisMachine).expect("good")
    }
}

/// A shop with one order, whose guest is known by the order's id.
pub(super) struct Shop {
    pub(super) platform: Platform,
    order: OrderId,
    pub(super) guest: UserId,
}

impl Shop {
    pub(super) async fn with_order(db: Db) -> Self {
        let platform = Platform::for_test(db).await;
        let items = vec![Choice { drink: "espresso".to_owned(), options: Vec::new() }];
        let walk_up = WalkUp { store: StoreId::new("main"), items, name: "Ana".to_owned() };
        let placed = place_walk_up(&platform, walk_up, None, None).await.expect("placed");
        let guest = UserId::new(format!("walk-up-{}", placed.id));
        Self { platform, order: OrderId::new(placed.id), guest }
    }

    pub(super) async fn ask(&self, ask: Ask) {
        let worker = Worker { id: UserId::new("sam"), name: "Sam".to_owned() };
        let actor = Actor::Staff { store: StoreId::new("main"), worker };
        act(&self.platform, &self.order, actor, ask, None).await.expect("done");
    }

    pub(super) async fn subscribe_as(
        &self,
        guest: &UserId,
        subscription: Subscription,
    ) -> Result<(), SubscribeRefusal> {
        let english = Language::english();
        let kept = subscribe(&self.platform, guest, &self.order, subscription, &english).await;
        kept.map_err(|fail| match fail {
            Fail::Refused(refusal) => refusal,
            Fail::Db(error) => panic!("the database failed: {error:?}"),
        })
    }

    pub(super) async fn subscribe(&self, service: &Service) {
        let subscription = service.subscription("ana");
        self.subscribe_as(&self.guest, subscription).await.expect("kept");
    }

    pub(super) async fn make(&self) {
        self.ask(Ask::Claim).await;
        self.ask(Ask::Complete).await;
    }

    pub(super) fn plan(&self) -> PlanPushes {
        PlanPushes { platform: self.platform.clone(), waiting: Waiting::default() }
    }

    pub(super) async fn planned(&self) -> usize {
        self.plan().run_due(self.platform.now()).await.expect("plans")
    }

    /// A fresh sender each time, as after a restart.
    pub(super) fn sender(&self) -> Sender {
        Sender::new(self.platform.clone(), "http://127.0.0.1:8080")
    }

    /// Sends everything that is due once, and answers how many messages that was.
    pub(super) async fn send(&self) -> usize {
        let sender = self.sender();
        let taken = sender.take(100, &HashMap::new()).await.expect("takes");
        let count = taken.len();
        for one in taken {
            sender.deliver(one).await;
        }
        count
    }

    pub(super) async fn is_subscribed(&self) -> bool {
        is_subscribed(&self.platform.db, &self.order).await.expect("answers")
    }

    pub(super) fn wait(&self, seconds: u64) {
        self.platform.clock.advance(Duration::from_secs(seconds));
    }
}
