//! What one rule says of one document before it becomes output.

use std::borrow::Cow;

use super::applies::Fit;
use crate::report::Verdict;
use crate::text::{Norm, Span};

/// A verdict with its reason, what it rests on, and the defects.
#[derive(Debug)]
pub(super) struct Judgement {
    pub(super) verdict: Verdict,
    pub(super) reason: Cow<'static, str>,
    pub(super) evidence: Vec<Span<Norm>>,
    pub(super) flaws: Vec<Flaw>,
}

/// One defect: where, and what fills the rule's message.
#[derive(Debug, Default)]
pub(super) struct Flaw {
    pub(super) span: Span<Norm>,
    /// Values for `{name}` in the message and the advice.
    pub(super) vars: Vec<(String, String)>,
    /// Other places that matter, with why.
    pub(super) related: Vec<(Span<Norm>, String)>,
}

impl Flaw {
    pub(super) fn at(span: Span<Norm>) -> Self {
        Self { span, ..Self::default() }
    }

    pub(super) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.vars.push((name.to_owned(), value.into()));
        self
    }

    pub(super) fn related(mut self, span: Span<Norm>, message: impl Into<String>) -> Self {
        self.related.push((span, message.into()));
        self
    }
}

impl Judgement {
    fn new(verdict: Verdict, reason: impl Into<Cow<'static, str>>) -> Self {
        Self { verdict, reason: reason.into(), evidence: Vec::new(), flaws: Vec::new() }
    }

    pub(super) fn pass(reason: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Verdict::Pass, reason)
    }

    pub(super) fn not_applicable(reason: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Verdict::NotApplicable, reason)
    }

    pub(super) fn undecided(reason: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Verdict::Undecided, reason)
    }

    pub(super) fn evidence(mut self, spans: impl IntoIterator<Item = Span<Norm>>) -> Self {
        self.evidence.extend(spans);
        self
    }

    /// Fail when there are defects, else pass with `clean` as the reason.
    pub(super) fn of(flaws: Vec<Flaw>, clean: impl Into<Cow<'static, str>>) -> Self {
        if flaws.is_empty() {
            return Self::pass(clean);
        }
        let reason: Cow<'static, str> = match flaws.len() {
            1 => "发现 1 处".into(),
            n => format!("发现 {n} 处").into(),
        };
        let evidence = flaws.iter().take(3).map(|f| f.span).collect();
        Self { verdict: Verdict::Fail, reason, evidence, flaws }
    }

    /// The same when it is not known whether the rule applies: a failure becomes undecided, a pass stays a pass.
    pub(super) fn under(self, fit: Fit) -> Self {
        let Fit::Unknown(why) = fit else { return self };
        match self.verdict {
            Verdict::Fail => {
                let reason = format!("{why}；如适用，则{}", self.reason);
                Self {
                    verdict: Verdict::Undecided,
                    reason: reason.into(),
                    evidence: self.evidence,
                    flaws: Vec::new(),
                }
            }
            Verdict::Undecided => Self { reason: why, ..self },
            Verdict::Pass | Verdict::NotApplicable => self,
        }
    }
}
