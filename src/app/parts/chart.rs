//! The picture of a total along one answer: a line, or a band between two, with its cliffs and the person's own
//! place. Coordinates are whole numbers; colours and strokes belong to the style sheet.

use engine::Money;
use engine::course::{Piece, at, jumps};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use yew::{Html, html};

const WIDTH: i64 = 1000;
const HEIGHT: i64 = 400;
/// The space above the highest line.
const HEAD: i64 = 24;

/// What is drawn.
pub struct Chart<'a> {
    /// The upper line.
    pub most: &'a [Piece],
    /// The lower line.
    pub least: &'a [Piece],
    /// The left end.
    pub from: Decimal,
    /// The right end.
    pub to: Decimal,
    /// The person's own place.
    pub here: Option<Decimal>,
    /// The same in words.
    pub text: String,
}

impl Chart<'_> {
    /// The highest amount within the picture.
    #[must_use]
    pub fn top(&self) -> Money {
        let ends = self.clipped(self.most).into_iter().flat_map(|it| [it.at_from, it.at_to]);
        ends.flatten().max().unwrap_or(Money::ZERO)
    }

    /// The pieces within the picture, cut at its ends.
    #[must_use]
    pub fn clipped(&self, pieces: &[Piece]) -> Vec<Piece> {
        let inside = pieces.iter().filter(|it| it.to >= self.from && it.from <= self.to);
        inside
            .map(|it| {
                let (from, to) = (it.from.max(self.from), it.to.min(self.to));
                let part = std::slice::from_ref(it);
                Piece { from, to, at_from: at(part, from), at_to: at(part, to) }
            })
            .collect()
    }

    fn x(&self, value: Decimal) -> Option<i64> {
        let span = self.to.checked_sub(self.from)?;
        let part = value.checked_sub(self.from)?.checked_mul(Decimal::from(WIDTH))?;
        part.checked_div(span)?.round_dp_with_strategy(0, HALF_UP).to_i64()
    }

    fn y(&self, amount: Money, top: Money) -> Option<i64> {
        let room = Decimal::from(HEIGHT - HEAD);
        let part = amount.yuan().checked_mul(room)?.checked_div(top.yuan())?;
        Some(HEIGHT - part.round_dp_with_strategy(0, HALF_UP).to_i64()?)
    }
}

const HALF_UP: rust_decimal::RoundingStrategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;

/// A line as a path, its cliffs as another, and its corners from left to right.
struct Drawn {
    line: String,
    cliffs: String,
    corners: Vec<(i64, i64)>,
}

fn draw(it: &Chart<'_>, pieces: &[Piece], top: Money) -> Drawn {
    let cliffs = jumps(pieces);
    let mut drawn = Drawn { line: String::new(), cliffs: String::new(), corners: Vec::new() };
    let mut joined = false;
    for piece in it.clipped(pieces) {
        let ends = (piece.at_from, piece.at_to);
        let (Some(from), Some(to)) = ends else {
            joined = false;
            continue;
        };
        let place = |value, amount| Some((it.x(value)?, it.y(amount, top)?));
        let (Some(a), Some(b)) = (place(piece.from, from), place(piece.to, to)) else { continue };
        if cliffs.iter().any(|it| it.after == piece.from) {
            if let Some((x, y)) = drawn.corners.last() {
                put(&mut drawn.cliffs, 'M', *x, *y);
                put(&mut drawn.cliffs, 'L', a.0, a.1);
            }
            joined = false;
        }
        put(&mut drawn.line, if joined { 'L' } else { 'M' }, a.0, a.1);
        put(&mut drawn.line, 'L', b.0, b.1);
        drawn.corners.extend([a, b]);
        joined = true;
    }
    drawn
}

fn put(path: &mut String, command: char, x: i64, y: i64) {
    path.push(command);
    path.push_str(&x.to_string());
    path.push(' ');
    path.push_str(&y.to_string());
}

/// Draws it; nothing when all amounts are zero.
pub fn chart(it: &Chart<'_>) -> Html {
    let top = it.top();
    if top <= Money::ZERO {
        return Html::default();
    }
    let most = draw(it, it.most, top);
    let least = draw(it, it.least, top);
    let band = most.line != least.line;
    let mut area = String::new();
    let below: Vec<(i64, i64)> =
        if band { least.corners.iter().rev().copied().collect() } else { vec![(WIDTH, HEIGHT), (0, HEIGHT)] };
    for (idx, (x, y)) in most.corners.iter().chain(&below).enumerate() {
        put(&mut area, if idx == 0 { 'M' } else { 'L' }, *x, *y);
    }
    area.push('Z');
    let here = it.here.filter(|value| it.from <= *value && *value <= it.to);
    let mut dots = String::new();
    for line in [it.most, it.least] {
        let place = here.and_then(|value| Some((it.x(value)?, it.y(at(line, value)?, top)?)));
        if let Some((x, y)) = place {
            put(&mut dots, 'M', x, y);
            dots.push_str("h0");
        }
    }
    html! {
        <svg
            class="hs-chart"
            viewBox={["0 0 ", &WIDTH.to_string(), " ", &(HEIGHT + 8).to_string()].concat()}
            preserveAspectRatio="none"
            role="img"
            aria-label={it.text.clone()}
        >
            <path class="hs-chart__ground" d={["M0 ", &HEIGHT.to_string(), "H", &WIDTH.to_string()].concat()} />
            <path class="hs-chart__area" d={area} />
            if band {
                <path class="hs-chart__cliff" d={least.cliffs} />
                <path class="hs-chart__line hs-chart__line--least" d={least.line} />
            }
            <path class="hs-chart__cliff" d={most.cliffs} />
            <path class="hs-chart__line" d={most.line} />
            if !dots.is_empty() {
                <path class="hs-chart__here" d={dots} />
            }
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(from: i64, to: i64, at_from: i64, at_to: i64) -> Piece {
        let yuan = |it: i64| Some(Money::from_fen(it * 100));
        Piece { from: from.into(), to: to.into(), at_from: yuan(at_from), at_to: yuan(at_to) }
    }

    #[test]
    fn a_rise_a_plateau_and_a_cliff() {
        let pieces = [piece(0, 3000, 0, 500), piece(3001, 6000, 500, 500), piece(6001, 10_000, 0, 0)];
        let it = Chart {
            most: &pieces,
            least: &pieces,
            from: Decimal::ZERO,
            to: Decimal::from(10_000),
            here: None,
            text: String::new(),
        };
        assert_eq!(it.top(), Money::from_fen(50_000));
        let drawn = draw(&it, &pieces, it.top());
        assert_eq!(drawn.line, "M0 400L300 24L300 24L600 24M600 400L1000 400");
        assert_eq!(drawn.cliffs, "M600 24L600 400");
    }

    #[test]
    fn what_lies_outside_is_cut_off() {
        let pieces = [piece(0, 1000, 0, 1000)];
        let it = Chart {
            most: &pieces,
            least: &pieces,
            from: Decimal::from(250),
            to: Decimal::from(500),
            here: None,
            text: String::new(),
        };
        assert_eq!(it.clipped(&pieces), [piece(250, 500, 250, 500)]);
        assert_eq!(it.top(), Money::from_fen(50_000));
    }
}
