//! The comments part: what there is stays, new comments come behind it.

use super::anchor::Anchor;
use crate::office::{
    Change, ContentTypes, Damage, Node, Package, Relations, Space, Xml, append, escape, relations_of,
};
use crate::render::style::doubt_word;
use crate::report::{Finding, RuleView, Severity};

const TRANSITIONAL: (&str, &str) = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
);

const STRICT: (&str, &str) = (
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
);

const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The comments a document has.
pub(super) struct Existing {
    body: String,
    part: String,
    /// The part, if there is one.
    text: Option<String>,
    relations: Relations,
    /// Namespace and type of relationship of the document's dialect.
    dialect: (&'static str, &'static str),
    /// First id that no comment has.
    pub(super) next_id: u64,
}

impl Existing {
    /// Finds the comments of a body.
    pub(super) fn of(package: &mut Package<'_>, body: &str, text: &str) -> Result<Self, Damage> {
        let relations = Relations::of(package, body)?.unwrap_or_default();
        let dialect = if text.contains(STRICT.0) { STRICT } else { TRANSITIONAL };
        let found = relations.of_kind("comments").next().map(str::to_owned);
        let part = found.clone().unwrap_or_else(|| free_name(package, body));
        let text = found.map(|part| package.part(&part)).transpose()?;
        let next_id = text.as_ref().map_or(Ok(0), |text| next_id(&part, text))?;
        Ok(Self { body: body.to_owned(), part, text, relations, dialect, next_id })
    }

    /// The parts that change when these comments are added.
    pub(super) fn add<'f>(
        &self,
        package: &mut Package<'_>,
        new: impl Iterator<Item = (u64, (&'f Finding, &'f Anchor))>,
        rules: &[RuleView],
    ) -> Result<Vec<Change>, Damage> {
        let new: Vec<_> = new.collect();
        let title =
            |f: &'f Finding| rules.iter().find(|r| r.id == f.rule).map_or(f.name.as_str(), |r| &r.title);
        let written = |prefix: &str| {
            new.iter().map(|(id, (f, a))| comment(prefix, *id, f, (a, title(f)))).collect::<String>()
        };
        if let Some(text) = &self.text {
            let text = append(&self.part, text, written)?;
            return Ok(vec![Change { part: self.part.clone(), text }]);
        }
        let text =
            format!("{DECLARATION}<w:comments xmlns:w=\"{}\">{}</w:comments>", self.dialect.0, written("w:"));
        Ok(vec![
            Change { part: self.part.clone(), text },
            self.relation(package)?,
            self.content_type(package)?,
        ])
    }

    /// The relationships with one to the new comments.
    fn relation(&self, package: &mut Package<'_>) -> Result<Change, Damage> {
        let part = relations_of(&self.body);
        let text = if package.has(&part) {
            package.part(&part)?
        } else {
            format!(
                "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>"
            )
        };
        let (id, kind, target) = (self.relations.free_id(), self.dialect.1, &self.part);
        let text = append(&part, &text, |prefix| {
            format!("<{prefix}Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{target}\"/>")
        })?;
        Ok(Change { part, text })
    }

    /// The content types with that of the new comments.
    fn content_type(&self, package: &mut Package<'_>) -> Result<Change, Damage> {
        let part = ContentTypes::PART.to_owned();
        let text = package.part(&part)?;
        if ContentTypes::of(package)?.has(&self.part) {
            return Ok(Change { part, text });
        }
        let text = append(&part, &text, |prefix| {
            format!("<{prefix}Override PartName=\"/{}\" ContentType=\"{CONTENT_TYPE}\"/>", self.part)
        })?;
        Ok(Change { part, text })
    }
}

/// A name beside the body that no part has.
fn free_name(package: &Package<'_>, body: &str) -> String {
    let folder = body.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let names = (0u32..)
        .map(|n| if n == 0 { format!("{folder}comments.xml") } else { format!("{folder}comments{n}.xml") });
    names.into_iter().find(|name| !package.has(name)).unwrap_or_default()
}

fn next_id(part: &str, text: &str) -> Result<u64, Damage> {
    let mut xml = Xml::new(part, text)?;
    let mut next = 0;
    loop {
        match xml.next()? {
            Node::Start(tag) if tag.space == Space::Word && tag.name == "comment" => {
                let id = tag.number("id").and_then(|id| u64::try_from(id).ok());
                next = next.max(id.map_or(0, |id| id.saturating_add(1)));
            }
            Node::Eof => return Ok(next),
            _ => {}
        }
    }
}

/// A comment: what is wrong, by which article, what to do, which rule says so, by its id and title.
fn comment(p: &str, id: u64, finding: &Finding, (anchor, title): (&Anchor, &str)) -> String {
    let severity = match finding.severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Info => "提示",
    };
    let mut lines = vec![format!("【{severity}】{}{}", finding.message, doubt_word(finding))];
    if !anchor.is_exact && !finding.span.text.trim().is_empty() {
        lines.push(format!("原文：“{}”", finding.span.text.trim()));
    }
    let basis: Vec<String> = finding.basis.iter().map(ToString::to_string).collect();
    if !basis.is_empty() {
        lines.push(format!("依据：{}", basis.join("；")));
    }
    if !finding.advice.is_empty() {
        lines.push(format!("建议：{}", finding.advice));
    }
    lines.extend(finding.related.iter().map(|r| format!("另见：{}（“{}”）", r.message, r.span.text.trim())));
    lines.push(format!("规则：{} {title}", finding.rule));
    let line = |line: String| {
        format!("<{p}p><{p}r><{p}t xml:space=\"preserve\">{}</{p}t></{p}r></{p}p>", escape(&line))
    };
    let lines: String = lines.into_iter().map(line).collect();
    format!("<{p}comment {p}id=\"{id}\" {p}author=\"hegui\" {p}initials=\"合规\">{lines}</{p}comment>")
}
