//! The page of one measure: what it means, who may use it, its calculator where it has one, the text
//! itself, and the way to the measures beside it.

use super::calculator::{bar, questions, results, undo};
use super::pick::{examples, pick};
use super::{heading, section, waiting};
use crate::desk::Desk;
use crate::naming;
use crate::packs::PacksRef;
use crate::parts::link::link;
use crate::parts::measure::{about, beside, carried_out, note, section_of, text};
use crate::parts::rulebook::rulebook;
use crate::parts::schedule::{csv, schedule};
use crate::parts::timing::timing;
use crate::route::Page;
use crate::store::Tool;
use crate::work::calculator_on;
use engine::assess::Part;
use engine::pack::{Measure, Package};
use yew::{Html, html};

/// Draws the page of a measure that is only read.
pub fn draw(desk: &Desk) -> Html {
    framed(desk, Html::default())
}

/// Draws the page of a measure with its calculator.
pub fn draw_with_calculator(desk: &Desk) -> Html {
    let Some(tool) = Tool::on(desk.store.page) else { return draw(desk) };
    let words = desk.words();
    let id = calculator_on(desk.store.page).unwrap_or_default();
    let (Some(packs), Some(calculator)) = (desk.packs(), desk.packs().and_then(|it| it.calculator(&id))) else {
        return framed(
            desk,
            html! { <>{ timing(&desk.store, desk.rules.clock, &desk.act()) }{ bar(desk, None) }{ waiting(desk) }</> },
        );
    };
    let picked = desk.derived.work.is_some();
    let first = (!picked).then_some(words.pick_first);
    framed(
        desk,
        html! {
            <>
                { timing(&desk.store, desk.rules.clock, &desk.act()) }
                { bar(desk, first) }
                { pick(desk, packs, calculator, tool) }
                { examples(desk, packs, calculator, tool) }
                { undo(desk, tool) }
                if picked {
                    { questions(desk, tool) }
                }
                if picked {
                    { results(desk, tool, false) }
                    { tables(desk, packs) }
                } else {
                    { section("results", words.schemes, Html::default()) }
                    { rulebook(packs, calculator, words) }
                }
            </>
        },
    )
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
            { note(measure, words) }
            { carried_out(measure, words) }
            { beside(before(package, measure), after(package, measure), words, &go) }
        </article>
    }
}

/// The results period by period, each with the ways to take it along.
fn tables(desk: &Desk, packs: &PacksRef) -> Html {
    let words = desk.words();
    let assessment = (*desk.derived.work).as_ref().and_then(|it| it.sheet.assessment.as_ref());
    let draw = |part: &Part| {
        let scheme = packs.scheme(&part.scheme)?;
        let text = {
            let (packs, quote) = (packs.clone(), part.quote.clone());
            move || packs.scheme(&quote.scheme).map(|it| csv(it, &quote, words)).unwrap_or_default()
        };
        let keep = desk.download([&scheme.id, ".csv"].concat(), text.clone());
        Some(schedule(scheme, &part.quote, words, &desk.copy(text), &keep))
    };
    let parts = assessment.into_iter().flat_map(|it| it.parts.iter());
    html! { <>{ for parts.filter_map(draw) }</> }
}

/// The ways to the pages that compute something for a measure without being of it.
fn elsewhere(desk: &Desk, measure: &Measure) -> Html {
    let words = desk.words();
    let go = desk.go();
    let pages = pages_of(measure).map(|to| {
        let name = (words.compute_on)((words.page)(to));
        link(to, "hs-button hs-button--main", false, &go, html! { { name } })
    });
    html! { <div class="hs-actions__row">{ for pages }</div> }
}

/// The pages on which something is computed for a measure, its own apart.
fn pages_of(measure: &Measure) -> impl Iterator<Item = Page> {
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
