//! Whether a rule is meant for a document: kind, issuer, region, stage, and the time the rule lives in.

use std::borrow::Cow;

use super::Subject;
use super::era::Era;
use super::place::lies_in;
use crate::facts::metadata::Stage;
use crate::lexicon::Lexicon;
use crate::rulepack::{Rule, StageName};

/// Among the kinds of a rule: a news item that retells a paper, for what a paper may not lay down however it is told.
const RETOLD: &str = "retold-news";
/// The same: whatever an organ or a village says to people, for what makes a paper normative by being laid down.
const OFFICIAL: &str = "organ-paper";

/// Whether a rule is meant for a document.
#[derive(Debug)]
pub(super) enum Fit {
    Yes,
    No(Cow<'static, str>),
    Unknown(Cow<'static, str>),
}

/// What the conditions of all rules ask of a document.
pub(super) struct Paper<'a> {
    pub(super) era: Era,
    subject: &'a Subject<'a>,
    /// What the list of kinds says of its kind word.
    kind: &'a [&'static str],
    /// The classes of its issuing bodies.
    issuers: Vec<&'static str>,
    /// Why it is no normative document, as most rules say of it that ask for one.
    not_normative: String,
}

impl<'a> Paper<'a> {
    pub(super) fn of(subject: &'a Subject<'a>) -> Self {
        let metadata = &subject.facts.metadata;
        let kind = metadata.doc_kind.as_ref().and_then(|kind| {
            let table = Lexicon::embedded().find("doc_kinds")?;
            table.rows().find(|row| row.first().is_some_and(|term| *term == kind.text))
        });
        let issuers = metadata.issuing_body.iter().map(|body| issuer_class(&body.text)).collect();
        let not_normative = match metadata.normative.reasons.first() {
            Some(reason) => format!("不是行政规范性文件：{reason}"),
            None => "不是行政规范性文件".to_owned(),
        };
        Self { era: Era::of(subject), subject, kind: kind.unwrap_or_default(), issuers, not_normative }
    }

    /// Whether its kind word is the wanted kind: the word itself, or an id or class that the list of kinds gives it.
    fn is_kind(&self, word: &str, wanted: &str) -> bool {
        word == wanted || self.kind.contains(&wanted)
    }
}

/// Any condition that certainly fails makes the rule not applicable; else any that cannot be told makes it unknown.
pub(super) fn fit(rule: &Rule, paper: &Paper<'_>) -> Fit {
    let mut unknown = None;
    for condition in [doc_kind, normative, title, spoken, issuer, region, stage, time] {
        match condition(rule, paper) {
            Fit::No(reason) => return Fit::No(reason),
            Fit::Unknown(reason) => unknown = unknown.or(Some(reason)),
            Fit::Yes => {}
        }
    }
    match basis(rule, paper.era) {
        Fit::Unknown(reason) => Fit::Unknown(unknown.unwrap_or(reason)),
        Fit::Yes => unknown.map_or(Fit::Yes, Fit::Unknown),
        no @ Fit::No(_) => no,
    }
}

fn doc_kind(rule: &Rule, paper: &Paper<'_>) -> Fit {
    let applies = &rule.applies_to;
    if applies.doc_kind.is_empty() {
        return Fit::Yes;
    }
    let metadata = &paper.subject.facts.metadata;
    let mut unknown = None;
    for wanted in &applies.doc_kind {
        if wanted == "normative-document" {
            match metadata.normative.value {
                Some(true) => return Fit::Yes,
                Some(false) => {}
                None => unknown = Some("无法判断是否行政规范性文件"),
            }
            continue;
        }
        if wanted == RETOLD {
            if metadata.normative.retold {
                return Fit::Yes;
            }
            continue;
        }
        if wanted == OFFICIAL {
            if metadata.normative.official {
                return Fit::Yes;
            }
            continue;
        }
        match &metadata.doc_kind {
            Some(kind) if paper.is_kind(&kind.text, wanted) => return Fit::Yes,
            Some(_) => {}
            None => unknown = Some("文种不明"),
        }
    }
    match unknown {
        Some(reason) => Fit::Unknown(reason.into()),
        None if applies.doc_kind.iter().any(|k| k == "normative-document") => {
            Fit::No(paper.not_normative.clone().into())
        }
        None => Fit::No("文种不在规则的适用范围".into()),
    }
}

/// Plans, minutes and letters among themselves: rules on what should have been a normative document ask for these.
fn normative(rule: &Rule, paper: &Paper<'_>) -> Fit {
    let Some(wanted) = rule.applies_to.normative else { return Fit::Yes };
    match paper.subject.facts.metadata.normative.value {
        Some(value) if value == wanted => Fit::Yes,
        Some(true) => Fit::No("是行政规范性文件，按规范性文件的规则检查".into()),
        Some(false) => Fit::No("不是行政规范性文件".into()),
        None => Fit::Unknown("无法判断是否行政规范性文件".into()),
    }
}

