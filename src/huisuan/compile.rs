//! From a folder of authored files to one bundle: facts first, then what is built on them.

use crate::audience;
use crate::index::{self, Words};
use crate::package::{fill_examples, name_schemes, package};
use crate::read::{Finding, Root, Source};
use crate::scheme::scheme;
use crate::vocabulary::{Lang, Vocabulary};
use engine::campaign::Campaign;
use engine::pack::raw::{RawBundle, RawCalculator, RawExample, RawExamples, RawScheme};
use engine::pack::{FORMAT, MOST_BYTES};
use engine::{PackError, Packs};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// A bundle in parts; each is a bundle of its own.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Facts, schemes and calculators of cars and goods.
    pub rules: String,
    /// Facts, schemes and calculators of the relief measures.
    pub relief: String,
    /// The package of measures.
    pub package: String,
    /// Voucher rounds.
    pub campaigns: String,
    /// The words by which people find a measure.
    pub index: String,
}

/// A compiled release.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// What the browser loads.
    pub bundle: RawBundle,
    /// The examples, an asset of their own.
    pub examples: RawExamples,
    /// The file of each scheme and campaign, for messages.
    pub files: BTreeMap<String, String>,
    /// The line of each example, in the order of the examples.
    pub lines: Vec<usize>,
    /// The words by which people find a measure.
    pub index: engine::find::Index,
}

impl Bundle {
    /// The bundle as the JSON that the browser loads.
    #[must_use]
    pub fn json(&self) -> String {
        engine::form::to_string(&self.bundle)
    }

    /// The bundle in the parts in which a page loads it: rules, the package of measures, campaigns.
    #[must_use]
    pub fn parts(&self) -> Parts {
        let part = || RawBundle { format: self.bundle.format, lang: self.bundle.lang.clone(), ..RawBundle::default() };
        let rules = self.rules(|it| it.area != "relief");
        let relief = self.rules(|it| it.area == "relief");
        let package = RawBundle { package: self.bundle.package.clone(), ..part() };
        let campaigns = RawBundle { campaigns: self.bundle.campaigns.clone(), ..part() };
        Parts {
            rules: engine::form::to_string(&rules),
            relief: engine::form::to_string(&relief),
            package: engine::form::to_string(&package),
            campaigns: engine::form::to_string(&campaigns),
            index: engine::form::to_string(&self.index),
        }
    }

    /// The schemes of some areas with their calculators, and the facts that both name.
    fn rules(&self, wanted: impl Fn(&RawScheme) -> bool) -> RawBundle {
        let schemes: Vec<RawScheme> = self.bundle.schemes.iter().filter(|it| wanted(it)).cloned().collect();
        let has = |calculator: &&RawCalculator| schemes.iter().any(|it| holds(calculator, it));
        let calculators: Vec<RawCalculator> = self.bundle.calculators.iter().filter(has).cloned().collect();
        let mut named: BTreeSet<&str> = BTreeSet::from([engine::quote::ASKED_ON]);
        for calculator in &calculators {
            named.extend(calculator.questions.iter().chain(&calculator.preset_today).map(String::as_str));
        }
        for scheme in &schemes {
            let nodes = scheme.nodes.iter().filter(|it| it.o == "fact" || it.o == "in");
            named.extend(nodes.filter_map(|it| it.k.as_deref()).filter_map(|it| it.split(' ').next()));
            named.extend(scheme.conditions.iter().filter_map(|it| it.window.as_ref()).map(|it| it.fact.as_str()));
            named.extend(scheme.claim.days_after.iter().map(|it| it.fact.as_str()));
        }
        let facts = self.bundle.facts.iter().filter(|it| named.contains(it.id.as_str())).cloned().collect();
        RawBundle {
            format: self.bundle.format,
            lang: self.bundle.lang.clone(),
            facts,
            schemes,
            calculators,
            package: None,
            campaigns: Vec::new(),
        }
    }

    /// The checked campaigns.
    ///
    /// # Errors
    /// When the engine refuses what was compiled.
    pub fn campaigns(&self) -> Result<Vec<Campaign>, PackError> {
        engine::campaign::from_bundle(self.bundle.campaigns.clone())
    }

