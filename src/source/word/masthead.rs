//! A document number that stands only in the header of a page is the number of the document: its line, and the line 某机关文件 above it,
//! come before the body. Nothing else of headers becomes text.

use super::compose::Compose;
use super::model::Block;
use super::numbering::Numbering;

/// The blocks of a header or footer.
pub(in crate::source) struct Margin {
    /// `page_header` or `page_footer`.
    pub(in crate::source) kind: &'static str,
    pub(in crate::source) blocks: Vec<Block>,
}

/// Longest line with nothing but a number, in characters: 某某省人民政府办公厅　政办发〔2020〕3号 and the signatory.
const LONGEST: usize = 40;

/// So much of the body is searched for the number, in paragraphs.
const HEAD: usize = 40;

/// The paragraphs of the masthead that stands in a header; `None` when headers hold none, several, or one that the body has too.
pub(in crate::source) fn of(margins: &[Margin], body: &[Block]) -> Option<Vec<Block>> {
    let mut found: Option<(String, Vec<Block>)> = None;
    for margin in margins.iter().filter(|m| m.kind == "page_header") {
        for (index, block) in margin.blocks.iter().enumerate() {
            let Some(number) = line(block).and_then(own_number) else { continue };
            match &found {
                Some((known, _)) if *known == number => {}
                Some(_) => return None,
                None => {
                    let above = index.checked_sub(1).and_then(|above| margin.blocks.get(above));
                    let is_organ = |b: &&Block| line(b).is_some_and(|l| l.ends_with("文件"));
                    let blocks = above.filter(is_organ).into_iter().chain([block]).cloned().collect();
                    found = Some((number, blocks));
                }
            }
        }
    }
    let (number, blocks) = found?;
    let head: String = squeezed(&text(body.get(..HEAD.min(body.len())).unwrap_or(body)));
    (!head.contains(&number)).then_some(blocks)
}

/// Blocks as text, for the record.
pub(in crate::source) fn text(blocks: &[Block]) -> String {
    let mut compose = Compose::new(Numbering::default());
    compose.blocks(blocks);
    compose.finish().string
}

fn line(block: &Block) -> Option<&str> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph.text.string.trim()).filter(|t| !t.is_empty()),
        Block::Table(_) => None,
    }
}

/// `〔2020〕3号` of a line that holds little else and ends with it: other lines of headers cite.
fn own_number(line: &str) -> Option<String> {
    let is_digit = |c: char| c.is_ascii_digit();
    if line.chars().count() > LONGEST || line.contains(['《', '。', '，']) || !line.ends_with('号') {
        return None;
    }
    let open = line.char_indices().find(|(at, c)| *at > 0 && "〔[［(（【".contains(*c))?;
    let rest = line.get(open.0 + open.1.len_utf8()..)?;
    let serial = rest.get(4..)?.strip_prefix(['〕', ']', '］', ')', '）', '】'])?;
    let digits = serial.strip_suffix('号')?.trim().trim_start_matches('第');
    let is_number =
        rest.get(..4)?.chars().all(is_digit) && !digits.is_empty() && digits.chars().all(is_digit);
    is_number.then(|| squeezed(line.get(open.0..).unwrap_or("")))
}

/// Without blanks and brackets: a number is the same in whatever brackets.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"〔〕[]［］()（）【】".contains(*c)).collect()
}
