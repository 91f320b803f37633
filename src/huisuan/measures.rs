//! The table of the package's measures as a page of text: what each computes, on which documents, with
//! which confidence, and what was not found. Written from the packs, so that it cannot fall behind them.

use engine::campaign::raw::RawCampaign;
use engine::pack::raw::{RawBundle, RawDocument, RawExamples, RawMeasure, RawScheme};
use std::collections::BTreeMap;

/// Everything of the packs that belongs to one measure.
struct Row<'a> {
    measure: &'a RawMeasure,
    schemes: Vec<&'a RawScheme>,
    campaigns: Vec<&'a RawCampaign>,
    /// Worked examples by scheme or round.
    examples: &'a BTreeMap<&'a str, usize>,
}

/// How many figures there are of each mark: 原文, 转述, 待核实, 未查到.
type Marks = [usize; 4];

/// What must not go missing: a measure of the package, or the examples of something that computes.
#[must_use]
pub fn gaps(bundle: &RawBundle, examples: &RawExamples) -> Vec<String> {
    let Some(package) = &bundle.package else { return vec!["the packs hold no package of measures".to_owned()] };
    let counts = counted(examples);
    let mut gaps = Vec::new();
    for number in 1..=31_u8 {
        let Some(measure) = package.measures.iter().find(|it| it.number == number) else {
            gaps.push(format!("measure {number} is missing"));
            continue;
        };
        if measure.verdict == "reference" {
            continue;
        }
        let row = Row::new(bundle, measure, &counts);
        let ids = row.ids();
        if ids.is_empty() {
            gaps.push(format!("measure {number} computes something and no scheme or round is of it"));
        }
        let without = ids.iter().filter(|id| counts.get(**id).copied().unwrap_or(0) == 0);
        gaps.extend(without.map(|id| format!("`{id}` of measure {number} has no worked example")));
    }
    gaps
}

/// The page, in Markdown and in Chinese.
#[must_use]
pub fn page(bundle: &RawBundle, examples: &RawExamples) -> String {
    let Some(package) = &bundle.package else { return String::new() };
    let counts = counted(examples);
    let rows: Vec<Row<'_>> = package.measures.iter().map(|it| Row::new(bundle, it, &counts)).collect();
    let mut out = String::from("# 31 条措施: 每一条算什么, 依据什么\n\n");
    out.push_str(
        "本页由 `huisuan measures packs -o docs/MEASURES.md` 从政策包生成, 不要手改; 改了政策包再运行一次。\n\n",
    );
    out.push_str(&format!("《{}》({})。{}\n\n", package.title, package.status, or_empty(&package.note)));
    out.push_str(&summary(&rows));
    out.push_str(
        "「数」一栏: 政策包里每个数按可信程度计数, 依次是 原文 / 转述 / 待核实 / 未查到。没有查到的数写「未查到」, 从不当作 0。\n\n",
    );
    out.push_str("| 条 | 标题 | 类别 | 算什么 | 文件 | 数 | 例子 | 没查到 |\n|---|---|---|---|---|---|---|---|\n");
    for row in &rows {
        out.push_str(&row.line());
    }
    out.push_str("\n## 原文里的出入\n\n下面是本站编者的注, 不是原文; 原文一个字都没有改。\n\n");
    for row in &rows {
        if let Some(note) = &row.measure.editor_note {
            out.push_str(&format!("- 第 {} 条: {note}\n", row.measure.number));
        }
    }
    for section in &package.sections {
        out.push_str(&format!("\n## {}、{}\n", numeral(section.number), section.title));
        for row in rows.iter().filter(|it| it.measure.section == section.number) {
            row.chapter(bundle, &mut out);
        }
    }
    out
}

