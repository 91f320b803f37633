//! The packs, checked and compiled by `huisuan` as a library: the same code as `huisuan build`.

use crate::Outcome;
use std::path::Path;

/// What the site carries of the packs.
pub struct Packs {
    /// Every scheme, campaign and calculator, as the app loads them.
    pub packs_json: String,
    /// Every example of every pack, for the self-check in the page.
    pub examples_json: String,
}

/// Compiles the folder of packs. A wrong pack stops the build with its file, line and what was expected.
pub fn compile(folder: &Path) -> Outcome<Packs> {
    let bundle = huisuan::build(folder).map_err(|problem| problem.to_string())?;
    Ok(Packs {
        packs_json: bundle.packs_json,
        examples_json: bundle.examples_json,
    })
}
