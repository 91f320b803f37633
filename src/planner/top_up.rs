//! 凑单: which small addition to a purchase makes the whole cart cheaper, and which one only seems to. Never a
//! split, never another kind of goods than the bill already has.

use crate::Config;
use crate::bill::{Bill, End, Rules};
use crate::cart::{Amount, Purchase};
use crate::fit::Misfit;
use crate::household::Household;
use crate::plan::TopUp;
use crate::search::{Check, Progress};
use crate::solve::{rules, solve, total};
use engine::campaign::{Campaign, Category, Fen};

/// The most carts that are tried.
const MOST_TRIES: usize = 300;

/// An addition worth trying.
struct Idea {
    place: usize,
    line: usize,
    category: Category,
    add: Fen,
    round: usize,
    benefit: usize,
}

/// Every addition after which less is paid; each one pays better than all smaller ones to the same purchase.
///
/// With `traps`, also the smallest additions that bring a larger voucher within reach and still cost more cash.
pub(crate) fn top_ups(
    campaigns: &[Campaign],
    home: &Household,
    paid: Fen,
    config: &Config,
    check: Check,
) -> (Vec<TopUp>, Vec<TopUp>) {
    let (mut found, mut traps): (Vec<TopUp>, Vec<TopUp>) = (Vec::new(), Vec::new());
    let rounds = rules(campaigns, End::Least);
    let mut ideas: Vec<Idea> = Vec::new();
    for (place, purchase) in home.purchases().iter().enumerate() {
        ideas_for(&rounds, place, purchase, &mut ideas);
    }
    ideas.sort_by_key(|it| (it.place, it.add, it.round, it.benefit, it.line));
    ideas.dedup_by_key(|it| (it.place, it.add, it.category));
    for (at, idea) in ideas.into_iter().take(MOST_TRIES).enumerate() {
        if !check(Progress { done: at, parts: MOST_TRIES, nodes: 0 }) {
            break;
        }
        let Some(purchase) = home.purchases().get(idea.place) else { continue };
        let worst = traps.iter().any(|it| it.purchase == purchase.id);
        // Dearer than all that any voucher takes off: it cannot pay, and there is a nearer trap already.
        if idea.hopeless(&rounds) && worst {
            continue;
        }
        let Some(fuller) = add(home, &idea) else { continue };
        let solved = solve(&rounds, &fuller, config.budget.min(20_000), check);
        let now = total(&fuller, End::Least).less(solved.saved());
        let before = found.iter().filter(|it| it.purchase == purchase.id).map(|it| it.paid).min().unwrap_or(paid);
        let top_up = TopUp {
            purchase: purchase.id.clone(),
            category: idea.category,
            add: idea.add,
            round: idea.round,
            benefit: idea.benefit,
            saved: solved.saved(),
            paid: now,
            cash_less: paid.less(now),
            cash_more: now.less(paid),
        };
        if now < before {
            found.push(top_up);
        } else if now > paid && !worst {
            traps.push(top_up);
        }
    }
    // Where an addition pays, nobody has to be warned of the next one.
    traps.retain(|it| found.iter().all(|other| other.purchase != it.purchase));
    (found, traps)
}

impl Idea {
    fn hopeless(&self, rounds: &[Rules]) -> bool {
        let campaign = rounds.get(self.round).map(|it| it.campaign);
        let single = rounds.len() == 1 && campaign.is_some_and(|it| *it.stacking().per_transaction().value() == 1);
        let most = campaign.and_then(|it| it.benefits().get(self.benefit)).and_then(|it| it.shape().most());
        single && most.is_some_and(|most| self.add >= most)
    }
}

/// The additions that bring one more voucher within reach.
fn ideas_for(rounds: &[Rules], place: usize, purchase: &Purchase, ideas: &mut Vec<Idea>) {
    let bill = Bill::new(purchase, End::Least);
    for (round, rules) in rounds.iter().enumerate() {
        for (at, benefit) in rules.campaign.benefits().iter().enumerate() {
            let misfits = purchase.days.iter().map(|it| rules.fits(benefit, purchase, &bill, *it));
            let missing = misfits.filter_map(|it| match it {
                Err(Misfit::Threshold(missing)) => Some(missing),
                _ => None,
            });
            let Some(add) = missing.min() else { continue };
            let Some(class) = rules.campaign.classes().get(benefit.class()) else { continue };
            // What a subsidy is asked for stands as it is.
            let covered = |it: &&crate::cart::Line| class.covers(it.category) && it.subsidies.is_empty();
            let line = purchase.lines.iter().enumerate().filter(|(_, it)| covered(it));
            ideas.extend(line.map(|(line, it)| Idea { place, line, category: it.category, add, round, benefit: at }));
        }
    }
}

fn add(home: &Household, idea: &Idea) -> Option<Household> {
    let mut fuller = home.clone();
    let line = fuller.purchases.get_mut(idea.place)?.lines.get_mut(idea.line)?;
    let price = line.price.least().plus(idea.add);
    if price > Fen::MOST {
        return None;
    }
    line.price = Amount::Exactly(price);
    Some(fuller)
}
