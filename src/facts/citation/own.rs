//! The document's own numbers and title, which it prints but does not cite.

use crate::facts::Context;
use crate::facts::doc_number::DocNumber;
use crate::lexicon::WordSet;
use crate::outline::Part;

/// Lines at the head of a paper in which its own number may stand alone.
const HEAD_LINES: usize = 16;
/// So many bytes may stand before a number that heads its paper.
const HEAD_BYTES: usize = 600;
/// Bytes a line may hold beside the number: a label, an issuing body.
const BESIDE: usize = 90;

/// Words of lines that cite.
static CITES: WordSet = WordSet::of("citation_words", "cites");

/// Whether a number is the document's own: in the masthead or the colophon, or alone on a line of the head.
pub(super) fn is_own_number(cx: &Context<'_>, number: &DocNumber) -> bool {
    let Some(index) = cx.outline.line_at(number.span.start) else { return false };
    let Some(line) = cx.outline.lines.get(index) else { return false };
    if matches!(line.part, Part::Portal | Part::Masthead | Part::Colophon) {
        return true;
    }
    let start = number.span.start.saturating_sub(line.span.start) as usize;
    // A long line is text, whose number is looked at no further than the head of a page goes.
    if index >= HEAD_LINES || start > HEAD_BYTES {
        return false;
    }
    let content = line.span.of(cx.text);
    let before = content.get(..start).unwrap_or("");
    if CITES.is_in(before) || super::listed::is_item(content) {
        return false;
    }
    if is_history(content) {
        return true;
    }
    let marks = ['，', '。', '；', ','];
    let after = content.get(start + number.span.len()..).unwrap_or("");
    let after = after.trim_start_matches(['）', ')', ' ', '】', ']']);
    let heads_the_paper = index < 3 && !before.contains(marks) && !after.starts_with("文件");
    let short = content.len().saturating_sub(number.span.len()) <= BESIDE;
    // 云价费[2007]354号、云财综[2008]2号: a list of others.
    let listed = before.trim_end().ends_with('、') || after.starts_with('、');
    let alone = short && !listed && !content.contains(marks);
    let after = after.trim_end_matches(['）', ')', ' ', '】', ']']);
    alone && (after.is_empty() || before.trim().is_empty() || after.len() <= 30) || heads_the_paper
}

/// How the note under a title says what became of the paper.
static HISTORY: WordSet = WordSet::of("citation_words", "history");

/// Whether a line of the head is the note under the title on how the paper came about: （2018年6月7日甲市人民政府令第3号公布）.
/// Some pages lose its last bracket.
fn is_history(line: &str) -> bool {
    line.starts_with(['（', '('])
        && (line.ends_with(['）', ')']) || HISTORY.tail_of(line.trim_end()).is_some())
        && !line.contains('《')
        && HISTORY.is_in(line)
}

/// What a line begins with that is a link of the page: 点击查看, 【图文解读】.
static LINKS: WordSet = WordSet::of("citation_words", "link");
/// What stands behind the title of a paper in the heading of what explains it.
static EXPLAINS: WordSet = WordSet::of("citation_words", "explains");
/// A link is a short line, in bytes.
const LONGEST_LINK: usize = 300;

/// Whether a place lies in a line that is a link of the page and no text of the paper.
pub(super) fn is_link(cx: &Context<'_>, at: usize) -> bool {
    let Some(line) = cx.outline.line_holding(crate::text::to_u32(at)) else { return false };
    let content = line.span.of(cx.text);
    content.len() <= LONGEST_LINK && LINKS.head_of(content).is_some() && !content.ends_with(['。', '；', ';'])
}

/// Whether the title heads the explanations that follow the paper in the same text: 《…的通知》起草说明 on a line of its own,
/// with the paper above. An explanation alone bears such a line as its title and speaks of another paper.
pub(super) fn is_explained_here(cx: &Context<'_>, whole: &std::ops::Range<usize>) -> bool {
    let Some(index) = cx.outline.line_at(crate::text::to_u32(whole.start)) else { return false };
    let Some(line) = cx.outline.lines.get(index) else { return false };
    let content = line.span.of(cx.text);
    let behind = cx.text.get(whole.end..line.span.end as usize).unwrap_or("").trim();
    let opens = line.span.start as usize == whole.start && content.starts_with('《');
    opens
        && EXPLAINS.has(behind)
        && cx.outline.lines.iter().take(index).filter(|above| above.part == Part::Body).take(2).count() == 2
}

/// How a sentence hands a paper out: before its title, and behind it.
static ANNOUNCE: WordSet = WordSet::of("citation_words", "announces");
static MADE: WordSet = WordSet::of("citation_words", "made");
static HAND_OUT: WordSet = WordSet::of("citation_words", "hands_out");

/// 详见《某某标准》（附件1）: an annex of the paper itself, unless the text only points to the annex of another paper.
fn is_own_annex(before: &str, after: &str) -> bool {
    let note = after.trim_start().strip_prefix(['（', '(']).unwrap_or("");
    let note = note.trim_start_matches(['详', '见', '：', ':', ' ']);
    let marked = note.starts_with("附件") || note.starts_with("附表");
    let cites = ["根据", "依据", "按照《", "依照"].iter().any(|word| before.ends_with(word));
    marked && !cites
}

/// Kinds of annex that are papers of their own: 详见《某市补贴实施细则》（附件）.
static RULES: WordSet = WordSet::of("citation_words", "regulation");

