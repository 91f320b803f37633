//! What the pages say beside a total: the answers of its ends, what a question can move, the course along an
//! answer, the working. Each is held against the total itself.

mod shared;

use engine::answers::{Value, read_value};
use engine::course::{Along, at, course, has_order, jumps};
use engine::pack::{Calculator, FactKind};
use engine::question::worths;
use engine::witness::plainest_of_total;
use engine::working::{Name, working};
use engine::{Answers, Assessment, assess, date};
use proptest::prelude::*;
use rust_decimal::Decimal;
use shared::{BUNDLE, PACKS, cases, on, set};

/// The calculators whose totals are sums of money, with the answers of all their worked examples.
fn example(calculator: &Calculator, scheme: usize, case: usize) -> Option<Answers> {
    let schemes: Vec<_> = PACKS.schemes().iter().filter(|it| calculator.holds(it)).collect();
    let cases = cases(schemes.get(scheme % schemes.len().max(1))?);
    cases.get(case % cases.len().max(1)).cloned()
}

fn calculator(place: usize) -> &'static Calculator {
    let all = &BUNDLE.bundle.calculators;
    PACKS.calculator(&all[place % all.len()].id).unwrap()
}

fn ask(calculator: &Calculator, answers: &Answers) -> Assessment {
    assess(&PACKS, calculator, answers, on())
}

/// A value of a fact, by chance.
fn any_value(fact: usize, chance: u32) -> Value {
    match &PACKS.facts()[fact].kind {
        FactKind::Truth => Value::Truth(chance.is_multiple_of(2)),
        FactKind::Choice(options) => Value::Choice(chance as usize % options.len()),
        FactKind::Number { least, most, step, .. } => {
            // Small numbers more often than huge ones.
            let span = (most - least) / step;
            let part = Decimal::from(chance % 1_000) / Decimal::ONE_THOUSAND;
            Value::Number(least + (span * part * part * part).floor() * step)
        }
        FactKind::Day { least, most } => {
            let days = (*most - *least).whole_days();
            Value::Day(*least + time::Duration::days(i64::from(chance) % (days + 1)))
        }
    }
}

