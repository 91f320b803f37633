//! The pages of the site: flat files beside each other, so that any sub-folder of a portal works.

/// One page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Page {
    /// Three doors and the way to everything else.
    #[default]
    Home,
    /// Which voucher on which payment.
    Vouchers,
    /// A household's vouchers and subsidies, planned together.
    Planner,
    /// What buying a car brings.
    Vehicles,
    /// What trading in appliances and phones brings.
    Goods,
    /// The 31 measures.
    Measures,
    /// What one is entitled to, over everything.
    Find,
    /// Results that the person kept.
    Plans,
    /// Sources, privacy and the self-check.
    About,
    /// One measure of the package, by its number from 1.
    Measure(u8),
    /// One section of the package, by its number from 1.
    Section(u8),
}

/// The files of the measures, in their order.
const MEASURES: [&str; 31] = [
    "measure-01.html",
    "measure-02.html",
    "measure-03.html",
    "measure-04.html",
    "measure-05.html",
    "measure-06.html",
    "measure-07.html",
    "measure-08.html",
    "measure-09.html",
    "measure-10.html",
    "measure-11.html",
    "measure-12.html",
    "measure-13.html",
    "measure-14.html",
    "measure-15.html",
    "measure-16.html",
    "measure-17.html",
    "measure-18.html",
    "measure-19.html",
    "measure-20.html",
    "measure-21.html",
    "measure-22.html",
    "measure-23.html",
    "measure-24.html",
    "measure-25.html",
    "measure-26.html",
    "measure-27.html",
    "measure-28.html",
    "measure-29.html",
    "measure-30.html",
    "measure-31.html",
];

/// The files of the sections, in their order.
const SECTIONS: [&str; 7] = [
    "section-1.html",
    "section-2.html",
    "section-3.html",
    "section-4.html",
    "section-5.html",
    "section-6.html",
    "section-7.html",
];

/// The measures with a calculator of their own, which their pages need a larger module for. A test holds
/// this list against the calculators of the packs.
const COMPUTED: [u8; 14] = [1, 2, 3, 7, 8, 9, 14, 23, 24, 25, 26, 29, 30, 31];

/// A module of the site: pages of one module are opened without loading anything again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Module {
    /// The home page and kept plans.
    Site,
    /// The list of measures, and those that are only read.
    Measures,
    /// Cars and goods.
    Calculators,
    /// Vouchers.
    Vouchers,
    /// The page about the site, with its self-check.
    About,
    /// Measures with a calculator.
    Relief,
    /// The interview over everything.
    Find,
}

impl Module {
    /// Its name: that of the binary it is built from.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Module::Site => "app",
            Module::Measures => "measures",
            Module::Calculators => "calculators",
            Module::Vouchers => "vouchers",
            Module::About => "about",
            Module::Relief => "relief",
            Module::Find => "find",
        }
    }
}

impl Page {
    /// The module that draws it.
    #[must_use]
    pub fn module(self) -> Module {
        match self {
            Page::Measure(_) if self.computes() => Module::Relief,
            Page::Measures | Page::Measure(_) | Page::Section(_) => Module::Measures,
            Page::Home | Page::Plans => Module::Site,
            Page::Vehicles | Page::Goods => Module::Calculators,
            Page::Vouchers | Page::Planner => Module::Vouchers,
            Page::About => Module::About,
            Page::Find => Module::Find,
        }
    }

    /// The attributes of `<html>` that name the files to load for it; with `-en` behind them for English.
    #[must_use]
    pub fn files(self) -> &'static [&'static str] {
        match self {
            Page::Home => &[],
            Page::Measures => &["data-package", "data-index"],
            Page::Measure(_) if self.computes() => &["data-relief", "data-package"],
            Page::Plans | Page::Measure(_) | Page::Section(_) => &["data-package"],
            Page::Vehicles | Page::Goods => &["data-packs"],
            Page::Vouchers | Page::Planner => &["data-packs", "data-campaigns"],
            Page::About => &["data-packs", "data-relief", "data-campaigns"],
            Page::Find => &["data-packs", "data-relief", "data-index"],
        }
    }

    /// Pages of one room have a module and its files in common: they are opened from one another without
    /// loading anything. From one room to another the browser itself opens the page.
    #[must_use]
    pub fn room(self) -> &'static str {
        match self {
            Page::Home => "home",
            Page::Measures => "list",
            other => other.module().name(),
        }
    }

    /// Whether it is the page of a measure with a calculator of its own.
    #[must_use]
    pub fn computes(self) -> bool {
        matches!(self, Page::Measure(number) if COMPUTED.contains(&number))
    }

    /// The pages that every page leads to, the first one first.
    pub const MAIN: [Page; 9] = [
        Page::Home,
        Page::Find,
        Page::Vouchers,
        Page::Planner,
        Page::Vehicles,
        Page::Goods,
        Page::Measures,
        Page::Plans,
        Page::About,
    ];

    /// Every page of the site, the first one first.
    pub fn every() -> impl Iterator<Item = Page> {
        let measures = (1..).zip(MEASURES).map(|(number, _)| Page::Measure(number));
        let sections = (1..).zip(SECTIONS).map(|(number, _)| Page::Section(number));
        Page::MAIN.into_iter().chain(sections).chain(measures)
    }

    /// The page's file, which is also its address. A number that no measure has leads to the list.
    #[must_use]
    pub fn file(self) -> &'static str {
        let of = |files: &[&'static str], number: u8| {
            usize::from(number).checked_sub(1).and_then(|it| files.get(it).copied())
        };
        match self {
            Page::Home => "index.html",
            Page::Vouchers => "vouchers.html",
            Page::Planner => "planner.html",
            Page::Vehicles => "vehicles.html",
            Page::Goods => "goods.html",
            Page::Measures => "measures.html",
            Page::Find => "find.html",
            Page::Plans => "plans.html",
            Page::About => "about.html",
            Page::Measure(number) => of(&MEASURES, number).unwrap_or("measures.html"),
            Page::Section(number) => of(&SECTIONS, number).unwrap_or("measures.html"),
        }
    }

    /// The page at a path; whatever is not known is the home page.
    #[must_use]
    pub fn at(path: &str) -> Page {
        let file = path.rsplit('/').next().unwrap_or_default();
        Page::every().find(|page| page.file() == file).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Page;
    use std::path::Path;

    #[test]
    fn a_page_is_found_by_its_file_in_any_folder() {
        for page in Page::every() {
            assert_eq!(Page::at(page.file()), page);
            assert_eq!(Page::at(&format!("/some/portal/{}", page.file())), page);
        }
        assert_eq!(Page::at("/some/portal/"), Page::Home);
        assert_eq!(Page::at("/nothing.html"), Page::Home);
        assert_eq!(Page::Measure(32).file(), "measures.html");
        assert_eq!(Page::Section(0).file(), "measures.html");
    }

    #[test]
    fn the_pages_are_those_of_the_package_and_its_calculators() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
        let packs = huisuan::compile(&folder, huisuan::Lang::Zh).unwrap().packs().unwrap();
        let package = packs.package().unwrap();
        let measures = package.measures.iter().map(|it| Page::Measure(it.number));
        let sections = package.sections.iter().map(|it| Page::Section(it.number));
        assert!(Page::every().skip(Page::MAIN.len()).eq(sections.chain(measures)));
        for it in &package.measures {
            let id = crate::work::of_measure(it.number);
            assert_eq!(Page::Measure(it.number).computes(), packs.calculator(&id).is_some(), "{id}");
        }
    }
}
