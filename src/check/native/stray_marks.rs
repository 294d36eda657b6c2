//! Marks of another alphabet, in the wrong place or without a partner: `.` for 。, `......` for ……, `，（责任单位`, a quotation mark
//! alone on its line, the number of a page amid a sentence.

use memchr::{memchr_iter, memchr2_iter};

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::{Found, HeadSet, WordSet};
use crate::outline::Line;
use crate::outline::pattern::is_page_mark;
use crate::text::{Norm, Span, to_u32};

/// What leads a list of units in brackets behind a sentence.
static UNIT_NOTE: HeadSet = HeadSet::of("rule_words", "unit_note");
/// What names of units begin with.
static UNIT_LEVEL: WordSet = WordSet::of("rule_words", "unit_level");
/// What names of departments end with.
static DEPARTMENT: WordSet = WordSet::of("rule_words", "department_ending");
/// Characters quoted in front of a mark.
const QUOTE: usize = 4;

/// 责任单位括注前后的标点
pub(super) fn unit_note(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let mut seen = false;
    let mut flaws = Vec::new();
    UNIT_NOTE.visit(text, |Found { start: at, end, .. }| {
        let (Some(before), Some(after)) = (text.get(..at), text.get(end..)) else { return };
        let is_within = || before.ends_with(['，', '；']) && before.rfind('（') > before.rfind('）');
        let is_note = (before.ends_with(['（', '〔', '【']) || is_within()) && line_of(cx, at).is_some();
        if !is_note {
            return;
        }
        seen = true;
        flaws.extend(mark_before(before).map(|start| (Span::at(start, end), "前面的句子还没有用句号结束")));
        let colon = Span::at(end, end + after.chars().next().map_or(0, char::len_utf8));
        if after.starts_with('：') && cx.subject.document.raw_of(colon) == "∶" {
            flaws.push((Span::at(at, colon.end as usize), "后面用了比号，应为冒号"));
        }
        if is_unit(after) {
            flaws.push((Span::at(at, end), "后面漏了冒号"));
        }
    });
    if !seen {
        return Judgement::not_applicable("文中没有责任单位的括注");
    }
    let flaw =
        |(span, what): (Span<Norm>, &str)| Flaw::at(span).with("match", span.of(text)).with("what", what);
    let mut flaws: Vec<Flaw> = flaws.into_iter().map(flaw).collect();
    flaws.sort_by_key(|f| f.span);
    Judgement::of(flaws, "责任单位括注前后的标点无误")
}

/// Where a comma in front of （责任单位 stands.
fn mark_before(before: &str) -> Option<usize> {
    let words = before.strip_suffix('（')?;
    let rest = words.strip_suffix(['，', '、', '：'])?;
    rest.ends_with(is_han).then_some(rest.len())
}

/// Whether a department of some level stands here, at the head of a list or alone in its bracket.
fn is_unit(words: &str) -> bool {
    let name = words.split(['）', '〕', '】', '，', '；', '、', '。', '\n']).next().unwrap_or(words);
    UNIT_LEVEL.head_of(name).is_some() && DEPARTMENT.tail_of(name).is_some()
}

/// 句末用半角点
pub(super) fn half_stop(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let flaws = memchr_iter(b'.', text.as_bytes()).filter_map(|at| {
        let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
        let is_end = before.chars().next_back().is_some_and(is_han)
            && (after.chars().next().is_none_or(|c| c == '\n' || is_han(c)) || is_unit_note(after));
        let line = line_of(cx, at).filter(|_| is_end)?;
        let head = text.get(line.span.start as usize..at)?;
        // 一.总则 is a label, [3] 甲.论渡口 a reference, 总则...1 a table of contents.
        let is_sentence =
            head.chars().count() >= 8 && !head.starts_with(['[', '〔', '【']) && !head.contains('.');
        let is_sentence =
            is_sentence || head.contains('。') && !head.ends_with(['一', '二', '三', '四', '五']);
        is_sentence.then(|| quoted(text, at, 1))
    });
    Judgement::of(flaws.collect(), "句末没有半角点")
}

