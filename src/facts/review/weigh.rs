//! Tells rules, evidence, admissions and figures apart: "未经合法性审查，不得提交讨论" is a rule, "该办法印发前未送审" an
//! admission, "未发现未经审核的文件" evidence.
//!
//! The signs stand in `dictionaries/review_signs.tsv`: each has a feature and a weight, positive for facts (a particular
//! subject, a finished action, a number), negative for rules (consequences, modals, conditions). What the features mean
//! together is said here.

use std::fmt::Write as _;
use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::ReviewClass;
use crate::facts::voice::Voice;
use crate::lexicon::{Lexicon, Terms, WordSet};

/// What a sign says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
enum Feature {
    Lacking,
    Consequence,
    Modal,
    Condition,
    Program,
    Definition,
    Specific,
    Done,
    Partial,
    Double,
    Refuted,
    Pending,
    Alleged,
    Unsettled,
    Positive,
    /// 力量薄弱: what is wanting in the work, without saying that a review was.
    Deficit,
    /// 应诉, 主要: longer words that hide the sign inside them.
    Mask,
}

const FEATURES: [(&str, Feature); 17] = [
    ("lacking", Feature::Lacking),
    ("consequence", Feature::Consequence),
    ("modal", Feature::Modal),
    ("condition", Feature::Condition),
    ("program", Feature::Program),
    ("definition", Feature::Definition),
    ("specific", Feature::Specific),
    ("done", Feature::Done),
    ("partial", Feature::Partial),
    ("double", Feature::Double),
    ("refuted", Feature::Refuted),
    ("pending", Feature::Pending),
    ("alleged", Feature::Alleged),
    ("unsettled", Feature::Unsettled),
    ("positive", Feature::Positive),
    ("deficit", Feature::Deficit),
    ("mask", Feature::Mask),
];

struct Signs {
    any: Option<Regex>,
    rows: Vec<(&'static str, Feature, i32)>,
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("review_signs");
    let (feature, weight) = (table.column("feature"), table.column("weight"));
    let rows = table.rows().filter_map(|row| {
        let (_, kind) = FEATURES.iter().find(|(name, _)| *name == row[feature])?;
        Some((row[0], *kind, row[weight].parse().unwrap_or(0)))
    });
    let mut rows: Vec<(&'static str, Feature, i32)> = rows.collect();
    // Longest first: the alternation takes the first that fits.
    rows.sort_by_key(|(term, _, _)| std::cmp::Reverse(term.len()));
    let any = rows.iter().map(|(term, _, _)| regex::escape(term)).collect::<Vec<_>>().join("|");
    rows.sort_by_key(|(term, _, _)| *term);
    Signs { any: Regex::new(&any).ok(), rows }
});

/// Counts of reviewed things: 12件, 49件次, 7份; not 第12次, 每件, 5个工作日.
static COUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^第每[0-9].])(?:[0-9]+|[一二三四五六七八九十百]+)(?:余|多)?\s*(?:件次|件|份|部|篇|项|批次|个(?:文件|通知|规范性|办法|合同|决策))").ok()
});

/// What follows a number that counts no reviews: 三项制度, 五部门.
static UNCOUNTED: LazyLock<Terms> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("review_signs");
    let feature = table.column("feature");
    Terms::new(table.rows().filter(|row| row[feature] == "uncounted").map(|row| row[0]))
});

/// Whether a sentence counts what was reviewed.
fn counts(sentence: &str) -> bool {
    let is_count = |end: usize| {
        let measure = sentence.get(..end).and_then(|head| head.chars().next_back()).map_or(0, char::len_utf8);
        let from = |at: usize| sentence.get(at..).unwrap_or("");
        UNCOUNTED.longest_at(from(end)).is_none() && UNCOUNTED.longest_at(from(end - measure)).is_none()
    };
    COUNT.as_ref().is_some_and(|count| count.find_iter(sentence).any(|found| is_count(found.end())))
}

/// 全年审核重大行政决策12件: what a report counts, whatever the sentence says besides.
static TALLIED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?:全年|累计|共|年内|上半年|下半年|今年以来|一年来)[^，。；]{0,12}(?:审核|审查)[^，。；]{0,24}[0-9]",
    )
    .ok()
});

