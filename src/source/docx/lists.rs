//! What `numbering.xml` and `styles.xml` say of automatic numbering.

use std::borrow::Cow;

use super::known::{is_known, is_number_format};
use crate::office::{Damage, Node, Space, Tag, Xml};
use crate::source::word::numbering::{LEVELS, Level, Numbering};

impl Level {
    /// Takes in a property.
    fn read(&mut self, tag: &Tag<'_>) -> Result<(), String> {
        match tag.name {
            "start" => self.start = Some(number(tag, "val")?),
            "numFmt" if self.format.is_empty() || self.format == "custom" => {
                self.format = number_format(value(tag)?)?;
            }
            "lvlText" if tag.attribute("null").is_none() => self.text = value(tag)?,
            "suff" => self.suffix = Some(value(tag)?),
            "lvlRestart" => self.restart = Some(number(tag, "val")?),
            "isLgl" => self.is_legal = tag.is_on(),
            "pStyle" => self.style = Some(value(tag)?),
            _ => {}
        }
        Ok(())
    }
}

impl Numbering {
    /// Reads the definitions of lists.
    pub(super) fn read_lists(&mut self, part: &str, text: &str) -> Result<(), Damage> {
        let mut xml = Xml::new(part, text)?;
        let mut at = Reading::default();
        let mut is_root = true;
        loop {
            match xml.next()? {
                Node::Start(tag) => {
                    is_root = root(&xml, &tag, (is_root, "numbering"))?;
                    if tag.space == Space::Word {
                        self.definition(&tag, &mut at).map_err(|what| xml.damage(tag.range.start, what))?;
                    }
                    if !tag.is_empty {
                        at.open.push(tag.name == "lvl" && tag.space == Space::Word);
                    }
                }
                Node::End(_) => {
                    if at.open.pop() == Some(true) {
                        self.close_level(&mut at);
                    }
                }
                Node::Eof => return Ok(()),
                Node::Text(text, range) if !at.is_picture => no_text(&xml, text, range.start)?,
                Node::Text(..) | Node::Char(..) => {}
            }
        }
    }

    fn definition(&mut self, tag: &Tag<'_>, at: &mut Reading) -> Result<(), String> {
        let number = |name: &str| number(tag, name);
        if at.open.last() == Some(&true) && !is_known(tag.name) {
            return Err(format!("不认识的元素 <{}>", tag.full_name));
        }
        match tag.name {
            "numPicBullet" => at.is_picture = true,
            "abstractNum" => {
                at.is_picture = false;
                at.list = Some(number("abstractNumId")?);
                at.instance = None;
                self.lists.entry(at.list.unwrap_or(0)).or_default();
            }
            "num" => {
                at.instance = Some(number("numId")?);
                at.list = None;
                self.instances.entry(at.instance.unwrap_or(0)).or_default();
            }
            "abstractNumId" => {
                let list = number("val")?;
                if let Some(instance) = at.instance.and_then(|i| self.instances.get_mut(&i)) {
                    instance.list = list;
                }
            }
            "lvlOverride" => at.overridden = level_of(number("ilvl")?)?,
            "startOverride" => {
                let start = number("val")?;
                let slot = at
                    .instance
                    .and_then(|i| self.instances.get_mut(&i))
                    .and_then(|i| i.starts.get_mut(at.overridden));
                if let Some(slot) = slot {
                    *slot = Some(start);
                }
            }
            "lvl" => at.level = Some((level_of(number("ilvl")?)?, Level::default())),
            "numStyleLink" => {
                if let Some(list) = at.list.and_then(|l| self.lists.get_mut(&l)) {
                    list.style_link = Some(value(tag)?);
                }
            }
            _ => {
                if let Some((_, level)) = &mut at.level {
                    level.read(tag)?;
                }
            }
        }
        Ok(())
    }

