//! The sums of a plan: prices, what is taken off, what is paid, and what the till would do by itself.

use super::Sheet;
use crate::answer::{Answer, Payment};
use crate::format;
use crate::household::Purchase;
use crate::parts::purchase::ends;
use crate::parts::receipt::{discounts, paid, sum};
use engine::Money;
use yew::{Html, html};

/// Draws them; where amounts are open, from the least to the most.
pub fn draw(sheet: &Sheet<'_>, plan: &Answer) -> Html {
    let words = sheet.desk.words();
    let said = words.of_plans();
    let bought = bought(sheet, &plan.payments);
    let off = sum(bought.iter().map(|(payment, it)| discounts(it, payment).0));
    let subsidies = sum(plan.payments.iter().flat_map(|it| it.subsidised.iter().map(|it| it.2)));
    let vouchers = sum(plan.payments.iter().flat_map(|it| it.applied.iter().map(|it| it.off)));
    let row = |say: &str, amount: String| {
        html! { <li class="hs-receipt__row"><span>{ say }</span><span>{ amount }</span></li> }
    };
    let less = |amount: Money| ["−", &format::money(amount)].concat();
    let till = plan.till.map(|(till, more)| {
        if more > Money::ZERO {
            (said.till_beaten)(&format::money(more), &format::money(till))
        } else {
            said.till_same.to_owned()
        }
    });
    // At the most amounts other vouchers may be used: both ends are added up from their own payments.
    let at_most = if plan.at_most.is_empty() { bought.clone() } else { self::bought(sheet, &plan.at_most) };
    let prices = (total(&bought, |_, least, _| least), total(&bought, |_, _, most| most));
    let least = total(&bought, |it, least, _| paid(it.1, it.0, least?));
    let most = plan.most.and(total(&at_most, |it, _, most| paid(it.1, it.0, most?)));
    let paid = plan.paid.map_or((least, most), |it| (Some(it), Some(it)));
    let known = paid.0.is_some() || paid.1.is_some();
    html! {
        <article class="hs-receipt hs-receipt--sums" data-testid="sums" data-paid={plan.paid.map(|it| it.to_string())}>
            <ul class="hs-receipt__rows">
                if prices.0.is_some() || prices.1.is_some() {
                    { row(said.all_prices, format::range(prices.0, prices.1, words)) }
                }
                if off > Money::ZERO {
                    { row(said.all_discounts, less(off)) }
                }
                if plan.paid.is_none() {
                    { row(said.saved_total, format::range(Some(plan.least), plan.most, words)) }
                } else {
                    if subsidies > Money::ZERO {
                        { row(said.all_subsidies, less(subsidies)) }
                    }
                    { row(said.all_vouchers, less(vouchers)) }
                }
                if known {
                    <li
                        class="hs-receipt__row hs-receipt__row--sum"
                        data-paid-least={paid.0.map(|it| it.to_string())}
                        data-paid-most={paid.1.map(|it| it.to_string())}
                    >
                        <strong>{ said.all_paid }</strong><strong>{ format::range(paid.0, paid.1, words) }</strong>
                    </li>
                }
            </ul>
            if let Some(till) = till {
                <p class="hs-till" data-testid="till" data-beaten-by={plan.till.map(|it| it.1.to_string())}>{ till }</p>
            }
        </article>
    }
}

type Bought<'a> = (&'a Payment, &'a Purchase);

fn bought<'a>(sheet: &Sheet<'a>, payments: &'a [Payment]) -> Vec<Bought<'a>> {
    payments.iter().filter_map(|it| Some((it, sheet.home.purchases.get(sheet.seat(&it.purchase)?)?))).collect()
}

/// A sum over everything that is bought; `None`: some part of it is open.
fn total(
    all: &[Bought<'_>],
    part: impl Fn(&Bought<'_>, Option<Money>, Option<Money>) -> Option<Money>,
) -> Option<Money> {
    all.iter().try_fold(Money::ZERO, |sum, it| {
        let (least, most) = ends(it.1);
        sum.checked_add(part(it, least, most)?)
    })
}
