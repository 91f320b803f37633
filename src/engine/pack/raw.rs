//! The compiled pack as it stands in JSON: the only types here that serde fills.
//!
//! Nothing in this form is trusted; [`super::Packs::load`] turns it into checked types.
#![expect(missing_docs, reason = "field for field the authoring format, which docs/AUTHORING.md explains")]

use crate::campaign::raw::{RawCampaign, RawCampaignExample};
use serde::{Deserialize, Serialize};

fn is_false(it: &bool) -> bool {
    !*it
}

/// Everything that one release of the packs holds, in one language.
#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawBundle {
    /// The format's version, 1.
    pub format: u32,
    /// The language of all words in it: `zh` or `en`.
    pub lang: String,
    pub facts: Vec<RawFact>,
    pub schemes: Vec<RawScheme>,
    pub calculators: Vec<RawCalculator>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package: Option<RawPackage>,
    pub campaigns: Vec<RawCampaign>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawFact {
    pub id: String,
    pub ask: String,
    pub label: String,
    /// `money`, `money incl_vat`, `date`, `bool`, `choice`, `rate`, `count km` …
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<RawOption>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printed_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Whether the person can still decide it, as opposed to a settled fact.
    #[serde(skip_serializing_if = "is_false")]
    pub in_ones_power: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub item: bool,
    /// The cautious answer, when the fact is how a notice is read and not something a person knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reading: Option<String>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawOption {
    pub id: String,
    pub label: String,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawScheme {
    pub id: String,
    pub title: String,
    pub measures: Vec<u8>,
    pub level: String,
    pub area: String,
    pub issuer: String,
    pub for_whom: String,
    pub effect: String,
    pub certainty: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    pub frame: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub per_item: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stacks_with: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_note: Option<String>,
    pub documents: Vec<RawDocument>,
    pub figures: Vec<RawFigure>,
    pub nodes: Vec<RawNode>,
    pub conditions: Vec<RawCondition>,
    pub steps: Vec<RawStep>,
    pub amount: RawStep,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub verdicts: Vec<RawVerdict>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule: Option<RawSchedule>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<RawAssumption>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quota: Option<RawQuota>,
    pub claim: RawClaim,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawDocument {
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    pub issuer: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    pub confidence: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawFigure {
    pub id: String,
    pub say: String,
    /// `money`, `money incl_vat`, `rate`, `date`, `count km` …
    #[serde(rename = "type")]
    pub kind: String,
    /// Absent: the record does not give it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<String>,
    pub source: usize,
    pub confidence: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<RawVersion>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawVersion {
    pub value: String,
    pub source: usize,
    pub known_on: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retroactive_from: Option<String>,
}

/// One node of an expression; arguments are the places of earlier nodes of the same scheme.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct RawNode {
    /// The operation.
    pub o: String,
    /// Arguments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub a: Vec<usize>,
    /// The constant, fact id, options or rounding that goes with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub k: Option<String>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawCondition {
    pub id: String,
    pub say: String,
    pub node: usize,
    pub source: usize,
    pub confidence: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<RawWindow>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawWindow {
    pub fact: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawStep {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    pub say: String,
    /// The type of its value, as in [`RawFact::kind`].
    #[serde(rename = "type")]
    pub kind: String,
    pub node: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<String>,
    /// Absent: the notice is silent and the rounding is an assumption.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round_source: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<usize>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawAssumption {
    pub say: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<usize>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawVerdict {
    pub id: String,
    pub say: String,
    pub node: usize,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawSchedule {
    pub say: String,
    pub rows: usize,
    pub columns: Vec<RawColumn>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawColumn {
    pub id: String,
    pub say: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub node: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    pub total: bool,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawQuota {
    pub per: String,
    pub period: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    #[serde(skip_serializing_if = "is_false")]
    pub by_category: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<(String, u32)>,
    /// The figure that caps the sum per category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap_per_category: Option<usize>,
    pub source: usize,
    pub say: String,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawClaim {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub how: Vec<String>,
    #[serde(rename = "where", skip_serializing_if = "Vec::is_empty")]
    pub place: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apply_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apply_by_say: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_after: Option<RawDaysAfter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<String>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawDaysAfter {
    pub fact: String,
    pub days: u32,
    pub say: String,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawCalculator {
    pub id: String,
    pub title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<String>,
    /// The schemes by name, instead of areas.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub schemes: Vec<String>,
    pub questions: Vec<String>,
    /// Facts that the app answers with the date asked at the start.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub preset_today: Vec<String>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawPackage {
    pub title: String,
    pub status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub sections: Vec<RawSection>,
    pub measures: Vec<RawMeasure>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawSection {
    pub number: u8,
    pub title: String,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawMeasure {
    pub number: u8,
    pub section: u8,
    pub title: String,
    pub leads: Vec<String>,
    pub verdict: String,
    pub say: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editor_note: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub open_to: Vec<String>,
}

/// The examples of all packs: their own asset, fetched only for the self-check.
#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawExamples {
    pub format: u32,
    pub schemes: Vec<RawExample>,
    pub campaigns: Vec<RawCampaignExample>,
}

/// One worked case: answers in, expected quote out.
#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawExample {
    pub scheme: String,
    pub name: String,
    pub source: String,
    pub on: String,
    pub facts: Vec<(String, String)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Vec<(String, String)>>,
    pub expect: RawExpect,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RawExpect {
    /// `yes`, `no`, `open`; absent for a basket of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eligible: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused_by: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<(String, String)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub verdicts: Vec<(String, String)>,
    /// The first rows of the schedule.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Vec<(String, String)>>,
    /// What each item is paid, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
}
