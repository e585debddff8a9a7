//! A copy of the database made while guests order, and brought back.

use harness::{Backend, Shop};

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_made_while_serving_brings_back_what_was_there() {
    let mut shop = Shop::open(&Backend::Sqlite).await;
    let kept = shop.queued(&shop.guest().await).await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let copy = folder.path().join("copy.db").display().to_string();
    let _ = shop.server.run(&["backup", &copy]).await;
    let before = shop.order(&kept).await;
    let later = shop.queued(&shop.guest().await).await;

    assert_eq!(shop.server.stop().await, Some(0));
    let _ = shop.server.run(&["restore", &copy]).await;
    shop.server.restart().await;
    assert_eq!(shop.order(&kept).await, before);
    let lost = shop.operator.get(&format!("/orders/{later}")).await;
    assert_eq!(lost.status, 404, "made after the copy: {}", lost.text);
    // It goes on from there: numbers, events and sessions are whole.
    let next = shop.queued(&shop.guest().await).await;
    assert_eq!(shop.order(&next).await["number"], 2);
}
