//! Tries a rule's patterns where its literals were found.

use jiff::civil::Date;

use super::Subject;
use super::judgement::Flaw;
use super::native::Shared;
use super::scan::Hits;
use super::scope::{Scopes, Window};
use crate::lexicon::Literal;
use crate::rulepack::{Matcher, Meet, Pattern, Profile, Rule, Scope};
use crate::text::{Norm, Span};

/// Everything one rule may look at on one document.
pub(super) struct RuleContext<'a> {
    pub(super) subject: &'a Subject<'a>,
    pub(super) scopes: &'a Scopes<'a>,
    pub(super) hits: &'a Hits<'a>,
    pub(super) rule: &'a Rule,
    /// Its place in the registry.
    pub(super) index: usize,
    pub(super) profile: Option<&'a Profile>,
    pub(super) shared: &'a Shared<'a>,
}

/// What leads a search: where, what, and what turns it off.
pub(super) type Search<'a> = (Scope, &'a Matcher, &'a [Pattern]);

/// A match with the values of its named groups.
#[derive(Clone, Debug)]
pub(super) struct Match {
    /// The group `at` when the pattern has one, else the whole match.
    pub(super) span: Span<Norm>,
    /// The whole match.
    pub(super) whole: Span<Norm>,
    /// Where it was found.
    pub(super) window: Window,
    /// Index of the pattern.
    pub(super) pattern: usize,
    /// Named groups and `match`.
    pub(super) vars: Vec<(String, String)>,
}

impl Match {
    /// The value of a named group.
    pub(super) fn var(&self, name: &str) -> &str {
        self.vars.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    pub(super) fn into_flaw(self) -> Flaw {
        Flaw { span: self.span, vars: self.vars, related: Vec::new() }
    }
}

/// What ends a clause.
pub(super) const CLAUSE_ENDS: [char; 5] = ['，', '；', '：', '。', '\n'];

/// By place; two patterns that hit the same place tell the same defect.
fn one_to_a_place(mut found: Vec<Match>) -> Vec<Match> {
    found.sort_by_key(|m| (m.span, m.pattern));
    found.dedup_by(|b, a| a.span.overlaps(b.span));
    found
}

/// Whether one of the patterns matches the text.
pub(super) fn any_matches(patterns: &[Pattern], text: &str) -> bool {
    patterns.iter().filter_map(|pattern| pattern.for_text(text)).any(|regex| regex.is_match(text))
}

impl RuleContext<'_> {
    /// The first day the paper can have been written on, by the numbers, years and organs it names.
    pub(super) fn not_before(&self) -> Option<Date> {
        super::era::not_before(self.subject).filter(|day| day.year() > 1978)
    }

    /// All matches that nothing turns off, by place.
    pub(super) fn matches(&self, (scope, matcher, unless): Search<'_>) -> Vec<Match> {
        let mut found = Vec::new();
        if matcher.anchors.is_empty() {
            for window in self.scopes.all(scope) {
                for number in 0..matcher.patterns.len() + matcher.meets.len() {
                    self.try_window(window, (matcher, number), &mut found);
                }
            }
        } else {
            let mut last: Option<(Window, usize)> = None;
            for (number, offset) in self.hits.of(self.index) {
                if last.is_some_and(|(window, known)| known == number && window.span.holds(offset)) {
                    continue;
                }
                let Some(window) = self.scopes.at(scope, offset) else { continue };
                last = Some((window, number));
                self.try_window(window, (matcher, number), &mut found);
            }
        }
        if !unless.is_empty() {
            self.turn_off(scope, unless, &mut found);
        }
        let (worded, met) = found.into_iter().partition(|m| m.pattern < matcher.patterns.len());
        let (mut worded, mut met) = (one_to_a_place(worded), one_to_a_place(met));
        // A wording says more closely than a meeting what is wrong.
        met.retain(|m| {
            let next = worded.partition_point(|w| w.span.end <= m.span.start);
            worded.get(next).is_none_or(|w| !w.span.overlaps(m.span))
        });
        worded.append(&mut met);
        one_to_a_place(worded)
    }

