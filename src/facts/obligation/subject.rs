//! Who acts: what stands before a modal or a verb, taken apart.
//!
//! Whoever ends like an actor (者, 单位, 局) is one, whatever the words begin with: 经营者 and 未取得许可证的企业 begin like a case.
//! What stands there and is not understood leaves the subject open rather than to somebody else.

use std::sync::LazyLock;

use super::case::{is_when, opens_case, opens_lead_case};
use super::earlier::{head_of, met};
use super::measure;
use crate::facts::clause::trimmed;
use crate::lexicon::{Endings, HeadSet, Lexicon, TailSet, WordSet};
use crate::text::{Norm, Span, is_numeral, to_u32};

// What stands between the subject and the modal, and before the subject: 均, 但是, 汛期.
static ADVERBS: TailSet = TailSet::of("subject_words", "adverb");
static RULE_NOUNS: TailSet = TailSet::of("subject_words", "rule_noun");
static JOINTS: HeadSet = HeadSet::of("subject_words", "joint");
static SEASONS: HeadSet = HeadSet::of("subject_words", "season");

// Phrases of time, place, case and purpose. How those begin that name nobody, that may describe an actor behind 的, that belong to
// the actor they stand before; how they end; the nouns that only begin like one of them or like a verb.
static OPENS: HeadSet = HeadSet::of("subject_words", "opens");
static RELATIVE: HeadSet = HeadSet::of("subject_words", "relative");
static STATES: HeadSet = HeadSet::of("subject_words", "states");
pub(super) static CLOSES: TailSet = TailSet::of("subject_words", "closes");
pub(super) static NOUNS: HeadSet = HeadSet::of("subject_words", "noun");

// Who acts: how persons are called, how bodies end that `unit_endings.tsv` lacks, what only ends so, whoever may be meant (任何, 单位), what
// makes a name of the verb before it (执法机构), who is called by where he is (在甬银行), how a note in brackets behind a name begins.
static PERSONS: TailSet = TailSet::of("subject_words", "person");
static BODIES: TailSet = TailSet::of("subject_words", "organ");
static NOT_ORGANS: TailSet = TailSet::of("subject_words", "not_organ");
static LOCATED: TailSet = TailSet::of("subject_words", "located");
static ANYBODY: WordSet = WordSet::of("subject_words", "anybody");
static EVERYONE: HeadSet = HeadSet::of("subject_words", "everyone");
static GENERIC: HeadSet = HeadSet::of("subject_words", "generic");
static NOTES: HeadSet = HeadSet::of("subject_words", "note");

// Phrases behind the subject: how they begin, those that lead to an object, how those end that name a rule (按照本办法的规定).
pub(super) static BEHIND: HeadSet = HeadSet::of("subject_words", "behind");
static TOWARD: HeadSet = HeadSet::of("subject_words", "toward");
static RULINGS: TailSet = TailSet::of("subject_words", "ruling");

// Verbs before a name that does not act: those that set it to work, those that report, those that say what is done (购买, with the
// endings of names that begin so); the papers that are called by a verb (实施方案); 管理 before 由, which is no 理由.
static SETS_TO: HeadSet = HeadSet::of("subject_words", "sets_to");
static SAYS: HeadSet = HeadSet::of("subject_words", "says");
static SAID: TailSet = TailSet::of("subject_words", "said");
pub(super) static ACTS: HeadSet = HeadSet::of("subject_words", "act");
static ACT_NOUNS: TailSet = TailSet::of("subject_words", "act_noun");
static PAPERS: HeadSet = HeadSet::of("subject_words", "paper");
static BY_NOUNS: TailSet = TailSet::of("subject_words", "by_noun");

/// A subject is named in a few words; longer stretches are whole clauses.
const SUBJECT_CHARS: usize = 36;

/// 在本市从事经营活动的单位和个人: a description of whoever acts is longer.
pub(super) const DESCRIBED_CHARS: usize = 60;

