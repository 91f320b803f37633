//! One purchase of a household: a row once it is told, and its fields while it is being changed.

mod line;

use crate::answer::{Known, Payment};
use crate::form::{FormAction, Slot};
use crate::format;
use crate::household::{self, Household, MOST_LINES, Purchase, part, reference};
use crate::parts::button::{Look, button};
use crate::parts::check::{Check, check};
use crate::parts::field::FieldKind;
use crate::parts::fold::fold;
use crate::parts::item::item_id;
use crate::parts::press;
use crate::parts::question::mistake;
use crate::parts::select::{Select, adder, select};
use crate::parts::typed::{TypedField, typed};
use crate::words::Words;
use engine::Money;
use engine::campaign::{Category, Platform};
use engine::input::InputError;
use yew::{AttrValue, Callback, Html, html};

/// A purchase as it is drawn.
pub struct PurchaseCard<'a> {
    /// What was told.
    pub it: &'a Purchase,
    /// Its place among the purchases.
    pub seat: usize,
    /// The household.
    pub home: &'a Household,
    /// The names of the members.
    pub names: &'a [String],
    /// The apps that some round takes.
    pub apps: &'a [Platform],
    /// What the planner knows of goods and cars.
    pub known: Option<&'a Known>,
    /// How it is paid at least and at most.
    pub paid: (Option<&'a Payment>, Option<Money>),
    /// Whether the planner found no subsidy that is certain.
    pub no_subsidy: bool,
    /// Whether it is being changed.
    pub open: bool,
    /// The field that is being typed into.
    pub typing: Option<&'a Slot>,
    /// The way to the page of cars.
    pub to_cars: Html,
}

/// Draws a purchase.
pub fn purchase(card: &PurchaseCard<'_>, words: &Words, on: &Callback<FormAction>) -> Html {
    let said = words.of_plans();
    let it = card.it;
    let name = name(it, card.seat, words);
    let (least, most) = (card.paid.0.map(|it| it.saved), card.paid.1);
    let edit = FormAction::Open(Slot::new(household::AMOUNT, Some(it.id)));
    html! {
        <article
            class="hs-item hs-purchase"
            id={item_id(it.id)}
            tabindex="-1"
            key={it.id}
            data-item-card={card.seat.to_string()}
            data-least={least.map(|it| it.to_string())}
            data-most={most.map(|it| it.to_string())}
        >
            <header class="hs-item__head">
                <h3 class="hs-item__name">{ &name }</h3>
                <button
                    type="button"
                    class="hs-button hs-button--plain"
                    aria-label={(words.remove_item)(&name)}
                    data-testid="remove"
                    onclick={press::form(on, FormAction::Remove(it.id))}
                >
                    { words.remove }
                </button>
            </header>
            if card.open {
                { fields(card, words, on) }
            } else {
                <p class="hs-purchase__line">{ summary(card, words) }</p>
                { troubles(card, words) }
            }
            if least.is_some() {
                <p class="hs-item__result">
                    <span>{ said.saved }</span>
                    <strong class="hs-item__amount">{ format::range(least, most, words) }</strong>
                </p>
            }
            <div class="hs-purchase__ways">
                if card.open {
                    { button(Look::Main, "done", words.done, press::form(on, FormAction::Settle)) }
                } else {
                    { button(Look::Usual, "edit", said.edit, press::form(on, edit)) }
                }
                { button(Look::Plain, "again", said.again, press::form(on, FormAction::Copy(it.id))) }
            </div>
        </article>
    }
}

/// What a purchase is called: its number, its goods and what they come to.
#[must_use]
pub fn name(it: &Purchase, seat: usize, words: &Words) -> String {
    let said = words.of_plans();
    let goods: Vec<&str> = it.lines.iter().filter_map(|it| it.category.map(said.category)).collect();
    let sum = match ends(it) {
        (None, None) if it.lines.iter().all(|it| it.about) => said.amount_unknown.to_owned(),
        (None, None) => said.amount_open.to_owned(),
        (least, most) if least == most => format::range(least, most, words),
        (least, most) => (said.about_amount)(&format::range(least, most, words)),
    };
    [&(seat + 1).to_string(), ". ", &goods.join(words.comma), " ", &sum].concat()
}

