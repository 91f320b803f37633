//! The table of measures in `docs/` is that of the packs, and nothing in it goes missing.

use huisuan::Bundle;
use huisuan::measures::{gaps, page};
use std::path::Path;
use std::sync::LazyLock;

static BUNDLE: LazyLock<Bundle> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs");
    huisuan::compile(&folder, huisuan::Lang::Zh).unwrap()
});

#[test]
fn the_table_in_docs_is_that_of_the_packs() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/MEASURES.md");
    let written = std::fs::read_to_string(file).unwrap();
    let now = page(&BUNDLE.bundle, &BUNDLE.examples);
    let differs = written.lines().zip(now.lines()).position(|(a, b)| a != b);
    // A last line end comes from the command's print.
    assert!(
        written.trim_end() == now.trim_end(),
        "docs/MEASURES.md is not that of the packs (line {:?}): run `cargo run -p huisuan -- measures packs -o docs/MEASURES.md`",
        differs.map(|it| it + 1)
    );
}

#[test]
fn thirty_one_rows_and_none_computes_without_examples() {
    assert_eq!(gaps(&BUNDLE.bundle, &BUNDLE.examples), Vec::<String>::new());
    let page = page(&BUNDLE.bundle, &BUNDLE.examples);
    let rows: Vec<&str> = page.lines().filter(|it| it.starts_with("| [")).collect();
    assert_eq!(rows.len(), 31);
    let of = |kind: &str| rows.iter().filter(|it| it.contains(&format!("| {kind} |"))).count();
    assert_eq!((of("计算"), of("核对"), of("参考")), (13, 3, 15));
}

#[test]
fn a_row_that_goes_and_examples_that_go_are_noticed() {
    let mut bundle = BUNDLE.bundle.clone();
    bundle.package.as_mut().unwrap().measures.retain(|it| it.number != 26);
    assert_eq!(gaps(&bundle, &BUNDLE.examples), ["measure 26 is missing"]);

    let mut examples = BUNDLE.examples.clone();
    examples.schemes.retain(|it| it.scheme != "km-rent-2022");
    assert_eq!(gaps(&BUNDLE.bundle, &examples), ["`km-rent-2022` of measure 23 has no worked example"]);

    let mut bundle = BUNDLE.bundle.clone();
    bundle.schemes.retain(|it| !it.measures.contains(&29));
    assert_eq!(gaps(&bundle, &BUNDLE.examples), ["measure 29 computes something and no scheme or round is of it"]);
}

/// What the dossier lists as contradicting itself in the package's text: the measure, and what the
/// editor's note must speak of.
#[test]
fn every_discrepancy_of_the_text_has_an_editors_note() {
    let package = BUNDLE.bundle.package.as_ref().unwrap();
    let general = package.note.as_ref().unwrap();
    for it in ["没有写年份", "2022", "今年底"] {
        assert!(general.contains(it), "{it}");
    }
    let notes: [(u8, &[&str]); 20] = [
        (1, &["6 月 30 日前"]),
        (2, &["一次性降低", "降到 1%", "降免减", "今年底"]),
        (3, &["大型企业"]),
        (5, &["专债资金", "30 亿", "9 月底"]),
        (6, &["担保费"]),
        (8, &["没有写可以延多久"]),
        (9, &["印了两遍", "区人民银行"]),
        (14, &["牵头部门", "降到多少"]),
        (15, &["综合交运"]),
        (17, &["6个学校"]),
        (19, &["促销费"]),
        (21, &["促销费", "开展等活动", "多种形势", "没有写金额"]),
        (22, &["等8个", "7 个"]),
        (23, &["实施方案", "没有查到"]),
        (24, &["保修", "供暖"]),
        (26, &["每亩"]),
        (27, &["[bookmark: _GoBack]", "牵头单位"]),
        (29, &["对不具备外出务工的"]),
        (30, &["低保标准"]),
        (31, &["启动条件"]),
    ];
    for (number, parts) in notes {
        let measure = package.measures.iter().find(|it| it.number == number).unwrap();
        let note = measure.editor_note.as_deref().unwrap_or_default();
        for part in parts {
            assert!(note.contains(part), "measure {number}: no `{part}` in `{note}`");
        }
    }
    let noted = package.measures.iter().filter(|it| it.editor_note.is_some()).count();
    assert_eq!(noted, notes.len(), "a note that is not listed here");
}

/// A page loads the package from a file of its own; the rules beside it stay as they are.
#[test]
fn the_package_comes_from_a_file_of_its_own() {
    let whole = BUNDLE.packs().unwrap();
    let parts = BUNDLE.parts();
    let relief = engine::Packs::load(parts.relief.as_bytes()).unwrap();
    assert_eq!(relief.package(), None);
    let schemes = relief.schemes().len();
    let both = relief.with_package(&engine::Packs::load_package(parts.package.as_bytes()).unwrap());
    assert_eq!(both.package(), whole.package());
    let package = both.package().unwrap();
    assert_eq!((package.measures.len(), both.schemes().len()), (31, schemes));
    assert!(schemes > 20);
    let sections: Vec<usize> = package.sections.iter().map(|it| package.of_section(it.number).count()).collect();
    assert_eq!(sections.iter().sum::<usize>(), 31, "{sections:?}");
    assert!(package.sections.iter().all(|it| package.of_section(it.number).all(|of| of.section == it.number)));
}
