//! The pages. A page reads the desk, picks what it shows, and composes parts; it draws nothing itself.

mod about;
mod calculator;
mod find;
mod goods;
mod home;
mod measure;
mod measures;
mod pick;
mod planner;
mod plans;
mod section;
mod vehicles;
mod vouchers;

use crate::desk::Desk;
use crate::packs::Loading;
use crate::parts::timing::timing;
use crate::parts::trouble::trouble;
use crate::route::Page;
use yew::{Html, html};

/// Draws the home page and the kept plans.
pub fn draw_site(desk: &Desk) -> Html {
    match desk.store.page {
        Page::Plans => plans::draw(desk),
        _ => home::draw(desk),
    }
}

/// Draws the list of measures, and those that are only read.
pub fn draw_measures(desk: &Desk) -> Html {
    match desk.store.page {
        Page::Measure(_) => measure::draw(desk),
        Page::Section(_) => section::draw(desk),
        _ => measures::draw(desk),
    }
}

/// Draws the calculators.
pub fn draw_calculators(desk: &Desk) -> Html {
    match desk.store.page {
        Page::Goods => goods::draw(desk),
        _ => vehicles::draw(desk),
    }
}

/// Draws the pages of vouchers.
pub fn draw_vouchers(desk: &Desk) -> Html {
    match desk.store.page {
        Page::Planner => planner::draw(desk),
        _ => vouchers::draw(desk),
    }
}

/// Draws the interview.
pub fn draw_find(desk: &Desk) -> Html {
    find::draw(desk)
}

/// Draws the page about the site.
pub fn draw_about(desk: &Desk) -> Html {
    about::draw(desk)
}

/// Draws the measures with a calculator of their own.
pub fn draw_relief(desk: &Desk) -> Html {
    measure::draw_with_calculator(desk)
}

/// The heading of a page.
fn heading(title: &str, lead: &str) -> Html {
    html! {
        <div class="hs-top">
            <h1 class="hs-top__title" id="top" tabindex="-1">{ title }</h1>
            <p class="hs-top__lead">{ lead }</p>
        </div>
    }
}

/// The heading of a page whose contents depend on the day asked.
fn dated(desk: &Desk, title: &str, lead: &str) -> Html {
    html! { <>{ heading(title, lead) }{ timing(&desk.store, desk.rules.clock, &desk.act()) }</> }
}

/// The heading of a part of a page, with something beside it.
fn section(id: &'static str, title: &str, beside: Html) -> Html {
    html! {
        <div class="hs-section">
            <h2 class="hs-section__title" {id} tabindex="-1">{ title }</h2>
            { beside }
        </div>
    }
}

/// What is shown while there are no packs; nothing once they are here.
fn waiting(desk: &Desk) -> Html {
    match &desk.rules.loading {
        Loading::Ready(_) => Html::default(),
        Loading::Waiting => html! { <p class="hs-empty" role="status">{ desk.words().loading }</p> },
        Loading::Failed => trouble(desk.words(), None, &desk.rules.retry),
        Loading::Broken(why) => trouble(desk.words(), Some(why), &desk.rules.retry),
    }
}

/// A card with a heading and a few sentences.
fn card(title: &str, says: &[&str]) -> Html {
    html! {
        <section class="hs-card">
            <h2 class="hs-section__title">{ title }</h2>
            { for says.iter().map(|it| html! { <p>{ *it }</p> }) }
        </section>
    }
}
