//! What still matters below a node when some facts are open: where to split, and what to ask.

use crate::expr::{Domain, Memo, Node, Scope, TRUE_BIT, eval};
use crate::num;
use crate::search::{Split, cut_at, halve, split_bits, widest};
use crate::value::{Interval, Tri};

/// Walks what still matters below a node: undecided comparisons as places to split, and the open
/// facts that the value can still depend on. The memo holds the evaluation of the same box.
pub(crate) struct Walk<'a, 'b> {
    pub scope: &'a Scope<'b>,
    pub memo: &'a mut Memo,
    /// Open variables reached, in the order of reading.
    pub live: Vec<usize>,
    /// The first place to split.
    pub split: Option<Split>,
    seen: Vec<bool>,
}

impl<'a, 'b> Walk<'a, 'b> {
    pub(crate) fn new(scope: &'a Scope<'b>, memo: &'a mut Memo) -> Walk<'a, 'b> {
        let seen = vec![false; scope.nodes.len()];
        Walk { scope, memo, live: Vec::new(), split: None, seen }
    }

    /// Where to split: at the first undecided comparison, else the widest variable that matters.
    pub(crate) fn choose(self) -> Option<Split> {
        let (split, live, domains) = (self.split, self.live, self.scope.domains);
        split.or_else(|| widest(domains, &live))
    }

    pub(crate) fn visit(&mut self, at: usize) {
        if self.seen.get(at).copied().unwrap_or(true) {
            return;
        }
        if let Some(it) = self.seen.get_mut(at) {
            *it = true;
        }
        if eval(self.scope, self.memo, at).decided() {
            return;
        }
        let Some(node) = self.scope.nodes.get(at) else { return };
        match node {
            Node::Truth(_) | Node::Number(_) | Node::Unknown(_) | Node::Row | Node::Previous(_) => {}
            Node::Total(_) => self.schedule(),
            Node::Fact(fact) => self.reach(*fact, None),
            Node::TruthFact(fact) => self.reach(*fact, Some(TRUE_BIT)),
            Node::In(fact, options) => self.reach(*fact, Some(*options)),
            Node::Less(a, b) | Node::AtMost(a, b) | Node::Equal(a, b) => {
                self.compare(node, *a, *b);
                self.visit(*a);
                self.visit(*b);
                // Facts inside a comparison are compared in ways that have no plain cut: halve one.
                if self.split.is_none() {
                    self.split = self.live.iter().find_map(|it| halve(*it, *self.scope.domains.get(*it)?));
                }
            }
            Node::All(parts) | Node::Any(parts) => {
                for part in parts {
                    self.visit(*part);
                }
            }
            Node::If(condition, yes, no) => match eval(self.scope, self.memo, *condition).truth() {
                Tri::True => self.visit(*yes),
                Tri::False => self.visit(*no),
                Tri::Open => {
                    self.visit(*condition);
                    self.visit(*yes);
                    self.visit(*no);
                }
            },
            Node::Min(parts) => {
                self.unbeaten(parts, |part, other| matches!((part.lo, other.hi), (Some(lo), Some(hi)) if lo >= hi))
            }
            Node::Max(parts) => {
                self.unbeaten(parts, |part, other| matches!((part.hi, other.lo), (Some(hi), Some(lo)) if hi <= lo))
            }
            Node::Not(a) | Node::Round(_, a) | Node::Year(a) | Node::MonthStart(a) => self.visit(*a),
            Node::Add(a, b)
            | Node::Subtract(a, b)
            | Node::Multiply(a, b)
            | Node::Divide(a, b)
            | Node::AddDays(a, b)
            | Node::AddMonths(a, b)
            | Node::Months(a, b) => {
                self.visit(*a);
                self.visit(*b);
            }
        }
    }

    /// Every open fact that the schedule reads: which rows it matters to is not followed.
    fn schedule(&mut self) {
        let Some(schedule) = self.scope.schedule else { return };
        self.visit(schedule.rows);
        let mut open: Vec<usize> = schedule.columns.iter().flat_map(|it| [Some(it.node), it.start]).flatten().collect();
        let mut seen = vec![false; self.scope.nodes.len()];
        while let Some(at) = open.pop() {
            match seen.get_mut(at) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            match self.scope.nodes.get(at) {
                Some(Node::Fact(fact) | Node::TruthFact(fact) | Node::In(fact, _)) => self.reach(*fact, None),
                Some(node) => open.extend(node.parts()),
                None => {}
            }
        }
    }

    fn reach(&mut self, fact: usize, options: Option<u64>) {
        let Some(variable) = self.scope.variable(fact) else { return };
        let Some(domain) = self.scope.domains.get(variable) else { return };
        if domain.decided() {
            return;
        }
        if !self.live.contains(&variable) {
            self.live.push(variable);
        }
        if let (None, Some(options), Domain::Bits(bits)) = (self.split, options, domain) {
            self.split = split_bits(variable, *bits, options);
        }
    }

    /// A fact against something decided has a plain cut.
    fn compare(&mut self, node: &Node, a: usize, b: usize) {
        if self.split.is_some() {
            return;
        }
        let strict = matches!(node, Node::Less(..));
        for (fact, other, fact_first) in [(a, b, true), (b, a, false)] {
            let Some(Node::Fact(it)) = self.scope.nodes.get(fact) else { continue };
            let (Some(variable), Some(domain)) = (self.scope.variable(*it), self.scope.domain(*it)) else { continue };
            let Some(limit) = eval(self.scope, self.memo, other).number().single() else { continue };
            let Domain::Number(_, _, step) = domain else { continue };
            // `fact < limit` and `limit <= fact` cut just below the limit, the others at it.
            let below = if fact_first { strict } else { !strict };
            let Some(just_below) = num::sub(limit, step) else { continue };
            let cut = if below { just_below } else { limit };
            self.split = cut_at(variable, domain, cut).or_else(|| cut_at(variable, domain, just_below));
            if self.split.is_some() {
                return;
            }
        }
    }

    /// Visits the parts that no other part makes irrelevant.
    fn unbeaten(&mut self, parts: &[usize], beaten: fn(Interval, Interval) -> bool) {
        let values: Vec<Interval> = parts.iter().map(|it| eval(self.scope, self.memo, *it).number()).collect();
        for (idx, part) in parts.iter().enumerate() {
            let Some(value) = values.get(idx) else { continue };
            let hidden = values.iter().enumerate().any(|(other_idx, other)| {
                // Of two that beat each other the first stays.
                other_idx != idx && beaten(*value, *other) && (other_idx < idx || !beaten(*other, *value))
            });
            if !hidden {
                self.visit(*part);
            }
        }
    }
}
