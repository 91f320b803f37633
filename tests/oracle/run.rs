//! Many random packs and answers, one after the other, and what came of them.

use crate::compare::{self, Found, ON};
use crate::ends;
use crate::eval::Case;
use crate::generate::{self, Taste};
use crate::random::Random;
use crate::rule::{self, Book, Op, Rule};
use crate::shrink;
use engine::Packs;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// How many sets of answers are put to each random pack.
const ANSWERS_PER_PACK: u64 = 10;

/// How many cases of each kind of disagreement are kept.
const REPROS_PER_KIND: u64 = 2;

/// What a run counted.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Cases compared.
    pub cases: u64,
    /// Cases in which something differs.
    pub disagreeing: u64,
    /// Cases in which the engine calls both ends reached.
    pub proven: u64,
    /// Cases with open facts.
    pub open: u64,
    /// Cases with open facts in which somebody may be paid.
    pub open_and_paid: u64,
    /// Cases with an end that only fits as a fraction.
    pub cut: u64,
    /// Cases in which the engine asks what changes nothing.
    pub needless: u64,
    /// Cases in which the oracle is certain to have found the ends.
    pub exact: u64,
    /// Cases in which the engine's ends are beyond those that the oracle found by itself.
    pub beyond: u64,
    /// Cases left out because they have too many completions.
    pub left_out: u64,
    /// Cases left out because they come to sums beyond what the engine holds to the fen.
    pub too_large: u64,
    /// Single cases that the oracle evaluated.
    pub evaluated: u64,
    /// Packs that could not be put to one of the two, with the reason.
    pub refused: Vec<String>,
    /// How often each kind of disagreement occurred.
    pub kinds: BTreeMap<String, u64>,
    /// The disagreements, the smallest case of each kind, made smaller still.
    pub repros: Vec<Repro>,
}

/// A case that shows a disagreement.
#[derive(Clone, Debug)]
pub struct Repro {
    /// The seed of the pack.
    pub seed: u64,
    /// What differs.
    pub disagreements: Vec<String>,
    /// The bundle.
    pub pack: Json,
    /// The answers, as texts.
    pub answers: Vec<(String, String)>,
}

/// A loaded pack with the oracle's own reading of it.
pub struct Loaded {
    /// The bundle.
    pub pack: Json,
    /// The engine's reading.
    pub packs: Packs,
    /// The oracle's reading.
    pub book: Book,
}

/// Loads a bundle twice.
///
/// # Errors
/// Names who refuses it and why.
pub fn load(pack: Json) -> Result<Loaded, String> {
    let packs = Packs::load(pack.to_string().as_bytes()).map_err(|err| format!("engine: {err}"))?;
    let book = rule::read(&pack).map_err(|err| format!("oracle: {err}"))?;
    Ok(Loaded { pack, packs, book })
}

/// Leaves up to six facts open, as far as every completion can be looked at.
fn leave_open(random: &mut Random, book: &Book, rule: &Rule, taste: Taste, case: &mut Case) {
    let limit = match random.below(20) {
        0 => 10_000,
        1..=6 => 1_500,
        _ => 250,
    };
    let mut facts = rule.facts.clone();
    facts.retain(|it| book.facts.get(*it).is_some_and(|it| it.id != "asked_on"));
    let wanted = random.below(7);
    let mut open = Vec::new();
    while (open.len() as u64) < wanted && !facts.is_empty() {
        let at = usize::try_from(random.below(facts.len() as u64)).unwrap_or(0);
        open.push(facts.swap_remove(at));
        if !taste.wide && ends::count(&book.facts, &open, limit).is_none() {
            open.pop();
        }
    }
    for it in open {
        if let Some(value) = case.get_mut(it) {
            *value = None;
        }
    }
}

/// The answers of a case as texts.
#[must_use]
pub fn texts(book: &Book, case: &Case) -> Vec<(String, String)> {
    let each = book.facts.iter().zip(case);
    each.filter_map(|(fact, value)| Some((fact.id.clone(), fact.write(value.as_ref()?)?))).collect()
}

