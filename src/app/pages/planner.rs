//! The household planner: several people, bills, days and rounds at once, with trade-ins. What is asked is in
//! [`asking`], what comes out in [`telling`].

mod asking;
mod claiming;
mod given;
mod progress;
mod received;
mod sums;
mod telling;

use super::calculator::received as received_link;
use super::vouchers::{When, stage as when, way};
use super::{dated, waiting};
use crate::answer::Answer;
use crate::cart;
use crate::desk::Desk;
use crate::form::{FormAction, Slot};
use crate::format;
use crate::household::{self, AMOUNT, BUY, COUNT, HELD, Household, household};
use crate::packs::PacksRef;
use crate::parts::bar::{Bar, bar as draw_bar};
use crate::parts::payment::Rounds;
use crate::planning::{Planning, Stage, use_planner, use_request};
use crate::route::Page;
use crate::store::Tool;
use crate::words::Words;
use engine::Money;
use engine::campaign::Campaign;
use yew::{Callback, Html, Properties, component, html, use_memo};

/// What the page is drawn from.
#[derive(Properties, PartialEq)]
pub struct PlannerProps {
    /// The desk.
    pub(crate) desk: Desk,
}

/// Draws the page.
pub fn draw(desk: &Desk) -> Html {
    html! { <Planner desk={desk.clone()} /> }
}

/// Everything that the two halves of the page share.
struct Sheet<'a> {
    desk: &'a Desk,
    packs: &'a PacksRef,
    home: &'a Household,
    names: Vec<String>,
    rounds: Rounds<'a>,
    planning: &'a Planning,
    plan: Option<&'a Answer>,
    on: Callback<FormAction>,
}

impl Sheet<'_> {
    /// The place of a purchase by its name in the cart.
    fn seat(&self, purchase: &str) -> Option<usize> {
        self.home.purchases.iter().position(|it| it.id.to_string() == purchase)
    }

    /// The rounds that take part.
    fn chosen(&self) -> impl Iterator<Item = &Campaign> {
        self.home.rounds.iter().filter_map(|it| self.packs.campaigns().get(it.place))
    }
}

/// The page: it asks the planner and draws what that says.
#[component]
pub fn Planner(PlannerProps { desk }: &PlannerProps) -> Html {
    let words = desk.words();
    let said = words.of_plans();
    let form = desk.store.form(Tool::Household);
    let typed = (desk.packs().cloned(), form.said(), desk.rules.today);
    let home = use_memo(typed, |(packs, form, today)| {
        packs.as_ref().map(|packs| household(packs.campaigns(), form, *today)).unwrap_or_default()
    });
    let planner = use_planner(desk.packs());
    let planning = &planner.now;
    let cart = desk.packs().filter(|_| desk.rules.today.is_some()).and_then(|packs| {
        let cars = desk.store.form(Tool::Vehicle);
        cart::of_household(packs.campaigns(), &home, planning.known.as_deref(), cars)
    });
    let asks = cart.is_some();
    use_request(&planner, desk.packs(), cart);
    let Some(packs) = desk.packs() else {
        return html! {
            <>
                { dated(desk, (words.page)(Page::Planner), said.lead) }
                { bar(desk, None, &Planning::default()) }
                { waiting(desk) }
            </>
        };
    };
    let sheet = Sheet {
        desk,
        packs,
        home: &home,
        names: names(&home, words),
        rounds: Rounds { all: packs.campaigns(), only: only(packs, &home) },
        planning,
        plan: planning.answer.as_deref().filter(|_| asks),
        on: on(desk, &home),
    };
    html! {
        <>
            { dated(desk, (words.page)(Page::Planner), said.lead) }
            { bar(desk, Some(&home), planning) }
            { received_link(desk, Tool::Household) }
            { asking::draw(&sheet) }
            { progress::draw(planning, sheet.plan, &planner.stop(), &planner.go_on(), words) }
            if sheet.plan.is_some() {
                <a class="hs-button hs-button--wide" href="#receipts">{ said.see_plan }</a>
            }
            { telling::draw(&sheet) }
            { way(Page::Vouchers, words.vouchers, said.to_one_round, desk) }
        </>
    }
}

