//! 中文: sentences about measures.

pub(super) fn of_package(package: &str, section: u8) -> String {
    [package, " · 第 ", &section.to_string(), " 部分"].concat()
}

pub(super) fn open_to(who: &str) -> &'static str {
    match who {
        "resident" => "居民",
        "merchant" => "商户",
        "company" => "企业",
        "bank" => "银行",
        _ => "政府部门",
    }
}
