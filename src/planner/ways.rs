//! From a household to the search problem: every way to pay every purchase, and what each uses up.

mod draws;
mod wallets;

pub(crate) use draws::{bundle_of, claim_covers};

use crate::bill::{Applied, Bill, Rules, Variant, Voucher, best_order};
use crate::cart::Purchase;
use crate::fit::{Source, Till, Wanted, claim_days, held_source, platforms};
use crate::household::{Household, Member};
use crate::model::{Draw, Problem, Slot, Stage, Use, Way, drop_ample, drop_impossible, drop_same, mixed, prune, weigh};
use engine::campaign::{Fen, Platform, Together};
use std::collections::BTreeMap;

/// The most ways to pay one purchase; beyond them the plan is not proven.
const MOST_WAYS: usize = 60_000;

/// The most vouchers in one payment when several rounds meet.
const MOST_TOGETHER: usize = 4;

/// Builds the problem of a household.
pub(crate) struct Builder<'a> {
    pub rounds: &'a [Rules<'a>],
    pub home: &'a Household,
    places: BTreeMap<u128, usize>,
    slots: Vec<Slot>,
    /// The scheme and kind pairs that quotas count apart.
    quotas: Vec<(&'a str, &'a str)>,
    epoch: i64,
}

/// A purchase with its place.
#[derive(Clone, Copy)]
pub(crate) struct Paying<'a> {
    pub place: usize,
    pub purchase: &'a Purchase,
}

/// A voucher that could be used at a till, and what it uses up.
struct Candidate<'a> {
    place: usize,
    voucher: Voucher<'a>,
    source: Source,
    draw: Draw,
    /// Where the balance of a wallet that payments share is counted, and what it is.
    wallet: Option<(usize, Fen)>,
}

/// What all vouchers of one variant and till have in common.
struct Counter<'b> {
    bill: &'b Bill,
    base: i64,
    variant: &'b Variant,
    till: Till,
    subsidies: Draw,
}

/// Orders of application that are known: they depend on the bill and the denominations alone.
type Orders = BTreeMap<Vec<(usize, usize)>, Option<Vec<Applied>>>;

impl<'a> Builder<'a> {
    pub(crate) fn new(rounds: &'a [Rules<'a>], home: &'a Household) -> Builder<'a> {
        let first = home.purchases().iter().flat_map(|it| it.days.iter()).min();
        let epoch = first.map_or(0, |it| i64::from(it.to_julian_day()));
        let mut quotas: Vec<(&str, &str)> = home
            .purchases()
            .iter()
            .flat_map(|it| it.lines.iter().flat_map(|it| it.subsidies.iter()))
            .map(|it| (it.scheme.as_str(), it.kind.as_str()))
            .collect();
        quotas.sort_unstable();
        quotas.dedup();
        Builder { rounds, home, places: BTreeMap::new(), slots: Vec::new(), quotas, epoch }
    }

    /// What is limited, as far as ways have been listed.
    pub(crate) fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The pair that a quota counts apart.
    pub(crate) fn quota(&self, place: usize) -> Option<(&'a str, &'a str)> {
        self.quotas.get(place).copied()
    }

