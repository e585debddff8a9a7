//! Columns of a chart, drawn as SVG by the server: no script, no style attributes.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

use crate::screen::rendered;

/// One column, or one line of a list with bars.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    /// What it stands for: "10:00", "Flat white".
    pub label: String,
    /// How many.
    pub value: u32,
}

/// Seconds, shown as minutes and seconds: "4:10".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span(pub u32);

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 3_600, self.0 / 60 % 60, self.0 % 60) {
            (0, minutes, seconds) => write!(f, "{minutes}:{seconds:02}"),
            (hours, minutes, seconds) => write!(f, "{hours}:{minutes:02}:{seconds:02}"),
        }
    }
}

// Digits and colons.
impl HtmlSafe for Span {}

const WIDTH: u32 = 640;
const LEFT: u32 = 48;
const TOP: u32 = 24;
const BOTTOM: u32 = 188;
/// More labels than this would touch each other.
const MOST_LABELS: usize = 8;

/// A chart of columns as SVG; `id` is unique on the page, `title` its accessible name.
pub(crate) fn columns(id: &str, title: &str, bars: &[Bar]) -> String {
    let top = scale_top(bars.iter().map(|bar| bar.value).max().unwrap_or(0));
    let count = u32::try_from(bars.len()).unwrap_or(u32::MAX).max(1);
    let step = f64::from(WIDTH - LEFT) / f64::from(count);
    let width = (step * 0.6).clamp(2.0, 40.0);
    let highest = highest(bars).filter(|bar| bar.value > 0);
    let every = bars.len().div_ceil(MOST_LABELS).max(1);
    let column = |(place, bar): (usize, &Bar)| {
        let middle = f64::from(LEFT) + step * (f64::from(u32::try_from(place).unwrap_or(0)) + 0.5);
        let height = f64::from(BOTTOM - TOP) * f64::from(bar.value) / f64::from(top);
        let is_highest = highest.is_some_and(|highest| std::ptr::eq(highest, bar));
        Column {
            middle: number(middle),
            left: number(middle - width / 2.0),
            width: number(width),
            y: number(f64::from(BOTTOM) - height),
            above: number(f64::from(BOTTOM) - height - 6.0),
            height: number(height),
            cap: number(height.min(4.0)),
            peak: is_highest.then_some(bar.value),
            label: place.is_multiple_of(every).then(|| bar.label.clone()),
        }
    };
    rendered(&ColumnsTemplate {
        id,
        title,
        columns: bars.iter().enumerate().map(column).collect(),
        lines: [(BOTTOM, 0), ((TOP + BOTTOM) / 2, top / 2), (TOP, top)],
    })
}

/// The first of the highest columns.
pub(crate) fn highest(bars: &[Bar]) -> Option<&Bar> {
    bars.iter().rev().max_by_key(|bar| bar.value)
}

/// How long a bar in a list is, in percent of the longest.
pub(crate) fn share(&value: &u32, bars: &[Bar]) -> u32 {
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
    u32::try_from(u64::from(value) * 100 / u64::from(most)).unwrap_or(100)
}

/// The smallest round number that is not below `most` and has a round half.
fn scale_top(most: u32) -> u32 {
    let mut ten = 1_u32;
    loop {
        for round in [2, 3, 4, 5, 6, 8, 10] {
            let top = ten.saturating_mul(round);
            if top >= most && (top.is_multiple_of(2) || top == u32::MAX) {
                return top;
            }
        }
        ten = ten.saturating_mul(10);
    }
}

/// At most one decimal, as SVG needs no more.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

struct Column {
    middle: String,
    left: String,
    width: String,
    y: String,
    above: String,
    height: String,
    cap: String,
    peak: Option<u32>,
    label: Option<String>,
}

#[derive(Template)]
#[template(path = "console/columns.html")]
struct ColumnsTemplate<'a> {
    id: &'a str,
    title: &'a str,
    columns: Vec<Column>,
    lines: [(u32, u32); 3],
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(values: &[u32]) -> Vec<Bar> {
        values.iter().map(|&value| Bar { label: format!("<{value}>"), value }).collect()
    }

    #[test]
    fn the_scale_ends_above_the_highest_column_at_a_round_number() {
        let tops = [0, 1, 2, 3, 5, 7, 22, 44, 61, 100, 101, u32::MAX].map(scale_top);
        assert_eq!(tops, [2, 2, 2, 4, 6, 8, 30, 50, 80, 100, 200, u32::MAX]);
    }

    #[test]
    fn a_chart_stays_in_its_box_and_escapes_its_words() {
        for values in [&[][..], &[0, 0], &[3, 44, 44, 1], &[7; 92]] {
            let svg = columns("c", "Orders & more", &bars(values));
            assert_eq!(svg.matches("class=\"bar\"").count(), values.len());
            assert!(svg.contains("Orders &#38; more"), "{svg}");
            assert!(!svg.contains("<44>") && !svg.contains("NaN") && !svg.contains(" y=\"-"));
            assert!(svg.matches("class=\"x\"").count() <= MOST_LABELS);
        }
    }

    #[test]
    fn only_the_first_of_the_highest_columns_says_its_number() {
        let svg = columns("c", "Orders", &bars(&[3, 44, 44, 1]));
        assert_eq!(svg.matches("class=\"peak\"").count(), 1);
        assert_eq!(columns("c", "Orders", &bars(&[0, 0])).matches("class=\"peak\"").count(), 0);
    }

    #[test]
    fn minutes_and_seconds() {
        assert_eq!(Span(250).to_string(), "4:10");
        assert_eq!(Span(9).to_string(), "0:09");
        assert_eq!(Span(3_661).to_string(), "1:01:01");
    }
}
