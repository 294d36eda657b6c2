//! The units that open a stretch of running text, with a verb behind them: 会同市财政局、市教育局制定….

use super::brackets::{closes, opens};
use super::fields::fields_before_etc;
use super::join::is_divisions;
use super::list::Named;
use super::prose::Prose;
use super::unit_name::{self, Proof};
use super::{Role, UnitKind};
use crate::facts::obligation::verb_at;
use crate::lexicon::WordSet;

impl Prose<'_> {
    /// The units that open the stretch, before its verb: 市财政局等部门制定… gives 市财政局.
    pub(super) fn leading_names(self, start: usize, end: usize) -> Vec<Named> {
        let mut names = Vec::new();
        let mut from = start;
        while let Some(rest) = self.text.get(from..end).filter(|r| !r.is_empty()) {
            let stop = separator_at(rest).unwrap_or(rest.len());
            let piece = rest.get(..stop).unwrap_or(rest);
            let Some(length) = longest_name(piece) else {
                if !names.is_empty() {
                    names.extend(fields_before_etc(self.text, from, end));
                }
                break;
            };
            let name = piece.get(..length).unwrap_or(piece);
            let kind = unit_name::kind(name, Proof::Listed).unwrap_or(UnitKind::GroupSome);
            names.push(Named { start: from, end: from + length, role: Role::Participating, kind });
            let after = rest.get(length..).unwrap_or("");
            let word = ["、", "以及", "和", "及", "与"].iter().find(|w| after.starts_with(**w));
            let Some(word) = word else { break };
            from += length + word.len();
        }
        names
    }
}

/// Length of the name the piece begins with, in bytes: the longest, unless its end belongs to the verb behind a shorter one
/// (市财政局办理, 市财政局委托).
fn longest_name(piece: &str) -> Option<usize> {
    let ends = piece.char_indices().map(|(index, c)| index + c.len_utf8()).take(28);
    let names: Vec<usize> = ends.filter(|&end| piece.get(..end).is_some_and(opens_piece)).collect();
    let longest = *names.last()?;
    // 生态环境部 of 生态环境部门 is no ministry.
    if piece.get(..longest)?.ends_with('部') && piece.get(longest..)?.starts_with('门') {
        return Some(longest + "门".len());
    }
    if piece.get(..longest).is_some_and(unit_name::is_known) {
        return Some(longest);
    }
    let takes_verb = |end: &&usize| {
        let verb = piece.get(**end..).and_then(|rest| verb_at(rest).or_else(|| NAME_LIKE.head_of(rest)));
        verb.is_some_and(|verb| **end < longest && **end + verb.len() >= longest)
    };
    names.iter().rev().find(takes_verb).or(Some(&longest)).copied()
}

/// Verbs that end like a name and are none of measures: 部署.
static NAME_LIKE: WordSet = WordSet::of("unit_words", "verb_like_name");

/// Where the first 、 outside brackets stands.
fn separator_at(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    text.char_indices().find_map(|(at, c)| {
        if opens(c) {
            depth += 1;
        } else if closes(c) {
            depth = depth.saturating_sub(1);
        }
        (c == '、' && depth == 0).then_some(at)
    })
}

/// Whether the text is a unit's name that needs no separator behind it.
fn opens_piece(name: &str) -> bool {
    if name.contains('等') {
        return false;
    }
    let kind = unit_name::kind(name, Proof::Listed);
    let ends = |words: &[&str]| words.iter().any(|end| name.ends_with(end));
    let is_group = ends(&["部门", "单位", "机构", "企业", "方面"]) && kind == Some(UnitKind::GroupSome);
    // 各民办学校, 各通信运营商: all of a kind.
    let all = name.starts_with('各') && ends(&["学校", "企业", "公司", "医院", "运营商"]);
    // 组织各县（市、区）开展: all of a level.
    let of_level = name.strip_prefix('各').is_some_and(is_divisions);
    is_group
        || (all || of_level) && kind.is_some()
        || unit_name::is_certain(name) && unit_name::kind(name, Proof::Prose).is_some()
}
