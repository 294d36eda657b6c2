//! Phrases that assign in running text: 由A负责X, A牵头X，B配合, A会同B制定X, A负责X，C负责Y.
//!
//! Only papers that hand out work are read for them. In 办法 and other rules such a sentence states a competence, in reports and
//! news a fact; 负责解释 assigns nothing in any paper.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::brackets::{clause_end, is_decimal, opener, sentence_end, window};
use super::fields;
use super::labels::within;
use super::list::{Named, Parsed, Reading};
use super::tail::without_alias;
use super::unit_name::{self, Proof};
use super::words::{Form, Mark, Words};
use super::{Draft, Role, RoleSource, UnitKind};
use crate::facts::obligation::verb_at;
use crate::lexicon::WordSet;
use crate::text::Span;

/// Longest subject, in bytes.
const SUBJECT: usize = 360;

/// Longest 申请人所在地 before a unit, in bytes.
const LONGEST_PLACE: usize = 45;

/// Longest clause, in bytes.
const LONGEST: usize = 1200;

/// Numbering and adverbs before a subject.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:\s|[一二三四五六七八九十]+[是要、]|（[一二三四五六七八九十[0-9]]+）|\([一二三四五六七八九十[0-9]]+\)|[0-9]+(?:\.[0-9]+)+[.、．]?|[0-9]+(?:[.、．)）]|\s)|[①-⑳—–▲●■◆★※•-]|其中|同时|并|具体|原则上|请|今后|此外|另外|下一步|要|也|再|统一|最终|分别|最后)+";
    #[allow(clippy::expect_used)]
    Regex::new(pattern).expect("pattern")
});

/// Words between a subject and its verb.
static ADVERB: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"(?:要|应当?|须|需|必须|应该|具体|主要|共同|联合|统一|全面|统筹|总体|直接|分别|组织|总|,|，)+$";
    #[allow(clippy::expect_used)]
    Regex::new(pattern).expect("pattern")
});

/// Words behind a unit that call what follows its duty.
static DUTY_SUFFIX: WordSet = WordSet::of("unit_words", "duty_suffix");

/// What follows 负责 or 牵头 when they are no verbs, or assign nothing.
static NO_TASK: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:人(?:$|[^才员口事力社民防])|同志|任[^务]|任$|制[^定作订造]|制$|解释|的|地[^方下区质铁面震名理形块]|精神|态度|单位|部门|领导|处室|银行|科室|企业|项目|作用|机构|[一-鿿]{0,3}了|过|并?对.{0,20}解释|方|[^，。；]{0,14}名单(?:报|由|送))|解释";
    #[allow(clippy::expect_used)]
    Regex::new(pattern).expect("pattern")
});

/// Words that divide work among the units before them.
static DIVIDES: WordSet = WordSet::of("unit_words", "divides");

/// Words of a report on what was done.
pub(super) static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    // 6月30日前 is a time limit.
    let pattern = r"(?:正在|已经|近日|近期|去年|今年以来|以来|(?:^|[^0-9一二三四五六七八九十〇之作当每休 ])日前|将会同|已由|曾[^都]|曾$|目前)";
    #[allow(clippy::expect_used)]
    Regex::new(pattern).expect("pattern")
});

/// 起草了, but not 为了, 除了, 了解.
static DONE: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used)]
    Regex::new("[^为除罢]了(?:[^解]|$)").expect("pattern")
});

/// The verb of units that are helped.
const HOST: &str = "承办";

/// Whether some unit only helps.
fn has_helper(units: &[Named]) -> bool {
    units.iter().any(|unit| unit.role == Role::Supporting)
}

/// The verb of units that divide work.
const CARRY_OUT: &str = "落实";

/// The stretch a phrase stands in; offsets are bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clause {
    pub(super) sentence: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A finder for one document.
#[derive(Clone, Copy)]
pub(super) struct Prose<'a> {
    pub(super) text: &'a str,
    pub(super) marks: &'a [Mark],
}

/// Lines of copies broken at a fixed width are at least so long, in characters.
const FOLDED_LINE: usize = 22;

