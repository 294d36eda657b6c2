//! `consistent`: the group `value` of all matches must read the same.

use super::judgement::{Flaw, Judgement};
use super::matching::{RuleContext, Search};

pub(super) fn run(cx: &RuleContext<'_>, search: Search<'_>) -> Judgement {
    let found = cx.matches(search);
    let Some(first) = found.first() else {
        return Judgement::not_applicable("文中没有规则所指的内容");
    };
    // The spelling used least is the slip; of equals, the one that stands last.
    let count = |value: &str| found.iter().filter(|m| m.var("value") == value).count();
    let is_mixed = found.iter().any(|m| m.var("value") != first.var("value"));
    let slip = found.iter().rev().filter(|_| is_mixed).min_by_key(|m| count(m.var("value")));
    let flaws = slip.map(|slip| {
        let slip = found.iter().find(|m| m.var("value") == slip.var("value")).unwrap_or(slip);
        let usual = found.iter().find(|m| m.var("value") != slip.var("value")).unwrap_or(first);
        let flaw = Flaw { span: slip.span, vars: slip.vars.clone(), related: Vec::new() };
        flaw.with("usual", usual.var("value"))
            .related(usual.span, format!("别处写作“{}”", usual.var("value")))
    });
    Judgement::of(flaws.into_iter().collect(), "前后一致").evidence([first.span])
}
