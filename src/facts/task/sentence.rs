//! The sentences of a task: which of them are measures, and which only name units or a time.

use super::{Paper, column, inside, trimmed};
use crate::facts::assignment::{Assignment, RoleSource, is_time};
use crate::lexicon::WordSet;
use crate::outline::label_len;
use crate::text::{Norm, Span};

/// What the sentences of a stretch come to.
#[derive(Default)]
pub(super) struct Content {
    /// The sentences that say what is to be done, lists of units taken off.
    pub(super) measures: Vec<Span<Norm>>,
    /// The time behind a label: 完成时限：….
    pub(super) stated: Option<Span<Norm>>,
}

/// Splits off the numbering label at the head of a stretch that follows other text; leading marks go too.
pub(super) fn labelled(text: &str, stretch: Span<Norm>) -> (Span<Norm>, Span<Norm>) {
    let words = stretch.of(text);
    let marks =
        |c: char| c.is_whitespace() || matches!(c, '。' | '；' | '，' | ',' | ';' | '.' | '）' | ')' | '〕');
    let inner = words.trim_start_matches(marks);
    let start = stretch.end as usize - inner.len();
    let len = label_len(inner);
    let label = Span::at(start, start + len);
    (label, Span::new(label.end, stretch.end))
}

/// The first sentence of a stretch.
pub(super) fn first(paper: Paper<'_>, stretch: Span<Norm>) -> Span<Norm> {
    within(paper, stretch).next().unwrap_or(stretch)
}

/// The sentences of a stretch, cut at its ends.
fn within(paper: Paper<'_>, stretch: Span<Norm>) -> impl Iterator<Item = Span<Norm>> {
    let sentences = &paper.outline.sentences;
    let from = sentences.partition_point(|s| s.span.end <= stretch.start);
    let rest = sentences.get(from..).unwrap_or_default().iter();
    let cut = rest
        .take_while(move |s| s.span.start < stretch.end)
        .map(move |s| Span::<Norm>::new(s.span.start.max(stretch.start), s.span.end.min(stretch.end)));
    cut.filter(|span| !span.is_empty())
}

/// Reads the sentences of a stretch whose first clause, `summary`, is told apart.
pub(super) fn read(paper: Paper<'_>, stretch: Span<Norm>, summary: Span<Norm>) -> Content {
    let mut content = Content::default();
    let in_cells = has_cells(paper, stretch);
    for sentence in within(paper, stretch) {
        let words = sentence.of(paper.text);
        if ends_paper(words) && sentence.start > summary.end {
            break;
        }
        if in_cells && words.chars().count() <= TIME_CELL && is_time(words.trim()) {
            content.stated = content.stated.or(Some(trimmed(paper.text, sentence)));
            continue;
        }
        let number = label_len(words);
        if let Some(at) = column::time_label(words.get(number..).unwrap_or(words)) {
            let value = Span::at(sentence.start as usize + number + at, sentence.end as usize);
            content.stated = content.stated.or(Some(trimmed(paper.text, value)));
            continue;
        }
        let mut without = without_lists(paper, sentence, &mut content);
        // （2）整改措施：立即清理: what is to be done begins behind the label.
        if let Some((column::Column::Measure, at)) = column::field(words).filter(|_| number > 0) {
            let start = without.start.max(sentence.start + at as u32);
            without = Span::new(start, without.end.max(start));
        }
        if ends_paper(without.of(paper.text)) && without.start > summary.end {
            break;
        }
        let is_summary = without.end <= summary.start || trimmed(paper.text, without).end == summary.end;
        if !is_summary && says_something(without.of(paper.text)) {
            content.measures.push(without);
        }
    }
    content
}

/// What closes a notice: 特此通知.
static CLOSING: WordSet = WordSet::of("rule_words", "closing");

/// Longest line of who signs and when, in characters.
const SIGNATURE: usize = 36;

/// Whether the sentence belongs to the foot of the paper: 特此通知, 附件：…, 抄送：…, 某某局2030年5月6日.
fn ends_paper(words: &str) -> bool {
    let words = words.trim();
    let is_closing =
        CLOSING.head_of(words).is_some_and(|closing| words.len() <= closing.len() + '。'.len_utf8());
    let behind = |head: &str| {
        words.strip_prefix(head).map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()))
    };
    let is_labelled =
        ["附件", "抄送"].iter().any(|head| behind(head).is_some_and(|rest| rest.starts_with(['：', ':'])));
    is_closing || is_labelled || words.chars().count() <= SIGNATURE && is_signed(words)
}

/// Whether a name and a whole date make up the text, and nothing else: 某某局2030年5月6日.
fn is_signed(words: &str) -> bool {
    let Some(head) = words.strip_suffix('日') else { return false };
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | ' ');
    let name = head.trim_end_matches(is_part);
    let date = head.get(name.len()..).unwrap_or("");
    let is_whole =
        date.trim_start().len() >= "2000年1月1".len() && date.contains('年') && date.contains('月');
    is_whole && name.ends_with(['局', '委', '会', '厅', '府', '室', '部', '院', '司', '处'])
}

/// Longest cell of a time: 2030年12月底前完成.
const TIME_CELL: usize = 14;

/// Whether cells of units stand in the stretch, so that a line of its own may be a cell too.
fn has_cells(paper: Paper<'_>, stretch: Span<Norm>) -> bool {
    inside(&paper.facts.assignments, |a| a.span, stretch).any(|a| a.role_source == RoleSource::Column)
}

/// The sentence without the list of units at its end or head.
fn without_lists(paper: Paper<'_>, sentence: Span<Norm>, content: &mut Content) -> Span<Norm> {
    let all = &paper.facts.assignments;
    let from = all.partition_point(|a| a.span.end <= sentence.start);
    let lists = all.get(from..).unwrap_or_default().iter().take_while(|a| a.span.start < sentence.end);
    let mut rest = sentence;
    for list in lists.filter(|a: &&Assignment| a.role_source != RoleSource::Phrase) {
        if content.stated.is_none() {
            let open = Span::<Norm>::new(list.span.start, sentence.end.max(list.span.end));
            let time = column::labelled_time(open.of(paper.text));
            content.stated = time.map(|(a, b)| Span::at(open.start as usize + a, open.start as usize + b));
        }
        if list.span.start <= rest.start {
            rest = Span::new(list.span.end.min(rest.end), rest.end);
        } else {
            rest = Span::new(rest.start, rest.end.min(list.span.start));
        }
    }
    let words = rest.of(paper.text);
    let head = words.len() - words.trim_start().len();
    Span::at(rest.start as usize + head, rest.start as usize + words.trim_end().len().max(head))
}

/// Whether more than a label or a bracket is left.
fn says_something(words: &str) -> bool {
    let count = words.chars().filter(|c| c.is_alphanumeric()).count();
    let is_other = column::field(words).is_some_and(|(column, _)| column == column::Column::Other);
    let is_label = is_other || count <= 12 && words.trim_end().ends_with(['：', ':', '（', '(', '〔']);
    count > 3 && !is_label
}
