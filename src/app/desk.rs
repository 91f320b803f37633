//! What a page works with: the store, the packs, what is worked out, and the ways to act. Only pages use it.

use crate::boot;
use crate::form::{Form, FormAction};
use crate::fragment::{self, Shared};
use crate::household;
use crate::insight::Insight;
use crate::packs::{PacksRef, Rules};
use crate::parts::item::item_id;
use crate::parts::question::control_id;
use crate::plan;
use crate::platform::{address, clipboard, download, page, storage};
use crate::route::Page;
use crate::store::{Action, Notice, Store, Tool};
use crate::words::Words;
use crate::work::Derived;
use gloo::timers::callback::Timeout;
use yew::{Callback, MouseEvent, UseReducerHandle};

/// Everything on the desk.
#[derive(Clone, PartialEq)]
pub struct Desk {
    /// What the person told us.
    pub store: UseReducerHandle<Store>,
    /// What the packs say.
    pub rules: Rules,
    /// What follows.
    pub derived: Derived,
}

impl Desk {
    /// The words of the language chosen.
    #[must_use]
    pub fn words(&self) -> &'static Words {
        self.store.words()
    }

    /// The packs, once they are here.
    #[must_use]
    pub fn packs(&self) -> Option<&PacksRef> {
        self.rules.packs()
    }

    /// What is said beside the result, once it is worked out.
    #[must_use]
    pub fn insight(&self) -> Option<&Insight> {
        self.derived.beside.as_ref().map(|it| &*it.0)
    }

    /// Does what an action says.
    #[must_use]
    pub fn act(&self) -> Callback<Action> {
        let dispatch = self.store.dispatcher();
        Callback::from(move |action| dispatch.dispatch(action))
    }

    /// An action that is done when it is called for.
    #[must_use]
    pub fn will(&self, action: Action) -> Callback<()> {
        let dispatch = self.store.dispatcher();
        Callback::from(move |()| dispatch.dispatch(action.clone()))
    }

    /// Opens a page.
    #[must_use]
    pub fn go(&self) -> Callback<Page> {
        let dispatch = self.store.dispatcher();
        Callback::from(move |page| {
            address::push(page);
            dispatch.dispatch(Action::Go(page));
        })
    }

    /// Puts a form in the place of a calculator's for this visit, as a link to its page is followed.
    #[must_use]
    pub fn carry(&self, tool: Tool, form: Form) -> Callback<MouseEvent> {
        let store = self.store.clone();
        Callback::from(move |_: MouseEvent| {
            let session = store.after(Action::Fill(tool, form.clone())).session();
            storage::keep_session(boot::SESSION, &plan::write(&session));
        })
    }

    /// Acts on a form, and keeps the focus on the question that was acted on.
    #[must_use]
    pub fn on_form(&self, tool: Tool) -> Callback<FormAction> {
        let store = self.store.clone();
        Callback::from(move |action: FormAction| {
            let form = store.form(tool);
            let focus = match &action {
                FormAction::Pick(slot, _) | FormAction::Unsure(slot) | FormAction::Open(slot) => Some(control_id(slot)),
                FormAction::Settle => form.open.as_ref().map(control_id),
                FormAction::Add(..) => Some(item_id(form.next_item())),
                FormAction::Remove(_) => Some("items".to_owned()),
                FormAction::Reset | FormAction::Load(_) => Some("questions".to_owned()),
                _ => None,
            };
            store.dispatch(Action::Form(tool, action));
            if let Some(id) = focus {
                // After the page is drawn again.
                Timeout::new(0, move || {
                    page::focus(&id);
                })
                .forget();
            }
        })
    }

    /// Changes the kept plans, on the device too, and says whether the browser let us.
    #[must_use]
    pub fn keep(&self, action: Action) -> Callback<()> {
        let store = self.store.clone();
        Callback::from(move |()| {
            let plans = store.after(action.clone()).plans;
            let done = if plans.is_empty() {
                storage::remove(boot::PLANS)
            } else {
                storage::write(boot::PLANS, &plan::write(&plans))
            };
            let keeps = matches!(action, Action::Keep(_));
            store.dispatch(action.clone());
            store.dispatch(Action::Say(match (done, keeps) {
                (Some(()), true) => Some(Notice::Saved),
                (Some(()), false) => None,
                (None, _) => Some(Notice::NotSaved),
            }));
        })
    }

    /// Keeps a text as a file, and says whether the browser let us.
    #[must_use]
    pub fn download(&self, name: String, text: impl Fn() -> String + 'static) -> Callback<()> {
        let dispatch = self.store.dispatcher();
        Callback::from(move |()| {
            let done = download::csv(&name, &text()).is_some();
            let said = if done { Notice::Downloaded } else { Notice::NotDownloaded };
            dispatch.dispatch(Action::Say(Some(said)));
        })
    }

    /// Makes a link that holds what was typed, and puts it on the clipboard; where the browser refuses
    /// that, the link is shown.
    #[must_use]
    pub fn share(&self, tool: Tool) -> Callback<()> {
        let (store, clock) = (self.store.clone(), self.rules.clock);
        Callback::from(move |()| {
            let dispatch = store.dispatcher();
            let form = match tool {
                Tool::Household => household::renumbered(&store.form(tool).said()),
                _ => store.form(tool).said(),
            };
            let fragment = clock.and_then(|on| fragment::write(&Shared { on, asked: store.asked, form }));
            let Some(link) = fragment.and_then(|it| address::link(tool.page(), &it)) else {
                return dispatch.dispatch(Action::Say(Some(Notice::TooLong)));
            };
            clipboard::copy(&link.clone(), move |done| {
                dispatch.dispatch(if done { Action::Say(Some(Notice::Linked)) } else { Action::Link(link.into()) });
            });
        })
    }

    /// Puts a text on the clipboard, and says whether the browser let us.
    #[must_use]
    pub fn copy(&self, text: impl Fn() -> String + 'static) -> Callback<()> {
        let dispatch = self.store.dispatcher();
        Callback::from(move |()| {
            let dispatch = dispatch.clone();
            clipboard::copy(&text(), move |done| {
                let said = if done { Notice::Copied } else { Notice::NotCopied };
                dispatch.dispatch(Action::Say(Some(said)));
            });
        })
    }
}
