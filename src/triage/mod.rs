//! Findings that are known already: recorded in a baseline, or suppressed with a reason until a day.
//!
//! In: the texts of the files, the rules, the day to count from. Out: the state of each finding, and what of the baseline is
//! gone. Changes no finding but its state, drops none, reads no clock and no disk.

mod record;
mod suppress;

use jiff::civil::Date;

use crate::document::Document;
use crate::error::Error;
use crate::report::{ALL, Absent, Baseline, Finding, States, Suppression};
use crate::rulepack::Registry;
use crate::text::{Norm, Span};
pub use record::{Record, RecordedFinding};
pub use suppress::{Entry, Suppressions};

/// What is known before a run.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Triage {
    /// The findings of an earlier run.
    pub record: Option<Record>,
    /// What is suppressed.
    pub suppressions: Suppressions,
}

/// What came out for one document.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Triaged {
    /// Findings of the baseline that are gone.
    pub absent: Vec<Absent>,
    /// How many findings stand where.
    pub states: States,
    /// Numbers of the suppressions that speak of this document, with whether they met a finding.
    pub asked: Vec<(usize, bool)>,
}

impl Triage {
    /// Reads a baseline (`(path, text)`) and suppression files; `today` decides what has expired.
    ///
    /// # Errors
    /// When a file is not what it should be, or names a rule that does not exist.
    pub fn read(
        baseline: Option<&(String, String)>,
        suppressions: &[(String, String)],
        registry: &Registry,
        today: Date,
    ) -> Result<Self, Error> {
        Ok(Self {
            record: baseline.map(|(path, text)| Record::read(path, text)).transpose()?,
            suppressions: Suppressions::read(suppressions, registry, today)?,
        })
    }

    /// Sets the state of each finding of a document; only what `is_run` says was looked for can be absent.
    pub fn mark(
        &self,
        document: &Document,
        findings: &mut [Finding<Span<Norm>>],
        is_run: impl Fn(&str) -> bool,
    ) -> Triaged {
        let path = tidy(&document.decoded.path);
        for finding in &mut *findings {
            self.mark_one(document, &path, finding);
        }
        let is_there =
            |known: &&RecordedFinding| findings.iter().any(|f| is_same(known, f) || is_among(known, f));
        let known = self.record.as_ref().map_or(&[][..], |record| record.of(&path));
        let gone = known.iter().filter(|known| !is_there(known) && is_run(&known.rule));
        let absent: Vec<Absent> = gone
            .map(|known| Absent::new(known.rule.clone(), known.fingerprint.clone(), known.message.clone()))
            .collect();
        let states = States::of(findings.iter().map(|f| f.baseline), absent.len());
        let asked = self.suppressions.asked(document, &path, findings, is_run);
        Triaged { absent, states, asked }
    }

    fn mark_one(&self, document: &Document, path: &str, finding: &mut Finding<Span<Norm>>) {
        if let Some(entry) = self.suppressions.entry(document, path, finding) {
            let is_expired = entry.is_expired;
            finding.suppression = Some(Suppression::new(entry.reason.clone(), entry.expires, is_expired));
            if !is_expired {
                finding.baseline = Baseline::Suppressed;
                return;
            }
        }
        let known = self.record.as_ref().map_or(&[][..], |record| record.of(path));
        let is_known =
            |print: &String| known.iter().any(|k| k.rule == finding.rule && k.fingerprint == *print);
        let has_no_more = !finding.places.is_empty() && finding.places.iter().all(is_known);
        if has_no_more || known.iter().any(|known| is_same(known, finding)) {
            finding.baseline = Baseline::Unchanged;
        }
    }
}

/// Whether a finding was recorded. One that told of many places stands for the few that are left of them.
fn is_same(known: &RecordedFinding, finding: &Finding<Span<Norm>>) -> bool {
    known.rule == finding.rule && stands_for(&known.fingerprint, &finding.fingerprint)
}

