//! Rules of a few lines, written for what no shipped rule shows: the working of every sign, one scheme that
//! overtakes another on the way, a quota with a category that is still open.

#[path = "shared/rules.rs"]
mod rules;

use engine::answers::{Value, read_value};
use engine::course::{Along, Piece, course, jumps};
use engine::flip::flip;
use engine::pack::Unit;
use engine::working::{Formula, Name, Sign, working};
use engine::{Answers, Assessment, Money, Packs, assess, quote};
use rules::{amount, answers, on, packs, scheme};
use rust_decimal::Decimal;

fn ask(packs: &Packs, answers: &Answers) -> Assessment {
    assess(packs, packs.calculator("all").unwrap(), answers, on())
}

/// A formula with its signs and brackets, its numbers by name where they have one.
fn show(packs: &Packs, of: &engine::Scheme, formula: &Formula) -> String {
    let list = |them: &[Formula]| them.iter().map(|it| show(packs, of, it)).collect::<Vec<_>>().join(", ");
    match formula {
        Formula::Term(it) => {
            let name = match it.name {
                Some(Name::Fact(at)) => &packs.facts()[at].id,
                Some(Name::Figure(at)) => &of.figures[at].id,
                Some(Name::Step(at)) => &of.steps[at].id,
                None => return it.value.normalize().to_string(),
            };
            let unit = if it.unit.is_some() { "" } else { " without a unit" };
            format!("{name} {}{unit}", it.value.normalize())
        }
        Formula::Pair(sign, parts) => {
            let sign = match sign {
                Sign::Plus => '+',
                Sign::Minus => '-',
                Sign::Times => '*',
                Sign::Over => '/',
            };
            format!("({} {sign} {})", show(packs, of, &parts[0]), show(packs, of, &parts[1]))
        }
        Formula::Least(parts) => format!("least({})", list(parts)),
        Formula::Greatest(parts) => format!("greatest({})", list(parts)),
    }
}

/// The working of one step, and what cut it off.
#[track_caller]
fn check_working(value: &str, given: &[(&str, Option<usize>, &str)], expected: &str) {
    let step = format!("[[step]]\nid = \"step\"\nsay = \"一步\"\nvalue = \"{value}\"\n{}", amount("step"));
    let packs = packs(vec![scheme("demo", "", &step)]);
    let scheme = packs.scheme("demo").unwrap();
    let all = working(&packs, scheme, &answers(&packs, 0, given), None, on());
    let shown = all.first().map(|it| {
        let bound = it.bound.clone().map(|it| format!("; bound by {}", show(&packs, scheme, &Formula::Term(it))));
        format!("{}{}", show(&packs, scheme, &it.formula), bound.unwrap_or_default())
    });
    assert_eq!(shown.unwrap_or_default(), expected, "{value}");
}

#[test]
fn the_working_shows_every_sign() {
    let given = [("price", None, "1500"), ("tax", None, "30"), ("insured", None, "24"), ("member", None, "true")];
    check_working("price + tax", &given, "(price 1500 + tax 30)");
    check_working("price - tax", &given, "(price 1500 - tax 30)");
    check_working("rate * price", &given, "(rate 0.1 * price 1500)");
    check_working("price * (insured / year)", &given, "(price 1500 * (insured 24 / year 12))");
    check_working("price * (1 - rate)", &given, "(price 1500 * (1 - rate 0.1))");
    check_working("max(tax, cap)", &given, "greatest(tax 30, cap 100)");
    check_working("if member then price + tax else cap", &given, "(price 1500 + tax 30)");
    check_working("if not member then price + tax else price - tax", &given, "(price 1500 - tax 30)");
    // A number alone is no working.
    check_working("cap", &given, "");
}