/// Whoever is described so is himself called by so many characters at most.
const DESCRIBED_NAME: usize = 30;
/// Words that do not stand in the name of a thing.
const PREPOSITIONS: [char; 9] = ['经', '未', '按', '向', '由', '对', '在', '以', '于'];

/// A list of actors may take so many, and each name on it so many.
const LIST_CHARS: usize = 120;
const NAME_CHARS: usize = 20;

/// 未登记单位: who is described so without 的 has a short name.
const SHORT_STATE: usize = 8;

/// What the words before a modal say of who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// They name somebody or something.
    Named(Span<Norm>),
    /// They name nobody: adverbs, phrases of time or case, or nothing at all.
    Open,
    /// They are not understood.
    Unread,
}

/// The words between the beginning of a clause and its modal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lead {
    pub(super) who: Who,
    /// 未经批准不得…: the case stands before the modal without a comma.
    pub(super) case: Option<Span<Norm>>,
    /// 对本单位的安全 between whoever acts and 负责.
    pub(super) phrase: Option<Span<Norm>>,
    /// What stands before 由 is what is done: 物资储备由市局负责.
    pub(super) done: Option<Span<Norm>>,
    /// Whether whoever is named is in a case of his own, and bound by this sentence alone.
    pub(super) is_passing: bool,
    /// Whether 由 stands before whoever acts.
    by: bool,
}

impl Lead {
    /// Whoever is named, if somebody is: 依法依规 before the verb of a measure is nobody.
    pub(super) fn actor(&self, text: &str) -> Who {
        match self.who {
            Who::Named(place) if self.by || is_somebody(place.of(text)) => self.who,
            Who::Named(_) | Who::Open => Who::Open,
            Who::Unread => Who::Unread,
        }
    }

    /// Reads the words of `span`.
    pub(super) fn read(text: &str, span: Span<Norm>) -> Self {
        let mut lead =
            Self { who: Who::Open, case: None, phrase: None, done: None, is_passing: false, by: false };
        let body = without_adverbs(span.of(text));
        // 我局决定不予批准: what is decided is done by whoever decides.
        let decides = body.strip_suffix("决定").filter(|head| head.is_empty() || names_somebody(head));
        let body = decides.unwrap_or(body);
        lead.case = late(text, span);
        let joint = behind_joint(body);
        let joint = joint + behind_season(body.get(joint..).unwrap_or(""));
        let by = joint + behind_by(body.get(joint..).unwrap_or(""));
        if by > joint {
            lead.by = true;
            let end = by - "由".len();
            lead.done = Some(trimmed(text, part(span, joint, end))).filter(|done| !done.is_empty());
        }
        let place = trimmed(text, part(span, by, body.len()));
        let place = part(place, behind_bullet(place.of(text)), place.of(text).len());
        let place = part(place, behind_lead(place.of(text)), place.of(text).len());
        let words = place.of(text);
        if words.chars().count() < 2 || is_year(words) {
            return lead;
        }
        if SAID.longest_of(words).is_some_and(|said| said.start > 0) {
            // 会议提出要…: whoever said so does not do it.
            lead.who = Who::Unread;
            return lead;
        }
        if let Some(at) = anybody(words) {
            lead.who = named(part(place, at, words.len()), text);
            lead.case = Some(trimmed(text, part(place, 0, at))).filter(|case| opens_case(case.of(text)));
        } else if let Some(from) = actor(words) {
            lead.who = named(part(place, from, words.len()), text);
        } else if let Some(end) = end_of_actor(words) {
            lead.who = named(part(place, 0, end), text);
            let phrase = trimmed(text, part(place, end, words.len()));
            lead.phrase = Some(phrase);
            lead.case = Some(phrase).filter(|phrase| {
                let phrase = phrase.of(text);
                opens_lead_case(phrase) || is_when(phrase)
            });
        } else if let Some(end) = met(words).filter(|end| CLOSES.ends(words) || does(&words[*end..])) {
            // 住户离开房间时应断电, 住户申请补助应…
            lead.is_passing = true;
            lead.who = named(part(place, 0, end), text);
            lead.case = Some(trimmed(text, part(place, end, words.len()))).filter(|c| is_when(c.of(text)));
        } else if !describes_thing(words)
            && (words.ends_with('的') || opens_lead_case(words) || is_when(words))
        {
            lead.case = Some(place);
        } else {
            lead.who = thing(place, text);
        }
        lead.who = behind_quote(lead.who, text);
        lead
    }
}

