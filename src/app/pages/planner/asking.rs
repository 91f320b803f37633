//! What the household is asked: rounds, members, purchases, days, vouchers held.

use super::{Sheet, claiming, received};
use crate::form::FormAction;
use crate::format;
use crate::household::{self, BUY, HELD, MEMBER, MOST_DAYS, MOST_MEMBERS, MOST_PURCHASES, reference};
use crate::pages::calculator::undo;
use crate::pages::section;
use crate::parts::button::{Look, button};
use crate::parts::field::FieldKind;
use crate::parts::fold::fold;
use crate::parts::holding::{HoldingCard, holding};
use crate::parts::link::link;
use crate::parts::payment::voucher;
use crate::parts::picker::{Pick, picker};
use crate::parts::press;
use crate::parts::purchase::{PurchaseCard, purchase};
use crate::parts::question::mistake;
use crate::parts::typed::{TypedField, typed};
use crate::route::Page;
use crate::store::Tool;
use engine::campaign::{Category, Platform};
use yew::{AttrValue, Html, html};

/// Draws all of it.
pub fn draw(sheet: &Sheet<'_>) -> Html {
    html! {
        <>
            { claiming::draw(sheet) }
            { members(sheet) }
            { purchases(sheet) }
            { days(sheet) }
            { held(sheet) }
            { received::draw(sheet) }
        </>
    }
}

fn members(sheet: &Sheet<'_>) -> Html {
    let words = sheet.desk.words();
    let said = words.of_plans();
    let form = sheet.desk.store.form(Tool::Household);
    let one = |(place, it): (usize, &household::Member)| {
        let fact = if it.item.is_some() { MEMBER } else { household::ME };
        let ask = (said.member_name)(place + 1);
        let field = TypedField {
            item: it.item,
            seat: it.item.map(|_| place),
            fact,
            ask: &ask,
            kind: FieldKind::Text,
            example: sheet.names.get(place).map_or("", String::as_str),
            text: household::said(form, fact, it.item),
            wrong: None,
        };
        let name = sheet.names.get(place).cloned().unwrap_or_default();
        html! {
            <div class="hs-member" key={reference(it)} data-member={place.to_string()}>
                { typed(&field, form.typing.as_ref(), words, &sheet.on) }
                if let Some(item) = it.item {
                    <button
                        type="button"
                        class="hs-button hs-button--plain"
                        aria-label={(words.remove_item)(&name)}
                        data-testid="remove-member"
                        onclick={press::form(&sheet.on, FormAction::Remove(item))}
                    >
                        { words.remove }
                    </button>
                }
            </div>
        }
    };
    let next = sheet.home.members.len() + 1;
    let add = FormAction::Add(MEMBER.into(), (said.member)(next).into());
    let inside = html! {
        <>
            <div>{ for sheet.home.members.iter().enumerate().map(one) }</div>
            if next <= MOST_MEMBERS {
                { button(Look::Wide, "add-member", said.add_member, press::form(&sheet.on, add)) }
            }
            <p class="hs-empty hs-empty--small">{ said.members_kept }</p>
        </>
    };
    html! {
        <section class="hs-rulebook hs-rulebook--apart">
            { fold("members", &[said.members, ": ", &sheet.names.join(words.comma)].concat(), Some(next - 1), inside) }
        </section>
    }
}

fn purchases(sheet: &Sheet<'_>) -> Html {
    let words = sheet.desk.words();
    let said = words.of_plans();
    let form = sheet.desk.store.form(Tool::Household);
    let mut apps: Vec<Platform> = Vec::new();
    for app in sheet.chosen().flat_map(|it| it.classes()).flat_map(|it| it.platforms()) {
        if !apps.contains(app) {
            apps.push(*app);
        }
    }
    let to_cars = link(
        Page::Vehicles,
        "hs-button hs-button--plain",
        false,
        &sheet.desk.go(),
        html! { { (words.page)(Page::Vehicles) } },
    );
    let cards = sheet.home.purchases.iter().enumerate().map(|(seat, it)| {
        let plan = sheet.plan;
        let id = it.id.to_string();
        let place = plan.and_then(|plan| plan.payments.iter().position(|it| it.purchase == id));
        let paid = plan.zip(place).and_then(|(plan, place)| plan.payments.get(place));
        let at_most = plan.zip(place).and_then(|(plan, place)| plan.at_most.get(place));
        let most = at_most.or(paid).map(|it| it.saved).filter(|_| plan.is_some_and(|it| it.most.is_some()));
        let field = ["purchases[", &place.unwrap_or(usize::MAX).to_string(), "]"].concat();
        let mine = |plan: &&crate::answer::Answer| plan.notes.iter().filter(|it| it.starts_with(&field)).count();
        // A note per scheme that pays nothing: where none of those asked pays, that is worth saying.
        let asked = paid.is_some_and(|it| it.subsidised.is_empty()) && plan.as_ref().map_or(0, mine) > 0;
        let card = PurchaseCard {
            it,
            seat,
            home: sheet.home,
            names: &sheet.names,
            apps: &apps,
            known: sheet.planning.known.as_deref(),
            paid: (paid, most),
            no_subsidy: asked,
            open: form.open.as_ref().is_some_and(|slot| slot.item == Some(it.id)),
            typing: form.typing.as_ref(),
            to_cars: to_cars.clone(),
        };
        purchase(&card, words, &sheet.on)
    });
    let empty = sheet.home.purchases.is_empty();
    let reset = if form.is_empty() {
        Html::default()
    } else {
        button(Look::Plain, "reset", said.clear_all, press::form(&sheet.on, FormAction::Reset))
    };
    let disabled = sheet.desk.rules.today.is_none();
    let title = if empty { said.buy_first } else { said.buy_more };
    html! {
        <section class="hs-questions" aria-labelledby="items">
            { section("items", said.buy, reset) }
            <div>{ for cards }</div>
            { undo(sheet.desk, Tool::Household) }
            if sheet.home.purchases.len() < MOST_PURCHASES {
                { picker(title, &AttrValue::from(BUY), &picks(sheet), disabled, words, &sheet.on) }
            } else {
                <p class="hs-empty">{ (said.buys_full)(MOST_PURCHASES) }</p>
            }
        </section>
    }
}

