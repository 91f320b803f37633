//! Rounds that ship, put together as one household could meet them: their denominations, classes, limits, stacking
//! and validity as the packs give them, their windows moved to the days of the cart.

use crate::Size;
use crate::dice::Dice;
use crate::round::day;
use engine::campaign::raw::{RawCampaign, RawSpan};

/// Rounds with so many denominations in all, in an order that the dice choose.
pub fn rounds(dice: &mut Dice, size: &Size, known: &[RawCampaign]) -> Vec<RawCampaign> {
    // Bundles are more than a choice per purchase: the other solver could not be put to them.
    let mut open: Vec<&RawCampaign> = known.iter().filter(|it| it.bundles.is_empty()).collect();
    let mut chosen = Vec::new();
    let mut missing = size.vouchers;
    while missing > 0 && !open.is_empty() {
        let last = open.len().saturating_sub(1);
        let at = usize::try_from(dice.roll(0, last as u64)).unwrap_or(0).min(last);
        let mut round = open.swap_remove(at).clone();
        round.benefits.retain(|it| it.unknown.is_none());
        round.benefits.truncate(missing);
        missing = missing.saturating_sub(round.benefits.len());
        moved(&mut round, size.days);
        chosen.push(round);
    }
    chosen
}

fn moved(round: &mut RawCampaign, days: u64) {
    let all = RawSpan { from: day(0), to: Some(day(days - 1)), ..RawSpan::default() };
    round.claim.windows = vec![all.clone()];
    round.redeem.window = all;
    round.classes.iter_mut().for_each(|it| it.window = None);
}
