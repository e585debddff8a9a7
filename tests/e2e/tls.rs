//! HTTPS in the program itself: pages and sockets over it, a new certificate while they are open,
//! files that cannot be used, and the way there from HTTP.

use std::net::SocketAddr;
use std::time::Duration;

use harness::acme::Authority;
use harness::mqtt::Socket;
use harness::pebble::Pebble;
use harness::tls::{Certificate, NAME};
use harness::{Backend, Server, free_address, within};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

const SOON: Duration = Duration::from_secs(20);

/// A server with a certificate, and where HTTP is sent on.
async fn server(certificate: &Certificate) -> (Server, SocketAddr) {
    let data = tempfile::tempdir().expect("a temporary folder");
    certificate.put(data.path());
    let place = |name: &str| data.path().join(name).display().to_string();
    let (pem, key) = (place("certificate.pem"), place("key.pem"));
    let plain = free_address();
    let settings = [
        ("CREMA_TLS_CERTIFICATE", pem.as_str()),
        ("CREMA_TLS_KEY", &key),
        ("CREMA_PUBLIC_URL", "https://shop.test"),
        ("CREMA_HTTP_REDIRECT_LISTEN", &plain.to_string()),
    ];
    (Server::start_in(data, &Backend::Sqlite, &settings).await, plain)
}

