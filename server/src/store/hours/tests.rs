//! Tables and properties of opening hours, days with a skipped and a repeated hour above all.

use jiff::ToSpan;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::clock::Timestamp;

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).expect("a known time zone")
}

fn time(text: &str) -> TimeOfDay {
    TimeOfDay::parse(text).unwrap_or_else(|| panic!("{text} is a time"))
}

fn opening(text: &str) -> Opening {
    let (from, to) = text.split_once('-').expect("two times");
    Opening { from: time(from), to: time(to) }
}

fn openings(text: &str) -> Vec<Opening> {
    text.split_whitespace().map(opening).collect()
}

/// `mon 08:00-12:00 13:00-17:00; 2026-12-24 09:00-11:00`
fn hours(text: &str) -> Hours {
    let mut hours = Hours::default();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let (day, rest) = part.split_once(' ').unwrap_or((part, ""));
        if let Ok(date) = day.parse() {
            hours.exceptions.push(Exception { date, open: openings(rest) });
            continue;
        }
        for known in Day::ALL.into_iter().filter(|d| day == "daily" || d.as_str().starts_with(day))
        {
            hours.weekly.insert(known, openings(rest));
        }
    }
    hours
}

fn at(zone: &TimeZone, local: &str) -> Timestamp {
    let local: jiff::civil::DateTime = local.parse().expect("a local time");
    let moment = zone.to_timestamp(local).expect("a moment");
    Timestamp(moment.as_millisecond())
}

fn utc(text: &str) -> Timestamp {
    let moment: jiff::Timestamp = text.parse().expect("a moment");
    Timestamp(moment.as_millisecond())
}

fn told(moment: Option<Timestamp>) -> String {
    moment.map_or_else(|| "never".to_owned(), Timestamp::to_rfc3339)
}

