//! The ends when there are too many cases to look at each: every value that can make a difference.
//!
//! Two values of a fact that give the same value to every operation through which the fact acts are
//! the same to the rule, so one of them is enough. Of a number or a day with many values, those next
//! to the points where the rule may change its mind are looked at ([`crate::forms`] says why that is
//! enough, and when it is not).
//! Products of two facts that are both open are no obstacle: while one rests, the other draws a line.

use crate::ends::{self, Ends, Gather};
use crate::eval::{Case, outcome, values};
use crate::forms;
use crate::random::Random;
use crate::rule::{Domain, Fact, Op, Rule, Value};

/// The ends as far as they were found, and whether they are certain.
#[derive(Clone, Debug)]
pub struct Sought {
    /// What was found.
    pub ends: Ends,
    /// Whether no case beyond these ends can exist.
    pub exact: bool,
}

/// Looks for the ends; `None` when there are more than `limit` cases to look at. Facts with at most
/// `each` values are looked at value by value.
#[must_use]
pub fn search(rule: &Rule, facts: &[Fact], case: &Case, each: u64, limit: u64) -> Option<Sought> {
    let open = ends::open(rule, case);
    let mut exact = true;
    let mut chosen = Vec::new();
    let mut product: u64 = 1;
    for fact in &open {
        let domain = &facts.get(*fact)?.domain;
        let is_grid = matches!(domain, Domain::Grid { .. });
        let candidates = if domain.size() <= each || !is_grid {
            (0..domain.size()).filter_map(|nth| Some(facts.get(*fact)?.nth(nth))).collect()
        } else {
            let critical = forms::critical(rule, facts, case, *fact, each);
            exact &= critical.exact;
            critical.places.iter().filter_map(|nth| Some(facts.get(*fact)?.nth(*nth))).collect()
        };
        // Through a table a fact acts in every row, which is not followed.
        let candidates = match rule.schedule {
            None => distinct(rule, case, *fact, &open, candidates),
            Some(_) => candidates,
        };
        product = product.checked_mul(candidates.len() as u64).filter(|it| *it <= limit)?;
        chosen.push((*fact, candidates));
    }
    let mut gather = Gather::default();
    ends::every(rule, case, &chosen, &mut |_, outcome| gather.add(outcome))?;
    Some(Sought { ends: gather.ends(), exact })
}

/// Some completions at random, at the ends of domains more often than elsewhere: what they come to
/// must be within the true ends. `None`: one of them has no outcome.
#[must_use]
pub fn sample(rule: &Rule, facts: &[Fact], case: &Case, count: u64, random: &mut Random) -> Option<Sought> {
    let open = ends::open(rule, case);
    let mut gather = Gather::default();
    for _ in 0..count {
        let mut case = case.clone();
        for it in &open {
            let fact = facts.get(*it)?;
            let last = fact.domain.size() - 1;
            let place = match random.below(4) {
                0 => 0,
                1 => last,
                _ => random.below(last + 1),
            };
            *case.get_mut(*it)? = Some(fact.nth(place));
        }
        gather.add(&outcome(rule, &case)?);
    }
    Some(Sought { ends: gather.ends(), exact: false })
}

/// One of each kind of values that are the same to the rule.
fn distinct(rule: &Rule, case: &Case, fact: usize, open: &[usize], candidates: Vec<Value>) -> Vec<Value> {
    let through = acts_through(rule, fact, open);
    let mut case = case.clone();
    let mut seen: Vec<Vec<Option<Value>>> = Vec::new();
    let mut them = Vec::new();
    for candidate in candidates {
        if let Some(it) = case.get_mut(fact) {
            *it = Some(candidate.clone());
        }
        // Operations that use an unknown figure are looked at in every combination of its bounds.
        let corners = 0_u32..1 << rule.unknowns.len().min(6);
        let mut looks = Vec::new();
        for corner in corners {
            let all = values(rule, &case, corner);
            looks.extend(through.iter().map(|it| all.get(*it).cloned().flatten()));
        }
        if !seen.contains(&looks) {
            seen.push(looks);
            them.push(candidate);
        }
    }
    them
}

/// The operations that depend on this open fact and no other, and through which it reaches all else.
fn acts_through(rule: &Rule, fact: usize, open: &[usize]) -> Vec<usize> {
    // For each operation: does it use the fact, and does it use another open one?
    let mut uses: Vec<(bool, bool)> = Vec::new();
    for node in &rule.nodes {
        let mut mine = false;
        let mut others = false;
        if let Op::Fact(it) | Op::In(it, _) = &node.op {
            mine = *it == fact;
            others = *it != fact && open.contains(it);
        }
        for (of_mine, of_others) in node.args.iter().filter_map(|it| uses.get(*it)) {
            mine |= of_mine;
            others |= of_others;
        }
        uses.push((mine, others));
    }
    let alone = |at: usize| uses.get(at) == Some(&(true, false));
    let mut through: Vec<usize> = Vec::new();
    for (idx, node) in rule.nodes.iter().enumerate() {
        if uses.get(idx).is_some_and(|it| it.1) {
            through.extend(node.args.iter().copied().filter(|it| alone(*it)));
        }
    }
    through.extend(rule.conditions.iter().copied().filter(|it| alone(*it)));
    through.extend(rule.verdicts.iter().copied().filter(|it| alone(*it)));
    through.extend(Some(rule.amount).filter(|it| alone(*it)));
    through.sort_unstable();
    through.dedup();
    through
}
