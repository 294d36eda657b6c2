//! The catalogue of rules for people: Markdown page, table, one rule in words, HTML page, JSON. Text in, text out.

mod html;
mod note;

use std::fmt::Write as _;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::rule::{AppliesTo, BasisEntry, ExampleVerdict, Rule};
use super::schema::{RuleStatus, StageName};
use super::{Profile, Registry};
use crate::report::{Certainty, Severity};
pub use html::html;
pub use note::note;

/// 错误, 警告, 提示.
#[must_use]
pub const fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Info => "提示",
    }
}

const fn certainty_word(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::High => "高",
        Certainty::Medium => "中",
        Certainty::Low => "低",
    }
}

const fn status_word(status: RuleStatus) -> &'static str {
    match status {
        RuleStatus::Preview => "试用",
        RuleStatus::Stable => "稳定",
        RuleStatus::Deprecated => "将停用",
        RuleStatus::Retired => "已停用",
    }
}

/// The catalogue page.
#[must_use]
pub fn markdown(registry: &Registry) -> String {
    let mut out = String::from("# 规则目录\n\n由 `hegui rules list --format md` 生成，不要手改。\n");
    let _ = writeln!(
        out,
        "\n严重程度说的是“如果属实，在法律上有多要紧”；把握说的是“机器有多确定”。\n依据未核到原文的注明“未核”，只作提示，不说“规定”。"
    );
    for pack in registry.packs() {
        let _ = writeln!(out, "\n## {} {}\n\n{}\n", pack.id, pack.title, pack.about);
        let _ = writeln!(out, "| 编号 | 规则 | 严重程度 | 把握 | 状态 | 依据 |\n|---|---|---|---|---|---|");
        for rule in registry.rules().iter().filter(|r| r.pack == pack.id) {
            let basis = rule.basis.first().map(cite).unwrap_or_default();
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} | {} | {basis} |",
                rule.id,
                rule.title,
                severity_word(rule.severity),
                certainty_word(rule.confidence),
                status_word(rule.status),
            );
        }
        for rule in registry.rules().iter().filter(|r| r.pack == pack.id) {
            detail(&mut out, rule);
        }
    }
    out
}

fn detail(out: &mut String, rule: &Rule) {
    let _ = writeln!(out, "\n### {} {}\n\n`{}`：{}\n", rule.id, rule.title, rule.name, rule.explain);
    let _ = writeln!(out, "- 适用：{}", applies(&rule.applies_to));
    for basis in &rule.basis {
        let _ = writeln!(
            out,
            "- 依据：{}（{}{}{}）",
            cite(basis),
            basis.level.word(),
            if basis.is_verified { "" } else { "，未核" },
            life(basis)
        );
    }
    let _ = writeln!(out, "- 建议：{}", rule.advice);
    if let Some(precision) = &rule.precision {
        let _ = writeln!(out, "- 在真实文件上读过的命中：{precision} 正确");
    }
    for (verdict, word) in [(ExampleVerdict::Bad, "命中"), (ExampleVerdict::Good, "不命中")] {
        if let Some(example) = rule.examples.iter().find(|e| e.verdict == verdict) {
            let _ = writeln!(out, "- {word}：{}", one_line(&example.text));
        }
    }
}

fn one_line(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    lines.join(" / ").replace('|', "\\|")
}

fn cite(basis: &BasisEntry) -> String {
    let is_number = basis.cite.ends_with('号') || basis.cite.starts_with("GB/");
    let name = if is_number || basis.cite.contains('《') {
        basis.cite.clone()
    } else {
        format!("《{}》", basis.cite)
    };
    format!(
        "{name}{}{}",
        if basis.cite.starts_with("GB/") && !basis.article.is_empty() { " " } else { "" },
        basis.article
    )
}

/// From when to when a basis is in force, and whom alone it binds.
fn life(basis: &BasisEntry) -> String {
    let since = basis.since.map(|d| format!("，{d} 起")).unwrap_or_default();
    let until = basis.until.map(|d| format!("，{d} 止")).unwrap_or_default();
    let bound = [&basis.region, &basis.body].into_iter().flatten().map(|name| format!("，限{name}"));
    format!("{since}{until}{}", bound.collect::<String>())
}

