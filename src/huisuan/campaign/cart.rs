//! Compiles the worked examples of a campaign: a cart and what the best plan must come to.

use crate::read::Table;
use engine::campaign::raw::{RawCampaignExample, RawCampaignExpect, RawCart, RawHeld, RawLine, RawPurchase, RawTopUp};
use rust_decimal::Decimal;

pub fn example(table: &Table<'_>, campaign: &str) -> RawCampaignExample {
    let purchases: Vec<RawPurchase> = table.tables("purchases").iter().map(purchase).collect();
    if purchases.is_empty() {
        table.report("purchases", "expected at least one purchase");
    }
    let held = table.tables("held").into_iter().map(|it| {
        let held = RawHeld {
            benefit: it.text("benefit"),
            count: it.opt_number("count"),
            platform: it.opt_text("platform"),
            balance: amount(&it, "balance"),
            claimed_on: it.opt_date("claimed_on"),
        };
        it.finish();
        held
    });
    let cart = RawCart {
        campaign: String::new(),
        purchases,
        held: held.collect(),
        may_claim: !table.has("may_claim") || table.flag("may_claim"),
    };
    let expect = match table.opt_table("expect") {
        Some(it) => expect(&it),
        None => {
            table.report("expect", "missing, expected what is saved and paid");
            RawCampaignExpect::default()
        }
    };
    let example = RawCampaignExample {
        campaign: campaign.to_owned(),
        name: table.text("name"),
        source: table.text("source"),
        cart,
        expect,
    };
    table.finish();
    example
}

fn purchase(table: &Table<'_>) -> RawPurchase {
    let mut lines: Vec<RawLine> = table.tables("lines").iter().map(line).collect();
    if !table.has("lines") {
        lines.push(fields(table));
    }
    let mut days: Vec<String> = table.opt_date("on").into_iter().collect();
    days.extend(table.list("days"));
    let purchase = RawPurchase {
        id: table.opt_text("id").unwrap_or_default(),
        lines,
        days,
        time: table.opt_text("time"),
        platforms: table.list("platforms"),
        merchant: table.opt_text("merchant"),
    };
    table.finish();
    purchase
}

fn line(table: &Table<'_>) -> RawLine {
    let line = fields(table);
    table.finish();
    line
}

fn fields(table: &Table<'_>) -> RawLine {
    RawLine {
        category: table.text("category"),
        amount: amount(table, "amount"),
        at_least: amount(table, "at_least"),
        at_most: amount(table, "at_most"),
        shop_discount: amount(table, "shop_discount"),
    }
}

fn expect(table: &Table<'_>) -> RawCampaignExpect {
    let mut reasons = Vec::new();
    for it in table.tables("reasons") {
        let number = usize::try_from(it.number("purchase")).unwrap_or(0);
        reasons.push((number, it.text("benefit"), it.text("why")));
        it.finish();
    }
    let mut instead = Vec::new();
    if let Some(all) = table.opt_table("instead") {
        for key in all.keys() {
            instead.extend(amount(&all, &key).map(|it| (key, it)));
        }
    }
    let applied = table.lists("applied").into_iter().map(|row| row.into_iter().map(|it| it.value).collect());
    let expect = RawCampaignExpect {
        saved: amount(table, "saved"),
        paid: amount(table, "paid"),
        least: amount(table, "least"),
        most: amount(table, "most"),
        most_unknown: table.flag("most_unknown"),
        applied: applied.collect(),
        expires: table.list("expires"),
        left: table.list("left"),
        reasons,
        instead,
        top_up: table.has("top_up").then(|| table.tables("top_up").iter().map(top_up).collect()),
    };
    table.finish();
    expect
}

fn top_up(table: &Table<'_>) -> RawTopUp {
    let top_up = RawTopUp {
        purchase: usize::try_from(table.number("purchase")).unwrap_or(0),
        add: amount(table, "add").unwrap_or_default(),
        paid: amount(table, "paid").unwrap_or_default(),
    };
    table.finish();
    top_up
}

/// An amount in yuan as people type it: `288.00`.
fn amount(table: &Table<'_>, key: &str) -> Option<Decimal> {
    let text = table.opt(key)?;
    let read = Decimal::from_str_exact(&text.value).ok();
    if read.is_none() {
        table.report(key, format!("`{}` is not an amount, expected one such as \"288.00\"", text.value));
    }
    read
}
