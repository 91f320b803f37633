//! `cargo xtask bench …`: builds what is timed, times it beside its peers, writes docs/benchmarks.md.

use crate::house::{House, Outcome, run};
use crate::tools;
use serde_json::Value;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Stdio};

const PAGE: &str = "docs/benchmarks.md";
const PLOT: &str = "docs/benchmark-planner.svg";
const HEAD: &str = "# Benchmarks\n\nWritten by `cargo xtask bench`; do not edit between the markers.\n";
const TARGET: &str = "wasm32-unknown-unknown";

/// Times the engine natively and as WebAssembly, beside publicodes and json-logic-js.
pub fn engine(house: &House) -> Outcome {
    let what = Timed::build(house, "bench", "bench")?;
    what.for_the_web(house, "bench")?;
    run(house.command(&what.native).arg("write").arg(&what.folder))?;
    let packs = (what.folder.join("shipped.json"), what.folder.join("web").join("shipped.json"));
    std::fs::copy(&packs.0, &packs.1).map_err(|e| format!("{} cannot be written: {e}", packs.1.display()))?;
    eprintln!("xtask: timing; about two minutes, longer on a busy machine");
    let mut node = what.node(house, "tests/bench/peers.mjs");
    let said = answer(node.arg(&what.folder).arg(&what.native), "tests/bench/peers.mjs")?;
    write(house, "engine", "Engine", &said)
}

/// Times the planner natively and as WebAssembly, beside HiGHS and the till's own choice.
pub fn planner(house: &House) -> Outcome {
    let python = tools::python(house)?;
    let what = Timed::build(house, "bench-planner", "bench_planner")?;
    run(house.command(&what.native).arg("write").arg(&what.folder))?;
    eprintln!("xtask: timing; about ten minutes, most of them HiGHS");
    let mut node = what.node(house, "tests/bench-planner/peers.mjs");
    node.arg(&what.folder).arg(&what.native).arg(&python.program).arg(&python.packages);
    let said = answer(&mut node, "tests/bench-planner/peers.mjs")?;
    let plot = said.get("svg").and_then(Value::as_str).ok_or("peers.mjs printed no plot")?;
    std::fs::write(house.at(PLOT), plot).map_err(|e| format!("{PLOT} cannot be written: {e}"))?;
    write(house, "planner", "Planner", &said)
}

/// Times how long the calculators of the built site take to answer a tap or a key on a slow device; with these
/// schemes, or all.
pub fn pages(house: &House, schemes: &[&str]) -> Outcome {
    let browser =
        tools::browser().ok_or("no Chromium: run `cargo xtask tools --browser`, or set CHROMIUM to its path")?;
    if !house.at("dist/index.html").is_file() {
        return Err("there is no built site: run `cargo xtask build`".into());
    }
    eprintln!("xtask: timing; about ten minutes, longer on a busy machine");
    let mut node = house.command("node");
    let node = node.arg("tests/bench/pages.mjs").args(schemes).env("CHROMIUM", browser);
    let said = answer(node, "tests/bench/pages.mjs")?;
    write(house, "pages", "Pages", &said)
}

/// What is timed, built natively and as the shipped module is.
struct Timed {
    path: OsString,
    folder: PathBuf,
    native: PathBuf,
}

impl Timed {
    /// Builds a package; `library` is what its module is called.
    fn build(house: &House, package: &str, library: &str) -> Outcome<Timed> {
        let path = tools::path(house)?;
        let built = target_folder(house)?;
        eprintln!("xtask: building what is timed: about 2 minutes the first time");
        run(house.command("cargo").args(["build", "--quiet", "--release", "--package", package]))?;
        // The crate type is given here and not in the manifest: beside an rlib there would be no LTO.
        let module = ["rustc", "--quiet", "--release", "--package", package, "--lib", "--crate-type", "cdylib"];
        run(house.command("cargo").args(module).args(["--target", TARGET]))?;

        let folder = built.join(package);
        let module = built.join(TARGET).join("release").join(format!("{library}.wasm"));
        std::fs::create_dir_all(&folder).map_err(|e| format!("{} cannot be made: {e}", folder.display()))?;
        let native = built.join("release").join(format!("{package}{}", std::env::consts::EXE_SUFFIX));
        let timed = Timed { path, folder, native };
        let folder = &timed.folder;
        run(timed.tool(house, "wasm-bindgen").args(["--target", "nodejs", "--out-dir"]).arg(folder).arg(&module))?;
        let joined = folder.join(format!("{library}_bg.wasm"));
        run(timed.tool(house, "wasm-opt").args(shipped_params(house)?).arg(&joined).arg("-o").arg(&joined))?;
        // wasm-bindgen writes CommonJS for Node, and the checkout's own package.json says modules.
        let kind = folder.join("package.json");
        std::fs::write(&kind, "{\"type\":\"commonjs\"}\n").map_err(|e| format!("{}: {e}", kind.display()))?;
        Ok(timed)
    }

