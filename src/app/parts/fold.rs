//! Something that is folded away until it is asked for.

use yew::{Html, html};

/// Draws a fold. `name` is for tests, `count` how many things lie inside when that is worth saying.
pub fn fold(name: &str, title: &str, count: Option<usize>, inside: Html) -> Html {
    html! {
        <details class="hs-fold" key={name.to_owned()} data-fold={name.to_owned()}>
            <summary class="hs-fold__title">
                <span>{ title }</span>
                if let Some(count) = count {
                    <span class="hs-fold__count">{ count }</span>
                }
            </summary>
            <div class="hs-fold__body">{ inside }</div>
        </details>
    }
}
