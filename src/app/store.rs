//! What the person told us and how they want to see it, and every way in which it can change.
//! Everything else on the page is derived from this when it is drawn.

use crate::form::{Form, FormAction};
use crate::parts::self_check::Checked;
use crate::plan::Plan;
use crate::preferences::Preferences;
use crate::route::Page;
use crate::words::Words;
use std::rc::Rc;
use yew::{AttrValue, Reducible};

/// The calculators, each with a form of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tool {
    /// Cars.
    Vehicle,
    /// Appliances, phones, furniture.
    Goods,
    /// Purchases to be paid with vouchers: its items are payments.
    Vouchers,
}

impl Tool {
    /// The page that it stands on.
    #[must_use]
    pub const fn page(self) -> Page {
        match self {
            Tool::Vehicle => Page::Vehicles,
            Tool::Goods => Page::Goods,
            Tool::Vouchers => Page::Vouchers,
        }
    }

    /// The calculator on a page.
    #[must_use]
    pub fn on(page: Page) -> Option<Tool> {
        [Tool::Vehicle, Tool::Goods, Tool::Vouchers].into_iter().find(|it| it.page() == page)
    }
}

/// Something that the page says once, about what was just done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Notice {
    /// The plan is kept on this device.
    Saved,
    /// The browser refused to keep it.
    NotSaved,
    /// The text is on the clipboard.
    Copied,
    /// The browser refused the clipboard.
    NotCopied,
}

/// The one store.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Store {
    /// The page shown.
    pub page: Page,
    /// How it is shown.
    pub preferences: Preferences,
    /// What was typed about a car.
    pub vehicle: Form,
    /// What was typed about goods.
    pub goods: Form,
    /// What was typed about payments and vouchers.
    pub vouchers: Form,
    /// What was kept.
    pub plans: Vec<Plan>,
    /// What to say.
    pub notice: Option<Notice>,
    /// What is looked for among the measures.
    pub search: AttrValue,
    /// Whether the person wants to throw everything away and is asked once more.
    pub dropping: bool,
    /// How far the self-check has come.
    pub checked: Checked,
}

/// Everything that can happen.
#[derive(Clone, PartialEq, Debug)]
pub enum Action {
    /// Another page.
    Go(Page),
    /// Other preferences.
    Prefer(Preferences),
    /// Something happened to a form.
    Form(Tool, FormAction),
    /// A result is kept as a plan.
    Keep(Plan),
    /// A plan is opened again.
    Reopen(Plan),
    /// A plan is thrown away.
    Drop(u32),
    /// All plans are thrown away, and all that was typed.
    DropAll,
    /// Something to say, or nothing more.
    Say(Option<Notice>),
    /// Something is looked for.
    Search(AttrValue),
    /// Everything shall go; to be asked once more, or not after all.
    Dropping(bool),
    /// The self-check has come further.
    Checked(Checked),
}

