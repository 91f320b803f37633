//! Something that is folded away until it is asked for.

use yew::{AttrValue, Children, Html, Properties, component, html};

#[derive(Properties, PartialEq)]
pub struct FoldProps {
    pub title: AttrValue,
    /// How many things lie inside, when that is worth saying.
    #[prop_or_default]
    pub count: Option<usize>,
    /// A name for tests.
    #[prop_or_default]
    pub name: Option<AttrValue>,
    #[prop_or_default]
    pub children: Children,
}

#[component]
pub fn Fold(props: &FoldProps) -> Html {
    html! {
        <details class="hs-fold" data-fold={props.name.clone()}>
            <summary class="hs-fold__title">
                <span>{ &props.title }</span>
                if let Some(count) = props.count {
                    <span class="hs-fold__count">{ count }</span>
                }
            </summary>
            <div class="hs-fold__body">{ props.children.clone() }</div>
        </details>
    }
}
