//! Suppression files: TOML, one `[[suppress]]` per finding, with a reason and a last day.
//!
//! ```toml
//! [[suppress]]
//! rule        = "DF-008"
//! fingerprint = "0123456789abcdef"   # or: path = "甲.txt" and quote = "…"
//! reason      = "发文前已核对"
//! expires     = 2027-06-30           # still holds on this day
//! ```

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::{stands_for, tidy};
use crate::document::Document;
use crate::error::Error;
use crate::report::{ALL, Finding};
use crate::rulepack::{Mistake, Registry};
use crate::text::{Norm, Span};

/// All entries, in the order of the files.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Suppressions {
    /// In the order of the files.
    pub entries: Vec<Entry>,
}

/// One entry.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Entry {
    /// Rule id.
    pub rule: String,
    /// Why.
    pub reason: String,
    /// Last day it holds.
    pub expires: Date,
    /// Whether that day is over.
    pub is_expired: bool,
    /// Where it is written, `path:line`.
    pub written_at: String,
    fingerprint: Option<String>,
    path: Option<String>,
    /// Without blanks.
    quote: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    suppress: Vec<Spanned<EntryFile>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile {
    rule: Spanned<String>,
    fingerprint: Option<Spanned<String>>,
    path: Option<String>,
    quote: Option<Spanned<String>>,
    reason: Spanned<String>,
    #[serde(deserialize_with = "date")]
    expires: Date,
}

impl Suppressions {
    /// Reads the files and checks every entry.
    pub(super) fn read(files: &[(String, String)], registry: &Registry, today: Date) -> Result<Self, Error> {
        let mut entries = Vec::new();
        let mut messages = Vec::new();
        for (path, text) in files {
            let mut mistakes = Vec::new();
            match toml::from_str::<File>(text) {
                Ok(file) => {
                    for entry in file.suppress {
                        let written_at = format!("{path}:{}", Mistake::line_of(text, entry.span().start));
                        entries.extend(checked(entry, registry, &mut mistakes).map(|entry| Entry {
                            is_expired: entry.expires < today,
                            written_at,
                            ..entry
                        }));
                    }
                }
                Err(error) => mistakes.push(Mistake::of_toml(&error)),
            }
            messages.extend(mistakes.iter().map(|mistake| mistake.show(path, text)));
        }
        if messages.is_empty() { Ok(Self { entries }) } else { Err(Error::rule(messages.join("\n\n"))) }
    }

    /// The entry that speaks of a finding: one that still holds before one that has expired.
    pub(super) fn entry(
        &self,
        document: &Document,
        path: &str,
        finding: &Finding<Span<Norm>>,
    ) -> Option<&Entry> {
        let fits = |entry: &&Entry| entry.fits(document, path, finding);
        self.entries.iter().filter(fits).min_by_key(|entry| entry.is_expired)
    }

    /// The numbers of the entries that speak of a document, with whether they fit one of its findings. An entry without a path
    /// speaks of every document; `is_run` says which rules ran.
    pub(super) fn asked(
        &self,
        document: &Document,
        path: &str,
        findings: &[Finding<Span<Norm>>],
        is_run: impl Fn(&str) -> bool,
    ) -> Vec<(usize, bool)> {
        let entries = self.entries.iter().enumerate();
        let asked =
            entries.filter(|(_, e)| e.path.as_ref().is_none_or(|p| is_path(path, p)) && is_run(&e.rule));
        asked.map(|(n, e)| (n, findings.iter().any(|f| e.fits(document, path, f)))).collect()
    }

    /// Entries whose last day is over.
    pub fn expired(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.is_expired)
    }
}

impl Entry {
    /// Whether it names the document it speaks of.
    #[must_use]
    pub fn has_path(&self) -> bool {
        self.path.is_some()
    }

    fn fits(&self, document: &Document, path: &str, finding: &Finding<Span<Norm>>) -> bool {
        self.rule == finding.rule
            && self.fingerprint.as_ref().is_none_or(|print| stands_for(print, &finding.fingerprint))
            && self.path.as_ref().is_none_or(|wanted| is_path(path, wanted))
            && self.quote.as_ref().is_none_or(|quote| {
                squeezed(&document.printed(finding.span)).contains(quote)
                    || squeezed(finding.span.of(document.norm())).contains(quote)
            })
    }
}

