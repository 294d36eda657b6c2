//! A document named as the thing to carry out, without 《》: 落实关于加强…的意见.

use std::sync::LazyLock;

use crate::lexicon::Regex;
use memchr::memmem::Finder;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::text::{Span, to_u32};

static ABOUT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("关于"));
/// 关于…意见, up to the next mark.
static NAME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^关于(?:加强|进一步|加快|推进|全面|做好|深化|促进|支持|规范|完善|建立|开展|印发|实施|推动|调整|优化|切实|严格|改进|健全|推行|实行)[一-鿿]{4,36}?(?:意见|通知|办法|方案|决定|纲要|规划|细则)(?:[，。；、]|要求|精神|$)").ok()
});
const VERBS: [&str; 5] = ["落实", "贯彻", "执行", "实施", "落实好"];

/// 要落实的文件没有书名号
pub(super) fn without_marks(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let marked = &cx.subject.facts.citations;
    if !marked.iter().any(|c| c.mentions.iter().any(|m| m.bracketed)) {
        return Judgement::not_applicable("文中没有用书名号引用文件");
    }
    let mut flaws = Vec::new();
    for at in ABOUT.find_iter(text.as_bytes()) {
        let before = text.get(..at).unwrap_or("");
        if !VERBS.iter().any(|v| before.ends_with(v)) {
            continue;
        }
        let Some(sentence) = outline.sentence_holding(to_u32(at)) else {
            continue;
        };
        let head = text.get(sentence.span.start as usize..at).unwrap_or("");
        let is_inside = head.matches('《').count() > head.matches('》').count()
            || head.matches('“').count() > head.matches('”').count();
        if is_inside || !sentence.part.is_text() {
            continue;
        }
        let rest = text.get(at..sentence.span.end as usize).unwrap_or("");
        let Some(found) = NAME.as_ref().and_then(|r| r.find(rest)) else { continue };
        let name = found.as_str().trim_end_matches(['，', '。', '；', '、']);
        let name = name.strip_suffix("要求").or(name.strip_suffix("精神")).unwrap_or(name);
        let span = Span::at(at, at + name.len());
        flaws.push(Flaw::at(span).with("match", name));
    }
    Judgement::of(flaws, "要落实的文件都有书名号")
}
