//! How far the planner is, once that is worth saying, and the ways to stop it or to let it go on.

use crate::answer::Answer;
use crate::format;
use crate::parts::button::{Look, button};
use crate::parts::press;
use crate::planning::{Planning, Stage};
use crate::words::Words;
use yew::{Callback, Html, html};

/// Draws it. `plan` is what the page shows.
pub fn draw(
    planning: &Planning,
    plan: Option<&Answer>,
    stop: &Callback<()>,
    go_on: &Callback<()>,
    words: &Words,
) -> Html {
    let said = words.of_plans();
    let say = say(planning, plan, words);
    let busy = matches!(planning.stage, Stage::Working(_) | Stage::Advice) && !say.is_empty();
    let name = match &planning.stage {
        Stage::Idle => "idle",
        Stage::Working(_) => "working",
        Stage::Advice => "advice",
        Stage::Done => "done",
        Stage::Stopped => "stopped",
        Stage::Wrong(_) => "wrong",
        Stage::Failed => "failed",
    };
    // A handful would read as if nothing happened.
    let compared = match &planning.stage {
        Stage::Working(n) if busy && *n >= 100 => Some((said.working_on)(*n)),
        _ => None,
    };
    let class = match (busy, &planning.stage) {
        (true, _) => "hs-stage hs-stage--near",
        (false, Stage::Stopped) => "hs-stage hs-stage--near hs-stage--stopped",
        _ => "hs-stage",
    };
    html! {
        <div {class} data-stage={name} data-current={planning.current.to_string()}>
            if busy {
                <div class="hs-stage__track" role="progressbar" aria-label={said.working} aria-valuetext={compared.clone()}></div>
            }
            // Only what changes now and then is read out; the count changes all the time.
            <p class="hs-stage__say" role="status" aria-live="polite">{ say }</p>
            if let Some(compared) = compared {
                <p class="hs-stage__count" data-testid="compared">{ compared }</p>
            }
            if planning.can_stop() {
                { button(Look::Wide, "stop", said.stop, press::call(stop)) }
            }
            if planning.in_page {
                <p data-testid="in-page">{ said.in_page }</p>
            }
            if planning.can_go_on() {
                { button(Look::Usual, "go-on", if planning.in_page { said.go_on } else { said.resume }, press::call(go_on)) }
            }
        </div>
    }
}

/// The best so far with its gap, or how far it is.
fn say(planning: &Planning, plan: Option<&Answer>, words: &Words) -> String {
    let said = words.of_plans();
    let amounts = |it: &Answer| {
        let gap = it.bound.checked_sub(it.least).unwrap_or_default();
        (format::money(it.least), format::money(gap))
    };
    match (&planning.stage, plan.filter(|_| planning.current)) {
        (Stage::Working(_), Some(plan)) => {
            let (saved, gap) = amounts(plan);
            (said.so_far)(&saved, &gap)
        }
        (Stage::Working(n), None) if *n > 0 => said.working.to_owned(),
        (Stage::Advice, _) => said.advice_coming.to_owned(),
        (Stage::Stopped, Some(plan)) if !plan.proven => {
            let (saved, gap) = amounts(plan);
            (said.stopped_so_far)(&saved, &gap)
        }
        (Stage::Done, Some(_)) if !planning.advised && !planning.in_page => said.unadvised.to_owned(),
        (Stage::Stopped, _) => said.stopped.to_owned(),
        (Stage::Failed, _) => said.failed.to_owned(),
        (Stage::Wrong(fields), _) => (said.wrong)(&fields.join(words.comma)),
        _ => String::new(),
    }
}
