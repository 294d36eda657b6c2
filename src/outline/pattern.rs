//! What single lines look like: title, document number, issuing body, addressee, date of signing, page furniture.
//!
//! These are the title and layout patterns of official documents; no line is judged here by what it says.

use std::sync::LazyLock;

use crate::lexicon::{Regex, WordSet};

/// How those are named besides who are addressed as 朋友们.
const PEOPLE: [char; 6] = ['民', '友', '者', '户', '客', '机'];
/// 朋友们 behind those who are addressed.
static FRIENDS: WordSet = WordSet::of("title_words", "friends");

/// A compiled pattern; the sources are constants of this file, so failing to compile is a defect of the build.
macro_rules! pattern {
    ($name:ident, $($part:expr),+ $(,)?) => {
        static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(concat!($($part),+)).unwrap_or_else(|e| panic!("{e}")));
    };
}

pattern!(
    TITLE_END,
    r"(?:通知|通告|公告|公示|通报|决定|决议|命令|意见|办法|规定|细则|规则|条例|章程|方案|计划|规划|纲要|要点|总结|报告|汇报|请示|批复|函|答复",
    r"|措施|政策|制度|规范|标准|指南|指引|目录|清单|预案|纪要|提纲|协议|(?:讲话|致辞|致词|发言|演讲)(?:全文|稿|摘要|实录|摘编)?|倡议书|计划书|简章|(?:条例|办法|规定|规则)草案|公约|规约|解读|说明|规程|守则|准则|举措|须知|(?:决定|告知|通知|裁决|判决|裁定|催告|调解)书|建议|行动|基准|修正案|[火山牧渔采捕猎燃放奖严]令|重点任务|任务分工|分工表|分解表|一览表|进度表|安排表|时间表|提示[单函]?|公开信|一封信|(?:意见|建议|承诺|责任|任务|报告|协议|说明|提示|警示)书|的解释|慰问信|感谢信|工作机制|推进机制|[一二三四五六七八九十[0-9]]{1,3}条)",
    r"[”》〉]?(?:\s*[（(〔\[【][^（）()]{1,40}[）)〕\]】])*$"
);
pattern!(
    NUMBER,
    r"^[（(]?(?:[[一-鿿]（）()·A-Za-z]*[〔\[【﹝（(［{〈]\s*(?:19|20)[0-9]{2}\s*[〕\]】﹞）)］}〉]\s*第?\s*[0-9]{1,5}\s*号?|第?\s*[0-9]{1,4}\s*号|(?:19|20)[0-9]{2}\s*年\s*第\s*[0-9]{1,4}\s*号|[[一-鿿]]{2,40}(?:令|公告|通告)\s*[（(]?(?:(?:19|20)[0-9]{2}\s*年)?\s*第?\s*(?:[0-9]{1,4}|[〇一二三四五六七八九十百零]{1,6})\s*号|第[〇一二三四五六七八九十百]{1,6}号|[A-Z]{2,6}[0-9]{0,4}[-—－–][0-9]{4}[-—－–][0-9]{1,7}|[A-Z]{2}[0-9]{10})[）)]?$"
);
pattern!(
    ORGAN,
    r"(?:人民政府|政府|办公室|办公厅|委员会|管委会|村委会|居委会|两委会|村两委|国资委|发展改革委|卫生健康委|卫健委|局|厅|部|院|署|总局|中心|领导小组|协调小组|工作小组|推进小组|指挥部|工作组|联席会议|专班|支行|分行|总行|银行|法院|检察院|党委|党组|人大常委会|县委|市委|省委|区委|办事处|公司|协会|管理处|大队|支队|总队|工会|分局|街道|服务站|管理所|档案馆|图书馆|博物馆|文化馆|科技馆|美术馆|纪念馆|督查室|研究室|教研室|总社|供销社|妇联|残联|工商联|证监会|银保监会|银监会|保监会|贸促会|红十字会|大学|学校|中学|小学|中心校|幼儿园|司|纪检监察组|纪检组|监察组|巡察组|督导组|督查组|校长室|园长室|政教处|教务处|教导处|总务处|学生处|保卫处|德育处|委)(?:[（(][^（）()]{1,20}[）)])?$"
);
pattern!(
    DAY_AT_END,
    r"(?:[12][0-9０-９]{3}|[一二][〇○零ＯOo0◯一二三四五六七八九Ο]{3})\s*年\s*(?:[0-9]{1,2}|[０-９]{1,2}|[一二三四五六七八九十]{1,3}|[Xx×＊*]{1,2})?\s*月\s*(?:[0-9]{1,2}|[０-９]{1,2}|[一二三四五六七八九十]{1,3}|[Xx×＊*]{1,2})?\s*[日号]$"
);
pattern!(
    ADDRESSED,
    r"(?:政府|部门|机构|单位|企业|公司|局|委|委员会|办|办公室|厅|处|室|科室|中心|管委会|街道|镇|乡|村|院|校|行|社|会|所|站|队|机关|院所|高校|学校|厂|银行|学院|大学|旗|州|盟|市|县|区|省|部|署|人|职工|居民|市民|群众|代表|委员|业主|家庭|团体|组织|开发商|经营者|从业者|经营户|同志|公民|旅客|乘客|用户|考生|家长|商户|领导|车主|店主|业户|农户|住户|村民|农民|师生|游客)(?:[（(][^（）()]{1,30}[）)])?[：:]?$"
);
// 通知如下：, 联系电话：, 某某表示：: other lines that end in a colon.
pattern!(
    NOT_ADDRESSED,
    r"如下|以下|下列|下述|消息|原文|全文|附件|指出|各位|女士|朋友们|同志们|表示|提出|记者|问题|要求|内容|答|为了|现将|根据|关于|〔|联系|地址|电话|其中|包括|来源|主持人"
);
pattern!(PRINTED, r"(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日\s*(?:印发|印制|印)$");

