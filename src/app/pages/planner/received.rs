//! Which subsidies the members have had already: quotas count them.

use super::Sheet;
use crate::answer::Known;
use crate::household::{CAR_KIND, USED};
use crate::parts::fold::fold;
use crate::parts::picker::{Pick, picker};
use crate::parts::used::{UsedCard, kind, used};
use yew::{AttrValue, Html, html};

/// Draws it, once a subsidy is asked for: before that nobody needs to say what was received.
pub fn draw(sheet: &Sheet<'_>) -> Html {
    let words = sheet.desk.words();
    let said = words.of_plans();
    let home = sheet.home;
    let asked = home.purchases.iter().any(|it| it.car || !it.kind.is_empty());
    let Some(known) = sheet.planning.known.as_deref().filter(|_| asked || !home.used.is_empty()) else {
        return Html::default();
    };
    let cards = home.used.iter().enumerate().map(|(seat, it)| {
        used(&UsedCard { it, seat, known: Some(known), home, names: &sheet.names }, words, &sheet.on)
    });
    let inside = html! {
        <>
            <p class="hs-empty">{ said.used_help }</p>
            { picker(said.used_add, &AttrValue::from(USED), &picks(sheet, known), false, words, &sheet.on) }
        </>
    };
    html! {
        <section aria-label={said.used}>
            <div class="hs-rulebook hs-rulebook--apart">
                { fold("used", said.used, Some(home.used.len()), inside) }
            </div>
            <div>{ for cards }</div>
        </section>
    }
}

/// Everything whose use is counted; what is bought now comes first.
fn picks(sheet: &Sheet<'_>, known: &Known) -> Vec<Pick> {
    let words = sheet.desk.words();
    let bought = |id: &str| {
        let same = |it: &crate::household::Purchase| if id == CAR_KIND { it.car } else { it.kind == id };
        sheet.home.purchases.iter().any(same)
    };
    let ids = known.kinds.iter().map(|it| it.id.as_str()).chain([CAR_KIND]);
    let counted = ids.filter(|id| known.counted(id).next().is_some());
    let pick = |id: &str| Pick {
        id: id.to_owned().into(),
        label: kind(id, Some(known), words).to_owned().into(),
        first: bought(id),
    };
    counted.map(pick).collect()
}
