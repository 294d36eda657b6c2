//! Page furniture: what a portal prints around a paper. Navigation, font sizes, print buttons, stamps of time, and the lines of
//! its metadata table.
//!
//! Every line of every document above the body is asked, so lines are told by their heads and lengths; a pattern runs only on
//! what looks like a stamp of time.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::Lexicon;

/// Longest line in bytes.
const LONGEST: usize = 400;
/// Longest label of a metadata line in bytes, blanks included.
const LONGEST_LABEL: usize = 60;

/// The words of `dictionaries/portal_lines.tsv`.
struct Words {
    /// Labels of metadata lines (索引号：…, [发布日期]…), blanks left out.
    labels: HashSet<&'static str>,
    /// Heads of furniture and how many characters may follow.
    heads: Vec<(&'static str, usize)>,
    /// Words inside furniture: at most so many characters before, at most so many behind.
    inner: Vec<(&'static str, usize, usize)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("portal_lines");
    let [kind, before, behind] = ["kind", "before", "behind"].map(|name| table.column(name));
    let of = |name: &'static str| table.rows().filter(move |row| row.get(kind) == Some(&name));
    let most = |cell: &str| cell.parse().unwrap_or(LONGEST);
    Words {
        labels: of("label").map(|row| row[0]).collect(),
        heads: of("head").map(|row| (row[0], most(row[behind]))).collect(),
        inner: of("inside").map(|row| (row[0], most(row[before]), most(row[behind]))).collect(),
    }
});

/// A line that is or ends in a stamp of time: 2020-01-02 10:30:00.
static STAMP: LazyLock<Regex> = LazyLock::new(|| {
    let date = r"[12][0-9]{3}\s*[-/年.]\s*[0-9]{1,2}\s*[-/月.]\s*[0-9]{1,2}\s*日?\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?.{0,20}";
    let named = r".{1,16}[12][0-9]{3}-[0-9]{2}-[0-9]{2}\s*[0-9]{2}:[0-9]{2}.{0,12}";
    Regex::new(&format!("^(?:{date}|{named})$")).unwrap_or_else(|e| panic!("{e}"))
});

/// Whether the line is page furniture or a metadata line of a web page.
pub(super) fn is_portal(line: &str) -> bool {
    line.len() <= LONGEST && (is_labelled(line) || is_furniture(line))
}

/// Whether the line begins with a label of the metadata table and a mark behind it.
fn is_labelled(line: &str) -> bool {
    let line = line.strip_prefix(['[', '【', '（', '(']).unwrap_or(line);
    let Some(mark) = line.find([':', '：', '】', ']']).filter(|&at| (1..=LONGEST_LABEL).contains(&at))
    else {
        return false;
    };
    let label = without_blanks(line.get(..mark).unwrap_or(""));
    WORDS.labels.contains(label.as_str())
}

fn is_furniture(line: &str) -> bool {
    let has_head = || {
        WORDS.heads.iter().any(|(head, most)| after(line, head).is_some_and(|rest| is_at_most(rest, *most)))
    };
    let has_inner = || {
        WORDS.inner.iter().any(|(word, before, behind)| {
            line.match_indices(word).any(|(at, _)| {
                let rest = line.get(at + word.len()..).unwrap_or("");
                is_at_most(line.get(..at).unwrap_or(""), *before) && is_at_most(rest, *behind)
            })
        })
    };
    // 您当前的位置, 您所在位置
    let is_place = || {
        let rest = line.strip_prefix('您')?;
        let at = rest.find("位置")?;
        let behind = rest.get(at + "位置".len()..)?;
        (is_at_most(rest.get(..at)?, 4) && is_at_most(behind, 60)).then_some(())
    };
    has_head() || has_inner() || is_place().is_some() || is_trail(line) || is_stamp(line)
}

/// 首页 > 政务公开 > 政策文件
fn is_trail(line: &str) -> bool {
    line.match_indices(['>', '›']).any(|(at, arrow)| {
        let before = line.get(..at).unwrap_or("");
        // `>>` is one arrow.
        let before = before.strip_suffix('>').unwrap_or(before);
        let behind = line.get(at + arrow.len()..).unwrap_or("");
        let (front, back) = (before.trim_end(), behind.trim_start());
        front.len() < before.len()
            && back.len() < behind.len()
            && (1..=30).contains(&front.chars().count())
            && (1..=80).contains(&back.chars().count())
    })
}

fn is_stamp(line: &str) -> bool {
    let bytes = line.as_bytes();
    memchr::memchr_iter(b':', bytes).any(|at| at > 0 && bytes.get(at - 1).is_some_and(u8::is_ascii_digit))
        && STAMP.is_match(line)
}

/// What follows the head, blanks between its characters passed over.
fn after<'t>(line: &'t str, head: &str) -> Option<&'t str> {
    let mut rest = line;
    for (i, c) in head.chars().enumerate() {
        rest = (if i == 0 { rest } else { rest.trim_start() }).strip_prefix(c)?;
    }
    Some(rest)
}

fn is_at_most(text: &str, most: usize) -> bool {
    text.len() <= most || text.chars().take(most + 1).count() <= most
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::is_portal;

    #[test]
    fn furniture_and_metadata() {
        for (line, is) in [
            ("索 引 号：12345", true),
            ("【发文字号】甲政办发〔2020〕3号", true),
            ("发布日期:2022-08-16 来源: 浏览次数:", true),
            ("时间安排如下", false),
            ("时间安排：上午", false),
            ("首页 > 政务公开 > 政策文件", true),
            ("首 页", true),
            ("甲市 >> 通知", true),
            ("甲>乙", false),
            ("您当前的位置：首页", true),
            ("您好，您的来信已经收到，所反映的位置问题答复如下", false),
            ("大 中 小", true),
            ("[大] [中] [小]", true),
            ("2020-01-02 10:30", true),
            ("2020年1月2日 10:30:00 来源甲网", true),
            ("甲县政府网 2020-01-02 10:30", true),
            ("比例为1:2", false),
            ("打印本页", true),
            ("打印", true),
            ("工作动态", true),
            ("今天是2020年1月2日 星期四", true),
            ("图片新闻里的图片", false),
        ] {
            assert_eq!(is_portal(line), is, "{line}");
        }
    }
}
