//! What a title line may carry beside the title, and how the headline of a news page is known by what stands below it.

use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::part::Lines;
use super::pattern::{ends_like_title, is_addressee, is_organ, number_before_title};
use crate::lexicon::WordSet;
use crate::text::first_bytes;

/// Labels of the title in the table of a web page.
static LABELS: WordSet = WordSet::of("title_words", "label");
/// Keys of the fields that may follow it in the same line.
static PAGE_KEYS: WordSet = WordSet::of("masthead_words", "page_key");
/// What a remark behind a title says that a web page has added: 2025年6月23日起施行.
static ADDED: WordSet = WordSet::of("title_words", "added");
/// Verbs with which headings of sections begin.
static SUBHEADINGS: WordSet = WordSet::of("title_words", "subheading");
/// How headlines end that tell of a paper: 出台政策.
static TOLD: WordSet = WordSet::of("title_words", "told_ending");
/// How names of the press end.
static MEDIA: WordSet = WordSet::of("title_words", "media");
/// With what news and preambles begin.
static NEWS_OPENINGS: WordSet = WordSet::of("normative_words", "news_opening");
static STARTERS: WordSet = WordSet::of("normative_words", "starter");

/// A headline stands within so many lines of the top.
pub(super) const HEADLINE_LINES: usize = 3;
/// Shortest and longest headline in bytes.
const HEADLINE: std::ops::RangeInclusive<usize> = 24..=150;
/// A line longer than this, in bytes, is text.
const LONG_TEXT: usize = 100;
/// Longest heading of a section that ends like a title, in bytes.
const LONGEST_SUBHEADING: usize = 45;
/// Longest line that names a reporter or a newspaper, in bytes.
const LONGEST_BYLINE: usize = 60;
/// Shortest title that a label introduces, in bytes.
const SHORTEST_LABELLED: usize = 24;
/// A body code has so many characters.
const CODE: std::ops::RangeInclusive<usize> = 2..=14;
/// Longest name of a place before a title, in bytes.
const LONGEST_PLACE: usize = 27;

/// 〔2023〕5号 at the end of a line, perhaps in brackets with the body code.
static NUMBER_AT_END: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"\s*[〔\[【﹝（(]\s*(?:19|20)[0-9]{2}\s*年?\s*[〕\]】﹞）)]\s*第?\s*[0-9]{1,5}\s*号[）)]?$";
    Regex::new(pattern).unwrap_or_else(|e| panic!("{e}"))
});
/// 甲部公告2017年第26号（关于…的公告）: the number with the title in brackets behind it.
static NUMBER_AROUND: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^[[一-鿿]]{2,24}(?:公告|通告|令)\s*[〔\[（(]?(?:19|20)[0-9]{2}[〕\]）)]?\s*年?\s*第?\s*[0-9]{1,4}\s*号\s*[（(](?P<title>关于[^（()）]{6,})[）)]$";
    Regex::new(pattern).unwrap_or_else(|e| panic!("{e}"))
});
/// The last bracket of a line.
static NOTE_AT_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s*[（(【\[]([^（()）】\]]{2,40})[）)】\]]$").unwrap_or_else(|e| panic!("{e}"))
});

