//! Reads a list of units: splits it into names, and gives each name its role.
//!
//! In: the text between the brackets, after a label, or in a cell. Roles come from labels inside (牵头单位：…；配合单位：…),
//! from role words behind names (A、B牵头，C配合), from 会同, or from what the list stands under.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::brackets::{closes, opens, window};
use super::join::{completes_divisions, is_divisions, is_one_group, joint};
use super::separators::{line_break, number, separator};
use super::tail::{self, PLACES, Tail, lead_len, without_etc};
use super::unit_name::{self, Proof, is_padding};
use super::words::{Form, Mark, Words};
use super::{Role, UnitKind};
use crate::lexicon::WordSet;

/// A unit found in a list; offsets are bytes of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) role: Role,
    pub(super) kind: UnitKind,
}

/// What a list says.
#[derive(Clone, Debug, Default)]
pub(super) struct Parsed {
    pub(super) units: Vec<Named>,
    /// Whether it ends in 等有关部门.
    pub(super) is_open: bool,
    /// Whether role words stood behind names.
    pub(super) has_suffix: bool,
    /// Whether some piece was neither a unit nor a role word.
    pub(super) has_foreign: bool,
    /// First byte after the last name and the words that belong to it.
    pub(super) end: usize,
}

/// How a list is to be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'a> {
    /// The document.
    pub(super) text: &'a str,
    /// Labels, verbs and the rest inside the stretch, in order.
    pub(super) marks: &'a [Mark],
    /// The role of names without any word of their own.
    pub(super) role: Role,
    /// How much proof a name needs.
    pub(super) proof: Proof,
}

/// A stretch between separators.
#[derive(Clone, Copy, Debug)]
struct Piece {
    start: usize,
    end: usize,
    /// What stood before it: `、`, `，`, `；`, or `\0` at the start.
    before: char,
}

/// A label inside a list; offsets are bytes.
#[derive(Clone, Copy, Debug)]
struct Heading {
    start: usize,
    /// First byte of what it introduces.
    after: usize,
    of: Introduces,
}

/// What a label introduces.
#[derive(Clone, Copy, Debug)]
enum Introduces {
    /// Units of a role.
    Units(Role),
    /// Units of the role before it, of one level or group: 市级：….
    Part,
    /// Something else: a time, a person.
    Other,
}

impl Introduces {
    /// What a short word with its colon introduces that is no known label.
    fn by_word(label: &str) -> Self {
        if PART_LABELS.tail_of(label.trim_end_matches(['：', ':'])).is_some() {
            Self::Part
        } else {
            Self::Other
        }
    }
}

/// Words that give a role to the names before them.
static ROLE_WORDS: WordSet = WordSet::of("unit_words", "gives_role");

/// Roles that stand in a bracket behind a name.
static ROLE_NOTE: WordSet = WordSet::of("unit_words", "role_note");

/// How the labels of levels and groups end.
static PART_LABELS: WordSet = WordSet::of("unit_words", "part_label");

/// Fewest and most characters of a label that the word list does not hold.
const OTHER_LABEL: std::ops::RangeInclusive<usize> = 2..=6;

/// Short words with a colon that begin a part of a list, with the colon.
fn other_labels(stretch: &str) -> impl Iterator<Item = (usize, usize)> {
    let is_han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    stretch.match_indices(['：', ':']).filter_map(move |(at, colon)| {
        let head = stretch.get(..at)?;
        let word: usize = head.chars().rev().take_while(is_han).map(char::len_utf8).sum();
        let start = at - word;
        let begins = stretch.get(..start)?.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let is_short = OTHER_LABEL.contains(&stretch.get(start..at)?.chars().count());
        (begins && is_short).then_some((start, at + colon.len()))
    })
}

