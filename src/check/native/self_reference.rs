//! What a paper calls itself: 本办法 throughout and once 本规定, 本措施 and 本《措施》, 本措施 in the explanation of another paper.
//!
//! A notice that encloses a paper may call itself 本通知 and the paper 本办法: every kind word of the titles is allowed.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::WordSet;
use crate::outline::Part;
use crate::text::{Norm, Span, last_chars, to_u32};

static OWN: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("本"));
/// Kind words by which papers call themselves; the first character of a line tells its longer forms.
static KINDS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| crate::lexicon::words("self_names").unwrap_or_default());

/// What papers call themselves by.
const OWN_MARK: char = '本';
/// The kind of paper that encloses others.
const COVER: &str = "通知";
/// Kinds of papers that address the public: neither encloses the other.
const PUBLIC: [&str; 2] = ["通告", "公告"];

/// One 本办法 of the text.
struct Name {
    kind: &'static str,
    is_marked: bool,
    span: Span<Norm>,
}

/// 文件自称前后不一
pub(super) fn self_name_varies(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let names = own_names(cx);
    let title = cx.subject.facts.metadata.title.as_ref().map_or("", |t| t.text.as_str());
    let formulas = other_formula(cx, title);
    if names.is_empty() && formulas.is_empty() {
        return Judgement::not_applicable("文中没有“本办法”一类自称");
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in &names {
        *counts.entry(name.kind).or_default() += 1;
    }
    let mut flaws = explains_another(cx, &names, title);
    if flaws.is_empty() {
        flaws = other_kind(cx, &names, (&counts, title));
    }
    if flaws.is_empty() {
        flaws = cover_name(cx, &names, title);
    }
    if flaws.is_empty() {
        flaws = called_a_notice(cx, &names, title);
    }
    if flaws.is_empty() {
        flaws = other_public(cx, &names, title);
    }
    flaws.extend(marked_and_bare(cx, &names));
    flaws.extend(formulas);
    flaws.sort_by_key(|f| f.span);
    Judgement::of(flaws, "自称前后一致")
}

/// A kind that no title of the paper has, beside one that stands more often.
fn other_kind(cx: &RuleContext<'_>, names: &[Name], known: (&BTreeMap<&str, usize>, &str)) -> Vec<Flaw> {
    let (counts, title) = known;
    // A paper without a title that says 现通知如下 has said what it is.
    let told = cx.subject.facts.metadata.doc_kind.as_ref().filter(|_| title.is_empty());
    let is_told = |kind: &str| told.is_some_and(|told| told.text == kind);
    let Some((&main, &most)) = counts.iter().max_by_key(|(kind, count)| (**count, is_told(kind))) else {
        return Vec::new();
    };
    let is_in_title = title.contains(main);
    if most < 2 && !is_in_title && !is_told(main) || !title.is_empty() && !is_in_title {
        return Vec::new();
    }
    let text = cx.subject.text();
    // 特制定以下措施 without a title; where a notice sends the measures out, its own name may stand behind them.
    let is_made = is_told(main) && main != COVER && !HANDS_OUT.is_in(text) && !text.contains("通知如下");
    let odd = counts.iter().filter(|(kind, count)| {
        let is_cover = ["通知", "公告", "通告"].contains(kind);
        **kind != main
            && (**count < most || is_told(main))
            && !title.contains(**kind)
            && !is_defined(cx, kind)
            && (!is_cover || is_made || is_in_title && !title.contains("印发"))
            && !is_named(cx, kind)
    });
    odd.filter_map(|(kind, _)| {
        let name = names.iter().find(|n| n.kind == *kind)?;
        Some(flaw(text, name.span, ELSEWHERE, main))
    })
    .collect()
}

/// 《…条例》（以下简称本条例）: another paper goes by the name.
fn is_defined(cx: &RuleContext<'_>, kind: &str) -> bool {
    cx.subject.facts.definitions.iter().any(|d| d.term.starts_with(OWN_MARK) && d.term.ends_with(kind))
}

/// 本公告 or 本通知 in a 通告: such a paper is addressed to all and encloses nothing.
fn other_public(cx: &RuleContext<'_>, names: &[Name], title: &str) -> Vec<Flaw> {
    let told = cx.subject.facts.metadata.doc_kind.as_ref().filter(|_| title.is_empty());
    let own = PUBLIC.into_iter().find(|kind| match told {
        Some(told) => told.text == *kind && names.iter().any(|n| n.kind == *kind),
        None => title.ends_with(kind),
    });
    let Some(own) = own else { return Vec::new() };
    let odd = |n: &&Name| n.kind != own && (PUBLIC.contains(&n.kind) || n.kind == COVER);
    let is_plain = !HANDS_OUT.is_in(title) && !is_named(cx, COVER);
    let odd = names.iter().find(odd).filter(|n| is_plain && !title.contains(n.kind) && !is_named(cx, n.kind));
    let whence = if names.iter().any(|n| n.kind == own) { ELSEWHERE } else { BY_TITLE };
    odd.map(|n| flaw(cx.subject.text(), n.span, whence, own)).into_iter().collect()
}

/// 特此公告 at the end of a 通告, 通知如下 at the head of one.
fn other_formula(cx: &RuleContext<'_>, title: &str) -> Vec<Flaw> {
    let kinds = [PUBLIC[0], PUBLIC[1], COVER];
    let mut held = kinds.iter().filter(|kind| title.contains(**kind));
    let (Some(own), None) = (held.next(), held.next()) else { return Vec::new() };
    // 关于发布禁渔期的通告 encloses nothing; 关于发布《…》的公告 does.
    let encloses = HANDS_OUT.is_in(title) || SENT_OUT.is_in(title) && (title.contains('《') || *own == COVER);
    if !title.ends_with(own) || encloses {
        return Vec::new();
    }
    let text = cx.subject.text();
    // What a notice encloses speaks for itself; news print a 通告 as if it were enclosed.
    let is_own = |part: Part| part != Part::Portal && (part != Part::Annex || PUBLIC.contains(own));
    let lines = cx.subject.outline.lines.iter().filter(|l| is_own(l.part));
    let odd = lines.filter_map(|line| {
        let words = line.span.of(text);
        let (kind, formula) = kinds.iter().filter(|kind| *kind != own).find_map(|kind| {
            let formula = [format!("特此{kind}"), format!("{kind}如下")];
            formula.into_iter().find(|formula| words.contains(formula.as_str())).map(|f| (*kind, f))
        })?;
        let at = line.span.start as usize + words.find(&formula)?;
        let span = Span::at(at, at + formula.len());
        let flaw = Flaw::at(span).with("match", formula.as_str()).with("whence", BY_TITLE);
        Some(flaw.with("right", formula.replace(kind, own)))
    });
    odd.take(1).collect()
}

/// 本通知 in the paper that a notice encloses: its title stands behind the signature of the notice.
fn cover_name(cx: &RuleContext<'_>, names: &[Name], title: &str) -> Vec<Flaw> {
    let metadata = &cx.subject.facts.metadata;
    let signed = metadata.signed_on.as_ref().map(|d| d.span.end);
    let headed = metadata.title.as_ref().map(|t| t.span.start);
    let kind = KINDS.iter().filter(|kind| **kind != COVER).find(|kind| title.contains(**kind));
    let (Some(kind), true) = (kind, signed.zip(headed).is_some_and(|(signed, headed)| signed <= headed))
    else {
        return Vec::new();
    };
    let inside = names.iter().find(|n| n.kind == COVER && headed.is_some_and(|h| n.span.start > h));
    let text = cx.subject.text();
    let whence = if names.iter().any(|n| n.kind == *kind) { ELSEWHERE } else { BY_TITLE };
    inside.filter(|_| !title.contains(COVER)).map(|n| flaw(text, n.span, whence, kind)).into_iter().collect()
}

/// 本通知 in a paper that its title calls 若干措施, where no notice that sends it out is in the text.
fn called_a_notice(cx: &RuleContext<'_>, names: &[Name], title: &str) -> Vec<Flaw> {
    let text = cx.subject.text();
    let metadata = &cx.subject.facts.metadata;
    let bare = title.split(['（', '(']).next().unwrap_or(title);
    let kind = KINDS.iter().find(|kind| **kind != COVER && bare.ends_with(**kind));
    let (Some(kind), Some(true)) = (kind, metadata.normative.value) else { return Vec::new() };
    let sent = format!("{kind}的{COVER}");
    let is_sent = HANDS_OUT.is_in(text)
        || text.contains("通知如下")
        || cx.subject.facts.citations.iter().any(|c| c.title.as_deref().is_some_and(|t| t.ends_with(&sent)));
    match names.first() {
        Some(first) if !is_sent && names.iter().all(|n| n.kind == COVER) => {
            vec![flaw(text, first.span, BY_TITLE, kind)]
        }
        _ => Vec::new(),
    }
}

/// Where the paper has its name from: from its other clauses, from its title.
const ELSEWHERE: &str = "别处作";
const BY_TITLE: &str = "按标题应作";
/// Words by which a notice hands out what it encloses.
static HANDS_OUT: WordSet = WordSet::of("rule_words", "hands_out");

/// A name of the paper that is not the one of its kind.
fn flaw(text: &str, at: Span<Norm>, whence: &str, kind: &str) -> Flaw {
    Flaw::at(at).with("match", at.of(text)).with("whence", whence).with("right", format!("本{kind}"))
}

/// Whether a line of its own or a citation that the paper issues names something of that kind: an enclosed paper, an annex.
fn is_named(cx: &RuleContext<'_>, kind: &str) -> bool {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let is_heading = |words: &str| {
        let words = words.trim_end_matches(['）', ')']);
        let words = words
            .rsplit_once(['（', '('])
            .filter(|(_, tail)| tail.chars().count() < 8)
            .map_or(words, |(w, _)| w);
        words.ends_with(kind) && words.chars().count() <= 60 && !words.contains(['。', '，'])
    };
    outline.lines.iter().any(|l| is_heading(l.span.of(text)))
        || cx.subject.facts.citations.iter().any(|c| {
            c.title.as_deref().is_some_and(is_heading) && is_issued(text, c.mentions.first().map(|m| m.span))
        })
}

