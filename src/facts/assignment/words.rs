//! The trigger words of assignments, as found by the shared scan.
//!
//! In: the hits of `dictionaries/assignment_words.tsv`. Out: [`Mark`]s in text order. Nothing else of the text is looked at
//! unless a mark stands there, so that documents without assignments cost nothing.

use std::sync::LazyLock;

use super::Role;
use super::brackets::{closes, opens};
use crate::lexicon::{Endings, Hit, Lexicon, ListId, Prefixes};

/// What a trigger word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// 责任单位, 牵头部门 …: the label of a list.
    Label,
    /// 完成时限, 责任人 …: the label of something else beside a list; it ends the list before it.
    Stop,
    /// 负责, 牵头: the verb of a phrase.
    Verb,
    /// 会同
    With,
    /// The last character of a unit's name or of a role word with a closing bracket.
    Close,
    /// 列第一位的为牵头单位, 逗号前面的为牵头单位: changes the role of units in later lists.
    DeclareFirst,
    /// 以下不再列出: units that belong to all later lists.
    DeclareAll,
}

/// A trigger word in the text; offsets are bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) form: Form,
    pub(super) role: Option<Role>,
}

/// The word list with its columns read.
pub(super) struct Words {
    /// Handle of the scanned list.
    pub(super) list: ListId,
    rows: Vec<(Form, Option<Role>)>,
    /// The labels alone, for those that a line break cuts.
    labels: Prefixes<Option<Role>>,
    /// The words with a closing bracket alone.
    closes: Endings,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let table = lexicon.table("assignment_words");
    let (form, role) = (table.column("form"), table.column("role"));
    let rows = table.rows().map(|cells| (form_of(cells[form]), role_of(cells[role]))).collect();
    let labels = table.rows().filter(|cells| form_of(cells[form]) == Form::Label);
    let labels = Prefixes::new(labels.map(|cells| (cells[0], role_of(cells[role]))));
    let closers = table.rows().filter(|cells| form_of(cells[form]) == Form::Close);
    let closes = Endings::new(closers.map(|cells| cells[0]));
    Words { list: lexicon.list("assignment_words"), rows, labels, closes }
});

impl Words {
    pub(super) fn get() -> &'static Self {
        &WORDS
    }

    /// A hit as a mark.
    pub(super) fn mark(&self, hit: &Hit) -> Mark {
        let (form, role) = self.rows.get(hit.row as usize).copied().unwrap_or((Form::Stop, None));
        Mark { start: hit.start as usize, end: hit.end as usize, form, role }
    }

    /// All marks of a text in order: its hits, and the labels that a line break cuts in two.
    pub(super) fn marks(&self, text: &str, hits: &[Hit]) -> Vec<Mark> {
        let mut marks: Vec<Mark> = hits.iter().map(|hit| self.mark(hit)).collect();
        let known = marks.len();
        marks.extend(
            memchr::memchr_iter(b'\n', text.as_bytes())
                .filter_map(|at| self.broken_label(text, at).or_else(|| self.broken_close(text, at))),
        );
        if marks.len() > known {
            marks.sort_by_key(|mark| mark.start);
        }
        marks
    }

    /// The label that the line break at `at` cuts: （责任 at the end of a line, 单位： below.
    fn broken_label(&self, text: &str, at: usize) -> Option<Mark> {
        let above = text.get(..at)?.trim_end_matches([' ', '\r', '\u{3000}']);
        let mut heads = above.char_indices().rev().take(LONGEST_HEAD);
        let start = heads
            .find(|&(_, c)| opens(c) || matches!(c, '；' | ';' | '，' | ',' | '。'))
            .map(|(index, c)| index + c.len_utf8())?;
        let head = above.get(start..).filter(|head| !head.is_empty() && !head.contains(['\n', ' ']))?;
        let below = text.get(at..)?.trim_start();
        let line = below.get(..below.find([':', '：'])?).filter(|line| line.len() <= LONGEST_TAIL)?;
        let (label, role) = self.labels.longest_at(&[head, line].concat())?;
        let tail = label.len().checked_sub(head.len()).filter(|tail| *tail > 0 && *tail == line.len())?;
        let end = text.len() - below.len() + tail;
        Some(Mark { start, end, form: Form::Label, role })
    }

    /// The role word with its closing bracket that the line break at `at` cuts: 负 at the end of a line, 责） below.
    fn broken_close(&self, text: &str, at: usize) -> Option<Mark> {
        let below = text.get(at..)?.trim_start();
        let (index, bracket) = below.char_indices().take(LONGEST_CLOSE).find(|&(_, c)| closes(c))?;
        let line = below.get(..index + bracket.len_utf8())?;
        let above = text.get(..at)?.trim_end_matches([' ', '\r', '\u{3000}']);
        let (from, _) = above.char_indices().rev().take(LONGEST_CLOSE).last()?;
        let joined = [above.get(from..)?, line].concat();
        let word = self.closes.longest_of(&joined)?;
        let head = (word.end - word.start).checked_sub(line.len()).filter(|head| *head > 0)?;
        let end = text.len() - below.len() + line.len();
        Some(Mark { start: above.len().checked_sub(head)?, end, form: Form::Close, role: None })
    }
}

/// Most characters of a word with its closing bracket that stand on one side of the line break that cuts it.
const LONGEST_CLOSE: usize = 6;
/// Most characters of a label that stand before the line break that cuts it, its bracket included.
const LONGEST_HEAD: usize = 9;
/// Most bytes of a label behind that line break.
const LONGEST_TAIL: usize = 30;

fn form_of(cell: &str) -> Form {
    match cell {
        "label" => Form::Label,
        "verb" => Form::Verb,
        "with" => Form::With,
        "close" => Form::Close,
        "declare_first" => Form::DeclareFirst,
        "declare_all" => Form::DeclareAll,
        _ => Form::Stop,
    }
}

fn role_of(cell: &str) -> Option<Role> {
    match cell {
        "lead" => Some(Role::Lead),
        "responsible" => Some(Role::Responsible),
        "supporting" => Some(Role::Supporting),
        "participating" => Some(Role::Participating),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_understood() {
        let table = Lexicon::embedded().table("assignment_words");
        let (form, role) = (table.column("form"), table.column("role"));
        for cells in table.rows() {
            assert!(cells[form] == "stop" || form_of(cells[form]) != Form::Stop, "{cells:?}");
            let has_role = matches!(form_of(cells[form]), Form::Label | Form::Verb | Form::With);
            assert_eq!(has_role, role_of(cells[role]).is_some(), "{cells:?}");
        }
    }
}
