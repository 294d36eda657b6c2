//! The clauses, quotations and brackets of one sentence.
//!
//! What a modal word or a figure means depends on the clause it stands in and on whether it is quoted. [`Shape`] is read once
//! per sentence that holds something of interest and keeps its buffers from sentence to sentence.

use crate::lexicon::WordSet;
use crate::outline::Sentence;
use crate::text::{Norm, Span, to_u32};

/// Longer stretches without an end mark are torn tables, not sentences; reading them would cost time and yield nothing.
pub(super) const SENTENCE_BYTES: usize = 6000;

/// Quotations up to this many bytes are names, slogans or maxims; longer ones are speech and read like any other text.
const MAXIM_BYTES: usize = 96;

/// One sentence taken apart.
#[derive(Debug)]
pub(super) struct Shape {
    /// The sentence without its numbering label and without the closing mark.
    pub(super) body: Span<Norm>,
    /// Parts between commas and colons at the top level (not inside brackets or quotation marks), in order.
    pub(super) clauses: Vec<Span<Norm>>,
    /// Short quotations and everything in 《》.
    quotes: Vec<Span<Norm>>,
    /// Round and square brackets, marks included.
    brackets: Vec<Span<Norm>>,
    /// Opening marks not closed yet, with their places.
    open: Vec<(char, usize)>,
}

impl Default for Shape {
    fn default() -> Self {
        Self {
            body: Span::new(0, 0),
            clauses: Vec::new(),
            quotes: Vec::new(),
            brackets: Vec::new(),
            open: Vec::new(),
        }
    }
}

impl Shape {
    /// Reads a sentence, forgetting the one before.
    pub(super) fn read(&mut self, text: &str, sentence: &Sentence) {
        let start = sentence.text_start.clamp(sentence.span.start, sentence.span.end);
        self.read_span(text, Span::new(start, sentence.span.end));
    }

    /// Reads any stretch of text as one sentence.
    pub(super) fn read_span(&mut self, text: &str, span: Span<Norm>) {
        self.clauses.clear();
        self.quotes.clear();
        self.brackets.clear();
        let whole = span.of(text);
        let trimmed = whole.trim_end_matches(['。', '；', ';', '！', '？', '!', '?', ' ', '\u{3000}']);
        self.body = Span::at(span.start as usize, span.start as usize + trimmed.len());
        let base = span.start as usize;
        self.open.clear();
        let mut clause = 0;
        for (at, c) in trimmed.char_indices() {
            match c {
                '“' | '《' | '「' | '『' | '（' | '(' | '〔' | '[' | '〈' => self.open.push((c, at)),
                '”' | '》' | '」' | '』' | '）' | ')' | '〕' | ']' | '〉' => {
                    if let Some(place) = self.open.iter().rposition(|(o, _)| closes(*o, c)) {
                        let (mark, from) = self.open[place];
                        self.open.truncate(place);
                        let end = at + c.len_utf8();
                        let names = trimmed.get(end..).is_some_and(|rest| rest.starts_with('的'));
                        self.close(mark, names, base + from..base + end);
                    }
                }
                '，' | ',' | '：' | ':' if self.open.is_empty() => {
                    self.push_clause(base, trimmed, clause, at);
                    clause = at + c.len_utf8();
                }
                _ => {}
            }
        }
        // A mark that is never closed encloses nothing: split what follows it as well.
        if let Some(&(_, from)) = self.open.first() {
            let from = from.max(clause);
            for (at, c) in trimmed.get(from..).unwrap_or("").char_indices() {
                if matches!(c, '，' | ',' | '：' | ':') {
                    self.push_clause(base, trimmed, clause, from + at);
                    clause = from + at + c.len_utf8();
                }
            }
        }
        self.push_clause(base, trimmed, clause, trimmed.len());
    }

    /// `names` says that 的 follows: “可以…”的规定 names a rule and does not speak.
    fn close(&mut self, mark: char, names: bool, range: std::ops::Range<usize>) {
        let span = Span::at(range.start, range.end);
        match mark {
            '《' | '〈' => self.quotes.push(span),
            '“' | '「' | '『' if names || range.len() <= MAXIM_BYTES => self.quotes.push(span),
            '“' | '「' | '『' => {}
            _ => self.brackets.push(span),
        }
    }

    fn push_clause(&mut self, base: usize, text: &str, from: usize, to: usize) {
        let inner = text.get(from..to).unwrap_or("");
        let lead = inner.len() - inner.trim_start().len();
        let inner = inner.trim();
        if !inner.is_empty() {
            self.clauses.push(Span::at(base + from + lead, base + from + lead + inner.len()));
        }
    }

    /// Whether the place stands in a title, a name or a short quotation.
    pub(super) fn is_quoted(&self, at: u32) -> bool {
        self.quotes.iter().any(|q| q.holds(at))
    }

