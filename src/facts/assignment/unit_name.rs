//! Recognises names of units and says what sort of unit each is.
//!
//! Word lists: `organs.tsv` (known names), `unit_endings.tsv` (how names end), `unit_groups.tsv` (collective names). A name in
//! a list needs less proof than one in running text, because the separators already delimit it.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::UnitKind;
use super::brackets::{closes, opens};
use super::join::is_divisions;
use super::organ::Organs;
use super::tail::is_time;
use crate::lexicon::{Endings, Lexicon, Prefixes, WordSet};

/// How much proof a name needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// It stands behind a label such as 责任单位.
    Labelled,
    /// It stands in a list that only its own words make a list of units.
    Listed,
    /// It stands in running text.
    Prose,
}

/// Longest name, in bytes.
const LONGEST: usize = 120;

/// Divisions by the name they go by: 广州 for 广州市.
static PLACES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("divisions");
    let short =
        |name: &'static str| name.strip_suffix(['省', '市', '县', '区', '州', '盟', '旗']).unwrap_or(name);
    table.rows().map(|cells| short(cells[0])).filter(|name| name.len() >= 6).collect()
});

/// Divisions by their full names.
static DIVISIONS: LazyLock<Prefixes<()>> = LazyLock::new(|| {
    let rows = Lexicon::embedded().table("divisions").rows();
    Prefixes::new(rows.map(|cells| (cells[0], ())))
});

/// Length of the division's full name that the text begins with, in bytes: 和平区 of 和平区政府.
pub(super) fn division_at(text: &str) -> usize {
    DIVISIONS.longest_at(text).map_or(0, |(name, ())| name.len())
}

/// Whether the text is the short name of a division.
pub(super) fn is_place(name: &str) -> bool {
    PLACES.contains(name.trim_matches(is_padding))
}

struct Names {
    endings: Endings,
    /// What each ending makes, and whether running text will do.
    made: Vec<(UnitKind, bool)>,
    wholes: HashMap<&'static str, UnitKind>,
    heads: Prefixes<UnitKind>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let table = lexicon.table("unit_endings");
    let (kind, scope) = (table.column("kind"), table.column("use"));
    let endings = Endings::new(table.rows().map(|cells| cells[0]));
    let made = table.rows().map(|cells| (kind_of(cells[kind]), cells[scope] == "any")).collect();
    let table = lexicon.table("unit_groups");
    let (part, kind) = (table.column("part"), table.column("kind"));
    let (wholes, heads): (Vec<_>, Vec<_>) = table.rows().partition(|cells| cells[part] == "whole");
    let named = |cells: &[&'static str]| (cells[0], kind_of(cells[kind]));
    Names {
        endings,
        made,
        wholes: wholes.into_iter().map(named).collect(),
        heads: Prefixes::new(heads.into_iter().map(named)),
    }
});

/// What never stands inside a unit's name.
static NOT_A_NAME: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?x)
        [要应须将均]$
        | ^同上
        | ^(?:对(?:[^口外台]|口[^支帮援合协]|外[^经贸事联办援]|台[^办工])|将|把|被|向|按|为|在|从|以[^色]|不|未|应[^急]|可|要|须|如|若|凡|经(?:[^济开发营信贸管责侦]|营范|责任)|至|自(?:[^然贸治来]|[0-9])|每|本(?:办法|方案|措施|规定|通知|意见|细则)|除|并|根据|由|与|和|的|及|其(?:他|它)?$)
        | [。；：！？《》…%％]
        | (?:是否|享受|予以|(?:^|[^级]|[^地]级)以上|以下|以内|左右|万元|关于|或者|不得|应当|可以|必须|一律)
        | [0-9]{3,}
        | 的
        | 等(?:有关|相关)?(?:部门|单位|机构)(?:组成|成立|联合|共同|参与|派员)
        | [^华有]为
        | [审核查验批定]后[报由送交]
        | [局厅办部院会府心](?:联合|组织)[省市县区国各]";
    #[allow(clippy::expect_used)]
    Regex::new(pattern).expect("pattern")
});

/// Verbs that stand in a name only when it ends like one: 推进某某工作领导小组.
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used)]
    Regex::new(r"通过|进行|加强|推进|提供|给予|符合|落实|完成|做好|开展|建立|制定|实施|明确|设立|成立|指定|安排|请示").expect("pattern")
});

/// What a name in running text does not begin with: pronouns, verbs, and the tails of broken words.
static NOT_IN_PROSE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:我|你|本[^府]|[该此]|用|做|使|让|申请|当地|属地|乡建|设局|组办|公司|统筹|组织)|所在地|对[^口外]|将";
    #[allow(clippy::expect_used)]
    Regex::new(pattern).expect("pattern")
});