#[test]
fn times_are_read_as_people_type_them() {
    for (typed, read) in [
        ("8", "08:00"),
        ("08:30", "08:30"),
        (" 8.05 ", "08:05"),
        ("0830", "08:30"),
        ("830", "08:30"),
        ("8h30", "08:30"),
        ("24:00", "24:00"),
        ("0", "00:00"),
    ] {
        assert_eq!(time(typed).to_string(), read);
    }
    for wrong in ["", "24:01", "8:60", "8:5", "-1:00", "+8:00", "8:00:00", "noon", "é0", "99999"] {
        assert_eq!(TimeOfDay::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn an_ordinary_week_opens_and_closes() {
    let berlin = zone("Europe/Berlin");
    let hours = hours("mon 08:00-12:00 13:00-17:30; fri 20:00-02:00; 2026-11-30");
    // (now, open, next change, next opening)
    for (now, open, change, opening) in [
        ("2026-11-23T07:59", false, "2026-11-23T08:00", "2026-11-23T08:00"),
        ("2026-11-23T08:00", true, "2026-11-23T12:00", "2026-11-23T13:00"),
        ("2026-11-23T12:00", false, "2026-11-23T13:00", "2026-11-23T13:00"),
        ("2026-11-23T17:30", false, "2026-11-27T20:00", "2026-11-27T20:00"),
        ("2026-11-28T01:59", true, "2026-11-28T02:00", "2026-12-04T20:00"),
        ("2026-11-28T02:00", false, "2026-12-04T20:00", "2026-12-04T20:00"),
    ] {
        let now = at(&berlin, now);
        assert_eq!(hours.is_open_at(&berlin, now), open, "{}", now.to_rfc3339());
        assert_eq!(told(hours.next_change(&berlin, now)), at(&berlin, change).to_rfc3339());
        assert_eq!(told(hours.next_opening(&berlin, now)), at(&berlin, opening).to_rfc3339());
    }
}

#[test]
fn openings_that_meet_are_one() {
    let zone = TimeZone::UTC;
    let hours = hours("mon 08:00-12:00 12:00-24:00; tue 00:00-06:00");
    let now = utc("2026-11-23T09:00:00Z");
    assert_eq!(told(hours.next_change(&zone, now)), "2026-11-24T06:00:00Z");
    assert_eq!(told(hours.next_closing(&zone, now)), "2026-11-24T06:00:00Z");
}

#[test]
fn a_skipped_hour_opens_at_the_jump_and_a_repeated_one_once() {
    let berlin = zone("Europe/Berlin");
    // 29 March 2026: 02:00 becomes 03:00 at 01:00 UTC. 25 October: 03:00 becomes 02:00 at 01:00.
    for (plan, now, change) in [
        ("daily 02:30-06:00", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z"),
        ("daily 01:00-02:30", "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z"),
        // Inside the skipped hour only: not on that day.
        ("daily 02:10-02:50", "2026-03-28T22:00:00Z", "2026-03-30T00:10:00Z"),
        ("daily 02:30-06:00", "2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z"),
        ("daily 02:30-06:00", "2026-10-25T00:45:00Z", "2026-10-25T05:00:00Z"),
        ("daily 01:00-02:30", "2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z"),
        ("daily 01:00-02:30", "2026-10-25T00:45:00Z", "2026-10-26T00:00:00Z"),
        ("daily 20:00-04:00", "2026-03-28T21:00:00Z", "2026-03-29T02:00:00Z"),
        ("daily 20:00-04:00", "2026-10-24T21:00:00Z", "2026-10-25T03:00:00Z"),
    ] {
        let found = told(hours(plan).next_change(&berlin, utc(now)));
        assert_eq!(found, change, "{plan} from {now}");
    }
}

#[test]
fn a_day_that_a_zone_left_out_opens_nothing() {
    // Samoa went from 29 to 31 December 2011.
    let apia = zone("Pacific/Apia");
    let hours = hours("2011-12-30 08:00-10:00; 2011-12-31 08:00-10:00");
    let found = hours.next_opening(&apia, utc("2011-12-29T22:00:00Z"));
    assert_eq!(told(found), "2011-12-30T18:00:00Z");
}

#[test]
fn always_open_never_changes_and_never_open_neither() {
    let berlin = zone("Europe/Berlin");
    let now = utc("2026-11-23T09:00:00Z");
    let always = hours("daily 00:00-24:00");
    assert!(always.is_open_at(&berlin, now));
    assert_eq!((always.next_change(&berlin, now), always.next_opening(&berlin, now)), (None, None));
    let never = Hours::default();
    assert!(never.is_empty() && !never.is_open_at(&berlin, now));
    assert_eq!(never.next_change(&berlin, now), None);
    let closed_once = hours("daily 00:00-24:00; 2026-12-24");
    assert_eq!(told(closed_once.next_change(&berlin, now)), "2026-12-23T23:00:00Z");
    assert_eq!(told(closed_once.next_opening(&berlin, now)), "2026-12-24T23:00:00Z");
}

#[test]
fn an_opening_over_midnight_goes_on_into_an_exception() {
    let zone = TimeZone::UTC;
    let hours = hours("daily 20:00-02:00; 2026-12-24");
    assert!(hours.is_open_at(&zone, utc("2026-12-24T01:59:00Z")));
    assert!(!hours.is_open_at(&zone, utc("2026-12-24T21:00:00Z")));
    assert!(!hours.is_open_at(&zone, utc("2026-12-25T01:00:00Z")));
}

#[test]
fn what_makes_no_sense_is_refused_where_it_stands() {
    for (plan, day, opening, fault) in [
        ("mon 08:00-12:00 11:59-14:00", "monday", 1, HoursFault::Overlaps),
        ("mon 08:00-08:00", "monday", 0, HoursFault::Empty),
        ("mon 20:00-02:00; tue 01:00-09:00", "tuesday", 0, HoursFault::Overlaps),
        ("sun 20:00-02:00; mon 00:00-09:00", "monday", 0, HoursFault::Overlaps),
        ("2026-12-24; 2026-12-24 08:00-09:00", "exception.1", 0, HoursFault::SecondException),
        ("2026-12-24 08:00-12:00 10:00-11:00", "exception.0", 1, HoursFault::Overlaps),
        ("mon 1:00-2:00 3:00-4:00 5:00-6:00 7:00-8:00", "monday", 3, HoursFault::TooMany),
    ] {
        let problems = hours(plan).check().expect_err(plan);
        let found: Vec<_> = problems.iter().map(|p| (p.day.as_str(), p.opening, p.fault)).collect();
        assert_eq!(found, [(day, opening, fault)], "{plan}");
    }
    let problems = hours("mon 08:00-12:00 11:59-14:00").check().expect_err("overlaps");
    assert_eq!(problems[0].message, "monday: 11:59 to 14:00 overlaps 08:00 to 12:00.");
    assert_eq!(hours("daily 20:00-02:00 02:00-04:00; sun 04:00-20:00").check(), Ok(()));
}

#[test]
fn the_document_reads_back_and_knows_no_other_words() {
    let hours = hours("mon 08:00-12:00; 2026-12-24");
    let text = serde_json::to_string(&hours).expect("plain data");
    let same = r#"{"weekly":{"monday":[{"from":"08:00","to":"12:00"}]},"exceptions":[{"date":"2026-12-24","open":[]}]}"#;
    assert_eq!(text, same);
    assert_eq!(serde_json::from_str::<Hours>(same).expect("readable"), hours);
    for wrong in [r#"{"weekly":{"monday":[{"from":"25:00","to":"1"}]}}"#, r#"{"daily":[]}"#] {
        assert!(serde_json::from_str::<Hours>(wrong).is_err(), "{wrong}");
    }
}

fn any_hours() -> impl Strategy<Value = Hours> {
    let opening = (0_u16..288, 0_u16..=288).prop_map(|(from, to)| Opening {
        from: TimeOfDay { minutes: from * 5 },
        to: TimeOfDay { minutes: to * 5 },
    });
    let day = proptest::collection::vec(opening, 0..=MOST_OPENINGS);
    let exception = (0_i32..14, day.clone());
    (proptest::collection::vec(day, 7), proptest::collection::vec(exception, 0..3)).prop_map(
        |(week, exceptions)| {
            let mut hours = Hours::default();
            for (day, openings) in Day::ALL.into_iter().zip(week) {
                hours.weekly.insert(day, openings);
                // What does not fit is left out, day by day.
                if hours.check().is_err() {
                    hours.weekly.remove(&day);
                }
            }
            let first: Date = "2026-03-23".parse().expect("a date");
            for (days, open) in exceptions {
                hours.exceptions.push(Exception { date: first.saturating_add(days.days()), open });
                if hours.check().is_err() {
                    hours.exceptions.pop();
                }
            }
            hours
        },
    )
}

/// The clock on the wall compared with the plan, as a person would.
fn by_the_wall(hours: &Hours, zone: &TimeZone, now: Timestamp) -> bool {
    let local = now.to_jiff().to_zoned(zone.clone());
    let minute = u16::try_from(i32::from(local.hour()) * 60 + i32::from(local.minute()))
        .expect("a day has few minutes");
    let holds = |date: Date, minute: u16| {
        hours.openings_on(date).iter().any(|opening| {
            let (from, to) = opening.minutes();
            from <= minute && minute < to
        })
    };
    let yesterday = local.date().yesterday().expect("not the first day of all");
    holds(local.date(), minute) || holds(yesterday, minute + DAY_MINUTES)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// The rule agrees with the wall at every minute whose local time comes once.
    #[test]
    fn open_is_what_the_wall_says(
        hours in any_hours(),
        name in prop::sample::select(vec!["Europe/Berlin", "Australia/Lord_Howe", "UTC"]),
        minute in 0_i64..14 * 1_440,
    ) {
        let zone = zone(name);
        for start in ["2026-03-23T00:00:00Z", "2026-10-19T00:00:00Z"] {
            let now = utc(start).plus_seconds(minute * 60);
            let local = now.to_jiff().to_zoned(zone.clone()).datetime();
            if zone.to_ambiguous_timestamp(local).is_ambiguous() {
                continue;
            }
            prop_assert_eq!(hours.is_open_at(&zone, now), by_the_wall(&hours, &zone, now));
        }
    }

    /// Until the next change nothing changes, and then it does.
    #[test]
    fn a_change_changes_and_nothing_changes_before(
        hours in any_hours(),
        minute in 0_i64..21 * 1_440,
        share in 0.0_f64..1.0,
    ) {
        let zone = zone("Europe/Berlin");
        let now = utc("2026-03-20T00:00:00Z").plus_seconds(minute * 60);
        let open = hours.is_open_at(&zone, now);
        if let Some(change) = hours.next_change(&zone, now) {
            prop_assert!(change > now);
            #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
            let between = Timestamp(now.0 + ((change.0 - now.0) as f64 * share) as i64);
            prop_assert_eq!(hours.is_open_at(&zone, between), open);
            prop_assert_eq!(hours.is_open_at(&zone, Timestamp(change.0 - 1)), open);
            prop_assert_eq!(hours.is_open_at(&zone, change), !open);
            let opens = hours.next_opening(&zone, now);
            let closes = hours.next_closing(&zone, now);
            prop_assert_eq!(if open { closes } else { opens }, Some(change));
        } else {
            prop_assert!(open || hours.is_empty() || hours.next_opening(&zone, now).is_none());
        }
    }
}
