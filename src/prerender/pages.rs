//! One HTML file per page of the app: Trunk's page as the frame, the app rendered into it.

use crate::packs::Packs;
use crate::{Outcome, files};
use std::path::Path;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use yew::LocalServerRenderer;

/// Only files of this origin, no inline script or style; the module may be compiled.
/// A server says the same in a header and adds `frame-ancestors`, which a page cannot say of itself.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// What every page's frame refers to.
pub struct Shell {
    /// The compiled packs' file.
    pub packs: String,
    /// The same in English, fetched only when asked for.
    pub packs_en: String,
    /// The packs' examples' file, fetched only by the self-check.
    pub examples: String,
    /// The style sheet's file.
    pub styles: String,
    /// The day of the build.
    pub built: String,
    /// Whether this is a release: strict policy, no inline script.
    pub release: bool,
}

/// Writes every page that the app names into the site.
pub fn write_all(site: &Path, shell: &Shell, packs: &Packs) -> Outcome {
    let mut frame = files::read(&site.join("index.html"))?;
    if shell.release {
        frame = without_inline_script(site, &frame)?;
    }
    let frame = framed(&frame, shell)?;
    for page in app::pages() {
        let title = format!("<title>{}</title>", escaped(page.title));
        let about = format!(
            "name=\"description\" content=\"{}\"",
            escaped(page.description)
        );
        let body = format!("<div id=\"app\">{}</div>", rendered(page.file, &packs.zh)?);
        let html = swapped(&frame, "<title></title>", &title)?;
        let html = swapped(&html, "name=\"description\" content=\"\"", &about)?;
        let html = swapped(&html, "<div id=\"app\"></div>", &body)?;
        files::write(&site.join(page.file), html.as_bytes())?;
    }
    Ok(())
}

/// The frame with its references filled in.
fn framed(frame: &str, shell: &Shell) -> Outcome<String> {
    let first = if shell.release {
        format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n")
    } else {
        String::new() // Trunk's reload script is inline and opens a socket
    } + &format!(
        "<link rel=\"stylesheet\" href=\"./{}\">\n\
         <link rel=\"preload\" href=\"./{}\" as=\"fetch\" type=\"application/json\" crossorigin>",
        shell.styles, shell.packs
    );
    let mut frame = swapped(frame, "<!-- prerender: first -->", &first)?;
    let told = [
        ("data-packs", &shell.packs),
        ("data-packs-en", &shell.packs_en),
        ("data-examples", &shell.examples),
        ("data-built", &shell.built),
    ];
    for (name, value) in told {
        frame = swapped(
            &frame,
            &format!("{name}=\"\""),
            &format!("{name}=\"{value}\""),
        )?;
    }
    Ok(frame)
}

/// Moves the one inline script that starts the app into a file of its own.
fn without_inline_script(site: &Path, frame: &str) -> Outcome<String> {
    const OPEN: &str = "<script type=\"module\">";
    let missing =
        || format!("index.html has no {OPEN}…</script>: see pattern_script in Trunk.toml");
    let (before, rest) = frame.split_once(OPEN).ok_or_else(missing)?;
    let (script, after) = rest.split_once("</script>").ok_or_else(missing)?;
    if before.contains("<script") || after.contains("<script") {
        return Err(
            "index.html has a second script: put it into static/ and name it by src".into(),
        );
    }
    let script: String = script.lines().map(str::trim).collect();
    let name = files::write_hashed(site, "start", "js", script.as_bytes())?;
    Ok(format!(
        "{before}<script type=\"module\" src=\"./{name}\"></script>{after}"
    ))
}

/// The page's own text. Nothing of a browser is there, and nothing may be waited for.
fn rendered(file: &'static str, packs: &str) -> Outcome<String> {
    let renderer =
        LocalServerRenderer::<app::App>::with_props(app::props(file, packs)).hydratable(false);
    let mut html = pin!(renderer.render());
    match html.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(html) => Ok(html),
        Poll::Pending => Err(format!(
            "{file} waits for something while it is rendered: load it in an effect"
        )),
    }
}

/// Replaces a marker that must stand exactly once.
fn swapped(html: &str, marker: &str, with: &str) -> Outcome<String> {
    match html.split_once(marker) {
        Some((before, after)) if !after.contains(marker) => Ok(format!("{before}{with}{after}")),
        Some(_) => Err(format!("index.html has {marker} more than once: keep one")),
        None => Err(format!(
            "index.html lacks {marker}: put it back, it is filled in here"
        )),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
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
