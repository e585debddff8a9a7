//! Paired devices, and pairing another.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use crema_web::Errors;
use crema_web::console::{
    Device as DeviceView, DeviceKind as KindView, Devices as View, DisplayOptions as OptionsView,
    NewDevice as Typed, Renaming, Search,
};

use super::super::form::Form;
use super::super::reply;
use super::super::site::Visitor;
use super::{Desk, Sought};
use crate::auth::{self, DeviceKind, DisplayOptions, PairingRefusal, Rename, RenameRefusal};
use crate::context::Context;
use crate::db::Fail;
use crate::error::Problem;
use crate::ids::DeviceId;

const LIST: &str = "/console/devices";
const INVALID_NAME: (&str, &str) = ("invalid_device_name", "Write a name of 1 to 40 characters.");

pub(super) async fn list(
    State(cx): State<Context>,
    Query(sought): Query<Sought>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let mut view = view(&cx, &desk, Typed::default(), Errors::none()).await?;
    let name = |one: &DeviceView| one.name.clone();
    (view.search, view.devices) = Search::narrow(&sought.q, view.devices, name);
    Ok(reply::ok_page(&desk.site(&cx), &view))
}

async fn view(cx: &Context, desk: &Desk, typed: Typed, errors: Errors) -> Result<View, Problem> {
    let devices = auth::devices(&cx.platform, &desk.store.id).await?;
    let displays = auth::options_of_displays(&cx.platform, &desk.store.id).await?;
    let options_of = |id: &DeviceId| {
        let found = displays.iter().find(|(display, _)| display == id);
        found.map(|(_, options)| OptionsView {
            shows_names: options.shows_names,
            speaks: options.speaks,
        })
    };
    let device = |device: auth::Device| DeviceView {
        options: options_of(&device.id),
        id: device.id.to_string(),
        name: device.name,
        kind: kind_view(device.kind),
        paired_at: format!(
            "{} {}",
            desk.store.day_of(device.created_at),
            desk.store.time_of_day(device.created_at)
        ),
    };
    let devices: Vec<_> = devices.into_iter().map(device).collect();
    let search = Search::whole(devices.len());
    Ok(View { devices, search, key: desk.key(cx), typed, renaming: None, errors, notice: None })
}

const fn kind_view(kind: DeviceKind) -> KindView {
    match kind {
        DeviceKind::Display => KindView::Display,
        DeviceKind::Tablet => KindView::Tablet,
        DeviceKind::Machine => KindView::Machine,
    }
}

pub(super) async fn approve(
    State(cx): State<Context>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let (code, name) = (form.get("code"), form.get("name"));
    let kind = DeviceKind::parse(form.get("kind")).unwrap_or(DeviceKind::Display);
    let (field, problem, detail) = match auth::approve(
        &cx.platform,
        &desk.store.id,
        code,
        kind,
        name,
        desk.who.sub.as_str(),
    )
    .await
    {
        Ok(_) => return Ok(reply::see_other(LIST)),
        Err(Fail::Db(error)) => return Err(error.into()),
        Err(Fail::Refused(PairingRefusal::UnknownCode)) => (
            "code",
            "unknown_pairing_code",
            "No device shows this code. Read it again from the device; it changes after 15 minutes.",
        ),
        Err(Fail::Refused(PairingRefusal::InvalidName)) => ("name", INVALID_NAME.0, INVALID_NAME.1),
    };
    let typed = Typed { code: code.to_owned(), kind: kind_view(kind), name: name.to_owned() };
    let view = view(&cx, &desk, typed, Errors::one(field, problem, detail)).await?;
    Ok(reply::form_again(&desk.site(&cx), &view))
}

pub(super) async fn remove(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let (store, by) = (&desk.store.id, desk.who.sub.as_str());
    auth::remove_device(&cx.platform, store, &DeviceId::new(id), by).await?;
    Ok(reply::see_other(LIST))
}

/// Another name, unless somebody else gave one since the form was shown: that is said first, and the
/// form then goes by the name of now.
pub(super) async fn rename(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let (store, by) = (&desk.store.id, desk.who.sub.as_str());
    let new = Rename { from: form.get("from").to_owned(), to: form.get("device_name").to_owned() };
    let device = DeviceId::new(&id);
    let key = form.key_of(by);
    let field = format!("name.{id}");
    let errors = match auth::rename_device(&cx.platform, store, &device, new.clone(), by, key).await
    {
        // One that was unpaired meanwhile is no longer on the list, which is said enough.
        Ok(()) | Err(Fail::Refused(RenameRefusal::Unknown | RenameRefusal::AlreadyUndone)) => {
            return Ok(reply::see_other(LIST));
        }
        Err(Fail::Db(error)) => return Err(error.into()),
        Err(Fail::Refused(RenameRefusal::InvalidName)) => {
            Errors::one(&field, INVALID_NAME.0, INVALID_NAME.1)
        }
        Err(Fail::Refused(RenameRefusal::KeyReused)) => {
            let detail =
                "This form was already sent with other values. Check it and send it again.";
            Errors::one(&field, "key_reused", detail)
        }
        Err(Fail::Refused(RenameRefusal::RenamedSince { name })) => {
            let mut errors = Errors::none();
            let detail =
                format!("Somebody called it {name} meanwhile. Save again to rename it still.");
            errors.add_with(&field, "device_renamed_since", &detail, &[("name", &name)]);
            errors
        }
    };
    let renaming = Some(Renaming { id, name: new.to });
    let view = View { renaming, ..view(&cx, &desk, Typed::default(), errors).await? };
    Ok(reply::form_again(&desk.site(&cx), &view))
}

/// What a display shows and says. The boxes that are not ticked are not sent.
pub(super) async fn set_options(
    State(cx): State<Context>,
    Path(id): Path<String>,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    let desk = Desk::enter(&cx, visitor).await?;
    let options = DisplayOptions {
        shows_names: form.get("shows_names") == "1",
        speaks: form.get("speaks") == "1",
    };
    let id = DeviceId::new(id);
    let (store, by) = (&desk.store.id, desk.who.sub.as_str());
    match auth::set_display_options(&cx.platform, store, &id, options, by).await {
        // A display that was unpaired meanwhile is no longer on the list, which is said enough.
        Ok(()) | Err(Fail::Refused(_)) => Ok(reply::see_other(LIST)),
        Err(Fail::Db(error)) => Err(error.into()),
    }
}
