//! The style sheets as one small file: `tokens.css`, `base.css`, the other sheets, then `parts/`.

use crate::{Outcome, files};
use std::path::{Path, PathBuf};

/// Bundles the sheets of `styles` into the site and gives the file's name.
pub fn write(styles: &Path, site: &Path) -> Outcome<String> {
    let mut css = String::new();
    for sheet in in_order(styles)? {
        let text = files::read(&sheet)?;
        css.push_str(&small(&text).map_err(|problem| format!("{}: {problem}", sheet.display()))?);
    }
    files::write_hashed(site, "styles", "css", css.as_bytes())
}

fn in_order(styles: &Path) -> Outcome<Vec<PathBuf>> {
    let first = |path: &PathBuf| match path.file_name().and_then(|name| name.to_str()) {
        Some("tokens.css") => 0,
        Some("base.css") => 1,
        _ => 2,
    };
    let mut sheets = files::of_kind(styles, "css")?;
    sheets.sort_by_key(first);
    sheets.extend(files::of_kind(&styles.join("parts"), "css")?);
    Ok(sheets)
}

/// Drops comments and the white space that no browser reads; what stands in quotes is kept.
fn small(css: &str) -> Outcome<String> {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            let end = comment.find("*/").ok_or("a comment is not closed: add */")?;
            rest = comment.split_at(end + 2).1;
        } else if c == '"' || c == '\'' {
            let length = quoted(rest, c).ok_or("a quoted text is not closed on its line")?;
            let (text, after) = rest.split_at(length);
            out.push_str(text);
            rest = after;
        } else if c.is_whitespace() {
            rest = rest.trim_start();
            let tight = |c: char| matches!(c, '{' | '}' | ';' | ',');
            let glued = out.is_empty() || out.ends_with(tight) || rest.starts_with(tight);
            if !glued && !rest.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            if c == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(c);
            rest = rest.split_at(c.len_utf8()).1;
        }
    }
    Ok(out)
}

/// The length of the quoted text that `css` starts with, both quotes included.
fn quoted(css: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in css.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' => return None,
            _ if c == quote => return Some(at + c.len_utf8()),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::small;

    #[test]
    fn keeps_what_is_meant() {
        let css = "/* a */\n.a > .b,\n.c {\n  margin: 0 auto; /* b */\n  width: calc(1px + 2px);\n}\n";
        assert_eq!(small(css), Ok(".a > .b,.c{margin: 0 auto;width: calc(1px + 2px)}".into()));
        assert_eq!(
            small("a::before { content: \"a  /* \\\" */\"; }"),
            Ok("a::before{content: \"a  /* \\\" */\"}".into())
        );
        assert_eq!(small(".a .b /* x */ .c{}"), Ok(".a .b .c{}".into()));
    }

    #[test]
    fn refuses_what_is_not_closed() {
        assert!(small("a{} /* open").is_err());
        assert!(small("a{content:'open\n}").is_err());
    }
}
