//! Capped sums see parts of vouchers where only whole ones can be used: three vouchers of 90 under a cap of 250 count
//! as 2.8 of them for a price, and are 2. A cut is a slot that follows from the others and says so: weights for the
//! amounts that ways take, and the most that whole ways can weigh together.

use super::flat::{FlatWay, Part, wide};
use super::flows;
use super::rounded;

/// One kind of way in a capped slot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Item {
    /// How much of the slot it takes.
    pub amount: u32,
    /// How many such ways a plan can hold, by the other slots alone.
    pub most: u32,
    /// The slots by which they are counted: a way under the first of them that it uses, and one per purchase where
    /// it uses none.
    pub by: Vec<usize>,
    /// What it weighs.
    pub weight: u32,
}

/// A slot that follows from others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Cut {
    /// From one of which ways take different amounts.
    Packed {
        /// The slot.
        slot: usize,
        /// What its ways weigh.
        items: Vec<Item>,
    },
    /// From shares of several and of purchases, in units of [`ONE`], added up and rounded down.
    Rounded {
        /// The slots in order, with their shares.
        slots: Vec<(usize, i64)>,
        /// The purchases, each paid once, with their shares.
        stages: Vec<(usize, i64)>,
    },
    /// From wallets: see [`super::flows`].
    Flow {
        /// Their slots, in order.
        wallets: Vec<u32>,
        /// How what is asked is counted.
        scale: flows::Scale,
        /// What some purchases are taken to ask for; in order.
        stages: Vec<(usize, u32)>,
    },
}

impl Cut {
    /// What a way takes of it.
    pub(super) fn weight(&self, stage: usize, way: &FlatWay) -> u32 {
        match self {
            Cut::Packed { slot, items } => {
                let amount = way.takes.iter().find(|it| wide(it.0) == *slot).map(|it| it.1);
                amount.and_then(|amount| items.iter().find(|it| it.amount == amount)).map_or(0, |it| it.weight)
            }
            Cut::Rounded { slots, stages } => {
                // A way that weighs less than it should only loosens the cut.
                rounded::sum(slots, &way.takes, share_of(stages, stage)).unwrap_or(u32::MAX)
            }
            Cut::Flow { wallets, scale, stages } => {
                let known = stages.iter().find(|it| it.0 == stage).map_or(0, |it| it.1);
                // One that weighs less than it should only loosens the cut.
                u32::try_from(scale.weight(way.asks(wallets), known)).unwrap_or(0)
            }
        }
    }

    /// The share of a purchase, whatever way is taken.
    fn alone(&self, stage: usize) -> i64 {
        if let Cut::Rounded { stages, .. } = self { share_of(stages, stage) } else { 0 }
    }

    /// How much there is of a rounded one.
    pub(super) fn left(&self, part: &Part) -> Option<u32> {
        let Cut::Rounded { slots, stages } = self else { return None };
        let mut takes = Vec::with_capacity(slots.len());
        for (slot, _) in slots {
            takes.push((u32::try_from(*slot).ok()?, part.left.get(*slot).copied()?));
        }
        rounded::sum(slots, &takes, stages.iter().map(|it| it.1).fold(0, i64::saturating_add))
    }

    /// How often it was rounded on the way to it.
    pub(super) fn depth(&self, part: &Part) -> u32 {
        let Cut::Rounded { slots, .. } = self else { return 0 };
        let of = |slot: &usize| slot.checked_sub(part.slots.len()).and_then(|it| part.cuts.get(it));
        let deepest = slots.iter().filter_map(|it| of(&it.0)).map(|it| it.depth(part)).max();
        deepest.unwrap_or(0).saturating_add(1)
    }
}

fn share_of(stages: &[(usize, i64)], stage: usize) -> i64 {
    stages.iter().find(|it| it.0 == stage).map_or(0, |it| it.1)
}

