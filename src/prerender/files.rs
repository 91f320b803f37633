//! Files of the site: reading and writing with errors that name the file, and names that carry a hash.

use crate::Outcome;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Reads a text file.
pub fn read(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(|e| format!("{} cannot be read: {e}", path.display()))
}

/// Writes a file whole.
pub fn write(path: &Path, bytes: &[u8]) -> Outcome {
    std::fs::write(path, bytes).map_err(|e| format!("{} cannot be written: {e}", path.display()))
}

/// Writes `<stem>-<hash>.<kind>` into the site and gives its name.
///
/// The hash is the first 16 hex digits of the content's SHA-256, so that a page can check what it
/// received and a cache may keep the file for ever.
pub fn write_hashed(site: &Path, stem: &str, kind: &str, bytes: &[u8]) -> Outcome<String> {
    let digest = Sha256::digest(bytes);
    let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let name = format!("{stem}-{hash}.{kind}");
    write(&site.join(&name), bytes)?;
    Ok(name)
}

/// The paths in a folder that have this extension, sorted by name; none if the folder is missing.
pub fn of_kind(folder: &Path, kind: &str) -> Outcome<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found: Vec<PathBuf> = everything(folder)?;
    found.retain(|path| path.is_file() && path.extension().is_some_and(|e| e == kind));
    Ok(found)
}

/// Everything that lies directly in a folder, sorted by name.
pub fn everything(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let unreadable = |e: std::io::Error| format!("{} cannot be read: {e}", folder.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        found.push(entry.map_err(unreadable)?.path());
    }
    found.sort();
    Ok(found)
}
