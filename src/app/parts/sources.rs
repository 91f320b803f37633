//! The documents of a rule, numbered as the rule's sentences refer to them.

use crate::parts::badge::badge;
use crate::words::Words;
use engine::pack::Document;
use yew::{Html, html};

/// Draws the list of documents.
pub fn sources(documents: &[Document], words: &Words) -> Html {
    let one = |document: &Document| {
        let about = [Some(document.issuer.as_str()), document.number.as_deref(), document.date.as_deref()];
        let about: Vec<&str> = about.into_iter().flatten().collect();
        html! {
            <li class="hs-sources__one">
                <span class="hs-sources__title">{ &document.title }</span>
                { badge(document.confidence, words) }
                <span class="hs-sources__about">{ about.join(" · ") }</span>
                if let Some(note) = &document.note {
                    <span class="hs-sources__about">{ note }</span>
                }
                if let Some(url) = &document.url {
                    <a class="hs-sources__link" href={url.clone()} rel="noopener noreferrer external">
                        { words.open_source }
                    </a>
                }
            </li>
        }
    };
    html! {
        <ol class="hs-sources">{ for documents.iter().map(one) }</ol>
    }
}
