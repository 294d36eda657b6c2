//! Who acts: what stands before a modal or a verb, taken apart.
//!
//! Whoever ends like an actor (者, 单位, 局) is one, whatever the words begin with: 经营者 and 未取得许可证的企业 begin like a case.
//! What stands there and is not understood leaves the subject open rather than to somebody else.

use std::sync::LazyLock;

use super::Modality;
use super::measure;
use super::modal::{Guard, Modal, Modals};
use crate::facts::Context;
use crate::facts::clause::{Shape, trimmed};
use crate::lexicon::{Endings, Lexicon, Terms, WordSet};
use crate::text::{Norm, Span, first_chars, to_u32};

/// A subject is named in a few words; longer stretches are whole clauses.
const SUBJECT_CHARS: usize = 36;

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
        let mut lead = Self { who: Who::Open, case: None, phrase: None, done: None, by: false };
        let body = without_adverbs(span.of(text));
        let joint = behind_joint(body);
        let by = joint + behind_by(body.get(joint..).unwrap_or(""));
        if by > joint {
            lead.by = true;
            let end = by - "由".len();
            lead.done = Some(trimmed(text, part(span, joint, end))).filter(|done| !done.is_empty());
        }
        let place = trimmed(text, part(span, by, body.len()));
        let place = part(place, behind_bullet(place.of(text)), place.of(text).len());
        let words = place.of(text);
        if words.chars().count() < 2 {
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
            lead.case = Some(phrase).filter(|phrase| opens_lead_case(phrase.of(text)));
        } else if words.ends_with('的') || opens_lead_case(words) {
            lead.case = Some(place);
        } else {
            lead.who = thing(place, text);
        }
        lead
    }
}

/// Length of a bullet or of the name of an article, and the blanks behind it: •, 【投诉处理】.
fn behind_bullet(words: &str) -> usize {
    let rest = words.trim_start_matches(['•', '·', '●', '■', '◆', '▪', ' ']);
    let named = rest.strip_prefix('【').and_then(|open| open.split_once('】'));
    words.len() - named.map_or(rest, |(_, rest)| rest.trim_start()).len()
}

/// Where 任何人 begins in 如有空余床位任何人, 封闭期间任何单位和个人: whoever may be meant acts, and the case stands before.
fn anybody(words: &str) -> Option<usize> {
    let at = words.rfind("任何").filter(|at| *at > 0)?;
    let (case, who) = words.split_at(at);
    let is_case = opens_case(case) || WORDS.closes.longest_of(case).is_some();
    (is_case && !who.contains('的') && names_somebody(who)).then_some(at)
}

/// The part of a place from byte `from` to byte `to` of it.
fn part(span: Span<Norm>, from: usize, to: usize) -> Span<Norm> {
    Span::new(span.start + to_u32(from), span.start + to_u32(to))
}

fn named(place: Span<Norm>, text: &str) -> Who {
    if (2..=SUBJECT_CHARS).contains(&place.of(text).chars().count()) {
        Who::Named(place)
    } else {
        Who::Unread
    }
}

/// What does not end like an actor: adverbial phrases name nobody, verb phrases are not understood, the rest are things.
fn thing(place: Span<Norm>, text: &str) -> Who {
    let words = place.of(text);
    // 各地区服务平台: 各地 opens many a phrase without a subject.
    let is_noun = WORDS.nouns.longest_at(words).is_some() || words.starts_with('各');
    let is_phrase = !is_noun && WORDS.heads.iter().any(|heads| heads.longest_at(words).is_some());
    if is_phrase || WORDS.closes.longest_of(words).is_some() || measure::begins_with_phrase(words) && !is_noun
    {
        Who::Open
    } else if !is_noun && (measure::begins_with_verb(words) || WORDS.says.longest_at(words).is_some()) {
        Who::Unread
    } else {
        named(place, text)
    }
}

fn without_adverbs(words: &str) -> &str {
    let mut body = words;
    // 两者之和 is a sum, and no 和 that is left over.
    while !body.ends_with("之和") {
        let Some(adverb) = WORDS.adverbs.longest_of(body) else { break };
        body = body.get(..adverb.start).unwrap_or("");
    }
    body
}