/// Verbs before the paper that is handed out.
static SENT_OUT: WordSet = WordSet::of("rule_words", "sent_out");

/// 印发《…》
fn is_issued(text: &str, at: Option<Span<Norm>>) -> bool {
    let before = at.and_then(|at| text.get(..at.start as usize)).unwrap_or("");
    SENT_OUT.is_in(last_chars(before, 6))
}

/// 本《措施》 where the paper otherwise writes 本措施.
fn marked_and_bare(cx: &RuleContext<'_>, names: &[Name]) -> Vec<Flaw> {
    let text = cx.subject.text();
    let marked = names.iter().filter(|n| n.is_marked);
    let mut flaws: Vec<Flaw> = Vec::new();
    for name in marked {
        let is_mixed = names.iter().any(|n| n.kind == name.kind && !n.is_marked);
        let is_defined = cx.subject.facts.definitions.iter().any(|d| d.term.contains(name.kind));
        if is_mixed && !is_defined && flaws.is_empty() {
            flaws.push(flaw(text, name.span, ELSEWHERE, name.kind));
        }
    }
    flaws
}

/// 本措施 in an explanation that has called the paper 《措施》.
fn explains_another(cx: &RuleContext<'_>, names: &[Name], title: &str) -> Vec<Flaw> {
    if !title.contains("解读") {
        return Vec::new();
    }
    let text = cx.subject.text();
    let defined = |kind: &str| {
        cx.subject.facts.definitions.iter().any(|d| d.term.starts_with('《') && d.term.contains(kind))
    };
    let first = names.iter().find(|n| !n.is_marked && defined(n.kind));
    let slip = |n: &Name| {
        let flaw = Flaw::at(n.span).with("match", n.span.of(text)).with("whence", ELSEWHERE);
        flaw.with("right", format!("《{}》", n.kind))
    };
    first.map(slip).into_iter().collect()
}

