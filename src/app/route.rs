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

impl Page {
    /// Every page, the first one first.
    pub const ALL: [Page; 7] = [
        Page::Home,
        Page::Vouchers,
        Page::Vehicles,
        Page::Goods,
        Page::Measures,
        Page::Plans,
        Page::About,
    ];

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
        Page::ALL
            .into_iter()
            .find(|page| page.file() == file)
            .unwrap_or_default()
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
