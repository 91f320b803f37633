//! What stands around every page: the way home, the switches, and at the foot who says all this.

use crate::parts::icon::{Icon, icon};
use crate::parts::link::link;
use crate::parts::press;
use crate::parts::switch::switch;
use crate::preferences::{Preferences, Size};
use crate::route::Page;
use crate::words::{Locale, Words};
use yew::{AttrValue, Callback, Html, html};

/// What the frame shows.
pub struct Shell<'a> {
    /// The page that is open.
    pub page: Page,
    /// How it is seen.
    pub preferences: Preferences,
    /// The day on which the site was built.
    pub built: Option<&'a AttrValue>,
}

/// Draws the frame around a page.
pub fn shell(it: &Shell<'_>, inside: Html, words: &Words, go: &Callback<Page>, prefer: &Callback<Preferences>) -> Html {
    let home = html! {
        <>
            if it.page != Page::Home {
                { icon(Icon::Back) }
            }
            <span class="hs-head__name">{ words.name }</span>
        </>
    };
    html! {
        <>
            <a class="hs-skip" href="#top">{ words.skip }</a>
            <header class="hs-head">
                <div class="hs-head__inner">
                    { link(Page::Home, "hs-head__home", it.page == Page::Home, go, home) }
                    { switches(it.preferences, words, prefer) }
                </div>
            </header>
            <main class="hs-main">{ inside }</main>
            { foot(it, words, go) }
        </>
    }
}

fn switches(it: Preferences, words: &Words, prefer: &Callback<Preferences>) -> Html {
    let elder = it.size != Size::Normal;
    let other = match it.locale {
        Locale::Zh => Locale::En,
        Locale::En => Locale::Zh,
    };
    let on = {
        let prefer = prefer.clone();
        Callback::from(move |place: usize| {
            prefer.emit(match place {
                0 => Preferences { size: if elder { Size::Normal } else { Size::Elder }, ..it },
                1 => Preferences { locale: other, ..it },
                2 => Preferences { theme: it.theme.next(), ..it },
                _ => Preferences { size: Size::ELDER.get(place - 3).copied().unwrap_or_default(), ..it },
            });
        })
    };
    let larger = {
        let on = on.clone();
        Callback::from(move |place: usize| on.emit(place + 3))
    };
    let size = Size::ELDER.iter().position(|size| *size == it.size);
    html! {
        <div class="hs-head__switches">
            <button
                type="button"
                class={if elder { "hs-head__switch hs-head__switch--on" } else { "hs-head__switch" }}
                data-testid="elder"
                onclick={press::place(&on, 0)}
            >
                { if elder { words.elder_off } else { words.elder } }
            </button>
            <button
                type="button"
                class="hs-head__switch"
                data-testid="locale"
                lang={other.html_lang()}
                onclick={press::place(&on, 1)}
            >
                { words.other_locale }
            </button>
            <button
                type="button"
                class="hs-head__switch"
                data-testid="theme"
                aria-label={(words.theme_label)(it.theme)}
                onclick={press::place(&on, 2)}
            >
                { (words.theme)(it.theme) }
            </button>
            if let Some(size) = size {
                { switch(words.size, &words.sizes, size, &larger) }
            }
        </div>
    }
}

fn foot(it: &Shell<'_>, words: &Words, go: &Callback<Page>) -> Html {
    let one = |to: Page| {
        html! { <li>{ link(to, "hs-foot__link", it.page == to, go, html! { { (words.page)(to) } }) }</li> }
    };
    html! {
        <footer class="hs-foot">
            <nav aria-label={words.pages}>
                <ul class="hs-foot__links">{ for Page::MAIN.into_iter().map(one) }</ul>
            </nav>
            <p>{ words.disclaimer }</p>
            <p>{ words.privacy_line }</p>
            if let Some(built) = it.built {
                <p>{ words.built }{ " " }<time datetime={built.clone()}>{ built }</time></p>
            }
        </footer>
    }
}
