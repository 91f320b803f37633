//! A field to look for words, and how much was found.

use crate::platform::input;
use crate::words::Words;
use yew::{AttrValue, Callback, Html, InputEvent, html};

/// Draws the field.
pub fn search(text: &AttrValue, found: String, words: &Words, on: Callback<AttrValue>) -> Html {
    let oninput = Callback::from(move |event: InputEvent| on.emit(input::text(&event)));
    html! {
        <div class="hs-search">
            <label class="hs-search__label" for="search">{ words.search }</label>
            <input
                class="hs-search__input"
                id="search"
                type="search"
                autocomplete="off"
                enterkeyhint="search"
                placeholder={words.search_example}
                value={text.clone()}
                {oninput}
            />
            <p class="hs-search__found" role="status" aria-live="polite">{ found }</p>
        </div>
    }
}