    /// The examples as JSON.
    #[must_use]
    pub fn examples_json(&self) -> String {
        engine::form::to_string(&self.examples)
    }

    /// The checked packs.
    ///
    /// # Errors
    /// When the engine refuses what was compiled.
    pub fn packs(&self) -> Result<Packs, PackError> {
        Packs::from_raw(self.bundle.clone())
    }
}

/// Compiles every `.toml` file below a folder, without running the examples.
///
/// # Errors
/// All mistakes of all files at once.
pub fn compile(folder: &Path, lang: Lang) -> Result<Bundle, Vec<Finding>> {
    let mut findings = Vec::new();
    let mut sources = Vec::new();
    for path in files(folder).map_err(|err| vec![unreadable(folder, &err)])? {
        match read(&path) {
            Ok(text) => sources.push(Source::new(name(&path), text)),
            Err(finding) => findings.push(finding),
        }
    }
    if sources.is_empty() && findings.is_empty() {
        findings.push(Finding {
            file: name(folder),
            line: 1,
            field: String::new(),
            message: "no .toml file here, expected a folder of packs".to_owned(),
        });
    }
    let compiled = compile_sources(&sources, lang);
    for source in &sources {
        findings.extend(source.findings());
    }
    findings.sort();
    if findings.is_empty() { Ok(compiled) } else { Err(findings) }
}

