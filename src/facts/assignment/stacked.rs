//! Tables that a copy laid out one cell to a line: 序号⏎任务⏎责任单位⏎完成时限⏎1⏎…⏎县甲局⏎县乙局⏎12月底前. Between the cells blank lines
//! may stand, or lines of `|` alone.
//!
//! Where the lines of cells begin and end is lost, so only lines that name units and nothing else count, and only behind a line
//! that does not: the task of their row.

use super::list::{Named, Reading};
use super::table::Governed;
use super::unit_name::{self, Proof};
use super::words::{Form, Mark, Words};
use super::{Draft, Role, RoleSource, UnitKind, compound};
use crate::facts::obligation::verb_at;
use crate::facts::task::column::{self, Column};
use crate::lexicon::WordSet;
use crate::text::Span;

/// Most lines of a header on either side of the first column of units.
const COLUMNS: usize = 8;

/// Most characters of a header cell that no list holds.
const HEADER_CELL: usize = 8;

/// Most lines without units inside a table.
const GAP: usize = 20;

/// Rows with units that such a table has at least.
const ROWS: usize = 2;

/// Longest line of units, in bytes.
const LONGEST: usize = 900;

/// Words that begin what follows a table.
static AFTER: WordSet = WordSet::of("unit_words", "after_table");

/// Finds the cells of units, in order of rows.
pub(super) fn find(text: &str, marks: &[Mark]) -> Vec<Governed> {
    let mut found = Vec::new();
    let mut done = 0usize;
    for mark in marks {
        if mark.form != Form::Label || mark.start < done || !fills_line(text, *mark) {
            continue;
        }
        let Some(header) = Header::around(text, mark.start) else { continue };
        let (rows, end) = header.rows(text);
        done = header.end;
        if rows.len() >= ROWS {
            done = end;
            found.extend(rows.into_iter().flatten());
        }
    }
    found
}

/// Whether nothing but blanks and more words of a label stands beside the mark in its line.
fn fills_line(text: &str, mark: Mark) -> bool {
    let after = text.get(mark.end..).unwrap_or("").trim_start_matches([' ', '\u{3000}', '\r', '|']);
    (after.is_empty() || after.starts_with('\n')) && role_of(line_at(text, mark.start).1).is_some()
}

/// The role of the column of units that the line heads.
fn role_of(line: &str) -> Option<Role> {
    Words::get().role_of_label(line).or_else(|| compound::role_of(line))
}

/// Where the line around `at` begins, and its words.
fn line_at(text: &str, at: usize) -> (usize, &str) {
    let start = text.get(..at).and_then(|t| t.rfind('\n')).map_or(0, |at| at + 1);
    let rest = text.get(start..).unwrap_or("");
    let line = rest.get(..rest.find('\n').unwrap_or(rest.len())).unwrap_or("");
    (start, bare(line))
}

/// The line without blanks and marks of cells at its ends.
fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || c == '|')
}

/// The lines of a text that are not empty, from `from` on, with their places.
fn lines(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let rest = text.get(from..).unwrap_or("");
    let full = rest.split('\n').map(bare).filter(|line| !line.is_empty());
    full.map(move |line| (line.as_ptr() as usize - text.as_ptr() as usize, line))
}

/// What the header says.
struct Header {
    /// The roles of the columns of units.
    units: Vec<Role>,
    /// Whether a time ends each row.
    has_time: bool,
    /// First byte after it.
    end: usize,
}

impl Header {
    /// The header around the column of units whose label stands at `at`, the first of its kind.
    fn around(text: &str, at: usize) -> Option<Self> {
        let (start, label) = line_at(text, at);
        let above = text.get(..start)?.rsplit('\n').map(bare).filter(|line| !line.is_empty());
        let before: Vec<Option<Column>> = above.take(COLUMNS).map_while(cell).collect();
        let says_what = |column: &Option<Column>| {
            matches!(column, Some(Column::Number | Column::Section | Column::Task | Column::Measure))
        };
        if !before.iter().any(says_what) {
            return None;
        }
        let mut units = vec![role_of(label)?];
        let mut end = start + text.get(start..)?.find(label)? + label.len();
        let mut has_time = false;
        for (at, line) in lines(text, end).take(COLUMNS) {
            let Some(column) = column::of_header(line).filter(|_| is_short(line)) else { break };
            has_time |= column == Column::Deadline;
            units.extend(role_of(line));
            end = at + line.len();
        }
        Some(Self { units, has_time, end })
    }

