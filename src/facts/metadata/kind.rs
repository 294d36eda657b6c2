//! The title, the kind word, and the stage of a paper.

use std::sync::LazyLock;

use crate::lexicon::Regex;
use memchr::memmem;

use super::Stage;
use crate::facts::{Context, Text};
use crate::lexicon::{Lexicon, WordSet};
use crate::outline::pattern::{ends_like_title, is_article_mark, spaced};
use crate::outline::{NodeKind, Part};
use crate::text::{Norm, Span, first_bytes};

/// The kind words, longest first.
static KINDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut kinds: Vec<&str> = Lexicon::embedded().table("doc_kinds").rows().map(|r| r[0]).collect();
    kinds.sort_by_key(|k| std::cmp::Reverse(k.len()));
    kinds
});

/// The kind words by which a paper calls itself, as one alternative of a regular expression.
pub(super) static SELF_KINDS: LazyLock<String> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("doc_kinds");
    let marked = table.column("self");
    let mut kinds: Vec<&str> = table.rows().filter(|r| r[marked] == "yes").map(|r| r[0]).collect();
    kinds.sort_by_key(|k| std::cmp::Reverse(k.len()));
    kinds.join("|")
});

/// What may stand between 本 and the kind word.
pub(super) const QUALIFIER: &str =
    "(?:实施|暂行|若干|管理|补充|工作|行动|试行|操作|指导|考核|应急|专项|优惠|具体){0,2}";

/// What follows 本 in 本办法, 本实施方案.
static AFTER_SELF: LazyLock<Regex> =
    LazyLock::new(|| compile(&format!("^[《〈“]?{QUALIFIER}({})", *SELF_KINDS)));
/// Characters before 本 that make another word of it: 基本制度, 成本规范, 资本要点.
const NOT_SELF: [char; 15] =
    ['基', '根', '资', '成', '样', '版', '文', '书', '原', '课', '标', '日', '脚', '剧', '读'];
/// 制定2024年工作计划。 at the end of the preamble.
static MADE: LazyLock<Regex> = LazyLock::new(|| {
    compile(&format!(
        "(?:制定|制订|出台|提出)(?:本|如下|以下|此)?[^，。；《》]{{0,24}}?({})(?:如下)?[。：:]",
        *SELF_KINDS
    ))
});
/// 通知如下, 特此公告: the kind word stands right before or behind.
static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        "(?:(通知|通告|公告|公示|通报|决定|决议|报告|批复|函告|函复|答复|纪要)如下|情况(说明)如下|如下[一-鿿]{1,2}(令)[：:。]|特此(通知|通告|公告|公示|通报|函告|函达|函复|复函|批复|报告)|印发给你们)",
    )
});
/// One of these stands in every match of [`ANNOUNCED`], and so many bytes around it hold the match.
const ANNOUNCING: [&str; 3] = ["如下", "特此", "印发给你们"];
const ANNOUNCED_BYTES: usize = 12;
/// Words for a paper that is not yet issued.
static DRAFT: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        "请会签《|公示稿|公示版|征求意见稿|征集意见稿|征集稿|征求意见的|公开征求|草案|送审稿|讨论稿|审议稿|代拟稿|修订稿\\s*[)）]",
    )
});
/// 印发《…》, 出台了《…》 in a news item.
static REPORTED: LazyLock<Regex> =
    LazyLock::new(|| compile("(?:印发|发布|出台|公布)(?:了)?[^《》。，]{0,12}《"));
/// Words with which a notice hands out a paper.
const HANDED_OUT: [&str; 6] = ["印发给你们", "予以印发", "现予印发", "印发你们", "现予公布", "现予发布"];
/// What stands before the title of the paper that is handed out.
static HANDING: WordSet = WordSet::of("title_words", "handing");
/// What a paper does with its own contents: 确定, 提出.
static LAYS_DOWN: WordSet = WordSet::of("citation_words", "lays_down");
/// The kinds that 通知如下, 通告如下 tell.
static TOLD: WordSet = WordSet::of("title_words", "told");
/// How far a paper is: 征求意见稿, 草案.
static STAGES: WordSet = WordSet::of("title_words", "stage");
/// Between that title and the word of handing out stand so many characters: when and by whom it was approved.
const LONGEST_APPROVAL: usize = 60;
/// Shortest and longest title that a news item names, in characters.
const REPORTED_TITLE: std::ops::RangeInclusive<usize> = 6..=120;
/// Longest news line that may tell the title, in bytes.
const LONGEST_REPORT: usize = 1200;
/// 自 年 月 日起施行, 自20XX年X月X日起施行: a date still to be filled in.
static BLANK_DATE: LazyLock<Regex> = LazyLock::new(|| {
    compile("自\\s*(?:[0-9]{4}|20)?\\s*[Xx×＊*_\\s]*年\\s*[Xx×*_\\s]*月\\s*[Xx×*_\\s]*日\\s*起")
});

