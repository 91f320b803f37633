//! Everything that is said about a cart in one JSON object: the plan, the till's default, the endings of vouchers,
//! and on request the best days and what a return gives back. The command and the page both use it.

use crate::advice::refund::{Refund, Refunds, Return, refunds};
use crate::advice::{Ending, best_days, calendar, declinable, line_costs, till_default};
use crate::household::Household;
use crate::json::PlanJson;
use crate::plan::{Payment, Plan};
use crate::raw::Read;
use crate::search::Check;
use crate::{Config, plan_household};
use engine::campaign::{Campaign, Fen};
use engine::date::iso;
use serde_json::{Map, Value, json};
use time::Date;

/// How much is to be said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wish {
    /// How the plan itself is worked out.
    pub config: Config,
    /// How many states each comparison of days and discounts may look at.
    pub compare: u64,
    /// Whether the days of each purchase are compared.
    pub days: bool,
    /// Whether it is said what a return of a purchase gives back.
    pub returns: bool,
}

/// Plans a cart and says everything that was wished for. `check` watches the work and may end the plan with a gap.
/// `more` is asked before the days of each purchase are compared: those for which it says no are left out.
#[must_use]
pub fn answer(read: &Read, wish: &Wish, more: &dyn Fn() -> bool, check: Check) -> Value {
    let (rounds, home) = (read.rounds.as_slice(), &read.household);
    let plan = plan_household(rounds, home, &wish.config, check);
    let value = serde_json::to_value(PlanJson::of(rounds, Some(home), &plan));
    let Ok(Value::Object(mut fields)) = value else { return Value::Null };
    let of = Of { rounds, home, plan: &plan };
    let till = till_default(rounds, home, &plan);
    let till = json!({ "saved": till.saved.to_string(), "beaten_by": till.beaten_by.to_string() });
    fields.insert("till_default".to_owned(), till);
    fields.insert("endings".to_owned(), of.endings());
    let quick = Config { budget: wish.compare, ..Config::quick() };
    put(&mut fields, "declinable", of.declinable(&quick, check));
    if wish.days {
        put(&mut fields, "best_days", of.best_days(&quick, more, check));
    }
    if wish.returns {
        put(&mut fields, "returns", of.returns());
    }
    let notes = read.notes.iter().map(|it| json!({ "field": it.field, "expected": it.expected }));
    put(&mut fields, "notes", notes.collect());
    Value::Object(fields)
}

fn put(fields: &mut Map<String, Value>, name: &str, values: Vec<Value>) {
    if !values.is_empty() {
        fields.insert(name.to_owned(), values.into());
    }
}

/// What the answer is about.
struct Of<'a> {
    rounds: &'a [Campaign],
    home: &'a Household,
    plan: &'a Plan,
}

