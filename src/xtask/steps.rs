//! `cargo xtask test`: the steps in the order in which they fail fastest, each timed.

use crate::house::{House, Outcome, run};
use crate::{module, site, tools, weight};
use std::time::Instant;

struct Step {
    name: &'static str,
    about: &'static str,
    run: fn(&House) -> Outcome,
}

const STEPS: [Step; 8] = [
    Step { name: "tools", about: "what the other steps need", run: tools_for_all },
    Step { name: "fmt", about: "rustfmt has nothing to change", run: fmt },
    Step { name: "clippy", about: "lints of every crate, warnings are errors", run: clippy },
    Step { name: "native", about: "unit, property and case tests without a browser", run: native },
    Step { name: "packs", about: "every pack is well formed and agrees with its examples", run: packs },
    Step { name: "site", about: "the released site", run: site::build },
    Step { name: "weight", about: "budgets, and the module's format", run: weight_and_module },
    Step { name: "browser", about: "journeys in headless Chromium", run: browser },
];

/// Runs the named steps, or all. The first failure ends the run and is named.
pub fn run_named(house: &House, names: &[&str]) -> Outcome {
    if let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        let known: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        return Err(format!("there is no step `{unknown}`; the steps are {}", known.join(", ")));
    }
    let chosen: Vec<&Step> = STEPS.iter().filter(|step| names.is_empty() || names.contains(&step.name)).collect();
    let all = chosen.len();
    let start = Instant::now();
    for (done, step) in chosen.iter().enumerate() {
        eprintln!("── {}/{all} {}: {}", done + 1, step.name, step.about);
        let began = Instant::now();
        let outcome = (step.run)(house);
        let seconds = began.elapsed().as_secs_f32();
        if let Err(problem) = outcome {
            println!("steps: {done} passed, 1 failed");
            return Err(format!("step {} failed after {seconds:.1} s: {problem}", step.name));
        }
        eprintln!("   {} passed in {seconds:.1} s", step.name);
    }
    eprintln!("── all in {:.0} s", start.elapsed().as_secs_f32());
    println!("steps: {all} passed, 0 failed");
    Ok(())
}

fn tools_for_all(house: &House) -> Outcome {
    tools::for_building(house)?;
    tools::for_browser(house)
}

fn fmt(house: &House) -> Outcome {
    cargo(house, &["fmt", "--all", "--check"])
}

fn clippy(house: &House) -> Outcome {
    cargo(house, &["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])
}

fn native(house: &House) -> Outcome {
    cargo(house, &["test", "--workspace", "--no-fail-fast"])
}

fn packs(house: &House) -> Outcome {
    cargo(house, &["run", "--quiet", "--package", "huisuan", "--", "check", "packs/"])
}

fn weight_and_module(house: &House) -> Outcome {
    module::check(house)?;
    weight::check(house)
}

fn browser(house: &House) -> Outcome {
    let browser = tools::browser().ok_or("no Chromium: run `cargo xtask test tools`, or set CHROMIUM to its path")?;
    let folder = house.at("tests/browser");
    let listed = std::fs::read_dir(&folder).map_err(|e| format!("tests/browser cannot be read: {e}"))?;
    let mut files: Vec<String> =
        listed.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    files.retain(|name| name.ends_with(".test.mjs"));
    files.sort();
    if files.is_empty() {
        return Err("tests/browser holds no *.test.mjs".into());
    }
    let files = files.iter().map(|name| format!("tests/browser/{name}"));
    // One file at a time: two browsers on two cores make timings lie.
    let mut node = house.command("node");
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(files);
    run(node.env("CHROMIUM", browser))
}

fn cargo(house: &House, words: &[&str]) -> Outcome {
    run(house.command("cargo").args(words))
}
