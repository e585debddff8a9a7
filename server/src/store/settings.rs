//! A store's limits and waits, with their defaults and bounds.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Declares the settings once: name, default, bounds, and the words of a refusal.
macro_rules! settings {
    ($($(#[$doc:meta])* $name:ident: $default:literal, $least:tt ..= $most:tt;)+) => {
        /// Numbers that an operator sets. Missing ones have their default, so that an older stored
        /// document stays readable.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[serde(default, deny_unknown_fields)]
        pub struct Settings {
            $($(#[$doc])* #[schema(minimum = $least, maximum = $most)] pub $name: i64,)+
        }

        impl Default for Settings {
            fn default() -> Self {
                Self { $($name: $default,)+ }
            }
        }

        impl Settings {
            /// Every setting's name.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name),)+];

            /// Sets one by its name; `false` when there is no such.
            pub fn set(&mut self, name: &str, value: i64) -> bool {
                match name {
                    $(stringify!($name) => self.$name = value,)+
                    _ => return false,
                }
                true
            }

            /// One by its name.
            #[must_use]
            pub fn get(&self, name: &str) -> Option<i64> {
                match name {
                    $(stringify!($name) => Some(self.$name),)+
                    _ => None,
                }
            }

            /// Checks every bound.
            ///
            /// # Errors
            /// All settings that are out of bounds.
            pub fn check(&self) -> Result<(), Vec<SettingsProblem>> {
                let mut problems = Vec::new();
                $(
                    if !($least..=$most).contains(&self.$name) {
                        problems.push(SettingsProblem {
                            name: stringify!($name),
                            value: self.$name,
                            least: $least,
                            most: $most,
                        });
                    }
                )+
                if problems.is_empty() { Ok(()) } else { Err(problems) }
            }
        }
    };
}

settings! {
    /// Orders that one QR code admits.
    places_per_code: 10, 1..=1_000;
    /// How long a QR code lives.
    code_lifetime_seconds: 300, 30..=86_400;
    /// Drinks that may wait or be made at one time.
    max_queue: 20, 1..=10_000;
    /// Drinks in one order.
    max_items_per_order: 1, 1..=20;
    /// Orders a person may have open at one time.
    max_open_orders_per_person: 1, 1..=20;
    /// Orders a person may place in a day; 0 is no limit.
    max_orders_per_person_per_day: 0, 0..=100;
    /// How long a guest may take to choose.
    submit_timeout_seconds: 300, 30..=3_600;
    /// How long an order may wait to be made.
    make_timeout_seconds: 900, 60..=14_400;
    /// How long a drink waits at the bar.
    collect_timeout_seconds: 600, 60..=14_400;
    /// Age at which a ticket turns amber.
    warn_after_seconds: 300, 30..=7_200;
    /// Age at which a ticket turns red.
    late_after_seconds: 480, 30..=7_200;
    /// Drinks of younger orders that may be started before an order when drinks are taken together.
    max_overtaken_drinks: 3, 0..=50;
    /// Days after an order's end until what it tells of its guest is erased.
    erase_after_days: 7, 1..=365;
}

/// A setting out of bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsProblem {
    /// The setting.
    pub name: &'static str,
    /// What was asked for.
    pub value: i64,
    /// The smallest value it takes.
    pub least: i64,
    /// The largest value it takes.
    pub most: i64,
}

impl std::fmt::Display for SettingsProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} takes {} to {}", self.name, self.least, self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_fit_their_own_bounds() {
        assert_eq!(Settings::default().check(), Ok(()));
    }

    #[test]
    fn an_older_document_gets_the_defaults_of_newer_settings() {
        let old: Settings = serde_json::from_str(r#"{"max_queue": 5}"#).expect("readable");
        assert_eq!(old, Settings { max_queue: 5, ..Settings::default() });
    }

    #[test]
    fn what_is_out_of_bounds_is_named_with_its_bounds() {
        let mut settings = Settings::default();
        assert!(settings.set("max_queue", 0));
        let problems = settings.check().expect_err("no queue at all");
        assert_eq!(problems[0].to_string(), "max_queue takes 1 to 10000");
        assert!(!settings.set("colour", 1));
    }
}