/// Compiles files that are in memory; mistakes are noted in the sources.
#[must_use]
pub fn compile_sources(sources: &[Source], lang: Lang) -> Bundle {
    let roots: Vec<(&Source, Rc<Root<'_>>)> =
        sources.iter().map(|it| (it, it.root())).filter(|(it, _)| it.is_toml()).collect();
    let mut vocabulary = Vocabulary::new();
    let mut bundle = RawBundle { format: FORMAT, lang: lang.name().to_owned(), ..RawBundle::default() };
    let mut examples: Vec<RawExample> = Vec::new();
    let mut lines = Vec::new();
    let mut cases = Vec::new();
    let mut places: BTreeMap<String, String> = BTreeMap::new();
    let mut words = Words::default();
    for (source, root) in &roots {
        let table = root.table();
        check_format(source, &table);
        vocabulary.read(&table, lang);
    }
    for (source, root) in &roots {
        let table = root.table();
        table.opt_number("format");
        let mut kinds = Vec::new();
        if table.has("fact") {
            kinds.push("fact");
            table.tables("fact");
        }
        if table.has("scheme") {
            kinds.push("scheme");
            if let Some((scheme, of_scheme)) = scheme(&table, &vocabulary, lang) {
                note_place(source, &mut places, &scheme.id);
                bundle.schemes.push(scheme);
                for (example, line) in of_scheme {
                    examples.push(example);
                    lines.push(line);
                }
            }
        }
        if table.has("campaign") {
            kinds.push("campaign");
            if let Some((campaign, examples)) = crate::campaign::campaign(&table, lang) {
                note_place(source, &mut places, &campaign.id);
                cases.extend(examples);
                bundle.campaigns.push(campaign);
            }
        }
        if table.has("calculator") {
            kinds.push("calculator");
            bundle.calculators.extend(vocabulary.calculator(&table, lang, &mut words));
        }
        if table.has("package") {
            kinds.push("package");
            let package = package(&table, lang, &mut words);
            if bundle.package.is_some() {
                source.report(0, "package", "a second package, expected one in all files");
            }
            bundle.package = package;
        }
        match kinds.as_slice() {
            [_] => table.finish(),
            [] => source.report(
                0,
                "",
                "expected a [scheme], a [campaign], [[fact]] entries, a [calculator] or the [package]",
            ),
            several => {
                source.report(0, "", format!("{} in one file, expected one kind per file", several.join(" and ")))
            }
        }
    }
    bundle.facts = vocabulary.facts;
    name_schemes(&mut bundle);
    fill_examples(&roots, &mut bundle, &examples, lang);
    audience::open_schemes(&mut bundle);
    check_calculators(&roots, &bundle);
    let index = index::index(&bundle, &words);
    Bundle {
        bundle,
        examples: RawExamples { format: FORMAT, schemes: examples, campaigns: cases },
        files: places,
        lines,
        index,
    }
}

fn check_format(source: &Source, table: &crate::read::Table<'_>) {
    let format = table.number("format");
    if format != FORMAT && table.has("format") {
        table.report(
            "format",
            format!(
                "{} is format version {format}, this program reads version {FORMAT}; update the program",
                source.name
            ),
        );
    }
}

/// Ids are file names, and each is used once.
fn note_place(source: &Source, places: &mut BTreeMap<String, String>, id: &str) {
    let stem = Path::new(&source.name).file_stem().and_then(|it| it.to_str()).unwrap_or_default();
    if stem != id {
        source.report(0, "id", format!("`{id}` is not the file's name, expected `{stem}`"));
    }
    if let Some(other) = places.insert(id.to_owned(), source.name.clone()) {
        source.report(0, "id", format!("`{id}` is already the id of {other}"));
    }
}

pub(crate) fn holds(calculator: &RawCalculator, scheme: &RawScheme) -> bool {
    if calculator.schemes.is_empty() {
        !scheme.frame && calculator.areas.contains(&scheme.area)
    } else {
        calculator.schemes.contains(&scheme.id)
    }
}

/// Every fact that a calculator's schemes use has its place among the questions.
fn check_calculators(roots: &[(&Source, Rc<Root<'_>>)], bundle: &RawBundle) {
    for (source, root) in roots {
        let table = root.table();
        let Some(head) = table.opt_table("calculator") else { continue };
        let id = head.opt_text("id").unwrap_or_default();
        let Some(calculator) = bundle.calculators.iter().find(|it| it.id == id) else { continue };
        // Readings of a notice are not asked.
        let readings = bundle.facts.iter().filter(|it| it.reading.is_some()).map(|it| it.id.as_str());
        let listed: BTreeSet<&str> = calculator.questions.iter().map(String::as_str).chain(readings).collect();
        for id in &calculator.schemes {
            if !bundle.schemes.iter().any(|it| it.id == *id) {
                source.report(head.at(), "calculator.schemes", format!("there is no scheme `{id}`"));
            }
        }
        let mut missing = BTreeSet::new();
        for scheme in bundle.schemes.iter().filter(|it| holds(calculator, it)) {
            for node in scheme.nodes.iter().filter(|it| it.o == "fact" || it.o == "in") {
                let fact = node.k.as_deref().unwrap_or_default().split(' ').next().unwrap_or_default();
                if fact != engine::quote::ASKED_ON && !listed.contains(fact) {
                    missing.insert(fact);
                }
            }
        }
        if !missing.is_empty() {
            let missing: Vec<&str> = missing.into_iter().collect();
            source.report(
                head.at(),
                "calculator.questions",
                format!("leaves out {}, expected every fact of its schemes", missing.join(", ")),
            );
        }
    }
}

fn read(path: &Path) -> Result<String, Finding> {
    let bytes = fs::metadata(path).map_err(|err| unreadable(path, &err))?.len();
    if bytes > MOST_BYTES as u64 {
        return Err(Finding {
            file: name(path),
            line: 1,
            field: String::new(),
            message: format!("the file has {bytes} bytes, expected at most {MOST_BYTES}"),
        });
    }
    fs::read_to_string(path).map_err(|err| unreadable(path, &err))
}

fn unreadable(path: &Path, err: &std::io::Error) -> Finding {
    Finding { file: name(path), line: 1, field: String::new(), message: format!("cannot be read: {err}") }
}

fn name(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// All `.toml` files below a folder, or the one file, in the order of their names.
fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    if folder.is_file() {
        return Ok(vec![folder.to_path_buf()]);
    }
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?.map(|it| it.map(|it| it.path())).collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_some_and(|it| it == "toml") {
            found.push(path);
        }
    }
    Ok(found)
}
