//! The kept results: opened again, thrown away one by one or all at once, copied as text.

use super::heading;
use crate::boot;
use crate::desk::Desk;
use crate::naming;
use crate::parts::button::{Look, button};
use crate::parts::plan_card::plan_card;
use crate::parts::press;
use crate::plan::{self, Plan};
use crate::platform::{address, storage};
use crate::store::Action;
use engine::date;
use yew::{Callback, Html, html};

/// Draws the page.
pub fn draw(desk: &Desk) -> Html {
    let words = desk.words();
    let plans = &desk.store.plans;
    let name = |plan: &Plan| naming::name(plan.page, desk.packs().and_then(|it| it.package()), words);
    let card =
        |plan: &Plan| plan_card(plan, &name(plan), words, &reopen(desk, plan), &desk.keep(Action::Drop(plan.id)));
    let mut export = String::new();
    for it in plans {
        export.push_str(&[it.on.as_str(), "  ", &name(it), "  ", it.result.as_str(), "\n"].concat());
    }
    let copy = {
        let export = export.clone();
        desk.copy(move || export.clone())
    };
    html! {
        <>
            { heading(words.plans, words.plans_lead) }
            if plans.is_empty() {
                <p class="hs-empty">{ words.no_plans }</p>
            }
            <div>{ for plans.iter().map(card) }</div>
            <p class="hs-actions__notice" role="status" aria-live="polite">
                { desk.store.notice.map(words.notice).unwrap_or_default() }
            </p>
            if !plans.is_empty() {
                <div class="hs-actions__row">
                    { button(Look::Usual, "export", words.export, press::call(&copy)) }
                    { button(Look::Plain, "drop-all", words.drop_all, press::call(&desk.will(Action::Dropping(true)))) }
                </div>
                if desk.store.dropping {
                    <div class="hs-trouble" role="alert">
                        <p>{ words.drop_all_sure }</p>
                        <div class="hs-actions__row">
                            { button(Look::Main, "drop-all-sure", words.drop_all_yes, press::call(&desk.keep(Action::DropAll))) }
                            { button(Look::Plain, "drop-all-not", words.keep_all, press::call(&desk.will(Action::Dropping(false)))) }
                        </div>
                    </div>
                }
                if desk.store.notice.is_some() {
                    <pre class="hs-export" tabindex="0" role="group" aria-label={words.export}>{ export }</pre>
                }
            }
        </>
    }
}

/// What was typed goes into this visit, and the calculator's page finds it there.
fn reopen(desk: &Desk, plan: &Plan) -> Callback<()> {
    let (store, plan) = (desk.store.clone(), plan.clone());
    Callback::from(move |()| {
        let session = store.after(Action::Reopen(plan.clone())).session();
        storage::keep_session(boot::SESSION, &plan::write(&session));
        storage::keep_session(boot::ASKED, &plan.asked.map(date::iso).unwrap_or_default());
        address::open(plan.page);
    })
}
