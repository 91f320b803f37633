//! The page of cars: what buying one brings, and which tax is left to pay.

use super::calculator::{bar, courses, ends, questions, received, results, undo};
use super::{dated, waiting};
use crate::desk::Desk;
use crate::store::Tool;
use yew::{Html, html};

/// Draws the page.
pub fn draw(desk: &Desk) -> Html {
    let words = desk.words();
    html! {
        <>
            { dated(desk, words.vehicles, words.vehicles_lead) }
            { bar(desk, None) }
            { ends(desk) }
            { received(desk, Tool::Vehicle) }
            { waiting(desk) }
            { questions(desk, Tool::Vehicle) }
            { undo(desk, Tool::Vehicle) }
            { courses(desk) }
            { results(desk, Tool::Vehicle, false) }
        </>
    }
}
