//! What an account may do: barista or operator, and of this store or of all.

use serde_json::Value;

use super::role::{Principal, Role};
use super::sql;
use super::staff::{STAFF, StaffRefusal, about, check_reach, needed};
use crate::audit::{self, Change};
use crate::db::{DbError, Fail};
use crate::ids::{StaffId, StoreId};
use crate::platform::Platform;

/// Lets an operator run every store, or no longer, and ends their sessions.
///
/// # Errors
/// The refusal, with nothing stored.
pub async fn set_all_stores(
    platform: &Platform,
    store: &StoreId,
    id: &StaffId,
    all_stores: bool,
    by: &str,
) -> Result<(), Fail<StaffRefusal>> {
    let entry = about(platform, store, id, by, "staff_all_stores");
    let (now, store, id) = (platform.now(), store.clone(), id.clone());
    platform
        .db
        .write(move |tx| {
            let (store, id, entry) = (store.clone(), id.clone(), entry.clone());
            Box::pin(async move {
                tx.serialize_on(STAFF).await?;
                let (member, is_needed) = needed(tx, &store, &id).await?;
                if member.role != Role::Operator {
                    return Err(Fail::Refused(StaffRefusal::NotOperator));
                }
                if member.all_stores == all_stores {
                    return Ok(());
                }
                if !all_stores && is_needed {
                    return Err(Fail::Refused(StaffRefusal::LastOperator));
                }
                sql::set_all_stores(tx, &id, all_stores).await?;
                let change = Change {
                    part: "all_stores".to_owned(),
                    from: Some(member.all_stores.into()),
                    to: Some(all_stores.into()),
                };
                audit::note(tx, &entry.with(vec![change]), now).await?;
                if all_stores {
                    return Ok(());
                }
                Ok(sql::revoke_all_of(tx, id.as_str(), now).await?)
            })
        })
        .await
}

/// Makes somebody barista or operator, and ends their sessions. A barista runs no store, so that
/// who becomes an operator again runs this one only.
///
/// # Errors
/// The refusal, with nothing stored.
pub async fn set_role(
    platform: &Platform,
    store: &StoreId,
    id: &StaffId,
    role: Role,
    by: &str,
) -> Result<(), Fail<StaffRefusal>> {
    if !matches!(role, Role::Barista | Role::Operator) {
        return Err(Fail::Refused(StaffRefusal::InvalidRole));
    }
    let entry = about(platform, store, id, by, "staff_role");
    let (now, store, id) = (platform.now(), store.clone(), id.clone());
    platform
        .db
        .write(move |tx| {
            let (store, id, entry) = (store.clone(), id.clone(), entry.clone());
            Box::pin(async move {
                tx.serialize_on(STAFF).await?;
                let (member, is_needed) = needed(tx, &store, &id).await?;
                if member.role == role {
                    return Ok(());
                }
                if member.role == Role::Operator && is_needed {
                    return Err(Fail::Refused(StaffRefusal::LastOperator));
                }
                check_reach(tx, &member, &entry.who).await?;
                sql::set_role(tx, &id, role).await?;
                let part = |part: &str, from: Value, to: Value| Change {
                    part: part.to_owned(),
                    from: Some(from),
                    to: Some(to),
                };
                let mut changes =
                    vec![part("role", member.role.as_str().into(), role.as_str().into())];
                changes.extend(
                    member.all_stores.then(|| part("all_stores", true.into(), false.into())),
                );
                audit::note(tx, &entry.with(changes), now).await?;
                Ok(sql::revoke_all_of(tx, id.as_str(), now).await?)
            })
        })
        .await
}

/// Whether `who` is an operator who runs every store.
///
/// # Errors
/// When the database does not answer.
pub async fn runs_all_stores(platform: &Platform, who: &Principal) -> Result<bool, DbError> {
    if who.role != Role::Operator {
        return Ok(false);
    }
    sql::has_all_stores(&mut platform.db.read().await?, who.sub.as_str()).await
}
