//! The menu as guests and staff see it.

use crate::Price;

macro_rules! words {
    ($(#[$doc:meta])* $kind:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $kind { $($(#[$vdoc])* $variant),* }

        impl $kind {
            /// Every value, in the order forms show them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word used in forms, JSON and the database.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The value for a word, if it is one.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

words! {
    /// Something that people may not tolerate. Shown with icon and word.
    Allergen {
        /// Milk and lactose.
        Milk = "milk",
        /// Tree nuts.
        Nuts = "nuts",
        /// Gluten.
        Gluten = "gluten",
        /// Soya.
        Soy = "soy",
        /// Egg.
        Egg = "egg",
        /// Sesame.
        Sesame = "sesame",
        /// Peanuts.
        Peanuts = "peanuts",
        /// Sulphites.
        Sulphites = "sulphites",
    }
}

impl Allergen {
    /// Translation key of the word.
    pub fn key(self) -> String {
        format!("allergen-{}", self.word())
    }

    /// Name of the icon.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Milk => "milk",
            Self::Nuts => "nut",
            Self::Peanuts => "peanut",
            Self::Gluten => "wheat",
            Self::Soy => "bean",
            Self::Egg => "egg",
            Self::Sesame => "sesame",
            Self::Sulphites => "flask",
        }
    }
}

words! {
    /// The drawing beside a drink.
    DrinkIcon {
        /// A small cup.
        Espresso = "espresso",
        /// A wide cup, flat milk.
        FlatWhite = "flat_white",
        /// A wide cup, foam on top.
        Cappuccino = "cappuccino",
        /// A tall glass.
        Latte = "latte",
        /// A dripper over a server.
        Filter = "filter",
        /// A glass with ice and a straw.
        Cold = "cold",
        /// A cup with a tea bag.
        Tea = "tea",
        /// A mug with marshmallows.
        Chocolate = "chocolate",
        /// A to-go cup.
        Other = "other",
    }
}

impl DrinkIcon {
    /// Name of the drawing.
    pub fn icon(self) -> String {
        format!("d-{}", self.word().replace('_', "-"))
    }

    /// Translation key of its description.
    pub fn key(self) -> String {
        format!("drink-icon-{}", self.word().replace('_', "-"))
    }
}

/// Everything that can be ordered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Menu {
    /// Drinks in the store's order.
    pub drinks: Vec<Drink>,
    /// Option groups; a drink names those that belong to it.
    pub groups: Vec<Group>,
    /// ISO 4217 code; none where the store shows no prices.
    pub currency: Option<String>,
}

impl Menu {
    /// The price to show, if the store shows prices.
    pub fn price(&self, cents: &Option<i64>) -> Option<Price> {
        Some(Price::new((*cents)?, self.currency.as_deref()?))
    }

    /// Digits behind the decimal sign of the store's prices.
    pub fn price_digits(&self) -> usize {
        crate::money::minor_digits(self.currency.as_deref().unwrap_or_default())
    }

    /// The surcharge to show: nothing for options that cost nothing.
    pub fn surcharge(&self, cents: &i64) -> Option<Price> {
        if *cents == 0 { None } else { self.price(&Some(*cents)) }
    }

    /// The CSS slot of a group, 1 to 12, by its place in `groups`; 0 beyond.
    ///
    /// A stylesheet without a build step cannot know ids, so it hides groups by slot.
    pub fn slot(&self, group_id: &str) -> usize {
        let found = self.groups.iter().position(|group| group.id == group_id);
        found.map_or(0, |index| index + 1).min(13) % 13
    }

    /// The slots of a drink's groups as a `data-g` attribute: "1 3".
    pub fn slots(&self, drink: &Drink) -> String {
        let slots: Vec<String> =
            drink.groups.iter().map(|group| self.slot(group).to_string()).collect();
        slots.join(" ")
    }

    /// Groups that at least one drink uses, with their slots.
    pub fn used_groups(&self) -> Vec<(usize, &Group)> {
        let is_used =
            |group: &Group| self.drinks.iter().any(|drink| drink.groups.contains(&group.id));
        let slotted = self.groups.iter().map(|group| (self.slot(&group.id), group));
        slotted.filter(|(_, group)| is_used(group)).collect()
    }

    /// A drink and its options by name, from an item encoded `drink_id:option_id.option_id`.
    pub fn item_line(&self, item: &str) -> Option<crate::ItemLine> {
        let (drink_id, options) = item.split_once(':').unwrap_or((item, ""));
        let drink = self.drinks.iter().find(|drink| drink.id == drink_id)?;
        let chosen: Vec<&Choice> =
            options.split('.').filter_map(|option| self.choice(option)).collect();
        let mut allergens = drink.allergens.clone();
        for choice in &chosen {
            allergens.retain(|allergen| !choice.replaces_allergens.contains(allergen));
        }
        for allergen in chosen.iter().flat_map(|choice| &choice.allergens) {
            if !allergens.contains(allergen) {
                allergens.push(*allergen);
            }
        }
        let extra: i64 = chosen.iter().map(|choice| choice.price_cents).sum();
        Some(crate::ItemLine {
            drink: drink.name.clone(),
            icon: drink.icon,
            options: chosen.iter().map(|choice| choice.name.clone()).collect(),
            allergens,
            price: self.price(&drink.price_cents.map(|cents| cents + extra)),
        })
    }

    fn choice(&self, id: &str) -> Option<&Choice> {
        self.groups.iter().flat_map(|group| &group.options).find(|choice| choice.id == id)
    }
}

/// One drink on the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drink {
    /// Stable id.
    pub id: String,
    /// Name as shown.
    pub name: String,
    /// A few words beneath the name; may be empty.
    pub note: String,
    /// The drawing.
    pub icon: DrinkIcon,
    /// Price in the currency's smallest unit; none where the drink has none.
    pub price_cents: Option<i64>,
    /// What it contains by itself.
    pub allergens: Vec<Allergen>,
    /// Shown, but cannot be ordered.
    pub sold_out: bool,
    /// Ids of its option groups, in order.
    pub groups: Vec<String>,
}

