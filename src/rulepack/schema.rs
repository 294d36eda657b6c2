//! The shape of the TOML files, exactly as written by authors. Unknown keys are refused everywhere.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};
use toml::Spanned;

use crate::report::{Certainty, Severity};

/// One rule file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleFile {
    pub(super) id: Spanned<String>,
    pub(super) name: Spanned<String>,
    pub(super) title: String,
    pub(super) severity: Severity,
    pub(super) confidence: Certainty,
    pub(super) status: RuleStatus,
    pub(super) added: String,
    #[serde(default)]
    pub(super) precision: Option<Spanned<String>>,
    #[serde(default, deserialize_with = "date")]
    pub(super) precision_on: Option<Date>,
    #[serde(default)]
    pub(super) yields_to: Vec<Spanned<String>>,
    pub(super) basis: Spanned<Vec<BasisFile>>,
    pub(super) explain: Spanned<String>,
    #[serde(default)]
    pub(super) applies_to: AppliesToFile,
    pub(super) check: Spanned<CheckFile>,
    #[serde(default)]
    pub(super) example: Vec<Spanned<ExampleFile>>,
}

/// An article the rule rests on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BasisFile {
    pub(super) cite: Spanned<String>,
    #[serde(default)]
    pub(super) article: Option<String>,
    #[serde(default)]
    pub(super) quote: Option<String>,
    pub(super) level: Level,
    #[serde(default)]
    pub(super) verified: bool,
    #[serde(default)]
    pub(super) region: Option<String>,
    #[serde(default)]
    pub(super) body: Option<String>,
    #[serde(default, deserialize_with = "date")]
    pub(super) since: Option<Date>,
    #[serde(default, deserialize_with = "date")]
    pub(super) until: Option<Date>,
}

/// How binding a basis is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Level {
    /// Statute of the National People's Congress or its Standing Committee.
    #[serde(rename = "法律")]
    Statute,
    /// Administrative regulation of the State Council.
    #[serde(rename = "行政法规")]
    AdministrativeRegulation,
    /// Departmental or government rule.
    #[serde(rename = "规章")]
    GovernmentRule,
    /// Document of the State Council, a ministry, a province; binding inside the administration.
    #[serde(rename = "文件")]
    OfficialDocument,
    /// National standard (GB/T): recommended.
    #[serde(rename = "国标")]
    Standard,
    /// Custom of the trade.
    #[serde(rename = "实务惯例")]
    Practice,
}

impl Level {
    /// The word used in files and output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Statute => "法律",
            Self::AdministrativeRegulation => "行政法规",
            Self::GovernmentRule => "规章",
            Self::OfficialDocument => "文件",
            Self::Standard => "国标",
            Self::Practice => "实务惯例",
        }
    }

    /// Whether one may say that it 规定 something; standards and custom only recommend.
    #[must_use]
    pub const fn is_binding(self) -> bool {
        !matches!(self, Self::Standard | Self::Practice)
    }
}

/// Where a rule stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleStatus {
    /// Runs; not yet proven on many real documents.
    Preview,
    /// Proven.
    Stable,
    /// Runs, will go.
    Deprecated,
    /// Does not run.
    Retired,
}

/// Which papers a rule is meant for. An empty list means any.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AppliesToFile {
    #[serde(default)]
    pub(super) doc_kind: Vec<String>,
    pub(super) normative: Option<bool>,
    pub(super) spoken: Option<bool>,
    #[serde(default)]
    pub(super) except_title: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) issuer: Vec<Spanned<String>>,
    #[serde(default, deserialize_with = "one_or_many")]
    pub(super) region: Vec<String>,
    #[serde(default, deserialize_with = "one_or_many")]
    pub(super) jurisdiction: Vec<String>,
    #[serde(default)]
    pub(super) stage: Vec<StageName>,
    #[serde(default, deserialize_with = "date")]
    pub(super) since: Option<Date>,
    #[serde(default, deserialize_with = "date")]
    pub(super) until: Option<Date>,
}

impl AppliesToFile {
    /// Whether it leaves everything open.
    pub(super) fn is_empty(&self) -> bool {
        let lists = [&self.doc_kind, &self.region, &self.jurisdiction];
        lists.iter().all(|list| list.is_empty())
            && self.except_title.is_empty()
            && self.issuer.is_empty()
            && self.stage.is_empty()
            && self.normative.is_none()
            && self.spoken.is_none()
            && self.since.is_none()
            && self.until.is_none()
    }
}

/// How far a paper has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageName {
    /// A draft.
    Draft,
    /// Issued.
    Issued,
    /// The text does not say.
    Unknown,
}

/// The kinds of check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Require,
    Forbid,
    Imply,
    Order,
    Count,
    Consistent,
    Native,
    Archive,
}

/// The part of a document a check looks at, one piece at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The whole text.
    Document,
    /// The title.
    Title,
    /// Everything above the body: portal lines, masthead, title, addressee.
    Head,
    /// The body.
    Body,
    /// Each article 第X条.
    Article,
    /// Each line.
    Paragraph,
    /// Each sentence of body, annexes and signature.
    #[default]
    Sentence,
    /// The annexes.
    Annex,
    /// The signature block.
    Signature,
}

