//! With which answers each end of the range is reached, in a sentence each, and what another reading of the
//! notices would give.

use crate::format;
use crate::insight::{End, Insight};
use crate::parts::fold::fold;
use crate::words::Words;
use engine::quote::Reading;
use engine::{Answer, Packs};
use yew::{Html, html};

/// Draws both ends and the other readings; the place under the bar stays when there is nothing to say.
/// `fresh`: what is said belongs to the result that is shown, and not to the one before; `open`: there are two ends,
/// or may be once there is a result.
pub fn ends(
    packs: &Packs,
    insight: Option<&Insight>,
    (fresh, open): (bool, bool),
    readings: &[Reading],
    words: &Words,
) -> Html {
    let all = insight.map(|it| it.ends.as_slice()).unwrap_or_default();
    let one = |it: &End| {
        let when = when(packs, &it.when, words);
        let amount = format::money(it.amount);
        let (name, say) = if it.most {
            ("most", (words.most_when)(&amount, &when))
        } else {
            ("least", (words.least_when)(&amount, &when))
        };
        html! { <p class="hs-ends__one" data-end={name}>{ say }</p> }
    };
    let inside = html! { <>{ for all.iter().map(one) }</> };
    html! {
        <div class={if open { "hs-ends hs-ends--open" } else { "hs-ends" }} data-beside={if fresh { "ready" } else { "late" }}>
            if !all.is_empty() {
                { fold("ends", words.ends_title, None, inside) }
            }
            { for readings.iter().map(|it| reading(packs, it, words)) }
        </div>
    }
}

/// Answers in a row: `旧车 有; 新车价格 ¥186,000.00`.
pub fn when(packs: &Packs, answers: &[Answer], words: &Words) -> String {
    let one = |it: &Answer| {
        let fact = packs.facts().get(it.fact)?;
        let seat = it.item.map(|it| [&(it + 1).to_string(), ". "].concat()).unwrap_or_default();
        Some([&seat, &fact.label, " ", &format::answer(fact, &it.value, words)].concat())
    };
    let all: Vec<String> = answers.iter().filter_map(one).collect();
    all.join("; ")
}

fn reading(packs: &Packs, it: &Reading, words: &Words) -> Html {
    let Some(fact) = packs.facts().get(it.fact) else { return Html::default() };
    let range = format::range(it.range.least, it.range.most, words);
    let value = format::answer(fact, &it.value, words);
    html! {
        <p class="hs-ends__reading" data-reading={fact.id.clone()}>
            { (words.other_reading)(&fact.label, &value, &range) }
        </p>
    }
}
