//! English: sentences about measures.

pub(super) fn of_package(package: &str, section: u8) -> String {
    [package, " · section ", &section.to_string()].concat()
}

pub(super) fn open_to(who: &str) -> &'static str {
    match who {
        "resident" => "residents",
        "merchant" => "shops",
        "company" => "companies",
        "bank" => "banks",
        _ => "government",
    }
}

pub(super) fn compute_on(page: &str) -> String {
    ["Work it out: ", page].concat()
}

pub(super) fn decides(fact: &str) -> String {
    ["depends on: ", fact].concat()
}

pub(super) fn rows_left(n: usize) -> String {
    [&n.to_string(), " more rows; all are in the table that you copy or keep."].concat()
}

pub(super) fn at_most(amount: &str) -> String {
    ["at most ", amount, ", the sum itself is not known"].concat()
}
