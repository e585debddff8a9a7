//! What can be wrong with a menu, in words.

use std::fmt;

/// One thing that is wrong with a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuProblem {
    /// Where, by ids: `drinks/flat-white/price_cents`.
    pub at: String,
    /// Where, by places from 0: `drinks/1/price_cents`. Two drinks of one id are two places.
    pub pointer: String,
    /// What.
    pub fault: MenuFault,
}

/// What is wrong at a place of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuFault {
    /// Not three capital letters.
    Currency,
    /// More drinks than this.
    TooManyDrinks(usize),
    /// More groups than this.
    TooManyGroups(usize),
    /// The id stands there before.
    Twice(String),
    /// Empty, too long, or other characters than an id takes.
    Id,
    /// Empty, too long, or with control characters.
    Name,
    /// Too long, or with control characters.
    Note,
    /// Negative or above this, in the currency's smallest unit.
    Price(i64),
    /// No drawing of this name.
    UnknownIcon(String),
    /// No allergen of this name, so guests would not be warned.
    UnknownAllergen(String),
    /// A drink names a group that is not there.
    UnknownGroup(String),
    /// No option, or more than this.
    OptionCount(usize),
    /// Fewest and most do not fit each other or the options.
    Bounds,
    /// More options are chosen from the start than may be.
    Defaults,
}

impl fmt::Display for MenuFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Currency => {
                write!(f, "Write the currency as three capital letters, such as EUR.")
            }
            Self::TooManyDrinks(most) => write!(f, "A menu takes at most {most} drinks."),
            Self::TooManyGroups(most) => write!(f, "A menu takes at most {most} option groups."),
            Self::Twice(id) => write!(f, "{id} is there twice."),
            Self::Id => write!(f, "An id takes 1 to 40 of a-z, 0-9, - and _."),
            Self::Name => write!(f, "Write a name of 1 to 60 characters."),
            Self::Note => write!(f, "Keep the note within 60 plain characters."),
            Self::Price(most) => {
                write!(f, "A price lies between 0 and {most} of the currency's smallest unit.")
            }
            Self::UnknownIcon(word) => {
                let known = words(crema_web::DrinkIcon::ALL.iter().map(|icon| icon.word()));
                write!(f, "There is no drawing {word}. There are {known}.")
            }
            Self::UnknownAllergen(word) => {
                write!(f, "{word} is no allergen. Allergens are {}.", known_allergens())
            }
            Self::UnknownGroup(id) => write!(f, "There is no option group {id}."),
            Self::OptionCount(most) => write!(f, "A group takes between 1 and {most} options."),
            Self::Bounds => write!(
                f,
                "The most must be at least 1 and at least the fewest, and there must be enough \
                 options."
            ),
            Self::Defaults => write!(f, "More options are chosen from the start than allowed."),
        }
    }
}

/// Every allergen's word, as one text.
#[must_use]
pub fn known_allergens() -> String {
    words(crema_web::Allergen::ALL.iter().map(|allergen| allergen.word()))
}

fn words<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}
