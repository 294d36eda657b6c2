//! Lists that stand once per section: where every section of a paper has its list at the end of its last item, the list governs
//! the section and not that item alone.

use std::collections::HashMap;

use super::{Draft, RoleSource};
use crate::outline::{Node, NodeId, NodeKind};
use crate::text::{Norm, Span};

/// Sections that must show the habit before it counts.
const SECTIONS: usize = 3;

/// Widens the scopes of such lists to their sections.
pub(super) fn widen(nodes: &[Node], drafts: &[Draft], scopes: &mut [Span<Norm>]) {
    let labelled = |d: &&Draft| !matches!(d.source, RoleSource::Phrase | RoleSource::Column);
    if drafts.iter().filter(labelled).count() < SECTIONS {
        return;
    }
    let mut siblings: HashMap<(Option<NodeId>, NodeKind), Vec<NodeId>> = HashMap::new();
    for (id, node) in (0u32..).zip(nodes).filter(|(_, n)| n.kind != NodeKind::RunIn) {
        siblings.entry((node.parent, node.kind)).or_default().push(id);
    }
    let mut items = vec![0u32; nodes.len()];
    for parent in nodes.iter().filter(|n| n.kind != NodeKind::RunIn).filter_map(|n| n.parent) {
        if let Some(count) = items.get_mut(parent as usize) {
            *count += 1;
        }
    }
    for group in siblings.values().filter(|group| group.len() >= SECTIONS) {
        let sections: Vec<Section> = group.iter().filter_map(|&id| section(nodes, drafts, id)).collect();
        // A closing section without items, such as 施行日期, has nothing to assign.
        let expected = group.iter().filter(|&&id| {
            items.get(id as usize).is_some_and(|n| *n >= 2) || sections.iter().any(|s| s.id == id)
        });
        let is_habit = sections.len() >= SECTIONS
            && sections.len() * 5 >= expected.count() * 4
            && sections.iter().all(|s| s.has_lists_at_end);
        for section in sections.iter().filter(|s| is_habit && s.children >= 2) {
            for index in section.lists.clone() {
                let Some((draft, scope)) = drafts.get(index).zip(scopes.get_mut(index)) else { continue };
                if labelled(&draft) {
                    *scope = Span::new(section.start, scope.end);
                }
            }
        }
    }
}

/// A section with lists.
struct Section {
    id: NodeId,
    start: u32,
    lists: std::ops::Range<usize>,
    children: usize,
    /// Whether all its lists stand in its last item.
    has_lists_at_end: bool,
}

fn section(nodes: &[Node], drafts: &[Draft], id: NodeId) -> Option<Section> {
    let node = nodes.get(id as usize)?;
    let from = drafts.partition_point(|d| d.span.start < node.span.start);
    let to = drafts.partition_point(|d| d.span.start < node.span.end);
    let mut lists = drafts.get(from..to)?.iter().filter(|d| d.source != RoleSource::Phrase).peekable();
    lists.peek()?;
    let below = nodes.get(id as usize..)?.iter().take_while(|n| n.span.start < node.span.end);
    let mut last = node.span.start;
    let mut children = 0;
    for inner in below.filter(|n| n.kind != NodeKind::RunIn) {
        last = inner.span.start;
        children += usize::from(inner.parent == Some(id));
    }
    let has_lists_at_end = lists.all(|d| d.span.start >= last && d.source != RoleSource::Column);
    Some(Section { id, start: node.span.start, lists: from..to, children, has_lists_at_end })
}