/// Every 本办法 of body and annexes outside quotations.
fn own_names(cx: &RuleContext<'_>) -> Vec<Name> {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let name = |at: usize| {
        let rest = text.get(at + "本".len()..)?;
        let is_marked = rest.starts_with('《');
        let rest = rest.trim_start_matches('《');
        // 本实施办法 is 本办法 for short.
        let bare = ["若干", "实施", "暂行", "管理"].iter().fold(rest, |r, w| r.strip_prefix(w).unwrap_or(r));
        let kind = *KINDS.iter().find(|kind| bare.starts_with(**kind))?;
        let length = rest.len() - bare.len() + kind.len();
        let end = at + "本".len() + if is_marked { 2 * "《".len() } else { 0 } + length;
        let after = text.get(end..)?;
        // 本计划生育 and 根本措施 are other words; 本通知内 is a place in the paper.
        let is_whole = !after.starts_with(['人', '书', '类', '化', '性']) && !after.starts_with("内部");
        let before = text.get(..at)?.chars().next_back();
        let is_apart = !before.is_some_and(|c| "基根版成资文原标书样日副还剧脚课".contains(c));
        let line = outline.line_holding(to_u32(at))?;
        let is_body = line.part.is_text();
        (is_whole && is_apart && is_body).then(|| Name { kind, is_marked, span: Span::at(at, end) })
    };
    OWN.find_iter(text.as_bytes()).filter_map(name).collect()
}