/// The title in its line or lines, without a number before or behind it, a remark of the web page, and the name of the place
/// that the page prints before 关于.
pub(super) fn bare(text: &str) -> Range<usize> {
    if let Some(inner) = in_number(text) {
        return inner;
    }
    // 通告全文如下关于停车的通告: what a page says above the title ran on into it.
    let told = text.find("如下").map(|at| at + "如下".len()).filter(|&at| {
        text.get(..at).is_some_and(|head| head.contains("全文"))
            && text.get(at..).is_some_and(|rest| rest.starts_with("关于"))
    });
    if let Some(at) = told {
        return at..text.len();
    }
    let bullet = text.len() - text.trim_start_matches(['·', '•', '●', '◆', '■', '▪', '*', '#', ' ']).len();
    let start = bullet + text.get(bullet..).and_then(number_before_title).unwrap_or(0);
    let start = start + text.get(start..).map_or(0, behind_page_mark);
    let start = start + text.get(start..).and_then(behind_column).unwrap_or(0);
    let start = start + text.get(start..).and_then(behind_annex_label).unwrap_or(0);
    let start = start + text.get(start..).and_then(behind_place).unwrap_or(0);
    let start = start + text.get(start..).map_or(0, |rest| behind_year_of_page(rest).max(behind_digit(rest)));
    let mut end = text.trim_end_matches([' ', '|']).len();
    loop {
        let rest = text.get(start..end).unwrap_or("");
        let number = NUMBER_AT_END.is_match(rest).then(|| before_number(rest)).flatten();
        let Some(len) = number.or_else(|| before_remark(rest)).or_else(|| before_tail(rest)) else { break };
        end = start + len;
    }
    start..end
}

/// Whether the line is the heading that a library of papers prints above the text: 文档简介.
pub(super) fn is_excerpt_heading(line: &str) -> bool {
    EXCERPTS.has(line)
}

static EXCERPTS: WordSet = WordSet::of("title_words", "excerpt_heading");

/// The length before what a page prints behind the title of a paper: 甲办法全文, 甲方案发布, 甲规定.doc.
pub(super) fn before_tail(text: &str) -> Option<usize> {
    let file = FILES.tail_of(text).and_then(|tail| text.get(..text.len() - tail.len()));
    let released = || {
        let stem = RELEASED.tail_of(text).and_then(|tail| text.get(..text.len() - tail.len()))?;
        RELEASABLE.tail_of(stem).is_some().then_some(stem)
    };
    if let Some(stem) = file {
        return Some(stem.trim_end().len());
    }
    if let Some(len) = before_newest(text).or_else(|| before_site(text)) {
        return Some(len);
    }
    let stem = released()?.trim_end();
    ends_like_title(stem).then_some(stem.len())
}

/// Endings of files, and what a page says behind a title: 全文, 发布.
static FILES: WordSet = WordSet::of("title_words", "file_ending");
static RELEASED: WordSet = WordSet::of("title_words", "released");
/// Kinds of papers whose titles pages print so; 最新政策发布 is a headline.
static RELEASABLE: WordSet = WordSet::of("title_words", "releasable");

/// For 【村规民约】甲村村规民约: where the title begins behind the column of the page.
fn behind_column(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(['【', '['])?;
    let close = inner.find(['】', ']']).filter(|&at| at <= LONGEST_COLUMN)?;
    if inner.get(..close)?.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let rest = inner.get(close..)?.trim_start_matches(['】', ']']).trim_start();
    (rest.len() >= SHORTEST_LABELLED && ends_like_title(rest)).then(|| text.len() - rest.len())
}

/// For 附件：甲市停车管理办法, 附件1 甲市停车管理办法: where the title begins.
pub(super) fn behind_annex_label(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("附件")?.trim_start_matches(|c: char| c.is_ascii_digit());
    let title = rest.trim_start_matches(['：', ':', ' ', '\u{3000}']);
    let fits = title.len() < rest.len()
        && title.len() >= SHORTEST_LABELLED
        && !title.starts_with(|c: char| c.is_ascii_digit())
        && ends_like_title(title);
    fits.then(|| text.len() - title.len())
}

/// Longest name of a column before a title, in bytes.
const LONGEST_COLUMN: usize = 45;

/// For 2023年甲条例最新【全文】: the length of the year in which the page puts the paper.
fn behind_year_of_page(text: &str) -> usize {
    if before_newest(text).is_none() {
        return 0;
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let year = rest.strip_prefix('年').filter(|_| text.len() - rest.len() == 4).unwrap_or(text);
    text.len() - year.strip_prefix("最新").unwrap_or(year).len()
}

/// For 1甲县停车工作方案: the length of a digit that the list of a page left at the head of a title, before a place.
fn behind_digit(text: &str) -> usize {
    let mut chars = text.chars();
    let digit = chars.next().is_some_and(|c| c.is_ascii_digit());
    let mut place = chars.take(LONGEST_DIVISION);
    let named = place.next().is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !COUNTED.contains(&c));
    usize::from(digit && named && place.any(|c| matches!(c, '省' | '市' | '县' | '州' | '旗')))
}

