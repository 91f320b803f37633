//! What the first page weighs, against its budget and against what was last accepted.

use crate::house::{House, Outcome};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const PAGE: &str = "index.html";
const ACCEPTED: &str = "docs/sizes.json";

/// Compressed bytes by kind of file.
type Sizes = BTreeMap<String, u64>;

/// Fails over budget, and when a kind lost a third or more since it was accepted: a part that
/// vanished from the build shows there first.
pub fn check(house: &House) -> Outcome {
    let sizes = measured(house)?;
    let mut problems = over_budget(house, &sizes)?;
    problems.extend(shrunk(&accepted(house)?, &sizes));
    if problems.is_empty() { Ok(()) } else { Err(problems.join("; ")) }
}

/// Prints the sizes beside the budget.
pub fn report(house: &House) -> Outcome {
    over_budget(house, &measured(house)?).map(|_| ())
}

/// Records today's sizes as expected.
pub fn accept(house: &House, reason: &str) -> Outcome {
    let sizes = measured(house)?;
    over_budget(house, &sizes)?;
    let record = json!({ "about": "Brotli bytes of the first page when last accepted: `cargo xtask sizes --accept \"reason\"`.", "reason": reason, "sizes": sizes });
    let text = serde_json::to_string_pretty(&record).map_err(|e| e.to_string())?;
    std::fs::create_dir_all(house.at("docs"))
        .and_then(|()| std::fs::write(house.at(ACCEPTED), text + "\n"))
        .map_err(|e| format!("{ACCEPTED} cannot be written: {e}"))
}

fn over_budget(house: &House, sizes: &Sizes) -> Outcome<Vec<String>> {
    let budget = parsed("budget.json", &house.read("budget.json")?)?;
    let limits = budget.get("limits").and_then(Value::as_array).ok_or("budget.json lacks the list `limits`")?;
    for (kind, bytes) in sizes {
        println!("  {kind:<12}{bytes:>9}");
    }
    let mut problems = Vec::new();
    for limit in limits {
        let text = |key: &str| limit.get(key).and_then(Value::as_str).unwrap_or_default();
        let wrong = || format!("budget.json: the limit `{}` needs `kinds` (texts) and `at_most` (bytes)", text("what"));
        let kinds = limit.get("kinds").and_then(Value::as_array).ok_or_else(wrong)?;
        let most = limit.get("at_most").and_then(Value::as_u64).ok_or_else(wrong)?;
        let sum: u64 = kinds.iter().filter_map(Value::as_str).filter_map(|kind| sizes.get(kind)).sum();
        println!("  {:<12}{sum:>9} of at most {most}", text("what"));
        if sum > most {
            problems.push(format!(
                "{} weighs {sum} bytes, {} over its budget ({})",
                text("what"),
                sum - most,
                text("why")
            ));
        }
    }
    Ok(problems)
}

/// The sizes of what the page loads by itself: its own file, styles, scripts, module, packs, icon.
fn measured(house: &House) -> Outcome<Sizes> {
    let html = house.read(&format!("dist/{PAGE}")).map_err(|e| format!("{e}; run `cargo xtask build` first"))?;
    let mut sizes = Sizes::new();
    for name in loaded(&html) {
        let kind = name.rsplit('.').next().unwrap_or_default().to_owned();
        let file = format!("dist/{name}.br");
        let bytes = std::fs::metadata(house.at(&file))
            .map_err(|e| format!("{file} cannot be read: {e}; run `cargo xtask build`"))?
            .len();
        *sizes.entry(kind).or_default() += bytes;
    }
    Ok(sizes)
}

fn loaded(html: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::from([PAGE]);
    let values = html.split('<').filter(|tag| tag.starts_with("link ") || tag.starts_with("script "));
    for tag in values {
        for key in [" href=\"./", " src=\"./"] {
            names.extend(tag.split_once(key).and_then(|(_, rest)| rest.split('"').next()));
        }
    }
    names
}

fn accepted(house: &House) -> Outcome<Sizes> {
    let missing = |e: String| format!("{e}; record today's sizes with `cargo xtask sizes --accept \"reason\"`");
    let record = parsed(ACCEPTED, &house.read(ACCEPTED).map_err(missing)?)?;
    let sizes = record.get("sizes").and_then(Value::as_object).ok_or(format!("{ACCEPTED} lacks `sizes`"))?;
    Ok(sizes.iter().filter_map(|(kind, bytes)| Some((kind.clone(), bytes.as_u64()?))).collect())
}

fn shrunk(before: &Sizes, now: &Sizes) -> Vec<String> {
    let mut problems = Vec::new();
    for (kind, before) in before {
        let now = now.get(kind).copied().unwrap_or(0);
        if now * 3 <= before * 2 {
            problems.push(format!(
                "{kind} shrank from {before} to {now} bytes: if that is meant, run `cargo xtask sizes --accept \"reason\"`"
            ));
        } else if now * 2 >= before * 3 {
            println!("  note: {kind} grew from {before} to {now} bytes since sizes were accepted; accept them again");
        }
    }
    problems
}

fn parsed(name: &str, text: &str) -> Outcome<Value> {
    serde_json::from_str(text).map_err(|e| format!("{name} is not JSON: {e}"))
}

#[cfg(test)]
mod tests {
    use super::{Sizes, loaded, shrunk};

    #[test]
    fn counts_what_the_page_loads_and_no_more() {
        let html = "<link rel=\"icon\" href=\"./i.svg\"><script type=\"module\" src=\"./s.js\"></script><a href=\"./about.html\">";
        assert_eq!(loaded(html).into_iter().collect::<Vec<_>>(), ["i.svg", "index.html", "s.js"]);
    }

    #[test]
    fn a_third_lost_is_a_problem() {
        let sizes = |bytes: u64| Sizes::from([("wasm".to_owned(), bytes)]);
        assert!(shrunk(&sizes(900), &sizes(601)).is_empty());
        assert_eq!(shrunk(&sizes(900), &sizes(600)).len(), 1);
        assert_eq!(shrunk(&sizes(900), &Sizes::new()).len(), 1);
        assert!(shrunk(&sizes(900), &sizes(2000)).is_empty());
    }
}
