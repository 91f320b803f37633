//! The site: built by Trunk, served by the small server that the browser tests use too.

use crate::house::{House, Outcome, become_it, run, said};
use crate::tools;
use std::path::PathBuf;
use std::process::Command;

/// Builds the released site into `dist/`.
pub fn build(house: &House) -> Outcome {
    let mut trunk = trunk(house)?;
    let paths = compiler_paths(house)?;
    // Cargo joins this to the flags of .cargo/config.toml: the module shall name no folder of the
    // machine that built it, and be the same everywhere.
    trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", paths);
    run(trunk.args(["build", "--release"]))
}

/// Serves the site while its files change.
pub fn dev(house: &House) -> Outcome {
    // Not into dist/: the released site stays there for the tests.
    become_it(trunk(house)?.args(["serve", "--dist", "target/dev-site"]))
}

/// Builds the released site and serves it until interrupted.
pub fn serve(house: &House, port: Option<u16>) -> Outcome {
    eprintln!("xtask: building the site: about 2 minutes the first time, seconds afterwards");
    build(house)?;
    let mut server = house.command("node");
    server.args(["tests/browser/server.mjs", "dist"]);
    if let Some(port) = port {
        server.args(["--port", &port.to_string()]);
    }
    become_it(&mut server)
}

fn trunk(house: &House) -> Outcome<Command> {
    let mut trunk = house.command("trunk");
    let path = tools::path(house)?;
    // The child is looked up on this PATH, not on ours.
    if let Some(program) = std::env::split_paths(&path).map(|f| f.join("trunk")).find(|f| f.is_file()) {
        trunk = house.command(program);
    }
    // Every tool is on PATH: nothing is left to download.
    trunk.env("PATH", path).env("TRUNK_OFFLINE", "true").env("TRUNK_SKIP_VERSION_CHECK", "true");
    Ok(trunk)
}

/// Compiler flags that shorten the folders of dependencies and of the compiler.
fn compiler_paths(house: &House) -> Outcome<String> {
    eprintln!("xtask: fetching dependencies that are not here yet");
    run(house.command("cargo").args(["fetch", "--quiet", "--target", "wasm32-unknown-unknown"]))?;
    let mut pairs = Vec::new();
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    if let Some(home) = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo"))) {
        let sources = std::fs::read_dir(home.join("registry/src")).into_iter().flatten().flatten();
        pairs.extend(sources.map(|entry| (entry.path(), "deps")));
    }
    if let Some(sysroot) = said(house.command("rustc").args(["--print", "sysroot"])) {
        pairs.push((PathBuf::from(sysroot).join("lib/rustlib/src/rust"), "rust"));
    }
    pairs.push((house.at(""), "src"));
    let flags = pairs.iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
    let flags: Vec<String> = flags.filter(|flag| !flag.contains(' ')).collect();
    Ok(flags.join(" "))
}
