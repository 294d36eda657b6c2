//! `order`: the first matches of the patterns must stand in the order of the file.

use super::judgement::{Flaw, Judgement};
use super::matching::{Match, RuleContext};
use crate::rulepack::{Matcher, Scope};

pub(super) fn run(cx: &RuleContext<'_>, scope: Scope, sequence: &Matcher) -> Judgement {
    let found = cx.matches((scope, sequence, &[]));
    let mut firsts: Vec<&Match> = Vec::new();
    for index in 0..sequence.patterns.len() {
        firsts.extend(found.iter().find(|m| m.pattern == index));
    }
    if firsts.len() < 2 {
        return Judgement::not_applicable("文中没有可以比较先后的内容");
    }
    let flaws = firsts.windows(2).filter_map(|pair| match pair {
        [before, after] if after.span < before.span => {
            let flaw = Flaw { span: after.span, vars: after.vars.clone(), related: Vec::new() };
            Some(flaw.related(before.span, "应在它之前的内容"))
        }
        _ => None,
    });
    Judgement::of(flaws.collect(), "先后顺序无误").evidence(firsts.first().map(|m| m.span))
}
