//! A database that takes no writes for a while: people are told to try again, nothing is half
//! done, and it goes on by itself afterwards.

use std::path::Path;
use std::time::Duration;

use harness::api::{Call, api, fresh_key};
use harness::shop::{act, flat_white};
use harness::{Backend, Guest, Server, Shop, say, within};
use serde_json::json;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use crate::length::survived;

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_database_is_told_and_survived() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let guest = shop.guest().await;
    let order = guest.scan(&shop.code().await).await.expect(201).text_of("id").to_owned();
    let path = api(&format!("/orders/{order}"));
    let submit = Call::new("PUT", &path).json(&flat_white("Ana")).key(&fresh_key());

    let file = SqliteConnectOptions::new().filename(shop.server.data().join("crema.db"));
    let mut other = file.connect().await.expect("the database file opens");
    sqlx::query("begin immediate").execute(&mut other).await.expect("the lock is free");
    let refused = guest.api.call(submit.clone()).await;
    assert!(!refused.header("retry-after").is_empty(), "no Retry-After: {}", refused.text);
    let _ = refused.expect_problem(503, "unavailable");
    // Reading goes on.
    assert_eq!(shop.state(&order).await, "started");
    let _ = shop.server.api().get("/stores/main").await.expect(200);

    sqlx::query("rollback").execute(&mut other).await.expect("the lock is given back");
    other.close().await.expect("the file closes");
    // The same request, as a phone would send it again.
    within(Duration::from_secs(30), "the order after the lock", async || {
        (guest.api.call(submit.clone()).await.status == 200).then_some(())
    })
    .await;
    let order = shop.order(&order).await;
    assert_eq!((&order["state"], &order["number"]), (&json!("queued"), &json!(1)));
    survived(
        "database locked, SQLite",
        1,
        "storage_faults: 503, Retry-After, same key goes through",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_and_survived() {
    let data = tempfile::tempdir().expect("a temporary folder");
    let Some(small) = SmallDisk::mount(data.path()).await else {
        say("SKIPPED: a full disk (mounting one takes root)");
        return;
    };
    let settings = [("CREMA_LOG", "warn")];
    let server = Server::start_in(data, &Backend::Sqlite, &settings).await;
    let mut shop = Shop::around(server).await;
    shop.set(json!({ "places_per_code": 1_000, "max_queue": 1_000 })).await;
    let before = shop.queued(&shop.guest().await).await;

    let filler = shop.server.data().join("filler");
    small.fill(&filler).await;
    // What the database still has room for inside its files may pass; then it must say so.
    let refused = within(Duration::from_secs(30), "a refusal on a full disk", async || {
        let guest = Guest::try_arrive(&shop.server.api()).await.ok()?;
        let answer = guest.scan(&shop.code().await).await;
        (answer.status >= 300).then_some(answer)
    })
    .await;
    assert!(!refused.header("retry-after").is_empty(), "no Retry-After: {}", refused.text);
    let _ = refused.expect_problem(503, "unavailable");
    assert_eq!(shop.state(&before).await, "queued", "reading goes on");
    // What is refused is refused again; the first with room is the one that counts.
    let claim = Call::post(&api(&format!("/orders/{before}/claim")), &json!({}));
    let full = shop.operator.call(claim.clone()).await;

    tokio::fs::remove_file(&filler).await.expect("the filler can be removed");
    within(Duration::from_secs(30), "an order after the disk has room", async || {
        let guest = Guest::try_arrive(&shop.server.api()).await.ok()?;
        (guest.scan(&shop.code().await).await.status == 201).then_some(())
    })
    .await;
    let _ = shop.operator.call(claim).await.expect(200);
    // What was stored around the full disk survives a power cut.
    shop.server.kill().await;
    shop.server.restart().await;
    let claims = shop.events_of(&before).await;
    let claims = claims.iter().filter(|e| e["type"] == "OrderManager.MakeOrder").count();
    assert_eq!((shop.state(&before).await.as_str(), claims), ("making", 1), "{}", full.text);
    survived("disk full, SQLite", 1, "storage_faults: 503, Retry-After, goes on with room");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_to_a_full_disk_says_so_leaves_nothing_and_works_with_room() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let order = shop.queued(&shop.guest().await).await;
    let target = tempfile::tempdir().expect("a temporary folder");
    let Some(small) = SmallDisk::mount(target.path()).await else {
        say("SKIPPED: a backup to a full disk (mounting one takes root)");
        return;
    };
    let (filler, copy) = (target.path().join("filler"), target.path().join("copy.db"));
    small.fill(&filler).await;
    let copy_text = copy.display().to_string();
    let said = shop.server.try_run(&["backup", &copy_text]).await.expect_err("the disk is full");
    assert!(said.contains("copied") || said.contains("written"), "{said}");
    assert!(!copy.exists(), "half a copy is no backup");
    assert_eq!(shop.state(&order).await, "queued", "the bar goes on");
    let _ = act(&shop.operator, &order, "claim").await.expect(200);

    tokio::fs::remove_file(&filler).await.expect("the filler can be removed");
    let _ = shop.server.run(&["backup", &copy_text]).await;
    let mut copied = SqliteConnectOptions::new().filename(&copy).connect().await.expect("opens");
    let state: (String,) = sqlx::query_as("select state from orders where id = $1")
        .bind(&order)
        .fetch_one(&mut copied)
        .await
        .expect("the order is in the copy");
    assert_eq!(state.0, "making");
    copied.close().await.expect("the file closes");
    survived(
        "backup to a full disk",
        1,
        "storage_faults: says so, leaves nothing, works with room",
    );
}

/// A file system of a few megabytes, mounted over a folder.
struct SmallDisk(std::path::PathBuf);

impl SmallDisk {
    async fn mount(folder: &Path) -> Option<Self> {
        let mut mount = tokio::process::Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=6m", "tmpfs"]).arg(folder);
        mount.stderr(std::process::Stdio::null());
        let mounted = mount.status().await.is_ok_and(|status| status.success());
        mounted.then(|| Self(folder.to_owned()))
    }

    async fn fill(&self, file: &Path) {
        let mut written = std::fs::File::create(file).expect("a file can be made");
        let block = vec![0_u8; 4096];
        while std::io::Write::write_all(&mut written, &block).is_ok() {}
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Also after a failure: nothing stays mounted. The server's own clean-up of its folder ran
        // before this and could not remove a mount point.
        let _ = std::process::Command::new("umount").arg("--lazy").arg(&self.0).status();
        let _ = std::fs::remove_dir(&self.0);
    }
}