/// Whether the line break at `at` cuts a sentence: the long line before it ends within running text.
fn is_folded(text: &str, at: usize) -> bool {
    let above = text.get(..at).unwrap_or("");
    let above = above.get(above.rfind('\n').map_or(0, |i| i + 1)..).unwrap_or("").trim();
    let below = text.get(at + 1..).unwrap_or("");
    let runs_on = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    above.chars().count() >= FOLDED_LINE
        && above.ends_with(runs_on)
        && below.starts_with(|c: char| runs_on(c) && c != '第')
        && above.contains(['，', ',', '。', '；', ';'])
}

impl Prose<'_> {
    /// Finds the phrases, in order; `taken` holds the spans that are lists already.
    pub(super) fn find(self, taken: &[Draft]) -> Vec<Draft> {
        let mut found: Vec<Draft> = Vec::new();
        let mut done = 0usize;
        for mark in self.marks {
            if mark.start < done
                || !matches!(mark.form, Form::Verb | Form::With | Form::DeclareAll | Form::Label)
            {
                continue;
            }
            let next = self.text.get(mark.end..).and_then(|t| t.chars().next());
            let at = Span::at(mark.start, mark.end);
            if mark.form == Form::Verb
                && matches!(next, Some('人' | '同' | '制' | '的'))
                && !self.is_task(mark.end)
                || super::is_taken(taken, at)
            {
                continue;
            }
            let draft = match mark.form {
                Form::DeclareAll => self.declared(*mark),
                Form::With => self.joint(*mark),
                Form::Label => self.appointed(*mark),
                _ => self.phrase(*mark),
            };
            if let Some(draft) = draft.filter(|d| !super::is_taken(taken, d.span)) {
                done = draft.span.end as usize;
                found.push(draft);
            }
        }
        found
    }

    /// Whether what follows 负责 can be work: 负责人才引进, 负责制定, but not 负责人, 负责制.
    fn is_task(self, at: usize) -> bool {
        !NO_TASK.is_match(window(self.text, at, 30))
    }

    /// 由A负责X, A牵头X，B配合.
    fn phrase(self, mark: Mark) -> Option<Draft> {
        let clause = self.clause(mark)?;
        let rest = self.text.get(mark.end..clause.end)?;
        let verb = self.text.get(mark.start..mark.end)?;
        // 按职责分工落实: how the units divide the work stands before the verb.
        let is_divided = verb.ends_with(CARRY_OUT);
        let at = if verb.ends_with("抓好落实") {
            mark.start
        } else {
            mark.end.saturating_sub(CARRY_OUT.len())
        };
        let mark = if is_divided { Mark { start: at, ..mark } } else { mark };
        let (start, is_passive) = self.subject_start(clause, mark.start)?;
        let before = self.text.get(clause.start..start).unwrap_or("");
        if rest.starts_with("会同") {
            return None;
        }
        // 市甲局牵头开展的改造工作 tells of it.
        let is_told =
            verb_at(rest).is_some_and(|verb| rest.get(verb.len()..).is_some_and(|t| t.starts_with('的')));
        if NO_TASK.is_match(rest)
            || is_told
            || before.contains("解释")
            || TOLD.is_match(self.text.get(clause.sentence..mark.start)?)
        {
            return None;
        }
        if verb == "组织实施" && !is_passive
            || is_divided && !self.text.get(start..mark.start).is_some_and(|subject| DIVIDES.is_in(subject))
        {
            return None;
        }
        let lead = verb == "牵头"
            || rest.starts_with("牵头")
            || self.text.get(..mark.start).is_some_and(|text| text.ends_with("牵头"));
        let role = if lead { Role::Lead } else { Role::Responsible };
        let enclosed = is_passive && lead;
        let parsed = self.subject((start, mark.start), role, enclosed);
        let mut parsed = parsed.or_else(|| self.numbered((start, clause), role))?;
        if !is_passive && parsed.units.iter().all(|u| self.is_everybody(*u))
            || is_divided && parsed.units.len() < 2
        {
            return None;
        }
        let mut end = clause.end;
        // 甲局牵头、乙局配合
        let follow = self.followers(if rest.starts_with('、') { mark.end } else { clause.end });
        // 市甲局牵头，会同市乙局起草了: a thing of the past.
        if follow
            .as_ref()
            .is_some_and(|(_, upto, _)| self.text.get(clause.end..*upto).is_some_and(|t| DONE.is_match(t)))
        {
            return None;
        }
        // 由甲局承办，乙局协办: without helpers 承办 tells of an event.
        if verb == HOST && !(is_passive && follow.as_ref().is_some_and(|(units, ..)| has_helper(units))) {
            return None;
        }
        if let Some((units, upto, is_open)) = follow {
            parsed.units.extend(units);
            parsed.is_open |= is_open;
            end = upto;
        } else if !is_passive
            && rest.chars().nth(1).is_none()
            && !self.says_all(clause, (start, mark), &parsed)
        {
            return None;
        }
        let first = parsed.units.first().map_or(start, |unit| unit.start);
        let from = if is_passive { start - "由".len() } else { first };
        Some(Draft {
            span: Span::at(from, end),
            units: parsed.units,
            is_open: parsed.is_open,
            source: RoleSource::Phrase,
        })
    }

    /// Whether a clause that ends in its verb assigns what its item is about: A、B按职责分工负责。, or the whole sentence A负责。
    fn says_all(self, clause: Clause, (start, mark): (usize, Mark), parsed: &Parsed) -> bool {
        let ends = window(self.text, mark.end, 3).trim_start_matches([' ', '\u{3000}']);
        if !(ends.is_empty() || ends.starts_with(['。', '；', ';', '\n', '.'])) || mark.end < clause.end {
            return false;
        }
        let divides = self.text.get(start..mark.start).is_some_and(|subject| DIVIDES.is_in(subject));
        let is_certain = |u: &&Named| self.text.get(u.start..u.end).is_some_and(unit_name::is_certain);
        let is_sentence =
            self.text.get(clause.sentence..start).is_some_and(|t| LEAD.cut(t).trim().is_empty());
        divides || is_sentence || parsed.units.iter().filter(is_certain).count() > 1
    }

    /// Whether the unit is whoever is responsible, which names nobody and leaves the list open: 有关责任单位.
    fn is_anybody(self, unit: Named) -> bool {
        let name = self.text.get(unit.start..unit.end).unwrap_or("");
        unit.kind == UnitKind::GroupSome && (name.ends_with("责任单位") || name.ends_with("责任部门"))
    }

    /// Whether the unit is everybody: 各级政府, 各部门.
    fn is_everybody(self, unit: Named) -> bool {
        let name = self.text.get(unit.start..unit.end).unwrap_or("");
        name.starts_with("各级") || matches!(name, "各地" | "各部门" | "各单位" | "各地区" | "各地各部门")
    }

    /// 由A会同B制定X. Without 由, B must be named.
    fn joint(self, mark: Mark) -> Option<Draft> {
        let clause = self.clause(mark)?;
        let subject = self.subject_start(clause, mark.start);
        // 联合 joins units only behind 由; the press says 甲局联合乙局.
        let joins = self.text.get(mark.start..mark.end) == Some("会同");
        let Some((start, is_passive)) = subject.filter(|(start, _)| *start < mark.start) else {
            return self.joined(mark, clause).filter(|_| joins);
        };
        if !joins && !is_passive {
            return None;
        }
        let whole = self.text.get(clause.start..clause.end)?;
        if whole.contains("解释") || TOLD.is_match(self.text.get(clause.sentence..mark.end)?) {
            return None;
        }
        let leads = self.text.get(start..mark.start)?.contains("牵头");
        let role = if leads { Role::Lead } else { Role::Responsible };
        let mut parsed = self.subject((start, mark.start), role, is_passive)?;
        let mut names = self.leading_names(mark.end, clause.end);
        let is_named = names.iter().any(|u| !matches!(u.kind, UnitKind::GroupSome | UnitKind::GroupAll));
        if names.is_empty() || !(is_passive || is_named) {
            return None;
        }
        let after = names.last().map_or(mark.end, |u| u.end);
        let tail = self.text.get(after..clause.end)?;
        let goes_on = window(self.text, clause.end, 3).starts_with(['，', ',']);
        if tail.chars().nth(1).is_none() && !(tail.is_empty() && goes_on) {
            return None;
        }
        parsed.is_open |= tail.starts_with('等');
        let known = names.len();
        names.retain(|u| !self.is_anybody(*u));
        parsed.is_open |= names.len() < known;
        parsed.units.extend(names);
        let from = if is_passive { start - "由".len() } else { start };
        let span = Span::at(from, clause.end);
        Some(Draft { span, units: parsed.units, is_open: parsed.is_open, source: RoleSource::Phrase })
    }

    /// ；会同B、C编制计划, of which the subject stands in the heading: B and C take part.
    fn joined(self, mark: Mark, clause: Clause) -> Option<Draft> {
        let before = self.text.get(clause.sentence..clause.start)?.trim_end_matches(['，', ',', '：', ':']);
        let whole = self.text.get(mark.end..clause.end)?;
        let told = TOLD.is_match(self.text.get(clause.sentence..mark.end)?) || whole.contains('了');
        if told || whole.contains("解释") || before.ends_with("牵头") || before.ends_with("负责") {
            return None;
        }
        let units = self.leading_names(mark.end, clause.end);
        let is_named = |u: &Named| !matches!(u.kind, UnitKind::GroupSome | UnitKind::Field);
        let tail = self.text.get(units.last()?.end..clause.end)?;
        let acts = tail.chars().nth(1).is_some() && !tail.starts_with('的');
        let span = Span::at(mark.start, clause.end);
        let is_open = tail.starts_with('等');
        (units.iter().any(is_named) && acts).then_some(Draft {
            span,
            units,
            is_open,
            source: RoleSource::Phrase,
        })
    }

    /// A为某某工作的牵头单位，B为责任单位; A是某某工作的责任主体.
    fn appointed(self, mark: Mark) -> Option<Draft> {
        let rest = self.text.get(mark.end..)?;
        let ends =
            rest.chars().next().is_none_or(|c| matches!(c, '，' | ',' | '。' | '；' | ';' | '、' | '\n'));
        let clause = self.clause(mark)?;
        let before = self.text.get(clause.start..mark.start)?;
        // Of several appointments joined by 、 only the words behind the label before are this one's.
        let cut = ["单位、", "部门、"].iter().filter_map(|w| before.rfind(w).map(|at| at + w.len()));
        let cut = cut.filter(|&at| before.get(..at).is_some_and(|t| t.contains('为'))).max().unwrap_or(0);
        let before = before.get(cut..)?;
        let (subject, _) = before.split_once("作为").or_else(|| before.split_once(['为', '是']))?;
        let start = clause.start + cut + LEAD.find(subject).map_or(0, |m| m.len());
        let role = mark.role.unwrap_or(Role::Responsible);
        let upto = clause.start + cut + subject.len();
        let parsed = self.subject((start, upto), role, false).filter(|_| ends)?;
        if parsed.units.iter().all(|u| self.is_everybody(*u)) {
            return None;
        }
        let span = Span::at(start, mark.end);
        Some(Draft { span, units: parsed.units, is_open: parsed.is_open, source: RoleSource::Phrase })
    }

    /// 以下任务均由各县负责落实，不再列出: a list of its own.
    fn declared(self, mark: Mark) -> Option<Draft> {
        let clause = self.clause(mark)?;
        let parsed = declared(self.text, self.marks, clause.sentence, mark.start)?;
        let span = Span::at(clause.sentence, mark.end);
        let (units, is_open) = (parsed.units, parsed.is_open);
        Some(Draft { span, units, is_open, source: RoleSource::Declaration })
    }

    /// The clause around a mark.
    pub(super) fn clause(self, mark: Mark) -> Option<Clause> {
        let floor = mark.start.saturating_sub(SUBJECT);
        let floor = (floor..=mark.start).find(|&i| self.text.is_char_boundary(i))?;
        let before = self.text.get(floor..mark.start)?;
        let after_last = |marks: &[char]| {
            before.rfind(marks).map(|at| at + before[at..].chars().next().map_or(0, char::len_utf8))
        };
        let stop = before.rmatch_indices('.').map(|(at, _)| at).find(|&at| at > 0 && !is_decimal(before, at));
        let stop = stop.map(|at| at + 1).filter(|&at| before.get(at..).is_some_and(|t| !t.is_empty()));
        let line = before.rmatch_indices('\n').map(|(at, _)| at).find(|&at| !is_folded(before, at));
        let line = line.map(|at| at + 1);
        let sentence =
            after_last(&['。', '；', ';', '！', '？', '\t', '|']).max(stop).max(line).unwrap_or(0) + floor;
        let start = floor + after_last(&['，', ',', '：', ':']).unwrap_or(0);
        let bracket = opener(before, before.len())
            .and_then(|at| Some(at + before.get(at..)?.chars().next()?.len_utf8()));
        let start = start.max(floor + bracket.unwrap_or(0));
        let end = mark.end + clause_end(window(self.text, mark.end, LONGEST));
        Some(Clause { sentence, start: start.max(sentence), end })
    }

    /// Where the subject of the verb at `verb` begins, and whether 由 stands before it.
    fn subject_start(self, clause: Clause, verb: usize) -> Option<(usize, bool)> {
        let text = self.text.get(clause.start..verb)?;
        let mut passive = text.match_indices('由').filter(|(at, _)| {
            let head = text.get(..*at).unwrap_or("");
            // 此事由甲局办理 is no 事由.
            head.ends_with("此事")
                || head.ends_with("该事")
                || !head.ends_with(['自', '理', '经', '缘', '事'])
        });
        if let Some((at, _)) = passive.next_back() {
            return Some((clause.start + at + "由".len(), true));
        }
        if ADVERB.cut(text.trim()).is_empty() {
            return self.labelled_subject(clause).or_else(|| self.titled_subject(clause));
        }
        let lead = LEAD.find(text).map_or(0, |m| m.len());
        Some((clause.start + lead, false))
    }

    /// The subject before a colon: 市财政局：负责….
    fn labelled_subject(self, clause: Clause) -> Option<(usize, bool)> {
        let before = self.text.get(clause.sentence..clause.start)?.strip_suffix(['：', ':'])?;
        let lead = LEAD.find(before).map_or(0, |m| m.len());
        (!before.contains(['，', ','])).then_some((clause.sentence + lead, false))
    }

    /// The subject before a colon that heads a numbered item needs less proof: （3）财务部：负责….
    fn numbered(self, (start, clause): (usize, Clause), role: Role) -> Option<Parsed> {
        let head = self.text.get(start..clause.start).filter(|_| start > clause.sentence)?;
        let name = head.strip_suffix(['：', ':'])?;
        self.named((start, start + name.trim_end().len()), role, Proof::Listed)
    }

    /// The subject in a heading of its own: （一）市财政局。负责…, or the line above.
    fn titled_subject(self, clause: Clause) -> Option<(usize, bool)> {
        let before = self.text.get(..clause.sentence).filter(|_| clause.start == clause.sentence)?;
        let head = before.trim_end_matches([' ', '\u{3000}', '\r', '\n']);
        let head = head.strip_suffix('。').unwrap_or(head);
        let line = head.rfind('\n').map_or(0, |at| at + 1);
        let title = head.get(line..)?;
        let lead = LEAD.find(title).map_or(0, |m| m.len());
        let is_heading = head.len() < before.len() && title.len() > lead && title.len() <= SUBJECT;
        (is_heading && !title.contains(['，', ',', '。', '；', '：', ':'])).then_some((line + lead, false))
    }

    /// The units between two places, of which the second is that of the verb; `None` when anything else stands there. Where 由
    /// and 牵头 or 会同 enclose them, `enclosed`, a name needs no more proof: 由属地公司牵头.
    fn subject(self, (start, verb): (usize, usize), role: Role, enclosed: bool) -> Option<Parsed> {
        let text = self.text.get(start..verb)?;
        let marks = ['：', ':', ' ', '。', '\n', '\r', '\u{3000}'];
        let text = text.trim_end_matches(marks);
        let text = without_duty(without_crew(text));
        let end = start + ADVERB.find(text).map_or(text.len(), |m| m.start());
        let end = start + self.text.get(start..end)?.trim_end_matches(marks).trim_end_matches("牵头").len();
        let end = start + without_alias(self.text.get(start..end)?).len();
        let names = self.text.get(start..end)?;
        let loose = enclosed && !names.starts_with(['我', '本', '该']) && !names.ends_with("职能部门");
        self.named((start, end), role, Proof::Prose)
            .or_else(|| self.placed((start, end), role, loose))
            .or_else(|| fields::read(self.text, (start, end), role))
    }

    /// The units of a stretch that may say where they lie: 由申请人所在地县住建局牵头 names it, 由所涉及的县住建局牵头 says less.
    fn placed(self, (start, end): (usize, usize), role: Role, loose: bool) -> Option<Parsed> {
        let names = self.text.get(start..end)?;
        let place =
            ["所在地", "涉及的"].iter().filter_map(|word| Some((names.rfind(word)? + word.len(), *word)));
        let place = place.max();
        let from = start + place.map_or(0, |(at, _)| at);
        let proof = if loose { Proof::Listed } else { Proof::Prose };
        let mut parsed = self.named((from, end), role, proof).filter(|_| loose || from > start)?;
        let first = parsed.units.first_mut()?;
        if place.is_some_and(|(at, word)| word == "所在地" && at <= LONGEST_PLACE) {
            first.start = start;
        }
        Some(parsed)
    }

    /// The units of a stretch that holds nothing else.
    pub(super) fn named(self, (start, end): (usize, usize), role: Role, proof: Proof) -> Option<Parsed> {
        let reading = Reading { text: self.text, marks: &[], role, proof };
        let mut parsed = reading.read(start, end);
        for unit in &mut parsed.units {
            unit.role = role;
        }
        let is_vague = parsed.units.iter().all(|u| {
            let name = self.text.get(u.start..u.end).unwrap_or("");
            matches!(u.kind, UnitKind::GroupSome | UnitKind::PersonRole)
                || u.kind != UnitKind::GroupAll && Words::get().ends_in_label(name)
        });
        (!parsed.has_foreign && !is_vague && !parsed.units.is_empty()).then_some(parsed)
    }

    /// Clauses behind the comma at `end` that give more units their role: ，B、C配合.
    fn followers(self, end: usize) -> Option<(Vec<Named>, usize, bool)> {
        let rest = self.text.get(end..)?;
        let comma = rest.chars().next().filter(|c| matches!(c, '，' | ',' | '、'))?;
        let start = end + comma.len_utf8();
        let stretch = window(self.text, start, SUBJECT * 2);
        let limit = sentence_end(stretch);
        let stretch = stretch.get(..limit)?;
        let organized = stretch.strip_prefix("组织").and_then(|_| {
            let names = self.leading_names(start + "组织".len(), start + limit);
            let is_all = names.iter().any(|unit| !matches!(unit.kind, UnitKind::GroupSome | UnitKind::Field));
            is_all.then_some("组织")
        });
        if let Some(word) = stretch.strip_prefix("会同").map(|_| "会同").or(organized) {
            let list = stretch.get(word.len()..)?;
            let names = self.leading_names(start + word.len(), start + limit);
            let after = names.last()?.end - start;
            let upto = stretch.get(after..)?.find(['，', ',']).map_or(limit, |at| after + at);
            let is_open = !list.is_empty() && stretch.get(after..)?.starts_with('等');
            return Some((names, start + upto, is_open));
        }
        let mut best = None;
        let commas = stretch.match_indices(['，', ',']).map(|(at, _)| at).take(2);
        for upto in commas.chain([limit]) {
            let marks = within(self.marks, start, start + upto);
            let reading = Reading { text: self.text, marks, role: Role::Responsible, proof: Proof::Listed };
            let parsed = reading.read(start, start + upto);
            let is_list = parsed.has_suffix && !parsed.has_foreign && !parsed.units.is_empty();
            let helps = parsed.units.iter().all(|u| u.role != Role::Lead);
            // A time behind the names changes nothing.
            let adds =
                best.as_ref().is_none_or(|(names, ..): &(Vec<Named>, usize, bool)| *names != parsed.units);
            if is_list && helps && adds {
                best = Some((parsed.units, start + upto, parsed.is_open));
            }
        }
        best.or_else(|| self.helpers(start, start + clause_end(stretch)))
    }

    /// B、C配合完成X: the units before the word, when nothing else stands there.
    fn helpers(self, start: usize, end: usize) -> Option<(Vec<Named>, usize, bool)> {
        let clause = self.text.get(start..end)?;
        let words = [
            ("配合", Role::Supporting),
            ("协助", Role::Supporting),
            ("参与", Role::Participating),
            ("参加", Role::Participating),
            ("组成", Role::Participating),
        ];
        let found = words.iter().filter_map(|(word, role)| Some((clause.find(word)?, word, *role)));
        let (at, word, role) = found.min_by_key(|(at, ..)| *at)?;
        let mut names = clause.get(..at)?;
        while let Some(before) = HELPER_ADVERB.before(names) {
            names = before;
        }
        // 配合比 and 参与者 are no verbs.
        let follows = clause
            .get(at + word.len()..)
            .is_some_and(|rest| !rest.starts_with(['的', '者', '比', '度', '方']));
        let reading = Reading { text: self.text, marks: &[], role, proof: Proof::Listed };
        let mut parsed = reading.read(start, start + names.len());
        parsed.units.iter_mut().for_each(|unit| unit.role = role);
        let is_list = follows && !parsed.has_foreign && !parsed.units.is_empty();
        is_list.then_some((parsed.units, end, parsed.is_open))
    }
}

