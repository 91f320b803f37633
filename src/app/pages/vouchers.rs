//! The page of vouchers: which round, which bills, what is saved and paid, and on what terms.

use super::calculator::{keep_or_copy, undo};
use super::{dated, section, waiting};
use crate::desk::Desk;
use crate::form::{FormAction, Slot};
use crate::format;
use crate::packs::PacksRef;
use crate::parts::bar::{Bar, bar as draw_bar};
use crate::parts::bill::{BillCard, bill};
use crate::parts::choice::{Choice, Pickable, choice};
use crate::parts::fold::fold;
use crate::parts::payment::{fen, voucher};
use crate::parts::picker::{Pick, picker};
use crate::parts::press;
use crate::parts::scheme::list;
use crate::parts::terms::terms;
use crate::store::Tool;
use crate::voucher::{CATEGORY, ROUND, Till, rounds};
use crate::words::Words;
use engine::Money;
use engine::campaign::{Campaign, Category, Level};
use engine::date::Date;
use planner::Plan;
use yew::{AttrValue, Callback, Html, html};

/// Draws the page.
pub fn draw(desk: &Desk) -> Html {
    let words = desk.words();
    let (Some(packs), Some(till)) = (desk.packs(), &*desk.derived.till) else {
        return html! {
            <>
                { dated(desk, words.vouchers, words.vouchers_lead) }
                { bar(desk, None, None) }
                { waiting(desk) }
            </>
        };
    };
    let campaign = till.round.and_then(|it| packs.campaigns().get(it));
    let on = desk.on_form(Tool::Vouchers);
    html! {
        <>
            { dated(desk, words.vouchers, words.vouchers_lead) }
            { bar(desk, campaign, Some(till)) }
            { round(desk, packs, campaign, &on) }
            if let Some(campaign) = campaign {
                { bills(desk, campaign, till, &on) }
                { till.plan.as_ref().map(|plan| result(desk, campaign, till, plan)).unwrap_or_default() }
                <section aria-labelledby="terms">
                    { section("terms", words.terms, Html::default()) }
                    { terms(campaign, words) }
                </section>
            }
        </>
    }
}

fn money(it: engine::campaign::Fen) -> Money {
    Money::from_yuan(it.yuan())
}

fn bar(desk: &Desk, campaign: Option<&Campaign>, till: Option<&Till>) -> Html {
    let words = desk.words();
    let plan = till.and_then(|it| it.plan.as_ref());
    let note = match (campaign, plan) {
        (Some(campaign), Some(plan)) => status(campaign, plan, desk.rules.today, words),
        (Some(_), None) => words.bill_first.to_owned(),
        (None, _) if till.is_some() => words.round_first.to_owned(),
        _ => words.waiting_note.to_owned(),
    };
    let nothing = till.map(|_| (Some(Money::ZERO), Some(Money::ZERO)));
    let range = plan.map(|it| (Some(money(it.least)), it.most.map(money))).or(nothing);
    let it = Bar {
        label: words.saved_total.to_owned(),
        text: None,
        gain: true,
        range,
        scale: range.and_then(|it| it.1),
        note,
    };
    draw_bar(it, words)
}

fn status(campaign: &Campaign, plan: &Plan, today: Option<Date>, words: &Words) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(paid) = plan.paid {
        parts.push([words.paid, " ", &fen(paid)].concat());
    }
    if !plan.proven {
        parts.push((words.bound)(&fen(plan.bound)));
    }
    match stage(campaign, today) {
        Stage::Over => parts.push(words.round_try.to_owned()),
        _ => parts.push((words.certainty)(plan.certainty).to_owned()),
    }
    parts.join(" · ")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Ahead,
    Running,
    Over,
}

fn stage(campaign: &Campaign, today: Option<Date>) -> Stage {
    match (campaign.days(), today) {
        (Some((_, last)), Some(today)) if today > last => Stage::Over,
        (Some((first, _)), Some(today)) if today < first => Stage::Ahead,
        _ => Stage::Running,
    }
}

/// The choice of a round, or the row that says which was chosen.
fn round(desk: &Desk, packs: &PacksRef, campaign: Option<&Campaign>, on: &Callback<FormAction>) -> Html {
    let words = desk.words();
    let slot = Slot::shared(ROUND);
    let form = desk.store.form(Tool::Vouchers);
    if let Some(campaign) = campaign.filter(|_| form.open.as_ref() != Some(&slot)) {
        return html! {
            <div class="hs-answered" data-fact={ROUND} data-answered="true">
                <button
                    type="button"
                    class="hs-answered__button"
                    id={["q-", ROUND].concat()}
                    onclick={press::form(on, FormAction::Open(slot))}
                >
                    <span class="hs-answered__label">{ words.round_label }</span>
                    <span class="hs-answered__value">{ campaign.title() }</span>
                    <span class="hs-answered__change">{ words.change }</span>
                </button>
            </div>
        };
    }
    let options = rounds(packs).into_iter().map(|(_, it)| Pickable {
        id: it.id(),
        label: it.title(),
        about: Some(about(it, desk.rules.today, words)),
    });
    let it = Choice {
        id: AttrValue::from(["q-", ROUND].concat()),
        ask: words.round,
        options: options.collect(),
        chosen: campaign.map_or("", |it| it.id()),
        unsure: None,
        slot: &slot,
        described: None,
        columns: "",
        disabled: desk.rules.today.is_none(),
    };
    html! { <section class="hs-question" data-fact={ROUND}>{ choice(&it, words, on) }</section> }
}

