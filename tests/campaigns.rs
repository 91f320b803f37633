//! Every example of every voucher campaign in `packs/`, through the compiled JSON as the browser reads it.

use engine::campaign::Campaign;
use engine::campaign::raw::{RawCampaign, RawCampaignExample};
use huisuan::Lang;
use huisuan::read::Source;
use std::path::{Path, PathBuf};

fn packs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs");
    let mut found = Vec::new();
    for folder in std::fs::read_dir(root).unwrap() {
        let folder = folder.unwrap().path();
        if folder.is_dir() {
            found.extend(std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()));
        }
    }
    found.retain(|it| std::fs::read_to_string(it).is_ok_and(|text| text.contains("\n[campaign]")));
    found.sort();
    found
}

fn compile(text: &str, lang: Lang) -> Result<(RawCampaign, Vec<RawCampaignExample>), Vec<String>> {
    let source = Source::new("test.toml", text);
    let root = source.root();
    let table = root.table();
    table.opt_number("format");
    let compiled = huisuan::campaign::campaign(&table, lang);
    table.finish();
    let findings: Vec<String> = source.findings().iter().map(ToString::to_string).collect();
    match compiled {
        Some(it) if findings.is_empty() => Ok(it),
        _ => Err(findings),
    }
}

/// Rounds of other places with terms that no shipped round has: they ship nowhere.
fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("campaigns");
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    found.sort();
    found
}

#[test]
fn every_example_of_every_campaign_holds() {
    let packs = packs();
    assert!(packs.len() >= 12, "{} campaigns", packs.len());
    examples_hold(&packs);
}

#[test]
fn every_example_of_every_fixture_holds() {
    examples_hold(&fixtures());
}

