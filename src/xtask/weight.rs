//! What pages weigh, against their budgets and against what was last accepted.
//!
//! `budget.json` names the pages that are watched, each with limits in brotli bytes for kinds of files.

use crate::house::{House, Outcome};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

const ACCEPTED: &str = "docs/sizes.json";
const BUDGET: &str = "budget.json";

/// Compressed bytes by kind of file.
type Sizes = BTreeMap<String, u64>;

/// Fails over budget, and when a kind lost a third or more since it was accepted: a part that
/// vanished from the build shows there first.
pub fn check(house: &House) -> Outcome {
    let mut problems = Vec::new();
    for page in budget(house)? {
        let sizes = measured(house, &page.name)?;
        problems.extend(over(&page, &sizes));
        problems.extend(shrunk(&page.name, &accepted(house, &page.name)?, &sizes));
    }
    if problems.is_empty() { Ok(()) } else { Err(problems.join("; ")) }
}

/// Prints the sizes beside the budgets.
pub fn report(house: &House) -> Outcome {
    for page in budget(house)? {
        over(&page, &measured(house, &page.name)?);
    }
    Ok(())
}

/// Records today's sizes as expected.
pub fn accept(house: &House, reason: &str) -> Outcome {
    let mut pages = Map::new();
    for page in budget(house)? {
        let sizes = measured(house, &page.name)?;
        over(&page, &sizes);
        pages.insert(page.name, json!(sizes));
    }
    let record = json!({ "about": "Brotli bytes of each watched page when last accepted: `cargo xtask sizes --accept \"reason\"`.", "reason": reason, "pages": pages });
    let text = serde_json::to_string_pretty(&record).map_err(|e| e.to_string())?;
    std::fs::create_dir_all(house.at("docs"))
        .and_then(|()| std::fs::write(house.at(ACCEPTED), text + "\n"))
        .map_err(|e| format!("{ACCEPTED} cannot be written: {e}"))
}

/// A page that is watched.
struct Page {
    name: String,
    limits: Vec<Limit>,
}

/// The most that some kinds of files of a page may weigh together, and why.
struct Limit {
    what: String,
    kinds: Vec<String>,
    at_most: u64,
    why: String,
}

fn budget(house: &House) -> Outcome<Vec<Page>> {
    read_budget(&parsed(BUDGET, &house.read(BUDGET)?)?)
}

fn read_budget(budget: &Value) -> Outcome<Vec<Page>> {
    let pages = budget.get("pages").and_then(Value::as_array).ok_or("budget.json lacks the list `pages`")?;
    let text = |it: &Value, key: &str| it.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut found = Vec::new();
    for page in pages {
        let name = text(page, "page");
        let limits = page.get("limits").and_then(Value::as_array);
        let limits = limits.filter(|_| !name.is_empty()).ok_or("budget.json: each page needs `page` and `limits`")?;
        let read = |it: &Value| {
            let kinds = it.get("kinds")?.as_array()?.iter().filter_map(Value::as_str).map(str::to_owned).collect();
            Some(Limit { what: text(it, "what"), kinds, at_most: it.get("at_most")?.as_u64()?, why: text(it, "why") })
        };
        let limits: Option<Vec<Limit>> = limits.iter().map(read).collect();
        let limits = limits.ok_or_else(|| {
            format!("budget.json: each limit of {name} needs `kinds` (a list of texts) and `at_most` (bytes)")
        })?;
        found.push(Page { name, limits });
    }
    Ok(found)
}

/// Prints the sizes of a page and says what is over its limits.
fn over(page: &Page, sizes: &Sizes) -> Vec<String> {
    println!("  {}", page.name);
    for (kind, bytes) in sizes {
        println!("    {kind:<12}{bytes:>9}");
    }
    let mut problems = Vec::new();
    for Limit { what, kinds, at_most, why } in &page.limits {
        let sum: u64 = kinds.iter().filter_map(|kind| sizes.get(kind)).sum();
        println!("    {what:<12}{sum:>9} of at most {at_most}");
        if sum > *at_most {
            let more = sum - at_most;
            problems.push(format!("{}: {what} weighs {sum} bytes, {more} over its budget ({why})", page.name));
        }
    }
    problems
}

