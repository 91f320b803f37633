//! `bench-planner write FOLDER` compiles the rounds that ship; `bench-planner time FOLDER SET SIZE` plans the carts of
//! one size natively, one line of JSON each, or with a number behind it that cart alone; `bench-planner milp FOLDER SET
//! SIZE MOST` writes the first of them as problems for HiGHS.

// Natively the operations stand for themselves; on the target of the browser there is no such program.
#![cfg_attr(target_arch = "wasm32", allow(unused, reason = "only the library is built for the browser"))]

use bench_planner::{Course, SETS, SIZES, known};
use serde_json::{Value, json};
use std::io::Write;
use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

const HELP: &str = "bench-planner write FOLDER | list | time FOLDER SET SIZE [CART] | milp FOLDER SET SIZE MOST; \
    run it as `cargo xtask bench planner`";
/// The file of the rounds that ship.
const KNOWN: &str = "rounds.json";

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["write", folder] => write(Path::new(folder)),
        ["list"] => list(),
        ["time", folder, set, size] => each(folder, set, size, 0..u64::MAX, time),
        ["time", folder, set, size, cart] => match cart.parse::<u64>() {
            Ok(cart) => each(folder, set, size, cart..cart.saturating_add(1), time),
            Err(problem) => Err(format!("{cart}: {problem}")),
        },
        ["milp", folder, set, size, most] => match most.parse() {
            Ok(most) => each(folder, set, size, 0..most, milp),
            Err(problem) => Err(format!("{most}: {problem}")),
        },
        _ => Err(HELP.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("bench-planner: {problem}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn write(folder: &Path) -> Result<(), String> {
    let built = huisuan::build(Path::new("packs"), huisuan::Lang::Zh);
    let built = built.map_err(|them| them.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    let rounds = engine::form::to_string(&built.bundle.campaigns);
    std::fs::write(folder.join(KNOWN), rounds).map_err(|err| format!("{KNOWN} cannot be written: {err}"))
}

/// What there is to time.
fn list() -> Result<(), String> {
    let sets: Vec<String> = SETS.iter().map(|it| format!("{it:?}").to_lowercase()).collect();
    let sizes = SIZES.iter().map(|it| {
        json!({
            "purchases": it.purchases, "vouchers": it.vouchers, "days": it.days, "choice": it.choice,
            "members": it.members, "carts": it.carts,
        })
    });
    println!("{}", json!({ "sets": sets, "sizes": sizes.collect::<Vec<_>>() }));
    Ok(())
}

fn each(folder: &str, set: &str, size: &str, carts: Range<u64>, job: fn(&Course) -> Value) -> Result<(), String> {
    let json = std::fs::read(Path::new(folder).join(KNOWN)).map_err(|err| format!("{KNOWN} cannot be read: {err}"))?;
    let known = known(&json)?;
    let place = |it: &str| it.parse::<usize>().map_err(|err| format!("{it}: {err}"));
    let (set, size) = (place(set)?, place(size)?);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for number in carts.start..SIZES.get(size).map_or(0, |it| it.carts.min(carts.end)) {
        let mut line = job(&Course::new(&known, set, size, number)?);
        if let Some(it) = line.as_object_mut() {
            it.insert("cart".to_owned(), number.into());
        }
        writeln!(out, "{line}").map_err(|err| err.to_string())?;
    }
    out.flush().map_err(|err| err.to_string())
}

/// The middle of three, as for the others; long ones are timed once.
fn time(course: &Course) -> Value {
    let once = || {
        let start = Instant::now();
        let plan = course.plan();
        (start.elapsed().as_secs_f64() * 1e3, plan)
    };
    let (first, plan) = once();
    let mut times = [first; 3];
    if first < 50.0 {
        times = [first, once().0, once().0];
        times.sort_by(f64::total_cmp);
    }
    json!({
        "millis": times.get(1), "saved": plan.least.get(), "bound": plan.bound.get(),
        "by_prices": plan.proof.by_prices.get(), "nodes": plan.nodes, "greedy": course.greedy(&plan).get(),
    })
}

fn milp(course: &Course) -> Value {
    let Some(it) = course.milp() else { return json!({}) };
    let ways = it.ways.iter().map(|way| json!([way.purchase, way.saved, way.takes]));
    json!({ "left": it.left, "purchases": it.purchases, "wallets": it.wallets, "ways": ways.collect::<Vec<_>>() })
}
