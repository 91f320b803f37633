//! A row of small choices of which one or none is taken: a filter.

use crate::parts::press;
use yew::{AttrValue, Callback, Html, html};

/// A filter.
pub struct Chips<'a> {
    /// What is filtered by; also the name in tests.
    pub id: &'static str,
    /// The same in words.
    pub label: &'a str,
    /// What takes nothing away.
    pub all: &'a str,
    /// Name and words of each choice.
    pub choices: &'a [(&'static str, &'static str)],
    /// The name of the one taken; empty: none.
    pub taken: &'a str,
}

/// Draws a filter; `on` gets the name that is taken, or an empty text.
pub fn chips(it: &Chips<'_>, on: &Callback<AttrValue>) -> Html {
    let names: Vec<AttrValue> = it.choices.iter().map(|it| AttrValue::Static(it.0)).collect();
    let by_place = {
        let on = on.clone();
        Callback::from(move |place: usize| {
            let name = place.checked_sub(1).and_then(|it| names.get(it).cloned());
            on.emit(name.unwrap_or_default());
        })
    };
    let chip = |(place, (name, label)): (usize, &(&'static str, &str))| {
        html! {
            <button
                type="button"
                class="hs-chips__one"
                data-chip={*name}
                aria-pressed={if it.taken == *name { "true" } else { "false" }}
                onclick={press::place(&by_place, place)}
            >
                { *label }
            </button>
        }
    };
    let all = ("", it.all);
    let choices = it.choices.iter().enumerate().map(|(place, it)| chip((place + 1, it)));
    html! {
        <div class="hs-chips" role="group" aria-label={it.label.to_owned()} data-chips={it.id}>
            <span class="hs-chips__label" aria-hidden="true">{ it.label }</span>
            { chip((0, &all)) }
            { for choices }
        </div>
    }
}
