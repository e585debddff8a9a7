//! The operator's console: today, opening hours, settings, menu, staff, devices.

mod devices;
mod drink_form;
mod group_form;
mod hours;
mod menu_list;
mod settings;
mod staff;
mod today;

pub use devices::{Device, DeviceKind, Devices, NewDevice};
pub use drink_form::{DrinkForm, DrinkTyped};
pub use group_form::{ChoiceTyped, GroupForm, GroupTyped};
pub use hours::{DayTyped, ExceptionTyped, Hours, OPENINGS, WEEKDAYS};
pub use menu_list::MenuList;
pub use settings::{FIELDS, Setting, Settings, Unit};
pub use staff::{NewStaff, Staff, StaffMember, StaffRole};
pub use today::Today;

/// Path of a section of the console; the first is `/console` itself.
pub(crate) fn path(section: &str) -> String {
    if section.is_empty() || section == "today" {
        "/console".to_owned()
    } else {
        format!("/console/{section}")
    }
}
