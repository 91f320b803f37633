//! A question to which several answers can be given: rows that are real checkboxes.

use yew::{Callback, Html, html};

/// One row.
pub struct Tick<'a> {
    /// Its name.
    pub id: &'a str,
    /// What is read.
    pub label: &'a str,
    /// Whether it is taken.
    pub taken: bool,
}

/// Draws the question; `on` gets the place of the row that was pressed.
pub fn ticks(id: &'static str, ask: &str, help: &str, rows: &[Tick<'_>], on: &Callback<usize>) -> Html {
    let row = |(place, it): (usize, &Tick<'_>)| {
        let on = on.clone();
        html! {
            <label class="hs-choice__option hs-ticks__option" key={it.id.to_owned()}>
                <input
                    class="hs-choice__input"
                    type="checkbox"
                    id={if place == 0 { ["q-", id].concat() } else { ["q-", id, "-", it.id].concat() }}
                    data-option={it.id.to_owned()}
                    checked={it.taken}
                    onchange={Callback::from(move |_| on.emit(place))}
                />
                <span class="hs-choice__mark hs-ticks__mark" aria-hidden="true"></span>
                <span class="hs-choice__label">{ it.label }</span>
            </label>
        }
    };
    html! {
        <fieldset class="hs-choice" aria-describedby="ticks-help">
            <legend class="hs-question__ask">{ ask }</legend>
            <p class="hs-ticks__help" id="ticks-help">{ help }</p>
            <div class="hs-choice__options">{ for rows.iter().enumerate().map(row) }</div>
        </fieldset>
    }
}
