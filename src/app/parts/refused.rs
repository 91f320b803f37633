//! Schemes that cannot apply, each with the condition that stands in the way.

use crate::packs::PacksRef;
use crate::parts::icon::{Icon, icon};
use crate::words::Words;
use engine::Quote;
use engine::pack::{Condition, Scheme};
use engine::value::Tri;
use std::rc::Rc;
use yew::{Html, Properties, component, html};

/// The conditions that do not hold.
pub fn failing<'a>(scheme: &'a Scheme, quote: &'a Quote) -> impl Iterator<Item = &'a Condition> {
    quote
        .outcomes
        .iter()
        .filter(|it| it.holds == Tri::False)
        .filter_map(|it| scheme.conditions.get(it.condition))
}

/// Whether a scheme's time is not now, whatever else.
#[must_use]
pub fn out_of_time(scheme: &Scheme, quote: &Quote) -> bool {
    failing(scheme, quote).any(|it| it.window.is_some())
}

#[derive(Properties, PartialEq)]
pub struct RefusedProps {
    pub words: &'static Words,
    pub packs: PacksRef,
    pub quotes: Vec<Rc<Quote>>,
}

#[component]
pub fn Refused(props: &RefusedProps) -> Html {
    let one = |quote: &Rc<Quote>| {
        let scheme = props.packs.scheme(&quote.scheme)?;
        let why = failing(scheme, quote).map(|it| {
            let window = it.window.as_ref().map(|it| {
                (props.words.window)(
                    it.from.map(|it| crate::format::day(it, props.words)),
                    it.to.map(|it| crate::format::day(it, props.words)),
                )
            });
            html! {
                <li class="hs-condition hs-condition--no">
                    { icon(Icon::No) }
                    <span class="hs-condition__text">
                        <span class="hs-condition__standing">{ props.words.not_met }</span>
                        { &it.say }
                        if let Some(window) = window {
                            <span class="hs-condition__window">{ window }</span>
                        }
                    </span>
                </li>
            }
        });
        Some(html! {
            <li class="hs-refused__one" key={scheme.id.clone()} data-refused={scheme.id.clone()}>
                <span class="hs-refused__title">{ &scheme.title }</span>
                <ul class="hs-conditions">{ for why }</ul>
            </li>
        })
    };
    html! {
        <ul class="hs-refused">{ for props.quotes.iter().filter_map(one) }</ul>
    }
}