/// The least and the most that a purchase comes to before everything; none: not told.
#[must_use]
pub fn ends(it: &Purchase) -> (Option<Money>, Option<Money>) {
    let sum = |end: fn(&household::Line) -> Option<rust_decimal::Decimal>| {
        it.lines.iter().try_fold(Money::ZERO, |sum, line| sum.checked_add(Money::from_yuan(end(line)?)))
    };
    (sum(|it| it.ends().0), sum(|it| it.ends().1))
}

fn summary(card: &PurchaseCard<'_>, words: &Words) -> String {
    let said = words.of_plans();
    let day = card.it.day.told().map_or_else(|| said.any_day.to_owned(), |it| format::day(it, words));
    let mut parts = vec![day];
    let time = card.it.time.filter(|_| card.home.hours);
    parts.extend(time.map(|it| (said.at_time)(&it.to_string())));
    if card.home.members.len() > 1 {
        let payer = card.it.payer.and_then(|it| card.names.get(it));
        parts.push(payer.map_or_else(|| said.any_payer.to_owned(), |it| (said.pays)(it)));
    }
    if !card.it.shop.is_empty() {
        parts.push(card.it.shop.clone());
    }
    parts.extend(card.it.app.map(|it| (said.platform)(it).to_owned()));
    parts.join(" · ")
}

/// What is wrong with a purchase whose fields are folded away.
fn troubles(card: &PurchaseCard<'_>, words: &Words) -> Html {
    let errors = card.it.lines.iter().flat_map(household::Line::wrong).chain(card.it.day.value.as_ref().err());
    let errors = errors.map(|it| mistake(Some((words.input_error)(it)), None));
    html! { <>{ for errors }{ outside(card, words) }{ subsidy_note(card, words) }</> }
}

fn outside(card: &PurchaseCard<'_>, words: &Words) -> Html {
    mistake(card.it.outside.then(|| words.of_plans().outside.to_owned()), None)
}

fn subsidy_note(card: &PurchaseCard<'_>, words: &Words) -> Html {
    let note = card.no_subsidy.then_some(words.of_plans().no_subsidy);
    html! { if let Some(note) = note { <p class="hs-item__reason" data-testid="no-subsidy">{ note }</p> } }
}

fn fields(card: &PurchaseCard<'_>, words: &Words, on: &Callback<FormAction>) -> Html {
    let said = words.of_plans();
    let it = card.it;
    let lines = it.lines.iter().map(|line| line::draw(card, line, words, on));
    let next = (1..=MOST_LINES).find(|number| it.lines.iter().all(|line| line.part != *number));
    let mut kinds = vec![(AttrValue::from(""), AttrValue::from(said.not_told))];
    kinds.extend(Category::ALL.iter().map(|it| (AttrValue::from(it.name()), AttrValue::from((said.category)(*it)))));
    let more = html! {
        <>
            if card.home.hours {
                { list(card, household::TIME, said.time, times(words), &it.time.map(|it| it.to_string()).unwrap_or_default(), on) }
            }
            { text(card, household::SHOP, said.shop, &it.shop, words, on) }
            { list(card, household::APP, said.app, apps(card, words), it.app.map_or("", Platform::name), on) }
            if let Some(next) = next {
                { adder(said.add_line, &Slot::new(&part(household::BUY, next), Some(it.id)), card.seat, &kinds, on) }
            }
        </>
    };
    html! {
        <>
            { for lines }
            { subsidies(card, words, on) }
            { field(card, household::DAY, said.buy_day, FieldKind::Day, &it.day.text, it.day.value.as_ref().err(), words, on) }
            { outside(card, words) }
            if card.home.members.len() > 1 {
                { list(card, household::PAYER, said.payer, payers(card, words), &payer(card), on) }
            }
            { fold("more-of-it", if card.home.hours { said.more_hours } else { said.more }, None, more) }
        </>
    }
}

