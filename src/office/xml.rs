//! A strict reader of one XML part that knows the place of everything it hands out.
//!
//! Refused: document types and entities of their own, tags that do not pair, prefixes without a namespace, broken attributes,
//! control characters, anything after the root element, an end before the root is closed, and nesting beyond [`DEEPEST`].

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;
use quick_xml::{XmlVersion, escape};

use super::Damage;

/// Deepest nesting of elements. A table in a table in a text box is at about 60.
const DEEPEST: usize = 400;

/// The namespaces that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    /// WordprocessingML, transitional or strict.
    Word,
    /// SpreadsheetML, transitional or strict.
    Sheet,
    /// Mathematics.
    Math,
    /// Markup compatibility: alternatives.
    Compatibility,
    /// Relationships and content types of packages.
    Package,
    /// All others.
    Other,
}

/// A start tag.
pub(crate) struct Tag<'a> {
    /// Namespace of the element.
    pub space: Space,
    /// Local name.
    pub name: &'a str,
    /// Name with prefix.
    pub full_name: &'a str,
    /// Where the tag stands in the part.
    pub range: Range<usize>,
    /// Whether it is closed at once; no [`Node::End`] follows.
    pub is_empty: bool,
    inner: BytesStart<'a>,
}

/// What the reader hands out.
pub(crate) enum Node<'a> {
    /// A start tag or an empty element.
    Start(Tag<'a>),
    /// An end tag and where it stands.
    End(Range<usize>),
    /// Characters as they stand in the part, and where.
    Text(&'a str, Range<usize>),
    /// A character written as a reference, and where.
    Char(char, Range<usize>),
    /// The end of a whole part.
    Eof,
}

impl<'a> Tag<'a> {
    /// The value of the attribute of that local name, references resolved.
    pub(crate) fn attribute(&self, local: &str) -> Option<Cow<'_, str>> {
        let found = self
            .inner
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|a| a.key.local_name().into_inner() == local)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(|v| v.into_owned().into())
    }

    /// A number in an attribute.
    pub(crate) fn number(&self, local: &str) -> Option<i64> {
        self.attribute(local)?.trim().parse().ok()
    }

    /// Whether an on/off property is on: there, and not said to be off.
    pub(crate) fn is_on(&self) -> bool {
        !self.attribute("val").is_some_and(|v| matches!(v.as_ref(), "0" | "false" | "off"))
    }
}

/// The reader.
pub(crate) struct Xml<'a> {
    part: &'a str,
    text: &'a str,
    reader: NsReader<&'a [u8]>,
    /// Bytes of the mark at the beginning, which the reader does not count.
    mark: usize,
    depth: usize,
    has_root: bool,
}

impl<'a> Xml<'a> {
    /// Begins to read; `part` is its name for messages.
    pub(crate) fn new(part: &'a str, text: &'a str) -> Result<Self, Damage> {
        let is_wrong = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r');
        if let Some(at) = text.bytes().position(|b| is_wrong(&b)) {
            return Err(Damage::at(part, at, "有控制字符"));
        }
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Ok(Self { part, text, reader: NsReader::from_str(text), mark, depth: 0, has_root: false })
    }

    /// The next node.
    pub(crate) fn next(&mut self) -> Result<Node<'a>, Damage> {
        loop {
            let start = self.position();
            let (space, event) = match self.reader.read_resolved_event() {
                Ok((resolved, event)) => (space_of(&resolved), event),
                Err(error) => {
                    let at = usize::try_from(self.reader.error_position()).map_or(start, |at| at + self.mark);
                    return Err(self.damage(at, format!("XML 有误（{error}）")));
                }
            };
            let range = start..self.position();
            match event {
                Event::Start(tag) => return self.open(space, tag, range, false),
                Event::Empty(tag) => return self.open(space, tag, range, true),
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Node::End(range));
                }
                Event::Text(_) => {
                    let text = self.text.get(range.clone()).unwrap_or("");
                    if self.depth == 0 && !text.trim_start_matches('\u{feff}').trim().is_empty() {
                        return Err(self.damage(range.start, "根元素之外有文字"));
                    }
                    return Ok(Node::Text(text, range));
                }
                Event::CData(_) => {
                    let inner = range.start + "<![CDATA[".len()..range.end.saturating_sub("]]>".len());
                    return Ok(Node::Text(self.text.get(inner.clone()).unwrap_or(""), inner));
                }
                Event::GeneralRef(_) => return self.reference(range),
                Event::DocType(_) => {
                    return Err(self.damage(range.start, "含有文档类型声明（DTD），为安全起见不读"));
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
                Event::Eof if self.depth > 0 || !self.has_root => {
                    return Err(self.damage(start, "内容没有完，元素没有闭合"));
                }
                Event::Eof => return Ok(Node::Eof),
            }
        }
    }

    fn open(
        &mut self,
        space: Option<Space>,
        inner: BytesStart<'a>,
        range: Range<usize>,
        is_empty: bool,
    ) -> Result<Node<'a>, Damage> {
        let Some(space) = space else {
            return Err(self.damage(range.start, "命名空间前缀没有声明"));
        };
        if self.depth == 0 && self.has_root {
            return Err(self.damage(range.start, "有第二个根元素"));
        }
        self.has_root = true;
        for attribute in inner.attributes() {
            let is_whole = attribute.is_ok_and(|a| {
                is_name(a.key.into_inner())
                    && !a.value.contains('<')
                    && a.normalized_value(XmlVersion::Implicit1_0).is_ok()
            });
            if !is_whole {
                return Err(self.damage(range.start, "属性有误"));
            }
        }
        if !is_name(inner.name().into_inner()) {
            return Err(self.damage(range.start, "元素名有误"));
        }
        let length = inner.name().into_inner().len();
        let full_name = self.text.get(range.start + 1..range.start + 1 + length).unwrap_or("");
        let name = full_name.rsplit_once(':').map_or(full_name, |(_, local)| local);
        if !is_empty {
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err(self.damage(range.start, format!("元素嵌套超过 {DEEPEST} 层")));
            }
        }
        Ok(Node::Start(Tag { space, name, full_name, range, is_empty, inner }))
    }

    /// `&amp;`, `&#20013;`, … Only the five names of XML itself are known.
    fn reference(&self, range: Range<usize>) -> Result<Node<'a>, Damage> {
        let written = self.text.get(range.clone()).unwrap_or("");
        let text = escape::unescape(written).ok();
        let mut chars = text.iter().flat_map(|t| t.chars());
        match (chars.next(), chars.next()) {
            (Some(c), None) if self.depth > 0 => Ok(Node::Char(c, range)),
            _ => Err(self.damage(range.start, "实体引用不认识")),
        }
    }

    /// A damage of this part.
    pub(crate) fn damage(&self, offset: usize, what: impl std::fmt::Display) -> Damage {
        Damage::at(self.part, offset, what)
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).map_or(usize::MAX, |at| at + self.mark)
    }
}

