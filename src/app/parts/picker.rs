//! A grid of large buttons to pick what is added; the rest lies behind one more button.

use crate::form::FormAction;
use crate::parts::fold::fold;
use crate::parts::press;
use crate::words::Words;
use yew::{AttrValue, Callback, Html, html};

/// One thing to pick.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pick {
    /// What is stored.
    pub id: AttrValue,
    /// What is read.
    pub label: AttrValue,
    /// Whether it stands in front.
    pub first: bool,
}

/// Draws the grid. `fact` is the fact that the pick answers.
pub fn picker(
    title: &str,
    fact: &AttrValue,
    picks: &[Pick],
    disabled: bool,
    words: &Words,
    on: &Callback<FormAction>,
) -> Html {
    let grid = |first: bool| {
        let picks = picks.iter().filter(|it| it.first == first).map(|it| {
            html! {
                <button
                    type="button"
                    class="hs-picker__option"
                    data-add={it.id.clone()}
                    {disabled}
                    onclick={press::form(on, FormAction::Add(fact.clone(), it.id.clone()))}
                >
                    { &it.label }
                </button>
            }
        });
        html! { <div class="hs-picker__grid">{ for picks }</div> }
    };
    let n_first = picks.iter().filter(|it| it.first).count();
    let n_rest = picks.len() - n_first;
    html! {
        <section class="hs-picker" aria-label={title.to_owned()}>
            <h3 class="hs-picker__title">{ title }</h3>
            if n_first > 0 {
                { grid(true) }
            }
            if n_first > 0 && n_rest > 0 {
                { fold("more-categories", words.other_categories, Some(n_rest), grid(false)) }
            } else {
                { grid(false) }
            }
        </section>
    }
}
