//! What a store did in a period: drawings with their tables beneath.

use askama::Template;

use super::chart::{Bar, Span, columns, highest};
use crate::screen::rendered;
use crate::{App, Errors, Frame, Screen, Site};

/// How an order ended without being handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abandoned {
    /// The guest did not order in time.
    NotSubmitted,
    /// No barista made it in time.
    NotMade,
    /// Called off by its guest.
    CancelledByGuest,
    /// Called off by staff.
    CancelledByStaff,
    /// Ready, and nobody came.
    Missed,
    /// A scan refused: closed.
    RefusedClosed,
    /// A scan refused: paused.
    RefusedPaused,
    /// A scan refused: queue full.
    RefusedFull,
}

impl Abandoned {
    fn key(self) -> &'static str {
        match self {
            Self::NotSubmitted => "abandoned-not-submitted",
            Self::NotMade => "abandoned-not-made",
            Self::CancelledByGuest => "abandoned-by-guest",
            Self::CancelledByStaff => "abandoned-by-staff",
            Self::Missed => "abandoned-missed",
            Self::RefusedClosed => "refused-closed",
            Self::RefusedPaused => "refused-paused",
            Self::RefusedFull => "refused-full",
        }
    }
}

/// A period that is one click away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// The current day.
    Today,
    /// The day before.
    Yesterday,
    /// Seven days, up to today.
    Week,
    /// Thirty days, up to today.
    Month,
}

impl Stretch {
    fn key(self) -> &'static str {
        match self {
            Self::Today => "reports-today",
            Self::Yesterday => "reports-yesterday",
            Self::Week => "reports-week",
            Self::Month => "reports-month",
        }
    }
}

/// A link to a period.
#[derive(Clone, Debug)]
pub struct Shortcut {
    /// Which.
    pub stretch: Stretch,
    /// Its first day, `2026-01-31`.
    pub from: String,
    /// Its last day.
    pub to: String,
}

/// What one barista did.
#[derive(Clone, Debug)]
pub struct BaristaLine {
    /// The name.
    pub name: String,
    /// Orders made.
    pub orders: u32,
    /// Drinks in them.
    pub drinks: u32,
    /// Median time from taken to ready.
    pub median: Option<Span>,
}

/// How the waits that guests were promised turned out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Promises {
    /// Ready sooner than promised.
    pub earlier: u32,
    /// Ready in the promised range.
    pub inside: u32,
    /// Ready later than promised.
    pub later: u32,
    /// Share of those inside the range; none where nothing was promised.
    pub percent_inside: Option<u32>,
}

/// A period in numbers.
#[derive(Clone, Debug)]
pub struct Figures {
    /// Whether `slots` are hours; else days.
    pub is_hourly: bool,
    /// Whether there were more orders than could be read.
    pub is_cut: bool,
    /// Orders sent.
    pub orders: u32,
    /// Drinks in them.
    pub drinks: u32,
    /// Orders in each hour or day.
    pub slots: Vec<Bar>,
    /// Orders that became ready.
    pub waited: u32,
    /// Half of them waited at most this long.
    pub median: Option<Span>,
    /// Nine in ten of them waited at most this long.
    pub ninetieth: Option<Span>,
    /// How the promised waits turned out.
    pub promises: Promises,
    /// Orders by whole minutes of wait; the last holds all above.
    pub waits: Vec<u32>,
    /// Orders not handed over, and refused scans.
    pub abandoned: Vec<(Abandoned, u32)>,
    /// Drinks, most first.
    pub top_drinks: Vec<Bar>,
    /// Options, most first.
    pub top_options: Vec<Bar>,
    /// Baristas, most orders first.
    pub baristas: Vec<BaristaLine>,
}

impl Figures {
    fn slots_title(&self) -> &'static str {
        if self.is_hourly { "reports-per-hour" } else { "reports-per-day" }
    }

    fn slots_chart(&self, site: &Site) -> String {
        let title = site.t(self.slots_title()).to_string();
        let short = |bar: &Bar| Bar { label: site.short_date(&bar.label), value: bar.value };
        let bars: Vec<Bar> = self.slots.iter().map(short).collect();
        columns("chart-orders", &with_highest(site, &title, &self.slots), &bars)
    }

    /// The waits' columns: "0" is less than a minute, "15+" all above.
    fn wait_bars(&self) -> Vec<Bar> {
        let last = self.waits.len().saturating_sub(1);
        let bar = |(minute, &value): (usize, &u32)| {
            let more = if minute == last { "+" } else { "" };
            Bar { label: format!("{minute}{more}"), value }
        };
        self.waits.iter().enumerate().map(bar).collect()
    }

    fn waits_chart(&self, site: &Site) -> String {
        let bars = self.wait_bars();
        let title = site.t("reports-waits-chart").to_string();
        columns("chart-waits", &with_highest(site, &title, &bars), &bars)
    }

    fn abandoned_bars(&self, site: &Site) -> Vec<Bar> {
        let bar = |&(kind, value): &(Abandoned, u32)| Bar {
            label: site.t(kind.key()).to_string(),
            value,
        };
        self.abandoned.iter().map(bar).collect()
    }

    /// Nothing where nothing was promised.
    fn promise_bars(&self, site: &Site) -> Vec<Bar> {
        let Promises { earlier, inside, later, percent_inside } = self.promises;
        let bar = |(key, value)| Bar { label: site.t(key).to_string(), value };
        let all =
            [("promise-inside", inside), ("promise-earlier", earlier), ("promise-later", later)];
        percent_inside.map(|_| all.map(bar).to_vec()).unwrap_or_default()
    }

    fn barista_bars(&self) -> Vec<Bar> {
        self.baristas.iter().map(|b| Bar { label: String::new(), value: b.orders }).collect()
    }
}

