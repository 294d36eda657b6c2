//! What a sentence does with a thing it names other than laying it down: forbids it, abolishes it, denies it, quotes it,
//! passes on what a higher paper lays down, or speaks of it as a case. Read once for a match that a rule already has, from
//! the sentence, the line that leads its list and the headings above; never over the whole text.

mod law;
mod lead;
mod told;
mod words;

use super::Subject;
use crate::rulepack::Excuse;
use crate::text::{Norm, Span, first_chars, last_chars, to_u32};
use words::{Sense, WORDS};

/// Characters of the sentence that are read on either side of a match.
const REACH: usize = 200;
/// Characters behind a match within which a law may be named.
const BEHIND: usize = 40;

/// The first of the accepted excuses that the surroundings give: what stands before the place of the defect, in it, and
/// behind the whole match.
pub(super) fn of(
    subject: &Subject<'_>,
    (place, whole): (Span<Norm>, Span<Norm>),
    accepted: &[Excuse],
) -> Option<Excuse> {
    let text = subject.text();
    let outline = subject.outline;
    let index = outline.sentence_at(place.start)?;
    let sentence = outline.sentences.get(index)?;
    // A match over several sentences is judged by the first and the last.
    let place = Span::<Norm>::new(place.start, place.end.max(whole.end));
    let last = outline.sentence_holding(place.end.saturating_sub(1));
    let end = last.map_or(sentence.span.end, |s| s.span.end).max(place.end);
    let before = Span::<Norm>::new(sentence.text_start.min(place.start), place.start).of(text);
    let before = last_chars(before, REACH);
    let inside = place.of(text);
    let behind = Span::<Norm>::new(place.end, end).of(text);
    let tail = to_u32(words::object_tail(inside, behind).min(words::quotation_tail(before, inside)));
    let place = Span::<Norm>::new(place.start, place.start.saturating_add(tail));
    let around = Surroundings {
        subject,
        place,
        before,
        inside: place.of(text),
        after: first_chars(Span::<Norm>::new(place.end, end).of(text), REACH),
    };
    let here = Excuse::ALL.into_iter().find(|e| accepted.contains(e) && around.gives(*e));
    here.or_else(|| lead::of(subject, index, accepted, words::has_own_sanction(around.before, around.inside)))
}

/// A match in its sentence.
struct Surroundings<'a> {
    subject: &'a Subject<'a>,
    place: Span<Norm>,
    before: &'a str,
    inside: &'a str,
    after: &'a str,
}

