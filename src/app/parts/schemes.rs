//! All schemes of a calculator after they were put to the person: what can apply, what is only for
//! reference, what cannot apply and why, what is over.

use crate::format;
use crate::insight::Insight;
use crate::packs::PacksRef;
use crate::parts::fold::fold;
use crate::parts::refused::{out_of_time, refused};
use crate::parts::scheme::{SchemeCard, amount};
use crate::words::Words;
use engine::answers::Value;
use engine::assess::{Part, Share};
use engine::date::Date;
use engine::pack::{Effect, FactKind, Scheme};
use engine::quote::Eligibility;
use engine::{Answers, Assessment, Money, Packs, Quote};
use std::rc::Rc;
use yew::{Html, html};

/// Draws them. `now`: the schemes that can apply today to somebody.
pub fn schemes(
    packs: &PacksRef,
    assessment: &Assessment,
    answers: &Answers,
    now: &[String],
    insight: Option<&Insight>,
    words: &'static Words,
) -> Html {
    let mut paying: Vec<&Part> = Vec::new();
    let mut reference: Vec<&Part> = Vec::new();
    let mut why_not: Vec<&Quote> = Vec::new();
    let mut over: Vec<&Quote> = Vec::new();
    for part in &assessment.parts {
        // What is only compared has a result even when it says no, as long as its time is not over.
        let checks = |it: &Scheme| it.effect == Effect::Check && !out_of_time(it, &part.quote, now);
        if part.quote.eligibility == Eligibility::No && packs.scheme(&part.scheme).is_some_and(checks) {
            paying.push(part);
        } else if part.quote.eligibility != Eligibility::No {
            let most = amount(&part.quote, part.share).1;
            if most == Some(Money::ZERO) && packs.scheme(&part.scheme).is_none_or(|it| it.effect != Effect::Check) {
                reference.push(part);
            } else {
                // The most first; few enough to be put in order one by one.
                let place = paying.iter().position(|it| before(part, it)).unwrap_or(paying.len());
                paying.insert(place, part);
            }
        } else if let Some(scheme) = packs.scheme(&part.scheme) {
            let list = if out_of_time(scheme, &part.quote, now) { &mut over } else { &mut why_not };
            if list.iter().all(|it| it.scheme != part.scheme) {
                list.push(&part.quote);
            }
        }
    }
    // Alone, a scheme is not the better one of anything.
    let alone = assessment.parts.len() == 1;
    let cards = |parts: &[&Part]| {
        let share = |it: &Part| if alone { Share::Whole } else { it.share };
        let cards = parts.iter().map(|it| card(packs, assessment, (it, share(it)), answers, insight, words));
        html! { <div class="hs-schemes">{ for cards }</div> }
    };
    html! {
        <>
            if paying.is_empty() {
                <p class="hs-empty">{ words.nothing_applies }</p>
            } else {
                { cards(&paying) }
            }
            <div class="hs-rulebook">
                if !reference.is_empty() {
                    { fold("reference", words.for_reference, Some(reference.len()), cards(&reference)) }
                }
                if !why_not.is_empty() {
                    { fold("why-not", words.why_not, Some(why_not.len()), refused(packs, &why_not, insight, words)) }
                }
                if !over.is_empty() {
                    { fold("out-of-time", words.out_of_time, Some(over.len()), refused(packs, &over, None, words)) }
                }
            </div>
        </>
    }
}

/// Whether a scheme comes before another: the beaten one last, then the larger first.
fn before(one: &Part, other: &Part) -> bool {
    let beaten = |it: &Part| it.share == Share::Beaten;
    let most = |it: &Part| amount(&it.quote, it.share).1;
    match (beaten(one), beaten(other)) {
        (false, true) => true,
        (true, false) => false,
        _ => most(one) > most(other),
    }
}

fn card(
    packs: &PacksRef,
    assessment: &Assessment,
    (part, share): (&Part, Share),
    answers: &Answers,
    insight: Option<&Insight>,
    words: &'static Words,
) -> Html {
    let about = part.item.map(|item| item_name(packs, answers, item));
    let key = [&part.scheme, " ", about.as_deref().unwrap_or_default()].concat();
    html! {
        <SchemeCard
            {key}
            {words}
            packs={packs.clone()}
            quote={Rc::new(part.quote.clone())}
            {share}
            deadline={deadline(packs, part, answers)}
            {about}
            working={insight.map(|it| it.working(&part.scheme, part.item)).unwrap_or_default()}
            beside={beside(packs, assessment, part, words)}
        />
    }
}

/// Why this one of a group is taken, and by how much; or what the quota leaves out and why.
fn beside(packs: &Packs, assessment: &Assessment, part: &Part, words: &Words) -> Option<String> {
    let scheme = packs.scheme(&part.scheme)?;
    let mine = part.quote.range.most?;
    if let Share::Quota(least, most) = part.share {
        let (least, most) = (part.quote.range.least?.checked_sub(least)?, mine.checked_sub(most?)?);
        // What is certain for an open range too: both ends lose something.
        let less = least.max(most);
        let quota = scheme.quota.as_ref().filter(|_| less > Money::ZERO)?;
        return Some((words.quota_cut)(&quota.say, &format::money(less)));
    }
    let rivals = assessment.parts.iter().filter(|it| {
        let rival = packs.scheme(&it.scheme);
        it.scheme != part.scheme && it.share == Share::Beaten && rival.is_some_and(|it| it.group == scheme.group)
    });
    let rival = rivals.filter(|it| it.quote.eligibility != Eligibility::No).max_by_key(|it| it.quote.range.most)?;
    let (mine, theirs) = (part.quote.range.single()?, rival.quote.range.single()?);
    let title = &packs.scheme(&rival.scheme)?.title;
    match (part.share, mine.checked_sub(theirs)?) {
        (Share::Best, more) if more == Money::ZERO => Some((words.chosen_even)(title)),
        (Share::Best, more) => Some((words.chosen)(title, &format::money(more))),
        _ => None,
    }
}

/// What an item is called: its place and its category.
#[must_use]
pub fn item_name(packs: &Packs, answers: &Answers, item: usize) -> String {
    let number = (item + 1).to_string();
    let category = packs.facts().iter().enumerate().find(|(_, it)| it.item);
    let chosen = category.and_then(|(place, fact)| match (answers.get(place, Some(item))?, &fact.kind) {
        (Value::Choice(at), FactKind::Choice(options)) => options.get(*at),
        _ => None,
    });
    match chosen {
        Some(it) => [&number, ". ", &it.label].concat(),
        None => number,
    }
}

/// The last day to claim, when it counts from a day that the person gave.
fn deadline(packs: &Packs, part: &Part, answers: &Answers) -> Option<Date> {
    let after = packs.scheme(&part.scheme)?.claim.days_after.as_ref()?;
    match answers.get(after.fact, None)? {
        Value::Day(day) => day.checked_add(time::Duration::days(i64::from(after.days))),
        _ => None,
    }
}