#[test]
fn the_bound_is_the_figure_that_cut_it_off() {
    let given = [("price", None, "1500"), ("tax", None, "30"), ("member", None, "true")];
    let cut = "least((rate 0.1 * price 1500), cap 100); bound by cap 100";
    check_working("min(rate * price, cap)", &given, cut);
    check_working(
        "min(cap, rate * price, price)",
        &given,
        "least(cap 100, (rate 0.1 * price 1500), price 1500); bound by cap 100",
    );
    // Exactly as much as the bound is not cut off; nor is what a person's own number bounds.
    let exactly = [("price", None, "1000"), ("tax", None, "30"), ("member", None, "true")];
    check_working("min(rate * price, cap)", &exactly, "least((rate 0.1 * price 1000), cap 100)");
    check_working("min(cap, rate * price)", &exactly, "least(cap 100, (rate 0.1 * price 1000))");
    check_working("min(rate * price, tax)", &given, "least((rate 0.1 * price 1500), tax 30)");
    check_working("min(rate * price, if member then cap else tax)", &given, "least((rate 0.1 * price 1500), cap 100)");
}

fn pieces(packs: &Packs, given: &Answers, fact: &str) -> Vec<Piece> {
    let (fact, known) = packs.fact(fact).unwrap();
    let along = Along { fact, item: known.item.then_some(0), with: &[] };
    course(packs, packs.calculator("all").unwrap(), given, on(), along).unwrap().most
}

fn cents(it: &Piece) -> (String, String) {
    (it.from.normalize().to_string(), it.to.normalize().to_string())
}

/// The pieces of a course as `first value to last: total to total`.
#[track_caller]
fn check_pieces(found: &[Piece], expected: &[&str]) {
    let total = |it: Option<Money>| it.unwrap().to_string();
    let shown: Vec<String> = found
        .iter()
        .map(|it| format!("{} to {}: {} to {}", cents(it).0, cents(it).1, total(it.at_from), total(it.at_to)))
        .collect();
    assert_eq!(shown, expected);
}

#[test]
fn a_course_is_cut_where_one_scheme_overtakes_another() {
    let group = "group = \"either\"";
    let flat = || scheme("flat", group, &amount("cap"));
    let share = || scheme("share", group, &amount("rate * price"));
    // Half up, a tenth of 999.95 is as much as the flat sum, and of 1000.05 it is more: the first of equals counts.
    let share_first = ["0.01 to 999.94: 100.00 to 100.00", "999.95 to 10000: 100.00 to 1000.00"];
    let flat_first = ["0.01 to 1000.04: 100.00 to 100.00", "1000.05 to 10000: 100.01 to 1000.00"];
    for (schemes, expected) in [(vec![flat(), share()], flat_first), (vec![share(), flat()], share_first)] {
        let packs = packs(schemes);
        for price in ["1", "5000"] {
            let found = pieces(&packs, &answers(&packs, 0, &[("price", None, price)]), "price");
            check_pieces(&found, &expected);
            assert!(jumps(&found).is_empty());
        }
    }
}

#[test]
fn a_course_is_cut_where_one_item_overtakes_another() {
    let quota = format!(
        "[quota]\nper = \"person\"\nperiod = \"programme\"\nmax = 1\nsource = \"d\"\nsay = \"一件\"\n{}",
        amount("rate * item_price")
    );
    let packs = packs(vec![scheme("one", "per_item = true", &quota)]);
    let given = answers(&packs, 2, &[("item_price", Some(0), "7000"), ("item_price", Some(1), "1000")]);
    let found = pieces(&packs, &given, "item_price");
    check_pieces(&found, &["0.01 to 999.94: 100.00 to 100.00", "999.95 to 10000: 100.00 to 1000.00"]);
}

#[test]
fn a_jump_is_more_than_the_slope_and_two_fen() {
    let piece = |from: i64, to: i64, at_from: i64, at_to: i64| Piece {
        from: Decimal::from(from),
        to: Decimal::from(to),
        at_from: Some(Money::from_yuan(Decimal::new(at_from, 2))),
        at_to: Some(Money::from_yuan(Decimal::new(at_to, 2))),
    };
    let n_jumps = |to: i64| jumps(&[piece(0, 9, 0, 0), piece(10, 19, to, to)]).len();
    assert_eq!((n_jumps(0), n_jumps(2), n_jumps(3), n_jumps(-3)), (0, 0, 1, 1));
    // Ten fen more with every step: twelve are none, thirteen are one.
    let rising = |to: i64| jumps(&[piece(0, 10, 0, 100), piece(11, 11, 100 + to, 100 + to)]).len();
    assert_eq!((rising(12), rising(13)), (0, 1));
}

