//! Who, what, in which case, except when, or else: the parts of a sentence that obliges.

use super::modal::{Guard, Modal};
use super::subject::{self, Lead, Who, part};
use super::{LISTS, Modality, case, earlier};
use crate::facts::clause::{Shape, trimmed};
use crate::facts::{Context, Text};
use crate::lexicon::{ListId, WordSet};
use crate::text::{Norm, Span, first_chars, to_u32};

/// The parts that were found, as places.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts {
    pub(super) subject: Option<Span<Norm>>,
    pub(super) action: Option<Span<Norm>>,
    pub(super) condition: Option<Span<Norm>>,
    pub(super) exception: Option<Span<Norm>>,
    pub(super) consequence: Option<Span<Norm>>,
    /// Whom to take where the sentence names nobody.
    pub(super) fallback: Fallback,
    /// Whether the subject is bound by this sentence alone.
    pub(super) is_passing: bool,
}

/// Whom to take where a sentence names nobody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Fallback {
    /// Whoever was named last in the paragraph, else the issuing body.
    #[default]
    Last,
    /// The issuing body.
    Issuer,
    /// Nobody: words stand there that are not understood.
    Nobody,
}

impl Parts {
    /// The parts of a sentence with an explicit modal.
    pub(super) fn of_modal(cx: &Context<'_>, shape: &Shape, modal: Modal, consequences: ListId) -> Self {
        let text = cx.text;
        let clause = shape.clauses.get(modal.clause).copied().unwrap_or(shape.body);
        let mut parts = Self::frame(cx, shape, modal.clause);
        // 调整为“满一年方可转让”: the rule is laid down inside the marks.
        let quote = shape.quote_at(modal.span.start);
        let from = quote.map_or(clause.start, |quote| quote.start + to_u32('“'.len_utf8()));
        let before = trimmed(text, Span::new(from.min(modal.span.start), modal.span.start));
        let before = behind_open(text, before);
        let (case, before) = behind_comma(text, before);
        let mut lead = Lead::read(text, before);
        lead.case = lead.case.or(case);
        parts.exception = parts.exception.or_else(|| except_for(text, before));
        let after = trimmed(text, Span::new(modal.span.end, clause.end.max(modal.span.end)));
        let by = after.of(text).starts_with('由') && !CHOSEN.is_in(first_chars(after.of(text), 16));
        if modal.modality != Modality::MustNot && by {
            // 物业应由业主大会选聘
            lead.who = subject::behind_by_at(text, after).map_or(Who::Unread, Who::Named);
        }
        if lead.who == Who::Open && matches!(modal.guard, Guard::Forbid | Guard::Permit) {
            lead.who = subject::everybody_at(text, after).map_or(Who::Open, Who::Named);
        }
        parts.set_case(shape, modal.clause, lead.case);
        parts.set_subject(lead.who, || earlier::earlier(cx, shape, modal, &LISTS.modals));
        let home = parts.subject.and_then(|s| shape.clause_at(s.start)).filter(|c| *c != modal.clause);
        let passing = home.is_some_and(|c| earlier::is_passing(text, shape.clauses[c]));
        parts.is_passing = passing || lead.is_passing && home.is_none();
        // 凡从事经营的单位，须…: all of them act, and no case is left.
        let names = |c: &Span<Norm>| parts.subject.is_some() && earlier::all_of(text, *c) == parts.subject;
        if parts.condition.as_ref().is_some_and(names) {
            parts.condition = None;
        }
        let refuses = modal.guard == Guard::Refuse || case::is_sanction(after.of(text));
        if refuses || modal.guard == Guard::Permit || modal.modality == Modality::Encouraged {
            parts.speaks_itself();
        }
        parts.consequence = consequence(cx, shape, modal.clause, consequences);
        parts.action = some(parts.action_of(text, shape, (modal, &lead)));
        if let (Some(quote), Some(action)) = (quote, parts.action) {
            parts.action = some(Span::new(action.start, action.end.min(quote.end - to_u32('”'.len_utf8()))));
        }
        parts
    }

