//! The guest's phone: landing, scan, order form, status, earlier orders, refusals.

mod again;
mod history;
mod landing;
mod order_form;
mod refusal;
mod scan;
mod status;

pub use again::{Shortfall, Usual, Wanted};
pub use history::{Ended, History, PastItem, PastOrder, Sent};
pub use landing::Landing;
pub(crate) use order_form::FormParts;
pub use order_form::{BasketItem, OrderForm, Typed};
pub use refusal::Refusal;
pub use scan::Scan;
pub use status::{OtherOrder, Phase, Status, Tell};

use crate::Site;

/// Path of a customer page: `/s/{store}/` and what comes behind.
pub(crate) fn path(site: &Site, rest: &str) -> String {
    format!("/s/{}/{rest}", site.store)
}
