//! English: the search for measures, and the day asked.

use crate::words::search::SearchWords;

pub const SEARCH: SearchWords = SearchWords {
    on_today: "By today’s policies",
    on_day: |day| ["By the policies of ", day].concat(),
    not_today: |day| ["By the policies of ", day, ", not of today"].concat(),
    other_day: "Another day",
    which_day: "By the policies of which day",
    back_to_today: "Back to today",
    no_such_day: "This day cannot be asked about. Choose one from 1 January 2020 to 31 December 2099.",
    which_day_help: "See what was in force on a past day and what it gave, or look ahead: only what has been published by now is known of the future.",
    running: |n| [&n.to_string(), " in force"].concat(),
    over: |n| [&n.to_string(), " ended"].concat(),
    ahead: |n| [&n.to_string(), " to come"].concat(),
    all_on_day: |running, over, ahead| {
        let (running, over, ahead) = (running.to_string(), over.to_string(), ahead.to_string());
        ["On this day: ", &running, " in force, ", &over, " ended, ", &ahead, " to come."].concat()
    },
    who: "For whom",
    whos: [("resident", "Residents"), ("merchant", "Shops"), ("company", "Companies")],
    does: "What for",
    doings: [
        ("cash", "Get money"),
        ("less", "Pay less"),
        ("later", "Pay later"),
        ("loan", "Borrow"),
        ("calculator", "Calculate"),
        ("checker", "Check"),
        ("reference", "Read"),
    ],
    all: "All",
    found_for: |n| [&n.to_string(), " found, the nearest first"].concat(),
    through: |title| ["Among them: ", title].concat(),
    nothing_found: |text| ["Nothing found for “", text, "”."].concat(),
    nothing_found_help: "Try another word, such as rent, unemployed or fridge; Chinese words and pinyin work too.",
    ask_me: "What am I entitled to",
    ask_me_say: "At most 8 questions",
    show_all: "Show all 31",
};
