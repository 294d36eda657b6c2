//! A package with a few parts changed: everything else is copied as it is packed, in the same order.

use std::borrow::Cow;
use std::io::{Cursor, Write};

use zip::CompressionMethod;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Damage, Node, Package, Xml};

/// The new text of a part; parts that do not exist yet are added at the end.
pub(crate) struct Change {
    /// Name of the part.
    pub part: String,
    /// Its whole text.
    pub text: String,
}

/// The bytes of the changed package.
pub(crate) fn rewrite(package: &mut Package<'_>, changes: &[Change]) -> Result<Vec<u8>, Damage> {
    let failed = |e: zip::result::ZipError| Damage::package(format!("写不出压缩包（{e}）"));
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut written = vec![false; changes.len()];
    for index in 0..package.archive.len() {
        let entry = package.archive.by_index_raw(index).map_err(failed)?;
        let name = entry.name().map(Cow::into_owned).map_err(failed)?;
        match changes.iter().position(|c| c.part.eq_ignore_ascii_case(&name)) {
            None => out.raw_copy_file(entry).map_err(failed)?,
            Some(which) => {
                let time = entry.last_modified().unwrap_or_default();
                drop(entry);
                out.start_file(name, options.last_modified_time(time)).map_err(failed)?;
                out.write_all(changes[which].text.as_bytes()).map_err(|e| failed(e.into()))?;
                written[which] = true;
            }
        }
    }
    for (change, _) in changes.iter().zip(&written).filter(|(_, written)| !**written) {
        out.start_file(change.part.as_str(), options).map_err(failed)?;
        out.write_all(change.text.as_bytes()).map_err(|e| failed(e.into()))?;
    }
    Ok(out.finish().map_err(failed)?.into_inner())
}

/// A new package of these parts, in this order; the same parts give the same bytes.
pub(crate) fn create(parts: &[(&str, &str)]) -> Result<Vec<u8>, Damage> {
    let failed = |e: zip::result::ZipError| Damage::package(format!("写不出压缩包（{e}）"));
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, text) in parts {
        out.start_file(*name, options).map_err(failed)?;
        out.write_all(text.as_bytes()).map_err(|e| failed(e.into()))?;
    }
    Ok(out.finish().map_err(failed)?.into_inner())
}

/// Text as it stands in an element; control characters, which XML cannot hold, become blanks.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{fffe}' | '\u{ffff}' => out.push(' '),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A part with children added at the end of its root element; `children` is given the prefix of the root, colon included.
pub(crate) fn append(
    part: &str,
    text: &str,
    children: impl FnOnce(&str) -> String,
) -> Result<String, Damage> {
    let mut xml = Xml::new(part, text)?;
    let mut root: Option<(String, bool)> = None;
    let mut last = 0..0;
    loop {
        match xml.next()? {
            Node::Start(tag) if root.is_none() => {
                root = Some((tag.full_name.to_owned(), tag.is_empty));
                last = tag.range;
            }
            Node::End(range) => last = range,
            Node::Eof => break,
            _ => {}
        }
    }
    let (name, is_empty) = root.unwrap_or_default();
    let prefix = name.rsplit_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
    let children = children(&prefix);
    let (before, rest) = text.split_at_checked(last.start).ok_or_else(|| Damage::part(part, "没有根元素"))?;
    if !is_empty {
        return Ok(format!("{before}{children}{rest}"));
    }
    // `<w:comments …/>` has no place for children: it is opened.
    let (tag, after) = text.split_at_checked(last.end).ok_or_else(|| Damage::part(part, "没有根元素"))?;
    Ok(format!("{}>{children}</{name}>{after}", tag.trim_end_matches('>').trim_end_matches('/')))
}
