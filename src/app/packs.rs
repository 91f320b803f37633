//! The packs as the pages get them: a second, read-only context with the states loading, ready and failed.

use engine::Packs;
use engine::date::Date;
use engine::pack::Fact;
use std::ops::Deref;
use std::rc::Rc;
use yew::Callback;

/// Loaded packs, compared by identity: they are never changed, only replaced.
#[derive(Clone, Debug)]
pub struct PacksRef(Rc<Packs>);

impl PacksRef {
    /// Reads the compiled JSON.
    #[must_use]
    pub fn load(json: &[u8]) -> Option<PacksRef> {
        Packs::load(json).ok().map(|it| PacksRef(Rc::new(it)))
    }

    /// The fact at a place.
    #[must_use]
    pub fn fact_at(&self, place: usize) -> Option<&Fact> {
        self.0.facts().get(place)
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
        &self.0
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
    /// They did not come, or cannot be read.
    Failed,
}

/// Everything that pages read and never change.
#[derive(Clone, PartialEq)]
pub struct Rules {
    /// The packs.
    pub loading: Loading,
    /// Today; `None` while the page is rendered ahead.
    pub today: Option<Date>,
    /// The day on which the site was built, ISO.
    pub built: Option<yew::AttrValue>,
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
