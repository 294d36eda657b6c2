//! Copies without line breaks: masthead, title, addressees and text run on in one line.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::Line;
use super::pattern::{ends_like_title, is_addressee, is_organ, number_before_title};
use crate::lexicon::WordSet;
use crate::text::first_bytes;

/// Lines longer than this on average, in bytes, mean that the copy lost its line breaks.
const LONG_LINES: usize = 1500;
/// A line in which title, addressees and text run on is longer than this, in bytes.
const SHORTEST_RUN_ON: usize = 240;
/// Longest list of addressees in such a line, in bytes.
const LONGEST_ADDRESS: usize = 400;
/// The title begins within so many bytes and is no longer than so many.
const HEAD: usize = 600;

/// What stands before the title on the same line: number, 文件, urgency.
static MASTHEAD: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"(?:号|文件|公文稿纸|会签稿纸|稿纸|内部事项|普通事项|事项|特急|加急|急件|[A-Za-z0-9：:\]\s»›>])";
    Regex::new(pattern).unwrap_or_else(|e| panic!("{e}"))
});
/// The end of a title: 的通知, 的请示, 情况的汇报.
static TITLE_END: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"的(?:紧急|补充|情况|实施|指导|若干|处理|具体)?(?:通知|通报|通告|公告|意见|报告|汇报|请示|批复|复函|回函|答复|函|建议|决定|方案)";
    Regex::new(pattern).unwrap_or_else(|e| panic!("{e}"))
});

/// A title with the first words of the text behind it: …会议纪要〔2021〕, …传达提纲一、, …汇报现将.
static BEFORE_TEXT: LazyLock<Regex> = LazyLock::new(|| {
    let title = r"(?P<title>[^。；：:，,〔]{4,90}?(?:纪要|提纲|汇报|报告|总结|讲话|发言|致辞|要点|协议|协议书|备忘录|方案|办法|规定|细则|计划|计划书|预案|规则|条例|公示|公告|通告|通知|措施|意见|清单)(?:[（(](?:[^（）()0-9]{1,12}|(?:19|20)[0-9]{2}年(?:版|度|修订|修正))[）)])?)";
    let number =
        r"[ \u{3000}]{0,4}[（(]?[[一-鿿]]{2,10}[〔\[（(](?:19|20)[0-9]{2}[〕\]）)]第?[0-9]{1,4}号[）)]?";
    let addressed = r"各[^。：:]{2,120}[：:]";
    let text = r"[ \u{3000}]{0,4}(?:(?:发布时间|发布日期|发文日期|信息来源|来源|作者|时间)[：:]|[（(](?:19|20)[0-9]{2}年|〔(?:19|20)[0-9]{2}〕|一、|第一章|第一条|现将|为[了贯深进认切全加推落规充完促保提维优支]|根据|按照|同志们|各位|甲方)";
    let pattern = format!(
        r"^{title}(?:{number}[ \u{{3000}}]{{0,4}}{addressed}|(?:{number})?(?:[ \u{{3000}}]{{1,4}}{addressed}|{text}))"
    );
    Regex::new(&pattern).unwrap_or_else(|e| panic!("{e}"))
});
/// 在甲公司工作会议上的报告 behind the title proper of a speech.
static OCCASION: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?P<title>.{8,}?)[—\-\s]*(?P<occasion>在[^在]{4,60}(?:会议|大会|全会|座谈会|论坛|班)上的(?:讲话|报告|发言|致辞))$";
    Regex::new(pattern).unwrap_or_else(|e| panic!("{e}"))
});
/// What stands before a title without 关于: 内部事项, 特急.
static LEADS: WordSet = WordSet::of("title_words", "lead");
/// Keys of the fields of a page that may follow a title without a gap.
static PAGE_KEYS: WordSet = WordSet::of("masthead_words", "field_key");
/// How a short name of the issuer begins that stands behind the letterhead: 甲集团有限公司国网甲办关于….
static SHORT_ISSUERS: WordSet = WordSet::of("title_words", "short_issuer");

/// Whether the text lost its line breaks.
pub(super) fn is_flattened(text: &str, lines: &[Line]) -> bool {
    !lines.is_empty() && text.len() / lines.len() > LONG_LINES
}

