//! Sentences of a newspaper that tell, quote or guess instead of saying what was laid down.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::modal::{Guard, Modal};
use crate::facts::clause::Shape;

/// Somebody says or thinks something, something has happened, something is expected.
static TELLS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("认为|坦言|看来|预计|有望|或将|意味着|业内|(?:知情|相关|市场|分析|行业|权威|机构)人士|记者|告诉|专家|首席(?:经济|分析|研究|策略)|分析师|经济学家|教授|研究员|感慨|此前[^的]|今年以来|同比|环比").ok()
});

/// Somebody else says or thinks something.
static QUOTES: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("表示|认为|指出|坦言|看来|预计|有望|或将|业内|人士|记者|告诉|专家").ok());

/// Whether the modal belongs to what a newspaper or a report tells as done: 了 in its clause, or for who is in charge of
/// what, anywhere.
pub(super) fn is_told(text: &str, shape: &Shape, modal: &Modal) -> bool {
    // 通知明确了…可申请 says what was laid down.
    const SAID: [&str; 5] = ["明确", "规定", "提出", "要求", "强调"];
    let done = |text: &str| {
        text.match_indices('了').any(|(at, le)| {
            let said = text.get(..at).is_some_and(|head| SAID.iter().any(|word| head.ends_with(word)));
            !said && !text.get(at + le.len()..).is_some_and(|rest| rest.starts_with('解'))
        })
    };
    let clause = shape.clauses.get(modal.clause).is_some_and(|clause| done(clause.of(text)));
    clause || matches!(modal.guard, Guard::Duty | Guard::Lead) && done(shape.body.of(text))
}

/// Whether a sentence of a speech tells what others say; what has happened may lead to what is to be done.
pub(super) fn is_quote(text: &str, shape: &Shape) -> bool {
    QUOTES.as_ref().is_some_and(|quotes| quotes.is_match(shape.body.of(text)))
}

/// Whether a sentence of a newspaper is hearsay. Who sends the dispatch says nothing, and 排查去年以来的项目 is a task of today.
pub(super) fn is_hearsay(text: &str, shape: &Shape, modal: &Modal) -> bool {
    let body = shape.body.of(text);
    let dateline = DATELINE.as_ref().and_then(|line| line.find(body)).map_or(0, |line| line.end());
    let lead = text.get(shape.body.start as usize..modal.span.start as usize).unwrap_or("");
    TELLS.as_ref().is_some_and(|tells| tells.is_match(body.get(dateline..).unwrap_or("")))
        || lead.contains("去年")
}

/// 某社某市3月5日电（记者某某）
static DATELINE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("^[^，。；]{2,40}[电讯](?:（[^（）]{0,12}记者[^（）]{1,30}）)").ok());
