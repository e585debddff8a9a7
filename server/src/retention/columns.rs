//! What every text column holds of people. Documents (JSON) are text too. Numbers and times alone
//! name nobody and are not listed.

/// What a column holds of people, and so how long it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Something of a guest; the text says what and how it ends.
    Guest(&'static str),
    /// Something of who works here or what they typed for the shop; ends as the text says.
    Staff(&'static str),
    /// Nobody: ids that are drawn at random, words of the program, secrets.
    Nobody,
}

/// One text column of one table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
}

use Holds::{Guest, Nobody, Staff};

macro_rules! columns {
    ($($table:ident { $($name:literal: $holds:expr;)+ })+) => {
        /// Every text column of every table.
        pub const COLUMNS: &[Column] = &[
            $($(Column { table: stringify!($table), name: $name, holds: $holds },)+)+
        ];
    };
}

const ORDER: &str = "emptied with the order";
const ACCOUNT: &str = "kept with the account";
const DAY: &str = "forgotten after a day";
const SHOP: &str = "the shop's own words, kept";
const AUDIT: &str = "forgotten after 400 days";

columns! {
    secrets { "name": Nobody; "value": Nobody; }
    stores {
        "id": Nobody; "name": Staff(SHOP); "time_zone": Nobody; "state": Nobody;
        "state_reason": Staff("until the next change of the state"); "settings": Nobody;
        "menu": Staff(SHOP); "hours": Nobody; "broadcast": Staff("until the message ends");
    }
    buckets { "id": Nobody; "store": Nobody; "code": Nobody; }
    orders {
        "id": Nobody; "store": Nobody; "customer": Guest(ORDER); "state": Nobody; "day": Nobody;
        "name": Guest(ORDER); "items": Nobody; "bucket": Nobody; "barista": Staff(ACCOUNT);
        "barista_name": Staff("kept with the order, for the figures"); "reason": Guest(ORDER);
        "cancelled_by": Nobody; "traceparent": Nobody;
    }
    order_numbers { "store": Nobody; "day": Nobody; }
    task_tokens { "hash": Nobody; "order_id": Nobody; "step": Nobody; }
    events {
        "store": Nobody; "subject": Nobody; "type": Nobody; "recipient": Guest(ORDER);
        "data": Guest("the reason of a cancellation is emptied with the order");
        "traceparent": Nobody;
    }
    relay { "name": Nobody; "holder": Nobody; }
    sessions {
        "id": Nobody; "sub": Guest("emptied for phones that signed out; others have no row");
        "role": Nobody; "store": Nobody; "name": Staff("forgotten when the session ends");
    }
    staff {
        "id": Nobody; "store": Nobody; "name": Staff(ACCOUNT); "name_key": Staff(ACCOUNT);
        "role": Nobody; "secret_hash": Nobody;
    }
    setup_links { "hash": Nobody; }
    devices {
        "id": Nobody; "store": Nobody; "kind": Nobody; "name": Staff(SHOP); "session": Nobody;
    }
    pairings { "id": Nobody; "code": Nobody; "device": Nobody; }
    idempotency_keys {
        "person": Guest(DAY); "key": Guest(DAY); "request": Nobody; "answer": Guest(DAY);
    }
    push_subscriptions {
        "id": Nobody; "order_id": Nobody; "endpoint": Guest("gone when the order has ended");
        "p256dh": Guest("gone when the order has ended");
        "auth": Guest("gone when the order has ended"); "language": Nobody;
    }
    pushes { "id": Nobody; "subscription": Nobody; "kind": Nobody; }
    printers {
        "id": Nobody; "store": Nobody; "name": Staff(SHOP); "host": Nobody; "charset": Nobody;
        "language": Nobody; "trouble": Nobody; "lease": Nobody;
    }
    print_jobs { "id": Nobody; "printer": Nobody; "kind": Nobody; "order_id": Nobody; "error": Nobody; }
    print_cursor { "name": Nobody; }
    audit {
        "id": Nobody; "store": Nobody; "who": Staff(AUDIT); "kind": Nobody; "action": Nobody;
        "subject": Staff(AUDIT); "changes": Staff(AUDIT); "undoes": Nobody; "undone_by": Nobody;
    }
    webhooks {
        "id": Nobody; "store": Nobody; "name": Staff(SHOP); "url": Staff(SHOP); "events": Nobody;
        "lease": Nobody;
    }
    webhook_deliveries { "webhook": Nobody; "event": Nobody; "type": Nobody; "trouble": Nobody; }
    // What was put aside is read from the events again, so it is erased with them.
    webhook_letters { "webhook": Nobody; "subject": Nobody; "kind": Nobody; "trouble": Nobody; }
    favourites {
        "id": Nobody; "store": Nobody;
        "customer": Guest("gone with the last order of the guest");
        "choice": Guest("gone with the last order of the guest");
        "item": Guest("gone with the last order of the guest");
    }
}
