//! English: sentences.

use super::EN;
use crate::format;
use crate::preferences::Theme;
use crate::route::Page;
use crate::store::Notice;
use engine::Rounding;
use engine::input::InputError;
use engine::pack::Certainty;

pub(super) fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "Auto",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
    }
}

pub(super) fn theme_label(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "Auto colours; change to light",
        Theme::Light => "Light colours; change to dark",
        Theme::Dark => "Dark colours; change to auto",
    }
}

pub(super) fn page(page: Page) -> &'static str {
    match page {
        Page::Home => "Home",
        Page::Vouchers => "Vouchers",
        Page::Planner => "Best use",
        Page::Vehicles => "New-energy cars",
        Page::Goods => "Trade-in",
        Page::Measures => "The 31 measures",
        Page::Find => "What am I entitled to",
        Page::Plans => "My plans",
        Page::About => "About",
        Page::Measure(_) => "Measure",
        Page::Section(_) => "Section",
    }
}

pub(super) fn title(it: Page) -> &'static str {
    match it {
        Page::Home => "Huisuan · benefit calculator of Xishan, Kunming",
        Page::Vouchers => "Vouchers · Huisuan",
        Page::Planner => "Best use of vouchers · Huisuan",
        Page::Vehicles => "New-energy cars · Huisuan",
        Page::Goods => "Trade-in · Huisuan",
        Page::Measures => "The 31 measures · Huisuan",
        Page::Find => "What am I entitled to · Huisuan",
        Page::Plans => "My plans · Huisuan",
        Page::About => "About · Huisuan",
        Page::Measure(_) => "Measure · Huisuan",
        Page::Section(_) => "Section · Huisuan",
    }
}

pub(super) fn description(page: Page) -> &'static str {
    match page {
        Page::Home => {
            "Vouchers, car subsidies and trade-ins in Xishan District, Kunming: how much, why, and how to claim."
        }
        Page::Vouchers => "Choose a voucher round, enter a bill, see which voucher saves most.",
        Page::Planner => {
            "A household, several bills and days, vouchers and trade-ins planned together, proven best where it can be."
        }
        Page::Vehicles => "Car subsidies and purchase tax: what you get and what is left to pay.",
        Page::Goods => "Subsidies on appliances, phones and furniture, item by item.",
        Page::Measures => "The district's 31 measures in plain words.",
        Page::Find => {
            "At most 8 questions over all policies: what is certain, possible and ruled out, by amount, with the clause."
        }
        Page::Plans => "Results kept on this device.",
        Page::About => "Sources, privacy and a check of the calculation on your device.",
        Page::Measure(_) => "One of the district's 31 measures.",
        Page::Section(_) => "A section of the district's 31 measures.",
    }
}

pub(super) fn up_to(amount: &str) -> String {
    ["Now up to ", amount].concat()
}

pub(super) fn gauge(least: &str, most: &str, scale: &str) -> String {
    ["At least ", least, ", at most ", most, "; up to ", scale, " before any answer"].concat()
}

pub(super) fn at_least(amount: &str) -> String {
    ["at least ", amount].concat()
}

pub(super) fn open_left(n: usize) -> String {
    match n {
        1 => "1 more answer narrows it".to_owned(),
        _ => [&n.to_string(), " more answers narrow it"].concat(),
    }
}

pub(super) fn unsure_left(n: usize) -> String {
    match n {
        1 => "1 answer you are not sure of matters".to_owned(),
        _ => [&n.to_string(), " answers you are not sure of matter"].concat(),
    }
}

pub(super) fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Entitled => "yours by rule",
        Certainty::IfClaimed => "first come, first served",
        Certainty::IfDrawn => "drawn by lot",
        Certainty::FundsMayEnd => "funds may end early",
    }
}

pub(super) fn more_questions(n: usize) -> String {
    ["Show all ", &n.to_string(), " other questions"].concat()
}

pub(super) fn printed_on(what: &str) -> String {
    ["Printed on: ", what].concat()
}