impl Reading<'_> {
    /// Reads the stretch `start..end`.
    pub(super) fn read(self, start: usize, end: usize) -> Parsed {
        if self.text.get(start..end).is_some_and(|list| list.trim_end().contains('\n')) {
            return self.read_joined(start, end);
        }
        let mut out = Parsed { end: start, ..Parsed::default() };
        let mut from = start;
        let mut role = Some(self.role);
        for label in self.labels(start, end) {
            if label.start < from {
                continue;
            }
            self.segment((from, label.start), role, &mut out);
            from = label.after;
            role = match label.of {
                Introduces::Units(role) => Some(role),
                Introduces::Part => role,
                Introduces::Other => None,
            };
        }
        self.segment((from, end), role, &mut out);
        out
    }

    /// The labels of a stretch in order: the known ones, and other short words with a colon that begin a part (时间：, 分管领导：),
    /// which end the list before them.
    fn labels(self, start: usize, end: usize) -> Vec<Heading> {
        let marks = self.marks.iter().filter(|m| m.start >= start && m.end <= end);
        let mut from = start;
        let mut found = Vec::new();
        for mark in marks.filter(|m| matches!(m.form, Form::Label | Form::Stop)) {
            if mark.start < from {
                continue;
            }
            let after = after_label(self.text, *mark, end).or_else(|| self.bare_label(*mark, from));
            let Some(after) = after else { continue };
            let role = mark.role.filter(|_| mark.form == Form::Label);
            let of = role.map_or(Introduces::Other, Introduces::Units);
            found.push(Heading { start: own_bracket(self.text, *mark).unwrap_or(mark.start), after, of });
            from = after;
        }
        let stretch = self.text.get(start..end).unwrap_or("");
        if !stretch.contains(['：', ':']) {
            return found;
        }
        for (at, after) in other_labels(stretch).map(|(at, after)| (start + at, start + after)) {
            let word = self.text.get(at..after).unwrap_or("");
            match found.iter_mut().find(|known| known.start < after && known.after > at) {
                Some(known) => known.start = known.start.min(at),
                None if self.is_named(word) => {}
                None => found.push(Heading { start: at, after, of: Introduces::by_word(word) }),
            }
        }
        found.sort_unstable_by_key(|label| label.start);
        found.iter_mut().for_each(|label| self.enclose(label, (start, end)));
        found
    }

    /// （完成人：张三） behind a name: the list goes on behind the bracket.
    fn enclose(self, label: &mut Heading, (start, end): (usize, usize)) {
        let before = self.text.get(start..label.start).and_then(|text| text.chars().next_back());
        let Some(open) = before.filter(|c| opens(*c)) else { return };
        let rest = self.text.get(label.after..end).unwrap_or("");
        let close = rest.char_indices().find(|&(_, c)| closes(c));
        if let Some((at, close)) = close.filter(|_| matches!(label.of, Introduces::Other)) {
            label.start -= open.len_utf8();
            label.after += at + close.len_utf8();
            label.of = Introduces::Part;
        }
    }

    /// Whether the text before a colon is a unit itself, behind a label: 市住建局：负责验收.
    fn is_named(self, head: &str) -> bool {
        self.proof == Proof::Labelled && unit_name::is_certain(head.trim_end_matches(['：', ':']))
    }

    /// Reads a stretch that line breaks cut, even inside names, as if they were not there.
    fn read_joined(self, start: usize, end: usize) -> Parsed {
        let mut joined = String::new();
        let mut origin = Vec::new();
        for line in self.text.get(start..end).unwrap_or("").trim_end().split('\n') {
            let line = line.trim();
            let at = line.as_ptr() as usize - self.text.as_ptr() as usize;
            joined.push_str(line);
            origin.extend(at..at + line.len());
        }
        let place = |at: usize| origin.partition_point(|&o| o < at);
        let marks = self.marks.iter().filter(|m| m.start >= start && m.end <= end);
        let marks: Vec<Mark> = marks
            .map(|m| Mark { start: place(m.start), end: place(m.end.saturating_sub(1)) + 1, ..*m })
            .collect();
        let inner = Reading { text: &joined, marks: &marks, ..self };
        let mut parsed = inner.read(0, joined.len());
        let first = |at: usize| origin.get(at).copied().unwrap_or(end);
        let last = |at: usize| at.checked_sub(1).and_then(|i| origin.get(i)).map_or(start, |o| o + 1);
        for unit in &mut parsed.units {
            (unit.start, unit.end) = (first(unit.start), last(unit.end));
        }
        parsed.end = last(parsed.end);
        parsed
    }

    /// The first byte after a label whose colon was forgotten: it begins the stretch or follows a separator, and a name
    /// follows it.
    pub(super) fn bare_label(self, mark: Mark, from: usize) -> Option<usize> {
        let before = self.text.get(from..mark.start)?.trim_end();
        let is_first = before.is_empty() || before.ends_with(|c| separator(c).is_some());
        // （责任单位；市甲局）: the wrong mark.
        let slip = if before.is_empty() { &['；', ';'][..] } else { &[] };
        let rest = self.text.get(mark.end..)?.trim_start_matches(slip);
        let name = rest.split(|c: char| separator(c).is_some() || opens(c) || closes(c)).next()?;
        let is_name = unit_name::is_certain(name) || unit_name::kind(name, Proof::Listed).is_some();
        (mark.form == Form::Label && is_first && is_name).then_some(self.text.len() - rest.len())
    }

    /// Reads a segment under one label; `None` when the label is not one of units.
    fn segment(self, (start, end): (usize, usize), role: Option<Role>, out: &mut Parsed) {
        let Some(role) = role else { return };
        let mut pending = out.units.len();
        let mut previous = pending;
        let (mut joined, mut ruled) = (false, false);
        let mut commas = Vec::new();
        for piece in self.pieces(start, end) {
            let known = out.units.len();
            if piece.before == '，' {
                commas.push(out.units.len());
            } else if matches!(piece.before, '；' | '。') {
                (pending, joined, ruled) = (out.units.len(), false, false);
                commas.clear();
            }
            if self.is_time(piece) {
                continue;
            }
            let own = if joined { Role::Participating } else { role };
            let Some(tail) = self.piece(piece, own, out) else {
                out.has_foreign = true;
                continue;
            };
            joined |= tail.joins;
            if let Some(found) = tail.role {
                out.has_suffix = true;
                let plain = found == Role::Responsible;
                let is_alone = known == out.units.len() && pending == known;
                let back = match found {
                    _ if is_alone => previous,
                    // 甲牵头，乙等部门，丙配合: all behind the first verb wait for the next.
                    Role::Lead => pending,
                    _ if ruled => pending,
                    _ => reach(pending, &commas, &out.units, plain),
                };
                previous = back;
                for unit in out.units.iter_mut().skip(back) {
                    let is_joined = unit.role == Role::Participating && joined;
                    if !is_joined && !(plain && role != Role::Responsible) {
                        unit.role = found;
                    }
                }
                (pending, joined, ruled) = (out.units.len(), false, true);
                commas.clear();
            }
        }
    }

    /// Reads one piece: adds its units and returns its role words. `None` when it is no unit at all.
    fn piece(self, piece: Piece, role: Role, out: &mut Parsed) -> Option<Tail> {
        let whole = self.text.get(piece.start..piece.end)?;
        let mut start = piece.start + (whole.len() - whole.trim_start_matches(is_padding).len());
        let mut end = piece.start
            + whole.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '．')).len();
        if start >= end {
            return Some(Tail::default());
        }
        start += lead_len(self.text.get(start..end)?);
        end = start + without_time(self.text.get(start..end)?).len();
        let named = self.text.get(start..end)?.split_once(['：', ':']).map(|(head, _)| head);
        end = named.filter(|head| self.is_named(head)).map_or(end, |head| start + head.len());
        let body = self.text.get(start..end)?;
        // 会同县 is a county, whose organs are seldom named beside those of others.
        let is_county =
            ["会同县人民政府", "会同县政府", "会同县委"].iter().any(|name| body.starts_with(name));
        if let Some(at) = body.find("会同").filter(|&at| at > 0 || !is_county) {
            let left = Piece { start, end: start + at, before: piece.before };
            let right = Piece { start: start + at + "会同".len(), end, before: '、' };
            self.piece(left, role, out)?;
            let tail = self.piece(right, Role::Participating, out)?;
            return Some(Tail { joins: true, ..tail });
        }
        let mut tail = Tail::default();
        if !self.is_name(body) {
            let (name, found) = Tail::split(body)?;
            tail = found;
            out.is_open |= tail.is_open;
            if name.is_empty() {
                out.end = end;
                return Some(tail);
            }
            let cut = start + name.len();
            out.end = end;
            end = cut;
        }
        let before = out.units.len();
        self.names(start, end, role, &mut out.units);
        if let Some((from, upto)) = tail.group.filter(|_| out.units.len() > before) {
            let span = (piece.start.max(start) + from, piece.start.max(start) + upto);
            out.units.push(Named { start: span.0, end: span.1, role, kind: UnitKind::GroupSome });
        }
        out.end = out.end.max(end);
        if out.units.len() == before && tail.appoints {
            // 标注的为牵头单位: says something of the list and names no unit.
            return Some(Tail::default());
        }
        (out.units.len() > before || tail.role.is_some()).then_some(tail)
    }

    /// Whether the piece is a time limit beside the names: 2030年6月底前完成, 长期坚持.
    fn is_time(self, piece: Piece) -> bool {
        self.text.get(piece.start..piece.end).is_some_and(|text| tail::is_time(text.trim()))
    }

    /// Whether the text is a name as it stands, so that nothing is to be cut from its end.
    fn is_name(self, body: &str) -> bool {
        let has_etc =
            body.find('等').is_some_and(|at| !body[at..].starts_with("等级") && !body[..at].ends_with('高'));
        // 市甲局主办 looks like a name.
        let is_unit = |name: &str| unit_name::is_certain(name) || unit_name::is_collective(name);
        let is_verb =
            ["主办", "承办", "协办"].iter().any(|verb| body.strip_suffix(verb).is_some_and(is_unit));
        unit_name::is_certain(body) && !body.contains("职责") && !has_etc && !is_verb
    }

    /// Adds the unit or units of one name; names joined by 和, 及, 与 or run together are split.
    fn names(self, start: usize, end: usize, role: Role, units: &mut Vec<Named>) {
        let Some(name) = self.text.get(start..end) else { return };
        if let Some((left, right)) = joint(name, self.proof) {
            self.names(start, start + left, role, units);
            self.names(start + right, end, role, units);
            return;
        }
        let lead = name.len() - name.trim_start_matches(is_padding).len();
        let name = without_note(without_etc(unit_name::without_person(name.trim_matches(is_padding))));
        let start = start + lead;
        let kind = unit_name::kind(name, self.proof).filter(|_| !Words::get().is_label(name));
        let kind =
            kind.or_else(|| (self.names_fields(end) && unit_name::is_field(name)).then_some(UnitKind::Field));
        let kind = kind.or_else(|| self.completes_place(end, name).then_some(UnitKind::Organ));
        if let Some(kind) = kind {
            units.push(Named { start, end: start + name.len(), role, kind });
        }
    }

    /// Whether a place shares the words behind a later one: 甲州、乙州市政府 names two governments.
    fn completes_place(self, at: usize, name: &str) -> bool {
        let rest = window(self.text, at, 120);
        let end = rest.find(['。', '；', ';', '，', ',', '\n', '）', ')']).unwrap_or(rest.len());
        let shared = |list: &str| PLACES.is_match(list);
        unit_name::is_place(name) && rest.starts_with('、') && rest.get(..end).is_some_and(shared)
    }

    /// Whether the list that goes on at `at` speaks of departments by their fields: 发改、财政等部门.
    fn names_fields(self, at: usize) -> bool {
        let rest = window(self.text, at, 240);
        let end = rest.find(['。', '；', ';', '，', ',', '\n', '）', ')']).unwrap_or(rest.len());
        rest.get(..end).is_some_and(|list| list.contains("部门"))
    }

    /// Splits at separators that stand outside brackets and quotes.
    fn pieces(self, start: usize, end: usize) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let (mut from, mut before, mut depth) = (start, '\0', 0usize);
        let stretch = self.text.get(start..end).unwrap_or("");
        for (index, c) in stretch.char_indices() {
            let at = start + index;
            if at < from {
                continue;
            }
            let cut = stretch.get(index..).map_or(0, line_break).max(number(stretch, index));
            if cut > 0 {
                pieces.push(Piece { start: from, end: at, before });
                (from, before) = (at + cut, if index == 0 { before } else { '、' });
            } else if opens(c) || c == '“' {
                depth += 1;
            } else if closes(c) || c == '”' {
                depth = depth.saturating_sub(1);
                // 甲局（牵头） 乙局: the note ends the name before it.
                let end = at + c.len_utf8();
                if depth == 0
                    && self.ends_in_role_note((from, at))
                    && self.name_follows((end, start + stretch.len()))
                {
                    pieces.push(Piece { start: from, end, before });
                    (from, before) = (end, '、');
                }
            } else if let Some(separator) = separator(c)
                .or_else(|| self.parts_roles(c, (from, at)).then_some('，'))
                .filter(|_| depth == 0)
            {
                pieces.push(Piece { start: from, end: at, before });
                from = at + c.len_utf8();
                before = separator;
            }
        }
        pieces.push(Piece { start: from, end, before });
        self.merge_divisions(&mut pieces);
        pieces
    }

    /// Whether the bracket that closes at the end of the stretch holds the role of the name before it: 甲局（牵头.
    fn ends_in_role_note(self, (from, at): (usize, usize)) -> bool {
        let before = self.text.get(from..at).unwrap_or("");
        let note = before.rfind(opens).filter(|open| *open > 0).and_then(|open| before.get(open..));
        note.is_some_and(|note| ROLE_NOTE.has(note.trim_start_matches(opens)))
    }

    /// Whether a name stands next, without any separator.
    fn name_follows(self, (at, end): (usize, usize)) -> bool {
        let rest = self.text.get(at..end).unwrap_or("").trim_start_matches([' ', '\u{3000}']);
        let stop = |c: char| separator(c).is_some() || opens(c) || closes(c) || c.is_whitespace();
        let name = rest.split(stop).next().unwrap_or("");
        unit_name::kind(name, Proof::Listed).is_some()
    }

    /// Whether a blank parts names because a role word stands before it: 甲局牵头 乙局配合.
    fn parts_roles(self, c: char, (from, at): (usize, usize)) -> bool {
        let before = || self.text.get(from..at).unwrap_or("").trim_end();
        matches!(c, ' ' | '\u{3000}') && ROLE_WORDS.tail_of(before()).is_some()
    }

    /// 市州、县市区人民政府, 各市、县、区政府 and 各县党委、政府 are one collective unit each: joins the pieces.
    fn merge_divisions(self, pieces: &mut Vec<Piece>) {
        let text = |p: &Piece| self.text.get(p.start..p.end).unwrap_or("").trim();
        let is_one = |left: &Piece, right: &Piece| {
            let (left, words) = (text(left), text(right));
            right.before == '、' && (is_more_of_group(left, words) || is_one_group(left, words))
        };
        let mut first = 0;
        while first + 1 < pieces.len() {
            if is_one(&pieces[first], &pieces[first + 1]) {
                pieces[first].end = pieces.remove(first + 1).end;
            } else {
                first += 1;
            }
        }
        let mut index = pieces.len();
        while index > 1 {
            index -= 1;
            let goes_on = ["政府", "人民政府"].iter().any(|word| text(&pieces[index]).starts_with(word))
                && is_committees(text(&pieces[index - 1]));
            if goes_on && pieces[index].before == '、' || is_one(&pieces[index - 1], &pieces[index]) {
                pieces[index - 1].end = pieces[index].end;
                pieces.remove(index);
                continue;
            }
            if !completes_divisions(text(&pieces[index])) {
                continue;
            }
            while index > 0 && pieces[index].before == '、' {
                let left = text(&pieces[index - 1]);
                let all = ["各有关", "各相关", "各"].iter().find_map(|word| left.strip_prefix(word));
                let levels = all.unwrap_or(left);
                if !is_divisions(levels) {
                    break;
                }
                let is_first = levels.len() < left.len();
                pieces[index - 1].end = pieces[index].end;
                pieces.remove(index);
                index -= 1;
                if is_first {
                    break;
                }
            }
        }
    }
}

