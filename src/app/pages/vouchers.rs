//! The page of vouchers: which round, which bills, what is saved and paid, and on what terms.

use super::calculator::{keep_or_copy, undo};
use super::{dated, section, waiting};
use crate::answer::{Answer, Assumption, Payment};
use crate::desk::Desk;
use crate::form::{FormAction, Slot};
use crate::format;
use crate::packs::PacksRef;
use crate::parts::bar::{Bar, bar as draw_bar};
use crate::parts::bill::{BillCard, bill};
use crate::parts::choice::{Choice, Pickable, choice};
use crate::parts::door::row;
use crate::parts::fold::fold;
use crate::parts::icon::Icon;
use crate::parts::payment::Rounds;
use crate::parts::picker::{Pick, picker};
use crate::parts::press;
use crate::parts::scheme::list;
use crate::parts::terms::terms;
use crate::planning::{Planning, Stage, use_planner, use_request};
use crate::route::Page;
use crate::store::Tool;
use crate::voucher::{CATEGORY, ROUND, Till, rounds};
use crate::words::Words;
use engine::Money;
use engine::campaign::{Campaign, Category, Level};
use engine::date::Date;
use yew::{AttrValue, Callback, Html, Properties, component, html};

/// What the page is drawn from.
#[derive(Properties, PartialEq)]
pub struct VouchersProps {
    /// The desk.
    pub(crate) desk: Desk,
}

/// Draws the page.
pub fn draw(desk: &Desk) -> Html {
    html! { <Vouchers desk={desk.clone()} /> }
}

/// The page: it asks the planner and draws what that says.
#[component]
pub fn Vouchers(VouchersProps { desk }: &VouchersProps) -> Html {
    let words = desk.words();
    let till = (*desk.derived.till).as_ref();
    let planner = use_planner(desk.packs());
    use_request(&planner, desk.packs(), till.and_then(|it| it.cart.clone()));
    let planning = &planner.now;
    let (Some(packs), Some(till)) = (desk.packs(), till) else {
        return html! {
            <>
                { dated(desk, words.vouchers, words.of_plans().vouchers_lead) }
                { bar(desk, None, false, &Planning::default()) }
                { waiting(desk) }
            </>
        };
    };
    let campaign = till.round.and_then(|it| packs.campaigns().get(it));
    let rounds = Rounds { all: packs.campaigns(), only: campaign };
    let on = desk.on_form(Tool::Vouchers);
    // A plan is for what was asked: while there is nothing to ask, an earlier one says nothing.
    let plan = planning.answer.as_deref().filter(|_| till.cart.is_some());
    html! {
        <>
            { dated(desk, words.vouchers, words.of_plans().vouchers_lead) }
            { bar(desk, campaign, true, planning) }
            { way(Page::Planner, words.of_plans().to_household, words.of_plans().to_household_say, desk) }
            { round(desk, packs, campaign, &on) }
            if let Some(campaign) = campaign {
                { bills(desk, rounds, campaign, till, plan, &on) }
                { plan.map(|plan| result(desk, rounds, campaign, till, plan)).unwrap_or_default() }
                <section aria-labelledby="terms">
                    { section("terms", words.of_plans().terms, Html::default()) }
                    { terms(campaign, words) }
                </section>
            }
        </>
    }
}

/// The way to the other page of vouchers.
pub fn way(to: Page, title: &str, say: &str, desk: &Desk) -> Html {
    html! { <nav class="hs-rows hs-ways" aria-label={title.to_owned()}>{ row(to, Icon::List, title, say, &desk.go()) }</nav> }
}

fn bar(desk: &Desk, campaign: Option<&Campaign>, ready: bool, planning: &Planning) -> Html {
    let words = desk.words();
    let said = words.of_plans();
    let plan = planning.answer.as_deref();
    let note = match (campaign, &planning.stage, plan) {
        (Some(_), Stage::Failed, _) => said.failed.to_owned(),
        (Some(_), Stage::Working(_), None) => said.working.to_owned(),
        (Some(campaign), _, Some(plan)) => status(campaign, plan, desk.rules.today, words),
        (Some(_), ..) => said.bill_first.to_owned(),
        (None, ..) if ready => said.round_first.to_owned(),
        _ => words.waiting_note.to_owned(),
    };
    let asked = !matches!(planning.stage, Stage::Idle);
    let nothing = (ready && !asked).then_some((Some(Money::ZERO), Some(Money::ZERO)));
    let range = plan.map(|it| (Some(it.least), it.most)).or(nothing);
    let it = Bar {
        label: said.saved_total.to_owned(),
        text: None,
        gain: true,
        range,
        scale: range.and_then(|it| it.1),
        note,
    };
    draw_bar(it, words)
}

