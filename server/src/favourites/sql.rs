//! The favourites table.

use super::{Favourite, choice_of};
use crate::clock::Timestamp;
use crate::db::{Conn, DbError, execute, fetch_all};
use crate::ids::{StoreId, UserId};

pub(super) async fn of(
    conn: &mut Conn,
    store: &StoreId,
    guest: &UserId,
) -> Result<Vec<Favourite>, DbError> {
    let rows = fetch_all!(
        conn,
        (String, String),
        "select id, item from favourites where customer = $1 and store = $2
         order by created_at, id",
        guest,
        store
    )?;
    rows.into_iter()
        .map(|(id, item)| {
            let item = serde_json::from_str(&item)
                .map_err(|source| DbError::Unreadable { what: "favourite", source })?;
            Ok(Favourite { id, item })
        })
        .collect()
}

pub(super) async fn insert(
    tx: &mut Conn,
    store: &StoreId,
    guest: &UserId,
    favourite: &Favourite,
    now: Timestamp,
) -> Result<(), DbError> {
    let item = serde_json::to_string(&favourite.item).expect("items are plain data");
    execute!(
        tx,
        "insert into favourites (id, store, customer, choice, item, created_at)
         values ($1, $2, $3, $4, $5, $6) on conflict (customer, store, choice) do nothing",
        &favourite.id,
        store,
        guest,
        choice_of(&favourite.item),
        item,
        now
    )?;
    Ok(())
}

pub(super) async fn delete(
    tx: &mut Conn,
    store: &StoreId,
    guest: &UserId,
    id: &str,
) -> Result<(), DbError> {
    let sql = "delete from favourites where id = $1 and customer = $2 and store = $3";
    execute!(tx, sql, id, guest, store)?;
    Ok(())
}