fn summary(rows: &[Row<'_>]) -> String {
    let of = |kind: &str| rows.iter().filter(|it| it.measure.verdict == kind).count();
    let schemes: usize = rows.iter().map(|it| it.ids().len()).sum();
    format!(
        "共 {} 条: {} 条能计算, {} 条能核对, {} 条只有文字可看。\
         一个项目实施几条时各算一次, 表中项目和轮次共 {schemes} 个。\n\n",
        rows.len(),
        of("calculator"),
        of("checker"),
        of("reference"),
    )
}

impl<'a> Row<'a> {
    fn new(bundle: &'a RawBundle, measure: &'a RawMeasure, examples: &'a BTreeMap<&'a str, usize>) -> Row<'a> {
        Row {
            measure,
            schemes: bundle.schemes.iter().filter(|it| it.measures.contains(&measure.number)).collect(),
            campaigns: bundle.campaigns.iter().filter(|it| it.measures.contains(&measure.number)).collect(),
            examples,
        }
    }

    fn ids(&self) -> Vec<&'a str> {
        let schemes = self.schemes.iter().map(|it| it.id.as_str());
        schemes.chain(self.campaigns.iter().map(|it| it.id.as_str())).collect()
    }

    fn n_examples(&self) -> usize {
        self.ids().iter().filter_map(|id| self.examples.get(*id)).sum()
    }

    fn line(&self) -> String {
        let it = self.measure;
        let computes = match (self.schemes.len(), self.campaigns.len()) {
            (0, 0) => "—".to_owned(),
            (0, rounds) => format!("{rounds} 轮消费券"),
            (schemes, 0) => format!("{schemes} 项: {}", self.titles()),
            (schemes, rounds) => format!("{schemes} 项: {}; 另有 {rounds} 轮消费券", self.titles()),
        };
        let documents = self.documents();
        let files = if documents.is_empty() { "只有本文".to_owned() } else { span(&documents) };
        let marks = self.marks();
        let figures = if marks == [0; 4] { "—".to_owned() } else { shown(marks) };
        let examples = self.n_examples();
        format!(
            "| [{}](#m{}) | {} | {} | {} | {files} | {figures} | {} | {} |\n",
            it.number,
            it.number,
            cell(&it.title),
            kind(&it.verdict),
            cell(&computes),
            if examples == 0 { "—".to_owned() } else { examples.to_string() },
            match self.unknown().len() {
                0 => "—".to_owned(),
                some => format!("{some} 处"),
            },
        )
    }

    /// The names of the schemes; of many the first few.
    fn titles(&self) -> String {
        const FEW: usize = 5;
        let mut titles: Vec<&str> = self.schemes.iter().take(FEW).map(|it| it.title.as_str()).collect();
        if self.schemes.len() > FEW {
            titles.push("……");
        }
        titles.join("、")
    }

    /// Every document once, in the order of the files.
    fn documents(&self) -> Vec<&'a RawDocument> {
        let mut documents: Vec<&RawDocument> = Vec::new();
        let schemes = self.schemes.iter().flat_map(|it| &it.documents);
        for it in schemes.chain(self.campaigns.iter().flat_map(|it| &it.documents)) {
            if !documents.iter().any(|before| before.title == it.title && before.date == it.date) {
                documents.push(it);
            }
        }
        documents
    }

    fn marks(&self) -> Marks {
        let mut all = [0; 4];
        let schemes = self.schemes.iter().map(|it| marks_of(it));
        for marks in schemes.chain(self.campaigns.iter().map(|it| marks_of_round(it))) {
            for (sum, it) in all.iter_mut().zip(marks) {
                *sum += it;
            }
        }
        all
    }

    /// What the record does not give, each said once.
    fn unknown(&self) -> Vec<String> {
        let mut said: Vec<String> = Vec::new();
        let figures = self.schemes.iter().flat_map(|scheme| {
            let unknown = scheme.figures.iter().filter(|it| it.value.is_none() && it.versions.is_empty());
            unknown.map(|it| format!("{}: {}", scheme.title, it.say))
        });
        let ends = self.schemes.iter().flat_map(|scheme| {
            let windows = scheme.conditions.iter().filter(|it| it.window.as_ref().is_some_and(|it| it.to.is_none()));
            windows.map(|it| format!("{}: 「{}」的截止日期", scheme.title, it.say))
        });
        let faces = self.campaigns.iter().flat_map(|round| {
            let unknown = round.benefits.iter().filter_map(|it| it.unknown.as_ref());
            unknown.map(|it| format!("{}: {it}", round.title))
        });
        for it in figures.chain(ends).chain(faces) {
            if !said.contains(&it) {
                said.push(it);
            }
        }
        said
    }

    fn chapter(&self, bundle: &RawBundle, out: &mut String) {
        let it = self.measure;
        out.push_str(&format!("\n<a id=\"m{}\"></a>\n\n", it.number));
        out.push_str(&format!("### {}. {}({})\n\n", it.number, it.title, kind(&it.verdict)));
        out.push_str(&format!("{} 牵头: {}。\n", it.say, it.leads.join("、")));
        if self.ids().is_empty() {
            return;
        }
        out.push_str("\n| 项目 | 什么时候的事 | 数 | 例子 |\n|---|---|---|---|\n");
        for scheme in &self.schemes {
            let examples = self.examples.get(scheme.id.as_str()).copied().unwrap_or(0);
            let when = windows(bundle, scheme);
            out.push_str(&format!(
                "| {} `{}` | {} | {} | {examples} |\n",
                cell(&scheme.title),
                scheme.id,
                cell(&when),
                shown(marks_of(scheme))
            ));
        }
        for round in &self.campaigns {
            let examples = self.examples.get(round.id.as_str()).copied().unwrap_or(0);
            let (from, to) = (round.redeem.window.from.as_str(), round.redeem.window.to.as_deref());
            let when = format!("使用: {from} 至 {}", to.unwrap_or("领到后几天内"));
            out.push_str(&format!(
                "| {} `{}` | {} | {} | {examples} |\n",
                cell(&round.title),
                round.id,
                cell(&when),
                shown(marks_of_round(round))
            ));
        }
        out.push_str("\n依据的文件:\n\n");
        for document in self.documents() {
            out.push_str(&said(document));
        }
        let unknown = self.unknown();
        if !unknown.is_empty() {
            out.push_str("\n没有查到:\n\n");
            for it in unknown {
                out.push_str(&format!("- {it}\n"));
            }
        }
    }
}

