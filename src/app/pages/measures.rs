//! The 31 measures: by section, each with a few words and the way to its page, and a search over all of it.

use super::{heading, waiting};
use crate::desk::Desk;
use crate::parts::link::link;
use crate::parts::measure::row;
use crate::parts::search::search;
use crate::route::Page;
use crate::store::Action;
use crate::words::Words;
use engine::pack::{Measure, Package, Section};
use yew::{AttrValue, Callback, Html, html};

/// Draws the page.
pub fn draw(desk: &Desk) -> Html {
    let words = desk.words();
    let package = desk.packs().and_then(|it| it.package());
    html! {
        <>
            { heading(words.measures, words.measures_lead) }
            { waiting(desk) }
            { package.map(|package| by_section(desk, package)).unwrap_or_default() }
        </>
    }
}

fn by_section(desk: &Desk, package: &Package) -> Html {
    let words = desk.words();
    let wanted = &desk.store.search;
    let found: Vec<&Measure> = package.measures.iter().filter(|it| matches(it, wanted)).collect();
    let act = desk.act();
    let on = Callback::from(move |text: AttrValue| act.emit(Action::Search(text)));
    let go = desk.go();
    let section = |section: &Section| {
        let mine: Vec<&Measure> = found.iter().copied().filter(|it| it.section == section.number).collect();
        if mine.is_empty() {
            return Html::default();
        }
        html! {
            <section key={section.number}>
                <h2 class="hs-section__title hs-section__title--alone">
                    { link(Page::Section(section.number), "hs-measures__section", false, &go, html! { { &section.title } }) }
                </h2>
                { listed(&mine, words, &go) }
            </section>
        }
    };
    html! {
        <>
            <p>
                <strong>{ &package.title }</strong>{ " " }
                <span class="hs-badge hs-badge--reported">{ &package.status }</span>
            </p>
            <p class="hs-empty hs-empty--small">{ package.note.clone().unwrap_or_default() }</p>
            { search(wanted, (words.found)(found.len()), words, on) }
            <div>{ for package.sections.iter().map(section) }</div>
        </>
    }
}

/// Measures as rows that lead to their pages.
pub fn listed(measures: &[&Measure], words: &Words, go: &Callback<Page>) -> Html {
    html! { <ul class="hs-measures">{ for measures.iter().map(|it| row(it, words, go)) }</ul> }
}

/// Whether what is looked for stands in the measure.
fn matches(measure: &Measure, wanted: &str) -> bool {
    let wanted = wanted.trim();
    let has = |text: &String| text.contains(wanted) || text.to_ascii_lowercase().contains(&wanted.to_ascii_lowercase());
    measure.number.to_string() == wanted || has(&measure.title) || has(&measure.say) || measure.leads.iter().any(has)
}
