//! Which notices to everybody are normative documents.

use crate::document::{Decoded, Document, Script};
use crate::facts::{self, Context};
use crate::lexicon::{LawTable, Lexicon};
use crate::outline::Outline;
use crate::text::OffsetMap;

fn is_normative(text: &str) -> Option<bool> {
    let map = OffsetMap::identity(text.len());
    let document = Document::new(Decoded::of_text(text), None, map, Vec::new(), Script::Simplified);
    let outline = Outline::of(&document);
    let lexicon = Lexicon::embedded();
    let (text, hits, laws) = (document.norm(), lexicon.scan(document.norm()), LawTable::embedded());
    let cx =
        Context { document: &document, text, outline: &outline, hits: &hits, lexicon, laws, as_of: None };
    facts::find(&cx).metadata.normative.value
}

#[test]
fn notices_with_consequences() {
    let ban = "松江县人民政府关于禁止在滨河水库垂钓的通告\n\n为保护滨河水库水质，现就有关事项通告如下：\n\
        一、水库大坝上游三公里以内为禁钓区域。\n二、禁钓区域内不准放置网具、钓具，不准停靠船只。\n\
        三、对不听劝阻的，由县水利部门依法查处。\n松江县人民政府\n2023年5月1日\n";
    assert_eq!(is_normative(ban), Some(true));
    let passing = ban.replace("禁止在滨河水库垂钓的通告", "滨河大桥施工期间交通管制的通告");
    assert_eq!(is_normative(&passing), Some(false), "holds for once");
    let mild = ban.replace("由县水利部门依法查处", "由巡查人员耐心说服");
    assert_eq!(is_normative(&mild), Some(false), "says no consequence");
}