/// Whether a sentence leaves the date of taking effect open.
pub(super) fn is_blank_date(sentence: &str) -> bool {
    sentence.contains('自') && BLANK_DATE.is_match(sentence)
}

/// 这是某同志在会议上讲话的一部分。
static SAID: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        "^(?:这|本文)是[^。，；]{4,60}?(讲话|致辞|致词|演讲|发言)(?:的?(?:主要|第.)?(?:一)?部分|全文|摘要|节选|要点|摘编)?[。.）)]?$",
    )
});
/// How an interpretation announces itself.
const EXPLAINING: [&str; 3] = ["解读如下", "解读说明如下", "政策解读："];
/// How the heading of that part ends, and its length in characters at most.
static BACKGROUND: WordSet = WordSet::of("title_words", "background");
const LONGEST_BACKGROUND: usize = 14;
/// Such a note stands within so many lines of the head or the foot, and is no longer than so many bytes.
const NOTE_LINES: usize = 3;
const LONGEST_SAID: usize = 240;
/// The marks of an article stand within so many lines of the top.
const ARTICLE_LINES: usize = 16;
/// 就《…（征求意见稿）》，向社会公开征求意见 in the lead of a news item.
static CONSULTED: LazyLock<Regex> = LazyLock::new(|| {
    compile("《([^《》]{6,80}征求意见稿[）)]?)》?[^《》。]{0,12}(?:公开)?征(?:求|集)[^《》。]{0,8}意见")
});
/// The lead of a news item is so many bytes long.
const LEAD_BYTES: usize = 900;

fn compile(pattern: &str) -> Regex {
    // The parts are constants and the words of a dictionary that a test loads.
    Regex::new(pattern).unwrap_or_else(|e| panic!("{e}"))
}

/// The main title; that of the issued document when the notice has lost its own.
pub(super) fn title(cx: &Context<'_>) -> Option<Text> {
    let span = cx.outline.title.or_else(|| reported_title(cx)).or_else(|| issued_title(cx));
    let span = span.or_else(|| consulted_title(cx)).or_else(|| handed_out_title(cx));
    let span = span.or_else(|| title_above_text(cx))?;
    let span = without_stage(cx.text, without_marks(cx.text, span));
    let text: String = span.of(cx.text).lines().map(str::trim).collect();
    (!text.is_empty()).then_some(Text { text, span })
}

/// A title without the line below it that only says how far the paper is: （征求意见稿）.
fn without_stage(text: &str, span: Span<Norm>) -> Span<Norm> {
    let printed = span.of(text).trim_end();
    let is_stage = |line: &str| {
        let inner = line.trim().strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')']));
        inner.is_some_and(|inner| STAGES.has(inner))
    };
    let title = printed.rsplit_once('\n').filter(|(_, line)| is_stage(line)).map(|(title, _)| title);
    title.map_or(span, |title| Span::at(span.start as usize, span.start as usize + title.trim_end().len()))
}

/// A title that stands in 《》 as a whole, without the marks.
fn without_marks(text: &str, span: Span<Norm>) -> Span<Norm> {
    let printed = span.of(text);
    let inner = printed.strip_prefix('《').and_then(|rest| rest.strip_suffix('》'));
    let whole = inner.filter(|inner| title_length(inner).is_none() && !inner.ends_with('《'));
    whole.map_or(span, |inner| {
        let start = span.start as usize + "《".len();
        Span::at(start, start + inner.len())
    })
}

