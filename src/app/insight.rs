//! What is said beside a result and costs more than an answer may wait for: with which answers each end is
//! reached, what each question can move, where the total jumps, what would turn a refusal. Worked out after the
//! result has been painted.

use crate::kit::Kit;
use crate::outcome::unlimited;
use crate::packs::PacksRef;
use crate::sheet::{Asked, Standing};
use crate::work::{Once, Work};
use engine::answers::Value;
use engine::assess::Question;
use engine::course::{Along, Course, course, has_order};
use engine::date::{self, Date};
use engine::flip::{Flip, flip};
use engine::pack::{Calculator, Fact, FactKind, Unit};
use engine::question::worths;
use engine::quote::{Eligibility, Range};
use engine::witness::plainest_of_total;
use engine::working::{Working, working};
use engine::{Answer, Money, Packs};
use gloo::timers::callback::Timeout;
use rust_decimal::Decimal;
use std::rc::Rc;
use yew::{hook, use_effect_with, use_state};

/// How many open questions about all items are shown at once.
pub const NEXT: usize = 3;

/// The most axes that are looked along for what belongs to all items.
const MOST_AXES: usize = 4;

/// Everything that is said beside a result.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Insight {
    /// Both ends when they differ, the most first.
    pub ends: Vec<End>,
    /// The most that each question can move, in yuan; nothing when an end is not known.
    pub worths: Vec<(Question, Option<Money>)>,
    /// What would turn refusals.
    pub turns: Vec<Turn>,
    /// The working of each scheme that can apply.
    pub workings: Vec<(String, Option<usize>, Rc<Vec<Working>>)>,
    /// The total along prices, days and other numbers.
    pub axes: Vec<Axis>,
}

/// One end of the total.
#[derive(Clone, PartialEq, Debug)]
pub struct End {
    /// Whether it is the most, else the least.
    pub most: bool,
    /// The amount.
    pub amount: Money,
    /// Answers that are enough for it.
    pub when: Vec<Answer>,
}

/// What would turn a refusal.
#[derive(Clone, PartialEq, Debug)]
pub struct Turn {
    /// The scheme's name.
    pub scheme: String,
    /// The item it was put to.
    pub item: Option<usize>,
    /// The smallest change.
    pub flip: Flip,
}

/// The total along one answer.
#[derive(Clone, PartialEq, Debug)]
pub struct Axis {
    /// The place of the fact.
    pub fact: usize,
    /// The item it belongs to.
    pub item: Option<usize>,
    /// Whether the other days that are taken to be today move with it.
    pub together: bool,
    /// The answer as it stands; days are day numbers.
    pub value: Option<Decimal>,
    /// What the total comes to there: least and most.
    pub total: (Option<Money>, Option<Money>),
    /// The lines.
    pub course: Course,
}

impl Insight {
    /// The working of a scheme for an item.
    #[must_use]
    pub fn working(&self, scheme: &str, item: Option<usize>) -> Rc<Vec<Working>> {
        let mine = self.workings.iter().find(|it| it.0 == scheme && it.1 == item);
        mine.map(|it| it.2.clone()).unwrap_or_default()
    }

    /// What would turn the refusal of a scheme; of several items the first.
    #[must_use]
    pub fn turn(&self, scheme: &str) -> Option<&Turn> {
        self.turns.iter().find(|it| it.scheme == scheme)
    }
}

/// Works it out. `all`: all open questions are shown, and not only the next ones.
#[must_use]
pub fn insight(packs: &Packs, work: &Work, now: &[String], all: bool, on: Date) -> Insight {
    let (Some(calculator), Some(assessment)) = (packs.calculator(&work.id), &work.sheet.assessment) else {
        return Insight::default();
    };
    let total = &assessment.total;
    let shared = work.sheet.next.iter().filter(|it| it.slot.item.is_none()).take(if all { usize::MAX } else { NEXT });
    let of_items = assessment.questions.iter().filter(|it| it.item.is_some()).copied();
    let shown: Vec<Question> = shared.map(|it| Question { fact: it.fact, item: None }).chain(of_items).collect();
    let moved = worths(packs, calculator, &work.answers, on, total, &shown);
    let mut it = Insight { worths: shown.into_iter().zip(moved).collect(), ..Insight::default() };
    if total.least != total.most {
        let both = [(true, total.most, &total.most_at), (false, total.least, &total.least_at)];
        for (most, amount, at) in both {
            let Some(amount) = amount else { continue };
            let when = plainest_of_total(packs, calculator, &work.answers, on, at);
            // The largest amount that a field takes is nobody's answer.
            let plain = Range { most_at: when.clone(), ..total.clone() };
            if !most || unlimited(packs, &plain).is_none() {
                it.ends.push(End { most, amount, when });
            }
        }
    }
    for part in &assessment.parts {
        let Some(scheme) = packs.scheme(&part.scheme) else { continue };
        if part.quote.eligibility != Eligibility::No {
            let all = working(packs, scheme, &work.answers, part.item, on);
            it.workings.push((part.scheme.clone(), part.item, Rc::new(all)));
        } else if now.contains(&part.scheme)
            && let Some(flip) = flip(packs, scheme, &work.answers, part.item, on)
        {
            it.turns.push(Turn { scheme: part.scheme.clone(), item: part.item, flip });
        }
    }
    it.axes = axes(packs, calculator, work, on);
    it
}

