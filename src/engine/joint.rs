//! All schemes of a calculator as one quantity to search over: the best of each group, quotas over
//! the basket, and their sum.

mod apart;

use crate::assess::Share;
use crate::basket::{Basket, Line as BasketLine, limits};
use crate::expr::Domain;
use crate::instance::{EligibilityOf, Instance, Variables};
use crate::money::Money;
use crate::pack::{Calculator, Packs, Scheme};
use crate::quote::Quote;
use crate::search::{Cut, End, Objective, Split, extreme_within};
use crate::value::{Interval, Tri};
use rust_decimal::Decimal;

/// How many boxes may show that a scheme cannot apply.
const FEW_BOXES: usize = 200;

/// All instances together as one quantity to search over.
pub(crate) struct Joint<'a> {
    pub instances: Vec<Instance<'a>>,
    /// The item of each instance.
    pub items: Vec<Option<usize>>,
    /// Whether each instance can apply at all; see [`Joint::admit`].
    pub in_play: Vec<bool>,
    /// Who of them competes with whom.
    contests: Vec<Contest>,
    /// Whether each instance is looked at: it is in a contest, and that is in the part that is searched.
    looked_at: Vec<bool>,
    /// The variable of each item's category.
    categories: Vec<Option<usize>>,
    category_options: Vec<String>,
    values: Vec<Interval>,
}

