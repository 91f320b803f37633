//! A calculator: all its schemes put to one person and the items of a basket, the best of each
//! group taken, quotas kept, and one guaranteed total.

use crate::answers::Answers;
use crate::basket::{Basket, Line as BasketLine};
use crate::date::Date;
use crate::expr::Domain;
use crate::instance::{Instance, Variables};
use crate::money::Money;
use crate::pack::{Calculator, Packs, Scheme};
use crate::quote::{Eligibility, Quote, Range, quote_instance, with_date};
use crate::search::{End, Objective, Split, extreme};
use crate::value::Interval;
use rust_decimal::Decimal;

/// Everything that a calculator's page shows.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// What the person gains in all; an unknown figure counts as nothing in the least, and then
    /// `unknown_part` says so.
    pub total: Range,
    /// Whether a figure that the record does not give is part of the total.
    pub unknown_part: bool,
    /// One part per scheme, in the order of the packs.
    pub parts: Vec<Part>,
    /// The questions that can still move the total, in the order in which they are asked.
    pub questions: Vec<Question>,
}

/// One scheme of the assessment.
#[derive(Clone, Debug)]
pub struct Part {
    /// The scheme's name.
    pub scheme: String,
    /// The item it was put to.
    pub item: Option<usize>,
    /// The quote on its own, before groups and quotas.
    pub quote: Quote,
    /// What it adds to the total.
    pub share: Share,
}

/// What a scheme adds to the total.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Share {
    /// All of its quote: nothing else is in the way.
    Whole,
    /// It is the best of its group.
    Best,
    /// Which of its group is best depends on the open questions.
    MayBeBest,
    /// Another of its group is at least as good.
    Beaten,
    /// What the quota leaves of it, in yuan: least and most.
    Quota(Money, Option<Money>),
}

/// A question that can still move the total.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Question {
    /// The place of the fact.
    pub fact: usize,
    /// The item it is about.
    pub item: Option<usize>,
}

/// Puts all schemes of a calculator to a person on a date.
#[must_use]
pub fn assess(packs: &Packs, calculator: &Calculator, answers: &Answers, on: Date) -> Assessment {
    let answers = with_date(packs, answers, on);
    let variables = Variables::new(packs, &answers);
    let schemes = packs.schemes().iter().filter(|it| !it.frame && calculator.areas.contains(&it.area));
    assess_schemes(packs, &schemes.collect::<Vec<_>>(), &calculator.questions, &variables, answers.n_items())
}

/// The total alone, when one more question is answered. Dearer than it looks: two searches.
#[must_use]
pub fn total(packs: &Packs, calculator: &Calculator, answers: &Answers, on: Date) -> (Option<Money>, Option<Money>) {
    let answers = with_date(packs, answers, on);
    let variables = Variables::new(packs, &answers);
    let schemes = packs.schemes().iter().filter(|it| !it.frame && calculator.areas.contains(&it.area));
    let mut joint = Joint::new(packs, schemes, &variables, answers.n_items());
    let end = |joint: &mut Joint<'_>, end| extreme(joint, &variables.domains, end).value.map(Money::from_yuan);
    (end(&mut joint, End::Least), end(&mut joint, End::Most))
}

/// The schemes put to each item of the answers, as one basket.
pub(crate) fn assess_schemes(
    packs: &Packs,
    schemes: &[&Scheme],
    order: &[usize],
    variables: &Variables,
    n_items: usize,
) -> Assessment {
    let mut joint = Joint::new(packs, schemes.iter().copied(), variables, n_items);
    let domains = variables.domains.as_slice();
    let quotes: Vec<Quote> = joint.instances.iter_mut().map(|it| quote_instance(packs, variables, it)).collect();
    // What cannot apply is out of the way of the search.
    let mut in_play = quotes.iter().map(|it| it.eligibility != Eligibility::No);
    joint.in_play = joint.instances.iter().map(|_| in_play.next().unwrap_or(false)).collect();

    let least = extreme(&mut joint, domains, End::Least);
    let most = extreme(&mut joint, domains, End::Most);
    let settled = least.value.is_some() && least.value == most.value;
    let live = if settled { Vec::new() } else { joint.live(domains) };
    let mut questions: Vec<Question> = live
        .iter()
        .filter_map(|it| variables.meaning.get(*it))
        .map(|(fact, item)| Question { fact: *fact, item: *item })
        .collect();
    let rank = |it: &Question| {
        let place = order.iter().position(|fact| *fact == it.fact).unwrap_or(usize::MAX);
        (it.item.unwrap_or(0), place, it.fact)
    };
    questions.sort_by_key(rank);
    let shares = joint.shares(domains, &quotes);
    let unknown_part = quotes
        .iter()
        .any(|it| it.eligibility != Eligibility::No && (it.range.least.is_none() || it.range.most.is_none()));
    let parts = joint
        .instances
        .iter()
        .zip(joint.items.iter())
        .zip(quotes.into_iter().zip(shares))
        .map(|((instance, item), (quote, share))| Part {
            scheme: instance.scheme.id.clone(),
            item: *item,
            quote,
            share,
        })
        .collect();
    Assessment {
        total: Range {
            least: least.value.map(Money::from_yuan),
            most: most.value.map(Money::from_yuan),
            least_at: variables.witness(packs, &least.at, &live),
            most_at: variables.witness(packs, &most.at, &live),
            proven: least.proven && most.proven,
        },
        unknown_part,
        parts,
        questions,
    }
}