/// Longest name of a place behind such a digit, in characters, and what may be counted by a digit.
const LONGEST_DIVISION: usize = 5;
const COUNTED: [char; 22] = [
    '个', '年', '月', '日', '号', '项', '条', '类', '大', '小', '万', '亿', '所', '处', '家', '名', '级',
    '省', '市', '县', '区', '地',
];

/// The length before what a page says of the text behind a title: 甲条例最新【全文】, 甲办法最新版.
fn before_newest(text: &str) -> Option<usize> {
    let stem = NEWEST.before(text)?.trim_end();
    ends_like_title(stem).then_some(stem.len())
}

/// For 甲市停车管理办法_甲市人民政府, 关于停车的通知 - 政策文件 - 甲网: the length before the column and the name of the site.
fn before_site(text: &str) -> Option<usize> {
    let cut = |mark: &&str| text.find(*mark).map(|at| (at, at + mark.len()));
    let (at, behind) = SITE_MARKS.iter().filter_map(cut).min()?;
    let (title, site) = (text.get(..at)?.trim_end(), text.get(behind..)?.trim());
    let named = SITES.tail_of(site).is_some() || is_organ(site) || site.contains(" - ");
    let is_column =
        site.chars().count() <= LONGEST_SITE_COLUMN && !site.contains(|c: char| c.is_ascii_digit());
    let fits = title.len() >= SHORTEST_LABELLED && ends_like_title(title) && !title.contains(['|', '\t']);
    (fits && !site.is_empty() && (named || is_column && !ends_like_title(site))).then_some(title.len())
}

/// What stands between a title and the name of the site.
const SITE_MARKS: [&str; 5] = [" - ", "_", " | ", " -- ", "--"];
/// How names of sites end, and the longest name of a column in characters.
static SITES: WordSet = WordSet::of("title_words", "site_ending");
const LONGEST_SITE_COLUMN: usize = 6;

/// What pages say behind a title, that they print the latest version of a paper.
static NEWEST: WordSet = WordSet::of("title_words", "newest");

/// The length of the number of a page before a title: -2-, — 2 —.
fn behind_page_mark(text: &str) -> usize {
    const MARKS: [char; 5] = ['-', '—', '–', '－', ' '];
    let digits = text.trim_start_matches(MARKS);
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    let behind = rest.trim_start_matches(MARKS);
    let marked = digits.len() < text.len() && rest.len() < digits.len() && behind.len() < rest.len();
    if marked { text.len() - behind.trim_start().len() } else { 0 }
}

/// The title that stands in brackets behind the number of an announcement.
pub(super) fn in_number(line: &str) -> Option<Range<usize>> {
    let title = NUMBER_AROUND.captures(line)?.name("title")?;
    ends_like_title(title.as_str()).then_some(title.range())
}

/// Whether the line is a number with 《…》 behind it, as pages print in their headlines: 甲发〔2023〕5号《关于…的通知》.
pub(super) fn is_numbered_mark(line: &str) -> bool {
    number_before_title(line).and_then(|at| line.get(at..)).is_some_and(|rest| rest.starts_with('《'))
}

