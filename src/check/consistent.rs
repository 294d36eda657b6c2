//! `consistent`: the group `value` of all matches must read the same.

use super::judgement::{Flaw, Judgement};
use super::matching::{RuleContext, Search};

pub(super) fn run(cx: &RuleContext<'_>, search: Search<'_>) -> Judgement {
    let found = cx.matches(search);
    let Some(first) = found.first() else {
        return Judgement::not_applicable("文中没有规则所指的内容");
    };
    let other = found.iter().find(|m| m.var("value") != first.var("value"));
    let flaws = other.map(|m| {
        let flaw = Flaw { span: m.span, vars: m.vars.clone(), related: Vec::new() };
        flaw.with("first", first.var("value"))
            .related(first.span, format!("前文写作“{}”", first.var("value")))
    });
    Judgement::of(flaws.into_iter().collect(), "前后一致").evidence([first.span])
}
