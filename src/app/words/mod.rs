//! Every word of the interface: one typed table per locale, so that a missing word does not compile.
//! Sentences with numbers are functions. What stands in the packs is not here.

mod en;
pub mod find;
mod plan;
pub mod search;
mod zh;

pub use en::EN;
pub use plan::PlanWords;
pub use zh::ZH;

use crate::preferences::Theme;
use crate::route::Page;
use crate::store::Notice;
use engine::Rounding;
use engine::input::InputError;
use engine::pack::Certainty;

/// A language of the interface.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Locale {
    /// 中文.
    #[default]
    Zh,
    /// English.
    En,
}

impl Locale {
    /// The table of this language.
    #[must_use]
    pub const fn words(self) -> &'static Words {
        match self {
            Locale::Zh => &ZH,
            Locale::En => &EN,
        }
    }

    /// Its short name.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Locale::Zh => "zh",
            Locale::En => "en",
        }
    }

    /// Its name in the `lang` of the document.
    #[must_use]
    pub const fn html_lang(self) -> &'static str {
        match self {
            Locale::Zh => "zh-CN",
            Locale::En => "en",
        }
    }
}

/// What a place where the total jumps is measured in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Measure {
    /// Yuan and fen.
    Money,
    /// Days.
    Day,
    /// Whole units.
    Count,
}

/// On which side of the person's own answer the total jumps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// Above it: the answer is not there yet.
    Ahead,
    /// Below it: the answer is already past it.
    Behind,
}

/// A place where the total jumps, with everything in words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cliff<'a> {
    /// What is answered.
    pub label: &'a str,
    /// What it is measured in.
    pub measure: Measure,
    /// On which side of the answer.
    pub side: Side,
    /// The last value before the jump.
    pub before: &'a str,
    /// The first value after it.
    pub after: &'a str,
    /// By how much, without a sign.
    pub change: &'a str,
    /// Whether the total falls as the value rises.
    pub drop: bool,
    /// Whether nothing is left after it.
    pub to_nothing: bool,
}

impl PartialEq for Words {
    fn eq(&self, other: &Words) -> bool {
        self.locale == other.locale
    }
}

/// The words of one language.
pub struct Words {
    /// Which language.
    pub locale: Locale,

    // The frame of every page.
    pub name: &'static str,
    pub skip: &'static str,
    pub elder: &'static str,
    pub elder_off: &'static str,
    pub other_locale: &'static str,
    pub size: &'static str,
    pub sizes: [&'static str; 3],
    pub pages: &'static str,
    pub built: &'static str,
    pub disclaimer: &'static str,
    pub privacy_line: &'static str,
    pub months: [&'static str; 12],
    pub theme: fn(Theme) -> &'static str,
    pub theme_label: fn(Theme) -> &'static str,
    pub page: fn(Page) -> &'static str,
    pub title: fn(Page) -> &'static str,
    pub description: fn(Page) -> &'static str,

    // Home.
    pub home_title: &'static str,
    pub home_lead: &'static str,
    pub calculators: &'static str,
    pub more: &'static str,
    pub role: &'static str,
    pub resident: &'static str,
    pub merchant: &'static str,
    pub merchant_title: &'static str,
    pub merchant_say: &'static [&'static str],
    pub vouchers: &'static str,
    pub vouchers_say: &'static str,
    pub vouchers_worth: &'static str,
    pub planner_say: &'static str,
    pub vehicles: &'static str,
    pub vehicles_say: &'static str,
    pub goods: &'static str,
    pub goods_say: &'static str,
    pub up_to: fn(&str) -> String,
    pub measures: &'static str,
    pub measures_say: &'static str,
    pub plans: &'static str,
    pub plans_say: &'static str,
    pub about: &'static str,
    pub about_say: &'static str,
    pub promise_title: &'static str,
    pub promises: &'static [&'static str],

    // Packs on their way.
    pub loading: &'static str,
    pub waiting: &'static str,
    pub waiting_note: &'static str,
    pub not_loaded: &'static str,
    pub not_read: &'static str,
    pub retry: &'static str,
    pub no_script: &'static str,

    // Calculators.
    pub vehicles_lead: &'static str,
    pub goods_lead: &'static str,
    pub total: &'static str,
    pub result: &'static str,
    pub gauge: fn(&str, &str, &str) -> String,
    pub unknown_amount: &'static str,
    pub at_least: fn(&str) -> String,
    pub at_most: fn(&str) -> String,
    pub settled: &'static str,
    pub open_left: fn(usize) -> String,
    pub unsure_left: fn(usize) -> String,
    pub not_proven: &'static str,
    pub unknown_part: &'static str,
    pub certainty: fn(Certainty) -> &'static str,
    pub questions: &'static str,
    pub no_more_questions: &'static str,
    pub more_questions: fn(usize) -> String,
    pub days_today: &'static str,
    pub days_asked: &'static str,
    pub fewer_questions: &'static str,
    pub unsure: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub today: &'static str,
    pub yuan: &'static str,
    pub done: &'static str,
    pub clear: &'static str,
    pub change: &'static str,
    pub reset: &'static str,
    pub cleared: &'static str,
    pub undo: &'static str,
    pub example_money: &'static str,
    pub example_day: &'static str,
    pub printed_on: fn(&str) -> String,
    pub input_error: fn(&InputError) -> String,
    pub unit: fn(&str) -> &'static str,

