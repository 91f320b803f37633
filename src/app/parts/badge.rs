//! A word in a coloured frame: how sure a figure is. The word says it, the colour only repeats it.

use crate::words::Words;
use engine::pack::Confidence;
use yew::{Html, html};

/// Draws how sure a figure is.
pub fn badge(confidence: Confidence, words: &Words) -> Html {
    let (class, text) = match confidence {
        Confidence::Official => ("hs-badge hs-badge--official", words.official),
        Confidence::Reported => ("hs-badge hs-badge--reported", words.reported),
        Confidence::Unverified => ("hs-badge hs-badge--unverified", words.unverified),
        Confidence::Unknown => ("hs-badge hs-badge--unknown", words.unknown),
    };
    html! { <span {class}>{ text }</span> }
}
