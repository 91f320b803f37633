//! Every scheme that ships, with every set of up to six open facts.

use crate::compare::{self, Effort};
use crate::eval::Case;
use crate::random::Random;
use crate::rule::{self, Book, Rule};
use crate::run::texts;
use engine::Packs;
use engine::pack::raw::RawExample;
use std::collections::BTreeSet;
use std::path::Path;

/// At most so many facts are left open.
const MOST_OPEN: usize = 6;

/// The packs that ship, read by both, with their worked examples.
pub struct Shipped {
    packs: Packs,
    book: Book,
    examples: Vec<RawExample>,
}

/// What was counted of one scheme.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Worked examples times sets of open facts: all that there is to compare.
    pub all: u64,
    /// Cases compared.
    pub cases: u64,
    /// Cases in which the engine calls both ends reached.
    pub proven: u64,
    /// Cases in which something differs.
    pub disagreeing: u64,
    /// Cases in which the oracle is certain to have found the ends by itself.
    pub exact: u64,
    /// Cases in which the engine's ends, reached as they may be, are beyond those that the oracle found.
    pub beyond: u64,
    /// Cases left out because they come to sums beyond what the engine holds to the fen.
    pub too_large: u64,
    /// Completions that the oracle looked at.
    pub evaluated: u64,
}

impl Counts {
    /// Adds those of another scheme.
    pub fn add(&mut self, other: &Counts) {
        self.all += other.all;
        self.cases += other.cases;
        self.proven += other.proven;
        self.disagreeing += other.disagreeing;
        self.exact += other.exact;
        self.beyond += other.beyond;
        self.too_large += other.too_large;
        self.evaluated += other.evaluated;
    }
}

/// What came of all schemes.
#[derive(Clone, Debug, Default)]
pub struct Outcomes {
    /// Per scheme.
    pub schemes: Vec<(String, Counts)>,
    /// The first disagreements and the first ranges that are not proven, in words.
    pub repros: Vec<String>,
}

/// Compiles the packs of a folder.
///
/// # Errors
/// When they do not compile, or one of the two does not read them.
pub fn shipped(folder: &Path) -> Result<Shipped, String> {
    let bundle = huisuan::compile(folder, huisuan::Lang::Zh).map_err(|them| format!("{them:?}"))?;
    let packs = bundle.packs().map_err(|err| err.to_string())?;
    let json = engine::form::Form::write(&bundle.bundle);
    Ok(Shipped { packs, book: rule::read(&json)?, examples: bundle.examples.schemes })
}

/// How many of the cases are compared: one in `every`, and of each scheme about `most`, evenly.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "said above")]
pub struct Share {
    pub every: u64,
    pub most: u64,
    /// At most so many completions are looked at per case; of more, some at random.
    pub looks: u64,
}

/// Compares cases of every scheme, or of the one that is named.
///
/// # Errors
/// When a case cannot be put to one of the two.
pub fn run(shipped: &Shipped, share: Share, only: Option<&str>) -> Result<Outcomes, String> {
    let mut outcomes = Outcomes::default();
    let effort = Effort { most: share.looks, always: true };
    for rule in shipped.book.rules.iter().filter(|it| only.is_none_or(|id| it.id == id)) {
        let (all, cases) = cases(shipped, rule, share)?;
        let mut counts = Counts { all, ..Counts::default() };
        for (nth, (on, case)) in cases.into_iter().enumerate() {
            let mut random = Random::new(nth as u64);
            match compare::check_on(&shipped.packs, &shipped.book, rule, &case, &on, effort, &mut random) {
                Ok(found) => {
                    counts.cases += 1;
                    counts.proven += u64::from(found.proven);
                    counts.exact += u64::from(found.exact);
                    counts.beyond += u64::from(found.beyond);
                    counts.evaluated += found.cases;
                    counts.disagreeing += u64::from(!found.disagreements.is_empty());
                    let told = if found.proven { found.disagreements } else { vec!["not proven".to_owned()] };
                    if !told.is_empty() && outcomes.repros.len() < 40 {
                        let what = told.join("; ");
                        outcomes.repros.push(format!("{} on {on}: {what}: {:?}", rule.id, texts(&shipped.book, &case)));
                    }
                }
                Err(why) if why == compare::TOO_LARGE => counts.too_large += 1,
                Err(why) => return Err(format!("{}: {why}", rule.id)),
            }
        }
        outcomes.schemes.push((rule.id.clone(), counts));
    }
    Ok(outcomes)
}

