//! The modules of the site. Each page loads one module, and a module holds only what its own pages
//! need: a page of text does not pay for the rules, nor a calculator for the planner.

use crate::desk::Desk;
use crate::form::Form;
use crate::packs::{Content, PacksRef};
use crate::pages;
use crate::route::{Module, Page};
use crate::voucher::{self, Till};
use crate::work::{self, Once, Work};
use engine::date::Date;
use engine::{Money, Packs};
use yew::Html;

/// What one module can do: functions, so that a module is linked with those that it names and no others.
#[derive(Clone, Copy)]
pub struct Kit {
    /// Which module it is.
    pub module: Module,
    /// Draws the page that is open.
    pub draw: fn(&Desk) -> Html,
    /// Works out what no answer changes.
    pub once: fn(&PacksRef, Page, Option<Date>) -> Once,
    /// The most there was before anything was answered.
    pub scale: fn(&PacksRef, Page, Option<Date>) -> Option<Money>,
    /// Works out a calculator.
    pub work: fn(&PacksRef, Page, &Form, Option<Date>) -> Option<Work>,
    /// Works out the page of vouchers.
    pub till: fn(&PacksRef, &Form, Option<Date>) -> Option<Till>,
    /// The attributes of `<html>` that name the files to load; with `-en` behind them for English.
    pub files: &'static [&'static str],
    /// Reads those files.
    pub read: fn(&[Vec<u8>]) -> Option<Content>,
}

impl PartialEq for Kit {
    fn eq(&self, other: &Kit) -> bool {
        self.module == other.module
    }
}

impl Default for Kit {
    fn default() -> Kit {
        SITE
    }
}

/// Text, measures, kept plans.
pub const SITE: Kit = Kit {
    module: Module::Site,
    draw: pages::draw_site,
    once: |_, _, _| Once::default(),
    scale: |_, _, _| None,
    work: |_, _, _, _| None,
    till: |_, _, _| None,
    files: &["data-package"],
    read: |files| Some(Content { packs: Packs::load_package(files.first()?).ok()?, ..Content::default() }),
};

/// Cars and goods.
pub const CALCULATORS: Kit = Kit {
    module: Module::Calculators,
    draw: pages::draw_calculators,
    once: work::once,
    scale: work::scale,
    work: work::work,
    till: |_, _, _| None,
    files: &["data-packs"],
    read: |files| Some(Content { packs: Packs::load(files.first()?).ok()?, ..Content::default() }),
};

/// Vouchers.
pub const VOUCHERS: Kit = Kit {
    module: Module::Vouchers,
    draw: pages::draw_vouchers,
    once: |_, _, _| Once::default(),
    scale: |_, _, _| None,
    work: |_, _, _, _| None,
    till: |packs, form, today| Some(voucher::till(packs, form, today)),
    files: &["data-campaigns"],
    read: |files| Some(Content { campaigns: engine::campaign::load(files.first()?).ok()?, ..Content::default() }),
};

/// The page about the site, with its self-check of everything.
pub const ABOUT: Kit = Kit {
    module: Module::About,
    draw: pages::draw_about,
    once: |_, _, _| Once::default(),
    scale: |_, _, _| None,
    work: |_, _, _, _| None,
    till: |_, _, _| None,
    files: &["data-packs", "data-relief", "data-campaigns"],
    read: |files| {
        let [packs, relief, campaigns] = files else { return None };
        Some(Content {
            packs: Packs::load(packs).ok()?,
            relief: Packs::load(relief).ok()?,
            campaigns: engine::campaign::load(campaigns).ok()?,
        })
    },
};

/// Measures with a calculator of their own.
pub const RELIEF: Kit = Kit {
    module: Module::Relief,
    draw: pages::draw_relief,
    once: work::once,
    scale: work::scale,
    work: work::work,
    till: |_, _, _| None,
    files: &["data-relief", "data-package"],
    read: |files| {
        let [relief, package] = files else { return None };
        let packs = Packs::load(relief).ok()?.with_package(Packs::load_package(package).ok()?);
        Some(Content { packs, ..Content::default() })
    },
};

/// The kit of a page.
#[must_use]
pub fn of(page: Page) -> Kit {
    match page.module() {
        Module::Site => SITE,
        Module::Calculators => CALCULATORS,
        Module::Vouchers => VOUCHERS,
        Module::About => ABOUT,
        Module::Relief => RELIEF,
    }
}