/// 《…》 that the news item around the full text says was issued.
fn reported_title(cx: &Context<'_>) -> Option<Span<Norm>> {
    cx.outline.part(Part::Portal).filter(|l| l.span.len() > 60 && l.span.len() < LONGEST_REPORT).find_map(
        |line| {
            let content = line.span.of(cx.text);
            let within = |open: usize| {
                let title = content.get(open..open + title_length(content.get(open..)?)?)?;
                REPORTED_TITLE.contains(&title.chars().count()).then_some((open, title))
            };
            let (at, title) = REPORTED.find_iter(content).find_map(|m| within(m.end()))?;
            let start = line.span.start as usize + at;
            ends_like_title(title).then(|| Span::at(start, start + title.len()))
        },
    )
}

/// 《甲市乙方案》已经市政府同意，现印发给你们; 我局制定了《甲市乙方案》，现予印发: the paper that a notice without a title hands out.
fn handed_out_title(cx: &Context<'_>) -> Option<Span<Norm>> {
    cx.outline.part(Part::Body).take(3).find_map(|line| {
        let content = line.span.of(cx.text);
        let word = HANDED_OUT.iter().find_map(|word| content.find(word))?;
        let close = content.get(..word)?.rfind('》')?;
        let open = opening_mark(content.get(..close)?)?;
        let (before, behind) = (content.get(..open)?, content.get(close + "》".len()..word)?);
        let made = HANDING.tail_of(before).is_some();
        let approved = before.trim().is_empty() && behind.starts_with(['已', '经', '业']);
        let apart = behind.contains(['。', '；', '《']) || behind.chars().count() > LONGEST_APPROVAL;
        let title = content.get(open + "《".len()..close)?;
        // 现将《甲报告》提出的任务印发给你们: what the paper lays down is handed out.
        let of_contents = LAYS_DOWN.head_of(behind.trim_start()).is_some();
        let fits = (made || approved)
            && !apart
            && !of_contents
            && ends_like_title(title)
            && REPORTED_TITLE.contains(&title.chars().count());
        let start = line.span.start as usize + open + "《".len();
        fits.then(|| Span::at(start, start + title.len()))
    })
}

/// 2023年12月，甲省人民政府发布《甲办法》。 above a line 全文: what an encyclopedia says of the paper that it prints.
fn title_above_text(cx: &Context<'_>) -> Option<Span<Norm>> {
    let lines = cx.outline.lines.get(..cx.outline.lines.len().min(ENTRY_LINES))?;
    let text = lines.iter().position(|line| FULL_TEXT.has(line.span.of(cx.text).trim()))?;
    lines.iter().take(text).find_map(|line| {
        let content = line.span.of(cx.text);
        let open = content.find('《')? + "《".len();
        let title = content.get(open..open + title_length(content.get(open..)?)?)?;
        let start = line.span.start as usize + open;
        let fits = REPORTED_TITLE.contains(&title.chars().count()) && ends_like_title(title);
        fits.then(|| Span::at(start, start + title.len()))
    })
}

/// The headings above the text of a paper, and the lines within which they stand.
static FULL_TEXT: WordSet = WordSet::of("title_words", "full_text");
const ENTRY_LINES: usize = 8;

/// Where the 《 stands whose 》 follows the text; one title may stand inside.
fn opening_mark(text: &str) -> Option<usize> {
    outer_mark(text.rmatch_indices(['《', '》']), "《")
}

/// The first mark of the sought kind that does not belong to a title inside.
fn outer_mark<'t>(marks: impl Iterator<Item = (usize, &'t str)>, sought: &str) -> Option<usize> {
    let mut is_inside = false;
    for (at, mark) in marks {
        match (mark == sought, is_inside) {
            (true, false) => return Some(at),
            (false, true) => return None,
            (is_sought, _) => is_inside = !is_sought,
        }
    }
    None
}

/// The draft on which, as a news item without a title says in its lead, comments are asked for.
fn consulted_title(cx: &Context<'_>) -> Option<Span<Norm>> {
    let lead = Some(first_bytes(cx.text, LEAD_BYTES)).filter(|lead| lead.contains("征求意见稿"))?;
    // A line without a comma or a full stop is a heading: 《某办法》征求意见及采纳情况 is the paper's own title.
    let first =
        cx.outline.lines.iter().map(|line| line.span.of(cx.text).trim()).find(|line| !line.is_empty())?;
    if !first.contains(['，', '。']) {
        return None;
    }
    let found = CONSULTED.captures(lead)?.get(1)?;
    // 就《甲办法（征求意见稿）》《乙办法（征求意见稿）》征求意见: neither is the title.
    if lead.get(..found.start())?.trim_end_matches('《').ends_with(['》', '、', '和']) {
        return None;
    }
    Some(Span::at(found.start(), found.end()))
}