/// What sort of unit a name denotes; `None` when it is no unit's name.
pub(super) fn kind(name: &str, proof: Proof) -> Option<UnitKind> {
    let name = name.trim_matches(is_padding);
    let base = without_brackets(name);
    if base.is_empty() || name.len() > LONGEST || name.chars().nth(1).is_none() {
        return None;
    }
    let is_prose = proof == Proof::Prose;
    if is_prose && (is_bare(name) || NOT_IN_PROSE.is_match(name) || VERB.is_match(base)) {
        return None;
    }
    if let Some(kind) = whole(name).or_else(|| whole(base)) {
        return (!is_prose || kind == UnitKind::GroupAll).then_some(kind);
    }
    // 各市、县（市、区）
    if name.strip_prefix('各').is_some_and(|levels| levels.contains('、') && is_divisions(levels)) {
        return Some(UnitKind::GroupAll);
    }
    if let Some(kind) = Organs::get().kind(base) {
        return Some(kind);
    }
    let ending = ending(base);
    // 从化区政府, 和平区教育局: the first character is the place's.
    let own = name.get(division_at(name)..).unwrap_or(name);
    // 在乌商业银行, 在兰高校: all of a kind in the place.
    let there = own
        .strip_prefix('在')
        .filter(|_| proof == Proof::Labelled && ending.is_some_and(|(kind, _)| kind == UnitKind::Organ));
    let own = there.unwrap_or(own);
    if NOT_A_NAME.is_match(own) || ending.is_none() && VERB.is_match(base) {
        return None;
    }
    if is_prose && is_department_of_field(base) {
        return Some(UnitKind::Field);
    }
    let head = NAMES.heads.longest_at(base).map(|(_, kind)| kind);
    let length = base.chars().count();
    match (ending, head, proof) {
        (Some((_, true)), Some(group), _) => Some(group),
        (Some((_, false)), Some(group), _) if !is_prose || group == UnitKind::GroupAll => Some(group),
        (Some((kind, true)), None, _) => (length > 2 || !is_prose).then_some(kind),
        (Some((kind, false)), None, Proof::Labelled) => Some(kind),
        (Some((kind, false)), None, Proof::Listed) => (length > 2).then_some(kind),
        (None, Some(group), Proof::Labelled) => Some(group),
        (None, None, Proof::Labelled) => (length <= 16 && can_be_field(base)).then_some(UnitKind::Field),
        _ => None,
    }
}

/// Whether a name of unknown make can stand for a unit at all: no number, no time, and no person.
fn can_be_field(name: &str) -> bool {
    let has_organ = |organ: &&str| {
        let known = [name, organ].concat();
        Organs::get().prefix(&known).is_some_and(|prefix| prefix.len() < name.len())
    };
    let is_field = ["局", "委", "厅"].iter().any(has_organ);
    !(is_personal(name) && !is_field) && !name.contains(|c: char| c.is_ascii_digit()) && !is_time(name)
}

/// Whether the text has the make of a person's name.
fn is_personal(name: &str) -> bool {
    SURNAMES.head_of(name).is_some() && (2..=3).contains(&name.chars().count())
}

/// Whether a word behind a unit and a blank belongs to another column of its table: a person, a place, a figure, 合计.
pub(super) fn is_other_column(word: &str) -> bool {
    let is_figure = word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '%'));
    is_figure || COLUMN_WORD.has(word) || is_place(word) || is_person(word)
}

/// Whether the text is most likely a person: 张某某 is, 高新区 is not.
pub(super) fn is_person(word: &str) -> bool {
    is_personal(word) && !is_place(word) && kind(word, Proof::Listed).is_none() && !is_field(word)
}

/// The name without the person named behind it: 市财政局 张某某.
pub(super) fn without_person(name: &str) -> &str {
    let parts =
        name.rsplit_once([' ', '\u{3000}']).filter(|(unit, person)| is_certain(unit) && is_person(person));
    parts.map_or(name, |(unit, _)| unit.trim_end())
}

/// Words that stand in other columns.
static COLUMN_WORD: WordSet = WordSet::of("unit_words", "column_word");

/// Surnames, by which a name of two or three characters is taken for a person's.
static SURNAMES: WordSet = WordSet::of("unit_words", "surname");

/// Whether the name is a field of work with 部门 behind it, such as 自然资源部门; 有关部门 names no field.
fn is_department_of_field(name: &str) -> bool {
    name.strip_suffix("部门").is_some_and(|stem| {
        stem.chars().count() >= 2 && stem.chars().count() <= 16 && !NO_FIELD.is_match(stem)
    })
}

/// What stands before 部门 without naming a field.
static NO_FIELD: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used)]
    Regex::new(r"各|有关|相关|主管$|职能$|责任$|牵头$|配合$|落实$|审核|发放|申请|其他|业务$|所属|执行$|政府$|国家$|中央$|^[省市县区]级?$|同级|上级|下级|归口|成员|对口|多$|个$|原").expect("pattern")
});