/// 《办法》未履行审查程序, 本通知制定过程中未开展审核: said of one paper that is there. What goes on with 的 is a case.
static OWN_LACKING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?:(?:本|该|此)(?:办法|规定|细则|通知|意见|方案|文件|决定|措施|公告|通告|政策)|《[^》]{1,40}》)[^，。；的]{0,30}(?:未|没有)[^，。；的]{0,16}(?:审核|审查)(?:程序|手续|环节)?(?:[，,。；]|$)|未(?:将|把)(?:(?:本|该|此)[^，。；的]{1,8}|《[^》]{1,40}》)[^，。；的]{0,20}(?:审核|审查)(?:[，,。；]|$)").ok()
});

/// 履行了合法性审核程序, 均已进行审查: done, whatever words of plans stand beside it.
static ACTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?:均已|都已|全部已)[^，。；的]{0,8}(?:履行|进行|开展|经过|完成|通过)[^，。；]{0,30}(?:审核|审查)|(?:履行|进行|开展|完成|经过|通过)了[^。；]{0,40}(?:审核|审查)(?:[^的]|$)|[0-9]日[^，。；的]{0,24}出具").ok()
});

/// 未开展公平竞争审查, 没有做过合法性审核: the negation of the review itself, whatever the verb.
static NOT_REVIEWED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("(?:未|没有|没)[^经，。；的发]{1,10}(?:审核|审查)").ok());

/// 已经县司法局合法性审核，并经…审议通过: said of the paper itself, also inside rules.
static REVIEWED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?:已经|业经|已由|已通过)[^，,。；、的]{0,24}(?:审核|审查)(?:通过|同意|合格)?(?:[，,。；]|$)")
        .ok()
});

/// 9月1日，《草案》通过司法局合法性审核; 《草案》经司法局审核后提交审议: said of one paper on its way.
static PASSED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[0-9]{1,2}月[0-9]{1,2}日[^。；]{0,40}(?:通过|完成)[^。；，,]{0,20}(?:审核|审查)|^《[^》]+》(?:先后)?经[^。；，,]{2,30}(?:审核|审查)后[，,]?(?:提交|报|提请)|^经[^，,。；的]{0,20}(?:审核|审查)[，,](?:未发现|没有发现|不存在|符合|认为|本|该|《)|^(?:[^，。；的]{0,10}(?:送审稿|草案)|《[^》]+》|[本该]?办法)[^，。；的经]{0,4}通过[^，。；的]{0,12}(?:审核|审查)(?:[，,。；]|$)|经[^，,。；的]{0,20}(?:审核|审查)后[，,]?于[0-9]|(?:审核|审查)认为[，,：:《]").ok()
});

/// 市司法局扎实开展合法性审查, 近年来，我县推进…, 通过推进…，提升了…: news say what somebody does.
static DOES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?:^|[，,])[^，,。；、《》“”的]{0,14}(?:局|厅|办|委|府|市|县|区|镇|乡|街道|院|所|各地|部门)(?:扎实|积极|认真|持续|不断|全面|深入|切实|着力|大力|充分|紧紧)|^(?:同时[，,])?(?:近年来|近年|一直以来|(?:今年|去年|[0-9]{4}年)以来)[，,]|通过[^。；]{0,60}(?:提升|提高|夯实|增强|完善|健全|强化)了").ok()
});

/// 全县推进合法性审查，取得新成效: an account, whoever gives it. What is to come of the work is none.
static RESULTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("^[^。；将]*?(?:审核|审查)[^。；]*?(?:取得|收到)(?:了)?[^，,。；]{0,8}(?:成果|成效|进展|突破|实效|成绩)[，,。；]?$").ok()
});
/// What is aimed at.
static AIMS_AT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("力争|确保|努力|推动|争取|务求|务必").ok());

/// 完成合法性审查68件: the number of what was reviewed stands right behind the review.
static REVIEWS_COUNTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?:审核|审查)[^，,。；、第]{0,16}[0-9]+(?:余|多)?(?:件次|件|份|部|次|项)").ok()
});

/// The conclusion of a review as a field of a form.
static FIELD: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("^(?:合法性)?(?:审核|审查)(?:结论|意见)(?:为)?[：:]").ok());

