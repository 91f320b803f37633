//! The house's errands, in plain Rust so that a newcomer needs only rustup and Node.
//!
//! `cargo xtask serve` builds the site and serves it; `cargo xtask test` runs every test. Both
//! install what they lack (module [`tools`]) and say so.

mod bench;
mod house;
mod module;
mod site;
mod steps;
mod tools;
mod weight;

use house::{House, Outcome};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask serve [--port N]            build the released site and serve it on this machine
cargo xtask dev                         trunk serve: rebuilds when a file changes
cargo xtask build                       build the released site into dist/
cargo xtask test [STEP …]               every test, or only the named steps
cargo xtask sizes [--accept \"reason\"]   what the first page weighs; record it as expected
cargo xtask bench engine                time the engine beside its peers; writes docs/benchmarks.md
cargo xtask bench planner               time the planner beside HiGHS; the same page
cargo xtask bench pages [SCHEME …]      time taps and keys in the built site, slowed down four times; the same page
cargo xtask tools [--browser]           install what the other commands need, and no more";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match House::find().and_then(|house| run(&house, &words)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("xtask: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(house: &House, words: &[&str]) -> Outcome {
    match words {
        ["serve"] => site::serve(house, None),
        ["serve", "--port", port] => match port.parse() {
            Ok(port) => site::serve(house, Some(port)),
            Err(_) => Err(format!("--port {port}: give a whole number from 1 to 65535")),
        },
        ["dev"] => site::dev(house),
        ["build"] => site::build(house),
        ["test", steps @ ..] => steps::run_named(house, steps),
        ["sizes"] => weight::report(house),
        ["sizes", "--accept", reason] if !reason.trim().is_empty() => weight::accept(house, reason),
        ["bench", "engine"] => bench::engine(house),
        ["bench", "planner"] => bench::planner(house),
        ["bench", "pages", schemes @ ..] => bench::pages(house, schemes),
        ["tools"] => tools::for_building(house),
        ["tools", "--browser"] => tools::for_building(house).and_then(|()| tools::for_browser(house)),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(format!("`{}` is not known; this is:\n{HELP}", words.join(" "))),
    }
}
