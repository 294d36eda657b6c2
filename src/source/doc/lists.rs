//! Automatic numbering: definitions of lists (MS-DOC 2.9.131, 2.9.150) and what paragraphs change of them (2.9.133).

use super::bytes::{i16_at, i32_at, slice, u8_at, u16_at, usize_at};
use crate::source::word::format;
use crate::source::word::numbering::{Instance, LEVELS, Level, List, Numbering};

/// Bytes of the head of a list, of a level, and of an override.
const LIST: usize = 28;
const LEVEL: usize = 28;
const OVERRIDE: usize = 16;
/// No style.
const NO_STYLE: i16 = 0x0FFF;
/// No blank behind the number.
const NOTHING: u8 = 2;

/// Takes in the lists that begin at byte `at` of the stream of tables; their levels stand behind them.
///
/// `None` when they break off; what came before is kept.
pub(super) fn read(tables: &[u8], at: usize, numbering: &mut Numbering) -> Option<()> {
    let count = usize::from(u16_at(tables, at)?);
    let mut level_at = (at + 2).checked_add(count.checked_mul(LIST)?)?;
    for n in 0..count {
        let head = slice(tables, at + 2 + n * LIST, LIST)?;
        let id = i32_at(head, 0)?;
        let is_simple = u8_at(head, 26)? & 1 != 0;
        let mut list = List::default();
        for (index, slot) in list.levels.iter_mut().enumerate().take(if is_simple { 1 } else { LEVELS }) {
            let (level, end) = level(tables, level_at)?;
            let style = i16_at(head, 8 + index * 2).filter(|style| *style != NO_STYLE);
            *slot = Level { style: style.map(|style| style.to_string()), ..level };
            level_at = end;
        }
        numbering.lists.insert(id.into(), list);
    }
    Some(())
}

/// Takes in the overrides: paragraphs refer to these by their number, from 1 on.
///
/// `None` when they break off; what came before is kept.
pub(super) fn read_overrides(table: &[u8], numbering: &mut Numbering) -> Option<()> {
    if table.is_empty() {
        return Some(());
    }
    let count = usize_at(table, 0)?;
    let mut at = 4usize.checked_add(count.checked_mul(OVERRIDE)?)?;
    for n in 0..count {
        let head = slice(table, 4 + n * OVERRIDE, OVERRIDE)?;
        let mut instance = Instance { list: i32_at(head, 0)?.into(), ..Instance::default() };
        let changed = u8_at(head, 12)?;
        at += 4;
        for _ in 0..changed {
            at = change(table, at, &mut instance)?;
        }
        numbering.instances.insert(i64::try_from(n + 1).ok()?, instance);
    }
    Some(())
}

/// One level that is changed; returns where the next begins.
fn change(table: &[u8], at: usize, instance: &mut Instance) -> Option<usize> {
    let start = i32_at(table, at)?;
    let what = u8_at(table, at + 4)?;
    let index = usize::from(what & 0xF);
    let (restarts, is_defined) = (what & 0x10 != 0, what & 0x20 != 0);
    let mut end = at + 8;
    let mut start = i64::from(start);
    if is_defined {
        let (own, behind) = level(table, end)?;
        start = own.start.unwrap_or(start);
        instance.levels.insert(index, own);
        end = behind;
    }
    if let Some(slot) = instance.starts.get_mut(index).filter(|_| restarts) {
        *slot = Some(start);
    }
    Some(end)
}

/// The level at a byte, and where it ends.
fn level(bytes: &[u8], at: usize) -> Option<(Level, usize)> {
    let head = slice(bytes, at, LEVEL)?;
    let flags = u8_at(head, 5)?;
    let text_at = at + LEVEL + usize::from(u8_at(head, 24)?) + usize::from(u8_at(head, 25)?);
    let len = usize::from(u16_at(bytes, text_at)?);
    let text = slice(bytes, text_at + 2, len * 2)?;
    // The number of a level stands as a character of its value.
    let units = text.chunks_exact(2).filter_map(|pair| u16_at(pair, 0));
    let mut pattern = String::new();
    for c in char::decode_utf16(units).filter_map(Result::ok) {
        match u32::from(c) {
            level @ 0..=8 => pattern.push_str(&format!("%{}", level + 1)),
            _ => pattern.push(c),
        }
    }
    let level = Level {
        start: Some(i32_at(head, 0)?.into()),
        format: format::by_number(u8_at(head, 4)?).to_owned(),
        text: pattern,
        suffix: (u8_at(head, 15)? == NOTHING).then(|| "nothing".to_owned()),
        restart: (flags & 8 != 0).then(|| u8_at(head, 26).unwrap_or(0).into()),
        is_legal: flags & 4 != 0,
        style: None,
    };
    Some((level, text_at + 2 + len * 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A level as it stands in the file.
    fn written(start: i32, format: u8, flags: u8, text: &[u16]) -> Vec<u8> {
        let mut bytes = vec![0; LEVEL];
        bytes[..4].copy_from_slice(&start.to_le_bytes());
        (bytes[4], bytes[5], bytes[15], bytes[24], bytes[25]) = (format, flags, NOTHING, 1, 2);
        bytes.extend([9; 3]);
        bytes.extend(u16::try_from(text.len()).expect("short").to_le_bytes());
        bytes.extend(text.iter().flat_map(|unit| unit.to_le_bytes()));
        bytes
    }

    #[test]
    fn a_level_says_what_is_printed() {
        let bytes = written(3, 37, 0, &[u16::from(b'('), 1, u16::from(b')')]);
        let (level, end) = level(&bytes, 0).expect("whole");
        assert_eq!(
            (level.text.as_str(), level.format.as_str(), level.start),
            ("(%2)", "chineseCounting", Some(3))
        );
        assert_eq!((level.suffix.as_deref(), level.restart, end), (Some("nothing"), None, bytes.len()));
    }

    #[test]
    fn a_list_that_breaks_off_is_no_list() {
        let mut bytes = vec![1, 0];
        bytes.extend(7i32.to_le_bytes());
        bytes.extend([0xFF, 0x0F].repeat(11));
        bytes.extend([1, 0]);
        bytes.extend(written(1, 0, 12, &[0]));
        let mut numbering = Numbering::default();
        assert_eq!(read(&bytes, 0, &mut numbering), Some(()));
        let list = numbering.lists.get(&7).expect("the list");
        assert_eq!((list.levels[0].text.as_str(), list.levels[0].is_legal), ("%1", true));
        assert_eq!((list.levels[0].restart, list.levels[0].style.as_deref()), (Some(0), None));
        for len in 0..bytes.len() {
            assert_eq!(read(&bytes[..len], 0, &mut Numbering::default()), None, "{len}");
        }
    }

    #[test]
    fn an_override_begins_anew_or_defines_anew() {
        let mut bytes = 1u32.to_le_bytes().to_vec();
        bytes.extend(7i32.to_le_bytes());
        bytes.extend([0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0]);
        bytes.extend([0xFF; 4]);
        bytes.extend([5, 0, 0, 0, 0x10, 0, 0, 0]);
        bytes.extend([0, 0, 0, 0, 0x31, 0, 0, 0]);
        bytes.extend(written(4, 0, 0, &[1]));
        let mut numbering = Numbering::default();
        assert_eq!(read_overrides(&bytes, &mut numbering), Some(()));
        let instance = numbering.instances.get(&1).expect("the first");
        assert_eq!((instance.list, &instance.starts[..2]), (7, &[Some(5), Some(4)][..]));
        assert_eq!(instance.levels.get(&1).map(|level| level.text.as_str()), Some("%2"));
    }
}
