//! Word documents made by the tests themselves.

#![allow(dead_code, clippy::unwrap_used)] // Each test uses what it needs.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub(crate) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Namespaces of the bodies.
const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"";

/// A package being made.
#[derive(Clone)]
pub(crate) struct Docx {
    /// Name, text; in order.
    pub(crate) parts: Vec<(String, String)>,
}

impl Docx {
    /// A package with a body and nothing else.
    pub(crate) fn new(body: &str) -> Self {
        let parts = [
            (
                "[Content_Types].xml",
                "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>".to_owned(),
            ),
            (
                "_rels/.rels",
                "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>".to_owned(),
            ),
            (
                "word/document.xml",
                format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"),
            ),
            (
                "word/_rels/document.xml.rels",
                "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>".to_owned(),
            ),
        ];
        Self { parts: parts.map(|(name, text)| (name.to_owned(), text)).to_vec() }
    }

    /// Adds a part of the body: `kind` is the last word of its type, `inner` stands in `<w:root>`.
    pub(crate) fn with(mut self, kind: &str, root: &str, inner: &str) -> Self {
        let n = self.parts.len();
        let relation = format!(
            "<Relationship Id=\"rId{n}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{kind}.xml\"/></Relationships>"
        );
        let kind_of = format!(
            "<Override PartName=\"/word/{kind}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/></Types>"
        );
        self.edit("word/_rels/document.xml.rels", |t| t.replace("</Relationships>", &relation));
        self.edit("[Content_Types].xml", |t| t.replace("</Types>", &kind_of));
        let text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:{root} {SPACES}>{inner}</w:{root}>");
        self.parts.push((format!("word/{kind}.xml"), text));
        self
    }

    /// Changes the text of a part.
    pub(crate) fn edit(&mut self, part: &str, change: impl FnOnce(&str) -> String) {
        let found = self.parts.iter_mut().find(|(name, _)| name == part).unwrap();
        found.1 = change(&found.1);
    }

    /// Drops a part.
    pub(crate) fn without(mut self, part: &str) -> Self {
        self.parts.retain(|(name, _)| name != part);
        self
    }

    /// The package.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        pack(&self.parts)
    }
}

/// A zip of these files.
pub(crate) fn pack(files: &[(String, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in files {
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A part of a package as text.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut zip.by_name(name).unwrap(), &mut text).unwrap();
    text
}

/// A run.
pub(crate) fn r(text: &str) -> String {
    format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A paragraph with one run.
pub(crate) fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", r(text))
}

/// A paragraph in a list.
pub(crate) fn li(instance: i64, level: i64, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{instance}\"/></w:numPr></w:pPr>{}</w:p>",
        r(text)
    )
}

/// A table of cells, each with properties and text.
pub(crate) fn table(rows: &[&[(&str, &str)]]) -> String {
    let cell =
        |(properties, text): &(&str, &str)| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text));
    let row =
        |cells: &&[(&str, &str)]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// A level of a list.
pub(crate) fn level(n: i64, format: &str, text: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{n}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
    )
}

/// List 1 with 一、 （一） 1. and two instances, the second of which begins anew.
pub(crate) fn lists() -> String {
    let levels = [
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCountingThousand", "（%2）"),
        level(2, "decimal", "%3."),
    ];
    format!(
        "<w:abstractNum w:abstractNumId=\"0\">{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
        levels.concat()
    )
}
