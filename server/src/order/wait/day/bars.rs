//! The bars of the simulated days: made up, and unlike each other.

/// A bar; hours are those of a day.
pub(super) struct Bar {
    pub(super) name: &'static str,
    /// From, to, and orders an hour, all day long.
    pub(super) guests: &'static [(f64, f64, f64)],
    /// When, and how many orders within five minutes.
    pub(super) rushes: &'static [(f64, usize)],
    /// From, to, and how fast this barista is.
    pub(super) shifts: &'static [(f64, f64, f64)],
    /// Drink, seconds it takes, share of the orders.
    pub(super) menu: &'static [(&'static str, f64, f64)],
    /// How much making times differ (the deviation of their logarithm).
    pub(super) differ: f64,
    /// How often identical drinks are taken together.
    pub(super) together: f64,
    /// How often a second drink is ordered.
    pub(super) second: f64,
    /// How often an hour a barista is called away for two to five minutes.
    pub(super) called_away: f64,
}

const COFFEE: &[(&str, f64, f64)] = &[
    ("espresso", 35.0, 0.2),
    ("flat-white", 65.0, 0.3),
    ("cappuccino", 70.0, 0.25),
    ("latte", 75.0, 0.15),
    ("tea", 40.0, 0.1),
];
const SLOW: &[(&str, f64, f64)] =
    &[("filter", 150.0, 0.4), ("flat-white", 90.0, 0.4), ("chocolate", 120.0, 0.2)];

pub(super) const BARS: [Bar; 5] = [
    Bar {
        name: "corner cafe, one barista",
        guests: &[(8.0, 11.0, 25.0), (11.0, 14.0, 32.0), (14.0, 18.0, 18.0)],
        rushes: &[(12.5, 8)],
        shifts: &[(7.5, 18.5, 1.0)],
        menu: COFFEE,
        differ: 0.3,
        together: 0.1,
        second: 0.1,
        called_away: 0.6,
    },
    Bar {
        name: "conference, rushes between talks",
        guests: &[(8.0, 18.0, 30.0)],
        rushes: &[(8.75, 14), (10.5, 20), (12.5, 20), (15.0, 20), (16.5, 14)],
        shifts: &[(7.5, 18.5, 1.0), (8.5, 17.0, 1.1), (10.0, 16.0, 0.85)],
        menu: COFFEE,
        differ: 0.3,
        together: 0.5,
        second: 0.0,
        called_away: 0.3,
    },
    Bar {
        name: "office, slow drinks, help at noon",
        guests: &[(8.0, 10.0, 28.0), (10.0, 16.0, 14.0)],
        rushes: &[(9.0, 5), (13.0, 9)],
        shifts: &[(7.9, 16.5, 1.0), (12.5, 14.5, 0.9)],
        menu: SLOW,
        differ: 0.25,
        together: 0.6,
        second: 0.15,
        called_away: 0.3,
    },
    Bar {
        name: "festival, always a line",
        guests: &[(10.0, 20.0, 125.0)],
        rushes: &[],
        shifts: &[(9.9, 20.5, 1.0), (9.9, 15.0, 1.1), (12.0, 20.5, 0.9), (15.5, 20.5, 1.0)],
        menu: COFFEE,
        differ: 0.35,
        together: 0.4,
        second: 0.1,
        called_away: 0.3,
    },
    Bar {
        name: "lobby, often nobody there",
        guests: &[(8.0, 18.0, 9.0)],
        rushes: &[(10.0, 4), (15.0, 4)],
        shifts: &[(7.9, 18.2, 1.0)],
        menu: COFFEE,
        differ: 0.35,
        together: 0.2,
        second: 0.2,
        called_away: 3.0,
    },
];
