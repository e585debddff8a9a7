//! The operator's console: today, opening hours, settings, menu, staff, devices.

mod audit;
mod broadcast;
mod chart;
mod devices;
mod drink_form;
mod group_form;
mod hours;
mod import;
mod journey;
mod machine;
mod menu_list;
mod orders;
mod preview;
mod printers;
mod reports;
mod search;
mod settings;
mod staff;
mod stage;
mod stores;
mod today;
mod webhooks;

pub use audit::{Audit, AuditChange, AuditEntry, AuditRefused, AuditUndo, AuditValue, AuditWho};
pub use broadcast::TellGuests;
pub(crate) use chart::share;
pub use chart::{Bar, Span};
pub use devices::{Device, DeviceKind, Devices, DisplayOptions, NewDevice, Renaming};
pub use drink_form::{DrinkForm, DrinkTyped};
pub use group_form::{ChoiceTyped, GroupForm, GroupTyped};
pub use hours::{DayTyped, ExceptionTyped, Hours, OPENINGS, WEEKDAYS};
pub use import::{
    ChangeKind, ChangeLine, ChangedPart, ChangedValue, ImportForm, ImportPreview, LineError, Shown,
};
pub use journey::{Journey, JourneyStep};
pub use menu_list::MenuList;
pub use orders::{OrderLine, Orders};
pub use preview::Preview;
pub use printers::{PrinterForm, PrinterLine, PrinterTyped, Printers};
pub use reports::{Abandoned, BaristaLine, Figures, Promises, Reports, Shortcut, Stretch};
pub use search::Search;
pub use settings::{FIELDS, Setting, Settings, Unit};
pub use staff::{NewStaff, Staff, StaffMember, StaffRole};
pub use stage::Stage;
pub use stores::{NewStore, StoreLine, Stores};
pub use today::Today;
pub use webhooks::{
    WebhookAnswer, WebhookAttempt, WebhookForm, WebhookLetter, WebhookLine, WebhookPage,
    WebhookSecret, WebhookState, WebhookTyped, Webhooks,
};

/// Path of a section of the console; the first is `/console` itself.
pub(crate) fn path(section: &str) -> String {
    if section.is_empty() || section == "today" {
        "/console".to_owned()
    } else {
        format!("/console/{section}")
    }
}