pattern!(
    TAIL,
    r"^[【（(\[]?(?:供稿单位|供稿|责任编辑|责编|编\s*辑|来\s*源|信息来源|稿件来源|作\s*者|审\s*核|公开方式|公开属性|信息公开属性|相关链接|相关附件|相关解读|相关文件|友情链接|扫一扫|分享到?|分享|下载附件|打印.{0,6}|关闭.{0,4}|上一篇|下一篇|阅读原文|版权所有|主办单位|网站标识码|备案序号)\s*(?:[:：】\]]|$)"
);
pattern!(
    RECORD,
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} \| (?P<organ>[^|]{1,80}) \| (?P<title>[^|]+)"
);

pattern!(
    FULL_TEXT,
    r"(?:印发|发布|出台|下发|公布|颁布)了?《[^《》]{8,}》(?:的通知)?[:：]$|(?:全文|原文)(?:如下|为)?(?:[:：]|[—―–-]{1,4})$|(?:文件|通知|公告|通告|意见|办法|方案|细则)详情如下[:：]$|(?:以下|如下).{0,8}(?:全文|原文)(?:[:：]|[—―–-]{1,4})$"
);

pattern!(
    LEADING_NUMBER,
    r"^(?:[[一-鿿]]{1,16}[〔\[【（(](?:19|20)[0-9]{2}[〕\]】）)]第?[0-9]{1,5}号\s*|[[一-鿿]、 ]{2,60}(?:公告|通告|令)\s*(?:(?:19|20)[0-9]{2}\s*年\s*)?第?\s*[0-9]{1,4}\s*号[ \u{3000}:：]+)"
);
pattern!(
    ANNOUNCED_TITLE,
    r"^(关于.{8,200}?|[^以如下]{2}.{8,200}?)(?:的)?(?:原文|全文)(?:如下)?(?:[:：]|[—―–-]{1,4})$"
);

pattern!(
    LEADING_DAY,
    r"^(?:[12][0-9]{3}|[一二][〇○零ＯOo0◯一二三四五六七八九Ο]{3})\s*[-/.年]\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*[-/.月]\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*日?[，,、\s]\s*"
);

pattern!(LEADING_DATE, r"^(?:[12][0-9]{3}|[一二][〇○零ＯOo0◯一二三四五六七八九Ο]{3})\s*年[^年。；]{2,12}日");

/// Longest title line in bytes: about 80 characters.
const LONGEST_TITLE_LINE: usize = 240;
/// Longest name, or names, of organs before a date, in characters.
const LONGEST_ORGAN: usize = 80;
/// Longest headline in bytes: about 45 characters.
const LONGEST_HEADLINE: usize = 140;