/// “企业 of 提出：“企业可以…; 做到“五 before 不得 is a slogan that was cut at its own modal, and names nobody.
fn behind_quote(who: Who, text: &str) -> Who {
    let Who::Named(place) = who else { return who };
    let words = place.of(text);
    if words.matches('“').count() <= words.matches('”').count() {
        return who;
    }
    let inner = words.strip_prefix('“').filter(|inner| names_somebody(inner) && !inner.contains('，'));
    inner.map_or(Who::Unread, |inner| Who::Named(part(place, words.len() - inner.len(), words.len())))
}

/// 逾期 of 逾期不予受理: the case, although it stands like an adverb.
fn late(text: &str, span: Span<Norm>) -> Option<Span<Norm>> {
    let place = trimmed(text, span);
    let words = place.of(text);
    let from = words.strip_suffix("逾期")?.len();
    Some(part(place, from, words.len()))
}

/// Length of the season before whoever acts, or before nobody: 汛期各单位, 汛期｜要.
fn behind_season(words: &str) -> usize {
    let found = SEASONS.longest_at(words).map_or(0, |season| season.end);
    let rest = words.get(found..).unwrap_or("");
    if rest.is_empty() || names_somebody(rest) { found } else { 0 }
}

/// Length of a bullet or of the name of an article, and the blanks behind it: •, 【投诉处理】, 〔投诉处理〕. The lines of a
/// chapter may be glued to it: 第二章水源第九条.
fn behind_bullet(words: &str) -> usize {
    let rest = words.trim_start_matches(['•', '·', '●', '■', '◆', '▪', '—', ' ']);
    let glued = rest.strip_prefix('第').and_then(|rest| rest.rsplit_once('条')).filter(|(head, name)| {
        let number = head.rsplit_once('第').map_or("", |(_, number)| number);
        !number.is_empty() && number.chars().all(is_numeral) && names_somebody(name)
    });
    let rest = glued.map_or(rest, |(_, name)| name);
    // （甲局等按职责分工负责）各地: the list of the task before
    let listed = rest.strip_prefix('（').and_then(|open| open.split_once('）'));
    let is_list = |list: &str| list.contains("负责") || list.contains("责任") || list.contains("牵头");
    let rest = listed.filter(|(list, _)| is_list(list)).map_or(rest, |(_, rest)| rest);
    // 提示：1、考生
    let item = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = item.strip_prefix('、').filter(|_| item.len() < rest.len()).unwrap_or(rest);
    let named = rest.strip_prefix(['【', '〔']).and_then(|open| open.split_once(['】', '〕']));
    words.len() - named.map_or(rest, |(_, rest)| rest.trim_start()).len()
}

/// Where 任何人 begins in 如有空余床位任何人, 封闭期间所有车辆和行人: whoever may be meant acts, and the case stands before.
fn anybody(words: &str) -> Option<usize> {
    let at = ANYBODY.words().iter().filter_map(|all| words.rfind(all)).max().filter(|at| *at > 0)?;
    let (case, who) = words.split_at(at);
    let is_case = opens_case(case) || CLOSES.ends(case);
    (is_case && !who.contains('的') && names_somebody(who)).then_some(at)
}

/// The part of a place from byte `from` to byte `to` of it.
pub(super) fn part(span: Span<Norm>, from: usize, to: usize) -> Span<Norm> {
    Span::new(span.start + to_u32(from), span.start + to_u32(to))
}

