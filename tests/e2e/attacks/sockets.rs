//! Attacks 7 to 9: on live connections. What gateway.rs shows already is not repeated here.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use harness::api::{Call, api};
use harness::mqtt::{Heard, Socket};
use harness::{Backend, Shop};
use rumqttc::mqttbytes::QoS;
use rumqttc::mqttbytes::v4::{Packet, Publish};

use super::SOON;
use crate::browser::Browser;

/// Sockets of somebody whose rights ended are closed within five seconds; twice that on a machine
/// that does much else.
const REVOKED: Duration = Duration::from_secs(10);

#[tokio::test(flavor = "multi_thread")]
async fn a07_sockets_close_when_a_role_a_device_or_a_session_is_taken_away() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let add = ["staff", "add", "--name", "Olga", "--role", "operator", "--pin", "271828"];
    shop.server.run(&add).await;
    let mut olga = Browser::new(&shop);
    let fields = [("store", "main"), ("name", "Olga"), ("pin", "271828")];
    let _ = olga.submit("/login", &fields).await.expect(303);
    let listens = async |token: &str, topic: &str| {
        let mut socket = Socket::connected(shop.server.address(), token).await;
        assert!(socket.subscribe(topic).await, "{topic}");
        socket
    };

    // Signed out by himself.
    let sam = shop.barista("Sam").await;
    let mut socket = listens(sam.token().unwrap_or(""), "crema/main/queue").await;
    let mut bystander = listens(&shop.server.token("barista").await, "crema/main/queue").await;
    let end = Call::new("DELETE", &api("/sessions/current"));
    assert!(sam.call(end).await.status < 300);
    socket.expect_closed(REVOKED).await;

    // Removed, or given another PIN, by the operator.
    for action in ["pin", "remove"] {
        let name = if action == "pin" { "Pia" } else { "Rob" };
        let token = shop.barista(name).await.token().unwrap_or("").to_owned();
        let mut socket = listens(&token, "crema/main/queue").await;
        let id = row_id(&olga.open("/console/staff").await.text, name, "/console/staff/");
        let path = format!("/console/staff/{id}/{action}?store=main");
        let _ = olga.submit(&path, &[("pin", "314159")]).await.expect(303);
        socket.expect_closed(REVOKED).await;
    }

    // An unpaired screen.
    let mut screen = Browser::new(&shop);
    let pair = screen.open("/pair").await.expect(200);
    let code = pair.text.split("data-code=\"").nth(1).and_then(|rest| rest.split('"').next());
    let device = [("code", code.expect("a code")), ("name", "Hall"), ("kind", "display")];
    let _ = olga.submit("/console/devices?store=main", &device).await.expect(303);
    let _ = screen.open("/pair").await.expect(303);
    let origin = format!("http://{}", shop.server.address());
    let headers = [("cookie", screen.cookie_line()), ("origin", origin)];
    let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut socket = Socket::open(shop.server.address(), &headers).await.expect("an upgrade");
    let _ = socket.connect("screen", "").await.expect("connected by its cookie");
    assert!(socket.subscribe("crema/main/display").await);
    let id = row_id(&olga.open("/console/devices").await.text, "Hall", "/console/devices/");
    let path = format!("/console/devices/{id}/remove?store=main");
    let _ = olga.submit(&path, &[]).await.expect(303);
    socket.expect_closed(REVOKED).await;

    shop.queued(&shop.guest().await).await;
    assert!(bystander.message().await.is_object(), "others hear on");
}

/// The id in the first address below `path` after `name`.
fn row_id(page: &str, name: &str, path: &str) -> String {
    let at =
        page.find(&format!("<bdi>{name}</bdi>")).unwrap_or_else(|| panic!("no {name}:\n{page}"));
    let rest = page[at..].split_once(path).unwrap_or_else(|| panic!("no {path} after {name}")).1;
    rest.split(['/', '"']).next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a08_a_socket_with_a_cookie_is_for_this_sites_pages_only() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let address = shop.server.address();
    let guest = shop.guest().await;
    let (guest, staff) = (guest.api.token().unwrap_or(""), shop.operator.token().unwrap_or(""));
    let own = format!("http://{address}");
    for cookie in [format!("crema_guest={guest}"), format!("crema_staff={staff}")] {
        let cookie = ("cookie", cookie.as_str());
        for origin in [
            "http://evil.example",
            "https://evil.example",
            "null",
            "",
            &format!("{own}.evil.example"),
        ] {
            let opened = Socket::open(address, &[cookie, ("origin", origin)]).await.map(|_| ());
            assert_eq!(opened, Err(403), "origin {origin:?}");
        }
        let opened = Socket::open(address, &[cookie]).await.map(|_| ());
        assert_eq!(opened, Err(403), "a cookie without an origin");
        assert!(Socket::open(address, &[cookie, ("origin", &own)]).await.is_ok());
    }
    // Without a cookie a foreign page is refused too; a script sends no origin and needs a token.
    let foreign = Socket::open(address, &[("origin", "http://evil.example")]).await.map(|_| ());
    assert_eq!(foreign, Err(403));
    let mut script = Socket::open(address, &[]).await.expect("an upgrade");
    let refused = script.connect("script", "").await;
    assert_ne!(refused, Some(rumqttc::mqttbytes::v4::ConnectReturnCode::Success));
}

