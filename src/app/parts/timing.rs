//! The day whose policies count: said clearly when it is not today, with one press back to today.

use crate::format;
use crate::parts::button::{Look, button};
use crate::parts::press;
use crate::platform::input;
use crate::store::{Action, Store, ask_on, askable};
use crate::words::search::{SearchWords, search};
use engine::date::{self, Date};
use yew::{Callback, Event, Html, html};

/// Draws it. `clock`: today itself; nothing is drawn before that is known.
pub fn timing(store: &Store, clock: Option<Date>, act: &Callback<Action>) -> Html {
    let Some(today) = clock else { return Html::default() };
    let words = search(store.preferences.locale);
    let day = format::day(store.asked.unwrap_or(today), store.words());
    let asked = store.asked.is_some();
    let back = {
        let act = act.clone();
        Callback::from(move |()| act.emit(Action::AskOn(None)))
    };
    html! {
        <div
            class={if asked { "hs-timing hs-timing--other" } else { "hs-timing" }}
            data-testid="timing"
            data-day={date::iso(store.asked.unwrap_or(today))}
            data-asked={asked.then_some("true")}
        >
            <p class="hs-timing__line" role="status" aria-live="polite">
                if asked {
                    <strong>{ (words.not_today)(&day) }</strong>
                    { button(Look::Main, "back-to-today", words.back_to_today, press::call(&back)) }
                } else {
                    <span>{ words.on_today }{ " · " }{ day }</span>
                }
            </p>
            <details class="hs-timing__other" data-fold="timing">
                <summary>{ words.other_day }</summary>
                { picker(store, today, words, act) }
            </details>
        </div>
    }
}

fn picker(store: &Store, today: Date, words: &SearchWords, act: &Callback<Action>) -> Html {
    let (first, last) = askable();
    let onchange = {
        let act = act.clone();
        Callback::from(move |event: Event| act.emit(ask_on(&input::text(&event), Some(today))))
    };
    html! {
        <div class="hs-timing__inside">
            <label class="hs-timing__label" for="asked-on">{ words.which_day }</label>
            <input
                class="hs-timing__input"
                id="asked-on"
                type="date"
                min={date::iso(first)}
                max={date::iso(last)}
                value={date::iso(store.asked.unwrap_or(today))}
                aria-describedby="asked-on-help"
                aria-invalid={store.no_such_day.then_some("true")}
                {onchange}
            />
            if store.no_such_day {
                <p class="hs-question__error" role="alert">{ words.no_such_day }</p>
            }
            <p class="hs-timing__help" id="asked-on-help">{ words.which_day_help }</p>
        </div>
    }
}
