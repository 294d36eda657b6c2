//! Automatic numbering: what `numbering.xml` and `styles.xml` say, and the counters that run through a document.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::format::format;
use super::known::{is_known, is_number_format};
use crate::office::{Damage, Node, Space, Tag, Xml};

const LEVELS: usize = 9;

/// One level of a list.
#[derive(Clone, Default)]
struct Level {
    start: Option<i64>,
    format: String,
    /// `第%1条`
    text: String,
    suffix: Option<String>,
    /// After which level (1-based) it begins anew; 0 never, `None` after any higher one.
    restart: Option<i64>,
    is_legal: bool,
    style: Option<String>,
}

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

#[derive(Default)]
struct List {
    levels: [Level; LEVELS],
    /// The list is defined by the numbering of this style.
    style_link: Option<String>,
}

#[derive(Default)]
struct Instance {
    list: i64,
    starts: [Option<i64>; LEVELS],
    levels: HashMap<usize, Level>,
}

/// Numbering of a paragraph style.
#[derive(Clone, Default)]
struct Style {
    based_on: Option<String>,
    instance: Option<i64>,
    level: Option<i64>,
}

/// Definitions and running counters.
#[derive(Default)]
pub(super) struct Numbering {
    lists: HashMap<i64, List>,
    instances: HashMap<i64, Instance>,
    styles: HashMap<String, Style>,
    default_style: Option<String>,
    counters: HashMap<i64, [Option<i64>; LEVELS]>,
    started: HashSet<(i64, usize)>,
}

/// What a paragraph says of its numbering.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbered {
    pub(super) style: Option<String>,
    pub(super) instance: Option<i64>,
    pub(super) level: Option<i64>,
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

    /// The label of the next paragraph, with the blank that belongs behind it; empty when it has none. Counts it.
    pub(super) fn label(&mut self, paragraph: &Numbered) -> String {
        let Some((instance_id, level)) = self.place(paragraph) else { return String::new() };
        let Some((list_id, _)) = self.list_of(instance_id) else { return String::new() };
        let levels: Vec<Level> = (0..LEVELS).map(|l| self.level(instance_id, list_id, l)).collect();
        let Some(here) = levels.get(level) else { return String::new() };
        let start_anew =
            self.instances.get(&instance_id).and_then(|i| i.starts.get(level).copied().flatten());
        let is_first = self.started.insert((instance_id, level));
        let counters = self.counters.entry(list_id).or_default();
        for (upper, (counter, level)) in counters.iter_mut().zip(&levels).enumerate().take(level) {
            if counter.is_none() {
                let start =
                    self.instances.get(&instance_id).and_then(|i| i.starts.get(upper).copied().flatten());
                *counter = Some(start.or(level.start).unwrap_or(1));
            }
        }
        counters[level] = Some(match (start_anew.filter(|_| is_first), counters[level]) {
            (Some(start), _) => start,
            (None, Some(n)) => n.saturating_add(1),
            (None, None) => here.start.unwrap_or(1),
        });
        for (lower, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            let restart = levels.get(lower).and_then(|l| l.restart);
            if restart.is_none_or(|after| i64::try_from(level).is_ok_and(|l| l < after)) {
                *counter = None;
            }
        }
        printed(here, &levels, counters)
    }

    /// List instance and level of a paragraph: its own, else those of its style.
    fn place(&self, paragraph: &Numbered) -> Option<(i64, usize)> {
        let style_id = paragraph.style.as_ref().or(self.default_style.as_ref());
        let mut instance = paragraph.instance;
        let mut level = paragraph.level;
        let mut owner = None;
        let mut next = style_id;
        for _ in 0..16 {
            let Some(style) = next.and_then(|id| self.styles.get(id)) else { break };
            if instance.is_none() && style.instance.is_some() {
                instance = style.instance;
                owner = next;
            }
            level = level.or(style.level);
            next = style.based_on.as_ref();
        }
        let instance = instance.filter(|&i| i > 0)?;
        let linked = owner.and_then(|style| {
            let (list, _) = self.list_of(instance)?;
            self.lists.get(&list)?.levels.iter().position(|l| l.style.as_ref() == Some(style))
        });
        let stated = usize::try_from(level.unwrap_or(0)).ok();
        let level = if paragraph.level.is_some() { stated } else { linked.or(stated) };
        Some((instance, level.filter(|l| *l < LEVELS)?))
    }

    /// The list behind an instance, links to styles followed.
    fn list_of(&self, instance: i64) -> Option<(i64, &List)> {
        let mut id = self.instances.get(&instance)?.list;
        for _ in 0..8 {
            let list = self.lists.get(&id)?;
            let Some(link) = &list.style_link else { return Some((id, list)) };
            let through = self.styles.get(link).and_then(|s| s.instance);
            let Some(next) = through.and_then(|i| self.instances.get(&i)) else { return Some((id, list)) };
            id = next.list;
        }
        None
    }

    fn level(&self, instance: i64, list: i64, level: usize) -> Level {
        let own = self.instances.get(&instance).and_then(|i| i.levels.get(&level));
        own.or_else(|| self.lists.get(&list)?.levels.get(level)).cloned().unwrap_or_default()
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

/// The text of a label with its numbers and the blank behind it.
fn printed(here: &Level, levels: &[Level], counters: &[Option<i64>; LEVELS]) -> String {
    if here.format == "bullet" {
        return String::new();
    }
    let mut out = String::new();
    let mut chars = here.text.chars().peekable();
    while let Some(c) = chars.next() {
        let level = (c == '%').then(|| chars.peek().and_then(|d| d.to_digit(10))).flatten();
        let Some(level) = level.and_then(|l| usize::try_from(l).ok()).and_then(|l| l.checked_sub(1)) else {
            out.push(c);
            continue;
        };
        chars.next();
        let Some((of, n)) = levels.get(level).zip(counters.get(level).copied().flatten()) else { continue };
        out.push_str(&format(n, if here.is_legal { "decimal" } else { &of.format }));
    }
    let ends_itself = out.ends_with(['、', '．', '，', '。', '：', '）', '】', '〕', ' ', '\u{3000}']);
    if !out.is_empty() && !ends_itself && here.suffix.as_deref() != Some("nothing") {
        out.push(' ');
    }
    out
}
