//! Addresses that lead inside, whatever they looked like when they were typed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::*;
use crate::outbound::client_with;

#[tokio::test]
async fn a_name_that_leads_inside_later_is_not_connected_to() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let inside = Receiver::answering(&["200 OK"]).await;
        let url = format!("http://till.example:{}/", inside.port);
        let refused = Change { url: Some(url), ..Change::default() };
        let id = bar.add(&inside.url(), None).await;
        let refused = change(&bar.platform, HERE, &main(), &id, refused, "olga", None).await;
        let invalid = Err(WebhookRefusal::InvalidUrl);
        assert_eq!(refused.map_err(refusal), invalid, "no plain text goes outside");

        let url = format!("https://till.example:{}/", inside.port);
        let moved = Change { url: Some(url), ..Change::default() };
        change(&bar.platform, HERE, &main(), &id, moved, "olga", None).await.expect("public");
        let is_asked = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&is_asked);
        let http = client_with(
            Reach::Public,
            Arc::new(move |_: &str| {
                asked.store(true, Ordering::SeqCst);
                Ok(vec![([127, 0, 0, 1], 0).into(), ([169, 254, 169, 254], 0).into()])
            }),
        );
        let client = Client::over(http, Reach::Public);
        bar.webhooks = Webhooks::with(bar.platform.clone(), client);
        bar.placed("Ana").await;
        bar.deliver().await;
        assert!(is_asked.load(Ordering::SeqCst));
        let kept = deliveries(&bar.platform.db, &id).await.expect("answers");
        assert_eq!(kept[0].trouble, Some(Trouble::Blocked));
        assert_eq!(inside.heard().len(), 0);
    })
    .await;
}

fn refusal(fail: Fail<WebhookRefusal>) -> WebhookRefusal {
    match fail {
        Fail::Refused(refusal) => refusal,
        Fail::Db(error) => panic!("the database failed: {error:?}"),
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let inside = Receiver::answering(&["200 OK"]).await;
        let away = format!("307 Over there\r\nlocation: {}", inside.url());
        let receiver = Receiver::answering(&[&away]).await;
        let id = bar.add(&receiver.url(), None).await;
        bar.placed("Ana").await;
        bar.deliver().await;
        assert_eq!((receiver.heard().len(), inside.heard().len()), (1, 0));
        let kept = deliveries(&bar.platform.db, &id).await.expect("answers");
        assert_eq!(kept[0].status, Some(307));
    })
    .await;
}

#[tokio::test]
async fn what_an_earlier_address_answers_does_not_turn_the_new_one_off() {
    on_each_database(|db| async move {
        let mut bar = Bar::open(db).await;
        let old = Receiver::answering(&["410 Gone"]).await;
        let new = Receiver::answering(&["200 OK"]).await;
        let id = bar.add(&old.url(), None).await;
        let ana = bar.placed("Ana").await;
        let (platform, webhook, hold) = (bar.platform.clone(), id.clone(), old.hold().await);
        let moves = async {
            while old.heard().is_empty() {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            let moved = Change { url: Some(new.url()), ..Change::default() };
            change(&platform, HERE, &main(), &webhook, moved, "olga", None).await.expect("moved");
            drop(hold);
        };
        tokio::join!(bar.deliver(), moves);
        assert!(bar.found(&id).await.webhook.is_on);
        bar.deliver_later().await;
        assert_eq!(new.ids(), bar.ids_of(&ana).await);
    })
    .await;
}
