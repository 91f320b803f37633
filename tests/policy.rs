//! Every example of every pack, and the house rules that packs keep.

use std::path::Path;

#[test]
fn packs_compile_and_every_example_holds() {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs");
    if let Err(findings) = huisuan::build(&packs, huisuan::Lang::Zh) {
        let listed: Vec<String> = findings.iter().map(ToString::to_string).collect();
        panic!("{}", listed.join("\n"));
    }
}
