//! `bench write FOLDER` compiles what all contestants read; `bench time FOLDER` times one native round.

// Natively the operations stand for themselves; on the target of the browser there is no such program.
#![cfg_attr(target_arch = "wasm32", allow(unused, reason = "only the library is built for the browser"))]

use bench::{Course, load, load_all};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

const WARM: Duration = Duration::from_millis(30);
const BATCH: Duration = Duration::from_millis(1);
const BATCHES: usize = 25;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["write", folder] => write(Path::new(folder)),
        ["time", folder] => time(Path::new(folder)),
        _ => Err("bench write FOLDER, or bench time FOLDER; run it as `cargo xtask bench engine`".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("bench: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &Path) -> Result<(), String> {
    for (from, to) in [("tests/bench/demo", "demo.json"), ("packs", "shipped.json")] {
        let built = huisuan::build(Path::new(from), huisuan::Lang::Zh);
        let bundle = built.map_err(|them| them.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
        std::fs::write(folder.join(to), bundle.json()).map_err(|err| format!("{to} cannot be written: {err}"))?;
    }
    Ok(())
}

/// One round: every operation once, as nanoseconds per call, on one line of JSON.
fn time(folder: &Path) -> Result<(), String> {
    let read = |name: &str| std::fs::read(folder.join(name)).map_err(|err| format!("{name} cannot be read: {err}"));
    let inputs = std::fs::read_to_string(folder.join("inputs.json")).map_err(|err| err.to_string())?;
    let inputs: Vec<(usize, i32)> = serde_json::from_str(&inputs).map_err(|err| err.to_string())?;
    let (demo, shipped) = (read("demo.json")?, read("shipped.json")?);
    let mut course = Course::new(&demo, &shipped)?;
    let mut at = 0;
    let mut next = || {
        at = (at + 1) % inputs.len().max(1);
        inputs.get(at).copied().unwrap_or_default()
    };
    let mut line = serde_json::Map::new();
    let mut note = |name: &str, op: &mut dyn FnMut() -> f64| {
        line.insert(name.to_owned(), per_call(op).into());
    };
    note("demo", &mut || {
        let (category, fen) = next();
        course.demo(category, Some(fen))
    });
    note("demo_open", &mut || course.demo(next().0, None));
    note("demo_afresh", &mut || {
        let (category, fen) = next();
        course.demo_afresh(category, Some(fen))
    });
    note("real", &mut || {
        let (category, fen) = next();
        course.real(category, Some(fen))
    });
    note("real_open", &mut || course.real(next().0, None));
    note("calculator", &mut || {
        let (category, fen) = next();
        course.calculator(category, Some(fen))
    });
    note("calculator_open", &mut || course.calculator(next().0, None));
    #[allow(clippy::cast_precision_loss, reason = "a number of schemes")]
    note("load", &mut || load(shipped.clone()) as f64);
    #[allow(clippy::cast_precision_loss, reason = "a number of schemes")]
    note("load_all", &mut || load_all(&shipped) as f64);
    println!("{}", serde_json::Value::Object(line));
    Ok(())
}

/// The median of short batches: most of them are not interrupted, however busy the machine is.
fn per_call(op: &mut dyn FnMut() -> f64) -> f64 {
    let start = Instant::now();
    let mut calls = 0_u32;
    while start.elapsed() < WARM {
        std::hint::black_box(op());
        calls += 1;
    }
    let each = f64::from(calls) / WARM.as_secs_f64() * BATCH.as_secs_f64();
    // As long as a batch is meant to be, at least one call.
    let n = if each < 1.0 { 1 } else { each as u32 };
    let batch = |_| {
        let start = Instant::now();
        for _ in 0..n {
            std::hint::black_box(op());
        }
        start.elapsed().as_secs_f64() * 1e9 / f64::from(n)
    };
    let mut batches: Vec<f64> = (0..BATCHES).map(batch).collect();
    batches.sort_by(f64::total_cmp);
    batches.get(BATCHES / 2).copied().unwrap_or_default()
}