/// 省略号写成几个点
pub(super) fn dots(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let bytes = text.as_bytes();
    let starts = memchr_iter(b'.', bytes).filter(|&at| {
        at.checked_sub(1).and_then(|i| bytes.get(i)) != Some(&b'.') && bytes.get(at + 2) == Some(&b'.')
    });
    let flaws = starts.filter_map(|at| {
        let run = bytes.get(at..)?.iter().take_while(|b| **b == b'.').count();
        let after = text.get(at + run..)?.chars().next();
        let before = text.get(..at)?.chars().next_back()?;
        let line = line_of(cx, at)?;
        let is_meant = (run == 3 || run == 6)
            && (is_han(before) || "，、”）》".contains(before))
            && after.is_none_or(|c| c == '\n' || is_han(c) || "。，；、）”".contains(c));
        // A table of contents leads to a page number.
        let is_alone = || line.span.of(text).matches("...").count() <= run / 3;
        (is_meant && is_alone()).then(|| quoted(text, at, run))
    });
    Judgement::of(flaws.collect(), "省略号无误")
}

/// 孤立的引号、书名号
pub(super) fn lone_mark(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let lines = &cx.subject.outline.lines;
    let flaws = lines.iter().enumerate().filter(|(_, l)| l.part.is_text()).filter_map(|(index, line)| {
        let words = line.span.of(text);
        let mut chars = words.chars();
        let first = chars.next()?;
        if chars.next().is_none() {
            let is_mark = "“”‘’《》\"「」『』".contains(first);
            return is_mark.then(|| Flaw::at(line.span).with("match", first).with("what", "一行只有它一个"));
        }
        // Only a line that the width of the page fills may break a title behind its first mark.
        let next = lines.iter().skip(index + 1).find(|l| !l.span.is_empty())?;
        let last = words.chars().next_back().filter(|_| !next.goes_on)?;
        let is_broken = last == '《'
            || last == '，'
                && is_broken_off(words, next.span.of(text))
                && next.part.is_text()
                && next.node == line.node;
        let end = line.span.end;
        let mark = Span::new(end - to_u32(last.len_utf8()), end);
        is_broken.then(|| Flaw::at(mark).with("match", last).with("what", "之后断了行"))
    });
    Judgement::of(flaws.collect(), "没有孤立的标点")
}

/// 字间的下划线
pub(super) fn underscore(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let flaws = memchr2_iter(b'_', b'`', text.as_bytes()).filter_map(|at| {
        let mut before = text.get(..at)?.chars().rev();
        let mut after = text.get(at + 1..)?.chars();
        let is_last = |c: &char| is_han(*c) || "，、".contains(*c);
        let (last, next) = (before.next().filter(is_last)?, after.next().filter(|c| is_han(*c))?);
        // One stroke between two words of running text; 表_一 and 渡口_2021 are names of files.
        let is_end = |c: char| is_han(c) || "，。；、：！？（）”》\n".contains(c);
        let is_between = before.next().is_some_and(is_han)
            && after.next().is_none_or(is_end)
            && !"一二三四五六七八九十甲乙丙丁上中下".contains(next);
        let line = line_of(cx, at).filter(|_| is_between)?;
        let is_one = memchr2_iter(b'_', b'`', line.span.of(text).as_bytes()).count() == 1;
        let is_sentence = line.span.of(text).contains(['，', '。', '；']);
        let span = Span::at(at - last.len_utf8(), at + 1 + next.len_utf8());
        (is_one && is_sentence).then(|| Flaw::at(span).with("match", span.of(text)))
    });
    Judgement::of(flaws.collect(), "字间没有下划线")
}

