//! What comes out: the proof, a receipt per payment, the sums, advice, last days, assumptions.

use super::{Sheet, sums};
use crate::answer::{Answer, Payment};
use crate::format;
use crate::pages::calculator::keep_or_copy;
use crate::pages::section;
use crate::pages::vouchers::assumption;
use crate::parts::advice::advice;
use crate::parts::fold::fold;
use crate::parts::proof::proof;
use crate::parts::purchase::name;
use crate::parts::receipt::{Receipt, receipt};
use crate::parts::scheme::list;
use crate::planning::Stage;
use crate::store::Tool;
use engine::Money;
use yew::{Html, html};

/// Draws it; nothing while there is no plan.
pub fn draw(sheet: &Sheet<'_>) -> Html {
    let words = sheet.desk.words();
    let said = words.of_plans();
    let Some(plan) = sheet.plan else { return Html::default() };
    let busy = matches!(sheet.planning.stage, Stage::Working(_));
    let receipts = plan.payments.iter().filter_map(|it| one(sheet, plan, it, false));
    html! {
        <section class="hs-plan-of" aria-labelledby="receipts" aria-busy={if busy { "true" } else { "false" }}>
            { section("receipts", said.receipt, Html::default()) }
            { proof(plan, words) }
            <div>{ for receipts }</div>
            { sums::draw(sheet, plan) }
            { at_most(sheet, plan) }
            if sheet.planning.stage == Stage::Done && sheet.planning.advised {
                { advice(plan, sheet.rounds, &|it| sheet.seat(it), words) }
            }
            { endings(sheet, plan) }
            { assumptions(sheet, plan) }
            { given(sheet) }
            { keep(sheet, plan) }
        </section>
    }
}

fn one(sheet: &Sheet<'_>, plan: &Answer, payment: &Payment, most: bool) -> Option<Html> {
    let words = sheet.desk.words();
    let seat = sheet.seat(&payment.purchase)?;
    let purchase = sheet.home.purchases.get(seat)?;
    let payer = sheet.home.members.iter().position(|it| crate::household::reference(it) == payment.payer);
    let it = Receipt {
        payment,
        purchase,
        name: name(purchase, seat, words),
        payer: payer.filter(|_| sheet.names.len() > 1).and_then(|it| sheet.names.get(it)).map(String::as_str),
        rounds: sheet.rounds,
        known: sheet.planning.known.as_deref(),
        returns: plan.returns.iter().find(|it| !most && it.purchase == payment.purchase),
        most,
    };
    Some(receipt(&it, words))
}

/// How to pay where every amount is the most that it can be, when that is another plan.
fn at_most(sheet: &Sheet<'_>, plan: &Answer) -> Html {
    let words = sheet.desk.words();
    let said = words.of_plans();
    let Some(most) = plan.most.filter(|_| !plan.at_most.is_empty()) else { return Html::default() };
    let receipts = plan.at_most.iter().filter_map(|it| one(sheet, plan, it, true));
    let inside = html! { <><p class="hs-purchase__help">{ said.at_most_help }</p>{ for receipts }</> };
    html! {
        <div class="hs-rulebook hs-rulebook--apart" data-testid="at-most">
            { fold("at-most", &(said.at_most)(&format::money(most)), None, inside) }
        </div>
    }
}

fn given(sheet: &Sheet<'_>) -> Html {
    let all = super::given::given(sheet);
    if all.is_empty() {
        return Html::default();
    }
    let title = sheet.desk.words().of_plans().given;
    html! {
        <div class="hs-rulebook hs-rulebook--apart">{ fold("given", title, Some(all.len()), list(&all)) }</div>
    }
}

fn endings(sheet: &Sheet<'_>, plan: &Answer) -> Html {
    let words = sheet.desk.words();
    let said = words.of_plans();
    if plan.endings.is_empty() {
        return Html::default();
    }
    let one = |it: &crate::answer::Ending| {
        let (class, shape) = sheet.rounds.voucher(&it.voucher, words);
        let day = it.last_day.map(|day| format::day(day, words)).unwrap_or_default();
        let whose = sheet.home.members.iter().position(|member| crate::household::reference(member) == it.member);
        let whose = whose.filter(|_| sheet.names.len() > 1).and_then(|it| sheet.names.get(it));
        let mut parts = vec![[&class, " ", &shape].concat()];
        parts.extend(whose.cloned());
        // Of a wallet counts what is left in it, not how often it is used.
        parts.push(match it.balance_left {
            Some(left) => (said.balance_left)(&format::money(left)),
            None => (said.ending)(it.used, it.lapse),
        });
        [&(said.last_day)(&day), ": ", &parts.join(" · ")].concat()
    };
    let all: Vec<String> = plan.endings.iter().map(one).collect();
    html! {
        <div class="hs-rulebook hs-rulebook--apart">{ fold("endings", said.endings, Some(all.len()), list(&all)) }</div>
    }
}

fn assumptions(sheet: &Sheet<'_>, plan: &Answer) -> Html {
    let words = sheet.desk.words();
    let said = words.of_plans();
    let known = sheet.planning.known.as_deref();
    let title = |id: &String| match sheet.rounds.named(id) {
        Some(round) if !id.is_empty() => round.title().to_owned(),
        _ => known.map_or(id.as_str(), |known| known.scheme(id)).to_owned(),
    };
    let rounds = plan.assumptions.iter().map(|it| {
        let say = assumption(it, plan.least, words);
        if it.campaign.is_empty() { say } else { [&title(&it.campaign), ": ", &say].concat() }
    });
    let own = plan.own.iter().map(|(id, of)| {
        let name = |place: usize| of.get(place).map(title).unwrap_or_default();
        (said.own)(id, &name(0), &name(1))
    });
    let all: Vec<String> = own.chain(rounds).collect();
    if all.is_empty() {
        return Html::default();
    }
    html! {
        <div class="hs-rulebook hs-rulebook--apart">
            { fold("assumptions", words.assumptions, Some(all.len()), list(&all)) }
        </div>
    }
}

/// The plan in words that can be sent to somebody, and the buttons that keep and copy it.
fn keep(sheet: &Sheet<'_>, plan: &Answer) -> Html {
    let words = sheet.desk.words();
    let said = words.of_plans();
    let saved = format::range(Some(plan.least), plan.most, words);
    let mut text =
        [words.name, " · ", (words.page)(crate::route::Page::Planner), "\n", said.saved_total, ": ", &saved].concat();
    for payment in &plan.payments {
        let Some(seat) = sheet.seat(&payment.purchase) else { continue };
        let Some(purchase) = sheet.home.purchases.get(seat) else { continue };
        text.push('\n');
        text.push_str(&name(purchase, seat, words));
        if payment.saved > Money::ZERO {
            let day = payment.day.map(|it| format::day(it, words));
            let time = purchase.time.filter(|_| sheet.home.hours).map(|it| it.to_string());
            for part in day.into_iter().chain(time) {
                text.push_str(&[" · ", &part].concat());
            }
        }
        for used in &payment.applied {
            let (class, shape) = sheet.rounds.voucher(&used.voucher, words);
            text.push_str(&["; ", &(said.use_voucher)(&class, &shape, &format::money(used.off))].concat());
        }
        if let Some(paid) = payment.paid {
            text.push_str(&["; ", said.paid, " ", &format::money(paid)].concat());
        }
    }
    let given = super::given::given(sheet);
    if !given.is_empty() {
        text.push_str(&["\n", said.given, ": "].concat());
        text.push_str(&given.concat());
    }
    text.push('\n');
    text.push_str(words.disclaimer);
    keep_or_copy(sheet.desk, Tool::Household, saved, text)
}
