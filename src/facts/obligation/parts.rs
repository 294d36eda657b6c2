//! Who, what, in which case, except when, or else: the parts of a sentence that obliges.

use std::sync::LazyLock;

use super::measure;
use super::modal::{Guard, Modal};
use crate::facts::clause::{Shape, trimmed};
use crate::facts::{Context, Text};
use crate::lexicon::{Endings, Lexicon, ListId, Terms};
use crate::text::{Norm, Span, to_u32};

/// The parts that were found, as places.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts {
    pub(super) subject: Option<Span<Norm>>,
    pub(super) action: Option<Span<Norm>>,
    pub(super) condition: Option<Span<Norm>>,
    pub(super) exception: Option<Span<Norm>>,
    pub(super) consequence: Option<Span<Norm>>,
}

/// A subject is named in a few words; longer stretches are whole clauses.
const SUBJECT_CHARS: usize = 36;

impl Parts {
    /// The parts of a sentence with an explicit modal.
    pub(super) fn of_modal(cx: &Context<'_>, shape: &Shape, modal: Modal, consequences: ListId) -> Self {
        let text = cx.text;
        let clause = shape.clauses.get(modal.clause).copied().unwrap_or(shape.body);
        let mut parts = Self::frame(text, shape, modal.clause);
        let lead = trimmed(text, Span::new(clause.start.min(modal.span.start), modal.span.start));
        if lead.of(text).starts_with(['未', '经']) {
            // 未经批准不得…: the case stands before the modal without a comma.
            parts.condition = Some(parts.condition.map_or(lead, |c| c.cover(lead)));
        } else {
            parts.subject = subject_in(text, behind_open(text, lead));
        }
        if parts.subject.is_none() {
            let before = || shape.clauses.iter().take(modal.clause);
            parts.subject = before()
                .find_map(|c| actor_of(text, *c))
                .or_else(|| before().find_map(|c| self_of(text, *c)));
        }
        parts.consequence = consequence(cx, shape, modal.clause, consequences);
        let verb_is_trigger = matches!(modal.guard, Guard::Duty | Guard::Lead);
        let from = if verb_is_trigger { modal.span.start } else { modal.span.end };
        let action = before_close(text, trimmed(text, Span::new(from, parts.action_end(shape, from))));
        let kept = action.of(text).trim_end_matches(['，', ',', '、']).len();
        parts.action = some(Span::new(action.start, action.start + to_u32(kept)));
        parts
    }

    /// The parts of a measure without a modal; `verb` is where its verb begins, `clause` the clause it stands in.
    pub(super) fn of_measure(cx: &Context<'_>, shape: &Shape, verb: u32, clause: usize) -> Self {
        let mut parts = Self::frame(cx.text, shape, clause);
        let start = shape.clauses.get(clause).map_or(verb, |c| c.start);
        parts.subject = subject_in(cx.text, trimmed(cx.text, Span::new(start.min(verb), verb)));
        parts.action = some(trimmed(cx.text, Span::new(verb, shape.body.end)));
        parts
    }

