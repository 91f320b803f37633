//! All cases: the least and the most over every way of answering what is open, one case at a time.

use crate::eval::{Case, Outcome, outcome};
use crate::number::Number;
use crate::rule::{Fact, Rule, Value};

/// Whether the person is entitled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the three answers")]
pub enum Eligible {
    Yes,
    No,
    Open,
}

/// What is known when some facts are open.
#[derive(Clone, PartialEq, Debug)]
pub struct Ends {
    /// Over all cases.
    pub eligible: Eligible,
    /// The least; `None`: not known.
    pub least: Option<Number>,
    /// The most; `None`: not known.
    pub most: Option<Number>,
    /// How many cases were looked at.
    pub cases: u64,
}

/// Gathers the outcomes of cases.
#[derive(Clone, Debug, Default)]
pub struct Gather {
    can_hold: bool,
    can_fail: bool,
    least: Option<Number>,
    least_unknown: bool,
    most: Option<Number>,
    most_unknown: bool,
    cases: u64,
}

impl Gather {
    /// Takes one case in.
    pub fn add(&mut self, outcome: &Outcome) {
        self.cases += 1;
        self.can_hold |= outcome.can_hold;
        self.can_fail |= outcome.can_fail;
        if outcome.can_fail {
            // Whoever is refused is paid nothing.
            self.take(&Some(Number::ZERO), &Some(Number::ZERO));
        }
        if outcome.can_hold {
            self.take(&outcome.least, &outcome.most);
        }
    }

    fn take(&mut self, least: &Option<Number>, most: &Option<Number>) {
        match least {
            Some(it) if self.least.as_ref().is_none_or(|best| it < best) => self.least = Some(it.clone()),
            Some(_) => {}
            None => self.least_unknown = true,
        }
        match most {
            Some(it) if self.most.as_ref().is_none_or(|best| it > best) => self.most = Some(it.clone()),
            Some(_) => {}
            None => self.most_unknown = true,
        }
    }

    /// What all of them come to.
    #[must_use]
    pub fn ends(&self) -> Ends {
        Ends {
            eligible: match (self.can_hold, self.can_fail) {
                (true, false) => Eligible::Yes,
                (false, _) => Eligible::No,
                (true, true) => Eligible::Open,
            },
            // Where some case pays nothing, nothing is the least; else what is not known stays not known.
            least: self.least.clone().filter(|it| !self.least_unknown || *it == Number::ZERO),
            most: if self.most_unknown { None } else { self.most.clone() },
            cases: self.cases,
        }
    }
}

/// The case with the notice read in the cautious way where nobody says how.
#[must_use]
pub fn read_cautiously(facts: &[Fact], case: &Case) -> Case {
    let fill = |(value, fact): (&Option<Value>, &Fact)| value.clone().or_else(|| fact.reading.clone());
    case.iter().zip(facts).map(fill).collect()
}

/// The facts that the rule reads and the case leaves open.
#[must_use]
pub fn open(rule: &Rule, case: &Case) -> Vec<usize> {
    rule.facts.iter().copied().filter(|it| matches!(case.get(*it), Some(None))).collect()
}

/// How many cases there are, or `None` past `limit`.
#[must_use]
pub fn count(facts: &[Fact], open: &[usize], limit: u64) -> Option<u64> {
    open.iter().try_fold(1_u64, |product, it| {
        let size = facts.get(*it).map_or(0, |it| it.domain.size());
        product.checked_mul(size).filter(|it| *it <= limit)
    })
}

/// Calls `each` with every complete case in which every open fact takes every value listed for it.
/// Stops with `None` when a case has no outcome.
pub fn every(
    rule: &Rule,
    case: &Case,
    open: &[(usize, Vec<Value>)],
    each: &mut impl FnMut(&Case, &Outcome),
) -> Option<()> {
    let mut case = case.clone();
    rec(rule, &mut case, open, each)
}

fn rec(
    rule: &Rule,
    case: &mut Case,
    open: &[(usize, Vec<Value>)],
    each: &mut impl FnMut(&Case, &Outcome),
) -> Option<()> {
    let Some(((fact, values), rest)) = open.split_first() else {
        let outcome = outcome(rule, case)?;
        each(case, &outcome);
        return Some(());
    };
    for value in values {
        *case.get_mut(*fact)? = Some(value.clone());
        rec(rule, case, rest, each)?;
    }
    *case.get_mut(*fact)? = None;
    Some(())
}

/// Every value of every open fact.
#[must_use]
pub fn all_values(facts: &[Fact], open: &[usize]) -> Vec<(usize, Vec<Value>)> {
    let values =
        |it: &usize| facts.get(*it).map_or_else(Vec::new, |it| (0..it.domain.size()).map(|nth| it.nth(nth)).collect());
    open.iter().map(|it| (*it, values(it))).collect()
}
