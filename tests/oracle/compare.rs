//! The engine beside the oracle on one case: everything in which they differ.

use crate::ends::{self, Eligible, Ends, Gather};
use crate::eval::{Case, Outcome, outcome};
use crate::number::{self, Number};
use crate::parts::check_parts;
use crate::random::Random;
use crate::readings::check_readings;
use crate::rule::{Book, Rule, Value};
use crate::{forms, search};
use engine::quote::Eligibility;
use engine::{Answer, Answers, Money, Packs, Quote};

/// What was found in one case.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Each difference in words; empty is what is wanted.
    pub disagreements: Vec<String>,
    /// Whether the engine says that both ends are reached.
    pub proven: bool,
    /// Whether some fact was open.
    pub open: bool,
    /// Whether there was a case to pay for.
    pub paid: bool,
    /// Whether an end of the engine is beside the true one, by less than a millionth of a millionth.
    pub cut: bool,
    /// How many questions the engine still asks although no answer changes anything.
    pub needless: u64,
    /// How many cases the oracle looked at.
    pub cases: u64,
    /// Whether no case beyond those looked at can matter.
    pub exact: bool,
    /// Whether the engine's ends, or its doubt, are beyond what the oracle found by itself.
    pub beyond: bool,
}

/// Why a case is left out.
pub const TOO_MANY: &str = "too many completions";

/// How far the oracle goes where it cannot look at every completion.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// More completions than this are not looked at.
    pub most: u64,
    /// Whether a case with more is not given up: some of them, at random, are looked at.
    pub always: bool,
}

/// What is done for random packs.
const ALL_OR_NONE: Effort = Effort { most: 100_000, always: false };

/// Where there are more, facts with more values than this are not looked at value by value.
const FEWER: u64 = 8;

/// Where there are more even so, so many are looked at that come at random.
const SAMPLED: u64 = 3_000;

/// Why a case is left out: the engine holds 28 digits, so that beyond this no fen is certain.
pub const TOO_LARGE: &str = "sums beyond a million billion";

/// What is said of an end that is further out than the oracle's.
const TOO_WIDE: &str = "too wide";

/// The date asked, in every comparison of random packs.
pub const ON: &str = "2026-11-24";

/// The answers that a case has, as the engine reads them from text.
///
/// # Errors
/// When the engine does not read a text that the oracle writes.
pub fn answers(packs: &Packs, book: &Book, case: &Case, items: usize) -> Result<Answers, String> {
    let mut answers = Answers::with_items(items);
    for (fact, value) in book.facts.iter().zip(case) {
        if let Some(value) = value {
            let text = fact.write(value).ok_or_else(|| format!("{} cannot be written", fact.id))?;
            answers.read(packs, &fact.id, fact.item.then_some(0), &text).map_err(|err| err.to_string())?;
        }
    }
    Ok(answers)
}

/// The case with the answers of a witness put in.
fn with_witness(packs: &Packs, book: &Book, case: &Case, witness: &[Answer]) -> Option<Case> {
    let mut case = case.clone();
    for it in witness {
        let fact = packs.facts().get(it.fact)?;
        let text = engine::answers::write_value(fact, &it.value);
        *case.get_mut(it.fact)? = Some(book.facts.get(it.fact)?.read(&text)?);
    }
    Some(case)
}

/// Fills what is open at random; within the values that the fact can have.
pub fn fill(random: &mut Random, book: &Book, case: &Case) -> Case {
    let mut filled = case.clone();
    for (value, fact) in filled.iter_mut().zip(&book.facts) {
        if value.is_none() {
            *value = Some(fact.nth(random.below(fact.domain.size())));
        }
    }
    filled
}

/// Whether the engine's end is the oracle's. The engine holds 28 digits: after a division it may be
/// beside the true value by less than a millionth of a millionth of a yuan, which is counted apart.
pub(crate) enum Same {
    Yes,
    Nearly,
    No,
}

pub(crate) fn same(engine: Option<Money>, oracle: Option<&Number>) -> Same {
    match (engine.map(|it| number::from_engine(it.yuan())), oracle) {
        (None, None) => Same::Yes,
        (Some(it), Some(other)) if it == *other => Same::Yes,
        (Some(it), Some(other)) => {
            let gap = if it > *other { it - other } else { other - it };
            if gap * number::ten_to(12) < Number::ONE { Same::Nearly } else { Same::No }
        }
        _ => Same::No,
    }
}

