//! Who is asking: roles, sessions as signed tokens, staff PINs and paired devices.
//!
//! What a role may do is decided by pure functions in `role.rs`; this folder never decides what
//! an order may become.

mod devices;
pub(crate) mod http;
mod jwt;
mod limits;
mod pin;
mod request;
pub mod role;
mod sessions;
mod setup;
mod sql;
mod staff;
#[cfg(test)]
mod tests;

pub use devices::{
    Device, DeviceKind, Pairing, PairingRefusal, approve, devices, poll, remove_device,
    request_pairing,
};
pub use limits::Limits;
pub use request::{Cookie, Cookies, Principals, cleared_cookie};
pub use role::{Principal, Role};
pub use sessions::{Auth, NewSession};
pub use setup::{SetupRefusal, finish_setup, open_setup_link, setup_link};
pub use staff::{
    NewStaff, Staff, StaffRefusal, add_staff, change_pin, remove_staff, sign_in, staff,
};
