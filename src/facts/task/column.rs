//! What the columns of a task table and the labels of a task's last lines are for, by their words.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lexicon::Lexicon;
use crate::outline::label_len;
use crate::text::{Norm, Span};

/// What a column of a task table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::facts) enum Column {
    Number,
    Section,
    Task,
    Measure,
    Unit,
    Deadline,
    Other,
}

struct Words {
    columns: HashMap<&'static str, Column>,
    /// Labels that introduce a time in running text, longest first.
    times: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("task_columns");
    let (of, is_label) = (table.column("column"), table.column("label"));
    let mut words = Words { columns: HashMap::new(), times: Vec::new() };
    for row in table.rows() {
        let [Some(term), Some(name), Some(label)] = [row.first(), row.get(of), row.get(is_label)] else {
            continue;
        };
        let column = match *name {
            "number" => Column::Number,
            "section" => Column::Section,
            "task" => Column::Task,
            "measure" => Column::Measure,
            "unit" => Column::Unit,
            "deadline" => Column::Deadline,
            _ => Column::Other,
        };
        words.columns.insert(term, column);
        if *label == "yes" {
            words.times.push(term);
        }
    }
    words.times.sort_by_key(|term| std::cmp::Reverse(term.len()));
    words
});

/// What the column under a header cell holds; a bracket in the cell says nothing about that.
pub(in crate::facts) fn of_header(cell: &str) -> Option<Column> {
    let mut depth = 0usize;
    let mut word = String::new();
    for c in cell.chars().filter(|c| !c.is_whitespace()) {
        match c {
            '（' | '(' | '〔' if !word.is_empty() => depth += 1,
            '）' | ')' | '〕' if depth > 0 => depth -= 1,
            _ if depth == 0 => word.push(c),
            _ => {}
        }
    }
    if let Some(&column) = WORDS.columns.get(word.as_str()) {
        return Some(column);
    }
    let ends = [
        ("任务", Column::Task),
        ("措施", Column::Measure),
        ("举措", Column::Measure),
        ("单位", Column::Unit),
        ("部门", Column::Unit),
        ("时限", Column::Deadline),
        ("时间", Column::Deadline),
    ];
    let short = word.chars().count() <= 10;
    ends.iter().find(|(end, _)| short && word.ends_with(end)).map(|&(_, column)| column)
}

/// The cells of a row under those of a header of `columns` cells; a copy may set columns apart by a varying number of tabs, which
/// look like empty cells.
pub(in crate::facts) fn aligned(row: &[Span<Norm>], columns: usize) -> Vec<Span<Norm>> {
    let is_filled = |cell: &&Span<Norm>| row.len() <= columns || !cell.is_empty();
    row.iter().filter(is_filled).copied().collect()
}

/// What the line of a record gives behind its label, and where that begins, in bytes: （2）整改措施：立即清理. Labels of units are
/// told by their lists.
pub(in crate::facts) fn field(line: &str) -> Option<(Column, usize)> {
    let numbered = line.trim_start();
    let inner =
        numbered.get(label_len(numbered)..)?.trim_start_matches(['【', '〔', '（', '(', ' ', '\u{3000}']);
    let (head, rest) = inner.split_once(['：', ':', '】'])?;
    if head.chars().count() > LABEL {
        return None;
    }
    let column = WORDS.columns.get(head.trim()).copied().filter(|column| *column != Column::Unit)?;
    Some((column, line.len() - rest.trim_start_matches(['：', ':', ' ', '\u{3000}']).len()))
}

/// Most characters of the label of a field.
const LABEL: usize = 8;

/// Where the time begins in a line such as `完成时限：2024年6月底前`, in bytes.
pub(super) fn time_label(line: &str) -> Option<usize> {
    let inner = line.trim_start_matches(['【', '〔', '（', '(', ' ', '\u{3000}']);
    let term = WORDS.times.iter().find(|term| inner.starts_with(**term))?;
    let rest = inner.get(term.len()..)?;
    let value = rest.trim_start_matches(['】', '〕', '：', ':', ' ', '\u{3000}']);
    let is_label = rest.get(..rest.len() - value.len())?.contains(['：', ':', '】']);
    is_label.then(|| line.len() - value.len())
}

/// The time that a label inside a longer text introduces, such as `…；完成时限：长期坚持）`, as a range of bytes.
pub(super) fn labelled_time(text: &str) -> Option<(usize, usize)> {
    let starts = text.match_indices(['；', ';', '，', ',', '。', '（', '(', '〔', '\n', ' ']);
    let from = std::iter::once(0).chain(starts.map(|(at, mark)| at + mark.len())).find_map(|at| {
        let value = time_label(text.get(at..)?)?;
        Some(at + value)
    })?;
    let rest = text.get(from..)?;
    let end = rest.find(['；', ';', '。', '）', ')', '〕', '】', '\n']).unwrap_or(rest.len());
    let value = rest.get(..end)?.trim_end_matches(['，', ',', ' ']);
    (!value.is_empty()).then_some((from, from + value.len()))
}

#[cfg(test)]
mod tests {
    use super::{Column, labelled_time, of_header, time_label};

    #[test]
    fn headers() {
        for (cell, column) in [
            ("序 号", Some(Column::Number)),
            ("重点任务", Some(Column::Task)),
            ("2025年重点任务", Some(Column::Task)),
            ("整改措施（具体）", Some(Column::Measure)),
            ("市级责任单位", Some(Column::Unit)),
            ("完成时限", Some(Column::Deadline)),
            ("备注", Some(Column::Other)),
            ("修路", None),
        ] {
            assert_eq!(of_header(cell), column, "{cell}");
        }
    }

    #[test]
    fn times_behind_labels() {
        for (line, value) in [
            ("完成时限：2024年6月底前", Some("2024年6月底前")),
            ("【时间要求】长期坚持", Some("长期坚持")),
            ("完成时限由各单位确定", None),
        ] {
            assert_eq!(time_label(line).and_then(|at| line.get(at..)), value, "{line}");
        }
        for (text, value) in
            [("（责任单位：市甲局；完成时限：持续推进）", Some("持续推进")), ("（责任单位：市甲局）", None)]
        {
            assert_eq!(labelled_time(text).and_then(|(a, b)| text.get(a..b)), value, "{text}");
        }
    }
}
