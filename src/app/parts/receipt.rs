//! One payment of a plan as a receipt: price, discount, subsidies, vouchers in their order, what is paid; who bears
//! it; what a return gives back.

use crate::answer::{Applied, GivenBack, Known, Payment, Returns};
use crate::format;
use crate::household::Purchase;
use crate::parts::fold::fold;
use crate::parts::payment::{Rounds, app, not_used};
use crate::parts::purchase::ends;
use crate::parts::scheme::list;
use crate::words::Words;
use engine::Money;
use yew::{Html, html};

/// A receipt as it is drawn.
pub struct Receipt<'a> {
    /// What is paid.
    pub payment: &'a Payment,
    /// What is bought.
    pub purchase: &'a Purchase,
    /// The purchase's number, goods and price in words.
    pub name: String,
    /// Who pays; none: it does not matter.
    pub payer: Option<&'a str>,
    /// The rounds.
    pub rounds: Rounds<'a>,
    /// The names of schemes.
    pub known: Option<&'a Known>,
    /// What a return gives back.
    pub returns: Option<&'a Returns>,
    /// Whether it is what is paid where every amount is the most that it can be.
    pub most: bool,
}

impl Receipt<'_> {
    /// The price before everything, at this end; `None`: it is open.
    fn price(&self) -> Option<Money> {
        let (least, most) = ends(self.purchase);
        if self.most { most } else { least }
    }

    /// What is to pay at this end.
    fn paid(&self) -> Option<Money> {
        self.payment.paid.or_else(|| paid(self.purchase, self.payment, self.price()?))
    }
}

/// What is left to pay of a price.
#[must_use]
pub fn paid(it: &Purchase, payment: &Payment, price: Money) -> Option<Money> {
    let (used, declined) = discounts(it, payment);
    // What is saved already counts the discounts that are declined.
    price.checked_sub(sum([used, declined, payment.saved]))
}

/// The sum of amounts; what is too large to hold is left out.
#[must_use]
pub fn sum(all: impl IntoIterator<Item = Money>) -> Money {
    all.into_iter().fold(Money::ZERO, |sum, it| sum.checked_add(it).unwrap_or(sum))
}

/// The shop's discounts that are used, and those that are better declined.
#[must_use]
pub fn discounts(it: &Purchase, payment: &Payment) -> (Money, Money) {
    let of = |declined: bool| {
        let lines = it.lines.iter().enumerate().filter(|(place, _)| payment.declined.contains(place) == declined);
        sum(lines.filter_map(|(_, it)| it.off()).map(Money::from_yuan))
    };
    (of(false), of(true))
}

/// Draws the receipt.
pub fn receipt(it: &Receipt<'_>, words: &Words) -> Html {
    let said = words.of_plans();
    let payment = it.payment;
    let (discount, declined) = discounts(it.purchase, payment);
    let subsidised =
        payment.subsidised.iter().map(|(_, scheme, pays)| row("subsidy", scheme_name(it, scheme), *pays, ""));
    let vouchers = payment.applied.iter().enumerate().map(|(place, used)| voucher(it, place, used, words));
    let (least, most) = ends(it.purchase);
    let price_of = match (least == most, it.most) {
        (true, _) => said.price,
        (false, true) => said.price_high,
        (false, false) => said.price_low,
    };
    html! {
        <article
            class="hs-receipt"
            key={payment.purchase.clone()}
            data-payment={(!it.most).then(|| payment.purchase.clone())}
            data-payment-most={it.most.then(|| payment.purchase.clone())}
            data-paid={payment.paid.map(|it| it.to_string())}
            data-saved={payment.saved.to_string()}
            data-day={payment.day.map(engine::date::iso)}
        >
            <h3 class="hs-receipt__title">{ &it.name }</h3>
            <p class="hs-receipt__when">{ when(it, words) }</p>
            <ul class="hs-receipt__rows">
                if let Some(price) = it.price() {
                    { row("price", price_of, price, "+") }
                }
                if discount > Money::ZERO {
                    { row("discount", said.shop_discount, discount, "") }
                }
                if declined > Money::ZERO {
                    <li class="hs-receipt__row" data-row="declined"><span>{ said.declined }</span><s>{ format::money(declined) }</s></li>
                }
                { for subsidised }
                { for vouchers }
                if let Some(paid) = it.paid() {
                    <li class="hs-receipt__row hs-receipt__row--sum" data-row="paid">
                        <strong>{ said.paid }</strong><strong>{ format::money(paid) }</strong>
                    </li>
                }
            </ul>
            <div class="hs-receipt__folds">
                if payment.saved > Money::ZERO && payment.paid.is_some() {
                    { fold("funders", said.funders, None, list(&funders(it, words))) }
                }
                if let Some(returns) = it.returns {
                    { fold("returns", said.returns, None, list(&self::returns(it, returns, words))) }
                }
                { not_used(it.rounds, &payment.not_used, words) }
            </div>
        </article>
    }
}

/// A row: what it is and how much; without a sign it is taken off.
fn row(name: &'static str, say: &str, amount: Money, sign: &str) -> Html {
    let amount = if sign.is_empty() { ["−", &format::money(amount)].concat() } else { format::money(amount) };
    html! { <li class="hs-receipt__row" data-row={name}><span>{ say }</span><span>{ amount }</span></li> }
}

