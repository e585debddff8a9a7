//! A period as a spreadsheet: RFC 4180, one row an order, never the guest's name. Pure.

use super::{Entry, Period};
use crate::clock::Timestamp;
use crate::order::wait::Kept;

/// So that spreadsheets read the text as UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

const HEADER: &[&str] = &[
    "order",
    "day",
    "number",
    "source",
    "state",
    "ordered_at",
    "making_at",
    "ready_at",
    "ended_at",
    "wait_seconds",
    "making_seconds",
    "drinks",
    "items",
    "price_cents",
    "barista",
    "reason",
    "promised_from_minutes",
    "promised_to_minutes",
    "promise",
];

/// The rows with their header; times on the clock of the period's store.
#[must_use]
pub fn csv(entries: &[Entry], period: &Period) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    push_row(&mut text, HEADER.iter().map(|&name| name.to_owned()));
    for entry in entries {
        push_row(&mut text, row(entry, period).into_iter());
    }
    text
}

/// Any rows as such a file; the first is the header.
#[must_use]
pub fn table(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    rows.into_iter().for_each(|row| push_row(&mut text, row.into_iter()));
    text
}

fn row(entry: &Entry, period: &Period) -> [String; 19] {
    let time = |at: Option<Timestamp>| at.map(|at| period.local(at)).unwrap_or_default();
    let seconds = |millis: Option<i64>| number(millis.map(|millis| millis / 1_000));
    let prices: Option<i64> = entry.items.iter().map(|item| item.price_cents).sum();
    [
        entry.id.to_string(),
        entry.day.clone().unwrap_or_default(),
        number(entry.number),
        if entry.is_scanned { "code" } else { "walk_up" }.to_owned(),
        entry.state.as_str().to_owned(),
        period.local(entry.counted_at()),
        time(entry.making_at),
        time(entry.ready_at),
        time(entry.ended_at),
        seconds(entry.wait_millis()),
        seconds(entry.making_millis()),
        entry.items.len().to_string(),
        items(entry),
        number(prices.filter(|_| !entry.items.is_empty())),
        entry.barista.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
        entry.reason.clone().unwrap_or_default(),
        number(entry.promised.map(|wait| wait.from_minutes)),
        number(entry.promised.map(|wait| wait.to_minutes)),
        entry.kept().map(kept).unwrap_or_default().to_owned(),
    ]
}

fn number(value: Option<i64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

const fn kept(kept: Kept) -> &'static str {
    match kept {
        Kept::Earlier => "earlier",
        Kept::Inside => "inside",
        Kept::Later => "later",
    }
}

/// `Flat white (Oat, Extra shot); Espresso`.
fn items(entry: &Entry) -> String {
    let one = |item: &crate::menu::Item| {
        let options: Vec<&str> = item.options.iter().map(|option| option.name.as_str()).collect();
        if options.is_empty() {
            item.drink_name.clone()
        } else {
            format!("{} ({})", item.drink_name, options.join(", "))
        }
    };
    entry.items.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn push_row(text: &mut String, fields: impl Iterator<Item = String>) {
    for (place, field) in fields.enumerate() {
        if place > 0 {
            text.push(',');
        }
        push_field(text, &field);
    }
    text.push_str("\r\n");
}

/// Writes one field. What a spreadsheet would run as a formula gets an apostrophe before it: names
/// and reasons are typed by people. Source: OWASP, CSV injection.
fn push_field(text: &mut String, field: &str) {
    let is_formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let must_quote = field.contains([',', '"', '\r', '\n']);
    if must_quote {
        text.push('"');
    }
    if is_formula {
        text.push('\'');
    }
    text.push_str(&field.replace('"', "\"\""));
    if must_quote {
        text.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::entry;
    use super::*;
    use crate::order::OrderState;
    use crate::order::wait::Wait;

    fn field(text: &str) -> String {
        let mut written = String::new();
        push_field(&mut written, text);
        written
    }

    #[test]
    fn a_formula_is_only_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
            assert_eq!(field(formula), format!("'{formula}"));
        }
        assert_eq!(field("\r=1"), "\"'\r=1\"");
        assert_eq!(field("=HYPERLINK(\"x\",1)"), "\"'=HYPERLINK(\"\"x\"\",1)\"");
        assert_eq!(field("out of milk = closed"), "out of milk = closed");
        assert_eq!(field(""), "");
    }

    #[test]
    fn commas_quotes_and_line_breaks_are_quoted() {
        assert_eq!(field("a,b"), "\"a,b\"");
        assert_eq!(field("say \"hi\""), "\"say \"\"hi\"\"\"");
        assert_eq!(field("two\nlines"), "\"two\nlines\"");
    }

    #[test]
    fn a_row_tells_the_order_and_not_its_guest() {
        let period = Period::parse("1970-01-01", "1970-01-01", "UTC", Timestamp(0)).expect("a day");
        let mut order = entry("o1", 60);
        (order.state, order.number) = (OrderState::Collected, Some(7));
        order.making_at = Some(Timestamp(90_000));
        order.ready_at = Some(Timestamp(150_999));
        order.barista = Some(("s".to_owned(), "=Sam".to_owned()));
        order.promised = Some(Wait { from_minutes: 2, to_minutes: 4 });
        let text = csv(&[order], &period);
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(lines.len(), 3, "header, row, nothing");
        assert!(lines[0].starts_with("\u{feff}order,day,number,"));
        assert_eq!(
            lines[1],
            "o1,1970-01-01,7,code,collected,1970-01-01T00:01:00+00:00,1970-01-01T00:01:30+00:00,\
             1970-01-01T00:02:30+00:00,,90,60,1,Flat white (Oat),400,'=Sam,,2,4,earlier"
        );
        assert_eq!(lines[0].split(',').count(), lines[1].split(',').count());
    }
}