/// For 关于…的通知甲发〔2023〕5号: the length of what stands before the number, which ends like a title.
pub(super) fn before_number(line: &str) -> Option<usize> {
    let stem = line.get(..NUMBER_AT_END.find(line)?.start())?;
    // Minutes are numbered without a code.
    if stem.ends_with("纪要") {
        return Some(stem.len());
    }
    let bytes_of = |count: usize| stem.char_indices().rev().nth(count - 1).map(|(at, _)| at);
    CODE.filter_map(bytes_of).find_map(|at| {
        let code = stem.get(at..)?;
        let title = stem.get(..at)?.trim_end();
        let bracket = code.strip_prefix(['（', '(']).unwrap_or(code);
        let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        // 甲 0185 罚字: some codes hold the number of the place.
        let is_code = bracket.starts_with(is_han)
            && bracket.chars().all(|c| is_han(c) || c == ' ' || c.is_ascii_digit());
        let behind_code = title.strip_suffix(['（', '(']).unwrap_or(title).trim_end();
        // 甲县停车工作任务（甲政发〔2023〕5号）: the brackets tell where the title ends.
        let enclosed = bracket.len() < code.len() && line.ends_with(['）', ')']);
        (is_code && (enclosed || ends_like_title(behind_code)) && behind_code.len() >= SHORTEST_LABELLED)
            .then_some(behind_code.len())
    })
}

/// The length before a remark of the web page: （2025年6月23日起施行）.
fn before_remark(text: &str) -> Option<usize> {
    let found = NOTE_AT_END.captures(text)?;
    let remark = found.get(1)?.as_str();
    let title = text.get(..found.get(0)?.start())?;
    let added = ADDED.is_in(remark) || is_day_of_republic(remark.trim());
    (added && ends_like_title(title)).then_some(title.len())
}

/// 民国 100 年 3 月 1 日修正, 92 年 06 月 25 日, 91.01.16订定: which version of a regulation of Taiwan a page prints.
fn is_day_of_republic(remark: &str) -> bool {
    let bare = remark.trim_start_matches("民国").trim_start();
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let year = bare.len() - rest.len();
    let marked = bare.len() < remark.len() && rest.trim_start().starts_with('年');
    let day = rest.contains('日') || rest.matches('.').count() == 2;
    marked || (2..=3).contains(&year) && rest.trim_start().starts_with(['年', '.']) && day
}

/// For 甲市 关于…: where the title begins behind the place.
fn behind_place(text: &str) -> Option<usize> {
    let at = text.find("关于").filter(|&at| (1..=LONGEST_PLACE).contains(&at))?;
    let place = text.get(..at)?;
    let name = place.trim_end();
    let is_place = name.len() < place.len()
        && !name.contains(char::is_whitespace)
        && name.ends_with(['省', '市', '县', '区', '州', '盟', '旗'])
        && !is_organ(name);
    is_place.then_some(at)
}

/// For 标题：关于…的通知 on a line of its own or with further fields behind it: where the title stands.
pub(super) fn labelled(line: &str) -> Option<Range<usize>> {
    // 【发布日期】…【标题】…【文号】: a line of fields.
    let is_label = |at: &usize| {
        line.get(*at..).and_then(|rest| LABELS.behind(rest)).is_some_and(|rest| rest.starts_with('】'))
    };
    let mut fields = line.match_indices('【').map(|(at, mark)| at + mark.len());
    let in_marks = fields.find(is_label).filter(|_| line.starts_with('【'));
    let opened = in_marks
        .and_then(|at| line.get(at..))
        .unwrap_or_else(|| line.trim_start_matches(['【', '[', '（', '(']));
    let behind = LABELS.behind(opened)?;
    let rest = behind.trim_start_matches(['】', ']', '）', ')', ' ']);
    let field = rest.trim_start_matches(['：', ':', ' ', '\t', '|']);
    let marked = field.len() < behind.len() || opened.len() < line.len();
    let start = line.len() - field.len();
    let field = field.split(['\t', '|']).next().unwrap_or(field);
    let field = if in_marks.is_some() { field.split('【').next().unwrap_or(field) } else { field };
    let is_key = |at: &usize, key: &str| {
        field.get(at + key.len()..).is_some_and(|rest| rest.trim_start().starts_with(['：', ':', '】', ']']))
    };
    let next = PAGE_KEYS.words().iter().filter_map(|key| field.find(key).filter(|at| is_key(at, key))).min();
    let title = next.and_then(|at| field.get(..at)).unwrap_or(field).trim_end();
    let title = title.trim_end_matches(['【', '[']).trim_end();
    let fits = marked && title.len() >= SHORTEST_LABELLED && ends_like_title(title);
    (fits && !title.contains(['。', '；'])).then(|| start..start + title.len())
}

