//! Who may subscribe to which topic: an exact allow-list on topic segments, with no wildcards.
//! Pure: sessions were checked before, and nobody may publish at all.

use crate::auth::role::Principal;

use super::topics::Topic;

/// The topic named by `filter`, if one of the `principals` behind a connection may read it.
///
/// Public topics are for anyone with a session, a person's own topic for nobody else, the queue
/// for the store's staff, the display topic for the store's displays and staff. Everything
/// else is refused: wildcards, `$SYS`, `$share`, empty segments, other stores, oversized texts.
#[must_use]
pub fn may_subscribe(principals: &[Principal], filter: &str) -> Option<Topic> {
    let topic = Topic::parse(filter)?;
    principals.iter().any(|principal| may_read(principal, &topic)).then_some(topic)
}

fn may_read(principal: &Principal, topic: &Topic) -> bool {
    match topic {
        Topic::Public(_) => true,
        Topic::User(_, sub) => principal.sub == *sub,
        Topic::Queue(store) => principal.is_staff_of(store),
        Topic::Display(store) => principal.is_display_of(store) || principal.is_staff_of(store),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::auth::role::Role;
    use crate::clock::Timestamp;
    use crate::ids::{SessionId, StoreId, UserId};

    fn principal(sub: &str, role: Role, store: Option<&str>) -> Principal {
        Principal {
            sub: UserId::new(sub),
            role,
            store: store.map(StoreId::new),
            name: String::new(),
            session: SessionId::new("s"),
            expires_at: Timestamp(i64::MAX),
        }
    }

    #[test]
    fn each_role_reads_its_own_topics_and_no_other() {
        let customer = principal("guest", Role::Customer, None);
        let display = principal("screen", Role::Display, Some("main"));
        let barista = principal("ana", Role::Barista, Some("main"));
        let operator = principal("olga", Role::Operator, Some("main"));
        // filter, then: customer, display, barista, operator
        let table = [
            ("crema/main/public", [true, true, true, true]),
            ("crema/other/public", [true, true, true, true]),
            ("crema/main/user/guest", [true, false, false, false]),
            ("crema/other/user/guest", [true, false, false, false]),
            ("crema/main/user/ana", [false, false, true, false]),
            ("crema/main/user/stranger", [false, false, false, false]),
            ("crema/main/queue", [false, false, true, true]),
            ("crema/main/display", [false, true, true, true]),
            ("crema/other/queue", [false, false, false, false]),
            ("crema/other/display", [false, false, false, false]),
        ];
        for (filter, allowed) in table {
            for (who, expected) in [&customer, &display, &barista, &operator].iter().zip(allowed) {
                let answer = may_subscribe(std::slice::from_ref(*who), filter);
                assert_eq!(answer.is_some(), expected, "{:?} on {filter}", who.role);
            }
        }
    }

    #[test]
    fn nobody_subscribes_to_wildcards_or_the_brokers_own_topics() {
        let operator = [principal("olga", Role::Operator, Some("main"))];
        for filter in [
            "#",
            "+",
            "+/+",
            "crema/#",
            "crema/+/public",
            "crema/main/#",
            "crema/main/+",
            "crema/main/user/+",
            "crema/main/user/#",
            "crema/main/queue/#",
            "$SYS/#",
            "$SYS/broker/clients",
            "$share/g/crema/main/queue",
            "$share/g/#",
            "crema/bus/0",
            "crema/bus/+",
            "crema/bus/canary",
            "",
        ] {
            assert_eq!(may_subscribe(&operator, filter), None, "{filter}");
        }
    }

    #[test]
    fn without_a_session_nothing_is_allowed() {
        assert_eq!(may_subscribe(&[], "crema/main/public"), None);
    }

    #[test]
    fn two_sessions_behind_one_connection_add_up() {
        let both = [
            principal("guest", Role::Customer, None),
            principal("ana", Role::Barista, Some("main")),
        ];
        assert!(may_subscribe(&both, "crema/main/user/guest").is_some());
        assert!(may_subscribe(&both, "crema/main/queue").is_some());
        assert!(may_subscribe(&both, "crema/other/queue").is_none());
    }

    proptest! {
        #[test]
        fn nothing_with_a_special_character_passes(
            before in "(crema/)?(main/)?(user/)?[a-z/]{0,8}",
            special in "[#+$]",
            after in "[a-z/]{0,8}",
        ) {
            let filter = format!("{before}{special}{after}");
            let all = [
                principal("guest", Role::Customer, None),
                principal("olga", Role::Operator, Some("main")),
            ];
            prop_assert_eq!(may_subscribe(&all, &filter), None);
        }

        #[test]
        fn what_passes_is_spelled_exactly_as_the_topic(filter in ".{0,40}|crema/[a-z]{1,5}/[a-z]{1,8}(/[a-z]{1,5})?") {
            let all = [
                principal("guest", Role::Customer, None),
                principal("olga", Role::Operator, Some("main")),
            ];
            if let Some(topic) = may_subscribe(&all, &filter) {
                prop_assert_eq!(topic.to_string(), filter);
            }
        }
    }
}
