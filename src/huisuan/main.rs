//! `huisuan`: check, build and ask packs from the command line.
//!
//! Results go to standard output, messages to standard error. Exit 0: done; 1: findings; 2: bad input.

use huisuan::{Finding, Lang};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
huisuan check PACKS                             check every file and run every example; say where a range
                                                may be wider than the rule
huisuan build PACKS -o FILE [--examples FILE] [--lang zh|en]
                                                compile to the JSON that the browser loads
huisuan eval NAME --facts FILE [--on DATE] [--packs PACKS] [--lang zh|en] --json
                                                put a scheme or a calculator to the facts
huisuan explain SCHEME --facts FILE [--on DATE] [--packs PACKS]
                                                the quote in plain sentences, with its clauses
huisuan plan CART [--packs PACKS] [--budget STATES] --json
                                                the best use of vouchers and subsidies for a cart, with its proof
huisuan measures PACKS -o FILE                  the table of the package's measures, in Markdown
huisuan diff OLD NEW [--json]                   who gains and who loses between two folders of packs
PACKS is a folder of packs (default: packs). FILE may be - for standard input or output.";

/// A message and the exit code that goes with it.
struct Failure(u8, String);

type Done = Result<(), Failure>;

impl From<Failure> for huisuan::plan::Told {
    fn from(it: Failure) -> Self {
        huisuan::plan::Told(it.1)
    }
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(code, message)) => {
            if !message.is_empty() {
                eprintln!("{message}");
            }
            ExitCode::from(code)
        }
    }
}

fn run(args: &[String]) -> Done {
    let Some((command, rest)) = args.split_first() else { return Err(Failure(2, USAGE.to_owned())) };
    match command.as_str() {
        "check" => check(&Options::read(rest, &[])?),
        "build" => build(&Options::read(rest, &["-o", "--examples", "--lang"])?),
        "eval" => eval(&Options::read(rest, &["--facts", "--on", "--packs", "--lang"])?),
        "explain" => explain(&Options::read(rest, &["--facts", "--on", "--packs", "--lang"])?),
        "plan" => {
            let options = Options::read(rest, &["--packs", "--budget"])?;
            huisuan::plan::run(&options.words, options.get("--packs"), options.get("--budget"), read, print)
                .map_err(|message| Failure(2, message))
        }
        "measures" => measures(&Options::read(rest, &["-o"])?),
        "diff" => diff(&Options::read(rest, &[])?),
        "help" | "--help" | "-h" => print(USAGE),
        other => Err(Failure(2, format!("unknown command `{other}`\n{USAGE}"))),
    }
}

/// Words and `--name value` pairs of a command line.
struct Options {
    words: Vec<String>,
    pairs: Vec<(String, String)>,
    json: bool,
}

impl Options {
    fn read(args: &[String], known: &[&str]) -> Result<Options, Failure> {
        let mut options = Options { words: Vec::new(), pairs: Vec::new(), json: false };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            if known.contains(&arg.as_str()) {
                let Some(value) = args.next() else {
                    return Err(Failure(2, format!("`{arg}` needs a value\n{USAGE}")));
                };
                options.pairs.push((arg.clone(), value.clone()));
            } else if arg == "--json" {
                options.json = true;
            } else if arg.starts_with('-') && arg != "-" {
                return Err(Failure(2, format!("unknown option `{arg}`\n{USAGE}")));
            } else {
                options.words.push(arg.clone());
            }
        }
        Ok(options)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().rev().find(|it| it.0 == name).map(|it| it.1.as_str())
    }

    fn lang(&self) -> Result<Lang, Failure> {
        match self.get("--lang") {
            None | Some("zh") => Ok(Lang::Zh),
            Some("en") => Ok(Lang::En),
            Some(other) => Err(Failure(2, format!("`--lang`: `{other}` is not known, expected zh or en"))),
        }
    }
}