/// What a sentence was found to be, with the reason in Chinese.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) class: ReviewClass,
    pub(super) reason: String,
}

/// The signs of one sentence added up.
#[derive(Default)]
struct Tally {
    seen: u32,
    score: i32,
    words: Vec<&'static str>,
    /// Whether the sentence says outright that the review was carried out.
    acted: bool,
}

impl Tally {
    fn of(sentence: &str) -> Self {
        let mut tally = Self::default();
        let Some(any) = &SIGNS.any else { return tally };
        for found in any.find_iter(sentence) {
            let Ok(row) = SIGNS.rows.binary_search_by_key(&found.as_str(), |(term, _, _)| *term) else {
                continue;
            };
            let (term, feature, weight) = SIGNS.rows[row];
            if feature == Feature::Mask {
                continue;
            }
            // 防止未审先发, 打破把关不严的困境: what the work does away with is not admitted.
            if feature == Feature::Lacking && is_warded_off(sentence.get(..found.start()).unwrap_or("")) {
                continue;
            }
            // 审查同意后印发的文件: a step of a procedure, not something that happened.
            let is_step = feature == Feature::Positive
                && sentence
                    .get(found.end()..)
                    .is_some_and(|rest| rest.starts_with(['后', '的', '方', '前', '之']));
            if is_step {
                continue;
            }
            // The same feature twice is not twice as sure.
            if !tally.has(feature) || feature == Feature::Specific {
                tally.score += weight;
            }
            tally.seen |= 1 << feature as u32;
            if tally.words.len() < 4 && !tally.words.contains(&term) {
                tally.words.push(term);
            }
        }
        tally
    }

    fn has(&self, feature: Feature) -> bool {
        self.seen & (1 << feature as u32) != 0
    }

    /// Whether the sentence lays down something.
    fn rules(&self) -> bool {
        self.has(Feature::Program) && !self.acted || self.binds()
    }

    /// Whether the sentence obliges or forbids.
    fn binds(&self) -> bool {
        [Feature::Consequence, Feature::Modal, Feature::Definition].iter().any(|f| self.has(*f))
    }

    fn verdict(&self, class: ReviewClass, why: &str) -> Option<Verdict> {
        let mut reason = why.to_owned();
        if !self.words.is_empty() {
            let _ = write!(reason, "（{}）", self.words.join("、"));
        }
        Some(Verdict { class, reason })
    }
}

/// Verbs of what the work keeps off or overcomes.
static WARDS_OFF: WordSet = WordSet::of("rule_words", "wards_off");

/// Whether what follows in the clause is kept off or overcome.
fn is_warded_off(before: &str) -> bool {
    let clause = before.rsplit(['，', ',', '。', '；', ';', '：']).next().unwrap_or("");
    WARDS_OFF.is_in(clause)
}

