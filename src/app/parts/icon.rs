//! Small pictures beside words; they say nothing that the words do not say.

use yew::{Html, html};

/// The pictures there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Icon {
    Ticket,
    Car,
    Fridge,
    List,
    Bookmark,
    Info,
    Back,
    Next,
    Yes,
    No,
    Open,
    Printed,
}

const fn path(icon: Icon) -> &'static str {
    match icon {
        Icon::Ticket => {
            "M3 8a1 1 0 0 1 1-1h16a1 1 0 0 1 1 1v2.5a1.5 1.5 0 0 0 0 3V16a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-2.5a1.5 1.5 0 0 0 0-3zM9 7v2m0 2v2m0 2v2M13 10h4m-4 4h4"
        }
        Icon::Car => {
            "M3 16v-3.5l2-5A1.5 1.5 0 0 1 6.4 6.5h8.2a1.5 1.5 0 0 1 1.2.6L18.5 11l2 .8a1 1 0 0 1 .5.9V16h-2M9 16h6M5 16H3M7 18a2 2 0 1 0 0-4 2 2 0 0 0 0 4zm10 0a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM5.5 11H12V6.5"
        }
        Icon::Fridge => "M7 3h10a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM6 10h12M9 6v2m0 5v3",
        Icon::List => "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
        Icon::Bookmark => "M7 4h10v16l-5-4-5 4z",
        Icon::Info => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01",
        Icon::Back => "M15 5l-7 7 7 7",
        Icon::Next => "M9 5l7 7-7 7",
        Icon::Yes => "M5 12.5l4.5 4.5L19 7",
        Icon::No => "M6 6l12 12M18 6L6 18",
        Icon::Open => "M9 9.5a3 3 0 1 1 4.2 2.7c-.8.4-1.2 1-1.2 1.8M12 17h.01",
        Icon::Printed => "M6 3h9l3 3v15H6zM9 9h6M9 13h6M9 17h3",
    }
}

/// Draws a picture.
pub fn icon(icon: Icon) -> Html {
    html! {
        <svg class="hs-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={path(icon)} />
        </svg>
    }
}
