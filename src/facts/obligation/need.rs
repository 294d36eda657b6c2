//! 需 and 需要: an act that somebody has to do, and not a thing that is needed.

use super::measure::verb_at;
use super::modal::is_preposition;
use crate::lexicon::WordSet;

/// 缴清契税后，需要到窗口办理: an act at the head of its clause. Elsewhere 需要 is as often a noun, a wish or a lack.
pub(super) fn needs_act(before: &str, after: &str) -> bool {
    // 依实际作业需要召开会议: what is done as the work needs it.
    let as_needed = before.ends_with('业')
        && before.chars().rev().take(8).any(|c| matches!(c, '依' | '按' | '视' | '因'));
    let led = before.is_empty()
        || !as_needed
            && before.ends_with(['后', '还', '均', '都', '也', '则', '并', '就', '人', '业', '位', '门']);
    // 当前需要进一步完善机制: an adverb leads to what is to be done.
    if MANNER.head_of(after).is_some()
        && !after.split(['，', ',', '。', '；', ';']).next().is_some_and(|c| c.contains('的'))
    {
        return before.is_empty();
    }
    let acts = after.starts_with(is_preposition) || after.starts_with('到') || verb_at(after).is_some();
    let says = after
        .char_indices()
        .nth(2)
        .is_some_and(|(at, _)| after.get(at..).is_some_and(|rest| rest.starts_with("的是")));
    led && acts && !says
}

/// Adverbs before what is to be done.
static MANNER: WordSet = WordSet::of("obligation_words", "manner");
/// Things that are needed.
static THINGS: WordSet = WordSet::of("obligation_words", "thing");
/// Verbs with which something is asked for.
static ASKS_FOR: WordSet = WordSet::of("obligation_words", "asks_for");

/// 需公司党委决策的事项, 需办事群众提供的材料: what is needed describes a thing.
pub(super) fn needs_described(before: &str, after: &str) -> bool {
    let clause = after.find(['，', ',', '。', '；', ';', '、', '（', '(']).unwrap_or(after.len());
    let (clause, behind) = after.split_at(clause);
    // 其他需评估事项, 需提供材料、办理流程
    let brief = clause.chars().count() <= 6 && (before.ends_with("其他") || behind.starts_with('、'));
    if brief && THINGS.tail_of(clause).is_some() {
        return true;
    }
    let Some((head, thing)) = clause.split_once('的') else { return false };
    // 需提供子女关系的证明材料 asks for it, 需提供的材料 names it.
    let asks = ASKS_FOR.head_of(head).is_some();
    let of_kind = before.starts_with(['对', '凡']) || before.ends_with('》') || before.contains("涉及");
    if asks && !of_kind && head.chars().count() > 2 {
        return false;
    }
    let near: String = thing.chars().take(8).collect();
    // 大厅需由群众提供的材料: who hands them in stands behind 由.
    let names = before.chars().count() <= 4
        || after.starts_with('由')
        || before.starts_with(['对', '按', '凡', '依'])
        || before.contains("涉及")
        || before.contains("其他");
    head.chars().count() <= 24 && names && THINGS.is_in(&near)
}