impl<'a> Joint<'a> {
    pub(crate) fn new(
        packs: &Packs,
        schemes: impl IntoIterator<Item = &'a Scheme>,
        variables: &Variables,
        n_items: usize,
    ) -> Joint<'a> {
        let n_facts = packs.facts().len();
        let mut instances = Vec::new();
        let mut items = Vec::new();
        for scheme in schemes {
            let seats: Vec<Option<usize>> = if scheme.per_item { (0..n_items).map(Some).collect() } else { vec![None] };
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
            in_play: Vec::new(),
            contests: Vec::new(),
            looked_at: Vec::new(),
            values: vec![Interval::point(Decimal::ZERO); instances.len()],
            instances,
            items,
            categories: (0..n_items).map(variable).collect(),
            category_options: crate::basket::category_options(packs),
        }
    }

    /// Says which instances can apply; none can before. Who competes with whom follows from it, and is worked
    /// out here and not box by box.
    pub(crate) fn admit(&mut self, in_play: Vec<bool>) {
        self.in_play = in_play;
        self.contests = self.contests();
        let all: Vec<usize> = (0..self.contests.len()).collect();
        self.look_at(&all);
    }

    /// The sum is that of these contests alone, by their places.
    fn look_at(&mut self, contests: &[usize]) {
        self.looked_at = vec![false; self.instances.len()];
        for member in contests.iter().filter_map(|it| self.contests.get(*it)).flat_map(|it| &it.members) {
            if let Some(it) = self.looked_at.get_mut(*member) {
                *it = true;
            }
        }
    }

    /// The most rows of a schedule that one look at a box can take.
    pub(crate) fn most_rows(&mut self, domains: &[Domain]) -> usize {
        self.instances.iter_mut().map(|it| it.most_rows(domains)).max().unwrap_or(1)
    }

    /// The schemes that a calculator adds up.
    pub(crate) fn schemes(packs: &'a Packs, calculator: &Calculator) -> Vec<&'a Scheme> {
        packs.schemes().iter().filter(|it| calculator.holds(it)).collect()
    }

    /// These schemes, those out of the way that cannot apply: what a short search can see of it, since a scheme that
    /// only seems to apply makes every search after this one long.
    pub(crate) fn of(packs: &Packs, schemes: Vec<&'a Scheme>, variables: &Variables, n_items: usize) -> Joint<'a> {
        let domains = variables.domains.as_slice();
        let mut joint = Joint::within(packs, schemes, variables, domains, n_items);
        let mut in_play = std::mem::take(&mut joint.in_play);
        for (instance, it) in joint.instances.iter_mut().zip(&mut in_play) {
            *it = *it && {
                let most = extreme_within(&mut EligibilityOf(instance), domains, End::Most, FEW_BOXES);
                most.value == Some(Decimal::ONE)
            };
        }
        joint.admit(in_play);
        joint
    }

    /// These schemes, those out of the way that cannot apply within a box.
    pub(crate) fn within(
        packs: &Packs,
        schemes: Vec<&'a Scheme>,
        variables: &Variables,
        domains: &[Domain],
        n_items: usize,
    ) -> Joint<'a> {
        let mut joint = Joint::new(packs, schemes, variables, n_items);
        let in_play = joint.instances.iter_mut().map(|it| it.value(domains).0 != Tri::False).collect();
        joint.admit(in_play);
        joint
    }

    /// Who comes first in each group and each basket, by the values found last: places of instances.
    pub(crate) fn order(&self) -> Vec<usize> {
        let value = |idx: &usize| self.values.get(*idx).and_then(|it| it.hi).unwrap_or(Decimal::MAX);
        let mut order = Vec::new();
        for contest in &self.contests {
            let mut members = contest.members.clone();
            match contest.kind {
                Kind::Alone => {}
                Kind::Group => {
                    // The first of the greatest, as the best is taken.
                    order.extend(members.into_iter().reduce(|a, b| if value(&b) > value(&a) { b } else { a }));
                }
                Kind::Items => {
                    crate::num::sort(&mut members, |a, b| value(b) < value(a));
                    order.extend(members);
                }
            }
        }
        order
    }

    /// The places of the instances that compete, by group; per-item schemes by scheme.
    fn contests(&self) -> Vec<Contest> {
        let mut contests: Vec<Contest> = Vec::new();
        // What the members of each have in common: nobody has anything in common with who stands alone.
        let mut keys: Vec<Option<&str>> = Vec::new();
        for (idx, instance) in self.instances.iter().enumerate() {
            let scheme = instance.scheme;
            if !self.in_play.get(idx).copied().unwrap_or(false) || !scheme.effect.is_gain() {
                continue;
            }
            let (kind, key) = match &scheme.group {
                _ if scheme.per_item => (Kind::Items, Some(scheme.id.as_str())),
                Some(group) => (Kind::Group, Some(group.as_str())),
                None => (Kind::Alone, None),
            };
            let mut known = contests.iter_mut().zip(&keys);
            match known.find(|(it, of)| key.is_some() && it.kind == kind && **of == key) {
                Some((it, _)) => it.members.push(idx),
                None => {
                    let limits = match kind {
                        Kind::Items => limits(scheme.quota.as_ref(), &self.category_options),
                        Kind::Alone | Kind::Group => Vec::new(),
                    };
                    keys.push(key);
                    contests.push(Contest { kind, members: vec![idx], limits });
                }
            }
        }
        contests
    }

    fn basket<'b>(&self, contest: &'b Contest, domains: &[Domain]) -> Basket<'b>
    where
        'a: 'b,
    {
        let members = &contest.members;
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
        Basket::new(quota, &contest.limits, lines.collect())
    }

    /// The open variables that the sum can still depend on.
    pub(crate) fn live(&mut self, domains: &[Domain]) -> Vec<usize> {
        self.bound(domains);
        let mut live = Vec::new();
        for contest in &self.contests {
            for idx in &contest.members {
                let value = self.values.get(*idx).copied().unwrap_or(Interval::UNKNOWN);
                let beaten = contest.kind == Kind::Group
                    && contest.members.iter().any(|other| {
                        let rival = self.values.get(*other).copied().unwrap_or(Interval::UNKNOWN);
                        other != idx && matches!((value.hi, rival.lo), (Some(hi), Some(lo)) if hi < lo)
                    });
                let counted = self.counted(&contest.members, *idx, domains);
                let mut reached: Vec<usize> = counted.into_iter().collect();
                if !beaten
                    && value.single().is_none()
                    && let Some(instance) = self.instances.get_mut(*idx)
                {
                    reached.extend(instance.walk(domains, false).0);
                }
                for variable in reached {
                    if !live.contains(&variable) {
                        live.push(variable);
                    }
                }
            }
        }
        live
    }

    /// The variable of an open category by which a quota counts an item among others.
    fn counted(&self, members: &[usize], idx: usize, domains: &[Domain]) -> Option<usize> {
        let quota = self.instances.get(idx)?.scheme.quota.as_ref();
        if members.len() < 2 || !quota.is_some_and(|it| it.by_category) {
            return None;
        }
        let variable = self.categories.get(self.items.get(idx).copied().flatten()?).copied().flatten()?;
        let pays = self.values.get(idx).is_some_and(|it| it.hi != Some(Decimal::ZERO));
        (pays && domains.get(variable).is_some_and(|it| !it.decided())).then_some(variable)
    }

    /// What each instance adds to the sum.
    pub(crate) fn shares(&mut self, domains: &[Domain], quotes: &[Quote]) -> Vec<Share> {
        // Shares compare proven ends, not the looser bounds of one evaluation.
        for (value, quote) in self.values.iter_mut().zip(quotes) {
            *value = Interval { lo: quote.range.least.map(Money::yuan), hi: quote.range.most.map(Money::yuan) };
        }
        let mut shares = vec![Share::Whole; self.instances.len()];
        for contest in &self.contests {
            match contest.kind {
                Kind::Alone => {}
                Kind::Group => self.rank(&contest.members, &mut shares),
                Kind::Items => {
                    let paid = self.basket(contest, domains).paid();
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

/// Instances that compete: places of instances.
struct Contest {
    kind: Kind,
    members: Vec<usize>,
    /// How many items of each category are paid.
    limits: Vec<Option<u32>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// One scheme in no group.
    Alone,
    /// The schemes of a group.
    Group,
    /// The items of one scheme.
    Items,
}

impl Objective for Joint<'_> {
    fn bound(&mut self, domains: &[Domain]) -> Interval {
        self.look(|it| it.value(domains).1);
        self.total(domains)
    }

    fn point(&mut self, domains: &[Domain]) -> Interval {
        let of_box = self.values.clone();
        self.look(|it| it.value_at(domains).1);
        let total = self.total(domains);
        self.values = of_box;
        total
    }

    fn split(&mut self, domains: &[Domain]) -> Option<Split> {
        let undecided = self.values.iter().enumerate().filter(|(_, it)| it.single().is_none());
        let undecided: Vec<usize> = undecided.map(|(idx, _)| idx).collect();
        let split = undecided.into_iter().find_map(|idx| {
            if !self.looked_at.get(idx).copied().unwrap_or(false) {
                return None;
            }
            self.instances.get_mut(idx)?.walk(domains, false).1
        });
        split.or_else(|| self.split_category(domains))
    }
}

impl<'a> Joint<'a> {
    /// Looks at each instance that the sum is made of.
    fn look(&mut self, value: impl Fn(&mut Instance<'a>) -> Interval) {
        for (idx, instance) in self.instances.iter_mut().enumerate() {
            let value = match self.looked_at.get(idx) {
                Some(true) => value(instance),
                _ => Interval::point(Decimal::ZERO),
            };
            if let Some(it) = self.values.get_mut(idx) {
                *it = value;
            }
        }
    }

    /// The sum of what the instances were found to be, the best of each group, within quotas.
    fn total(&self, domains: &[Domain]) -> Interval {
        let mut total = Interval::point(Decimal::ZERO);
        let looked_at = |it: &&Contest| it.members.first().is_some_and(|it| self.looked_at.get(*it) == Some(&true));
        for contest in self.contests.iter().filter(looked_at) {
            let value = match contest.kind {
                Kind::Items => self.basket(contest, domains).total(),
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
}

impl Joint<'_> {
    /// Quotas count per category, so an open category can matter when no amount does.
    fn split_category(&self, domains: &[Domain]) -> Option<Split> {
        let counts =
            |it: &Contest| it.kind == Kind::Items && it.members.iter().any(|it| self.looked_at.get(*it) == Some(&true));
        if !self.contests.iter().any(counts) {
            return None;
        }
        self.categories.iter().flatten().find_map(|variable| match domains.get(*variable) {
            Some(Domain::Bits(bits)) if bits.count_ones() > 1 => {
                let first = bits & bits.wrapping_neg();
                Some(Split { variable: *variable, cut: Cut::Options(first) })
            }
            _ => None,
        })
    }
}