impl Store {
    /// The words of the language chosen.
    #[must_use]
    pub fn words(&self) -> &'static Words {
        self.preferences.locale.words()
    }

    /// The form of a calculator.
    #[must_use]
    pub fn form(&self, tool: Tool) -> &Form {
        match tool {
            Tool::Vehicle => &self.vehicle,
            Tool::Goods => &self.goods,
            Tool::Vouchers => &self.vouchers,
        }
    }

    fn form_mut(&mut self, tool: Tool) -> &mut Form {
        match tool {
            Tool::Vehicle => &mut self.vehicle,
            Tool::Goods => &mut self.goods,
            Tool::Vouchers => &mut self.vouchers,
        }
    }

    /// All that was typed, a plan per calculator.
    #[must_use]
    pub fn session(&self) -> Vec<Plan> {
        let typed = [Tool::Vehicle, Tool::Goods, Tool::Vouchers].into_iter().zip(1..);
        typed
            .filter(|(tool, _)| *self.form(*tool) != Form::default())
            .map(|(tool, id)| Plan {
                id,
                page: tool.page(),
                on: AttrValue::default(),
                result: AttrValue::default(),
                form: self.form(tool).clone(),
            })
            .collect()
    }

    /// The store with what was typed before.
    #[must_use]
    pub fn with_session(mut self, session: Vec<Plan>) -> Store {
        for it in session {
            if let Some(tool) = Tool::on(it.page) {
                *self.form_mut(tool) = it.form;
            }
        }
        self
    }

    /// The store after something happened.
    #[must_use]
    pub fn after(&self, action: Action) -> Store {
        let mut next = self.clone();
        match action {
            Action::Go(page) => {
                next.page = page;
                next.notice = None;
            }
            Action::Prefer(it) => next.preferences = it,
            Action::Form(tool, it) => *next.form_mut(tool) = self.form(tool).after(it),
            Action::Keep(mut plan) => {
                plan.id = next.plans.iter().map(|it| it.id).max().map_or(1, |it| it.saturating_add(1));
                next.plans.insert(0, plan);
            }
            Action::Reopen(plan) => {
                next.page = plan.page;
                next.notice = None;
                if let Some(tool) = Tool::on(plan.page) {
                    *next.form_mut(tool) = plan.form;
                }
            }
            Action::Drop(id) => next.plans.retain(|it| it.id != id),
            Action::DropAll => {
                next.dropping = false;
                next.plans.clear();
                for tool in [Tool::Vehicle, Tool::Goods, Tool::Vouchers] {
                    *next.form_mut(tool) = Form::default();
                }
            }
            Action::Say(it) => next.notice = it,
            Action::Search(it) => next.search = it,
            Action::Dropping(it) => next.dropping = it,
            Action::Checked(it) => next.checked = it,
        }
        next
    }
}

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let next = self.after(action);
        // The same store again saves drawing it.
        if next == *self { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Entry, Slot};

    #[track_caller]
    fn check(actions: impl IntoIterator<Item = Action>, expect: impl Fn(&Store) -> bool) {
        let store = actions.into_iter().fold(Rc::new(Store::default()), |store, action| store.reduce(action));
        assert!(expect(&store), "{store:?}");
    }

    fn typed(tool: Tool, text: &'static str) -> Action {
        Action::Form(tool, FormAction::Type(Slot::shared("new_price"), text.into()))
    }

    fn kept(text: &str) -> Plan {
        Plan {
            id: 0,
            page: Page::Vehicles,
            on: "2026-11-24".into(),
            result: text.to_owned().into(),
            form: Form::of(vec![(Slot::shared("new_price"), Entry::Typed("1".into()))], vec![]),
        }
    }

    #[test]
    fn another_page_keeps_what_was_typed() {
        check([typed(Tool::Vehicle, "12"), Action::Go(Page::Goods)], |it| {
            it.page == Page::Goods && it.vehicle.entries().len() == 1 && it.goods.is_empty()
        });
    }

    #[test]
    fn nothing_new_is_the_same_store() {
        let store = Rc::new(Store::default());
        assert!(Rc::ptr_eq(&store, &store.clone().reduce(Action::Go(Page::Home))));
    }

    #[test]
    fn plans_get_numbers_and_open_again() {
        check([Action::Keep(kept("a")), Action::Keep(kept("b")), Action::Drop(1)], |it| {
            it.plans.iter().map(|it| (it.id, it.result.as_str())).eq([(2, "b")])
        });
        check([typed(Tool::Vehicle, "12"), Action::Reopen(kept("a"))], |it| {
            it.page == Page::Vehicles && it.vehicle == kept("a").form
        });
    }

    #[test]
    fn everything_can_be_thrown_away() {
        check([typed(Tool::Goods, "12"), Action::Keep(kept("a")), Action::DropAll], |it| {
            it.plans.is_empty() && it.goods.is_empty()
        });
    }
}
