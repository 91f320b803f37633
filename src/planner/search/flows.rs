//! A wallet that several payments share, and mixtures that divide a purchase between it and a voucher: of two payments
//! of 80 from a wallet of 100 one gets no more than 20, and a quarter of it is a quarter of 20.
//!
//! Let every purchase be taken to ask for some a, many of them for nothing; then it asks for r − a more than that, and
//! the wallet has its balance − Σa left for it. Counted in steps of any size (all of what a step has beyond the rest of what is
//! left, see [`Scale`]), no whole payments exceed what is left but by what goes unpaid: rounding as for mixed integers
//! (Gomory; flow covers of Padberg, Van Roy and Wolsey are the case of one step).

use super::Watch;
use super::cuts::Cut;
use super::fixed::ONE;
use super::flat::{Part, wide};
use super::simplex::Tableau;

/// A cut that is broken by less, in fen, is not worth a row.
const LEAST_BROKEN: i128 = 5;
/// How often what is taken is changed for something better.
const MOST_CHANGES: usize = 20;
/// From how many places the search for a cut starts, for each pool.
const MOST_STARTS: usize = 3;

/// How amounts count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Scale {
    step: u32,
    rest: u32,
}

impl Scale {
    /// For what is left of wallets, in fen; may be below nothing. The step is above nothing.
    fn new(step: u32, left: i64) -> Option<Scale> {
        let rest = u32::try_from(left.checked_rem_euclid(i64::from(step))?).ok()?;
        Some(Scale { step, rest })
    }

    pub(crate) fn step(self) -> u32 {
        self.step
    }

    pub(crate) fn rest(self) -> u32 {
        self.rest
    }

    /// What an amount counts as.
    fn count(self, amount: i64) -> i64 {
        let (step, rest) = (i64::from(self.step), i64::from(self.rest));
        let whole = amount.checked_div_euclid(step).unwrap_or(0).saturating_mul(step.saturating_sub(rest));
        whole.saturating_add(amount.checked_rem_euclid(step).unwrap_or(0).saturating_sub(rest).max(0))
    }

    /// What a payment weighs that asks for so much, where its purchase is taken to ask for that much.
    pub(super) fn weight(self, asks: u32, taken: u32) -> i64 {
        self.count(i64::from(asks).saturating_sub(i64::from(taken))).saturating_add(self.alone(taken))
    }

    /// What a purchase that is taken to ask for so much weighs when it asks for nothing, from the other side.
    fn alone(self, taken: u32) -> i64 {
        self.count(i64::from(taken).saturating_neg()).saturating_neg()
    }
}

/// What one purchase asks of a wallet in a mixture.
struct Asks {
    stage: usize,
    /// How much, with how much of the purchase, in units of [`ONE`].
    ways: Vec<(u32, i64)>,
}

/// Cuts that the mixture breaks.
pub(super) fn found(
    part: &Part,
    tableau: &Tableau,
    mixture: &[(usize, usize, i64)],
    watch: &mut Watch,
) -> Vec<(Cut, u32)> {
    let mut found = Vec::new();
    if part.wallets.is_empty() {
        return found;
    }
    let mut mixture = mixture.to_vec();
    mixture.sort_unstable();
    for pool in pools(part, &mixture) {
        let slots: Vec<u32> = pool.iter().filter_map(|it| part.wallets.get(*it)).map(|it| it.slot).collect();
        let asks = asks(part, &slots, &mixture);
        let held = slots.iter().filter_map(|it| part.left.get(wide(*it))).map(|it| i64::from(*it)).sum();
        let overdrawn = pool.iter().map(|it| tableau.overdrawn(*it)).sum();
        let sets = Sets::new(&asks, held, overdrawn);
        watch.spend(mixture.len().saturating_mul(2));
        for set in sets.starts() {
            let Some(set) = sets.improve(set, watch) else { continue };
            let Some((cut, left)) = sets.cut(&slots, &set) else { continue };
            if found.iter().all(|it: &(Cut, u32)| it.0 != cut) && !part.cuts.contains(&cut) {
                found.push((cut, left));
            }
        }
    }
    found
}

/// Wallets, by place among the part's, that are looked at together: each alone, and those among which the mixture
/// divides purchases, two by two and all that hang together.
fn pools(part: &Part, mixture: &[(usize, usize, i64)]) -> Vec<Vec<usize>> {
    let mut pools: Vec<Vec<usize>> = (0..part.wallets.len()).map(|it| vec![it]).collect();
    let mut all = pools.clone();
    for of_stage in mixture.chunk_by(|one, other| one.0 == other.0) {
        let wallet = |(stage, way, _): &(usize, usize, i64)| {
            let slot = part.stages.get(*stage)?.ways.get(*way)?.wallet?;
            part.wallets.iter().position(|it| it.slot == slot)
        };
        let mut mine: Vec<usize> = of_stage.iter().filter_map(wallet).collect();
        mine.sort_unstable();
        mine.dedup();
        for (at, one) in mine.iter().enumerate() {
            for other in mine.iter().skip(at.saturating_add(1)) {
                pools.push(vec![*one, *other]);
            }
        }
        let (mut joined, apart): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|it| it.iter().any(|it| mine.contains(it)));
        let mut joined: Vec<usize> = joined.drain(..).flatten().collect();
        joined.sort_unstable();
        all = apart;
        if !joined.is_empty() {
            all.push(joined);
        }
    }
    pools.extend(all);
    pools.sort_unstable();
    pools.dedup();
    pools
}

