//! Why an order stays as it is.

use axum::http::StatusCode;

use crate::clock::Timestamp;
use crate::error::Problem;
use crate::menu::ItemRefusal;
use crate::store::Store;

use super::OrderState;

/// When a full queue is worth another try: about one drink later.
pub const QUEUE_SECONDS: i64 = 60;

/// A refusal; nothing was changed and no place was spent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderRefusal {
    /// No such order, or not yours.
    NotFound,
    /// No such store.
    UnknownStore,
    /// The store takes no orders today.
    Closed {
        /// Why, as told by staff.
        reason: Option<String>,
        /// When it opens by itself, if known.
        opens_at: Option<Timestamp>,
    },
    /// The store takes no orders for a while.
    Paused {
        /// Until when, if known.
        until: Option<Timestamp>,
        /// Why, as told by staff.
        reason: Option<String>,
    },
    /// The queue holds all the drinks it may.
    QueueFull {
        /// Drinks that still fit.
        room: i64,
    },
    /// The code is not valid (any longer); not told why.
    CodeExpired,
    /// All places of the code are taken.
    CodeUsedUp {
        /// When the next code comes.
        next_at: Timestamp,
    },
    /// The person has all the open orders one may have.
    OpenOrderLimit {
        /// How many that is.
        limit: i64,
    },
    /// The person has had all the orders of the day.
    DailyLimit {
        /// How many that is.
        limit: i64,
    },
    /// A drink or option does not fit the menu.
    Item(ItemRefusal),
    /// No drink at all.
    NothingOrdered,
    /// More drinks than one order takes.
    TooManyItems {
        /// How many it takes.
        max: i64,
    },
    /// The name for the cup does not fit; says what it takes.
    InvalidName(&'static str),
    /// Another barista has it.
    AlreadyClaimed {
        /// Whose it is.
        by: String,
        /// The order's number.
        number: i64,
    },
    /// An older order has been overtaken often enough.
    WouldOvertake {
        /// The older order's number.
        first: i64,
    },
    /// A guest wanted to cancel what is being made.
    TooLateToCancel,
    /// The action does not apply in this state.
    WrongState {
        /// The order's number, if it has one.
        number: Option<i64>,
        /// The state it is in.
        state: OrderState,
    },
    /// Staff cancelled without saying why.
    ReasonMissing,
    /// The role may not do this.
    Forbidden,
    /// The task token was used already or its step is over.
    TokenSpent,
    /// There is no such task token.
    UnknownToken,
    /// The idempotency key came with another request.
    KeyReused,
}

impl OrderRefusal {
    /// The refusal in words, with times on the store's clock.
    #[must_use]
    pub fn problem(&self, store: &Store, now: Timestamp) -> Problem {
        let problem =
            Problem::new(status_of(self), code_of(self), self.sentence(Some((store, now))));
        match self {
            Self::Closed { opens_at: Some(at), .. }
            | Self::Paused { until: Some(at), .. }
            | Self::CodeUsedUp { next_at: at } => problem.retry_after(now.seconds_until(*at)),
            Self::QueueFull { .. } => problem.retry_after(QUEUE_SECONDS),
            _ => problem,
        }
    }

    fn sentence(&self, clock: Option<(&Store, Timestamp)>) -> String {
        let told = |reason: &Option<String>| {
            reason.as_ref().map(|why| format!(" {}", with_full_stop(why))).unwrap_or_default()
        };
        match self {
            Self::NotFound => "There is no such order, or it is not yours.".to_owned(),
            Self::UnknownStore => "There is no such store. Check the address.".to_owned(),
            Self::Closed { reason, opens_at } => match (opens_at, clock) {
                (Some(at), Some((store, now))) => {
                    let (opens, why) = (store.near_time(*at, now), told(reason));
                    format!("Closed. Opens {opens}.{why} Scan the code again then.")
                }
                _ => {
                    format!("We are closed.{} Scan the code again when we are open.", told(reason))
                }
            },
            Self::Paused { until, reason } => match (until, clock) {
                (Some(until), Some((store, _))) => {
                    let (until, why) = (store.time_of_day(*until), told(reason));
                    format!("Ordering is paused until {until}.{why} Scan the code again then.")
                }
                _ => {
                    let why = told(reason);
                    format!(
                        "Ordering is paused for a moment.{why} Scan the code again in a few \
                         minutes."
                    )
                }
            },
            Self::QueueFull { room: 0 } => match QUEUE_SECONDS / 60 {
                1 => "The queue is full. Try again in about a minute.".to_owned(),
                minutes => format!("The queue is full. Try again in about {minutes} minutes."),
            },
            Self::QueueFull { room } => {
                format!("The queue is nearly full. There is room for {room} more.")
            }
            Self::CodeExpired => {
                "This code is no longer valid. Scan the code on the screen again.".to_owned()
            }
            Self::CodeUsedUp { next_at } => {
                let next = clock.map(|(_, now)| now.seconds_until(*next_at)).map_or_else(
                    || "soon".to_owned(),
                    |seconds| format!("in {}:{:02}", seconds / 60, seconds % 60),
                );
                format!("This code has no places left. The next code comes {next}.")
            }
            Self::OpenOrderLimit { limit } => {
                format!("You have {limit} open orders. Collect one first, then scan again.")
            }
            Self::DailyLimit { limit } => {
                format!("You have had all {limit} orders of today. See you tomorrow.")
            }
            Self::Item(refusal) => item_sentence(refusal),
            Self::NothingOrdered => "Choose a drink first.".to_owned(),
            Self::TooManyItems { max } => format!("One order takes at most {max} drinks."),
            Self::InvalidName(how) => (*how).to_owned(),
            Self::AlreadyClaimed { by, number } => format!("{by} already started {number}."),
            Self::WouldOvertake { first } => {
                format!("{first} comes first: it has been overtaken often enough.")
            }
            Self::TooLateToCancel => {
                "It is being made, so it can no longer be cancelled. Talk to the bar.".to_owned()
            }
            Self::WrongState { number: Some(number), state } => {
                format!("Number {number} is {} now. Nothing was changed.", state.in_words())
            }
            Self::WrongState { number: None, state } => {
                format!("This order is {} now. Nothing was changed.", state.in_words())
            }
            Self::ReasonMissing => "Say why you cancel it: the guest sees the reason.".to_owned(),
            Self::Forbidden => "Your session may not do this.".to_owned(),
            Self::TokenSpent => "This step is over. Nothing was changed.".to_owned(),
            Self::UnknownToken => "There is no such task token.".to_owned(),
            Self::KeyReused => {
                "This Idempotency-Key came before with another request. Send a fresh one."
                    .to_owned()
            }
        }
    }
}

