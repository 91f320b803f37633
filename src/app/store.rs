//! What the person told us and how they want to see it, and every way in which it can change.
//! Everything else on the page is derived from this when it is drawn.

use crate::form::{Form, FormAction};
use crate::fragment::{FragmentError, Shared};
use crate::parts::self_check::Checked;
use crate::plan::Plan;
use crate::preferences::Preferences;
use crate::route::Page;
use crate::words::Words;
use engine::date::{self, Date};
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
    /// What a household buys and holds: its items are purchases, members and vouchers.
    Household,
    /// The calculator of a measure, by the measure's number.
    Relief(u8),
    /// The interview.
    Find,
}

impl Tool {
    /// The page that it stands on.
    #[must_use]
    pub const fn page(self) -> Page {
        match self {
            Tool::Vehicle => Page::Vehicles,
            Tool::Goods => Page::Goods,
            Tool::Vouchers => Page::Vouchers,
            Tool::Household => Page::Planner,
            Tool::Relief(number) => Page::Measure(number),
            Tool::Find => Page::Find,
        }
    }

    /// The calculator on a page.
    #[must_use]
    pub fn on(page: Page) -> Option<Tool> {
        match page {
            Page::Vehicles => Some(Tool::Vehicle),
            Page::Goods => Some(Tool::Goods),
            Page::Vouchers => Some(Tool::Vouchers),
            Page::Find => Some(Tool::Find),
            Page::Planner => Some(Tool::Household),
            Page::Measure(number) if page.computes() => Some(Tool::Relief(number)),
            _ => None,
        }
    }
}

/// What was typed into each calculator; an untouched one takes no place.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Forms {
    typed: Vec<(Tool, Form)>,
    untouched: Form,
}

impl Forms {
    /// The form of a calculator.
    #[must_use]
    pub fn get(&self, tool: Tool) -> &Form {
        self.typed.iter().find(|it| it.0 == tool).map_or(&self.untouched, |it| &it.1)
    }

    /// Puts another form in the place of a calculator's.
    pub fn put(&mut self, tool: Tool, form: Form) {
        self.typed.retain(|it| it.0 != tool);
        if form != self.untouched {
            self.typed.push((tool, form));
        }
    }
}

/// The first day that can be asked about.
const FIRST_DAY: (i32, u16) = (2020, 1);
/// The last one.
const LAST_DAY: (i32, u16) = (2099, 365);

/// The days that can be asked about, both ends included.
#[must_use]
pub fn askable() -> (Date, Date) {
    let day = |(year, of_year)| Date::from_ordinal_date(year, of_year).unwrap_or(Date::MIN);
    (day(FIRST_DAY), day(LAST_DAY))
}

/// What a day given as `2022-06-15` does; `today` is no other day.
#[must_use]
pub fn ask_on(text: &str, today: Option<Date>) -> Action {
    let (first, last) = askable();
    match date::parse_iso(text) {
        Some(day) if Some(day) == today => Action::AskOn(None),
        Some(day) if day >= first && day <= last => Action::AskOn(Some(day)),
        _ => Action::NoSuchDay,
    }
}

/// What became of a share link that was opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Received {
    /// Its answers are filled in; the day of the share.
    Taken(Date),
    /// It cannot be read; nothing has changed.
    Refused(FragmentError),
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
    /// The table is kept as a file.
    Downloaded,
    /// The browser refused to keep it as a file.
    NotDownloaded,
    /// The link is on the clipboard.
    Linked,
    /// The browser refused the clipboard: the link is shown.
    NotLinked,
    /// More was typed than a link can hold.
    TooLong,
}

/// What is looked for among the measures; an empty text leaves nothing out.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Looking {
    /// A person's own words, pinyin, or a number.
    pub text: AttrValue,
    /// For whom.
    pub who: AttrValue,
    /// What one wants to do.
    pub does: AttrValue,
}