/// The sizes of what a page loads by itself: its own file, styles, scripts, module, packs, icon.
fn measured(house: &House, page: &str) -> Outcome<Sizes> {
    let html = house.read(&format!("dist/{page}")).map_err(|e| format!("{e}; run `cargo xtask build` first"))?;
    let mut sizes = Sizes::new();
    for name in loaded(page, &html) {
        let kind = name.rsplit('.').next().unwrap_or_default().to_owned();
        let file = format!("dist/{name}.br");
        let bytes = std::fs::metadata(house.at(&file))
            .map_err(|e| format!("{file} cannot be read: {e}; run `cargo xtask build`"))?
            .len();
        *sizes.entry(kind).or_default() += bytes;
    }
    Ok(sizes)
}

fn loaded<'a>(page: &'a str, html: &'a str) -> BTreeSet<&'a str> {
    let mut names = BTreeSet::from([page]);
    let values = html.split('<').filter(|tag| tag.starts_with("link ") || tag.starts_with("script "));
    for tag in values {
        for key in [" href=\"./", " src=\"./"] {
            names.extend(tag.split_once(key).and_then(|(_, rest)| rest.split('"').next()));
        }
    }
    names
}

fn accepted(house: &House, page: &str) -> Outcome<Sizes> {
    let missing = |e: String| format!("{e}; record today's sizes with `cargo xtask sizes --accept \"reason\"`");
    let record = parsed(ACCEPTED, &house.read(ACCEPTED).map_err(missing)?)?;
    let sizes = record.get("pages").and_then(|it| it.get(page)).and_then(Value::as_object);
    let sizes = sizes.ok_or_else(|| missing(format!("{ACCEPTED} lacks {page}")))?;
    Ok(sizes.iter().filter_map(|(kind, bytes)| Some((kind.clone(), bytes.as_u64()?))).collect())
}

fn shrunk(page: &str, before: &Sizes, now: &Sizes) -> Vec<String> {
    let mut problems = Vec::new();
    for (kind, before) in before {
        let now = now.get(kind).copied().unwrap_or(0);
        if now * 3 <= before * 2 {
            problems.push(format!(
                "{page}: {kind} shrank from {before} to {now} bytes: if that is meant, run `cargo xtask sizes --accept \"reason\"`"
            ));
        } else if now * 2 >= before * 3 {
            println!(
                "  note: {page}: {kind} grew from {before} to {now} bytes since sizes were accepted; accept them again"
            );
        }
    }
    problems
}

fn parsed(name: &str, text: &str) -> Outcome<Value> {
    serde_json::from_str(text).map_err(|e| format!("{name} is not JSON: {e}"))
}

#[cfg(test)]
mod tests {
    use super::{Sizes, loaded, over, read_budget, shrunk};
    use serde_json::json;

    #[test]
    fn counts_what_the_page_loads_and_no_more() {
        let html = "<link rel=\"icon\" href=\"./i.svg\"><script type=\"module\" src=\"./s.js\"></script><a href=\"./about.html\">";
        assert_eq!(loaded("index.html", html).into_iter().collect::<Vec<_>>(), ["i.svg", "index.html", "s.js"]);
    }

    #[test]
    fn a_third_lost_is_a_problem() {
        let sizes = |bytes: u64| Sizes::from([("wasm".to_owned(), bytes)]);
        assert!(shrunk("a.html", &sizes(900), &sizes(601)).is_empty());
        assert_eq!(shrunk("a.html", &sizes(900), &sizes(600)).len(), 1);
        assert_eq!(shrunk("a.html", &sizes(900), &Sizes::new()).len(), 1);
        assert!(shrunk("a.html", &sizes(900), &sizes(2000)).is_empty());
    }
    #[test]
    fn a_page_over_its_limit_is_named_and_one_without_is_not() {
        let budget = |at_most: u64| {
            let limit = json!({ "what": "wasm", "kinds": ["wasm"], "at_most": at_most, "why": "slow phones" });
            read_budget(&json!({ "pages": [{ "page": "a.html", "limits": [limit] }] })).unwrap().remove(0)
        };
        let sizes = Sizes::from([("wasm".to_owned(), 900), ("css".to_owned(), 5000)]);
        assert!(over(&budget(900), &sizes).is_empty());
        assert_eq!(over(&budget(899), &sizes), ["a.html: wasm weighs 900 bytes, 1 over its budget (slow phones)"]);
    }

    #[test]
    fn a_budget_that_cannot_be_read_says_what_it_lacks() {
        assert!(read_budget(&json!({})).err().is_some_and(|it| it.contains("`pages`")));
        let wrong = json!({ "pages": [{ "page": "a.html", "limits": [{ "kinds": ["wasm"] }] }] });
        assert!(read_budget(&wrong).err().is_some_and(|it| it.contains("a.html") && it.contains("`at_most`")));
    }
}