/// Every worked example of the scheme with every set of open facts, or some of them; each case once.
/// The first part is how many there are in all.
fn cases(shipped: &Shipped, rule: &Rule, share: Share) -> Result<(u64, Vec<(String, Case)>), String> {
    let bases = bases(shipped, rule)?;
    let facts = &shipped.book.facts;
    let asked = facts.iter().position(|it| it.id == "asked_on");
    let askable: Vec<usize> = rule.facts.iter().copied().filter(|it| Some(*it) != asked).collect();
    let sets = sets(askable.len());
    let all = bases.len() as u64 * sets.len() as u64;
    // An odd stride meets every bit of the sets in both states.
    let every = share.every.max(all.div_ceil(share.most.max(1))) | 1;
    let mut seen = BTreeSet::new();
    let mut cases = Vec::new();
    let mut nth = 0;
    for (on, base) in &bases {
        for set in &sets {
            nth += 1;
            if nth % every != 0 {
                continue;
            }
            let mut case = base.clone();
            for (nth, fact) in askable.iter().enumerate() {
                if set & 1 << nth != 0
                    && let Some(value) = case.get_mut(*fact)
                {
                    *value = None;
                }
            }
            if seen.insert((on.clone(), texts(&shipped.book, &case))) {
                cases.push((on.clone(), case));
            }
        }
    }
    Ok((all, cases))
}

/// Every set of up to [`MOST_OPEN`] of so many things, small ones first, as bits.
fn sets(count: usize) -> Vec<u64> {
    let mut sets = vec![0_u64];
    let mut last = sets.clone();
    for _ in 0..MOST_OPEN {
        let mut larger = Vec::new();
        for set in last {
            let above = 64 - set.leading_zeros() as usize;
            larger.extend((above..count).map(|bit| set | 1 << bit));
        }
        sets.extend(&larger);
        last = larger;
    }
    sets
}

/// The worked examples as complete cases: what one of them leaves open is taken from the others.
fn bases(shipped: &Shipped, rule: &Rule) -> Result<Vec<(String, Case)>, String> {
    let facts = &shipped.book.facts;
    let mut told: Vec<(String, Case)> = Vec::new();
    for example in shipped.examples.iter().filter(|it| it.scheme == rule.id) {
        let items: Vec<&[(String, String)]> = match example.items.is_empty() {
            true => vec![&[]],
            false => example.items.iter().map(Vec::as_slice).collect(),
        };
        for item in items {
            let mut case: Case = vec![None; facts.len()];
            for (id, text) in example.facts.iter().chain(item) {
                let at = facts.iter().position(|it| it.id == *id).ok_or_else(|| format!("no fact `{id}`"))?;
                let value = facts.get(at).and_then(|it| it.read(text)).ok_or_else(|| format!("`{id}`: {text}"))?;
                if rule.facts.contains(&at)
                    && let Some(place) = case.get_mut(at)
                {
                    *place = Some(value);
                }
            }
            told.push((example.on.clone(), case));
        }
    }
    let mut bases = told.clone();
    for (on, case) in &mut bases {
        for at in &rule.facts {
            let Some(place) = case.get_mut(*at) else { continue };
            let Some(fact) = facts.get(*at) else { continue };
            if fact.id == "asked_on" {
                *place = fact.read(on);
            } else if place.is_none() && fact.reading.is_none() {
                let other = told.iter().find_map(|(_, it)| it.get(*at).cloned().flatten());
                *place = Some(other.unwrap_or_else(|| fact.nth(0)));
            }
        }
    }
    Ok(bases)
}
