//! What stands above schemes: calculators, and the package of measures with its sections.

use super::{Confidence, Scheme};

/// A set of schemes that are answered together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calculator {
    /// Its name in packs and JSON.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// What a person wants to do who needs it, as one of a list; `None`: it is not offered there.
    pub topic: Option<String>,
    /// The areas whose schemes it holds.
    pub areas: Vec<String>,
    /// The schemes it holds by name, when it is not by area.
    pub schemes: Vec<String>,
    /// The places of its facts, in the order in which they are asked.
    pub questions: Vec<usize>,
    /// Facts that start with the date asked.
    pub preset_today: Vec<usize>,
    /// Worked cases that can be filled in by one press.
    pub examples: Vec<Fill>,
}

/// The answers of an example that stands beside a rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fill {
    /// The scheme that it is an example of.
    pub scheme: String,
    /// What it is about.
    pub name: String,
    /// Facts by name with their answers as they are typed.
    pub facts: Vec<(String, String)>,
}

impl Calculator {
    /// Whether it adds up this scheme.
    #[must_use]
    pub fn holds(&self, scheme: &Scheme) -> bool {
        self.takes(&scheme.id, &scheme.area, scheme.frame)
    }

    /// Whether it adds up a scheme of this name and area.
    pub(crate) fn takes(&self, id: &str, area: &str, frame: bool) -> bool {
        if self.schemes.is_empty() {
            !frame && self.areas.iter().any(|it| it == area)
        } else {
            self.schemes.iter().any(|it| it == id)
        }
    }
}

/// The package of measures.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Package {
    /// Its name.
    pub title: String,
    /// Its standing, such as 征求意见稿.
    pub status: String,
    /// A remark.
    pub note: Option<String>,
    /// Its sections.
    pub sections: Vec<Section>,
    /// Its measures, in order.
    pub measures: Vec<Measure>,
}

impl Package {
    /// The measures of a section, in order.
    pub fn of_section(&self, number: u8) -> impl Iterator<Item = &Measure> {
        self.measures.iter().filter(move |it| it.section == number)
    }
}

/// A section of the package.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// Its number, from 1.
    pub number: u8,
    /// Its title.
    pub title: String,
}

/// One measure of the package.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    /// Its number, from 1.
    pub number: u8,
    /// The section it stands in.
    pub section: u8,
    /// Its title.
    pub title: String,
    /// The units that lead it.
    pub leads: Vec<String>,
    /// `calculator`, `checker`, `reference`.
    pub verdict: String,
    /// What it means, in our own words.
    pub say: String,
    /// Where the text contradicts itself.
    pub editor_note: Option<String>,
    /// Whom it is open to.
    pub open_to: Vec<String>,
    /// The public text, word for word.
    pub original: String,
    /// The dates and numbers that the text names, in its order.
    pub named: Vec<Named>,
    /// The areas in which something is computed for it: `vehicle`, `goods`, `voucher`, `relief`.
    pub pages: Vec<String>,
    /// What carries it out.
    pub schemes: Vec<Brief>,
}

/// A date or number that a measure names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// The words of the text.
    pub quote: String,
    /// What it is.
    pub say: String,
    /// `date`, `share`, `money`, `count`, `ratio`.
    pub kind: String,
    /// As `2022-12-31`, `12-31` where no year is printed, `0.16`; `0.06..0.10` for a span.
    pub value: String,
}

/// A scheme or voucher round that carries a measure out, in brief.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Brief {
    /// Its name in packs and JSON.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// `vehicle`, `goods`, `voucher`, `relief`.
    pub area: String,
    /// The title of its first document.
    pub document: String,
    /// The number of the document, when known.
    pub number: Option<String>,
    /// The date of the document, when known.
    pub date: Option<String>,
    /// How the document was seen.
    pub confidence: Confidence,
}