fn named(place: Span<Norm>, text: &str) -> Who {
    let place = part(place, 0, without_note(place.of(text)).len());
    let words = place.of(text);
    let length = words.chars().count();
    let described = || {
        let name = words.rsplit_once('的').map(|(_, name)| name.chars().count());
        name.is_some_and(|name| name <= DESCRIBED_NAME)
            && !words.contains(['，', '：'])
            && names_somebody(words)
    };
    if (2..=SUBJECT_CHARS).contains(&length)
        || (2..=DESCRIBED_CHARS).contains(&length) && described()
        || (2..=LIST_CHARS).contains(&length) && is_list(words)
    {
        Who::Named(place)
    } else {
        Who::Unread
    }
}

/// A name without what it is called below or an example in brackets: 管理处（以下称处）, 住户（如租客等）.
fn without_note(words: &str) -> &str {
    let note = words.strip_suffix(['）', ')']).and_then(|open| open.rsplit_once(['（', '(']));
    note.filter(|(name, note)| !name.is_empty() && NOTES.begins(note))
        .map_or(words, |(name, _)| name.trim_end())
}

/// 公安、交通、…等部门: names in a row, the last of them an actor.
pub(super) fn is_list(words: &str) -> bool {
    words.matches('、').count() > 1
        && !words.contains(['的', '，', '：', '.', '（'])
        && words.split('、').all(|name| name.chars().count() <= NAME_CHARS)
        && names_somebody(words)
}

/// What does not end like an actor: adverbial phrases name nobody, verb phrases are not understood, the rest are things.
fn thing(place: Span<Norm>, text: &str) -> Who {
    let words = place.of(text);
    // 各地区服务平台: 各地 opens many a phrase without a subject.
    let is_noun = NOUNS.begins(words) || words.starts_with('各');
    let paper = measure::verb_at(words).and_then(|verb| words.strip_prefix(verb));
    if paper.is_some_and(|paper| PAPERS.longest_at(paper).is_some_and(|p| p.end == paper.len())) {
        // 实施方案, 整改报告
        return named(place, text);
    }
    if describes_thing(words) {
        return named(place, text);
    }
    let is_phrase = !is_noun && begins_phrase(words);
    // 搬运途中如有散落
    let is_case = ["如有", "如遇", "若有", "如需"].iter().any(|case| words.contains(case));
    if is_phrase || is_case || CLOSES.ends(words) || measure::begins_with_phrase(words) && !is_noun {
        Who::Open
    } else if !is_noun && ACTS.begins(words) && !ACT_NOUNS.ends(words) && !words.contains('的') {
        // 购买二手摊车应当留存票据: what is done, and nobody; 出售的摊车 is a thing.
        Who::Open
    } else if !is_noun && (measure::begins_with_verb(words) || SAYS.begins(words)) {
        Who::Unread
    } else {
        named(place, text)
    }
}

/// 未经检验的设备, 不能移动的船舶: a thing by what was not done with it or cannot be.
fn describes_thing(words: &str) -> bool {
    let noun = words.rsplit_once('的').map_or("", |(_, noun)| noun);
    STATES.begins(words)
        && (2..=10).contains(&noun.chars().count())
        && !noun.contains(PREPOSITIONS)
        && !CLOSES.ends(noun)
}

/// Whether what stands behind somebody is an act of his: 申请补助, and not 申请的补助 or 申请金额.
fn does(rest: &str) -> bool {
    !rest.contains('的') && !ACT_NOUNS.ends(rest)
}

/// 2027年: when, and nobody.
fn is_year(words: &str) -> bool {
    words.strip_suffix('年').is_some_and(|year| year.chars().all(is_numeral))
}

fn without_adverbs(words: &str) -> &str {
    let mut body = words;
    // 两者之和 is a sum, and no 和 that is left over; 行为准则 is no 则.
    while !body.ends_with("之和") && !RULE_NOUNS.ends(body) {
        let Some(adverb) = ADVERBS.longest_of(body) else { break };
        body = body.get(..adverb.start).unwrap_or("");
    }
    body
}