/// Puts a case to both and notes every difference. The oracle looks at every completion.
///
/// # Errors
/// When the case cannot be put to one of them at all.
pub fn check(packs: &Packs, book: &Book, rule: &Rule, case: &Case, random: &mut Random) -> Result<Found, String> {
    let quote = ask(packs, book, rule, case, ON)?;
    let told = case;
    let case = &ends::read_cautiously(&book.facts, told);
    let open = ends::open(rule, case);
    let values = ends::all_values(&book.facts, &open);
    let (ends, mut outcomes) = of_all(rule, case, &values)?;
    if is_too_large(&ends) {
        return Err(TOO_LARGE.to_owned());
    }
    let mut found = Found {
        proven: quote.range.proven,
        open: !open.is_empty(),
        paid: ends.eligible != Eligible::No,
        cases: ends.cases,
        exact: true,
        ..Found::default()
    };
    compare_ends(&quote, &ends, &mut found);
    let other = |reading: &Case| of_all(rule, reading, &values).map(|it| it.0);
    check_readings(packs, book, rule, told, &quote, &ends, &other, &mut found)?;
    if quote.range.proven {
        check_witnesses(packs, book, rule, case, &quote, random, &mut found);
    }
    for _ in 0..3 {
        check_parts(rule, &fill(random, book, case), &quote, &mut found);
    }
    if ends.eligible == Eligible::No {
        // Whoever is refused is told no verdict.
        outcomes.iter_mut().for_each(|it| it.verdicts.clear());
    }
    let asked: Vec<usize> = quote.open.iter().map(|(fact, _)| *fact).collect();
    let mut stride = 1;
    for (fact, values) in values.iter().rev() {
        let moves = moves(&outcomes, stride, values.len());
        stride *= values.len();
        let id = book.facts.get(*fact).map_or("", |it| it.id.as_str());
        match (moves, asked.contains(fact)) {
            (true, false) => found.disagreements.push(format!("`{id}` changes the result and is not asked")),
            (false, true) => found.needless += 1,
            _ => {}
        }
    }
    Ok(found)
}

/// Whether a sum is beyond what the engine can hold to the fen.
fn is_too_large(ends: &Ends) -> bool {
    ends.most.as_ref().is_some_and(|it| *it > number::ten_to(15))
}

/// Every completion put to the rule.
fn of_all(rule: &Rule, case: &Case, values: &[(usize, Vec<Value>)]) -> Result<(Ends, Vec<Outcome>), String> {
    let mut outcomes: Vec<Outcome> = Vec::new();
    let mut gather = Gather::default();
    ends::every(rule, case, values, &mut |_, it| {
        gather.add(it);
        outcomes.push(it.clone());
    })
    .ok_or("the rule has no value for some case")?;
    Ok((gather.ends(), outcomes))
}

/// As [`check`], where there are too many completions to look at each: those that can make a
/// difference are looked at. Where that is not certain to be all, an end of the engine beyond the
/// oracle's counts as a disagreement only when its witness, put to the oracle, does not reach it.
///
/// # Errors
/// When the case cannot be put to one of them at all, or has too many completions even so.
pub fn check_wide(packs: &Packs, book: &Book, rule: &Rule, case: &Case, random: &mut Random) -> Result<Found, String> {
    check_on(packs, book, rule, case, ON, ALL_OR_NONE, random)
}

/// As [`check_wide`], on a date; an `asked_on` among the facts is answered with it by the caller.
///
/// # Errors
/// As [`check_wide`].
pub fn check_on(
    packs: &Packs,
    book: &Book,
    rule: &Rule,
    case: &Case,
    on: &str,
    effort: Effort,
    random: &mut Random,
) -> Result<Found, String> {
    let quote = ask(packs, book, rule, case, on)?;
    let told = case;
    let case = &ends::read_cautiously(&book.facts, told);
    let look = |case: &Case| search::search(rule, &book.facts, case, forms::EACH, effort.most).ok_or(TOO_MANY);
    let sought = look(case).or_else(|why| {
        let fewer = || search::search(rule, &book.facts, case, FEWER, effort.most);
        let some = || search::sample(rule, &book.facts, case, effort.most.min(SAMPLED), &mut random.clone());
        if effort.always { fewer().or_else(some).ok_or("the rule has no value for some case") } else { Err(why) }
    })?;
    if is_too_large(&sought.ends) {
        return Err(TOO_LARGE.to_owned());
    }
    let mut found = Found {
        proven: quote.range.proven,
        open: !ends::open(rule, case).is_empty(),
        paid: sought.ends.eligible != Eligible::No,
        cases: sought.ends.cases,
        exact: sought.exact,
        ..Found::default()
    };
    compare_ends(&quote, &sought.ends, &mut found);
    if sought.exact {
        let other = |reading: &Case| look(reading).map(|it| it.ends).map_err(str::to_owned);
        match check_readings(packs, book, rule, told, &quote, &sought.ends, &other, &mut found) {
            Err(why) if why != TOO_MANY => return Err(why),
            _ => {}
        }
    }
    if !sought.exact {
        let all = found.disagreements.len();
        found.disagreements.retain(|it| !it.contains(TOO_WIDE) && !it.starts_with("eligible: engine Open"));
        found.beyond |= found.disagreements.len() < all;
    }
    if quote.range.proven {
        check_witnesses(packs, book, rule, case, &quote, random, &mut found);
    }
    for _ in 0..3 {
        check_parts(rule, &fill(random, book, case), &quote, &mut found);
    }
    Ok(found)
}

