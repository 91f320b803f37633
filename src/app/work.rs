//! What pages show beyond what was typed, worked out once per change: a calculator's sheet, what the
//! doors can be worth, what an item can be.

use crate::find::Find;
use crate::form::{Entry, Form, FormAction, Slot};
use crate::insight::{Beside, use_insight};
use crate::kit::Kit;
use crate::outcome;
use crate::packs::PacksRef;
use crate::parts::picker::Pick;
use crate::route::Page;
use crate::sheet::{self, Sheet, sheet};
use crate::store::{Store, Tool};
use crate::voucher::Till;
use engine::answers::Value;
use engine::date::Date;
use engine::pack::{Calculator, Choice, FactKind, Scheme};
use engine::quote::{Eligibility, Range, quote};
use engine::{Answers, Money, Packs};
use std::borrow::Cow;
use std::rc::Rc;
use yew::{AttrValue, hook, use_memo, use_mut_ref};

/// The calculator that stands on a page, by its name in the packs.
#[must_use]
pub fn calculator_on(page: Page) -> Option<String> {
    match page {
        Page::Vehicles => Some("vehicle".to_owned()),
        Page::Goods => Some("goods".to_owned()),
        Page::Measure(number) if page.computes() => Some(of_measure(number)),
        _ => None,
    }
}

/// The name of the calculator of a measure: `m01` … `m31`.
#[must_use]
pub fn of_measure(number: u8) -> String {
    ["m", if number < 10 { "0" } else { "" }, &number.to_string()].concat()
}

/// The page on which a calculator stands, by its name in the packs.
#[must_use]
pub fn page_of(id: &str) -> Option<Page> {
    match id {
        "vehicle" => Some(Page::Vehicles),
        "goods" => Some(Page::Goods),
        _ => {
            let page = Page::Measure(id.strip_prefix('m')?.parse().ok()?);
            page.computes().then_some(page)
        }
    }
}

/// The place of the answer to which scheme of a measure shall be computed.
pub const ONLY: &str = "only";
/// All of them together.
pub const ALL: &str = "all";

/// A measure's calculator with the one scheme that was picked, and what that asks; `None` while several
/// could be meant. Cars and goods belong together and are never picked apart.
#[must_use]
pub fn narrowed<'a>(
    packs: &Packs,
    calculator: &'a Calculator,
    form: &Form,
    today: Option<Date>,
) -> Option<Cow<'a, Calculator>> {
    let picked = match calculator.schemes.as_slice() {
        [] => return Some(Cow::Borrowed(calculator)),
        [one] => one.as_str(),
        _ => match form.entry(&Slot::shared(ONLY))? {
            Entry::Typed(it) if it != ALL => it.as_str(),
            _ => return Some(Cow::Borrowed(calculator)),
        },
    };
    let id = calculator.schemes.iter().find(|it| it.as_str() == picked)?;
    let scheme = packs.scheme(id)?;
    let mut only = calculator.clone();
    only.schemes = vec![id.clone()];
    only.questions.retain(|it| scheme.facts().contains(it));
    // A day is not taken to be today where that would only say that the scheme is over.
    only.preset_today
        .retain(|it| scheme.facts().contains(it) && today.is_none_or(|today| in_windows(scheme, *it, today)));
    Some(Cow::Owned(only))
}

/// A form in which a scheme of a measure is picked, as on the page of the measure.
#[must_use]
pub fn picked(calculator: &Calculator, scheme: &str, form: &Form) -> Form {
    if calculator.schemes.len() < 2 {
        return form.clone();
    }
    form.after(FormAction::Pick(Slot::shared(ONLY), AttrValue::from(scheme.to_owned())))
}

/// Whether a day lies in every window that a scheme has for a fact.
fn in_windows(scheme: &Scheme, fact: usize, day: Date) -> bool {
    let windows = scheme.conditions.iter().filter_map(|it| it.window.as_ref()).filter(|it| it.fact == fact);
    windows.into_iter().all(|it| it.from.is_none_or(|from| from <= day) && it.to.is_none_or(|to| day <= to))
}

