//! Numbers beside what is cited: a known standard with another number, a document by its number alone.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::facts::citation::CitationRole;
use crate::lexicon::Lexicon;
use crate::text::{Norm, Span};

/// Code and serial of a standard by its name.
static STANDARDS: LazyLock<HashMap<&'static str, (&'static str, u64)>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("standards");
    let [code, serial] = ["code", "serial"].map(|c| table.column(c));
    let entry = |(row, cells): (u32, &[&'static str])| {
        Some((*cells.first()?, (table.cell(row, code), table.cell(row, serial).parse().ok()?)))
    };
    (0u32..).zip(table.rows()).filter_map(entry).collect()
});

/// 标准的编号与名称不符
pub(super) fn standard_number(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let mut flaws = Vec::new();
    let mut seen = false;
    for citation in &cx.subject.facts.citations {
        let known = citation.title.as_deref().and_then(|title| STANDARDS.get(title));
        let (Some((code, serial)), Some(number)) = (known, &citation.number) else { continue };
        // A trade standard of the same name has a number of its own.
        let (Some(cited), Some(_)) =
            (number.serial, number.body_code.as_deref().filter(|c| c.starts_with(code)))
        else {
            continue;
        };
        seen = true;
        if cited != *serial {
            let flaw = Flaw::at(number.span).with("match", number.raw.as_str());
            flaws.push(
                flaw.with("title", citation.title.as_deref().unwrap_or(""))
                    .with("right", format!("{code} {serial}")),
            );
        }
    }
    if !seen {
        return Judgement::not_applicable("文中没有引用编号已知的标准");
    }
    Judgement::of(flaws, "所引标准的编号与名称相符")
}

/// 只引文号，没有文件名称
pub(super) fn number_alone(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let citations = &cx.subject.facts.citations;
    let is_named = |raw: &str| {
        citations.iter().any(|c| c.title.is_some() && c.number.as_ref().is_some_and(|n| n.raw == raw))
    };
    let mut flaws = Vec::new();
    for citation in citations.iter().filter(|c| c.title.is_none() && c.role != CitationRole::Itself) {
        let Some(number) = citation.number.as_ref().filter(|n| !is_named(&n.raw)) else { continue };
        let line = outline.line_holding(number.span.start);
        let is_body = line.is_some_and(|l| l.part.is_text());
        if is_body && stands_for_paper(text, number.span) {
            flaws.push(Flaw::at(number.span).with("match", number.raw.as_str()));
        }
    }
    Judgement::of(flaws, "引用文件没有只写文号的")
}

/// Words behind the number of a paper that is called one.
const PAPER: [&str; 5] = ["文件", "文精神", "文规定", "文要求", "文执行"];
/// Verbs before a number that stands for its paper.
const USED_BY: [&str; 6] = ["执行", "按照", "参照", "依照", "依据", "根据"];
/// Words behind a number that is none of a paper.
const NO_PAPER: [&str; 4] = ["令", "公告", "批文", "许可"];

/// Whether the number does the duty of a name: 按照×发〔2024〕2号文件执行. Behind a name in running words it does not.
fn stands_for_paper(text: &str, number: Span<Norm>) -> bool {
    let before = text.get(..number.start as usize).unwrap_or("");
    let after = text.get(number.end as usize..).unwrap_or("");
    let is_called = PAPER.iter().any(|word| after.starts_with(word));
    // 执行×发〔2024〕2号核定的标准: the verb makes it a paper; 根据×发〔2024〕2号《…》 names it.
    let is_used = USED_BY.iter().any(|word| before.ends_with(word))
        && !after.trim_start().starts_with(['《', '（', '('])
        && !NO_PAPER.iter().any(|word| after.starts_with(word));
    !before.ends_with(['（', '(', '》', '〔', '：', '“', '、']) && (is_called || is_used)
}