#[test]
fn a_quota_per_category_leaves_open_what_an_open_category_decides() {
    let quota = format!(
        "[quota]\nper = \"person\"\nperiod = \"programme\"\nmax = 1\nby_category = true\nsource = \"d\"\nsay = \"每类一件\"\n{}",
        amount("cap")
    );
    let packs = packs(vec![scheme("each", "per_item = true", &quota)]);
    let total = |given: &[(&str, Option<usize>, &str)]| {
        let found = ask(&packs, &answers(&packs, 2, given));
        let asked: Vec<&str> = found.questions.iter().map(|it| packs.facts()[it.fact].id.as_str()).collect();
        let total = found.total;
        format!("{}..{} {} {asked:?}", total.least.unwrap(), total.most.unwrap(), total.proven)
    };
    let category = |item: usize, it: &'static str| ("item_category", Some(item), it);
    assert_eq!(total(&[category(0, "y"), category(1, "y")]), "100.00..100.00 true []");
    assert_eq!(total(&[category(0, "y"), category(1, "z")]), "200.00..200.00 true []");
    assert_eq!(total(&[category(0, "y")]), "100.00..200.00 true [\"item_category\"]");
    assert_eq!(total(&[]), "100.00..200.00 true [\"item_category\", \"item_category\"]");
}

fn money(yuan: &str) -> Option<Money> {
    Some(Money::from_yuan(yuan.parse().unwrap()))
}

/// The facts that are still asked of a total.
fn asked(packs: &Packs, given: &Answers) -> Vec<String> {
    ask(packs, given).questions.iter().map(|it| packs.facts()[it.fact].id.clone()).collect()
}

#[test]
fn nothing_is_asked_that_cannot_move_the_total() {
    // One item alone is paid whatever its category is.
    let each = "[quota]\nper = \"person\"\nperiod = \"programme\"\nmax = 1\nby_category = true\nsource = \"d\"\nsay = \"一件\"\n";
    let alone = packs(vec![scheme("each", "per_item = true", &format!("{each}{}", amount("rate * item_price")))]);
    assert_eq!(asked(&alone, &answers(&alone, 1, &[])), ["item_price"]);
    // Of two of one category the dearer is paid.
    let dearer = [("item_price", Some(0), "1000"), ("item_price", Some(1), "500"), ("item_category", Some(0), "y")];
    let total = ask(&alone, &answers(&alone, 2, &dearer)).total;
    assert_eq!((total.least, total.most), (money("100"), money("150")));
    assert!(total.proven);
    // Nor does an item that is paid nothing crowd out another.
    let two = [("item_price", Some(0), "500"), ("item_price", Some(1), "0.01"), ("item_category", Some(0), "x")];
    assert_eq!(asked(&alone, &answers(&alone, 2, &two)), [""; 0]);
    let group = "group = \"either\"";
    let never = scheme("never", group, &amount("min(rate * price, fen)"));
    let flat = || scheme("flat", group, &amount("cap"));
    let beaten = packs(vec![never, flat(), scheme("other", "", &amount("rate * tax"))]);
    assert_eq!(asked(&beaten, &answers(&beaten, 0, &[])), ["tax"]);
    let either = packs(vec![scheme("share", group, &amount("rate * price")), flat()]);
    assert_eq!(asked(&either, &answers(&either, 0, &[])), ["price"]);
}

#[test]
fn of_a_group_the_best_is_said_to_be_best() {
    use engine::assess::Share::{Beaten, Best, MayBeBest, Whole};
    let group = "group = \"either\"";
    let schemes = [("share", "rate * price"), ("flat", "cap")].map(|(id, value)| scheme(id, group, &amount(value)));
    let packs = packs(schemes.into_iter().chain([scheme("other", "", &amount("cap"))]).collect());
    let shares = |price: Option<&str>| {
        let given: Vec<_> = price.map(|it| ("price", None, it)).into_iter().collect();
        ask(&packs, &answers(&packs, 0, &given)).parts.iter().map(|it| it.share).collect::<Vec<_>>()
    };
    assert_eq!(shares(Some("500")), [Beaten, Best, Whole]);
    assert_eq!(shares(Some("5000")), [Best, Beaten, Whole]);
    // Of equals the first.
    assert_eq!(shares(Some("1000")), [Best, Beaten, Whole]);
    assert_eq!(shares(None), [MayBeBest, MayBeBest, Whole]);
}

