//! Drinks with their options that a guest keeps, to order them with one tap.
//!
//! A few a guest and store. They belong to the guest's session, and nobody else can read them.
//! Whether a favourite can be ordered today is the menu's business (`menu::again`).

mod sql;
#[cfg(test)]
mod tests;

use crate::db::{Db, DbError, Fail};
use crate::ids::{StoreId, UserId};
use crate::menu::Item;
use crate::platform::Platform;

/// Favourites of one guest in a store at most: they stand above the menu on a phone.
pub const MOST_FAVOURITES: usize = 6;

/// A drink with options that a guest keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Favourite {
    /// Its id.
    pub id: String,
    /// The drink, with the names it had when it was kept.
    pub item: Item,
}

impl Favourite {
    /// Whether `item` is the same drink with the same options.
    #[must_use]
    pub fn is(&self, item: &Item) -> bool {
        choice_of(&self.item) == choice_of(item)
    }
}

/// Why a favourite was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FavouriteRefusal {
    /// There are [`MOST_FAVOURITES`] already.
    TooMany,
}

/// A guest's favourites in a store, the first kept first, so that they keep their places.
///
/// # Errors
/// When the database does not answer.
pub async fn of(db: &Db, store: &StoreId, guest: &UserId) -> Result<Vec<Favourite>, DbError> {
    sql::of(&mut db.read().await?, store, guest).await
}

/// Keeps a drink; one that is kept already stays as it is.
///
/// # Errors
/// When the guest keeps as many as one may, or the database does not answer.
pub async fn keep(
    platform: &Platform,
    store: &StoreId,
    guest: &UserId,
    item: Item,
) -> Result<(), Fail<FavouriteRefusal>> {
    let now = platform.now();
    let favourite = Favourite { id: platform.ids.fresh(now), item };
    let (store, guest) = (store.clone(), guest.clone());
    platform
        .db
        .write(move |tx| {
            let (store, guest, favourite) = (store.clone(), guest.clone(), favourite.clone());
            Box::pin(async move {
                // Or two taps at once would both find the last place free.
                tx.serialize_on(guest.as_str()).await?;
                let kept = sql::of(tx, &store, &guest).await?;
                if kept.iter().any(|known| known.is(&favourite.item)) {
                    return Ok(());
                }
                if kept.len() >= MOST_FAVOURITES {
                    return Err(Fail::Refused(FavouriteRefusal::TooMany));
                }
                Ok(sql::insert(tx, &store, &guest, &favourite, now).await?)
            })
        })
        .await
}

/// Lets a favourite of this guest go; one that is gone already is no error.
///
/// # Errors
/// When the database does not answer.
pub async fn let_go(
    platform: &Platform,
    store: &StoreId,
    guest: &UserId,
    favourite: &str,
) -> Result<(), DbError> {
    let (store, guest, id) = (store.clone(), guest.clone(), favourite.to_owned());
    let done = platform.db.write::<(), crate::db::Never, _>(move |tx| {
        let (store, guest, id) = (store.clone(), guest.clone(), id.clone());
        Box::pin(async move { Ok(sql::delete(tx, &store, &guest, &id).await?) })
    });
    Ok(done.await?)
}

/// The drink and its options by their ids, in one order: what makes two favourites the same.
fn choice_of(item: &Item) -> String {
    let mut options: Vec<String> =
        item.options.iter().map(|option| format!("{}/{}", option.group, option.id)).collect();
    options.sort_unstable();
    format!("{}:{}", item.drink, options.join("."))
}