    /// What is done: what follows the modal, or what stands before 由A负责 and between A and 负责 where nothing follows.
    fn action_of(&self, text: &str, shape: &Shape, (modal, lead): (Modal, &Lead)) -> Span<Norm> {
        let is_charge = modal.guard == Guard::Duty || CHARGES.has(modal.span.of(text));
        let closes = shape.clauses.get(modal.clause).is_some_and(|c| c.end == modal.span.end);
        if is_charge && closes {
            if let Some(done) = lead.done {
                return done;
            }
            if let Some(phrase) = lead.phrase {
                return Span::new(phrase.start, modal.span.end);
            }
        }
        let verb_is_trigger = matches!(modal.guard, Guard::Duty | Guard::Lead);
        let from = if verb_is_trigger { modal.span.start } else { modal.span.end };
        let action = before_close(text, trimmed(text, Span::new(from, self.action_end(shape, from))));
        let kept = action.of(text).trim_end_matches(['，', ',', '、']).len();
        Span::new(action.start, action.start + to_u32(kept))
    }

    /// The parts of a measure without a modal; `verb` is where its verb begins, `clause` the clause it stands in.
    pub(super) fn of_measure(cx: &Context<'_>, shape: &Shape, verb: u32, clause: usize) -> Self {
        let mut parts = Self::frame(cx, shape, clause);
        let start = shape.clauses.get(clause).map_or(verb, |c| c.start);
        let lead = Lead::read(cx.text, trimmed(cx.text, Span::new(start.min(verb), verb)));
        // 由县水务局牵头，开展…: whoever leads is named in a clause of its own.
        let led = || {
            let before = shape.clauses.get(..clause)?.iter().rev();
            before
                .filter(|c| c.of(cx.text).starts_with('由'))
                .find_map(|c| subject::behind_by_at(cx.text, *c))
        };
        parts.set_subject(lead.actor(cx.text), led);
        parts.action = some(trimmed(cx.text, Span::new(verb, shape.body.end)));
        parts
    }

    /// Who is refused, punished, allowed or encouraged does not do it himself: not whoever was named before, but the paper.
    pub(super) fn speaks_itself(&mut self) {
        if self.fallback == Fallback::Last {
            self.fallback = Fallback::Issuer;
        }
    }

    fn set_subject(&mut self, who: Who, elsewhere: impl FnOnce() -> Option<Span<Norm>>) {
        match who {
            Who::Named(place) => self.subject = Some(place),
            Who::Open => self.subject = elsewhere(),
            Who::Unread => self.fallback = Fallback::Nobody,
        }
    }

    /// A case directly before the modal goes with the clauses of cases before it, or takes their place: 建设单位须…，未经批准不得….
    fn set_case(&mut self, shape: &Shape, main: usize, case: Option<Span<Norm>>) {
        let Some(case) = case else { return };
        let last = main.checked_sub(1).and_then(|last| shape.clauses.get(last));
        let adjoins = |c: Span<Norm>| last.is_some_and(|last| last.end == c.end);
        self.condition = Some(self.condition.filter(|c| adjoins(*c)).map_or(case, |c| c.cover(case)));
    }

