//! A document named as the thing to carry out, without 《》: 落实关于加强…的意见; and one that is called 《通知》 elsewhere: 通知第4条.

use std::sync::LazyLock;

use crate::lexicon::{Regex, WordSet};
use memchr::memmem::{self, Finder};

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::outline::Outline;
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
    flaws.extend(bare_shorts(text, outline));
    flaws.extend(before_marked(text, outline));
    Judgement::of(flaws, "要落实的文件都有书名号")
}

/// Names of papers that are abbreviations when they stand alone in 《》.
static SHORT: WordSet = WordSet::of("rule_words", "paper_kind");
/// The number of an article behind a name.
static ARTICLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^第(?:[0-9]{1,3}|[一二三四五六七八九十百]{1,5})条").ok());

/// 通知第4条 at the head of a clause, in a paper that writes 《通知》 of the other: each name is told once.
fn bare_shorts(text: &str, outline: &Outline) -> Vec<Flaw> {
    let marked: Vec<&str> =
        memmem::find_iter(text.as_bytes(), "《").filter_map(|at| short_at(text, at)).collect();
    let shorts = SHORT.words().iter().filter(|short| marked.contains(short));
    let bare = shorts.filter_map(|short| {
        let pattern = format!("{short}第");
        memmem::find_iter(text.as_bytes(), pattern.as_bytes()).find_map(|at| {
            let begins = text.get(..at)?.chars().next_back().is_none_or(|c| "，。；：、\n".contains(c));
            let article = ARTICLE.as_ref()?.find(text.get(at + short.len()..)?)?;
            let line = outline.line_holding(to_u32(at)).filter(|l| begins && l.part.is_text())?;
            let span = Span::at(at, at + short.len() + article.as_str().len());
            line.span.contains(span).then(|| Flaw::at(span).with("match", span.of(text)))
        })
    });
    bare.collect()
}

/// Words before a paper that is followed; what stands between them and 《 is a name of its own.
const FOLLOWED: [&str; 6] = ["按照", "根据", "依据", "依照", "落实", "执行"];
/// How the name of such a paper ends, and words that make it none.
static NAME_ENDS: WordSet = WordSet::of("rule_words", "bare_kind");
static NO_NAME: WordSet = WordSet::of("rule_words", "no_name");
/// Characters that such a name has.
const NAME_CHARS: std::ops::RangeInclusive<usize> = 10..=50;

/// 按照甲县扶持渡工实施意见《乙办法》: the name of one paper without marks, run into the next.
fn before_marked(text: &str, outline: &Outline) -> Vec<Flaw> {
    let places = memmem::find_iter(text.as_bytes(), "《").filter_map(|at| {
        let before = text.get(..at)?;
        NAME_ENDS.tail_of(before)?;
        let clause = before.rsplit(['，', '。', '；', '：', '、', '（', '\n', '》']).next()?;
        let (lead, word) = FOLLOWED.iter().filter_map(|w| Some((clause.rfind(w)?, w))).max()?;
        let name = clause.get(lead + word.len()..)?;
        let line = outline.line_holding(to_u32(at)).filter(|l| l.part.is_text())?;
        let is_name = NAME_CHARS.contains(&name.chars().count()) && !NO_NAME.is_in(name);
        let span = Span::at(at - name.len(), at);
        (is_name && line.span.contains(span)).then(|| Flaw::at(span).with("match", name))
    });
    places.collect()
}

/// The short name in the 《》 that begins at a place, when that is all it holds.
fn short_at(text: &str, at: usize) -> Option<&'static str> {
    let inside = text.get(at + '《'.len_utf8()..)?;
    let is_whole = |short: &&str| inside.strip_prefix(*short).is_some_and(|rest| rest.starts_with('》'));
    SHORT.words().iter().copied().find(is_whole)
}