/// 页码混进正文
pub(super) fn page_number(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let lines: Vec<&Line> = cx.subject.outline.lines.iter().filter(|l| !l.span.is_empty()).collect();
    let words = |index: usize| lines.get(index).filter(|l| l.part.is_text()).map_or("", |l| l.span.of(text));
    let mut flaws = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let (here, next) = (line.span.of(text), words(index + 1));
        let (start, end) = (line.span.start as usize, line.span.end as usize);
        let before = index.checked_sub(1).map_or("", words);
        let found = if is_page_mark(here) {
            (is_cut_off(before) && next.starts_with(is_han)).then_some((start, end))
        } else if !line.part.is_text() {
            None
        } else if let Some(length) = page_ahead(here) {
            Some((start, start + length))
        } else {
            page_behind(here).filter(|_| next.starts_with(is_han)).map(|length| (end - length, end))
        };
        flaws.extend(found.map(|(from, to)| {
            let span = Span::at(from, to);
            Flaw::at(span).with("match", span.of(text))
        }));
    }
    Judgement::of(flaws, "正文里没有页码")
}

/// Whether a line stops amid a sentence that the next line takes up.
fn is_broken_off(words: &str, next: &str) -> bool {
    is_cut_off(words) && next.starts_with(is_han) && next.contains('。')
}

/// Strokes around a page number.
const STROKES: [char; 2] = ['-', '—'];
/// Characters of a line that a page break may cut off: shorter ones are headings.
const CUT_OFF: usize = 25;

/// Whether a long line ends amid a sentence.
fn is_cut_off(words: &str) -> bool {
    words.ends_with(|c| is_han(c) || "，、".contains(c)) && words.chars().count() >= CUT_OFF
}

/// Length of a page number between strokes that a sentence follows: `—3—首套商品住房`.
fn page_ahead(words: &str) -> Option<usize> {
    let behind = words.find(is_han).filter(|at| *at <= 12)?;
    words.get(..behind).filter(|mark| is_page_mark(mark)).map(str::len)
}

/// Length of a page number that ends a line of words: `限制转让情形- 4`.
fn page_behind(words: &str) -> Option<usize> {
    let bare = words.trim_end_matches(STROKES).trim_end();
    let number = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let stem = number.trim_end().strip_suffix(STROKES)?;
    let is_set_off = bare.len() < words.len() || number.ends_with(' ');
    let is_number = (1..=3).contains(&(bare.len() - number.len()));
    // 附件-1, 第-1号 and the number of a licence are names.
    let is_sentence = stem.ends_with(is_han) && !stem.ends_with(['号', '第', '图', '表', '件', '日']);
    (is_set_off && is_number && is_sentence && stem.chars().count() >= 8).then(|| words.len() - stem.len())
}

/// Whether （责任单位：…） begins here.
fn is_unit_note(words: &str) -> bool {
    words.strip_prefix('（').is_some_and(|words| UNIT_NOTE.begins(words))
}

/// The line of the body or an annex that holds a byte.
fn line_of<'a>(cx: &RuleContext<'a>, at: usize) -> Option<&'a Line> {
    let outline = cx.subject.outline;
    outline.line_holding(to_u32(at)).filter(|l| l.part.is_text())
}

/// A mark with what stands before it.
fn quoted(text: &str, at: usize, length: usize) -> Flaw {
    let before = text.get(..at).unwrap_or("").chars().rev().take(QUOTE).take_while(|c| *c != '\n');
    let start = at - before.map(char::len_utf8).sum::<usize>();
    let span = Span::at(start, at + length);
    Flaw::at(span).with("match", span.of(text))
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::{is_broken_off, page_ahead, page_behind};

    #[test]
    fn page_numbers_beside_words() {
        assert_eq!(page_ahead("—3—首艘新造渡船"), Some("—3—".len()));
        assert_eq!(page_ahead("3—5艘渡船"), None);
        assert_eq!(page_behind("渡船不存在超载等情形- 4"), Some("- 4".len()));
        assert_eq!(page_behind("渡船应当配备救生设备并在-12-"), Some("-12-".len()));
        for name in ["登记表见本办法附件-1", "渡口整修与渡船检验工程-2", "渡运许可证第- 4"]
        {
            assert_eq!(page_behind(name), None, "{name}");
        }
    }

    #[test]
    fn lines_that_stop_amid_a_sentence() {
        let long = "渡口每年整修一次，由县交通局会同各镇人民政府组织实施，";
        assert!(is_broken_off(long, "经费列入预算。"));
        assert!(!is_broken_off(long, "附件"));
        assert!(!is_broken_off("渡口整修，", "经费列入预算。"));
    }
}
