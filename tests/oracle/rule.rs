//! What a compiled bundle says, read straight from its JSON.

use crate::calendar;
use crate::number::{self, Mode, Number};
use serde_json::Value as Json;

/// One operation of a rule; the arguments stand beside it.
#[derive(Clone, PartialEq, Debug)]
#[expect(missing_docs, reason = "the operations of format 1, by their names")]
pub enum Op {
    Truth(bool),
    Number(Number),
    /// A figure that the record does not give, with the bounds that it gives.
    Unknown(Option<Number>, Option<Number>),
    Fact(usize),
    In(usize, Vec<usize>),
    Lt,
    Le,
    Eq,
    And,
    Or,
    Not,
    Add,
    Sub,
    Mul,
    Div,
    Min,
    Max,
    If,
    Round(Mode),
    AddDays,
    AddMonths,
    Year,
    MonthStart,
    Months,
    /// The number of the row of the schedule.
    Row,
    /// What the column of this place held in the row before.
    Previous(usize),
    /// The sum of the column of this place over all rows.
    Total(usize),
}

/// An operation with the places of its arguments, which stand earlier.
#[derive(Clone, PartialEq, Debug)]
pub struct Node {
    /// What it does.
    pub op: Op,
    /// With what.
    pub args: Vec<usize>,
}

/// What a fact can be.
#[derive(Clone, PartialEq, Debug)]
pub enum Domain {
    /// Yes or no.
    Truth,
    /// One of the options of these names.
    Choice(Vec<String>),
    /// `least`, `least + step`, … with `count` values.
    Grid {
        /// The first value.
        least: Number,
        /// From one value to the next.
        step: Number,
        /// How many values there are.
        count: u64,
        /// Whether the values are days.
        days: bool,
    },
}

impl Domain {
    /// How many values the fact can have.
    #[must_use]
    pub fn size(&self) -> u64 {
        match self {
            Domain::Truth => 2,
            Domain::Choice(options) => options.len() as u64,
            Domain::Grid { count, .. } => *count,
        }
    }
}

/// A value of a fact or of a node.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// Yes or no.
    Truth(bool),
    /// The place of an option.
    Choice(usize),
    /// A number, or the number of a day.
    Number(Number),
}

/// Something that a person can answer.
#[derive(Clone, PartialEq, Debug)]
pub struct Fact {
    /// Its name.
    pub id: String,
    /// What it can be.
    pub domain: Domain,
    /// Whether it belongs to an item.
    pub item: bool,
    /// How the notice is read as long as nobody answers, when the fact is a way of reading it.
    pub reading: Option<Value>,
}

impl Fact {
    /// The value with this place in the domain.
    #[must_use]
    pub fn nth(&self, place: u64) -> Value {
        match &self.domain {
            Domain::Truth => Value::Truth(place == 1),
            Domain::Choice(_) => Value::Choice(usize::try_from(place).unwrap_or(usize::MAX)),
            Domain::Grid { least, step, .. } => Value::Number(least + step * Number::from(place)),
        }
    }

    /// Reads an answer.
    #[must_use]
    pub fn read(&self, text: &str) -> Option<Value> {
        match &self.domain {
            Domain::Truth => text.parse().ok().map(Value::Truth),
            Domain::Choice(options) => options.iter().position(|it| it == text).map(Value::Choice),
            Domain::Grid { days: true, .. } => calendar::read(text).map(|it| Value::Number(number::whole(it))),
            Domain::Grid { .. } => number::decimal(text).map(Value::Number),
        }
    }

    /// Writes an answer.
    #[must_use]
    pub fn write(&self, value: &Value) -> Option<String> {
        match (value, &self.domain) {
            (Value::Truth(it), _) => Some(it.to_string()),
            (Value::Choice(it), Domain::Choice(options)) => options.get(*it).cloned(),
            (Value::Number(it), Domain::Grid { days: true, .. }) => calendar::write(number::to_i64(it)?),
            (Value::Number(it), _) => number::text(it),
            (Value::Choice(_), _) => None,
        }
    }
}