/// What a line ends with that announces the full text of a paper below it.
const ANNOUNCING: [char; 6] = [':', '：', '—', '―', '–', '-'];

/// Whether the line may be (a line of) a title: not long, without the marks that end or break running text. A comma is
/// borne only in 关于…，…的通知.
pub(super) fn may_be_title(line: &str) -> bool {
    let long = line.len() > LONGEST_TITLE_LINE;
    (6..=2 * LONGEST_TITLE_LINE).contains(&line.len())
        && (!long || line.contains("关于") && line.contains('》') && ends_like_title(line))
        && !line.ends_with(STOPS)
        && !line.contains(['。', '；'])
        && (!line.contains('，')
            || (line.contains("关于") && !line.contains("根据") && ends_like_title(line)))
}

/// Whether the line may be the headline of a news page: a comma is common in these.
pub(super) fn may_be_headline(line: &str) -> bool {
    (30..=LONGEST_HEADLINE).contains(&line.len()) && !line.ends_with(STOPS) && !line.contains(['。', '；'])
}

/// The marks that end running text or announce a list.
pub(super) const STOPS: [char; 11] = ['。', '；', ';', '，', ',', '：', ':', '、', '！', '？', '?'];

/// Whether the line ends like a title: in a kind of document, perhaps with a bracket such as （试行） behind it.
pub(crate) fn ends_like_title(line: &str) -> bool {
    // 关于印发《甲市停车管理办法 goes on in the next line.
    line.matches('《').count() <= line.matches('》').count() && TITLE_END.is_match(line)
}

/// Whether a line near the end is page furniture: editors, links, source.
pub(super) fn is_portal_tail(line: &str) -> bool {
    line.len() <= 400 && TAIL.is_match(line)
}

/// Whether the whole line stands in brackets.
pub(crate) fn is_note(line: &str) -> bool {
    const ROUND: [char; 4] = ['（', '）', '(', ')'];
    let opened = line.strip_prefix(['（', '(', '〔', '[', '【']);
    let Some(inner) = opened.and_then(|rest| rest.strip_suffix(['）', ')', '〕', ']', '】'])) else {
        return false;
    };
    if line.len() > 600 {
        return false;
    }
    let Some((head, rest)) = inner.find(ROUND).and_then(|at| inner.split_at_checked(at)) else {
        return inner.chars().count() <= 212;
    };
    // A bracket of its own near the head: （2020年3月1日甲市（第4次）会议通过）.
    let is_pair = |rest: &str| {
        let rest = rest.strip_prefix(['（', '('])?;
        let (within, behind) = rest.split_at_checked(rest.find(ROUND)?)?;
        let behind = behind.strip_prefix(['）', ')'])?;
        ((1..=20).contains(&within.chars().count())
            && !behind.contains(ROUND)
            && behind.chars().count() <= 200)
            .then_some(())
    };
    head.chars().count() <= 12 && is_pair(rest).is_some()
}

/// For a line exported from a database, `time | body | title | …`: the byte ranges of body and title.
pub(crate) fn record(line: &str) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    if !line.as_bytes().first()?.is_ascii_digit() {
        return None;
    }
    let found = RECORD.captures(line)?;
    let (organ, mut title) = (found.name("organ")?, found.name("title")?);
    // A record without a body has its title in the second field.
    if organ.as_str().contains('【') {
        title = organ;
    }
    let title_end = title.start() + title.as_str().trim_end().len();
    let title = printed_title(line, title.start()..title_end).unwrap_or(title.start()..title_end);
    Some((organ.start()..organ.start() + organ.as_str().trim_end().len(), title))
}

/// Of `… | 关于…的通知 | 甲部 乙委关于…的通知` the last field: the title as the paper prints it, with its issuers.
fn printed_title(line: &str, title: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let field = line.get(title.end..)?.trim_start_matches([' ', '|']).trim_end();
    let issuers = field.strip_suffix(line.get(title)?)?;
    let all = !issuers.is_empty() && issuers.split_whitespace().all(is_organ);
    let start = line.trim_end().len() - field.len();
    all.then_some(start..start + field.len())
}

