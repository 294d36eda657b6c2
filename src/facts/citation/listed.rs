//! Names in a list below a line that says what is done with them: 决定废止下列文件：, 二、制定依据.
//!
//! The lines are read once, from the top. A lead holds for the entries right below it, table rows included, until another
//! heading or a paragraph comes. Only names that no verb of their own line governs take the role.

use std::collections::BTreeMap;

use super::CitationRole;
use crate::facts::Context;
use crate::lexicon::WordSet;

/// What a lead says of papers that end.
static ENDED: WordSet = WordSet::of("citation_words", "list_ended");
/// What a lead says of papers that stay, or are only changed.
static KEPT: WordSet = WordSet::of("citation_words", "list_kept");
/// What a heading calls the papers a paper rests on.
static BASES: WordSet = WordSet::of("citation_words", "list_bases");
/// Words of a heading over a list, where no colon ends it.
static HEADS: WordSet = WordSet::of("citation_words", "list_head");

/// How what stands before the name of an entry ends: 甲市人民政府, 2009年印发的.
static ISSUERS: WordSet = WordSet::of("citation_words", "list_issuer");

/// Longest heading without a colon, in characters.
const HEADING: usize = 40;
/// Longest heading over what a paper rests on, in characters.
const BASIS_HEADING: usize = 16;
/// Longest entry without marks of what a paper rests on, in characters.
const BASIS_ENTRY: usize = 60;
/// Longest heading of something else, in characters; a longer line may be an entry without marks.
const OTHER_HEADING: usize = 14;
/// An issuer or a date may stand between the number of an entry and its name, in characters.
const BEFORE_NAME: usize = 24;
/// A line of a table head, in characters.
const SHORT: usize = 20;

/// The entries of lists, by the byte at which their line begins.
pub(super) struct Listed(BTreeMap<usize, Entry>);

struct Entry {
    end: usize,
    /// Where the first name in 《》 begins; `None` in a row that has none.
    name: Option<usize>,
    role: CitationRole,
}

impl Listed {
    pub(super) fn of(cx: &Context<'_>) -> Self {
        let mut entries = BTreeMap::new();
        if !ENDED.is_in(cx.text) && !BASES.is_in(cx.text) {
            return Self(entries);
        }
        let mut lead = None;
        for line in &cx.outline.lines {
            let text = line.span.of(cx.text);
            if let Some(role) = lead_of(text) {
                lead = role;
                continue;
            }
            let Some(role) = lead else { continue };
            let start = line.span.start as usize;
            match entry(text, role) {
                Some(name) => {
                    let name = name.map(|at| start + at);
                    entries.insert(start, Entry { end: line.span.end as usize, name, role });
                }
                None if text.chars().count() <= SHORT && !text.ends_with('。') => {}
                None => lead = None,
            }
        }
        Self(entries)
    }

    /// What the lead of its list does with the name or number that begins at a byte.
    pub(super) fn role(&self, at: usize) -> Option<CitationRole> {
        let (_, entry) = self.0.range(..=at).next_back()?;
        let first = entry.name.map_or(at < entry.end, |name| name == at);
        first.then_some(entry.role)
    }
}

/// The role a line gives to the list below it; `Some(None)` when it leads something else.
fn lead_of(line: &str) -> Option<Option<CitationRole>> {
    let body = line.get(label(line)..).unwrap_or("").trim();
    let plain = body.trim_end_matches(['：', ':']).trim_end();
    let opens = plain.len() < body.len();
    let count = plain.chars().count();
    if count <= BASIS_HEADING && BASES.tail_of(plain).is_some() {
        return Some(Some(CitationRole::Basis));
    }
    let heads = opens || count <= HEADING && HEADS.is_in(plain) && !plain.contains(['《', '。', '；']);
    if heads && ENDED.is_in(plain) {
        // 有下列情形之一的，应当废止: conditions, not papers.
        let papers = !KEPT.is_in(plain) && !plain.contains("情形");
        return Some(papers.then_some(CitationRole::Repeals));
    }
    let bare = !plain.contains(['《', '〔', '[']);
    let named = plain.ends_with(['。', '法']) || plain.ends_with("条例");
    let heading = label(line) > 0 && count <= OTHER_HEADING && !plain.contains("关于") && !named;
    let other = opens || bare && (heading || KEPT.is_in(plain));
    (other && !body.is_empty() && !line.contains('\t')).then_some(None)
}

