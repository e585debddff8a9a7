//! The text in the QR code: 13 characters that live as long as the bucket and 6 that change every
//! ten seconds, so that a photo sent to a friend goes stale. Pure.
//!
//! A phone on a slow network may need longer than that from scan to tap, so the page of a fresh
//! scan carries a signed stamp of its moment; with it the tap counts for two more minutes.

use std::fmt;

use crate::clock::Timestamp;
use crate::ids::{Ids, UserId};
use crate::keys::{Keys, Purpose, same};

use super::Bucket;

/// How long one changing part is shown.
const STEP_SECONDS: i64 = 10;
/// Steps that count: the one shown now and the two before, so 20 to 30 s.
const STEPS_ACCEPTED: i64 = 3;
/// How long a stamped form counts.
const STAMP_SECONDS: i64 = 120;
/// Crockford's base 32 in lower case: no letter is taken for a digit.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const BUCKET_CHARS: usize = 13;
const FRESH_CHARS: usize = 6;

/// A code as scanned; it has the right form and nothing more is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code(String);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The code does not count (any longer). One refusal for unknown, expired and stale codes, so that
/// a guesser learns nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeRefusal;

impl Code {
    /// The code to show for a bucket at `now`.
    #[must_use]
    pub fn showing(keys: &Keys, bucket_code: &str, now: Timestamp) -> Self {
        Self(format!("{bucket_code}{}", fresh_part(keys, bucket_code, step_at(now))))
    }

    /// Reads a scanned or typed code; upper case and spaces are forgiven.
    ///
    /// # Errors
    /// When it cannot be a code.
    pub fn parse(text: &str) -> Result<Self, CodeRefusal> {
        if text.len() > 64 {
            return Err(CodeRefusal);
        }
        let code: String =
            text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
        let fits = code.len() == BUCKET_CHARS + FRESH_CHARS
            && code.bytes().all(|byte| ALPHABET.contains(&byte));
        if fits { Ok(Self(code)) } else { Err(CodeRefusal) }
    }

    /// The part that names the bucket.
    #[must_use]
    pub fn bucket_part(&self) -> &str {
        &self.0[..BUCKET_CHARS]
    }

    /// The moment the code was first shown like this, when that is recent enough at `now`.
    fn shown_at(&self, keys: &Keys, now: Timestamp) -> Option<Timestamp> {
        let newest = step_at(now);
        (newest - STEPS_ACCEPTED + 1..=newest)
            .rev()
            .find(|&step| {
                let expected = fresh_part(keys, self.bucket_part(), step);
                same(expected.as_bytes(), &self.0.as_bytes()[BUCKET_CHARS..])
            })
            .map(|step| Timestamp(step * STEP_SECONDS * 1_000))
    }
}

/// A scan: the code, whose phone it was, and the stamp of its page if it came from one.
#[derive(Clone, Debug)]
pub struct Scan {
    /// The code.
    pub code: Code,
    /// Whose session.
    pub sub: UserId,
    /// As made by [`stamp`].
    pub stamp: Option<String>,
}

impl Scan {
    /// Whether it opens `bucket` at `now`: the code was on the screen while the bucket was, and
    /// that was a moment ago (or the form was stamped then).
    ///
    /// # Errors
    /// When it does not.
    pub fn check(&self, keys: &Keys, bucket: &Bucket, now: Timestamp) -> Result<(), CodeRefusal> {
        let by_stamp = || {
            let text = self.stamp.as_deref()?;
            read_stamp(keys, &self.code, &self.sub, text, now)
        };
        let seen_at = self.code.shown_at(keys, now).or_else(by_stamp).ok_or(CodeRefusal)?;
        let step = STEP_SECONDS * 1_000;
        // The step in which the bucket opened began before it did.
        let was_shown = seen_at < bucket.expires_at && seen_at.0 + step > bucket.opened_at.0;
        if was_shown { Ok(()) } else { Err(CodeRefusal) }
    }
}

/// The stamp for the form of a page that was opened by a fresh scan: its moment and a tag that
/// binds it to the code and the session.
#[must_use]
pub fn stamp(keys: &Keys, code: &Code, sub: &UserId, now: Timestamp) -> String {
    let tag = stamp_tag(keys, code, sub, now.0);
    format!("{}.{tag}", now.0)
}

fn read_stamp(
    keys: &Keys,
    code: &Code,
    sub: &UserId,
    text: &str,
    now: Timestamp,
) -> Option<Timestamp> {
    let (at, tag) = text.split_once('.')?;
    let at: i64 = at.parse().ok()?;
    let is_recent = (0..=STAMP_SECONDS * 1_000).contains(&(now.0.saturating_sub(at)));
    let is_ours = same(stamp_tag(keys, code, sub, at).as_bytes(), tag.as_bytes());
    (is_ours && is_recent).then_some(Timestamp(at))
}