const CASES: u32 = 100;

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn answering_never_reorders_the_questions_before_it(
        place in 0_usize..1_000, scheme in 0_usize..1_000, case in 0_usize..1_000,
        opened in prop::collection::vec(0_usize..1_000, 0..8),
        chances in prop::collection::vec((0_usize..1_000, 0_u32..1_000_000), 1..8),
    ) {
        let calculator = calculator(place);
        // Cars and goods from nothing; the rest, whose schedules are dear, from a worked example.
        let from_nothing = calculator.schemes.is_empty() && case.is_multiple_of(2);
        let mut answers = match example(calculator, scheme, case) {
            Some(it) if !from_nothing => it,
            _ => Answers::with_items(1),
        };
        for it in opened {
            set(&mut answers, calculator.questions[it % calculator.questions.len()], None);
        }
        let mut before = ask(calculator, &answers).questions;
        for (which, chance) in chances {
            if before.is_empty() {
                break;
            }
            let nth = which % before.len();
            let answered = before[nth];
            set(&mut answers, answered.fact, Some(any_value(answered.fact, chance)));
            let after = ask(calculator, &answers).questions;
            let places: Vec<usize> =
                before.iter().filter_map(|it| after.iter().position(|other| other == it)).collect();
            prop_assert!(places.is_sorted(), "{}: {:?} then {:?}", calculator.id, before, after);
            before = after;
        }
    }

    #[test]
    fn no_answer_moves_the_total_by_more_than_its_question_is_said_to(
        place in 0_usize..1_000, scheme in 0_usize..1_000, case in 0_usize..1_000,
        opened in prop::collection::vec(0_usize..1_000, 1..4), which in 0_usize..1_000, chance in 0_u32..1_000_000,
    ) {
        let calculator = calculator(place);
        let Some(mut answers) = example(calculator, scheme, case) else { return Ok(()) };
        for it in opened {
            set(&mut answers, calculator.questions[it % calculator.questions.len()], None);
        }
        let before = ask(calculator, &answers);
        prop_assume!(!before.questions.is_empty() && before.total.proven);
        let question = before.questions[which % before.questions.len()];
        let worth = worths(&PACKS, calculator, &answers, on(), &before.total, &[question])[0];
        let Some(worth) = worth else { return Ok(()) };
        set(&mut answers, question.fact, Some(any_value(question.fact, chance)));
        let after = ask(calculator, &answers).total;
        prop_assume!(after.proven);
        let (Some(least), Some(most)) = (after.least, after.most) else { return Ok(()) };
        let raised = least.yuan() - before.total.least.unwrap().yuan();
        let lowered = before.total.most.unwrap().yuan() - most.yuan();
        prop_assert!(raised <= worth.yuan() && lowered <= worth.yuan(), "{}: {worth} but {raised}, {lowered}", PACKS.facts()[question.fact].id);
    }

    #[test]
    fn the_plain_answers_reach_the_end_whatever_else_is_said(
        place in 0_usize..1_000, scheme in 0_usize..1_000, case in 0_usize..1_000,
        opened in prop::collection::vec(0_usize..1_000, 1..6),
    ) {
        let calculator = calculator(place);
        let Some(mut answers) = example(calculator, scheme, case) else { return Ok(()) };
        for it in opened {
            set(&mut answers, calculator.questions[it % calculator.questions.len()], None);
        }
        let total = ask(calculator, &answers).total;
        prop_assume!(total.proven && total.least.is_some() && total.most.is_some());
        for most in [true, false] {
            let witness = if most { &total.most_at } else { &total.least_at };
            let plain = plainest_of_total(&PACKS, calculator, &answers, on(), witness);
            prop_assert!(plain.len() <= witness.len());
            let mut then = answers.clone();
            for it in &plain {
                then.set(it.fact, it.item, Some(it.value.clone()));
            }
            let then = ask(calculator, &then).total;
            // All that was said in the witness decides no more than the plain answers do.
            let mut whole = answers.clone();
            for it in witness {
                whole.set(it.fact, it.item, Some(it.value.clone()));
            }
            let whole = ask(calculator, &whole).total;
            prop_assert_eq!((then.least, then.most), (whole.least, whole.most), "{} {:?}", calculator.id, plain);
            let ends = if most { (then.most, total.most) } else { (then.least, total.least) };
            prop_assert_eq!(ends.0, ends.1, "{} {:?}", calculator.id, plain);
        }
    }

    #[test]
    fn a_course_is_the_total_itself(
        place in 0_usize..1_000, scheme in 0_usize..1_000, case in 0_usize..1_000,
        along in 0_usize..1_000, spots in prop::collection::vec((0_usize..1_000, 0_u32..1_000), 6),
    ) {
        let calculator = calculator(place);
        let Some(mut answers) = example(calculator, scheme, case) else { return Ok(()) };
        let ordered: Vec<usize> =
            calculator.questions.iter().copied().filter(|it| has_order(&PACKS.facts()[*it].kind)).collect();
        prop_assume!(!ordered.is_empty());
        let fact = ordered[along % ordered.len()];
        let item = PACKS.facts()[fact].item.then_some(0);
        let course = course(&PACKS, calculator, &answers, on(), Along { fact, item, with: &[] });
        let Some(course) = course else { return Ok(()) };
        // At the answer given both lines meet the ends of the range.
        let total = ask(calculator, &answers).total;
        let number = |value: &Value| match value {
            Value::Number(it) => *it,
            Value::Day(it) => date::to_number(*it),
            _ => Decimal::ZERO,
        };
        if let Some(given) = answers.get(fact, item).map(number)
            && total.proven
        {
            for (line, end) in [(&course.most, total.most), (&course.least, total.least)] {
                let (Some(found), Some(end)) = (at(line, given), end) else { continue };
                prop_assert!((found.yuan() - end.yuan()).abs() <= Decimal::new(3, 2), "{} at {given}: {found} or {end}", PACKS.facts()[fact].id);
            }
        }
        prop_assume!(total.single().is_some() && answers.get(fact, item).is_some());
        for (spot, part) in spots {
            let piece = &course.most[spot % course.most.len()];
            let step = match PACKS.facts()[fact].kind { FactKind::Number { step, .. } => step, _ => Decimal::ONE };
            let steps = ((piece.to - piece.from) / step * Decimal::from(part) / Decimal::ONE_THOUSAND).floor();
            let value = piece.from + steps * step;
            let Some(line) = at(&course.most, value) else { continue };
            let said = match PACKS.facts()[fact].kind {
                FactKind::Day { .. } => Value::Day(date::from_number(value).unwrap()),
                _ => Value::Number(value),
            };
            set(&mut answers, fact, Some(said));
            let total = ask(calculator, &answers).total;
            let Some(total) = total.single() else { continue };
            prop_assert!((total.yuan() - line.yuan()).abs() <= Decimal::new(3, 2), "{} {} at {value}: {total} or {line}", calculator.id, PACKS.facts()[fact].id);
        }
    }
}

fn answers(items: usize, pairs: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::with_items(items);
    for (id, text) in pairs {
        let (place, fact) = PACKS.fact(id).unwrap();
        set(&mut answers, place, Some(read_value(fact, text).unwrap()));
    }
    answers
}

const CAR: [(&str, &str); 17] = [
    ("new_power", "bev"),
    ("new_price", "186000"),
    ("in_nev_catalogue", "true"),
    ("buyer_is_individual", "true"),
    ("is_swap_model", "false"),
    ("battery_invoiced_separately", "false"),
    ("has_old_car", "true"),
    ("old_power", "petrol"),
    ("old_first_registered", "2012-05-01"),
    ("old_in_own_name_since", "2018-03-01"),
    ("already_used_2026", "false"),
    ("plate_in_yunnan", "true"),
    ("invoice_date", "2026-11-24"),
    ("registered_date", "2026-11-24"),
    ("scrap_certificate_date", "2026-11-24"),
    ("deregistration_date", "2026-11-24"),
    ("old_transfer_date", "2026-11-24"),
];

