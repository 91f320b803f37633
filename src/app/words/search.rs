//! Words of the search for measures and of the day asked: linked only where they are shown.

use super::Locale;

/// The words of one language.
pub struct SearchWords {
    // The day asked.
    pub on_today: &'static str,
    pub on_day: fn(&str) -> String,
    pub not_today: fn(&str) -> String,
    pub other_day: &'static str,
    pub which_day: &'static str,
    pub back_to_today: &'static str,
    pub no_such_day: &'static str,
    pub which_day_help: &'static str,
    // How things stand on that day.
    pub running: fn(usize) -> String,
    pub over: fn(usize) -> String,
    pub ahead: fn(usize) -> String,
    pub all_on_day: fn(usize, usize, usize) -> String,
    // Filters.
    pub who: &'static str,
    pub whos: [(&'static str, &'static str); 3],
    pub does: &'static str,
    pub doings: [(&'static str, &'static str); 7],
    pub all: &'static str,
    pub found_for: fn(usize) -> String,
    pub through: fn(&str) -> String,
    pub nothing_found: fn(&str) -> String,
    pub nothing_found_help: &'static str,
    pub ask_me: &'static str,
    pub ask_me_say: &'static str,
    pub show_all: &'static str,
}

/// The words of a language.
#[must_use]
pub const fn search(locale: Locale) -> &'static SearchWords {
    match locale {
        Locale::Zh => &super::zh::SEARCH,
        Locale::En => &super::en::SEARCH,
    }
}
