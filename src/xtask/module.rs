//! Checks of the shipped WebAssembly module: old web-view kernels must be able to load it.

use crate::house::{House, Outcome, brief};
use std::path::PathBuf;
use wasmparser::{Validator, WasmFeatures};

/// Every module in `dist/` is WebAssembly 1.0 plus mutable globals and names no folder of this machine.
pub fn check(house: &House) -> Outcome {
    let modules = modules(house)?;
    if modules.is_empty() {
        return Err("dist/ holds no .wasm file: run `cargo xtask build`".into());
    }
    for path in modules {
        let name = brief(house, &path);
        let bytes = std::fs::read(&path).map_err(|e| format!("{name} cannot be read: {e}"))?;
        let features = WasmFeatures::WASM1 | WasmFeatures::MUTABLE_GLOBAL;
        Validator::new_with_features(features).validate_all(&bytes).map_err(|e| {
            format!("{name} needs more than WebAssembly 1.0 ({e}): if `cargo xtask build` does not help, see .cargo/config.toml and data-wasm-opt-params in index.html")
        })?;
        let folders = [Some(house.at("")), std::env::home_dir(), std::env::var_os("CARGO_HOME").map(PathBuf::from)];
        for folder in folders.into_iter().flatten() {
            let folder = folder.display().to_string();
            let folder = folder.trim_end_matches('/');
            if folder.len() > 3 && holds(&bytes, folder.as_bytes()) {
                return Err(format!("{name} names the folder {folder}: see compiler_paths in src/xtask/site.rs"));
            }
        }
        println!("{name}: WebAssembly 1.0 + mutable globals, {} bytes", bytes.len());
    }
    Ok(())
}

fn modules(house: &House) -> Outcome<Vec<PathBuf>> {
    let files = std::fs::read_dir(house.at("dist")).map_err(|e| format!("dist/ cannot be read: {e}"))?;
    let mut modules: Vec<PathBuf> = files.flatten().map(|entry| entry.path()).collect();
    modules.retain(|path| path.extension().is_some_and(|kind| kind == "wasm"));
    modules.sort();
    Ok(modules)
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
