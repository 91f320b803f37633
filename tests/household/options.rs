//! Every way to pay every purchase of a household, the slow way, and whether ways fit together. It reads the raw
//! forms and shares no code with the planner.

use super::case::Case;
use crate::planner::brute::{Used, World};
use engine::campaign::raw::RawCart;

pub use crate::planner::brute::{fen, number};

/// One voucher of an option. What is held is counted per member and round.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Voucher {
    pub round: usize,
    pub used: Used,
    /// Of a wallet that payments share: what it could take off when nobody else used it.
    pub off: i64,
}

/// One way to pay a purchase.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    pub member: usize,
    pub day: i64,
    pub saved: i64,
    pub vouchers: Vec<Voucher>,
    pub declined: Vec<usize>,
    /// Line and place of its subsidy.
    pub subsidies: Vec<(usize, usize)>,
}

/// The carts of one variant: per member and round.
pub struct Worlds<'a> {
    pub case: &'a Case,
    carts: Vec<Vec<RawCart>>,
}

struct Line {
    category: String,
    price: i64,
    pay: i64,
    seen: bool,
}

/// Beyond so many options the list is cut short, and is told so by its length.
pub const MOST: usize = 60_000;

const APPS: [&str; 2] = ["unionpay", "alipay"];

impl<'a> Worlds<'a> {
    pub fn new(case: &'a Case) -> Worlds<'a> {
        let cart = |person: &super::case::Person, round: usize| RawCart {
            purchases: case.purchases.iter().map(|it| it.raw.clone()).collect(),
            held: person.held.iter().filter(|it| it.0 == round).map(|it| it.1.clone()).collect(),
            ..RawCart::default()
        };
        let rounds = 0..case.rounds.len();
        let carts = case.members.iter().map(|person| rounds.clone().map(|round| cart(person, round)).collect());
        Worlds { case, carts: carts.collect() }
    }

    pub fn world(&self, member: usize, round: usize) -> World<'_> {
        World { campaign: &self.case.rounds[round], cart: &self.carts[member][round] }
    }

    /// All options of a purchase that save something.
    pub fn options(&self, place: usize) -> Vec<Choice> {
        let buy = &self.case.purchases[place];
        let base: i64 = self.lines(place, &[], &[]).iter().map(|it| it.pay).sum();
        let mut found = Vec::new();
        for (declined, subsidies) in variants(buy) {
            let lines = self.lines(place, &declined, &subsidies);
            let mut other = Worlds::new(self.case);
            for cart in other.carts.iter_mut().flatten() {
                for line in &declined {
                    cart.purchases[place].lines[*line].shop_discount = None;
                }
            }
            for member in (0..self.case.members.len()).filter(|it| buy.payers.is_empty() || buy.payers.contains(it)) {
                for day in &buy.raw.days {
                    let start = Choice {
                        member,
                        day: number(day),
                        saved: base - lines.iter().map(|it| it.pay).sum::<i64>(),
                        vouchers: Vec::new(),
                        declined: declined.clone(),
                        subsidies: subsidies.clone(),
                    };
                    found.push(start.clone());
                    for app in APPS
                        .iter()
                        .filter(|it| buy.raw.platforms.is_empty() || buy.raw.platforms.iter().any(|a| a == *it))
                    {
                        let at_hand = other.at_hand(member, place, number(day), app);
                        other.extend(&lines, &at_hand, &start, &mut Vec::new(), &mut found);
                    }
                }
            }
        }
        if found.len() > MOST {
            return found;
        }
        found.retain(|it| it.saved > 0 && self.alone(place, it));
        found.sort_by_key(|it| std::cmp::Reverse(it.saved));
        found
    }

    fn at_hand(&self, member: usize, place: usize, day: i64, app: &str) -> Vec<(usize, Used)> {
        let mut all = Vec::new();
        for round in 0..self.case.rounds.len() {
            let vouchers = self.world(member, round).vouchers(place, day, app);
            let claims = &self.case.members[member].claims[round];
            all.extend(vouchers.into_iter().filter(|it| it.held.is_some() || claims[it.benefit]).map(|it| (round, it)));
        }
        all
    }

    fn extend(
        &self,
        lines: &[Line],
        at_hand: &[(usize, Used)],
        start: &Choice,
        sequence: &mut Vec<usize>,
        found: &mut Vec<Choice>,
    ) {
        for at in 0..at_hand.len() {
            if found.len() > MOST {
                return;
            }
            sequence.push(at);
            let chosen: Vec<(usize, usize)> =
                sequence.iter().map(|it| (at_hand[*it].0, at_hand[*it].1.benefit)).collect();
            if self.may_meet(start.member, &chosen)
                && let Some(offs) = self.offs(start.member, lines, &chosen)
            {
                let mut it = start.clone();
                let voucher = |(at, off): (&usize, i64)| {
                    let (round, mut used) = at_hand[*at].clone();
                    let world = self.world(start.member, round);
                    let shared = world.is_shared(used.benefit);
                    used.asks = if shared { off } else { 0 };
                    let off = if shared { off.min(world.balance(&used)) } else { off };
                    Voucher { round, used, off }
                };
                it.vouchers = sequence.iter().zip(offs).map(voucher).collect();
                it.saved += it.vouchers.iter().map(|it| it.off).sum::<i64>();
                found.push(it);
                self.extend(lines, at_hand, start, sequence, found);
            }
            sequence.pop();
        }
    }

