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
    seen: &'a mut Marks,
}

/// Which nodes have been visited; wiped at no cost, since marks are stamped with their round.
#[derive(Default)]
pub(crate) struct Marks {
    round: u32,
    marks: Vec<u32>,
}

impl Marks {
    fn wipe(&mut self, len: usize) {
        match self.round.checked_add(1) {
            Some(it) => self.round = it,
            None => *self = Marks { round: 1, marks: Vec::new() },
        }
        if self.marks.len() < len {
            self.marks.resize(len, 0);
        }
    }

    /// Whether the node is marked only now; false, too, for a node that there is not.
    fn mark(&mut self, at: usize) -> bool {
        match self.marks.get_mut(at) {
            Some(it) if *it != self.round => {
                *it = self.round;
                true
            }
            _ => false,
        }
    }
}

impl<'a, 'b> Walk<'a, 'b> {
    pub(crate) fn new(scope: &'a Scope<'b>, memo: &'a mut Memo, seen: &'a mut Marks) -> Walk<'a, 'b> {
        seen.wipe(scope.nodes.len());
        Walk { scope, memo, live: Vec::new(), split: None, seen }
    }

    /// Where to split: at the first undecided comparison, else the widest variable that matters.
    pub(crate) fn choose(self) -> (Vec<usize>, Option<Split>) {
        let split = self.split.or_else(|| widest(self.scope.domains, &self.live));
        (self.live, split)
    }

    pub(crate) fn visit(&mut self, at: usize) {
        if !self.seen.mark(at) || eval(self.scope, self.memo, at).decided() {
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
            Node::Min(parts) => self.unbeaten(
                parts,
                |part, other| matches!((part.lo, other.hi), (Some(lo), Some(hi)) if num::cmp(lo, hi).is_ge()),
            ),
            Node::Max(parts) => self.unbeaten(
                parts,
                |part, other| matches!((part.hi, other.lo), (Some(hi), Some(lo)) if num::cmp(hi, lo).is_le()),
            ),
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
    pub(crate) fn schedule(&mut self) {
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
            let Some(just_below) = num::sub(limit, *step) else { continue };
            let cut = if below { just_below } else { limit };
            self.split = cut_at(variable, *domain, cut).or_else(|| cut_at(variable, *domain, just_below));
            if self.split.is_some() {
                return;
            }
        }
    }

    /// Visits the parts that no other part makes irrelevant.
    fn unbeaten(&mut self, parts: &[usize], beaten: impl Fn(Interval, Interval) -> bool) {
        for (idx, part) in parts.iter().enumerate() {
            let value = eval(self.scope, self.memo, *part).number();
            let hidden = parts.iter().enumerate().any(|(other_idx, other)| {
                if other_idx == idx {
                    return false;
                }
                let other = eval(self.scope, self.memo, *other).number();
                // Of two that beat each other the first stays.
                beaten(value, other) && (other_idx < idx || !beaten(other, value))
            });
            if !hidden {
                self.visit(*part);
            }
        }
    }
}

/// Whether both ends of a node's interval are surely values of it: each open fact is read once, and
/// only by operations that are monotone along each of their parts, so that corners attain the ends.
pub(crate) struct Attained<'a, 'b> {
    pub scope: &'a Scope<'b>,
    pub memo: &'a mut Memo,
    /// Open facts that have been read; the rule that reads more is searched.
    read: [Option<usize>; 8],
    /// Nodes that may still be looked at.
    left: u8,
}

impl<'a, 'b> Attained<'a, 'b> {
    pub(crate) fn new(scope: &'a Scope<'b>, memo: &'a mut Memo) -> Attained<'a, 'b> {
        Attained { scope, memo, read: [None; 8], left: 100 }
    }

    pub(crate) fn holds(&mut self, at: usize) -> bool {
        let Some(left) = self.left.checked_sub(1) else { return false };
        self.left = left;
        if eval(self.scope, self.memo, at).decided() {
            return true;
        }
        match self.scope.nodes.get(at) {
            Some(Node::Fact(fact)) => self.first_read(*fact),
            Some(Node::Add(a, b) | Node::Subtract(a, b) | Node::Multiply(a, b) | Node::AddDays(a, b)) => {
                self.holds(*a) && self.holds(*b)
            }
            Some(Node::Min(parts) | Node::Max(parts)) => parts.iter().all(|it| self.holds(*it)),
            Some(Node::Round(_, a)) => self.holds(*a),
            Some(Node::If(condition, yes, no)) => match eval(self.scope, self.memo, *condition).truth() {
                Tri::True => self.holds(*yes),
                Tri::False => self.holds(*no),
                Tri::Open => false,
            },
            _ => false,
        }
    }

    fn first_read(&mut self, fact: usize) -> bool {
        if self.read.contains(&Some(fact)) {
            return false;
        }
        match self.read.iter_mut().find(|it| it.is_none()) {
            Some(it) => {
                *it = Some(fact);
                true
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_is_marked_once_until_the_marks_are_wiped() {
        let mut marks = Marks::default();
        marks.wipe(2);
        assert_eq!([0, 0, 1, 2].map(|it| marks.mark(it)), [true, false, true, false]);
        marks.wipe(3);
        assert_eq!([0, 0, 2].map(|it| marks.mark(it)), [true, false, true]);
    }
}
