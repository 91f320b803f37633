//! 中文: the search for measures, and the day asked.

use crate::words::search::SearchWords;

pub const SEARCH: SearchWords = SearchWords {
    on_today: "按今天的政策算",
    on_day: |day| ["按 ", day, " 的政策算"].concat(),
    not_today: |day| ["现在按 ", day, " 的政策算, 不是今天"].concat(),
    other_day: "换一天",
    which_day: "按哪天的政策算",
    back_to_today: "回到今天",
    no_such_day: "这一天查不了。请选 2020 年 1 月 1 日到 2099 年 12 月 31 日之间的一天。",
    which_day_help: "可以看过去某一天有哪些政策、能拿多少, 也可以看以后的日子; 以后的只算得出现在已经公布的。",
    running: |n| [&n.to_string(), " 项有效"].concat(),
    over: |n| [&n.to_string(), " 项已结束"].concat(),
    ahead: |n| [&n.to_string(), " 项还没开始"].concat(),
    all_on_day: |running, over, ahead| {
        let (running, over, ahead) = (running.to_string(), over.to_string(), ahead.to_string());
        ["这一天: ", &running, " 项有效, ", &over, " 项已结束, ", &ahead, " 项还没开始。"].concat()
    },
    who: "给谁看",
    whos: [("resident", "居民"), ("merchant", "商户"), ("company", "企业")],
    does: "想做什么",
    doings: [
        ("cash", "领钱"),
        ("less", "少交"),
        ("later", "缓交"),
        ("loan", "贷款"),
        ("calculator", "计算"),
        ("checker", "核对"),
        ("reference", "看原文"),
    ],
    all: "全部",
    found_for: |n| ["找到 ", &n.to_string(), " 条, 最相关的在前面"].concat(),
    through: |title| ["其中: ", title].concat(),
    nothing_found: |text| ["没有找到「", text, "」。"].concat(),
    nothing_found_help: "换个说法试试, 例如: 房租、失业、换冰箱; 拼音或首字母也行, 例如 fz。",
    ask_me: "我能享受哪些",
    ask_me_say: "最多 8 个问题, 帮您找",
    show_all: "看全部 31 条",
};
