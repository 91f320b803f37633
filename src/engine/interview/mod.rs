//! 我能享受哪些: every scheme of several packs put to one person, sorted into what is certain, what
//! may be and what is ruled out, and the question that decides the most yuan next.
//!
//! What is called certain or ruled out stays so however the open questions are answered: both come
//! from the conditions alone, looked at over every way of answering (an amount may still come to
//! nothing by the person's own figures), and the two questions that belong to no scheme (for whom one asks, and
//! what it is about) only ever rule out.

mod glance;
mod next;
mod worth;

pub use worth::{Kind, Worth};

use crate::answers::{Answers, Value};
use crate::date::Date;
use crate::pack::{Calculator, Effect, Packs, Scheme};
use crate::quote::Eligibility;
use crate::value::Tri;
use glance::{Glance, glance};

/// How many questions are asked at the most.
pub const MOST_QUESTIONS: usize = 8;

/// For whom one asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    /// For oneself and the family.
    Resident,
    /// For a shop of one's own: what is open to residents is open to its owner too.
    Merchant,
    /// For a company.
    Company,
}

impl Who {
    /// The three.
    pub const ALL: [Who; 3] = [Who::Resident, Who::Merchant, Who::Company];

    /// Its name in answers.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Who::Resident => "resident",
            Who::Merchant => "merchant",
            Who::Company => "company",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Who> {
        Who::ALL.into_iter().find(|it| it.name() == name)
    }

    fn may_use(self, scheme: &Scheme) -> bool {
        let open = |name: &str| scheme.open_to.iter().any(|it| it == name);
        open(self.name()) || (self == Who::Merchant && open("resident"))
    }
}

/// A question of the interview.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// For whom one asks.
    Who,
    /// What it is about: any of the calculators, by name.
    Topics,
    /// A fact, by name.
    Fact(String),
}

/// What was said to a question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reply {
    /// Not known, or passed over: not asked again.
    Open,
    /// To [`Ask::Who`].
    Who(Who),
    /// To [`Ask::Topics`]: those that it is about.
    Topics(Vec<String>),
    /// To a fact.
    Value(Value),
}

/// How one scheme stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// The scheme's name.
    pub scheme: String,
    /// The place of its packs among those given.
    pub packs: usize,
    /// The calculator that it belongs to, by name.
    pub calculator: String,
    /// What it can be worth.
    pub worth: Worth,
    /// Why it stands where it stands.
    pub why: Why,
}

/// Why a scheme stands where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Why {
    /// Every condition holds.
    Holds,
    /// These are open: questions of the interview, then facts by name.
    Open(Vec<Ask>),
    /// This condition fails, by its place in the scheme.
    Refused(usize),
    /// The conditions cannot hold together.
    Together,
    /// It is for others.
    NotForThem,
    /// It is about something that the person said it is not about.
    OffTopic,
}

/// Everything sorted, each list by what a scheme can be worth.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Findings {
    /// 肯定能.
    pub sure: Vec<Finding>,
    /// 可能.
    pub maybe: Vec<Finding>,
    /// 不能.
    pub no: Vec<Finding>,
}

/// An interview: the packs, the day, and what was said so far.
pub struct Interview<'a> {
    packs: Vec<&'a Packs>,
    /// The answers as each of the packs has them.
    answers: Vec<Answers>,
    cases: Vec<Case<'a>>,
    on: Date,
    who: Option<Who>,
    topics: Option<Vec<String>>,
    said: Vec<Ask>,
}

/// One scheme with how it stands.
pub(crate) struct Case<'a> {
    packs: &'a Packs,
    place: usize,
    scheme: &'a Scheme,
    calculator: &'a Calculator,
    glance: Glance,
    worth: Worth,
    /// Whether it is open to whom one asks for.
    for_them: Tri,
    /// Whether it is about what one asks about.
    on_topic: Tri,
}

