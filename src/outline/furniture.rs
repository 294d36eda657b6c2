//! Page furniture: what a portal prints around a paper. Navigation, font sizes, print buttons, stamps of time, and the lines of
//! its metadata table.
//!
//! Every line of every document above the body is asked, so lines are told by their heads and lengths; a pattern runs only on
//! what looks like a stamp of time.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::pattern::{ends_like_title, is_number, is_organ, signed};
use crate::lexicon::{Lexicon, WordSet};

/// Longest line in bytes.
const LONGEST: usize = 400;
/// Longest label of a metadata line in bytes, blanks included.
const LONGEST_LABEL: usize = 60;
/// Longest value in bytes that stands on the line below its label.
const LONGEST_VALUE: usize = 90;
/// Shortest label that is known wherever it stands near the top, and the longest line of such a field, in bytes.
const SHORTEST_FIELD: usize = 12;
const LONGEST_FIELD: usize = 240;
/// Shortest line of days in digits, in bytes.
const SHORTEST_DAYS: usize = 8;
/// Marks of the entries of a list, as some portals print their metadata.
const BULLETS: [char; 8] = ['•', '·', '●', '▪', '■', '◆', '*', '-'];

/// The words of `dictionaries/portal_lines.tsv`, and the labels of `dictionaries/portal_labels.tsv` that are known as such.
struct Words {
    /// Labels of metadata lines (索引号：…, [发布日期]…), blanks left out.
    labels: HashSet<&'static str>,
    /// Those of them that are used nowhere else, and so are known without a mark behind them.
    keys: HashSet<&'static str>,
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
    let fields = Lexicon::embedded().table("portal_labels");
    let known = fields.column("kind");
    let keys = || fields.rows().filter(|row| row.get(known) == Some(&"key"));
    Words {
        labels: of("label").chain(keys()).map(|row| row[0]).collect(),
        keys: keys().map(|row| row[0]).collect(),
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
/// A day with a field of the page right behind it: 2020年1月2日来源：….
static DATED_FIELD: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^[12][0-9]{3}\s*[-/年.]\s*[0-9]{1,2}\s*[-/月.]\s*[0-9]{1,2}\s*日?\s*(?:信息来源|稿件来源|来源|稿源|作者|浏览|点击|阅读|字号|发布|编辑)";
    Regex::new(pattern).unwrap_or_else(|e| panic!("{e}"))
});

/// Whether the line is page furniture or a metadata line of a web page.
pub(super) fn is_portal(line: &str) -> bool {
    line.len() <= LONGEST && (is_labelled(line) || is_furniture(line))
}

/// Whether the line begins with a label of the metadata table and a mark behind it.
fn is_labelled(line: &str) -> bool {
    labelled(line).is_some() || is_glued(line) || is_row(line) || is_empty_field(line)
}

/// 文号 甲发〔2020〕3号 成文日期 2020-03-01: a row of the table whose cells are parted by blanks; the title is named by a word of
/// every day.
fn is_row(line: &str) -> bool {
    let line = line.trim_start_matches(BULLETS).trim_start();
    let Some((label, rest)) = line.split_once([' ', '\t', '\u{3000}']) else { return false };
    let rest = rest.trim_start();
    WORDS.keys.contains(label) && !rest.contains('。') || TITLES.has(label) && ends_like_title(rest)
}

/// How the title is called in the table: 标题, 名称.
static TITLES: WordSet = WordSet::of("title_words", "label");
/// Longest label of a field without a value in bytes.
const LONGEST_EMPTY: usize = 30;