/// What a purchase can be; what the rounds and the subsidies are for comes first.
fn picks(sheet: &Sheet<'_>) -> Vec<Pick> {
    let said = sheet.desk.words().of_plans();
    let named = |it: &Category| sheet.chosen().flat_map(|it| it.classes()).any(|class| class.include().contains(it));
    let usual = |it: &Category| matches!(it, Category::Appliance | Category::Digital | Category::CarNev);
    let one = |it: &Category| Pick {
        id: it.name().into(),
        label: (said.category)(*it).into(),
        first: named(it) || usual(it) || sheet.home.rounds.is_empty(),
    };
    Category::ALL.iter().map(one).collect()
}

fn days(sheet: &Sheet<'_>) -> Html {
    let words = sheet.desk.words();
    let said = words.of_plans();
    let form = sheet.desk.store.form(Tool::Household);
    let field = |fact: &'static str, ask: &'static str, it: &crate::voucher::Typed<engine::date::Date>| {
        let field = TypedField {
            item: None,
            seat: None,
            fact,
            ask,
            kind: FieldKind::Day,
            example: "",
            text: &it.text,
            wrong: it.value.as_ref().err(),
        };
        typed(&field, form.typing.as_ref(), words, &sheet.on)
    };
    let span = sheet.home.days.first().zip(sheet.home.days.last()).map(|(first, last)| {
        (said.days_span)(&format::day(*first, words), &format::day(*last, words), sheet.home.days.len())
    });
    let inside = html! {
        <>
            { field(household::FROM, said.from, &sheet.home.from) }
            { field(household::TO, said.to, &sheet.home.to) }
        </>
    };
    html! {
        <section class="hs-rulebook hs-rulebook--apart" data-days={sheet.home.days.len().to_string()}>
            { fold("span", said.days, None, inside) }
            if let Some(span) = span {
                <p class="hs-span">{ span }</p>
            }
            { mistake(sheet.home.too_many_days.map(|it| (said.too_many_days)(it, MOST_DAYS)), None) }
        </section>
    }
}

fn held(sheet: &Sheet<'_>) -> Html {
    let words = sheet.desk.words();
    let said = words.of_plans();
    let form = sheet.desk.store.form(Tool::Household);
    let cards = sheet.home.holdings.iter().enumerate().map(|(seat, it)| {
        let named = sheet.packs.campaigns().get(it.round).map(|round| voucher(round, it.benefit, words));
        let (class, shape) = named.unwrap_or_default();
        let name = [&class, " ", &shape].concat();
        holding(
            &HoldingCard { it, seat, name, home: sheet.home, names: &sheet.names, typing: form.typing.as_ref() },
            words,
            &sheet.on,
        )
    });
    let adders = sheet.chosen().map(|round| {
        let picks = round.benefits().iter().enumerate().map(|(place, it)| {
            let (class, shape) = voucher(round, place, words);
            let id = AttrValue::from([round.id(), "/", it.id()].concat());
            Pick { id, label: [&class, " ", &shape].concat().into(), first: true }
        });
        let picks: Vec<Pick> = picks.collect();
        picker(&(said.held_add)(round.title()), &AttrValue::from(HELD), &picks, false, words, &sheet.on)
    });
    let inside = html! {
        <>
            <p class="hs-empty">{ if sheet.home.rounds.is_empty() { said.rounds_none } else { said.held_none } }</p>
            { for adders }
        </>
    };
    html! {
        <section aria-label={said.held}>
            <div class="hs-rulebook hs-rulebook--apart">
                { fold("held", said.held, Some(sheet.home.holdings.len()), inside) }
            </div>
            <div>{ for cards }</div>
        </section>
    }
}