/// For 甲发〔2020〕1号甲局关于…的通知 on one line: where the title begins behind the number.
pub(crate) fn number_before_title(line: &str) -> Option<usize> {
    LEADING_NUMBER.find(line).map(|m| m.end()).filter(|&at| line.len() > at + 24)
}

/// For 关于…的通知全文如下：: the length of the title in bytes.
pub(super) fn announced_title(line: &str) -> Option<usize> {
    if !line.ends_with(ANNOUNCING) || !(line.contains("全文") || line.contains("原文")) {
        return None;
    }
    let title = ANNOUNCED_TITLE.captures(line)?.get(1)?;
    ends_like_title(title.as_str()).then_some(title.end())
}

/// Whether the line announces the full text of a document that a news item quotes: 以下为文件全文：.
pub(crate) fn announces_text(line: &str) -> bool {
    line.len() <= 240 && line.ends_with(ANNOUNCING) && FULL_TEXT.is_match(line)
}

/// Whether the line is one of those that stand between the title and the text of an article in a journal.
pub(crate) fn is_article_mark(line: &str) -> bool {
    let bare = line.trim_start_matches(['【', '[', '［', ' ', '\u{3000}']);
    ["作者单位", "作者简介", "收稿日期", "关键词", "中图分类号", "基金项目", "摘要", "摘 要", "摘　要"]
        .iter()
        .find_map(|mark| bare.strip_prefix(mark))
        .is_some_and(|rest| rest.trim_start().starts_with(['】', ']', '］', ':', '：']))
}

/// Whether the line names an author and nothing else: 王某, 李 某, 作者：某某某.
pub(super) fn is_byline(line: &str) -> bool {
    let marked = ["作者：", "作者:", "文/", "文｜", "作者 "].iter().find_map(|key| line.strip_prefix(key));
    let name = marked.unwrap_or(line);
    let han = name.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    let clean = name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || c.is_whitespace() || c == '·');
    (2..=if marked.is_some() { 12 } else { 3 }).contains(&han) && clean
}