    // Schemes.
    pub schemes: &'static str,
    pub ends_title: &'static str,
    pub most_at: fn(&str) -> String,
    pub least_at: fn(&str) -> String,
    pub nothing_applies: &'static str,
    pub for_reference: &'static str,
    pub why_not: &'static str,
    pub out_of_time: &'static str,
    pub better: &'static str,
    pub depends: &'static str,
    pub beaten: &'static str,
    pub eligible: &'static str,
    pub eligible_open: &'static str,
    pub eligible_no: &'static str,
    pub payable: &'static str,
    pub why: &'static str,
    pub claim: &'static str,
    pub assumptions: &'static str,
    pub reading: fn(&str, &str, &str) -> String,
    pub conditions: &'static str,
    pub met: &'static str,
    pub not_met: &'static str,
    pub not_clear: &'static str,
    pub window: fn(Option<String>, Option<String>) -> String,
    pub steps: &'static str,
    pub rounding: fn(Rounding, bool) -> &'static str,
    pub figures: &'static str,
    pub sources: &'static str,
    pub open_source: &'static str,
    pub official: &'static str,
    pub reported: &'static str,
    pub unverified: &'static str,
    pub unknown: &'static str,
    pub end_not_seen: fn(&str) -> String,
    pub how: &'static str,
    pub place: &'static str,
    pub materials: &'static str,
    pub deadline: &'static str,
    pub deadline_unknown: &'static str,
    pub quota: &'static str,
    pub stacks: &'static str,
    pub ends: &'static str,
    pub asked: &'static str,

    // Beside a result.
    pub most_when: fn(&str, &str) -> String,
    pub least_when: fn(&str, &str) -> String,
    pub worth: fn(&str) -> String,
    pub worth_together: &'static str,
    pub courses: &'static str,
    pub course_title: fn(&str) -> String,
    pub course_text: fn(&str, &str, &str, usize) -> String,
    pub course_numbers: &'static str,
    pub course_most: &'static str,
    pub course_least: &'static str,
    pub course_total: &'static str,
    pub course_together: &'static str,
    pub here: fn(&str, &str) -> String,
    pub cliff: fn(&Cliff<'_>) -> String,
    pub flip: fn(&str, bool, &str) -> String,
    pub chosen: fn(&str, &str) -> String,
    pub chosen_even: fn(&str) -> String,
    pub quota_cut: fn(&str, &str) -> String,
    pub bound_by: fn(&str, &str) -> String,
    pub least_of: fn(&[String]) -> String,
    pub greatest_of: fn(&[String]) -> String,
    pub other_reading: fn(&str, &str, &str) -> String,

    // Goods.
    pub items: &'static str,
    pub add_first: &'static str,
    pub add_item: &'static str,
    pub add_another: &'static str,
    pub other_categories: &'static str,
    pub item_amount: &'static str,
    pub remove: &'static str,
    pub remove_item: fn(&str) -> String,
    pub quota_used: &'static str,
    pub nothing_because: fn(&str, &str) -> String,
    pub helper: &'static str,
    pub list_price: &'static str,
    pub discounts: &'static str,

    // Vouchers.
    pub example_bill: &'static str,

    // What can be done with a result.
    pub save: &'static str,
    pub copy: &'static str,
    pub share: &'static str,
    pub share_link: &'static str,
    pub link_taken: &'static str,
    pub link_older: fn(&str) -> String,
    pub link_damaged: &'static str,
    pub link_newer: &'static str,
    pub take_back: &'static str,
    pub replaced: &'static str,
    pub notice: fn(Notice) -> &'static str,

    // Measures.
    pub measures_lead: &'static str,
    pub search: &'static str,
    pub search_example: &'static str,
    pub found: fn(usize) -> String,
    pub leads: &'static str,
    pub comma: &'static str,
    pub editor_note: &'static str,
    pub compute: &'static str,
    pub verdict_calculator: &'static str,
    pub verdict_checker: &'static str,
    pub verdict_reference: &'static str,
    pub of_package: fn(&str, u8) -> String,
    pub other_sections: &'static str,
    pub who_may: &'static str,
    pub open_to: fn(&str) -> &'static str,
    pub way_here: &'static str,
    pub measures_beside: &'static str,
    pub measure_before: &'static str,
    pub measure_after: &'static str,
    pub compute_on: fn(&str) -> String,
    pub original: &'static str,
    pub original_say: &'static str,
    pub named: &'static str,
    pub carried_out: &'static str,
    pub not_carried_out: &'static str,

    // Calculators of measures.
    pub pick: &'static str,
    pub pick_first: &'static str,
    pub pick_all: &'static str,
    pub picked: &'static str,
    pub over_try: &'static str,
    pub example: &'static str,
    pub example_filled: &'static str,
    pub decides: fn(&str) -> String,
    pub sum: &'static str,
    pub rows_left: fn(usize) -> String,
    pub copy_table: &'static str,
    pub keep_table: &'static str,

    // Plans.
    pub plans_lead: &'static str,
    pub no_plans: &'static str,
    pub worked_out_on: &'static str,
    pub asked_of: fn(&str) -> String,
    pub open_again: &'static str,
    pub export: &'static str,
    pub drop_all: &'static str,
    pub drop_all_sure: &'static str,
    pub keep_all: &'static str,
    pub drop_all_yes: &'static str,

    // About.
    pub about_lead: &'static str,
    pub confidence_title: &'static str,
    pub official_say: &'static str,
    pub reported_say: &'static str,
    pub unverified_say: &'static str,
    pub unknown_say: &'static str,
    pub range_title: &'static str,
    pub range_say: &'static [&'static str],
    pub privacy_title: &'static str,
    pub privacy_say: &'static [&'static str],
    pub limits_title: &'static str,
    pub limits_say: &'static [&'static str],
    pub check_title: &'static str,
    pub check_say: &'static str,
    pub check_run: &'static str,
    pub checking: &'static str,
    pub agree: fn(usize, usize) -> String,
}
