//! Automatic numbering: what lists and styles are defined to print, and the counters that run through a document.

use std::collections::{HashMap, HashSet};

use super::format::format;

/// Levels of a list.
pub(in crate::source) const LEVELS: usize = 9;

/// One level of a list.
#[derive(Clone, Default)]
pub(in crate::source) struct Level {
    pub(in crate::source) start: Option<i64>,
    pub(in crate::source) format: String,
    /// `第%1条`
    pub(in crate::source) text: String,
    pub(in crate::source) suffix: Option<String>,
    /// After which level (1-based) it begins anew; 0 never, `None` after any higher one.
    pub(in crate::source) restart: Option<i64>,
    pub(in crate::source) is_legal: bool,
    pub(in crate::source) style: Option<String>,
}

#[derive(Default)]
pub(in crate::source) struct List {
    pub(in crate::source) levels: [Level; LEVELS],
    /// The list is defined by the numbering of this style.
    pub(in crate::source) style_link: Option<String>,
}

#[derive(Default)]
pub(in crate::source) struct Instance {
    pub(in crate::source) list: i64,
    pub(in crate::source) starts: [Option<i64>; LEVELS],
    pub(in crate::source) levels: HashMap<usize, Level>,
}

/// Numbering of a paragraph style.
#[derive(Clone, Default)]
pub(in crate::source) struct Style {
    pub(in crate::source) based_on: Option<String>,
    pub(in crate::source) instance: Option<i64>,
    pub(in crate::source) level: Option<i64>,
}

/// Definitions and running counters.
#[derive(Default)]
pub(in crate::source) struct Numbering {
    pub(in crate::source) lists: HashMap<i64, List>,
    pub(in crate::source) instances: HashMap<i64, Instance>,
    pub(in crate::source) styles: HashMap<String, Style>,
    pub(in crate::source) default_style: Option<String>,
    counters: HashMap<i64, [Option<i64>; LEVELS]>,
    started: HashSet<(i64, usize)>,
}

/// What a paragraph says of its numbering.
#[derive(Clone, Debug, Default)]
pub(in crate::source) struct Numbered {
    pub(in crate::source) style: Option<String>,
    pub(in crate::source) instance: Option<i64>,
    pub(in crate::source) level: Option<i64>,
}

impl Numbering {
    /// The label of the next paragraph, with the blank that belongs behind it; empty when it has none. Counts it.
    pub(in crate::source) fn label(&mut self, paragraph: &Numbered) -> String {
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