/// Bytes up to the 》 that closes a title whose 《 stands before `text`; one title may stand inside.
fn title_length(text: &str) -> Option<usize> {
    outer_mark(text.match_indices(['《', '》']), "》")
}

/// The title of the first document below the signature that is no numbered annex.
fn issued_title(cx: &Context<'_>) -> Option<Span<Norm>> {
    let node = cx.outline.nodes.iter().find(|n| n.kind == NodeKind::Annex)?;
    let title = node.title.of(cx.text);
    let last = title.lines().rev().find(|l| ends_like_title(l.trim()));
    let explains = last.is_some_and(|l| l.contains("解读") || l.contains("说明"));
    (node.label.is_empty() && last.is_some() && !explains).then_some(node.title)
}

/// 讲话全文, 致辞稿: how much of what was said is printed.
const EDITIONS: [&str; 5] = ["全文", "摘要", "实录", "摘编", "稿"];
/// What is said aloud.
const SPOKEN: [&str; 5] = ["讲话", "致辞", "致词", "发言", "演讲"];

/// Whether the kind is one of what is said aloud, or asked and answered.
pub(super) fn is_spoken(kind: &str) -> bool {
    SPOKEN.contains(&kind) || kind == "问答"
}

/// The kind word of a title, brackets such as （试行） left aside.
pub(super) fn kind_of_title(title: &str) -> Option<(&'static str, std::ops::Range<usize>)> {
    let mut rest = title.trim_end();
    loop {
        let bare = rest.trim_end_matches(['》', '”', '〉', '"', ' ']);
        let is_note = bare.ends_with(['）', ')', '】', '〕', ']']);
        let open = if is_note { bare.rfind(['（', '(', '【', '〔', '[']) } else { None };
        rest = bare;
        match open {
            Some(open) if open > 0 => rest = bare.get(..open)?.trim_end(),
            _ => break,
        }
    }
    // 甲局解读《关于停车的通知》 tells of the notice.
    let open = title.trim_end().strip_suffix('》').and_then(|title| title.rfind('《'));
    if let Some(told) = open.and_then(|open| title.get(..open)).filter(|told| told.ends_with("解读")) {
        return Some(("解读", told.len() - "解读".len()..told.len()));
    }
    let spoken = EDITIONS.iter().find_map(|edition| rest.strip_suffix(edition));
    let rest = spoken.filter(|rest| SPOKEN.iter().any(|kind| rest.ends_with(kind))).unwrap_or(rest);
    let kind = KINDS.iter().find(|k| rest.ends_with(**k))?;
    // 公开征求意见 names no opinion.
    if *kind == "意见" && rest.ends_with("征求意见") {
        return None;
    }
    // 某人出席年会并发表致辞 tells of a speech.
    if SPOKEN.contains(kind) && rest.strip_suffix(*kind).is_some_and(|head| head.ends_with("发表")) {
        return None;
    }
    Some((kind, rest.len() - kind.len()..rest.len()))
}

