//! Sentences on the three unifications (三统一): registration, numbering, issuance.
//!
//! Only documents are meant: real estate is registered and data are published in a unified way, too. A document that orders
//! others to register theirs states a rule; one that reports it makes a claim; its own number is evidence.

use std::sync::LazyLock;

use crate::lexicon::Regex;
use serde::Serialize;

use super::clause::SENTENCE_BYTES;
use super::voice::{self, Voice};
use super::{Context, Facts, Locate};
use crate::lexicon::{Hit, Lexicon, ListId, WordSet};
use crate::outline::{Part, Sentence};
use crate::text::{Norm, Span};

/// A sentence on one or all of the three unifications.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Unification<P = Span<Norm>> {
    /// The sentence.
    pub span: P,
    /// Which.
    pub item: UnificationItem,
    /// What the sentence does.
    pub class: UnificationClass,
}

/// Which of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UnificationItem {
    /// 统一登记
    Registration,
    /// 统一编号
    Numbering,
    /// 统一印发 / 公布 / 发布
    Issuance,
    /// 三统一
    All,
}

/// What the sentence does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UnificationClass {
    /// States that it must be done.
    Rule,
    /// Claims that it is done.
    Claim,
    /// Shows that it was done for this document.
    Evidence,
}

impl Unification {
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> Unification<L::Place> {
        Unification { span: at.place(self.span), item: self.item, class: self.class }
    }
}

/// What a term of the list names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    Item(UnificationItem),
    /// 统一登记号: a number in the head of a document.
    Number,
}

struct Terms {
    list: ListId,
    rows: Vec<Option<Named>>,
}

static TERMS: LazyLock<Terms> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let table = lexicon.table("unification_terms");
    let item = table.column("item");
    let rows = table.rows().map(|row| match row[item] {
        "all" => Some(Named::Item(UnificationItem::All)),
        "registration" => Some(Named::Item(UnificationItem::Registration)),
        "numbering" => Some(Named::Item(UnificationItem::Numbering)),
        "issuance" => Some(Named::Item(UnificationItem::Issuance)),
        "number" => Some(Named::Number),
        _ => None,
    });
    Terms { list: lexicon.list("unification_terms"), rows: rows.collect() }
});

/// Whether a sentence lays down, says that it is done, or shows that it was done for this document.
static RULE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("应当|必须|须|应|要|不得|由[^，,]{1,30}统一|实行|健全|完善|建立|推行|推进|未经").ok()
});
static DONE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("已(?:经)?|均|全部|了|严格落实|严格执行|落实率|100%|实现").ok());
/// 全部实行统一登记, 均已统一登记: a practice that is told, not laid down.
static PRACTISED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?:全部|均|都|已|已经)(?:已|已经)?(?:由[^，,。；]{1,30})?(?:实行|实现|统一)").ok()
});
static BINDS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("应|必须|须|不得|未经|要").ok());
static THIS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?:本|该)(?:办法|规定|细则|通知|文件|意见|方案|规范性文件)[^。；]{0,12}(?:已|经)").ok()
});

/// 应审尽审 and its kin.
static EXHAUSTIVE: WordSet = WordSet::of("rule_words", "exhaustive");

/// Finds every sentence on the unifications, in order.
pub(super) fn find(cx: &Context<'_>, so_far: &Facts) -> Vec<Unification> {
    let hits = cx.hits.of(TERMS.list);
    if !hits.iter().any(|h| TERMS.rows.get(h.row as usize).is_some_and(Option::is_some)) {
        return Vec::new();
    }
    let voice = voice::speech(cx, so_far).voice;
    cx.sentences_with(TERMS.list).filter_map(|sentence| read(cx, sentence, voice)).collect()
}

