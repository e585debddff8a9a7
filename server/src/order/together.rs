//! Which waiting orders may be taken together, so that nobody is passed over too often.
//!
//! Pure: no database, no clock. Taking identical drinks together means that some orders start
//! before others that waited longer. The rule counts this in drinks, because drinks are what the
//! others wait for. Source: docs/decisions/0007-overtaking.md.

use crate::menu::Item;

/// More than this is not steamed in one go, and would keep colleagues from it.
pub const MOST_DRINKS: i64 = 4;

/// A waiting order in the line, which is oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// How many drinks it is.
    pub drinks: i64,
    /// Drinks of younger orders that were started before it.
    pub overtaken: i64,
    /// What it holds, when all its drinks are alike; orders of one kind can be made together.
    pub kind: Option<Kind>,
}

/// A drink with its options, whatever they are called today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    drink: String,
    options: Vec<(String, String)>,
}

impl Kind {
    /// The kind of an order's drinks; `None` when they differ.
    #[must_use]
    pub fn of(items: &[Item]) -> Option<Self> {
        let mut kinds = items.iter().map(|item| Self {
            drink: item.drink.clone(),
            options: item.options.iter().map(|o| (o.group.clone(), o.id.clone())).collect(),
        });
        let first = kinds.next()?;
        kinds.all(|kind| kind == first).then_some(first)
    }
}

/// Goes through `asked` (positions in `line`) oldest first and answers which may be taken: each
/// position, or the position of the order that has to come first.
///
/// Taking what is answered overtakes no order left in the line by more than `bound` drinks,
/// counted with what overtook it before.
#[must_use]
pub fn may_take(line: &[Place], asked: &[usize], bound: i64) -> Vec<(usize, Result<(), usize>)> {
    let mut asked: Vec<usize> = asked.iter().copied().filter(|at| *at < line.len()).collect();
    asked.sort_unstable();
    asked.dedup();
    let mut taken = Vec::new();
    let mut answers = Vec::new();
    for at in asked {
        let first = must_come_first(line, &taken, at, bound);
        if first.is_none() {
            taken.push(at);
        }
        answers.push((at, first.map_or(Ok(()), Err)));
    }
    answers
}

/// Who would be overtaken too often if `next` were taken after `taken`, the oldest first.
fn must_come_first(line: &[Place], taken: &[usize], next: usize, bound: i64) -> Option<usize> {
    (0..next).filter(|at| !taken.contains(at)).find(|&at| {
        let younger: i64 = taken.iter().filter(|t| **t > at).map(|t| line[*t].drinks).sum();
        line[at].overtaken + younger + line[next].drinks > bound
    })
}