#[tokio::test(flavor = "multi_thread")]
async fn a09_a_poisoned_retained_message_reaches_nobody_later() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let address = shop.server.address();
    let token = shop.operator.token().unwrap_or("").to_owned();
    for (topic, qos) in [
        ("crema/main/public", QoS::AtMostOnce),
        ("crema/main/queue", QoS::AtLeastOnce),
        ("crema/bus/0", QoS::ExactlyOnce),
    ] {
        let mut poison = Publish::new(topic, qos, "{\"type\":\"poison\"}");
        poison.retain = true;
        poison.pkid = 7;
        let mut socket = Socket::connected(address, &token).await;
        socket.send(&Packet::Publish(poison)).await;
        socket.expect_closed(SOON).await;
    }
    let mut later = Socket::connected(address, &token).await;
    for topic in ["crema/main/public", "crema/main/queue"] {
        assert!(later.subscribe(topic).await);
    }
    shop.set_state("paused").await;
    loop {
        let message = later.message().await;
        assert_ne!(message["type"], "poison");
        if message["type"] == "Store.Changed" || message["type"] == "ConfigService.ConfigChanged" {
            break;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a09_somebodys_client_id_takes_nobodys_place() {
    let shop = Shop::open(&Backend::Sqlite).await;
    let (ana, eve) = (shop.guest().await, shop.guest().await);
    let mut first = Socket::connected(shop.server.address(), ana.api.token().unwrap_or("")).await;
    assert!(first.subscribe("crema/main/public").await);
    // The harness' clients all have the same id.
    let mut second = Socket::connected(shop.server.address(), eve.api.token().unwrap_or("")).await;
    assert!(second.subscribe("crema/main/public").await);
    shop.set_state("paused").await;
    for socket in [&mut first, &mut second] {
        assert!(matches!(socket.hear(SOON).await, Heard::Packet(Packet::Publish(_))));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a09_nothing_but_http_listens_for_others() {
    // The test's server is told to listen on loopback; the broker and whatever else there is does
    // so without being told.
    let server = harness::Server::start(&Backend::Sqlite).await;
    let listening = listeners(server.id());
    assert!(listening.contains(&server.address()), "{listening:?}");
    assert!(listening.len() > 1, "the embedded broker listens somewhere: {listening:?}");
    for address in listening {
        assert!(address.ip().is_loopback(), "{address} is open to others");
    }
}

/// The addresses at which a process listens, from the kernel's tables.
fn listeners(process: u32) -> BTreeSet<SocketAddr> {
    let folder = format!("/proc/{process}/fd");
    let files = std::fs::read_dir(folder).expect("the process runs");
    let inodes: BTreeSet<String> = files
        .filter_map(|file| std::fs::read_link(file.ok()?.path()).ok())
        .filter_map(|link| {
            let text = link.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?;
            Some(text.to_owned())
        })
        .collect();
    let mut found = BTreeSet::new();
    for table in ["tcp", "tcp6"] {
        let text = std::fs::read_to_string(format!("/proc/{process}/net/{table}"));
        for line in text.unwrap_or_default().lines().skip(1) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            // State 0A is LISTEN.
            if fields.len() > 9 && fields[3] == "0A" && inodes.contains(fields[9]) {
                found.insert(kernel_address(fields[1]));
            }
        }
    }
    found
}

/// `0100007F:1F90`: the bytes of each 32 bits in the machine's order.
fn kernel_address(text: &str) -> SocketAddr {
    let (address, port) = text.split_once(':').expect("an address and a port");
    let words: Vec<u32> = (0..address.len() / 8)
        .map(|at| u32::from_str_radix(&address[at * 8..at * 8 + 8], 16).expect("hexadecimal"))
        .collect();
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_ne_bytes()).collect();
    let ip = match <[u8; 4]>::try_from(bytes.as_slice()) {
        Ok(four) => IpAddr::from(four),
        Err(_) => IpAddr::from(<[u8; 16]>::try_from(bytes.as_slice()).expect("16 bytes")),
    };
    SocketAddr::new(ip, u16::from_str_radix(port, 16).expect("a port"))
}
