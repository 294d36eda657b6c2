//! What an opinion sheet can say: single values and lists, by the names that templates use.

use super::Opinion;
use crate::dossier::Dossier;
use crate::facts::metadata::DateAt;
use crate::render::style::{doubt_word, severity_name};
use crate::render::tasks::cells::one_line;
use crate::render::text::check::verdict_name;
use crate::report::{Baseline, Certainty, Finding, NodeView, Place, Report, Severity, Verdict};

/// What stands for a value that the document does not give.
const UNKNOWN: &str = "未写明";

/// What stands for an empty list.
pub(super) const NOTHING: &str = "无";

/// What stands for a comparison that nothing was given for: an empty list would say that nothing is missing.
const UNCHECKED: &str = "未核对";

/// Why it was not made.
const ALONE: &str = "只给了一份文件；给出放着全部材料的文件夹才能核对";

/// The single values.
pub const SCALARS: &[&str] = &[
    "标题",
    "制定机关",
    "文种",
    "文号",
    "登记号",
    "成文日期",
    "施行日期",
    "失效日期",
    "性质",
    "文件",
    "文件指纹",
    "读取情况",
    "判断日期",
    "法律表日期",
    "程序版本",
    "规则版本",
    "规则数",
    "通过数",
    "有问题数",
    "不能判定数",
    "不适用数",
    "问题数",
    "错误数",
    "警告数",
    "提示数",
    "抑制数",
    "材料数",
    "缺件数",
];

const FINDING: &[&str] = &["序号", "级别", "规则", "说明", "原文", "位置", "依据", "建议", "把握"];

const CHECK: &[&str] = &["序号", "结果", "规则", "规则包", "事项", "说明"];

/// The lists with their columns.
pub const LISTS: &[(&str, &[&str])] = &[
    ("材料", &["序号", "名称", "文件", "标题", "状况"]),
    ("缺件", &["序号", "名称", "必备", "说明", "依据"]),
    ("日期", &["序号", "日期", "环节", "出处", "原文"]),
    ("核对", &["序号", "结果", "级别", "事项", "说明", "依据", "原文"]),
    ("问题", FINDING),
    ("错误", FINDING),
    ("警告", FINDING),
    ("提示", FINDING),
    ("抑制", &["序号", "级别", "规则", "说明", "原文", "位置", "理由", "到期"]),
    ("检查", CHECK),
    ("有问题", CHECK),
    ("不能判定", CHECK),
    ("通过", CHECK),
    ("不适用", CHECK),
];

/// The entries of a list.
pub(super) struct Rows {
    pub(super) name: &'static str,
    pub(super) columns: &'static [&'static str],
    pub(super) rows: Vec<Vec<String>>,
}

/// All values of one sheet.
pub(super) struct Values {
    pub(super) scalars: Vec<(&'static str, String)>,
    pub(super) lists: Vec<Rows>,
}

/// Verdicts in the order in which a reviewer needs them.
const ORDER: [Verdict; 4] = [Verdict::Fail, Verdict::Undecided, Verdict::Pass, Verdict::NotApplicable];

impl Values {
    pub(super) fn of(opinion: &Opinion<'_>) -> Self {
        let lists: Vec<Rows> =
            LISTS.iter().map(|&(name, columns)| Rows { name, columns, rows: rows(name, opinion) }).collect();
        debug_assert!(lists.iter().all(|l| l.rows.iter().all(|row| row.len() == l.columns.len())));
        let count =
            |name: &str| lists.iter().find(|l| l.name == name).map_or(0, |l| l.rows.len()).to_string();
        let scalar = |name: &'static str| {
            let value = match name.strip_suffix('数') {
                Some("规则") => count("检查"),
                Some("缺件") if opinion.dossier.is_none() => UNCHECKED.to_owned(),
                Some(list) => count(list),
                None => fact(name, opinion.report).unwrap_or_default(),
            };
            (name, if value.is_empty() { UNKNOWN.to_owned() } else { value })
        };
        let scalars = SCALARS.iter().map(|name| scalar(name)).collect();
        Self { scalars, lists }
    }
}