/// Whether the name is one of `organs.tsv`, or ends like a unit that needs no list around it.
pub(super) fn is_certain(name: &str) -> bool {
    let base = without_brackets(name.trim_matches(is_padding));
    is_known(base) || ending(base).is_some_and(|(_, any)| any) && base.chars().count() > 2
}

/// Whether the name is a field of work that has organs of its own: 发改, 财政, 市场监管, with or without 市 before it.
pub(super) fn is_field(name: &str) -> bool {
    let name = name.trim_matches(is_padding);
    name.len() <= 36 && ["局", "委", "厅"].iter().any(|organ| is_known(&[name, organ].concat()))
}

/// Whether the name is a field of work that any sort of organ is named by: 消防 of 消防队, 供销 of 供销社.
pub(super) fn is_field_of_organ(name: &str) -> bool {
    let is_short = (2..=6).contains(&name.chars().count());
    let makes_organ = |organ: &&str| is_known(&[name, organ].concat());
    is_short && (FIELD.has(name) || FIELD_ORGAN.words().iter().any(makes_organ))
}

/// Fields of work whose organs go by many names.
static FIELD: WordSet = WordSet::of("unit_words", "field");

/// What fields of work make names of organs with.
static FIELD_ORGAN: WordSet = WordSet::of("unit_words", "field_organ");

/// Whether the name is one of `organs.tsv`.
pub(super) fn is_known(name: &str) -> bool {
    Organs::get().kind(name).is_some()
}

/// Generic words that complete the name before them.
static GENERIC: WordSet = WordSet::of("unit_words", "generic");

/// Whether the text is nothing but a generic word such as 政府 or 部门 that completes the name before it.
pub(super) fn is_bare(name: &str) -> bool {
    GENERIC.has(without_brackets(name.trim()))
}

/// Whether the name is a collective one of the list: 各乡镇.
pub(super) fn is_collective(name: &str) -> bool {
    whole(name).is_some() || whole(without_brackets(name)).is_some()
}

fn whole(name: &str) -> Option<UnitKind> {
    NAMES.wholes.get(name).copied()
}

fn ending(name: &str) -> Option<(UnitKind, bool)> {
    NAMES.made.get(NAMES.endings.longest_of(name)?.number as usize).copied()
}

/// The name without a bracket at its end: 各县（市、区） → 各县.
fn without_brackets(name: &str) -> &str {
    let Some(last) = name.chars().next_back() else { return name };
    if !closes(last) {
        return name;
    }
    let mut depth = 0i32;
    for (index, c) in name.char_indices().rev() {
        if closes(c) {
            depth += 1;
        } else if opens(c) {
            depth -= 1;
            if depth == 0 {
                return name.get(..index).unwrap_or(name).trim_end();
            }
        }
    }
    name
}

/// Blanks and quotes around a name.
pub(super) fn is_padding(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '“' | '”' | '"' | '*' | '.' | '．' | '·' | '—' | '\u{3000}' | '★' | '☆' | '▲' | '△' | '●'
        )
}

/// Reads the kind column of the unit lists.
pub(super) fn kind_of(cell: &str) -> UnitKind {
    match cell {
        "office" => UnitKind::Office,
        "group_all" => UnitKind::GroupAll,
        "group_some" => UnitKind::GroupSome,
        "township" => UnitKind::Township,
        "party" => UnitKind::Party,
        "court" => UnitKind::Court,
        "person_role" => UnitKind::PersonRole,
        "field" => UnitKind::Field,
        _ => UnitKind::Organ,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_clauses() {
        let check = |name: &str, proof: Proof, expect: Option<UnitKind>| {
            assert_eq!(kind(name, proof), expect, "{name}");
        };
        use UnitKind::{Court, Field, GroupAll, GroupSome, Office, Organ, Party};
        check("市发改局", Proof::Prose, Some(Organ));
        check("市委组织部", Proof::Prose, Some(Party));
        check("市纪委", Proof::Prose, Some(Party));
        check("市法院", Proof::Listed, Some(Court));
        check("市中级人民法院", Proof::Prose, Some(Court));
        check("市政府办", Proof::Prose, Some(Office));
        check("各乡镇政府", Proof::Prose, Some(GroupAll));
        check("各县(市、区)", Proof::Labelled, Some(GroupAll));
        check("各县（市、区）人民政府（管委会）", Proof::Prose, Some(GroupAll));
        check("市直各有关部门", Proof::Labelled, Some(GroupSome));
        check("高新区", Proof::Labelled, Some(Organ));
        check("市住房公积金", Proof::Labelled, Some(Organ));
        check("某某华润燃气", Proof::Labelled, Some(Field));
        check("某某华润燃气", Proof::Listed, None);
        check("按时完成任务", Proof::Labelled, None);
        check("由申请人提交的材料", Proof::Labelled, None);
        check("经信局", Proof::Prose, Some(Organ));
        check("自然资源局", Proof::Prose, Some(Organ));
    }
}
