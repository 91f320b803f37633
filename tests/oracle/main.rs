//! The long comparison of the engine with the oracle, from the command line.

use oracle::generate::Taste;
use oracle::run;
use oracle::shipped::{self, Counts, Share};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut cases = 100_000;
    let mut seed = 1;
    let mut taste = Taste { wide: false, shared_unknowns: false };
    let (mut packs, mut only) = (None, None);
    let mut share = Share { every: 1, most: u64::MAX, looks: 100_000 };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut number = || args.next().and_then(|it| it.parse().ok());
        match arg.as_str() {
            "--cases" => cases = number().unwrap_or(cases),
            "--seed" => seed = number().unwrap_or(seed),
            "--every" => share.every = number().unwrap_or(share.every),
            "--most" => share.most = number().unwrap_or(share.most),
            "--looks" => share.looks = number().unwrap_or(share.looks),
            "--packs" => packs = args.next(),
            "--scheme" => only = args.next(),
            "--wide" => taste.wide = true,
            "--shared-unknowns" => taste.shared_unknowns = true,
            _ => {
                eprintln!("oracle --cases N --seed N [--wide] [--shared-unknowns]");
                eprintln!("oracle --packs FOLDER [--scheme ID] [--every N] [--most N] [--looks N]");
                return ExitCode::from(2);
            }
        }
    }
    if let Some(folder) = packs {
        return of_shipped(&folder, share, only.as_deref());
    }
    let tally = run::run(cases, seed, taste);
    let share = |it: u64| format!("{it} ({:.2} %)", 100.0 * it as f64 / tally.cases.max(1) as f64);
    println!("cases              {}", tally.cases);
    println!("disagreements      {}", tally.disagreeing);
    println!("proven             {}", share(tally.proven));
    println!("with open facts    {}", share(tally.open));
    println!("… and some payment {}", share(tally.open_and_paid));
    println!("cut to 28 digits   {}", share(tally.cut));
    println!("asks needlessly    {}", share(tally.needless));
    println!("oracle is certain  {}", share(tally.exact));
    println!("engine goes beyond {}", share(tally.beyond));
    println!("left out: too many {}", tally.left_out);
    println!("left out: too large {}", tally.too_large);
    println!("cases evaluated    {}", tally.evaluated);
    println!("refused            {}", tally.refused.len());
    for it in tally.refused.iter().take(10) {
        println!("  {it}");
    }
    for (kind, count) in &tally.kinds {
        println!("  {count:>8} × {kind}");
    }
    if tally.disagreeing == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Every shipped scheme with every set of open facts.
fn of_shipped(folder: &str, share: Share, only: Option<&str>) -> ExitCode {
    let them = match shipped::shipped(Path::new(folder)).and_then(|it| shipped::run(&it, share, only)) {
        Ok(it) => it,
        Err(why) => {
            eprintln!("{why}");
            return ExitCode::from(2);
        }
    };
    println!("scheme | all | cases | proven | disagree | certain | beyond | too large | evaluated");
    let mut sum = Counts::default();
    for (id, it) in &them.schemes {
        println!("{id} | {}", line(it));
        sum.add(it);
    }
    println!("all | {}", line(&sum));
    for it in &them.repros {
        println!("{it}");
    }
    if sum.disagreeing == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn line(it: &Counts) -> String {
    let Counts { all, cases, proven, disagreeing, exact, beyond, too_large, evaluated } = it;
    format!("{all} | {cases} | {proven} | {disagreeing} | {exact} | {beyond} | {too_large} | {evaluated}")
}
