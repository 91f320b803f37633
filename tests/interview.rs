//! The interview: what it calls certain or ruled out stays so, its questions are few and decide much,
//! and its lists are ordered by yuan.

use engine::Packs;
use engine::answers::{Value, read_value};
use engine::date::{self, Date};
use engine::interview::{Ask, Finding, Findings, Interview, MOST_QUESTIONS, Reply, Who, Why};
use engine::pack::{Fact, FactKind};
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

type Said = Vec<(Ask, Reply)>;

/// The two parts as the browser loads them: each with facts of its own.
static PARTS: LazyLock<[Packs; 2]> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs");
    let parts = huisuan::compile(&folder, huisuan::Lang::Zh).unwrap().parts();
    [Packs::load(parts.rules.as_bytes()).unwrap(), Packs::load(parts.relief.as_bytes()).unwrap()]
});

/// Every fact of both parts that a person may be asked, by name.
static FACTS: LazyLock<BTreeMap<&'static str, &'static Fact>> = LazyLock::new(|| {
    let mut facts = BTreeMap::new();
    for packs in PARTS.iter() {
        let preset: BTreeSet<usize> = packs.calculators().iter().flat_map(|it| it.preset_today.clone()).collect();
        for (place, fact) in packs.facts().iter().enumerate() {
            if fact.reading.is_none() && fact.id != engine::quote::ASKED_ON && !preset.contains(&place) {
                facts.insert(fact.id.as_str(), fact);
            }
        }
    }
    facts
});

fn at(said: &Said, on: Date) -> Interview<'static> {
    Interview::new(&PARTS.iter().collect::<Vec<_>>(), said, on)
}

fn day(text: &str) -> Date {
    date::parse_iso(text).unwrap()
}

fn fact(id: &str, text: &str) -> (Ask, Reply) {
    (Ask::Fact(id.to_owned()), Reply::Value(read_value(FACTS[id], text).unwrap()))
}

fn about(who: Who, topics: &[&str]) -> Said {
    let topics = topics.iter().map(|it| (*it).to_owned()).collect();
    vec![(Ask::Who, Reply::Who(who)), (Ask::Topics, Reply::Topics(topics))]
}

fn names(list: &[Finding]) -> Vec<&str> {
    list.iter().map(|it| it.scheme.as_str()).collect()
}

fn find<'a>(list: &'a [Finding], scheme: &str) -> &'a Finding {
    list.iter().find(|it| it.scheme == scheme).unwrap_or_else(|| panic!("{scheme} is not among {:?}", names(list)))
}

/// The condition that rules a scheme out, by its name in the pack.
fn clause<'a>(findings: &'a Findings, scheme: &str) -> &'a str {
    let it = find(&findings.no, scheme);
    let Why::Refused(place) = it.why else { panic!("{scheme}: {:?}", it.why) };
    &PARTS[it.packs].scheme(scheme).unwrap().conditions[place].id
}

/// A small generator, so that a case is one number.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (it ^ (it >> 31)) % limit.max(1)
    }

    fn value(&mut self, fact: &Fact) -> Value {
        match &fact.kind {
            FactKind::Truth => Value::Truth(self.below(2) == 1),
            FactKind::Choice(options) => Value::Choice(usize::try_from(self.below(options.len() as u64)).unwrap()),
            FactKind::Day { least, most } => {
                let (from, to) = (date::to_number(*least), date::to_number(*most));
                let days = u64::try_from(to - from).unwrap();
                Value::Day(date::from_number(from + Decimal::from(self.below(days + 1))).unwrap())
            }
            FactKind::Number { least, most, step, .. } => {
                let steps = u64::try_from(((*most - *least) / *step).floor()).unwrap();
                // Small values as often as large ones: rules change their mind among the small.
                let room = if self.below(2) == 0 { steps } else { steps.min(1_000_000) };
                Value::Number(*least + *step * Decimal::from(self.below(room + 1)))
            }
        }
    }

    fn day(&mut self) -> Date {
        let days = [
            "2020-01-01",
            "2021-07-01",
            "2022-06-15",
            "2022-11-01",
            "2024-09-01",
            "2025-05-01",
            "2026-11-24",
            "2027-01-01",
        ];
        day(days[usize::try_from(self.below(days.len() as u64)).unwrap()])
    }

    fn gates(&mut self) -> Said {
        let who = Who::ALL[usize::try_from(self.below(3)).unwrap()];
        let calculators = PARTS.iter().flat_map(|it| it.calculators()).filter(|it| it.topic.is_some());
        let topics = calculators.filter(|_| self.below(3) > 0).map(|it| it.id.clone()).collect();
        vec![(Ask::Who, Reply::Who(who)), (Ask::Topics, Reply::Topics(topics))]
    }

    /// A whole person: everything answered.
    fn person(&mut self) -> Said {
        let mut said = self.gates();
        said.extend(FACTS.iter().map(|(id, fact)| (Ask::Fact((*id).to_owned()), Reply::Value(self.value(fact)))));
        said
    }
}