/// `mixture` comes in the order of its stages.
fn asks(part: &Part, wallets: &[u32], mixture: &[(usize, usize, i64)]) -> Vec<Asks> {
    let mut asks: Vec<Asks> = Vec::new();
    for (stage, way, much) in mixture {
        let asked = part.stages.get(*stage).and_then(|it| it.ways.get(*way)).map_or(0, |it| it.asks(wallets));
        if asked == 0 {
            continue;
        }
        match asks.last_mut().filter(|it| it.stage == *stage) {
            Some(it) => it.ways.push((asked, *much)),
            None => asks.push(Asks { stage: *stage, ways: vec![(asked, *much)] }),
        }
    }
    asks
}

/// The choice of what purchases are taken to ask for.
struct Sets<'a> {
    asks: &'a [Asks],
    held: i64,
    overdrawn: i128,
    steps: Vec<u32>,
}

/// What is taken.
#[derive(Clone)]
struct Set {
    /// Per purchase that asks.
    taken: Vec<u32>,
    step: u32,
}

impl Sets<'_> {
    fn new(asks: &[Asks], held: i64, overdrawn: i128) -> Sets<'_> {
        let mut steps: Vec<u32> = asks.iter().flat_map(|it| it.ways.iter()).map(|it| it.0).collect();
        steps.sort_unstable();
        steps.dedup();
        Sets { asks, held, overdrawn, steps }
    }

    /// Those of which the mixture takes most, as many as it takes to ask for too much; and one more each time.
    fn starts(&self) -> Vec<Set> {
        let total = |it: &Asks| it.ways.iter().map(|it| it.1).fold(0, i64::saturating_add);
        let main = |it: &Asks| it.ways.iter().max_by_key(|it| it.1).map(|it| it.0);
        let mut order: Vec<usize> = (0..self.asks.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(self.asks.get(*at).map(total)));
        let step = self.steps.last().copied().unwrap_or(1);
        let mut set = Set { taken: vec![0; self.asks.len()], step };
        let (mut starts, mut sum) = (Vec::new(), 0_i64);
        for at in order {
            let Some(amount) = self.asks.get(at).and_then(main) else { continue };
            if let Some(it) = set.taken.get_mut(at) {
                *it = amount;
            }
            sum = sum.saturating_add(i64::from(amount));
            if sum > self.held {
                starts.push(set.clone());
            }
        }
        starts.truncate(MOST_STARTS);
        starts
    }

    /// Changes the step or one purchase at a time as long as the mixture breaks the cut more; `None`: it breaks none.
    fn improve(&self, mut set: Set, watch: &mut Watch) -> Option<Set> {
        let mut most = i128::MIN;
        let looks = self.asks.len().saturating_mul(2);
        for _ in 0..MOST_CHANGES {
            let before = most;
            for step in &self.steps {
                let changed = Set { step: *step, ..set.clone() };
                let broken = self.broken(&changed);
                if broken > most {
                    (most, set) = (broken, changed);
                }
            }
            for (at, asks) in self.asks.iter().enumerate() {
                for other in asks.ways.iter().map(|it| it.0).chain([0]) {
                    let mut changed = set.clone();
                    if let Some(it) = changed.taken.get_mut(at) {
                        *it = other;
                    }
                    let broken = self.broken(&changed);
                    if broken > most {
                        (most, set) = (broken, changed);
                    }
                }
            }
            if !watch.spend(looks.saturating_mul(looks.saturating_add(self.steps.len()))) {
                return None;
            }
            if most <= before {
                break;
            }
        }
        (most > i128::from(ONE) * LEAST_BROKEN).then_some(set)
    }

    /// What is left for what purchases ask beyond what they are taken to ask for.
    fn left(&self, set: &Set) -> i64 {
        set.taken.iter().fold(self.held, |left, it| left.saturating_sub(i64::from(*it)))
    }

    /// By how much the mixture breaks the cut of a set, in fen times [`ONE`].
    fn broken(&self, set: &Set) -> i128 {
        let left = self.left(set);
        let Some(scale) = Scale::new(set.step, left) else { return i128::MIN };
        let mut broken = -i128::from(scale.count(left)) * i128::from(ONE) - self.overdrawn;
        for (asks, taken) in self.asks.iter().zip(&set.taken) {
            broken -= i128::from(scale.alone(*taken)) * i128::from(ONE);
            for (asked, much) in &asks.ways {
                broken += i128::from(scale.weight(*asked, *taken)) * i128::from(*much);
            }
        }
        broken
    }

    fn cut(&self, wallets: &[u32], set: &Set) -> Option<(Cut, u32)> {
        let left = self.left(set);
        let scale = Scale::new(set.step, left)?;
        let taken = self.asks.iter().zip(&set.taken).filter(|it| *it.1 > 0);
        let stages: Vec<(usize, u32)> = taken.map(|(asks, taken)| (asks.stage, *taken)).collect();
        let room = stages.iter().fold(scale.count(left), |sum, it| sum.saturating_add(scale.alone(it.1)));
        Some((Cut::Flow { wallets: wallets.to_vec(), scale, stages }, u32::try_from(room).ok()?))
    }
}