/// A table of rows 1, 2, 3 … with the same columns.
#[derive(Clone, PartialEq, Debug)]
pub struct Schedule {
    /// The place of the number of rows.
    pub rows: usize,
    /// For each column the place of its value, and of what stands before its first row.
    pub columns: Vec<(usize, Option<usize>)>,
}

/// The rule of one scheme.
#[derive(Clone, PartialEq, Debug)]
pub struct Rule {
    /// The scheme's name.
    pub id: String,
    /// Whether it is put to each item.
    pub per_item: bool,
    /// All operations.
    pub nodes: Vec<Node>,
    /// The places of the conditions; all must hold.
    pub conditions: Vec<usize>,
    /// The places of the steps.
    pub steps: Vec<usize>,
    /// The place of the amount.
    pub amount: usize,
    /// The places of the verdicts.
    pub verdicts: Vec<usize>,
    /// The table, if there is one.
    pub schedule: Option<Schedule>,
    /// The places of the facts that it reads, each once.
    pub facts: Vec<usize>,
    /// The places of the unknown figures among the operations.
    pub unknowns: Vec<usize>,
}

/// A bundle.
#[derive(Clone, PartialEq, Debug)]
pub struct Book {
    /// The vocabulary.
    pub facts: Vec<Fact>,
    /// The rules.
    pub rules: Vec<Rule>,
}

/// Reads a bundle.
///
/// # Errors
/// Names the part that is not understood.
pub fn read(bundle: &Json) -> Result<Book, String> {
    let facts = list(bundle, "facts").iter().map(fact).collect::<Result<Vec<_>, _>>()?;
    let rules = list(bundle, "schemes").iter().map(|it| rule(it, &facts)).collect::<Result<Vec<_>, _>>()?;
    Ok(Book { facts, rules })
}

fn list<'a>(json: &'a Json, key: &str) -> &'a [Json] {
    json.get(key).and_then(Json::as_array).map_or(&[], Vec::as_slice)
}

fn words<'a>(json: &'a Json, key: &str) -> &'a str {
    json.get(key).and_then(Json::as_str).unwrap_or_default()
}

fn place(json: &Json) -> Result<usize, String> {
    json.as_u64().and_then(|it| usize::try_from(it).ok()).ok_or_else(|| format!("not a place: {json}"))
}

fn fact(json: &Json) -> Result<Fact, String> {
    let id = words(json, "id").to_owned();
    let kind = words(json, "type");
    let domain = match kind {
        "bool" => Some(Domain::Truth),
        "choice" => Some(Domain::Choice(list(json, "options").iter().map(|it| words(it, "id").to_owned()).collect())),
        _ => grid(json, kind),
    };
    let item = json.get("item").and_then(Json::as_bool).unwrap_or(false);
    let domain = domain.ok_or_else(|| format!("fact `{id}`"))?;
    let mut fact = Fact { domain, item, id, reading: None };
    if let Some(text) = json.get("reading").and_then(Json::as_str) {
        fact.reading = Some(fact.read(text).ok_or_else(|| format!("fact `{}`: reading {text}", fact.id))?);
    }
    Ok(fact)
}

fn grid(json: &Json, kind: &str) -> Option<Domain> {
    let days = kind == "date";
    let value = |key: &str| {
        let text = words(json, key);
        if days { calendar::read(text).map(number::whole) } else { number::decimal(text) }
    };
    let (least, most) = (value("least")?, value("most")?);
    let step = match value("step") {
        Some(step) if !days => step,
        _ if days => number::whole(1),
        _ if kind.starts_with("money") => number::decimal("0.01")?,
        _ if kind == "rate" => number::decimal("0.0001")?,
        _ => number::whole(1),
    };
    let steps = ((most - &least) / &step).floor();
    let count = u64::try_from(steps).ok()?.checked_add(1)?;
    Some(Domain::Grid { least, step, count, days })
}