fn status(campaign: &Campaign, plan: &Answer, today: Option<Date>, words: &Words) -> String {
    let said = words.of_plans();
    let mut parts: Vec<String> = Vec::new();
    if let Some(paid) = plan.paid {
        parts.push([said.paid, " ", &format::money(paid)].concat());
    }
    if !plan.proven {
        parts.push((said.bound)(&format::money(plan.bound)));
    }
    match stage(campaign, today) {
        When::Over => parts.push(said.round_try.to_owned()),
        _ => parts.extend(plan.certainty.map(|it| (words.certainty)(it).to_owned())),
    }
    parts.join(" · ")
}

/// How a round lies to a day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// It has not begun.
    Ahead,
    /// It is on, or its days are not known.
    Running,
    /// It is over.
    Over,
}

/// How a round lies to today.
#[must_use]
pub fn stage(campaign: &Campaign, today: Option<Date>) -> When {
    match (campaign.days(), today) {
        (Some((_, last)), Some(today)) if today > last => When::Over,
        (Some((first, _)), Some(today)) if today < first => When::Ahead,
        _ => When::Running,
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
                    <span class="hs-answered__label">{ words.of_plans().round_label }</span>
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
        ask: words.of_plans().round,
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
pub fn about(campaign: &Campaign, today: Option<Date>, words: &Words) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some((first, last)) = campaign.days() {
        parts.push((words.window)(Some(format::day(first, words)), Some(format::day(last, words))));
    }
    if campaign.level() == Level::OtherPlace {
        parts.push(words.of_plans().other_place.to_owned());
    } else if today.is_some() {
        let say = match stage(campaign, today) {
            When::Ahead => words.of_plans().round_ahead,
            When::Running => words.of_plans().round_running,
            When::Over => words.of_plans().round_over,
        };
        parts.push(say.to_owned());
    }
    parts.join(" · ")
}

fn bills(
    desk: &Desk,
    rounds: Rounds<'_>,
    campaign: &Campaign,
    till: &Till,
    plan: Option<&Answer>,
    on: &Callback<FormAction>,
) -> Html {
    let words = desk.words();
    let typing = desk.store.form(Tool::Vouchers).typing.as_ref();
    let cards = till.bills.iter().enumerate().map(|(seat, it)| {
        // The plan may still be the one before a bill came or went.
        let mine = |all: &'_ [Payment]| all.iter().position(|paid| paid.purchase == it.id.to_string());
        let place = plan.and_then(|plan| mine(&plan.payments));
        let paid = plan.zip(place).and_then(|(plan, place)| plan.payments.get(place));
        let at_most = plan.zip(place).and_then(|(plan, place)| plan.at_most.get(place));
        // An amount that is not told has a most only where the plan has one.
        let open = plan.is_some_and(|it| it.most.is_none());
        let most = at_most.or(paid).map(|it| it.saved).filter(|_| !open);
        let card = BillCard { bill: it, seat, rounds, paid, most, typing };
        bill(&card, words, on)
    });
    let empty = till.bills.is_empty();
    let title = if empty { words.of_plans().add_bill } else { words.of_plans().add_another_bill };
    let fact = AttrValue::from(CATEGORY);
    html! {
        <section class="hs-questions" aria-labelledby="items">
            { section("items", words.of_plans().bills, Html::default()) }
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
        label: (words.of_plans().category)(*it).into(),
        first: campaign.classes().iter().any(|class| class.include().contains(it)),
    };
    Category::ALL.iter().map(one).collect()
}

fn result(desk: &Desk, rounds: Rounds<'_>, campaign: &Campaign, till: &Till, plan: &Answer) -> Html {
    let words = desk.words();
    let top_ups = plan.top_ups.iter().map(|it| {
        let seat = till.bills.iter().position(|bill| bill.id.to_string() == it.purchase).unwrap_or(0);
        let (class, shape) = rounds.voucher(&it.voucher, words);
        let category = it.category.map_or("", words.of_plans().category);
        let voucher = [&class, "(", &shape, ")"].concat();
        (words.of_plans().top_up_one)(
            seat + 1,
            category,
            &format::money(it.add),
            &voucher,
            &format::money(it.cash_less),
        )
    });
    let top_ups: Vec<String> = top_ups.collect();
    let assumptions = plan.assumptions.iter().map(|it| assumption(it, plan.least, words));
    let assumptions: Vec<String> = assumptions.collect();
    let saved = format::range(Some(plan.least), plan.most, words);
    let mut text = [words.name, " · ", campaign.title(), "\n", words.of_plans().saved_total, ": ", &saved].concat();
    if let Some(paid) = plan.paid {
        text.push_str(&["\n", words.of_plans().paid, ": ", &format::money(paid)].concat());
    }
    html! {
        <>
            if !top_ups.is_empty() {
                <section class="hs-card" data-testid="top-ups">
                    <h2 class="hs-section__title">{ words.of_plans().top_up }</h2>
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

/// What a round leaves open, and what the other reading would save where that differs.
#[must_use]
pub fn assumption(it: &Assumption, saved: Money, words: &Words) -> String {
    match it.otherwise.filter(|other| *other != saved) {
        Some(other) => [&it.say, " (", &(words.of_plans().otherwise)(&format::money(other)), ")"].concat(),
        None => it.say.clone(),
    }
}