    /// The condition before the clause `main` and exceptions anywhere.
    fn frame(cx: &Context<'_>, shape: &Shape, main: usize) -> Self {
        let text = cx.text;
        let mut parts = Self::default();
        let excepts =
            |inner: &str| inner.starts_with('除') && inner.ends_with('外') || inner.ends_with("除外");
        let except = |c: &Span<Norm>| except_at(c.of(text)).map(|at| Span::new(c.start + to_u32(at), c.end));
        parts.exception = shape.clauses.iter().rev().find_map(except);
        parts.exception = parts.exception.or_else(|| in_brackets(text, shape));
        parts.exception = parts.exception.or_else(|| not_bound(text, shape));
        parts.exception = parts.exception.or_else(|| unless(text, shape, main));
        let before = shape.clauses.get(..main).unwrap_or(&[]);
        let says = |c: Span<Norm>| {
            cx.hits.within(LISTS.modals.list, c).iter().any(|hit| LISTS.modals.row(*hit).is_some())
        };
        // 应当在付款时核对，…: what is to be done then, and no case.
        let is_time = |c: Span<Norm>| {
            let words = c.of(text);
            (case::is_when(words) || case::is_one_of(words)) && !says(c)
        };
        let is_case_at = |at: usize| {
            before.get(at).is_some_and(|c| !excepts(c.of(text)) && (is_case(c.of(text)) || is_time(*c)))
        };
        let Some(last) = (0..before.len()).rev().find(|at| is_case_at(*at)) else { return parts };
        let mut first = last;
        while first > 0 && (is_case_at(first - 1) || case::joins(before[first].of(text))) {
            first -= 1;
        }
        parts.condition = Some(before[first].cover(before[last]));
        parts
    }

    fn action_end(&self, shape: &Shape, from: u32) -> u32 {
        let end = shape.body.end;
        match self.consequence {
            Some(c) if c.start > from => c.start,
            _ => end,
        }
    }
}

/// How a case goes on behind whoever meets with it: 法院如认为, 补贴若有.
static CASE_INSIDE: WordSet = WordSet::of("obligation_words", "case_inside");
/// Whom one of several is chosen from: 理事会应由理事中选举….
static CHOSEN: WordSet = WordSet::of("obligation_words", "chosen");
/// 负总责: in charge of something, without saying of what is to be done.
static CHARGES: WordSet = WordSet::of("obligation_words", "charge");

fn some(span: Span<Norm>) -> Option<Span<Norm>> {
    (!span.is_empty()).then_some(span)
}

/// Up to a bracket that closes what was opened before: a duty laid down in brackets ends with them （网签时间须在活动期间）.
fn before_close(text: &str, span: Span<Norm>) -> Span<Norm> {
    let mut depth = 0;
    for (at, mark) in span.of(text).match_indices(['（', '）']) {
        match (mark, depth) {
            ("（", _) => depth += 1,
            (_, 0) => return Span::new(span.start, span.start + to_u32(at)),
            _ => depth -= 1,
        }
    }
    span
}

/// From behind a bracket that stays open: the subject of such a duty. What is shorter than a name is a note: （此件公开）,
/// （联系人：…）.
fn behind_open(text: &str, span: Span<Norm>) -> Span<Norm> {
    const SHORTEST: usize = 4;
    let mut open = Vec::new();
    for (at, mark) in span.of(text).match_indices(['（', '）']) {
        if mark == "（" {
            open.push(at + mark.len());
        } else {
            open.pop();
        }
    }
    let Some(at) = open.last().copied() else { return span };
    let rest = Span::new(span.start + to_u32(at), span.end);
    if rest.of(text).chars().count() < SHORTEST { Span::new(span.end, span.end) } else { rest }
}

/// What stands in brackets or in a quotation is not split at its commas: （数据未更新的，可…）, “缴存人购房的，可…”. The case
/// before the last comma, and what stands behind it.
fn behind_comma(text: &str, span: Span<Norm>) -> (Option<Span<Norm>>, Span<Norm>) {
    let words = span.of(text);
    let Some((head, rest)) = words.rsplit_once(['，', ',']) else { return (None, span) };
    let from = head.rfind('“').filter(|at| !head[*at..].contains('”')).map_or(0, |at| at + '“'.len_utf8());
    let case = part(span, from, head.len());
    if rest.contains(['”', '》']) || !is_case(case.of(text)) && !case::is_when(case.of(text)) {
        return (None, span);
    }
    (Some(case), trimmed(text, part(span, words.len() - rest.len(), words.len())))
}