impl<'a> Interview<'a> {
    /// Puts every scheme that gives something to a person on a day. `said` are the answers in the order
    /// in which they were given; a name that no packs know is passed over. Dates that a calculator
    /// takes to be the day asked are that day here too.
    #[must_use]
    pub fn new(packs: &[&'a Packs], said: &[(Ask, Reply)], on: Date) -> Interview<'a> {
        let mut it = Interview {
            packs: packs.to_vec(),
            answers: packs.iter().map(|packs| answers(packs, said, on)).collect(),
            cases: Vec::new(),
            on,
            who: None,
            topics: None,
            said: Vec::new(),
        };
        for (ask, reply) in said {
            it.said.push(ask.clone());
            match reply {
                Reply::Who(who) => it.who = Some(*who),
                Reply::Topics(topics) => it.topics = Some(topics.clone()),
                Reply::Open | Reply::Value(_) => {}
            }
        }
        for (place, packs) in packs.iter().copied().enumerate() {
            for scheme in packs.schemes().iter().filter(|it| it.effect != Effect::Check && !glance::idle(packs, it)) {
                let Some(calculator) = packs.calculators().iter().find(|it| it.holds(scheme)) else { continue };
                let case = it.case(packs, place, scheme, calculator);
                it.cases.extend(case);
            }
        }
        it
    }

    fn case(&self, packs: &'a Packs, place: usize, scheme: &'a Scheme, calculator: &'a Calculator) -> Option<Case<'a>> {
        let answers = self.answers.get(place)?;
        let for_them = match self.who {
            Some(who) => Tri::from(who.may_use(scheme)),
            None if Who::ALL.into_iter().all(|it| it.may_use(scheme)) => Tri::True,
            None if Who::ALL.into_iter().any(|it| it.may_use(scheme)) => Tri::Open,
            None => Tri::False,
        };
        let on_topic = match (&self.topics, &calculator.topic) {
            (_, None) => Tri::True,
            (Some(topics), Some(_)) => Tri::from(topics.contains(&calculator.id)),
            (None, Some(_)) => Tri::Open,
        };
        let looks = for_them != Tri::False && on_topic != Tri::False;
        let glance = if looks { glance(packs, scheme, answers, self.on) } else { Glance::unseen() };
        let worth = Worth::of(scheme, &glance);
        Some(Case { packs, place, scheme, calculator, glance, worth, for_them, on_topic })
    }

    /// Everything sorted by what is known so far.
    #[must_use]
    pub fn findings(&self) -> Findings {
        let mut findings = Findings::default();
        for case in &self.cases {
            let (list, why) = match case.holds() {
                Tri::True => (&mut findings.sure, Why::Holds),
                Tri::Open => (&mut findings.maybe, Why::Open(case.open())),
                Tri::False => (&mut findings.no, case.refusal()),
            };
            let finding = Finding {
                scheme: case.scheme.id.clone(),
                packs: case.place,
                calculator: case.calculator.id.clone(),
                worth: case.worth,
                why,
            };
            // The greatest first; of equals the order of the packs.
            let at = list.iter().position(|it| it.worth.rank() < finding.worth.rank()).unwrap_or(list.len());
            list.insert(at, finding);
        }
        findings
    }

    /// The packs that it was given.
    #[must_use]
    pub fn packs(&self) -> &[&'a Packs] {
        &self.packs
    }

    /// The topics that can be chosen between, as calculators, for whom one asks.
    #[must_use]
    pub fn topics(&self) -> Vec<&'a Calculator> {
        let mut topics: Vec<&Calculator> = Vec::new();
        for case in self.cases.iter().filter(|it| it.for_them != Tri::False && it.calculator.topic.is_some()) {
            if !topics.iter().any(|it| it.id == case.calculator.id) {
                topics.push(case.calculator);
            }
        }
        topics
    }
}

impl Case<'_> {
    /// Whether the person gets it.
    fn holds(&self) -> Tri {
        let by_rule = match self.glance.eligibility {
            Eligibility::No => Tri::False,
            Eligibility::Yes => Tri::True,
            Eligibility::Open => Tri::Open,
        };
        by_rule.and(self.for_them).and(self.on_topic)
    }

    fn open(&self) -> Vec<Ask> {
        let mut open = Vec::new();
        if self.for_them == Tri::Open {
            open.push(Ask::Who);
        }
        if self.on_topic == Tri::Open {
            open.push(Ask::Topics);
        }
        if self.glance.eligibility == Eligibility::Open {
            let meant = self.glance.open.iter().filter_map(|it| self.glance.variables.meaning.get(*it));
            let facts = meant.filter_map(|it| self.packs.facts().get(it.0));
            open.extend(facts.map(|it| Ask::Fact(it.id.clone())));
        }
        open
    }

    fn refusal(&self) -> Why {
        if self.for_them == Tri::False {
            return Why::NotForThem;
        }
        if self.on_topic == Tri::False {
            return Why::OffTopic;
        }
        self.glance.fails.map_or(Why::Together, Why::Refused)
    }
}

/// The answers as these packs have them: the same name is the same fact in all packs.
fn answers(packs: &Packs, said: &[(Ask, Reply)], on: Date) -> Answers {
    let mut answers = Answers::with_items(1);
    for calculator in packs.calculators() {
        for fact in &calculator.preset_today {
            answers.set(*fact, None, Some(Value::Day(on)));
        }
    }
    for (ask, reply) in said {
        let (Ask::Fact(id), Reply::Value(value)) = (ask, reply) else { continue };
        if let Some((place, fact)) = packs.fact(id) {
            answers.set(place, fact.item.then_some(0), Some(value.clone()));
        }
    }
    answers
}
