//! A calculator's total held against a list of everything that could be taken: every set of schemes and items
//! that exclusion groups and quotas allow, added up, and the best of them. Then: opening answers loses no total.

mod shared;

use engine::answers::Value;
use engine::pack::{Calculator, FactKind, Scheme};
use engine::{Answers, Assessment, Eligibility, assess, quote};
use proptest::prelude::*;
use rust_decimal::Decimal;
use shared::{BUNDLE, PACKS, cases, on};

/// More parts than this are not listed set by set.
const MOST_PARTS: usize = 12;

fn calculator(place: usize) -> &'static Calculator {
    let all = &BUNDLE.bundle.calculators;
    PACKS.calculator(&all[place % all.len()].id).unwrap()
}

fn schemes(calculator: &Calculator) -> Vec<&'static Scheme> {
    PACKS.schemes().iter().filter(|it| calculator.holds(it)).collect()
}

/// The answers of worked examples: of the first what is shared, and of the others what it leaves open of that;
/// then an item of each of the others.
fn told(calculator: &Calculator, picks: &[(usize, usize)]) -> Option<Answers> {
    let schemes = schemes(calculator);
    let pick = |(scheme, case): &(usize, usize)| {
        let cases = cases(schemes.get(scheme % schemes.len().max(1))?);
        cases.get(case % cases.len().max(1)).cloned()
    };
    let picked = picks.iter().map(pick).collect::<Option<Vec<Answers>>>()?;
    let n_items = if schemes.iter().any(|it| it.per_item) { picked.len() - 1 } else { 0 };
    let mut answers = Answers::with_items(n_items);
    for (fact, it) in PACKS.facts().iter().enumerate() {
        if it.item {
            for (item, of) in picked.iter().skip(1).take(n_items).enumerate() {
                answers.set(fact, Some(item), of.get(fact, Some(0)).cloned());
            }
        } else {
            answers.set(fact, None, picked.iter().find_map(|it| it.get(fact, None)).cloned());
        }
    }
    Some(answers)
}

/// One scheme for one item, with what it pays by itself.
struct Part {
    scheme: &'static Scheme,
    category: Option<String>,
    paid: Decimal,
}

/// Everything that pays something; `None`: an amount is open or not known.
fn parts(calculator: &Calculator, answers: &Answers) -> Option<Vec<Part>> {
    let category = PACKS.fact("item_category").map(|it| it.0);
    let mut parts = Vec::new();
    for scheme in schemes(calculator) {
        let items: Vec<Option<usize>> =
            if scheme.per_item { (0..answers.n_items()).map(Some).collect() } else { vec![None] };
        for item in items {
            let quote = quote(&PACKS, scheme, answers, item, on());
            if quote.eligibility == Eligibility::No || !scheme.effect.is_gain() {
                continue;
            }
            let paid = quote.range.single()?.yuan();
            let option = category.and_then(|it| answers.get(it, item)).and_then(|it| match it {
                Value::Choice(at) => match &PACKS.facts()[category?].kind {
                    FactKind::Choice(options) => Some(options[*at].id.clone()),
                    _ => None,
                },
                _ => None,
            });
            if paid > Decimal::ZERO {
                parts.push(Part { scheme, category: option, paid });
            }
        }
    }
    Some(parts)
}

/// What these parts come to, taken together; `None`: they may not be.
fn together(parts: &[&Part]) -> Option<Decimal> {
    let mut total = Decimal::ZERO;
    for (nth, part) in parts.iter().enumerate() {
        let scheme = part.scheme;
        if !scheme.per_item {
            if scheme.group.is_some()
                && parts[..nth].iter().any(|it| !it.scheme.per_item && it.scheme.group == scheme.group)
            {
                return None;
            }
            total += part.paid;
            continue;
        }
        let Some(quota) = &scheme.quota else {
            total += part.paid;
            continue;
        };
        // All that count with this one are looked at when the first of them is met.
        let counts = |it: &&&Part| it.scheme.id == scheme.id && (!quota.by_category || it.category == part.category);
        if parts[..nth].iter().any(|it| counts(&it)) {
            continue;
        }
        let mine: Vec<_> = parts.iter().filter(counts).collect();
        let exception = quota.exceptions.iter().find(|it| quota.by_category && Some(&it.0) == part.category.as_ref());
        let most = exception.map(|it| it.1).or(quota.max);
        if most.is_some_and(|it| mine.len() > it as usize) {
            return None;
        }
        let sum: Decimal = mine.iter().map(|it| it.paid).sum();
        total += quota.cap_per_category.map_or(sum, |it| it.min(sum));
    }
    Some(total)
}

/// The best of all sets.
fn best(parts: &[Part]) -> Decimal {
    let sets = 0..1_u32 << parts.len();
    let of =
        |set: u32| parts.iter().enumerate().filter(|(at, _)| set & 1 << at != 0).map(|it| it.1).collect::<Vec<_>>();
    sets.filter_map(|set| together(&of(set))).max().unwrap_or_default()
}

fn ask(calculator: &Calculator, answers: &Answers) -> Assessment {
    assess(&PACKS, calculator, answers, on())
}