/// Whether the line is the heading of a section that happens to end like a title: 优化停车收费政策 right above its text.
pub(super) fn is_subheading(lines: &Lines<'_>, i: usize) -> bool {
    let (line, below) = (lines.get(i), lines.get(i + 1));
    line.len() <= LONGEST_SUBHEADING
        && line.ends_with("政策")
        && SUBHEADINGS.head_of(line).is_some()
        && below.len() > LONG_TEXT
        && !opens_text(below)
}

/// Whether the line tells, as headlines do, that somebody has issued a paper.
pub(super) fn is_told(line: &str) -> bool {
    TOLD.tail_of(line).is_some()
}

/// Whether the line names a reporter or a newspaper and no more.
pub(super) fn is_press(line: &str) -> bool {
    line.len() <= LONGEST_BYLINE
        && !line.contains(['。', '，', ',', '；'])
        && (line.contains("记者") || MEDIA.tail_of(line).is_some())
}

/// Whether the line is a headline: it has no full stop, and below it stand a byline, the dateline of a news item or a preamble.
pub(super) fn is_headline(lines: &Lines<'_>, i: usize) -> bool {
    let (line, below) = (lines.get(i), lines.get(i + 1));
    let fits = HEADLINE.contains(&line.len())
        && lines.label(i).is_none()
        && !line.ends_with(['：', ':', '，', ',', '、', '；', ';'])
        && !line.contains(['。', '；', '|', '>', '\t'])
        && !line.starts_with(['各', '《', '（', '('])
        && line.bytes().filter(u8::is_ascii).count() * 3 < line.len()
        && !is_addressee(line)
        && !is_organ(line);
    if !fits {
        return false;
    }
    let is_text = below.len() > LONG_TEXT && lines.label(i + 1).is_none();
    is_press(below)
        || is_text && opens_news(below)
        || is_text && opens_preamble(below) && SUBHEADINGS.head_of(line).is_none()
}

fn opens_text(line: &str) -> bool {
    opens_news(line) || opens_preamble(line)
}

/// Whether the line begins with the purpose of a paper: 为了…, 为防止停车混乱，根据….
fn opens_preamble(line: &str) -> bool {
    let head = first_bytes(line, PREAMBLE);
    let purpose = || {
        line.starts_with('为') && (head.contains("，根据") || head.contains("，现") || head.contains("，特"))
    };
    STARTERS.head_of(line).is_some() || purpose()
}

/// The words that follow a purpose stand within so many bytes.
const PREAMBLE: usize = 400;

