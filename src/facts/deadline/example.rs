//! Examples worked through with a made-up person: times in them bind nobody.

use std::sync::LazyLock;

use crate::lexicon::{Lexicon, Terms};

static PERSONS: LazyLock<Terms> =
    LazyLock::new(|| Terms::new(Lexicon::embedded().table("example_persons").rows().map(|row| row[0])));

/// Whether a paragraph tells of a made-up person: 职工小陈, 吴某, 周女士.
pub(super) fn is_worked(paragraph: &str) -> bool {
    let mut is_person = false;
    PERSONS.visit(paragraph, |found| {
        let rest = paragraph.get(found.end..).unwrap_or("");
        // 小王庄 is a village, 小高层 a building.
        is_person |= !rest.starts_with([
            '庄', '村', '家', '屯', '湾', '营', '镇', '乡', '区', '河', '山', '沟', '层', '学', '路',
        ]);
    });
    is_person
}

#[cfg(test)]
mod tests {
    use super::is_worked;

    #[test]
    fn examples_have_persons() {
        for (paragraph, expect) in [
            ("例如，缴存职工小陈2023年3月至2024年2月期间月缴存基数为4000元。", true),
            ("吴某于2024年5月底前办结，可以享受。", true),
            ("周女士在2024年6月30日前签了合同。", true),
            ("小王庄供水工程2024年6月底前完工。", false),
            ("某单位应于2024年6月底前报送。", false),
            ("大小林场于2024年6月底前完成造林。", false),
        ] {
            assert_eq!(is_worked(paragraph), expect, "{paragraph}");
        }
    }
}