    pub fn may_meet(&self, member: usize, chosen: &[(usize, usize)]) -> bool {
        let rounds = 0..self.case.rounds.len();
        let inside = rounds.clone().all(|round| {
            let mine: Vec<usize> = chosen.iter().filter(|it| it.0 == round).map(|it| it.1).collect();
            mine.is_empty() || self.world(member, round).may_meet(&mine)
        });
        let mut met: Vec<usize> = chosen.iter().map(|it| it.0).collect();
        met.sort_unstable();
        met.dedup();
        let open = |round: &usize| {
            self.case.rounds[*round].stacking.other_rounds.as_ref().is_some_and(|it| it.value == "allowed")
        };
        let is_wallet = |it: &&(usize, usize)| self.case.rounds[it.0].benefits[it.1].balance.is_some();
        let one = chosen.iter().filter(is_wallet).count() <= 1;
        inside && one && chosen.len() <= 4 && (met.len() < 2 || met.iter().all(open))
    }

    fn lines(&self, place: usize, declined: &[usize], subsidies: &[(usize, usize)]) -> Vec<Line> {
        let buy = &self.case.purchases[place];
        let line = |(at, it): (usize, &engine::campaign::raw::RawLine)| {
            let full = fen(it.amount.unwrap());
            let off = declined.contains(&at);
            let pay = full - if off { 0 } else { it.shop_discount.map_or(0, fen) };
            let taken = subsidies.iter().find(|it| it.0 == at).map(|it| &buy.subsidies[at][it.1]);
            let pays = taken.map_or(0, |it| it.pays[usize::from(off)]).min(pay);
            let seen = taken.is_none_or(|it| it.with_vouchers);
            Line { category: it.category.clone(), price: (full - pays).max(0), pay: pay - pays, seen }
        };
        buy.raw.lines.iter().enumerate().map(line).collect()
    }

    /// What a sequence of vouchers takes off; `None`: it cannot be used like that.
    fn offs(&self, member: usize, lines: &[Line], chosen: &[(usize, usize)]) -> Option<Vec<i64>> {
        let sees = |(round, benefit): (usize, usize), line: &Line| {
            line.seen && self.world(member, round).class(benefit).1.include.contains(&line.category)
        };
        let mut offs = Vec::new();
        for (at, &(round, benefit)) in chosen.iter().enumerate() {
            let world = self.world(member, round);
            let mine: Vec<&Line> = lines.iter().filter(|it| sees((round, benefit), it)).collect();
            let mut base: i64 = mine.iter().map(|it| it.pay).sum();
            let before = world.campaign.terms.threshold_basis.value == "before_shop_discount";
            let mut tested = if before { mine.iter().map(|it| it.price).sum() } else { base };
            for &earlier in &chosen[..at] {
                let shared: i64 = mine.iter().filter(|it| sees(earlier, it)).map(|it| it.pay).sum();
                let used = self.world(member, earlier.0).takes(earlier.1, shared).min(shared);
                base = (base - used).max(0);
                let remaining = world.campaign.stacking.next_threshold.as_ref().unwrap().value == "remaining";
                if remaining || earlier.0 != round {
                    tested = (tested - used).max(0);
                }
            }
            if mine.is_empty() || tested < world.threshold(benefit) {
                return None;
            }
            let is_wallet = world.campaign.benefits[benefit].balance.is_some();
            if is_wallet && at + 1 < chosen.len() {
                return None;
            }
            let off = if world.is_shared(benefit) { base } else { world.takes(benefit, base).min(base) };
            if off <= 0 {
                return None;
            }
            offs.push(off);
        }
        Some(offs)
    }

    /// Whether a payment fits every limit when nothing else is paid.
    fn alone(&self, place: usize, it: &Choice) -> bool {
        let none = nothing();
        let mut paid = vec![&none; place];
        paid.push(it);
        self.feasible(&paid)
    }

    /// What payments ask of wallets beyond what these hold: that much less they save together.
    pub fn overdrawn(&self, paid: &[&Choice]) -> i64 {
        let mut over = 0;
        for member in 0..self.case.members.len() {
            for round in 0..self.case.rounds.len() {
                let mine = paid.iter().filter(|it| it.member == member).flat_map(|it| it.vouchers.iter());
                let world = self.world(member, round);
                let mine: Vec<&Voucher> =
                    mine.filter(|it| it.round == round && world.is_shared(it.used.benefit)).collect();
                let used: Vec<Used> = mine.iter().map(|it| it.used.clone()).collect();
                over += mine.iter().map(|it| it.off).sum::<i64>() - world.paid_by_wallets(&used);
            }
        }
        over
    }