impl Of<'_> {
    fn purchase(&self, place: usize) -> &str {
        self.home.purchases().get(place).map_or("", |it| it.id.as_str())
    }

    fn endings(&self) -> Value {
        calendar(self.rounds, self.home, self.plan).into_iter().map(|it| self.ending(&it)).collect()
    }

    fn ending(&self, it: &Ending) -> Value {
        let name = self.home.members().get(it.member).map(|it| it.id.clone()).filter(|it| !it.is_empty());
        let round = self.rounds.get(it.round);
        let benefit = round.and_then(|round| round.benefits().get(it.benefit));
        let mut entry = Map::new();
        entry.insert("last_day".into(), iso(it.last_day).into());
        entry.extend(name.map(|it| ("member".to_owned(), it.into())));
        entry.extend(round.map(|round| ("campaign".to_owned(), round.id().into())));
        entry.extend(benefit.map(|it| ("benefit".to_owned(), it.id().into())));
        entry.extend(it.held.map(|it| ("held".to_owned(), it.into())));
        entry.extend(it.claimed_on.map(|it| ("claimed_on".to_owned(), iso(it).into())));
        entry.extend(it.platform.map(|it| ("platform".to_owned(), it.name().into())));
        entry.insert("used".into(), it.used.into());
        entry.insert("lapse".into(), it.lapse.into());
        entry.extend(it.balance_left.map(|it| ("balance_left".to_owned(), it.to_string().into())));
        Value::Object(entry)
    }

    fn declinable(&self, config: &Config, check: Check) -> Vec<Value> {
        let found = declinable(self.rounds, self.home, self.plan, config, check);
        let one = |it: crate::advice::Declinable| {
            json!({
                "purchase": self.purchase(it.purchase), "paid_kept": it.paid_kept.to_string(),
                "paid_declined": it.paid_declined.to_string(), "declined": it.declined,
            })
        };
        found.into_iter().map(one).collect()
    }

    /// Per purchase with a choice of days, what is saved in all on each of them, the best first.
    fn best_days(&self, config: &Config, more: &dyn Fn() -> bool, check: Check) -> Vec<Value> {
        let mut all = Vec::new();
        for (place, purchase) in self.home.purchases().iter().enumerate().filter(|(_, it)| it.days.len() > 1) {
            if !more() {
                break;
            }
            let days = best_days(self.rounds, self.home, place, config, check);
            let days = days.into_iter().map(|it| json!({ "day": iso(it.day), "saved": it.saved.to_string() }));
            all.push(json!({ "purchase": purchase.id, "days": days.collect::<Vec<_>>() }));
        }
        all
    }

    /// Per payment that uses a voucher or a subsidy: everything goes back in time, or too late, or one line does.
    fn returns(&self) -> Vec<Value> {
        let used = |it: &Payment| !it.applied.is_empty() || !it.subsidised.is_empty();
        let payments = self.plan.payments.iter().enumerate().filter(|(_, it)| used(it));
        payments.filter_map(|(place, it)| self.returns_of(place, it)).collect()
    }

    fn returns_of(&self, place: usize, payment: &Payment) -> Option<Value> {
        let goods = self.goods(place, payment)?;
        let all = |on: Date| -> Vec<Return> {
            let line = |(line, goods): (usize, &Fen)| Return { line, goods: *goods, on };
            goods.iter().enumerate().filter(|(_, it)| **it > Fen::ZERO).map(line).collect()
        };
        let full = self.whole(place, &all(payment.day))?;
        let mut fields = Map::new();
        fields.insert("purchase".into(), payment.purchase.clone().into());
        fields.insert("rule".into(), full.rule.name().into());
        let assumed = full.assumed.iter().filter_map(|it| self.assumed(it));
        put(&mut fields, "assumed", assumed.collect());
        fields.insert("full".into(), self.refund(full.each.last()?));
        let last = payment.applied.iter().map(|it| it.last_day).max();
        if let Some(late) = last.and_then(Date::next_day).and_then(|day| self.whole(place, &all(day))) {
            fields.insert("late".into(), self.refund(late.each.last()?));
        }
        if goods.len() > 1 {
            let costs = line_costs(self.rounds, self.home, self.plan, place);
            let lines = all(payment.day).into_iter().filter_map(|it| {
                let one = refunds(self.rounds, self.home, self.plan, place, &[it]).ok()?;
                let mut value = self.refund(one.each.first()?);
                let entry = value.as_object_mut()?;
                entry.insert("line".into(), it.line.into());
                entry.insert("goods".into(), it.goods.to_string().into());
                entry.insert("cost".into(), costs.get(it.line)?.to_string().into());
                Some(value)
            });
            put(&mut fields, "lines", lines.collect());
        }
        Some(Value::Object(fields))
    }

    /// What each line costs after the shop's discount; `None` where an amount is open.
    fn goods(&self, place: usize, payment: &Payment) -> Option<Vec<Fen>> {
        payment.paid?;
        let purchase = self.home.purchases().get(place)?;
        let one = |(line, it): (usize, &crate::cart::Line)| {
            let declined = payment.declined.contains(&line);
            it.price.least().less(if declined { Fen::ZERO } else { it.shop_discount })
        };
        Some(purchase.lines.iter().enumerate().map(one).collect())
    }

    /// Everything goes back at once. A bill of several lines is one return of the whole: the planner settles it line
    /// by line, so the sums are added up and the vouchers are those of a return of everything.
    fn whole(&self, place: usize, all: &[Return]) -> Option<Refunds> {
        let mut found = refunds(self.rounds, self.home, self.plan, place, all).ok()?;
        let payment = self.plan.payments.get(place)?;
        let cash = found.each.iter().fold(Fen::ZERO, |sum, it| sum.plus(it.cash));
        let to_wallet = found.each.iter().fold(Fen::ZERO, |sum, it| sum.plus(it.to_wallet));
        let to_funder = found.each.iter().fold(Fen::ZERO, |sum, it| sum.plus(it.to_funder));
        let vouchers = payment.applied.iter().filter_map(|used| {
            let refund = self.rounds.get(used.round)?.refund();
            let in_time = all.first().is_some_and(|it| it.on <= used.last_day);
            let term = if in_time { refund.full_in_validity() } else { refund.full_after_expiry() };
            Some(crate::advice::refund::VoucherState {
                round: used.round,
                benefit: used.benefit,
                after: term.map_or(engine::campaign::VoucherAfter::Lost, |it| *it.value()),
                assumed: term.and_then(engine::campaign::Term::assumed),
                silent: term.is_none(),
            })
        });
        found.each = vec![Refund { cash, to_wallet, to_funder, full: true, vouchers: vouchers.collect() }];
        Some(found)
    }

    fn refund(&self, it: &Refund) -> Value {
        let vouchers = it.vouchers.iter().filter_map(|it| {
            let round = self.rounds.get(it.round)?;
            let mut entry = Map::new();
            entry.insert("campaign".into(), round.id().into());
            entry.insert("benefit".into(), round.benefits().get(it.benefit)?.id().into());
            entry.insert("after".into(), it.after.name().into());
            if it.silent || it.assumed.is_some() {
                entry.insert("assumed".into(), true.into());
            }
            Some(Value::Object(entry))
        });
        let vouchers: Vec<Value> = vouchers.collect();
        let mut said =
            json!({ "cash": it.cash.to_string(), "to_funder": it.to_funder.to_string(), "vouchers": vouchers });
        if let Some(fields) = said.as_object_mut().filter(|_| it.to_wallet > Fen::ZERO) {
            fields.insert("to_wallet".into(), it.to_wallet.to_string().into());
        }
        said
    }

    /// A round whose rule for partial returns is not stated, with the sentence that stands in for it.
    fn assumed(&self, (round, assumption): &(usize, Option<usize>)) -> Option<Value> {
        let round = self.rounds.get(*round)?;
        let say = assumption.and_then(|it| round.assumptions().get(it)).map(|it| it.say().to_owned());
        let mut entry = Map::new();
        entry.insert("campaign".into(), round.id().into());
        entry.extend(say.map(|it| ("say".to_owned(), it.into())));
        Some(Value::Object(entry))
    }
}
