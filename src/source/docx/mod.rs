//! Word documents (.docx): the text as a reader of the printed page sees it, with the place of every stretch in its part.
//!
//! `walk` reads a part into blocks, which `word` numbers and lays out as lines: paragraphs joined by line ends, cells by tabs. Footnotes and endnotes follow the body; headers and footers are kept apart as
//! removed text; comments are no text. Deleted revisions are not read unless asked for. A body that is not whole is refused:
//! a shorter document must never pass for a whole one.

mod known;
mod lists;
mod styles;
mod walk;

use memchr::memmem;

use super::word::compose::Compose;
use super::word::look::Looks;
use super::word::masthead::{self, Margin};
use super::word::model::Block;
use super::word::numbering::Numbering;
use super::{Format, Limits, Revisions, aside, text};
use crate::document::{Decoded, Origins, Problem};
use crate::office::{ContentTypes, Damage, Package, Relations, directory};
use walk::{Reference, Story, walk};

pub(super) const FORMAT: Format =
    Format { name: "docx", extensions: &["docx", "docm", "dotx", "dotm"], sniff: is_docx, read };

/// What to do about a damaged file.
const ADVICE: &str = "请在 Word 或 WPS 中打开核对，另存为新的 .docx 再检查";

/// Where the body stands in practically all files.
const USUAL_BODY: &str = "word/document.xml";

/// A zip that says it is a Word document, by its name or by its parts; other office formats are told apart by theirs.
fn is_docx(bytes: &[u8], is_named_so: bool) -> bool {
    if !bytes.starts_with(b"PK\x03\x04") {
        // The first bytes of a file that was cut off at once.
        return is_named_so && b"PK\x03".starts_with(bytes);
    }
    let directory = directory(bytes);
    let has = |part: &str| memmem::find(directory, part.as_bytes()).is_some();
    if is_named_so {
        has("word/") || !["xl/workbook", "ppt/presentation", "OFD.xml"].into_iter().any(has)
    } else {
        has("word/") && has("[Content_Types]")
    }
}

fn read(bytes: &[u8], limits: &Limits, decoded: &mut Decoded) {
    decoded.encoding = "utf-8".to_owned();
    let mut file = match Package::open(bytes) {
        Ok(package) => File { package, revisions: limits.revisions, decoded, parts: Vec::new() },
        Err(damage) => return refuse(decoded, &damage),
    };
    if let Err(damage) = file.read() {
        refuse(decoded, &damage);
    } else if decoded.raw.chars().all(text::is_blank) && !decoded.problems.iter().any(|p| p.fatal) {
        let message = format!("{}：文档里没有文字；如果是扫描件或图片，须先做文字识别", decoded.path);
        decoded.problems.push(Problem::fatal("empty", message));
    }
}

fn refuse(decoded: &mut Decoded, damage: &Damage) {
    let advice = match damage.kind {
        "encrypted" => "请先去掉打开密码",
        "too_large" => "请核对文件来源",
        _ => ADVICE,
    };
    decoded
        .problems
        .push(Problem::fatal(damage.kind, format!("{}：{}；{advice}", decoded.path, damage.message)));
}

/// A document being read.
struct File<'a, 'd> {
    package: Package<'a>,
    revisions: Revisions,
    decoded: &'d mut Decoded,
    /// Names of the parts whose text is read.
    parts: Vec<String>,
}

