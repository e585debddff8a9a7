//! What the board says about printers: nothing, as long as they print.

use crate::{PrinterState, Site, Text};

/// The store's printers, as the board needs them.
#[derive(Clone, Debug, Default)]
pub struct Printing {
    /// Whether tickets are printed by a network printer; without one the browser prints.
    pub has_printer: bool,
    /// Printers that do not print.
    pub troubles: Vec<PrinterTrouble>,
}

impl Printing {
    /// Whether a ticket waits at any of them.
    pub(crate) fn has_waiting(&self) -> bool {
        self.troubles.iter().any(|trouble| trouble.waiting > 0)
    }
}

/// A printer that does not print.
#[derive(Clone, Debug)]
pub struct PrinterTrouble {
    /// Its name.
    pub name: String,
    /// Why.
    pub state: PrinterState,
    /// Tickets that wait at it.
    pub waiting: u32,
}

impl PrinterTrouble {
    /// "Printer “Bar” is off. 2 tickets are waiting."
    pub(crate) fn sentence(&self, site: &Site) -> Text {
        let why = self.state.sentence(site, &self.name);
        if self.waiting == 0 {
            return why;
        }
        site.joined("sentences", why, site.t("print-waiting").num("n", self.waiting))
    }
}
