//! 中文: sentences.

use super::ZH;
use crate::format;
use crate::preferences::Theme;
use crate::route::Page;
use crate::store::Notice;
use engine::Rounding;
use engine::input::InputError;
use engine::pack::Certainty;

pub(super) fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "自动",
        Theme::Light => "浅色",
        Theme::Dark => "深色",
    }
}

pub(super) fn theme_label(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "颜色: 自动, 点一下换成浅色",
        Theme::Light => "颜色: 浅色, 点一下换成深色",
        Theme::Dark => "颜色: 深色, 点一下换成自动",
    }
}

pub(super) fn page(page: Page) -> &'static str {
    match page {
        Page::Home => "首页",
        Page::Vouchers => "消费券",
        Page::Planner => "怎么用最划算",
        Page::Vehicles => "新能源车",
        Page::Goods => "以旧换新",
        Page::Measures => "31 条措施",
        Page::Find => "我能享受哪些",
        Page::Plans => "我的方案",
        Page::About => "关于",
        Page::Measure(_) => "措施",
        Page::Section(_) => "一组措施",
    }
}

pub(super) fn title(it: Page) -> &'static str {
    match it {
        Page::Home => "惠算 · 昆明市西山区惠民政策计算器",
        Page::Vouchers => "消费券 · 惠算",
        Page::Planner => "怎么用最划算 · 惠算",
        Page::Vehicles => "新能源车 · 惠算",
        Page::Goods => "以旧换新 · 惠算",
        Page::Measures => "31 条措施 · 惠算",
        Page::Find => "我能享受哪些 · 惠算",
        Page::Plans => "我的方案 · 惠算",
        Page::About => "关于 · 惠算",
        Page::Measure(_) => "措施 · 惠算",
        Page::Section(_) => "一组措施 · 惠算",
    }
}

pub(super) fn description(page: Page) -> &'static str {
    match page {
        Page::Home => {
            "昆明市西山区的消费券、购车补贴、家电数码以旧换新, 按公开文件算给您看: 能拿多少, 为什么, 怎么领。"
        }
        Page::Vouchers => "选一轮消费券, 填上要付的账, 看哪张券最省, 为什么, 怎么领。",
        Page::Planner => "一家人、几笔账、几天、几轮消费券和以旧换新一起排, 找出最省的办法, 能证明的就证明。",
        Page::Vehicles => "新能源车和燃油车: 报废更新、置换更新补贴, 购置税减免, 还要缴多少税。",
        Page::Goods => "家电、数码、家装以旧换新和购新补贴: 每件补多少, 为什么, 怎么领。",
        Page::Measures => "西山区稳经济 31 条: 每条说了什么, 哪个部门牵头, 哪些能算。",
        Page::Find => "最多 8 个问题, 从全部政策里找出您肯定能、可能、不能享受的, 按金额排好, 说明是哪一条。",
        Page::Plans => "保存在本机的计算结果。",
        Page::About => "数字的来源和可信程度, 隐私, 在您的设备上自查计算。",
        Page::Measure(_) => "西山区稳经济 31 条里的一条。",
        Page::Section(_) => "西山区稳经济 31 条里的一组。",
    }
}

pub(super) fn up_to(amount: &str) -> String {
    ["现在最多 ", amount].concat()
}

pub(super) fn gauge(least: &str, most: &str, scale: &str) -> String {
    ["一定有 ", least, ", 最多 ", most, "; 回答以前最多 ", scale].concat()
}

pub(super) fn at_least(amount: &str) -> String {
    ["至少 ", amount].concat()
}

pub(super) fn open_left(n: usize) -> String {
    ["再答 ", &n.to_string(), " 题更准"].concat()
}

pub(super) fn unsure_left(n: usize) -> String {
    ["还有 ", &n.to_string(), " 题不清楚, 会影响结果"].concat()
}

pub(super) fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Entitled => "符合条件就有",
        Certainty::IfClaimed => "先到先得",
        Certainty::IfDrawn => "摇号, 中了才有",
        Certainty::FundsMayEnd => "资金用完可能提前结束",
    }
}

pub(super) fn more_questions(n: usize) -> String {
    ["还有 ", &n.to_string(), " 题, 全部展开"].concat()
}

pub(super) fn printed_on(what: &str) -> String {
    ["看这里: ", what].concat()
}

