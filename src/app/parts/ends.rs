//! With which answers each end of the range is reached.

use crate::format;
use crate::outcome::unlimited;
use crate::parts::fold::fold;
use crate::words::Words;
use engine::quote::Range;
use engine::{Answer, Money, Packs};
use yew::{Html, html};

/// Draws both ends; nothing when there is only one amount.
pub fn ends(packs: &Packs, total: &Range, words: &Words) -> Html {
    if total.least == total.most {
        return Html::default();
    }
    let inside = html! {
        <>
            // The largest amount that a field takes is nobody's answer.
            if unlimited(packs, total).is_none() {
                { end(packs, (words.most_at)(&amount(total.most, words)), &total.most_at, words) }
            }
            { end(packs, (words.least_at)(&amount(total.least, words)), &total.least_at, words) }
        </>
    };
    fold("ends", words.ends_title, None, inside)
}

fn amount(it: Option<Money>, words: &Words) -> String {
    it.map_or_else(|| words.unknown_amount.to_owned(), format::money)
}

fn end(packs: &Packs, head: String, at: &[Answer], words: &Words) -> Html {
    let one = |it: &Answer| {
        let fact = packs.facts().get(it.fact)?;
        let key = [it.fact.to_string(), it.item.map(|it| it.to_string()).unwrap_or_default()].join("-");
        let seat = it.item.map(|it| [&(it + 1).to_string(), ". "].concat()).unwrap_or_default();
        Some(
            html! { <li key={key}>{ seat }{ &fact.label }{ ": " }<b>{ format::answer(fact, &it.value, words) }</b></li> },
        )
    };
    html! {
        <>
            <h3 class="hs-claim__head">{ head }</h3>
            <ul class="hs-list">{ for at.iter().filter_map(one) }</ul>
        </>
    }
}
