//! Words of the interview: linked only into its own module.

use super::Locale;

/// The words of one language.
pub struct FindWords {
    pub title: &'static str,
    pub lead: &'static str,
    pub progress: fn(usize, usize) -> String,
    pub who: &'static str,
    pub whos: [(&'static str, &'static str, &'static str); 3],
    pub who_label: &'static str,
    pub topics: &'static str,
    pub topics_help: &'static str,
    pub topics_label: &'static str,
    pub no_topics: &'static str,
    pub go_on: &'static str,
    pub skip: &'static str,
    pub back: &'static str,
    pub done: &'static str,
    pub done_say: &'static str,
    pub said: &'static str,
    pub sure: &'static str,
    pub maybe: &'static str,
    pub no: &'static str,
    pub none_sure: &'static str,
    pub none_maybe: &'static str,
    pub none_no: &'static str,
    pub up_to: fn(&str) -> String,
    pub nothing: &'static str,
    pub endless: &'static str,
    pub unknown: &'static str,
    pub later: &'static str,
    pub rate: &'static str,
    pub holds: &'static str,
    pub open: fn(&str, bool) -> String,
    pub open_who: &'static str,
    pub open_topics: &'static str,
    pub together: &'static str,
    pub not_for: fn(&str) -> String,
    pub by_time: &'static str,
    pub by_clause: &'static str,
    pub by_others: &'static str,
    pub by_topic: &'static str,
    pub compute: &'static str,
    pub lists_later: &'static str,
    pub rounds: &'static str,
    pub no_rounds: fn(usize) -> String,
    pub sum_up: fn(usize, usize, usize) -> String,
    pub after_today: &'static str,
}

/// The words of a language.
#[must_use]
pub const fn find(locale: Locale) -> &'static FindWords {
    match locale {
        Locale::Zh => &super::zh::FIND,
        Locale::En => &super::en::FIND,
    }
}
