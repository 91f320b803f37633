//! A choice between a few words that lie side by side.

use yew::{AttrValue, Callback, Html, MouseEvent, Properties, component, html};

#[derive(Properties, PartialEq)]
pub struct SwitchProps {
    /// What is chosen, for whoever does not see it.
    pub label: AttrValue,
    pub options: Vec<AttrValue>,
    pub chosen: usize,
    pub on: Callback<usize>,
}

#[component]
pub fn Switch(props: &SwitchProps) -> Html {
    let option = |(place, text): (usize, &AttrValue)| {
        let on = props.on.clone();
        let chosen = place == props.chosen;
        html! {
            <button
                key={place}
                type="button"
                class={if chosen { "hs-switch__option hs-switch__option--chosen" } else { "hs-switch__option" }}
                aria-pressed={if chosen { "true" } else { "false" }}
                onclick={move |_: MouseEvent| on.emit(place)}
            >
                { text }
            </button>
        }
    };
    html! {
        <div class="hs-switch" role="group" aria-label={props.label.clone()}>
            { for props.options.iter().enumerate().map(option) }
        </div>
    }
}
