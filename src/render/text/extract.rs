//! The facts as lists, each with its line.

use std::io::{self, Write};

use crate::facts::assignment::{Assignment, Role};
use crate::facts::citation::{Citation, CitationRole, StatusValue};
use crate::facts::deadline::{Deadline, DeadlineKind};
use crate::facts::obligation::{Modality, Obligation};
use crate::facts::review::{Review, ReviewClass};
use crate::facts::unification::{Unification, UnificationClass};
use crate::render::Page;
use crate::render::style::Tone;
use crate::report::Place;

pub(super) fn body(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    if page.report.problems.iter().any(|p| p.fatal) {
        return Ok(());
    }
    let facts = &page.report.facts;
    for reason in &facts.metadata.normative.reasons {
        writeln!(out, "    {}", page.style.paint(Tone::Faint, reason))?;
    }
    section(page, out, "责任分工", facts.assignments.iter().map(|a| (&a.span, assignment(a))))?;
    section(page, out, "时限", facts.deadlines.iter().map(|d| (&d.span, deadline(d))))?;
    section(page, out, "义务", facts.obligations.iter().map(|o| (&o.span, obligation(o))))?;
    section(page, out, "引用", facts.citations.iter().map(|c| (&c.span, citation(c))))?;
    section(page, out, "审核审查", facts.reviews.iter().map(|r| (&r.span, review(r))))?;
    section(page, out, "三统一", facts.unifications.iter().map(|u| (&u.span, unification(u))))?;
    let meanings = facts.definitions.iter().map(|d| (&d.span, format!("{} = {}", d.term, d.meaning)));
    section(page, out, "定义", meanings)?;
    let figures = facts.figures.iter().map(|f| {
        let holds = match f.holds {
            Some(true) => "相符",
            Some(false) => "不符",
            None => "不能核对",
        };
        (&f.span, format!("{holds} {}", one_line(&f.span.text)))
    });
    section(page, out, "数字", figures)
}

fn section<'a>(
    page: &Page<'_>,
    out: &mut dyn Write,
    name: &str,
    rows: impl ExactSizeIterator<Item = (&'a Place, String)>,
) -> io::Result<()> {
    if rows.len() == 0 {
        return Ok(());
    }
    writeln!(out, "  {}（{}）", page.style.paint(Tone::Strong, name), rows.len())?;
    for (place, row) in rows {
        writeln!(out, "    {:>4}行 {row}", place.line)?;
    }
    Ok(())
}

fn assignment(a: &Assignment<Place>) -> String {
    let units = a.units.iter().map(|u| {
        let role = match u.role {
            Role::Lead => "牵头",
            Role::Responsible => "责任",
            Role::Supporting => "配合",
            Role::Participating => "参与",
        };
        format!("{}[{role}]", u.name)
    });
    let mut row = units.collect::<Vec<_>>().join(" ");
    if a.open_ended {
        row.push_str(" …");
    }
    row
}

fn deadline(d: &Deadline<Place>) -> String {
    let kind = match d.kind {
        DeadlineKind::By => "截止",
        DeadlineKind::Within => "时限",
        DeadlineKind::Range => "期间",
        DeadlineKind::From => "起始",
        DeadlineKind::Frequency => "频次",
        DeadlineKind::Validity => "有效期",
        DeadlineKind::PlanPeriod => "规划期",
        DeadlineKind::Event => "事件",
        DeadlineKind::Vague => "不定",
    };
    let value = d.value.as_deref().unwrap_or("—");
    let due = d.due_on.map(|d| format!(" → {d}")).unwrap_or_default();
    format!("{kind} {} {value}{due}", one_line(&d.span.text))
}

fn obligation(o: &Obligation<Place>) -> String {
    let modality = match o.modality {
        Modality::Must => "必须",
        Modality::MustNot => "不得",
        Modality::May => "可以",
        Modality::Encouraged => "鼓励",
        Modality::Implicit => "措施",
    };
    format!("{modality} {}", one_line(&o.span.text))
}

fn citation(c: &Citation<Place>) -> String {
    let role = match c.role {
        CitationRole::Basis => "依据",
        CitationRole::Implements => "贯彻",
        CitationRole::Repeals => "废止",
        CitationRole::Mentions => "提及",
        CitationRole::Itself => "本文",
    };
    let title = c.title.as_deref().map(|t| format!("《{t}》")).unwrap_or_default();
    let number = c.number.as_ref().map(|n| format!("（{}）", n.raw)).unwrap_or_default();
    let status = match c.status.value {
        StatusValue::Repealed => "，已废止",
        StatusValue::Revised => "，已修订",
        StatusValue::InForce => "，有效",
        StatusValue::Unknown => "",
    };
    let mentions = if c.mentions.len() > 1 { format!("，{} 处", c.mentions.len()) } else { String::new() };
    format!("{role} {title}{number}{status}{mentions}")
}

fn review(r: &Review<Place>) -> String {
    let class = match r.class {
        ReviewClass::Rule => "规定",
        ReviewClass::Evidence => "证据",
        ReviewClass::Missing => "缺失",
        ReviewClass::Statistic => "统计",
    };
    format!("{class} {}", one_line(&r.span.text))
}

fn unification(u: &Unification<Place>) -> String {
    let class = match u.class {
        UnificationClass::Rule => "规定",
        UnificationClass::Claim => "声称",
        UnificationClass::Evidence => "证据",
    };
    format!("{class} {}", one_line(&u.span.text))
}

/// A text on one line, at most 60 characters.
fn one_line(text: &str) -> String {
    let flat: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match flat.char_indices().nth(60) {
        Some((cut, _)) => format!("{}…", &flat[..cut]),
        None => flat,
    }
}
