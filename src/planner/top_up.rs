//! 凑单: which small addition to a purchase makes the whole cart cheaper. Never a split, never another kind of
//! goods than the bill already has.

use crate::Config;
use crate::bill::{End, Rules};
use crate::cart::{Amount, Cart, Purchase};
use crate::fit::Misfit;
use crate::plan::TopUp;
use crate::solve::{bills, solve};
use engine::campaign::{Campaign, Category, Fen};

/// The most carts that are tried.
const MOST_TRIES: usize = 300;

/// An addition worth trying.
struct Idea {
    place: usize,
    line: usize,
    category: Category,
    add: Fen,
    benefit: usize,
}

/// Every addition after which less is paid; each one pays better than all smaller ones to the same purchase.
pub(crate) fn top_ups(campaign: &Campaign, cart: &Cart, paid: Fen, config: &Config) -> Vec<TopUp> {
    let mut found: Vec<TopUp> = Vec::new();
    let mut ideas: Vec<Idea> = Vec::new();
    for (place, purchase) in cart.purchases().iter().enumerate() {
        ideas.extend(ideas_for(campaign, place, purchase));
    }
    ideas.sort_by_key(|it| (it.place, it.add, it.benefit, it.line));
    ideas.dedup_by_key(|it| (it.place, it.add, it.category));
    for idea in ideas.into_iter().take(MOST_TRIES) {
        let Some(fuller) = add(cart, &idea) else { continue };
        let rules = Rules { campaign, end: End::Least };
        let bills = bills(&fuller, End::Least);
        let solved = solve(&rules, &fuller, &bills, config.budget.min(20_000));
        let total = bills.iter().fold(Fen::ZERO, |sum, it| sum.plus(it.total()));
        let now = total.less(solved.saved());
        let Some(purchase) = cart.purchases().get(idea.place) else { continue };
        let before = found.iter().filter(|it| it.purchase == purchase.id).map(|it| it.paid).min().unwrap_or(paid);
        if now < before {
            found.push(TopUp {
                purchase: purchase.id.clone(),
                category: idea.category,
                add: idea.add,
                benefit: idea.benefit,
                saved: solved.saved(),
                paid: now,
                cash_less: paid.less(now),
            });
        }
    }
    found
}

/// The additions that bring one more voucher within reach and are not worth more than it takes off.
fn ideas_for(campaign: &Campaign, place: usize, purchase: &Purchase) -> Vec<Idea> {
    let rules = Rules { campaign, end: End::Least };
    let bill = crate::bill::Bill::new(purchase, End::Least);
    let mut ideas = Vec::new();
    for (at, benefit) in campaign.benefits().iter().enumerate() {
        let misfits = purchase.days.iter().map(|it| rules.fits(benefit, purchase, &bill, *it));
        let missing = misfits.filter_map(|it| match it {
            Err(Misfit::Threshold(missing)) => Some(missing),
            _ => None,
        });
        let Some(add) = missing.min() else { continue };
        // One voucher per payment: no addition worth as much as the voucher can lower what is paid.
        let single = *campaign.stacking().per_transaction().value() == 1;
        if single && benefit.shape().most().is_some_and(|most| add >= most) {
            continue;
        }
        let Some(class) = campaign.classes().get(benefit.class()) else { continue };
        for (line, it) in purchase.lines.iter().enumerate().filter(|(_, it)| class.covers(it.category)) {
            ideas.push(Idea { place, line, category: it.category, add, benefit: at });
        }
    }
    ideas
}

fn add(cart: &Cart, idea: &Idea) -> Option<Cart> {
    let mut fuller = cart.clone();
    let line = fuller.purchases.get_mut(idea.place)?.lines.get_mut(idea.line)?;
    let price = line.price.least().plus(idea.add);
    if price > Fen::MOST {
        return None;
    }
    line.price = Amount::Exactly(price);
    Some(fuller)
}
