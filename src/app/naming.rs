//! What pages are called. Pages of measures and sections take their names from the package.

use crate::route::Page;
use crate::words::Words;
use engine::pack::{Measure, Package, Section};

/// What a page is called in lists and results.
#[must_use]
pub fn name(page: Page, package: Option<&Package>, words: &Words) -> String {
    match (measure(page, package), section(page, package)) {
        (Some(it), _) => [&it.number.to_string(), ". ", &it.title].concat(),
        (_, Some(it)) => it.title.clone(),
        _ => (words.page)(page).to_owned(),
    }
}

/// What the tab shows.
#[must_use]
pub fn title(page: Page, package: Option<&Package>, words: &Words) -> String {
    match page {
        Page::Measure(_) | Page::Section(_) => [&name(page, package, words), " · ", words.name].concat(),
        _ => (words.title)(page).to_owned(),
    }
}

/// One sentence for a search result.
#[must_use]
pub fn description(page: Page, package: Option<&Package>, words: &Words) -> String {
    if let Some(it) = measure(page, package) {
        return it.say.clone();
    }
    let (Some(section), Some(package)) = (section(page, package), package) else {
        return (words.description)(page).to_owned();
    };
    let titles: Vec<&str> = package.of_section(section.number).map(|it| it.title.as_str()).collect();
    titles.join(words.comma)
}

/// The measure of a page.
#[must_use]
pub fn measure(page: Page, package: Option<&Package>) -> Option<&Measure> {
    match page {
        Page::Measure(number) => package?.measures.iter().find(|it| it.number == number),
        _ => None,
    }
}

/// The section of a page, not that of its measure.
#[must_use]
pub fn section(page: Page, package: Option<&Package>) -> Option<&Section> {
    match page {
        Page::Section(number) => package?.sections.iter().find(|it| it.number == number),
        _ => None,
    }
}