fn settled(findings: &Findings) -> (BTreeSet<String>, BTreeSet<String>) {
    let of = |list: &[Finding]| list.iter().map(|it| it.scheme.clone()).collect();
    (of(&findings.sure), of(&findings.no))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    /// Some answers of a person are told; then all of them: nothing that was settled moves.
    #[test]
    fn what_is_settled_stays_however_the_rest_is_answered(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let on = dice.day();
        let person = dice.person();
        let share = dice.below(10);
        let some: Said = person.iter().filter(|_| dice.below(10) < share).cloned().collect();
        let (sure, no) = settled(&at(&some, on).findings());
        let told = |said: &(Ask, Reply)| some.iter().any(|it| it.0 == said.0);
        for _ in 0..4 {
            let others = dice.person().into_iter().filter(|it| !told(it));
            let whole: Said = some.iter().cloned().chain(others).collect();
            let (sure_then, no_then) = settled(&at(&whole, on).findings());
            prop_assert!(sure.is_subset(&sure_then), "{:?}", sure.difference(&sure_then));
            prop_assert!(no.is_subset(&no_then), "{:?}", no.difference(&no_then));
        }
    }

    /// A person who answers what is asked: at most eight questions, none twice, the same ones again for
    /// the same answers, and each list in the order of what it is worth.
    #[test]
    fn at_most_eight_questions_and_each_settles_no_less(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let on = dice.day();
        let person: BTreeMap<String, Reply> =
            dice.person().into_iter().map(|(ask, reply)| (format!("{ask:?}"), reply)).collect();
        let mut said = Said::new();
        let mut before = (BTreeSet::new(), BTreeSet::new());
        loop {
            let interview = at(&said, on);
            let findings = interview.findings();
            let now = settled(&findings);
            prop_assert!(before.0.is_subset(&now.0) && before.1.is_subset(&now.1));
            before = now;
            for list in [&findings.sure, &findings.maybe] {
                let sums: Vec<Option<engine::Money>> = list
                    .iter()
                    .filter(|it| it.worth.kind == engine::interview::Kind::Gains)
                    .map(|it| it.worth.most)
                    .collect();
                prop_assert!(sums.windows(2).all(|it| it[0] >= it[1]), "{sums:?}");
            }
            let Some(ask) = interview.next() else { break };
            let again = at(&said, on).next();
            prop_assert_eq!(Some(&ask), again.as_ref());
            prop_assert!(said.iter().all(|it| it.0 != ask), "{ask:?} again");
            // One in four is passed over.
            let reply = if dice.below(4) == 0 { Reply::Open } else { person[&format!("{ask:?}")].clone() };
            said.push((ask, reply));
        }
        prop_assert!(said.len() <= MOST_QUESTIONS);
    }
}

#[test]
fn first_for_whom_then_what_about() {
    let on = day("2026-11-24");
    assert_eq!(at(&vec![], on).next(), Some(Ask::Who));
    let who = vec![(Ask::Who, Reply::Who(Who::Resident))];
    assert_eq!(at(&who, on).next(), Some(Ask::Topics));
    let topics: Vec<&str> = at(&who, on).topics().iter().map(|it| it.id.as_str()).collect();
    assert_eq!(topics, ["goods", "vehicle", "m30", "m03", "m26", "m08"]);
    // Who passes it over gets every topic.
    assert!(at(&vec![(Ask::Who, Reply::Open)], on).topics().len() > topics.len());
}

