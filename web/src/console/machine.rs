//! The order's state machine as a drawing, with the path one order took.
//!
//! States in the order of an order's life from left to right; the ways out of it above and below.

use askama::Template;

use super::stage::Stage::{
    self, Cancelled, Collected, Expired, Making, Missed, Queued, Ready, Started,
};
use crate::Site;
use crate::screen::rendered;

/// (state, x, y, width); every box is [`HEIGHT`] high.
const BOXES: &[(Stage, i32, i32, i32)] = &[
    (Cancelled, 8, 8, 640),
    (Started, 8, 110, 124),
    (Queued, 180, 110, 124),
    (Making, 352, 110, 124),
    (Ready, 524, 110, 124),
    (Collected, 696, 110, 124),
    (Expired, 8, 212, 468),
    (Missed, 524, 212, 124),
];
const HEIGHT: i32 = 44;

/// (from, to, x1, y1, x2, y2); every arrow is straight.
const ARROWS: &[(Stage, Stage, i32, i32, i32, i32)] = &[
    (Started, Queued, 132, 132, 178, 132),
    (Queued, Making, 304, 124, 350, 124),
    (Making, Queued, 352, 142, 306, 142),
    (Making, Ready, 476, 124, 522, 124),
    (Ready, Making, 524, 142, 478, 142),
    (Ready, Collected, 648, 124, 694, 124),
    (Collected, Ready, 696, 142, 650, 142),
    (Started, Cancelled, 70, 110, 70, 54),
    (Queued, Cancelled, 242, 110, 242, 54),
    (Making, Cancelled, 414, 110, 414, 54),
    (Ready, Cancelled, 586, 110, 586, 54),
    (Started, Expired, 70, 154, 70, 210),
    (Queued, Expired, 242, 154, 242, 210),
    (Making, Expired, 414, 154, 414, 210),
    (Ready, Missed, 574, 154, 574, 210),
    (Missed, Ready, 598, 212, 598, 156),
];

/// The drawing with the `moves` of an order that is at `now` highlighted.
pub(crate) fn machine(site: &Site, moves: &[(Option<Stage>, Stage)], now: Stage) -> String {
    let words: Vec<String> = moves.iter().map(|(_, to)| site.t(to.key()).to_string()).collect();
    let boxed = |&(stage, x, y, width): &(Stage, i32, i32, i32)| Boxed {
        class: match () {
            () if stage == now => "sm-now",
            () if moves.iter().any(|&(_, to)| to == stage) => "sm-on",
            () => "sm-off",
        },
        x,
        y,
        width,
        middle: x + width / 2,
        word: site.t(stage.key()).to_string(),
    };
    let arrow = |&(from, to, x1, y1, x2, y2): &(Stage, Stage, i32, i32, i32, i32)| Arrow {
        class: if moves.contains(&(Some(from), to)) { "sm-on" } else { "sm-off" },
        path: arrow_path((x1, y1), (x2, y2)),
    };
    // What was walked is drawn last, above what was not.
    let mut arrows: Vec<Arrow> = ARROWS.iter().map(arrow).collect();
    arrows.sort_by_key(|arrow| arrow.class == "sm-on");
    rendered(&MachineTemplate {
        title: site.t("journey-drawing").str("name", words.join(", ")).to_string(),
        arrows,
        boxes: BOXES.iter().map(boxed).collect(),
        height: HEIGHT,
    })
}

/// A straight line along an axis with an open head.
fn arrow_path((x1, y1): (i32, i32), (x2, y2): (i32, i32)) -> String {
    let (dx, dy) = ((x2 - x1).signum(), (y2 - y1).signum());
    let (back_x, back_y) = (x2 - 7 * dx, y2 - 7 * dy);
    format!(
        "M{x1} {y1}L{x2} {y2}M{} {}L{x2} {y2}L{} {}",
        back_x - 5 * dy,
        back_y - 5 * dx,
        back_x + 5 * dy,
        back_y + 5 * dx
    )
}

struct Boxed {
    class: &'static str,
    x: i32,
    y: i32,
    width: i32,
    middle: i32,
    word: String,
}

struct Arrow {
    class: &'static str,
    path: String,
}

#[derive(Template)]
#[template(path = "console/machine.html")]
struct MachineTemplate {
    title: String,
    arrows: Vec<Arrow>,
    boxes: Vec<Boxed>,
    height: i32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn every_arrow_joins_the_boxes_it_names() {
        let at = |stage| BOXES.iter().find(|(s, ..)| *s == stage).expect("every state has a box");
        let touches = |stage, x: i32, y: i32| {
            let &(_, left, top, width) = at(stage);
            (left - 2..=left + width + 2).contains(&x) && (top - 2..=top + HEIGHT + 2).contains(&y)
        };
        for &(from, to, x1, y1, x2, y2) in ARROWS {
            assert!(touches(from, x1, y1), "{from:?} -> {to:?} begins elsewhere");
            assert!(touches(to, x2, y2), "{from:?} -> {to:?} ends elsewhere");
            assert!(x1 == x2 || y1 == y2, "{from:?} -> {to:?} is not straight");
        }
    }

    #[test]
    fn the_path_taken_and_only_it_is_highlighted() {
        let moves = [(None, Queued), (Some(Queued), Making), (Some(Making), Queued)];
        let svg = machine(&samples::site(), &moves, Queued);
        assert_eq!(svg.matches("<path class=\"sm-on\"").count(), 2);
        assert_eq!(svg.matches("<path class=\"sm-off\"").count(), ARROWS.len() - 2);
        assert_eq!(svg.matches("<g class=\"sm-on\"").count(), 1, "making");
        assert_eq!(svg.matches("<g class=\"sm-now\"").count(), 1, "queued");
    }
}
