//! The compiled pack as it stands in JSON.
//!
//! Nothing in this form is trusted; [`super::Packs::load`] turns it into checked types.
#![expect(missing_docs, reason = "field for field the authoring format, which docs/AUTHORING.md explains")]

use crate::campaign::raw::{RawCampaign, RawCampaignExample};
use crate::form;

form! {
    /// Everything that one release of the packs holds, in one language.
    #[derive(Default)]
    pub struct RawBundle {
        /// The format's version, 1.
        pub format: u32,
        /// The language of all words in it: `zh` or `en`.
        pub lang: String,
        pub facts: Vec<RawFact>,
        pub schemes: Vec<RawScheme>,
        pub calculators: Vec<RawCalculator>,
        pub package: Option<RawPackage>,
        pub campaigns: Vec<RawCampaign>,
    }
}

form! {
    #[derive(Default)]
    pub struct RawFact {
        pub id: String,
        pub ask: String,
        pub label: String,
        /// `money`, `money incl_vat`, `date`, `bool`, `choice`, `rate`, `count km` …
        pub kind as "type": String,
        pub least: Option<String>,
        pub most: Option<String>,
        pub step: Option<String>,
        pub options: Vec<RawOption>,
        pub printed_on: Option<String>,
        pub help: Option<String>,
        /// Whether the person can still decide it, as opposed to a settled fact.
        pub in_ones_power: bool,
        pub item: bool,
        /// The cautious answer, when the fact is how a notice is read and not something a person knows.
        pub reading: Option<String>,
    }
}

form! {
    #[derive(Default)]
    pub struct RawOption {
        pub id: String,
        pub label: String,
    }
}

form! {
    #[derive(Default)]
    pub struct RawScheme {
        pub id: String,
        pub title: String,
        pub measures: Vec<u8>,
        pub level: String,
        pub area: String,
        pub issuer: String,
        pub for_whom: String,
        /// `resident`, `merchant`, `company`, `bank`, `government`: filled from its measures when not authored.
        pub open_to: Vec<String>,
        pub effect: String,
        pub certainty: String,
        pub group: Option<String>,
        pub frame: bool,
        pub per_item: bool,
        pub stacks_with: Option<String>,
        pub ends_note: Option<String>,
        pub documents: Vec<RawDocument>,
        pub figures: Vec<RawFigure>,
        pub nodes: Vec<RawNode>,
        pub conditions: Vec<RawCondition>,
        pub steps: Vec<RawStep>,
        pub amount: RawStep,
        pub verdicts: Vec<RawVerdict>,
        pub schedule: Option<RawSchedule>,
        pub assumptions: Vec<RawAssumption>,
        pub quota: Option<RawQuota>,
        pub claim: RawClaim,
    }
}

form! {
    #[derive(Default)]
    pub struct RawDocument {
        pub title: String,
        pub number: Option<String>,
        pub issuer: String,
        pub date: Option<String>,
        pub url: Option<String>,
        pub confidence: String,
        pub note: Option<String>,
    }
}

form! {
    #[derive(Default)]
    pub struct RawFigure {
        pub id: String,
        pub say: String,
        /// `money`, `money incl_vat`, `rate`, `date`, `count km` …
        pub kind as "type": String,
        /// Absent: the record does not give it.
        pub value: Option<String>,
        pub at_least: Option<String>,
        pub at_most: Option<String>,
        pub source: usize,
        pub confidence: String,
        pub versions: Vec<RawVersion>,
    }
}

form! {
    #[derive(Default)]
    pub struct RawVersion {
        pub value: String,
        pub source: usize,
        pub known_on: String,
        pub retroactive_from: Option<String>,
    }
}

form! {
    /// One node of an expression; arguments are the places of earlier nodes of the same scheme.
    #[derive(Default)]
    pub struct RawNode {
        /// The operation.
        pub o: String,
        /// Arguments.
        pub a: Vec<usize>,
        /// The constant, fact id, options or rounding that goes with it.
        pub k: Option<String>,
    }
}

form! {
    #[derive(Default)]
    pub struct RawCondition {
        pub id: String,
        pub say: String,
        pub node: usize,
        pub source: usize,
        pub confidence: String,
        pub figures: Vec<usize>,
        pub window: Option<RawWindow>,
    }
}

form! {
    #[derive(Default)]
    pub struct RawWindow {
        pub fact: String,
        pub from: Option<String>,
        pub to: Option<String>,
    }
}

form! {
    #[derive(Default)]
    pub struct RawStep {
        pub id: String,
        pub say: String,
        /// The type of its value, as in [`RawFact::kind`].
        pub kind as "type": String,
        pub node: usize,
        pub round: Option<String>,
        /// Absent: the notice is silent and the rounding is an assumption.
        pub round_source: Option<usize>,
        pub figures: Vec<usize>,
    }
}

form! {
    #[derive(Default)]
    pub struct RawAssumption {
        pub say: String,
        pub node: Option<usize>,
    }
}