pub(super) fn input_error(error: &InputError) -> String {
    match error {
        InputError::Empty => "还没有填。".to_owned(),
        InputError::NotANumber(it) => ["「", &it.to_string(), "」不是数字。请只填数字, 例如 186000.00"].concat(),
        InputError::Negative => "不能是负数。请填 0 或更大的数。".to_owned(),
        InputError::TooManyPlaces(0) => "请填整数, 不要小数。".to_owned(),
        InputError::TooManyPlaces(most) => ["小数太多。最多 ", &most.to_string(), " 位小数。"].concat(),
        InputError::TooSmall(least) => ["太小了。请填 ", &format::number(*least), " 或更大的数。"].concat(),
        InputError::TooLarge(most) => ["太大了。请填 ", &format::number(*most), " 或更小的数。"].concat(),
        InputError::NotADate => "这不是日期。请按 2026-11-24 这样填。".to_owned(),
        InputError::NoSuchDay => "没有这一天。请核对月份和日期, 例如 2026-11-24".to_owned(),
        InputError::TooEarly(least) => ["太早了。请填 ", &format::day(*least, &ZH), "或更晚的日期。"].concat(),
        InputError::TooLate(most) => ["太晚了。请填 ", &format::day(*most, &ZH), "或更早的日期。"].concat(),
        InputError::NotAChoice(_) | InputError::NotATruth => "请从下面选一个。".to_owned(),
    }
}

pub(super) fn unit(of: &str) -> &'static str {
    match of {
        "km" => "公里",
        "ml" => "毫升",
        "seats" => "座",
        "year" => "年",
        "kwh" => "度",
        "wh_per_kg" => "瓦时/公斤",
        "months" => "个月",
        "days" => "天",
        "years" => "年",
        "persons" => "人",
        "staff" => "人",
        "heads" => "人",
        "posts" => "个岗位",
        "pieces" => "件",
        "mu" => "亩",
        "percent_points" => "%",
        _ => "",
    }
}

pub(super) fn window(from: Option<String>, to: Option<String>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => [&from, " 至 ", &to].concat(),
        (Some(from), None) => [&from, " 起, 截止日期没有查到"].concat(),
        (None, Some(to)) => ["截至 ", &to].concat(),
        (None, None) => "起止日期没有查到".to_owned(),
    }
}

pub(super) fn rounding(mode: Rounding, stated: bool) -> &'static str {
    match (mode, stated) {
        (Rounding::FloorFen, true) => "不足一分的舍去",
        (Rounding::HalfUpFen, true) => "四舍五入到分",
        (Rounding::FloorYuan, true) => "不足一元的舍去",
        (Rounding::HalfUpYuan, true) => "四舍五入到元",
        (Rounding::FloorFen, false) => "不足一分的舍去(文件没有写, 这里这样算)",
        (Rounding::HalfUpFen, false) => "四舍五入到分(文件没有写, 这里这样算)",
        (Rounding::FloorYuan, false) => "不足一元的舍去(文件没有写, 这里这样算)",
        (Rounding::HalfUpYuan, false) => "四舍五入到元(文件没有写, 这里这样算)",
    }
}

pub(super) fn end_not_seen(say: &str) -> String {
    [say, ": 截止日期没有查到, 这里当作还没有结束。"].concat()
}

pub(super) fn remove_item(name: &str) -> String {
    ["删除 ", name].concat()
}

pub(super) fn nothing_because(scheme: &str, failing: &str) -> String {
    ["0 元: ", scheme, "要求「", failing, "」。"].concat()
}

pub(super) fn notice(notice: Notice) -> &'static str {
    match notice {
        Notice::Saved => "已保存在这台设备上。",
        Notice::NotSaved => "浏览器不让保存, 可能是无痕模式或内嵌页面。可以用「复制文字」留一份。",
        Notice::Copied => "已复制, 可以粘贴到聊天里。",
        Notice::Downloaded => "表格已保存成文件。",
        Notice::NotDownloaded => "浏览器不让保存文件, 请用「复制表格」。",
        Notice::NotCopied => "浏览器不让复制, 请长按选中文字。",
        Notice::Linked => "链接已复制。链接里有您填的内容(包括金额), 收到链接的人都能看到。",
        Notice::NotLinked => {
            "浏览器不让复制, 请长按上面的链接复制。链接里有您填的内容(包括金额), 收到链接的人都能看到。"
        }
        Notice::TooLong => "填的内容太多, 放不进一个链接; 可以用「复制文字」。",
    }
}

pub(super) fn found(n: usize) -> String {
    ["共 ", &n.to_string(), " 条"].concat()
}

pub(super) fn agree(passed: usize, all: usize) -> String {
    [&all.to_string(), " 个例子里, ", &passed.to_string(), " 个一致"].concat()
}

pub(super) fn reading(fact: &str, value: &str, range: &str) -> String {
    ["换一种理解(", fact, ": ", value, "): ", range].concat()
}

pub(super) fn most_at(amount: &str) -> String {
    ["这样答, 最多 ", amount].concat()
}

pub(super) fn least_at(amount: &str) -> String {
    ["这样答, 最少 ", amount].concat()
}
