//! A bundle of which a page reads the schemes that it needs, and no others.

use super::parts::{Parts, Spine, part};
use super::{Loaded, frame, package, scheme};
use crate::pack::Packs;
use crate::pack::raw::{RawPackage, RawScheme};
use crate::scan::Span;
use std::sync::Arc;

/// A compiled bundle whose schemes are read when somebody asks for them. Facts and calculators are read and
/// checked when it is opened; a scheme, and the package, with the first [`Packs`] that hold them.
#[derive(Debug)]
pub struct Shelf {
    json: Vec<u8>,
    opened: Opened,
}

impl Shelf {
    /// Opens a compiled bundle.
    ///
    /// # Errors
    /// When it is too large, not JSON, of another format version, or its facts or calculators are inconsistent.
    pub fn open(json: Vec<u8>) -> Loaded<Shelf> {
        Opened::of(&json).map(|opened| Shelf { json, opened })
    }

    /// The names of its schemes, in the order of the files.
    pub fn schemes(&self) -> impl Iterator<Item = &str> {
        self.opened.schemes.iter().map(|it| it.id.as_str())
    }

    /// Packs with the schemes of the calculator of this name, each read and checked; with none of them when
    /// there is no such calculator.
    ///
    /// # Errors
    /// When one of them is inconsistent. What others are like makes no difference.
    pub fn calculator(&self, id: &str) -> Loaded<Packs> {
        let mine = self.opened.frame.calculator(id);
        self.opened.schemes_where(&self.json, |it| mine.is_some_and(|mine| mine.takes(&it.id, &it.area, it.frame)))
    }

    /// Packs with everything in it, read and checked.
    ///
    /// # Errors
    /// As [`Packs::load`].
    pub fn all(&self) -> Loaded<Packs> {
        self.opened.all(&self.json)
    }
}

/// What is known of a bundle before any scheme is read.
#[derive(Debug)]
pub(super) struct Opened {
    frame: Packs,
    schemes: Vec<Spine>,
    package: Span,
}

impl Opened {
    /// Reads facts and calculators, and finds the rest.
    pub(super) fn of(json: &[u8]) -> Loaded<Opened> {
        let parts = Parts::of(json)?;
        let frame = frame(part(json, &parts.facts, "facts")?, part(json, &parts.calculators, "calculators")?)?;
        Ok(Opened { frame, schemes: parts.schemes, package: parts.package })
    }

    pub(super) fn all(&self, json: &[u8]) -> Loaded<Packs> {
        let raw: Option<RawPackage> = part(json, &self.package, "package")?;
        let package = raw.map(package).transpose()?.map(Arc::new);
        Ok(Packs { package, ..self.schemes_where(json, |_| true)? })
    }

    fn schemes_where(&self, json: &[u8], wanted: impl Fn(&Spine) -> bool) -> Loaded<Packs> {
        let (facts, calculators) = (Arc::clone(&self.frame.facts), Arc::clone(&self.frame.calculators));
        let mut packs = Packs { facts, calculators, ..Packs::default() };
        for spine in self.schemes.iter().filter(|it| wanted(it)) {
            let raw: RawScheme = part(json, &spine.at, &["scheme `", &spine.id, "`"].concat())?;
            let scheme = scheme::scheme(&packs, raw)?;
            packs.schemes.push(scheme);
        }
        Ok(packs)
    }
}
