//! The words of `dictionaries/excuse_words.tsv` and the few shapes of sentence built on them.

use std::sync::{LazyLock, OnceLock};

use regex::Regex;

use crate::lexicon::Lexicon;

/// What a word does in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Ban,
    Cleanup,
    Abolish,
    Ends,
    Negation,
    Naming,
    Undo,
    Probe,
    Sanction,
    LeadTopic,
    HeadingTopic,
    NoNegation,
    Preamble,
    OwnRules,
}

const SENSES: [(&str, Sense); 14] = [
    ("ban", Sense::Ban),
    ("cleanup", Sense::Cleanup),
    ("abolish", Sense::Abolish),
    ("ends", Sense::Ends),
    ("negation", Sense::Negation),
    ("naming", Sense::Naming),
    ("undo", Sense::Undo),
    ("probe", Sense::Probe),
    ("sanction", Sense::Sanction),
    ("lead_topic", Sense::LeadTopic),
    ("heading_topic", Sense::HeadingTopic),
    ("no_negation", Sense::NoNegation),
    ("preamble", Sense::Preamble),
    ("own_rules", Sense::OwnRules),
];

/// One pattern per sense, compiled when first asked for.
pub(super) struct Words([OnceLock<Option<Regex>>; SENSES.len()]);

pub(super) static WORDS: Words = Words([const { OnceLock::new() }; SENSES.len()]);

impl Words {
    /// Where words of a sense stand; `None` when there are none.
    pub(super) fn find(&self, sense: Sense, text: &str) -> Option<Vec<(usize, usize)>> {
        let index = SENSES.iter().position(|(_, s)| *s == sense)?;
        let regex = self.0.get(index)?.get_or_init(|| Regex::new(&any_of(sense)).ok()).as_ref()?;
        let hits: Vec<_> = regex.find_iter(text).map(|m| (m.start(), m.end())).collect();
        (!hits.is_empty()).then_some(hits)
    }
}

/// Compiles what the first match of nearly every rule asks for.
pub(super) fn warm_up() {
    for sense in [Sense::Ban, Sense::Cleanup, Sense::Abolish, Sense::Negation, Sense::NoNegation] {
        let _ = WORDS.find(sense, "");
    }
    for shape in [&UNDONE, &NAMED, &LISTED, &NAMED_LAW, &HIGHER_RULES, &BY_LAW] {
        let _ = shape.is_match("");
    }
}

/// The alternatives of a sense, the longest first.
fn any_of(sense: Sense) -> String {
    let table = Lexicon::embedded().table("excuse_words");
    let column = table.column("sense");
    let name = SENSES.iter().find(|(_, s)| *s == sense).map_or("", |(name, _)| name);
    let rows = table.rows().filter(|row| row.get(column).is_some_and(|cell| *cell == name));
    let mut terms: Vec<&str> = rows.filter_map(|row| row.first().copied()).collect();
    terms.sort_by_key(|term| std::cmp::Reverse(term.len()));
    format!("(?:{})", terms.join("|"))
}

/// A pattern that never matches when it cannot be compiled.
pub(super) struct Shape(LazyLock<Option<Regex>>);

impl Shape {
    const fn new(make: fn() -> Option<Regex>) -> Self {
        Self(LazyLock::new(make))
    }

    /// Whether a match is of the kind.
    fn any(&self, text: &str, is_kind: impl Fn(&str) -> bool) -> bool {
        self.0.as_ref().is_some_and(|regex| regex.find_iter(text).any(|found| is_kind(found.as_str())))
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|regex| regex.is_match(text))
    }
}

/// 不得少于, 不得超过: a limit, no ban.
pub(super) static LIMIT: Shape =
    Shape::new(|| Regex::new(r"^(?:抗力|少于|低于|高于|超过|多于|大于|小于|晚于|早于|不)").ok());

/// 等规定一律取消, 的做法予以纠正: the thing is undone behind the match.
pub(super) static UNDONE: Shape = Shape::new(|| {
    let (naming, undo) = (any_of(Sense::Naming), any_of(Sense::Undo));
    Regex::new(&format!(
        r"^[^。；]{{0,24}}?{naming}[^。；]{{0,10}}?(?:一律|全部|全面|均|都|应当|应|要|予以|坚决|立即|限期|及时|进行|，)*{undo}"
    ))
    .ok()
});

/// 等规定, 的做法: the thing is named as an object.
static NAMED: Shape = Shape::new(|| {
    Regex::new(&format!(
        r"^[^。；]{{0,30}}?(?:等|的|各类|各种|[”」》])[^，。；]{{0,8}}?{}",
        any_of(Sense::Naming)
    ))
    .ok()
});

/// 等 at the very end.
pub(super) static LISTED: Shape = Shape::new(|| Regex::new(r"^[^，。；]{0,12}等[”」]?[。；]?$").ok());

/// 修改为：“…”: what is quoted becomes the text.
pub(super) static AMENDED: Shape =
    Shape::new(|| Regex::new(r"(?:修改为|改为|调整为|增加[^，。；]{0,12}|修订为|明确为)[：:，]?$").ok());