/// Whether the paper is a record of speech, for rules that ask.
fn spoken(rule: &Rule, paper: &Paper<'_>) -> Fit {
    let Some(wanted) = rule.applies_to.spoken else { return Fit::Yes };
    match (wanted, paper.subject.facts.metadata.normative.spoken) {
        (false, true) => Fit::No("讲话、致辞或者发布会的实录，不按书面用语要求".into()),
        (true, false) => Fit::No("不是讲话、致辞或者发布会的实录".into()),
        _ => Fit::Yes,
    }
}

fn title(rule: &Rule, paper: &Paper<'_>) -> Fit {
    let except = &rule.applies_to.except_title;
    let Some(title) = paper.subject.facts.metadata.title.as_ref().filter(|_| !except.is_empty()) else {
        return Fit::Yes;
    };
    let is_excepted = except
        .iter()
        .filter_map(|pattern| pattern.for_text(&title.text))
        .any(|regex| regex.is_match(&title.text));
    if is_excepted {
        Fit::No("标题表明这类文件本来就要写到这些内容".into())
    } else {
        Fit::Yes
    }
}

fn issuer(rule: &Rule, paper: &Paper<'_>) -> Fit {
    let applies = &rule.applies_to;
    if applies.issuer.is_empty() {
        return Fit::Yes;
    }
    if paper.issuers.is_empty() {
        return Fit::Unknown("制定机关不明".into());
    }
    let fits = paper.issuers.iter().any(|class| applies.issuer.iter().any(|wanted| wanted == class));
    if fits { Fit::Yes } else { Fit::No("制定机关不在规则的适用范围".into()) }
}

/// The class of an issuing body by its name.
fn issuer_class(name: &str) -> &'static str {
    let ends = |list: &[&str]| list.iter().any(|e| name.ends_with(e));
    if name.contains("中共") || name.contains("党委") || ends(&["党组"]) {
        "party"
    } else if ends(&["乡人民政府", "镇人民政府", "街道办事处", "镇政府", "乡政府"]) {
        "township"
    } else if name.contains("人民政府")
        || name.contains("国务院")
        || ends(&["政府", "政府办公室", "政府办公厅"])
    {
        "government"
    } else {
        "department"
    }
}

fn region(rule: &Rule, paper: &Paper<'_>) -> Fit {
    let applies = &rule.applies_to;
    if applies.region.is_empty() {
        return Fit::Yes;
    }
    match &paper.subject.facts.metadata.jurisdiction {
        None => Fit::Unknown("文件所属地区不明".into()),
        Some(place) if applies.region.iter().any(|region| lies_in(place, region)) => Fit::Yes,
        Some(_) => Fit::No("不属于规则适用的地区".into()),
    }
}

fn stage(rule: &Rule, paper: &Paper<'_>) -> Fit {
    let applies = &rule.applies_to;
    if applies.stage.is_empty() {
        return Fit::Yes;
    }
    let (stage, word) = match paper.subject.facts.metadata.stage {
        Stage::Draft => (StageName::Draft, "草案"),
        Stage::Issued => (StageName::Issued, "已印发"),
        Stage::Unknown => (StageName::Unknown, "不明"),
    };
    if applies.stage.contains(&stage) {
        Fit::Yes
    } else if stage == StageName::Unknown {
        Fit::Unknown("看不出是草案还是已印发".into())
    } else {
        Fit::No(format!("文件的成文阶段是{word}，不在规则的适用范围").into())
    }
}

/// By the document's own date: a rule never judges a paper that is older than the rule.
fn time(rule: &Rule, paper: &Paper<'_>) -> Fit {
    let applies = &rule.applies_to;
    if applies.since.is_none() && applies.until.is_none() {
        return Fit::Yes;
    }
    let Some(date) = paper.subject.date() else {
        // A paper that names what is younger than the rule's first day was written under the rule.
        if let (Some(since), None) = (applies.since, applies.until)
            && paper.era.is_after(since)
        {
            return Fit::Yes;
        }
        let reason = match (applies.since, applies.until) {
            (Some(since), _) => format!("规则自 {since} 起适用，而文件没有日期；可用 --as-of 指定"),
            (None, Some(until)) => format!("规则适用到 {until}，而文件没有日期；可用 --as-of 指定"),
            (None, None) => String::new(),
        };
        return Fit::Unknown(reason.into());
    };
    match (applies.since, applies.until) {
        (Some(since), _) if date < since => Fit::No(format!("文件日期 {date} 早于规则适用的 {since}").into()),
        (_, Some(until)) if date > until => Fit::No(format!("文件日期 {date} 晚于规则适用的 {until}").into()),
        _ => Fit::Yes,
    }
}

/// A rule lives while something it rests on is in force.
fn basis(rule: &Rule, era: Era) -> Fit {
    match (era.has_basis(rule), era.day) {
        (Some(true), _) => Fit::Yes,
        (Some(false), Some(day)) => Fit::No(format!("文件日期 {day} 不在规则任何一项依据的施行期内").into()),
        (Some(false), None) => Fit::No("规则的依据均已失效，而文件没有日期；可用 --as-of 指定".into()),
        (None, _) => {
            let oldest = rule.basis.iter().filter_map(|b| b.since).min();
            let since = oldest.map(|d| format!("规则的依据自 {d} 起施行，而")).unwrap_or_default();
            Fit::Unknown(format!("{since}看不出文件的年份；可用 --as-of 指定").into())
        }
    }
}