    /// Whether one of the patterns matches in the window.
    pub(super) fn any_in(&self, patterns: &[Pattern], span: Span<Norm>) -> bool {
        let text = span.of(self.subject.text());
        let mut possible =
            patterns.iter().filter_map(|p| p.for_stretch(text, |l| self.scopes.holds(l, span)));
        possible.any(|regex| regex.is_match(text))
    }

    /// The match with the rest of the clauses it begins and ends in.
    pub(super) fn clause_of(&self, m: &Match) -> Span<Norm> {
        let text = self.subject.text();
        let (window, whole) = (m.window.span, m.whole);
        let before = Span::<Norm>::new(window.start, whole.start).of(text);
        let after = Span::<Norm>::new(whole.end, window.end.max(whole.end)).of(text);
        let start = before.char_indices().rfind(|(_, c)| CLAUSE_ENDS.contains(c));
        let start = start.map_or(0, |(at, c)| at + c.len_utf8());
        let end = after.find(CLAUSE_ENDS).unwrap_or(after.len());
        Span::at(window.start as usize + start, whole.end as usize + end)
    }

    fn try_window(&self, window: Window, (matcher, number): (&Matcher, usize), found: &mut Vec<Match>) {
        let text = window.span.of(self.subject.text());
        let Some(pattern) = matcher.patterns.get(number) else {
            let meet = matcher.meets.get(number - matcher.patterns.len());
            return meet.into_iter().for_each(|meet| self.try_meet(window, (meet, number), found));
        };
        let holds = |literal: &Literal| self.scopes.holds(literal, window.span);
        let Some(regex) = pattern.for_led(text, holds) else { return };
        for captures in regex.captures_iter(text) {
            let Some(whole) = captures.get(0) else { continue };
            let place = captures.name("at").unwrap_or(whole);
            let start = window.span.start as usize;
            let said = |name: &str| Some((name.to_owned(), captures.name(name)?.as_str().to_owned()));
            let mut vars: Vec<(String, String)> = regex.group_names().filter_map(said).collect();
            vars.push(("match".to_owned(), place.as_str().to_owned()));
            let span = Span::at(start + place.start(), start + place.end());
            let whole = Span::at(start + whole.start(), start + whole.end());
            found.push(Match { span, whole, window, pattern: number, vars });
        }
    }

    fn try_meet(&self, window: Window, (meet, number): (&Meet, usize), found: &mut Vec<Match>) {
        let text = window.span.of(self.subject.text());
        let holds = |literal: &Literal| self.scopes.holds(literal, window.span);
        for (start, end) in super::meet::stretches(meet, text, holds) {
            let at = window.span.start as usize;
            let span = Span::at(at + start, at + end);
            let said = text.get(start..end).unwrap_or_default();
            // What is said is all that a meeting knows of the thing.
            let vars = ["match", "what"].map(|name| (name.to_owned(), said.to_owned())).into();
            let met = Match { span, whole: span, window, pattern: number, vars };
            if meet.unless.is_empty() || !self.any_in(&meet.unless, self.clause_of(&met)) {
                found.push(met);
            }
        }
    }

    /// Drops the matches in units where one of the patterns matches; each unit is looked at once.
    fn turn_off(&self, scope: Scope, unless: &[Pattern], found: &mut Vec<Match>) {
        found.sort_by_key(|m| m.window.span);
        let mut last = None;
        found.retain(|m| {
            let unit = m.window.unit;
            let is_off = match last {
                Some((known, is_off)) if known == unit => is_off,
                _ if m.window.is_unit() => self.any_in(unless, unit),
                // A large scope has one unit, searched line by line.
                _ => self.scopes.all(scope).iter().any(|w| self.any_in(unless, w.span)),
            };
            last = Some((unit, is_off));
            !is_off
        });
    }
}