    fn close_level(&mut self, at: &mut Reading) {
        let Some((index, level)) = at.level.take() else { return };
        if let Some(instance) = at.instance.and_then(|i| self.instances.get_mut(&i)) {
            instance.levels.insert(index, level);
        } else if let Some(slot) =
            at.list.and_then(|l| self.lists.get_mut(&l)).and_then(|l| l.levels.get_mut(index))
        {
            *slot = level;
        }
    }

    /// Reads the numbering of paragraph styles.
    pub(super) fn read_styles(&mut self, part: &str, text: &str) -> Result<(), Damage> {
        let mut xml = Xml::new(part, text)?;
        let mut current: Option<String> = None;
        let mut changes = 0usize;
        let mut open = Vec::new();
        let mut is_root = true;
        loop {
            match xml.next()? {
                Node::Start(tag) => {
                    is_root = root(&xml, &tag, (is_root, "styles"))?;
                    let is_change = tag.name == "pPrChange";
                    if tag.space == Space::Word && changes == 0 {
                        self.style(&tag, &mut current);
                    }
                    if !tag.is_empty {
                        changes += usize::from(is_change);
                        open.push(is_change);
                    }
                }
                Node::End(_) => changes -= usize::from(open.pop() == Some(true)),
                Node::Eof => return Ok(()),
                Node::Text(text, range) => no_text(&xml, text, range.start)?,
                Node::Char(..) => {}
            }
        }
    }

    fn style(&mut self, tag: &Tag<'_>, current: &mut Option<String>) {
        if tag.name == "style" {
            let id = tag.attribute("styleId").unwrap_or_default().into_owned();
            let is_paragraph = tag.attribute("type").is_none_or(|t| t == "paragraph");
            if is_paragraph
                && tag.attribute("default").is_some_and(|d| matches!(d.as_ref(), "1" | "true" | "on"))
            {
                self.default_style = Some(id.clone());
            }
            self.styles.entry(id.clone()).or_default();
            *current = Some(id);
        }
        let Some(style) = current.as_ref().and_then(|id| self.styles.get_mut(id)) else { return };
        match tag.name {
            "basedOn" => style.based_on = tag.attribute("val").map(Cow::into_owned),
            "numId" => style.instance = tag.number("val"),
            "ilvl" => style.level = tag.number("val"),
            _ => {}
        }
    }
}

/// Where a reader of lists is.
#[derive(Default)]
struct Reading {
    list: Option<i64>,
    instance: Option<i64>,
    overridden: usize,
    level: Option<(usize, Level)>,
    /// Among pictures for bullets, which may hold anything.
    is_picture: bool,
    /// For each open element, whether it is a level.
    open: Vec<bool>,
}

fn number(tag: &Tag<'_>, attribute: &str) -> Result<i64, String> {
    tag.number(attribute).ok_or_else(|| format!("<{}> 的 {attribute} 不是数", tag.full_name))
}

fn value(tag: &Tag<'_>) -> Result<String, String> {
    let value = tag.attribute("val").map(Cow::into_owned);
    value.ok_or_else(|| format!("<{}> 没有 val", tag.full_name))
}

/// The root must be what the part is for.
fn root(xml: &Xml<'_>, tag: &Tag<'_>, (is_root, name): (bool, &str)) -> Result<bool, Damage> {
    if is_root && (tag.space != Space::Word || tag.name != name) {
        return Err(xml.damage(tag.range.start, format!("根元素不是 Word 的 {name}")));
    }
    Ok(false)
}

/// Definitions hold no text; where some stands, a tag was broken.
fn no_text(xml: &Xml<'_>, text: &str, at: usize) -> Result<(), Damage> {
    let is_blank = text.trim_start_matches('\u{feff}').trim().is_empty();
    if is_blank { Ok(()) } else { Err(xml.damage(at, "这里不该有文字")) }
}

fn number_format(name: String) -> Result<String, String> {
    if is_number_format(&name) { Ok(name) } else { Err(format!("不认识的数字格式“{name}”")) }
}

fn level_of(n: i64) -> Result<usize, String> {
    usize::try_from(n).ok().filter(|l| *l < LEVELS).ok_or_else(|| format!("编号级别 {n} 超出 0–8"))
}