/// The jumps of a line as `before → after: from → to`.
#[track_caller]
fn check_jumps(calculator: &str, answers: &Answers, fact: &str, with: &[&str], expected: &[&str]) {
    let calculator = PACKS.calculator(calculator).unwrap();
    let (place, known) = PACKS.fact(fact).unwrap();
    let with: Vec<usize> = with.iter().map(|it| PACKS.fact(it).unwrap().0).collect();
    let along = Along { fact: place, item: known.item.then_some(0), with: &with };
    let course = course(&PACKS, calculator, answers, on(), along).unwrap();
    let show = |it: Decimal| match known.kind {
        FactKind::Day { .. } => date::iso(date::from_number(it).unwrap()),
        _ => it.normalize().to_string(),
    };
    let found: Vec<String> = jumps(&course.most)
        .iter()
        .map(|it| format!("{} → {}: {} → {}", show(it.before), show(it.after), it.from, it.to))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_phone_falls_off_at_six_thousand_yuan() {
    let phone = [
        ("item_category", "phone"),
        ("item_price", "6000.01"),
        ("purchase_date", "2026-11-24"),
        ("invoice_in_yunnan", "true"),
        ("claim_pay_receive_same", "true"),
    ];
    check_jumps("goods", &answers(1, &phone), "item_price", &[], &["6000 → 6000.01: 500.00 → 0.00"]);
}

#[test]
fn the_days_of_one_purchase_move_together() {
    let others = ["registered_date", "scrap_certificate_date", "deregistration_date", "old_transfer_date"];
    let car = answers(0, &CAR);
    let calculator = PACKS.calculator("vehicle").unwrap();
    let fact = PACKS.fact("invoice_date").unwrap().0;
    let with: Vec<usize> = others.iter().map(|it| PACKS.fact(it).unwrap().0).collect();
    let together = course(&PACKS, calculator, &car, on(), Along { fact, item: None, with: &with }).unwrap();
    let alone = course(&PACKS, calculator, &car, on(), Along { fact, item: None, with: &[] }).unwrap();
    let day = |text: &str| date::to_number(date::parse_iso(text).unwrap());
    let yuan = |line, text: &str| at(line, day(text)).unwrap().to_string();
    assert_eq!(yuan(&together.most, "2026-12-31"), "28230.09");
    // In 2027 the tax is still halved and the subsidy is over.
    assert_eq!(yuan(&together.most, "2027-01-01"), "8230.09");
    // In 2025 the whole tax of 16,460.18 was waived and scrapping brought 20,000; with a scrap certificate of 2026
    // only the replacement of that year is left.
    assert_eq!(yuan(&together.most, "2025-12-31"), "36460.18");
    assert_eq!(yuan(&alone.most, "2025-12-31"), "31460.18");
}

#[test]
fn the_working_names_the_bound_that_cut_it_off() {
    let scheme = PACKS.scheme("cn-scrap-2026").unwrap();
    let all = working(&PACKS, scheme, &answers(0, &CAR), None, on());
    let bound = all.iter().find_map(|it| it.bound.as_ref()).unwrap();
    assert_eq!(bound.value, Decimal::from(20_000));
    let name = match bound.name.unwrap() {
        Name::Step(at) => &scheme.steps[at].say,
        Name::Figure(at) => &scheme.figures[at].say,
        Name::Fact(_) => panic!("a fact is no bound"),
    };
    assert!(name.contains("上限"), "{name}");
    // A cheaper car stays below it.
    let mut cheap = CAR;
    cheap[1].1 = "100000";
    assert!(working(&PACKS, scheme, &answers(0, &cheap), None, on()).iter().all(|it| it.bound.is_none()));
}

/// The order in which the questions of cars and goods are asked is that of the yuan they can move, all the way
/// down the answers with which the most can still be had.
#[test]
fn questions_stand_in_the_order_of_the_yuan_they_can_move() {
    for (id, items) in [("vehicle", 0), ("goods", 1)] {
        let calculator = PACKS.calculator(id).unwrap();
        let mut answers = Answers::with_items(items);
        for it in &calculator.preset_today {
            answers.set(*it, None, Some(Value::Day(on())));
        }
        let mut asked = 0;
        loop {
            let now = ask(calculator, &answers);
            let Some(first) = now.questions.first() else { break };
            let worths = worths(&PACKS, calculator, &answers, on(), &now.total, &now.questions);
            let most = worths.iter().max().unwrap();
            assert_eq!(worths.first(), Some(most), "{id}: {}", PACKS.facts()[first.fact].id);
            let value = now.total.most_at.iter().find(|it| it.fact == first.fact).map(|it| it.value.clone());
            answers.set(first.fact, first.item, Some(value.unwrap_or_else(|| any_value(first.fact, 0))));
            asked += 1;
        }
        assert!(asked >= 4, "{id}: only {asked} questions were asked");
    }
}
