//! The words of `dictionaries/excuse_words.tsv` and the few shapes of sentence built on them.

use std::sync::{LazyLock, OnceLock};

use crate::lexicon::Regex;

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
    When,
    Sanction,
    LeadTopic,
    HeadingTopic,
    NoNegation,
    Preamble,
    OwnFine,
    OwnRules,
    HeadingBan,
    SoftBan,
    Continues,
    Penal,
    Occasion,
    NewVerb,
    Denied,
    NoBasis,
    Higher,
    OwnBody,
    Period,
    Total,
    Some,
    Body,
    Reporter,
    Report,
    Benefit,
    LawfulAct,
    Procedure,
    Penalty,
}

const SENSES: [(&str, Sense); 36] = [
    ("ban", Sense::Ban),
    ("cleanup", Sense::Cleanup),
    ("abolish", Sense::Abolish),
    ("ends", Sense::Ends),
    ("negation", Sense::Negation),
    ("naming", Sense::Naming),
    ("undo", Sense::Undo),
    ("probe", Sense::Probe),
    ("when", Sense::When),
    ("sanction", Sense::Sanction),
    ("lead_topic", Sense::LeadTopic),
    ("heading_topic", Sense::HeadingTopic),
    ("no_negation", Sense::NoNegation),
    ("preamble", Sense::Preamble),
    ("own_fine", Sense::OwnFine),
    ("own_rules", Sense::OwnRules),
    ("heading_ban", Sense::HeadingBan),
    ("soft_ban", Sense::SoftBan),
    ("continues", Sense::Continues),
    ("penal", Sense::Penal),
    ("occasion", Sense::Occasion),
    ("new_verb", Sense::NewVerb),
    ("denied", Sense::Denied),
    ("no_basis", Sense::NoBasis),
    ("higher", Sense::Higher),
    ("own_body", Sense::OwnBody),
    ("period", Sense::Period),
    ("total", Sense::Total),
    ("some", Sense::Some),
    ("body", Sense::Body),
    ("reporter", Sense::Reporter),
    ("report", Sense::Report),
    ("benefit", Sense::Benefit),
    ("lawful_act", Sense::LawfulAct),
    ("procedure", Sense::Procedure),
    ("penalty", Sense::Penalty),
];

/// One pattern per sense, compiled when first asked for.
pub(super) struct Words([OnceLock<Option<Regex>>; SENSES.len()]);

pub(super) static WORDS: Words = Words([const { OnceLock::new() }; SENSES.len()]);

impl Words {
    /// Whether a text begins with a word of a sense.
    pub(super) fn opens(&self, sense: Sense, text: &str) -> bool {
        self.find(sense, text).is_some_and(|hits| hits.first().is_some_and(|(start, _)| *start == 0))
    }

    /// Whether a text ends with a word of a sense.
    pub(super) fn closes(&self, sense: Sense, text: &str) -> bool {
        self.find(sense, text).is_some_and(|hits| hits.last().is_some_and(|(_, end)| *end == text.len()))
    }

    /// Where words of a sense stand; `None` when there are none.
    pub(super) fn find(&self, sense: Sense, text: &str) -> Option<Vec<(usize, usize)>> {
        let index = SENSES.iter().position(|(_, s)| *s == sense)?;
        let regex = self.0.get(index)?.get_or_init(|| Regex::new(&any_of(sense)).ok()).as_ref()?;
        let hits: Vec<_> = regex.find_iter(text).map(|m| (m.start(), m.end())).collect();
        (!hits.is_empty()).then_some(hits)
    }
}

