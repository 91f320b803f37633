//! What a plan rests on besides purchases and days: who cannot claim what, which subsidies were received.

use super::Sheet;
use crate::household::{Claim, Used};
use crate::parts::payment::voucher;
use crate::parts::used::kind;
use engine::campaign::Campaign;

/// One sentence for each.
#[must_use]
pub fn given(sheet: &Sheet<'_>) -> Vec<String> {
    let said = sheet.desk.words().of_plans();
    let mut all = Vec::new();
    for (place, chosen) in sheet.home.rounds.iter().enumerate() {
        let Some(round) = sheet.packs.campaigns().get(chosen.place) else { continue };
        if chosen.claim {
            let members = sheet.home.members.iter().zip(&sheet.names);
            all.extend(members.filter_map(|(it, name)| claims(sheet, round, it.claims.get(place)?, name)));
        } else {
            all.push((said.given_round)(round.title()));
        }
    }
    all.extend(sheet.home.used.iter().map(|it| received(sheet, it)));
    all
}

fn claims(sheet: &Sheet<'_>, round: &Campaign, claim: &Claim, name: &str) -> Option<String> {
    let words = sheet.desk.words();
    let said = words.of_plans();
    match claim {
        Claim::All => None,
        Claim::Nothing => Some((said.given_barred)(name, round.title())),
        Claim::But(but) => {
            let named = |place: &usize| {
                let (class, shape) = voucher(round, *place, words);
                [&class, " ", &shape].concat()
            };
            let vouchers: Vec<String> = but.iter().map(named).collect();
            Some((said.given_but)(name, round.title(), &vouchers.join(words.comma)))
        }
    }
}

fn received(sheet: &Sheet<'_>, it: &Used) -> String {
    let words = sheet.desk.words();
    let said = words.of_plans();
    let known = sheet.planning.known.as_deref();
    let name = sheet.names.get(it.whose).map_or(said.me, String::as_str);
    let what = kind(&it.kind, known, words);
    let scheme = known.filter(|_| !it.scheme.is_empty()).map_or("", |known| known.scheme(&it.scheme));
    (said.given_used)(name, &(said.pieces)(it.count.into()), what, scheme)
}