fn examples_hold(packs: &[PathBuf]) {
    let mut wrong = Vec::new();
    let mut n_examples = 0;
    for path in packs {
        let text = std::fs::read_to_string(path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        for lang in [Lang::Zh, Lang::En] {
            let (raw, examples) = match compile(&text, lang) {
                Ok(it) => it,
                Err(findings) => {
                    wrong.extend(findings.into_iter().map(|it| format!("{name}: {it}")));
                    continue;
                }
            };
            assert_eq!(raw.id, name, "the id is the file's name");
            let json = engine::form::to_string(&raw);
            let read: RawCampaign = engine::form::from_slice(json.as_bytes()).unwrap();
            let campaign = Campaign::from_raw(read).unwrap();
            for example in &examples {
                n_examples += 1;
                let json = engine::form::to_string(example);
                let example: RawCampaignExample = engine::form::from_slice(json.as_bytes()).unwrap();
                for it in planner::example::disagreements(&campaign, &example) {
                    wrong.push(format!("{name}: {}: {it}", example.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!("{} campaigns, {n_examples} examples in two languages", packs.len());
}

#[test]
fn every_mistake_of_a_file_is_reported_at_once_with_its_line() {
    let good = std::fs::read_to_string(packs().iter().find(|it| it.ends_with("km-2025-shushi.toml")).unwrap()).unwrap();
    let mut bad = good.clone();
    for (from, to) in [
        ("level = \"kunming\"", "level = \"city\""),
        ("windows = [{ from = \"2025-08-23\"", "windows = [{ from = \"2025-02-30\""),
        ("daily_from = \"09:00\"", "daily_from = \"9 o'clock\""),
        ("include = [\"books\"]", "include = [\"book\"]"),
        ("threshold = \"300 yuan\"", "threshold = \"300\""),
        ("off = \"30 yuan\"", "off = \"300 yuan\""),
        ("max = 5", "max = 0"),
        ("shop_discount = \"allowed\"", "shop_discuont = \"allowed\""),
        ("threshold_basis = \"after_shop_discount\"", "threshold_basis = \"after\""),
        ("\nid = \"reclaimed\"", "\nid = \"re claimed\""),
    ] {
        assert!(bad.contains(from), "{from}");
        bad = bad.replacen(from, to, 1);
    }
    let found = compile(&bad, Lang::Zh).unwrap_err();
    let line_of = |text: &str| 1 + bad.lines().position(|it| it.contains(text)).unwrap();
    let places = [
        ("level = \"city\"", "campaign.level: expected one of national,"),
        ("2025-02-30", "claim.windows[0].from: `2025-02-30` is not a day"),
        ("9 o'clock", "claim.daily_from: expected a time such as 09:00"),
        ("include = [\"book\"]", "class[0].include: expected one of dining,"),
        ("threshold = \"300\"", "benefit[0].threshold: `300` is not an amount, expected one such as `300 yuan`"),
        ("off = \"300 yuan\"", "benefit[1].off: expected an amount that is not above `threshold`"),
        ("max = 0", "limit[2].max: expected a number of vouchers from 1"),
        ("shop_discuont", "stacking.shop_discuont: unknown key, expected one of"),
        ("threshold_basis = \"after\"", "terms.threshold_basis: expected after_shop_discount or before_shop_discount"),
        ("re claimed", "note[0].id: expected a name of a-z, 0-9, - and _"),
    ];
    for (text, message) in places {
        let start = format!("test.toml:{}: {message}", line_of(text));
        assert!(found.iter().any(|it| it.starts_with(&start)), "{start}\nin\n{}", found.join("\n"));
    }
}

#[test]
fn a_limit_per_week_says_where_its_week_begins() {
    let good =
        std::fs::read_to_string(fixtures().iter().find(|it| it.ends_with("zs-2024-sport.toml")).unwrap()).unwrap();
    let per = "per = [\"week\"]";
    let begins = "expected the day on which its week begins, monday to sunday, where it counts per week and only there";
    for (from, to, message) in [
        (per, "per = [\"day\", \"week\"]", "limit[0].per: expected one of day, week, month".to_owned()),
        (
            per,
            "per = [\"weekly\"]",
            "limit[0].per: expected any of day, week, month, class, benefit, platform, merchant".to_owned(),
        ),
        (per, "per = [\"month\"]", format!("limit[0].week_from: {begins}")),
        ("week_from = \"monday\"\n", "", format!("limit[0].week_from: {begins}")),
        ("week_from = \"monday\"", "week_from = \"mon\"", format!("limit[0].week_from: {begins}")),
        ("week_from_instead = \"saturday\"", "week_from_instead = \"6\"", format!("limit[0].week_from: {begins}")),
    ] {
        assert!(good.contains(from), "{from}");
        let found = compile(&good.replacen(from, to, 1), Lang::Zh).unwrap_err();
        assert!(found.iter().any(|it| it.ends_with(&message)), "{message}\nin\n{}", found.join("\n"));
    }
}

#[test]
fn a_wallet_that_payments_share_is_claimed_once_and_counted_in_fen() {
    let good = std::fs::read_to_string(fixtures().iter().find(|it| it.ends_with("sz-dcep-futian-2021.toml")).unwrap());
    let good = good.unwrap();
    let once = "benefit[0].balance: expected a limit of one claim (`what = \"claim\"`, `max = 1`) for a wallet that \
                payments share";
    let bundle = "\n[[bundle]]\nid = \"b\"\ntitle = \"券包\"\nparts = [{ benefit = \"wallet-200\", count = 1 }]\n\
                  source = \"notice\"\n\n[stacking]";
    let amounts = "\n[[limit]]\nid = \"sum\"\nwhat = \"amount\"\nper = []\nmax = \"100 yuan\"\nsay = \"合计\"\n\
                   source = \"notice\"\n\n[stacking]";
    for (from, to, message) in [
        ("balance = \"200 yuan\"\n", "", "benefit[0].balance: expected what the wallet holds"),
        (
            "balance = \"200 yuan\"",
            "balance = \"0 yuan\"",
            "benefit[0].balance: expected an amount in whole fen, above 0",
        ),
        ("splittable = true\n", "", "benefit[0].splittable: expected whether several payments may share the wallet"),
        (
            "consume_first = true\n",
            "",
            "benefit[0].consume_first: expected whether a payment must take as much of the wallet as it can",
        ),
        (
            "consume_first = true\n",
            "consume_first = true\noff = \"5 yuan\"\n",
            "benefit[0].balance: expected nothing but `splittable` and `consume_first` beside it",
        ),
        ("max = 1\n", "max = 2\n", once),
        ("max = 1\n", "max = 1\nassumed = \"未见\"\ninstead = {}\n", once),
        ("\n[stacking]", bundle, "benefit[0].balance: expected no wallet that payments share in a bundle"),
        (
            "\n[stacking]",
            amounts,
            "limit[1].classes: expected no class with a wallet that payments share where amounts are counted",
        ),
    ] {
        assert!(good.contains(from), "{from}");
        let found = compile(&good.replacen(from, to, 1), Lang::Zh).unwrap_err();
        assert!(found.iter().any(|it| it.contains(message)), "{message}\nin\n{}", found.join("\n"));
    }
}

#[test]
fn no_file_makes_the_reader_panic() {
    for path in packs() {
        let good = std::fs::read_to_string(path).unwrap();
        let lines: Vec<&str> = good.lines().collect();
        for skip in 0..lines.len() {
            let kept: Vec<&str> = lines.iter().enumerate().filter(|(it, _)| *it != skip).map(|(_, it)| *it).collect();
            if let Ok((raw, examples)) = compile(&kept.join("\n"), Lang::Zh) {
                let campaign = Campaign::from_raw(raw).unwrap();
                for example in &examples {
                    let _ = planner::Cart::from_raw(&campaign, example.cart.clone());
                }
            }
        }
    }
}

/// What pages show of a round is what its file says.
#[test]
fn what_is_loaded_is_what_was_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs");
    let bundle = huisuan::compile(&folder, Lang::Zh).unwrap();
    let loaded = engine::campaign::load(bundle.parts().campaigns.as_bytes()).unwrap();
    let written = &bundle.bundle.campaigns;
    assert!(written.len() >= 12, "{} campaigns", written.len());
    assert_eq!(loaded.len(), written.len());
    for (it, raw) in loaded.iter().zip(written) {
        assert_eq!(
            (it.id(), it.title(), it.series(), it.measures()),
            (raw.id.as_str(), raw.title.as_str(), raw.series.as_deref(), raw.measures.as_slice())
        );
        assert_eq!((it.issuer(), it.for_whom()), (raw.issuer.as_str(), raw.for_whom.as_str()), "{}", raw.id);
        assert_eq!((it.claim().how(), it.claim().place()), (raw.claim.how.as_slice(), raw.claim.place.as_slice()));
        assert_eq!(it.how_to_redeem(), raw.redeem.how, "{}", raw.id);
        let titles = |of: &[engine::pack::Document]| -> Vec<String> { of.iter().map(|it| it.title.clone()).collect() };
        assert_eq!(titles(it.documents()), raw.documents.iter().map(|it| it.title.clone()).collect::<Vec<_>>());
        let ids: Vec<&str> = it.benefits().iter().map(engine::campaign::Benefit::id).collect();
        assert_eq!(ids, raw.benefits.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), "{}", raw.id);
        for (place, id) in ids.iter().enumerate() {
            assert_eq!(it.benefit(id).map(|it| it.0), Some(place), "{id}");
        }
        assert_eq!((it.limits().len(), it.bundles().len()), (raw.limits.len(), raw.bundles.len()), "{}", raw.id);
        for (limit, raw) in it.limits().iter().zip(&raw.limits) {
            assert_eq!(
                (limit.id(), limit.say(), limit.classes()),
                (raw.id.as_str(), raw.say.as_str(), &raw.classes[..])
            );
        }
        for (class, raw) in it.classes().iter().zip(&raw.classes) {
            let written = (raw.id.as_str(), raw.title.as_str(), raw.funder.as_deref());
            assert_eq!((class.id(), class.title(), class.funder()), written);
            let include: Vec<&str> = class.include().iter().map(|it| it.name()).collect();
            assert_eq!(include, raw.include);
        }
        let refund = (it.refund().full_after_expiry(), it.refund().partial_voucher());
        let of = |it: Option<&engine::campaign::Term<engine::campaign::VoucherAfter>>| it.map(|it| it.value().name());
        let written = (&raw.refund.full_after_expiry, &raw.refund.partial_voucher);
        let as_written = |it: &Option<engine::campaign::raw::RawTerm<String>>| it.as_ref().map(|it| it.value.clone());
        assert_eq!(of(refund.0).map(str::to_owned), as_written(written.0), "{}", raw.id);
        assert_eq!(of(refund.1).map(str::to_owned), as_written(written.1), "{}", raw.id);
        let (first, last) = it.days().unwrap();
        assert!(first <= last, "{first} to {last}");
    }
}