impl From<OrderRefusal> for Problem {
    fn from(refusal: OrderRefusal) -> Self {
        let problem = Self::new(status_of(&refusal), code_of(&refusal), refusal.sentence(None));
        match refusal {
            OrderRefusal::QueueFull { .. } => problem.retry_after(QUEUE_SECONDS),
            OrderRefusal::AlreadyClaimed { by, .. } => problem.by(by),
            _ => problem,
        }
    }
}

const fn status_of(refusal: &OrderRefusal) -> StatusCode {
    match refusal {
        OrderRefusal::NotFound | OrderRefusal::UnknownStore | OrderRefusal::UnknownToken => {
            StatusCode::NOT_FOUND
        }
        OrderRefusal::Forbidden => StatusCode::FORBIDDEN,
        OrderRefusal::TokenSpent => StatusCode::GONE,
        OrderRefusal::OpenOrderLimit { .. } | OrderRefusal::DailyLimit { .. } => {
            StatusCode::TOO_MANY_REQUESTS
        }
        OrderRefusal::Item(_)
        | OrderRefusal::NothingOrdered
        | OrderRefusal::TooManyItems { .. }
        | OrderRefusal::InvalidName(_)
        | OrderRefusal::ReasonMissing
        | OrderRefusal::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
        OrderRefusal::Closed { .. }
        | OrderRefusal::Paused { .. }
        | OrderRefusal::QueueFull { .. }
        | OrderRefusal::CodeExpired
        | OrderRefusal::CodeUsedUp { .. }
        | OrderRefusal::AlreadyClaimed { .. }
        | OrderRefusal::WouldOvertake { .. }
        | OrderRefusal::TooLateToCancel
        | OrderRefusal::WrongState { .. } => StatusCode::CONFLICT,
    }
}

/// The stable name of a refusal, in problems and metrics.
pub(super) const fn code_of(refusal: &OrderRefusal) -> &'static str {
    match refusal {
        OrderRefusal::NotFound | OrderRefusal::UnknownStore => "not_found",
        OrderRefusal::Closed { .. } => "store_closed",
        OrderRefusal::Paused { .. } => "store_paused",
        OrderRefusal::QueueFull { .. } => "queue_full",
        OrderRefusal::CodeExpired => "code_expired",
        OrderRefusal::CodeUsedUp { .. } => "code_used_up",
        OrderRefusal::OpenOrderLimit { .. } => "open_order_limit",
        OrderRefusal::DailyLimit { .. } => "daily_limit",
        OrderRefusal::Item(ItemRefusal::UnknownDrink(_)) => "unknown_drink",
        OrderRefusal::Item(ItemRefusal::UnknownOption(_)) => "unknown_option",
        OrderRefusal::Item(ItemRefusal::DrinkSoldOut(_) | ItemRefusal::OptionSoldOut(_)) => {
            "sold_out"
        }
        OrderRefusal::Item(ItemRefusal::TooFew { .. }) => "too_few_options",
        OrderRefusal::Item(ItemRefusal::TooMany { .. }) => "too_many_options",
        OrderRefusal::NothingOrdered => "nothing_ordered",
        OrderRefusal::TooManyItems { .. } => "too_many_items",
        OrderRefusal::InvalidName(_) => "invalid_name",
        OrderRefusal::AlreadyClaimed { .. } => "already_claimed",
        OrderRefusal::WouldOvertake { .. } => "would_overtake",
        OrderRefusal::TooLateToCancel => "too_late_to_cancel",
        OrderRefusal::WrongState { .. } => "wrong_state",
        OrderRefusal::ReasonMissing => "reason_missing",
        OrderRefusal::Forbidden => "forbidden",
        OrderRefusal::TokenSpent => "token_spent",
        OrderRefusal::UnknownToken => "unknown_token",
        OrderRefusal::KeyReused => "key_reused",
    }
}

fn item_sentence(refusal: &ItemRefusal) -> String {
    match refusal {
        ItemRefusal::UnknownDrink(id) => {
            format!("There is no drink {id:.40} on the menu. Reload the menu.")
        }
        ItemRefusal::UnknownOption(id) => {
            format!("This drink has no option {id:.40}. Reload the menu.")
        }
        ItemRefusal::DrinkSoldOut(name) => format!("{name} is sold out. Choose another drink."),
        ItemRefusal::OptionSoldOut(name) => format!("{name} is sold out. Choose another."),
        ItemRefusal::TooFew { group, min: 1 } => format!("Choose one of {group}."),
        ItemRefusal::TooFew { group, min } => format!("Choose at least {min} of {group}."),
        ItemRefusal::TooMany { group, max } => format!("Choose at most {max} of {group}."),
    }
}

fn with_full_stop(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}