/// Runs so many cases.
#[must_use]
pub fn run(cases: u64, seed: u64, taste: Taste) -> Tally {
    let mut tally = Tally::default();
    let mut nth = 0;
    while tally.cases < cases {
        nth += 1;
        let of_pack = seed.wrapping_mul(1_000_000_007).wrapping_add(nth);
        let mut random = Random::new(of_pack);
        let loaded = match load(generate::pack(&mut random, taste)) {
            Ok(it) => it,
            Err(why) => {
                tally.refused.push(format!("{of_pack}: {why}"));
                if tally.refused.len() > 100 {
                    break;
                }
                continue;
            }
        };
        let Some(rule) = loaded.book.rules.first() else { continue };
        for _ in 0..ANSWERS_PER_PACK.min(cases - tally.cases) {
            let case = one_case(&mut random, &loaded.book, rule, taste);
            let check = if taste.wide { compare::check_wide } else { compare::check };
            match check(&loaded.packs, &loaded.book, rule, &case, &mut random) {
                Ok(found) => tally.take(of_pack, &loaded, &case, found),
                Err(why) if why == compare::TOO_MANY => tally.left_out += 1,
                Err(why) if why == compare::TOO_LARGE => tally.too_large += 1,
                Err(why) => tally.refused.push(format!("{of_pack}: {why}")),
            }
        }
    }
    tally
}

/// Random answers, some left open.
#[must_use]
pub fn one_case(random: &mut Random, book: &Book, rule: &Rule, taste: Taste) -> Case {
    let complete = generate::answers(random, book, rule);
    let mut case: Case = complete.into_iter().map(Some).collect();
    leave_open(random, book, rule, taste, &mut case);
    for (value, fact) in case.iter_mut().zip(&book.facts) {
        if fact.id == "asked_on" {
            *value = fact.read(ON);
        }
    }
    case
}

/// The disagreements without the numbers in them.
#[must_use]
pub fn kind(disagreements: &[String]) -> String {
    let words = |it: &String| -> Vec<String> {
        let words = it
            .split_whitespace()
            .filter(|it| !it.contains(|it: char| it.is_ascii_digit() || it == '`') && *it != "(about");
        words.map(str::to_owned).collect()
    };
    let mut them: Vec<String> = disagreements.iter().map(|it| words(it).join(" ")).collect();
    them.sort();
    them.dedup();
    them.join("; ")
}

/// What in the rule is known to be delicate: a figure without a bound, a division.
fn features(loaded: &Loaded) -> &'static str {
    let ops = || loaded.book.rules.iter().flat_map(|it| &it.nodes).map(|it| &it.op);
    let unbounded = ops().any(|it| matches!(it, Op::Unknown(lo, hi) if lo.is_none() || hi.is_none()));
    match (unbounded, ops().any(|it| *it == Op::Div)) {
        (true, true) => "[unbounded, division] ",
        (true, false) => "[unbounded] ",
        (false, true) => "[division] ",
        (false, false) => "[neither] ",
    }
}

impl Tally {
    fn take(&mut self, seed: u64, loaded: &Loaded, case: &Case, found: Found) {
        self.cases += 1;
        self.proven += u64::from(found.proven);
        self.open += u64::from(found.open);
        self.open_and_paid += u64::from(found.open && found.paid);
        self.cut += u64::from(found.cut);
        self.needless += u64::from(found.needless > 0);
        self.exact += u64::from(found.exact);
        self.beyond += u64::from(found.beyond);
        self.evaluated += found.cases;
        if !found.disagreements.is_empty() {
            self.disagreeing += 1;
            let kind = format!("{}{}", features(loaded), kind(&found.disagreements));
            let seen = self.kinds.entry(kind).or_default();
            *seen += 1;
            if *seen <= REPROS_PER_KIND {
                let answers = texts(&loaded.book, case);
                let repro = Repro { seed, disagreements: found.disagreements, pack: loaded.pack.clone(), answers };
                let repro = shrink::shrink(repro);
                eprintln!(
                    "seed {}: {}\n{}\n{:?}",
                    repro.seed,
                    repro.disagreements.join("; "),
                    repro.pack,
                    repro.answers
                );
                self.repros.push(repro);
            }
        }
    }
}