/// How units help: 全力, 积极.
static HELPER_ADVERB: WordSet = WordSet::of("unit_words", "helper_adverb");

/// The units that make up a crew, with 等部门 behind them: 市甲局等部门 of 市甲局等部门组成专班.
fn without_crew(text: &str) -> &str {
    let made =
        ["部门组成", "单位组成", "部门成立", "单位成立"].iter().filter_map(|word| text.find(word)).min();
    made.and_then(|at| text.get(..at + "部门".len())).filter(|names| names.contains('等')).unwrap_or(text)
}

/// The units whose duty the text is: 市甲局、市乙局 of 市甲局、市乙局职责; 市甲局按各自职责 stays.
pub(super) fn without_duty(text: &str) -> &str {
    let bare = DUTY_SUFFIX.before(text).map(|bare| bare.trim_end_matches('的'));
    let names_unit = |bare: &&str| bare.rsplit(['、', '和']).next().is_some_and(fields::is_department);
    bare.filter(names_unit).unwrap_or(text)
}

/// The text without the number of its item.
pub(super) fn without_number(text: &str) -> &str {
    text.get(LEAD.find(text).map_or(0, |m| m.len())..).unwrap_or(text)
}

/// Words before the units of a declaration.
static DECLARES: WordSet = WordSet::of("unit_words", "declares");

/// Where the word stands that says who is responsible throughout: 均需 of 以下均需各县落实.
pub(super) fn declares_at(text: &str) -> Option<usize> {
    text.find(DECLARES.first_in(text)?)
}

/// The units of a declaration that stands in `from..upto`: 以下任务均由各县负责落实 before its 不再列出.
pub(super) fn declared(text: &str, marks: &[Mark], from: usize, upto: usize) -> Option<Parsed> {
    let sentence = text.get(from..upto)?;
    let at = declares_at(sentence)?;
    let at = at + DECLARES.head_of(sentence.get(at..)?)?.len();
    let start = from + at;
    let rest = text.get(start..upto)?;
    let end = start + rest.find(['，', ',', '；', ';', '。']).unwrap_or(rest.len());
    let marks = within(marks, start, end);
    let reading = Reading { text, marks, role: Role::Responsible, proof: Proof::Labelled };
    let parsed = reading.read(start, end);
    (!parsed.units.is_empty() && !parsed.has_foreign).then_some(parsed)
}
