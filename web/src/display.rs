//! The screen on the wall: numbers, and the code to order with.

use askama::Template;

use crate::broadcast::is_long;
use crate::screen::rendered;
use crate::{App, Door, Frame, Screen, Site, Wait};

/// A number to be collected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadyNumber {
    /// The number that is called.
    pub number: u32,
    /// The name for the cup, on displays that show names.
    pub name: Option<String>,
    /// Whether it became ready less than 10 seconds ago.
    pub is_new: bool,
}

/// The display's numbers.
#[derive(Clone, Debug)]
pub struct Display {
    /// Whether orders are taken.
    pub door: Door,
    /// Ready, newest first.
    pub ready: Vec<ReadyNumber>,
    /// Being made.
    pub preparing: Vec<u32>,
    /// Waiting, oldest first.
    pub in_line: Vec<u32>,
    /// Ready, but not collected in time.
    pub missed: Vec<u32>,
    /// The wait for a new order.
    pub wait: Option<Wait>,
    /// Whether new numbers are spoken.
    pub speaks: bool,
    /// The code; part of the whole page only, its fragment has an address of its own.
    pub qr: QrPanel,
}

/// The panel with the code: `/s/{store}/display/qr`.
#[derive(Clone, Debug)]
pub enum QrPanel {
    /// A code that can be scanned.
    Code {
        /// The QR code as an `<svg>` element, level M, quiet zone included.
        svg: String,
        /// The short address printed below, without scheme.
        url: String,
        /// Places that are left.
        places_left: u32,
        /// Places of a fresh code.
        places: u32,
        /// Seconds until the next code.
        seconds_left: u32,
        /// Lifetime of a code in seconds.
        lifetime_seconds: u32,
        /// When the next code comes, UTC milliseconds.
        expires_at_ms: i64,
        /// Until when this very picture can be scanned, UTC milliseconds. Earlier than
        /// `expires_at_ms`: a part of the code changes every few seconds.
        stale_at_ms: i64,
        /// After how many seconds to fetch the panel again.
        refresh_seconds: u32,
    },
    /// All places are taken.
    Spent {
        /// Seconds until the next code.
        seconds_left: u32,
        /// Lifetime of a code in seconds.
        lifetime_seconds: u32,
        /// When the next code comes, UTC milliseconds.
        expires_at_ms: i64,
        /// After how many seconds to fetch the panel again.
        refresh_seconds: u32,
    },
    /// No code: closed, paused or full.
    Hidden {
        /// Why.
        door: Door,
        /// After how many seconds to fetch the panel again.
        refresh_seconds: u32,
    },
}

impl Display {
    pub(crate) fn digits(numbers: &[u32]) -> usize {
        numbers.iter().max().copied().unwrap_or_default().to_string().len()
    }

    pub(crate) fn ready_digits(&self) -> usize {
        let numbers: Vec<u32> = self.ready.iter().map(|ready| ready.number).collect();
        Self::digits(&numbers)
    }

    pub(crate) fn preparing_digits(&self) -> usize {
        Self::digits(&self.preparing)
    }

    pub(crate) fn line_digits(&self) -> usize {
        Self::digits(&self.in_line)
    }

    pub(crate) fn missed_digits(&self) -> usize {
        Self::digits(&self.missed)
    }

    pub(crate) fn has_numbers_to_make(&self) -> bool {
        !(self.preparing.is_empty() && self.in_line.is_empty())
    }

    /// The smallest arrangement of plates with room for all ready numbers; the style sheet knows
    /// how each is laid out and how many fit on a page.
    pub(crate) fn arrangement(&self) -> usize {
        const MOST: usize = 16;
        let fits = [1, 2, 3, 4, 6, 8, 9, 12].into_iter().find(|room| self.ready.len() <= *room);
        fits.unwrap_or(MOST)
    }

    pub(crate) fn shows_names(&self) -> bool {
        self.ready.iter().any(|ready| ready.name.is_some())
    }

    /// Closed, paused: a screen of its own, unless there is more to show than fits beside it.
    pub(crate) fn is_quiet(&self) -> bool {
        !self.door.is_open() && !self.has_numbers_to_make() && self.ready.len() <= 4
    }

    /// Numbers in the column of missed ones; wide numbers stand alone in their row.
    pub(crate) fn missed_room(&self) -> usize {
        if Self::digits(&self.missed) > 2 { 4 } else { 6 }
    }

    /// The same on an upright screen, where two rows of them have room.
    pub(crate) fn missed_room_upright(&self) -> usize {
        if Self::digits(&self.missed) > 2 { 2 } else { 4 }
    }

    pub(crate) fn first<'a>(&self, numbers: &'a [u32], count: usize) -> &'a [u32] {
        &numbers[..numbers.len().min(count)]
    }
}

impl Screen for Display {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Display, site.t("display-title"))
            .live(format!("/s/{}/display/live", site.store), 10)
    }

    fn content(&self, site: &Site) -> String {
        rendered(&NumbersTemplate { site, v: self })
    }

    fn document(&self, site: &Site, fragment: &str, etag: &str) -> String {
        let frame = self.frame(site);
        let qr = self.qr.fragment(site);
        crate::screen::with_icons(
            rendered(&DisplayShell { site, frame: &frame, fragment, etag, qr: &qr }),
            fragment,
            App::Display,
        )
    }
}

impl QrPanel {
    /// The panel's HTML, at once the answer of its own address.
    pub fn fragment(&self, site: &Site) -> String {
        rendered(&QrTemplate { site, v: self })
    }

    pub(crate) fn has_long_reason(&self) -> bool {
        matches!(self, Self::Hidden { door, .. } if door.reason().is_some_and(is_long))
    }

    pub(crate) fn clock(seconds: &u32) -> String {
        format!("{}:{:02}", seconds / 60, seconds % 60)
    }
}

#[derive(Template)]
#[template(path = "display/numbers.html")]
struct NumbersTemplate<'a> {
    site: &'a Site,
    v: &'a Display,
}

#[derive(Template)]
#[template(path = "display/qr.html")]
struct QrTemplate<'a> {
    site: &'a Site,
    v: &'a QrPanel,
}

#[derive(Template)]
#[template(path = "display/shell.html")]
struct DisplayShell<'a> {
    site: &'a Site,
    frame: &'a Frame,
    fragment: &'a str,
    etag: &'a str,
    qr: &'a str,
}