    /// The title, name or short quotation that holds the place, if one does.
    pub(super) fn quote_at(&self, at: u32) -> Option<Span<Norm>> {
        self.quotes.iter().copied().find(|q| q.holds(at))
    }

    /// The bracket that holds the place, if one does.
    pub(super) fn bracket_at(&self, at: u32) -> Option<Span<Norm>> {
        self.brackets.iter().copied().find(|b| b.holds(at))
    }

    /// Index of the clause that holds the place.
    pub(super) fn clause_at(&self, at: u32) -> Option<usize> {
        let index = self.clauses.partition_point(|c| c.start <= at).checked_sub(1)?;
        self.clauses[index].holds(at).then_some(index)
    }
}

fn closes(open: char, close: char) -> bool {
    matches!(
        (open, close),
        ('“', '”') | ('《', '》') | ('「', '」') | ('『', '』') | ('〔', '〕') | ('[', ']') | ('〈', '〉')
    ) || (matches!(open, '（' | '(') && matches!(close, '）' | ')'))
}

/// The character before a byte offset, if the offset lies on a boundary after it.
pub(super) fn char_before(text: &str, at: u32) -> Option<char> {
    text.get(..at as usize)?.chars().next_back()
}

/// The part of `text` from `from` on that ends before the next clause mark, at most `limit` characters.
pub(super) fn ahead(text: &str, from: u32, limit: usize) -> &str {
    let rest = text.get(from as usize..).unwrap_or("");
    let end = rest
        .char_indices()
        .take(limit)
        .find(|(_, c)| matches!(c, '，' | ',' | '。' | '；' | ';' | '：' | ':' | '\n' | '！' | '？'))
        .map(|(at, _)| at);
    let end = end.or_else(|| rest.char_indices().nth(limit).map(|(at, _)| at)).unwrap_or(rest.len());
    &rest[..end]
}

/// A span with blanks at both ends taken off.
pub(super) fn trimmed(text: &str, span: Span<Norm>) -> Span<Norm> {
    let inner = span.of(text);
    let lead = inner.len() - inner.trim_start().len();
    let start = span.start + to_u32(lead);
    Span::new(start, start + to_u32(inner.trim().len()))
}

/// Whether a sentence works an example: 例：甲于2023年6月30日出售住房.
pub(crate) fn is_example(sentence: &str) -> bool {
    ["例：", "例:", "例如", "举例", "示例"].iter().any(|word| sentence.trim_start().starts_with(word))
}

/// Verbs that do away with the rule quoted behind them: 取消“……”.
static ENDS_RULE: WordSet = WordSet::of("obligation_words", "ends_rule");
/// What follows a quoted rule that is done away with: “……”的限制.
static ENDED_RULE: WordSet = WordSet::of("obligation_words", "ended_rule");
/// Verbs of the new behind the old: 由……扩大至.
pub(super) static WIDENS: WordSet = WordSet::of("obligation_words", "widens");

/// Whether a place lies in a quoted rule that is done away with or changed: 取消“……2年内不可转让”, 由“……不得脱缴”，调整为…. `head`
/// and `tail` are what its sentence says before and behind the place.
pub(super) fn is_in_old_rule(head: &str, tail: &str) -> bool {
    let open = head.rfind(['“', '”']).filter(|&at| head.get(at..).is_some_and(|t| t.starts_with('“')));
    let Some(open) = open else { return false };
    let lead = head.get(..open).unwrap_or("").trim_end_matches(['：', ':', '的', ' ']);
    let lead = lead.get(lead.rfind(['，', ',', '。', '；']).unwrap_or(0)..).unwrap_or("");
    let after = tail.split_once('”').map_or("", |(_, after)| after);
    ENDS_RULE.is_in(lead)
        || ENDED_RULE.head_of(after).is_some()
        || WIDENS.head_of(after.trim_start_matches(['，', ','])).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, clauses: &[&str], quoted: &[&str]) {
        let mut shape = Shape::default();
        shape.read_span(text, Span::at(0, text.len()));
        let got: Vec<&str> = shape.clauses.iter().map(|c| c.of(text)).collect();
        assert_eq!(got, clauses, "{text}");
        for word in quoted {
            let at = to_u32(text.find(word).expect("word stands in the text"));
            assert!(shape.is_quoted(at), "{word} in {text}");
        }
    }

    #[test]
    fn commas_split_only_at_the_top() {
        check("一、二，三。", &["一、二", "三"], &[]);
        check(
            "按照《甲，乙》要求,做好（含丙，丁）工作;",
            &["按照《甲，乙》要求", "做好（含丙，丁）工作"],
            &["甲"],
        );
        check("坚持“谁负责，谁办理”原则：一项", &["坚持“谁负责，谁办理”原则", "一项"], &["谁负责"]);
        check("没有收尾（的括号，照样分开", &["没有收尾（的括号", "照样分开"], &[]);
        check("", &[], &[]);
        check("。", &[], &[]);
    }
}