#[test]
fn whoever_asks_has_a_name() {
    for who in Who::ALL {
        assert_eq!(Who::named(who.name()), Some(who));
    }
    assert_eq!(Who::named("nobody"), None);
    let here: Vec<&Packs> = PARTS.iter().collect();
    let given = at(&vec![], day("2026-11-24")).packs().iter().map(|it| it.schemes().len()).collect::<Vec<_>>();
    assert_eq!(given, here.iter().map(|it| it.schemes().len()).collect::<Vec<_>>());
}

#[test]
fn what_is_open_of_a_scheme_are_the_questions_that_are_left() {
    let on = day("2026-11-24");
    let open = |said: &Said, scheme: &str| match &find(&at(said, on).findings().maybe, scheme).why {
        Why::Open(open) => open.clone(),
        why => panic!("{scheme}: {why:?}"),
    };
    let car = |said: &Said| {
        let open = open(said, "cn-scrap-2026");
        let gates = open.iter().filter(|it| !matches!(it, Ask::Fact(_))).cloned().collect::<Vec<_>>();
        (gates, open.contains(&Ask::Fact("new_power".to_owned())))
    };
    assert_eq!(car(&vec![]), (vec![Ask::Who, Ask::Topics], true));
    let who = vec![(Ask::Who, Reply::Who(Who::Resident))];
    assert_eq!(car(&who), (vec![Ask::Topics], true));
    assert_eq!(car(&about(Who::Resident, &["vehicle"])), (vec![], true));
    // What is open to all three is no matter of who asks; what is for none of them is ruled out at once.
    let findings = at(&vec![], on).findings();
    let mut for_all = 0;
    for it in &findings.maybe {
        let open_to = &PARTS[it.packs].scheme(&it.scheme).unwrap().open_to;
        if Who::ALL.iter().all(|who| open_to.iter().any(|it| it == who.name())) {
            let Why::Open(open) = &it.why else { panic!("{}: {:?}", it.scheme, it.why) };
            assert!(!open.contains(&Ask::Who), "{}", it.scheme);
            for_all += 1;
        }
    }
    assert!(for_all > 0);
    assert_eq!(find(&findings.no, "cn-small-loan-incentive").why, Why::NotForThem);
    let off_topic = at(&about(Who::Resident, &["vehicle"]), on).findings();
    assert_eq!(find(&off_topic.no, "yn-2026-appliance").worth.most, Some(engine::Money::ZERO));
}

#[test]
fn of_equals_the_earlier_pack_comes_first() {
    let place = |it: &Finding| {
        let schemes = PARTS[it.packs].schemes();
        (it.packs, schemes.iter().position(|of| of.id == it.scheme).unwrap())
    };
    let findings = at(&vec![], day("2026-11-24")).findings();
    let mut equal = 0;
    for list in [&findings.sure, &findings.maybe, &findings.no] {
        for pair in list.windows(2).filter(|it| it[0].worth == it[1].worth) {
            assert!(place(&pair[0]) < place(&pair[1]), "{} before {}", pair[0].scheme, pair[1].scheme);
            equal += 1;
        }
    }
    assert!(equal > 5, "{equal}");
}

#[test]
fn a_resident_with_an_old_car_and_a_new_electric_one() {
    let on = day("2026-11-24");
    let mut said = about(Who::Resident, &["vehicle"]);
    let findings = at(&said, on).findings();
    assert_eq!(findings.maybe[0].scheme, "cn-scrap-2026");
    assert_eq!(findings.maybe[0].worth.most.unwrap().to_string(), "20000.00");
    assert_eq!(find(&findings.no, "yn-2026-appliance").why, Why::OffTopic);
    assert_eq!(find(&findings.no, "km-rent-2022").why, Why::NotForThem);

    said.extend([
        fact("new_power", "bev"),
        fact("in_nev_catalogue", "true"),
        fact("buyer_is_individual", "true"),
        fact("is_swap_model", "false"),
        fact("has_old_car", "true"),
        fact("old_power", "petrol"),
        fact("old_first_registered", "2012-05-01"),
        fact("old_in_own_name_since", "2018-03-01"),
        fact("already_used_2026", "false"),
    ]);
    let findings = at(&said, on).findings();
    assert_eq!(find(&findings.sure, "cn-scrap-2026").why, Why::Holds);
    assert!(find(&findings.sure, "cn-nev-purchase-tax-2026").worth.most.unwrap().to_string() == "15000.00");

    // One day too young: the clause says so.
    said.push(fact("old_first_registered", "2013-07-01"));
    assert_eq!(clause(&at(&said, on).findings(), "cn-scrap-2026"), "old-car-age");
}

