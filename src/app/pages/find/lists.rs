//! The three lists: what is certain, what is possible with what is still open, and what is ruled out
//! with the clause that does it.

use super::answers;
use crate::desk::Desk;
use crate::find::{carried, fact, named, part};
use crate::packs::PacksRef;
use crate::parts::finding::{Row, finding};
use crate::parts::fold::fold;
use crate::parts::link::link;
use crate::parts::reasons::condition;
use crate::route::Page;
use crate::store::Tool;
use crate::words::find::FindWords;
use crate::words::search::search;
use crate::work::{page_of, picked};
use engine::find::Stage;
use engine::interview::{Ask, Finding, Findings, Why};
use engine::pack::Scheme;
use engine::value::Tri;
use yew::{Html, html};

/// How many open questions are named.
const NAMED: usize = 3;

/// Draws them.
pub fn draw(desk: &Desk, packs: &PacksRef, it: &Findings, words: &'static FindWords) -> Html {
    html! {
        <>
            <p class="hs-find__sum" data-testid="sum-up" role="status" aria-live="polite">
                { (words.sum_up)(it.sure.len(), it.maybe.len(), it.no.len()) }
            </p>
            <p class="hs-empty hs-empty--small">{ words.after_today }</p>
            { list(desk, packs, "sure", words.sure, words.none_sure, &it.sure, words) }
            { list(desk, packs, "maybe", words.maybe, words.none_maybe, &it.maybe, words) }
            { rounds(desk, packs, words) }
            { ruled_out(desk, packs, &it.no, words) }
        </>
    }
}

fn list(
    desk: &Desk,
    packs: &PacksRef,
    name: &'static str,
    title: &str,
    none: &str,
    findings: &[Finding],
    words: &'static FindWords,
) -> Html {
    let rows = findings.iter().filter_map(|it| row(desk, packs, it, words));
    html! {
        <section
            class={["hs-find__list hs-find__list--", name].concat()}
            aria-labelledby={name}
            data-list={name}
            data-count={findings.len().to_string()}
        >
            <h2 class="hs-section__title hs-section__title--alone" id={name}>
                { title }{ " (" }{ findings.len() }{ ")" }
            </h2>
            if findings.is_empty() {
                <p class="hs-empty">{ none }</p>
            } else {
                <ul class="hs-findings">{ for rows }</ul>
            }
        </section>
    }
}

fn row(desk: &Desk, packs: &PacksRef, it: &Finding, words: &'static FindWords) -> Option<Html> {
    let (scheme, calculator) = named(packs, it.packs, &it.scheme, &it.calculator)?;
    let why = match &it.why {
        Why::Open(open) => html! { <p>{ still(packs, open, words) }</p> },
        _ => html! { <p>{ words.holds }{ " · " }{ (desk.words().certainty)(scheme.certainty) }</p> },
    };
    let to = page_of(&calculator.id)
        .map(|to| way(desk, packs, it, to, [words.compute, ": ", &scheme.title].concat(), words));
    let row = Row { id: &it.scheme, title: &scheme.title, worth: Some(it.worth), why, to: to.unwrap_or_default() };
    Some(finding(row, words))
}

/// What is still open, the first few by name.
fn still(packs: &PacksRef, open: &[Ask], words: &FindWords) -> String {
    let name = |it: &Ask| match it {
        Ask::Who => words.open_who.to_owned(),
        Ask::Topics => words.open_topics.to_owned(),
        Ask::Fact(id) => fact(packs, id).map_or_else(String::new, |it| it.1.label.clone()),
    };
    let names: Vec<String> = open.iter().take(NAMED).map(name).collect();
    (words.open)(&names.join("、"), open.len() > NAMED)
}

