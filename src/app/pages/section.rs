//! The page of one section of the package: its measures.

use super::measures::listed;
use super::{heading, waiting};
use crate::desk::Desk;
use crate::naming;
use crate::parts::link::link;
use crate::route::Page;
use engine::pack::Measure;
use yew::{Html, html};

/// Draws the page.
pub fn draw(desk: &Desk) -> Html {
    let words = desk.words();
    let page = desk.store.page;
    let package = desk.packs().and_then(|it| it.package());
    let (Some(package), Some(section)) = (package, naming::section(page, package)) else {
        return html! { <>{ heading((words.page)(page), "") }{ waiting(desk) }</> };
    };
    let go = desk.go();
    let measures: Vec<&Measure> = package.of_section(section.number).collect();
    let others = package.sections.iter().filter(|it| it.number != section.number).map(|it| {
        let to = Page::Section(it.number);
        html! { <li key={it.number}>{ link(to, "hs-foot__link", false, &go, html! { { &it.title } }) }</li> }
    });
    html! {
        <>
            { heading(&section.title, &(words.of_package)(&package.title, section.number)) }
            <p><span class="hs-badge hs-badge--reported">{ &package.status }</span></p>
            { listed(&measures, words, &go) }
            <nav class="hs-beside" aria-label={words.other_sections}>
                <ul class="hs-foot__links">{ for others }</ul>
            </nav>
        </>
    }
}
