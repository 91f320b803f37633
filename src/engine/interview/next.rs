//! The question that decides the most: for each that is open, how many yuan's worth of schemes its
//! answers would move out of 可能, on the average over the answers.

use super::glance::binding;
use super::{Ask, Case, Interview, MOST_QUESTIONS, Who};
use crate::answers;
use crate::expr::Domain;
use crate::instance::Instance;
use crate::num;
use crate::pack::{FactKind, Packs, Scheme};
use crate::value::Tri;
use rust_decimal::Decimal;

/// Typing a number or a day costs a person more than a tap: it counts for this share of its yuan.
const TYPED: Decimal = Decimal::from_parts(2, 0, 0, false, 1);

impl Interview<'_> {
    /// The question to ask next; none when enough were asked, or no answer would decide anything.
    #[must_use]
    pub fn next(&self) -> Option<Ask> {
        if self.said.len() >= MOST_QUESTIONS {
            return None;
        }
        let usual = self.usual();
        let mut scores: Vec<(Ask, Decimal)> = Vec::new();
        for case in self.cases.iter().filter(|it| it.holds() == Tri::Open) {
            let yuan = case.worth.most.map_or(usual, crate::Money::yuan);
            for (ask, share) in self.shares(case) {
                let gain = num::mul(yuan, share).unwrap_or(yuan);
                match scores.iter_mut().find(|it| it.0 == ask) {
                    Some(it) => it.1 = num::add(it.1, gain).unwrap_or(it.1),
                    None => scores.push((ask, gain)),
                }
            }
        }
        scores.retain(|it| !self.said.contains(&it.0));
        let mut best: Option<(Ask, Decimal)> = None;
        // Of equals the first: the order is that of the packs.
        for (ask, score) in scores {
            if score > best.as_ref().map_or(Decimal::ZERO, |it| it.1) {
                best = Some((ask, score));
            }
        }
        best.map(|it| it.0)
    }

    /// What a scheme counts for whose sum is not known: what the known ones come to on the average.
    fn usual(&self) -> Decimal {
        let known = self.cases.iter().filter_map(|it| it.worth.most.map(crate::Money::yuan));
        let known: Vec<Decimal> = known.filter(|it| *it > Decimal::ZERO).collect();
        let sum = known.iter().fold(Decimal::ZERO, |sum, it| num::add(sum, *it).unwrap_or(sum));
        let average = num::div(sum, Decimal::from(known.len()));
        average.filter(|it| *it > Decimal::ZERO).unwrap_or(Decimal::ONE)
    }

    /// The open questions of a scheme, each with the share of its answers that decides it.
    fn shares(&self, case: &Case<'_>) -> Vec<(Ask, Decimal)> {
        let mut shares = Vec::new();
        let by_rule = match case.glance.eligibility {
            crate::Eligibility::Yes => Tri::True,
            crate::Eligibility::No => Tri::False,
            crate::Eligibility::Open => Tri::Open,
        };
        let half = |rest: Tri| if rest == Tri::True { Decimal::ONE } else { Decimal::new(5, 1) };
        if case.for_them == Tri::Open {
            let rest = by_rule.and(case.on_topic);
            let decided = Who::ALL.into_iter().filter(|it| rest == Tri::True || !it.may_use(case.scheme)).count();
            shares.push((Ask::Who, ratio(decided, Who::ALL.len())));
        }
        // What there is to choose between follows from whom one asks for.
        if case.on_topic == Tri::Open && self.said.contains(&Ask::Who) {
            shares.push((Ask::Topics, half(by_rule.and(case.for_them))));
        }
        if by_rule == Tri::Open {
            Self::of_facts(case, &mut shares);
        }
        shares
    }

    fn of_facts(case: &Case<'_>, shares: &mut Vec<(Ask, Decimal)>) {
        let rest = case.for_them.and(case.on_topic);
        let variables = &case.glance.variables;
        let mut instance = Instance::new(case.scheme, binding(case.packs, case.scheme, variables));
        for variable in &case.glance.open {
            let Some((fact, _)) = variables.meaning.get(*variable) else { continue };
            let (Some(domain), Some(known)) = (variables.domains.get(*variable), case.packs.facts().get(*fact)) else {
                continue;
            };
            let parts = parts(case.packs, case.scheme, *fact, *domain);
            let decided = parts.iter().filter(|part| {
                let mut domains = variables.domains.clone();
                if let Some(it) = domains.get_mut(*variable) {
                    *it = **part;
                }
                match instance.value(&domains).0 {
                    Tri::False => true,
                    Tri::True => rest == Tri::True,
                    Tri::Open => false,
                }
            });
            let share = ratio(decided.count(), parts.len());
            let typed = matches!(known.kind, FactKind::Number { .. } | FactKind::Day { .. });
            let share = if typed { num::mul(share, TYPED).unwrap_or(share) } else { share };
            shares.push((Ask::Fact(known.id.clone()), share));
        }
    }
}

/// The parts of a domain that stand for its answers: every option; of a number or a day what lies
/// between the values at which the rule changes its mind.
fn parts(packs: &Packs, scheme: &Scheme, fact: usize, domain: Domain) -> Vec<Domain> {
    match domain {
        Domain::Bits(bits) => (0..64).map(|bit| 1_u64 << bit).filter(|it| bits & it != 0).map(Domain::Bits).collect(),
        Domain::Number(lo, hi, step) => {
            let mut limits = scheme.limits(fact);
            num::distinct(&mut limits);
            let on_grid = |it: &Decimal| packs.facts().get(fact).is_some_and(|fact| answers::on_grid(fact, *it));
            let mut parts = Vec::new();
            let mut from = lo;
            for limit in limits.into_iter().filter(|it| *it >= lo && *it < hi).filter(on_grid) {
                parts.push(Domain::Number(from, limit, step));
                from = num::add(limit, step).unwrap_or(hi);
            }
            parts.push(Domain::Number(from, hi, step));
            parts
        }
    }
}

fn ratio(part: usize, whole: usize) -> Decimal {
    num::div(Decimal::from(part), Decimal::from(whole)).unwrap_or_default()
}
