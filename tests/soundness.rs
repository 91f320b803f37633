//! Ranges are guarantees: whatever is left open, the true quote lies inside, and both ends are real.

use engine::answers::{Value, read_value};
use engine::date::{self, Date};
use engine::pack::{FactKind, Scheme};
use engine::quote::Eligibility;
use engine::{Answers, Money, Packs, quote};
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

struct Release {
    packs: Packs,
    /// Every number and day that some rule states: where rules change their mind.
    numbers: Vec<Decimal>,
    days: Vec<Date>,
    /// The answers of every worked example of a scheme: cases that mean something.
    cases: BTreeMap<String, Vec<Vec<(String, String)>>>,
}

static RELEASE: LazyLock<Release> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs");
    let bundle = huisuan::compile(&folder, huisuan::Lang::Zh).unwrap();
    let constants = |o: &str| -> Vec<String> {
        let nodes = bundle.bundle.schemes.iter().flat_map(|it| it.nodes.iter());
        nodes.filter(|it| it.o == o).filter_map(|it| it.k.clone()).collect()
    };
    let mut cases: BTreeMap<String, Vec<Vec<(String, String)>>> = BTreeMap::new();
    for example in &bundle.examples.schemes {
        let mut facts = example.facts.clone();
        facts.extend(example.items.first().cloned().unwrap_or_default());
        cases.entry(example.scheme.clone()).or_default().push(facts);
    }
    Release {
        cases,
        packs: bundle.packs().unwrap(),
        numbers: constants("num").iter().map(|it| it.parse().unwrap()).collect(),
        days: constants("day").iter().filter_map(|it| date::parse_iso(it)).collect(),
    }
});

/// A value of the fact: often where a rule changes its mind, or one step beside it.
fn value(kind: &FactKind, pick: u32, nudge: i64) -> Value {
    let pick = pick as usize;
    match kind {
        FactKind::Truth => Value::Truth(pick.is_multiple_of(2)),
        FactKind::Choice(options) => Value::Choice(pick % options.len()),
        FactKind::Day { least, most } => {
            let day = RELEASE.days[pick % RELEASE.days.len()];
            let day = day.checked_add(time_days(nudge)).unwrap();
            Value::Day(day.clamp(*least, *most))
        }
        FactKind::Number { least, most, step, .. } => {
            let spread = Decimal::from(pick as u64 % 400_000);
            let numbers = &RELEASE.numbers;
            let base = if pick.is_multiple_of(3) { spread } else { numbers[pick % numbers.len()] };
            let value = (base + *step * Decimal::from(nudge)).clamp(*least, *most);
            // Back to the grid of the fact, as a person could type it.
            let steps = ((value - *least) / *step).floor();
            Value::Number(*least + steps * *step)
        }
    }
}

fn time_days(days: i64) -> time::Duration {
    time::Duration::days(days)
}

fn singles() -> Vec<&'static Scheme> {
    RELEASE.packs.schemes().iter().collect()
}

/// The answers with item facts set on item 0 and the rest shared.
fn set(answers: &mut Answers, fact: usize, value: Option<Value>) {
    let item = RELEASE.packs.facts()[fact].item.then_some(0);
    answers.set(fact, item, value);
}

fn inside(least: Option<Money>, most: Option<Money>, amount: Money) -> bool {
    least.is_none_or(|it| it <= amount) && most.is_none_or(|it| amount <= it)
}

/// A worked example of the scheme in which about one answer in six is another, and none is open.
fn complete(scheme: &Scheme, facts: &[usize], case: usize, picks: &[(u32, i64, bool, u8)]) -> Answers {
    let packs = &RELEASE.packs;
    let cases = &RELEASE.cases[&scheme.id];
    let mut answers = Answers::with_items(1);
    for (id, text) in &cases[case % cases.len()] {
        let (fact, _) = packs.fact(id).unwrap();
        set(&mut answers, fact, Some(read_value(&packs.facts()[fact], text).unwrap()));
    }
    for (fact, (pick, nudge, _, other)) in facts.iter().zip(picks) {
        let item = packs.facts()[*fact].item.then_some(0);
        if *other == 0 || answers.get(*fact, item).is_none() {
            set(&mut answers, *fact, Some(value(&packs.facts()[*fact].kind, *pick, *nudge)));
        }
    }
    answers
}

