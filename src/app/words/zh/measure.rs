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

pub(super) fn compute_on(page: &str) -> String {
    ["去「", page, "」算"].concat()
}

pub(super) fn decides(fact: &str) -> String {
    ["要看「", fact, "」"].concat()
}

pub(super) fn rows_left(n: usize) -> String {
    ["还有 ", &n.to_string(), " 行, 都在复制和保存的表格里。"].concat()
}

pub(super) fn at_most(amount: &str) -> String {
    ["最多 ", amount, ", 具体多少没有查到"].concat()
}