/// A calculator, worked out.
pub struct Work {
    /// Its name in the packs.
    pub id: String,
    /// Its questions and its result.
    pub sheet: Sheet,
    /// The answers as the engine has them.
    pub answers: Answers,
}

/// What a page needs that no answer changes.
#[derive(Default)]
pub struct Once {
    /// What an item can be.
    pub picks: Vec<Pick>,
    /// The schemes that can apply today to somebody, by name.
    pub now: Vec<String>,
    /// Which of them takes which item: option and scheme, by name.
    pub takers: Vec<(String, String)>,
}

/// Everything that is worked out.
#[derive(Clone)]
pub struct Derived {
    /// The calculator of the page that is open.
    pub work: Rc<Option<Work>>,
    /// The most there was before anything was answered.
    pub scale: Option<Money>,
    /// The bills of the page of vouchers.
    pub till: Rc<Option<Till>>,
    /// The interview.
    pub find: Rc<Option<Find>>,
    /// What no answer changes.
    pub once: Rc<Once>,
    /// What is said beside the result.
    pub beside: Beside,
}

impl PartialEq for Derived {
    fn eq(&self, other: &Derived) -> bool {
        Rc::ptr_eq(&self.work, &other.work)
            && Rc::ptr_eq(&self.till, &other.till)
            && Rc::ptr_eq(&self.once, &other.once)
            && self.scale == other.scale
            && self.beside == other.beside
    }
}

/// Works out what the page that is open shows.
#[hook]
pub fn use_derived(kit: Kit, store: &Store, packs: Option<&PacksRef>, today: Option<Date>) -> Derived {
    let start = (store.page, packs.cloned(), today);
    let once = use_memo(start.clone(), |(page, packs, today)| {
        packs.as_ref().map(|packs| (kit.once)(packs, *page, *today)).unwrap_or_default()
    });
    let form = Tool::on(store.page).map(|it| store.form(it));
    let all = form.is_some_and(|it| it.all);
    let form = form.map(Form::said).unwrap_or_default();
    let till =
        use_memo((start.clone(), form.clone()), |((_, packs, today), form)| (kit.till)(packs.as_ref()?, form, *today));
    let work = use_memo((start.clone(), form.clone()), |((page, packs, today), form)| {
        (kit.work)(packs.as_ref()?, *page, form, *today)
    });
    let interview = store.form(Tool::Find).clone();
    let find =
        use_memo((start.clone(), interview), |((_, packs, today), form)| (kit.find)(packs.as_ref()?, form, *today));
    let total = work.as_ref().as_ref().and_then(|it| Some(&it.sheet.assessment.as_ref()?.total));
    let most = total.and_then(|it| bounded(packs?, it));
    let slot = Slot::shared(ONLY);
    let only = form.entry(&slot).map(|it| (slot, it.clone()));
    let bare = Form::of(only.clone().into_iter().collect(), Vec::new());
    let before =
        use_memo(
            (start, bare),
            |((page, packs, today), bare)| {
                if form == *bare { most } else { (kit.scale)(packs.as_ref()?, *page, bare, *today) }
            },
        );
    let scale = use_widest((store.page, only.map(|it| it.1)), form.items().len(), (*before).max(most));
    let beside = use_insight(kit, packs, &work, &once, all, today);
    Derived { work, scale, till, find, once, beside }
}

/// The most there ever was on a page, as long as no item goes: the right end of the picture stays where
/// it is while answers narrow the range.
#[hook]
fn use_widest(of: (Page, Option<Entry>), n_items: usize, most: Option<Money>) -> Option<Money> {
    let seen = use_mut_ref(|| (of.clone(), n_items, most));
    let mut seen = seen.borrow_mut();
    let keeps = seen.0 == of && seen.1 <= n_items;
    let widest = if keeps { seen.2.max(most) } else { most };
    *seen = (of, n_items, widest);
    widest
}

/// What no answer changes on the page of a calculator.
pub fn once(packs: &PacksRef, page: Page, today: Option<Date>) -> Once {
    let calculator = calculator_on(page).and_then(|it| packs.calculator(&it));
    calculator.map(|it| possible(packs, it, today)).unwrap_or_default()
}