/// Behind joining words at the head: 但是, 其中; 请求权人 only begins like one.
fn behind_joint(body: &str) -> usize {
    let noun = WORDS.nouns.longest_at(body).map_or(0, |noun| noun.end);
    WORDS.joints.longest_at(body).filter(|joint| joint.end >= noun).map_or(0, |joint| {
        let rest = body.get(joint.end..).unwrap_or("");
        joint.end + rest.len() - rest.strip_prefix(['，', ',']).unwrap_or(rest).len()
    })
}

/// Where the actor begins in 本办法由县住建局（负责解释）: what stands before 由 is what is done; 0 when there is none.
fn behind_by(body: &str) -> usize {
    let is_by = |(at, _): &(usize, &str)| {
        let (before, after) = (body.get(..*at).unwrap_or(""), body.get(at + "由".len()..).unwrap_or(""));
        // 管理由市局负责, but not 理由
        let reason = before.ends_with('理') && WORDS.by_nouns.longest_of(before).is_none();
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
    WORDS.persons.longest_of(words).is_some() || names_organ(words)
}

/// Whether words end like the name of an organ, a firm or an institution.
pub(super) fn names_organ(words: &str) -> bool {
    (ORGANS.longest_of(words).is_some() || WORDS.organs.longest_of(words).is_some())
        && WORDS.not_organs.longest_of(words).is_none()
}

/// Whether the words before the verb of a measure are an organ that acts, phrases behind it left aside: 市局向省厅, and not
/// 敦促房地产企业 or 对民营企业.
pub(super) fn is_acting_organ(words: &str) -> bool {
    let words = words.get(behind_by(words)..).unwrap_or("");
    let leads = || first_actor(words, true).is_some_and(|end| words.get(..end).is_some_and(names_organ));
    let is_led = || {
        let others = words.replace("对外", "").replace("对口", "");
        others.contains(['向', '给', '对'])
            || WORDS.says.is_in(words)
            || WORDS.sets_to.longest_at(words).is_some()
    };
    names_organ(words) && (leads() || is_plain(words) && !is_led())
}

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
    let [opens, relative, states] = &WORDS.heads;
    let begins = |heads: &Terms| heads.longest_at(words).is_some();
    if WORDS.nouns.longest_at(words).is_some() {
        return Some(0);
    }
    let describes = words.contains('的');
    // 最近一次向主管机关: whoever is addressed does not act.
    if !describes && words.contains(['向', '给']) {
        return None;
    }
    if begins(states) {
        // 未按要求制定管理机构 is an act; 已购房家庭 and 未缴清者 are persons.
        let is_brief = words.chars().count() <= SHORT_STATE || words.ends_with('者');
        return (describes || is_brief).then_some(0);
    }
    if begins(opens) {
        return None;
    }
    if begins(relative) {
        return if describes { Some(0) } else { behind_phrase(words) };
    }
    match WORDS.sets_to.longest_at(words) {
        // 委托单位 is a name, 组织有关单位 sets others to work.
        Some(verb) if !is_generic(words.get(verb.end..).unwrap_or("")) => None,
        _ => WORDS.says.longest_at(words).is_none().then_some(0),
    }
}

/// 收到申请之日起5日内登记机构: behind the phrase of time.
fn behind_phrase(words: &str) -> Option<usize> {
    let ends = |at: usize| {
        let (phrase, rest) = words.split_at(at);
        rest.chars().count() > 1
            && WORDS.closes.longest_of(phrase).is_some()
            && names_somebody(rest)
            // 中心, 内部, 前二项
            && !rest.starts_with(['心', '部', '项', '条', '款', '二', '三', '四'])
            && (!phrase.ends_with('起') || phrase.ends_with("日起"))
    };
    words.char_indices().map(|(at, _)| at).skip(3).filter(|at| ends(*at)).last()
}

/// Where the actor at the head of the words ends and a phrase begins: 申请人｜凭身份证明, 任何单位｜未经批准. Not in
/// 申请人按规定提交的材料, where a thing is described.
fn end_of_actor(words: &str) -> Option<usize> {
    let end = first_actor(words, names_somebody(words))?;
    let phrase = words.get(end..).unwrap_or("");
    let describes = phrase.contains('的') && !phrase.ends_with('的');
    (!describes || WORDS.toward.longest_at(phrase).is_some()).then_some(end)
}