/// Whether a finding that tells of many places tells of one that was recorded by itself.
fn is_among(known: &RecordedFinding, finding: &Finding<Span<Norm>>) -> bool {
    known.rule == finding.rule && finding.places.contains(&known.fingerprint)
}

/// Whether the fingerprint of a rule's finding speaks of another finding of that rule in the same document.
fn stands_for(known: &str, fingerprint: &str) -> bool {
    known == fingerprint || known.ends_with(ALL)
}

/// A path as it is compared: `/` between its parts, no `./` in front.
fn tidy(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut rest = path.as_str();
    while let Some(inner) = rest.strip_prefix("./") {
        rest = inner.trim_start_matches('/');
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Triage, tidy};
    use crate::rulepack::Registry;

    fn read(baseline: Option<&str>, suppressions: &str) -> Result<Triage, String> {
        let registry = Registry::embedded().expect("rules");
        let baseline = baseline.map(|text| ("基线.json".to_owned(), text.to_owned()));
        let files = [("抑制.toml".to_owned(), suppressions.to_owned())];
        let today = jiff::civil::date(2026, 6, 1);
        Triage::read(baseline.as_ref(), &files, &registry, today).map_err(|error| error.to_string())
    }

    #[test]
    fn paths_are_compared_without_decoration() {
        for (path, expect) in
            [("./a/b.txt", "a/b.txt"), (".//a.txt", "a.txt"), ("a\\b.txt", "a/b.txt"), ("-", "-")]
        {
            assert_eq!(tidy(path), expect);
        }
    }

    #[test]
    fn mistakes_say_where() {
        let entry = |rest: &str| format!("[[suppress]]\nrule = \"DF-008\"\n{rest}");
        let print = "fingerprint = \"0123456789abcdef\"\n";
        let rest = "reason = \"已核\"\nexpires = 2026-12-31\n";
        assert!(read(None, &entry(&format!("{print}{rest}"))).is_ok());
        for (text, expect) in [
            (entry(&format!("{print}expires = 2026-12-31\n")), "抑制.toml:1:1：缺少必填的键“reason”"),
            (entry(&format!("{print}reason = \" \"\nexpires = 2026-12-31\n")), ":4:10：理由（reason）是空的"),
            (entry(&format!("{print}reason = \"已核\"\nexpires = \"明年\"\n")), ":5:11：取值的类型不对"),
            (entry(&format!("fingerprint = \"0123456789abcdef-all\"\n{rest}")), ":3:15：这个指纹管全文"),
            (entry(rest), ":1:1：要写明抑制哪一处"),
            (entry(&format!("quote = \"甲\"\n{rest}")), ":1:1：要写明抑制哪一处"),
            (entry(&format!("fingerprint = \"甲\"\n{rest}")), ":3:15：指纹“甲”"),
            (entry(&format!("{print}path = \"甲.txt\"\nquote = \" \"\n{rest}")), ":5:9：原文（quote）是空的"),
            (entry(print).replace("DF-008", "DF-999") + rest, ":2:8：没有规则“DF-999”"),
            (entry(&format!("{print}理由 = \"已核\"\n{rest}")), "不是合法的 TOML"),
            (entry(&format!("{print}note = \"已核\"\n{rest}")), "不认识的键“note”"),
            (entry(&format!("{print}reason ＝ \"已核\"\n")), "全角的“＝”"),
        ] {
            let error = read(None, &text).expect_err(&text);
            assert!(error.starts_with("抑制.toml:") && error.contains(expect), "{text}\n{error}");
        }
    }

    #[test]
    fn a_baseline_is_recognised() {
        let good = "{\"schema\": \"hegui/baseline/1\", \"documents\": {\"./甲.txt\": []}}";
        assert!(read(Some(good), "").is_ok());
        for (text, expect) in [
            ("{", "基线.json:1:1：不是基线文件"),
            ("{\"schema\": \"hegui/1\", \"documents\": {}}", "schema 是“hegui/1”"),
        ] {
            let error = read(Some(text), "").expect_err(text);
            assert!(error.contains(expect), "{error}");
        }
    }
}