/// What trade-ins and cars are asked; only the first line of a bill can have a subsidy.
fn subsidies(card: &PurchaseCard<'_>, words: &Words, on: &Callback<FormAction>) -> Html {
    use Category::{Appliance, CarFuel, CarNev, Digital, GreenAppliance, HomeImprovement, SmartHome};
    let said = words.of_plans();
    let it = card.it;
    let Some(known) = card.known else { return Html::default() };
    let needs_amount = it.lines.first().is_some_and(|it| it.exactly().is_none());
    match it.lines.first().and_then(|it| it.category) {
        Some(CarFuel | CarNev) => html! {
            <>
                { check(&Check {
                    say: said.car,
                    about: Some(said.car_say.to_owned()),
                    ticked: it.car,
                    then: if it.car { "" } else { "true" },
                    slot: Slot::new(household::CAR, Some(it.id)),
                    disabled: false,
                }, on) }
                { card.to_cars.clone() }
                { subsidy_note(card, words) }
            </>
        },
        Some(Appliance | GreenAppliance | Digital | HomeImprovement | SmartHome) => {
            let mut kinds = vec![(AttrValue::from(""), AttrValue::from(said.kind_none))];
            let taken = known.kinds.iter().filter(|it| known.is_taken(&it.id));
            kinds.extend(taken.map(|it| (AttrValue::from(it.id.clone()), AttrValue::from(it.title.clone()))));
            let mut levels = vec![(AttrValue::from(""), AttrValue::from(said.not_told))];
            levels.extend(known.levels.iter().map(|it| (it.id.clone().into(), it.title.clone().into())));
            let usual = [("", said.not_told), ("true", words.yes), ("false", words.no)];
            let usual = usual.map(|(name, say)| (AttrValue::from(name), AttrValue::from(say))).to_vec();
            let told = it.usual.map_or("", |it| if it { "true" } else { "false" });
            html! {
                <fieldset class="hs-purchase__group">
                    <legend class="hs-question__ask">{ said.trade_in }</legend>
                    { list(card, household::KIND, said.kind, kinds, &it.kind, on) }
                    if !it.kind.is_empty() {
                        { list(card, household::LEVEL, said.level, levels, &it.level, on) }
                        { list(card, household::USUAL, said.usual, usual, told, on) }
                        if needs_amount {
                            <p class="hs-item__reason">{ said.needs_amount }</p>
                        }
                        { subsidy_note(card, words) }
                    }
                </fieldset>
            }
        }
        _ => Html::default(),
    }
}

fn payers(card: &PurchaseCard<'_>, words: &Words) -> Vec<(AttrValue, AttrValue)> {
    let any = (AttrValue::from(""), AttrValue::from(words.of_plans().any_payer));
    let all = card.home.members.iter().zip(card.names).map(|(it, name)| (reference(it).into(), name.clone().into()));
    std::iter::once(any).chain(all).collect()
}

fn payer(card: &PurchaseCard<'_>) -> String {
    card.it.payer.and_then(|it| card.home.members.get(it)).map(reference).unwrap_or_default()
}

/// Every half hour of a day.
fn times(words: &Words) -> Vec<(AttrValue, AttrValue)> {
    let two = |n: u32| [if n < 10 { "0" } else { "" }, &n.to_string()].concat();
    let halves = (0..24_u32).flat_map(|hour| ["00", "30"].map(|half| [&two(hour), ":", half].concat()));
    let any = (AttrValue::from(""), AttrValue::from(words.of_plans().any_time));
    std::iter::once(any).chain(halves.map(|it| (it.clone().into(), it.into()))).collect()
}

fn apps(card: &PurchaseCard<'_>, words: &Words) -> Vec<(AttrValue, AttrValue)> {
    let said = words.of_plans();
    let any = (AttrValue::from(""), AttrValue::from(said.any_app));
    let all = card.apps.iter().map(|it| (AttrValue::from(it.name()), AttrValue::from((said.platform)(*it))));
    std::iter::once(any).chain(all).collect()
}

fn list(
    card: &PurchaseCard<'_>,
    fact: &str,
    ask: &str,
    options: Vec<(AttrValue, AttrValue)>,
    chosen: &str,
    on: &Callback<FormAction>,
) -> Html {
    select(Select { ask, options, chosen, slot: Slot::new(fact, Some(card.it.id)), seat: Some(card.seat) }, on)
}

fn text(card: &PurchaseCard<'_>, fact: &str, ask: &str, text: &str, words: &Words, on: &Callback<FormAction>) -> Html {
    field(card, fact, ask, FieldKind::Text, text, None, words, on)
}

#[expect(clippy::too_many_arguments, reason = "a field has that many sides, and one shape serves all fields here")]
fn field(
    card: &PurchaseCard<'_>,
    fact: &str,
    ask: &str,
    kind: FieldKind,
    text: &str,
    wrong: Option<&InputError>,
    words: &Words,
    on: &Callback<FormAction>,
) -> Html {
    let (item, seat) = (Some(card.it.id), Some(card.seat));
    typed(&TypedField { item, seat, fact, ask, kind, example: "", text, wrong }, card.typing, words, on)
}
