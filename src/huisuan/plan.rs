//! `huisuan plan`: a cart as JSON in; the best plan, what the till would do and when vouchers end out.

use crate::Lang;
use engine::date::iso;
use planner::advice::{calendar, declinable, till_default};
use planner::json::PlanJson;
use planner::raw::Read;
use planner::{Config, plan_household};
use serde_json::{Value, json};
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
    let (rounds, home) = (&read.rounds, &read.household);
    let config = Config { budget, ..Config::default() };
    let plan = plan_household(rounds, home, &config, &mut |_| true);
    let mut value =
        serde_json::to_value(PlanJson::of(rounds, Some(home), &plan)).map_err(|err| vec![err.to_string()])?;
    let Some(fields) = value.as_object_mut() else { return Ok(value) };
    let till = till_default(rounds, home, &plan);
    fields.insert(
        "till_default".to_owned(),
        json!({ "saved": till.saved.to_string(), "beaten_by": till.beaten_by.to_string() }),
    );
    let name = |member: usize| home.members().get(member).map(|it| it.id.clone()).filter(|it| !it.is_empty());
    let endings = calendar(rounds, home, &plan).into_iter().map(|it| {
        let round = rounds.get(it.round);
        let mut entry = serde_json::Map::new();
        entry.insert("last_day".into(), iso(it.last_day).into());
        entry.extend(name(it.member).map(|it| ("member".to_owned(), it.into())));
        entry.extend(round.map(|round| ("campaign".to_owned(), round.id().into())));
        let benefit = round.and_then(|round| round.benefits().get(it.benefit));
        entry.extend(benefit.map(|it| ("benefit".to_owned(), it.id().into())));
        entry.extend(it.held.map(|it| ("held".to_owned(), it.into())));
        entry.extend(it.claimed_on.map(|it| ("claimed_on".to_owned(), iso(it).into())));
        entry.extend(it.platform.map(|it| ("platform".to_owned(), it.name().into())));
        entry.insert("used".into(), it.used.into());
        entry.insert("lapse".into(), it.lapse.into());
        Value::Object(entry)
    });
    fields.insert("endings".to_owned(), endings.collect());
    let quick = Config { budget, ..Config::quick() };
    let discounts: Vec<Value> = declinable(rounds, home, &plan, &quick, &mut |_| true)
        .into_iter()
        .map(|it| {
            let purchase = home.purchases().get(it.purchase).map_or("", |it| it.id.as_str());
            json!({
                "purchase": purchase, "paid_kept": it.paid_kept.to_string(),
                "paid_declined": it.paid_declined.to_string(), "declined": it.declined,
            })
        })
        .collect();
    if !discounts.is_empty() {
        fields.insert("declinable".to_owned(), discounts.into());
    }
    if !read.notes.is_empty() {
        let notes = read.notes.iter().map(|it| json!({ "field": it.field, "expected": it.expected }));
        fields.insert("notes".to_owned(), notes.collect());
    }
    Ok(value)
}