/// Puts the case to the engine.
///
/// # Errors
/// When it does not take the answers.
pub fn ask(packs: &Packs, book: &Book, rule: &Rule, case: &Case, on: &str) -> Result<Quote, String> {
    let scheme = packs.scheme(&rule.id).ok_or("no such scheme")?;
    let answers = answers(packs, book, case, usize::from(rule.per_item))?;
    let on = engine::date::parse_iso(on).ok_or("no such day")?;
    Ok(engine::quote(packs, scheme, &answers, rule.per_item.then_some(0), on))
}

/// Whether two outcomes differ that are apart in this one fact only.
fn moves(outcomes: &[Outcome], stride: usize, count: usize) -> bool {
    outcomes
        .iter()
        .enumerate()
        .any(|(idx, it)| idx / stride % count + 1 < count && outcomes.get(idx + stride).is_some_and(|next| next != it))
}

/// Notes in what the quote differs from the ends.
pub fn compare_ends(quote: &Quote, ends: &Ends, found: &mut Found) {
    let eligible = match quote.eligibility {
        Eligibility::Yes => Eligible::Yes,
        Eligibility::No => Eligible::No,
        Eligibility::Open => Eligible::Open,
    };
    if eligible == Eligible::Open && ends.eligible != Eligible::Open && !quote.range.proven {
        found.beyond = true;
    } else if eligible != ends.eligible {
        found.disagreements.push(format!("eligible: engine {eligible:?}, oracle {:?}", ends.eligible));
    }
    let sides = [("least", quote.range.least, &ends.least, true), ("most", quote.range.most, &ends.most, false)];
    for (side, engine, oracle, is_least) in sides {
        match same(engine, oracle.as_ref()) {
            Same::Yes => continue,
            Same::Nearly => {
                found.cut = true;
                continue;
            }
            Same::No => {}
        }
        // An end that the engine does not call reached may be too wide, but never too narrow.
        let engine_number = engine.map(|it| number::from_engine(it.yuan()));
        let too_wide = match (&engine_number, oracle) {
            (None, _) => true,
            // What is not known is at least nothing: only zero for certain is below it.
            (Some(it), None) => is_least && *it == Number::ZERO,
            (Some(it), Some(other)) => {
                if is_least {
                    it < other
                } else {
                    it > other
                }
            }
        };
        if too_wide && !quote.range.proven {
            found.beyond = true;
            continue;
        }
        let show = |it: Option<&Number>| it.map_or_else(|| "unknown".to_owned(), number::show);
        let kind = if too_wide { TOO_WIDE } else { "UNSOUND" };
        let (engine, oracle) = (show(engine_number.as_ref()), show(oracle.as_ref()));
        found.disagreements.push(format!("{side} ({kind}): engine {engine}, oracle {oracle}"));
    }
}

/// The answers that are said to reach an end must reach it, whatever else is answered.
pub fn check_witnesses(
    packs: &Packs,
    book: &Book,
    rule: &Rule,
    case: &Case,
    quote: &Quote,
    random: &mut Random,
    found: &mut Found,
) {
    let sides = [("least", quote.range.least, &quote.range.least_at), ("most", quote.range.most, &quote.range.most_at)];
    for (side, end, witness) in sides {
        let Some(end) = end else { continue };
        let Some(reached) = with_witness(packs, book, case, witness) else {
            found.disagreements.push(format!("{side}: the witness is not a set of answers"));
            continue;
        };
        for _ in 0..2 {
            let complete = fill(random, book, &reached);
            let mut gather = Gather::default();
            if let Some(it) = outcome(rule, &complete) {
                gather.add(&it);
            }
            let ends = gather.ends();
            let oracle = if side == "least" { ends.least } else { ends.most };
            if let Same::No = same(Some(end), oracle.as_ref()) {
                let show = oracle.map_or_else(|| "unknown".to_owned(), |it| number::show(&it));
                found.disagreements.push(format!("{side}: said to be {end} at the witness, oracle {show}"));
                break;
            }
        }
    }
}