fn rule(json: &Json, facts: &[Fact]) -> Result<Rule, String> {
    let id = words(json, "id").to_owned();
    let mut nodes = Vec::new();
    for (idx, it) in list(json, "nodes").iter().enumerate() {
        let args = list(it, "a").iter().map(place).collect::<Result<Vec<_>, _>>()?;
        let op = op(words(it, "o"), words(it, "k"), facts).ok_or_else(|| format!("{id}: node {idx}: {it}"))?;
        if args.iter().any(|it| *it >= idx) {
            return Err(format!("{id}: node {idx} looks ahead"));
        }
        nodes.push(Node { op, args });
    }
    let at = |it: &Json| it.get("node").map_or_else(|| Ok(0), place);
    let conditions = list(json, "conditions").iter().map(at).collect::<Result<Vec<_>, _>>()?;
    let steps = list(json, "steps").iter().map(at).collect::<Result<Vec<_>, _>>()?;
    let amount = json.get("amount").map_or_else(|| Err(format!("{id}: no amount")), at)?;
    let verdicts = list(json, "verdicts").iter().map(at).collect::<Result<Vec<_>, _>>()?;
    let schedule = json.get("schedule").filter(|it| !it.is_null()).map(schedule).transpose()?;
    let mut used = Vec::new();
    let mut unknowns = Vec::new();
    for (idx, node) in nodes.iter().enumerate() {
        match &node.op {
            Op::Fact(it) | Op::In(it, _) if !used.contains(it) => used.push(*it),
            Op::Unknown(..) => unknowns.push(idx),
            _ => {}
        }
    }
    let per_item = json.get("per_item").and_then(Json::as_bool).unwrap_or(false);
    Ok(Rule { id, per_item, nodes, conditions, steps, amount, verdicts, schedule, facts: used, unknowns })
}

fn schedule(json: &Json) -> Result<Schedule, String> {
    let column = |it: &Json| -> Result<(usize, Option<usize>), String> {
        let start = it.get("start").filter(|it| !it.is_null()).map(place).transpose()?;
        Ok((place(it.get("node").ok_or("a column without a value")?)?, start))
    };
    Ok(Schedule {
        rows: place(json.get("rows").ok_or("a schedule without rows")?)?,
        columns: list(json, "columns").iter().map(column).collect::<Result<Vec<_>, _>>()?,
    })
}

fn op(name: &str, constant: &str, facts: &[Fact]) -> Option<Op> {
    let mut parts = constant.split(' ');
    let fact = |id: Option<&str>| facts.iter().position(|it| Some(it.id.as_str()) == id);
    Some(match name {
        "bool" => Op::Truth(constant == "true"),
        "num" => Op::Number(number::decimal(constant)?),
        "day" => Op::Number(number::whole(calendar::read(constant)?)),
        "unknown" => {
            let (lo, hi) = constant.split_once("..")?;
            let end = |it: &str| if it.is_empty() { Some(None) } else { number::decimal(it).map(Some) };
            Op::Unknown(end(lo)?, end(hi)?)
        }
        "fact" => Op::Fact(fact(parts.next())?),
        "in" => {
            let fact = fact(parts.next())?;
            let Domain::Choice(options) = &facts.get(fact)?.domain else { return None };
            let wanted = parts.map(|id| options.iter().position(|it| it == id)).collect::<Option<Vec<_>>>()?;
            Op::In(fact, wanted)
        }
        "lt" => Op::Lt,
        "le" => Op::Le,
        "eq" => Op::Eq,
        "and" => Op::And,
        "or" => Op::Or,
        "not" => Op::Not,
        "add" => Op::Add,
        "sub" => Op::Sub,
        "mul" => Op::Mul,
        "div" => Op::Div,
        "min" => Op::Min,
        "max" => Op::Max,
        "if" => Op::If,
        "round" => Op::Round(number::mode(constant)?),
        "add_days" => Op::AddDays,
        "add_months" => Op::AddMonths,
        "year" => Op::Year,
        "month_start" => Op::MonthStart,
        "months" => Op::Months,
        "row" => Op::Row,
        "previous" => Op::Previous(constant.parse().ok()?),
        "total" => Op::Total(constant.parse().ok()?),
        _ => return None,
    })
}
