//! The words beside a modal that decide what it says: an act, a practice, a refusal, or only what came about.

use std::sync::LazyLock;

use regex::Regex;

use super::measure;
use super::modal::opens_verb;

/// Whether an item says what to do: 提交…, 建立….
pub(super) fn acts(item: &str) -> bool {
    const HANDS_IN: [&str; 7] = ["提交", "提供", "出具", "填写", "携带", "递交", "准备"];
    measure::begins_with_verb(item) || HANDS_IN.iter().any(|verb| item.starts_with(verb))
}

/// 因而得以实现, 确保制度得以持续有效实施: what came or shall come about.
pub(super) fn comes_about(before: &str, after: &str) -> bool {
    const SMOOTHLY: [&str; 9] = ["持续", "顺利", "有效", "实现", "完成", "充分", "延续", "落实", "维持"];
    before.ends_with(['而', '使', '才', '因', '俾'])
        || ["确保", "以便", "致使", "使"].iter().any(|word| before.contains(word))
        || SMOOTHLY.iter().any(|word| after.starts_with(word))
}

/// 法律禁止的, 明令禁止: what is forbidden already.
pub(super) fn is_lawful(before: &str) -> bool {
    let lawful = ["明令", "法律", "法规", "规章", "国家", "规定", "被", "限制", "或", "或者", "限制或"];
    lawful.iter().any(|w| before.ends_with(w))
}

/// 不予受理: not 作出不予许可的决定, and no outcome that is counted.
pub(super) fn refuses(before: &str, after: &str) -> bool {
    let decision = ["决定书", "通知书", "的决定", "决定的", "许可决定", "受理决定"];
    !["作出", "出具", "是否", "准予或者", "准予或"].iter().any(|w| before.ends_with(w))
        && !decision.iter().any(|w| after.contains(w))
        && opens_verb(after.chars().next())
        && !TALLIED.as_ref().is_some_and(|tallied| tallied.is_match(after))
}

/// 杜绝擅自改建, or …等做法, …的现象 where the clause ends: what must no longer be done.
pub(super) fn names_practice(after: &str) -> bool {
    let wilful = ["擅自", "违规", "违法", "私自", "随意", "未经", "无故"];
    if wilful.iter().any(|word| after.starts_with(word)) {
        return true;
    }
    let clause = after.split(['，', ',', '。', '；', ';']).next().unwrap_or("");
    ["做法", "现象", "行为", "问题", "情形"].iter().any(|noun| {
        clause.ends_with(noun)
            || clause
                .strip_suffix("发生")
                .or_else(|| clause.strip_suffix("出现"))
                .is_some_and(|c| c.ends_with(noun))
    })
}

/// 不予受理5件: an outcome that is counted.
static TALLIED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[一-鿿]{2,6}[0-9]+(?:件|起|宗|例|份)").ok());

/// 负责日常管理的机构: the verb phrase ends in 的 and the named noun follows.
pub(super) fn relative_to(after: &str, noun: &str) -> bool {
    after.find(noun).is_some_and(|at| after[..at].ends_with('的') || after[..at].ends_with("工作的"))
}
