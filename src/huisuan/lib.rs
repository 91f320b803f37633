//! The command's inside: authored packs are read, checked and compiled here, and only here.
//!
//! # Scope of this crate
//! Text in, a checked bundle or a list of mistakes out. **Deliberately absent: evaluation of its own**;
//! quotes come from `engine`, so that the command and the browser never disagree.

mod audience;
mod bands;
pub mod campaign;
pub mod compile;
pub mod diff;
pub mod eval;
mod example;
pub mod explain;
pub mod expression;
mod figures;
pub mod index;
pub mod json;
pub mod measures;
mod package;
pub mod plan;
pub mod read;
mod schedule;
mod scheme;
mod source;
pub mod tight;
pub mod types;
pub mod typing;
pub mod vocabulary;

pub use compile::{Bundle, compile};
pub use read::Finding;
pub use vocabulary::Lang;

use std::path::Path;

/// Compiles a folder of packs and runs every example in it.
///
/// # Errors
/// All mistakes of all files, and every example that disagrees with its rule.
pub fn build(folder: &Path, lang: Lang) -> Result<Bundle, Vec<Finding>> {
    let bundle = compile(folder, lang)?;
    let findings = check_examples(&bundle);
    if findings.is_empty() { Ok(bundle) } else { Err(findings) }
}

/// Every example that disagrees with its rule.
#[must_use]
pub fn check_examples(bundle: &Bundle) -> Vec<Finding> {
    let place = |id: &str| bundle.files.get(id).cloned().unwrap_or_default();
    let packs = match bundle.packs() {
        Ok(it) => it,
        Err(err) => {
            let field = String::new();
            return vec![Finding { file: String::new(), line: 1, field, message: err.to_string() }];
        }
    };
    let mut findings = Vec::new();
    for (idx, example) in bundle.examples.schemes.iter().enumerate() {
        for mismatch in engine::example::run(&packs, example).err().unwrap_or_default() {
            findings.push(Finding {
                file: place(&example.scheme),
                line: bundle.lines.get(idx).copied().unwrap_or(1),
                field: format!("example `{}`", example.name),
                message: mismatch.to_string(),
            });
        }
    }
    let campaigns = match bundle.campaigns() {
        Ok(it) => it,
        Err(err) => {
            let field = String::new();
            findings.push(Finding { file: String::new(), line: 1, field, message: err.to_string() });
            return findings;
        }
    };
    for example in &bundle.examples.campaigns {
        let Some(campaign) = campaigns.iter().find(|it| it.id() == example.campaign) else { continue };
        for message in planner::example::disagreements(campaign, example) {
            findings.push(Finding {
                file: place(&example.campaign),
                line: 1,
                field: format!("example `{}`", example.name),
                message,
            });
        }
    }
    findings
}
