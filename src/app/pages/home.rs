//! The home page: three doors, each with what lies behind it, and the way to everything else.

use super::{card, heading};
use crate::desk::Desk;
use crate::format;
use crate::parts::door::{door, row};
use crate::parts::icon::Icon;
use crate::parts::scheme::list;
use crate::parts::switch::switch;
use crate::preferences::{Preferences, Role};
use crate::route::Page;
use crate::store::Action;
use crate::words::search::search;
use engine::Money;
use yew::{Callback, Html, html};

/// Draws the page.
pub fn draw(desk: &Desk) -> Html {
    let words = desk.words();
    let go = desk.go();
    let worth = &desk.rules.worth;
    let up_to = |it: Option<Money>| it.map(|it| (words.up_to)(&format::money(it)));
    html! {
        <>
            { heading(words.home_title, words.home_lead) }
            { roles(desk) }
            if desk.store.preferences.role == Role::Merchant {
                { card(words.merchant_title, words.merchant_say) }
            }
            <nav class="hs-doors" aria-label={words.calculators}>
                { door(Page::Vouchers, Icon::Ticket, words.vouchers, words.vouchers_say, Some(words.vouchers_worth.to_owned()), &go) }
                { door(Page::Vehicles, Icon::Car, words.vehicles, words.vehicles_say, up_to(worth.0), &go) }
                { door(Page::Goods, Icon::Fridge, words.goods, words.goods_say, up_to(worth.1), &go) }
            </nav>
            <nav class="hs-rows" aria-label={words.more}>
                { row(Page::Find, Icon::Open, search(words.locale).ask_me, search(words.locale).ask_me_say, &go) }
                { row(Page::Planner, Icon::Printed, (words.page)(Page::Planner), words.planner_say, &go) }
                { row(Page::Measures, Icon::List, words.measures, words.measures_say, &go) }
                { row(Page::Plans, Icon::Bookmark, words.plans, words.plans_say, &go) }
                { row(Page::About, Icon::Info, words.about, words.about_say, &go) }
            </nav>
            <section class="hs-card">
                <h2 class="hs-section__title">{ words.promise_title }</h2>
                { list(words.promises) }
            </section>
        </>
    }
}

fn roles(desk: &Desk) -> Html {
    let words = desk.words();
    let it = desk.store.preferences;
    let act = desk.act();
    let on = Callback::from(move |place: usize| {
        let role = if place == 1 { Role::Merchant } else { Role::Resident };
        act.emit(Action::Prefer(Preferences { role, ..it }));
    });
    switch(words.role, &[words.resident, words.merchant], usize::from(it.role == Role::Merchant), &on)
}
