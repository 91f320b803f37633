//! English: the interview.

use crate::words::find::FindWords;

pub const FIND: FindWords = FindWords {
    title: "What am I entitled to",
    lead: "At most 8 questions over all policies. Each may be skipped; answers stay on this device.",
    progress: |number, most| ["Question ", &number.to_string(), " of at most ", &most.to_string()].concat(),
    who: "For whom do you ask?",
    whos: [
        ("resident", "Myself and my family", "shopping, school, work"),
        ("merchant", "My shop or trade", "what is for residents is looked at too"),
        ("company", "Our company", "a company, a cooperative, an organisation"),
    ],
    who_label: "For whom",
    topics: "Which of these are about you? Choose any",
    topics_help: "What is not chosen is neither asked nor listed; you can change it later.",
    topics_label: "About me",
    no_topics: "None",
    go_on: "That is all",
    skip: "Skip this question",
    back: "Back",
    done: "No more questions",
    done_say: "What is still open can be settled in its calculator; your answers go along.",
    said: "Your answers",
    sure: "Certain",
    maybe: "Possible",
    no: "Ruled out",
    none_sure: "Nothing is certain yet.",
    none_maybe: "Nothing is left open.",
    none_no: "Nothing is ruled out yet.",
    up_to: |amount| ["up to ", amount].concat(),
    nothing: "comes to 0 by what you said",
    endless: "depends on your own figures",
    unknown: "amount not found",
    later: "paid later, not less",
    rate: "a rate or a price, not a sum",
    holds: "All conditions hold",
    open: |list, more| ["Still open: ", list, if more { " …" } else { "" }].concat(),
    open_who: "for whom",
    open_topics: "whether it is about you",
    together: "Its conditions cannot hold together",
    not_for: |who| ["This is for others: ", who].concat(),
    by_time: "Not at this time",
    by_clause: "A condition does not hold",
    by_others: "For others",
    by_topic: "What you did not choose",
    compute: "Calculate",
    lists_later: "After one answer everything is sorted: certain, possible, ruled out.",
    rounds: "Vouchers being issued or about to be",
    no_rounds: |n| {
        ["Vouchers: none are issued on this day; all ", &n.to_string(), " rounds on record are outside their time."]
            .concat()
    },
    sum_up: |sure, maybe, no| {
        let (sure, maybe, no) = (sure.to_string(), maybe.to_string(), no.to_string());
        [&sure, " certain, ", &maybe, " possible, ", &no, " ruled out"].concat()
    },
    after_today: "All dates of the case are taken to be the day above.",
};