impl File<'_, '_> {
    fn read(&mut self) -> Result<(), Damage> {
        let types = self.types();
        let body = self.body(types.as_ref())?;
        let relations = self.relations(&body, types.as_ref());
        let story = self.story(&body, 0)?;
        self.doubts(&story);
        let mut notes = Vec::new();
        let mut paragraphs = story.paragraphs;
        for (is_endnote, kind) in [(false, "footnotes"), (true, "endnotes")] {
            let (found, read) = self.notes((&story, is_endnote, kind), &relations, paragraphs);
            notes.extend(found);
            paragraphs = read;
        }
        let margins = self.margins(&relations, paragraphs);
        let mut compose = Compose::new(self.numbering(&relations));
        let looks = self.looks(&relations);
        if let Some(masthead) = masthead::of(&margins, &story.blocks) {
            compose.blocks(&masthead);
        }
        compose.blocks(&story.blocks);
        self.decoded.display = looks.set_apart(compose.shown());
        let mut origins = Origins { parts: std::mem::take(&mut self.parts), ..Origins::default() };
        for (source, blocks) in notes {
            origins.notes.push((compose.len(), source));
            compose.blocks(&blocks);
        }
        let text = compose.finish();
        self.decoded.raw = text.string;
        origins.pieces = text.pieces;
        self.decoded.origins = Some(Box::new(origins));
        aside(self.decoded, "hidden_text", &story.hidden);
        for (kind, text) in margins.iter().map(|m| (m.kind, masthead::text(&m.blocks))) {
            aside(self.decoded, kind, text.trim());
        }
        Ok(())
    }

    /// A part of the document that could not be read, while the rest was.
    fn partial(&mut self, damage: &Damage, effect: &str) {
        let message = format!("{}：{}；{effect}。{ADVICE}", self.decoded.path, damage.message);
        self.decoded.problems.push(Problem::partial(damage.kind, message));
    }

    fn types(&mut self) -> Option<ContentTypes> {
        let types = ContentTypes::of(&mut self.package);
        types.map_err(|damage| self.partial(&damage, "部件的类型无从核对")).ok()
    }

    /// Name of the part that holds the body.
    fn body(&mut self, types: Option<&ContentTypes>) -> Result<String, Damage> {
        let stated = match Relations::of(&mut self.package, "") {
            Ok(Some(relations)) => relations.of_kind("officeDocument").next().map(str::to_owned),
            Ok(None) => None,
            Err(damage) => {
                self.partial(&damage, "按惯例的位置找正文");
                Some(USUAL_BODY.to_owned())
            }
        };
        let body = match stated {
            Some(body) if self.package.has(&body) => body,
            _ if self.package.has(USUAL_BODY) => {
                self.partial(&Damage::part("_rels/.rels", "没有指明正文部件"), "按惯例的位置找正文");
                USUAL_BODY.to_owned()
            }
            Some(body) => return Err(Damage::missing(&body)),
            None => return Err(Damage::missing(USUAL_BODY)),
        };
        let kind = types.map(|t| t.get(&body).unwrap_or(""));
        if let Some(kind) = kind.filter(|k| !k.ends_with(".main+xml")) {
            let message = format!("部件 {body} 声明的类型“{kind}”不是 Word 正文");
            self.partial(&Damage { kind: "wrong_content_type", message }, "仍按 Word 正文读");
        }
        Ok(body)
    }

    /// The relationships of the body, checked against the parts there are.
    fn relations(&mut self, body: &str, types: Option<&ContentTypes>) -> Relations {
        let relations = match Relations::of(&mut self.package, body) {
            Ok(relations) => relations.unwrap_or_default(),
            Err(damage) => {
                self.partial(&damage, "脚注、尾注、自动编号和页眉页脚没有读");
                return Relations::default();
            }
        };
        let stated = types.into_iter().flat_map(ContentTypes::word_parts);
        let mut lost: Vec<(String, &str)> = stated
            .filter(|(_, kind)| matches!(*kind, "footnotes" | "endnotes" | "numbering" | "styles"))
            .filter(|(part, kind)| !relations.of_kind(kind).any(|p| p.eq_ignore_ascii_case(part)))
            .map(|(part, _)| (part.to_owned(), "正文没有指向它"))
            .collect();
        for kind in ["footnotes", "endnotes", "numbering", "styles", "header", "footer"] {
            let missing = relations.of_kind(kind).filter(|part| !self.package.has(part));
            lost.extend(missing.map(|part| (part.to_owned(), "正文指向它，但包里没有")));
        }
        for (part, why) in lost {
            self.partial(
                &Damage { kind: "missing_part", message: format!("部件 {part}：{why}") },
                "其中的内容没有读",
            );
        }
        relations
    }