/// The kind word: of the title, else as the paper speaks of itself. What is addressed without naming itself is a 通知.
pub(super) fn doc_kind(cx: &Context<'_>, title: Option<&Text>) -> Option<Text> {
    if let Some(title) = title {
        let printed = title.span.of(cx.text);
        if let Some((kind, range)) = kind_of_title(printed) {
            let start = title.span.start as usize + range.start;
            return Some(Text { text: kind.to_owned(), span: Span::at(start, start + kind.len()) });
        }
        // 甲区停车工作总 / 结
        if let Some((kind, _)) = kind_of_title(&title.text).filter(|_| printed.contains('\n')) {
            let end = title.span.start as usize + printed.trim_end().len();
            let last = printed.trim_end().chars().next_back().map_or(0, char::len_utf8);
            return Some(Text { text: kind.to_owned(), span: Span::at(end - last, end) });
        }
        // 甲协会 / 会 议 制 度
        let last = printed.lines().last().unwrap_or(printed).trim();
        let squeezed = spaced(last).and_then(|line| kind_of_title(&line).map(|(kind, _)| kind));
        if let Some(kind) = squeezed {
            let end = title.span.start as usize + printed.trim_end().len();
            return Some(Text { text: kind.to_owned(), span: Span::at(end - last.len(), end) });
        }
        // 2018年某市某项工作: the yearly account of a task is a report.
        if title.text.ends_with("工作") && title.text.contains('年') && self_kind(cx).is_none() {
            return Some(Text { text: "报告".to_owned(), span: title.span });
        }
    }
    // 守住每一道堤 / 在防汛会议上的讲话: the second line says what it is.
    if let Some(occasion) = title.and_then(|title| occasion(cx, title.span)) {
        let (kind, range) = kind_of_title(occasion.of(cx.text))?;
        let start = occasion.start as usize + range.start;
        return Some(Text { text: kind.to_owned(), span: Span::at(start, start + kind.len()) });
    }
    let own = || explained_kind(cx).or_else(|| told_kind(cx)).or_else(|| self_kind(cx));
    let without_title = || own().or_else(|| said_kind(cx)).or_else(|| article_kind(cx));
    without_title().or_else(|| asked_kind(cx)).or_else(|| {
        let line = cx.outline.part(Part::Addressee).next()?;
        // 致全体车主的一封信 is no notice.
        if title.is_some_and(|title| title.text.ends_with('信')) {
            return None;
        }
        let is_signed = cx.outline.part(Part::Signature).next().is_some();
        // 现将任务分解印发，并提出如下要求: the copy breaks off before the signature.
        let hands_out =
            || cx.outline.part(Part::Body).take(NOTE_LINES).any(|l| l.span.of(cx.text).contains("印发"));
        (is_signed || hands_out()).then(|| Text { text: "通知".to_owned(), span: line.span })
    })
}

/// 在甲市防汛会议上的讲话 right behind a title or in the line below it.
static OCCASION: LazyLock<Regex> =
    LazyLock::new(|| compile("^[\\s—―–-]*在[^。；，]{4,60}上的(?:讲话|报告|发言|致辞|致词|演讲)"));
/// The occasion of a speech is named within so many bytes.
const OCCASION_BYTES: usize = 260;

/// Where a title goes on with the occasion of a speech.
pub(super) fn occasion(cx: &Context<'_>, title: Span<Norm>) -> Option<Span<Norm>> {
    let rest = first_bytes(cx.text.get(title.end as usize..)?, OCCASION_BYTES);
    let found = OCCASION.find(rest)?;
    Some(Span::at(title.end as usize, title.end as usize + found.end()))
}

/// 这是某同志在会议上讲话的一部分: a note at the head or the foot of a speech says what it is.
fn said_kind(cx: &Context<'_>) -> Option<Text> {
    let lines = &cx.outline.lines;
    let (head, foot) = (lines.iter().take(NOTE_LINES), lines.iter().rev().take(NOTE_LINES));
    head.chain(foot).filter(|line| line.span.len() <= LONGEST_SAID).find_map(|line| {
        let content = line.span.of(cx.text);
        let at = content.find("这是").or_else(|| content.find("本文是")).filter(|at| *at <= 12)?;
        let found = SAID.captures(content.get(at..)?)?.get(1)?;
        let start = line.span.start as usize + at + found.start();
        Some(Text { text: found.as_str().to_owned(), span: Span::at(start, start + found.len()) })
    })
}

/// 现将有关政策解读如下 in the lead: what is told of 本《措施》 is told of another paper.
fn explained_kind(cx: &Context<'_>) -> Option<Text> {
    let said = |line: &crate::outline::Line| {
        let content = line.span.of(cx.text);
        let at = EXPLAINING.iter().find_map(|word| content.find(word))?;
        let start = line.span.start as usize + at;
        Some(Text { text: "解读".to_owned(), span: Span::at(start, start + "解读".len()) })
    };
    cx.outline.part(Part::Body).take(NOTE_LINES).find_map(said).or_else(|| background_kind(cx))
}