    /// Whether these payments fit every limit together: one per purchase, in their order.
    pub fn feasible(&self, paid: &[&Choice]) -> bool {
        for (member, person) in self.case.members.iter().enumerate() {
            for round in 0..self.case.rounds.len() {
                let mine = paid.iter().filter(|it| it.member == member).flat_map(|it| it.vouchers.iter());
                let used: Vec<Used> = mine.filter(|it| it.round == round).map(|it| it.used.clone()).collect();
                if !used.is_empty() && !self.world(member, round).feasible(&used) {
                    return false;
                }
            }
            for kind in 0..2 {
                let mut n = person.used[kind];
                let mut most = None;
                for (place, option) in paid.iter().enumerate().filter(|it| it.1.member == member) {
                    for (line, at) in &option.subsidies {
                        let sub = &self.case.purchases[place].subsidies[*line][*at];
                        if sub.kind == kind {
                            n += 1;
                            most = most.or(sub.quota);
                        }
                    }
                }
                if n > person.used[kind] && most.is_some_and(|it| n > it) {
                    return false;
                }
            }
        }
        true
    }
}

/// Declined discounts, and what else is chosen with them.
type Variant = (Vec<usize>, Vec<(usize, usize)>);

fn variants(buy: &super::case::Buy) -> Vec<Variant> {
    let mut all = vec![(Vec::new(), Vec::new())];
    for (line, subsidies) in buy.subsidies.iter().enumerate() {
        let mut more = Vec::new();
        for (declined, taken) in all {
            let may_decline = buy.declinable[line] && buy.raw.lines[line].shop_discount.is_some_and(|it| fen(it) > 0);
            for off in [false, true] {
                if off && !may_decline {
                    continue;
                }
                for at in std::iter::once(None).chain((0..subsidies.len()).map(Some)) {
                    let (mut declined, mut taken): (Vec<usize>, Vec<(usize, usize)>) =
                        (declined.clone(), taken.clone());
                    declined.extend(off.then_some(line));
                    taken.extend(at.map(|at| (line, at)));
                    more.push((declined, taken));
                }
            }
        }
        all = more;
    }
    all
}

/// A way of not paying with anything.
pub fn nothing() -> Choice {
    Choice { member: 0, day: 0, saved: 0, vouchers: Vec::new(), declined: Vec::new(), subsidies: Vec::new() }
}

/// The most that can be saved and the fewest vouchers that save it.
pub fn best(worlds: &Worlds, options: &[Vec<Choice>]) -> (i64, usize) {
    let mut best = (0, 0);
    let none = nothing();
    // What the purchases still to come could save at the very most: branches that cannot reach the best are left out.
    let mut ahead = vec![0];
    for mine in options.iter().rev() {
        ahead.push(ahead.last().unwrap() + mine.iter().map(|it| it.saved).max().unwrap_or(0));
    }
    ahead.reverse();
    go(worlds, options, (&none, &ahead), &mut Vec::new(), 0, &mut best);
    best
}

fn go<'o>(
    worlds: &Worlds,
    options: &'o [Vec<Choice>],
    with: (&'o Choice, &[i64]),
    paid: &mut Vec<&'o Choice>,
    saved: i64,
    best: &mut (i64, usize),
) {
    if saved + with.1[paid.len()] < best.0 {
        return;
    }
    let Some(mine) = options.get(paid.len()) else {
        let n_used = paid.iter().map(|it| it.vouchers.len()).sum();
        let saved = saved - worlds.overdrawn(paid);
        if saved > best.0 || (saved == best.0 && n_used < best.1) {
            *best = (saved, n_used);
        }
        return;
    };
    for it in mine {
        paid.push(it);
        if saved + it.saved + with.1[paid.len()] >= best.0 && worlds.feasible(paid) {
            go(worlds, options, with, paid, saved + it.saved, best);
        }
        paid.pop();
    }
    paid.push(with.0);
    go(worlds, options, with, paid, saved, best);
    paid.pop();
}

/// About how many combinations [`best`] would look at.
pub fn work(options: &[Vec<Choice>]) -> u64 {
    options.iter().fold(1_u64, |work, it| work.saturating_mul(u64::try_from(it.len()).unwrap() + 1))
}

/// The largest first, one purchase after the other in the order of the cart: what a plan must never be below.
pub fn greedy(worlds: &Worlds, options: &[Vec<Choice>]) -> i64 {
    let none = nothing();
    let mut paid: Vec<&Choice> = Vec::new();
    for mine in options {
        let mut mine: Vec<&Choice> = mine.iter().collect();
        mine.sort_by_key(|it| std::cmp::Reverse(it.saved));
        let fits = mine.into_iter().find(|it| {
            let mut paid = paid.clone();
            paid.push(it);
            worlds.feasible(&paid)
        });
        paid.push(fits.unwrap_or(&none));
    }
    paid.iter().map(|it| it.saved).sum::<i64>() - worlds.overdrawn(&paid)
}