/// 除丁级摊位外 directly before the modal.
fn except_for(text: &str, before: Span<Norm>) -> Option<Span<Norm>> {
    let words = before.of(text);
    let at = words.rfind('除').filter(|at| words.ends_with('外') && except_at(words) == Some(*at))?;
    Some(part(before, at, words.len()))
}

/// 但有正当理由者，不在此限: from the joining word on.
fn not_bound(text: &str, shape: &Shape) -> Option<Span<Norm>> {
    let last = shape.clauses.iter().position(|c| c.of(text).ends_with("不在此限"))?;
    let first = shape.clauses[..=last].iter().rposition(|c| c.of(text).starts_with(['但', '惟']))?;
    Some(shape.clauses[first].cover(shape.clauses[last]))
}

/// Where an exception begins in its clause: 摊车｜除救灾外; the whole of 另有规定的除外.
fn except_at(clause: &str) -> Option<usize> {
    if clause.ends_with("除外") {
        return Some(0);
    }
    let at = clause.find('除').filter(|_| clause.ends_with('外'))?;
    let verb = ['解', '消', '扣', '开', '免', '删', '清', '拆', '废', '移', '排', '根'];
    (!clause[..at].ends_with(verb)).then_some(at)
}

/// （经批准的除外）: what the brackets hold.
fn in_brackets(text: &str, shape: &Shape) -> Option<Span<Norm>> {
    let body = shape.body.of(text);
    let ends = |end: &str| body.find(end).and_then(|at| shape.bracket_at(shape.body.start + to_u32(at)));
    let bracket = ["除外）", "除外，", "除外,"].into_iter().find_map(ends)?;
    let inner = bracket.of(text).trim_start_matches(['（', '(']);
    let start = bracket.end - to_u32(inner.len());
    let end = inner.find("除外")? + "除外".len();
    Some(Span::new(start, start + to_u32(end)))
}

/// 除非市局同意: up to the end of the sentence, or of its clause where the duty comes after it.
fn unless(text: &str, shape: &Shape, main: usize) -> Option<Span<Norm>> {
    let (index, start) = shape.clauses.iter().enumerate().find_map(|(index, clause)| {
        let (head, _) = clause.of(text).split_once("除非")?;
        // 消除非法设施 holds the characters only.
        let opens = head.is_empty() || subject::names_somebody(head);
        opens.then(|| (index, clause.start + to_u32(head.len())))
    })?;
    let end = if index > main { shape.body.end } else { shape.clauses[index].end };
    (index != main).then(|| Span::new(start, end))
}

/// Whether a clause names the case in which something holds.
fn is_case(clause: &str) -> bool {
    clause.ends_with('的') && !clause.ends_with("目的")
        || clause.ends_with("情况下")
        || clause.ends_with("情形下")
        || case::opens_case(clause)
        || CASE_INSIDE.is_in(clause)
        || case::is_case_of_persons(clause)
}

/// The clause that says what follows when the duty is broken, if it is not the duty itself.
fn consequence(cx: &Context<'_>, shape: &Shape, main: usize, list: ListId) -> Option<Span<Norm>> {
    let hit = cx.hits.within(list, shape.body).iter().find(|h| {
        let follows = |clause: usize| clause > main && !case::joins(shape.clauses[clause].of(cx.text));
        !shape.is_quoted(h.start) && shape.clause_at(h.start).is_some_and(follows)
    })?;
    let clause = shape.clause_at(hit.start)?;
    // 违反规定的，依法追究责任: the case of the consequence goes with it.
    let case = clause.checked_sub(1).filter(|c| *c > main && shape.clauses[*c].of(cx.text).ends_with('的'));
    Some(Span::new(shape.clauses[case.unwrap_or(clause)].start, shape.body.end))
}

/// The text of a place, cut to what a table can show.
pub(super) fn text_of(cx: &Context<'_>, span: Option<Span<Norm>>) -> Option<Text> {
    span.map(|s| Text::of(cx, s))
}
