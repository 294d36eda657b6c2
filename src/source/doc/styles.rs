//! The style sheet (MS-DOC 2.9.271): numbering and look of paragraph styles.

use super::bytes::{slice, u16_at};
use super::sprm::{Sprm, Sprms, code};
use crate::source::word::look::{Look, Looks};
use crate::source::word::numbering::Numbering;

/// No style.
const NONE: u16 = 0x0FFF;
/// The built-in style of titles.
const TITLE: u16 = 62;
/// Kind of paragraph styles.
const PARAGRAPH: u16 = 1;

/// Takes in the styles of a sheet, named by their numbers. A sheet that breaks off keeps the styles before.
///
/// Returns whether it was read to its end.
pub(super) fn read(sheet: &[u8], numbering: &mut Numbering, looks: &mut Looks) -> bool {
    numbering.default_style = Some("0".to_owned());
    looks.default_style = Some("0".to_owned());
    sheet.is_empty() || styles(sheet, numbering, looks).is_some()
}

fn styles(sheet: &[u8], numbering: &mut Numbering, looks: &mut Looks) -> Option<()> {
    let head = usize::from(u16_at(sheet, 0)?);
    let count = u16_at(sheet, 2)?;
    let base = usize::from(u16_at(sheet, 4)?);
    let mut at = 2 + head;
    for number in 0..count {
        let len = usize::from(u16_at(sheet, at)?);
        let style = slice(sheet, at + 2, len)?;
        if len > 0 {
            one(number, style, base, numbering, looks);
        }
        at += 2 + len + len % 2;
    }
    Some(())
}

/// One style; one that is not whole says nothing.
fn one(number: u16, style: &[u8], base: usize, numbering: &mut Numbering, looks: &mut Looks) -> Option<()> {
    let kind_and_base = u16_at(style, 2)?;
    if kind_and_base & 0xF != PARAGRAPH {
        return None;
    }
    let based_on = Some(kind_and_base >> 4).filter(|base| *base != NONE).map(|base| base.to_string());
    let name_len = usize::from(u16_at(style, base)?);
    let name_bytes = slice(style, base + 2, name_len * 2)?;
    let units = name_bytes.chunks_exact(2).filter_map(|pair| u16_at(pair, 0));
    let name: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
    let own = numbering.styles.entry(number.to_string()).or_default();
    own.based_on.clone_from(&based_on);
    let shown = looks.styles.entry(number.to_string()).or_default();
    shown.based_on = based_on;
    shown.is_title =
        u16_at(style, 0)? & 0x0FFF == TITLE || name.eq_ignore_ascii_case("title") || name == "标题";
    // Properties of the paragraph, behind the number of the style, then those of its characters.
    let mut at = base + 2 + name_len * 2 + 2;
    for is_paragraph in [true, false] {
        let len = usize::from(u16_at(style, at)?);
        let properties = slice(style, at + 2, len)?;
        let properties = if is_paragraph { properties.get(2..).unwrap_or_default() } else { properties };
        for sprm in Sprms::of(properties) {
            look(&mut shown.look, &sprm);
            match sprm.code {
                code::LEVEL => own.level = Some(sprm.byte().into()),
                code::LIST => own.instance = Some(list(sprm.word())),
                _ => {}
            }
        }
        at += 2 + len + len % 2;
    }
    Some(())
}

/// Takes in a property that says how something looks.
pub(super) fn look(look: &mut Look, sprm: &Sprm<'_>) {
    match sprm.code {
        code::ALIGNED | code::ALIGNED_80 => look.is_centred = Some(sprm.byte() == 1),
        code::SIZE => look.size = Some(sprm.word()),
        code::BOLD => look.is_bold = Some(sprm.is_on()),
        _ => {}
    }
}

/// The list a paragraph belongs to; 0 for none. Numbers above those of lists take a paragraph out of the list of its style.
pub(super) const fn list(number: u16) -> i64 {
    if number < 0x07FF { number as i64 } else { 0 }
}