const ON: &str = "2026-11-24";

fn ask(scheme: &Scheme, answers: &Answers) -> engine::Quote {
    let item = scheme.per_item.then_some(0);
    quote(&RELEASE.packs, scheme, answers, item, date::parse_iso(ON).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

    #[test]
    fn opening_answers_never_loses_the_quote(
        scheme in 0_usize..1_000,
        case in 0_usize..1_000,
        picks in prop::collection::vec((any::<u32>(), -1_i64..=1, any::<bool>(), 0_u8..6), 40),
    ) {
        let all = singles();
        let scheme = all[scheme % all.len()];
        let facts = scheme.facts();
        let mut complete = complete(scheme, facts, case, &picks);
        // The date asked is always known.
        if let Some((asked_on, _)) = RELEASE.packs.fact(engine::quote::ASKED_ON) {
            complete.set(asked_on, None, None);
        }
        let truth = ask(scheme, &complete);
        prop_assert_ne!(truth.eligibility, Eligibility::Open, "complete answers decide");
        prop_assert!(truth.open.is_empty(), "nothing is left to ask");

        let mut partial = complete.clone();
        for (fact, (_, _, open, _)) in facts.iter().zip(&picks) {
            // How a notice is read is not a question; it stays.
            if *open && RELEASE.packs.facts()[*fact].reading.is_none() {
                set(&mut partial, *fact, None);
            }
        }
        let range = ask(scheme, &partial);
        if range.eligibility != Eligibility::Open {
            prop_assert_eq!(range.eligibility, truth.eligibility);
        }
        for end in [truth.range.least, truth.range.most].into_iter().flatten() {
            prop_assert!(
                inside(range.range.least, range.range.most, end),
                "{}: {} outside {:?}..{:?}", scheme.id, end, range.range.least, range.range.most
            );
        }
        // Inside a schedule, and where a figure is not known, a rule may need more boxes than are
        // looked at: then the ends hold, unproven.
        let hard = scheme.schedule.is_some() || scheme.figures.iter().any(|it| it.value.is_none());
        prop_assert!(range.range.proven || hard, "{}: ends not proven", scheme.id);
        prop_assume!(range.range.proven);

        // Both ends are real: the witness, put in, gives exactly that end.
        for (end, witness, side) in [
            (range.range.least, &range.range.least_at, 0),
            (range.range.most, &range.range.most_at, 1),
        ] {
            let Some(end) = end else { continue };
            let mut answers = partial.clone();
            for answer in witness {
                answers.set(answer.fact, answer.item, Some(answer.value.clone()));
            }
            let quote = ask(scheme, &answers);
            let found = if side == 0 { quote.range.least } else { quote.range.most };
            prop_assert_eq!(found, Some(end), "{}: witness {:?}", scheme.id, witness);
        }
    }

    #[test]
    fn the_cases_are_not_all_refusals(scheme in 0_usize..1_000, seed in any::<u32>()) {
        // Guards the test above against becoming empty: unchanged examples include entitled ones.
        let all = singles();
        let scheme = all[scheme % all.len()];
        let n_cases = RELEASE.cases[&scheme.id].len();
        let picks = vec![(seed, 0, false, 1); 40];
        let entitled = (0..n_cases).filter(|it| {
            let answers = complete(scheme, scheme.facts(), *it, &picks);
            ask(scheme, &answers).eligibility == Eligibility::Yes
        });
        prop_assert!(entitled.count() > 0, "{}: no entitled case", scheme.id);
    }

    #[test]
    fn typed_values_are_read_back(pick in any::<u32>(), nudge in -1_i64..=1, fact in 0_usize..1_000) {
        let facts = RELEASE.packs.facts();
        let fact = &facts[fact % facts.len()];
        let value = value(&fact.kind, pick, nudge);
        let text = engine::answers::write_value(fact, &value);
        prop_assert_eq!(read_value(fact, &text), Ok(value));
    }
}