/// Whether the line begins with a day, 近日 or the name of an agency.
fn opens_news(line: &str) -> bool {
    // 由2014年1月1日起，…
    let head = first_bytes(line.strip_prefix(['由', '自']).unwrap_or(line), 24);
    let dated = head.starts_with(|c: char| c.is_ascii_digit())
        && ['月', '日'].iter().all(|c| head.contains(*c))
        && first_bytes(line, 60).contains(['，', ',']);
    dated || NEWS_OPENINGS.head_of(line).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_without_what_stands_beside_them() {
        for (line, expect) in [
            ("甲停发〔2023〕5号甲市停车管理局关于规范停车的通知", "甲市停车管理局关于规范停车的通知"),
            ("甲市停车管理局关于规范停车的通知甲停发〔2023〕5号", "甲市停车管理局关于规范停车的通知"),
            ("甲市停车管理局关于规范停车的通知 甲停发[2023]5号", "甲市停车管理局关于规范停车的通知"),
            ("甲市停车管理局关于规范停车的通知（甲停规〔2023〕5号）", "甲市停车管理局关于规范停车的通知"),
            ("甲市停车管理局办公会议纪要〔2023〕5号", "甲市停车管理局办公会议纪要"),
            ("甲部、乙总署公告2004年第78号 2005年停车许可管理车辆目录", "2005年停车许可管理车辆目录"),
            ("甲市 关于规范停车的通知（2023年5月1日起施行）", "关于规范停车的通知"),
            ("甲市停车管理局 关于规范停车的通知", "甲市停车管理局 关于规范停车的通知"),
            ("甲市停车管理办法（试行）", "甲市停车管理办法（试行）"),
            ("甲市停车管理办法全文", "甲市停车管理办法"),
            ("2023年甲省停车条例最新【全文】", "甲省停车条例"),
            ("甲省停车条例最新版", "甲省停车条例"),
            ("最新甲省停车条例（全文）", "甲省停车条例"),
            ("甲省停车条例（2023年最新修订）", "甲省停车条例"),
            ("甲省停车条例（2004年修正）", "甲省停车条例（2004年修正）"),
            ("关于规范停车秩序的通知_甲市人民政府", "关于规范停车秩序的通知"),
            ("关于规范停车秩序的通知 - 政府办文件 - 甲市政府门户网站", "关于规范停车秩序的通知"),
            ("关于规范停车秩序的通知--甲市停车管理局", "关于规范停车秩序的通知"),
            ("甲市停车管理办法 - 实施方案", "甲市停车管理办法 - 实施方案"),
            ("[转载]关于规范停车秩序的通知", "关于规范停车秩序的通知"),
            ("附件：甲市停车管理办法", "甲市停车管理办法"),
            ("附件1 甲市停车管理办法", "甲市停车管理办法"),
            ("2023年甲市停车方案", "2023年甲市停车方案"),
            ("1甲乙县停车工作方案", "甲乙县停车工作方案"),
            ("3市联合停车方案", "3市联合停车方案"),
            ("【停车相关政策文件】《甲省停车补助办法》", "《甲省停车补助办法》"),
            ("甲市停车秩序实施方案发布", "甲市停车秩序实施方案"),
            ("甲市停车新政策发布", "甲市停车新政策发布"),
            ("甲省停车处罚实施规范.doc", "甲省停车处罚实施规范"),
            ("- 2 - 甲市停车管理办法", "甲市停车管理办法"),
            ("2023-2025年停车方案", "2023-2025年停车方案"),
            ("2023年甲县停车工作任务（甲政发〔2023〕5号）", "2023年甲县停车工作任务"),
            ("停车服务补助作业要点（92 年 06 月 25 日）", "停车服务补助作业要点"),
            ("停车服务补助作业要点(91.01.16订定)  ( 109年09月26日)", "停车服务补助作业要点"),
            ("【停车公约】甲市乙小区车主停车公约", "甲市乙小区车主停车公约"),
            ("停车服务补助作业要点（民国 100 年 3 月 1 日修正）", "停车服务补助作业要点"),
            ("甲市关于规范停车的通知", "甲市关于规范停车的通知"),
        ] {
            assert_eq!(line.get(bare(line)), Some(expect), "{line}");
        }
    }

    #[test]
    fn labels() {
        let check = |line: &str, expect: Option<&str>| {
            assert_eq!(labelled(line).and_then(|r| line.get(r)), expect, "{line}");
        };
        check("标题：关于规范停车秩序的通知", Some("关于规范停车秩序的通知"));
        check("【标题】关于规范停车秩序的通知", Some("关于规范停车秩序的通知"));
        check("名称: 关于规范停车秩序的通知 发布日期: 2023-05-01", Some("关于规范停车秩序的通知"));
        check("名称 关于规范停车秩序的通知", Some("关于规范停车秩序的通知"));
        check("标题党不可取", None);
        check("名称：甲市停车场", None);
    }
}
