//! The packs, checked and compiled by `huisuan` as a library: the same code as `huisuan build`.

use crate::Outcome;
use huisuan::{Finding, Lang};
use std::path::Path;

/// What the site carries of the packs.
pub struct Packs {
    /// Every scheme, campaign and calculator in Chinese, as the app loads them.
    pub zh: String,
    /// The same in English, fetched only by who asks for it.
    pub en: String,
    /// Every example of every pack, for the self-check in the page.
    pub examples: String,
}

/// Compiles the folder of packs. A wrong pack stops the build with its file, line and what was expected.
pub fn compile(folder: &Path) -> Outcome<Packs> {
    let zh = huisuan::build(folder, Lang::Zh).map_err(listed)?;
    let en = huisuan::compile(folder, Lang::En).map_err(listed)?; // the examples are the same
    Ok(Packs {
        zh: zh.json()?,
        en: en.json()?,
        examples: zh.examples_json()?,
    })
}

fn listed(findings: Vec<Finding>) -> String {
    let lines = findings.iter().map(|finding| format!("\n{finding}"));
    format!(
        "the packs have {} mistakes:{}",
        findings.len(),
        lines.collect::<String>()
    )
}
