//! One measure as data: figures with their sources, conditions, steps, the amount, how to claim.

use super::Unit;
use crate::date::Date;
use crate::expr::Node;
use crate::money::Rounding;
use crate::schedule::Schedule;
use rust_decimal::Decimal;

/// How sure a figure is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Confidence {
    /// The record does not give it.
    Unknown,
    /// From memory or derived; to be verified.
    Unverified,
    /// Seen in a report or a copy.
    Reported,
    /// Seen in the words of the notice.
    Official,
}

/// How sure it is that an eligible person gets it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Certainty {
    /// By rule.
    Entitled,
    /// First come, first served.
    IfClaimed,
    /// By lottery.
    IfDrawn,
    /// While the funds last.
    FundsMayEnd,
}

/// In which form the benefit reaches the person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Paid out afterwards.
    Cash,
    /// Less tax to pay.
    Tax,
    /// Taken off at the till.
    Till,
    /// Taken off by the dealer, who is paid back.
    Dealer,
    /// Nothing is paid: a yes, a no or a verdict is the result.
    Check,
    /// Due later, not waived.
    Defer,
    /// A charge that is not levied.
    Waive,
    /// A price that is compared, as in a tender.
    Price,
}

impl Effect {
    /// Whether the person has more money for it: what is only due later, compared or checked adds
    /// nothing to a total.
    #[must_use]
    pub fn is_gain(self) -> bool {
        match self {
            Effect::Cash | Effect::Tax | Effect::Till | Effect::Dealer | Effect::Waive => true,
            Effect::Check | Effect::Defer | Effect::Price => false,
        }
    }

    /// Every effect with the name it has in packs.
    pub const NAMES: [(&'static str, Effect); 8] = [
        ("cash", Effect::Cash),
        ("tax", Effect::Tax),
        ("till", Effect::Till),
        ("dealer", Effect::Dealer),
        ("check", Effect::Check),
        ("defer", Effect::Defer),
        ("waive", Effect::Waive),
        ("price", Effect::Price),
    ];
}

/// One measure with its conditions and its amount.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its name in packs and JSON.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// The seed measures it implements.
    pub measures: Vec<u8>,
    /// `national`, `yunnan`, `kunming`, `xishan`.
    pub level: String,
    /// `vehicle`, `goods`, `voucher`, `relief`.
    pub area: String,
    /// Who issued it.
    pub issuer: String,
    /// Whom it is for.
    pub for_whom: String,
    /// The groups that it is open to: `resident`, `merchant`, `company`, `bank`, `government`.
    pub open_to: Vec<String>,
    /// In which form it comes.
    pub effect: Effect,
    /// How sure it is.
    pub certainty: Certainty,
    /// At most one scheme of a group is taken; the best.
    pub group: Option<String>,
    /// A frame whose local version is the one that applies here: never added up.
    pub frame: bool,
    /// Whether it is evaluated for each item of a basket.
    pub per_item: bool,
    /// What it may be combined with, in words.
    pub stacks_with: Option<String>,
    /// What is known of its end, in words.
    pub ends_note: Option<String>,
    /// Where its figures come from.
    pub documents: Vec<Document>,
    /// Its figures.
    pub figures: Vec<Figure>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) facts: Vec<usize>,
    /// The weakest confidence among its conditions and the figures that they and its steps use.
    pub(crate) weakest: Confidence,
    /// Whether figures that the record does not give are nowhere compared with anything: the amount then
    /// grows and falls with them, and what holds for one or more tells whether they can come to nothing.
    pub(crate) only_added: bool,
    /// All of them must hold.
    pub conditions: Vec<Condition>,
    /// Shown one by one.
    pub steps: Vec<Step>,
    /// What the person gains, in yuan.
    pub amount: Step,
    /// Named outcomes into which a case is sorted.
    pub verdicts: Vec<Verdict>,
    /// Its result period by period.
    pub schedule: Option<Schedule>,
    /// What was taken as given where the notice is silent.
    pub assumptions: Vec<Assumption>,
    /// How often a person may use it.
    pub quota: Option<Quota>,
    /// How to get it.
    pub claim: Claim,
}

impl Scheme {
    /// The constants that a number or date fact is compared with: where the rule changes its mind.
    #[must_use]
    pub(crate) fn limits(&self, fact: usize) -> Vec<Decimal> {
        let is_fact = |at: &usize| self.nodes.get(*at) == Some(&Node::Fact(fact));
        let constant = |at: &usize| match self.nodes.get(*at) {
            Some(Node::Number(it)) => Some(*it),
            _ => None,
        };
        // Constants may stand behind an `if`, as a cut-off that depends on the kind of car does.
        let mut limits = Vec::new();
        for node in &self.nodes {
            if let Node::Less(a, b) | Node::AtMost(a, b) | Node::Equal(a, b) = node {
                let other = if is_fact(a) {
                    b
                } else if is_fact(b) {
                    a
                } else {
                    continue;
                };
                let mut open = vec![*other];
                while let Some(at) = open.pop() {
                    match self.nodes.get(at) {
                        Some(Node::If(_, yes, no)) => open.extend([*yes, *no]),
                        _ => limits.extend(constant(&at)),
                    }
                }
            }
        }
        limits
    }

