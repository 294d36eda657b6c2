//! A claim of the three unifications against the numbers of the documents it speaks of.

use crate::across::group::{Group, Hit, Member, Params};
use crate::across::mark::side;
use crate::report::AcrossPlace;

/// Normative documents named in a finding.
const NAMED: usize = 3;

/// A report says that all is registered or numbered, and normative documents of the same body and year bear no such number.
pub(super) fn contradicted(group: &Group, _: &Params) -> Vec<Hit> {
    let mut hits = Vec::new();
    for claimer in &group.members {
        for (_, note) in claimer.notes.iter().filter(|(s, _)| *s == side::CLAIMS) {
            let item = note.words.first().map_or("", String::as_str);
            let (lacks, total) = lacking(group, claimer, item);
            if lacks.is_empty() {
                continue;
            }
            let year = note.words.get(1).cloned().unwrap_or_default();
            let word = match item {
                "numbering" => "文号",
                "registration" => "登记号",
                _ => "文号或登记号",
            };
            let named: Vec<String> = lacks.iter().take(NAMED).map(|m| m.called()).collect();
            let mut places = vec![claimer.place(note)];
            let of = |m: &&Member| -> Option<AcrossPlace> { Some(m.place(m.on(side::IS)?)) };
            places.extend(lacks.iter().take(NAMED).filter_map(of));
            hits.push(Hit {
                what: format!(
                    "报告说{year}年都已统一，档案库里同一机关当年的规范性文件 {total} 件，其中 {} 件没有{word}：{}{}",
                    lacks.len(),
                    named.join("、"),
                    if lacks.len() > NAMED { "等" } else { "" }
                ),
                places,
                ..Hit::default()
            });
        }
    }
    hits
}

/// The normative documents without the number that is claimed, and how many there are in all. A registration number is missed
/// only where others of the group bear one: not every place has them.
fn lacking<'a>(group: &'a Group, claimer: &Member, item: &str) -> (Vec<&'a Member>, usize) {
    let normative: Vec<&Member> = group
        .members
        .iter()
        .filter(|m| m.sheet.path != claimer.sheet.path && m.on(side::IS).is_some())
        .collect();
    let registers = normative.iter().any(|m| m.sheet.registration.is_some());
    let lacks = |m: &&&Member| {
        let no_number = m.sheet.number.is_none() && m.sheet.signed_on.is_some();
        let no_registration = registers && m.sheet.registration.is_none();
        match item {
            "numbering" => no_number,
            "registration" => no_registration,
            _ => no_number || no_registration,
        }
    };
    (normative.iter().filter(lacks).copied().collect(), normative.len())
}