    /// Conditions before the clause `main` and exceptions anywhere.
    fn frame(text: &str, shape: &Shape, main: usize) -> Self {
        let mut parts = Self::default();
        for (index, &clause) in shape.clauses.iter().enumerate() {
            let inner = clause.of(text);
            let excepts = inner.starts_with('除') && inner.ends_with('外') || inner.ends_with("除外");
            if excepts {
                parts.exception = Some(clause);
            } else if index < main && is_case(inner) {
                parts.condition = Some(parts.condition.map_or(clause, |c| c.cover(clause)));
            }
        }
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

/// Whether a clause names the case in which something holds.
fn is_case(clause: &str) -> bool {
    clause.ends_with('的') && !clause.ends_with("目的")
        || clause.ends_with("情况下")
        || clause.ends_with("情形下")
        || clause.starts_with("未经")
        || ['凡', '如', '若'].iter().any(|c| clause.starts_with(*c)) && !clause.starts_with("如下")
        || ["确需", "确因", "对于", "经批准"].iter().any(|w| clause.starts_with(w)) && clause.ends_with('的')
}

/// The words before a modal, if they name somebody: adverbs are taken off, adverbial phrases and verb phrases are no subject.
fn subject_in(text: &str, span: Span<Norm>) -> Option<Span<Norm>> {
    let whole = span.of(text);
    let mut body = whole;
    while let Some(adverb) = WORDS.adverbs.longest_of(body) {
        body = body.get(..adverb.start)?;
    }
    let offset = WORDS.joints.longest_at(body).map_or(0, |joint| {
        let rest = body.get(joint.end..).unwrap_or("");
        joint.end + rest.len() - rest.strip_prefix(['，', ',']).unwrap_or(rest).len()
    });
    let offset = offset + behind_by(body.get(offset..)?);
    let body = body.get(offset..)?.trim();
    let count = body.chars().count();
    let is_adverbial = WORDS.opens.longest_at(body).is_some() || WORDS.closes.longest_of(body).is_some();
    let clausal = is_adverbial || measure::begins_with_verb(body);
    if !(2..=SUBJECT_CHARS).contains(&count) || clausal {
        return None;
    }
    let start = span.start + to_u32(offset);
    Some(Span::new(start, start + to_u32(body.len())))
}

/// Where the actor begins in 本办法由县住建局（负责解释）: what stands before 由 is what is done; 0 when there is none.
fn behind_by(body: &str) -> usize {
    let is_by = |(at, _): &(usize, &str)| {
        let (before, after) = (body.get(..*at).unwrap_or(""), body.get(at + "由".len()..).unwrap_or(""));
        !before.ends_with(['理', '自', '事', '缘', '不']) && !after.starts_with(['于', '此', '来'])
    };
    body.rmatch_indices('由').find(is_by).map_or(0, |(at, by)| at + by.len())
}

/// The words at both ends of a subject, see `dictionaries/subject_words.tsv`.
struct Words {
    /// Adverbs between subject and modal.
    adverbs: Endings,
    /// Joining words before the subject.
    joints: Terms,
    /// Heads of phrases of time, place, case and purpose.
    opens: Terms,
    /// Their ends.
    closes: Endings,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("subject_words");
    let place = table.column("place");
    let of = |wanted: &'static str| table.rows().filter(move |row| row[place] == wanted).map(|row| &row[0]);
    Words {
        adverbs: Endings::new(of("adverb")),
        joints: Terms::new(of("joint")),
        opens: Terms::new(of("opens")),
        closes: Endings::new(of("closes")),
    }
});

/// A whole clause before the modal's clause that is nothing but an actor: `房地产开发企业，…，应当…` or `A，作为…，要`.
fn actor_of(text: &str, clause: Span<Norm>) -> Option<Span<Norm>> {
    let inner = clause.of(text);
    let short = inner.chars().count() <= 24;
    let named = [
        '局', '委', '厅', '部', '会', '府', '位', '门', '人', '业', '关', '构', '工', '者', '院', '方', '干',
    ]
    .iter()
    .any(|c| inner.trim_end_matches('的').ends_with(*c));
    if short && named && !is_case(inner) { subject_in(text, clause) } else { None }
}

/// 本会 of 本会为办理前项稽核，应…: whoever speaks acts, and the clause goes on to say when.
fn self_of(text: &str, clause: Span<Norm>) -> Option<Span<Norm>> {
    let mut chars = clause.of(text).chars();
    let own =
        chars.next() == Some('本') && chars.next().is_some_and(|c| "会局部院所处队段行署厅委".contains(c));
    own.then(|| Span::new(clause.start, clause.start + to_u32("本会".len())))
}

/// The clause that says what follows when the duty is broken, if it is not the duty itself.
fn consequence(cx: &Context<'_>, shape: &Shape, main: usize, list: ListId) -> Option<Span<Norm>> {
    let hit = cx.hits.within(list, shape.body).iter().find(|h| {
        !shape.is_quoted(h.start) && shape.clause_at(h.start).is_some_and(|clause| clause != main)
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