fn scheme_name<'a>(it: &'a Receipt<'_>, scheme: &'a str) -> &'a str {
    it.known.map_or(scheme, |known| known.scheme(scheme))
}

/// The day, the hours, who pays and with which app; when none of it matters, that.
fn when(it: &Receipt<'_>, words: &Words) -> String {
    let said = words.of_plans();
    let payment = it.payment;
    if payment.applied.is_empty() && payment.subsidised.is_empty() {
        let (least, most) = ends(it.purchase);
        let open = least.is_none() || least != most;
        return if open && !it.most { said.open_unused } else { said.no_voucher }.to_owned();
    }
    let mut parts: Vec<String> = payment.day.map(|it| format::day(it, words)).into_iter().collect();
    parts.extend(it.payer.map(said.pays));
    parts.extend(app(&payment.platform, words).map(str::to_owned));
    let (from, to) = (payment.times.0.as_str(), payment.times.1.as_str());
    if let Some(time) = it.purchase.time {
        parts.push((said.at_time)(&time.to_string()));
    } else if !(from.is_empty() && to.is_empty()) {
        parts.push((said.times)(from, to));
    }
    parts.join(" · ")
}

fn voucher(it: &Receipt<'_>, place: usize, used: &Applied, words: &Words) -> Html {
    let said = words.of_plans();
    let (class, shape) = it.rounds.voucher(&used.voucher, words);
    // Where an amount is open upwards the plan is for one that is ample: that is no amount of the person's.
    let tested = it.price().map(|_| (said.tested)(&format::money(used.tested), used.before_discount));
    let mut about: Vec<String> = tested.into_iter().collect();
    if used.held {
        about.push(said.in_hand.to_owned());
    } else {
        about.extend(used.claimed_on.map(|day| (said.claimed_on)(&format::day(day, words))));
    }
    about.extend(used.balance_left.map(|left| (said.balance_left)(&format::money(left))));
    about.extend(used.last_day.map(|day| (said.last_day)(&format::day(day, words))));
    html! {
        <li class="hs-receipt__row" data-row="voucher" data-voucher={used.voucher.benefit.clone()} data-off={used.off.to_string()} data-balance={used.balance_left.map(|it| it.to_string())}>
            <span>
                { (said.nth_voucher)(place + 1, &class, &shape) }
                <span class="hs-receipt__about">{ about.join(" · ") }</span>
            </span>
            <span>{ "−" }{ format::money(used.off) }</span>
        </li>
    }
}

/// Who bears which part of the price.
fn funders(it: &Receipt<'_>, words: &Words) -> Vec<String> {
    let said = words.of_plans();
    let mut shares: Vec<(String, Money)> = Vec::new();
    let mut add = |who: String, amount: Money| match shares.iter_mut().find(|it| it.0 == who) {
        Some(share) => share.1 = sum([share.1, amount]),
        None => shares.push((who, amount)),
    };
    add(said.self_pays.to_owned(), it.payment.paid.unwrap_or_default());
    add(said.shop_discount.to_owned(), discounts(it.purchase, it.payment).0);
    for (_, scheme, pays) in &it.payment.subsidised {
        add(scheme_name(it, scheme).to_owned(), *pays);
    }
    for used in &it.payment.applied {
        let title = it.rounds.named(&used.voucher.campaign).map(|it| it.title()).unwrap_or_default();
        let who = if used.funder.is_empty() { (said.round_pays)(title) } else { used.funder.clone() };
        add(who, used.off);
    }
    let shares = shares.into_iter().filter(|(_, amount)| *amount > Money::ZERO);
    shares.map(|(who, amount)| [&who, ": ", &format::money(amount)].concat()).collect()
}

/// What a return gives back: everything, everything too late, single lines.
fn returns(it: &Receipt<'_>, all: &Returns, words: &Words) -> Vec<String> {
    let said = words.of_plans();
    let one = |say: String, given: &GivenBack| {
        let mut text = say;
        if let Some(amount) = given.to_wallet {
            text.push_str(&(said.to_wallet)(&format::money(amount)));
        }
        for (voucher, after, assumed) in &given.vouchers {
            let (class, shape) = it.rounds.voucher(voucher, words);
            text.push_str(&(said.after)(&[&class, "(", &shape, ")"].concat(), after));
            if *assumed {
                text.push_str(said.taken_so);
            }
        }
        text
    };
    let amounts = |it: &GivenBack| (format::money(it.cash), format::money(it.to_funder));
    let (cash, funder) = amounts(&all.full);
    let mut says = vec![one((said.return_full)(&cash, &funder), &all.full)];
    if let Some(late) = &all.late {
        let (cash, funder) = amounts(late);
        says.push(one((said.return_late)(&cash, &funder), late));
    }
    for (line, goods, given) in &all.lines {
        let category = it.purchase.lines.get(*line).and_then(|it| it.category).map_or("", said.category);
        says.push(one((said.return_line)(category, &format::money(*goods), &format::money(given.cash)), given));
    }
    // The rule for a part matters where a part can go back.
    let assumed = all.assumed.iter().filter(|_| !all.lines.is_empty());
    says.extend(assumed.map(|it| if it.is_empty() { said.part_so.to_owned() } else { it.clone() }));
    says
}
