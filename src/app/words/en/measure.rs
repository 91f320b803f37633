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