/// The byte range of the title in the first line of such a copy.
pub(super) fn title(line: &str) -> Option<std::ops::Range<usize>> {
    about_title(line).or_else(|| plain_title(line))
}

/// The title with the addressees behind it, in one line with the text: 甲局关于…的通知 各区人民政府：为了….
pub(super) fn title_before_addressee(line: &str) -> Option<std::ops::Range<usize>> {
    let title = (line.len() > SHORTEST_RUN_ON).then(|| about_title(line)).flatten()?;
    let rest = line.get(title.end..)?;
    // 关于停车的通知 甲停发〔2020〕3号 各单位…: nothing but the number of the paper parts its title from the text.
    let opened = rest.trim_start_matches([' ', '\u{3000}', '（', '(']);
    // 关于停车的通知来源：甲市政府 发布时间：…: the fields of a page.
    let field = PAGE_KEYS.behind(opened).is_some_and(|value| value.starts_with(['：', ':']));
    if field || number_before_title(opened).is_some() {
        return Some(title);
    }
    let named = rest.get(..rest.find(['：', ':']).filter(|&at| at <= LONGEST_ADDRESS)?)?;
    // 关于停车的通知局各科室，各停车管理所：《…》已经…: a list of those who are addressed right behind the title.
    let last = named.rsplit(['，', ',', '、']).next().unwrap_or(named);
    let glued =
        named.contains('各') && last.len() < named.len() && is_addressee(last.trim_start_matches('各'));
    ((glued || rest.starts_with([' ', '\u{3000}'])) && is_addressee(named.trim())).then_some(title)
}

/// The title with the first words of the text behind it, in one line: 甲市停车工作方案 为了….
pub(super) fn title_before_text(line: &str) -> Option<std::ops::Range<usize>> {
    (line.len() > SHORTEST_RUN_ON).then(|| plain_title(line)).flatten()
}

/// The title of minutes, an agreement or a speech, which has no 关于…的.
fn plain_title(line: &str) -> Option<std::ops::Range<usize>> {
    let mut rest = first_bytes(line, HEAD);
    while let Some(behind) = LEADS.behind(rest.trim_start()) {
        rest = behind;
    }
    let rest = behind_editor(behind_page_count(rest.trim_start()));
    let start = first_bytes(line, HEAD).len() - rest.len();
    let title = BEFORE_TEXT.captures(rest)?.name("title")?.as_str();
    let dated = title.contains('日') && title.contains('月') && title.contains('年');
    let proper = OCCASION.captures(title).and_then(|found| found.name("title"));
    let len = proper.map_or(title.len(), |found| found.as_str().trim_end().len());
    let is_closed = title.matches('《').count() == title.matches('》').count();
    let from = behind_headline(title.get(..len)?);
    let told = TOLD.is_in(title) && !title.contains("关于") || STARTERS.head_of(title).is_some();
    (is_closed && !dated && !told).then_some(start + from..start + len)
}

/// Words that tell of a paper and stand in no title: 本公告, 发布通知.
static TOLD: WordSet = WordSet::of("title_words", "no_title");

/// With what preambles begin: 为贯彻落实甲局公告〔2020〕3号 is no title.
static STARTERS: WordSet = WordSet::of("normative_words", "starter");

/// For 甲公约及乙规则 甲公约（稿）: where the title of the paper begins behind the headline of the page.
fn behind_headline(title: &str) -> usize {
    let parted = title.trim_end().rsplit_once([' ', '\u{3000}']);
    let own = parted.filter(|(headline, own)| {
        ends_like_title(headline.trim_end()) && ends_like_title(own) && own.chars().count() >= SHORTEST_OWN
    });
    own.map_or(0, |(headline, _)| headline.len() + title.get(headline.len()..).map_or(0, blank_len))
}