pub(super) fn input_error(error: &InputError) -> String {
    match error {
        InputError::Empty => "Nothing entered yet.".to_owned(),
        InputError::NotANumber(it) => {
            ["“", &it.to_string(), "” is not a digit. Enter digits only, such as 186000.00"].concat()
        }
        InputError::Negative => "This cannot be negative. Enter 0 or more.".to_owned(),
        InputError::TooManyPlaces(0) => "Enter a whole number.".to_owned(),
        InputError::TooManyPlaces(most) => ["Too many decimals: at most ", &most.to_string(), "."].concat(),
        InputError::TooSmall(least) => ["Too small: enter ", &format::number(*least), " or more."].concat(),
        InputError::TooLarge(most) => ["Too large: enter ", &format::number(*most), " or less."].concat(),
        InputError::NotADate => "This is not a date. Enter it as 2026-11-24.".to_owned(),
        InputError::NoSuchDay => "There is no such day. Check month and day, as in 2026-11-24.".to_owned(),
        InputError::TooEarly(least) => ["Too early: enter ", &format::day(*least, &EN), " or later."].concat(),
        InputError::TooLate(most) => ["Too late: enter ", &format::day(*most, &EN), " or earlier."].concat(),
        InputError::NotAChoice(_) | InputError::NotATruth => "Choose one of these.".to_owned(),
    }
}

pub(super) fn unit(of: &str) -> &'static str {
    match of {
        "km" => "km",
        "ml" => "ml",
        "seats" => "seats",
        "year" => "",
        "kwh" => "kWh",
        "wh_per_kg" => "Wh/kg",
        "months" => "months",
        "days" => "days",
        "years" => "years",
        "persons" => "persons",
        "staff" => "staff",
        "heads" => "heads",
        "posts" => "posts",
        "pieces" => "pieces",
        "mu" => "mu",
        "percent_points" => "%",
        _ => "",
    }
}

pub(super) fn window(from: Option<String>, to: Option<String>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => [&from, " to ", &to].concat(),
        (Some(from), None) => ["from ", &from, ", end not found"].concat(),
        (None, Some(to)) => ["until ", &to].concat(),
        (None, None) => "dates not found".to_owned(),
    }
}

pub(super) fn rounding(mode: Rounding, stated: bool) -> &'static str {
    match (mode, stated) {
        (Rounding::FloorFen, true) => "rounded down to the fen",
        (Rounding::HalfUpFen, true) => "rounded half up to the fen",
        (Rounding::FloorYuan, true) => "rounded down to the yuan",
        (Rounding::HalfUpYuan, true) => "rounded half up to the yuan",
        (Rounding::FloorFen, false) => "rounded down to the fen (not stated, taken so here)",
        (Rounding::HalfUpFen, false) => "rounded half up to the fen (not stated, taken so here)",
        (Rounding::FloorYuan, false) => "rounded down to the yuan (not stated, taken so here)",
        (Rounding::HalfUpYuan, false) => "rounded half up to the yuan (not stated, taken so here)",
    }
}

pub(super) fn end_not_seen(say: &str) -> String {
    [say, ": the end was not found; it is taken to be still running."].concat()
}

pub(super) fn remove_item(name: &str) -> String {
    ["Remove ", name].concat()
}

pub(super) fn nothing_because(scheme: &str, failing: &str) -> String {
    ["¥0: ", scheme, " requires: ", failing, "."].concat()
}

pub(super) fn notice(notice: Notice) -> &'static str {
    match notice {
        Notice::Saved => "Kept on this device.",
        Notice::NotSaved => "The browser does not allow keeping it (private window or frame). Copy it as text instead.",
        Notice::Copied => "Copied.",
        Notice::Downloaded => "The table is kept as a file.",
        Notice::NotDownloaded => "The browser refuses files; use “Copy the table”.",
        Notice::NotCopied => "The browser does not allow copying; select the text by hand.",
        Notice::Linked => "Link copied. It holds what you typed, amounts included; whoever gets it can read it.",
        Notice::NotLinked => {
            "The browser does not allow copying; select the link above. It holds what you typed, amounts included."
        }
        Notice::TooLong => "More was typed than a link can hold. Copy it as text instead.",
    }
}

pub(super) fn found(n: usize) -> String {
    match n {
        1 => "1 measure".to_owned(),
        _ => [&n.to_string(), " measures"].concat(),
    }
}

pub(super) fn agree(passed: usize, all: usize) -> String {
    [&passed.to_string(), " of ", &all.to_string(), " agree"].concat()
}

pub(super) fn reading(fact: &str, value: &str, range: &str) -> String {
    ["Under the other reading (", fact, ": ", value, "): ", range].concat()
}

pub(super) fn most_at(amount: &str) -> String {
    ["Most, ", amount, ", with these answers"].concat()
}

pub(super) fn least_at(amount: &str) -> String {
    ["Least, ", amount, ", with these answers"].concat()
}