    fn story(&mut self, part: &str, paragraphs: u32) -> Result<Story, Damage> {
        let text = self.package.part(part)?;
        let index = u16::try_from(self.parts.len()).unwrap_or(u16::MAX);
        self.parts.push(part.to_owned());
        walk((index, part), &text, self.revisions, paragraphs)
    }

    /// What of a part is not as it should be: the first place, and how many more there are.
    fn doubts(&mut self, story: &Story) {
        let Some(first) = story.doubts.first() else { return };
        let mut damage = first.clone();
        if story.doubts.len() > 1 {
            damage.message.push_str(&format!("（同类共 {} 处）", story.doubts.len()));
        }
        self.partial(&damage, "此处的内容可能没有读全");
    }

    /// The notes that the body refers to, in order, and how many paragraphs there are then.
    fn notes(
        &mut self,
        (story, is_endnote, kind): (&Story, bool, &str),
        relations: &Relations,
        paragraphs: u32,
    ) -> (Vec<(u32, Vec<Block>)>, u32) {
        let wanted: Vec<&Reference> =
            story.references.iter().filter(|r| r.is_endnote == is_endnote).collect();
        let Some(part) = relations.of_kind(kind).next().filter(|p| self.package.has(p)).map(str::to_owned)
        else {
            if !wanted.is_empty() && relations.of_kind(kind).next().is_none() {
                let message = format!("正文引用了 {} 条注释，包里没有 {kind} 部件", wanted.len());
                self.partial(&Damage { kind: "missing_part", message }, "注释没有读");
            }
            return (Vec::new(), paragraphs);
        };
        let mut notes = match self.story(&part, paragraphs) {
            Ok(notes) => notes,
            Err(damage) => {
                self.partial(&damage, "注释没有读");
                return (Vec::new(), paragraphs);
            }
        };
        self.doubts(&notes);
        let mut blocks = Vec::new();
        for reference in wanted {
            match notes.notes.remove(&reference.id) {
                Some(note) => blocks.push((reference.source, note)),
                None => {
                    let what = format!("没有正文引用的第 {} 号注释", reference.id);
                    self.partial(&Damage::part(&part, what), "这条注释没有读");
                }
            }
        }
        (blocks, notes.paragraphs)
    }

    fn numbering(&mut self, relations: &Relations) -> Numbering {
        let mut numbering = Numbering::default();
        for kind in ["numbering", "styles"] {
            let Some(part) =
                relations.of_kind(kind).next().filter(|p| self.package.has(p)).map(str::to_owned)
            else {
                continue;
            };
            let read = self.package.part(&part).and_then(|text| match kind {
                "numbering" => numbering.read_lists(&part, &text),
                _ => numbering.read_styles(&part, &text),
            });
            if let Err(damage) = read {
                self.partial(&damage, "自动编号没有算出或不全");
            }
        }
        numbering
    }

    /// How styles look; damage of the part was told when its numbering was read.
    fn looks(&mut self, relations: &Relations) -> Looks {
        let mut looks = Looks::default();
        let part = relations.of_kind("styles").next().filter(|p| self.package.has(p)).map(str::to_owned);
        if let Some(part) = part {
            let read = self.package.part(&part).and_then(|text| looks.read(&part, &text));
            return read.map(|()| looks).unwrap_or_default();
        }
        looks
    }

    /// Headers and footers: not part of the text, but not lost.
    fn margins(&mut self, relations: &Relations, mut paragraphs: u32) -> Vec<Margin> {
        let mut margins = Vec::new();
        for (kind, name) in [("header", "page_header"), ("footer", "page_footer")] {
            let parts: Vec<String> =
                relations.of_kind(kind).filter(|p| self.package.has(p)).map(str::to_owned).collect();
            for part in parts {
                match self.story(&part, paragraphs) {
                    Ok(story) => {
                        paragraphs = story.paragraphs;
                        margins.push(Margin { kind: name, blocks: story.blocks });
                    }
                    Err(damage) => self.partial(&damage, "这份页眉或页脚没有读，正文不受影响"),
                }
            }
        }
        margins
    }
}
