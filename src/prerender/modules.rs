//! The other modules of the site: Trunk builds the first page's, the rest are built here the same way, and so is the
//! planner, which is no page's module: pages start it beside themselves.

use crate::{Outcome, files};
use std::path::{Path, PathBuf};
use std::process::Command;

/// One module: the names of its script and of its wasm file beside the pages.
pub struct Module {
    /// Its name, that of its binary.
    pub name: &'static str,
    /// The script that wasm-bindgen made.
    pub script: String,
    /// The module itself.
    pub wasm: String,
}

const TARGET: &str = "wasm32-unknown-unknown";

/// The planner's crate and binary.
const WORKER: &str = "worker";

/// Builds every module of the app but the first, and finds the first among Trunk's files.
pub fn build(site: &Path, source: &Path, release: bool, frame: &str) -> Outcome<Vec<Module>> {
    let names: Vec<&'static str> = app::modules().collect();
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet", "--package", "app", "--package", WORKER, "--bins", "--target", TARGET]);
    cargo.current_dir(source);
    if release {
        cargo.arg("--release");
    }
    run(&mut cargo, "cargo build of the app's modules")?;
    let mut modules = Vec::new();
    for (place, name) in names.into_iter().enumerate() {
        if place == 0 {
            modules.push(first(name, frame)?);
        } else {
            modules.push(written(site, name, &made(source, release, name, "web")?, "")?);
        }
    }
    Ok(modules)
}

/// Puts the planner into the site, built together with the modules, and gives the name of its script.
///
/// The script is a classic one and no module: it runs in workers of old kernels, and where there are none in a page.
pub fn worker(site: &Path, source: &Path, release: bool) -> Outcome<String> {
    let start = format!(
        "wasm_bindgen({{ module_or_path: '{WORKER}_bg.wasm' }})\
         .catch((error) => setTimeout(() => {{ throw error; }}));\n"
    );
    Ok(written(site, WORKER, &made(source, release, WORKER, "no-modules")?, &start)?.script)
}

/// What wasm-bindgen and wasm-opt make of one binary: a folder with its script and its module.
fn made(source: &Path, release: bool, name: &str, kind: &str) -> Outcome<PathBuf> {
    let folder = target(source).join(TARGET).join(if release { "release" } else { "debug" });
    let staging = folder.join("modules").join(name);
    let mut bindgen = Command::new("wasm-bindgen");
    bindgen.args(["--target", kind, "--no-typescript", "--out-name", name, "--out-dir"]);
    bindgen.arg(&staging).arg(folder.join(format!("{name}.wasm")));
    run(&mut bindgen, "wasm-bindgen")?;
    let whole = staging.join(format!("{name}_bg.wasm"));
    if release {
        let smaller = staging.join("smaller.wasm");
        let mut opt = Command::new("wasm-opt");
        opt.arg("-Oz").args(wasm_opt_options(source)?).arg(&whole).arg("-o").arg(&smaller);
        run(&mut opt, "wasm-opt")?;
        std::fs::rename(&smaller, &whole).map_err(|err| format!("{} cannot be moved: {err}", smaller.display()))?;
    }
    Ok(staging)
}

/// Copies a module into the site under hashed names; its script, with more behind it, is told the wasm's hashed name.
fn written(site: &Path, name: &'static str, staging: &Path, more: &str) -> Outcome<Module> {
    let made = staging.join(format!("{name}_bg.wasm"));
    let bytes = std::fs::read(&made).map_err(|err| format!("{} cannot be read: {err}", made.display()))?;
    let wasm = files::write_hashed(site, &format!("{name}_bg"), "wasm", &bytes)?;
    let script = [&files::read(&staging.join(format!("{name}.js")))?, more].concat();
    let script = script.replace(&format!("{name}_bg.wasm"), &wasm);
    let script = files::write_hashed(site, name, "js", script.as_bytes())?;
    Ok(Module { name, script, wasm })
}

/// The names that Trunk gave the first module, from the page that it wrote.
fn first(name: &'static str, frame: &str) -> Outcome<Module> {
    let find = |ending: &str| {
        let start = format!("{name}-");
        let at = frame.match_indices("./").find(|(at, _)| {
            let rest = frame.get(at + 2..).unwrap_or_default();
            rest.starts_with(&start) && rest.split(['"', '\'']).next().is_some_and(|it| it.ends_with(ending))
        });
        let rest = at.and_then(|(at, _)| frame.get(at + 2..)).unwrap_or_default();
        let named = rest.split(['"', '\'']).next().unwrap_or_default();
        if named.is_empty() { Err(format!("index.html names no {name}-….{ending}")) } else { Ok(named.to_owned()) }
    };
    Ok(Module { name, script: find(".js")?, wasm: find("_bg.wasm")? })
}

/// The options that index.html gives Trunk for wasm-opt, so that all modules are made alike.
fn wasm_opt_options(source: &Path) -> Outcome<Vec<String>> {
    const KEY: &str = "data-wasm-opt-params=\"";
    let page = files::read(&source.join("index.html"))?;
    let options = page.split_once(KEY).and_then(|(_, rest)| rest.split_once('"')).map(|it| it.0.to_owned());
    let options = options.ok_or_else(|| format!("index.html lacks {KEY}…\" on its rust link"))?;
    Ok(options.split_whitespace().map(str::to_owned).collect())
}

fn target(source: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| source.join("target"), |it| source.join(it))
}

fn run(command: &mut Command, what: &str) -> Outcome {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{what} ended with {status}")),
        Err(err) => Err(format!("{what} cannot be started: {err}; `cargo xtask tools` installs what is missing")),
    }
}
