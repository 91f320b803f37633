//! Whom a scheme is open to: as its file says, else as the measures that it implements say.

use crate::read::Table;
use engine::pack::raw::RawBundle;

/// The groups that a scheme is open to, when they are not those of its measures.
pub fn open_to(head: &Table<'_>) -> Vec<String> {
    const GROUPS: [&str; 5] = ["resident", "merchant", "company", "bank", "government"];
    let given = head.texts("open_to");
    for it in given.iter().filter(|it| !GROUPS.contains(&it.value.as_str())) {
        let names = GROUPS.join(", ");
        head.source.report(it.at, it.field.clone(), format!("`{}` is not known, expected {names}", it.value));
    }
    given.into_iter().map(|it| it.value).collect()
}

/// A scheme that does not say whom it is open to is open to those of its measures.
pub fn open_schemes(bundle: &mut RawBundle) {
    let Some(package) = &bundle.package else { return };
    for scheme in bundle.schemes.iter_mut().filter(|it| it.open_to.is_empty()) {
        let measures = package.measures.iter().filter(|it| scheme.measures.contains(&it.number));
        for group in measures.flat_map(|it| &it.open_to) {
            if !scheme.open_to.contains(group) {
                scheme.open_to.push(group.clone());
            }
        }
    }
}
