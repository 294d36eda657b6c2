//! Whether a paper is an administrative normative document (行政规范性文件), with the reasons.
//!
//! Judged by content, so that a web copy without its head is judged like the paper: first what it cannot be (news, explanations,
//! speeches, Party papers, laws and regulations, papers of companies, decisions on single cases, internal business), then the four
//! elements: a public organ, rights and duties of people outside the administration, no single addressee, repeated application.

mod exclusion;
mod signals;

use serde::Serialize;

use self::exclusion::Exclusion;
use super::{Context, Facts};

/// The judgement on one paper.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Normative {
    /// Yes, no, or not to be decided from the text.
    pub value: Option<bool>,
    /// Sum of the points of the reasons.
    pub score: i32,
    /// In Chinese, the decisive ones first.
    pub reasons: Vec<String>,
    /// Whether it is a record of speech: an address, a press conference.
    pub spoken: bool,
    /// Whether it is news that retell a paper.
    #[serde(skip)]
    pub(crate) retold: bool,
    /// Whether an organ, a village or a notice speaks in it, whatever the score says: what it lays down, it lays down.
    #[serde(skip)]
    pub(crate) official: bool,
}

/// The first of the elements.
const EFFECT: &str = "对行政相对人设定权利、义务或条件";

/// From this score on a paper is one; set where careful readers draw the line on real papers.
const THRESHOLD: i32 = 5;

/// Judges the paper by its content, also when the web copy lost its head.
pub(super) fn judge(cx: &Context<'_>, so_far: &Facts) -> Normative {
    let signals = signals::Signals::of(cx, so_far);
    // A paper on one person whose name is hidden decides a case.
    let is_case = cx.text.contains("某某");
    if let Some(Exclusion { reason, spoken, retold, compact }) = exclusion::find(cx, so_far, &signals) {
        return Normative {
            value: Some(false),
            score: 0,
            reasons: vec![reason],
            spoken,
            retold,
            official: (compact || signals.is_of_village) && !(spoken || retold || is_case),
        };
    }
    let mut points: Vec<(i32, String)> = Vec::new();
    let mut add = |score: i32, reason: &str| {
        if score != 0 {
            points.push((score, format!("{reason}（{score:+}）")));
        }
    };
    let effect = signals.effect_points();
    let reaches_out = signals.reaches_out && signals.articles >= 3;
    // Articles that come into force lay something down for somebody, though few words say for whom.
    let lays_down = signals.articles >= 3 && signals.clause > 0;
    match (effect, lays_down) {
        _ if reaches_out || signals.warns => add(effect, EFFECT),
        (0 | 1, _) if signals.bans || signals.declared >= signals::LISTED => add(effect, EFFECT),
        (0 | 1, _) if signals.proclaims || signals.breaks_off || signals.passes_on => {
            add(-1, "没有写明对相对人的权利义务");
        }
        (0, true) => add(-2, "没有写明对相对人的权利义务"),
        (0, false) => add(-4, "几乎不涉及相对人的权利义务"),
        (1, false) => add(-3, "几乎不涉及相对人的权利义务"),
        _ => add(effect, EFFECT),
    }
    add(if reaches_out { 2 } else { 0 }, "适用于本行政区域内的活动");
    add(if signals.warns { 3 } else { 0 }, "向社会发布，写明违反的后果");
    let untitled = signals.warns && so_far.metadata.title.is_none();
    add(if untitled { 2 } else { 0 }, "正文是通告");
    add(signals.clause.min(4), "有施行、有效期、解释或废止条款");
    add(if signals.bans { 5 } else { 0 }, "禁火、封山一类的命令，约束不特定的人");
    add(if signals.taxes { 3 } else { 0 }, "税务机关以公告发布，定有施行日期");
    add(if signals.articles >= 5 || signals.breaks_off { 2 } else { 0 }, "条文体");
    add(if signals.passes_on { 2 } else { 0 }, "印发办法、规定，正文另附");
    add(signals.declared, "按规范性文件编号、登记，或者定有有效期");
    add(i32::from(signals.faces_public) * 2, "主送相对人或向社会公布");
    add(i32::from(signals.is_issued) * 2, "行政机关印发");
    add(if signals.is_bare_prose() { -2 } else { 0 }, "没有编号、称谓、落款和收尾条款");
    add(-signals.inward_points(), "内容主要是机关内部分工、考核");
    for (score, reason) in exclusion::title_points(&signals.head) {
        add(score, &reason);
    }
    let score = points.iter().map(|(p, _)| p).sum();
    // What speaks for the judgement stands before what speaks against it.
    let is_one = score >= THRESHOLD;
    points.sort_by_key(|(p, _)| ((*p > 0) != is_one, std::cmp::Reverse(p.abs())));
    let value = Some(is_one).filter(|_| signals.is_enough_text);
    let mut reasons: Vec<String> = points.into_iter().map(|(_, reason)| reason).collect();
    if value.is_none() {
        reasons.insert(0, "文字过少，无法判断".into());
    }
    let has_body = !so_far.metadata.issuing_body.is_empty();
    let speaks =
        signals.notifies || signals.is_of_village || signals.is_issued || signals.voice > 0 || has_body;
    Normative { value, score, reasons, spoken: false, retold: false, official: speaks && !is_case }
}

#[cfg(test)]
mod tests;
