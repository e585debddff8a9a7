//! Paired devices, and pairing another.

use askama::Template;

use super::Search;
use crate::screen::rendered;
use crate::{App, Errors, Frame, Screen, Site};

/// What a device is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DeviceKind {
    /// Shows numbers and the code.
    #[default]
    Display,
    /// A barista's tablet.
    Tablet,
    /// A machine that makes drinks.
    Machine,
}

impl DeviceKind {
    /// All kinds.
    pub const ALL: &[Self] = &[Self::Display, Self::Tablet, Self::Machine];

    /// The word in forms: `display`, `tablet`, `machine`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Display => "display",
            Self::Tablet => "tablet",
            Self::Machine => "machine",
        }
    }

    pub(crate) fn icon(self) -> &'static str {
        match self {
            Self::Display => "monitor",
            Self::Tablet => "tablet",
            Self::Machine => "cpu",
        }
    }

    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Display => "device-display",
            Self::Tablet => "device-tablet",
            Self::Machine => "device-machine",
        }
    }
}

/// One paired device.
#[derive(Clone, Debug)]
pub struct Device {
    /// Stable id.
    pub id: String,
    /// Name given at approval.
    pub name: String,
    /// What it is for.
    pub kind: DeviceKind,
    /// When it was paired, as shown.
    pub paired_at: String,
    /// What it shows and says, of displays.
    pub options: Option<DisplayOptions>,
}

/// What an operator sets for one display.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DisplayOptions {
    /// Field `shows_names`: names stand below the numbers.
    pub shows_names: bool,
    /// Field `speaks`: new numbers are spoken.
    pub speaks: bool,
}

/// Values of the approve form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewDevice {
    /// Field `code`.
    pub code: String,
    /// Field `kind`.
    pub kind: DeviceKind,
    /// Field `name`.
    pub name: String,
}

/// Another name for a device or a store that was refused, to show again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renaming {
    /// The id of what was to be renamed.
    pub id: String,
    /// The name as typed.
    pub name: String,
}

/// The devices page.
#[derive(Clone, Debug)]
pub struct Devices {
    /// Everything that is paired, or what was searched for.
    pub devices: Vec<Device>,
    /// What the list was narrowed to.
    pub search: Search,
    /// Idempotency key of the approve form; the others append the device's id.
    pub key: String,
    /// Values of the approve form.
    pub typed: NewDevice,
    /// A name that was refused.
    pub renaming: Option<Renaming>,
    /// What is wrong; fields `code`, `kind`, `name`, and `name.{id}` of a device's own form.
    pub errors: Errors,
    /// A sentence about the last action.
    pub notice: Option<String>,
}

impl Devices {
    fn name_error(&self, site: &Site, id: &str) -> Option<String> {
        self.errors.at(site, format!("name.{id}"))
    }

    /// What stands in the field of a device's name: what was typed there, or its name.
    fn name_field<'a>(&'a self, device: &'a Device) -> &'a str {
        let typed = self.renaming.as_ref().filter(|renaming| renaming.id == device.id);
        typed.map_or(&device.name, |renaming| &renaming.name)
    }
}

impl Screen for Devices {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Console, site.t("devices-title")).section("devices")
    }

    fn errors(&self) -> Option<&Errors> {
        Some(&self.errors)
    }

    fn content(&self, site: &Site) -> String {
        let errors = self.errors.in_rows(|field| {
            let id = field.strip_prefix("name.")?;
            self.devices.iter().find(|device| device.id == id).map(|device| device.name.clone())
        });
        rendered(&DevicesTemplate { site, v: self, errors, kinds: DeviceKind::ALL })
    }
}

#[derive(Template)]
#[template(path = "console/devices.html")]
struct DevicesTemplate<'a> {
    site: &'a Site,
    v: &'a Devices,
    errors: Errors,
    kinds: &'static [DeviceKind],
}