/// The most there was before anything was answered, when it is more than the end of what can be typed.
/// `bare` holds only which scheme was picked.
pub fn scale(packs: &PacksRef, page: Page, bare: &Form, today: Option<Date>) -> Option<Money> {
    bounded(packs, &total(packs, &calculator_on(page)?, bare, today)?)
}

/// A calculator with what was typed.
pub fn work(packs: &PacksRef, page: Page, form: &Form, today: Option<Date>) -> Option<Work> {
    let id = calculator_on(page)?;
    let calculator = narrowed(packs, packs.calculator(&id)?, form, today)?;
    Some(Work {
        sheet: sheet(packs, &calculator, form, today),
        answers: sheet::answers(packs, &calculator, form, today),
        id,
    })
}

/// The most that cars and goods can be worth to anybody: what the doors of the home page say. Worked
/// out when the pages are rendered ahead, so that the home page need not load the rules.
#[must_use]
pub fn worth(packs: &Packs, today: Option<Date>) -> (Option<Money>, Option<Money>) {
    let most = |id, form| total(packs, id, form, today)?.most;
    (most("vehicle", &Form::default()), most("goods", &one_item()))
}

fn total(packs: &Packs, id: &str, form: &Form, today: Option<Date>) -> Option<Range> {
    let calculator = narrowed(packs, packs.calculator(id)?, form, today)?;
    let answers = sheet::answers(packs, &calculator, form, today);
    Some(engine::assess(packs, &calculator, &answers, today?).total)
}

/// The most of a range, unless it only says how large a number can be typed.
fn bounded(packs: &Packs, range: &Range) -> Option<Money> {
    range.most.filter(|_| outcome::unlimited(packs, range).is_none())
}

/// One item of which nothing is known.
fn one_item() -> Form {
    Form::of(vec![(Slot::new("", Some(0)), Entry::Unsure)], vec![0])
}

/// The name of the fact that says what an item is.
#[must_use]
pub fn first_fact(packs: &Packs) -> Option<AttrValue> {
    packs.facts().iter().find(|it| it.item).map(|it| AttrValue::from(it.id.clone()))
}

/// What somebody can still get today, whoever it is: the schemes, and the items that they take.
fn possible(packs: &Packs, calculator: &Calculator, today: Option<Date>) -> Once {
    let item = packs.facts().iter().enumerate().find(|(_, it)| it.item);
    let takes = |scheme: &Scheme, choice: Option<usize>| {
        let place = item.map(|it| it.0);
        let answers = with_choice(calculator, place.zip(choice), today);
        let seat = scheme.per_item.then_some(0);
        today.is_some_and(|on| quote(packs, scheme, &answers, seat, on).eligibility != Eligibility::No)
    };
    let of_calculator = |it: &&Scheme| calculator.holds(it);
    let now: Vec<&Scheme> = packs.schemes().iter().filter(of_calculator).filter(|it| takes(it, None)).collect();
    let mut once = Once::default();
    let options: &[Choice] = match item.map(|it| &it.1.kind) {
        Some(FactKind::Choice(options)) => options,
        _ => &[],
    };
    for (choice, it) in options.iter().enumerate() {
        let takers = now.iter().filter(|scheme| scheme.per_item && takes(scheme, Some(choice)));
        let takers: Vec<(String, String)> = takers.map(|scheme| (it.id.clone(), scheme.id.clone())).collect();
        once.picks.push(Pick { id: it.id.clone().into(), label: it.label.clone().into(), first: !takers.is_empty() });
        once.takers.extend(takers);
    }
    once.now = now.into_iter().map(|it| it.id.clone()).collect();
    once
}

fn with_choice(calculator: &Calculator, choice: Option<(usize, usize)>, today: Option<Date>) -> Answers {
    let mut answers = Answers::with_items(1);
    if let Some((fact, choice)) = choice {
        answers.set(fact, Some(0), Some(Value::Choice(choice)));
    }
    for preset in &calculator.preset_today {
        answers.set(*preset, None, today.map(Value::Day));
    }
    answers
}