/// Whether a path is the one an entry names, or ends in it.
fn is_path(path: &str, wanted: &str) -> bool {
    path.strip_suffix(wanted).is_some_and(|above| above.is_empty() || above.ends_with('/'))
}

fn checked(entry: Spanned<EntryFile>, registry: &Registry, mistakes: &mut Vec<Mistake>) -> Option<Entry> {
    let at = entry.span();
    let entry = entry.into_inner();
    let before = mistakes.len();
    let mut mistake = |at, message: String| mistakes.push(Mistake::new(at, message));
    let rule = registry.rule(entry.rule.get_ref()).map(|rule| rule.id.to_string());
    if rule.is_none() {
        mistake(entry.rule.span(), unknown_rule(entry.rule.get_ref(), registry));
    }
    if entry.reason.get_ref().trim().is_empty() {
        mistake(entry.reason.span(), "理由（reason）是空的：写明为什么可以不改".to_owned());
    }
    if let Some(print) = entry.fingerprint.as_ref().filter(|print| !is_fingerprint(print.get_ref())) {
        let message = format!(
            "指纹“{}”应为 16 位十六进制数（后面可以有 -2、-all 等），从 --explain 或 JSON 的 fingerprint 抄",
            print.get_ref()
        );
        mistake(print.span(), message);
    }
    let whole = entry.fingerprint.as_ref().filter(|print| print.get_ref().ends_with(ALL));
    if let Some(print) = whole.filter(|_| entry.path.is_none()) {
        mistake(print.span(), "这个指纹管全文的同类问题，各份文件都一样，要同时写明 path".to_owned());
    }
    let quote = entry.quote.as_ref().map(|quote| squeezed(quote.get_ref()));
    if let Some(written) = entry.quote.as_ref().filter(|_| quote.as_ref().is_some_and(String::is_empty)) {
        mistake(written.span(), "原文（quote）是空的".to_owned());
    }
    if entry.fingerprint.is_none() && (entry.path.is_none() || quote.is_none()) {
        mistake(at, "要写明抑制哪一处：fingerprint，或者 path 和 quote（文件和其中的原文）".to_owned());
    }
    if mistakes.len() > before {
        return None;
    }
    Some(Entry {
        rule: rule?,
        reason: entry.reason.into_inner().trim().to_owned(),
        expires: entry.expires,
        is_expired: false,
        written_at: String::new(),
        fingerprint: entry.fingerprint.map(Spanned::into_inner),
        path: entry.path.as_deref().map(tidy),
        quote,
    })
}

/// Says what is known of an id that is no rule.
fn unknown_rule(id: &str, registry: &Registry) -> String {
    if let Some((reason, successor)) = registry.retired(id) {
        let successor = successor.map(|s| format!("，改用 {s}")).unwrap_or_default();
        return format!("规则 {id} 已停用（{reason}）{successor}");
    }
    let pack = id.split('-').next().unwrap_or(id);
    let ids: Vec<&str> =
        registry.rules().iter().filter(|r| r.pack.eq_ignore_ascii_case(pack)).map(|r| &*r.id).collect();
    if ids.is_empty() {
        let packs: Vec<&str> = registry.packs().iter().map(|p| p.id.as_str()).collect();
        format!("没有规则“{id}”，也没有这个规则包；规则包有：{}", packs.join("、"))
    } else {
        format!("没有规则“{id}”；{pack} 包有：{}", ids.join("、"))
    }
}

fn is_fingerprint(text: &str) -> bool {
    let text = text.strip_suffix(ALL).unwrap_or(text);
    let (hash, twin) = text.split_once('-').unwrap_or((text, "2"));
    hash.len() == 16
        && hash.bytes().all(|b| b.is_ascii_hexdigit())
        && twin.bytes().all(|b| b.is_ascii_digit())
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A bare TOML date.
fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    use serde::de::Error as _;
    let text = toml::value::Datetime::deserialize(deserializer)?.to_string();
    text.parse().map_err(|_| D::Error::custom(format!("日期“{text}”应写作 2027-06-30 这样的形式")))
}
