//! Who is asking: roles, sessions as signed tokens, staff PINs and paired devices.
//!
//! What a role may do is decided by pure functions in `role.rs`; this folder never decides what
//! an order may become.

mod crowd;
mod devices;
mod displays;
pub(crate) mod http;
mod jwt;
mod limits;
mod pin;
mod reach;
mod rename;
mod request;
pub mod role;
mod sessions;
mod setup;
mod sign_in;
mod sql;
mod staff;
#[cfg(test)]
mod tests;

pub use devices::{
    Device, DeviceKind, Pairing, PairingRefusal, approve, devices, poll, remove_device,
    request_pairing, return_device, take_back_device,
};
pub use displays::{
    DisplayOptions, DisplayRefusal, display_options, names_are_shown, options_of_displays,
    set_display_options, undo_display_options,
};
#[cfg(any(test, fuzzing))]
pub(crate) use jwt::verify;
pub use limits::Limits;
pub use reach::{runs_all_stores, set_all_stores, set_role};
pub use rename::{Rename, RenameRefusal, rename_device, undo_rename};
pub use request::{Cookie, Cookies, Principals, cleared_cookie};
pub use role::{Principal, Role};
pub use sessions::{Auth, NewSession};
pub use setup::{SetupRefusal, finish_setup, open_setup_link, setup_link};
pub use sign_in::sign_in;
pub use staff::{
    NewStaff, Staff, StaffRefusal, add_staff, change_pin, name_of, remove_staff, return_staff,
    staff, staff_faults, take_back_staff,
};