/// A link to a calculator's page, to which the answers go along.
fn way(desk: &Desk, packs: &PacksRef, it: &Finding, to: Page, name: String, words: &FindWords) -> Html {
    let part = part(packs, it.packs);
    let carry = Tool::on(to).zip(part.calculator(&it.calculator)).map(|(tool, calculator)| {
        let form = carried(part, calculator, answers(desk), desk.store.form(tool));
        desk.carry(tool, picked(calculator, &it.scheme, &form))
    });
    html! {
        <a class="hs-button hs-finding__to" href={to.file()} aria-label={name} onclick={carry}>{ words.compute }</a>
    }
}

/// What is ruled out, by what rules it out.
fn ruled_out(desk: &Desk, packs: &PacksRef, no: &[Finding], words: &'static FindWords) -> Html {
    let of_time = |scheme: &Scheme, place: usize| scheme.conditions.get(place).is_some_and(|it| it.window.is_some());
    let mut groups: [(&'static str, &'static str, Vec<Html>); 4] = [
        ("by-clause", words.by_clause, Vec::new()),
        ("by-time", words.by_time, Vec::new()),
        ("by-others", words.by_others, Vec::new()),
        ("by-topic", words.by_topic, Vec::new()),
    ];
    for it in no {
        let Some((scheme, _)) = named(packs, it.packs, &it.scheme, &it.calculator) else { continue };
        let (group, why) = match &it.why {
            Why::Refused(place) => {
                let clause = scheme.conditions.get(*place).map(|it| condition(it, Tri::False, desk.words()));
                let group = usize::from(of_time(scheme, *place));
                (group, html! { <ul class="hs-conditions">{ for clause }</ul> })
            }
            Why::NotForThem => (2, html! { <p>{ (words.not_for)(&scheme.for_whom) }</p> }),
            Why::OffTopic => (3, Html::default()),
            _ => (0, html! { <p>{ words.together }</p> }),
        };
        let row = Row { id: &it.scheme, title: &scheme.title, worth: None, why, to: Html::default() };
        if let Some(it) = groups.get_mut(group) {
            it.2.push(finding(row, words));
        }
    }
    let folds = groups.into_iter().filter(|it| !it.2.is_empty()).map(|(name, title, rows)| {
        fold(name, title, Some(rows.len()), html! { <ul class="hs-findings">{ for rows }</ul> })
    });
    html! {
        <section class="hs-find__list" aria-labelledby="no" data-list="no" data-count={no.len().to_string()}>
            <h2 class="hs-section__title hs-section__title--alone" id="no">{ words.no }{ " (" }{ no.len() }{ ")" }</h2>
            if no.is_empty() {
                <p class="hs-empty">{ words.none_no }</p>
            } else {
                <div class="hs-rulebook">{ for folds }</div>
            }
        </section>
    }
}

/// The voucher rounds of the day: first come, first served, so that nobody is entitled by rule.
fn rounds(desk: &Desk, packs: &PacksRef, words: &FindWords) -> Html {
    let Some(on) = desk.rules.today else { return Html::default() };
    let mut all: Vec<&str> = Vec::new();
    let mut now = Vec::new();
    for it in packs.index().entries.iter().filter(|it| it.kind == "round") {
        if all.contains(&it.id.as_str()) {
            continue;
        }
        all.push(&it.id);
        let stage = it.stage(on);
        if stage != Stage::Over {
            let ahead = (stage == Stage::Ahead).then(|| (search(desk.words().locale).ahead)(1));
            now.push(html! { <li key={it.id.clone()} data-round={it.id.clone()}>{ &it.title }{ " " }{ ahead.unwrap_or_default() }</li> });
        }
    }
    let inside = if now.is_empty() {
        html! { <p>{ (words.no_rounds)(all.len()) }</p> }
    } else {
        html! { <><p>{ words.rounds }</p><ul class="hs-list">{ for now }</ul></> }
    };
    html! {
        <section class="hs-card" data-list="rounds">
            { inside }
            { link(Page::Vouchers, "hs-button", false, &desk.go(), html! { { desk.words().vouchers } }) }
        </section>
    }
}
