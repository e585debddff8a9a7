//! Changes to a store: what each may be. How they are stored is `edit.rs`.

use serde_json::{Value, json};

use super::edit::{edit, edit_by};
use super::{HoursProblem, Seen, Settings, SettingsProblem, State, StatusChange, Store};
use crate::audit::AlreadyUndone;
use crate::clock::Timestamp;
use crate::db::{DbError, Fail};
use crate::idempotency::{KeyReused, RequestKey};
use crate::ids::StoreId;
use crate::menu::{self, Menu, MenuProblem};
use crate::platform::Platform;
use crate::text::is_name;

/// Why a store stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeRefusal {
    /// No such store.
    UnknownStore,
    /// Limits out of bounds.
    Settings(Vec<SettingsProblem>),
    /// Opening hours that make no sense.
    Hours(Vec<HoursProblem>),
    /// A menu that makes no sense.
    Menu(Vec<MenuProblem>),
    /// The part to change is not on the menu.
    NotOnMenu(String),
    /// A name, time zone or reason that does not fit; says which and what it takes.
    Invalid(&'static str),
    /// Somebody changed what the form shows after it was shown; saving would undo that.
    ChangedMeanwhile,
    /// The parts to take back changed again since; these, as in [`crate::audit::Change`].
    ChangedSince(Vec<String>),
    /// The change was taken back already.
    AlreadyUndone,
    /// A change of this kind cannot be taken back.
    NotUndoable,
    /// The store was put away.
    Archived,
    /// The store cannot be put away while it takes orders or has some to make.
    StillBusy,
    /// Another store has this short name.
    IdTaken,
    /// The idempotency key came with another request.
    KeyReused,
}

impl From<KeyReused> for ChangeRefusal {
    fn from(_: KeyReused) -> Self {
        Self::KeyReused
    }
}

impl From<AlreadyUndone> for ChangeRefusal {
    fn from(_: AlreadyUndone) -> Self {
        Self::AlreadyUndone
    }
}

/// Who changes a store, and what their request came with.
#[derive(Clone, Debug, Default)]
pub struct By {
    /// A person's or device's `sub`, or a word such as `schedule`; never a name, for events are
    /// kept.
    pub who: String,
    /// So that a repeat changes nothing more.
    pub key: Option<RequestKey>,
    /// What the form showed, for forms that write it back.
    pub seen: Option<Seen>,
}

impl From<&str> for By {
    fn from(who: &str) -> Self {
        Self { who: who.to_owned(), ..Self::default() }
    }
}

pub(super) type Changed = Result<Store, Fail<ChangeRefusal>>;

/// Opens, pauses or closes a store. Asking for what already is changes nothing.
///
/// # Errors
/// When there is no such store or the database does not answer.
pub async fn set_status(
    platform: &Platform,
    store: &StoreId,
    change: StatusChange,
    by: impl Into<By>,
) -> Changed {
    let by = by.into();
    let who = by.who.clone();
    edit_by(platform, store, by, move |store, now| {
        let until = change.until.filter(|_| change.state == State::Paused);
        if store.state_at(now) == change.state
            && store.until == until
            && store.reason == change.reason
        {
            return Ok(None);
        }
        if change.reason.as_ref().is_some_and(|why| why.chars().count() > 200) {
            return Err(ChangeRefusal::Invalid("Keep the reason within 200 characters."));
        }
        if until.is_some_and(|until| until <= now) {
            return Err(ChangeRefusal::Invalid("The end of the pause lies in the past."));
        }
        // Staff overrule what the hours asked for until now.
        store.reschedule(now);
        store.state = change.state;
        store.until = until;
        store.reason.clone_from(&change.reason);
        Ok(Some(json!({
            "change": "status",
            "state": change.state,
            "until": until.map(Timestamp::to_rfc3339),
            "by": who,
        })))
    })
    .await
}

/// Opens a store whose pause is over at `now`; `false` when somebody was faster.
pub(super) async fn resume(
    platform: &Platform,
    store: StoreId,
    now: Timestamp,
) -> Result<bool, DbError> {
    let changed = edit(platform, &store, move |store, _| {
        let over = store.until.is_some_and(|until| until <= now);
        if store.state != State::Paused || !over {
            return Ok(None);
        }
        store.state = State::Open;
        store.until = None;
        store.reason = None;
        Ok(Some(json!({"change": "status", "state": State::Open, "by": "schedule"})))
    })
    .await;
    match changed {
        Ok(_) => Ok(true),
        Err(Fail::Refused(_)) => Ok(false),
        Err(Fail::Db(error)) => Err(error),
    }
}

