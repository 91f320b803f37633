//! The packs as the pages get them: a second, read-only context with the states loading, ready and failed.
//!
//! A page with a calculator reads the schemes of that calculator when it is opened ([`Loading::on`]) and no
//! others; from there on everything that a page asks for is here and has been checked.

use crate::kit::Kit;
use crate::route::Page;
use crate::work::calculator_on;
use engine::campaign::Campaign;
use engine::date::Date;
use engine::find::Index;
use engine::pack::Fact;
use engine::{Money, PackError, Packs, Shelf};
use std::ops::Deref;
use std::rc::Rc;
use yew::{AttrValue, Callback};

/// Loaded packs, compared by identity: they are never changed, only replaced.
#[derive(Clone, Debug)]
pub struct PacksRef(Rc<Content>);

/// What a module has loaded: each loads only the parts that its pages show.
#[derive(Debug, Default)]
pub struct Content {
    /// Facts, schemes, calculators, the package of measures.
    pub packs: Packs,
    /// Where the schemes of a page come from, when they are read page by page.
    pub shelf: Option<Rc<Shelf>>,
    /// The relief measures, which are a file of their own.
    pub relief: Packs,
    /// Voucher rounds.
    pub campaigns: Vec<Campaign>,
    /// The words by which people find a measure.
    pub index: Index,
    /// The files as they came, rules first and rounds second, for the planner beside the page.
    pub files: Vec<Vec<u8>>,
}

impl PacksRef {
    /// Holds what was loaded.
    #[must_use]
    pub fn new(content: Content) -> PacksRef {
        PacksRef(Rc::new(content))
    }

    /// The same with the schemes of a page.
    ///
    /// # Errors
    /// When one of them is inconsistent.
    pub fn on(&self, page: Page) -> Result<PacksRef, PackError> {
        let Some(shelf) = &self.0.shelf else { return Ok(self.clone()) };
        let id = calculator_on(page).unwrap_or_default();
        let packs = shelf.calculator(&id)?.with_package(&self.0.packs);
        Ok(PacksRef::new(Content { packs, shelf: Some(Rc::clone(shelf)), ..Content::default() }))
    }

    /// The relief measures.
    #[must_use]
    pub fn relief(&self) -> &Packs {
        &self.0.relief
    }

    /// The files that the planner beside the page opens; none where a page has no planner.
    #[must_use]
    pub fn files(&self) -> &[Vec<u8>] {
        &self.0.files
    }

    /// The voucher rounds.
    #[must_use]
    pub fn campaigns(&self) -> &[Campaign] {
        &self.0.campaigns
    }

    /// The words by which people find a measure.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.0.index
    }

    /// The fact at a place.
    #[must_use]
    pub fn fact_at(&self, place: usize) -> Option<&Fact> {
        self.0.packs.facts().get(place)
    }
}

impl PartialEq for PacksRef {
    fn eq(&self, other: &PacksRef) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for PacksRef {
    type Target = Packs;

    fn deref(&self) -> &Packs {
        &self.0.packs
    }
}

/// How far loading has come.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Loading {
    /// On their way.
    #[default]
    Waiting,
    /// Here.
    Ready(PacksRef),
    /// They did not come.
    Failed,
    /// They came and cannot be read: why.
    Broken(AttrValue),
}

impl Loading {
    /// What was read.
    #[must_use]
    pub fn of(read: Result<Content, PackError>) -> Loading {
        match read {
            Ok(it) => Loading::Ready(PacksRef::new(it)),
            Err(why) => Loading::Broken(why.to_string().into()),
        }
    }

    /// The same for a page of a module: with the schemes that it needs.
    #[must_use]
    pub fn on(&self, kit: Kit, page: Page) -> Loading {
        let Loading::Ready(packs) = self else { return self.clone() };
        match (kit.open)(packs, page) {
            Ok(it) => Loading::Ready(it),
            Err(why) => Loading::Broken(why.to_string().into()),
        }
    }
}

/// Everything that pages read and never change.
#[derive(Clone, PartialEq)]
pub struct Rules {
    /// The packs.
    pub loading: Loading,
    /// The day whose policies count: today, or another that the person asked for; `None` while the page
    /// is rendered ahead.
    pub today: Option<Date>,
    /// Today itself.
    pub clock: Option<Date>,
    /// The most that cars and goods can be worth: what the doors of the home page say.
    pub worth: (Option<Money>, Option<Money>),
    /// Tries to load once more.
    pub retry: Callback<()>,
}

impl Rules {
    /// The packs, once they are here.
    #[must_use]
    pub fn packs(&self) -> Option<&PacksRef> {
        match &self.loading {
            Loading::Ready(packs) => Some(packs),
            _ => None,
        }
    }
}