fn blank_len(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// Shortest title of a paper behind such a headline, in characters.
const SHORTEST_OWN: usize = 8;

/// What follows the sentences with which an editor of a page begins: 下面是小编整理的通知，希望对大家有帮助。
fn behind_editor(text: &str) -> &str {
    let mut rest = text;
    for _ in 0..MOST_REMARKS {
        let end = rest.find('。').filter(|&at| rest.get(..at).is_some_and(|head| EDITORS.is_in(head)));
        let Some(behind) = end.and_then(|at| rest.get(at + '。'.len_utf8()..)) else { break };
        rest = behind.trim_start();
    }
    rest
}

/// What editors of pages write, and how many such sentences they write at most.
static EDITORS: WordSet = WordSet::of("title_words", "editor");
const MOST_REMARKS: usize = 3;

/// For 甲市人民政府令第3号《甲办法》已经…: the title of the paper that an order promulgates in one line with its text.
pub(super) fn ordered_title(line: &str) -> Option<std::ops::Range<usize>> {
    let found = (line.len() > SHORTEST_ORDER).then(|| ORDERED.captures(line)).flatten()?;
    let title = found.name("title")?;
    ends_like_title(title.as_str()).then_some(title.range())
}

/// For 甲局通告第22/2008号 停车证续期安排 [注：本通告应交：…]: the title of a circular of Hong Kong, behind its number.
pub(super) fn circular_title(line: &str) -> Option<std::ops::Range<usize>> {
    let head = first_bytes(line, HEAD);
    let found = head.contains('/').then(|| CIRCULAR.captures(head)).flatten()?;
    Some(found.name("title")?.range())
}

/// The number of such a circular, its title and what follows it.
static CIRCULAR: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?:通告|通函)\s*第\s*[0-9]{1,4}/(?:19|20)?[0-9]{2}\s*号\s+(?P<title>[^。；：:，\[（(]{4,60}?)\s+(?:[\[（(]\s*注|摘要|引言|目的)";
    Regex::new(pattern).unwrap_or_else(|e| panic!("{e}"))
});

/// Such a line is longer, in bytes.
const SHORTEST_ORDER: usize = 120;
/// 令第3号《甲办法》已经…通过.
static ORDERED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?:令|公告)\s*[（(]?第\s*[0-9〇一二三四五六七八九十百零]{1,5}\s*号[）)]?\s*(?:现发布|现公布|现将)?《(?P<title>[^《》。]{4,60})》(?:已|业|经|由|，自|现)";
    Regex::new(pattern).unwrap_or_else(|e| panic!("{e}"))
});

/// What follows 第1页共4页 and the like, which a copy of a printed paper begins with.
fn behind_page_count(text: &str) -> &str {
    let count = |text: &'_ str, mark: char| {
        let rest = text.strip_prefix(mark)?.trim_start();
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
        behind.strip_prefix('页').filter(|_| behind.len() < rest.len()).map(|rest| text.len() - rest.len())
    };
    let first = count(text, '第').and_then(|at| text.get(at..)).map(str::trim_start);
    let second = first.and_then(|rest| Some(rest.get(count(rest, '共')?..)?.trim_start()));
    second.or(first).unwrap_or(text)
}