/// What a price is for, in the places of the problem, with all that it follows from.
pub(crate) enum Scarcity {
    /// A slot.
    Slot(usize),
    /// See [`Cut::Packed`], with what there is of it.
    Packed(usize, Vec<Item>, u32),
    /// See [`Cut::Rounded`].
    Rounded(Vec<(Scarcity, i64)>, Vec<(usize, i64)>),
    /// See [`Cut::Flow`].
    Flow(Vec<usize>, flows::Scale, Vec<(usize, u32)>),
}

impl Scarcity {
    /// What a slot of a part stands for.
    pub(super) fn of(part: &Part, slot: usize) -> Scarcity {
        let place = |slot: &usize| part.slots.get(*slot).copied().unwrap_or(usize::MAX);
        match slot.checked_sub(part.slots.len()).and_then(|it| part.cuts.get(it)) {
            None => Scarcity::Slot(place(&slot)),
            Some(Cut::Packed { slot: of, items }) => {
                let item = |it: &Item| Item { by: it.by.iter().map(place).collect(), ..it.clone() };
                let left = part.left.get(slot).copied().unwrap_or(0);
                Scarcity::Packed(place(of), items.iter().map(item).collect(), left)
            }
            Some(Cut::Rounded { slots, stages }) => {
                let stage = |(at, share): &(usize, i64)| part.stages.get(*at).map(|it| (it.place, *share));
                let of = slots.iter().map(|(slot, share)| (Scarcity::of(part, *slot), *share));
                Scarcity::Rounded(of.collect(), stages.iter().filter_map(stage).collect())
            }
            Some(Cut::Flow { wallets, scale, stages }) => {
                let stage = |it: &(usize, u32)| Some((part.stages.get(it.0)?.place, it.1));
                let wallets = wallets.iter().map(|it| place(&wide(*it)));
                Scarcity::Flow(wallets.collect(), *scale, stages.iter().filter_map(stage).collect())
            }
        }
    }
}

/// The part with more cuts; each with what there is of it.
pub(super) fn add(part: &mut Part, cuts: Vec<(Cut, u32)>) {
    let number = |at: usize| u32::try_from(part.left.len().saturating_add(at)).unwrap_or(u32::MAX);
    let shares = |cut: &Cut| match cut {
        Cut::Rounded { slots, .. } => Some(rounded::Shares::new(slots, part.left.len())),
        _ => None,
    };
    let numbered = cuts.iter().enumerate().map(|(at, it)| (number(at), &it.0, shares(&it.0)));
    let numbered: Vec<(u32, &Cut, Option<rounded::Shares>)> = numbered.collect();
    for (at, stage) in part.stages.iter_mut().enumerate() {
        // Most weigh the same with every way of a purchase but for what the way takes.
        let alone: Vec<i64> = numbered.iter().map(|it| it.1.alone(at)).collect();
        for way in &mut stage.ways {
            let weighed = |flow: bool| -> Vec<(u32, u32)> {
                let all = numbered.iter().zip(&alone);
                let of_kind = all.filter(|it| matches!(it.0.1, Cut::Flow { .. }) == flow);
                let weight = of_kind.map(|((new, cut, shares), alone)| match shares {
                    Some(shares) => (*new, shares.sum(&way.takes, *alone)),
                    None => (*new, cut.weight(at, way)),
                });
                weight.filter(|it| it.1 > 0).collect()
            };
            let (takes, flows) = (weighed(false), weighed(true));
            if !takes.is_empty() {
                way.takes = way.takes.iter().copied().chain(takes).collect();
            }
            if !flows.is_empty() {
                way.flows = way.flows.iter().copied().chain(flows).collect();
            }
        }
    }
    for wallet in &mut part.wallets {
        let mine = |it: &&(u32, &Cut, Option<rounded::Shares>)| matches!(it.1, Cut::Flow { wallets, .. } if wallets.contains(&wallet.slot));
        let new: Vec<u32> = numbered.iter().filter(mine).map(|it| it.0).collect();
        let beyond = wallet.beyond();
        for way in &mut wallet.spill.ways {
            way.flows = way.flows.iter().copied().chain(new.iter().map(|it| (*it, beyond))).collect();
        }
        wallet.flows.extend(new);
    }
    for (cut, left) in cuts {
        part.left.push(left);
        part.cuts.push(cut);
    }
}