    /// The rows with units, each the lists of its columns, and where the last ends.
    fn rows(&self, text: &str) -> (Vec<Vec<Governed>>, usize) {
        let mut rows = Vec::new();
        let mut row = Row::default();
        let mut gap = 0usize;
        let mut last = self.end;
        let mut body = lines(text, self.end).peekable();
        while let Some((start, line)) = body.next() {
            let end = start + line.len();
            if AFTER.head_of(line).is_some() || gap > GAP {
                break;
            }
            let may_hold = row.may_hold_units(self) && !is_number(line);
            if let Some(units) = may_hold.then(|| units(text, (start, end))).flatten() {
                let is_signed = !self.has_time && body.peek().is_some_and(|(_, next)| is_date(next));
                if is_signed {
                    break;
                }
                row.lines.push((start, end, units));
                (row.end, gap, last) = (end, 0, end);
                continue;
            }
            gap += 1;
            if column::of_header(line).is_none() && super::tail::is_time(line) {
                (row.is_closed, row.end) = (true, end);
                continue;
            }
            if !row.lines.is_empty() || is_number(line) {
                rows.extend(row.flush(self));
                row = Row::default();
            }
            if !is_number(line) {
                row.task = row.task.or(Some(start));
            }
        }
        rows.extend(row.flush(self));
        (rows, last)
    }

    /// The role of the line of units that is the `index`th of `count` in its row.
    fn role(&self, index: usize, count: usize) -> Role {
        let last = self.units.len() - 1;
        // Each column has a line, or the first has one and the next the others.
        let column = if count <= self.units.len() { index } else { index.min(1) };
        self.units[column.min(last)]
    }
}

/// A row while it is read.
#[derive(Default)]
struct Row {
    /// Where its task begins: a line that is no number and no time.
    task: Option<usize>,
    /// Whether its time stood before.
    is_closed: bool,
    /// The lines of units.
    lines: Vec<(usize, usize, Vec<Named>)>,
    /// Where the last line of units or times ends.
    end: usize,
}

impl Row {
    fn may_hold_units(&self, header: &Header) -> bool {
        self.task.is_some() && !(self.is_closed && header.has_time)
    }

    /// The lists of the row: neighbouring lines of one role make one.
    fn flush(&self, header: &Header) -> Option<Vec<Governed>> {
        let rows = (self.task.filter(|_| !self.lines.is_empty())?, self.end);
        let mut lists: Vec<Governed> = Vec::new();
        let mut previous = None;
        for (index, (start, end, units)) in self.lines.iter().enumerate() {
            let role = header.role(index, self.lines.len());
            let units = units.iter().map(|unit| Named { role, ..*unit });
            match lists.last_mut().filter(|_| previous == Some(role)) {
                Some(list) => {
                    list.draft.units.extend(units);
                    list.draft.span.end = Span::<crate::text::Norm>::at(*start, *end).end;
                }
                None => lists.push(Governed {
                    draft: Draft {
                        span: Span::at(*start, *end),
                        units: units.collect(),
                        is_open: false,
                        source: RoleSource::Column,
                    },
                    rows,
                }),
            }
            previous = Some(role);
        }
        Some(lists)
    }
}

/// The column that a line above the first column of units heads: a known one, or any short word.
fn cell(line: &str) -> Option<Option<Column>> {
    let is_word = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == ' ';
    let known = column::of_header(line).filter(|_| is_short(line));
    (known.is_some() || is_short(line) && line.chars().all(is_word) && !line.ends_with('表')).then_some(known)
}

fn is_short(line: &str) -> bool {
    line.chars().filter(|c| !c.is_whitespace()).count() <= HEADER_CELL
}

/// Whether the line is the number of a row.
fn is_number(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| matches!(c, '（' | '）' | '(' | ')' | '.' | '．' | '、'));
    !bare.is_empty()
        && bare.len() <= 12
        && bare.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}

/// Whether the line is a day: that of signing, behind the name of who signs.
fn is_date(line: &str) -> bool {
    line.ends_with('日') && line.contains('年') && line.chars().count() <= 14
}

