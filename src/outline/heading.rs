//! Tells the headings among the sentences: alone on their line, numbered, with something below.
//!
//! A heading that ends in 。 looks like an item that is a full sentence; the row it stands in tells them apart, and the
//! words by which a sentence lays something down on its subject.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::pattern::STOPS;
use super::{Node, NodeId, NodeKind, Outline};

/// Longest heading on a line of its own that ends in 。, in bytes: about 40 characters.
const LONGEST_HEADING: usize = 130;
/// The node before in a row is looked for among so many.
const MOST_BETWEEN: usize = 200;

/// The predicates of a sentence with a subject before them: 各单位应当, 申请人不得. Headings begin with their verb.
static LAYS_DOWN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("[[一-鿿]）”]{2}(?:应当|不得|必须|可以|一律|不予|仅限|有权|自.{2,24}起(?:施行|实施|执行|生效|实行)|由.{2,30}负责解释|如下[。]|为准[。])")
        .unwrap_or_else(|e| panic!("{e}"))
});

/// Marks the headings.
pub(super) fn mark(text: &str, outline: &mut Outline) {
    let count = outline.sentences.len();
    for index in 0..count {
        let sentence = outline.sentences[index];
        let is_alone = (index == 0 || outline.sentences[index - 1].line != sentence.line)
            && outline.sentences.get(index + 1).is_none_or(|s| s.line != sentence.line);
        if sentence.heading || !is_alone || !sentence.part.is_text() {
            continue;
        }
        let Some((id, node)) = sentence.node.and_then(|id| Some((id, outline.node(id)?))) else { continue };
        if node.label.is_empty() || node.label.start != sentence.span.start || node.kind == NodeKind::RunIn {
            continue;
        }
        let content = sentence.span.of(text);
        // 壹、依据：… may go on with a sentence, 第一节 does not.
        let is_division = node.kind <= NodeKind::Section && node.label.of(text).starts_with('第');
        let has_below = node.span.end > sentence.span.end;
        let in_article = || outline.ancestors(sentence.node).any(|n| n.kind == NodeKind::Article);
        let is_open = !content.ends_with(STOPS);
        let is_closed = || {
            content.ends_with('。')
                && content.len() <= LONGEST_HEADING
                && !LAYS_DOWN.is_match(content)
                && !follows_sentence(text, outline, id, node)
        };
        let is_heading = is_division || (has_below && !in_article() && (is_open || is_closed()));
        outline.sentences[index].heading = is_heading;
    }
}

/// Whether the item before in the row is nothing but a sentence: then so is this one, and what stands below it is the
/// text after the row.
fn follows_sentence(text: &str, outline: &Outline, id: NodeId, node: &Node) -> bool {
    let before = outline.nodes.get(..id as usize).unwrap_or(&[]);
    let sibling = before
        .iter()
        .rev()
        .take(MOST_BETWEEN)
        .take_while(|n| n.level >= node.level)
        .find(|n| n.level == node.level);
    sibling.is_some_and(|n| {
        n.kind == node.kind
            && n.span.end.saturating_sub(n.title.end) <= 3
            && n.span.of(text).ends_with(['。', '；', ';'])
    })
}

#[cfg(test)]
mod tests {
    use crate::outline::build::outline;

    fn check(text: &str, expect: &[&str]) {
        let outline = outline(text, &[]);
        let found: Vec<&str> =
            outline.sentences.iter().filter(|s| s.heading).map(|s| s.span.of(text)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn headings_stand_alone_above_something() {
        check(
            "一、总体要求\n（一）基本原则。\n要有序。\n二、其他\n1.甲；\n2.乙。",
            &["一、总体要求", "（一）基本原则。", "二、其他"],
        );
        check(
            "（一）优化停车职能。\n车位要够。\n（二）完善停车收费。\n收费要少。",
            &["（一）优化停车职能。", "（二）完善停车收费。"],
        );
        check("（一）优化职能。车位要够。\n（二）完善收费。\n收费要少。", &["（二）完善收费。"]);
    }

    #[test]
    fn items_that_are_sentences_are_none() {
        check("（一）车主登记车位。\n（二）车位不出租给外人。\n特此通告。", &[]);
        check("一、各小区应当按季报送车位数。\n迟报的通报批评。", &[]);
        check("一、停车收费\n（一）车主不得占用消防通道。\n收费标准另行公布。", &["一、停车收费"]);
        check("三、本通告自2031年5月1日起施行。\n附图另发。", &[]);
    }
}
