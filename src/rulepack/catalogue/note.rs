//! One rule in words.

use super::{applies, certainty_word, cite, life, one_line, severity_word, status_word};
use crate::report::{BasisNote, ExampleNote, RuleNote};
use crate::rulepack::{BasisEntry, Check, ExampleSpec, ExampleVerdict, OnMissing, Rule, Scope};

/// What a reader needs to know of a rule.
#[must_use]
pub fn note(rule: &Rule) -> RuleNote {
    let (severity, certainty) = (severity_word(rule.severity), certainty_word(rule.confidence));
    let on = rule.precision_on.map(|day| format!("（{day}）")).unwrap_or_default();
    RuleNote {
        standing: format!("{severity}，把握{certainty}，{}，{} 版起", status_word(rule.status), rule.added),
        explain: rule.explain.clone(),
        applies: applies(&rule.applies_to),
        method: method(&rule.check),
        basis: rule.basis.iter().map(basis).collect(),
        advice: rule.advice.clone(),
        precision: rule.precision.as_ref().map_or(String::new(), |p| format!("{p} 正确{on}")),
        examples: rule.examples.iter().map(example).collect(),
        ..RuleNote::new(&rule.id, &rule.name, &rule.title)
    }
}

fn basis(basis: &BasisEntry) -> BasisNote {
    let state = if basis.is_verified { "" } else { "，未核到原文" };
    BasisNote {
        citation: cite(basis),
        standing: format!("{}{state}{}", basis.level.word(), life(basis)),
        gist: basis.quote.clone(),
    }
}

fn example(example: &ExampleSpec) -> ExampleNote {
    let verdict = match example.verdict {
        ExampleVerdict::Bad => "命中",
        ExampleVerdict::Good => "不命中",
        ExampleVerdict::Skip => "不适用",
        ExampleVerdict::Undecided => "不能判定",
        ExampleVerdict::TodoBad => "应命中而尚未命中",
        ExampleVerdict::TodoGood => "已知误报",
    };
    ExampleNote {
        verdict: verdict.to_owned(),
        text: one_line(&example.text),
        at: example.at.as_deref().map(one_line).unwrap_or_default(),
        note: example.note.clone(),
    }
}

/// How a rule looks, in a sentence.
fn method(check: &Check) -> String {
    match check {
        Check::Require { scope, missing, .. } => {
            let otherwise = if *missing == OnMissing::Fail { "即为问题" } else { "则不能判定" };
            format!("在{}里找应有的表述，找不到{otherwise}", each(*scope))
        }
        Check::Forbid { scope, any, excused, .. } => {
            let words: Vec<&str> = excused.iter().map(|e| e.word()).collect();
            let but = if words.is_empty() {
                String::new()
            } else {
                format!("；{}的说法不算", words.join("、"))
            };
            let met = if any.meets.is_empty() { "" } else { "，包括几类词碰在一起的说法" };
            format!("在{}里找不应有的表述{met}{but}", each(*scope))
        }
        Check::Imply { scope, then_scope, .. } if scope == then_scope => {
            format!("{}里有某种情形的，同处应有相应的表述", each(*scope))
        }
        Check::Imply { scope, then_scope, .. } => {
            format!("{}里有某种情形的，{}里应有相应的表述", each(*scope), each(*then_scope))
        }
        Check::Order { scope, .. } => format!("看{}里几种内容的先后次序", each(*scope)),
        Check::Count { scope, min, max, .. } => match (min, max) {
            (0, max) => format!("{}里出现的次数不超过 {max}", each(*scope)),
            (min, &u32::MAX) => format!("{}里出现的次数不少于 {min}", each(*scope)),
            (min, max) => format!("{}里出现的次数在 {min} 到 {max} 之间", each(*scope)),
        },
        Check::Consistent { scope, .. } => format!("看{}里各处的写法是否一致", each(*scope)),
        Check::Native { .. } => "由程序逐项核对文件的结构和要素，不是找字眼".to_owned(),
        Check::Archive { .. } => {
            "扫描成批文件（hegui scan）后，由程序把有关的文件放在一起核对，用 hegui report 看".to_owned()
        }
    }
}

fn each(scope: Scope) -> String {
    match scope {
        Scope::Article | Scope::Paragraph | Scope::Sentence => format!("每一{}", scope.word()),
        _ => scope.word().to_owned(),
    }
}
