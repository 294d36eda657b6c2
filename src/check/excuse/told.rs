//! Sentences that tell of a thing: a definition, what was done in times past, a fault somebody found.

use crate::lexicon::Regex;

use super::words::{Sense, Shape, WORDS, any_of};
use crate::text::first_chars;

/// 本办法所称行政处罚，包括
static DEFINED: Shape = Shape::new(|| {
    Regex::new(r"所称的?[^，。；]{1,24}，?(?:主要)?(?:是指|指的是|系指|包括|包含|即|是|指)[^。；]*$").ok()
});

/// 2024年，全市共, 去年以来，全县累计: close before the verb.
static PERIOD: Shape = Shape::new(|| {
    let (period, total) = (any_of(Sense::Period), any_of(Sense::Total));
    // 共没收所得12万元，扣押…: one sum may stand before.
    let sum = "(?:[^，。；]{0,10}[0-9][^，。；]{0,10}[，、][^，。；]{0,6})?";
    Regex::new(&format!(r"(?:[0-9]{{4}}年|{period})[^。；]{{0,24}}?{total}[^，。；共享同有用]{{0,8}}{sum}$"))
        .ok()
});

/// 累计对320名
static COUNTED: Shape = Shape::new(|| {
    Regex::new(r"(?:累计|总计|合计)(?:已)?对?[0-9]+余?(?:名|家|户|辆|件|起|处)[^，。；的次以]{0,10}$").ok()
});

/// 120万元, 320辆
static AMOUNT: Shape = Shape::new(|| {
    Regex::new(
        r"[0-9]+(?:\.[0-9]+)?[万亿余多]{0,2}(?:元|名|家|户|辆|件|起|处|人|个|台|次|宗|张|本|份|吨|公斤)",
    )
    .ok()
});

/// What makes an amount a condition or a limit.
static TERMS: Shape =
    Shape::new(|| Regex::new(r"的，|以上|以下|以内|达到|超过|不低于|不超过|每[户人年月次辆件家]").ok());

/// Whether the thing is told of as done: a period and a sum in front, an amount in it or behind.
pub(super) fn is_past(before: &str, inside: &str, after: &str) -> bool {
    let behind = first_chars(after, 16);
    let has = |shape: &Shape| shape.is_match(inside) || shape.is_match(behind);
    !has(&TERMS) && (PERIOD.is_match(before) && has(&AMOUNT) || COUNTED.is_match(before))
}

/// Whether the thing is what a word is said to mean.
pub(super) fn is_defined(before: &str) -> bool {
    DEFINED.is_match(before)
}

/// 处五万元以上罚款的，应当听证; 罚款金额在十万元以上的，奖励…: the sanction says which cases are meant.
static WEIGHED: Shape = Shape::new(|| {
    let (procedure, benefit) = (any_of(Sense::Procedure), any_of(Sense::Benefit));
    Regex::new(&format!(
        r"^[^，。；]{{0,16}}的[^，。；]{{0,12}}，[^。；]{{0,30}}?(?:{procedure}|{benefit})|^[^，。；]{{0,10}}(?:案件|决定)[^，。；]{{0,24}}?{procedure}"
    ))
    .ok()
});

/// Whether a sanction only says which cases go through a procedure or how much a reward is.
pub(super) fn is_weighed(inside: &str, after: &str) -> bool {
    WEIGHED.is_match(after) && WORDS.find(Sense::Penalty, inside).is_some()
}

/// 本办法所称重大处罚，是指下列情形：; 下列处罚应当听证：
static WEIGHED_LIST: Shape = Shape::new(|| {
    let procedure = any_of(Sense::Procedure);
    Regex::new(&format!(
        r"{procedure}[^，。；]{{0,16}}[：:。]?$|(?:属于|为)[^，。；]{{0,4}}(?:重大|较大)[^，。；]{{0,10}}[：:。]?$|(?:重大|较大)[^，。；]{{0,14}}，?(?:主要)?(?:包括|是指|指)[^。；]{{0,20}}[：:]?$"
    ))
    .ok()
});
/// 给予下列处罚：
static IMPOSED: Shape = Shape::new(|| {
    Regex::new(r"(?:给予|处以?|予以)[^，。；]{0,4}(?:下列|以下|如下)[^，。；]{0,8}[：:。]?$").ok()
});

/// Whether the lead of a list says which cases go through a procedure, or which are weighty.
pub(super) fn is_weighed_list(lead: &str) -> bool {
    let lead = lead.trim_end();
    WEIGHED_LIST.is_match(lead) && !IMPOSED.is_match(lead)
}

/// 个别社区, 有的部门 at the head of a clause
static SOMEBODY: Shape = Shape::new(|| {
    let (some, body) = (any_of(Sense::Some), any_of(Sense::Body));
    Regex::new(&format!(
        r"(?:^|[，：；、]|发现|指出|反映|存在|仍有|还有){some}[^，。；的由向对给为在]{{0,4}}?{body}[^。；]{{0,40}}$"
    ))
    .ok()
});

/// 审计指出，
static REPORTED: Shape = Shape::new(|| {
    let (reporter, report) = (any_of(Sense::Reporter), any_of(Sense::Report));
    Regex::new(&format!(r"{reporter}[^，。；]{{0,8}}{report}[，：][^。；]{{0,40}}$")).ok()
});

/// What lays down all the same: 经检查发现，一律…, 部分单位可以….
static DECIDES: Shape = Shape::new(|| Regex::new(r"一律|予以|应当|必须|可以|可由|，由|的，|将").ok());

/// Whether the words lay something down: 发现乱停的，(扣押车辆) is a condition and its sanction.
pub(super) fn decides(words: &str) -> bool {
    DECIDES.is_match(words)
}

/// 擅自规定, 在公告中要求: somebody did it, without leave or elsewhere, whatever it was.
static UNCALLED: Shape = Shape::new(|| {
    Regex::new(
        r"(?:擅自|违规|违法)(?:规定|设定|设立|要求|收取|扣押)|在[^，。；]{0,8}(?:公告|文件|合同|通知|章程)[里中](?:违规|擅自)?(?:要求|规定|设置)",
    )
    .ok()
});

/// Whether the thing is reported as somebody's fault.
pub(super) fn is_reported(before: &str) -> bool {
    let clauses = before.rsplit(['；', '。']).next().unwrap_or_default();
    (SOMEBODY.is_match(clauses) || REPORTED.is_match(clauses))
        && (!decides(clauses) || UNCALLED.is_match(clauses))
        && WORDS.find(Sense::Ban, clauses).is_none()
}
