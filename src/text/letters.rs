//! Text for comparing.

/// The text without marks and blanks: letters, digits and Han characters.
#[must_use]
pub fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn marks_and_blanks_are_left_out() {
        for (text, expect) in
            [("《渡口 管理办法》（试行）", "渡口管理办法试行"), ("第3条、A级。", "第3条A级"), ("——", "")]
        {
            assert_eq!(letters(text), expect);
        }
    }
}
