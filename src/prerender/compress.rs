//! Compressed copies beside every file that shrinks: `.br` and `.gz`, for servers that send files as they are.

use crate::{Outcome, files};
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

const KINDS: [&str; 8] = ["css", "csv", "html", "js", "json", "svg", "txt", "wasm"];

/// Compresses the files of a folder and of the folders in it, on every core: the largest first, so that
/// no core is left alone with one at the end.
pub fn all(folder: &Path) -> Outcome {
    let mut found = Vec::new();
    collect(folder, &mut found)?;
    found.sort();
    let waiting = Mutex::new(found);
    let workers = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let work = || -> Outcome {
        while let Some((_, path)) = waiting.lock().map_err(|_| "a compressing thread ended early")?.pop() {
            both(&path)?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        running.into_iter().try_for_each(|it| it.join().map_err(|_| "a compressing thread ended early")?)
    })
}

/// The files to compress with their sizes.
fn collect(folder: &Path, found: &mut Vec<(u64, PathBuf)>) -> Outcome {
    for path in files::everything(folder)? {
        if path.is_dir() {
            collect(&path, found)?;
        } else if KINDS.contains(&kind(&path)) {
            let size = path.metadata().map_err(|e| format!("{} cannot be read: {e}", path.display()))?.len();
            found.push((size, path));
        }
    }
    Ok(())
}

fn both(path: &Path) -> Outcome {
    let failed = |e: std::io::Error| format!("{} cannot be compressed: {e}", path.display());
    let content = std::fs::read(path).map_err(failed)?;

    // The many pages of text lose a few percent at quality 9, and take a tenth of the time.
    let quality = if kind(path) == "html" { 9 } else { 11 };
    let mut br = Vec::new();
    let how = brotli::enc::BrotliEncoderParams { quality, lgwin: 22, size_hint: content.len(), ..Default::default() };
    brotli::BrotliCompress(&mut content.as_slice(), &mut br, &how).map_err(failed)?;
    files::write(&beside(path, "br"), &br)?;

    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gz.write_all(&content).map_err(failed)?;
    files::write(&beside(path, "gz"), &gz.finish().map_err(failed)?)
}

fn kind(path: &Path) -> &str {
    path.extension().and_then(|kind| kind.to_str()).unwrap_or_default()
}

fn beside(path: &Path, kind: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(kind);
    name.into()
}
