//! What stands above schemes: calculators, and the package of measures with its sections.

use super::Scheme;

/// A set of schemes that are answered together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calculator {
    /// Its name in packs and JSON.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// The areas whose schemes it holds.
    pub areas: Vec<String>,
    /// The schemes it holds by name, when it is not by area.
    pub schemes: Vec<String>,
    /// The places of its facts, in the order in which they are asked.
    pub questions: Vec<usize>,
    /// Facts that start with the date asked.
    pub preset_today: Vec<usize>,
}

impl Calculator {
    /// Whether it adds up this scheme.
    #[must_use]
    pub fn holds(&self, scheme: &Scheme) -> bool {
        if self.schemes.is_empty() {
            !scheme.frame && self.areas.contains(&scheme.area)
        } else {
            self.schemes.contains(&scheme.id)
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
    /// The areas in which something is computed for it: `vehicle`, `goods`, `voucher`, `relief`.
    pub pages: Vec<String>,
}