fn fact(name: &str, report: &Report) -> Option<String> {
    let facts = &report.facts.metadata;
    let date = |date: &Option<DateAt<Place>>| date.as_ref().map(|d| d.date.to_string());
    let text = |text: &str| Some(one_line(text));
    match name {
        "标题" => text(&facts.title.as_ref()?.text),
        "制定机关" => {
            Some(facts.issuing_body.iter().map(|b| one_line(&b.text)).collect::<Vec<_>>().join("、"))
        }
        "文种" => text(&facts.doc_kind.as_ref()?.text),
        "文号" => text(&facts.doc_number.as_ref()?.raw),
        "登记号" => text(&facts.registration_number.as_ref()?.raw),
        "成文日期" => date(&facts.signed_on),
        "施行日期" => date(&facts.effective_on),
        "失效日期" => date(&facts.expires_on),
        "性质" => text(match facts.normative.value {
            Some(true) => "行政规范性文件",
            Some(false) => "不是行政规范性文件",
            None => "是否行政规范性文件不能判定",
        }),
        "文件" => Some(report.path.clone()),
        "文件指纹" => Some(report.sha256.clone()),
        "读取情况" if report.problems.is_empty() => text("全文读出"),
        "读取情况" => {
            Some(report.problems.iter().map(|p| p.message.as_str()).collect::<Vec<_>>().join("；"))
        }
        "判断日期" => report.as_of.map(|d| d.to_string()),
        "法律表日期" => report.laws_as_of.map(|d| d.to_string()),
        "程序版本" => text(report.hegui_version),
        "规则版本" => Some(report.rules_version.chars().take(12).collect()),
        _ => None,
    }
}

/// The entries of a list, numbered.
fn rows(name: &str, opinion: &Opinion<'_>) -> Vec<Vec<String>> {
    let report = opinion.report;
    let counted = |f: &&Finding| f.baseline != Baseline::Suppressed;
    let by = |severity: Severity| {
        let found = report.findings.iter().filter(counted).filter(|f| f.severity == severity);
        found.map(|f| finding(f, report)).collect::<Vec<_>>()
    };
    let rows = match name {
        "材料" => papers(opinion),
        "缺件" => opinion.dossier.map_or_else(|| unchecked(["—", ALONE, ""]), missing),
        "日期" => opinion.dossier.map(chain).unwrap_or_default(),
        "核对" => opinion.dossier.map_or_else(|| unchecked(["", "", ALONE, "", ""]), agreement),
        "错误" => by(Severity::Error),
        "警告" => by(Severity::Warning),
        "提示" => by(Severity::Info),
        "问题" => [Severity::Error, Severity::Warning, Severity::Info].into_iter().flat_map(by).collect(),
        "抑制" => report.findings.iter().filter(|f| !counted(f)).map(|f| suppressed(f, report)).collect(),
        "检查" => ORDER.into_iter().flat_map(|v| outcomes(opinion, v)).collect(),
        _ => ORDER
            .into_iter()
            .filter(|v| verdict_name(*v) == name)
            .flat_map(|v| outcomes(opinion, v))
            .collect(),
    };
    let number = |(n, row): (usize, Vec<String>)| [n.to_string()].into_iter().chain(row).collect();
    (1usize..).zip(rows).map(number).collect()
}

fn papers(opinion: &Opinion<'_>) -> Vec<Vec<String>> {
    let report = opinion.report;
    let state = |unread: bool, incomplete: bool| {
        if unread {
            "没有读到"
        } else if incomplete {
            "没有读全"
        } else {
            "已读"
        }
        .to_owned()
    };
    match opinion.dossier {
        Some(dossier) => {
            let reviewed = |path: &str| if path == report.path { "（送审文件）" } else { "" };
            let row = |p: &crate::dossier::PaperView| {
                vec![
                    p.name.clone(),
                    p.path.clone(),
                    one_line(p.title.as_deref().unwrap_or("")),
                    state(p.unread, p.incomplete) + reviewed(&p.path),
                ]
            };
            dossier.papers.iter().map(row).collect()
        }
        None => {
            let title = report.facts.metadata.title.as_ref().map_or("", |t| t.text.as_str());
            vec![vec![
                "送审文件".to_owned(),
                report.path.clone(),
                one_line(title),
                state(false, report.is_incomplete()),
            ]]
        }
    }
}

/// The one entry of a list that needs the other papers.
fn unchecked<const N: usize>(rest: [&str; N]) -> Vec<Vec<String>> {
    vec![[UNCHECKED].into_iter().chain(rest).map(str::to_owned).collect()]
}