impl Scope {
    /// The word used in messages.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Document => "全文",
            Self::Title => "标题",
            Self::Head => "文首",
            Self::Body => "正文",
            Self::Article => "条",
            Self::Paragraph => "段",
            Self::Sentence => "句",
            Self::Annex => "附件",
            Self::Signature => "落款",
        }
    }
}

/// What a sentence may do with a thing it names other than laying it down; each turns a match off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Excuse {
    /// 严禁、不得、防止…
    Banned,
    /// 清理、取消、废止…等规定
    Abolished,
    /// 不、无需、免…
    Negated,
    /// Inside quotation or title marks.
    Quoted,
    /// 依照《…法》、按照国家有关规定: another paper lays it down.
    Delegated,
    /// 是否存在…；…的，责令改正: the thing is a case or a fault the sentence speaks about.
    Described,
}

impl Excuse {
    /// Every one of them.
    pub const ALL: [Self; 6] =
        [Self::Banned, Self::Abolished, Self::Negated, Self::Quoted, Self::Delegated, Self::Described];

    /// The word used in messages.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Banned => "禁止",
            Self::Abolished => "清理或者取消",
            Self::Negated => "否定",
            Self::Quoted => "引述",
            Self::Delegated => "转述上位规定",
            Self::Described => "描述情形",
        }
    }
}

/// `excused = "any"` or a list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(
    untagged,
    expecting = "excused 应为 \"any\"，或由 banned、abolished、negated、quoted、delegated、described 组成的列表"
)]
pub(super) enum ExcusedFile {
    Any(AnyWord),
    These(Vec<Excuse>),
}

/// The word `any`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum AnyWord {
    Any,
}

impl ExcusedFile {
    pub(super) fn list(&self) -> Vec<Excuse> {
        match self {
            Self::Any(_) => Excuse::ALL.to_vec(),
            Self::These(list) => list.clone(),
        }
    }
}

/// What a `require` check says when nothing is found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum MissingFile {
    #[default]
    Fail,
    Undecided,
}

/// The `[check]` table: the keys of all kinds; which belong to which is checked afterwards, so that every message has a place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckFile {
    pub(super) kind: Kind,
    pub(super) scope: Option<Scope>,
    #[serde(default)]
    pub(super) any: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) unless: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) unless_clause: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) unless_what: Vec<Spanned<String>>,
    pub(super) excused: Option<Spanned<ExcusedFile>>,
    #[serde(default)]
    pub(super) meet: Vec<Spanned<MeetFile>>,
    #[serde(default)]
    pub(super) when: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) then: Vec<Spanned<String>>,
    pub(super) then_scope: Option<Scope>,
    #[serde(default)]
    pub(super) sequence: Vec<Spanned<String>>,
    pub(super) min: Option<u32>,
    pub(super) max: Option<u32>,
    #[serde(default)]
    pub(super) anchor: Vec<Spanned<String>>,
    pub(super) function: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) params: BTreeMap<String, String>,
    pub(super) missing: Option<MissingFile>,
    #[serde(default)]
    pub(super) summary: bool,
    pub(super) message: Spanned<String>,
    pub(super) advice: String,
}

/// Classes of words that must meet: one of each within `reach` characters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MeetFile {
    pub(super) words: Vec<Spanned<String>>,
    pub(super) reach: u32,
    #[serde(default)]
    pub(super) in_order: bool,
    #[serde(default)]
    pub(super) one_clause: bool,
    #[serde(default)]
    pub(super) unless: Vec<Spanned<String>>,
}

/// One example.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExampleFile {
    pub(super) verdict: VerdictFile,
    pub(super) text: Spanned<String>,
    pub(super) at: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) note: Option<String>,
    #[serde(default)]
    pub(super) meta: MetaFile,
}

/// What an example must come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum VerdictFile {
    Bad,
    Good,
    Skip,
    Undecided,
    TodoBad,
    TodoGood,
}

/// What an example's one sentence cannot say of its document.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MetaFile {
    pub(super) normative: Option<bool>,
    #[serde(default, deserialize_with = "date")]
    pub(super) date: Option<Date>,
    pub(super) region: Option<String>,
    pub(super) doc_kind: Option<String>,
    pub(super) stage: Option<StageName>,
    pub(super) issuer: Option<String>,
    pub(super) profile: Option<String>,
}

/// A pack description `pack.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PackFile {
    pub(super) id: Spanned<String>,
    pub(super) title: String,
    #[serde(default)]
    pub(super) about: String,
    #[serde(default)]
    pub(super) yields_to: Vec<String>,
}

/// The list of retired ids.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RetiredFile {
    #[serde(default)]
    pub(super) retired: Vec<RetiredEntry>,
}

/// One retired id.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RetiredEntry {
    pub(super) id: String,
    #[serde(default)]
    pub(super) successor: Option<String>,
    #[serde(default)]
    pub(super) reason: String,
}

/// A bare TOML date.
pub(super) fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    use serde::de::Error as _;
    let value = Option::<toml::value::Datetime>::deserialize(deserializer)?;
    let Some(value) = value else { return Ok(None) };
    let text = value.to_string();
    text.parse().map(Some).map_err(|_| D::Error::custom(format!("日期“{text}”应写作 2018-12-04 这样的形式")))
}

/// A string or a list of strings.
fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany {
        One(String),
        Many(Vec<String>),
    }
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::One(one) => vec![one],
        OneOrMany::Many(many) => many,
    })
}
