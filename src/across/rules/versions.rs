//! Draft and issued text of one document: what changed on the way.

use super::apart;
use crate::across::compare::compare;
use crate::across::group::{Group, Hit, Member, Params};
use crate::across::mark::{Note, side};
use crate::report::{AcrossPlace, Change, ChangeKind, DifferenceKind};

/// Changes named in a finding.
const NAMED: usize = 5;

/// Clauses that were added, deleted or changed in what counts between the last draft and the issued text.
pub(super) fn differs(group: &Group, _: &Params) -> Vec<Hit> {
    let issued: Vec<(&Member, &Note)> =
        group.members.iter().filter_map(|m| Some((m, m.on(side::IS)?))).collect();
    let mut hits = Vec::new();
    for (member, note) in &issued {
        let drafts = group.members.iter().filter_map(|m| Some((m, m.on(side::DRAFTS)?)));
        let last = drafts
            .filter(|(draft, _)| became(draft, &issued).is_some_and(|m| m.sheet.path == member.sheet.path))
            .max_by_key(|(m, _)| (m.sheet.date, m.sheet.path.clone()));
        if let Some((draft, before)) = last {
            hits.extend(hit((draft, before), (member, note)));
        }
    }
    hits
}

/// What a draft became: the first paper of the name that was issued after it, or the only one when a date is not known.
fn became<'a>(draft: &Member, issued: &[(&'a Member, &Note)]) -> Option<&'a Member> {
    let same_place = || issued.iter().map(|(m, _)| *m).filter(|m| !apart(&m.sheet, &draft.sheet));
    match draft.sheet.date {
        Some(day) if same_place().all(|m| m.sheet.date.is_some()) => same_place()
            .filter(|m| m.sheet.date.is_some_and(|date| date >= day))
            .min_by_key(|m| (m.sheet.date, m.sheet.path.clone())),
        _ => same_place().next().filter(|_| same_place().count() == 1),
    }
}

fn hit((draft, before): (&Member, &Note), (issued, after): (&Member, &Note)) -> Option<Hit> {
    let (changes, _) = compare(&before.clauses, &after.clauses);
    let told: Vec<(&Change, String)> =
        changes.iter().filter_map(|change| Some((change, words(change)?))).collect();
    let (first, _) = told.first()?;
    let place = |member: &Member, clause: &Option<crate::report::ClauseAt>, otherwise: &Note| match clause {
        Some(c) => AcrossPlace {
            line: c.line,
            column: c.column,
            text: c.text.chars().take(60).collect(),
            ..member.place(otherwise)
        },
        None => member.place(otherwise),
    };
    let list: Vec<&str> = told.iter().take(NAMED).map(|(_, words)| words.as_str()).collect();
    let more = if told.len() > NAMED { format!("；共 {} 条", told.len()) } else { String::new() };
    Some(Hit {
        what: format!("印发稿与草案（{}）相比：{}{more}", draft.sheet.path, list.join("；")),
        places: vec![place(issued, &first.after, after), place(draft, &first.before, before)],
        ..Hit::default()
    })
}

/// A change in a few words; `None` for what is filled in at the end or only worded otherwise.
fn words(change: &Change) -> Option<String> {
    let clause = change.after.as_ref().or(change.before.as_ref())?;
    // The day of taking effect and the term are filled in when it is issued.
    if clause.text.contains("施行") || clause.text.contains("有效期") {
        return None;
    }
    let label = &clause.label;
    match change.kind {
        ChangeKind::Added => Some(format!("新增{label}")),
        ChangeKind::Deleted => Some(format!("删去草案{label}")),
        ChangeKind::Changed => {
            let told: Vec<String> = change
                .differences
                .iter()
                .filter(|d| d.kind != DifferenceKind::Wording)
                .map(|d| format!("{}{}→{}", d.kind.word(), quoted(&d.before), quoted(&d.after)))
                .collect();
            (!told.is_empty()).then(|| format!("{label}{}", told.join("、")))
        }
    }
}

/// What stood there, in marks; what is new or gone has nothing on the other side.
fn quoted(text: &str) -> String {
    if text.is_empty() { "（无）".to_owned() } else { format!("“{text}”") }
}
