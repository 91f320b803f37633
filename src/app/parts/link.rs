//! A real link to a page of the site, opened without loading the module again.

use crate::platform::input;
use crate::route::Page;
use yew::{Callback, Children, Classes, Html, MouseEvent, Properties, component, html};

#[derive(Properties, PartialEq)]
pub struct LinkProps {
    pub to: Page,
    #[prop_or_default]
    pub class: Classes,
    /// Whether it leads to the page that is open.
    #[prop_or_default]
    pub here: bool,
    pub go: Callback<Page>,
    #[prop_or_default]
    pub children: Children,
}

#[component]
pub fn Link(props: &LinkProps) -> Html {
    let to = props.to;
    let onclick = {
        let go = props.go.clone();
        move |event: MouseEvent| {
            if input::opens_here(&event) {
                event.prevent_default();
                go.emit(to);
            }
        }
    };
    html! {
        <a
            class={props.class.clone()}
            href={to.file()}
            aria-current={props.here.then_some("page")}
            {onclick}
        >
            { props.children.clone() }
        </a>
    }
}