/// Where the first actor ends that a phrase follows, or a verb that sets others to work.
fn first_actor(words: &str, sets_to: bool) -> Option<usize> {
    let begins = |rest: &str| {
        let verb = WORDS.sets_to.longest_at(rest).filter(|_| sets_to);
        WORDS.behind.longest_at(rest).is_some()
            || verb.is_some_and(|verb| !is_generic(rest.get(verb.end..).unwrap_or("")))
    };
    words.char_indices().map(|(at, _)| at).skip(2).find_map(|at| {
        let (head, rest) = words.split_at(at);
        if !begins(rest) || WORDS.nouns.longest_at(rest).is_some() {
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

/// Whether words begin like a name, and not like a phrase or an act; 执法机构 is a name.
fn is_plain(words: &str) -> bool {
    let is_phrase = WORDS.heads.iter().any(|heads| heads.longest_at(words).is_some());
    let is_name = |verb: &str| is_generic(words.get(verb.len()..).unwrap_or(""));
    WORDS.nouns.longest_at(words).is_some()
        || !is_phrase && !measure::begins_with_verb(words)
        || measure::verb_at(words).is_some_and(is_name)
}

/// Whether words are no more than 单位, 机构 and the like, which make a name of the verb before them.
fn is_generic(words: &str) -> bool {
    WORDS.generic.longest_at(words).is_some_and(|found| found.end == words.len())
}

/// Whether words begin like a case: 未经批准, 如有特殊情况.
pub(super) fn opens_case(words: &str) -> bool {
    WORDS.cases.longest_at(words).is_some()
        && WORDS.not_cases.longest_at(words).is_none()
        && WORDS.nouns.longest_at(words).is_none()
}

/// The same for words that stand directly before a modal: 经批准可以….
fn opens_lead_case(words: &str) -> bool {
    let leads = WORDS.lead_cases.longest_at(words).is_some() && WORDS.nouns.longest_at(words).is_none();
    leads || opens_case(words)
}

/// 有下列情形之一者, 违反前项规定者: a case of the old laws, whatever person 者 may be.
pub(super) fn is_case_of_persons(words: &str) -> bool {
    words.strip_suffix('者').is_some_and(|case| WORDS.case_ends.longest_of(case).is_some())
}

/// Whether a clause goes on with the one before it: 或者…, 又….
pub(super) fn joins(clause: &str) -> bool {
    WORDS.joins.longest_at(clause).is_some()
}

/// Whether the act is a measure against whoever is named before: 处罚款, 责令改正.
pub(super) fn is_sanction(act: &str) -> bool {
    WORDS.sanctions.longest_at(act).is_some()
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

/// Where the actor ends that the words of a clause begin with.
fn head_of(words: &str) -> Option<usize> {
    let (verb, phrase) = (measure::verb_behind_actor(words), end_of_actor(words));
    verb.into_iter().chain(phrase).min()
}

/// What organs do for whoever applied: 受理, 核发.
static GRANTS: WordSet = WordSet::of("obligation_words", "grants");
/// What whoever applies does himself: 申请补助.
static OWN_ACTS: WordSet = WordSet::of("obligation_words", "own_act");
/// Such a verb stands so near behind the modal, in characters.
const GRANT_CHARS: usize = 16;

/// Who acts in a sentence whose clause with the modal names nobody: an earlier clause says so.
pub(super) fn earlier(cx: &Context<'_>, shape: &Shape, modal: Modal, modals: &Modals) -> Option<Span<Norm>> {
    let before = || shape.clauses.get(..modal.clause).unwrap_or(&[]).iter();
    let hit = |clause: Span<Norm>| {
        cx.hits.within(modals.list, clause).iter().find(|hit| modals.row(**hit).is_some()).copied()
    };
    let silent = || before().copied().filter(|c| hit(*c).is_none());
    let alone = silent().find_map(|c| alone(cx.text, c)).or_else(|| silent().find_map(|c| own(cx.text, c)));
    let after = cx.text.get(modal.span.end as usize..shape.body.end as usize).unwrap_or("");
    let against = modal.guard == Guard::Refuse || is_sanction(after);
    if let Some(alone) = alone.filter(|alone| !against || names_organ(alone.of(cx.text))) {
        return Some(alone);
    }
    if let Some(all) = silent().find_map(|clause| all_of(cx.text, clause)).filter(|_| !against) {
        return Some(all);
    }
    let given = modal.guard == Guard::Permit || modal.modality == Modality::Encouraged;
    let served = GRANTS.is_in(first_chars(after, GRANT_CHARS)) && OWN_ACTS.head_of(after).is_none();
    let own = !against && !given && !served;
    for clause in before().rev() {
        let lead = match hit(*clause) {
            Some(hit) => Lead::read(cx.text, trimmed(cx.text, Span::new(clause.start, hit.start))).who,
            None => told(cx.text, *clause, (against, own)),
        };
        match lead {
            Who::Named(place) if is_somebody(place.of(cx.text)) => return Some(place),
            Who::Open => {}
            Who::Named(_) | Who::Unread => return None,
        }
    }
    None
}

/// A clause without a modal: 由公安机关责令改正, 行政机关实施检查时. What is done to somebody is not done by him.
/// `own` says that whoever meets with something may be the one who acts.
fn told(text: &str, clause: Span<Norm>, (against, own): (bool, bool)) -> Who {
    let words = clause.of(text);
    if words.starts_with('由') {
        return behind_by_at(text, clause).map_or(Who::Unread, Who::Named);
    }
    if let Some(end) = met(words).filter(|_| own) {
        return Lead::read(text, part(clause, 0, end)).who;
    }
    let is_aside = words.ends_with(['的', '后', '外', '者']) || words.starts_with('除') || opens_case(words);
    // What somebody has done or issued is told, and is no duty of his.
    let is_aside = is_aside || words.contains(['了', '《']);
    if against || is_aside {
        return Who::Open;
    }
    let is_name = |end: &usize| {
        let head = words.get(..*end).unwrap_or("");
        is_plain(head) && !head.contains('的') && head.contains('（') == head.contains('）')
    };
    head_of(words).filter(is_name).map_or(Who::Open, |end| Lead::read(text, part(clause, 0, end)).who)
}

/// Longest description of all whom a rule binds, in characters.
const LONGEST_ALL: usize = 60;

/// 凡在本市从事经营的单位和个人，须…: all who are described so, and no case.
pub(super) fn all_of(text: &str, clause: Span<Norm>) -> Option<Span<Norm>> {
    let words = clause.of(text);
    let rest = words.strip_prefix("凡是").or_else(|| words.strip_prefix('凡'))?;
    let fits = (2..=LONGEST_ALL).contains(&rest.chars().count());
    let described = rest.contains('的') || rest.ends_with('者');
    (fits && described && names_somebody(rest)).then(|| part(clause, words.len() - rest.len(), words.len()))
}

/// Where the actor ends who meets with something and acts: 考生｜收到通知后, 当事人｜对处理不服的, 缴存人｜购买住房.
fn met(words: &str) -> Option<usize> {
    let is_case = words.ends_with(['的', '后', '者', '外']);
    let of_persons = is_case_of_persons(words);
    let ends = words.char_indices().map(|(at, _)| at).skip(2).take(LONGEST_MET);
    ends.filter(|at| names_somebody(&words[..*at]) && !words[..*at].contains('的')).find(|at| {
        let (head, rest) = words.split_at(*at);
        let rest = rest.strip_prefix('在').unwrap_or(rest);
        let meets = WORDS.meets.longest_at(rest).is_some() || objects(rest);
        let acts = !is_case && WORDS.deeds.longest_at(rest).is_some();
        let has = of_persons && WORDS.case_verbs.longest_at(rest).is_some();
        (meets || acts || has) && is_plain(head) && is_alone(head)
    })
}

/// Whether a name stands alone, and not as the object of what is said before it: 房票仅供申请人, 活动期间在指定企业.
fn is_alone(head: &str) -> bool {
    let behind = head.char_indices().nth(1).map_or("", |(at, _)| &head[at..]);
    !behind.contains(['供', '由', '向', '在']) && !behind.contains("任何") && !head.contains("具有")
}

/// Whether the clause names all whom a rule binds or somebody in a case of his own: who is named so is bound by this
/// sentence alone.
pub(super) fn is_passing(text: &str, clause: Span<Norm>) -> bool {
    let plain = told(text, clause, (false, false));
    all_of(text, clause).is_some() || met(clause.of(text)).is_some() && !matches!(plain, Who::Named(_))
}

/// Longest name of somebody who meets with something, in characters.
const LONGEST_MET: usize = 16;

/// 对处理决定不服的, 对公示有异议的
fn objects(words: &str) -> bool {
    let ends = ["不服的", "有异议的", "不满意的", "有异议", "不服"];
    words.starts_with('对') && ends.iter().any(|end| words.ends_with(end))
}

/// A whole clause that is nothing but an actor: `房地产开发企业，…，应当…` or `A，作为…，要` or `A是…的主管部门，负责…`.
fn alone(text: &str, clause: Span<Norm>) -> Option<Span<Norm>> {
    let inner = clause.of(text);
    let short = inner.chars().count() <= 24;
    let is_case = inner.ends_with('的') || opens_case(inner) || is_case_of_persons(inner);
    if !short || is_case || !names_somebody(inner) {
        return None;
    }
    let end = end_of_actor(inner);
    // 煤炭是能源的主体: what it is, and no actor.
    if end.is_none() && inner.contains('是') {
        return None;
    }
    let end = end.unwrap_or(inner.len());
    match Lead::read(text, part(clause, 0, end)).who {
        Who::Named(place) => Some(place),
        Who::Open | Who::Unread => None,
    }
}

/// 本会 of 本会为办理前项稽核，应…: whoever speaks acts, and the clause goes on to say when.
fn own(text: &str, clause: Span<Norm>) -> Option<Span<Norm>> {
    let mut chars = clause.of(text).chars();
    let own =
        chars.next() == Some('本') && chars.next().is_some_and(|c| "会局部院所处队段行署厅委".contains(c));
    own.then(|| Span::new(clause.start, clause.start + to_u32("本会".len())))
}

/// The words around a subject, see `dictionaries/subject_words.tsv`.
struct Words {
    /// Adverbs between subject and modal.
    adverbs: Endings,
    /// Joining words before the subject.
    joints: Terms,
    /// Heads of phrases of time, place, case and purpose: those that name nobody, those that may describe an actor, those
    /// that belong to the actor they stand before.
    heads: [Terms; 3],
    /// Their ends.
    closes: Endings,
    /// Nouns that begin like such a phrase or like a verb.
    nouns: Terms,
    /// How persons and bodies are called.
    persons: Endings,
    /// Endings of bodies that `unit_endings.tsv` lacks, and words that only end so.
    organs: Endings,
    not_organs: Endings,
    /// What names an actor behind a verb: 执法机构.
    generic: Terms,
    /// Heads of phrases behind the subject.
    behind: Terms,
    /// Those of them that lead to an object.
    toward: Terms,
    /// Verbs that set others to work.
    sets_to: Terms,
    /// Heads of cases, and words that only begin like one.
    cases: Terms,
    lead_cases: Terms,
    not_cases: Terms,
    /// Heads of clauses that go on with the one before.
    joins: Terms,
    /// Measures against somebody.
    sanctions: Terms,
    /// Words that report what was laid down.
    says: Terms,
    /// 管理 before 由, which is no 理由.
    by_nouns: Endings,
    /// What whoever acts next meets with, and what he does: 收到, 购买.
    meets: Terms,
    deeds: Terms,
    /// How a case begins behind its person and how it ends before 者: 有下列, 情形之一.
    case_verbs: Terms,
    case_ends: Endings,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("subject_words");
    let place = table.column("place");
    let of = |wanted: &'static str| table.rows().filter(move |row| row[place] == wanted).map(|row| row[0]);
    Words {
        adverbs: Endings::new(of("adverb")),
        joints: Terms::new(of("joint")),
        heads: ["opens", "relative", "states"].map(|place| Terms::new(of(place))),
        closes: Endings::new(of("closes")),
        nouns: Terms::new(of("noun")),
        persons: Endings::new(of("person")),
        organs: Endings::new(of("organ")),
        not_organs: Endings::new(of("not_organ")),
        generic: Terms::new(of("generic")),
        behind: Terms::new(of("behind")),
        toward: Terms::new(of("toward")),
        sets_to: Terms::new(of("sets_to")),
        cases: Terms::new(of("case")),
        lead_cases: Terms::new(of("lead_case")),
        not_cases: Terms::new(of("not_case")),
        joins: Terms::new(of("joins")),
        sanctions: Terms::new(of("sanction")),
        says: Terms::new(of("says")),
        by_nouns: Endings::new(of("by_noun")),
        meets: Terms::new(of("meets")),
        deeds: Terms::new(of("deed")),
        case_verbs: Terms::new(of("case_verb")),
        case_ends: Endings::new(of("case_end")),
    }
});
