//! The page a QR code opens. It consumes nothing; its one button redeems the code.

use askama::Template;

use crate::screen::rendered;
use crate::{App, Frame, Screen, Site, Wait};

/// "Start my order".
#[derive(Clone, Debug)]
pub struct Scan {
    /// The code from the address.
    pub code: String,
    /// The signed moment of the scan.
    pub stamp: String,
    /// Idempotency key of the redemption.
    pub key: String,
    /// The wait for a new order.
    pub wait: Option<Wait>,
}

impl Screen for Scan {
    fn frame(&self, site: &Site) -> Frame {
        let here = super::path(site, &format!("scan?c={}", self.code));
        Frame::new(App::Customer, site.t("scan-title")).here(here)
    }

    fn content(&self, site: &Site) -> String {
        rendered(&ScanTemplate { site, v: self })
    }
}

#[derive(Template)]
#[template(path = "customer/scan.html")]
struct ScanTemplate<'a> {
    site: &'a Site,
    v: &'a Scan,
}
