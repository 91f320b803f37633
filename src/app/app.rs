//! The whole app: one store, one set of packs, and the page that is open.

use crate::boot;
use crate::desk::Desk;
use crate::fragment::{FragmentError, Shared};
use crate::kit::Kit;
use crate::naming;
use crate::packs::{Loading, Rules};
use crate::parts::shell::{Shell, shell};
use crate::plan::Plan;
use crate::platform::{address, page, storage};
use crate::preferences::Preferences;
use crate::route::Page;
use crate::store::{Action, Store, Tool};
use crate::work::use_derived;
use engine::Money;
use engine::date::{self, Date};
use yew::{
    AttrValue, Callback, Html, Properties, UseReducerHandle, UseStateHandle, component, hook, use_effect_with,
    use_memo, use_reducer, use_state,
};

/// What the app is started with.
#[derive(Properties, PartialEq, Default, Clone)]
pub struct AppProps {
    /// What this module can do.
    pub(crate) kit: Kit,
    /// The page to open.
    pub(crate) page: Page,
    /// The packs, as far as they are here.
    pub(crate) loading: Loading,
    /// How the person wants to see it.
    pub(crate) preferences: Preferences,
    /// What was kept.
    pub(crate) plans: Vec<Plan>,
    /// What was typed before on this visit.
    pub(crate) session: Vec<Plan>,
    /// What a share link holds with which the page was opened.
    pub(crate) shared: Option<Result<Shared, FragmentError>>,
    /// The most that cars and goods can be worth.
    pub(crate) worth: (Option<Money>, Option<Money>),
    /// Today; `None` while the page is rendered ahead.
    pub(crate) today: Option<Date>,
    /// The day whose policies were asked for before on this visit.
    pub(crate) asked: Option<Date>,
    /// The day on which the site was built.
    pub(crate) built: Option<AttrValue>,
}

/// The whole page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let start = props.clone();
    let store = use_reducer(move || {
        let store = Store { page: start.page, preferences: start.preferences, plans: start.plans, ..Store::default() };
        let store = Store { asked: start.asked, ..store };
        let store = store.with_session(start.session);
        match (start.shared, Tool::on(start.page)) {
            (Some(shared), Some(tool)) => store.after(Action::Receive(tool, shared)),
            _ => store,
        }
    });
    let loading = use_state(|| props.loading.clone());
    let tries = use_state(|| 0_u32);
    use_address(&store);
    use_links(&store);
    // The schemes of the page that is open are read here, so that whatever is drawn finds them.
    let opened = use_memo(((*loading).clone(), store.page), |(loading, page)| loading.on(props.kit, *page));
    let packs = match &*opened {
        Loading::Ready(packs) => Some(packs),
        _ => None,
    };
    use_document(&store, naming::title(store.page, packs.and_then(|it| it.package()), store.words()));
    use_session(&store);
    use_asked(store.asked);
    use_loading(props.kit, &store, &loading, *tries);
    use_ready(&opened);

    let retry = {
        let (loading, tries) = (loading.clone(), tries);
        Callback::from(move |()| {
            loading.set(Loading::Waiting);
            tries.set(tries.wrapping_add(1));
        })
    };
    let today = store.asked.or(props.today);
    let rules = Rules { loading: (*opened).clone(), today, clock: props.today, worth: props.worth, retry };
    let derived = use_derived(props.kit, &store, rules.packs(), today);
    let desk = Desk { store: store.clone(), rules, derived };
    let prefer = {
        let dispatch = store.dispatcher();
        Callback::from(move |it: Preferences| dispatch.dispatch(Action::Prefer(it)))
    };
    let frame = Shell { page: store.page, preferences: store.preferences, built: props.built.as_ref() };
    shell(&frame, (props.kit.draw)(&desk), store.words(), &desk.go(), &prefer)
}

/// Back and forward.
#[hook]
fn use_address(store: &UseReducerHandle<Store>) {
    let dispatch = store.dispatcher();
    use_effect_with((), move |()| {
        let listener = address::listen(move |page| dispatch.dispatch(Action::Go(page)));
        move || drop(listener)
    });
}

/// Share links that are opened while the page is.
#[hook]
fn use_links(store: &UseReducerHandle<Store>) {
    let (dispatch, page) = (store.dispatcher(), store.page);
    use_effect_with(page, move |page| {
        let tool = Tool::on(*page);
        let listener = tool.and_then(|tool| boot::listen(move |it| dispatch.dispatch(Action::Receive(tool, it))));
        move || drop(listener)
    });
}

/// The document follows the store: title, colours, letters, language. Preferences are kept; a browser may
/// refuse, and then they last as long as the page. A page that is opened starts at its top.
#[hook]
fn use_document(store: &UseReducerHandle<Store>, title: String) {
    let opened = use_state(|| store.page);
    let now = (store.page, store.preferences, title);
    use_effect_with(now, move |(page, preferences, title)| {
        page::title(title);
        boot::show(*preferences);
        if *preferences != Preferences::default() || storage::read(boot::PREFERENCES).is_some() {
            storage::write(boot::PREFERENCES, &preferences.write());
        }
        if *opened != *page {
            opened.set(*page);
            page::top();
        }
    });
}

/// What was typed outlives a walk to a page of another module, until the window is closed.
#[hook]
fn use_session(store: &UseReducerHandle<Store>) {
    let typed = store.forms.clone();
    let session = store.session();
    let first = use_state(|| typed.clone());
    use_effect_with(typed, move |typed| {
        if *first != *typed || storage::session(boot::SESSION).is_some() {
            storage::keep_session(boot::SESSION, &crate::plan::write(&session));
        }
    });
}

/// The day asked about goes along from page to page.
#[hook]
fn use_asked(asked: Option<Date>) {
    use_effect_with(asked, |asked| {
        let text = asked.map(date::iso).unwrap_or_default();
        if storage::session(boot::ASKED).unwrap_or_default() != text {
            storage::keep_session(boot::ASKED, &text);
        }
    });
}

/// Packs in the language chosen, and once more when that is asked for.
#[hook]
fn use_loading(kit: Kit, store: &UseReducerHandle<Store>, loading: &UseStateHandle<Loading>, tries: u32) {
    let wanted = (store.preferences.locale, tries);
    let have = use_state(|| wanted);
    let (loading, page) = (loading.clone(), store.page);
    use_effect_with(wanted, move |wanted| {
        if *have == *wanted {
            return;
        }
        let wanted = *wanted;
        have.set(wanted);
        yew::platform::spawn_local(async move {
            match boot::load(kit, page, wanted.0).await {
                // Packs that are here stay when others do not come.
                Loading::Failed | Loading::Broken(_) if matches!(*loading, Loading::Ready(_)) => {}
                it => loading.set(it),
            }
        });
    });
}

/// Tells whoever watches the document that the page can be used.
#[hook]
fn use_ready(loading: &Loading) {
    use_effect_with(loading.clone(), |loading| match loading {
        Loading::Waiting => {}
        Loading::Ready(_) => {
            page::mark("data-packs-state", Some("ready"));
            page::mark("data-ready", Some("true"));
        }
        Loading::Failed | Loading::Broken(_) => {
            page::mark("data-packs-state", Some("failed"));
        }
    });
}
