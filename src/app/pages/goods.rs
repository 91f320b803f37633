//! The page of goods: several items, each with its own amount and its own reason.

use super::calculator::{ask, bar, courses, ends, questions, received, results, undo};
use super::{dated, section, waiting};
use crate::desk::Desk;
use crate::form::{Entry, FormAction, Slot};
use crate::insight::Insight;
use crate::parts::course::course;
use crate::parts::helper::helper;
use crate::parts::item::{Item, item as draw_item};
use crate::parts::picker::picker;
use crate::parts::refused::{failing, out_of_time, turning};
use crate::parts::scheme::amount;
use crate::parts::schemes::item_name;
use crate::sheet::Asked;
use crate::store::Tool;
use crate::words::Words;
use crate::work::{Once, Work, first_fact};
use engine::assess::Part;
use engine::pack::{FactKind, Unit};
use engine::quote::Eligibility;
use engine::{Money, Packs};
use yew::{Callback, Html, html};

/// Draws the page.
pub fn draw(desk: &Desk) -> Html {
    let words = desk.words();
    let empty = desk.store.form(Tool::Goods).items().is_empty();
    html! {
        <>
            { dated(desk, words.goods, words.goods_lead) }
            { bar(desk, (empty && desk.packs().is_some()).then_some(words.add_first)) }
            if !empty {
                { ends(desk) }
            }
            { received(desk, Tool::Goods) }
            { waiting(desk) }
            { items(desk, empty) }
            if !empty {
                { questions(desk, Tool::Goods) }
            }
            { courses(desk) }
            { results(desk, Tool::Goods, empty) }
        </>
    }
}

fn items(desk: &Desk, empty: bool) -> Html {
    let (Some(packs), Some(work)) = (desk.packs(), &*desk.derived.work) else { return Html::default() };
    let Some(first) = first_fact(packs) else { return Html::default() };
    let words = desk.words();
    let on = desk.on_form(Tool::Goods);
    let form = desk.store.form(Tool::Goods);
    let items = form.items().iter().enumerate().map(|(seat, id)| item(desk, packs, work, seat, *id, &on));
    let title = if empty { words.add_item } else { words.add_another };
    html! {
        <section class="hs-questions" aria-labelledby="items">
            { section("items", words.items, Html::default()) }
            <div>{ for items }</div>
            { undo(desk, Tool::Goods) }
            { picker(title, &first, &desk.derived.once.picks, desk.rules.today.is_none(), words, &on) }
        </section>
    }
}

fn item(desk: &Desk, packs: &Packs, work: &Work, seat: usize, id: u32, on: &Callback<FormAction>) -> Html {
    let words = desk.words();
    let first = first_fact(packs);
    let parts = work.sheet.assessment.iter().flat_map(|it| it.parts.iter()).filter(|it| it.item == Some(seat));
    let parts: Vec<&Part> = parts.collect();
    let mut least = Some(Money::ZERO);
    let mut most = Some(Money::ZERO);
    for part in &parts {
        let it = amount(&part.quote, part.share);
        least = add(least, it.0);
        most = add(most, it.1);
    }
    let form = desk.store.form(Tool::Goods);
    let facts = work.sheet.of_item(id).filter(|it| Some(&it.slot.fact) != first.as_ref());
    let price = |it: &Asked| {
        let kind = packs.facts().get(it.fact).map(|it| &it.kind);
        matches!(kind, Some(FactKind::Number { unit: Unit::Yuan(_), .. }))
    };
    let questions = facts.map(|it| {
        html! {
            <div key={it.slot.fact.to_string()}>
                { ask(desk, packs, form, it, Some(seat), on) }
                if price(it) {
                    { helper(form, id, seat, it.slot.clone(), words, on) }
                }
            </div>
        }
    });
    let it = Item {
        id,
        seat,
        name: item_name(packs, &work.answers, seat),
        label: words.item_amount,
        least,
        most,
        reason: if most == Some(Money::ZERO) {
            let is = first.as_ref().and_then(|fact| form.entry(&Slot::new(fact, Some(id))));
            let turn = desk.insight().and_then(|it| turn(packs, it, seat, words)).unwrap_or_default();
            reason(packs, &parts, is, &desk.derived.once, words).map(|it| [it, turn].concat())
        } else {
            None
        },
    };
    draw_item(it, html! { <div>{ for questions }</div> }, courses_of(desk, packs, seat), words, on)
}

/// What would turn the refusal of an item, unless that is said beside its course already.
fn turn(packs: &Packs, insight: &Insight, seat: usize, words: &Words) -> Option<String> {
    let mine = insight.turns.iter().filter(|it| it.item == Some(seat));
    let turn = mine.min_by_key(|it| (!it.flip.in_ones_power, it.flip.changes.len()))?;
    let said = |fact: usize| insight.axes.iter().any(|it| it.item == Some(seat) && it.fact == fact);
    match turn.flip.changes.as_slice() {
        [only] if said(only.fact) => None,
        _ => Some(turning(packs, turn, words)),
    }
}

/// What a little more or less would change, for one item.
fn courses_of(desk: &Desk, packs: &Packs, seat: usize) -> Html {
    let (Some(insight), Some(on)) = (desk.insight(), desk.rules.today) else { return Html::default() };
    let mine = insight.axes.iter().filter(|it| it.item == Some(seat));
    html! { <>{ for mine.map(|it| course(packs, it, on, desk.words())) }</> }
}

fn add(sum: Option<Money>, more: Option<Money>) -> Option<Money> {
    sum?.checked_add(more?)
}

/// Why an item brings nothing: the condition that stands in the way of the scheme that is nearest.
fn reason(packs: &Packs, parts: &[&Part], is: Option<&Entry>, once: &Once, words: &Words) -> Option<String> {
    if parts.iter().any(|it| it.quote.eligibility != Eligibility::No) {
        return Some(words.quota_used.to_owned());
    }
    let takes = |scheme: &str| match is {
        Some(Entry::Typed(is)) => once.takers.iter().any(|it| it.0 == is.as_str() && it.1 == scheme),
        _ => false,
    };
    let near = parts.iter().filter_map(|it| {
        let scheme = packs.scheme(&it.scheme)?;
        // What takes such items today is nearest, what is over is farthest.
        let over = out_of_time(scheme, &it.quote, &once.now);
        Some(((!takes(&scheme.id), over, failing(scheme, &it.quote).len()), scheme, &it.quote))
    });
    let (_, scheme, quote) = near.min_by_key(|it| it.0)?;
    let failing = failing(scheme, quote);
    let failing: Vec<&str> = failing.iter().map(|it| it.say.as_str()).collect();
    Some((words.nothing_because)(&scheme.title, &failing.join("; ")))
}
