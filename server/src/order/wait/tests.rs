//! What the estimate must get right beside being right on average.

use proptest::prelude::*;

use super::*;

const NOW: Timestamp = Timestamp(1_800_000_000_000);

/// One drink, submitted, taken and ready so many seconds before now.
fn made(submitted: i64, taken: i64, ready: i64, barista: &str) -> Seen {
    Seen {
        making_at: Some(NOW.plus_seconds(-taken)),
        ready_at: Some(NOW.plus_seconds(-ready)),
        barista: Some(UserId::new(barista)),
        ..waiting(submitted)
    }
}

fn waiting(submitted: i64) -> Seen {
    Seen {
        drinks: vec!["latte".to_owned()],
        queued_at: NOW.plus_seconds(-submitted),
        making_at: None,
        ready_at: None,
        barista: None,
        expected_ms: None,
    }
}

/// One barista who made a drink a minute without a break until now.
fn busy_hour() -> Vec<Seen> {
    (0..60).map(|n| made(n * 60 + 200, n * 60 + 60, n * 60 + 5, "sam")).collect()
}

fn line(orders: usize) -> AtBar {
    AtBar { queued: vec![waiting(10); orders], making: Vec::new() }
}

fn latte(pace: &Pace, at: &AtBar) -> Promise {
    pace.promise(at, &["latte".to_owned()], NOW)
}

#[test]
fn a_new_bar_promises_something_sane() {
    let blank = Pace::learn(&[], &[]);
    let alone = latte(&blank, &line(0)).wait;
    assert!(alone.from_minutes <= 1 && (2..=4).contains(&alone.to_minutes), "{alone:?}");
    let behind_ten = latte(&blank, &line(10)).wait;
    assert!(behind_ten.from_minutes >= 8 && behind_ten.to_minutes <= 30, "{behind_ten:?}");
}

#[test]
fn a_pause_of_the_bar_is_not_taken_for_slow_making() {
    let steady = latte(&Pace::learn(&busy_hour(), &[]), &line(5));
    let mut with_a_gap = busy_hour();
    // They were submitted an hour before anybody came.
    for order in &mut with_a_gap[40..] {
        order.queued_at = order.queued_at.plus_seconds(-3_600);
    }
    let after_the_gap = latte(&Pace::learn(&with_a_gap, &[]), &line(5));
    assert_eq!(after_the_gap, steady);
}

#[test]
fn two_at_work_are_faster_than_one_and_one_who_left_is_not_counted() {
    let alone = latte(&Pace::learn(&busy_hour(), &[]), &line(8));
    let mut with_ben = busy_hour();
    with_ben.extend((0..5).map(|n| made(n * 60 + 130, n * 60 + 60, n * 60 + 5, "ben")));
    let two = latte(&Pace::learn(&with_ben, &[]), &line(8));
    assert!(two.expected_ms < alone.expected_ms * 2 / 3, "{two:?} {alone:?}");
    // Ben's last drink is ten minutes ago, and others have waited for minutes since.
    let mut without_ben = busy_hour();
    without_ben.extend((10..15).map(|n| made(n * 60 + 130, n * 60 + 60, n * 60 + 5, "ben")));
    let gone = latte(&Pace::learn(&without_ben, &[]), &line(8));
    assert!(gone.expected_ms > alone.expected_ms * 9 / 10, "{gone:?} {alone:?}");
}

#[test]
fn at_opening_time_the_crew_of_yesterday_is_expected() {
    let yesterday = |barista: &str| {
        let mut order = made(200, 100, 50, barista);
        order.ready_at = Some(NOW.plus_seconds(-86_400));
        order
    };
    let one = Pace::learn(&[], &[yesterday("sam")]);
    let three = Pace::learn(&[], &[yesterday("sam"), yesterday("ben"), yesterday("kim")]);
    assert!(latte(&three, &line(9)).expected_ms * 2 < latte(&one, &line(9)).expected_ms);
}