/// • 信息时效期：: a field of a list that was left empty, whatever it is called.
fn is_empty_field(line: &str) -> bool {
    let bare = line.trim_start_matches(BULLETS);
    let label = bare.trim_start().strip_suffix([':', '：']).unwrap_or("");
    bare.len() < line.len()
        && (1..=LONGEST_EMPTY).contains(&label.len())
        && label.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// 发文日期2020年3月1日, 发文字号甲发〔2020〕3号: a label of a database that lost its mark, with a day, a number or an organ.
fn is_glued(line: &str) -> bool {
    if line.len() > LONGEST_VALUE
        || !line.starts_with(['发', '施', '实', '颁', '公', '成', '生', '失', '时', '效'])
    {
        return false;
    }
    let label = WORDS.labels.iter().filter(|label| label.len() >= SHORTEST_GLUED);
    let rest = label.filter_map(|label| line.strip_prefix(label)).min_by_key(|rest| rest.len());
    rest.is_some_and(|rest| {
        let of_organ = line.get(..12).is_some_and(|label| label.ends_with(['关', '构', '位', '门']));
        is_number(rest) || signed(rest) == Some(0) || of_organ && is_organ(rest) || VALID.has(rest)
    })
}

/// What databases say of the standing of a paper: 现行有效.
static VALID: WordSet = WordSet::of("title_words", "standing");
/// Shortest label that is known without its mark, in bytes.
const SHORTEST_GLUED: usize = 9;

/// The label at the head of the line, blanks left out, and what follows its mark.
fn labelled(line: &str) -> Option<(String, &str)> {
    let line = line.trim_start_matches(BULLETS).trim_start();
    let line = unnumbered(line);
    let line = line.strip_prefix(['[', '【', '（', '(']).unwrap_or(line);
    let marks = [':', '：', '】', ']', '|'];
    let mark = line.find(marks).filter(|&at| (1..=LONGEST_LABEL).contains(&at))?;
    let label = without_blanks(line.get(..mark)?);
    let rest = line.get(mark..)?.trim_start_matches(|c: char| marks.contains(&c) || c.is_whitespace());
    WORDS.labels.contains(label.as_str()).then_some((label, rest))
}

/// 1. 【颁布时间】 without the number that some databases print before a field in marks.
fn unnumbered(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let field = rest.strip_prefix(['.', '、']).map(str::trim_start);
    field.filter(|field| rest.len() < line.len() && field.starts_with('【')).unwrap_or(line)
}

/// Whether the line is one field of a metadata table, by a label that is used nowhere else: 发文字号：甲发〔2020〕3号.
pub(crate) fn is_field_line(line: &str) -> bool {
    let in_list = line.starts_with(BULLETS);
    let long = |label: &str| label.len() >= SHORTEST_FIELD || in_list && WORDS.keys.contains(label);
    line.len() <= LONGEST_FIELD
        && (labelled(line).is_some_and(|(label, rest)| long(&label) && !rest.contains('。')) || is_row(line))
}

/// Whether the line is the value of a label that stands alone on the line above.
pub(crate) fn is_value(above: &str, line: &str) -> bool {
    let Some((label, "")) = labelled(above) else { return false };
    let of_organ = ['关', '构', '位', '门', '体', '源'].iter().any(|end| label.ends_with(*end));
    // 综合政务；停车管理: several classes.
    let listed = label.ends_with(['类', '词']) || !line.contains('；');
    line.len() <= LONGEST_VALUE
        && listed
        && !line.contains(['。', '《'])
        && !line.ends_with([':', '：', ',', '，'])
        && !line.ends_with("文件")
        && (of_organ || !is_organ(line))
        && !ends_like_title(line)
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
        (is_at_most(rest.get(..at)?, 6) && is_at_most(behind, 60)).then_some(())
    };
    line.starts_with("http")
        || has_head()
        || has_inner()
        || is_place().is_some()
        || is_trail(line)
        || is_stamp(line)
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
    let line = line.trim_start_matches(BULLETS).trim_start();
    if is_named_stamp(line) {
        return true;
    }
    // 2020-01-02 2020-01-03: days alone.
    if line.len() >= SHORTEST_DAYS && line.bytes().all(|b| b.is_ascii_digit() || b"-/ .".contains(&b)) {
        return line.starts_with(['1', '2']) && line.contains(['-', '/']);
    }
    let bytes = line.as_bytes();
    if bytes.first().is_some_and(u8::is_ascii_digit) && DATED_FIELD.is_match(line) {
        return true;
    }
    memchr::memchr_iter(b':', bytes).any(|at| at > 0 && bytes.get(at - 1).is_some_and(u8::is_ascii_digit))
        && STAMP.is_match(line)
}

/// How the day of the page is called.
static DAYS: WordSet = WordSet::of("masthead_words", "date_key");

/// 甲县林业局 时间:2020-03-01: who put the page up, and when.
fn is_named_stamp(line: &str) -> bool {
    let Some((name, rest)) = line.split_once([' ', '\u{3000}']).filter(|_| line.len() <= LONGEST_VALUE)
    else {
        return false;
    };
    let rest = rest.trim_start();
    let day = DAYS.behind(rest).and_then(|day| day.strip_prefix([':', '：'])).map(str::trim_start);
    is_organ(name) && day.is_some_and(|day| day.starts_with("20") || day.starts_with("19"))
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
            ("2020-01-02 2020-01-03", true),
            ("35.5", false),
            ("打印本页", true),
            ("打印", true),
            ("工作动态", true),
            ("今天是2020年1月2日 星期四", true),
            ("图片新闻里的图片", false),
            ("• 索 引 号:", true),
            ("- 发文机关：甲市人民政府", true),
            ("文 号 | 甲发〔2020〕3号 |", true),
            ("失效日期 |", true),
            ("您当前所在的位置：", true),
            ("2020年1月2日来源：甲市停车局", true),
            ("发文日期2020年1月2日", true),
            ("时效性现行有效", true),
            ("发文机关甲市人民政府", true),
            ("发布平台的管理", false),
            ("索引号 甲0001/2020 发文日期 2020-03-01", true),
            ("公开方式 主动公开 公开范围 面向社会", true),
            ("名称 关于规范停车秩序的通知", true),
            ("名称 由公安机关核定", false),
            ("• 信息时效期:", true),
            ("- 题材：", true),
            ("职责分工：", false),
            ("1. 【颁布时间】2020-3-1", true),
            ("• 2020-03-01", true),
            ("甲县停车管理局 时间:2020-03-01", true),
            ("会议 时间:上午九点", false),
            ("http://www.example.cn/ 时间:2022-10-27 10:14 信息来源:", true),
        ] {
            assert_eq!(is_portal(line), is, "{line}");
        }
    }

    #[test]
    fn values_below_their_labels() {
        for (above, line, is) in [
            ("• 索引号：", "1234567/2024-00001", true),
            ("发布机构：", "甲市人民政府", true),
            ("发文字号：", "甲市人民政府", false),
            ("标题：", "关于规范停车秩序的通知", false),
            ("索引号：1234567", "甲市停车", false),
            ("主题分类：", "综合政务；停车管理", true),
            ("发布机构：", "要有序；要安全", false),
            ("文件状态：", "甲市停车管理局文件", false),
            ("内容概述：", "为了有序停车，制定本办法。", false),
        ] {
            assert_eq!(super::is_value(above, line), is, "{above} {line}");
        }
    }
}
