//! Who works here.

use askama::Template;

use super::Search;
use crate::screen::rendered;
use crate::{App, Errors, Frame, Screen, Site};

/// What a staff member may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StaffRole {
    /// Works the board.
    #[default]
    Barista,
    /// Also runs the store.
    Operator,
}

impl StaffRole {
    /// Both roles.
    pub const ALL: &[Self] = &[Self::Barista, Self::Operator];

    /// The word in forms: `barista` or `operator`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Barista => "barista",
            Self::Operator => "operator",
        }
    }

    pub(crate) fn other(self) -> Self {
        match self {
            Self::Barista => Self::Operator,
            Self::Operator => Self::Barista,
        }
    }

    /// What a button says that gives it.
    pub(crate) fn make(self) -> &'static str {
        match self {
            Self::Barista => "staff-make-barista",
            Self::Operator => "staff-make-operator",
        }
    }

    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Barista => "role-barista",
            Self::Operator => "role-operator",
        }
    }

    pub(crate) fn hint(self) -> &'static str {
        match self {
            Self::Barista => "role-barista-hint",
            Self::Operator => "role-operator-hint",
        }
    }
}

/// One person in the list.
#[derive(Clone, Debug)]
pub struct StaffMember {
    /// Stable id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Role.
    pub role: StaffRole,
    /// Whether this operator runs every store.
    pub all_stores: bool,
    /// Whether that is the person looking, who cannot be removed.
    pub is_me: bool,
}

/// Values of the add form. The PIN is never shown again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewStaff {
    /// Field `name`.
    pub name: String,
    /// Field `role`.
    pub role: StaffRole,
    /// Field `all_stores`: offered to those who run every store themselves.
    pub all_stores: bool,
}

/// The staff page.
#[derive(Clone, Debug)]
pub struct Staff {
    /// Everybody, or who was searched for.
    pub members: Vec<StaffMember>,
    /// What the list was narrowed to.
    pub search: Search,
    /// Idempotency key of the add form; the others append the person's id.
    pub key: String,
    /// Values of the add form (fields `name`, `role`, `pin`).
    pub typed: NewStaff,
    /// What is wrong; fields `name`, `role`, `pin` of the add form, `pin.{id}` of a person's.
    pub errors: Errors,
    /// A sentence about the last action.
    pub notice: Option<String>,
}

impl Staff {
    pub(crate) fn pin_error(&self, site: &Site, id: &str) -> Option<String> {
        self.errors.at(site, format!("pin.{id}"))
    }
}

impl Screen for Staff {
    fn frame(&self, site: &Site) -> Frame {
        Frame::new(App::Console, site.t("staff-title")).section("staff")
    }

    fn errors(&self) -> Option<&Errors> {
        Some(&self.errors)
    }

    fn content(&self, site: &Site) -> String {
        let errors = self.errors.in_rows(|field| {
            let id = field.strip_prefix("pin.")?;
            self.members.iter().find(|member| member.id == id).map(|member| member.name.clone())
        });
        rendered(&StaffTemplate { site, v: self, errors, roles: StaffRole::ALL })
    }
}

#[derive(Template)]
#[template(path = "console/staff.html")]
struct StaffTemplate<'a> {
    site: &'a Site,
    v: &'a Staff,
    errors: Errors,
    roles: &'static [StaffRole],
}
