//! `bench-planner time` plans every cart natively, one line of JSON each; `bench-planner milp` writes the problems, so
//! that HiGHS can be put to them.

// Natively the operations stand for themselves; on the target of the browser there is no such program.
#![cfg_attr(target_arch = "wasm32", allow(unused, reason = "only the library is built for the browser"))]

use bench_planner::{Course, SIZES};
use serde_json::json;
use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["time"] => each(time),
        ["milp"] => each(milp),
        _ => Err("bench-planner time, or bench-planner milp; run it as `cargo xtask bench planner`".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("bench-planner: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn each(job: fn(usize, u64, &Course) -> serde_json::Value) -> Result<(), String> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (at, size) in SIZES.iter().enumerate() {
        for number in 0..size.carts {
            let course = Course::new(at, number)?;
            writeln!(out, "{}", job(at, number, &course)).map_err(|err| err.to_string())?;
        }
    }
    out.flush().map_err(|err| err.to_string())
}

fn time(size: usize, number: u64, course: &Course) -> serde_json::Value {
    let start = Instant::now();
    let plan = course.plan();
    let millis = start.elapsed().as_secs_f64() * 1e3;
    json!({
        "size": size, "cart": number, "millis": millis, "saved": plan.least.get(), "bound": plan.bound.get(),
        "by_prices": plan.proof.by_prices.get(), "nodes": plan.nodes, "greedy": course.greedy(&plan).get(),
    })
}

fn milp(size: usize, number: u64, course: &Course) -> serde_json::Value {
    let Some(it) = course.milp() else { return json!({ "size": size, "cart": number }) };
    let ways = it.ways.iter().map(|way| json!([way.purchase, way.saved, way.takes]));
    json!({
        "size": size, "cart": number, "left": it.left, "purchases": it.purchases, "ways": ways.collect::<Vec<_>>(),
    })
}
