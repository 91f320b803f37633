//! What the person told us and how they want to see it, and every way in which it can change.
//! Everything else on the page is derived from this when it is drawn.

use crate::form::{Form, FormAction};
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
        let typed = self.forms.typed.iter().zip(1..);
        typed
            .map(|((tool, form), id)| Plan {
                id,
                page: tool.page(),
                on: AttrValue::default(),
                asked: None,
                result: AttrValue::default(),
                form: form.clone(),
            })
            .collect()
    }

    /// The store with what was typed before.
    #[must_use]
    pub fn with_session(mut self, session: Vec<Plan>) -> Store {
        for it in session {
            if let Some(tool) = Tool::on(it.page) {
                self.forms.put(tool, it.form);
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
            Action::Form(tool, it) => next.forms.put(tool, self.form(tool).after(it)),
            Action::Fill(tool, it) => next.forms.put(tool, it),
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
            asked: None,
            result: text.to_owned().into(),
            form: Form::of(vec![(Slot::shared("new_price"), Entry::Typed("1".into()))], vec![]),
        }
    }

    #[test]
    fn another_page_keeps_what_was_typed() {
        check([typed(Tool::Vehicle, "12"), Action::Go(Page::Goods)], |it| {
            it.page == Page::Goods && it.form(Tool::Vehicle).entries().len() == 1 && it.form(Tool::Goods).is_empty()
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
        let of_2022 = Plan { asked: date::parse_iso("2022-06-15"), ..kept("a") };
        check([Action::Reopen(of_2022.clone())], |it| it.asked == of_2022.asked);
        check([Action::Reopen(of_2022), Action::Reopen(kept("a"))], |it| it.asked.is_none());
        check([typed(Tool::Vehicle, "12"), Action::Reopen(kept("a"))], |it| {
            it.page == Page::Vehicles && *it.form(Tool::Vehicle) == kept("a").form
        });
    }

    #[test]
    fn any_day_from_2020_on_can_be_asked_about() {
        let today = date::parse_iso("2026-11-24");
        let asks =
            |text: &str, day: &str| assert_eq!(ask_on(text, today), Action::AskOn(date::parse_iso(day)), "{text}");
        asks("2020-01-01", "2020-01-01");
        asks("2022-06-15", "2022-06-15");
        asks("2027-01-01", "2027-01-01");
        asks("2099-12-31", "2099-12-31");
        // Today is not another day.
        asks("2026-11-24", "");
        for wrong in ["2019-12-31", "2100-01-01", "2022-02-30", "", "yesterday"] {
            assert_eq!(ask_on(wrong, today), Action::NoSuchDay, "{wrong}");
        }
        check([Action::NoSuchDay, ask_on("2022-06-15", today)], |it| it.asked.is_some() && !it.no_such_day);
        check([ask_on("2022-06-15", today), Action::NoSuchDay], |it| it.asked.is_some() && it.no_such_day);
        check([ask_on("2022-06-15", today), Action::AskOn(None)], |it| it.asked.is_none());
    }

    #[test]
    fn everything_can_be_thrown_away() {
        let both = [typed(Tool::Goods, "12"), typed(Tool::Relief(8), "3")];
        check(both.into_iter().chain([Action::Keep(kept("a")), Action::DropAll]), |it| {
            it.plans.is_empty() && it.forms == Forms::default()
        });
    }

    #[test]
    fn every_calculator_has_a_form_that_outlives_the_page() {
        let tools = [Tool::Vehicle, Tool::Goods, Tool::Vouchers, Tool::Relief(1), Tool::Relief(31)];
        check(tools.map(|it| typed(it, "12")), |store| {
            let again = Store::default().with_session(crate::plan::read(&crate::plan::write(&store.session())));
            tools.into_iter().all(|it| {
                let same = again.form(it).entries() == store.form(it).entries();
                same && again.form(it).entries().len() == 1 && Tool::on(it.page()) == Some(it)
            })
        });
        check(
            [typed(Tool::Goods, "12"), Action::Form(Tool::Goods, FormAction::Clear(Slot::shared("new_price")))],
            |it| it.forms == Forms::default(),
        );
    }
}
