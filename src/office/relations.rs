//! Who points to whom in a package: `.rels` parts, and `[Content_Types].xml`.

use super::{Damage, Node, Package, Space, Xml};

/// A relationship to another part.
struct Relation {
    id: String,
    /// Last part of its type: `footnotes`, `numbering`, …
    kind: String,
    /// Name of the part, without a leading slash.
    target: String,
}

/// The relationships of one part; links to the outside are left out.
#[derive(Default)]
pub(crate) struct Relations(Vec<Relation>);

impl Relations {
    /// Reads the relationships of `part` (empty: of the package); `None` when it has none.
    pub(crate) fn of(package: &mut Package<'_>, part: &str) -> Result<Option<Self>, Damage> {
        let name = relations_of(part);
        if !package.has(&name) {
            return Ok(None);
        }
        let text = package.part(&name)?;
        let mut xml = Xml::new(&name, &text)?;
        let mut found = Vec::new();
        loop {
            match xml.next()? {
                Node::Start(tag) if tag.name == "Relationship" && tag.space == Space::Package => {
                    if tag.attribute("TargetMode").is_some_and(|m| m == "External") {
                        continue;
                    }
                    let [Some(id), Some(kind), Some(target)] =
                        ["Id", "Type", "Target"].map(|a| tag.attribute(a))
                    else {
                        return Err(xml.damage(tag.range.start, "关系缺少 Id、Type 或 Target"));
                    };
                    let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
                    found.push(Relation { id: id.into_owned(), kind, target: resolve(part, &target) });
                }
                Node::Start(tag) if tag.name != "Relationships" => {
                    return Err(xml.damage(tag.range.start, format!("不认识的元素 {}", tag.full_name)));
                }
                Node::Eof => return Ok(Some(Self(found))),
                _ => {}
            }
        }
    }

    /// The parts of a kind, in order.
    pub(crate) fn of_kind<'s>(&'s self, kind: &'s str) -> impl Iterator<Item = &'s str> {
        self.0.iter().filter(move |r| r.kind == kind).map(|r| r.target.as_str())
    }

    /// The part that an id points to.
    pub(crate) fn by_id(&self, id: &str) -> Option<&str> {
        self.0.iter().find(|r| r.id == id).map(|r| r.target.as_str())
    }

    /// An id that is not used yet.
    pub(crate) fn free_id(&self) -> String {
        let taken = |id: &String| self.0.iter().any(|r| r.id.eq_ignore_ascii_case(id));
        (1u32..).map(|n| format!("rIdHegui{n}")).find(|id| !taken(id)).unwrap_or_default()
    }
}

/// The name of the `.rels` part of a part.
pub(crate) fn relations_of(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// A target as a part name: relative to the folder of the part that points to it.
fn resolve(part: &str, target: &str) -> String {
    let base =
        if target.starts_with('/') { "" } else { part.rsplit_once('/').map_or("", |(folder, _)| folder) };
    let mut path: Vec<&str> = Vec::new();
    for step in base.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

/// The types of parts: of single ones, and of all with an extension.
pub(crate) struct ContentTypes {
    parts: Vec<(String, String)>,
    extensions: Vec<(String, String)>,
}

impl ContentTypes {
    /// Where they stand.
    pub(crate) const PART: &'static str = "[Content_Types].xml";

    /// Reads them.
    pub(crate) fn of(package: &mut Package<'_>) -> Result<Self, Damage> {
        let text = package.part(Self::PART)?;
        let mut xml = Xml::new(Self::PART, &text)?;
        let mut found = Self { parts: Vec::new(), extensions: Vec::new() };
        loop {
            match xml.next()? {
                Node::Start(tag) if matches!(tag.name, "Override" | "Default") => {
                    let is_part = tag.name == "Override";
                    let name = tag.attribute(if is_part { "PartName" } else { "Extension" });
                    let (Some(name), Some(kind)) = (name, tag.attribute("ContentType")) else {
                        return Err(xml.damage(tag.range.start, format!("{} 的属性不全", tag.name)));
                    };
                    let list = if is_part { &mut found.parts } else { &mut found.extensions };
                    list.push((name.trim_start_matches('/').to_owned(), kind.into_owned()));
                }
                Node::Start(tag) if tag.name != "Types" => {
                    return Err(xml.damage(tag.range.start, format!("不认识的元素 {}", tag.full_name)));
                }
                Node::Eof => return Ok(found),
                _ => {}
            }
        }
    }

    /// The type of a part: its own, else that of its extension.
    pub(crate) fn get(&self, part: &str) -> Option<&str> {
        let own = self.parts.iter().find(|(name, _)| name.eq_ignore_ascii_case(part));
        let extension = part.rsplit_once('.').map_or("", |(_, extension)| extension);
        let of_extension = || self.extensions.iter().find(|(name, _)| name.eq_ignore_ascii_case(extension));
        own.or_else(of_extension).map(|(_, kind)| kind.as_str())
    }

    /// Whether the part has a type of its own.
    pub(crate) fn has(&self, part: &str) -> bool {
        self.parts.iter().any(|(name, _)| name.eq_ignore_ascii_case(part))
    }

    /// The parts of WordprocessingML with the last word of their type: `footnotes`, `numbering`, …
    pub(crate) fn word_parts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parts.iter().filter_map(|(part, kind)| {
            let tail = kind.split("wordprocessingml.").nth(1)?;
            Some((part.as_str(), tail.strip_suffix("+xml").unwrap_or(tail)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_to_their_part() {
        for (part, target, expect) in [
            ("", "word/document.xml", "word/document.xml"),
            ("", "/word/document.xml", "word/document.xml"),
            ("word/document.xml", "footnotes.xml", "word/footnotes.xml"),
            ("word/document.xml", "../customXml/item1.xml", "customXml/item1.xml"),
            ("word/document.xml", "../../../a.xml", "a.xml"),
        ] {
            assert_eq!(resolve(part, target), expect);
        }
        assert_eq!(relations_of(""), "_rels/.rels");
        assert_eq!(relations_of("word/document.xml"), "word/_rels/document.xml.rels");
    }
}
