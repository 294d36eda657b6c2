//! Which document number belongs to which title: the one in brackets behind it, or directly in front of it.

use std::ops::Range;

use crate::facts::doc_number::DocNumber;
use crate::lexicon::WordSet;

/// The numbers of a document, each given to one title at most.
pub(super) struct Numbers<'a> {
    text: &'a str,
    numbers: &'a [DocNumber],
    taken: Vec<bool>,
}

/// Words between a title that is nested in a longer name and the brackets with the number.
pub(super) static TAILS: WordSet = WordSet::of("citation_words", "nested_ending");
/// Words of the act that made a paper known, between its number and the paper.
static ISSUED: WordSet = WordSet::of("citation_words", "issued_by");

/// What became of the paper by the number before.
static AMENDS: WordSet = WordSet::of("citation_words", "amends");

const MAX_BRACKET: usize = 360;

impl<'a> Numbers<'a> {
    pub(super) fn new(text: &'a str, numbers: &'a [DocNumber]) -> Self {
        Self { text, numbers, taken: vec![false; numbers.len()] }
    }

    /// Numbers that stand inside a range are part of it and cite nothing of their own.
    pub(super) fn take_inside(&mut self, range: &Range<usize>) {
        for index in self.within(range) {
            self.taken[index] = true;
        }
    }

    /// Whether a range is one number and nothing else.
    pub(super) fn is_number(&self, range: &Range<usize>) -> bool {
        let found = self.within(range);
        let number = self.numbers.get(found.start).filter(|_| found.len() == 1);
        number.is_some_and(|n| n.span.range() == *range)
    }

    fn within(&self, range: &Range<usize>) -> Range<usize> {
        let from = self.numbers.partition_point(|n| (n.span.start as usize) < range.start);
        let rest = self.numbers.get(from..).unwrap_or(&[]);
        from..from + rest.partition_point(|n| n.span.end as usize <= range.end)
    }

    /// The number beside a title, with the end of what belongs to the title and its number.
    pub(super) fn beside(&mut self, title: &Range<usize>) -> Option<(DocNumber, Range<usize>)> {
        let (index, range) = self.behind(title.end).map(|(i, end)| (i, title.start..end)).or_else(|| {
            let (index, start) = self.in_front(title.start)?;
            Some((index, start..title.end))
        })?;
        *self.taken.get_mut(index)? = true;
        self.take_amendments(&(title.end..range.end));
        Some((self.numbers.get(index)?.clone(), range))
    }

    /// （甲政府令第3号公布，甲政府令第9号修正）: what changed the paper later is part of its name.
    fn take_amendments(&mut self, note: &Range<usize>) {
        for index in self.within(note) {
            let behind = self.numbers.get(index).and_then(|n| self.text.get(n.span.end as usize..));
            let amends = behind.is_some_and(|behind| AMENDS.head_of(behind).is_some());
            self.taken[index] |= amends;
        }
    }

    fn behind(&self, end: usize) -> Option<(usize, usize)> {
        let rest = self.text.get(end..)?;
        let mut at = end + (rest.len() - rest.trim_start_matches([' ', '\u{3000}', '\n', '\r']).len());
        if let Some(index) = self.free_at(at) {
            let gap_has_line = self.text.get(end..at).is_some_and(|g| g.contains('\n'));
            return (!gap_has_line).then(|| (index, self.numbers[index].span.end as usize));
        }
        // 《…的通知》《甲办〔2020〕1号》: the number in the marks of a title.
        if self.text.get(at..).is_some_and(|rest| rest.starts_with('《'))
            && let Some(index) = self.free_at(at + '《'.len_utf8())
            && let Some(number) = self.numbers.get(index)
            && self.text.get(number.span.end as usize..).is_some_and(|rest| rest.starts_with('》'))
        {
            let gap_has_line = self.text.get(end..at).is_some_and(|g| g.contains('\n'));
            return (!gap_has_line).then(|| (index, number.span.end as usize + '》'.len_utf8()));
        }
        if let Some(tail) = self.text.get(at..).and_then(|rest| TAILS.head_of(rest)) {
            at += tail.len();
        }
        for _ in 0..3 {
            let (close, after) = bracket(self.text, at)?;
            let content = self.text.get(at..close)?;
            // What follows a further title in the brackets belongs to that title.
            let stop = content.find('《').filter(|&i| !content.get(..i).is_some_and(|b| b.ends_with('称')));
            let limit = at + stop.unwrap_or(content.len());
            if let Some(index) = self.within(&(at..limit.max(at))).find(|&i| !self.taken[i]) {
                return Some((index, after));
            }
            if stop.is_some() {
                return None;
            }
            at = after;
        }
        None
    }

    fn free_at(&self, at: usize) -> Option<usize> {
        let index = self.numbers.partition_point(|n| (n.span.start as usize) < at);
        let is_here = self.numbers.get(index).is_some_and(|n| n.span.start as usize == at);
        (is_here && !self.taken[index]).then_some(index)
    }

    fn in_front(&self, start: usize) -> Option<(usize, usize)> {
        let index = self.numbers.partition_point(|n| (n.span.end as usize) <= start).checked_sub(1)?;
        let number = self.numbers.get(index).filter(|_| !self.taken[index])?;
        let gap = self.text.get(number.span.end as usize..start)?;
        let gap = gap.trim_matches([' ', '\u{3000}']);
        // 市政府令第11号公布的《…》: the act that made it known carries its number.
        let issued = gap.strip_suffix('的').unwrap_or(gap);
        let issued = issued.strip_prefix("文件").or_else(|| issued.strip_prefix('文')).unwrap_or(issued);
        let beside = matches!(issued, "" | "）" | ")") || ISSUED.has(issued);
        beside.then_some((index, number.span.start as usize))
    }

    /// The numbers that no title took.
    pub(super) fn left(&self) -> impl Iterator<Item = &DocNumber> {
        self.numbers.iter().zip(&self.taken).filter(|(_, taken)| !**taken).map(|(n, _)| n)
    }
}

/// The inside end and the outside end of the bracket that opens at a place.
pub(super) fn bracket(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = text.get(at..)?;
    rest.starts_with(['（', '(', '〔', '[', '【', '［', '﹝']).then_some(())?;
    let mut open: Vec<char> = Vec::new();
    for (offset, c) in rest.char_indices() {
        match c {
            '（' | '(' | '〔' | '[' | '【' | '［' | '﹝' => open.push(c),
            '）' | ')' => close_round(&mut open, rest.get(offset + c.len_utf8()..).unwrap_or("")),
            '〕' | ']' | '】' | '］' | '﹞' => {
                open.pop();
            }
            '。' => return None,
            _ => {}
        }
        if open.is_empty() {
            return Some((at + offset, at + offset + c.len_utf8()));
        }
        if offset > MAX_BRACKET {
            return None;
        }
    }
    None
}

/// （云政发〔20183号）: a round bracket closes what was left open inside it, too; not in （云政发〔2018）3号〕, where it stands for the
/// bracket of the year.
fn close_round(open: &mut Vec<char>, rest: &str) {
    let serial = rest.starts_with(|c: char| c.is_ascii_digit() || c == '第');
    let round = open.iter().rposition(|c| matches!(c, '（' | '(')).filter(|_| !serial);
    open.truncate(round.unwrap_or(open.len().saturating_sub(1)));
}