impl Surroundings<'_> {
    fn gives(&self, excuse: Excuse) -> bool {
        match excuse {
            Excuse::Banned => self.is_banned(),
            Excuse::Abolished => self.is_abolished(),
            Excuse::Negated => self.is_negated(),
            Excuse::Quoted => self.is_quoted(),
            Excuse::Delegated => self.is_delegated(),
            Excuse::Described => self.is_described(),
        }
    }

    /// The part of the sentence before the match that stands in its own clause.
    fn clause_before(&self) -> &str {
        let cut = self.before.char_indices().rfind(|(_, c)| "，；：".contains(*c));
        cut.map_or(self.before, |(at, c)| self.before.get(at + c.len_utf8()..).unwrap_or_default())
    }

    /// A ban before the match that nothing between them ends.
    fn is_banned(&self) -> bool {
        let soft = WORDS.find(Sense::SoftBan, self.before).unwrap_or_default();
        WORDS.find(Sense::Ban, self.before).is_some_and(|hits| {
            hits.into_iter().rev().any(|(start, end)| {
                let gap = self.before.get(end..).unwrap_or_default();
                // 不得少于, 不得超过 set a limit and forbid nothing; 不得不 commands. 不能出示证件的，… is a case.
                let is_case = soft.iter().any(|(s, _)| *s == start) && gap.contains("的，");
                !is_case
                    && !words::LIMIT.is_match(gap)
                    && !words::is_purpose(self.before.get(..start).unwrap_or_default(), gap)
                    && !words::ends_ban(gap, self.inside)
            })
        })
    }

    fn is_abolished(&self) -> bool {
        if words::UNDONE.is_match(self.after) {
            return true;
        }
        let is_named = words::is_named(self.after) || words::LISTED.is_match(self.after);
        let reaches = |sense: Sense| {
            WORDS.find(sense, self.before).is_some_and(|hits| {
                hits.into_iter().rev().any(|(start, end)| {
                    let gap = self.before.get(end..).unwrap_or_default();
                    let head = self.before.get(..start).unwrap_or_default();
                    // The thing must be what is cleaned up: not 整治期间一律…, 查处占道并没收….
                    let is_object =
                        is_named || !gap.contains('，') && WORDS.find(Sense::NewVerb, gap).is_none();
                    is_object
                        && !words::is_occasion(head, gap)
                        && !words::is_purpose(head, gap)
                        && !words::ends_ban(gap, self.inside)
                })
            })
        };
        reaches(Sense::Cleanup) || (is_named && reaches(Sense::Abolish))
    }

    /// A negation that touches the verb of the match, in its clause.
    fn is_negated(&self) -> bool {
        // 无|需提供, 不|得…
        if self.before.ends_with(['无', '毋', '不', '免']) || words::DENIED_INSIDE.is_match(self.inside) {
            return true;
        }
        let clause = self.clause_before();
        // 不足, 不动产, 未整改的: no denial of what follows.
        let none = WORDS.find(Sense::NoNegation, clause).unwrap_or_default();
        WORDS.find(Sense::Negation, clause).is_some_and(|hits| {
            let denials = hits.into_iter().rev().filter(|(start, _)| !none.iter().any(|(s, _)| s == start));
            denials.into_iter().any(|(start, end)| {
                let gap = clause.get(end..).unwrap_or_default();
                // 对不合格产品一律…, 未备案车辆: one character must stand at a verb.
                let is_short = clause.get(start..end).is_some_and(|word| word.chars().count() == 1);
                let is_verb = !is_short || gap.is_empty() || WORDS.opens(Sense::Denied, gap);
                is_verb
                    && gap.chars().count() <= 8
                    && !gap.contains(['的', '、', '者'])
                    && WORDS.find(Sense::NewVerb, gap).is_none()
                    && !words::LIMIT.is_match(gap)
            })
        })
    }

    /// Inside quotation marks or a title, unless the quotation is the new wording of an amendment. A quotation may hold
    /// several sentences of the line: 规定“甲；乙”.
    fn is_quoted(&self) -> bool {
        let text = self.subject.text();
        let before = last_chars(text.get(..self.place.start as usize).unwrap_or_default(), REACH);
        let before = before.rsplit('\n').next().unwrap_or_default();
        let behind = first_chars(text.get(self.place.end as usize..).unwrap_or_default(), REACH);
        let behind = behind.split('\n').next().unwrap_or_default();
        [('“', '”'), ('《', '》'), ('「', '」')].into_iter().any(|(open, close)| {
            let Some(at) = unmatched(before.char_indices().rev(), (close, open)) else { return false };
            let is_amendment = words::AMENDED.is_match(before.get(..at).unwrap_or_default());
            !is_amendment && unmatched(behind.char_indices(), (open, close)).is_some()
        })
    }

    /// A law, or the rules of a higher body, named in the sentence as what lays the thing down.
    fn is_delegated(&self) -> bool {
        // 除省规定的材料外，还须…: what goes beyond the higher rules is not passed on from them.
        let inside = words::without_beyond(self.inside);
        let before = words::without_beyond(self.before);
        let near = last_chars(before, 60);
        let start = self.place.start.saturating_sub(to_u32(before.len()));
        let behind = to_u32(first_chars(self.after, BEHIND).len());
        law::is_named(self.subject, Span::new(start, self.place.end.saturating_add(behind)))
            || words::names_higher_rules(near)
            || words::names_higher_rules(inside)
            || words::names_higher_rules(first_chars(self.after, 24))
            || words::BY_LAW.is_match(last_chars(self.clause_before(), 16))
                && !words::is_lawful_act(self.before, self.inside)
            || words::follows_law(self.inside)
    }

    fn is_described(&self) -> bool {
        let probed = WORDS.find(Sense::Probe, self.before).is_some_and(|hits| {
            let is_question = self.before.contains("是否");
            // 是否存在对…的项目，…的情况: what is asked for may be long, and of several clauses.
            let is_asked = self.before.contains("是否存在") && words::ASKED.is_match(self.after);
            let reach = if is_asked { 80 } else { 24 };
            hits.into_iter().rev().any(|(start, end)| {
                let gap = self.before.get(end..).unwrap_or_default();
                // 一经发现焚烧罚…: when it is found, not whether.
                let is_when = WORDS.closes(Sense::When, self.before.get(..start).unwrap_or_default());
                // 发现乱停的，扣押车辆: a condition and its sanction, no question.
                !is_when
                    && gap.chars().count() <= reach
                    && !gap.starts_with('，')
                    && (is_question || !told::decides(gap))
                    && (is_asked || !words::ends_ban(gap, self.inside))
            })
        });
        probed
            || told::is_defined(self.before)
            || told::is_past(self.before, self.inside, self.after)
            || told::is_reported(self.before)
            || told::is_weighed(self.inside, self.after)
            || words::is_case(self.after)
            || words::FAULT.is_match(self.after)
            || words::MENDED.is_match(self.after)
    }
}

/// Where the first `ends` stands that no `begins` before it pairs with.
fn unmatched(chars: impl Iterator<Item = (usize, char)>, (begins, ends): (char, char)) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in chars {
        if c == begins {
            depth += 1;
        } else if c == ends {
            let Some(outer) = depth.checked_sub(1) else { return Some(at) };
            depth = outer;
        }
    }
    None
}

#[cfg(test)]
mod tests;