fn missing(dossier: &Dossier) -> Vec<Vec<String>> {
    let mut missing: Vec<_> = dossier.missing.iter().collect();
    missing.sort_by_key(|m| !m.required);
    let required = |is: bool| if is { "是" } else { "否" }.to_owned();
    missing
        .iter()
        .map(|m| vec![m.name.clone(), required(m.required), m.reason.clone(), m.basis.clone()])
        .collect()
}

fn chain(dossier: &Dossier) -> Vec<Vec<String>> {
    let row = |e: &crate::dossier::Event| {
        let place = format!("{} 第{}行", e.evidence.path, e.evidence.span.line);
        vec![e.date.to_string(), e.name.to_owned(), place, one_line(&e.evidence.quote)]
    };
    dossier.chain.iter().map(row).collect()
}

fn agreement(dossier: &Dossier) -> Vec<Vec<String>> {
    let mut checks: Vec<_> = dossier.checks.iter().collect();
    checks.sort_by_key(|c| (ORDER.iter().position(|v| *v == c.verdict), std::cmp::Reverse(c.severity)));
    let row = |c: &&crate::dossier::DossierCheck| {
        let level = if c.verdict == Verdict::Fail { severity_name(c.severity) } else { "" };
        let quotes: Vec<String> = c.evidence.iter().map(|e| one_line(&e.quote)).collect();
        vec![
            verdict_name(c.verdict).to_owned(),
            level.to_owned(),
            c.title.clone(),
            c.message.clone(),
            c.basis.clone(),
            quotes.join("；"),
        ]
    };
    checks.iter().map(row).collect()
}

fn finding(finding: &Finding, report: &Report) -> Vec<String> {
    let basis: Vec<String> = finding.basis.iter().map(ToString::to_string).collect();
    let certainty = match finding.confidence {
        Certainty::High => "高",
        Certainty::Medium => "中",
        Certainty::Low => "低",
    };
    let mut cells = place_cells(finding, report);
    cells.extend([basis.join("；"), finding.advice.clone(), certainty.to_owned()]);
    cells
}

fn suppressed(finding: &Finding, report: &Report) -> Vec<String> {
    let why = finding.suppression.as_ref();
    let mut cells = place_cells(finding, report);
    cells.push(why.map_or(String::new(), |s| s.reason.clone()));
    cells.push(why.map_or(String::new(), |s| s.expires.to_string()));
    cells
}

/// What a row of findings begins with: severity, rule, message, the words, the place.
fn place_cells(finding: &Finding, report: &Report) -> Vec<String> {
    vec![
        severity_name(finding.severity).to_owned(),
        finding.rule.clone(),
        format!("{}{}", finding.message, doubt_word(finding)),
        one_line(&finding.span.text),
        place(&finding.span, report),
    ]
}

fn outcomes(opinion: &Opinion<'_>, verdict: Verdict) -> Vec<Vec<String>> {
    let pack = |id: &str| {
        let rule = opinion.rules.iter().find(|r| r.id == id);
        rule.map_or(String::new(), |r| r.pack_title.clone())
    };
    let row = |o: &crate::report::Outcome| {
        vec![
            verdict_name(verdict).to_owned(),
            o.rule.clone(),
            pack(&o.rule),
            o.title.clone(),
            o.reason.clone(),
        ]
    };
    opinion.report.outcomes.iter().filter(|o| o.verdict == verdict).map(row).collect()
}

/// As a lawyer names a place: by article and item, else by line.
fn place(place: &Place, report: &Report) -> String {
    let holds = |n: &&NodeView| n.span.start <= place.start && place.start < n.span.end.max(n.span.start + 1);
    let labels: Vec<&str> = report.outline.iter().filter(holds).map(|n| n.label.trim()).collect();
    let article =
        labels.iter().position(|l| l.starts_with('第') && l.trim_end().ends_with('条')).unwrap_or(0);
    let path: String = labels.get(article..).unwrap_or_default().concat();
    let line = match place.paragraph {
        Some(paragraph) => format!("第{}段", paragraph.saturating_add(1)),
        None => format!("第{}行", place.line),
    };
    if path.is_empty() { line } else { format!("{path}（{line}）") }
}
