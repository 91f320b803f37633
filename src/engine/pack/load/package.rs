//! The package of measures and what calculators offer to fill in: read as they are, since nothing is
//! computed from them.

use super::{Loaded, confidence};
use crate::pack::raw::{RawBrief, RawFill, RawMeasure, RawPackage};
use crate::pack::{Brief, Fill, Measure, Named, Package, Section};

pub(super) fn package(it: RawPackage) -> Loaded<Package> {
    Ok(Package {
        title: it.title,
        status: it.status,
        note: it.note,
        sections: it.sections.into_iter().map(|it| Section { number: it.number, title: it.title }).collect(),
        measures: it.measures.into_iter().map(measure).collect::<Loaded<_>>()?,
    })
}

fn measure(it: RawMeasure) -> Loaded<Measure> {
    let named = it.named.into_iter();
    Ok(Measure {
        number: it.number,
        section: it.section,
        title: it.title,
        leads: it.leads,
        verdict: it.verdict,
        say: it.say,
        editor_note: it.editor_note,
        open_to: it.open_to,
        original: it.original,
        named: named.map(|it| Named { quote: it.quote, say: it.say, kind: it.kind, value: it.value }).collect(),
        pages: it.pages,
        schemes: it.schemes.into_iter().map(brief).collect::<Loaded<_>>()?,
    })
}

fn brief(it: RawBrief) -> Loaded<Brief> {
    Ok(Brief {
        confidence: confidence(&it.id, &it.confidence)?,
        id: it.id,
        title: it.title,
        area: it.area,
        document: it.document,
        number: it.number,
        date: it.date,
    })
}

pub(super) fn fill(it: RawFill) -> Fill {
    Fill { scheme: it.scheme, name: it.name, facts: it.facts }
}
