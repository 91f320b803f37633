//! Random expressions of a wanted type, out of every operation of format 1.

use crate::random::Random;
use crate::{calendar, number};
use serde_json::{Value as Json, json};

/// The type of an expression.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[expect(missing_docs, reason = "named after the types of format 1")]
pub enum Kind {
    Money,
    Rate,
    /// A count that may have a fraction.
    Count,
    /// A whole count: what days and months are counted in.
    Whole,
    Date,
    Truth,
}

/// Grows expressions into one list of operations.
pub struct Grower<'a> {
    /// Where choices come from.
    pub random: &'a mut Random,
    facts: &'a [Json],
    nodes: Vec<Json>,
    /// Earlier expressions that may be used once more, so that one fact is used in several places.
    pub(crate) pool: Vec<(Kind, usize)>,
    /// Whether each operation uses an unknown figure.
    unknown: Vec<bool>,
    shared_unknowns: bool,
    /// How likely an unknown figure is where one can stand, out of a hundred.
    pub(crate) unknown_percent: u64,
    /// The kinds of the table's columns.
    pub(crate) columns: Vec<Kind>,
    /// Whether what grows stands in a row of the table.
    pub(crate) in_row: bool,
}

impl<'a> Grower<'a> {
    /// Nothing yet.
    #[must_use]
    pub fn new(random: &'a mut Random, facts: &'a [Json], shared_unknowns: bool) -> Grower<'a> {
        let unknown_percent = if shared_unknowns || random.percent(20) { 8 } else { 0 };
        Grower {
            random,
            facts,
            nodes: Vec::new(),
            pool: Vec::new(),
            unknown: Vec::new(),
            shared_unknowns,
            unknown_percent,
            columns: Vec::new(),
            in_row: false,
        }
    }

    /// All operations.
    #[must_use]
    pub fn into_nodes(self) -> Vec<Json> {
        self.nodes
    }

    pub(crate) fn push(&mut self, op: &str, args: &[usize], constant: Option<String>) -> usize {
        let mut node = json!({ "o": op });
        if !args.is_empty() {
            crate::generate::set(&mut node, "a", json!(args));
        }
        if let Some(constant) = constant {
            crate::generate::set(&mut node, "k", json!(constant));
        }
        let unknown = op == "unknown" || args.iter().any(|it| self.unknown.get(*it) == Some(&true));
        self.nodes.push(node);
        self.unknown.push(unknown);
        self.nodes.len() - 1
    }

    /// Whether the expression uses an unknown figure.
    pub(crate) fn is_unknown(&self, at: usize) -> bool {
        self.unknown.get(at).copied().unwrap_or(false)
    }

    /// An expression of this type, about so deep.
    pub fn grow(&mut self, kind: Kind, depth: u64) -> usize {
        let reuse = if depth == 0 { 15 } else { 20 };
        if self.random.percent(reuse) {
            let them: Vec<usize> = self.pool.iter().filter(|(it, _)| *it == kind).map(|(_, at)| *at).collect();
            if let Some(at) = self.random.pick(&them) {
                return *at;
            }
        }
        let at = if depth == 0 {
            self.leaf(kind)
        } else {
            match kind {
                Kind::Money => self.money(depth - 1),
                Kind::Rate => self.rate(depth - 1),
                Kind::Count => self.count(depth - 1),
                Kind::Whole => self.whole(depth - 1),
                Kind::Date => self.date(depth - 1),
                Kind::Truth => self.condition(depth - 1),
            }
        };
        if self.shared_unknowns || !self.is_unknown(at) {
            self.pool.push((kind, at));
        }
        at
    }

    fn facts_of(&self, kind: Kind) -> Vec<&'a Json> {
        let prefix = match kind {
            Kind::Money => "money",
            Kind::Rate => "rate",
            Kind::Count | Kind::Whole => "count",
            Kind::Date => "date",
            Kind::Truth => "bool",
        };
        self.facts.iter().filter(|it| it["type"].as_str().is_some_and(|it| it.starts_with(prefix))).collect()
    }

    fn leaf(&mut self, kind: Kind) -> usize {
        let them = self.facts_of(kind);
        if self.random.percent(65)
            && let Some(fact) = self.random.pick(&them)
        {
            return self.push("fact", &[], fact["id"].as_str().map(str::to_owned));
        }
        if kind == Kind::Truth {
            return self.condition(0);
        }
        if let Some(at) = self.of_table(kind) {
            return at;
        }
        let percent = self.unknown_percent;
        if kind != Kind::Whole && self.random.percent(percent) {
            return self.unknown(kind);
        }
        self.constant_leaf(kind)
    }

    pub(crate) fn constant_leaf(&mut self, kind: Kind) -> usize {
        let constant = self.constant(kind);
        if kind == Kind::Date {
            self.push("day", &[], calendar::write(constant.0))
        } else {
            self.push("num", &[], Some(constant.1))
        }
    }

    fn unknown(&mut self, kind: Kind) -> usize {
        let (one, other) = (self.constant(kind), self.constant(kind));
        let value = |it: &(i64, String)| number::decimal(&it.1).unwrap_or_default();
        let (lo, hi) = if value(&one) <= value(&other) { (one, other) } else { (other, one) };
        let keep = self.random.below(8);
        let (no_lo, no_hi) = (keep == 0 || keep == 2 || keep == 3, keep == 1 || keep == 2 || keep == 4);
        let (lo, hi) = (if no_lo { String::new() } else { lo.1 }, if no_hi { String::new() } else { hi.1 });
        self.push("unknown", &[], Some(format!("{lo}..{hi}")))
    }

    /// A constant of this type: as a day number and as text (of the day number for days).
    fn constant(&mut self, kind: Kind) -> (i64, String) {
        let text = match kind {
            Kind::Money | Kind::Count => {
                let them = self.facts_of(kind);
                let near = self.random.pick(&them).map(|fact| {
                    let read = |key: &str| fact[key].as_str().and_then(number::decimal).unwrap_or_default();
                    let step = if fact["step"].is_null() { number::whole(1) } else { read("step") };
                    let span = ((read("most") - read("least")) / &step).floor();
                    let span = i64::try_from(span).unwrap_or(1);
                    read("least") + step * number::whole(self.random.between(-1, span + 1))
                });
                let near = near.unwrap_or_else(|| number::whole(self.random.between(0, 20)));
                let scale = self.random.pick(&["1", "1", "1", "0.5", "0.15", "0.3", "1.5", "-1"]).copied();
                number::text(&(near * number::decimal(scale.unwrap_or("1")).unwrap_or_default()))
            }
            Kind::Rate => self
                .random
                .pick(&["0", "0.5", "0.15", "0.1", "1", "0.12", "1.13", "0.2", "-0.3", "0.8", "0.005", "2"])
                .map(|it| (*it).to_owned()),
            Kind::Whole => Some(self.random.between(-3, 14).to_string()),
            Kind::Date => {
                let them = self.facts_of(kind);
                let from = self.random.pick(&them).and_then(|it| calendar::read(it["least"].as_str()?));
                let day = from.unwrap_or(2_460_000) + self.random.between(-2, 40);
                return (day, day.to_string());
            }
            Kind::Truth => None,
        };
        (0, text.unwrap_or_else(|| "1".to_owned()))
    }

    fn args(&mut self, kind: Kind, depth: u64) -> Vec<usize> {
        let count = 1 + self.random.below(3);
        (0..count).map(|_| self.grow(kind, depth)).collect()
    }

    fn two(&mut self, op: &str, left: Kind, right: Kind, depth: u64) -> usize {
        let args = [self.grow(left, depth), self.grow(right, depth)];
        self.push(op, &args, None)
    }

    fn choose(&mut self, kind: Kind, depth: u64) -> usize {
        let args = [self.condition(depth.min(1)), self.grow(kind, depth), self.grow(kind, depth)];
        self.push("if", &args, None)
    }

    fn end(&mut self, kind: Kind, depth: u64) -> usize {
        let op = if self.random.percent(50) { "min" } else { "max" };
        let args = self.args(kind, depth);
        self.push(op, &args, None)
    }

    /// An expression that is never zero and uses no unknown figure.
    fn divisor(&mut self, kind: Kind, depth: u64) -> usize {
        let text = self.random.pick(&["0.5", "1.13", "3", "0.7", "0.16", "7", "1.6", "-2"]).copied();
        let constant = self.push("num", &[], text.map(str::to_owned));
        if self.random.percent(60) {
            return constant;
        }
        let at = self.grow(kind, depth.min(1));
        if self.is_unknown(at) {
            return constant;
        }
        let one = self.push("num", &[], Some("0.2".to_owned()));
        self.push("max", &[at, one], None)
    }

    /// The amount rounded in one of the four ways.
    pub fn rounded(&mut self, at: usize) -> usize {
        let mode = self.random.pick(&["floor_fen", "half_up_fen", "floor_yuan", "half_up_yuan"]).copied();
        self.push("round", &[at], mode.map(str::to_owned))
    }

    /// Money, now and then in the form that notices have: a share of a price with a cap.
    pub fn amount(&mut self, depth: u64) -> usize {
        let money = self.leaf(Kind::Money);
        if self.random.percent(70) {
            return self.grow(Kind::Money, depth);
        }
        let rate = self.leaf(Kind::Rate);
        let share = self.push("mul", &[rate, money], None);
        let cap = self.grow(Kind::Money, depth.min(2));
        self.push("min", &[share, cap], None)
    }

    fn money(&mut self, depth: u64) -> usize {
        match self.random.below(13) {
            0 => self.two("add", Kind::Money, Kind::Money, depth),
            1 => self.two("sub", Kind::Money, Kind::Money, depth),
            2 | 3 => self.two("mul", Kind::Rate, Kind::Money, depth),
            4 => self.two("mul", Kind::Count, Kind::Money, depth),
            5 => {
                let args = [self.grow(Kind::Money, depth), self.divisor(Kind::Rate, depth)];
                self.push("div", &args, None)
            }
            6 | 7 => self.end(Kind::Money, depth),
            8 | 9 => self.choose(Kind::Money, depth),
            10 | 11 => {
                let at = self.grow(Kind::Money, depth);
                self.rounded(at)
            }
            _ => self.leaf(Kind::Money),
        }
    }

    fn rate(&mut self, depth: u64) -> usize {
        match self.random.below(8) {
            0 => self.two("mul", Kind::Rate, Kind::Rate, depth),
            1 => {
                let kind = if self.random.percent(50) { Kind::Money } else { Kind::Count };
                let args = [self.grow(kind, depth), self.divisor(kind, depth)];
                self.push("div", &args, None)
            }
            2 => self.end(Kind::Rate, depth),
            3 => self.choose(Kind::Rate, depth),
            4 => self.two("add", Kind::Rate, Kind::Rate, depth),
            5 => self.two("sub", Kind::Rate, Kind::Rate, depth),
            _ => self.leaf(Kind::Rate),
        }
    }

    fn count(&mut self, depth: u64) -> usize {
        match self.random.below(7) {
            0 => self.two("mul", Kind::Count, Kind::Rate, depth),
            1 => self.two("add", Kind::Count, Kind::Whole, depth),
            2 => self.two("sub", Kind::Count, Kind::Count, depth),
            3 => self.end(Kind::Count, depth),
            4 => self.choose(Kind::Count, depth),
            _ => self.whole(depth),
        }
    }

    fn whole(&mut self, depth: u64) -> usize {
        match self.random.below(8) {
            0 => self.two("add", Kind::Whole, Kind::Whole, depth.min(1)),
            1 => self.two("sub", Kind::Whole, Kind::Whole, depth.min(1)),
            2 => self.end(Kind::Whole, depth),
            3 => self.choose(Kind::Whole, depth),
            4 => {
                // Years since 2020: small enough to be counted in days or months.
                let day = self.grow(Kind::Date, depth);
                let year = self.push("year", &[day], None);
                let from = self.push("num", &[], Some("2020".to_owned()));
                self.push("sub", &[year, from], None)
            }
            5 => {
                // Few enough to be counted in days or months again.
                let months = self.two("months", Kind::Date, Kind::Date, depth);
                let most = self.push("num", &[], Some("36".to_owned()));
                self.push("min", &[months, most], None)
            }
            _ => self.leaf(Kind::Whole),
        }
    }

    fn date(&mut self, depth: u64) -> usize {
        match self.random.below(9) {
            6 => {
                let day = self.grow(Kind::Date, depth);
                self.push("month_start", &[day], None)
            }
            0 | 1 => self.two("add_days", Kind::Date, Kind::Whole, depth),
            2 | 3 => self.two("add_months", Kind::Date, Kind::Whole, depth),
            4 => self.choose(Kind::Date, depth),
            5 => self.end(Kind::Date, depth),
            _ => self.leaf(Kind::Date),
        }
    }

    /// Something that holds or does not.
    pub fn condition(&mut self, depth: u64) -> usize {
        let choices: Vec<&Json> = self.facts.iter().filter(|it| it["type"] == "choice").collect();
        let below = depth.saturating_sub(1);
        match self.random.below(if depth == 0 { 7 } else { 14 }) {
            0 if !choices.is_empty() => self.one_of(&choices),
            1 if !self.facts_of(Kind::Truth).is_empty() => {
                let them = self.facts_of(Kind::Truth);
                let id = self.random.pick(&them).and_then(|it| it["id"].as_str().map(str::to_owned));
                self.push("fact", &[], id)
            }
            2 if self.random.percent(10) => {
                let constant = self.random.percent(50).to_string();
                self.push("bool", &[], Some(constant))
            }
            7 | 8 => {
                let args = self.args(Kind::Truth, below);
                self.push("and", &args, None)
            }
            9 | 10 => {
                let args = self.args(Kind::Truth, below);
                self.push("or", &args, None)
            }
            11 => {
                let at = self.grow(Kind::Truth, below);
                self.push("not", &[at], None)
            }
            12 => {
                let args =
                    [self.grow(Kind::Truth, below), self.grow(Kind::Truth, below), self.grow(Kind::Truth, below)];
                self.push("if", &args, None)
            }
            _ => self.comparison(below),
        }
    }

    fn one_of(&mut self, choices: &[&Json]) -> usize {
        let Some(fact) = self.random.pick(choices) else { return 0 };
        let mut constant = fact["id"].as_str().unwrap_or_default().to_owned();
        for option in fact["options"].as_array().into_iter().flatten() {
            if self.random.percent(50) {
                constant.push(' ');
                constant.push_str(option["id"].as_str().unwrap_or_default());
            }
        }
        self.push("in", &[], Some(constant))
    }

    fn comparison(&mut self, depth: u64) -> usize {
        let them = [Kind::Money, Kind::Money, Kind::Count, Kind::Whole, Kind::Rate, Kind::Date, Kind::Date];
        let kind = self.random.pick(&them).copied().unwrap_or(Kind::Money);
        let depth = if self.random.percent(60) { 0 } else { depth };
        let mut args = [self.grow(kind, depth), self.grow(kind, depth)];
        let [one, other] = args.map(|it| self.nodes.get(it).cloned());
        if one == other && self.random.percent(90) {
            // Nothing is compared with itself, as a rule.
            args = [args[0], self.constant_leaf(kind)];
        }
        // Equal is not a step in one direction: never of an unknown figure.
        let unknown = args.iter().any(|it| self.is_unknown(*it));
        let op = match self.random.below(if unknown { 4 } else { 5 }) {
            0 | 1 => "lt",
            2 | 3 => "le",
            _ => "eq",
        };
        self.push(op, &args, None)
    }
}