/// The chart's accessible name: what it shows, and its highest column.
pub(crate) fn with_highest(site: &Site, title: &str, bars: &[Bar]) -> String {
    match highest(bars).filter(|bar| bar.value > 0) {
        Some(bar) => site
            .t("chart-most")
            .str("name", title)
            .num("n", bar.value)
            .str("time", site.date(&bar.label))
            .to_string(),
        None => title.to_owned(),
    }
}

/// The reports page.
#[derive(Clone, Debug)]
pub struct Reports {
    /// Field `from` as typed.
    pub from: String,
    /// Field `to` as typed.
    pub to: String,
    /// The store's time zone, by its IANA name.
    pub time_zone: String,
    /// Periods one click away.
    pub shortcuts: Vec<Shortcut>,
    /// What is wrong with the period; fields `from` and `to`.
    pub errors: Errors,
    /// The numbers; none where the period is wrong.
    pub figures: Option<Figures>,
}

impl Screen for Reports {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Console, site.t("reports-title")).section("reports")
    }

    fn errors(&self) -> Option<&Errors> {
        Some(&self.errors)
    }

    fn content(&self, site: &Site) -> String {
        rendered(&ReportsTemplate { site, v: self })
    }
}

#[derive(Template)]
#[template(path = "console/reports.html")]
struct ReportsTemplate<'a> {
    site: &'a Site,
    v: &'a Reports,
}

#[cfg(test)]
mod tests {
    use crate::samples;

    fn fragment(name: &str) -> String {
        let all = samples::reports::screens();
        let (_, screen) = all.iter().find(|(known, _)| *known == name).expect("a sample");
        screen.fragment(&samples::site())
    }

    #[test]
    fn every_drawing_has_a_name_and_a_table_beneath() {
        let html = fragment("console-reports");
        assert_eq!(html.matches("role=\"img\"").count(), 2);
        assert!(html.contains("Orders per hour. Most: 44 at 10:00.</title>"));
        assert!(html.contains("<th scope=\"row\">10:00</th><td class=\"end\">44</td>"));
        assert!(html.contains("<th scope=\"row\">15+</th>"), "the last column holds the rest");
        let charts = html.split("class=\"chart\"").skip(1);
        assert!(charts.into_iter().all(|after| after.contains("<table")));
    }

    #[test]
    fn the_period_its_time_zone_and_the_spreadsheet_are_named() {
        let html = fragment("console-reports");
        assert!(html.contains("21 November 2026, time zone Europe/Berlin"));
        assert!(html.contains("/console/reports.csv?from=2026-11-21&amp;to=2026-11-21"));
        assert!(fragment("console-reports-quarter").contains("Orders per day"));
        assert!(fragment("console-reports-quarter").contains("more orders than one report"));
    }

    #[test]
    fn the_accuracy_of_waits_is_a_figure_and_a_table() {
        let html = fragment("console-reports");
        assert!(html.contains("<dd class=\"num\">87<small>%</small></dd>"), "{html}");
        assert!(html.contains("Earlier than promised"));
        assert!(fragment("console-reports-empty").contains("No waits were promised"));
    }

    #[test]
    fn an_empty_period_says_so_instead_of_drawing_nothing() {
        let html = fragment("console-reports-empty");
        assert!(!html.contains("class=\"chart\"") && html.contains("No orders in this period."));
        assert!(html.contains("Nobody made an order"));
    }

    #[test]
    fn a_wrong_period_is_kept_and_explained() {
        let html = fragment("console-reports-errors");
        assert!(html.contains("href=\"#f-to\"") && html.contains("aria-invalid=\"true\""));
        assert!(!html.contains("reports.csv"), "nothing to download");
    }

    #[test]
    fn names_typed_by_people_are_escaped() {
        for name in ["console-reports", "console-journey-expired"] {
            let html = fragment(name);
            assert!(!html.contains("<script>") && !html.contains("<b>nobody"), "{name}");
        }
        assert!(fragment("console-journey-expired").contains("nobody"));
    }

    #[test]
    fn a_journey_without_a_number_and_an_unknown_event_can_be_read() {
        assert!(fragment("console-journey-expired").contains("Order without a number"));
        assert!(fragment("console-journey").contains("Robot.Danced"));
        assert!(fragment("console-orders-empty").contains("No orders on this day."));
        assert!(fragment("console-orders").contains("href=\"/console/orders/018f1043\""));
    }
}
