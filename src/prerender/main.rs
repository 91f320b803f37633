//! Finishes the site that Trunk has built: Trunk runs this natively as its `post_build` hook.
//!
//! In reading order: packs become hashed JSON files ([`packs`]), the style sheets one hashed
//! file ([`styles`]), each page of the app its own HTML file with its text in it ([`pages`]), and
//! in a release every text file and the module get compressed copies beside them ([`compress`]).
//! What the page's shell tells the app stands on `<html>`: `data-packs`, `data-relief`, `data-package`,
//! `data-campaigns`, `data-index` (the words of the search), each once more with `-en`, and `data-examples` (file
//! names beside the page), `data-worker` (the planner's script), `data-module` (which of the modules the page
//! loads), `data-most-vehicle` and `data-most-goods` (what
//! the doors of the home page say, in yuan) and `data-built` (a date).

mod compress;
mod day;
mod files;
mod modules;
mod packs;
mod pages;
mod styles;

use std::path::PathBuf;
use std::process::ExitCode;

/// A result whose error is a sentence for the person at the terminal.
type Outcome<T = ()> = Result<T, String>;

fn main() -> ExitCode {
    match finish() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("prerender: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn finish() -> Outcome {
    let site = PathBuf::from(from_trunk("TRUNK_STAGING_DIR")?);
    let source = PathBuf::from(from_trunk("TRUNK_SOURCE_DIR")?);
    let release = from_trunk("TRUNK_PROFILE")? == "release";

    let packs = packs::compile(&source.join("packs"))?;
    let mut told = Vec::new();
    for (parts, suffix) in [(&packs.zh, ""), (&packs.en, "-en")] {
        for (attribute, text) in packs::named(parts) {
            let name = [attribute.trim_start_matches("data-"), suffix].concat();
            told.push(([attribute, suffix].concat(), files::write_hashed(&site, &name, "json", text.as_bytes())?));
        }
    }
    let examples = files::write_hashed(&site, "examples", "json", packs.examples.as_bytes())?;
    told.push(("data-examples".to_owned(), examples));
    let built = day::built(&source)?;
    let frame = files::read(&site.join("index.html"))?;
    let modules = modules::build(&site, &source, release, &frame)?;
    told.push(("data-worker".to_owned(), modules::worker(&site, &source, release)?));
    let shell = pages::Shell { told, modules, styles: styles::write(&source.join("styles"), &site)?, built, release };
    pages::write_all(&site, &frame, &shell, &packs)?;
    if release {
        compress::all(&site)?;
    }
    Ok(())
}

fn from_trunk(name: &str) -> Outcome<String> {
    std::env::var(name).map_err(|_| {
        format!("{name} is not set: run `trunk build` or `cargo xtask serve`, which run this program as a hook")
    })
}
