//! Lines within one cell of a table, which is one line of text in the end.

use std::sync::LazyLock;

use crate::lexicon::{Endings, Lexicon, Terms};

/// Characters looked at on either side of a break.
const REACH: usize = 12;

/// Names that may be torn at the break: organs.
static ORGANS: LazyLock<Terms> = LazyLock::new(|| {
    let [organs, forms] = ["organs", "organ_forms"].map(|list| Lexicon::embedded().table(list));
    let full = organs.column("full");
    let names = organs.rows().flat_map(move |row| [row[0], row[full]]);
    Terms::new(names.chain(forms.rows().map(|row| row[0])))
});

/// Other words that may be torn: heads of columns, frequent words.
static WORDS: LazyLock<Terms> = LazyLock::new(|| {
    let [columns, common] = ["task_columns", "common_words"].map(|list| Lexicon::embedded().table(list));
    Terms::new(columns.rows().chain(common.rows()).map(|row| row[0]))
});

/// What the names of organs end with.
static ENDINGS: LazyLock<Endings> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("unit_endings");
    let column = table.column("use");
    Endings::new(table.rows().filter(|row| row[column] == "any").map(|row| row[0]))
});

/// Names that only complete the one before them: 高新区 / 管委会.
static GENERIC: LazyLock<Terms> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("unit_words");
    let role = table.column("role");
    Terms::new(table.rows().filter(|row| row[role] == "generic").map(|row| row[0]))
});

/// Whether a blank belongs between what a cell holds so far and its next line. Lines part what stands on them, names of organs
/// above all; only where a known word would be torn is the break one for the eye.
pub(super) fn separates(cell: &str, line: &str) -> bool {
    let cell = cell.trim_end();
    let line = line.trim_start();
    let (Some(before), Some(after)) = (cell.chars().next_back(), line.chars().next()) else { return false };
    if is_opening(before) || is_mark(after) {
        return false;
    }
    let start = cell.char_indices().rev().nth(REACH - 1).map_or(0, |(at, _)| at);
    let tail = cell.get(start..).unwrap_or(cell);
    let tail = tail.rsplit_once(char::is_whitespace).map_or(tail, |(_, last)| last);
    let head: String = line.chars().take(REACH).collect();
    let joined = format!("{tail}{head}");
    let is_torn = |words: &Terms| {
        let mut is_torn = false;
        words.visit(&joined, |found| is_torn |= found.start < tail.len() && tail.len() < found.end);
        is_torn
    };
    let is_whole = ENDINGS.longest_of(tail).is_some();
    !is_torn(&ORGANS) && (is_whole || !is_rest(tail, line) && !is_organ_end(tail, line) && !is_torn(&WORDS))
}

/// Whether the line is the last piece of an organ's name and no organ by itself: 市粮食和物资 / 储备局, 各县 / 人民政府.
fn is_organ_end(before: &str, line: &str) -> bool {
    const LONGEST: usize = 4;
    let end = line.find(|c: char| c.is_whitespace() || is_mark(c)).unwrap_or(line.len());
    let name = line.get(..end).unwrap_or(line);
    // Short ones (街道, 企业) stand by themselves in lists.
    let is_generic = GENERIC.longest_at(name).is_some_and(|word| word.end == name.len());
    if is_generic && name.chars().count() > 2 {
        return true;
    }
    name.chars().count() <= LONGEST
        && before.chars().count() >= LONGEST - 1
        && ENDINGS.longest_of(name).is_some_and(|ending| ending.start > 0)
        && !name.starts_with(['省', '市', '州', '县', '区', '乡', '镇', '各'])
        && ORGANS.longest_at(name).is_none_or(|organ| organ.end < name.len())
}

/// Whether the line is what had no room on the one before: one character, or two behind a line of twice as many.
fn is_rest(before: &str, line: &str) -> bool {
    match line.chars().count() {
        1 => !line.is_ascii(),
        2 => !line.is_ascii() && before.chars().count() >= 4,
        _ => false,
    }
}

/// No line ends in these by itself.
fn is_opening(c: char) -> bool {
    matches!(c, '（' | '《' | '「' | '“' | '〔' | '(' | '和' | '与' | '及' | '或' | '的')
}

fn is_mark(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '）' | '》' | '」' | '”' | ',' | ';' | ':' | ')' | '.')
}

#[cfg(test)]
mod tests {
    use super::separates;

    /// The lines as one.
    fn join(lines: &str) -> String {
        let mut cell = String::new();
        for line in lines.split('\n') {
            if separates(&cell, line) {
                cell.push(' ');
            }
            cell.push_str(line);
        }
        cell
    }

    #[track_caller]
    fn check(cases: &[(&str, &str)]) {
        for (lines, expect) in cases {
            assert_eq!(join(lines), *expect, "{lines}");
        }
    }

    #[test]
    fn lines_part_units_and_names() {
        check(&[
            ("市妇联\n市残联\n市科协\n高新区\n经开区", "市妇联 市残联 市科协 高新区 经开区"),
            ("排查隐患\n住建局", "排查隐患 住建局"),
            ("市交通局\n市公安局", "市交通局 市公安局"),
            ("周明\n吴芳\n郑磊", "周明 吴芳 郑磊"),
            ("排查隐患\n建立台账", "排查隐患 建立台账"),
            ("1.公布清单。\n2.不得重复检查。", "1.公布清单。 2.不得重复检查。"),
            ("2024年6月底前\n2024年9月底前", "2024年6月底前 2024年9月底前"),
            ("各县\n市直各部门", "各县 市直各部门"),
        ]);
    }

    #[test]
    fn torn_words_are_joined() {
        check(&[
            ("市农业农\n村局", "市农业农村局"),
            ("市市场监\n督管理局", "市市场监督管理局"),
            ("市财政\n局", "市财政局"),
            ("高新区\n管委会", "高新区管委会"),
            ("各县\n人民政府", "各县人民政府"),
            ("省自然资源和\n规划厅", "省自然资源和规划厅"),
            ("省粮食和物资\n储备局、省统计局", "省粮食和物资储备局、省统计局"),
            ("市住房城乡建\n设局、市文化和旅\n游局", "市住房城乡建设局、市文化和旅游局"),
            ("完善审批\n制度", "完善审批制度"),
            ("责任\n单位", "责任单位"),
            ("完成\n时限", "完成时限"),
            ("责\n任\n单\n位", "责任单位"),
            ("加强住房保\n障工作（责任\n单位：市财政局）", "加强住房保障工作（责任单位：市财政局）"),
            ("市财政局、\n市教育局", "市财政局、 市教育局"),
        ]);
    }
}