/// 各区政府〈含开发区管委会，下同〉, 市发改委〈某办〉: a remark nested in the bracket of the list is no part of the name;
/// 各县级市〈区〉政府〈管委会〉 is a name as a whole.
fn without_note(name: &str) -> &str {
    let Some(inner) = name.strip_suffix(['〉', '>', '＞']) else { return name };
    let open = inner.rfind(['〈', '<', '＜']).filter(|open| *open > 0);
    let Some((bare, note)) = open.and_then(|open| Some((name.get(..open)?, inner.get(open..)?))) else {
        return name;
    };
    let note = note.trim_start_matches(['〈', '<', '＜']);
    let widens = ["含", "包括", "不含"].iter().any(|word| note.starts_with(word)) || note.ends_with("下同");
    let office = bare.ends_with(['局', '委', '办', '厅', '部']) && note.ends_with(['处', '办', '室', '局']);
    if widens || office { bare } else { name }
}

/// Whether the name is that of Party committees, whose governments may follow: 各镇党委, 各县（市、区）委, 各街道党（工）委.
fn is_committees(name: &str) -> bool {
    let levels = name.strip_prefix('各').and_then(|rest| rest.strip_suffix('委'));
    name.ends_with("党委") || levels.is_some_and(|rest| is_divisions(rest) || rest.ends_with(['）', ')']))
}

