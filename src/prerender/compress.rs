//! Compressed copies beside every file that shrinks: `.br` and `.gz`, for servers that send files as they are.

use crate::{Outcome, files};
use std::io::Write;
use std::path::Path;

const KINDS: [&str; 8] = ["css", "csv", "html", "js", "json", "svg", "txt", "wasm"];

/// Compresses the files of a folder and of the folders in it.
pub fn all(folder: &Path) -> Outcome {
    for path in files::everything(folder)? {
        if path.is_dir() {
            all(&path)?;
        } else if path.extension().and_then(|kind| kind.to_str()).is_some_and(|kind| KINDS.contains(&kind)) {
            both(&path)?;
        }
    }
    Ok(())
}

fn both(path: &Path) -> Outcome {
    let failed = |e: std::io::Error| format!("{} cannot be compressed: {e}", path.display());
    let content = std::fs::read(path).map_err(failed)?;

    let mut br = Vec::new();
    let quality =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: content.len(), ..Default::default() };
    brotli::BrotliCompress(&mut content.as_slice(), &mut br, &quality).map_err(failed)?;
    files::write(&beside(path, "br"), &br)?;

    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gz.write_all(&content).map_err(failed)?;
    files::write(&beside(path, "gz"), &gz.finish().map_err(failed)?)
}

fn beside(path: &Path, kind: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(kind);
    name.into()
}