form! {
    #[derive(Default)]
    pub struct RawVerdict {
        pub id: String,
        pub say: String,
        pub node: usize,
    }
}

form! {
    #[derive(Default)]
    pub struct RawSchedule {
        pub say: String,
        pub rows: usize,
        pub columns: Vec<RawColumn>,
    }
}

form! {
    #[derive(Default)]
    pub struct RawColumn {
        pub id: String,
        pub say: String,
        pub kind as "type": String,
        pub node: usize,
        pub start: Option<usize>,
        pub round: Option<String>,
        pub total: bool,
    }
}

form! {
    #[derive(Default)]
    pub struct RawQuota {
        pub per: String,
        pub period: String,
        pub max: Option<u32>,
        pub by_category: bool,
        pub exceptions: Vec<(String, u32)>,
        /// The figure that caps the sum per category.
        pub cap_per_category: Option<usize>,
        pub source: usize,
        pub say: String,
    }
}

form! {
    #[derive(Default)]
    pub struct RawClaim {
        pub how: Vec<String>,
        pub place as "where": Vec<String>,
        pub materials: Vec<String>,
        pub apply_by: Option<String>,
        pub apply_by_say: Option<String>,
        pub days_after: Option<RawDaysAfter>,
        pub source: Option<usize>,
        pub confidence: Option<String>,
    }
}

form! {
    #[derive(Default)]
    pub struct RawDaysAfter {
        pub fact: String,
        pub days: u32,
        pub say: String,
    }
}

form! {
    #[derive(Default)]
    pub struct RawCalculator {
        pub id: String,
        pub title: String,
        /// What a person wants to do who needs it.
        pub topic: Option<String>,
        pub areas: Vec<String>,
        /// The schemes by name, instead of areas.
        pub schemes: Vec<String>,
        pub questions: Vec<String>,
        /// Facts that the app answers with the date asked at the start.
        pub preset_today: Vec<String>,
        /// Worked cases that can be filled in by one press.
        pub examples: Vec<RawFill>,
    }
}

form! {
    /// The answers of an example of a scheme; filled by the compiler from the scheme's own file.
    #[derive(Default)]
    pub struct RawFill {
        pub scheme: String,
        pub name: String,
        pub facts: Vec<(String, String)>,
    }
}

form! {
    #[derive(Default)]
    pub struct RawPackage {
        pub title: String,
        pub status: String,
        pub note: Option<String>,
        pub sections: Vec<RawSection>,
        pub measures: Vec<RawMeasure>,
    }
}

form! {
    #[derive(Default)]
    pub struct RawSection {
        pub number: u8,
        pub title: String,
    }
}

form! {
    #[derive(Default)]
    pub struct RawMeasure {
        pub number: u8,
        pub section: u8,
        pub title: String,
        pub leads: Vec<String>,
        pub verdict: String,
        pub say: String,
        pub editor_note: Option<String>,
        pub open_to: Vec<String>,
        /// The public text, word for word.
        pub original: String,
        pub named: Vec<RawNamed>,
        /// Filled by the compiler from the schemes and campaigns that name the measure.
        pub pages: Vec<String>,
        /// Filled by the compiler, as `pages`.
        pub schemes: Vec<RawBrief>,
    }
}

form! {
    /// A date or number that a measure names.
    #[derive(Default)]
    pub struct RawNamed {
        /// The words of the text.
        pub quote: String,
        pub say: String,
        /// `date`, `share`, `money`, `count`, `ratio`.
        pub kind: String,
        /// As `2022-12-31`, `12-31` where no year is printed, `0.16`; `0.06..0.10` for a span.
        pub value: String,
    }
}

form! {
    /// A scheme or voucher round that carries a measure out, in brief.
    #[derive(Default)]
    pub struct RawBrief {
        pub id: String,
        pub title: String,
        pub area: String,
        pub document: String,
        pub number: Option<String>,
        pub date: Option<String>,
        pub confidence: String,
    }
}

form! {
    /// The examples of all packs: their own asset, fetched only for the self-check.
    #[derive(Default)]
    pub struct RawExamples {
        pub format: u32,
        pub schemes: Vec<RawExample>,
        pub campaigns: Vec<RawCampaignExample>,
    }
}

form! {
    /// One worked case: answers in, expected quote out.
    #[derive(Default)]
    pub struct RawExample {
        pub scheme: String,
        pub name: String,
        pub source: String,
        pub on: String,
        pub facts: Vec<(String, String)>,
        pub items: Vec<Vec<(String, String)>>,
        pub expect: RawExpect,
    }
}

form! {
    #[derive(Default)]
    pub struct RawExpect {
        /// `yes`, `no`, `open`; absent for a basket of items.
        pub eligible: Option<String>,
        pub least: Option<String>,
        pub most: Option<String>,
        pub refused_by: Option<String>,
        pub steps: Vec<(String, String)>,
        pub verdicts: Vec<(String, String)>,
        /// The first rows of the schedule.
        pub rows: Vec<Vec<(String, String)>>,
        /// What each item is paid, in order.
        pub items: Vec<String>,
    }
}