/// Changes limits: `edit` gets the current ones.
///
/// # Errors
/// When a limit is out of bounds (nothing is changed then), or as [`set_status`].
pub async fn change_settings(
    platform: &Platform,
    store: &StoreId,
    settings: impl Fn(&mut Settings) + Send + Sync + 'static,
    by: impl Into<By>,
) -> Changed {
    let by = by.into();
    let who = by.who.clone();
    edit_by(platform, store, by, move |store, _| {
        let before = store.settings.clone();
        settings(&mut store.settings);
        store.settings.check().map_err(ChangeRefusal::Settings)?;
        let changed: serde_json::Map<String, Value> = Settings::NAMES
            .iter()
            .filter(|name| before.get(name) != store.settings.get(name))
            .map(|&name| (name.to_owned(), json!(store.settings.get(name))))
            .collect();
        let any = !changed.is_empty();
        Ok(any.then(|| json!({"change": "settings", "settings": changed, "by": who})))
    })
    .await
}

/// Changes the name and the time zone on screens.
///
/// # Errors
/// When one of them does not fit, or as [`set_status`].
pub async fn describe(
    platform: &Platform,
    store: &StoreId,
    name: &str,
    time_zone: &str,
    by: impl Into<By>,
) -> Changed {
    let (name, time_zone) = (name.trim().to_owned(), time_zone.trim().to_owned());
    let by = by.into();
    let who = by.who.clone();
    edit_by(platform, store, by, move |store, now| {
        check_description(&name, &time_zone).map_err(ChangeRefusal::Invalid)?;
        if store.name == name && store.time_zone == time_zone {
            return Ok(None);
        }
        store.name.clone_from(&name);
        store.time_zone.clone_from(&time_zone);
        store.reschedule(now);
        Ok(Some(json!({"change": "name", "name": name, "time_zone": time_zone, "by": who})))
    })
    .await
}

/// Whether a name and a time zone can be a store's.
///
/// # Errors
/// Which does not fit, and what it takes.
pub fn check_description(name: &str, time_zone: &str) -> Result<(), &'static str> {
    let (name, time_zone) = (name.trim(), time_zone.trim());
    if !is_name(name, 60) {
        return Err("Give the store a name of 1 to 60 characters.");
    }
    if jiff::tz::TimeZone::get(time_zone).is_err() {
        return Err("Choose a time zone by its full name, such as Europe/Berlin.");
    }
    Ok(())
}

/// Everything the console's form of limits holds.
#[derive(Clone, Debug)]
pub struct Configuration {
    /// The name on screens.
    pub name: String,
    /// IANA name.
    pub time_zone: String,
    /// ISO 4217 code; `None` hides prices.
    pub currency: Option<String>,
    /// All limits.
    pub settings: Settings,
}

impl Configuration {
    /// Gives `store` all of it.
    pub fn put_into(&self, store: &mut Store) {
        self.name.trim().clone_into(&mut store.name);
        self.time_zone.trim().clone_into(&mut store.time_zone);
        store.menu.currency.clone_from(&self.currency);
        store.settings.clone_from(&self.settings);
    }
}

/// Changes name, time zone, currency and limits, all or none.
///
/// # Errors
/// When one of them does not fit, or as [`set_status`].
pub async fn configure(
    platform: &Platform,
    store: &StoreId,
    new: Configuration,
    by: impl Into<By>,
) -> Changed {
    let by = by.into();
    let who = by.who.clone();
    edit_by(platform, store, by, move |store, now| {
        check_description(&new.name, &new.time_zone).map_err(ChangeRefusal::Invalid)?;
        new.settings.check().map_err(ChangeRefusal::Settings)?;
        let before = store.clone();
        new.put_into(store);
        menu::check(&store.menu).map_err(ChangeRefusal::Menu)?;
        if *store == before {
            return Ok(None);
        }
        store.reschedule(now);
        let told = json!({
            "change": "settings",
            "name": store.name,
            "time_zone": store.time_zone,
            "currency": store.menu.currency,
            "settings": store.settings,
            "by": who,
        });
        Ok(Some(told))
    })
    .await
}

/// Changes the menu: `edit` gets the current one and says why it cannot be done.
///
/// # Errors
/// When the changed menu makes no sense (nothing is changed then), or as [`set_status`].
pub async fn change_menu(
    platform: &Platform,
    store: &StoreId,
    menu: impl Fn(&mut Menu) -> Result<(), ChangeRefusal> + Send + Sync + 'static,
    by: impl Into<By>,
) -> Changed {
    let by = by.into();
    let who = by.who.clone();
    edit_by(platform, store, by, move |store, _| {
        let before = store.menu.clone();
        menu(&mut store.menu)?;
        menu::check(&store.menu).map_err(ChangeRefusal::Menu)?;
        let changed = before != store.menu;
        Ok(changed.then(|| json!({"change": "menu", "by": who})))
    })
    .await
}
