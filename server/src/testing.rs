//! One function for each kind of input from outside, with what must hold of it whatever the bytes
//! are. The targets of `fuzz/` feed them without end, the test below everything in `fuzz/seeds/`.
//! Not part of the server: exists in builds for tests and for fuzzing only.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use jsonwebtoken::{Algorithm, EncodingKey};

use crate::auth::{Role, verify};
use crate::clock::Timestamp;
use crate::ids::{BucketId, StoreId, UserId};
use crate::keys::{Keys, Purpose};
use crate::menu::import::{Format, read, text_of, to_csv};
use crate::menu::{Menu, default_menu};
use crate::qr::{Bucket, Code, CodeRefusal, Scan};
use crate::realtime::gateway::{Inbox, Request};
use crate::realtime::topics::Topic;

const NOW: Timestamp = Timestamp(1_800_000_000_000);
static KEYS: LazyLock<Keys> = LazyLock::new(|| Keys::new(vec![7; 32]));
static MENU: LazyLock<Menu> = LazyLock::new(default_menu);

/// A scanned code, and after a line break the stamp of its page: what is read is spelled as a code
/// is, and nobody without the keys has one that counts.
///
/// # Panics
/// When that does not hold.
pub fn code(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (text, stamp) = text.split_once('\n').unwrap_or((text.as_ref(), ""));
    let Ok(code) = Code::parse(text) else { return };
    let spelled = code.to_string();
    assert_eq!(spelled.len(), 19, "{spelled}");
    assert_eq!(Code::parse(&spelled).as_ref(), Ok(&code));
    assert_eq!(&spelled[..13], code.bucket_part());
    let bucket = Bucket {
        id: BucketId::new("b"),
        store: StoreId::new("main"),
        generation: 1,
        code: code.bucket_part().to_owned(),
        places: 10,
        granted: 0,
        returned: 0,
        opened_at: NOW,
        expires_at: NOW.plus_seconds(300),
    };
    let shown = Code::showing(&KEYS, code.bucket_part(), NOW.plus_seconds(100));
    let scan = Scan { code, sub: UserId::new("ana"), stamp: Some(stamp.to_owned()) };
    let checked = scan.check(&KEYS, &bucket, NOW.plus_seconds(100));
    assert_eq!(checked, if scan.code == shown { Ok(()) } else { Err(CodeRefusal) }, "{spelled}");
}

/// Header and claims, each on a line, signed as ours are: only HS256 and only the claims of a
/// session that has not ended are anybody. The bytes as they are, unsigned, are nobody.
///
/// # Panics
/// When that does not hold.
pub fn jwt(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        assert_eq!(verify(&KEYS, text, NOW), None, "{text}");
    }
    let at = bytes.iter().position(|&byte| byte == b'\n').unwrap_or(bytes.len());
    let (header, claims) = (&bytes[..at], bytes.get(at + 1..).unwrap_or_default());
    let signed = format!("{}.{}", BASE64.encode(header), BASE64.encode(claims));
    let key = EncodingKey::from_secret(&KEYS.tag(Purpose::Session, &[]));
    let Ok(tag) = jsonwebtoken::crypto::sign(signed.as_bytes(), &key, Algorithm::HS256) else {
        return;
    };
    let Some(who) = verify(&KEYS, &format!("{signed}.{tag}"), NOW) else { return };
    assert!(who.expires_at > NOW, "{who:?}");
    assert_eq!(who.role == Role::Customer, who.store.is_none(), "{who:?}");
    let Header { alg } = serde_json::from_slice(header).expect("it was read");
    assert_eq!(alg, "HS256");
    let Claims { aud } = serde_json::from_slice(claims).expect("they were read");
    assert!(aud.to_string().contains("\"crema\""), "{aud}");
}

/// What of a header and of claims is looked at here; the rest need not even be text.
#[derive(serde::Deserialize)]
struct Header {
    alg: String,
}

#[derive(serde::Deserialize)]
struct Claims {
    aud: serde_json::Value,
}

/// A client's bytes; the first says in pieces of how many they arrive. However they are cut, they
/// ask the same and fail alike, and no topic is spelled in two ways.
///
/// # Panics
/// When that does not hold.
pub fn mqtt(bytes: &[u8]) {
    let Some((&size, bytes)) = bytes.split_first() else { return };
    let (asked, failed) = heard(bytes.chunks(bytes.len().max(1)));
    let (in_pieces, failed_in_pieces) = heard(bytes.chunks(usize::from(size).max(1)));
    assert_eq!((asked, failed), (in_pieces, failed_in_pieces), "in pieces of {size}: {bytes:02x?}");
}

/// What is asked, in words, and whether the client is thrown out for it.
fn heard<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> (Vec<String>, bool) {
    let (mut inbox, mut asked) = (Inbox::default(), Vec::new());
    for piece in pieces {
        inbox.push(piece);
        loop {
            match inbox.next() {
                Ok(Some(request)) => {
                    if let Request::Subscribe(subscribe) = &request {
                        for filter in &subscribe.filters {
                            let topic = Topic::parse(&filter.path);
                            assert!(topic.is_none_or(|topic| topic.to_string() == filter.path));
                        }
                    }
                    asked.push(format!("{request:?}"));
                }
                Ok(None) => break,
                Err(_) => return (asked, true),
            }
        }
    }
    (asked, false)
}

/// A file with a menu: whatever is taken can be exported as either kind and is the same again.
///
/// # Panics
/// When that does not hold.
pub fn menu(bytes: &[u8]) {
    let Ok((text, format)) = text_of("menu", bytes) else { return };
    let Ok(menu) = read(&text, format, &MENU) else { return };
    let json = serde_json::to_string(&menu).expect("a menu is JSON");
    assert_eq!(read(&json, Format::Json, &MENU).as_ref(), Ok(&menu), "by JSON");
    let csv = to_csv(&menu);
    let other = Menu { currency: None, ..MENU.clone() };
    assert_eq!(read(&csv, Format::Csv, &other).as_ref(), Ok(&menu), "by CSV: {csv}");
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    /// What fuzzing found once is in these folders too.
    fn replay(target: &str, feed: impl Fn(&[u8])) {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fuzz/seeds").join(target);
        let mut files: Vec<_> = std::fs::read_dir(&folder)
            .expect("seeds are committed")
            .map(|file| file.expect("a readable folder").path())
            .collect();
        files.sort();
        assert!(files.len() > 2, "{} has few seeds", folder.display());
        for file in files {
            let bytes = std::fs::read(&file).expect("a readable file");
            eprintln!("{}", file.display());
            feed(&bytes);
            // Broken off and with a flipped bit, each of them is another attack.
            for cut in (0..bytes.len()).step_by(7) {
                feed(&bytes[..cut]);
                let mut flipped = bytes.clone();
                flipped[cut] ^= 1 << (cut % 8);
                feed(&flipped);
            }
        }
    }

    #[test]
    fn codes_are_read_as_they_must_be() {
        replay("code", super::code);
    }

    #[test]
    fn tokens_are_read_as_they_must_be() {
        replay("jwt", super::jwt);
    }

    #[test]
    fn packets_are_read_as_they_must_be() {
        replay("mqtt", super::mqtt);
    }

    #[test]
    fn menus_are_read_as_they_must_be() {
        replay("menu", super::menu);
    }
}