#[test]
fn the_year_of_the_package_computes() {
    let on = day("2022-06-15");
    let said = about(Who::Merchant, &["m01", "m02", "m23"]);
    let findings = at(&said, on).findings();
    for scheme in ["cn-vat-exempt-2022", "cn-social-deferral-2022", "km-rent-2022", "yn-six-taxes-2022"] {
        find(&findings.maybe, scheme);
    }
    assert_eq!(clause(&at(&said, day("2026-11-24")).findings(), "km-rent-2022"), "window-rent_month");
    assert_eq!(clause(&findings, "cn-vat-small-2023"), "window-tax_period_end");
}

#[test]
fn a_company_is_offered_nothing_that_is_for_persons() {
    let findings = at(&vec![(Ask::Who, Reply::Who(Who::Company))], day("2026-11-24")).findings();
    for scheme in ["cn-scrap-2026", "yn-2026-appliance", "yn-unemployment-benefit", "xs-minimum-allowance"] {
        assert_eq!(find(&findings.no, scheme).why, Why::NotForThem, "{scheme}");
    }
    // What is for banks and for the government is for none of the three.
    for scheme in ["cn-small-loan-incentive", "cn-work-relief-pay"] {
        assert_eq!(find(&findings.no, scheme).why, Why::NotForThem, "{scheme}");
    }
}

#[test]
fn what_is_not_known_is_said_and_not_taken_for_nothing() {
    let findings = at(&about(Who::Resident, &["m30"]), day("2026-11-24")).findings();
    let allowance = find(&findings.maybe, "xs-minimum-allowance");
    assert_eq!((allowance.worth.most, allowance.worth.endless), (None, false));
    let benefit = find(&findings.maybe, "yn-unemployment-benefit");
    assert!(benefit.worth.most.is_some(), "standards are known and months are limited by law");
    let flexible = find(&findings.maybe, "km-flexible-work-2025");
    assert!(flexible.worth.endless || flexible.worth.most.is_none());
}

#[test]
fn a_name_that_no_packs_know_is_passed_over() {
    let said = vec![(Ask::Fact("no_such_fact".to_owned()), Reply::Value(Value::Truth(true)))];
    assert_eq!(at(&said, day("2026-11-24")).findings(), at(&vec![], day("2026-11-24")).findings());
}

/// Whoever answers what is asked, and passes over what they are not asked about here.
#[track_caller]
fn tell(topics: &[&str], facts: &[(&str, &str)]) -> (usize, Findings) {
    let on = day("2026-11-24");
    let mut said = Said::new();
    while let Some(ask) = at(&said, on).next() {
        let reply = match &ask {
            Ask::Who => Reply::Who(Who::Resident),
            Ask::Topics => about(Who::Resident, topics).remove(1).1,
            Ask::Fact(id) => facts.iter().find(|it| it.0 == id).map_or(Reply::Open, |it| fact(it.0, it.1).1),
        };
        said.push((ask, reply));
    }
    (said.len(), at(&said, on).findings())
}

#[test]
fn eight_questions_settle_most() {
    let car = [
        ("new_power", "bev"),
        ("in_nev_catalogue", "true"),
        ("buyer_is_individual", "true"),
        ("has_old_car", "false"),
        ("already_used_2026", "false"),
        ("is_swap_model", "false"),
    ];
    let (asked, findings) = tell(&["vehicle"], &car);
    assert!(asked <= MOST_QUESTIONS);
    find(&findings.sure, "cn-nev-purchase-tax-2026");
    assert_eq!(clause(&findings, "cn-scrap-2026"), "has-old-car");
    assert!(findings.maybe.len() <= 1, "{:?}", names(&findings.maybe));

    let idle = [
        ("work_low_income", "true"),
        ("unemp_insured_months", "40"),
        ("unemp_draws_benefit", "false"),
        ("work_kunming_hukou", "false"),
        ("work_flexible", "false"),
    ];
    let (asked, findings) = tell(&["m30"], &idle);
    assert!(asked <= MOST_QUESTIONS);
    find(&findings.sure, "yn-unemployment-benefit");
    find(&findings.sure, "xs-minimum-allowance");
    assert!(findings.maybe.is_empty(), "{:?}", names(&findings.maybe));
}
