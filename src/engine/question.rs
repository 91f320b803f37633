//! What each open question is worth: the most that an answer to it can move the total.

use crate::answers::{self, Answers};
use crate::assess::Question;
use crate::date::Date;
use crate::expr::Domain;
use crate::instance::Variables;
use crate::joint::Joint;
use crate::money::Money;
use crate::num;
use crate::pack::{Calculator, Packs};
use crate::quote::{Range, with_date};
use crate::search;
use rust_decimal::Decimal;

/// The most, in yuan, by which an answer to this question raises the least or lowers the most of
/// the total. `None`: an end of the total is not known, so its move has no number.
#[must_use]
pub fn worth(packs: &Packs, calculator: &Calculator, answers: &Answers, on: Date, question: Question) -> Option<Money> {
    one_by_one(packs, calculator, answers, on, &[question]).first().copied().flatten()
}

/// As [`worth`] for several questions at once, in their order; `total` is the range that stands now.
///
/// Of several items each is looked at alone, and a question to all counts as the sum over the items, no more
/// than the range is wide: what the items share (a quota) can only make a question worth less.
#[must_use]
pub fn worths(
    packs: &Packs,
    calculator: &Calculator,
    answers: &Answers,
    on: Date,
    total: &Range,
    questions: &[Question],
) -> Vec<Option<Money>> {
    if answers.n_items() <= 1 {
        return one_by_one(packs, calculator, answers, on, questions);
    }
    let mut sums = vec![Some(Money::ZERO); questions.len()];
    for item in 0..answers.n_items() {
        let mine: Vec<(usize, Question)> = questions
            .iter()
            .enumerate()
            .filter(|(_, it)| it.item.is_none_or(|of| of == item))
            .map(|(place, it)| (place, Question { item: it.item.and(Some(0)), ..*it }))
            .collect();
        let alone: Vec<Question> = mine.iter().map(|it| it.1).collect();
        let worths = one_by_one(packs, calculator, &answers.alone(item), on, &alone);
        for ((place, _), worth) in mine.into_iter().zip(worths) {
            if let Some(sum) = sums.get_mut(place) {
                *sum = sum.and_then(|it| it.checked_add(worth?));
            }
        }
    }
    let width = total.most.and_then(|most| most.checked_sub(total.least?));
    sums.into_iter().map(|it| Some(it?.min(width?))).collect()
}

fn one_by_one(
    packs: &Packs,
    calculator: &Calculator,
    answers: &Answers,
    on: Date,
    questions: &[Question],
) -> Vec<Option<Money>> {
    let answers = with_date(packs, answers, on);
    let schemes = Joint::schemes(packs, calculator);
    let variables = Variables::new(packs, &answers, schemes.iter().copied());
    let mut joint = Joint::of(packs, schemes, &variables, answers.n_items());
    let Some(now) = ends(&mut joint, &variables.domains) else { return vec![None; questions.len()] };
    questions.iter().map(|it| moved(packs, &mut joint, &variables, *it, now)).collect()
}

/// The most that answers to one question move the ends that stand now.
fn moved(
    packs: &Packs,
    joint: &mut Joint<'_>,
    variables: &Variables,
    question: Question,
    now: (Decimal, Decimal),
) -> Option<Money> {
    let variable = variables.meaning.iter().position(|it| *it == (question.fact, question.item))?;
    let mut most = Decimal::ZERO;
    for part in answers_to(packs, joint, variables, question, variable) {
        let mut domains = variables.domains.clone();
        if let Some(it) = domains.get_mut(variable) {
            *it = part;
        }
        let then = ends(joint, &domains)?;
        let raised = num::sub(then.0, now.0)?;
        let lowered = num::sub(now.1, then.1)?;
        most = most.max(raised).max(lowered);
    }
    Some(Money::from_yuan(most))
}

/// How many boxes are looked at for one answer to one question: so many are tried that none may take as long as
/// the total itself.
const MOST_BOXES: usize = 400;

/// Both ends; `None` when one is not known, or too dear to be proven.
fn ends(joint: &mut Joint<'_>, domains: &[Domain]) -> Option<(Decimal, Decimal)> {
    let dear = joint.instances.iter().any(|it| it.scheme.schedule.is_some());
    let boxes = if dear { search::boxes_of(usize::MAX) } else { MOST_BOXES };
    let (least, most) = joint.ends(domains, boxes);
    if !(least.proven && most.proven) {
        return None;
    }
    Some((least.value?, most.value?))
}

/// Answers that stand for all: every option; of a number the ends of its domain and the values at
/// which a rule changes its mind, with their neighbours. Between them amounts do not turn.
fn answers_to(
    packs: &Packs,
    joint: &mut Joint<'_>,
    variables: &Variables,
    question: Question,
    variable: usize,
) -> Vec<Domain> {
    let Some(domain) = variables.domains.get(variable) else { return Vec::new() };
    match *domain {
        Domain::Bits(bits) => (0..64).map(|bit| 1_u64 << bit).filter(|it| bits & it != 0).map(Domain::Bits).collect(),
        Domain::Number(lo, hi, step) => {
            let mut points = vec![lo, hi];
            for limit in joint.limits(question.fact) {
                for point in [num::sub(limit, step), Some(limit), num::add(limit, step)].into_iter().flatten() {
                    if point > lo && point < hi {
                        points.push(point);
                    }
                }
            }
            num::distinct(&mut points);
            let on_grid = |it: &Decimal| {
                let fact = packs.facts().get(question.fact);
                fact.is_some_and(|fact| answers::on_grid(fact, *it))
            };
            points.into_iter().filter(on_grid).map(|it| Domain::Number(it, it, step)).collect()
        }
    }
}

impl Joint<'_> {
    /// The constants that the fact is compared with in the schemes that can apply.
    pub(crate) fn limits(&self, fact: usize) -> Vec<Decimal> {
        let mut limits = Vec::new();
        for (instance, in_play) in self.instances.iter().zip(&self.in_play) {
            if *in_play {
                limits.extend(instance.scheme.limits(fact));
            }
        }
        num::distinct(&mut limits);
        limits
    }
}