/// What would turn a refusal: the answers, and `!` in front when they are settled.
#[track_caller]
fn check_flip(when: &[&str], given: &[(&str, Option<usize>, &str)], expected: &str) {
    let conditions = when.iter().enumerate();
    let conditions: String = conditions
        .map(|(at, when)| format!("[[condition]]\nid = \"c{at}\"\nsay = \"条件\"\nwhen = \"{when}\"\nsource = \"d\"\n"))
        .collect();
    let packs = packs(vec![scheme("demo", "", &format!("{conditions}{}", amount("cap")))]);
    let scheme = packs.scheme("demo").unwrap();
    let found = flip(&packs, scheme, &answers(&packs, 0, given), None, on()).map(|it| {
        let changes = it.changes.iter().map(|it| {
            let fact = &packs.facts()[it.fact];
            format!("{}={}", fact.id, engine::answers::write_value(fact, &it.value))
        });
        format!("{}{}", if it.in_ones_power { "" } else { "!" }, changes.collect::<Vec<_>>().join(" "))
    });
    assert_eq!(found.unwrap_or_default(), expected, "{when:?}");
}

#[test]
fn the_smallest_change_is_the_plainest_of_its_size() {
    let refused = [("price", None, "500"), ("tax", None, "9"), ("insured", None, "3"), ("member", None, "false")];
    // What is in one's power before what is settled, an amount before another kind of thing, wherever they stand.
    check_flip(&["insured >= year or price <= cap"], &refused, "price=100.00");
    check_flip(&["price <= cap or insured >= year"], &refused, "price=100.00");
    check_flip(&["member or price <= cap"], &refused, "price=100.00");
    check_flip(&["price <= cap or member"], &refused, "price=100.00");
    check_flip(&["tax >= cap or price <= cap"], &refused, "price=100.00");
    check_flip(&["price <= cap or tax >= cap"], &refused, "price=100.00");
    check_flip(&["insured >= year"], &refused, "!insured=12");
    // Both, each as near as it goes; what holds already stays.
    check_flip(&["price <= cap", "insured >= year"], &refused, "!price=100.00 insured=12");
    check_flip(&["price <= cap", "tax >= cap", "member"], &refused, "price=100.00 tax=100.00 member=true");
    check_flip(&["price <= cap", "tax <= cap"], &refused, "price=100.00");
    // Four changes are not called small; what is not answered is not changed.
    check_flip(&["price <= cap", "tax >= cap", "member", "insured >= year"], &refused, "");
    check_flip(&["price <= cap", "member"], &refused[..1], "price=100.00");
    check_flip(&["price >= cap"], &refused, "");
}

#[test]
fn a_session_is_the_quote_answer_by_answer() {
    let condition = "[[condition]]\nid = \"c\"\nsay = \"条件\"\nwhen = \"member and price <= cap\"\nsource = \"d\"\n";
    let packs = packs(vec![scheme("demo", "", &format!("{condition}{}", amount("rate * price")))]);
    let scheme = packs.scheme("demo").unwrap();
    let mut given = Answers::with_items(0);
    let mut session = engine::Session::new(&packs, scheme, &given, None, on());
    for (id, text) in [("price", "50"), ("member", "true"), ("price", "60"), ("member", "false"), ("tax", "1")] {
        let (place, fact) = packs.fact(id).unwrap();
        let value: Option<Value> = Some(read_value(fact, text).unwrap());
        session.set(place, value.as_ref());
        given.set(place, None, value);
        assert_eq!(session.quote(), quote(&packs, scheme, &given, None, on()), "{id} is {text}");
    }
    let (price, known) = packs.fact("price").unwrap();
    assert!(matches!(&known.kind, engine::pack::FactKind::Number { unit: Unit::Yuan(_), .. }));
    session.set(price, None);
    given.set(price, None, None);
    assert_eq!(session.quote(), quote(&packs, scheme, &given, None, on()));
}