/// Behind joining words at the head: 但是, 其中, 并且; 请求权人 only begins like one.
fn behind_joint(body: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = body.get(at..).unwrap_or("");
        let noun = NOUNS.longest_at(rest).map_or(0, |noun| noun.end);
        let Some(joint) = JOINTS.longest_at(rest).filter(|joint| joint.end >= noun) else { break at };
        let rest = rest.get(joint.end..).unwrap_or("");
        at = body.len() - rest.strip_prefix(['，', ',']).unwrap_or(rest).len();
    }
}

/// Behind 除甲外 and 使, which stand before whoever acts: 除甲外乙单位, 使职工.
fn behind_lead(words: &str) -> usize {
    let except = words.strip_prefix('除').and_then(|rest| rest.split_once('外')).map(|(_, rest)| rest);
    let rest = except.or_else(|| words.strip_prefix(['使', '让'])).filter(|rest| names_somebody(rest));
    let is_name = |rest: &str| rest.starts_with(['用', '馆', '领', '命', '与', '渡']);
    rest.filter(|rest| !is_name(rest)).map_or(0, |rest| words.len() - rest.len())
}

/// Where the actor begins in 本办法由县住建局（负责解释）: what stands before 由 is what is done; 0 when there is none.
fn behind_by(body: &str) -> usize {
    let is_by = |(at, _): &(usize, &str)| {
        let (before, after) = (body.get(..*at).unwrap_or(""), body.get(at + "由".len()..).unwrap_or(""));
        // 管理由市局负责, but not 理由
        let reason = before.ends_with('理') && !BY_NOUNS.ends(before);
        !reason && !before.ends_with(['自', '事', '缘', '不']) && !after.starts_with(['于', '此', '来'])
    };
    body.rmatch_indices('由').find(is_by).map_or(0, |(at, by)| at + by.len())
}

/// Whether words name somebody, 各县（市、区） among them.
pub(super) fn is_somebody(words: &str) -> bool {
    names_somebody(words) || words.starts_with('各')
}

/// Whether words end like the name of somebody who can act, a note in brackets left aside.
pub(super) fn names_somebody(words: &str) -> bool {
    let words =
        words.strip_suffix('）').and_then(|open| open.rsplit_once('（')).map_or(words, |(name, _)| name);
    PERSONS.ends(words) || names_organ(words)
}

/// Whether words end like the name of an organ, a firm or an institution.
pub(super) fn names_organ(words: &str) -> bool {
    (ORGANS.ends(words) || BODIES.ends(words)) && !NOT_ORGANS.ends(words)
}

/// Whether the words before the verb of a measure are an organ that acts, phrases behind it left aside: 市局向省厅, and not
/// 敦促房地产企业 or 对民营企业.
pub(super) fn is_acting_organ(words: &str) -> bool {
    let words = words.get(behind_by(words)..).unwrap_or("");
    let leads = || first_actor(words, true).is_some_and(|end| words.get(..end).is_some_and(names_organ));
    let is_led = || {
        let others = words.replace("对外", "").replace("对口", "");
        others.contains(['向', '给', '对']) || SAYS.is_in(words) || SETS_TO.begins(words)
    };
    names_organ(words) && (leads() || is_plain(words) && !is_led())
}

/// Whether those named take the measures of a plan: an organ, all of a kind, or whoever speaks.
pub(super) fn takes_measures(words: &str) -> bool {
    let name =
        words.strip_suffix('）').and_then(|open| open.rsplit_once('（')).map_or(words, |(name, _)| name);
    words.contains('各') || words.ends_with("党组织") || SPEAKERS.has(words) || names_organ(name)
}

/// How whoever speaks calls himself: 我们.
static SPEAKERS: WordSet = WordSet::of("subject_words", "speaker");