    /// The places of the facts that a node is made of.
    pub(crate) fn facts_below(&self, node: usize) -> Vec<usize> {
        let mut facts = Vec::new();
        let mut open = vec![node];
        let mut seen = vec![false; self.nodes.len()];
        while let Some(at) = open.pop() {
            match seen.get_mut(at) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            match self.nodes.get(at) {
                Some(Node::Fact(it) | Node::TruthFact(it) | Node::In(it, _)) => facts.push(*it),
                Some(node) => open.extend(node.parts()),
                None => {}
            }
        }
        crate::num::sort(&mut facts, |a, b| a < b);
        facts.dedup();
        facts
    }

    /// The places of the facts that its rule reads, in the order of the rule.
    #[must_use]
    pub fn facts(&self) -> &[usize] {
        &self.facts
    }
}

/// Where a figure comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// Its number, when known.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: String,
    /// Its date as `2026-01-01` or `2026-01`, when known.
    pub date: Option<String>,
    /// An address, when there is one that may be shown.
    pub url: Option<String>,
    /// How the document was seen.
    pub confidence: Confidence,
    /// A remark.
    pub note: Option<String>,
}

/// A figure of a rule with its source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figure {
    /// Its name within the scheme.
    pub id: String,
    /// What it is.
    pub say: String,
    /// What it counts.
    pub unit: Unit,
    /// Its value; `None` when the record does not give it.
    pub value: Option<Decimal>,
    /// The least it can be, when the value is not known.
    pub at_least: Option<Decimal>,
    /// The most it can be, when the value is not known.
    pub at_most: Option<Decimal>,
    /// The place of its document.
    pub source: usize,
    /// How sure it is.
    pub confidence: Confidence,
    /// Its values over time, oldest first; empty when it never changed.
    pub versions: Vec<Version>,
}

/// One value of a figure that changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    /// The value.
    pub value: Decimal,
    /// The place of its document.
    pub source: usize,
    /// From which day on the public record said so.
    pub known_on: Date,
    /// From which day on it applies, when that is earlier.
    pub retroactive_from: Option<Date>,
}

/// One thing that must hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Condition {
    /// Its name within the scheme.
    pub id: String,
    /// The rule in one plain sentence.
    pub say: String,
    pub(crate) node: usize,
    /// The place of its document.
    pub source: usize,
    /// How sure it is.
    pub confidence: Confidence,
    /// The figures it uses.
    pub figures: Vec<usize>,
    /// When the condition is that a date falls in a window.
    pub window: Option<Window>,
}

/// The days from `from` to `to`, both included.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Window {
    /// The place of the date fact.
    pub fact: usize,
    /// The first day; `None`: not given.
    pub from: Option<Date>,
    /// The last day; `None`: not seen, which does not mean for ever.
    pub to: Option<Date>,
}

/// A named intermediate amount.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// Its name within the scheme; the amount's is `amount`.
    pub id: String,
    /// What it is.
    pub say: String,
    /// What it counts.
    pub unit: Unit,
    pub(crate) node: usize,
    /// How it is rounded.
    pub round: Option<Rounding>,
    /// The document that says so; `None`: the notice is silent.
    pub round_source: Option<usize>,
    /// The figures it uses.
    pub figures: Vec<usize>,
}

/// A named outcome of a check.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// Its name within the scheme.
    pub id: String,
    /// What it says.
    pub say: String,
    pub(crate) node: usize,
}

/// What is taken as given where the notice is silent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assumption {
    /// In one plain sentence.
    pub say: String,
    pub(crate) node: Option<usize>,
}

/// How often a person may use a scheme.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quota {
    /// `person` …
    pub per: String,
    /// `programme`, `calendar_year`, `lifetime`, `day`.
    pub period: String,
    /// How many times; `None`: no limit was seen.
    pub max: Option<u32>,
    /// Whether items are counted per category.
    pub by_category: bool,
    /// Category options that have another limit.
    pub exceptions: Vec<(String, u32)>,
    /// The most that all items of one category together are paid.
    pub cap_per_category: Option<Decimal>,
    /// The place of its document.
    pub source: usize,
    /// The rule in one plain sentence.
    pub say: String,
}

/// How to get it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Claim {
    /// What to do, step by step.
    pub how: Vec<String>,
    /// Where.
    pub place: Vec<String>,
    /// What to bring.
    pub materials: Vec<String>,
    /// The last day, when known.
    pub apply_by: Option<Date>,
    /// The deadline in words.
    pub apply_by_say: Option<String>,
    /// A deadline that counts from a fact's date.
    pub days_after: Option<DaysAfter>,
    /// The place of its document.
    pub source: Option<usize>,
    /// How sure it is.
    pub confidence: Confidence,
}

/// A deadline that counts from a date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DaysAfter {
    /// The place of the date fact.
    pub fact: usize,
    /// How many days later; that day is included.
    pub days: u32,
    /// In one plain sentence.
    pub say: String,
}
