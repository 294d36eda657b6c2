//! What stays of a document until the whole run is known: its findings with places as editors count them, no facts.

use super::Page;
use super::tasks::cells::one_line;
use crate::report::{Finding, Place, Problem, Report, Verdict};

/// What stays of one document.
#[derive(Clone, Debug)]
pub struct Kept {
    /// As given.
    pub path: String,
    /// The title as printed, on one line.
    pub title: Option<String>,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// `text`, `html`, …
    pub format: &'static str,
    /// The encoding that was used.
    pub encoding: String,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// Rules with their verdicts.
    pub verdicts: Vec<(String, Verdict)>,
    /// The defects, in order of place.
    pub findings: Vec<Spot>,
    /// The text that places point into, when it is not the file itself (the main text of a page).
    pub text: Option<String>,
}

/// A finding with its places.
#[derive(Clone, Debug)]
pub struct Spot {
    /// The finding.
    pub finding: Finding,
    /// Where it is.
    pub region: Region,
    /// Where its related places are, in their order.
    pub related: Vec<Region>,
}

/// A place in UTF-16 code units, as editors count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Line of the first character, from 1.
    pub start_line: u32,
    /// Column of the first character, from 1.
    pub start_column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column one past the last character.
    pub end_column: usize,
    /// Units before it.
    pub offset: usize,
    /// Units in it.
    pub length: usize,
}

impl Kept {
    /// Takes what has to stay of a document.
    #[must_use]
    pub fn of(page: &Page<'_>) -> Self {
        let report: &Report = page.report;
        let mut ruler = Ruler { raw: page.raw, at: 0, units: 0 };
        let spots = report.findings.iter().map(|finding| Spot {
            region: ruler.region(&finding.span),
            related: finding.related.iter().map(|r| ruler.region(&r.span)).collect(),
            finding: finding.clone(),
        });
        Self {
            path: report.path.clone(),
            findings: spots.collect(),
            title: report.facts.metadata.title.as_ref().map(|t| one_line(&t.text)),
            sha256: report.sha256.clone(),
            format: report.format,
            encoding: report.encoding.clone(),
            problems: report.problems.clone(),
            verdicts: report.outcomes.iter().map(|o| (o.rule.clone(), o.verdict)).collect(),
            text: (!matches!(report.format, "text" | crate::document::MARKDOWN)).then(|| page.raw.to_owned()),
        }
    }
}

/// Counts units from the last place on, since findings come in order.
struct Ruler<'a> {
    raw: &'a str,
    at: usize,
    units: usize,
}

impl Ruler<'_> {
    fn region(&mut self, place: &Place) -> Region {
        let start = place.bytes.start as usize;
        if start < self.at {
            (self.at, self.units) = (0, 0);
        }
        self.units += units(self.raw.get(self.at..start).unwrap_or(""));
        self.at = start;
        let before = self.raw.get(..start).unwrap_or("");
        let start_column = units(last_line(before)) + 1;
        let breaks = place.text.matches('\n').count();
        let tail = units(last_line(&place.text));
        Region {
            start_line: place.line,
            start_column,
            end_line: place.line as usize + breaks,
            end_column: if breaks == 0 { start_column + tail } else { tail + 1 },
            offset: self.units,
            length: units(&place.text),
        }
    }
}

/// What stands behind the last line break.
fn last_line(text: &str) -> &str {
    text.rfind('\n').and_then(|at| text.get(at + 1..)).unwrap_or(text)
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::{Region, Ruler};
    use crate::report::Place;
    use crate::text::Span;

    /// Start line and column, end line and column, offset, length of each needle in turn.
    fn check(raw: &str, expect: &[(&str, [usize; 6])]) {
        let mut ruler = Ruler { raw, at: 0, units: 0 };
        for (needle, numbers) in expect {
            let start = raw.find(needle).expect("needle");
            let place = Place::of_bytes(raw, Span::at(start, start + needle.len()));
            let Region { start_line, start_column, end_line, end_column, offset, length } =
                ruler.region(&place);
            let found = [start_line as usize, start_column, end_line, end_column, offset, length];
            assert_eq!(found, *numbers, "{needle}");
        }
    }

    #[test]
    fn places_count_utf16_units() {
        check(
            "甲乙\n𠮷丙丁\n戊",
            &[
                ("乙", [1, 2, 1, 3, 1, 1]),
                ("丙", [2, 3, 2, 4, 5, 1]),
                ("丁\n戊", [2, 4, 3, 2, 6, 3]),
                ("甲", [1, 1, 1, 2, 0, 1]),
                ("𠮷", [2, 1, 2, 3, 3, 2]),
            ],
        );
    }
}