/// Endings of units. Of those that count in lists of units only, single characters say too little: 本市, 社会.
static ORGANS: LazyLock<Endings> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("unit_endings");
    let reach = table.column("use");
    let is_plain = |row: &&[&'static str]| row[0].chars().count() > 1 || row[reach] == "any";
    Endings::new(table.rows().filter(is_plain).map(|row| row[0]))
});

/// Where the actor begins that the words end with; `None` when whoever stands there does not act: 对符合条件的企业.
fn actor(words: &str) -> Option<usize> {
    if !names_somebody(words) {
        return None;
    }
    // 建设单位会同监理单位: the first acts; 建设单位会同选定的监理单位 is read no further.
    let first = first_actor(words, true);
    // 管理人员对违规的任何人: whom it is about stands behind 对.
    let is_toward = first.is_some_and(|end| words.get(end..).is_some_and(|rest| rest.starts_with('对')));
    let is_one = words.contains(['的', '之', '所']) && !is_toward || first.is_none();
    if !is_one {
        return None;
    }
    if NOUNS.begins(words) {
        return Some(0);
    }
    // 经指派担任业务之人员 likewise
    let classical = words.rsplit_once('之').is_some_and(|(head, noun)| {
        noun.chars().count() <= 12 && !noun.starts_with('日') && !head.ends_with('分') && names_somebody(noun)
    });
    let describes = words.contains('的') || classical;
    // 最近一次向主管机关: whoever is addressed does not act.
    if !describes && words.contains(['向', '给']) {
        return None;
    }
    if STATES.begins(words) {
        // 未按要求制定管理机构 is an act; 已购房家庭 and 未缴清者 are persons.
        let is_brief = words.chars().count() <= SHORT_STATE || words.ends_with('者');
        return (describes || is_brief).then_some(0);
    }
    if OPENS.begins(words) {
        return None;
    }
    if RELATIVE.begins(words) {
        return if describes || is_located(words) { Some(0) } else { behind_phrase(words) };
    }
    match SETS_TO.longest_at(words) {
        // 取得证照的摊主 are described by what they did.
        Some(_) if describes && ACTS.begins(words) => Some(0),
        // 委托单位 is a name, 组织有关单位 sets others to work.
        Some(verb) if !is_generic(words.get(verb.end..).unwrap_or("")) => None,
        _ => (!SAYS.begins(words)).then_some(0),
    }
}

/// 在甬金融机构: where they are belongs to their name.
fn is_located(words: &str) -> bool {
    let rest = words.strip_prefix('在').unwrap_or("");
    let name = rest.char_indices().nth(1).map_or("", |(at, _)| &rest[at..]);
    !rest.starts_with(['本', '该', '此', '其', '各', '同', '原', '我', '所', '有', '县', '市', '省'])
        && (3..=8).contains(&name.chars().count())
        && LOCATED.longest_of(name).is_some_and(|found| found.start == 0)
}

/// 收到申请之日起5日内登记机构: behind the phrase of time.
fn behind_phrase(words: &str) -> Option<usize> {
    let ends = |at: usize| {
        let (phrase, rest) = words.split_at(at);
        let ruled = phrase.starts_with(['按', '依', '根']) && RULINGS.ends(phrase);
        rest.chars().count() > 1
            && (ruled || CLOSES.ends(phrase))
            && names_somebody(rest)
            // 中心, 内部, 前二项
            && !rest.starts_with(['心', '部', '项', '条', '款', '二', '三', '四'])
            && (!phrase.ends_with('起') || phrase.ends_with("日起"))
    };
    words.char_indices().map(|(at, _)| at).skip(3).filter(|at| ends(*at)).last()
}

/// Where the actor at the head of the words ends and a phrase begins: 申请人｜凭身份证明, 任何单位｜未经批准. Not in
/// 申请人按规定提交的材料, where a thing is described.
pub(super) fn end_of_actor(words: &str) -> Option<usize> {
    let end = first_actor(words, names_somebody(words))?;
    let phrase = words.get(end..).unwrap_or("");
    let describes = phrase.contains('的') && !phrase.ends_with('的');
    // 申请人按照本办法的规定
    let ruled = phrase.starts_with(['按', '依', '根']) && RULINGS.ends(phrase);
    (!describes || ruled || TOWARD.begins(phrase)).then_some(end)
}

