//! One HTML file per page of the app: Trunk's page as the frame, the app rendered into it.

use crate::modules::Module;
use crate::packs::Packs;
use crate::{Outcome, files};
use std::path::Path;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use yew::LocalServerRenderer;

/// The most that cars and goods can be worth.
type Worth = (Option<engine::Money>, Option<engine::Money>);

/// Only files of this origin, no inline script or style; the module may be compiled.
/// A server says the same in a header and adds `frame-ancestors`, which a page cannot say of itself.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";

/// What every page's frame refers to.
pub struct Shell {
    /// Attributes of `<html>` with the files that they name.
    pub told: Vec<(String, String)>,
    /// The modules of the site, the first page's first.
    pub modules: Vec<Module>,
    /// The style sheet's file.
    pub styles: String,
    /// The day of the build.
    pub built: String,
    /// Whether this is a release: strict policy, no inline script.
    pub release: bool,
}

/// Writes every page that the app names into the site.
pub fn write_all(site: &Path, frame: &str, shell: &Shell, packs: &Packs) -> Outcome {
    let worth = app::worth(&packs.zh.rules, engine::date::parse_iso(&shell.built));
    let parts = crate::packs::named(&packs.zh);
    let pages = app::pages(&packs.zh.package);
    for module in &shell.modules {
        let frame = of_module(frame, shell, module)?;
        let frame = if shell.release { without_inline_script(site, &frame)? } else { frame };
        for page in pages.iter().filter(|it| it.module == module.name) {
            let files = page.files.iter().filter_map(|name| parts.iter().find(|it| it.0 == *name));
            let files: Vec<Vec<u8>> = files.map(|it| it.1.as_bytes().to_vec()).collect();
            let frame = framed(&frame, shell, page, worth)?;
            let title = format!("<title>{}</title>", escaped(&page.title));
            let about = format!("name=\"description\" content=\"{}\"", escaped(&page.description));
            let body = format!("<div id=\"app\">{}</div>", rendered(page.file, &files, worth)?);
            let html = swapped(&frame, "<title></title>", &title)?;
            let html = swapped(&html, "name=\"description\" content=\"\"", &about)?;
            let html = swapped(&html, "<div id=\"app\"></div>", &body)?;
            files::write(&site.join(page.file), html.as_bytes())?;
        }
    }
    Ok(())
}

/// Trunk's page with the module in place of the first one.
fn of_module(frame: &str, shell: &Shell, module: &Module) -> Outcome<String> {
    let first = shell.modules.first().ok_or("the app names no module")?;
    Ok(frame.replace(&first.script, &module.script).replace(&first.wasm, &module.wasm))
}

/// The frame with its references filled in; the files that the page loads are asked for at once.
fn framed(frame: &str, shell: &Shell, page: &app::Page, worth: Worth) -> Outcome<String> {
    let mut first = if shell.release {
        format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n")
    } else {
        String::new() // Trunk's reload script is inline and opens a socket
    };
    first.push_str(&format!("<link rel=\"stylesheet\" href=\"./{}\">", shell.styles));
    for (_, file) in shell.told.iter().filter(|it| page.files.contains(&it.0.as_str())) {
        first.push_str(&format!(
            "\n<link rel=\"preload\" href=\"./{file}\" as=\"fetch\" type=\"application/json\" crossorigin>"
        ));
    }
    let frame = swapped(frame, "<!-- prerender: first -->", &first)?;
    let mut told: Vec<(String, String)> = shell.told.clone();
    told.push(("data-module".to_owned(), page.module.to_owned()));
    told.push(("data-room".to_owned(), page.room.to_owned()));
    told.push(("data-built".to_owned(), shell.built.clone()));
    for (name, most) in [("data-most-vehicle", worth.0), ("data-most-goods", worth.1)] {
        told.extend(most.map(|it| (name.to_owned(), it.to_string())));
    }
    let attributes: String = told.iter().map(|(name, value)| format!(" {name}=\"{}\"", escaped(value))).collect();
    swapped(&frame, " data-told=\"\"", &attributes)
}

/// Moves the one inline script that starts the app into a file of its own.
fn without_inline_script(site: &Path, frame: &str) -> Outcome<String> {
    const OPEN: &str = "<script type=\"module\">";
    let missing = || format!("index.html has no {OPEN}…</script>: see pattern_script in Trunk.toml");
    let (before, rest) = frame.split_once(OPEN).ok_or_else(missing)?;
    let (script, after) = rest.split_once("</script>").ok_or_else(missing)?;
    if before.contains("<script") || after.contains("<script") {
        return Err("index.html has a second script: put it into static/ and name it by src".into());
    }
    let script: String = script.lines().map(str::trim).collect();
    let name = files::write_hashed(site, "start", "js", script.as_bytes())?;
    Ok(format!("{before}<script type=\"module\" src=\"./{name}\"></script>{after}"))
}

/// The page's own text. Nothing of a browser is there, and nothing may be waited for.
fn rendered(file: &'static str, files: &[Vec<u8>], worth: Worth) -> Outcome<String> {
    let renderer = LocalServerRenderer::<app::App>::with_props(app::props(file, files, worth)).hydratable(false);
    let mut html = pin!(renderer.render());
    match html.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(html) => Ok(html),
        Poll::Pending => Err(format!("{file} waits for something while it is rendered: load it in an effect")),
    }
}

/// Replaces a marker that must stand exactly once.
fn swapped(html: &str, marker: &str, with: &str) -> Outcome<String> {
    match html.split_once(marker) {
        Some((before, after)) if !after.contains(marker) => Ok(format!("{before}{with}{after}")),
        Some(_) => Err(format!("index.html has {marker} more than once: keep one")),
        None => Err(format!("index.html lacks {marker}: put it back, it is filled in here")),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::{escaped, swapped};

    #[test]
    fn a_marker_stands_once() {
        assert_eq!(swapped("a<b>c", "<b>", "-"), Ok("a-c".into()));
        assert!(swapped("ac", "<b>", "-").is_err());
        assert!(swapped("<b><b>", "<b>", "-").is_err());
    }

    #[test]
    fn text_cannot_leave_its_attribute() {
        assert_eq!(escaped("a\"<&"), "a&quot;&lt;&amp;");
    }
}
