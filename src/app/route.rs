//! The pages of the site: flat files beside each other, so that any sub-folder of a portal works.

/// One page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Page {
    /// Three doors and the way to everything else.
    #[default]
    Home,
    /// Which voucher on which payment.
    Vouchers,
    /// What buying a car brings.
    Vehicles,
    /// What trading in appliances and phones brings.
    Goods,
    /// The 31 measures.
    Measures,
    /// Results that the person kept.
    Plans,
    /// Sources, privacy and the self-check.
    About,
}

/// A module of the site: pages of one module are opened without loading anything again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Module {
    /// Text, measures, kept plans.
    Site,
    /// Cars and goods.
    Calculators,
    /// Vouchers.
    Vouchers,
    /// The page about the site, with its self-check.
    About,
}

impl Module {
    /// Every module, the first page's first.
    pub const ALL: [Module; 4] = [Module::Site, Module::Calculators, Module::Vouchers, Module::About];

    /// Its name: that of the binary it is built from.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Module::Site => "app",
            Module::Calculators => "calculators",
            Module::Vouchers => "vouchers",
            Module::About => "about",
        }
    }
}

impl Page {
    /// The module that draws it.
    #[must_use]
    pub const fn module(self) -> Module {
        match self {
            Page::Home | Page::Measures | Page::Plans => Module::Site,
            Page::Vehicles | Page::Goods => Module::Calculators,
            Page::Vouchers => Module::Vouchers,
            Page::About => Module::About,
        }
    }

    /// Every page, the first one first.
    pub const ALL: [Page; 7] =
        [Page::Home, Page::Vouchers, Page::Vehicles, Page::Goods, Page::Measures, Page::Plans, Page::About];

    /// The page's file, which is also its address.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Page::Home => "index.html",
            Page::Vouchers => "vouchers.html",
            Page::Vehicles => "vehicles.html",
            Page::Goods => "goods.html",
            Page::Measures => "measures.html",
            Page::Plans => "plans.html",
            Page::About => "about.html",
        }
    }

    /// The page at a path; whatever is not known is the home page.
    #[must_use]
    pub fn at(path: &str) -> Page {
        let file = path.rsplit('/').next().unwrap_or_default();
        Page::ALL.into_iter().find(|page| page.file() == file).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn a_page_is_found_by_its_file_in_any_folder() {
        for page in Page::ALL {
            assert_eq!(Page::at(page.file()), page);
            assert_eq!(Page::at(&format!("/some/portal/{}", page.file())), page);
        }
        assert_eq!(Page::at("/some/portal/"), Page::Home);
        assert_eq!(Page::at("/nothing.html"), Page::Home);
    }
}