/// What was told, with another price here and there.
fn nudge(answers: &mut Answers, item: usize, cents: u32) {
    let (fact, _) = PACKS.fact("item_price").unwrap();
    if item < answers.n_items() {
        answers.set(fact, Some(item), Some(Value::Number(Decimal::new(i64::from(cents) + 1, 2))));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_total_is_the_best_that_groups_and_quotas_allow(
        place in 0_usize..1_000,
        picks in prop::collection::vec((0_usize..1_000, 0_usize..1_000), 1..8),
        prices in prop::collection::vec((0_usize..7, 0_u32..1_200_000), 0..4),
    ) {
        let calculator = calculator(place);
        let Some(mut answers) = told(calculator, &picks) else { return Ok(()) };
        for (item, cents) in prices {
            nudge(&mut answers, item, cents);
        }
        let Some(parts) = parts(calculator, &answers) else { return Ok(()) };
        prop_assume!(parts.len() <= MOST_PARTS);
        let total = ask(calculator, &answers).total.single();
        prop_assert_eq!(total.map(|it| it.yuan()), Some(best(&parts)), "{} {:?}", calculator.id, answers);
    }

    #[test]
    fn opening_answers_loses_no_total(
        place in 0_usize..1_000,
        picks in prop::collection::vec((0_usize..1_000, 0_usize..1_000), 1..4),
        opened in prop::collection::vec((0_usize..1_000, 0_usize..4), 1..5),
    ) {
        let calculator = calculator(place);
        let Some(answers) = told(calculator, &picks) else { return Ok(()) };
        let before = ask(calculator, &answers).total;
        let mut open = answers.clone();
        for (which, item) in opened {
            let fact = calculator.questions[which % calculator.questions.len()];
            let item = PACKS.facts()[fact].item.then_some(item % answers.n_items().max(1));
            open.set(fact, item, None);
        }
        let after = ask(calculator, &open).total;
        let (least, most) = (before.least.unwrap(), before.most);
        prop_assert!(after.least.is_none_or(|it| it <= least), "{} {least} but at least {:?}", calculator.id, after.least);
        match (most, after.most) {
            (Some(most), Some(end)) => prop_assert!(end >= most, "{} {most} but at most {end}", calculator.id),
            (None, Some(end)) => prop_assert!(false, "{} no known most but at most {end}", calculator.id),
            (_, None) => {}
        }
    }
}

/// The cases are worth something: groups and quotas bind in some of them.
#[test]
fn groups_and_quotas_bind() {
    let (mut by_quota, mut by_group) = (0, 0);
    for it in &BUNDLE.bundle.calculators {
        let calculator = PACKS.calculator(&it.id).unwrap();
        let schemes = schemes(calculator);
        for place in 0..schemes.len() {
            for other in 0..schemes.len() {
                for case in 0..cases(schemes[place]).len() * 3 {
                    let one = (place, case / 3);
                    let picks = [one, (other, case), one, (other, case), one];
                    let Some(parts) = told(calculator, &picks).and_then(|it| parts(calculator, &it)) else { continue };
                    if parts.len() > MOST_PARTS || parts.iter().map(|it| it.paid).sum::<Decimal>() == best(&parts) {
                        continue;
                    }
                    let of_items = parts.iter().any(|it| it.scheme.per_item);
                    *(if of_items { &mut by_quota } else { &mut by_group }) += 1;
                }
            }
        }
    }
    assert!(by_quota >= 10 && by_group >= 1, "bound {by_quota} times by a quota, {by_group} by a group");
}

#[test]
fn a_total_of_which_nothing_is_told_is_proven() {
    for calculator in PACKS.calculators() {
        let mut answers = Answers::with_items(usize::from(calculator.id == "goods"));
        for preset in &calculator.preset_today {
            answers.set(*preset, None, Some(Value::Day(on())));
        }
        let total = assess(&PACKS, calculator, &answers, on()).total;
        // The refunds of 增量 and 存量 share six open amounts: more than the budget of a search.
        assert_eq!(total.proven, calculator.id != "m01", "{}", calculator.id);
    }
}

#[test]
fn schemes_that_share_no_open_answer_add_up() {
    // None of these is of a group, and what each of them reads no other does.
    for (calculator, pair) in [
        ("m01", ["cn-small-profit-cit-2022", "cn-vat-small-2023"]),
        ("m01", ["cn-six-taxes-2023", "cn-vat-credit-increment-2022"]),
        ("m03", ["km-hire-local-2022", "cn-startup-loan-2023"]),
    ] {
        let both = PACKS.calculator(calculator).unwrap();
        let answers = Answers::default();
        let of = |schemes: &[&str]| {
            let schemes = schemes.iter().map(|it| (*it).to_owned()).collect();
            assess(&PACKS, &Calculator { schemes, ..both.clone() }, &answers, on())
        };
        let (together, first, second) = (of(&pair), of(&pair[..1]).total, of(&pair[1..]).total);
        let sum = |a: Option<engine::Money>, b: Option<engine::Money>| a.unwrap().checked_add(b.unwrap());
        assert!(together.total.proven && together.total.most.unwrap() > first.most.unwrap(), "{pair:?}");
        assert_eq!(together.total.least, sum(first.least, second.least), "{pair:?}");
        assert_eq!(together.total.most, sum(first.most, second.most), "{pair:?}");
        // The answers of an end are those of both.
        let facts = |them: &[engine::Answer]| them.iter().map(|it| it.fact).collect::<Vec<_>>();
        let named = facts(&together.total.most_at);
        for part in [&first, &second] {
            assert!(facts(&part.most_at).iter().all(|it| named.contains(it)), "{pair:?}");
        }
        let mut at = answers.clone();
        for it in &together.total.most_at {
            at.set(it.fact, it.item, Some(it.value.clone()));
        }
        let there =
            assess(&PACKS, &Calculator { schemes: pair.map(str::to_owned).to_vec(), ..both.clone() }, &at, on());
        assert_eq!(there.total.most, together.total.most, "{pair:?}");
    }
}