/// The units of a line that names units and nothing else.
fn units(text: &str, (start, end): (usize, usize)) -> Option<Vec<Named>> {
    let line = text.get(start..end).filter(|line| line.len() <= LONGEST)?;
    if line.ends_with(['。', '；', '：', ':', ';']) {
        return None;
    }
    let reading = Reading { text, marks: &[], role: Role::Responsible, proof: Proof::Listed };
    let parsed = reading.read(start, end);
    let name = |unit: &Named| text.get(unit.start..unit.end).unwrap_or("");
    let is_group = |unit: &Named| matches!(unit.kind, UnitKind::GroupAll | UnitKind::GroupSome);
    let is_clear = |unit: &Named| unit_name::is_certain(name(unit)) || is_group(unit);
    // 迁建县甲中心 is a task.
    let is_task = parsed.units.len() == 1 && verb_at(line).is_some() && !unit_name::is_known(line);
    let is_list = !parsed.has_foreign && parsed.units.iter().any(is_clear) && !is_task;
    is_list.then_some(parsed.units)
}

#[cfg(test)]
mod tests {
    use crate::Engine;
    use crate::document::Decoded;

    fn check(text: &str, expect: &[&str]) {
        let analysis = Engine::new().extract(Decoded::of_text(text.to_owned()));
        let norm = analysis.document.norm();
        let lists = analysis.facts.assignments.iter().map(|list| {
            let units = list.units.iter().map(|u| format!("{}:{:?}", u.span.of(norm), u.role));
            units.collect::<Vec<_>>().join(" ")
        });
        assert_eq!(lists.collect::<Vec<_>>(), expect, "{text}");
    }

    #[test]
    fn one_cell_to_a_line() {
        check(
            "任务分解表\n\n序号\n\n工作任务\n\n责任单位\n\n完成时限\n\n1\n\n修三座小桥。\n\n县交通局\n\n县财政局\n\n6月底前\n\n2\n\n县敬老中心\n\n县民政局\n\n12月底前\n\n甲县人民政府办公室\n\n2031年3月5日\n",
            &["县交通局:Responsible 县财政局:Responsible", "县民政局:Responsible"],
        );
        check(
            "目标分解\n领域\n主 要 目 标\n主要责任单位\n责任单位\n1.渡船更稳。\n——每年检修一次。\n省交通厅\n省财政厅\n——船工每年受训。\n省教育厅\n",
            &["省交通厅:Responsible 省财政厅:Responsible", "省教育厅:Responsible"],
        );
    }

    #[test]
    fn marks_of_cells_stand_on_lines_of_their_own() {
        check(
            "任务\n|\n要求\n|\n责任科室\n|\n时限要求\n|\n修缮档案\n|\n1\n|\n逐卷清点，登记造册。\n|\n办公室\n|\n年底前\n|\n借阅登记\n|\n2\n|\n专人看管。\n|\n各科室\n|\n持续推进\n|\n",
            &["办公室:Responsible", "各科室:Responsible"],
        );
        check(
            "任务表\n序号 |\n目标与任务 |\n分 管 县领导 |\n牵头责任单位 |\n责任单位 |\n80 |\n修渠引水。 |\n李 某 |\n县水利局 |\n县各有关单位 |\n81 |\n架桥。 |\n王 某 |\n县交通局 |\n县财政局、各镇 |\n",
            &[
                "县水利局:Lead",
                "县各有关单位:Responsible",
                "县交通局:Lead",
                "县财政局:Responsible 各镇:Responsible",
            ],
        );
    }

    #[test]
    fn columns_of_units_are_told_by_their_order() {
        check(
            "分工表\n序号\n任务\n牵头单位\n配合单位\n1\n修渠\n市水利局\n市财政局、各乡镇\n2\n修路\n市交通局\n市财政局\n市公安局\n",
            &[
                "市水利局:Lead",
                "市财政局:Supporting 各乡镇:Supporting",
                "市交通局:Lead",
                "市财政局:Supporting 市公安局:Supporting",
            ],
        );
    }

    #[test]
    fn other_lines_are_no_tables() {
        check("名单\n序号\n责任单位\n1\n市水利局\n2\n市交通局\n", &[]);
        check("办事指南\n责任部门\n市水利局\n联系电话\n12345\n市交通局\n", &[]);
        check("序号\n任务\n责任单位\n1\n修渠\n市水利局\n", &[]);
    }
}