/// Where the first actor ends that a phrase follows, or a verb that sets others to work.
fn first_actor(words: &str, sets_to: bool) -> Option<usize> {
    let begins = |rest: &str| {
        let verb = SETS_TO.longest_at(rest).filter(|_| sets_to);
        BEHIND.begins(rest) || verb.is_some_and(|verb| !is_generic(rest.get(verb.end..).unwrap_or("")))
    };
    words.char_indices().map(|(at, _)| at).skip(2).find_map(|at| {
        let (head, rest) = words.split_at(at);
        // 管理委员会同意
        if !begins(rest) || rest.starts_with("会同意") || NOUNS.begins(rest) {
            return None;
        }
        // 建设单位、委托的监理单位: both act.
        if head.ends_with(['、', '和', '或', '与', '及']) || head.ends_with("或者") {
            return None;
        }
        // 县城管局｜每季度向…
        let head = without_adverbs(head);
        (names_somebody(head) && is_plain(head)).then_some(head.len())
    })
}

/// Whether words begin like a phrase of time, place, case or purpose.
fn begins_phrase(words: &str) -> bool {
    OPENS.begins(words) || RELATIVE.begins(words) || STATES.begins(words)
}

/// Whether words begin like a name, and not like a phrase or an act; 执法机构 is a name.
pub(super) fn is_plain(words: &str) -> bool {
    let is_phrase = begins_phrase(words);
    let is_name = |verb: &str| is_generic(words.get(verb.len()..).unwrap_or(""));
    NOUNS.begins(words)
        || !is_phrase && !measure::begins_with_verb(words)
        || measure::verb_at(words).is_some_and(is_name)
}

/// Who is forbidden or allowed something in 禁止｜任何单位和个人在此停车: everybody behind the modal.
pub(super) fn everybody_at(text: &str, span: Span<Norm>) -> Option<Span<Norm>> {
    let words = span.of(text);
    let mut end = ANYBODY.head_of(words)?.len();
    loop {
        let rest = words.get(end..)?;
        end += EVERYONE.longest_at(rest)?.end;
        let rest = words.get(end..)?;
        let joint = ["和", "、", "及", "或者", "或", "与"]
            .into_iter()
            .find(|joint| rest.strip_prefix(joint).is_some_and(|next| EVERYONE.begins(next)));
        let Some(joint) = joint else { break };
        end += joint.len();
    }
    let goes_on = words.get(end..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    (goes_on && !words[end..].starts_with('的')).then(|| part(span, 0, end))
}

/// Whether words are no more than 单位, 机构 and the like, which make a name of the verb before them.
fn is_generic(words: &str) -> bool {
    GENERIC.longest_at(words).is_some_and(|found| found.end == words.len())
}

/// Who acts in 由业主大会选聘: the actor behind 由 at the head of `span`.
pub(super) fn behind_by_at(text: &str, span: Span<Norm>) -> Option<Span<Norm>> {
    let rest = span.of(text).strip_prefix('由')?;
    let from = "由".len();
    // 由主管机关处所有人一万元罚款
    let fines = |at: &usize| names_organ(&rest[..*at]) && rest[*at..].contains(['元', '罚']);
    let end = rest.find('处').filter(fines).or_else(|| head_of(rest)).or_else(|| {
        let ends = rest.char_indices().map(|(at, _)| at).skip(2).take(24);
        let reach =
            rest.find(['向', '依', '按', '在', '对', '于', '将', '把', '，', '。']).unwrap_or(rest.len());
        ends.filter(|at| *at <= reach && names_somebody(&rest[..*at])).last()
    })?;
    match Lead::read(text, part(span, from, from + end)).who {
        Who::Named(place) => Some(place),
        Who::Open | Who::Unread => None,
    }
}
