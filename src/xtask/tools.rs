//! What the errands need and a fresh machine lacks: looked for first, installed only if missing, pinned.

use crate::house::{House, Outcome, on_path, path_with, run, said};
use std::ffi::OsString;
use std::path::PathBuf;

const TARGET: &str = "wasm32-unknown-unknown";
const TRUNK: &str = "0.21.14";
const HIGHSPY: &str = "1.15.1";
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// A command-line tool that cargo installs.
struct Tool {
    name: &'static str,
    package: &'static str,
    version: String,
    /// A version that begins so will do.
    will_do: &'static str,
    locked: bool,
    why: &'static str,
    minutes: u32,
}

/// Sees that a site can be built.
pub fn for_building(house: &House) -> Outcome {
    target(house)?;
    node_packages(house)?;
    for tool in cargo_tools(house)? {
        folder_of(house, &tool)?;
    }
    Ok(())
}

/// `PATH` with every tool of the build in front; installs what is missing.
pub fn path(house: &House) -> Outcome<OsString> {
    target(house)?;
    node_packages(house)?;
    let mut folders = vec![house.at("node_modules/.bin")];
    for tool in cargo_tools(house)? {
        folders.push(folder_of(house, &tool)?);
    }
    path_with(&folders)
}

/// Sees that a browser and Chinese letters are there; only Debian's packages are installed by itself.
pub fn for_browser(house: &House) -> Outcome {
    let mut missing = Vec::new();
    if browser().is_none() {
        missing.push("chromium");
    }
    if said(house.command("fc-list").arg(":lang=zh-cn")).is_some_and(|fonts| fonts.is_empty()) {
        missing.push("fonts-noto-cjk");
    }
    if missing.is_empty() {
        return Ok(());
    }
    let packages = missing.join(" ");
    if on_path("apt-get").is_none() {
        return Err(format!(
            "the browser tests need {packages}: install them, or set CHROMIUM to the path of a Chromium or Chrome"
        ));
    }
    say(&format!("installing {packages} with apt-get: the browser tests run in it; about 2 minutes, 300 MB"));
    let root = said(house.command("id").arg("-u")).is_some_and(|id| id == "0");
    if !root && on_path("sudo").is_none() {
        return Err(format!("run `apt-get install {packages}` as root, then this again"));
    }
    for words in [vec!["update"], [vec!["install", "-y", "--no-install-recommends"], missing].concat()] {
        let mut apt = if root {
            house.command("apt-get")
        } else {
            let mut sudo = house.command("sudo");
            sudo.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
            sudo
        };
        run(apt.env("DEBIAN_FRONTEND", "noninteractive").arg("-q").args(words))?;
    }
    Ok(())
}

/// The browser that tests use: `CHROMIUM` if set, else one on `PATH`.
pub fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    named.or_else(|| BROWSERS.iter().find_map(|name| on_path(name)))
}

/// A Python that can import HiGHS.
pub struct Python {
    pub program: PathBuf,
    /// The folder to put on its `PYTHONPATH`.
    pub packages: PathBuf,
}

/// Python with highspy, which only the planner's benchmark needs; kept beside the other tools.
pub fn python(house: &House) -> Outcome<Python> {
    let program = ["python3", "python"].iter().find_map(|name| on_path(name));
    let program = program.ok_or("no python on PATH: the benchmark of the planner runs HiGHS through Python 3.9 or newer; install it, then run this again")?;
    let packages = house.tool_folder("highspy", HIGHSPY);
    let works = |house: &House| {
        let mut command = house.command(&program);
        said(command.env("PYTHONPATH", &packages).args(["-c", "import highspy; print(highspy.Highs().version())"]))
    };
    if works(house).is_none() {
        say(&format!(
            "installing highspy {HIGHSPY} and numpy from PyPI with pip (the solver that the planner is timed beside): 85 MB, a minute; kept in {}",
            packages.display()
        ));
        let mut pip = house.command(&program);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade", "--target"]);
        run(pip.arg(&packages).arg(format!("highspy=={HIGHSPY}"))).map_err(|problem| {
            format!("{problem}\nhighspy cannot be installed: pip and a network (or a mirror of PyPI) are needed for this benchmark, and nothing else needs them")
        })?;
    }
    match works(house) {
        Some(_) => Ok(Python { program, packages }),
        None => Err(format!("highspy is in {} but {} cannot import it", packages.display(), program.display())),
    }
}