    /// Every way to pay one purchase, but of those that use up the same only the best.
    pub(crate) fn stage(&mut self, paying: Paying<'a>) -> Stage {
        let mut stage = Stage { purchase: paying.place, ways: Vec::new(), complete: true };
        let (home, purchase) = (self.home, paying.purchase);
        let end = self.rounds.first().map_or(crate::bill::End::Least, |it| it.end);
        let base = Bill::new(purchase, end).total().get();
        let by_day = purchase.lines.iter().any(|it| !it.subsidies.is_empty());
        for variant in variants(purchase) {
            let mut orders: Vec<(Bill, Orders)> = Vec::new();
            let n_bills = if by_day { purchase.days.len() } else { 1 };
            for at in 0..n_bills {
                orders.push((Bill::of(purchase, end, &variant, at), Orders::new()));
            }
            let fitting: Vec<Vec<(usize, Voucher<'a>)>> = purchase
                .days
                .iter()
                .enumerate()
                .map(|(at, day)| {
                    let bill = orders.get(if by_day { at } else { 0 });
                    bill.map_or_else(Vec::new, |(bill, _)| self.fitting(purchase, bill, *day))
                })
                .collect();
            for (member, person) in home.payers(purchase) {
                let before = stage.ways.len();
                for ((at, day), fitting) in purchase.days.iter().enumerate().zip(&fitting) {
                    let Some((bill, orders)) = orders.get_mut(if by_day { at } else { 0 }) else { continue };
                    let till = Till { member, day: *day, platform: None };
                    let subsidies = self.quota_draw(person, member, purchase, &variant);
                    let counter = Counter { bill, base, variant: &variant, till, subsidies };
                    self.tills(&counter, person, paying, fitting, orders, &mut stage);
                }
                // Many of them use up the same: kept small as it grows.
                if stage.ways.len() > before.saturating_add(2_000) {
                    drop_same(&mut stage.ways);
                }
            }
        }
        stage
    }

    /// The vouchers that are good for a bill on a day, whoever pays.
    fn fitting(&self, purchase: &Purchase, bill: &Bill, day: time::Date) -> Vec<(usize, Voucher<'a>)> {
        let mut fitting = Vec::new();
        for (round, rules) in self.rounds.iter().enumerate() {
            for (place, benefit) in rules.campaign.benefits().iter().enumerate() {
                if rules.fits(benefit, purchase, bill, day).is_ok() {
                    fitting.push((place, Voucher { round, rules: *rules, benefit }));
                }
            }
        }
        fitting
    }

    /// The ways of one member and day, app by app.
    fn tills(
        &mut self,
        counter: &Counter,
        person: &'a Member,
        paying: Paying<'a>,
        fitting: &[(usize, Voucher<'a>)],
        orders: &mut Orders,
        stage: &mut Stage,
    ) {
        if !counter.variant.subsidies.is_empty() {
            stage.ways.push(self.way(&[], &[], counter));
        }
        let (home, purchase) = (self.home, paying.purchase);
        let mut apps: Vec<Platform> = Vec::new();
        let mut claims: Vec<Vec<Source>> = Vec::with_capacity(fitting.len());
        for (place, voucher) in fitting {
            let campaign = voucher.rules.campaign;
            let class = campaign.classes().get(voucher.benefit.class());
            apps.extend(class.into_iter().flat_map(|it| platforms(it, purchase)));
            let wanted = Wanted { campaign, round: voucher.round, benefit: *place, member: person };
            claims.push(claim_days(wanted, home, purchase, counter.till.day));
        }
        apps.sort_unstable();
        apps.dedup();
        let mut seen: Vec<Vec<Candidate>> = Vec::new();
        for app in apps {
            let candidates = self.candidates(fitting, &claims, person, paying, counter.till, app);
            // An app that offers nothing but what an earlier one offers, at the same cost, adds nothing.
            if seen.iter().any(|earlier| candidates.iter().all(|it| earlier.iter().any(|known| known.offers(it)))) {
                continue;
            }
            let till = Till { platform: Some(app), ..counter.till };
            let counter = Counter { till, subsidies: counter.subsidies.clone(), ..*counter };
            self.combine(&candidates, 0, &mut Vec::new(), &counter, orders, stage);
            seen.push(candidates);
        }
    }

    fn candidates(
        &mut self,
        fitting: &[(usize, Voucher<'a>)],
        claims: &[Vec<Source>],
        person: &'a Member,
        paying: Paying<'a>,
        till: Till,
        app: Platform,
    ) -> Vec<Candidate<'a>> {
        let mut candidates = Vec::new();
        for ((place, voucher), claims) in fitting.iter().zip(claims) {
            let (place, voucher) = (*place, *voucher);
            let Some(class) = voucher.rules.campaign.classes().get(voucher.benefit.class()) else { continue };
            if !class.platforms().contains(&app) {
                continue;
            }
            let mine = |it: &crate::cart::Held| it.round == voucher.round && it.benefit == place;
            let held = person.held.iter().enumerate().filter(|(_, it)| mine(it));
            let held = held.filter_map(|(at, it)| held_source(class, it, at, till.day, app));
            for source in held.chain(claims.iter().copied()) {
                let till = Till { platform: Some(app), ..till };
                let draw = self.draw(place, voucher, source, till, paying.place);
                let wallet = self.wallet(place, voucher, source, till);
                candidates.push(Candidate { place, voucher, source, draw, wallet });
            }
        }
        candidates
    }

    /// All sets of vouchers that may meet in one payment, smaller ones first along each branch.
    fn combine(
        &mut self,
        candidates: &[Candidate<'a>],
        from: usize,
        chosen: &mut Vec<usize>,
        counter: &Counter,
        orders: &mut Orders,
        stage: &mut Stage,
    ) {
        for (at, candidate) in candidates.iter().enumerate().skip(from) {
            let together: Vec<&Candidate> = chosen.iter().filter_map(|it| candidates.get(*it)).collect();
            if !may_join(&together, candidate) {
                continue;
            }
            if stage.ways.len() >= MOST_WAYS {
                stage.complete = false;
                return;
            }
            chosen.push(at);
            let mut together = together;
            together.push(candidate);
            let key: Vec<(usize, usize)> = together.iter().map(|it| (it.voucher.round, it.place)).collect();
            if let Some(applied) = orders.get(&key) {
                if let Some(applied) = applied {
                    let way = self.way(&together, applied, counter);
                    stage.ways.push(way);
                }
            } else {
                let vouchers: Vec<Voucher> = together.iter().map(|it| it.voucher).collect();
                let applied = best_order(counter.bill, &vouchers);
                if let Some(applied) = &applied {
                    let way = self.way(&together, applied, counter);
                    stage.ways.push(way);
                }
                orders.insert(key, applied);
            }
            // The same one again: two vouchers of one denomination may meet where their class may meet itself.
            self.combine(candidates, at, chosen, counter, orders, stage);
            chosen.pop();
        }
    }

    fn way(&self, together: &[&Candidate], applied: &[Applied], counter: &Counter) -> Way {
        let mut draw = counter.subsidies.clone();
        let (mut off, mut days) = (0_i64, 0_i64);
        let mut uses = Vec::with_capacity(applied.len());
        for applied in applied {
            let Some(it) = together.get(applied.place) else { continue };
            let mut applied = *applied;
            if let Some((_, balance)) = it.wallet {
                applied.off.fen = applied.off.fen.min(balance);
            }
            off = off.saturating_add(applied.off.fen.get());
            let last = i64::from(it.source.last_day.to_julian_day());
            days = days.saturating_add(last.saturating_sub(self.epoch).clamp(0, 366));
            draw.add(&it.draw);
            let (round, benefit, source, wallet) = (it.voucher.round, it.place, it.source, it.wallet.map(|it| it.0));
            draw.wallet =
                draw.wallet.or(wallet.and_then(|slot| Some((slot, u32::try_from(applied.off.fen.get()).ok()?))));
            uses.push(Use { round, benefit, source, applied, wallet });
        }
        draw.sort();
        let paid = counter.bill.total().get().saturating_sub(off);
        let saved = counter.base.saturating_sub(paid);
        Way { till: counter.till, variant: counter.variant.clone(), uses, saved, days, score: 0, draw }
    }

    /// The whole problem, purchases in the order of their days, with useless ways left out.
    pub(crate) fn problem(&mut self) -> Problem {
        let home = self.home;
        let mut stages = Vec::new();
        for (place, purchase) in home.purchases().iter().enumerate() {
            let mut stage = self.stage(Paying { place, purchase });
            drop_same(&mut stage.ways);
            stages.push(stage);
        }
        // Purchases of one day stand together, so that what counts per day is soon done with.
        stages.sort_by_key(|it| {
            let days = home.purchases().get(it.purchase).map(|it| (it.days.iter().min(), it.days.len()));
            (days, it.purchase)
        });
        drop_impossible(&self.slots, &mut stages);
        drop_ample(&self.slots, &mut stages);
        let mixed = mixed(&self.slots, &stages);
        let weight = weigh(&mut stages);
        stages.iter_mut().for_each(|it| prune(&mut it.ways));
        Problem { slots: std::mem::take(&mut self.slots), stages, mixed, weight }
    }
}

impl Candidate<'_> {
    /// Whether it is the same voucher at the same cost, whatever the app.
    fn offers(&self, it: &Candidate) -> bool {
        (self.voucher.round, self.place, self.source) == (it.voucher.round, it.place, it.source)
            && self.draw == it.draw
            && self.wallet == it.wallet
    }
}

/// Whether a voucher may be used in the same payment as these.
fn may_join(together: &[&Candidate], candidate: &Candidate) -> bool {
    let is_wallet = |it: &Candidate| it.voucher.benefit.shape().is_wallet();
    // Two wallets in one payment would be two purses at one till: see `OwnAssumption::OneWallet`.
    if together.len() >= MOST_TOGETHER || (is_wallet(candidate) && together.iter().any(|it| is_wallet(it))) {
        return false;
    }
    let (round, class) = (candidate.voucher.round, candidate.voucher.benefit.class());
    let stacking = candidate.voucher.rules.campaign.stacking();
    let of_round = together.iter().filter(|it| it.voucher.round == round).count();
    if of_round >= usize::try_from(*stacking.per_transaction().value()).unwrap_or(1) {
        return false;
    }
    together.iter().all(|it| {
        if it.voucher.round == round {
            return stacking.allows(it.voucher.benefit.class(), class);
        }
        let open = |it: &Voucher| {
            it.rules.campaign.stacking().other_rounds().is_some_and(|it| *it.value() == Together::Allowed)
        };
        open(&it.voucher) && open(&candidate.voucher)
    })
}

/// Every choice about shop discounts and subsidies of a purchase, the plain bill first.
fn variants(purchase: &Purchase) -> Vec<Variant> {
    let mut all = vec![Variant::default()];
    for (place, line) in purchase.lines.iter().enumerate() {
        let mut more = Vec::new();
        for it in &all {
            for subsidy in std::iter::once(None).chain((0..line.subsidies.len()).map(Some)) {
                for declined in [false, true] {
                    if declined && !(line.declinable && line.shop_discount > Fen::ZERO) {
                        continue;
                    }
                    let mut it = it.clone();
                    it.declined.extend(declined.then_some(place));
                    it.subsidies.extend(subsidy.map(|at| (place, at)));
                    more.push(it);
                }
            }
        }
        all = more;
    }
    all
}
