//! One measure of the package: as a row of a list, and the parts of its own page.

use crate::parts::icon::{Icon, icon};
use crate::parts::link::link;
use crate::route::Page;
use crate::words::Words;
use engine::pack::{Measure, Package};
use yew::{Callback, Html, html};

/// Draws a measure as a row that leads to its page.
pub fn row(it: &Measure, words: &Words, go: &Callback<Page>) -> Html {
    row_with(it, Html::default(), words, go)
}

/// The same with more to say about it.
pub fn row_with(it: &Measure, more: Html, words: &Words, go: &Callback<Page>) -> Html {
    let inside = html! {
        <>
            <span class="hs-measures__number">{ it.number }</span>
            <span class="hs-measures__text">
                <span class="hs-measures__title">{ &it.title }</span>
                <span class="hs-measures__about">{ verdict(it, words) }</span>
                { more }
            </span>
            <span class="hs-door__next">{ icon(Icon::Next) }</span>
        </>
    };
    html! {
        <li key={it.number} data-measure={it.number.to_string()}>
            { link(Page::Measure(it.number), "hs-measures__row", false, go, inside) }
        </li>
    }
}

/// The section above the heading of a measure's page.
pub fn section_of(package: &Package, it: &Measure, words: &Words, go: &Callback<Page>) -> Html {
    let section = package.sections.iter().find(|section| section.number == it.section);
    let section = section.map(|section| {
        link(Page::Section(section.number), "hs-measure__section", false, go, html! { { &section.title } })
    });
    html! {
        <nav class="hs-measure__way" aria-label={words.measures}>
            { link(Page::Measures, "hs-measure__section", false, go, html! { { words.measures } }) }
            { for section.into_iter() }
        </nav>
    }
}

/// Who may use it, who leads it, and what can be done here.
pub fn about(it: &Measure, words: &Words) -> Html {
    let who = it.open_to.iter().map(|it| html! { <span class="hs-measure__who">{ (words.open_to)(it) }</span> });
    html! {
        <div class="hs-measure__about">
            <p><span class="hs-measure__label">{ words.who_may }</span>{ for who }</p>
            <p>{ words.leads }{ it.leads.join(words.comma) }{ " · " }{ verdict(it, words) }</p>
        </div>
    }
}

/// The public text, and where it contradicts itself.
pub fn text(it: &Measure, package: &Package, words: &Words) -> Html {
    html! {
        <>
            if let Some(note) = &it.editor_note {
                <section class="hs-card">
                    <h2 class="hs-section__title">{ words.editor_note }</h2>
                    <p>{ note }</p>
                </section>
            }
            <p class="hs-empty hs-empty--small">{ &package.title }{ " · " }{ &package.status }</p>
        </>
    }
}

/// The way to the measures before and after.
pub fn beside(before: Option<&Measure>, after: Option<&Measure>, words: &Words, go: &Callback<Page>) -> Html {
    let one = |it: &Measure, say: &str, class: &'static str| {
        let inside = html! {
            <>
                <span class="hs-beside__say">{ say }</span>
                <span>{ it.number }{ ". " }{ &it.title }</span>
            </>
        };
        link(Page::Measure(it.number), class, false, go, inside)
    };
    html! {
        <nav class="hs-beside" aria-label={words.measures}>
            { for before.map(|it| one(it, words.measure_before, "hs-beside__one")).into_iter() }
            { for after.map(|it| one(it, words.measure_after, "hs-beside__one hs-beside__one--after")).into_iter() }
        </nav>
    }
}

fn verdict(it: &Measure, words: &Words) -> &'static str {
    match it.verdict.as_str() {
        "calculator" => words.verdict_calculator,
        "checker" => words.verdict_checker,
        _ => words.verdict_reference,
    }
}