/// When a round is, whether it is on, and where.
fn about(campaign: &Campaign, today: Option<Date>, words: &Words) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some((first, last)) = campaign.days() {
        parts.push((words.window)(Some(format::day(first, words)), Some(format::day(last, words))));
    }
    if campaign.level() == Level::OtherPlace {
        parts.push(words.other_place.to_owned());
    } else if today.is_some() {
        let say = match stage(campaign, today) {
            Stage::Ahead => words.round_ahead,
            Stage::Running => words.round_running,
            Stage::Over => words.round_over,
        };
        parts.push(say.to_owned());
    }
    parts.join(" · ")
}

fn bills(desk: &Desk, campaign: &Campaign, till: &Till, on: &Callback<FormAction>) -> Html {
    let words = desk.words();
    let typing = desk.store.form(Tool::Vouchers).typing.as_ref();
    let cards = till.bills.iter().enumerate().map(|(seat, it)| {
        let plan = till.plan.as_ref();
        let paid = plan.and_then(|plan| plan.payments.get(seat));
        let at_most = plan.and_then(|plan| plan.at_most.as_ref()).and_then(|it| it.get(seat));
        // An amount that is not told has a most only where the plan has one.
        let open = plan.is_some_and(|it| it.most.is_none());
        let most = at_most.or(paid).map(|it| it.saved).filter(|_| !open);
        let card = BillCard { bill: it, seat, campaign, paid, most, typing };
        bill(&card, words, on)
    });
    let empty = till.bills.is_empty();
    let title = if empty { words.add_bill } else { words.add_another_bill };
    let fact = AttrValue::from(CATEGORY);
    html! {
        <section class="hs-questions" aria-labelledby="items">
            { section("items", words.bills, Html::default()) }
            <div>{ for cards }</div>
            { undo(desk, Tool::Vouchers) }
            { picker(title, &fact, &picks(campaign, words), false, words, on) }
        </section>
    }
}

/// What a bill can be for; what the round names comes first.
fn picks(campaign: &Campaign, words: &Words) -> Vec<Pick> {
    let one = |it: &Category| Pick {
        id: it.name().into(),
        label: (words.category)(*it).into(),
        first: campaign.classes().iter().any(|class| class.include().contains(it)),
    };
    Category::ALL.iter().map(one).collect()
}

fn result(desk: &Desk, campaign: &Campaign, till: &Till, plan: &Plan) -> Html {
    let words = desk.words();
    let top_ups = plan.top_ups.iter().map(|it| {
        let seat = till.bills.iter().position(|bill| bill.id.to_string() == it.purchase).unwrap_or(0);
        let (class, shape) = voucher(campaign, it.benefit, words);
        let voucher = [&class, "(", &shape, ")"].concat();
        (words.top_up_one)(seat + 1, (words.category)(it.category), &fen(it.add), &voucher, &fen(it.cash_less))
    });
    let top_ups: Vec<String> = top_ups.collect();
    let assumptions = plan.assumptions.iter().filter_map(|it| {
        let say = campaign.assumptions().get(it.assumption)?.say();
        let differs = it.otherwise.filter(|other| *other != plan.least);
        Some(match differs {
            Some(other) => [say, " (", &(words.otherwise)(&fen(other)), ")"].concat(),
            None => say.to_owned(),
        })
    });
    let assumptions: Vec<String> = assumptions.collect();
    let saved = format::range(Some(money(plan.least)), plan.most.map(money), words);
    let mut text = [words.name, " · ", campaign.title(), "\n", words.saved_total, ": ", &saved].concat();
    if let Some(paid) = plan.paid {
        text.push_str(&["\n", words.paid, ": ", &fen(paid)].concat());
    }
    html! {
        <>
            if !top_ups.is_empty() {
                <section class="hs-card" data-testid="top-ups">
                    <h2 class="hs-section__title">{ words.top_up }</h2>
                    { list(&top_ups) }
                </section>
            }
            if !assumptions.is_empty() {
                <div class="hs-rulebook hs-rulebook--apart">
                    { fold("assumptions", words.assumptions, Some(assumptions.len()), list(&assumptions)) }
                </div>
            }
            { keep_or_copy(desk, Tool::Vouchers, saved, text) }
        </>
    }
}