fn counted(examples: &RawExamples) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    let schemes = examples.schemes.iter().map(|it| it.scheme.as_str());
    for id in schemes.chain(examples.campaigns.iter().map(|it| it.campaign.as_str())) {
        *counts.entry(id).or_insert(0) += 1;
    }
    counts
}

fn marks_of(scheme: &RawScheme) -> Marks {
    marks(scheme.figures.iter().map(|it| it.confidence.as_str()))
}

/// A round's figures are its benefits; one without a mark of its own has that of its document.
fn marks_of_round(round: &RawCampaign) -> Marks {
    marks(round.benefits.iter().map(|it| {
        let of_document = || round.documents.get(it.source).map_or("unknown", |it| it.confidence.as_str());
        if it.unknown.is_some() { "unknown" } else { it.confidence.as_deref().unwrap_or_else(of_document) }
    }))
}

fn marks<'a>(confidences: impl Iterator<Item = &'a str>) -> Marks {
    let mut marks = [0; 4];
    for it in confidences {
        let place = CONFIDENCE.iter().position(|(name, _)| *name == it).unwrap_or(3);
        if let Some(it) = marks.get_mut(place) {
            *it += 1;
        }
    }
    marks
}

const CONFIDENCE: [(&str, &str); 4] =
    [("official", "看到原文"), ("reported", "只见转述"), ("unverified", "待核实"), ("unknown", "没有查到")];

fn shown(marks: Marks) -> String {
    marks.map(|it| it.to_string()).join(" / ")
}

/// How many documents there are, and from when to when.
fn span(documents: &[&RawDocument]) -> String {
    let mut dates: Vec<&str> = documents.iter().filter_map(|it| it.date.as_deref()).collect();
    dates.sort_unstable();
    match (dates.first(), dates.last()) {
        (Some(first), Some(last)) if first == last => format!("{} 份({first})", documents.len()),
        (Some(first), Some(last)) => format!("{} 份({first} 至 {last})", documents.len()),
        _ => format!("{} 份(日期未查到)", documents.len()),
    }
}

/// The windows of a scheme, each with the date that must fall into it.
fn windows(bundle: &RawBundle, scheme: &RawScheme) -> String {
    let windows = scheme.conditions.iter().filter_map(|it| it.window.as_ref()).map(|window| {
        let fact = bundle.facts.iter().find(|it| it.id == window.fact);
        let label = fact.map(|it| it.label.as_str()).filter(|it| !it.is_empty()).unwrap_or("查询当天");
        let from = window.from.as_deref().unwrap_or("");
        format!("{label}: {from} 至 {}", window.to.as_deref().unwrap_or("(截止日期未查到)"))
    });
    let windows: Vec<String> = windows.collect();
    if windows.is_empty() { "不分日期".to_owned() } else { windows.join("; ") }
}

fn said(it: &RawDocument) -> String {
    let mark = CONFIDENCE.iter().find(|(name, _)| *name == it.confidence).map_or("没有查到", |it| it.1);
    let number = it.number.as_ref().map(|it| format!(", {it}")).unwrap_or_default();
    let date = it.date.as_deref().unwrap_or("日期未查到");
    let title = match &it.url {
        Some(url) => format!("[{}]({url})", it.title),
        None => it.title.clone(),
    };
    format!("- {title}{number}, {}, {date} — {mark}\n", it.issuer)
}

const fn numeral(number: u8) -> &'static str {
    match number {
        1 => "一",
        2 => "二",
        3 => "三",
        4 => "四",
        5 => "五",
        6 => "六",
        _ => "七",
    }
}

fn kind(verdict: &str) -> &'static str {
    match verdict {
        "calculator" => "计算",
        "checker" => "核对",
        _ => "参考",
    }
}

/// A text that does not break the table it stands in.
fn cell(text: &str) -> String {
    text.replace('|', "／").replace('\n', " ")
}

fn or_empty(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}