fn stamp_tag(keys: &Keys, code: &Code, sub: &UserId, at: i64) -> String {
    let parts: [&[u8]; 3] =
        [code.bucket_part().as_bytes(), sub.as_str().as_bytes(), &at.to_be_bytes()];
    encode(&keys.tag(Purpose::ScanStamp, &parts), 26)
}

/// A new bucket's part of the code: 65 random bits.
#[must_use]
pub fn fresh_bucket_code(ids: &Ids) -> String {
    encode(&ids.secret::<9>(), BUCKET_CHARS)
}

/// The moment at which the changing part changes next.
#[must_use]
pub const fn next_change(now: Timestamp) -> Timestamp {
    Timestamp((step_at(now) + 1) * STEP_SECONDS * 1_000)
}

const fn step_at(now: Timestamp) -> i64 {
    now.0.div_euclid(STEP_SECONDS * 1_000)
}

fn fresh_part(keys: &Keys, bucket_code: &str, step: i64) -> String {
    let parts: [&[u8]; 2] = [bucket_code.as_bytes(), &step.to_be_bytes()];
    encode(&keys.tag(Purpose::CodeFreshness, &parts), FRESH_CHARS)
}

/// The first `chars` times five bits in base 32.
fn encode(bytes: &[u8], chars: usize) -> String {
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| (byte >> (7 - at % 8)) & 1);
    (0..chars)
        .map(|c| (0..5).fold(0, |value, b| value << 1 | usize::from(bit(c * 5 + b))))
        .map(|value| char::from(ALPHABET[value]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::bucket::sample;
    use super::*;

    const START: Timestamp = Timestamp(100_003);

    fn keys() -> Keys {
        Keys::new(vec![7; 32])
    }

    fn scan(code: Code, stamp: Option<String>) -> Scan {
        Scan { code, sub: UserId::new("ana"), stamp }
    }

    #[test]
    fn a_code_counts_for_twenty_to_thirty_seconds() {
        let (keys, bucket) = (keys(), sample(10));
        let code = Code::showing(&keys, &bucket.code, START);
        let check =
            |seconds| scan(code.clone(), None).check(&keys, &bucket, START.plus_seconds(seconds));
        assert_eq!(check(0), Ok(()));
        assert_eq!(check(20), Ok(()));
        assert_eq!(check(29), Ok(()));
        assert_eq!(check(30), Err(CodeRefusal), "a photo goes stale");
    }

    #[test]
    fn a_code_of_the_buckets_last_second_counts_after_its_end() {
        let (keys, bucket) = (keys(), sample(10));
        let code = Code::showing(&keys, &bucket.code, Timestamp(299_000));
        assert_eq!(scan(code, None).check(&keys, &bucket, Timestamp(305_000)), Ok(()));
        let late = Code::showing(&keys, &bucket.code, Timestamp(301_000));
        assert_eq!(scan(late, None).check(&keys, &bucket, Timestamp(301_500)), Err(CodeRefusal));
    }

    #[test]
    fn a_stamped_form_counts_for_two_minutes_for_its_own_session() {
        let (keys, bucket) = (keys(), sample(10));
        let code = Code::showing(&keys, &bucket.code, START);
        let stamp = stamp(&keys, &code, &UserId::new("ana"), START.plus_seconds(2));
        let at = |seconds| START.plus_seconds(seconds);
        let mine = scan(code.clone(), Some(stamp.clone()));
        assert_eq!(mine.check(&keys, &bucket, at(119)), Ok(()));
        assert_eq!(mine.check(&keys, &bucket, at(123)), Err(CodeRefusal));
        let theirs = Scan { sub: UserId::new("ben"), ..mine };
        assert_eq!(theirs.check(&keys, &bucket, at(60)), Err(CodeRefusal));
        let forged = scan(code, Some(stamp.replacen("10", "11", 1)));
        assert_eq!(forged.check(&keys, &bucket, at(60)), Err(CodeRefusal));
    }

    #[test]
    fn only_texts_of_the_right_form_are_codes() {
        assert!(Code::parse("0123456789ABC 123456").is_ok());
        for text in ["", "0123456789abc12345", "0123456789abc12345u!", "0123456789abcé2345", "🎟"]
        {
            assert_eq!(Code::parse(text), Err(CodeRefusal), "{text}");
        }
        assert_eq!(Code::parse(&"0".repeat(10_000)), Err(CodeRefusal));
    }

    #[test]
    fn a_bucket_code_has_sixty_five_bits() {
        let ids = Ids::seeded(1);
        let codes: std::collections::BTreeSet<_> =
            (0..1_000).map(|_| fresh_bucket_code(&ids)).collect();
        assert_eq!(codes.len(), 1_000);
        assert!(codes.iter().all(|code| code.len() == BUCKET_CHARS));
    }
}