/// 一、出台背景 at the head: how a paper came about is told in its explanation.
fn background_kind(cx: &Context<'_>) -> Option<Text> {
    let lines = cx.outline.lines.iter().filter(|line| !line.span.of(cx.text).trim().is_empty());
    let heading = lines.take(NOTE_LINES).find(|line| {
        let content = line.span.of(cx.text).trim().trim_end_matches(['：', ':', '。']);
        content.chars().count() <= LONGEST_BACKGROUND && BACKGROUND.tail_of(content).is_some()
    })?;
    Some(Text { text: "解读".to_owned(), span: heading.span })
}

/// 现通知如下 at the end of the preamble of a paper that is addressed to somebody: what it lays down may still be called
/// 本措施 further down.
fn told_kind(cx: &Context<'_>) -> Option<Text> {
    cx.outline.part(Part::Addressee).next()?;
    cx.outline.part(Part::Body).take(NOTE_LINES).find_map(|line| {
        let content = line.span.of(cx.text).trim_end();
        let told = content.strip_suffix(['：', ':', '。'])?.strip_suffix("如下")?;
        let kind = TOLD.tail_of(told)?;
        let start = line.span.start as usize + told.len() - kind.len();
        Some(Text { text: kind.to_owned(), span: Span::at(start, start + kind.len()) })
    })
}

/// 【作者单位】 and the like below the title: an article of a journal.
fn article_kind(cx: &Context<'_>) -> Option<Text> {
    let line = cx.outline.lines.iter().take(ARTICLE_LINES).find(|l| is_article_mark(l.span.of(cx.text)))?;
    Some(Text { text: "论文".to_owned(), span: line.span })
}

/// A paper of questions and answers and little else.
fn asked_kind(cx: &Context<'_>) -> Option<Text> {
    let begins = |line: &str, words: &[&str]| {
        words.iter().find_map(|word| line.strip_prefix(word)).is_some_and(|rest| {
            let rest = rest.trim_start_matches(|c: char| crate::text::is_numeral(c));
            rest.starts_with(['：', ':'])
        })
    };
    let lines = || cx.outline.part(Part::Body).map(|line| (line.span, line.span.of(cx.text)));
    let answers = lines().filter(|(_, line)| begins(line, &["答", "A"])).take(MANY_ANSWERS).count();
    let mut questions = lines().filter(|(_, line)| begins(line, &["问题", "问", "Q"]));
    let first = questions.next()?;
    let many = questions.take(MANY_ANSWERS).count() + 1 >= MANY_ANSWERS && answers >= MANY_ANSWERS;
    many.then(|| Text { text: "问答".to_owned(), span: first.0 })
}

/// So many questions and answers make a paper of them.
const MANY_ANSWERS: usize = 3;

/// How the main document speaks of itself.
fn self_kind(cx: &Context<'_>) -> Option<Text> {
    let (start, end) = main_body(cx)?;
    let body = cx.text.get(start..end)?;
    let found = |kind: &str, at: usize| Text {
        text: kind.to_owned(),
        span: Span::at(start + at, start + at + kind.len()),
    };
    let made = made_kind(cx);
    // 特制定以下措施 is the earliest mention, so that it decides between names that come equally often.
    let mut counts: Vec<(Text, u32)> = made.iter().map(|kind| (kind.clone(), 0)).collect();
    for at in memmem::find_iter(body.as_bytes(), "本") {
        let is_word =
            body.get(..at).and_then(|b| b.chars().next_back()).is_some_and(|c| NOT_SELF.contains(&c));
        let after = at + "本".len();
        let captures = body.get(after..).filter(|_| !is_word).and_then(|rest| AFTER_SELF.captures(rest));
        let Some(kind) = captures.and_then(|c| c.get(1)) else { continue };
        match counts.iter_mut().find(|(k, _)| k.text == kind.as_str()) {
            Some((_, count)) => *count += 1,
            None => counts.push((found(kind.as_str(), after + kind.start()), 1)),
        }
    }
    // max_by_key takes the last of equals; the first mention shall win.
    let named = counts.into_iter().rev().filter(|(_, count)| *count > 0);
    if let Some((kind, _)) = named.max_by_key(|(_, count)| *count) {
        return Some(kind);
    }
    if let Some((kind, at)) = announced(body) {
        // 印发给你们 concludes a kind that it does not print.
        let printed = body.get(at..).filter(|rest| !rest.starts_with(kind));
        let len = printed.map_or(kind.len(), |rest| rest.chars().take(5).map(char::len_utf8).sum());
        return Some(Text { span: Span::at(start + at, start + at + len), ..found(kind, at) });
    }
    made
}

