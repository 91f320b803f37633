//! Whether a plan is proven best: its value and the bound that no plan exceeds.

use crate::answer::Answer;
use crate::format;
use crate::words::Words;
use engine::Money;
use yew::{Html, html};

/// Draws it: 已证明最优 only where the bound is reached, else how far away it is.
pub fn proof(plan: &Answer, words: &Words) -> Html {
    let said = words.of_plans();
    let bound = format::money(plan.bound);
    let gap = plan.bound.checked_sub(plan.least).unwrap_or_default();
    let proven = plan.proven && gap == Money::ZERO;
    let say = if proven {
        (said.proven)(&format::money(plan.least), &bound)
    } else {
        (said.gap)(&format::money(gap), &bound)
    };
    html! {
        <p
            class={if proven { "hs-proof hs-proof--proven" } else { "hs-proof" }}
            data-proven={if proven { "true" } else { "false" }}
            data-bound={plan.bound.to_string()}
            data-gap={gap.to_string()}
        >
            { say }
        </p>
    }
}