/// A set of options of which some may or must be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Stable id.
    pub id: String,
    /// Name as shown: "Milk".
    pub name: String,
    /// How many must be chosen at least.
    pub min: u32,
    /// How many may be chosen at most.
    pub max: u32,
    /// The options, in order.
    pub options: Vec<Choice>,
}

impl Group {
    /// Whether exactly one or at most one is chosen: radio buttons, not checkboxes.
    pub fn is_single(&self) -> bool {
        self.max == 1
    }

    /// The form field's name: `g.{id}`.
    pub fn field(&self) -> String {
        format!("g.{}", self.id)
    }

    /// The rule in words: "Choose one", "Up to 2".
    pub fn rule(&self, site: &crate::Site) -> crate::Text {
        match (self.min, self.max) {
            // A rule that cannot be is only seen beside the form that is being typed.
            (min, max) if min > max => site.t("group-up-to").num("max", max),
            (1, 1) => site.t("group-choose-one"),
            (0, 1) => site.t("group-optional"),
            (0, max) => site.t("group-up-to").num("max", max),
            (min, max) if min == max => site.t("group-exactly").num("n", min),
            (min, max) => site.t("group-range").num("min", min).num("max", max),
        }
    }
}

/// One option of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Stable id.
    pub id: String,
    /// Name as shown: "Oat".
    pub name: String,
    /// What it adds to the price; 0 for nothing.
    pub price_cents: i64,
    /// What it brings along.
    pub allergens: Vec<Allergen>,
    /// What it takes away: oat milk replaces milk.
    pub replaces_allergens: Vec<Allergen>,
    /// Shown, but cannot be chosen.
    pub sold_out: bool,
    /// Chosen unless the guest chooses another.
    pub is_default: bool,
}

/// The idempotency key of one row's form, from the page's own key.
///
/// Both are shortened so that the whole stays within the 64 characters a key may have.
pub(crate) fn row_key(base: &str, id: &str, form: &str) -> String {
    let base: String = base.chars().take(27).collect();
    let id: String = id.chars().filter(|c| *c != '-').take(32).collect();
    format!("{base}-{id}-{form}")
}
