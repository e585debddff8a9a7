//! How a paired display shows and says its numbers. Each display has its own: of two beside each
//! other only one should speak.

use super::sql::displays as sql;
use crate::db::{DbError, Fail, Never};
use crate::ids::{DeviceId, StoreId, UserId};
use crate::platform::Platform;

/// What an operator sets for one display. Both are off at first: names are the guests' own affair,
/// and not every bar wants to be called over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DisplayOptions {
    /// Names stand below the numbers.
    pub shows_names: bool,
    /// A new number is spoken.
    pub speaks: bool,
}

/// What the device `sub` is set to; the defaults for whoever looks without being a device.
///
/// # Errors
/// When the database does not answer.
pub async fn display_options(platform: &Platform, sub: &UserId) -> Result<DisplayOptions, DbError> {
    let mut conn = platform.db.read().await?;
    Ok(sql::options_of(&mut conn, sub.as_str()).await?.unwrap_or_default())
}

/// What each display of a store is set to.
///
/// # Errors
/// When the database does not answer.
pub async fn options_of_displays(
    platform: &Platform,
    store: &StoreId,
) -> Result<Vec<(DeviceId, DisplayOptions)>, DbError> {
    sql::options_in(&mut platform.db.read().await?, store).await
}

/// Sets a display; `false` when the store has no such display. The screen follows within seconds.
///
/// # Errors
/// When the database does not answer.
pub async fn set_display_options(
    platform: &Platform,
    store: &StoreId,
    device: &DeviceId,
    options: DisplayOptions,
) -> Result<bool, DbError> {
    let (store, device) = (store.clone(), device.clone());
    let changed = platform
        .db
        .write(move |tx| {
            let (store, device) = (store.clone(), device.clone());
            Box::pin(async move {
                Ok::<_, Fail<Never>>(sql::set_options(tx, &store, &device, options).await?)
            })
        })
        .await?;
    platform.changed.ring();
    Ok(changed)
}
