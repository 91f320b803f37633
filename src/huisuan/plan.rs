//! `huisuan plan`: a cart as JSON in; the best plan, what the till would do and when vouchers end out.

use crate::Lang;
use planner::Config;
use planner::answer::{Wish, answer};
use planner::raw::Read;
use serde_json::Value;
use std::path::Path;

/// How many states the command looks at unless told otherwise.
const BUDGET: u64 = 2_000_000;

/// What is wrong with a file and its fields, one line each.
type Messages = Result<(), String>;

/// Runs the command: `words` names the cart.
///
/// # Errors
/// Every mistake in what was given, with its field and what was expected.
pub fn run<E: Into<Told>>(
    words: &[String],
    packs: Option<&str>,
    budget: Option<&str>,
    read: impl Fn(&str) -> Result<String, E>,
    print: impl Fn(&str) -> Result<(), E>,
) -> Messages {
    let [file] = words else { return Err("expected one cart: a file, or - for standard input".to_owned()) };
    let budget = match budget.map(str::parse) {
        None => BUDGET,
        Some(Ok(it)) if it > 0 => it,
        Some(_) => return Err("--budget: expected a whole number of states from 1".to_owned()),
    };
    let text = read(file).map_err(|err| err.into().0)?;
    let folder = Path::new(packs.unwrap_or("packs"));
    if !folder.exists() {
        return Err(format!("{}: no such folder, expected one with packs", folder.display()));
    }
    let bundle = crate::compile(folder, Lang::Zh)
        .map_err(|findings| findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    let campaigns = bundle.campaigns().map_err(|err| err.to_string())?;
    let packs = bundle.packs().map_err(|err| err.to_string())?;
    let value = plan(&campaigns, &packs, &text, budget)
        .map_err(|wrong| wrong.iter().map(|it| format!("{file}: {it}")).collect::<Vec<_>>().join("\n"))?;
    let text = serde_json::to_string_pretty(&value).map_err(|err| err.to_string())?;
    print(&text).map_err(|err| err.into().0)
}

/// A message of the caller's own error.
pub struct Told(pub String);

/// The plan of a cart as JSON.
///
/// # Errors
/// Every mistake in the cart, with its field and what was expected.
pub fn plan(
    campaigns: &[engine::campaign::Campaign],
    packs: &engine::Packs,
    cart: &str,
    budget: u64,
) -> Result<Value, Vec<String>> {
    let cart: Value = serde_json::from_str(cart).map_err(|err| vec![format!("not valid JSON: {err}")])?;
    let read = Read::new(packs, campaigns, &cart)
        .map_err(|wrong| wrong.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let config = Config { budget, ..Config::default() };
    Ok(answer(&read, &Wish { config, compare: budget, days: false, returns: false }, &|| true, &mut |_| true))
}
