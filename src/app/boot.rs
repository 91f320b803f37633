//! The start in the browser: what the device keeps is read, the packs are fetched, and only then does
//! the app take the place of the prerendered text, so that nothing on the page jumps.

use crate::app::{App, AppProps};
use crate::fragment::{self, FragmentError, Shared};
use crate::kit::Kit;
use crate::packs::Loading;
use crate::plan;
use crate::platform::{address, clock, fetch, page, storage};
use crate::preferences::Preferences;
use crate::route::Page;
use crate::words::Locale;
use gloo::events::EventListener;

/// The key of the kept preferences.
pub const PREFERENCES: &str = "huisuan.preferences";
/// The key of the kept plans.
pub const PLANS: &str = "huisuan.plans";

/// The key of what was typed on this visit.
pub const SESSION: &str = "huisuan.session";

/// The key of the day whose policies were asked for on this visit.
pub const ASKED: &str = "huisuan.asked";

/// Starts a module of the site.
pub fn boot(kit: Kit) {
    let preferences = storage::read(PREFERENCES).map(|it| Preferences::read(&it)).unwrap_or_default();
    show(preferences);
    yew::platform::spawn_local(async move {
        let loading = load(kit, address::page(), preferences.locale).await;
        let Some(root) = page::root() else { return };
        let worth = |name: &str| page::told(name).and_then(|it| engine::input::money(&it).ok());
        let props = AppProps {
            kit,
            session: storage::session(SESSION).map(|it| plan::read(&it)).unwrap_or_default(),
            worth: (worth("data-most-vehicle"), worth("data-most-goods")),
            page: address::page(),
            shared: received(),
            loading,
            preferences,
            plans: storage::read(PLANS).map(|it| plan::read(&it)).unwrap_or_default(),
            today: clock::today(),
            asked: storage::session(ASKED).and_then(|it| engine::date::parse_iso(&it)),
            built: page::told("data-built").map(Into::into),
        };
        yew::Renderer::<App>::with_root_and_props(root, props).render();
    });
}

/// The answers of a share link; they leave the address, so that loading the page again does not bring them back.
/// A damaged link stays, to be looked at and copied.
fn received() -> Option<Result<Shared, FragmentError>> {
    let read = fragment::read(&address::fragment()?);
    match read {
        Err(FragmentError::NotShared) => return None,
        Err(_) => {}
        Ok(_) => {
            address::drop_fragment();
        }
    }
    Some(read)
}

/// Calls back with the answers of a share link that is opened while the page is.
#[must_use]
pub fn listen(call: impl Fn(Result<Shared, FragmentError>) + 'static) -> Option<EventListener> {
    address::listen_fragment(move || {
        if let Some(it) = received() {
            call(it);
        }
    })
}

/// Puts preferences onto the document.
pub fn show(preferences: Preferences) {
    page::mark("data-theme", preferences.theme.mark());
    page::mark("data-elder", preferences.size.mark());
    page::mark("lang", Some(preferences.locale.html_lang()));
}

/// Fetches and reads what a page of the module shows, in a language.
pub async fn load(kit: Kit, page: Page, locale: Locale) -> Loading {
    let mut files = Vec::with_capacity(page.files().len());
    for name in page.files() {
        let named = match locale {
            Locale::Zh => page::told(name),
            Locale::En => page::told(&[name, "-en"].concat()).or_else(|| page::told(name)),
        };
        let Some(named) = named else { return Loading::Failed };
        let Some(bytes) = fetch::file(&named).await else { return Loading::Failed };
        files.push(bytes);
    }
    Loading::of((kit.read)(files))
}