/// 甲公司关于…的通知.
fn about_title(line: &str) -> Option<std::ops::Range<usize>> {
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
    let start = start + letterhead(line.get(start..about)?);
    let start = if start == about { apart(before).unwrap_or(start) } else { start };
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

/// For 甲发〔2020〕3号 甲市人民政府 before 关于: where the issuer begins that stands apart from it.
fn apart(before: &str) -> Option<usize> {
    let head = before.trim_end();
    let start = MASTHEAD.find_iter(head).last().map_or(0, |m| m.end());
    (head.len() < before.len() && head.get(start..).is_some_and(is_organ)).then_some(start)
}

/// The length of a letterhead before a short name of the issuer.
fn letterhead(issuer: &str) -> usize {
    let starts = SHORT_ISSUERS.words().iter().filter_map(|word| issuer.rfind(word));
    starts.filter(|at| issuer.get(..*at).is_some_and(|head| head.ends_with("公司"))).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_without_about() {
        let check = |line: &str, expect: Option<&str>| {
            assert_eq!(title(line).and_then(|r| line.get(r)), expect, "{line}");
        };
        check("内部事项甲公司防汛会议纪要〔2021〕3号甲公司", Some("甲公司防汛会议纪要"));
        check("甲公司防汛会议精神传达提纲一、基本情况", Some("甲公司防汛会议精神传达提纲"));
        check("甲市停车秩序整治方案  为贯彻", Some("甲市停车秩序整治方案"));
        check("第 1 页 共 4 页 甲市停车工作方案为贯彻", Some("甲市停车工作方案"));
        check("甲市停车管理规定 （2016年3月1日甲市", Some("甲市停车管理规定"));
        check("甲局乙公司防汛合作协议（送审稿）为贯彻", Some("甲局乙公司防汛合作协议（送审稿）"));
        check("关于甲队防汛人选汇报现将人选汇报如下", Some("关于甲队防汛人选汇报"));
        check(
            "守住每一道堤为防汛多作贡献在甲公司2022年防汛会议上的报告（2022年2月16日）李某",
            Some("守住每一道堤为防汛多作贡献"),
        );
        check("甲公司办公室2021年5月6日防汛会议纪要一、", None);
        check("甲市停车示范项目的公示根据停车条例，", Some("甲市停车示范项目的公示"));
        check("本次停车公告根据停车条例，", None);
        check("为落实甲局停车公告〔2020〕3号", None);
        check("甲小区停车规约 甲小区停车规则（征集稿） 为维护", Some("甲小区停车规则（征集稿）"));
        check("甲小区停车收费办法 甲小区停车管理规定 为维护", Some("甲小区停车管理规定"));
        check("甲县停车工作方案 各乡镇人民政府，县直各部门： 为", Some("甲县停车工作方案"));
        check("甲县停车管理办法云政办规〔2020〕3号第一条 为", Some("甲县停车管理办法"));
        check("甲县停车清单（2025年版）云财采〔2025〕2号各单位：", Some("甲县停车清单（2025年版）"));
        check("甲县停车若干措施 （云政办发〔2020〕3号） 为促进", Some("甲县停车若干措施"));
        check(
            "停车通知下面是小编整理的停车通知，希望对大家有帮助。甲市停车工作通知为进一步",
            Some("甲市停车工作通知"),
        );
        check("甲集团有限公司国网防汛办关于查堤的通知各队：", Some("国网防汛办关于查堤的通知"));
    }

    #[test]
    fn orders_in_one_line() {
        let text = "已经市人民政府同意，现予发布。市长王某二○一二年三月一日第一章总则第一条为了有序停车，制定本规定。";
        let check = |head: &str, expect: Option<&str>| {
            let line = format!("{head}{text}");
            assert_eq!(ordered_title(&line).and_then(|r| line.get(r)), expect, "{head}");
        };
        check("甲市人民政府令第3号《甲市停车管理规定》", Some("甲市停车管理规定"));
        check("甲市人大常委会公告（第三号）《甲市停车条例》", Some("甲市停车条例"));
        check("甲市人民政府令第3号、《甲市停车管理规定》", None);
        check("甲市人民政府令第3号现发布《甲市停车管理规定》，自发布之日起施行。", Some("甲市停车管理规定"));
        let circular =
            "档号：甲/1 乙局通告第22/2008号 停车证续期安排 [ 注：本通告应交：各停车场 ] 摘要 本通告";
        assert_eq!(circular_title(circular).and_then(|r| circular.get(r)), Some("停车证续期安排"));
    }

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
        check("云政发〔2020〕3号 甲市人民政府 关于停车的通知 各区：", Some("甲市人民政府 关于停车的通知"));
        check("首页 » 政务公开 » 甲市人民政府关于停车的通知 各区：", Some("甲市人民政府关于停车的通知"));
        check("近日，有关部门发布消息。关于此事的通知已经发出", None);
        let text = "为了有序停车，现将有关事项通知如下：一、各停车场应当公示收费标准。二、各部门应当加强检查。三、各区应当按时报送情况，逾期不报的予以通报，情况属实的依法处理。";
        let glued = |head: &str| {
            let line = format!("{head}{text}");
            title_before_addressee(&line).and_then(|r| line.get(r)).map(str::to_owned)
        };
        assert_eq!(glued("关于停车的通知各区公安局，各停车管理所：").as_deref(), Some("关于停车的通知"));
        assert_eq!(
            glued("关于停车的通知局各科室，公证处，各停车管理所：").as_deref(),
            Some("关于停车的通知")
        );
        assert_eq!(glued("关于停车的通知（云政发〔2020〕3号）各区：").as_deref(), Some("关于停车的通知"));
        assert_eq!(glued("关于停车的通知各单位要求："), None);
        assert_eq!(
            glued("关于停车的通知 发布时间：2020-03-01 来源：甲市政府").as_deref(),
            Some("关于停车的通知")
        );
    }
}