/// 公 告, 会 议 制 度: the characters of a line that are set apart by blanks, without them.
pub(crate) fn spaced(line: &str) -> Option<String> {
    let mut chars = line.chars();
    // Most lines have no blank behind their first character.
    let parted = chars.next().is_some_and(is_han) && chars.next().is_some_and(char::is_whitespace);
    let single = |word: &str| word.chars().count() == 1 && word.chars().all(is_han);
    if !parted || line.len() > LONGEST_SPACED || !line.split_whitespace().all(single) {
        return None;
    }
    Some(line.split_whitespace().collect())
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Longest line of spaced characters, in bytes.
const LONGEST_SPACED: usize = 100;

/// Whether the line is the number of a page: — 2 —, -12-.
pub(crate) fn is_page_mark(line: &str) -> bool {
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    let marked = line.starts_with(['-', '—', '–', '－']) && line.ends_with(['-', '—', '–', '－']);
    marked && (1..=4).contains(&digits) && line.chars().all(|c| c.is_ascii_digit() || "-—–－ ".contains(c))
}

/// Whether the line is nothing but a document or registration number.
pub(super) fn is_number(line: &str) -> bool {
    line.len() <= 120 && NUMBER.is_match(line)
}

/// Whether a line of an old law tells one of its promulgations: 1.中华民国八十年一月一日内政部令发布.
pub(super) fn is_promulgation(line: &str) -> bool {
    line.len() <= 400 && line.starts_with(|c: char| c.is_ascii_digit()) && line.contains("中华民国")
}

/// Whether the line is nothing but names of organs: the masthead or the signature block.
pub(crate) fn is_organ(line: &str) -> bool {
    line.len() >= 6
        && line.len() <= 180
        && !line.contains(['。', '；', '：', ':', '，', ',', '、', '《', '“', '?', '？', '|', '>'])
        && !line.contains("关于")
        && ORGAN.is_match(line)
}

/// For a line that is a date, perhaps with the issuing body before it: the length of the part before the date in bytes.
/// `2022年 月 日` counts, though it says no date.
pub(crate) fn signed(line: &str) -> Option<usize> {
    // 2020年3月1日 | http://…: the last line of a record with its address.
    let line = line.find(" | http").and_then(|at| line.get(..at)).map_or(line, str::trim_end);
    // 甲局 2020年3月1日 |: the last cell of a table that holds the paper; 2020年3月1日?: a blank that was lost.
    let line = line.trim_end_matches([' ', '|', '?', '？']);
    // A row of a table that ends in a day is signed by nobody.
    if line.len() > 320 || !line.ends_with(['日', '号']) || line.contains('\t') {
        return None;
    }
    let organ = line.get(..DAY_AT_END.find(line)?.start())?.trim_end();
    // （此件发至县）2020年3月1日
    if organ.ends_with(['）', ')']) && organ.trim_start_matches(['（', '(']).starts_with("此件") {
        return Some(0);
    }
    (organ.is_empty() || organ.chars().count() <= LONGEST_ORGAN && is_organ(organ)).then_some(organ.len())
}

/// Whether the line is a day with the organ or the number of the paper behind it, 1990年3月10日，甲部, or the number with the day
/// behind it.
pub(crate) fn is_dated(line: &str) -> bool {
    let numbered = |line: &str| {
        let number = line.get(..DAY_AT_END.find(line)?.start())?.trim_end();
        Some(is_number(number))
    };
    if line.len() <= 160 && line.ends_with('日') && line.contains('号') && numbered(line) == Some(true) {
        return true;
    }
    let digit = line.starts_with(|c: char| c.is_ascii_digit() || c == '一' || c == '二');
    let behind = || line.get(LEADING_DAY.find(line)?.end()..);
    digit && line.len() <= 160 && behind().is_some_and(|rest| is_organ(rest) || is_number(rest))
}

/// Whether the line tells when and by whom a law was adopted, promulgated or put into force, perhaps in brackets:
/// 2020年3月1日甲市人民代表大会常务委员会第四次会议通过.
pub(crate) fn tells_enactment(line: &str) -> bool {
    let bare = line.trim_start_matches(['（', '(']);
    let opens = bare.starts_with(['1', '2', '一', '二']) && bare.contains('日') && line.len() <= 600;
    let ends = |bare: &str| {
        ["通过", "公布", "发布", "修订", "修正", "批准", "施行", "实施", "颁布"]
            .iter()
            .any(|end| bare.ends_with(end))
    };
    opens && ends(bare.trim_end_matches(['）', ')'])) && LEADING_DATE.is_match(bare)
}

/// Whether the line is the letterhead of an organ: 甲市人民政府文件.
pub(super) fn is_letterhead(line: &str) -> bool {
    line.strip_suffix("文件").is_some_and(|organ| is_organ(organ.trim_end()))
}

/// Whether the line ends in a day: 甲公司办公室　2020年3月1日.
pub(super) fn ends_in_day(line: &str) -> bool {
    line.ends_with(['日', '号']) && DAY_AT_END.is_match(line)
}

/// Whether the line belongs to the colophon: 抄送, 印发, （此件公开发布）.
pub(super) fn is_colophon(line: &str) -> bool {
    line.len() <= 600 && (is_colophon_note(line) || begins_colophon(line) || is_printed(line))
}

/// （此件公开发布）
fn is_colophon_note(line: &str) -> bool {
    let Some(inner) = line.strip_prefix(['（', '(']).map(str::trim_start) else { return false };
    let end = inner.find(['（', '）', '(', ')']).unwrap_or(inner.len());
    let (note, rest) = inner.split_at(end);
    ["此件", "本文", "联系人", "信息公开"].iter().any(|head| note.starts_with(head))
        && rest.starts_with(['）', ')'])
        && note.chars().count() <= 124
}

/// 抄送：, 主题词：, 共印200份
fn begins_colophon(line: &str) -> bool {
    let spaced = |a: char, b: char| line.strip_prefix(a).is_some_and(|rest| rest.trim_start().starts_with(b));
    [('抄', '送'), ('抄', '报'), ('分', '送')].into_iter().any(|(a, b)| spaced(a, b))
        || ["主题词", "公开方式", "公开属性", "信息公开属性", "公开选项"]
            .iter()
            .any(|head| line.starts_with(head))
        || line.strip_prefix("共印").is_some_and(|rest| {
            let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            digits.len() < rest.len() && digits.starts_with('份')
        })
}

/// 甲市人民政府办公室 2020年3月1日印发
fn is_printed(line: &str) -> bool {
    let before = |text: &str, most: usize| (2..=most).contains(&text.chars().count());
    line.strip_suffix("印发").is_some_and(|rest| before(rest, 40))
        || line.ends_with(['发', '制', '印'])
            && PRINTED.find(line).is_some_and(|m| before(line.get(..m.start()).unwrap_or(""), 60))
}

/// Whether the line can name the addressees; it ends in a colon or the text before one is passed.
pub(crate) fn is_addressee(line: &str) -> bool {
    let line = line.trim_end_matches([':', '：']);
    // 尊敬的市民朋友们 are addressed by a notice, 朋友们 alone by a speaker.
    let line = FRIENDS
        .before(line)
        .filter(|people| ADDRESSED.is_match(people) || people.ends_with(PEOPLE))
        .unwrap_or(line);
    line.len() >= 6
        && line.len() <= 1500
        && !line.contains(['。', '！', '？', '“', '《', '%'])
        && !line.starts_with(['是', '为', '经', '据'])
        && (line.starts_with('各') || ADDRESSED.is_match(line))
        && !NOT_ADDRESSED.is_match(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        assert!(ends_like_title("关于印发甲市停车管理办法（试行）的通知"));
        assert!(ends_like_title("甲市停车管理办法(试行)"));
        assert!(!ends_like_title("甲市人民政府"));
        assert!(is_number("甲政办发〔2020〕3号"));
        assert!(is_number("第12号"));
        assert!(!is_number("根据甲政办发〔2020〕3号文件"));
        assert!(is_organ("甲市住房和城乡建设局"));
        assert_eq!(signed("2020年3月1日"), Some(0));
        assert_eq!(signed("二〇二〇年三月一日"), Some(0));
        assert!(signed("甲市人民政府办公室 2020年3月1日").is_some());
        assert!(signed("甲市人民政府办公室 2020年3月1日 |").is_some());
        assert_eq!(signed("2020年3月1日?"), Some(0));
        for organ in
            ["国家甲局综合司", "甲市停车工作协调小组", "甲市档案馆", "甲大学", "甲镇中心校", "甲省供销总社"]
        {
            assert!(is_organ(organ), "{organ}");
        }
        assert!(ends_like_title("甲县停车管理员招聘简章"));
        assert!(ends_like_title("停车服务条例草案"));
        assert!(ends_like_title("甲县人民政府森林防火禁火令"));
        assert!(!ends_like_title("甲县人民政府县令"));
        assert!(signed("自2020年3月1日至2021年3月1日").is_none());
        assert!(is_colophon("（此件公开发布）"));
        assert!(is_colophon("甲市人民政府办公室 2020年3月2日印发"));
        assert!(is_addressee("各县（市、区）人民政府，市政府各部门："));
        assert!(is_addressee("各区人民政府；市各委办局，各直属单位："));
        assert!(is_addressee("尊敬的市民朋友们：") && is_addressee("广大商户朋友："));
        assert!(!is_addressee("女士们、朋友们：") && !is_addressee("各位领导、市民朋友们："));
        assert!(ends_like_title("关于文明停车的温馨提示") && ends_like_title("停车泊位建设进度表"));
        assert_eq!(spaced("会 议 制　度").as_deref(), Some("会议制度"));
        assert_eq!(spaced("甲 市停车"), None);
        assert!(is_page_mark("— 2 —") && is_page_mark("-12-") && !is_page_mark("2020-03-01"));
        assert!(is_dated("甲停函[2008]2号 二○○八年一月三日"));
        assert!(is_dated("1990年3月10日，甲市停车局"));
        assert!(!is_dated("自2号门起 2008年1月3日"));
        assert!(tells_enactment(
            "(1996年9月26日甲市第三届人民代表大会常务委员会第七次会议通过 1996年10月1日起施行)"
        ));
        assert!(tells_enactment("1983年3月5日 甲会第二十六次会议通过"));
        assert!(tells_enactment("2000年1月1日 施行"));
        assert!(!tells_enactment("2020年以来停车有序，办法即将施行"));
        assert!(ends_like_title("甲湿地法修正案（三）"));
        assert!(may_be_title("关于优化结构，促进停车有序的通知"));
        assert!(!may_be_title("根据关于停车的规定，制定本办法"));
        assert!(!is_addressee("现将有关事项通知如下："));
    }
}
