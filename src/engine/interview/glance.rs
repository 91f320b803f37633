//! A look at one scheme: whether it can apply, the most it can be, what is open. Less than a quote,
//! so that seventy schemes are looked at between two taps.

use crate::answers::Answers;
use crate::date::Date;
use crate::expr::Domain;
use crate::instance::{AmountOf, Instance, Variables};
use crate::num;
use crate::one::verdict;
use crate::pack::{FactKind, Packs, Scheme, Unit};
use crate::quote::{Eligibility, with_date};
use crate::search::{End, extreme_within};
use crate::value::Tri;
use rust_decimal::Decimal;

/// How many boxes are looked at for the most: its bound holds anyway.
const BOXES: usize = 60;

/// The same where each box takes the rows of a schedule.
const DEAR_BOXES: usize = 8;

/// What is seen.
pub(crate) struct Glance {
    /// Whether the conditions hold.
    pub eligibility: Eligibility,
    /// The first condition that fails whatever is open.
    pub fails: Option<usize>,
    /// The most that the amount can be, in yuan; `None`: a figure of the rule is not known.
    pub most: Option<Decimal>,
    /// Whether the most is only where it is because a person cannot type a larger number.
    pub endless: bool,
    /// The open variables on which eligibility or the amount depends.
    pub open: Vec<usize>,
    /// What each variable stands for, and what is known of it.
    pub variables: Variables,
}

impl Glance {
    /// Of a scheme that is ruled out before its conditions are looked at.
    pub(crate) fn unseen() -> Glance {
        Glance {
            eligibility: Eligibility::Open,
            fails: None,
            most: Some(Decimal::ZERO),
            endless: false,
            open: Vec::new(),
            variables: Variables { domains: Vec::new(), meaning: Vec::new() },
        }
    }
}

/// Whether a scheme never gives anything: a charge that is only shown.
pub(crate) fn idle(packs: &Packs, scheme: &Scheme) -> bool {
    let variables = Variables::new(packs, &Answers::with_items(1), [scheme]);
    let mut instance = Instance::new(scheme, binding(packs, scheme, &variables));
    instance.node(&variables.domains, scheme.amount.node).number().single() == Some(Decimal::ZERO)
}

/// What the variables are to a scheme; per item it is put to the first.
pub(crate) fn binding(packs: &Packs, scheme: &Scheme, variables: &Variables) -> Vec<Option<usize>> {
    variables.binding(packs.facts().len(), scheme.per_item.then_some(0))
}

/// Looks at a scheme on a day.
pub(crate) fn glance(packs: &Packs, scheme: &Scheme, answers: &Answers, on: Date) -> Glance {
    let answers = with_date(packs, answers, on);
    let variables = Variables::new(packs, &answers, [scheme]);
    let mut instance = Instance::new(scheme, binding(packs, scheme, &variables));
    let domains = variables.domains.as_slice();
    let eligibility = match instance.value(domains).0 {
        Tri::True => Eligibility::Yes,
        Tri::False => Eligibility::No,
        Tri::Open => verdict(&mut instance, domains).0,
    };
    if eligibility == Eligibility::No {
        // The search may have looked at a part of the box last.
        instance.value(domains);
        let fails = scheme.conditions.iter().position(|it| instance.node(domains, it.node).truth() == Tri::False);
        return Glance { eligibility, fails, variables, ..Glance::unseen() };
    }
    let boxes = if scheme.schedule.is_some() { DEAR_BOXES } else { BOXES };
    let most = extreme_within(&mut AmountOf(&mut instance), domains, End::Most, boxes).value;
    let smaller = halved(packs, &variables);
    let then = extreme_within(&mut AmountOf(&mut instance), &smaller, End::Most, boxes).value;
    let endless = matches!((most, then), (Some(most), Some(then)) if then < most);
    instance.value(domains);
    let open = instance.walk(domains, false).0;
    Glance { eligibility, fails: None, most, endless, open, variables }
}

/// The same box with half the room above for every open sum and number of things; time apart, which
/// a rule ends where it likes and a person does not have more of.
fn halved(packs: &Packs, variables: &Variables) -> Vec<Domain> {
    let half = |(domain, (fact, _)): (&Domain, &(usize, Option<usize>))| {
        let kind = packs.facts().get(*fact).map(|it| &it.kind);
        let counts = match kind {
            Some(FactKind::Number { unit: Unit::Yuan(_), .. }) => true,
            Some(FactKind::Number { unit: Unit::Count(unit), .. }) => {
                !matches!(unit.as_str(), "days" | "months" | "years")
            }
            _ => false,
        };
        match *domain {
            Domain::Number(lo, hi, step) if counts && lo < hi => {
                let steps =
                    num::sub(hi, lo).and_then(|it| num::div(it, step)).and_then(|it| num::div(it, Decimal::TWO));
                let top = steps.and_then(|it| num::mul(it.floor(), step)).and_then(|it| num::add(lo, it));
                Domain::Number(lo, top.unwrap_or(hi), step)
            }
            other => other,
        }
    };
    variables.domains.iter().zip(&variables.meaning).map(half).collect()
}