fn read(cx: &Context<'_>, sentence: &Sentence, voice: Voice) -> Option<Unification> {
    if sentence.span.len() > SENTENCE_BYTES {
        return None;
    }
    let text = sentence.span.of(cx.text);
    let named = |hit: &Hit| TERMS.rows.get(hit.row as usize).copied().flatten();
    let items = || cx.hits.within(TERMS.list, sentence.span).iter().filter_map(named);
    if items().any(|n| n == Named::Number)
        && text.contains(['：', ':'])
        && text.chars().any(|c| c.is_ascii_digit())
    {
        return Some(Unification {
            span: sentence.span,
            item: UnificationItem::Registration,
            class: UnificationClass::Evidence,
        });
    }
    if matches!(sentence.part, Part::Title | Part::Portal | Part::Masthead | Part::AnnexList) {
        return None;
    }
    let outside_titles = |hit: &&Hit| {
        let before = text.get(..hit.start.saturating_sub(sentence.span.start) as usize).unwrap_or("");
        before.matches('《').count() <= before.matches('》').count()
    };
    let mut stated: Vec<UnificationItem> = Vec::new();
    for hit in cx.hits.within(TERMS.list, sentence.span).iter().filter(outside_titles) {
        match named(hit) {
            Some(Named::Item(item)) if !stated.contains(&item) => stated.push(item),
            _ => {}
        }
    }
    let item = match stated.as_slice() {
        [] => return None,
        [one] => *one,
        _ => UnificationItem::All,
    };
    if !is_about_documents(cx, sentence) {
        return None;
    }
    // 应审尽审 tells how far the work goes; it lays down nothing.
    let plain = EXHAUSTIVE.words().iter().fold(text.to_owned(), |text, word| text.replace(word, ""));
    let is_match = |pattern: &LazyLock<Option<Regex>>| pattern.as_ref().is_some_and(|p| p.is_match(&plain));
    let label = cx.text.get(sentence.span.start as usize..sentence.text_start as usize).unwrap_or("");
    let tells = matches!(voice, Voice::Reports | Voice::Talks);
    let is_practice = tells && is_match(&PRACTISED) && !is_match(&BINDS);
    let lays_down = !is_practice && is_match(&RULE) || label.contains('要');
    let class = if is_match(&THIS) {
        UnificationClass::Evidence
    } else if tells && !lays_down || is_match(&DONE) && !lays_down && voice != Voice::Rules {
        UnificationClass::Claim
    } else {
        UnificationClass::Rule
    };
    Some(Unification { span: sentence.span, item, class })
}

/// 规范性文件, or two of the three unifications, in the same paragraph: real estate and data are registered, too.
fn is_about_documents(cx: &Context<'_>, sentence: &Sentence) -> bool {
    let line = cx.outline.lines.get(sentence.line as usize).map_or(sentence.span, |l| l.span);
    let text = line.of(cx.text);
    if text.contains("规范性文件") || text.contains("发文字号") {
        return true;
    }
    let mut items: Vec<Named> = Vec::new();
    for hit in cx.hits.within(TERMS.list, line) {
        if let Some(named) = TERMS.rows.get(hit.row as usize).copied().flatten()
            && !items.contains(&named)
        {
            items.push(named);
        }
    }
    items.len() >= 2
        || cx.outline.ancestors(sentence.node).any(|n| n.title.of(cx.text).contains("规范性文件"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Engine;

    fn check(text: &str, expect: &[(UnificationItem, UnificationClass)]) {
        let analysis = Engine::new().extract(crate::document::Decoded::of_text(text));
        let got: Vec<_> = analysis.facts.unifications.iter().map(|u| (u.item, u.class)).collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn only_documents_are_meant() {
        use UnificationClass::{Claim, Evidence, Rule};
        use UnificationItem::{All, Issuance, Numbering, Registration};
        check("各部门的规范性文件由办公室统一登记。", &[(Registration, Rule)]);
        check("规范性文件要统一编号。", &[(Numbering, Rule)]);
        check("规范性文件应当统一公布，未统一公布的无效。", &[(Issuance, Rule)]);
        check("全县规范性文件严格落实“三统一”制度，即统一登记、统一编号、统一印发。", &[(All, Claim)]);
        check("未经“三统一”的规范性文件不得作为执法依据。", &[(All, Rule)]);
        check("本办法已统一登记、统一编号、统一公布。", &[(All, Evidence)]);
        check(
            "某县2024年规范性文件工作情况报告\n\n一年来，全县规范性文件全部实行统一登记、统一编号、统一印发。",
            &[(All, Claim)],
        );
        check(
            "某县2024年规范性文件工作情况报告\n\n规范性文件均由县政府办公室统一登记、统一编号。",
            &[(All, Claim)],
        );
        check("规范性文件均由县政府办公室统一登记、统一编号。", &[(All, Rule)]);
        check(
            "某县2024年法治政府建设情况报告\n\n落实规范性文件“三统一”制度，全年审核文件35件，做到应审尽审。",
            &[(All, Claim)],
        );
        check("推进不动产统一登记。", &[]);
        check("房屋交易信息由平台统一发布。", &[]);
        check("坚持统一规划、统一建设、统一管理的“三统一”。", &[]);
        check("统一登记号：ABCR-2023-01005", &[(Registration, Evidence)]);
    }
}
