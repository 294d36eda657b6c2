//! The text of a document, line by line, with the findings marked in it.
//!
//! Findings may overlap, nest, cross lines or be empty: the text is cut at every beginning and end, each piece carries the
//! numbers of all findings over it, and an anchor stands where a finding begins.

use std::io::{self, Write};

use super::severity_class;
use super::template::fill;
use crate::report::{Finding, Severity};
use crate::text::Escaped;

/// A finding as the text sees it.
struct Mark {
    number: usize,
    start: usize,
    end: usize,
    severity: Severity,
}

/// The marks from the front to the back.
struct Sweep<'a> {
    document: String,
    raw: &'a str,
    marks: Vec<Mark>,
    /// The first that has not begun.
    next: usize,
    /// Indexes of those that have begun and not ended.
    open: Vec<usize>,
}

/// Writes the lines of `raw` with marks over `findings`, numbered from 1 in their order.
pub(super) fn text(document: usize, raw: &str, findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    let mark = |(number, finding): (usize, &Finding)| {
        let range = finding.span.bytes.range();
        let end = range.end.min(raw.len());
        Mark { number, start: range.start.min(end), end, severity: finding.severity }
    };
    let mut marks: Vec<Mark> = (1..).zip(findings).map(mark).collect();
    marks.sort_by_key(|m| (m.start, m.number));
    let mut sweep = Sweep { document: document.to_string(), raw, marks, next: 0, open: Vec::new() };
    let mut start = 0;
    for (number, line) in (1usize..).zip(raw.split('\n')) {
        let is_end = line.is_empty() && number > 1 && start >= raw.len();
        if is_end && sweep.next >= sweep.marks.len() {
            break;
        }
        let values = [("d", sweep.document.as_str()), ("line", &number.to_string())];
        fill("line_open", &values, out)?;
        let shown = line.trim_end_matches('\r').len();
        sweep.line(start, start + shown, out)?;
        start += line.len() + 1;
        if start > raw.len() {
            // What is flagged behind the last character, such as a missing end, still needs its anchor.
            sweep.begin(raw.len(), out)?;
        }
        fill("line_close", &[], out)?;
    }
    Ok(())
}

impl Sweep<'_> {
    fn line(&mut self, mut at: usize, end: usize, out: &mut dyn Write) -> io::Result<()> {
        while at < end {
            self.begin(at, out)?;
            let begins = self.marks.get(self.next).map_or(end, |m| m.start);
            let ends = self.open.iter().filter_map(|&i| self.marks.get(i)).map(|m| m.end).min();
            let stop = begins.min(ends.unwrap_or(end)).min(end);
            self.piece(at, stop, out)?;
            at = stop;
        }
        Ok(())
    }

    /// Closes what ends at or before `at`, opens what begins there, with an anchor for each.
    fn begin(&mut self, at: usize, out: &mut dyn Write) -> io::Result<()> {
        let marks = &self.marks;
        self.open.retain(|&index| marks.get(index).is_some_and(|m| m.end > at));
        while let Some(mark) = self.marks.get(self.next).filter(|m| m.start <= at) {
            let number = mark.number.to_string();
            let values =
                [("d", self.document.as_str()), ("n", &number), ("severity", severity_class(mark.severity))];
            fill("anchor", &values, out)?;
            if mark.end > at {
                self.open.push(self.next);
            }
            self.next += 1;
        }
        Ok(())
    }

    fn piece(&self, start: usize, end: usize, out: &mut dyn Write) -> io::Result<()> {
        let text = self.raw.get(start..end).unwrap_or("");
        let over = || self.open.iter().filter_map(|&index| self.marks.get(index));
        let Some(worst) = over().map(|m| m.severity).max() else {
            return write!(out, "{}", Escaped(text));
        };
        let numbers: Vec<String> = over().map(|m| m.number.to_string()).collect();
        let values = [("severity", severity_class(worst)), ("numbers", &numbers.join(" ")), ("text", text)];
        fill("mark", &values, out)
    }
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::report::{Baseline, Certainty, Finding, Place, Severity};
    use crate::text::Span;

    /// The findings stand over byte ranges of `raw`; expected is the page with short tags: `[1 2 E:` … `]` for a mark, `^1`
    /// for an anchor, `/` for the end of a line.
    fn check(raw: &str, ranges: &[(usize, usize, Severity)], expect: &str) {
        let finding = |&(start, end, severity): &(usize, usize, Severity)| Finding {
            rule: "XX-001".to_owned(),
            name: String::new(),
            severity,
            confidence: Certainty::High,
            span: Place::of_bytes(raw, Span::at(start, end)),
            message: String::new(),
            advice: String::new(),
            basis: Vec::new(),
            related: Vec::new(),
            fingerprint: String::new(),
            places: Vec::new(),
            baseline: Baseline::New,
            suppression: None,
            why: Vec::new(),
        };
        let findings: Vec<Finding> = ranges.iter().map(finding).collect();
        let mut out = Vec::new();
        text(1, raw, &findings, &mut out).expect("memory");
        let page = String::from_utf8(out).expect("utf-8");
        let anchor = regex::Regex::new("<a [^>]*data-n=\"([0-9]+)\"></a>").expect("pattern");
        let mark = regex::Regex::new("<mark class=\"(.)[a-z]*\" data-f=\"([0-9 ]+)\">").expect("pattern");
        let line = regex::Regex::new("<p [^>]*>").expect("pattern");
        let page = page.replace("</mark>", "]").replace("</p>\n", "/");
        let page = mark.replace_all(&page, "[$2 $1:");
        let page = anchor.replace_all(&page, "^$1");
        assert_eq!(line.replace_all(&page, ""), expect, "{raw}");
    }

    #[test]
    fn marks_overlap_nest_cross_lines_and_may_be_empty() {
        use Severity::{Error, Info, Warning};
        check("甲乙丙\n", &[], "甲乙丙/");
        check("甲乙丙", &[(3, 6, Error)], "甲^1[1 e:乙]丙/");
        check("甲乙丙丁", &[(0, 6, Info), (3, 9, Error)], "^1[1 i:甲]^2[1 2 e:乙][2 e:丙]丁/");
        check("甲乙丙", &[(0, 9, Warning), (3, 6, Info)], "^1[1 w:甲]^2[1 2 w:乙][1 w:丙]/");
        check("甲乙\r\n\n丙丁", &[(3, 12, Error)], "甲^1[1 e:乙]//[1 e:丙]丁/");
        check("甲\n", &[(4, 4, Info)], "甲/^1/");
        check("甲<乙", &[(3, 3, Info), (3, 4, Info)], "甲^1^2[2 i:&lt;]乙/");
        check("", &[(0, 0, Error)], "^1/");
    }
}
