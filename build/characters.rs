//! Makes the lookup tables of the normaliser: what kind each character is and what it becomes in simplified script.
//!
//! Two sources: `dictionaries/characters.tsv` (white space, marks, widths) and OpenCC's own data as carried by
//! `opencc-rust`, asked once for every CJK code point. Writes into `$OUT_DIR`: the OpenCC files that the program embeds
//! (`opencc/`), `classes.bin` (one byte per BMP code point), `folds.bin` (one little-endian `u16` per BMP code point, 0 for
//! none) and `folds_wide.bin` (pairs of little-endian `u32`, sorted, for what does not fit the second).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use opencc_rust::{DefaultConfig, OpenCC, generate_static_dictionary};

/// Class numbers; `src/normalize/class.rs` reads the same numbers.
const CLASSES: &[&str] = &[
    "plain",
    "blank",
    "break",
    "ignorable",
    "control",
    "private",
    "mark",
    "open",
    "close",
    "wide",
    "fold",
    "zero",
    "dot",
    "dash",
    "colon",
    "query",
    "garble",
    "changes",
    "context",
    "note",
];
/// Added to the class of a character that only simplified text holds.
const SIMPLIFIED: u8 = 0x80;
/// Where Chinese characters live, radicals and compatibility forms included.
const HAN: &[(u32, u32)] =
    &[(0x2E80, 0x2FDF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF)];

/// OpenCC 1.1 wants a segmentation block and knows no `normalization`; compatibility forms come first in the chain instead.
const T2S: &str = r#"{"name":"t2s","segmentation":{"type":"mmseg","dict":{"type":"ocd2","file":"TSPhrases.ocd2"}},
"conversion_chain":[{"dict":{"type":"ocd2","file":"CJK_Compatibility_Ideographs.ocd2"}},
{"dict":{"type":"group","dicts":[{"type":"ocd2","file":"TSPhrases.ocd2"},
{"type":"ocd2","file":"TSCharactersExt.ocd2"},{"type":"ocd2","file":"TSCharacters.ocd2"}]}}]}"#;
const S2T: &str = r#"{"name":"s2t","segmentation":{"type":"mmseg","dict":{"type":"ocd2","file":"STCharacters.ocd2"}},
"conversion_chain":[{"dict":{"type":"ocd2","file":"STCharacters.ocd2"}}]}"#;

/// Writes all tables below `out`.
pub(crate) fn write(root: &Path, out: &Path) -> io::Result<()> {
    let folder = out.join("opencc");
    fs::create_dir_all(&folder)?;
    for config in [DefaultConfig::T2S, DefaultConfig::S2T] {
        generate_static_dictionary(&folder, config).map_err(io::Error::other)?;
    }
    let to_simplified = convert_all(&folder, "hegui-t2s.json", T2S)?;
    let to_traditional = convert_all(&folder, "hegui-s2t.json", S2T)?;
    let mut tables = Tables { classes: vec![0; 0x1_0000], folds: BTreeMap::new() };
    for (&from, &to) in &to_simplified {
        if from != to {
            tables.set(from, "changes", Some(to))?;
        } else if to_traditional.get(&from).is_some_and(|&t| t != from) && !is_big5(from) {
            tables.mark_simplified(from);
        }
    }
    dictionary(root, &to_simplified, &mut tables)?;
    contexts(root, &mut tables)?;
    tables.save(out)
}

/// One character to one character for every Chinese code point, as OpenCC converts it on its own.
fn convert_all(folder: &Path, name: &str, config: &str) -> io::Result<BTreeMap<char, char>> {
    let path: PathBuf = folder.join(name);
    fs::write(&path, config)?;
    let opencc = OpenCC::new(&path).map_err(io::Error::other)?;
    let all: Vec<char> = HAN.iter().flat_map(|&(a, b)| a..=b).filter_map(char::from_u32).collect();
    let lines: String = all.iter().flat_map(|&c| [c, '\n']).collect();
    let converted = opencc.convert(&lines).map_err(io::Error::other)?;
    let pairs: BTreeMap<char, char> =
        all.iter().copied().zip(converted.split('\n').filter_map(|l| l.chars().next())).collect();
    if converted.chars().count() == 2 * all.len() {
        Ok(pairs)
    } else {
        Err(io::Error::other("OpenCC changed the number of characters: the normaliser relies on one to one"))
    }
}

fn is_big5(c: char) -> bool {
    let mut buffer = [0; 4];
    !encoding_rs::BIG5.encode(c.encode_utf8(&mut buffer)).2
}

fn dictionary(root: &Path, to_simplified: &BTreeMap<char, char>, tables: &mut Tables) -> io::Result<()> {
    for row in rows(root, "characters.tsv")? {
        let mut cells = row.split('\t');
        let (range, class) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let (first, last) = (code(first)?, code(last)?);
        let to = cells.next().and_then(|to| to.chars().next());
        for point in first..=last {
            let Some(from) = char::from_u32(point) else { continue };
            let to = match (class, to) {
                ("wide", Some(base)) => char::from_u32(base as u32 + (point - first)),
                ("fold", Some(to)) => Some(to_simplified.get(&to).copied().unwrap_or(to)),
                (_, to) => to,
            };
            tables.set(from, class, to)?;
        }
    }
    Ok(())
}

/// Characters that OpenCC converts by context; what they become on their own stays in the fold table.
fn contexts(root: &Path, tables: &mut Tables) -> io::Result<()> {
    for row in rows(root, "opencc_context.tsv")? {
        if let Some(from) = row.chars().next() {
            tables.set(from, "context", None)?;
        }
    }
    Ok(())
}

fn rows(root: &Path, name: &str) -> io::Result<Vec<String>> {
    let text = fs::read_to_string(root.join("dictionaries").join(name))?;
    let lines = text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    Ok(lines.skip(1).map(str::to_owned).collect())
}

fn code(hex: &str) -> io::Result<u32> {
    u32::from_str_radix(hex, 16).map_err(|e| io::Error::other(format!("characters.tsv: {hex}: {e}")))
}

struct Tables {
    classes: Vec<u8>,
    folds: BTreeMap<char, char>,
}

impl Tables {
    fn set(&mut self, from: char, class: &str, to: Option<char>) -> io::Result<()> {
        let number = CLASSES.iter().position(|c| *c == class).and_then(|n| u8::try_from(n).ok());
        let number =
            number.ok_or_else(|| io::Error::other(format!("characters.tsv: unknown class {class}")))?;
        if let Some(slot) = self.classes.get_mut(from as usize) {
            *slot = (*slot & SIMPLIFIED) | number;
        }
        if let Some(to) = to {
            self.folds.insert(from, to);
        }
        Ok(())
    }

    fn mark_simplified(&mut self, c: char) {
        if let Some(slot) = self.classes.get_mut(c as usize) {
            *slot |= SIMPLIFIED;
        }
    }

    fn save(&self, out: &Path) -> io::Result<()> {
        let mut folds = vec![0; 0x2_0000];
        let mut wide = Vec::new();
        for (&from, &to) in &self.folds {
            match (u16::try_from(from as u32), u16::try_from(to as u32)) {
                (Ok(from), Ok(to)) => {
                    folds[2 * usize::from(from)..][..2].copy_from_slice(&to.to_le_bytes());
                }
                _ => wide.extend([(from as u32).to_le_bytes(), (to as u32).to_le_bytes()].concat()),
            }
        }
        fs::write(out.join("classes.bin"), &self.classes)?;
        fs::write(out.join("folds.bin"), folds)?;
        fs::write(out.join("folds_wide.bin"), wide)
    }
}