#[test]
fn drinks_made_together_count_as_the_time_they_took_together() {
    let singly: Vec<Seen> =
        (0..30).map(|n| made(n * 65 + 200, n * 65 + 65, n * 65 + 5, "sam")).collect();
    let in_threes: Vec<Seen> = (0..30)
        .map(|n| {
            let at = n / 3 * 125;
            made(at + 300, at + 125, at + 5, "sam")
        })
        .collect();
    let (singly, in_threes) = (Pace::learn(&singly, &[]), Pace::learn(&in_threes, &[]));
    assert!(latte(&in_threes, &line(6)).expected_ms < latte(&singly, &line(6)).expected_ms * 3 / 4);
}

#[test]
fn waits_that_were_off_move_and_widen_the_next_range() {
    let as_expected = |seconds: i64| {
        let mut orders = busy_hour();
        for order in &mut orders {
            order.expected_ms = Some(seconds * 1_000);
        }
        latte(&Pace::learn(&orders, &[]), &line(5)).wait
    };
    // They took 195 seconds each.
    let (right, too_low) = (as_expected(195), as_expected(120));
    assert!(too_low.to_minutes > right.to_minutes, "{too_low:?} {right:?}");
    assert!(right.to_minutes - right.from_minutes <= 4, "{right:?}");
}

#[test]
fn the_rest_of_an_order_that_is_being_made_shrinks_but_never_to_nothing() {
    let pace = Pace::learn(&busy_hour(), &[]);
    let rest = |seconds: i64| {
        let order = Seen { ready_at: None, ..made(seconds + 60, seconds, 0, "sam") };
        let at = AtBar { queued: Vec::new(), making: vec![order] };
        pace.rest(&at, Some(&UserId::new("sam")), NOW)
    };
    assert!(rest(50).to_minutes <= rest(1).to_minutes);
    assert!(rest(3_000).to_minutes >= 1);
}

#[test]
fn the_ends_of_a_range_belong_to_it() {
    let wait = Wait { from_minutes: 2, to_minutes: 4 };
    assert_eq!(wait.kept(119_999), Kept::Earlier);
    assert_eq!((wait.kept(120_000), wait.kept(240_000)), (Kept::Inside, Kept::Inside));
    assert_eq!(wait.kept(240_001), Kept::Later);
}

fn any_order() -> impl Strategy<Value = Seen> {
    let span = (0..4_000_i64, 0..900_i64, 5..600_i64);
    let more = (0..4_usize, proptest::option::of(0..2_000_000_i64), 1..4_usize);
    (span, more).prop_map(|((ready, making, waited), (who, expected_ms, drinks))| Seen {
        drinks: vec!["latte".to_owned(); drinks],
        expected_ms,
        ..made(ready + making + waited, ready + making, ready, ["sam", "ben", "kim", "lou"][who])
    })
}

proptest! {
    /// Whatever was learned, one more in line never makes it earlier, and the range is one.
    #[test]
    fn a_longer_line_never_has_the_shorter_wait(
        past in proptest::collection::vec(any_order(), 0..60),
        making in proptest::collection::vec(any_order(), 0..4),
        drinks in proptest::collection::vec(1..4_usize, 1..20),
    ) {
        let pace = Pace::learn(&past, &[]);
        let making: Vec<Seen> = making.into_iter().map(|order| Seen { ready_at: None, ..order }).collect();
        let mut at = AtBar { queued: Vec::new(), making };
        let mut before = latte(&pace, &at);
        for count in drinks {
            at.queued.push(Seen { drinks: vec!["latte".to_owned(); count], ..waiting(0) });
            let after = latte(&pace, &at);
            prop_assert!(after.expected_ms >= before.expected_ms);
            prop_assert!(after.wait.from_minutes >= before.wait.from_minutes);
            prop_assert!(after.wait.to_minutes >= before.wait.to_minutes);
            prop_assert!(after.wait.from_minutes >= 0);
            prop_assert!(after.wait.from_minutes < after.wait.to_minutes);
            before = after;
        }
    }
}