/// Whether a line is an entry of a list, with the place of the first name in it.
fn entry(line: &str, role: CitationRole) -> Option<Option<usize>> {
    let after = label(line);
    let Some(at) = line.find('《') else {
        // 一、渡工法。: what a paper rests on may be listed in short sentences.
        let plain = !line.contains(['：', ':', '，', ',']);
        let short = role == CitationRole::Basis && plain && line.chars().count() <= BASIS_ENTRY;
        return ((after > 0 || line.contains('\t')) && (short || !line.ends_with('。'))).then_some(None);
    };
    let between = line.get(after..at)?.trim();
    let plain = !between.contains(['，', ',', '。', '；', '：']) && super::role::is_free(between);
    let issued = between.is_empty() || ISSUERS.tail_of(between).is_some();
    (plain && issued && between.chars().count() <= BEFORE_NAME).then_some(Some(at))
}

/// Whether a line is a numbered entry, and not （2019）甲发3号.
pub(super) fn is_item(line: &str) -> bool {
    let number = line.trim_start_matches(['（', '(']);
    label(line) > 0 && !number.starts_with("19") && !number.starts_with("20")
}

/// Length of the number of an entry: 1., （一）, 三、, 12\t.
fn label(line: &str) -> usize {
    let inner = line.trim_start_matches(['（', '(', '第', ' ']);
    let number = inner.trim_start_matches(crate::text::is_numeral);
    let rest = number.trim_start_matches(['）', ')', '、', '.', '．', ' ', '\t']);
    if number.len() < inner.len() && rest.len() < number.len() { line.len() - rest.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Engine;
    use crate::document::Decoded;

    fn check(text: &str, expect: &[CitationRole]) {
        let found = Engine::new().extract(Decoded::of_text(text)).facts.citations;
        let found: Vec<_> = found.iter().map(|c| c.role).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn the_lead_says_what_is_done() {
        use CitationRole::{Basis, Mentions, Repeals};
        check(
            "为维护法制统一，县政府决定对以下2件文件予以废止：\n一、《甲县渡口管理办法》（甲政发〔2009〕5号）\n二、《甲县渡船补助办法》（甲政发〔2010〕6号）\n本决定自公布之日起施行。\n三、《甲县水库管理办法》已经公布。",
            &[Repeals, Repeals, Mentions],
        );
        check(
            "一、继续有效的文件\n1.《甲县渡口管理办法》（甲政发〔2009〕5号）\n二、宣布失效的规范性文件目录\n1.《甲县渡船补助办法》（甲政发〔2010〕6号）\n2.关于加强渡口管理的通知（甲政发〔2011〕7号）\n三、予以修改的文件\n1.《甲县水库管理办法》（甲政发〔2012〕8号）",
            &[Mentions, Repeals, Repeals, Mentions],
        );
        check(
            "一、制定背景\n近年来渡口增多。\n二、制定依据\n1.《中华人民共和国渡口法》第三条；\n2.《甲省渡船条例》。\n三、主要内容\n参照《乙县渡口办法》作了规定。",
            &[Basis, Basis, Mentions],
        );
        check(
            "壹、依據：\n一、渡工法第4條。\n二、甲部112年3月2日臺渡字第1122800000號函。\n三、渡船任用條例。\n貳、目的：培訓渡工，並參照渡口法第5條。",
            &[Basis, Basis, Basis, Mentions],
        );
        check("现对下列文件作如下修改：\n一、《甲县渡口管理办法》第三条改为：渡口由县管理。", &[Mentions]);
    }
}
