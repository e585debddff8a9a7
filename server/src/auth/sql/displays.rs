//! What displays are set to.

use super::super::displays::DisplayOptions;
use crate::db::{Conn, DbError, execute, fetch_all, fetch_optional};
use crate::ids::{DeviceId, StoreId};

pub(in crate::auth) async fn options_of(
    conn: &mut Conn,
    device: &str,
) -> Result<Option<DisplayOptions>, DbError> {
    let row = fetch_optional!(
        conn,
        (i64, i64),
        "select shows_names, speaks from devices where id = $1 and removed_at is null",
        device
    )?;
    Ok(row.map(options))
}

pub(in crate::auth) async fn options_in(
    conn: &mut Conn,
    store: &StoreId,
) -> Result<Vec<(DeviceId, DisplayOptions)>, DbError> {
    let rows = fetch_all!(
        conn,
        (DeviceId, i64, i64),
        "select id, shows_names, speaks from devices
         where store = $1 and kind = 'display' and removed_at is null",
        store
    )?;
    Ok(rows.into_iter().map(|(id, names, speaks)| (id, options((names, speaks)))).collect())
}

pub(in crate::auth) async fn set_options(
    tx: &mut Conn,
    store: &StoreId,
    device: &DeviceId,
    options: DisplayOptions,
) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update devices set shows_names = $1, speaks = $2
         where id = $3 and store = $4 and kind = 'display' and removed_at is null",
        i64::from(options.shows_names),
        i64::from(options.speaks),
        device,
        store
    )?;
    Ok(changed == 1)
}

const fn options((shows_names, speaks): (i64, i64)) -> DisplayOptions {
    DisplayOptions { shows_names: shows_names != 0, speaks: speaks != 0 }
}