fn cargo_tools(house: &House) -> Outcome<[Tool; 2]> {
    Ok([
        Tool {
            name: "trunk",
            package: "trunk",
            version: TRUNK.into(),
            will_do: "0.21.",
            locked: true,
            why: "builds the site",
            minutes: 7,
        },
        Tool {
            name: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: locked_version(&house.read("Cargo.lock")?, "wasm-bindgen")?,
            will_do: "",
            locked: false, // its own lock file names versions that a registry may no longer hold
            why: "joins the module to JavaScript; must be exactly Cargo.lock's version",
            minutes: 5,
        },
    ])
}

/// The folder of a tool's program, after installing it if there is none that will do.
fn folder_of(house: &House, tool: &Tool) -> Outcome<PathBuf> {
    let own = house.tool_folder(tool.name, &tool.version).join("bin");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path)
        .chain([own.clone()])
        .find(|folder| version_in(house, folder.join(tool.name)).is_some_and(|version| fits(tool, &version)));
    if let Some(folder) = found {
        return Ok(folder);
    }
    say(&format!(
        "installing {} {} ({}): about {} minutes on two cores, once; kept in {}",
        tool.name,
        tool.version,
        tool.why,
        tool.minutes,
        own.display()
    ));
    let mut cargo = house.command("cargo");
    cargo.arg("install").arg(format!("{}@{}", tool.package, tool.version));
    cargo.arg("--root").arg(house.tool_folder(tool.name, &tool.version));
    // A tool that runs for seconds need not be optimised for minutes.
    cargo.env("CARGO_PROFILE_RELEASE_LTO", "off");
    cargo.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    if tool.locked {
        cargo.arg("--locked");
    }
    run(&mut cargo)?;
    Ok(own)
}

fn fits(tool: &Tool, version: &str) -> bool {
    version == tool.version || (!tool.will_do.is_empty() && version.starts_with(tool.will_do))
}

fn version_in(house: &House, program: PathBuf) -> Option<String> {
    if !program.is_file() {
        return None;
    }
    let text = said(house.command(program).arg("--version"))?;
    text.split_whitespace().nth(1).map(str::to_owned)
}

fn target(house: &House) -> Outcome {
    let sysroot = said(house.command("rustc").args(["--print", "sysroot"]))
        .ok_or("rustc does not run: install Rust with rustup")?;
    if PathBuf::from(sysroot).join("lib/rustlib").join(TARGET).is_dir() {
        return Ok(());
    }
    say(&format!("adding Rust's target {TARGET}: the app is compiled for it; some seconds"));
    run(house.command("rustup").args(["target", "add", TARGET]))
}

/// Node's packages: wasm-opt for the build, the browser's driver and axe for the tests, peers for the benchmarks.
fn node_packages(house: &House) -> Outcome {
    let version = said(house.command("node").arg("--version"));
    let major = version.as_deref().and_then(|v| v.trim_start_matches('v').split('.').next()?.parse::<u32>().ok());
    match major {
        Some(20..) => {}
        Some(_) => {
            return Err(format!("Node {} is too old: install 20 or newer", version.unwrap_or_default()));
        }
        None => return Err("node does not run: install Node 20 or newer, with npm".into()),
    }
    let lock = house.read("package-lock.json")?;
    let stamp = "node_modules/.installed-lock";
    if house.read(stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    say("installing Node's packages from package-lock.json (wasm-opt, playwright-core, axe-core): some seconds");
    run(house.command("npm").args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]))?;
    std::fs::write(house.at(stamp), lock).map_err(|e| format!("{stamp} cannot be written: {e}"))
}

/// The version of a package in the text of Cargo.lock.
fn locked_version(lock: &str, package: &str) -> Outcome<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    let version = lines.next().and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    version.map(str::to_owned).ok_or_else(|| format!("Cargo.lock has no {package}: run `cargo fetch`"))
}

fn say(what: &str) {
    eprintln!("xtask: {what}");
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn the_lock_says_which_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Ok("0.2.130".into()));
        assert!(locked_version(lock, "wasm").is_err());
    }
}