/// Opens or closes the store over HTTPS.
async fn set_state(server: &Server, certificate: &Certificate, token: &str, state: &str) {
    let head = format!(
        "PUT /api/v1/stores/main/status HTTP/1.1\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\nidempotency-key: {state}-over-tls"
    );
    let body = format!("{{\"state\":\"{state}\"}}");
    let answer = certificate.ask(server.address(), &head, &body).await.expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 20"), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_and_sockets_speak_tls_and_a_new_certificate_cuts_nobody() {
    let first = Certificate::fresh();
    // That it is ready, `crema ready` has asked over TLS.
    let (server, plain) = server(&first).await;
    let address = server.address();
    let page = first.ask(address, "GET /s/main/ HTTP/1.1", "").await.expect("a page");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let head = page.to_lowercase();
    assert!(head.contains("strict-transport-security: max-age="), "{page}");
    let token = server.token("operator").await;

    // Three that were there before: a socket, a kept connection, and one on HTTP.
    let stream = first.connect(address).await.expect("TLS");
    let mut socket = Socket::connected_on(stream, NAME, &token).await;
    assert!(socket.subscribe("crema/main/public").await);
    let mut kept = first.connect(address).await.expect("TLS");
    let sent_on = harness::Api::new(plain).try_get("/s/main/?x=1").await.expect("an answer");
    assert_eq!(sent_on.status, 308);
    assert_eq!(sent_on.header("location"), "https://shop.test/s/main/?x=1");
    assert!(harness::Api::new(address).try_get("/").await.is_err(), "no HTTP on this port");

    let second = Certificate::fresh();
    second.put(server.data());
    server.hang_up().await;
    within(SOON, "the second certificate", async || second.connect(address).await.ok()).await;
    assert!(first.connect(address).await.is_err(), "the first is not shown any more");
    set_state(&server, &second, &token, "open").await;
    assert_eq!(socket.message().await["type"], "Store.Changed");
    let request = format!("GET /healthz HTTP/1.1\r\nhost: {NAME}\r\nconnection: close\r\n\r\n");
    kept.write_all(request.as_bytes()).await.expect("still open");
    let mut answer = String::new();
    let _ = kept.read_to_string(&mut answer).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");

    // Half of a renewal is not taken; the whole of it is, without being told.
    let third = Certificate::fresh();
    std::fs::write(server.data().join("key.pem"), &third.key).expect("written");
    server.hang_up().await;
    let said = server.printed("the new certificate is not taken").await;
    assert!(said.contains("does not belong to the certificate"), "{said}");
    second.connect(address).await.expect("the second is still shown");
    third.put(server.data());
    within(SOON, "the third certificate", async || third.connect(address).await.ok()).await;
    set_state(&server, &third, &token, "closed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_cannot_be_used_are_named_before_anything_is_served() {
    let data = tempfile::tempdir().expect("a temporary folder");
    let server = Server::start_in(data, &Backend::Sqlite, &[]).await;
    Certificate::fresh().put(server.data());
    std::fs::write(server.data().join("other.pem"), Certificate::fresh().key).expect("written");
    let said = async |certificate: &str, key: &str, command: &[&str]| {
        let settings = [
            ("CREMA_TLS_CERTIFICATE", certificate),
            ("CREMA_TLS_KEY", key),
            ("CREMA_PUBLIC_URL", "https://shop.test"),
            ("CREMA_LISTEN", "127.0.0.1:0"),
        ];
        server.refused(command, &settings).await
    };
    for command in [&["serve"][..], &["check"]] {
        let other = said("certificate.pem", "other.pem", command).await;
        assert!(other.contains("other.pem does not belong to the certificate"), "{other}");
        let absent = said("absent.pem", "key.pem", command).await;
        assert!(absent.contains("cannot read absent.pem"), "{absent}");
    }
    let half = server.refused(&["check"], &[("CREMA_TLS_KEY", "key.pem")]).await;
    assert!(half.contains("CREMA_TLS_CERTIFICATE is not right"), "{half}");
}

/// A server's settings for a certificate from the authority at `directory`, whose own is in the file
/// `root`.
fn certified_by<'a>(directory: &'a str, root: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("CREMA_ACME_DOMAINS", NAME),
        ("CREMA_ACME_CONTACT", "mailto:ana@shop.test"),
        ("CREMA_ACME_DIRECTORY", directory),
        ("CREMA_ACME_ROOT", root),
        ("CREMA_PUBLIC_URL", "https://shop.test"),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authority_certifies_the_server_once_and_a_restart_asks_for_nothing() {
    let address = free_address();
    let authority = Authority::start(address).await;
    let data = tempfile::tempdir().expect("a temporary folder");
    let (directory, root) = (authority.directory(), authority.root().display().to_string());
    let settings = certified_by(&directory, &root);
    // Ready is who can be asked over TLS, and that takes the certificate.
    let mut server = Server::start_at(address, data, &Backend::Sqlite, &settings).await;
    let believer = authority.believer();
    let page = believer.ask(address, "GET /s/main/ HTTP/1.1", "").await.expect("a page");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert_eq!(authority.issued(), 1);

    assert_eq!(server.stop().await, Some(0));
    server.restart().await;
    believer.connect(address).await.expect("the kept certificate");
    assert_eq!(authority.issued(), 1);
}

/// What the authority of the test above does not do: it checks what it is sent, and sometimes refuses
/// what is good.
#[tokio::test(flavor = "multi_thread")]
async fn the_authority_that_lets_encrypt_tests_with_certifies_the_server() {
    let address = free_address();
    let authority = Pebble::start(address).await;
    let data = tempfile::tempdir().expect("a temporary folder");
    let (directory, root) = (authority.directory(), authority.root().display().to_string());
    let settings = certified_by(&directory, &root);
    // Ready is who can be asked over TLS, and that takes the certificate.
    let server = Server::start_at(address, data, &Backend::Sqlite, &settings).await;
    let shown = tokio::process::Command::new("openssl")
        .args(["s_client", "-connect", &address.to_string(), "-servername", NAME])
        .args(["-verify_hostname", NAME])
        .stdin(std::process::Stdio::null())
        .output()
        .await
        .expect("install openssl: bin/test does");
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    let issuer = shown.lines().find(|line| line.starts_with("issuer=")).unwrap_or_default();
    assert!(issuer.contains("Pebble Intermediate CA"), "{shown}");
    assert!(server.output().contains("a new certificate is in use"), "{}", server.output());
}
