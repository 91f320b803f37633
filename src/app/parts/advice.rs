//! What else would save, in plain words: additions that pay and those that only seem to, days, discounts.

use crate::answer::{Answer, TopUp};
use crate::format;
use crate::parts::payment::Rounds;
use crate::words::Words;
use engine::Money;
use yew::{Html, html};

/// How many additions and days are listed.
const MOST: usize = 6;

/// Draws the advice of a plan. `seat` gives the place of a purchase by its name.
pub fn advice(plan: &Answer, rounds: Rounds<'_>, seat: &dyn Fn(&str) -> Option<usize>, words: &Words) -> Html {
    let said = words.of_plans();
    let top_ups = plan.top_ups.iter().filter_map(|it| top_up(it, rounds, seat, words));
    let traps = plan.traps.iter().filter_map(|it| trap(it, rounds, seat, words));
    let days = days(plan, seat, words);
    let discounts = plan.declinable.iter().filter(|it| it.kept != it.declined).filter_map(|it| {
        let (kept, declined) = (format::money(it.kept), format::money(it.declined));
        Some((said.decline_one)(seat(&it.purchase)? + 1, &kept, &declined, it.declined < it.kept))
    });
    let top_ups: Vec<String> = top_ups.take(MOST).collect();
    let traps: Vec<String> = traps.take(MOST).collect();
    let others: Vec<String> = days.into_iter().chain(discounts).take(MOST * 2).collect();
    let nothing = top_ups.is_empty() && traps.is_empty() && others.is_empty();
    html! {
        <section class="hs-card hs-advice" aria-labelledby="advice" data-testid="advice">
            <h2 class="hs-section__title" id="advice">{ said.advice }</h2>
            <ul class="hs-list">
                { for top_ups.iter().map(|it| html! { <li class="hs-advice__good" data-advice="top-up">{ it }</li> }) }
                { for traps.iter().map(|it| html! { <li class="hs-advice__bad" data-advice="trap">{ it }</li> }) }
                { for others.iter().map(|it| html! { <li data-advice="other">{ it }</li> }) }
            </ul>
            if nothing {
                <p>{ said.no_advice }</p>
            }
        </section>
    }
}

fn voucher(it: &TopUp, rounds: Rounds<'_>, words: &Words) -> String {
    let (class, shape) = rounds.voucher(&it.voucher, words);
    [&class, "(", &shape, ")"].concat()
}

/// Net cash and goods stand apart: what is paid less, and what one has more.
fn top_up(it: &TopUp, rounds: Rounds<'_>, seat: &dyn Fn(&str) -> Option<usize>, words: &Words) -> Option<String> {
    let said = words.of_plans();
    let category = it.category.map_or("", said.category);
    let add = format::money(it.add);
    let less = format::money(it.cash_less);
    let say = (said.top_up_one)(seat(&it.purchase)? + 1, category, &add, &voucher(it, rounds, words), &less);
    Some([say, (said.goods_apart)(&add)].concat())
}

fn trap(it: &TopUp, rounds: Rounds<'_>, seat: &dyn Fn(&str) -> Option<usize>, words: &Words) -> Option<String> {
    let said = words.of_plans();
    let category = it.category.map_or("", said.category);
    let (add, more) = (format::money(it.add), format::money(it.cash_more));
    Some((said.trap)(seat(&it.purchase)? + 1, category, &add, &voucher(it, rounds, words), &more))
}

/// For each purchase whose day matters: a best day, and the one on which least is saved.
fn days(plan: &Answer, seat: &dyn Fn(&str) -> Option<usize>, words: &Words) -> Vec<String> {
    let said = words.of_plans();
    let mut says = Vec::new();
    for (purchase, days) in &plan.best_days {
        let (Some(seat), Some(best), Some(worst)) = (seat(purchase), days.first(), days.last()) else { continue };
        // The day of the plan, where it is as good as any.
        let planned = plan.payments.iter().find(|it| it.purchase == *purchase).and_then(|it| it.day);
        let best = days.iter().find(|it| Some(it.0) == planned && it.1 == best.1).unwrap_or(best);
        let less = best.1.checked_sub(worst.1).unwrap_or_default();
        if less > Money::ZERO {
            let (best, worst) = (format::day(best.0, words), format::day(worst.0, words));
            says.push((said.best_day_one)(seat + 1, &best, &worst, &format::money(less)));
        }
    }
    says
}
