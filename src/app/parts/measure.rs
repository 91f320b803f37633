//! One measure of the package: as a row of a list, and the parts of its own page.

use crate::parts::badge::badge;
use crate::parts::fold::fold;
use crate::parts::icon::{Icon, icon};
use crate::parts::link::link;
use crate::route::Page;
use crate::words::Words;
use engine::pack::{Brief, Measure, Named, Package};
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
        <nav class="hs-measure__way" aria-label={words.way_here}>
            { link(Page::Measures, "hs-measure__section", false, go, html! { { words.measures } }) }
            { for section.into_iter() }
        </nav>
    }
}

/// Who may use it and who leads it.
pub fn about(it: &Measure, words: &Words) -> Html {
    let who = it.open_to.iter().map(|it| html! { <span class="hs-measure__who">{ (words.open_to)(it) }</span> });
    html! {
        <div class="hs-measure__about">
            <p><span class="hs-measure__label">{ words.who_may }</span>{ for who }</p>
            <p>{ words.leads }{ it.leads.join(words.comma) }</p>
        </div>
    }
}

/// The public text as it stands, and the dates and numbers that it names.
pub fn text(it: &Measure, package: &Package, words: &Words) -> Html {
    let one = |it: &Named| {
        html! {
            <div class="hs-named__one" data-kind={it.kind.clone()} data-value={it.value.clone()}>
                <dt class="hs-named__quote" lang="zh-CN">{ &it.quote }</dt>
                <dd>{ &it.say }</dd>
            </div>
        }
    };
    html! {
        <section class="hs-card" aria-labelledby="original">
            <h2 class="hs-section__title" id="original">
                { words.original }{ " " }
                <span class="hs-badge hs-badge--reported">{ &package.status }</span>
            </h2>
            <p class="hs-empty hs-empty--small">{ words.original_say }</p>
            <blockquote class="hs-original" lang="zh-CN">{ &it.original }</blockquote>
            if !it.named.is_empty() {
                <h3 class="hs-claim__head">{ words.named }</h3>
                <dl class="hs-named">{ for it.named.iter().map(one) }</dl>
            }
        </section>
    }
}

/// Where the text contradicts itself.
pub fn note(it: &Measure, words: &Words) -> Html {
    let Some(note) = &it.editor_note else { return Html::default() };
    html! {
        <section class="hs-card" aria-labelledby="note">
            <h2 class="hs-section__title" id="note">{ words.editor_note }</h2>
            <p>{ note }</p>
        </section>
    }
}

/// The schemes and voucher rounds that carry it out, each with its document.
pub fn carried_out(it: &Measure, words: &Words) -> Html {
    let one = |it: &Brief| {
        let about = [Some(it.document.as_str()), it.number.as_deref(), it.date.as_deref()];
        let about: Vec<&str> = about.into_iter().flatten().collect();
        html! {
            <li class="hs-sources__one" key={it.id.clone()} data-carries={it.id.clone()}>
                <span class="hs-sources__title">{ &it.title }</span>
                { badge(it.confidence, words) }
                <span class="hs-sources__about">{ about.join(" · ") }</span>
            </li>
        }
    };
    if it.schemes.is_empty() {
        return html! { <p class="hs-empty">{ words.not_carried_out }</p> };
    }
    let inside = html! { <ul class="hs-sources">{ for it.schemes.iter().map(one) }</ul> };
    html! {
        <div class="hs-rulebook hs-rulebook--apart">
            { fold("carried-out", words.carried_out, Some(it.schemes.len()), inside) }
        </div>
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
        <nav class="hs-beside" aria-label={words.measures_beside}>
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
