//! Schemes that cannot apply, each with the condition that stands in the way.

use crate::format;
use crate::insight::{Insight, Turn};
use crate::parts::ends::when;
use crate::parts::reasons::condition;
use crate::words::Words;
use engine::pack::{Condition, Scheme};
use engine::value::Tri;
use engine::{Packs, Quote};
use yew::{Html, html};

/// The conditions that do not hold.
#[must_use]
pub fn failing<'a>(scheme: &'a Scheme, quote: &Quote) -> Vec<&'a Condition> {
    let failing = quote.outcomes.iter().filter(|it| it.holds == Tri::False);
    failing.filter_map(|it| scheme.conditions.get(it.condition)).collect()
}

/// Whether a scheme's time is not now: a window does not hold, or it was not among those of today.
#[must_use]
pub fn out_of_time(scheme: &Scheme, quote: &Quote, now: &[String]) -> bool {
    !now.contains(&scheme.id) || failing(scheme, quote).iter().any(|it| it.window.is_some())
}

/// Draws them, each with the smallest change that would turn it where one was found.
pub fn refused(packs: &Packs, quotes: &[&Quote], insight: Option<&Insight>, words: &Words) -> Html {
    let one = |quote: &&Quote| {
        let scheme = packs.scheme(&quote.scheme)?;
        let why = failing(scheme, quote);
        Some(html! {
            <li key={scheme.id.clone()} data-refused={scheme.id.clone()}>
                <span class="hs-refused__title">{ &scheme.title }</span>
                <ul class="hs-conditions">
                    { for why.into_iter().map(|it| condition(it, Tri::False, words)) }
                </ul>
                if let Some(turn) = insight.and_then(|it| it.turn(&scheme.id)) {
                    <p class="hs-refused__turn" data-flip={if turn.flip.in_ones_power { "yours" } else { "settled" }}>
                        { turning(packs, turn, words) }
                    </p>
                }
            </li>
        })
    };
    html! {
        <ul class="hs-refused">{ for quotes.iter().filter_map(one) }</ul>
    }
}

/// What would have to be otherwise, what it would bring, and whether the person can decide it.
pub fn turning(packs: &Packs, turn: &Turn, words: &Words) -> String {
    let gain = turn.flip.gain.map_or_else(|| words.unknown_amount.to_owned(), format::money);
    (words.flip)(&when(packs, &turn.flip.changes, words), turn.flip.in_ones_power, &gain)
}