/// 制定以下措施： at the end of the preamble; behind a line that a web page prints above it, it must say that what was made
/// follows.
fn made_kind(cx: &Context<'_>) -> Option<Text> {
    let mut lines = cx.outline.part(Part::Body).take(NOTE_LINES).enumerate();
    lines.find_map(|(index, line)| {
        let made = MADE.captures(line.span.of(cx.text))?;
        let kind = made
            .get(1)
            .filter(|_| index == 0 || made.get(0).is_some_and(|all| all.as_str().contains("如下")))?;
        let start = line.span.start as usize + kind.start();
        Some(Text { text: kind.as_str().to_owned(), span: Span::at(start, start + kind.len()) })
    })
}

/// The kind that 通知如下, 特此函告 or 印发给你们 tells, and where.
fn announced(body: &str) -> Option<(&str, usize)> {
    for word in ANNOUNCING {
        for at in memmem::find_iter(body.as_bytes(), word) {
            let from = (at.saturating_sub(ANNOUNCED_BYTES)..=at).find(|&i| body.is_char_boundary(i))?;
            let window = body.get(from..)?;
            let Some(captures) =
                ANNOUNCED.captures(window).filter(|c| c.get(0).is_some_and(|m| m.start() <= at - from))
            else {
                continue;
            };
            let all = captures.get(0)?;
            let Some(kind) = (1..=4).find_map(|group| captures.get(group)) else {
                return Some(("通知", from + all.start()));
            };
            let is_letter = kind.as_str().contains('函');
            return Some((if is_letter { "函" } else { kind.as_str() }, from + kind.start()));
        }
    }
    None
}

/// From the first to the last line of the main document's body.
fn main_body(cx: &Context<'_>) -> Option<(usize, usize)> {
    let mut body = cx.outline.part(Part::Body);
    let first = body.next()?;
    let last = body.last().unwrap_or(first);
    Some((first.span.start as usize, last.span.end as usize))
}

/// 现将《甲办法（征求意见稿）》印发给你们，请提出修改意见: the paper that is handed out is a draft.
fn asks_for_opinions(line: &str) -> bool {
    static ASKS: WordSet = WordSet::of("title_words", "asking");
    let mark = ["征求意见稿", "草案", "送审稿", "征集稿"].iter().filter_map(|word| line.find(word)).min();
    let draft = mark.and_then(|at| line.get(at..));
    draft.is_some_and(|rest| rest.contains('》') && ASKS.is_in(rest))
}

/// Draft, issued, or not said.
pub(super) fn stage(cx: &Context<'_>, title: Option<&Text>, has_issue_mark: bool) -> Stage {
    let asks_for_comment = |t: &Text| DRAFT.is_match(&t.text) && !t.text.contains("采纳");
    let says_stage = cx.outline.title.is_some_and(|whole| DRAFT.is_match(whole.of(cx.text)));
    if title.is_some_and(asks_for_comment) || says_stage && !title.is_some_and(|t| t.text.contains("采纳"))
    {
        return Stage::Draft;
    }
    let head =
        cx.outline.lines.iter().take(4).any(|l| l.span.len() < 200 && DRAFT.is_match(l.span.of(cx.text)));
    let asked = cx.outline.part(Part::Body).take(2).any(|l| asks_for_opinions(l.span.of(cx.text)));
    let blank = cx.hits.of(super::effect::words(cx)).iter().any(|hit| {
        let sentence = cx.outline.sentence_holding(hit.start);
        sentence.is_some_and(|s| is_blank_date(s.span.of(cx.text)))
    });
    // 停车政策最新发布 is a headline.
    let issues = |t: &Text| t.text.contains("印发") || t.text.contains("发布");
    let is_issuing = title.is_some_and(|t| issues(t) && kind_of_title(&t.text).is_some());
    if head || blank || asked {
        Stage::Draft
    } else if has_issue_mark || is_issuing {
        Stage::Issued
    } else {
        Stage::Unknown
    }
}