/// Whether a sentence tells of something about the papers named: 现将《甲办法》的起草情况说明如下.
pub(super) fn is_told_about(after: &str) -> bool {
    behind_note(behind_names(after)).starts_with('的')
}

/// What stands behind a note in round brackets: （以下简称《办法》）.
fn behind_note(text: &str) -> &str {
    let note = text.strip_prefix(['（', '(']);
    note.and_then(|note| note.split_once(['）', ')'])).map_or(text, |(_, rest)| rest)
}

/// What a sentence gives that only tells of a paper: 现就《甲决定》的有关情况说明如下.
static TELLS: WordSet = WordSet::of("citation_words", "tells");

/// Whether a sentence gives no paper, but an account of the one it names.
pub(super) fn is_explained(after: &str) -> bool {
    let account = behind_note(behind_names(after)).strip_prefix('的');
    account.is_some_and(|rest| TELLS.is_in(crate::text::first_chars(rest, NEXT)))
}

/// Whether the sentence around a title issues it: 现将《…》印发给你们, 《…》已经审议通过，现予公布.
pub(super) fn is_issued_here(title: &str, before: &str, after: &str) -> bool {
    if is_own_annex(before, after) && RULES.tail_of(title).is_none() {
        return true;
    }
    // 现将《甲工作报告》确定的任务分解给你们: what the paper lays down is handed out, not the paper.
    if lays_down(behind_note(behind_names(after))) {
        return false;
    }
    let passed_on = after.find("转发").is_some_and(|at| at < 24);
    let announced = ANNOUNCE.words().iter().filter_map(|w| before.rfind(w).map(|at| at + w.len())).max();
    let announced =
        announced.and_then(|at| before.get(at..)).is_some_and(|gap| !gap.contains(['，', ',', '：', ':']));
    let (rest, mut head) = (behind_names(after), before.trim_end_matches(JOINTS));
    while let Some(start) = head.strip_suffix('》').and_then(|h| h.rfind('《')) {
        head = head.get(..start).unwrap_or("").trim_end_matches(JOINTS);
    }
    let heads = head.trim_matches([' ', '\u{3000}']).is_empty()
        || MADE.tail_of(head).is_some()
        || opens_clause(before, head) && tells_aim(head);
    let rest = rest.strip_prefix('等').map_or(rest, |r| r.trim_start_matches(|c| !"已经现".contains(c)));
    let handed_out = heads && rest.starts_with(['已', '业', '经', '现']) && HAND_OUT.is_in(rest);
    (announced || handed_out) && !passed_on
}

/// Whether the sentence behind a title tells that it was adopted: 《甲办法》已于2020年3月1日经常务会议通过.
pub(super) fn is_adopted(after: &str) -> bool {
    let clause = crate::text::first_chars(after.trim_start(), ADOPTION);
    let clause = clause.split(['。', '；']).next().unwrap_or("");
    clause.starts_with(['已', '业']) && ["通过", "同意", "批准"].iter().any(|word| clause.contains(word))
}

/// So far behind a title it says that the paper was adopted, in characters.
const ADOPTION: usize = 60;

/// What a paper does with its own contents: 确定, 提出.
static LAYS_DOWN: WordSet = WordSet::of("citation_words", "lays_down");

/// Whether a text begins with what a paper lays down: 确定的重点工作, 涉及甲县的事项.
fn lays_down(text: &str) -> bool {
    LAYS_DOWN.behind(text).is_some_and(|rest| crate::text::first_chars(rest, FARTHEST_OF).contains('的'))
}

/// So far behind that verb its 的 stands, in characters.
const FARTHEST_OF: usize = 6;

/// How a sentence begins that tells what a paper is made for: 为了规范渡船检验，《甲办法》已经审议通过，现予印发.
static AIMS: WordSet = WordSet::of("citation_words", "aims");

/// Whether a sentence, behind the addressee that a copy glued to it, begins with what the paper is made for.
fn tells_aim(sentence: &str) -> bool {
    let begins = sentence.rsplit(['：', ':']).next().unwrap_or("").trim_start();
    AIMS.head_of(begins).is_some()
}

/// Whether a comma stands before the names that `head` leads up to.
fn opens_clause(before: &str, head: &str) -> bool {
    before.get(head.len()..).is_some_and(|gap| gap.starts_with(['，', ',']))
}

/// What joins the names of a list.
pub(super) const JOINTS: [char; 6] = ['，', ',', '、', ' ', '和', '\n'];

/// What follows the list of names that goes on at the beginning of a text.
fn behind_names(text: &str) -> &str {
    let mut rest = text.trim_start_matches(JOINTS);
    while let Some(end) = rest.strip_prefix('《').and_then(|_| rest.find('》')) {
        rest = rest.get(end + '》'.len_utf8()..).unwrap_or("").trim_start_matches(JOINTS);
    }
    rest
}

/// Whether the next sentence hands out what this one says was made: 制定了《甲办法》。现印发给你们.
pub(super) fn is_handed_out_next(before: &str, after: &str) -> bool {
    let mut head = before.trim_end_matches(JOINTS);
    while let Some(start) = head.strip_suffix('》').and_then(|h| h.rfind('《')) {
        head = head.get(..start).unwrap_or("").trim_end_matches(JOINTS);
    }
    let next = behind_names(after).strip_prefix('。').map(str::trim_start);
    let next = next.filter(|next| next.starts_with("现") && MADE.tail_of(head).is_some());
    next.is_some_and(|next| HAND_OUT.is_in(crate::text::first_chars(next, NEXT)))
}

/// So far into the next sentence it says that something is handed out, in characters.
const NEXT: usize = 16;
