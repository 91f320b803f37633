//! The check of the calculation in this browser: a button, and how many worked examples agree.

use crate::parts::press;
use crate::words::Words;
use yew::{Callback, Html, html};

/// How far the check has come.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Checked {
    /// Not asked for.
    #[default]
    NotYet,
    /// Under way.
    Running,
    /// The examples did not come.
    NotLoaded,
    /// Done.
    Done {
        /// How many agree.
        passed: usize,
        /// The names of those that do not.
        failed: Vec<String>,
    },
}

/// Draws the check. `ready`: whether it can be run.
pub fn self_check(checked: &Checked, ready: bool, words: &Words, on: &Callback<()>) -> Html {
    let none: &[String] = &[];
    let (text, passed, wrong) = match checked {
        Checked::NotYet => (String::new(), None, none),
        Checked::Running => (words.checking.to_owned(), None, none),
        Checked::NotLoaded => (words.not_loaded.to_owned(), None, none),
        Checked::Done { passed, failed } => {
            ((words.agree)(*passed, *passed + failed.len()), Some(passed), failed.as_slice())
        }
    };
    html! {
        <section class="hs-card">
            <h2 class="hs-section__title">{ words.check_title }</h2>
            <p>{ words.check_say }</p>
            <button
                type="button"
                class="hs-button hs-button--main"
                id="selfcheck-run"
                disabled={!ready || *checked == Checked::Running}
                onclick={press::call(on)}
            >
                { words.check_run }
            </button>
            <p
                class="hs-self-check"
                id="selfcheck-result"
                role="status"
                aria-live="polite"
                data-passed={passed.map(|it| it.to_string())}
                data-failed={passed.map(|_| wrong.len().to_string())}
            >
                { text }
            </p>
            <ul class="hs-list">{ for wrong.iter().map(|it| html! { <li>{ it }</li> }) }</ul>
        </section>
    }
}