/// Orders worth taking together, as positions in `line`, those with the oldest order first.
///
/// Each begins with the oldest order of its kind and goes on without leaving one out, so that
/// nobody is overtaken by the same drink.
#[must_use]
pub fn offers(line: &[Place], bound: i64) -> Vec<Vec<usize>> {
    let mut offers = Vec::new();
    for (oldest, place) in line.iter().enumerate() {
        let Some(kind) = &place.kind else { continue };
        let same = |at: &usize| line[*at].kind.as_ref() == Some(kind);
        if (0..oldest).any(|at| same(&at)) {
            continue;
        }
        let mut taken: Vec<usize> = Vec::new();
        let mut drinks = 0;
        for at in (oldest..line.len()).filter(same) {
            drinks += line[at].drinks;
            if drinks > MOST_DRINKS || must_come_first(line, &taken, at, bound).is_some() {
                break;
            }
            taken.push(at);
        }
        if taken.len() > 1 {
            offers.push(taken);
        }
    }
    offers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::menu::ChosenOption;
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn place(kind: &str, drinks: i64, overtaken: i64) -> Place {
        let kind = Some(Kind { drink: kind.to_owned(), options: Vec::new() });
        Place { drinks, overtaken, kind }
    }

    fn line(kinds: &str) -> Vec<Place> {
        kinds.chars().map(|kind| place(&kind.to_string(), 1, 0)).collect()
    }

    #[test]
    fn identical_drinks_are_offered_from_the_oldest_on() {
        assert_eq!(offers(&line("ftflf"), 3), vec![vec![0, 2, 4]]);
        assert_eq!(offers(&line("tff"), 3), vec![vec![1, 2]]);
        assert_eq!(offers(&line("ftlc"), 3), Vec::<Vec<usize>>::new());
        assert_eq!(offers(&[], 3), Vec::<Vec<usize>>::new());
    }

    #[test]
    fn the_bound_ends_an_offer() {
        // The tea may be passed by two drinks, not by three.
        assert_eq!(offers(&line("ftfff"), 2), vec![vec![0, 2, 3]]);
        // Neighbours overtake nobody.
        assert_eq!(offers(&line("fft"), 0), vec![vec![0, 1]]);
        assert_eq!(offers(&line("ftf"), 0), Vec::<Vec<usize>>::new());
        // Two drinks in one order count as two.
        let mut queue = line("ftf");
        queue[2].drinks = 2;
        assert_eq!(offers(&queue, 1), Vec::<Vec<usize>>::new());
        // Who was overtaken before is passed less often now.
        queue = line("ftff");
        queue[1].overtaken = 2;
        assert_eq!(offers(&queue, 3), vec![vec![0, 2]]);
    }

    #[test]
    fn an_offer_fits_the_machine() {
        assert_eq!(offers(&line("ffffff"), 3), vec![vec![0, 1, 2, 3]]);
    }

    #[test]
    fn who_comes_first_is_named() {
        let answers = may_take(&line("ftfff"), &[4, 3, 2, 0], 2);
        assert_eq!(answers, vec![(0, Ok(())), (2, Ok(())), (3, Ok(())), (4, Err(1))]);
        assert_eq!(may_take(&line("ft"), &[7], 3), Vec::new());
    }

    #[test]
    fn kinds_are_drinks_with_options() {
        let item = |drink: &str, options: &[&str]| Item {
            drink: drink.to_owned(),
            drink_name: String::new(),
            options: options
                .iter()
                .map(|id| ChosenOption {
                    group: "milk".to_owned(),
                    id: (*id).to_owned(),
                    name: String::new(),
                })
                .collect(),
            price_cents: None,
            allergens: Vec::new(),
        };
        let oat = || item("flat", &["oat"]);
        assert_eq!(Kind::of(&[oat()]), Kind::of(&[oat(), oat()]));
        assert_ne!(Kind::of(&[oat()]), Kind::of(&[item("flat", &["soy"])]));
        assert_eq!(Kind::of(&[oat(), item("tea", &[])]), None);
        assert_eq!(Kind::of(&[]), None);
    }

    fn places() -> impl Strategy<Value = Vec<Place>> {
        vec(("[abc]", 1..4_i64, 0..6_i64), 0..14).prop_map(|all| {
            all.iter().map(|(kind, drinks, overtaken)| place(kind, *drinks, *overtaken)).collect()
        })
    }

    /// What happens at a bar: somebody orders, somebody takes some together.
    #[derive(Clone, Debug)]
    enum Happening {
        Orders(String, i64),
        Takes(Vec<usize>),
        TakesOffer(usize),
    }

    fn happenings() -> impl Strategy<Value = Vec<Happening>> {
        let one = prop_oneof![
            3 => ("[abc]", 1..4_i64).prop_map(|(kind, drinks)| Happening::Orders(kind, drinks)),
            1 => vec(0..12_usize, 1..6).prop_map(Happening::Takes),
            2 => (0..3_usize).prop_map(Happening::TakesOffer),
        ];
        vec(one, 0..60)
    }

    proptest! {
        /// The count is kept beside the rule here, by who is passed in each take.
        #[test]
        fn no_order_is_ever_overtaken_beyond_the_bound(all in happenings(), bound in 0..6_i64) {
            let mut line: Vec<Place> = Vec::new();
            for happening in all {
                let asked = match happening {
                    Happening::Orders(kind, drinks) => {
                        line.push(place(&kind, drinks, 0));
                        continue;
                    }
                    Happening::Takes(asked) => asked,
                    Happening::TakesOffer(n) => {
                        let offers = offers(&line, bound);
                        let Some(offer) = offers.get(n) else { continue };
                        // What is offered is taken whole.
                        prop_assert!(may_take(&line, offer, bound).iter().all(|(_, a)| a.is_ok()));
                        offer.clone()
                    }
                };
                let taken: Vec<usize> = may_take(&line, &asked, bound)
                    .into_iter()
                    .filter_map(|(at, answer)| answer.is_ok().then_some(at))
                    .collect();
                for at in &taken {
                    for older in 0..*at {
                        line[older].overtaken += line[*at].drinks;
                    }
                }
                let mut at = 0;
                line.retain(|_| { at += 1; !taken.contains(&(at - 1)) });
                for place in &line {
                    prop_assert!(place.overtaken <= bound, "overtaken by {}", place.overtaken);
                }
            }
        }

        #[test]
        fn an_offer_begins_with_the_oldest_of_its_kind_and_leaves_none_out(
            line in places(), bound in 0..6_i64,
        ) {
            for offer in offers(&line, bound) {
                let kind = &line[offer[0]].kind;
                let last = offer[offer.len() - 1];
                let alike: Vec<usize> =
                    (0..=last).filter(|at| line[*at].kind == *kind).collect();
                prop_assert_eq!(&offer, &alike);
                prop_assert!(offer.iter().map(|at| line[*at].drinks).sum::<i64>() <= MOST_DRINKS);
            }
        }

        /// The head of the line is never refused: it overtakes nobody.
        #[test]
        fn the_oldest_may_always_be_taken(line in places(), bound in 0..6_i64) {
            if !line.is_empty() {
                prop_assert_eq!(may_take(&line, &[0], bound), vec![(0, Ok(()))]);
            }
        }
    }
}
