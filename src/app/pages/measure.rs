//! The page of one measure: what it means, who may use it, its calculator where it has one, the text
//! itself, and the way to the measures beside it.

use super::calculator::{bar, questions, results, undo};
use super::{heading, waiting};
use crate::desk::Desk;
use crate::naming;
use crate::parts::link::link;
use crate::parts::measure::{about, beside, section_of, text};
use crate::parts::timing::timing;
use crate::route::Page;
use crate::store::Tool;
use engine::pack::{Measure, Package};
use yew::{Html, html};

/// Draws the page of a measure that is only read.
pub fn draw(desk: &Desk) -> Html {
    framed(desk, Html::default())
}

/// Draws the page of a measure with its calculator.
pub fn draw_with_calculator(desk: &Desk) -> Html {
    let Some(tool) = Tool::on(desk.store.page) else { return draw(desk) };
    let calculator = html! {
        <>
            { timing(&desk.store, desk.rules.clock, &desk.act()) }
            { bar(desk, None) }
            { waiting(desk) }
            { questions(desk, tool) }
            { undo(desk, tool) }
            { results(desk, tool, false) }
        </>
    };
    framed(desk, calculator)
}

fn framed(desk: &Desk, calculator: Html) -> Html {
    let words = desk.words();
    let package = desk.packs().and_then(|it| it.package());
    let page = desk.store.page;
    let (Some(package), Some(measure)) = (package, naming::measure(page, package)) else {
        return html! { <>{ heading((words.page)(page), "") }{ waiting(desk) }</> };
    };
    let go = desk.go();
    html! {
        <article data-measure={measure.number.to_string()}>
            { section_of(package, measure, words, &go) }
            { heading(&naming::name(page, Some(package), words), &measure.say) }
            { about(measure, words) }
            { elsewhere(desk, measure) }
            { calculator }
            { text(measure, package, words) }
            { beside(before(package, measure), after(package, measure), words, &go) }
        </article>
    }
}

/// The ways to the pages that compute something for a measure without being of it.
fn elsewhere(desk: &Desk, measure: &Measure) -> Html {
    let words = desk.words();
    let go = desk.go();
    let pages = pages_of(measure).map(|to| link(to, "hs-button", false, &go, html! { { (words.page)(to) } }));
    html! { <div class="hs-actions__row">{ for pages }</div> }
}

/// The pages on which something is computed for a measure, its own apart.
pub fn pages_of(measure: &Measure) -> impl Iterator<Item = Page> {
    measure.pages.iter().filter_map(|it| match it.as_str() {
        "voucher" => Some(Page::Vouchers),
        "vehicle" => Some(Page::Vehicles),
        "goods" => Some(Page::Goods),
        _ => None,
    })
}

fn before<'a>(package: &'a Package, measure: &Measure) -> Option<&'a Measure> {
    package.measures.iter().rfind(|it| it.number < measure.number)
}

fn after<'a>(package: &'a Package, measure: &Measure) -> Option<&'a Measure> {
    package.measures.iter().find(|it| it.number > measure.number)
}