/// 市直有关部门、单位: the second word belongs to the group of the first.
fn is_more_of_group(group: &str, word: &str) -> bool {
    let is_group = group.contains('各') || group.contains("有关") || group.contains("相关");
    let pairs = [("部门", "单位"), ("单位", "部门"), ("部门", "机构")];
    is_group
        && pairs
            .iter()
            .any(|(end, more)| group.ends_with(end) && word.starts_with(more) && !word.contains('：'))
}

/// Where the names a role word governs begin: at the last comma, unless the list uses commas throughout.
fn reach(pending: usize, commas: &[usize], units: &[Named], plain: bool) -> usize {
    if plain || commas.is_empty() {
        return pending;
    }
    let last = commas.last().copied().unwrap_or(pending).max(pending);
    if last >= units.len() { pending } else { last }
}

/// The piece without a time behind a blank: 市甲局 6月底.
fn without_time(body: &str) -> &str {
    let cut = body.split_once([' ', '\u{3000}']).filter(|(_, rest)| tail::is_time(rest.trim()));
    cut.map_or(body, |(name, _)| name)
}

/// The first byte of a label's list; `None` when the word is no label. The colon may be missing only behind a bracket.
pub(super) fn after_label(text: &str, mark: Mark, limit: usize) -> Option<usize> {
    let rest = text.get(mark.end..limit)?;
    if own_bracket(text, mark).is_some() {
        let inner = rest.trim_start_matches(closes).trim_start_matches(['：', ':', ' ', '\u{3000}']);
        return (!inner.trim_start().is_empty()).then(|| limit - inner.len());
    }
    let found = LABEL_END.find(rest)?;
    // 责任单位为主, 牵头单位为此, 责任单位为牵头单位: no name follows.
    let named = rest.get(found.end()..)?;
    let other = found.as_str().ends_with('为')
        && (named.starts_with(['主', '此', '了', '首']) || Words::get().begins_with_label(named));
    (!other).then_some(mark.end + found.end())
}

/// The opening bracket of a label that brackets enclose alone: 【牵头单位】.
pub(super) fn own_bracket(text: &str, mark: Mark) -> Option<usize> {
    let open = text.get(..mark.start)?.chars().next_back()?;
    let is_closed = text.get(mark.end..)?.starts_with(['】', '］', ']', '〕']);
    (is_closed && matches!(open, '【' | '［' | '[' | '〔')).then(|| mark.start - open.len_utf8())
}

/// What may stand between a label and its list.
static LABEL_END: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^\s{0,4}(?:[（(](?:部门|单位|科室|处室|责任人|个人|人员)[）)])?(?:(?:及|和|、)(?:责任人|负责人|责任单位|配合单位|责任部门|联系人|分工|部门|单位))?\s{0,4}(?:[:：∶︰﹕]|为(?:：|:)?)\s{0,8}";
    #[allow(clippy::expect_used)]
    Regex::new(pattern).expect("pattern")
});

#[cfg(test)]
mod tests;
