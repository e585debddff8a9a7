//! Each application's style sheet as one text, written inline into its pages.
//!
//! One file per component in `css/`. The server hashes exactly these texts for its content
//! security policy, so templates must write them unchanged.

macro_rules! sheet {
    ($($name:literal),* $(,)?) => {
        concat!($(include_str!(concat!("../css/", $name, ".css"))),*)
    };
}

/// The guest's phone.
pub const CUSTOMER: &str = sheet!(
    "tokens", "base", "button", "choice", "badge", "banner", "field", "stepper", "cup", "slots",
    "language", "told", "tell", "history", "customer",
);

/// The barista's tablet.
pub const BARISTA: &str = sheet!(
    "tokens", "base", "button", "choice", "badge", "banner", "field", "slots", "ticket", "toast",
    "dialog", "staff", "batch", "told", "printing", "barista",
);

/// The screen on the wall.
pub const DISPLAY: &str = sheet!("tokens", "base", "banner", "plate", "cup", "told", "display");

/// The operator's console.
pub const CONSOLE: &str = sheet!(
    "tokens", "base", "button", "choice", "badge", "banner", "field", "table", "stat", "chart",
    "staff", "language", "told", "console", "preview", "arrange", "import", "stores", "audit",
    "printing", "webhooks",
);

/// Signing in, pairing, set-up, errors.
pub const ACCOUNT: &str =
    sheet!("tokens", "base", "button", "choice", "banner", "field", "language", "account", "door");

/// A ticket printed from a browser.
pub const PAPER: &str = sheet!("tokens", "base", "button", "paper");
