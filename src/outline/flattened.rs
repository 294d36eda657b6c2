//! Copies without line breaks: masthead, title, addressees and text run on in one line.

use std::sync::LazyLock;

use regex::Regex;

use super::Line;

/// Lines longer than this on average, in bytes, mean that the copy lost its line breaks.
const LONG_LINES: usize = 1500;
/// The title begins within so many bytes and is no longer than so many.
const HEAD: usize = 600;

/// What stands before the title on the same line: number, 文件, urgency.
static MASTHEAD: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"(?:号|文件|公文稿纸|会签稿纸|稿纸|内部事项|普通事项|事项|特急|加急|急件|[A-Za-z0-9：:\]\s])";
    Regex::new(pattern).unwrap_or_else(|e| panic!("{e}"))
});
/// The end of a title: 的通知, 的请示, 情况的汇报.
static TITLE_END: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"的(?:紧急|补充|情况)?(?:通知|通报|通告|公告|意见|报告|汇报|请示|批复|复函|回函|答复|函|建议|决定|方案)";
    Regex::new(pattern).unwrap_or_else(|e| panic!("{e}"))
});

/// Whether the text lost its line breaks.
pub(super) fn is_flattened(text: &str, lines: &[Line]) -> bool {
    !lines.is_empty() && text.len() / lines.len() > LONG_LINES
}

/// The byte range of the title in the first line of such a copy.
pub(super) fn title(line: &str) -> Option<std::ops::Range<usize>> {
    let about = line.find("关于").filter(|&at| at < HEAD)?;
    let before = line.get(..about)?;
    if before.contains(['。', '，', '；']) {
        return None;
    }
    let start = MASTHEAD.find_iter(before).last().map_or(0, |m| m.end());
    let issuer = before.get(start..)?;
    // 甲局甲局关于…: the masthead and the issuer in the title are the same.
    let half = issuer.len() / 2;
    let start = match (issuer.get(..half), issuer.get(half..)) {
        (Some(a), Some(b)) if a == b => start + half,
        _ => start,
    };
    let limit = (about..=line.len().min(about + HEAD)).rev().find(|&at| line.is_char_boundary(at))?;
    let rest = line.get(about..limit)?;
    let end = TITLE_END.find_iter(rest).find(|m| {
        let inside = line.get(start..about + m.start()).unwrap_or("");
        let is_closed = inside.matches('《').count() == inside.matches('》').count();
        is_closed
            && !rest
                .get(m.end()..)
                .unwrap_or("")
                .starts_with(['》', '”', '，', '、', '。', '的', '和', '精', '要'])
    })?;
    let title = rest.get(..end.end())?;
    (!title.contains('。')).then_some(start..about + end.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles() {
        let check = |line: &str, expect: Option<&str>| {
            assert_eq!(title(line).and_then(|r| line.get(r)), expect, "{line}");
        };
        check(
            "内部事项甲公司文件甲发〔2021〕3号甲公司关于做好防汛工作的紧急通知各部门：",
            Some("甲公司关于做好防汛工作的紧急通知"),
        );
        check(
            "甲市财政局甲市财政局关于征求《乙办法》意见的函市教育局：",
            Some("甲市财政局关于征求《乙办法》意见的函"),
        );
        check(
            "甲省环委办商请会签《关于调整乙组的通知（会签稿）》的函各成员单位：",
            Some("甲省环委办商请会签《关于调整乙组的通知（会签稿）》的函"),
        );
        check("近日，有关部门发布消息。关于此事的通知已经发出", None);
    }
}