/// The alternatives of a sense, the longest first.
pub(super) fn any_of(sense: Sense) -> String {
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
    pub(super) const fn new(make: fn() -> Option<Regex>) -> Self {
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

/// 按照国家有关规定, 法律、法规规定的
static HIGHER_RULES: Shape = Shape::new(|| {
    let (led, bodies) =
        ("(?:依据|根据|依照|按照|按|遵照|执行|适用)", "国家|国务院|省级|省|上级|中央|财政部|自治区");
    Regex::new(&format!(
        r"(?:{led}[^，。；《》]{{0,10}}(?:法律|法规|规章|有关规定|相关规定|(?:{bodies})[^，。；]{{0,12}}?(?:规定|标准|文件|政策|办法|目录|规范|通知|批准|核定|定价|指导价)|(?:国家|国务院|省级|省|中央|财政部|自治区)[、和及与省市县级有关相政府的]{{0,10}}要求)|{led}规定的?标准|(?:法律|法规|规章|{bodies})[^，。；]{{0,10}}(?:规定|另有规定|授权|明确|批准(?:设立|成立)?|核定)的?)"
    ))
    .ok()
});

/// 依法, 按规定 close before the match and not as an attribute of something else.
pub(super) static BY_LAW: Shape = Shape::new(|| {
    Regex::new(r"(?:依法依规|依法|依规|依照规定|按照规定|按规定|按有关规定|按相关规定|照章)[^的，；]*$").ok()
});

/// The same inside the match; 依法注册, 依法纳税 are duties that everybody has and pass nothing on, 按规定标准的50% departs from
/// what it names.
static BY_LAW_WORD: Shape = Shape::new(|| {
    let act = any_of(Sense::LawfulAct);
    let share = "标准[^，。；]{0,4}[0-9.]+%";
    Regex::new(&format!("依法{act}?|依规|按照?规定(?:{share})?|有关规定|相关规定|法定")).ok()
});

/// Whether the words of a match say that they follow the law.
pub(super) fn follows_law(inside: &str) -> bool {
    BY_LAW_WORD.any(inside, |found| !found.ends_with('%') && WORDS.find(Sense::LawfulAct, found).is_none())
}

/// Whether 依法 at the end of `before` only tells how one registers or pays: 须依法|在本市登记注册.
pub(super) fn is_lawful_act(before: &str, inside: &str) -> bool {
    static PLACED_ACT: Shape =
        Shape::new(|| Regex::new(&format!("^(?:在[^，。；]{{1,10}}?)?{}", any_of(Sense::LawfulAct))).ok());
    before.ends_with("依法") && PLACED_ACT.is_match(inside)
}

/// 五百元以上二千元以下, 一倍以上三倍以下, 五万元以下罚款: how statutes write what may be imposed.
pub(super) static STATUTE_RANGE: Shape =
    Shape::new(|| Regex::new(r"(?:元|倍|日)以上[^，。；]{1,12}(?:元|倍|日)以下|元以下的?罚款").ok());

/// …的，责令改正
static CASE: Shape = Shape::new(|| {
    Regex::new(&format!(
        r"^[^，。；]{{0,14}}的(?:[^，。；]{{0,10}})，[^，。；]{{0,14}}?{}",
        any_of(Sense::Sanction)
    ))
    .ok()
});

/// …的企业，给予一次性奖励: no sanction of a case but what the paper gives.
static BENEFIT: Shape = Shape::new(|| {
    Regex::new(&format!(
        r"^[^，。；]{{0,14}}的(?:[^，。；]{{0,10}})，[^，。；]{{0,14}}?(?:给予|予以|按照?)[^，。；]{{0,24}}?{}",
        any_of(Sense::Benefit)
    ))
    .ok()
});

/// Whether the thing is a case with its sanction behind it.
pub(super) fn is_case(after: &str) -> bool {
    CASE.is_match(after) && !BENEFIT.is_match(after)
}

/// 是否存在…的情况: what closes the question.
pub(super) static ASKED: Shape =
    Shape::new(|| Regex::new(&format!(r"^[^。；]{{0,24}}?的{}", any_of(Sense::Naming))).ok());

/// …，已责令整改; …，违反了公平竞争审查标准: somebody else's rule, told with what became of it or what is wrong with it.
pub(super) static MENDED: Shape = Shape::new(|| {
    let undo = any_of(Sense::Undo);
    Regex::new(&format!(
        r"，(?:目前|现)?(?:均)?已(?:经)?(?:被)?(?:依法)?(?:责令|督促|要求|予以)?[^，。；]{{0,6}}?(?:整改|{undo})|，[^，。；]{{0,6}}(?:违反了|违背了|剥夺了|妨碍了|排除、限制了?|构成滥用|涉嫌违反)"
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

/// 禁采期间，(停止供电), 禁渔期内，…: the ban names the season, what follows is laid down for it.
static SEASON: Shape = Shape::new(|| Regex::new(r"^[^，。；]{0,6}期(?:间|内)，").ok());

/// 在城区饲养家禽: an act, no place or time in front of one.
static PLACED: Shape = Shape::new(|| Regex::new(r"^在[^，]{2,}[^，的中时上里下内外前后间]$").ok());

/// An act and nothing else: no case (…的), no topic (对…), no thing with an attribute, no duty of its own.
static ACT: Shape = Shape::new(|| Regex::new(r"^[^对违以在将把规因未逾拒出发，][^，]{1,30}[^，的]$").ok());
static NO_ACT: Shape =
    Shape::new(|| Regex::new(r"的[^，的]{1,6}$|须|应当|必须|一律|一经|可以|需|(?:时|后|前|中)$").ok());

/// 由城管局, 并应当, 屡教不改者, 每焚烧一亩，, 对阻挠施工的: what opens the sanction of an act behind its ban.
static OPENS_DUTY: Shape = Shape::new(|| Regex::new(r"^(?:由[^，]{2,}|并(?:应当|应|须|由)[^，]*)，?$").ok());
static OPENS_SANCTION: Shape = Shape::new(|| {
    Regex::new(
        r"^(?:每[^，]+|一经[^，]{2,8}|并(?:予以|处以?|一律)?[^，]*|(?:一律|予以|将|可以?|给予)[^，]*|对[^，]*(?:的|者|当事|予以|一律)[^，]*|[^，]{1,14}(?:的|者)[^，的]{0,10}|[^，]{1,14}由[^，]{2,14})，?$",
    )
    .ok()
});

/// 严禁焚烧秸秆，每焚烧一亩，(处500元罚款): whether the words between a ban and the match hold the whole forbidden act and the
/// beginning of its sanction.
fn opens_sanction(gap: &str, inside: &str) -> bool {
    let Some((act, rest)) = gap.split_once('，') else { return false };
    let is_act = (ACT.is_match(act) || PLACED.is_match(act)) && !NO_ACT.is_match(act);
    let mut pieces = rest.split('，');
    if !is_act || pieces.any(|piece| WORDS.opens(Sense::Continues, piece)) {
        return false;
    }
    let opens = OPENS_SANCTION.is_match(rest) || takes_up(act, rest);
    OPENS_DUTY.is_match(rest) || opens && WORDS.find(Sense::Penal, inside).is_some()
}

/// 焚烧秸秆，焚烧一亩: whether the words behind the comma begin with two characters of the act.
fn takes_up(act: &str, rest: &str) -> bool {
    let head = crate::text::first_chars(rest, 2);
    head.chars().count() == 2 && act.contains(head)
}

/// A purpose behind the comma opens something new: 严禁乱种，为避免抛荒，….
static PURPOSE_BEHIND: Shape = Shape::new(|| Regex::new(r"，为了?[^，]{2,16}，").ok());
/// 为防止, 为有效杜绝: what the word says is a purpose.
static PURPOSE: Shape = Shape::new(|| Regex::new(r"(?:^|[，。；：、])为[^，。；]{0,20}$").ok());

/// Whether a word of forbidding or cleaning up only names the purpose of what follows behind the comma.
pub(super) fn is_purpose(before: &str, gap: &str) -> bool {
    gap.contains('，') && PURPOSE.is_match(before)
}

/// Whether a word of cleaning up says when or of whom and not what: 整治期间, 拒不整改的, 查处范围内.
pub(super) fn is_occasion(before: &str, gap: &str) -> bool {
    WORDS.opens(Sense::Occasion, gap) || before.ends_with(['未', '不', '被']) || before.ends_with("未完成")
}

/// Whether the words between a ban and the match end its reach: 违者 and its kin, a new subject with its own duty, the
/// sanction of the ban itself.
pub(super) fn ends_ban(gap: &str, inside: &str) -> bool {
    let ends = WORDS.find(Sense::Ends, gap).unwrap_or_default();
    // 严禁违反规定收费: directly behind the ban it is what is forbidden.
    let by_word = ends.iter().any(|(start, end)| {
        let ahead = gap.get(..*start).unwrap_or_default();
        // 不得乱停、违者罚款: who acts against it cannot be forbidden.
        let is_offender =
            ahead.ends_with('、') && gap.get(*start..*end).is_some_and(|word| word.ends_with('者'));
        ahead.contains('，') || ahead.ends_with('的') || is_offender
    });
    // 不得占道经营，占道经营的，由…: the case begins behind a comma. 严禁逾期不缴的，…: it is the object of the ban.
    let opens_case = gap
        .find('，')
        .is_some_and(|at| gap.get(at + '，'.len_utf8()..).is_some_and(|rest| rest.contains("的，")));
    by_word
        || opens_case
        || gap.contains("，但")
        || SEASON.is_match(gap)
        || TURN.is_match(gap)
        || PURPOSE_BEHIND.is_match(gap)
        || SANCTION_OF_BAN.is_match(gap)
        // 严禁偷盗，对每偷一只罚五百元: a sum behind the comma is what the ban costs.
        || gap.contains("，对每") && STATED_FINE.is_match(inside)
        || opens_sanction(gap, inside)
}

/// 罚五百元, 200元罚款.
static STATED_FINE: Shape =
    Shape::new(|| Regex::new(r"罚[^，。；]{0,6}[0-9一二三四五六七八九十百千]元|元[^，。；]{0,6}罚款").ok());

/// Whether the thing is named as an object behind the match: …等规定.
pub(super) fn is_named(after: &str) -> bool {
    NAMED.is_match(after)
}

/// Whether higher rules are named in `text`; 按照本办法规定的标准 names none.
pub(super) fn names_higher_rules(text: &str) -> bool {
    HIGHER_RULES.any(text, |found| {
        // 经国家有关部门批准设立的机构: an attribute of the body, no rule for it.
        let is_founding = ["批准设立", "批准成立"].iter().any(|w| found.trim_end_matches('的').ends_with(w));
        !is_founding
            && WORDS.find(Sense::OwnRules, found).is_none()
            && (WORDS.find(Sense::OwnBody, found).is_none() || WORDS.find(Sense::Higher, found).is_some())
    })
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

/// 等规定, 的做法 at the end of a match that went too far, or cut off there: it belongs to what stands behind the thing.
pub(super) fn object_tail(inside: &str, after: &str) -> usize {
    static TAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:等|的)[^，。；、]{0,6}(?:规定|做法|现象|问题|情况|行为|壁垒|要求)[^，。；]{0,8}$")
            .ok()
    });
    let Some(regex) = TAIL.as_ref() else { return inside.len() };
    let found = regex.find(inside).map(|m| m.start());
    // The word at the end lacks its last character, or all of it.
    let cut = || {
        [1, 2].into_iter().find_map(|missing| {
            let joined = format!("{inside}{}", crate::text::first_chars(after, missing));
            regex.find(&joined).map(|m| m.start()).filter(|start| *start < inside.len())
        })
    };
    found.or_else(cut).unwrap_or(inside.len())
}

/// How much of a match belongs to the quotation that it stands in.
pub(super) fn quotation_tail(before: &str, inside: &str) -> usize {
    let ends = [('“', '”'), ('「', '」')].into_iter().filter_map(|(open, close)| {
        let is_open = before.rfind(open) > before.rfind(close);
        inside
            .find(close)
            .filter(|end| is_open && inside.get(..*end).is_some_and(|head| !head.contains(open)))
    });
    ends.filter(|end| *end > 0).min().unwrap_or(inside.len())
}

/// …的，处五百元罚款: the item of a list lays down a sanction of its own.
static OWN_SANCTION: Shape =
    Shape::new(|| Regex::new(&format!(r"(?:的|者)，[^，。；]{{0,14}}?{}", any_of(Sense::Penal))).ok());

/// 处二千元以上罚款的，对单位处二万元以上罚款: two sanctions side by side that say which cases are meant.
static SANCTIONS_SIDE_BY_SIDE: Shape =
    Shape::new(|| Regex::new(r"(?:罚款|罚金|执照|许可证|停业|整顿|财物|所得)的，(?:对|或者?|以及)").ok());

/// Whether an item of a list does not only name a fault but its sanction too.
pub(super) fn has_own_sanction(before: &str, inside: &str) -> bool {
    let whole = format!("{before}{inside}");
    WORDS.find(Sense::Penal, inside).is_some()
        && OWN_SANCTION.is_match(&whole)
        && !SANCTIONS_SIDE_BY_SIDE.is_match(&whole)
}

/// …，无需提交: the last clause of a match that took in more than one denies the thing.
pub(super) static DENIED_INSIDE: Shape = Shape::new(|| {
    Regex::new(&format!(
        r"，[^，]{{0,6}}(?:无需|无须|毋须|不再|不必|不需要?|免于|免予|不要求)(?:再|另行)?{}[^，]*$",
        any_of(Sense::Denied)
    ))
    .ok()
});
