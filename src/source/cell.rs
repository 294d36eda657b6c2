//! Lines within one cell of a table, which is one line of text in the end.

/// Whether a blank belongs between what a cell holds so far and its next line. Lines of a cell are mostly breaks for the eye,
/// inside a word even; between names of organs and before numbers they separate.
pub(super) fn separates(cell: &str, line: &str) -> bool {
    let (Some(before), Some(after)) = (cell.chars().next_back(), line.chars().next()) else { return false };
    let is_break = matches!(
        before,
        '局' | '委' | '办' | '厅' | '部' | '府' | '院' | '会' | '司' | '心' | '处' | '队' | '镇' | '乡'
    ) || before.is_ascii_alphanumeric()
        || after.is_ascii_alphanumeric();
    let is_short = line.chars().count() <= 2 && !after.is_ascii();
    is_break && !is_short && !is_mark(after)
}

fn is_mark(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '）' | '》' | '」' | '”' | ',' | ';' | ':' | ')' | '.')
}