/// The total along every price, day and number that the person gave and can still choose, and along the
/// prices that are still asked.
fn axes(packs: &Packs, calculator: &Calculator, work: &Work, on: Date) -> Vec<Axis> {
    let total = work.sheet.assessment.as_ref().map(|it| (it.total.least, it.total.most)).unwrap_or_default();
    let asked = || work.sheet.told.iter().chain(&work.sheet.next);
    let today: Vec<usize> = asked().filter(|it| it.standing == Standing::Today).map(|it| it.fact).collect();
    let mut axes: Vec<Axis> = Vec::new();
    for seat in std::iter::once(None).chain((0..work.answers.n_items()).map(Some)) {
        for fact in calculator.questions.iter().copied() {
            let Some(known) = packs.facts().get(fact).filter(|it| it.item == seat.is_some()) else { continue };
            let full = axes.iter().filter(|it| it.item == seat).count() >= MOST_AXES;
            // Days that are all taken to be today are one day: that of the purchase.
            let again = today.contains(&fact) && today.first() != Some(&fact);
            if full || again || !known.in_ones_power || !has_order(&known.kind) {
                continue;
            }
            let value = work.answers.get(fact, seat).map(number);
            let open = |it: &Asked| it.fact == fact && it.standing == Standing::Open;
            if value.is_none() && !(is_money(known) && asked().any(open)) {
                continue;
            }
            let with: Vec<usize> = match today.first() {
                Some(first) if *first == fact => today.iter().copied().filter(|it| *it != fact).collect(),
                _ => Vec::new(),
            };
            let along = Along { fact, item: seat, with: &with };
            if let Some(course) = course(packs, calculator, &work.answers, on, along) {
                axes.push(Axis { fact, item: seat, together: !with.is_empty(), value, total, course });
            }
        }
    }
    axes
}

fn is_money(fact: &Fact) -> bool {
    matches!(fact.kind, FactKind::Number { unit: Unit::Yuan(_), .. })
}

/// A value on its axis.
fn number(value: &Value) -> Decimal {
    match value {
        Value::Number(it) => *it,
        Value::Day(it) => date::to_number(*it),
        Value::Truth(_) | Value::Choice(_) => Decimal::ZERO,
    }
}

/// How long the browser has to paint a result before more is worked out, in milliseconds.
const AFTER_PAINT: u32 = 40;

/// What belongs to which result.
#[derive(Clone)]
struct Key {
    packs: Option<PacksRef>,
    work: Rc<Option<Work>>,
    all: bool,
}

impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        Rc::ptr_eq(&self.work, &other.work) && self.packs == other.packs && self.all == other.all
    }
}

impl Key {
    /// Whether what was worked out for one result may stand until the other's is there: the same
    /// questions about as many items.
    fn near(&self, other: &Key) -> bool {
        let about = |it: &Key| (*it.work).as_ref().map(|it| (it.id.clone(), it.answers.n_items()));
        self.packs == other.packs && about(self) == about(other)
    }
}

/// What is said beside the result; the second: whether it is already that of this result.
pub type Beside = Option<(Rc<Insight>, bool)>;

/// Works it out once the result has been painted, and again when the answers change.
#[hook]
pub fn use_insight(
    kit: Kit,
    packs: Option<&PacksRef>,
    work: &Rc<Option<Work>>,
    once: &Rc<Once>,
    all: bool,
    today: Option<Date>,
) -> Beside {
    let kept = use_state(|| None::<(Key, Rc<Insight>)>);
    let key = Key { packs: packs.cloned(), work: work.clone(), all };
    let (setter, once) = (kept.setter(), once.clone());
    use_effect_with(key.clone(), move |key| {
        let key = key.clone();
        let timer = Timeout::new(AFTER_PAINT, move || {
            if let (Some(packs), Some(work), Some(on)) = (&key.packs, &*key.work, today) {
                let found = (kit.insight)(packs, work, &once.now, key.all, on);
                setter.set(Some((key, Rc::new(found))));
            }
        });
        move || drop(timer)
    });
    let (of, found) = (*kept).as_ref()?;
    of.near(&key).then(|| (found.clone(), *of == key))
}