    /// The same module as a page loads it, in a folder of its own.
    fn for_the_web(&self, house: &House, library: &str) -> Outcome {
        let folder = self.folder.join("web");
        std::fs::create_dir_all(&folder).map_err(|e| format!("{} cannot be made: {e}", folder.display()))?;
        let module = target_folder(house)?.join(TARGET).join("release").join(format!("{library}.wasm"));
        run(self.tool(house, "wasm-bindgen").args(["--target", "web", "--out-dir"]).arg(&folder).arg(&module))?;
        let joined = folder.join(format!("{library}_bg.wasm"));
        run(self.tool(house, "wasm-opt").args(shipped_params(house)?).arg(&joined).arg("-o").arg(&joined))
    }

    fn tool(&self, house: &House, name: &str) -> Command {
        let found = std::env::split_paths(&self.path).map(|it| it.join(name)).find(|it| it.is_file());
        let mut command = house.command(found.unwrap_or_else(|| name.into()));
        command.env("PATH", &self.path);
        command
    }

    fn node(&self, house: &House, script: &str) -> Command {
        let mut node = self.tool(house, "node");
        node.arg(script);
        node
    }
}

/// The JSON that a script prints.
fn answer(node: &mut Command, script: &str) -> Outcome<Value> {
    let output = node.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = output.map_err(|e| format!("node cannot start: {e}"))?;
    if !output.status.success() {
        return Err(format!("{script} ended with {}", output.status));
    }
    serde_json::from_slice(&output.stdout).map_err(|e| format!("{script} printed no JSON: {e}"))
}

/// Puts a section into the page; targets that are missed are an error.
fn write(house: &House, name: &str, title: &str, said: &Value) -> Outcome {
    let section = said.get("markdown").and_then(Value::as_str).ok_or("the script printed no section")?;
    println!("{section}");
    let page = house.read(PAGE).unwrap_or_else(|_| HEAD.to_owned());
    std::fs::write(house.at(PAGE), with_section(&page, name, title, section))
        .map_err(|e| format!("{PAGE} cannot be written: {e}"))?;
    let missed: Vec<&str> =
        said.get("missed").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    if missed.is_empty() { Ok(()) } else { Err(format!("targets missed: {}", missed.join("; "))) }
}

/// The page with this section in place of the one of the same name, or at its end.
pub fn with_section(page: &str, name: &str, title: &str, section: &str) -> String {
    let (begin, end) = (format!("<!-- bench {name}: begin -->"), format!("<!-- bench {name}: end -->"));
    let text = format!("{begin}\n## {title}\n\n{}\n{end}", section.trim());
    let around = page.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
    match around {
        Some((before, after)) => format!("{before}{text}{after}"),
        None => format!("{}\n\n{text}\n", page.trim_end()),
    }
}

/// Where cargo builds.
fn target_folder(house: &House) -> Outcome<PathBuf> {
    Ok(match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => house.at("").join(folder),
        None => house.at("target"),
    })
}

/// What Trunk gives to wasm-opt when it builds the site.
fn shipped_params(house: &House) -> Outcome<Vec<String>> {
    let page = house.read("index.html")?;
    let value = |key: &str| page.split_once(&format!("{key}=\""))?.1.split('"').next();
    let (Some(level), Some(params)) = (value("data-wasm-opt"), value("data-wasm-opt-params")) else {
        return Err("index.html lacks data-wasm-opt or data-wasm-opt-params".into());
    };
    Ok(std::iter::once(format!("-O{level}")).chain(params.split_whitespace().map(str::to_owned)).collect())
}

#[cfg(test)]
mod tests {
    use super::with_section;

    #[test]
    fn a_section_replaces_its_own_and_leaves_the_others() {
        let one = with_section("# Benchmarks\n", "engine", "Engine", "slow");
        let two = with_section(&one, "planner", "Planner", "quick");
        let three = with_section(&two, "engine", "Engine", "fast\n");
        assert!(three.starts_with("# Benchmarks\n\n<!-- bench engine: begin -->\n## Engine\n\nfast\n<!--"));
        assert!(three.contains("## Planner\n\nquick\n") && !three.contains("slow"));
        assert_eq!(with_section(&three, "planner", "Planner", "quick"), three);
    }
}