/// The one store.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Store {
    /// The page shown.
    pub page: Page,
    /// How it is shown.
    pub preferences: Preferences,
    /// What was typed.
    pub forms: Forms,
    /// What was kept.
    pub plans: Vec<Plan>,
    /// What to say.
    pub notice: Option<Notice>,
    /// The day whose policies count, when it is not today.
    pub asked: Option<Date>,
    /// Whether the day that was given is none that can be asked about.
    pub no_such_day: bool,
    /// A link to be copied by hand.
    pub link: Option<AttrValue>,
    /// What became of a share link, and for which calculator it was.
    pub received: Option<(Tool, Received)>,
    /// What is looked for among the measures.
    pub looking: Looking,
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
    /// A form takes the place of a calculator's.
    Fill(Tool, Form),
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
    /// The policies of another day count, or those of today again.
    AskOn(Option<Date>),
    /// A day was given that cannot be asked about.
    NoSuchDay,
    /// A link is to be copied by hand.
    Link(AttrValue),
    /// A share link was opened.
    Receive(Tool, Result<Shared, FragmentError>),
    /// Something is looked for.
    Look(Looking),
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
        self.forms.get(tool)
    }

    /// All that was typed, a plan per calculator.
    #[must_use]
    pub fn session(&self) -> Vec<Plan> {
        // What was there before and can be taken back stands in front of what took its place.
        let both = |(tool, form): &(Tool, Form)| {
            let before = form.before.as_deref().cloned();
            before.into_iter().chain([form.clone()]).map(|form| (*tool, form)).collect::<Vec<_>>()
        };
        let typed = self.forms.typed.iter().flat_map(both).zip(1..);
        typed
            .map(|((tool, form), id)| Plan {
                id,
                page: tool.page(),
                on: AttrValue::default(),
                asked: None,
                result: AttrValue::default(),
                form,
            })
            .collect()
    }

    /// The store with what was typed before.
    #[must_use]
    pub fn with_session(mut self, session: Vec<Plan>) -> Store {
        for it in session {
            if let Some(tool) = Tool::on(it.page) {
                let before = self.form(tool).clone();
                let before = (!before.is_empty()).then(|| Rc::new(before));
                let mut form = it.form;
                form.before = before;
                self.forms.put(tool, form);
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
                next.link = None;
            }
            Action::Prefer(it) => next.preferences = it,
            Action::Fill(tool, it) => next.forms.put(tool, it),
            Action::Form(tool, it) => {
                // Once the person's own answers are back there is nothing more to say about the link.
                if it == FormAction::Undo || matches!(next.received, Some((_, Received::Refused(_)))) {
                    next.received = None;
                }
                next.link = None;
                next.forms.put(tool, self.form(tool).after(it));
            }
            Action::Link(it) => {
                next.link = Some(it);
                next.notice = Some(Notice::NotLinked);
            }
            Action::Receive(tool, Ok(shared)) => {
                let own = self.form(tool).said();
                let mut form = shared.form;
                form.before = (!own.is_empty() && own != form).then(|| Rc::new(own));
                next.forms.put(tool, form);
                let (first, last) = askable();
                next.asked = shared.asked.filter(|it| first <= *it && *it <= last);
                next.no_such_day = false;
                next.received = Some((tool, Received::Taken(shared.on)));
            }
            Action::Receive(tool, Err(err)) => next.received = Some((tool, Received::Refused(err))),
            Action::Keep(mut plan) => {
                plan.id = next.plans.iter().map(|it| it.id).max().map_or(1, |it| it.saturating_add(1));
                next.plans.insert(0, plan);
            }
            Action::Reopen(plan) => {
                next.page = plan.page;
                next.notice = None;
                next.asked = plan.asked;
                if let Some(tool) = Tool::on(plan.page) {
                    next.forms.put(tool, plan.form);
                }
            }
            Action::Drop(id) => next.plans.retain(|it| it.id != id),
            Action::DropAll => {
                next.dropping = false;
                next.plans.clear();
                next.forms = Forms::default();
            }
            Action::Say(it) => next.notice = it,
            Action::AskOn(day) => (next.asked, next.no_such_day) = (day, false),
            Action::NoSuchDay => next.no_such_day = true,
            Action::Look(it) => next.looking = it,
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
mod tests;
