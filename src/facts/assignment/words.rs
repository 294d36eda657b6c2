//! The trigger words of assignments, as found by the shared scan.
//!
//! In: the hits of `dictionaries/assignment_words.tsv`. Out: [`Mark`]s in text order. Nothing else of the text is looked at
//! unless a mark stands there, so that documents without assignments cost nothing.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::brackets::{opens, window};
use super::{Role, compound};
use crate::lexicon::{Hit, Lexicon, ListId, Prefixes};

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
    /// 第一位, 逗号前 of 列第一位的为牵头单位, 逗号前面的为牵头单位: changes the role of units listed.
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
    /// The verbs alone, for those before a colon.
    verbs: Prefixes<Option<Role>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let table = lexicon.table("assignment_words");
    let (form, role) = (table.column("form"), table.column("role"));
    let rows = table.rows().map(|cells| (form_of(cells[form]), role_of(cells[role]))).collect();
    let of_form = |wanted| {
        let rows = table.rows().filter(move |cells| form_of(cells[form]) == wanted);
        Prefixes::new(rows.map(|cells| (cells[0], role_of(cells[role]))))
    };
    let (labels, verbs) = (of_form(Form::Label), of_form(Form::Verb));
    Words { list: lexicon.list("assignment_words"), rows, labels, verbs }
});

impl Words {
    pub(super) fn get() -> &'static Self {
        &WORDS
    }

    /// Whether the text begins with a label.
    pub(super) fn begins_with_label(&self, text: &str) -> bool {
        self.labels.longest_at(text).is_some()
    }

    /// Whether the text is a label and nothing else, so that it names no unit.
    pub(super) fn is_label(&self, text: &str) -> bool {
        self.labels.longest_at(text).is_some_and(|(label, _)| label.len() == text.len())
    }

    /// The role of the label that the text is.
    pub(super) fn role_of_label(&self, text: &str) -> Option<Role> {
        self.labels.longest_at(text).filter(|(label, _)| label.len() == text.len()).and_then(|(_, role)| role)
    }

    /// Whether the text ends in a label: 直接责任部门 is whoever is responsible.
    pub(super) fn ends_in_label(&self, text: &str) -> bool {
        text.char_indices().any(|(at, _)| text.get(at..).is_some_and(|tail| self.is_label(tail)))
    }

    /// A hit as a mark.
    pub(super) fn mark(&self, hit: &Hit) -> Mark {
        let (form, role) = self.rows.get(hit.row as usize).copied().unwrap_or((Form::Stop, None));
        Mark { start: hit.start as usize, end: hit.end as usize, form, role }
    }

    /// All marks of a text in order: its hits, and the labels that a line break cuts in two.
    pub(super) fn marks(&self, text: &str, hits: &[Hit]) -> Vec<Mark> {
        let mut marks: Vec<Mark> = hits.iter().filter_map(|hit| self.in_place(text, hit)).collect();
        let known = marks.len();
        marks
            .extend(memchr::memchr_iter(b'\n', text.as_bytes()).filter_map(|at| self.broken_label(text, at)));
        if marks.len() > known {
            marks.sort_by_key(|mark| mark.start);
        }
        if !hits.is_empty() {
            compound::add(text, &mut marks);
        }
        marks
    }

    /// The hit as the mark it is where it stands. 牵头： is a label only at the head of a part, and a verb elsewhere; 第一位 says
    /// who leads only before 为牵头单位.
    fn in_place(&self, text: &str, hit: &Hit) -> Option<Mark> {
        let mark = self.mark(hit);
        let word = text.get(mark.start..mark.end)?;
        if mark.form == Form::DeclareFirst {
            return text.get(mark.end..).is_some_and(names_lead).then_some(mark);
        }
        let Some(bare) = word.strip_suffix(['：', ':']) else { return Some(mark) };
        let end = mark.start + bare.len();
        if begins_part(text, mark.start) {
            return Some(Mark { end, ..mark });
        }
        self.verbs.longest_at(bare).map(|(_, role)| Mark { end, form: Form::Verb, role, ..mark })
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
}

/// Whether the text goes on with 为牵头单位 or the like.
fn names_lead(after: &str) -> bool {
    NAMES_LEAD.is_match(window(after, 0, 60))
}

/// What follows 列第一位, 第一个, 带* where they say who leads.
static NAMES_LEAD: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:号|面|位|名|标记|标识|符号|标注|的|者|责任|单位|部门|科室|处室|为|是|系|即|作为|负责)*(?:总?牵头|主责|主办|第一责任|主要责任|总负责|负总责)";
    #[allow(clippy::expect_used)]
    Regex::new(pattern).expect("pattern")
});

/// Whether a part of a list or a line begins at `at`.
pub(super) fn begins_part(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    before.chars().next_back().is_none_or(|last| last.is_whitespace() || ends_part(last))
}

/// Whether a label may follow the character: marks and signs of every sort, but no opening quotes.
pub(super) fn ends_part(last: char) -> bool {
    !last.is_alphanumeric() && !matches!(last, '“' | '‘' | '《' | '/' | '"')
}

/// Most characters of a label that stand before the line break that cuts it, its bracket included.
const LONGEST_HEAD: usize = 9;
/// Most bytes of a label behind that line break.
const LONGEST_TAIL: usize = 30;

fn form_of(cell: &str) -> Form {
    match cell {
        "label" => Form::Label,
        "verb" => Form::Verb,
        "with" => Form::With,
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