/// Whether a name is one that XML allows, as far as damage is concerned: the reader takes `<wid="2"/>` for an element of that name.
fn is_name(name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':') || !c.is_ascii();
    name.chars().all(is_part) && !name.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.'))
}

/// `None` for a prefix that was not declared.
fn space_of(resolved: &ResolveResult<'_>) -> Option<Space> {
    Some(match resolved {
        ResolveResult::Unknown(_) => return None,
        ResolveResult::Unbound => Space::Other,
        ResolveResult::Bound(Namespace(uri)) => match *uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Space::Word,
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            | "http://purl.oclc.org/ooxml/spreadsheetml/main" => Space::Sheet,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Space::Math,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Space::Compatibility,
            "http://schemas.openxmlformats.org/package/2006/relationships"
            | "http://schemas.openxmlformats.org/package/2006/content-types" => Space::Package,
            _ => Space::Other,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Result<&str, &str>) {
        let found = read(text);
        match (&found, expect) {
            (Ok(found), Ok(expect)) => assert_eq!(found, expect, "{text}"),
            (Err(damage), Err(says)) => assert!(damage.message.contains(says), "{text}: {}", damage.message),
            _ => panic!("{text}: {found:?}"),
        }
    }

    fn read(text: &str) -> Result<String, Damage> {
        let mut xml = Xml::new("a.xml", text)?;
        let mut out = String::new();
        loop {
            match xml.next()? {
                Node::Start(tag) => out.push_str(tag.name),
                Node::End(_) => out.push('/'),
                Node::Text(text, range) => {
                    assert_eq!(Some(text), xml.text.get(range));
                    out.push_str(text);
                }
                Node::Char(c, _) => out.push(c),
                Node::Eof => return Ok(out),
            }
        }
    }

    #[test]
    fn what_is_whole_is_read() {
        check(
            "\u{feff}<?xml version=\"1.0\"?><a>甲&amp;&#x4e59;<b/><![CDATA[<丙>]]></a>\n",
            Ok("a甲&乙b<丙>/\n"),
        );
    }

    #[test]
    fn what_is_not_whole_is_refused() {
        check("<a><b></a>", Err("XML 有误"));
        check("<a>甲", Err("没有闭合"));
        check("<a>甲</a", Err("XML 有误"));
        check("", Err("没有闭合"));
        check("<a/><b/>", Err("第二个根元素"));
        check("<a/>甲", Err("根元素之外"));
        check("<x:a/>", Err("前缀没有声明"));
        check("<a b=c/>", Err("属性有误"));
        check("<ab=\"2\"/>", Err("元素名有误"));
        check("<a><1/></a>", Err("元素名有误"));
        check("<a b='1' b='2'/>", Err("属性有误"));
        check("<a b='&x;'/>", Err("属性有误"));
        check("<a>&x;</a>", Err("实体引用"));
        check("<a>&#0;</a>", Err("实体引用"));
        check("<a>甲 & 乙</a>", Err("XML 有误"));
        check("<a>\u{1}</a>", Err("控制字符"));
        check("<!DOCTYPE a [<!ENTITY x \"甲\">]><a>&x;</a>", Err("DTD"));
        check(&"<a>".repeat(DEEPEST + 1), Err("嵌套"));
    }
}