/// Classes a sentence on review; `None` when it is a question or somebody's unproven word.
pub(super) fn weigh(sentence: &str, voice: Voice, in_article: bool) -> Option<Verdict> {
    let mut tally = Tally::of(sentence);
    let counts = counts(sentence);
    let is_match = |p: &LazyLock<Option<Regex>>| p.as_ref().is_some_and(|r| r.is_match(sentence));
    tally.acted = is_match(&ACTED) && !tally.words.contains(&"确保");
    if counts {
        tally.score += 2;
    }
    let own = is_match(&OWN_LACKING);
    if own || tally.acted && tally.has(Feature::Program) {
        // 制定过程中未开展, 严格履行了: no plan.
        tally.score += 2;
    }
    if own {
        tally.score += 2;
    }
    if !tally.has(Feature::Lacking) && (own || is_match(&NOT_REVIEWED)) {
        tally.seen |= 1 << Feature::Lacking as u32;
        tally.score += 1;
    }
    match voice {
        Voice::Reports | Voice::Talks => tally.score += 2,
        Voice::Rules => tally.score -= 2,
        Voice::Orders | Voice::News => {}
    }
    if in_article {
        tally.score -= 2;
    }
    if tally.has(Feature::Unsettled) && !tally.rules() {
        return None;
    }
    if tally.has(Feature::Refuted) {
        return tally.verdict(ReviewClass::Evidence, "缺审的说法已被否定");
    }
    if tally.has(Feature::Alleged) && !sentence.contains("属实") {
        return None;
    }
    if FIELD.as_ref().is_some_and(|field| field.is_match(sentence)) {
        return tally.verdict(ReviewClass::Evidence, "载明审核结论");
    }
    let reports = matches!(voice, Voice::Reports | Voice::Talks);
    if reports && counts && is_match(&TALLIED) && !tally.has(Feature::Lacking) {
        return tally.verdict(ReviewClass::Statistic, "审核数量");
    }
    let told = voice == Voice::News && !tally.has(Feature::Lacking) && !tally.binds() && is_match(&DOES);
    if told && !tally.has(Feature::Condition) {
        return tally.verdict(ReviewClass::Evidence, "新闻所说的工作情况");
    }
    let results = is_match(&RESULTS) && !is_match(&AIMS_AT) && !tally.has(Feature::Lacking);
    if results && !tally.binds() && voice != Voice::Rules && !counts {
        return tally.verdict(ReviewClass::Evidence, "已经取得的工作成果");
    }
    let acted = tally.acted && !counts && !tally.has(Feature::Condition);
    let reviewed = acted || is_match(&REVIEWED) || is_match(&PASSED);
    if reviewed && !tally.rules() && !tally.has(Feature::Lacking) {
        return tally.verdict(ReviewClass::Evidence, "已经审核的事实陈述");
    }
    if tally.has(Feature::Lacking) {
        return lacking(&tally, sentence);
    }
    not_lacking(&tally, Counts { any: counts, reviews: counts && is_match(&REVIEWS_COUNTED) }, voice)
}

/// Sentences with 未经, 没有, 缺少 and the like.
fn lacking(tally: &Tally, sentence: &str) -> Option<Verdict> {
    if tally.has(Feature::Double) {
        // 未发现缺少审核意见，即予编号: what was overlooked was lacking all the same.
        let overlooked = ["未发现缺", "未发现没", "没有发现缺", "未发现该", "未发现其"]
            .iter()
            .any(|w| sentence.contains(w));
        if tally.has(Feature::Definition)
            || tally.has(Feature::Modal)
            || tally.has(Feature::Program) && !tally.acted
        {
            return tally.verdict(ReviewClass::Rule, "要求杜绝缺审");
        }
        if !overlooked {
            return tally.verdict(ReviewClass::Evidence, "双重否定：没有缺审的情况");
        }
    }
    if tally.score >= 1 {
        tally.verdict(ReviewClass::Missing, "特指或已发生的缺审事实")
    } else {
        tally.verdict(ReviewClass::Rule, "规范性表述，不是自认")
    }
}

/// What a sentence counts.
#[derive(Clone, Copy)]
struct Counts {
    any: bool,
    /// Reviews themselves.
    reviews: bool,
}

/// Sentences that say nothing is missing.
fn not_lacking(tally: &Tally, counts: Counts, voice: Voice) -> Option<Verdict> {
    let reports = matches!(voice, Voice::Reports | Voice::Talks);
    let lays_down =
        tally.has(Feature::Modal) || tally.has(Feature::Consequence) || tally.has(Feature::Definition);
    if tally.has(Feature::Pending) && !tally.has(Feature::Positive) {
        return tally.verdict(ReviewClass::Rule, "审核尚未完成，不是审核证据");
    }
    if tally.has(Feature::Deficit) && tally.has(Feature::Partial) && !tally.acted {
        return tally.verdict(ReviewClass::Rule, "审核工作的不足，不是审核证据");
    }
    let of_one = tally.has(Feature::Specific) && tally.has(Feature::Positive) && !counts.reviews;
    if counts.any && !lays_down && !of_one {
        return tally.verdict(ReviewClass::Statistic, "审核数量");
    }
    let score = tally.score + if tally.has(Feature::Positive) { 3 } else { 0 };
    if score >= 2 && !(lays_down && !tally.has(Feature::Done)) || reports && !lays_down {
        tally.verdict(ReviewClass::Evidence, "已经审核的事实陈述")
    } else {
        tally.verdict(ReviewClass::Rule, "规范性表述")
    }
}
