//! Which rounds take part, and who can still claim what of each.

use super::Sheet;
use crate::form::Slot;
use crate::household::{self, Chosen, Claim, Member, barred};
use crate::pages::section;
use crate::pages::vouchers::about;
use crate::parts::check::{Check, check};
use crate::parts::fold::fold;
use crate::parts::payment::voucher;
use crate::voucher::rounds;
use engine::campaign::Campaign;
use yew::{Html, html};

/// Draws the rounds that were chosen, and the list to choose from.
pub fn draw(sheet: &Sheet<'_>) -> Html {
    let words = sheet.desk.words();
    let said = words.of_plans();
    let today = sheet.desk.rules.today;
    let chosen = |place: usize| sheet.home.rounds.iter().any(|it| it.place == place);
    let one = |(place, it): (usize, &Campaign)| {
        let ticked = chosen(place);
        let it = Check {
            say: it.title(),
            about: Some(about(it, today, words)),
            ticked,
            then: if ticked { "" } else { "true" },
            slot: Slot::shared(&[household::ROUND, it.id()].concat()),
            disabled: today.is_none(),
        };
        check(&it, &sheet.on)
    };
    let list = html! { <div class="hs-checks">{ for rounds(sheet.packs).into_iter().map(one) }</div> };
    let taking_part = sheet.home.rounds.iter().enumerate();
    let taking_part = taking_part.filter_map(|(place, it)| round(sheet, place, it));
    html! {
        <section aria-labelledby="rounds">
            { section("rounds", said.rounds, Html::default()) }
            <div>{ for taking_part }</div>
            if sheet.home.rounds.is_empty() {
                <p class="hs-empty">{ said.rounds_none }</p>
            }
            <div class="hs-rulebook hs-rulebook--apart">
                { fold("rounds", said.rounds_choose, Some(sheet.home.rounds.len()), list) }
            </div>
        </section>
    }
}

fn round(sheet: &Sheet<'_>, place: usize, chosen: &Chosen) -> Option<Html> {
    let words = sheet.desk.words();
    let said = words.of_plans();
    let it = sheet.packs.campaigns().get(chosen.place)?;
    let claim = Check {
        say: (said.can_claim)(it.certainty()),
        about: None,
        ticked: chosen.claim,
        then: if chosen.claim { "false" } else { "" },
        slot: Slot::shared(&[household::CLAIM, it.id()].concat()),
        disabled: false,
    };
    Some(html! {
        <div class="hs-item hs-round" key={it.id().to_owned()} data-round={it.id().to_owned()}>
            <h3 class="hs-item__name">{ it.title() }</h3>
            <p class="hs-purchase__line">{ about(it, sheet.desk.rules.today, words) }</p>
            { check(&claim, &sheet.on) }
            if chosen.claim {
                { who(sheet, place, it) }
            }
        </div>
    })
}

/// Who can claim: a box for each member, and for each a list of what is left to claim.
fn who(sheet: &Sheet<'_>, place: usize, round: &Campaign) -> Html {
    let words = sheet.desk.words();
    let said = words.of_plans();
    let several = sheet.home.members.len() > 1;
    let members = || sheet.home.members.iter().zip(&sheet.names);
    let claims = |it: &Member| it.claims.get(place).cloned().unwrap_or(Claim::All);
    let one = |(it, name): (&Member, &String)| {
        let claim = claims(it);
        let can = claim != Claim::Nothing;
        let own = Check {
            say: name,
            about: None,
            ticked: can,
            then: if can { "true" } else { "" },
            slot: Slot::new(&barred(round, None), it.item),
            disabled: false,
        };
        html! {
            <div key={household::reference(it)} data-claims={name.clone()}>
                if several {
                    { check(&own, &sheet.on) }
                }
                if can && round.benefits().len() > 1 {
                    { which(sheet, round, it, name, &claim) }
                }
            </div>
        }
    };
    let each: Html = members().map(one).collect();
    if !several {
        return each;
    }
    let able = members().filter(|(it, _)| claims(it) != Claim::Nothing).map(|(_, name)| name.as_str());
    let able: Vec<&str> = able.collect();
    let able = if able.is_empty() { said.nobody.to_owned() } else { able.join(words.comma) };
    let inside = html! { <><p class="hs-purchase__help">{ said.who_claims_help }</p>{ each }</> };
    fold("who-claims", &(said.who_claims)(&able), None, inside)
}

/// Which denominations a member can still claim.
fn which(sheet: &Sheet<'_>, round: &Campaign, member: &Member, name: &str, claim: &Claim) -> Html {
    let words = sheet.desk.words();
    let said = words.of_plans();
    let all = round.benefits().len();
    let barred_here = |place: usize| matches!(claim, Claim::But(but) if but.contains(&place));
    let one = |place: usize| {
        let (class, shape) = voucher(round, place, words);
        let say = [&class, " ", &shape].concat();
        let can = !barred_here(place);
        let it = Check {
            say: &say,
            about: None,
            ticked: can,
            then: if can { "true" } else { "" },
            slot: Slot::new(&barred(round, Some(place)), member.item),
            disabled: false,
        };
        check(&it, &sheet.on)
    };
    let left = (0..all).filter(|it| !barred_here(*it)).count();
    let inside = html! {
        <><p class="hs-purchase__help">{ said.some_claims_help }</p>{ for (0..all).map(one) }</>
    };
    fold("some-claims", &(said.some_claims)(name), Some(left), inside)
}