/// What a rule is meant for, in one line.
#[must_use]
pub fn applies(applies: &AppliesTo) -> String {
    let mut parts = Vec::new();
    if !applies.doc_kind.is_empty() {
        let kinds: Vec<&str> = applies
            .doc_kind
            .iter()
            .map(|k| match k.as_str() {
                "normative-document" => "行政规范性文件",
                "retold-news" => "转述文件的新闻",
                "organ-paper" => "机关、村居发布的其他文件",
                other => other,
            })
            .collect();
        parts.push(kinds.join("、"));
    }
    match applies.normative {
        Some(true) => parts.push("行政规范性文件".to_owned()),
        Some(false) => parts.push("不属于行政规范性文件的".to_owned()),
        None => {}
    }
    match applies.spoken {
        Some(true) => parts.push("讲话、致辞、实录".to_owned()),
        Some(false) => parts.push("讲话、致辞、实录以外的".to_owned()),
        None => {}
    }
    if !applies.issuer.is_empty() {
        parts.push(format!("制定机关为 {}", applies.issuer.join("、")));
    }
    if !applies.region.is_empty() {
        parts.push(applies.region.join("、"));
    }
    if !applies.stage.is_empty() {
        let stages = applies.stage.iter().map(|s| match s {
            StageName::Draft => "草案",
            StageName::Issued => "已印发",
            StageName::Unknown => "阶段不明",
        });
        parts.push(stages.collect::<Vec<_>>().join("、"));
    }
    if let Some(since) = applies.since {
        parts.push(format!("{since} 起"));
    }
    if let Some(until) = applies.until {
        parts.push(format!("{until} 止"));
    }
    if parts.is_empty() { "各类公文".to_owned() } else { parts.join("；") }
}

/// The rules as an aligned table.
#[must_use]
pub fn table(rules: &[&Rule]) -> String {
    let width = rules.iter().map(|r| r.title.width()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in rules {
        let pad = " ".repeat(width - rule.title.width());
        let status = status_word(rule.status);
        let (severity, certainty) = (severity_word(rule.severity), certainty_word(rule.confidence));
        let _ = writeln!(
            out,
            "{}  {}{pad}  {severity}  把握{certainty}  {status}  {}",
            rule.id, rule.title, rule.name
        );
    }
    out
}

/// The regional profiles, one a line.
#[must_use]
pub fn profiles(registry: &Registry) -> String {
    let word = |known: bool| if known { "已核" } else { "未核" };
    let line = |p: &Profile| {
        let issuance =
            p.issuance.as_ref().map_or(String::new(), |s| format!("统一{}（{}）", s.value, word(s.verified)));
        let registration = p
            .registration
            .as_ref()
            .map_or("无登记号规定可查".to_owned(), |s| format!("登记号（{}）", word(s.verified)));
        format!("{}  {}  {issuance}  {registration}\n", p.id, p.name)
    };
    registry.profiles().iter().map(line).collect()
}

/// A rule for programs.
#[derive(Serialize)]
struct RuleView<'a> {
    id: &'a str,
    name: &'a str,
    title: &'a str,
    pack: &'a str,
    severity: Severity,
    confidence: Certainty,
    status: RuleStatus,
    added: &'a str,
    precision: Option<&'a str>,
    explain: &'a str,
    advice: &'a str,
    basis: Vec<BasisView<'a>>,
}

#[derive(Serialize)]
struct BasisView<'a> {
    document: &'a str,
    article: &'a str,
    quote: &'a str,
    level: &'a str,
    verified: bool,
}

/// The rules as a JSON array.
#[must_use]
pub fn json(rules: &[&Rule]) -> String {
    let views: Vec<RuleView<'_>> = rules
        .iter()
        .map(|r| RuleView {
            id: &r.id,
            name: &r.name,
            title: &r.title,
            pack: &r.pack,
            severity: r.severity,
            confidence: r.confidence,
            status: r.status,
            added: &r.added,
            precision: r.precision.as_deref(),
            explain: &r.explain,
            advice: &r.advice,
            basis: r.basis.iter().map(basis_view).collect(),
        })
        .collect();
    serde_json::to_string_pretty(&views).unwrap_or_default()
}

fn basis_view(basis: &BasisEntry) -> BasisView<'_> {
    BasisView {
        document: &basis.cite,
        article: &basis.article,
        quote: &basis.quote,
        level: basis.level.word(),
        verified: basis.is_verified,
    }
}

/// The text of a new rule file.
#[must_use]
pub fn scaffold(id: &str, name: &str, version: &str) -> String {
    format!(
        r#"id         = "{id}"
name       = "{name}"
title      = "一句话写明缺陷"
severity   = "warning"   # error | warning | info：如果属实，有多要紧
confidence = "medium"    # high | medium | low：机器有多确定
status     = "preview"
added      = "{version}"
basis      = [{{ cite = "依据的文件", article = "第×条", quote = "原文要点", level = "规章", verified = false }}]
explain    = '''为什么、怎么改（给审核人员看，三句话以内）'''

[applies_to]
doc_kind = ["normative-document"]

[check]
kind    = "forbid"       # require | forbid | imply | order | count | consistent | native
scope   = "sentence"     # document | title | head | body | article | paragraph | sentence | annex | signature
any     = ['要找的文字(?<what>甲|乙)']
unless  = ['不得|严禁|禁止']
message = "出现了“{{what}}”"
advice  = "怎么改"

[[example]]
verdict = "bad"
text    = '这里写要找的文字甲。'
at      = '要找的文字甲'
meta    = {{ normative = true }}

[[example]]
verdict = "good"
text    = '不得写要找的文字甲。'
meta    = {{ normative = true }}
"#
    )
}
