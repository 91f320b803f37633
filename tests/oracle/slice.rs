//! A small part of the long comparisons, in every run of the tests.

use oracle::generate::{self, Taste};
use oracle::random::Random;
use oracle::run::{self, Tally};
use oracle::{ends, search, shipped};
use std::path::Path;

const SMALL: Taste = Taste { wide: false, shared_unknowns: false };

#[track_caller]
fn agree(tally: &Tally) {
    let repro = |it: &run::Repro| format!("{:?}\n{}\n{:?}", it.disagreements, it.pack, it.answers);
    let repros: Vec<String> = tally.repros.iter().map(repro).collect();
    assert_eq!(tally.disagreeing, 0, "{:?}\n{}", tally.kinds, repros.join("\n"));
    assert!(tally.refused.is_empty(), "{:?}", tally.refused);
}

#[test]
fn random_packs_agree() {
    let tally = run::run(6_000, 2026, SMALL);
    agree(&tally);
    assert!(tally.proven * 100 > tally.cases * 99, "proven: {} of {}", tally.proven, tally.cases);
    assert!(tally.open_and_paid * 4 > tally.cases, "too few cases with open facts and a payment");
}

#[test]
fn random_packs_with_many_values_agree() {
    let tally = run::run(250, 2026, Taste { wide: true, shared_unknowns: false });
    agree(&tally);
    assert!(tally.exact * 2 > tally.cases, "the oracle is seldom certain: {} of {}", tally.exact, tally.cases);
}

/// One unknown figure in several places: the engine may go beyond the oracle, but not fall short.
#[test]
fn shared_unknown_figures_are_never_too_narrow() {
    let tally = run::run(1_500, 2026, Taste { wide: false, shared_unknowns: true });
    let narrow: Vec<&String> = tally.kinds.keys().filter(|it| it.contains("UNSOUND")).collect();
    assert!(narrow.is_empty(), "{narrow:?}");
}

/// A few cases of each scheme; the large run (docs/oracle.md) takes them all.
const SOME: shipped::Share = shipped::Share { every: 7, most: 2, looks: 500 };

#[test]
fn a_part_of_the_shipped_cases_agrees() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    // Packs that do not compile are the policy test's to report.
    let Ok(shipped) = shipped::shipped(&folder) else { return };
    let outcomes = shipped::run(&shipped, SOME, None).unwrap();
    let wrong: Vec<_> = outcomes.schemes.iter().filter(|(_, it)| it.disagreeing > 0).collect();
    assert!(wrong.is_empty(), "{wrong:?} {:?}", outcomes.repros);
    let sum = |of: fn(&shipped::Counts) -> u64| outcomes.schemes.iter().map(|(_, it)| of(it)).sum::<u64>();
    assert_eq!(sum(|it| it.proven), sum(|it| it.cases), "not all proven: {:?}", outcomes.repros);
}

/// The oracle's own short way is held against its long way.
#[test]
fn the_points_that_matter_are_all_that_matter() {
    let mut certain = 0;
    let mut compared = 0;
    for seed in 0..500 {
        let mut random = Random::new(seed);
        let loaded = run::load(generate::pack(&mut random, SMALL)).unwrap();
        let rule = &loaded.book.rules[0];
        for _ in 0..4 {
            let case = run::one_case(&mut random, &loaded.book, rule, SMALL);
            let open = ends::open(rule, &case);
            if ends::count(&loaded.book.facts, &open, 300).is_none() {
                continue;
            }
            let mut all = ends::Gather::default();
            let values = ends::all_values(&loaded.book.facts, &open);
            if ends::every(rule, &case, &values, &mut |_, it| all.add(it)).is_none() {
                continue;
            }
            let sought = search::search(rule, &loaded.book.facts, &case, 3, 300).unwrap();
            compared += 1;
            if sought.exact {
                certain += 1;
                let all = all.ends();
                assert_eq!((sought.ends.least, sought.ends.most), (all.least, all.most), "{seed} {}", loaded.pack);
                assert_eq!(sought.ends.eligible, all.eligible, "{seed} {}", loaded.pack);
            }
        }
    }
    assert!(certain * 2 > compared, "seldom certain: {certain} of {compared}");
}
