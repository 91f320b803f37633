//! The packs, checked and compiled by `huisuan` as a library: the same code as `huisuan build`.

use crate::Outcome;
use huisuan::compile::Parts;
use huisuan::{Finding, Lang};
use std::path::Path;

/// What the site carries of the packs.
pub struct Packs {
    /// The parts in Chinese, as the modules load them.
    pub zh: Parts,
    /// The same in English, fetched only by who asks for it.
    pub en: Parts,
    /// Every example of every pack, for the self-check in the page.
    pub examples: String,
}

/// Compiles the folder of packs. A wrong pack stops the build with its file, line and what was expected.
pub fn compile(folder: &Path) -> Outcome<Packs> {
    let zh = huisuan::build(folder, Lang::Zh).map_err(listed)?;
    let en = huisuan::compile(folder, Lang::En).map_err(listed)?; // the examples are the same
    Ok(Packs { zh: zh.parts(), en: en.parts(), examples: zh.examples_json() })
}

/// The parts by the attribute of `<html>` that names their files.
pub fn named(parts: &Parts) -> [(&'static str, &str); 5] {
    [
        ("data-packs", &parts.rules),
        ("data-relief", &parts.relief),
        ("data-package", &parts.package),
        ("data-campaigns", &parts.campaigns),
        ("data-index", &parts.index),
    ]
}

fn listed(findings: Vec<Finding>) -> String {
    let lines = findings.iter().map(|finding| format!("\n{finding}"));
    format!("the packs have {} mistakes:{}", findings.len(), lines.collect::<String>())
}
