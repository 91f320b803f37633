//! The modules of the site. Each page loads one module, and a module holds only what its own pages
//! need: a page of text does not pay for the rules, nor a calculator for the planner.

use crate::desk::Desk;
use crate::find::{self, Find};
use crate::form::Form;
use crate::insight::{self, Insight};
use crate::packs::{Content, PacksRef};
use crate::pages;
use crate::route::{Module, Page};
use crate::voucher::{self, Till};
use crate::work::{self, Once, Work};
use engine::date::Date;
use engine::find::Index;
use engine::{Money, PackError, Packs, Shelf};
use std::rc::Rc;
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
    pub scale: fn(&PacksRef, Page, &Form, Option<Date>) -> Option<Money>,
    /// Works out a calculator.
    pub work: fn(&PacksRef, Page, &Form, Option<Date>) -> Option<Work>,
    /// Works out what is said beside a calculator's result.
    pub insight: fn(&PacksRef, &Work, &[String], bool, Date) -> Insight,
    /// Works out the page of vouchers.
    pub till: fn(&PacksRef, &Form, Option<Date>) -> Option<Till>,
    /// Works out the interview.
    pub find: fn(&PacksRef, &Form, Option<Date>) -> Option<Find>,
    /// Reads the files of a page, in the order in which the page names them.
    pub read: fn(Vec<Vec<u8>>) -> Result<Content, PackError>,
    /// Reads what a page needs beyond that when it is opened.
    pub open: fn(&PacksRef, Page) -> Result<PacksRef, PackError>,
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

/// Nothing is worked out: what most modules are in most respects.
const PLAIN: Kit = Kit {
    module: Module::Site,
    draw: |_| Html::default(),
    once: |_, _, _| Once::default(),
    scale: |_, _, _, _| None,
    work: |_, _, _, _| None,
    insight: |_, _, _, _, _| Insight::default(),
    till: |_, _, _| None,
    find: |_, _, _| None,
    read: |_| Err(strange()),
    open: |packs, _| Ok(packs.clone()),
};

/// Files that no page of the module asks for.
fn strange() -> PackError {
    PackError::Malformed("not the files of this page".to_owned())
}

/// What a module with calculators works out.
const RULES: Kit = Kit {
    once: work::once,
    scale: work::scale,
    work: work::work,
    insight: |packs, work, now, all, on| insight::insight(packs, work, now, all, on),
    open: PacksRef::on,
    ..PLAIN
};

/// The home page and kept plans.
pub const SITE: Kit = Kit {
    module: Module::Site,
    draw: pages::draw_site,
    read: |files| match files.as_slice() {
        [] => Ok(Content::default()),
        [package] => Ok(Content { packs: Packs::load_package(package)?, ..Content::default() }),
        _ => Err(strange()),
    },
    ..PLAIN
};

/// The list of measures, and those that are only read.
pub const MEASURES: Kit = Kit {
    module: Module::Measures,
    draw: pages::draw_measures,
    read: |files| match files.as_slice() {
        [package] => Ok(Content { packs: Packs::load_package(package)?, ..Content::default() }),
        [package, index] => {
            let packs = Packs::load_package(package)?;
            Ok(Content { packs, index: Index::load(index)?, ..Content::default() })
        }
        _ => Err(strange()),
    },
    ..PLAIN
};

/// Cars and goods.
pub const CALCULATORS: Kit = Kit {
    module: Module::Calculators,
    draw: pages::draw_calculators,
    read: |files| {
        let [rules] = files.try_into().map_err(|_| strange())?;
        Ok(Content { shelf: Some(Rc::new(Shelf::open(rules)?)), ..Content::default() })
    },
    ..RULES
};

/// Vouchers.
pub const VOUCHERS: Kit = Kit {
    module: Module::Vouchers,
    draw: pages::draw_vouchers,
    till: |packs, form, today| Some(voucher::till(packs, form, today)),
    read: |files| {
        let [_, campaigns] = files.as_slice() else { return Err(strange()) };
        let campaigns = engine::campaign::load(campaigns)?;
        // The rules are read by the planner beside the page.
        Ok(Content { campaigns, files, ..Content::default() })
    },
    ..PLAIN
};

/// The page about the site, with its self-check of everything.
pub const ABOUT: Kit = Kit {
    module: Module::About,
    draw: pages::draw_about,
    read: |files| {
        let [packs, relief, campaigns] = files.as_slice() else { return Err(strange()) };
        Ok(Content {
            packs: Packs::load(packs)?,
            relief: Packs::load(relief)?,
            campaigns: engine::campaign::load(campaigns)?,
            ..Content::default()
        })
    },
    ..PLAIN
};

/// Measures with a calculator of their own.
pub const RELIEF: Kit = Kit {
    module: Module::Relief,
    draw: pages::draw_relief,
    read: |files| {
        let [relief, package] = files.try_into().map_err(|_| strange())?;
        let shelf = Some(Rc::new(Shelf::open(relief)?));
        Ok(Content { packs: Packs::load_package(&package)?, shelf, ..Content::default() })
    },
    ..RULES
};

/// The interview over everything.
pub const FIND: Kit = Kit {
    module: Module::Find,
    draw: pages::draw_find,
    find: |packs, form, on| Some(find::find(packs, form, on)),
    read: |files| {
        let [packs, relief, index] = files.as_slice() else { return Err(strange()) };
        Ok(Content {
            packs: Packs::load(packs)?,
            relief: Packs::load(relief)?,
            index: Index::load(index)?,
            ..Content::default()
        })
    },
    ..PLAIN
};

/// The kit of a page.
#[must_use]
pub fn of(page: Page) -> Kit {
    match page.module() {
        Module::Site => SITE,
        Module::Measures => MEASURES,
        Module::Calculators => CALCULATORS,
        Module::Vouchers => VOUCHERS,
        Module::About => ABOUT,
        Module::Relief => RELIEF,
        Module::Find => FIND,
    }
}
