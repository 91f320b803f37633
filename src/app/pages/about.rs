//! Where the numbers come from, what happens to what is typed, and the self-check.

use super::{card, heading, waiting};
use crate::desk::Desk;
use crate::packs::PacksRef;
use crate::parts::badge::badge;
use crate::parts::self_check::{Checked, self_check};
use crate::platform::{fetch, page};
use crate::store::Action;
use engine::example;
use engine::pack::Confidence;
use yew::{Callback, Html, html};

/// Draws the page.
pub fn draw(desk: &Desk) -> Html {
    let words = desk.words();
    let sure = [
        (Confidence::Official, words.official_say),
        (Confidence::Reported, words.reported_say),
        (Confidence::Unverified, words.unverified_say),
        (Confidence::Unknown, words.unknown_say),
    ];
    let sure = sure.into_iter().map(|(it, say)| html! { <li>{ badge(it, words) }{ " " }{ say }</li> });
    html! {
        <>
            { heading(words.about, words.about_lead) }
            { waiting(desk) }
            <section class="hs-card">
                <h2 class="hs-section__title">{ words.confidence_title }</h2>
                <ul class="hs-sure">{ for sure }</ul>
            </section>
            { card(words.range_title, words.range_say) }
            { card(words.privacy_title, words.privacy_say) }
            { card(words.limits_title, words.limits_say) }
            { self_check(&desk.store.checked, desk.packs().is_some(), words, &run(desk)) }
        </>
    }
}

fn run(desk: &Desk) -> Callback<()> {
    let (act, packs) = (desk.act(), desk.packs().cloned());
    Callback::from(move |()| {
        let (Some(packs), act) = (packs.clone(), act.clone()) else { return };
        act.emit(Action::Checked(Checked::Running));
        yew::platform::spawn_local(async move { act.emit(Action::Checked(check(&packs).await)) });
    })
}

/// Runs every example that was published with the packs.
async fn check(packs: &PacksRef) -> Checked {
    let Some(name) = page::told("data-examples") else { return Checked::NotLoaded };
    let Some(bytes) = fetch::file(&name).await else { return Checked::NotLoaded };
    let Ok(examples) = example::load(&bytes) else { return Checked::NotLoaded };
    let mut passed = 0;
    let mut failed = Vec::new();
    for it in &examples.schemes {
        let of = if packs.scheme(&it.scheme).is_some() { packs } else { packs.relief() };
        match example::run(of, it) {
            Ok(()) => passed += 1,
            Err(_) => failed.push([it.scheme.as_str(), " · ", it.name.as_str()].concat()),
        }
    }
    for it in &examples.campaigns {
        let campaign = packs.campaigns().iter().find(|campaign| campaign.id() == it.campaign);
        match campaign.map(|campaign| planner::example::disagreements(campaign, it)) {
            Some(wrong) if wrong.is_empty() => passed += 1,
            _ => failed.push([it.campaign.as_str(), " · ", it.name.as_str()].concat()),
        }
    }
    Checked::Done { passed, failed }
}
