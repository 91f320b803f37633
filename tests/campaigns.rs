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

#[test]
fn every_example_of_every_campaign_holds() {
    let mut wrong = Vec::new();
    let mut n_examples = 0;
    let packs = packs();
    for path in &packs {
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
            let json = serde_json::to_string(&raw).unwrap();
            let read: RawCampaign = serde_json::from_str(&json).unwrap();
            let campaign = Campaign::from_raw(read).unwrap();
            for example in &examples {
                n_examples += 1;
                let json = serde_json::to_string(example).unwrap();
                let example: RawCampaignExample = serde_json::from_str(&json).unwrap();
                for it in planner::example::disagreements(&campaign, &example) {
                    wrong.push(format!("{name}: {}: {it}", example.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(packs.len() >= 12, "{} campaigns", packs.len());
    println!("{} campaigns, {n_examples} examples in two languages", packs.len());
}
