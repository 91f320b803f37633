//! The Yew app: pages over the compiled packs. Rendering touches nothing of a browser; effects may.
//!
//! # Reading order
//! [`route`] (pages) → [`form`] and [`store`] (what the person told us) → [`sheet`] (what follows from
//! it) → [`household`], [`cart`], [`planning`], [`answer`] (what the planner is asked and says) → [`words`] and `format` → `parts` (draw) → `pages` (compose) → `platform` (the browser).

mod route;

mod form;
pub mod fragment;
mod plan;
mod preferences;
mod store;

mod find;
mod insight;
mod packs;
mod sheet;
mod work;

mod answer;
mod cart;
mod household;
mod planning;
mod voucher;

mod format;
mod naming;
mod outcome;
mod words;

mod parts;

mod desk;
mod kit;
mod pages;

mod app;
mod boot;
mod platform;

#[cfg(test)]
mod tested;

pub use app::{App, AppProps};
pub use boot::boot;
pub use kit::{ABOUT, CALCULATORS, FIND, Kit, MEASURES, RELIEF, SITE, VOUCHERS};

use packs::Loading;
use route::Page as Route;

/// One page of the site: a file of its own.
pub struct Page {
    /// The file's name, beside all the others.
    pub file: &'static str,
    /// What the tab and a search result show.
    pub title: String,
    /// One sentence for a search result.
    pub description: String,
    /// The module that draws it.
    pub module: &'static str,
    /// Pages of one room are opened from one another without loading anything.
    pub room: &'static str,
    /// The attributes that name the files it loads.
    pub files: &'static [&'static str],
}

/// Every page of the site, the first one first. `package` is the file of the measures, which gives their
/// pages their titles; pages of measures have none when it cannot be read.
#[must_use]
pub fn pages(package: &str) -> Vec<Page> {
    let packs = engine::Packs::load_package(package.as_bytes()).unwrap_or_default();
    let page = |page: Route| Page {
        file: page.file(),
        title: naming::title(page, packs.package(), &words::ZH),
        description: naming::description(page, packs.package(), &words::ZH),
        module: page.module().name(),
        room: page.room(),
        files: page.files(),
    };
    Route::every().map(page).collect()
}

/// The names of the modules of the site, the first page's first.
pub fn modules() -> impl Iterator<Item = &'static str> {
    [SITE, MEASURES, CALCULATORS, VOUCHERS, ABOUT, RELIEF, FIND].into_iter().map(|it| it.module.name())
}

/// What the doors of the home page say: the most that cars and goods can be worth on a day, in yuan.
#[must_use]
pub fn worth(packs: &str, today: Option<engine::date::Date>) -> (Option<engine::Money>, Option<engine::Money>) {
    engine::Packs::load(packs.as_bytes()).map_or((None, None), |it| work::worth(&it, today))
}

/// The start of one page while it is rendered natively, with its files at hand.
#[must_use]
pub fn props(file: &str, files: &[Vec<u8>], worth: (Option<engine::Money>, Option<engine::Money>)) -> AppProps {
    let page = Route::at(file);
    let kit = kit::of(page);
    let loading = Loading::of((kit.read)(files.to_vec()));
    AppProps { kit, page, loading, worth, ..AppProps::default() }
}