/// All instances together as one quantity to search over.
struct Joint<'a> {
    instances: Vec<Instance<'a>>,
    /// The item of each instance.
    items: Vec<Option<usize>>,
    in_play: Vec<bool>,
    /// The variable of each item's category.
    categories: Vec<Option<usize>>,
    category_options: Vec<String>,
    values: Vec<Interval>,
}

impl<'a> Joint<'a> {
    fn new(
        packs: &Packs,
        schemes: impl IntoIterator<Item = &'a Scheme>,
        variables: &Variables,
        n_items: usize,
    ) -> Joint<'a> {
        let n_facts = packs.facts().len();
        let mut instances = Vec::new();
        let mut items = Vec::new();
        for scheme in schemes {
            let seats: Vec<Option<usize>> =
                if scheme.per_item { (0..n_items).map(Some).collect() } else { vec![None] };
            for item in seats {
                instances.push(Instance::new(scheme, variables.binding(n_facts, item)));
                items.push(item);
            }
        }
        let category = packs.fact(crate::basket::CATEGORY);
        let variable = |item| {
            let (fact, _) = category?;
            variables.meaning.iter().position(|it| *it == (fact, Some(item)))
        };
        Joint {
            in_play: vec![true; instances.len()],
            values: vec![Interval::point(Decimal::ZERO); instances.len()],
            instances,
            items,
            categories: (0..n_items).map(variable).collect(),
            category_options: crate::basket::category_options(packs),
        }
    }

    /// The places of the instances that compete, by group; per-item schemes by scheme.
    fn contests(&self) -> Vec<Contest> {
        let mut contests: Vec<Contest> = Vec::new();
        for (idx, instance) in self.instances.iter().enumerate() {
            if !self.in_play.get(idx).copied().unwrap_or(false) {
                continue;
            }
            let key = if instance.scheme.per_item {
                Key::Items(instance.scheme.id.clone())
            } else {
                match &instance.scheme.group {
                    Some(group) => Key::Group(group.clone()),
                    None => Key::Alone(idx),
                }
            };
            match contests.iter_mut().find(|it| it.key == key) {
                Some(it) => it.members.push(idx),
                None => contests.push(Contest { key, members: vec![idx] }),
            }
        }
        contests
    }

    fn basket(&self, members: &[usize], domains: &[Domain]) -> Basket<'a> {
        let lines = members.iter().filter_map(|idx| {
            let item = self.items.get(*idx).copied().flatten()?;
            let variable = self.categories.get(item).copied().flatten();
            let category = match variable.and_then(|it| domains.get(it)) {
                Some(Domain::Bits(bits)) if bits.count_ones() == 1 => usize::try_from(bits.trailing_zeros()).ok(),
                _ => None,
            };
            let value = self.values.get(*idx).copied().unwrap_or(Interval::UNKNOWN);
            Some(BasketLine { category, value })
        });
        let quota = members.first().and_then(|it| self.instances.get(*it)).and_then(|it| it.scheme.quota.as_ref());
        Basket::new(quota, &self.category_options, lines.collect())
    }

    fn live(&mut self, domains: &[Domain]) -> Vec<usize> {
        self.bound(domains);
        let mut live = Vec::new();
        for contest in self.contests() {
            for idx in &contest.members {
                let value = self.values.get(*idx).copied().unwrap_or(Interval::UNKNOWN);
                let beaten = matches!(contest.key, Key::Group(_))
                    && contest.members.iter().any(|other| {
                        let rival = self.values.get(*other).copied().unwrap_or(Interval::UNKNOWN);
                        other != idx && matches!((value.hi, rival.lo), (Some(hi), Some(lo)) if hi < lo)
                    });
                if beaten || value.single().is_some() {
                    continue;
                }
                let Some(instance) = self.instances.get_mut(*idx) else { continue };
                for variable in instance.walk(domains, false).0 {
                    if !live.contains(&variable) {
                        live.push(variable);
                    }
                }
            }
        }
        live
    }

    fn shares(&mut self, domains: &[Domain], quotes: &[Quote]) -> Vec<Share> {
        // Shares compare proven ends, not the looser bounds of one evaluation.
        for (value, quote) in self.values.iter_mut().zip(quotes) {
            *value = Interval {
                lo: quote.range.least.map(Money::yuan),
                hi: quote.range.most.map(Money::yuan),
            };
        }
        let mut shares = vec![Share::Whole; self.instances.len()];
        for contest in self.contests() {
            match contest.key {
                Key::Alone(_) => {}
                Key::Group(_) => self.rank(&contest.members, &mut shares),
                Key::Items(_) => {
                    let paid = self.basket(&contest.members, domains).paid();
                    for (idx, (least, most)) in contest.members.iter().zip(paid) {
                        if let Some(it) = shares.get_mut(*idx) {
                            *it = Share::Quota(Money::from_yuan(least), most.map(Money::from_yuan));
                        }
                    }
                }
            }
        }
        shares
    }

    fn rank(&self, members: &[usize], shares: &mut [Share]) {
        let value = |idx: usize| self.values.get(idx).copied().unwrap_or(Interval::UNKNOWN);
        for idx in members {
            let rivals = || members.iter().filter(|it| *it != idx);
            let mine = value(*idx);
            let beaten = rivals().any(|other| {
                let rival = value(*other);
                matches!((mine.hi, rival.lo), (Some(hi), Some(lo)) if hi < lo || (hi == lo && other < idx))
            });
            let best = rivals().all(|other| {
                matches!((mine.lo, value(*other).hi), (Some(lo), Some(hi)) if lo > hi || (lo == hi && idx < other))
            });
            if let Some(it) = shares.get_mut(*idx) {
                *it = match (best, beaten) {
                    (true, _) => Share::Best,
                    (_, true) => Share::Beaten,
                    _ => Share::MayBeBest,
                };
            }
        }
    }
}

