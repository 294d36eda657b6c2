//! Fields of work that stand for their departments: 财政、气象等部门, 港口、铁路等部门.

use super::list::{Named, Parsed};
use super::unit_name::{self, Proof};
use super::{Role, UnitKind};

/// Fields of work that stand for their departments, beside others of the kind: 财政、气象等部门, 粮食、渔船管理部门.
pub(super) fn read(text: &str, (start, end): (usize, usize), role: Role) -> Option<Parsed> {
    let whole = text.get(start..end)?;
    let names = whole.split_once('等').map_or(whole, |(names, _)| names);
    let etc = whole.get(names.len()..)?;
    let is_open = ["等部门", "等有关部门", "等相关部门", "等单位"].contains(&etc);
    if !(is_open || etc.is_empty()) || !names.contains('、') {
        return None;
    }
    let mut units = Vec::new();
    let mut at = start;
    for piece in names.split('、') {
        for part in if is_department(piece) { vec![piece] } else { piece.split('和').collect() } {
            let kind = if is_department(part) {
                unit_name::kind(part, Proof::Listed)?
            } else {
                unit_name::is_field_of_organ(part).then_some(UnitKind::Field)?
            };
            units.push(Named { start: at, end: at + part.len(), role, kind });
            at += part.len() + "、".len();
        }
    }
    let last = units.last().and_then(|unit| text.get(unit.start..unit.end))?;
    let parsed = Parsed { units, is_open, end, ..Parsed::default() };
    (is_open || is_department(last)).then_some(parsed)
}

/// Whether the name is that of a unit or of a field with 部门 behind it, which needs no list around it.
pub(super) fn is_department(name: &str) -> bool {
    unit_name::is_certain(name) || unit_name::kind(name, Proof::Prose) == Some(UnitKind::Field)
}

/// Most fields of work before 等部门.
const FIELDS: usize = 8;

/// Fields of work that end a list of units: 港口、铁路 of 港口、铁路等部门, when only such stand in `from..end` before 等.
pub(super) fn fields_before_etc(text: &str, from: usize, end: usize) -> Vec<Named> {
    let rest = text.get(from..end).unwrap_or("");
    let Some((list, after)) = rest.split_once('等') else { return Vec::new() };
    let after = ["有关", "相关", "多个", "各"].iter().find_map(|w| after.strip_prefix(w)).unwrap_or(after);
    let is_field = |name: &str| (2..=5).contains(&name.chars().count()) && name.chars().all(is_han);
    let fields: Vec<&str> = list.split('、').collect();
    if !["部门", "单位"].iter().any(|word| after.starts_with(word))
        || fields.len() > FIELDS
        || !fields.iter().all(|f| is_field(f))
    {
        return Vec::new();
    }
    let mut at = from;
    let name = |field: &str| {
        let (start, end) = (at, at + field.len());
        at = end + "、".len();
        Named { start, end, role: Role::Participating, kind: UnitKind::Field }
    };
    fields.into_iter().map(name).collect()
}

/// Whether the character is a Han one.
fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}