fn listed(findings: &[Finding]) -> String {
    findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn folder(options: &Options) -> PathBuf {
    PathBuf::from(options.words.first().map_or("packs", String::as_str))
}

fn built(folder: &Path, lang: Lang) -> Result<huisuan::Bundle, Failure> {
    if !folder.exists() {
        return Err(Failure(2, format!("{}: no such folder, expected one with packs", folder.display())));
    }
    huisuan::build(folder, lang)
        .map_err(|findings| Failure(1, format!("{}\n{} findings", listed(&findings), findings.len())))
}

fn check(options: &Options) -> Done {
    let folder = folder(options);
    for lang in [Lang::Zh, Lang::En] {
        let bundle = built(&folder, lang)?;
        if lang == Lang::Zh {
            let tight = huisuan::tight::tightness(&bundle).map_err(|err| Failure(2, err))?;
            if !tight.notes.is_empty() {
                eprintln!("{}", listed(&tight.notes));
            }
            let figures: usize = bundle.bundle.schemes.iter().map(|it| it.figures.len()).sum();
            print(&format!(
                "{} facts, {} schemes with {} figures, {} campaigns, {} examples: all hold\n\
                 {} ranges with open answers looked at: {}",
                bundle.bundle.facts.len(),
                bundle.bundle.schemes.len(),
                figures,
                bundle.bundle.campaigns.len(),
                bundle.examples.schemes.len() + bundle.examples.campaigns.len(),
                tight.ranges,
                match tight.notes.len() {
                    0 => "both ends of each are reached".to_owned(),
                    n => format!("{n} places where they hold but may be too wide, listed above"),
                },
            ))?;
        }
    }
    Ok(())
}

fn build(options: &Options) -> Done {
    let Some(target) = options.get("-o") else { return Err(Failure(2, format!("`-o FILE` is missing\n{USAGE}"))) };
    let bundle = built(&folder(options), options.lang()?)?;
    write(target, &bundle.json())?;
    if let Some(target) = options.get("--examples") {
        write(target, &bundle.examples_json())?;
    }
    Ok(())
}

/// Writes the table of measures; a measure that is missing or computes without an example is a finding.
fn measures(options: &Options) -> Done {
    let Some(target) = options.get("-o") else { return Err(Failure(2, format!("`-o FILE` is missing\n{USAGE}"))) };
    let bundle = built(&folder(options), Lang::Zh)?;
    let gaps = huisuan::measures::gaps(&bundle.bundle, &bundle.examples);
    write(target, &huisuan::measures::page(&bundle.bundle, &bundle.examples))?;
    if gaps.is_empty() { Ok(()) } else { Err(Failure(1, gaps.join("\n"))) }
}

/// What `eval` and `explain` are asked: a name, answers and a date, with the packs they are about.
struct Case {
    name: String,
    packs: engine::Packs,
    answers: engine::Answers,
    on: engine::date::Date,
}

impl Case {
    fn read(options: &Options) -> Result<Case, Failure> {
        let [name] = options.words.as_slice() else {
            return Err(Failure(2, format!("expected one scheme\n{USAGE}")));
        };
        let Some(file) = options.get("--facts") else {
            return Err(Failure(2, format!("`--facts FILE` is missing\n{USAGE}")));
        };
        let on = match options.get("--on") {
            None => today(),
            Some(text) => engine::input::day(text).map_err(|err| Failure(2, format!("--on: `{text}`: {err}")))?,
        };
        let folder = PathBuf::from(options.get("--packs").unwrap_or("packs"));
        let bundle = built(&folder, options.lang()?)?;
        let packs = bundle.packs().map_err(|err| Failure(2, err.to_string()))?;
        let answers = huisuan::eval::answers(&packs, &read(file)?).map_err(|wrong| {
            Failure(2, wrong.iter().map(|it| format!("{file}: {it}")).collect::<Vec<_>>().join("\n"))
        })?;
        Ok(Case { name: name.clone(), packs, answers, on })
    }
}

fn eval(options: &Options) -> Done {
    let case = Case::read(options)?;
    let value = huisuan::eval::eval(&case.packs, &case.name, &case.answers, case.on).map_err(|err| Failure(2, err))?;
    print(&serde_json::to_string_pretty(&value).map_err(|err| Failure(2, err.to_string()))?)
}

fn explain(options: &Options) -> Done {
    let case = Case::read(options)?;
    let Some(scheme) = case.packs.scheme(&case.name) else {
        return Err(Failure(2, format!("no scheme `{}`, expected the id of one", case.name)));
    };
    let items: Vec<Option<usize>> =
        if scheme.per_item { (0..case.answers.n_items()).map(Some).collect() } else { vec![None] };
    for item in items {
        print(huisuan::explain::explain(&case.packs, scheme, &case.answers, item, case.on).trim_end())?;
    }
    Ok(())
}

fn diff(options: &Options) -> Done {
    let [old, new] = options.words.as_slice() else {
        return Err(Failure(2, format!("expected two folders of packs\n{USAGE}")));
    };
    let old = built(Path::new(old), Lang::Zh)?;
    let new = built(Path::new(new), Lang::Zh)?;
    let report = huisuan::diff::diff(&old, &new).map_err(|err| Failure(2, err))?;
    if options.json {
        print(&serde_json::to_string_pretty(&report.json()).map_err(|err| Failure(2, err.to_string()))?)?;
    } else {
        print(&report.text())?;
    }
    // As diff(1): differences are findings.
    if report.is_empty() { Ok(()) } else { Err(Failure(1, String::new())) }
}

/// Today in China, whatever zone the machine is in: notices count Beijing days.
fn today() -> engine::date::Date {
    time::OffsetDateTime::now_utc()
        .checked_to_offset(time::UtcOffset::from_hms(8, 0, 0).unwrap_or(time::UtcOffset::UTC))
        .map_or(engine::date::Date::MIN, time::OffsetDateTime::date)
}

fn read(file: &str) -> Result<String, Failure> {
    let unreadable = |err: std::io::Error| Failure(2, format!("{file}: cannot be read: {err}"));
    if file == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map_err(unreadable)?;
        return Ok(text);
    }
    std::fs::read_to_string(file).map_err(unreadable)
}

fn write(file: &str, text: &str) -> Done {
    let unwritable = |err: std::io::Error| Failure(2, format!("{file}: cannot be written: {err}"));
    if file == "-" {
        return print(text);
    }
    std::fs::write(file, text).map_err(unwritable)
}

fn print(text: &str) -> Done {
    // A closed pipe is the reader's wish, not a fault.
    match writeln!(std::io::stdout(), "{text}") {
        Ok(()) => Ok(()),
        Err(err) if err.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Err(err) => Err(Failure(2, format!("standard output: {err}"))),
    }
}