/// Where a voucher's round is not named, the plan is for one round.
fn only<'a>(packs: &'a PacksRef, home: &Household) -> Option<&'a Campaign> {
    match home.rounds.as_slice() {
        [one] => packs.campaigns().get(one.place),
        _ => None,
    }
}

/// What members are called: as they typed it, or by their number.
fn names(home: &Household, words: &Words) -> Vec<String> {
    let said = words.of_plans();
    let name = |(place, it): (usize, &household::Member)| match (it.name.as_str(), place) {
        ("", 0) => said.me.to_owned(),
        ("", place) => (said.member)(place + 1),
        (name, _) => name.to_owned(),
    };
    home.members.iter().enumerate().map(name).collect()
}

/// Acts on the form; a purchase that is added or copied is opened at once, and a voucher that the person at the screen
/// already holds is one more of it.
fn on(desk: &Desk, home: &Household) -> Callback<FormAction> {
    let act = desk.on_form(Tool::Household);
    let form = desk.store.form(Tool::Household);
    let next = form.next_item();
    let mine = home.holdings.iter().filter(|it| it.whose == 0);
    let held: Vec<(String, u32, u32)> =
        mine.map(|it| (household::said(form, HELD, Some(it.id)).to_owned(), it.id, it.count)).collect();
    Callback::from(move |action: FormAction| {
        let opens = match &action {
            FormAction::Add(fact, _) => fact == BUY,
            FormAction::Copy(_) => true,
            _ => false,
        };
        let again = match &action {
            FormAction::Add(fact, text) if fact == HELD => held.iter().find(|it| it.0 == text.as_str()),
            _ => None,
        };
        if let Some((_, item, count)) = again {
            let more = count.saturating_add(1).min(household::MOST_COUNT);
            act.emit(FormAction::Type(Slot::new(COUNT, Some(*item)), more.to_string().into()));
            return;
        }
        act.emit(action);
        if opens {
            act.emit(FormAction::Open(Slot::new(AMOUNT, Some(next))));
        }
    })
}

fn bar(desk: &Desk, home: Option<&Household>, planning: &Planning) -> Html {
    let words = desk.words();
    let said = words.of_plans();
    let asked = home.is_some_and(|it| !it.purchases.is_empty());
    let plan = planning.answer.as_deref().filter(|_| asked);
    let note = match (&planning.stage, plan) {
        _ if home.is_none() => words.waiting_note.to_owned(),
        _ if !asked => said.buy_first.to_owned(),
        (Stage::Failed, _) => said.failed.to_owned(),
        (Stage::Working(_), _) => said.working.to_owned(),
        (_, Some(plan)) => status(plan, over(desk, home), words),
        _ => said.working.to_owned(),
    };
    let nothing = home.filter(|_| !asked).map(|_| (Some(Money::ZERO), Some(Money::ZERO)));
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

/// One line: what is paid, how sure it is, and whether it is proven.
fn status(plan: &Answer, over: bool, words: &Words) -> String {
    let said = words.of_plans();
    let mut parts: Vec<String> = Vec::new();
    if let Some(paid) = plan.paid {
        parts.push([said.paid, " ", &format::money(paid)].concat());
    }
    parts.push(if plan.proven { said.proven_short.to_owned() } else { (said.bound)(&format::money(plan.bound)) });
    if over {
        parts.push(said.trying.to_owned());
    } else {
        parts.extend(plan.certainty.map(|it| (words.certainty)(it).to_owned()));
    }
    parts.join(" · ")
}

/// Whether all rounds that take part are over.
fn over(desk: &Desk, home: Option<&Household>) -> bool {
    let (Some(packs), Some(home)) = (desk.packs(), home) else { return false };
    let mut rounds = home.rounds.iter().filter_map(|it| packs.campaigns().get(it.place)).peekable();
    rounds.peek().is_some() && rounds.all(|it| when(it, desk.rules.today) == When::Over)
}
