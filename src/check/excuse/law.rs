//! Whether a law, or a paper of a higher body, is named as what lays a thing down. A paper of the own or a lower level, a
//! village covenant, minutes, a plan hand nothing on.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::words::{Sense, Shape, WORDS};
use crate::check::Subject;
use crate::facts::citation::Citation;
use crate::text::{Norm, Span, first_chars, last_chars};

/// Characters in front of a name that are read for the verb.
const LEAD: usize = 200;

/// 依照, 根据 in front of a name, with other names between; an opening bracket: （《…》第三条）.
static LED: Shape = Shape::new(|| {
    Regex::new(
        r"(?:(?:依据|根据|依照|按照|参照|遵照|适用|违反|执行|按|依|据)[^，。；《》]{0,8}(?:《[^》]{2,60}》[^，。；《》]{0,8}|[^，。；《》]{2,20}[法例]、)*|[（(](?:法律)?(?:依据|根据|参见|见)?[：:]?)$",
    )
    .ok()
});

/// Whether such a paper is named in `within`.
pub(super) fn is_named(subject: &Subject<'_>, within: Span<Norm>) -> bool {
    subject.facts.citations.iter().any(|citation| {
        let mentions = &citation.mentions;
        let from = mentions.partition_point(|m| m.span.start < within.start);
        let mut here = mentions.iter().skip(from).take_while(|m| m.span.start < within.end);
        here.any(|m| is_led(subject, m.span)) && hands_on(subject, citation)
    })
}

/// 《…》第六十九条规定， says what the law says.
static RETOLD: Shape = Shape::new(|| {
    Regex::new(r"^》?第[^，。；条《》]{1,6}条(?:之[一二三四五])?(?:第[^，。；款]{1,3}款)?(?:、第[^，。；条《》]{1,6}条)*(?:明确)?规定[，：,:]").ok()
});
/// Characters behind a name that are read for its article.
const ARTICLE: usize = 32;

fn is_led(subject: &Subject<'_>, name: Span<Norm>) -> bool {
    let text = subject.text();
    let behind = text.get(name.end as usize..).unwrap_or_default();
    if RETOLD.is_match(first_chars(behind, ARTICLE)) {
        return true;
    }
    let line = subject.outline.line_holding(name.start).map_or(0, |line| line.span.start);
    let before = Span::<Norm>::new(line.min(name.start), name.start).of(text);
    LED.is_match(last_chars(before, LEAD))
}

/// Whether what is laid down in a paper may be passed on from it.
fn hands_on(subject: &Subject<'_>, citation: &Citation) -> bool {
    if matches!(citation.kind, "statute" | "administrative_regulation" | "local_regulation") {
        return true;
    }
    let Some(title) = citation.title.as_deref() else { return false };
    let is_agreed = WORDS.find(Sense::NoBasis, title).is_some() && WORDS.find(Sense::Higher, title).is_none();
    !is_agreed && !is_own(subject, title, citation.kind)
}

/// A paper of the place itself. Provinces and large cities make rules of their own.
fn is_own(subject: &Subject<'_>, title: &str, kind: &str) -> bool {
    if title.starts_with(['本', '我']) {
        return true;
    }
    let metadata = &subject.facts.metadata;
    let issuers = metadata.issuing_body.iter().chain(&metadata.title);
    let Some(place) = issuers.filter_map(|t| place_of(&t.text)).next() else { return false };
    let depth = metadata.jurisdiction.as_deref().map_or(0, |path| path.split('/').count());
    let makes_rules = place.ends_with(['省', '市', '州']) && depth < 3 || place.ends_with("自治区");
    title.starts_with(place) && !(makes_rules && kind == "rule")
}

/// The place at the head of the name of an organ.
fn place_of(name: &str) -> Option<&str> {
    static PLACE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^\p{Han}{2,12}?(?:省|自治区|自治州|自治县|市|州|盟|县|旗|区|镇|乡|街道)").ok()
    });
    PLACE.as_ref()?.find(name).map(|found| found.as_str())
}
