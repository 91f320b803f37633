//! What a scheme of the packs pays for one line: its least, as quoted by the engine, for each possible day.

use crate::cart::Subsidy;
use crate::read::Fields;
use crate::wrong::Wrong;
use engine::campaign::Fen;
use engine::{Answers, Eligibility, Packs, Scheme, quote};
use serde_json::Value;
use time::Date;

/// The facts of a scheme that a cart fills in by itself.
const PRICE: &str = "item_price";
const DAY: &str = "purchase_date";
/// The fact that quotas by category count by.
const CATEGORY: &str = "item_category";

/// The line for which a subsidy is asked.
pub(crate) struct Asked<'a> {
    pub packs: &'a Packs,
    pub days: &'a [Date],
    pub price: Fen,
    pub shop_discount: Fen,
}

impl Asked<'_> {
    /// Reads one subsidy: a scheme with facts, or with what it pays written out.
    pub(crate) fn read(
        &self,
        value: &Value,
        at: &str,
        wrong: &mut Vec<Wrong>,
        notes: &mut Vec<Wrong>,
    ) -> Option<Subsidy> {
        let keys = ["scheme", "facts", "kind", "quota", "pays", "pays_undiscounted", "with_vouchers"];
        let mut fields = Fields::open(value, at, &keys, wrong);
        let name = fields.text("scheme").unwrap_or_default().to_owned();
        if name.is_empty() {
            fields.expect("scheme", "the id of a scheme");
            return None;
        }
        let with_vouchers = fields.flag("with_vouchers", false);
        if fields.get("pays").is_some() {
            let pays = fields.fen("pays")?;
            let without =
                if fields.get("pays_undiscounted").is_some() { fields.fen("pays_undiscounted")? } else { pays };
            let kind = fields.text("kind").unwrap_or_default().to_owned();
            let quota = fields.count("quota");
            let pays = vec![[pays, without]; self.days.len()];
            return Some(Subsidy { scheme: name, kind, quota, pays, with_vouchers });
        }
        let Some(scheme) = self.packs.scheme(&name) else {
            fields.expect("scheme", "the id of a scheme of the packs, or `pays`");
            return None;
        };
        let answers = self.facts(scheme, &mut fields)?;
        let mut pays = Vec::new();
        for day in self.days {
            let mut both = [Fen::ZERO; 2];
            for (pays, price) in both.iter_mut().zip([self.price.less(self.shop_discount), self.price]) {
                *pays = self.pays(scheme, answers.clone(), price, *day).unwrap_or(Fen::ZERO);
            }
            pays.push(both);
        }
        if pays.iter().flatten().all(|it| *it == Fen::ZERO) {
            let expected = "facts with which the scheme pays something for sure on one of the days".to_owned();
            notes.push(Wrong { field: at.to_owned(), expected });
        }
        let kind = self.kind(scheme, &answers);
        let quota = scheme.quota.as_ref().filter(|it| it.per == "person");
        let quota = quota.and_then(|it| {
            let exception = it.exceptions.iter().find(|(category, _)| *category == kind);
            exception.map(|(_, most)| *most).or(it.max)
        });
        Some(Subsidy { scheme: name, kind, quota, pays, with_vouchers })
    }

    fn facts(&self, scheme: &Scheme, fields: &mut Fields) -> Option<Answers> {
        let mut answers = Answers::with_items(usize::from(scheme.per_item));
        let Some(facts) = fields.get("facts") else { return Some(answers) };
        let Some(facts) = facts.as_object() else {
            fields.expect("facts", "an object of facts");
            return None;
        };
        let before = fields.wrong.len();
        for (fact, value) in facts {
            let text = match value {
                Value::String(it) => it.clone(),
                Value::Bool(it) => it.to_string(),
                Value::Number(it) => it.to_string(),
                _ => {
                    fields.expect(&format!("facts.{fact}"), "a text, a number, true or false");
                    continue;
                }
            };
            let of_item = self.packs.fact(fact).is_some_and(|(_, it)| it.item);
            let item = (of_item && scheme.per_item).then_some(0);
            if let Err(err) = answers.read(self.packs, fact, item, &text) {
                fields.expect(&format!("facts.{fact}"), format!("a fact of the scheme ({err})"));
            }
        }
        (fields.wrong.len() == before).then_some(answers)
    }

    /// What it pays for sure at this price on this day.
    fn pays(&self, scheme: &Scheme, mut answers: Answers, price: Fen, day: Date) -> Option<Fen> {
        let mut give = |name: &str, text: &str| {
            let (_, fact) = self.packs.fact(name)?;
            let item = (fact.item && scheme.per_item).then_some(0);
            answers.read(self.packs, name, item, text).ok()
        };
        give(PRICE, &price.to_string());
        give(DAY, &engine::date::iso(day));
        let item = scheme.per_item.then_some(0);
        let quote = quote(self.packs, scheme, &answers, item, day);
        if quote.eligibility != Eligibility::Yes {
            return None;
        }
        Fen::from_yuan(quote.range.least?.yuan())
    }

    /// What the scheme's quota counts apart.
    fn kind(&self, scheme: &Scheme, answers: &Answers) -> String {
        let by_category = scheme.quota.as_ref().is_some_and(|it| it.by_category);
        let known = self.packs.fact(CATEGORY).filter(|_| by_category).and_then(|(place, fact)| {
            let value = answers.get(place, scheme.per_item.then_some(0))?;
            Some(engine::answers::write_value(fact, value))
        });
        known.unwrap_or_default()
    }
}