/// 依照《…》第三条
pub(super) static NAMED_LAW: Shape = Shape::new(|| {
    Regex::new(r"(?:依据|根据|依照|按照|参照|遵照|适用|违反|执行|按|依)[^，。；《》]{0,8}《[^》]{2,60}》")
        .ok()
});

/// 按照国家有关规定, 法律、法规规定的
static HIGHER_RULES: Shape = Shape::new(|| {
    let bodies = "法律|法规|规章|国家|国务院|省级|省|上级|中央|财政部|自治区";
    Regex::new(&format!(
        r"(?:(?:依据|根据|依照|按照|按|遵照|执行|适用)[^，。；《》]{{0,10}}(?:{bodies}|有关规定|相关规定|规定的?标准|规定标准)|(?:{bodies})[^，。；]{{0,10}}(?:规定|另有规定|授权|明确|批准|核定)的?)"
    ))
    .ok()
});

/// 依法, 按规定 close before the match and not as an attribute of something else.
pub(super) static BY_LAW: Shape = Shape::new(|| {
    Regex::new(r"(?:依法依规|依法|依规|依照规定|按照规定|按规定|按有关规定|按相关规定|照章)[^的，；]*$").ok()
});

/// The same inside the match.
pub(super) static BY_LAW_WORD: Shape =
    Shape::new(|| Regex::new(r"依法|依规|按规定|按照规定|有关规定|相关规定|法定").ok());

/// …的，责令改正
pub(super) static CASE: Shape = Shape::new(|| {
    Regex::new(&format!(
        r"^[^，。；]{{0,14}}的(?:[^，。；]{{0,10}})，[^，。；]{{0,14}}?{}",
        any_of(Sense::Sanction)
    ))
    .ok()
});

/// …等问题, …的行为
pub(super) static FAULT: Shape = Shape::new(|| {
    Regex::new(r"^[^，。；]{0,10}?(?:等|的)(?:各类|突出|不良|违法|违规|不正当)*(?:行为|做法|现象|问题|乱象)")
        .ok()
});

/// A new subject with its own duty, behind a comma.
static TURN: Shape =
    Shape::new(|| Regex::new(r"[，：][^，：并且同时]{1,16}(?:应当|必须|须|要|需|可以|可)").ok());

/// 严禁占道经营，由城管局(处罚款), 不得占道经营，(处罚款): what follows is the sanction of the ban. A topic in front
/// (对…的，由…) makes both one thing.
static SANCTION_OF_BAN: Shape = Shape::new(|| {
    Regex::new(r"^[^对违以在将把规因未逾拒出发，][^，]{1,20}[^，的]，(?:由[^，]{2,14}|并)?$").ok()
});

/// Whether the words between a ban and the match end its reach: 违者 and its kin, a new subject with its own duty, the
/// sanction of the ban itself.
pub(super) fn ends_ban(gap: &str) -> bool {
    let ends = WORDS.find(Sense::Ends, gap).unwrap_or_default();
    // 严禁违反规定收费: directly behind the ban it is what is forbidden.
    let by_word = ends.iter().any(|(start, _)| {
        let ahead = gap.get(..*start).unwrap_or_default();
        ahead.contains('，') || ahead.ends_with('的')
    });
    // 不得占道经营，占道经营的，由…: the case begins behind a comma. 严禁逾期不缴的，…: it is the object of the ban.
    let opens_case = gap
        .find('，')
        .is_some_and(|at| gap.get(at + '，'.len_utf8()..).is_some_and(|rest| rest.contains("的，")));
    by_word || opens_case || gap.contains("，但") || TURN.is_match(gap) || SANCTION_OF_BAN.is_match(gap)
}

/// Whether the thing is named as an object behind the match: …等规定.
pub(super) fn is_named(after: &str) -> bool {
    NAMED.is_match(after)
}

/// Whether higher rules are named in `text`; 按照本办法规定的标准 names none.
pub(super) fn names_higher_rules(text: &str) -> bool {
    HIGHER_RULES.any(text, |found| WORDS.find(Sense::OwnRules, found).is_none())
}

/// The text behind 除省规定的材料外，: what is asked for beyond something does not come from it.
pub(super) fn without_beyond(text: &str) -> &str {
    let behind = text.rfind("外，").filter(|at| text.get(..*at).is_some_and(|head| head.contains('除')));
    behind.and_then(|at| text.get(at + "外，".len()..)).unwrap_or(text)
}

/// 有下列行为之一的，责令改正： and 主要问题：, what follows are faults.
pub(super) static FAULT_LIST: Shape = Shape::new(|| {
    Regex::new(r"(?:下列|以下)[^，。；]{0,8}(?:行为|情形|问题)之一[^。；]{0,20}(?:责令|查处|追究|通报|整改|处分|约谈|问责)|主要(?:问题|表现)|问题(?:清单|包括|有)").ok()
});

/// 等规定, 的做法 at the end of a match that went too far: it belongs to what stands behind the thing.
pub(super) fn object_tail(inside: &str) -> usize {
    static TAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:等|的)[^，。；、]{0,6}(?:规定|做法|现象|问题|情况|行为|壁垒|要求)[^，。；]{0,8}$")
            .ok()
    });
    TAIL.as_ref().and_then(|regex| regex.find(inside)).map_or(inside.len(), |m| m.start())
}