struct Contest {
    key: Key,
    members: Vec<usize>,
}

#[derive(PartialEq, Eq)]
enum Key {
    Alone(usize),
    Group(String),
    Items(String),
}

impl Objective for Joint<'_> {
    fn bound(&mut self, domains: &[Domain]) -> Interval {
        for (idx, instance) in self.instances.iter_mut().enumerate() {
            let value = match self.in_play.get(idx) {
                Some(true) => instance.value(domains).1,
                _ => Interval::point(Decimal::ZERO),
            };
            if let Some(it) = self.values.get_mut(idx) {
                *it = value;
            }
        }
        let mut total = Interval::point(Decimal::ZERO);
        for contest in self.contests() {
            let value = match contest.key {
                Key::Items(_) => self.basket(&contest.members, domains).total(),
                _ => contest
                    .members
                    .iter()
                    .filter_map(|it| self.values.get(*it).copied())
                    .reduce(Interval::greater)
                    .unwrap_or(Interval::point(Decimal::ZERO)),
            };
            // An unknown figure adds at least nothing.
            let value = Interval { lo: value.lo.or(Some(Decimal::ZERO)), hi: value.hi };
            total = total.plus(value);
        }
        total
    }

    fn split(&mut self, domains: &[Domain]) -> Option<Split> {
        let undecided = self.values.iter().enumerate().filter(|(_, it)| it.single().is_none());
        let undecided: Vec<usize> = undecided.map(|(idx, _)| idx).collect();
        let split = undecided.into_iter().find_map(|idx| {
            if !self.in_play.get(idx).copied().unwrap_or(false) {
                return None;
            }
            self.instances.get_mut(idx)?.walk(domains, false).1
        });
        split.or_else(|| self.split_category(domains))
    }
}

impl Joint<'_> {
    /// Quotas count per category, so an open category can matter when no amount does.
    fn split_category(&self, domains: &[Domain]) -> Option<Split> {
        self.categories.iter().flatten().find_map(|variable| match domains.get(*variable) {
            Some(Domain::Bits(bits)) if bits.count_ones() > 1 => {
                let first = bits & bits.wrapping_neg();
                Some(Split { variable: *variable, parts: [Domain::Bits(first), Domain::Bits(bits & !first)] })
            }
            _ => None,
        })
    }
}
