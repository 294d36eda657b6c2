//! Who acts in a sentence whose clause with the modal names nobody: an earlier clause says so.

use super::Modality;
use super::case::{is_case_of_persons, is_sanction, opens_case};
use super::measure;
use super::modal::{Guard, Modal, Modals};
use super::subject::{
    ACTS, BEHIND, DESCRIBED_CHARS, Lead, Who, behind_by_at, end_of_actor, is_list, is_plain, is_somebody,
    names_organ, names_somebody, part,
};
use crate::facts::Context;
use crate::facts::clause::{Shape, trimmed};
use crate::lexicon::{HeadSet, Hit, TailSet, WordSet};
use crate::text::{Norm, Span, first_chars, to_u32};

/// Where the actor ends that the words of a clause begin with.
pub(super) fn head_of(words: &str) -> Option<usize> {
    let (verb, phrase) = (measure::verb_behind_actor(words), end_of_actor(words));
    verb.into_iter().chain(phrase).min()
}

// What follows a person who acts next: what he meets with (收到), what he does (购买), how his case goes on (连续缴存满一年的; 有下列).
static MEETS: HeadSet = HeadSet::of("subject_words", "meets");
static DEEDS: HeadSet = HeadSet::of("subject_words", "deed");
static ADJOINS: HeadSet = HeadSet::of("subject_words", "adjoins");
static CASE_VERBS: HeadSet = HeadSet::of("subject_words", "case_verb");

// How what a sentence is about begins, and how it does not end: 前项公告, 前项情形.
static TOPICS: HeadSet = HeadSet::of("subject_words", "topic");
static NOT_TOPICS: TailSet = TailSet::of("subject_words", "not_topic");

/// What organs do for whoever applied: 受理, 核发.
static GRANTS: WordSet = WordSet::of("obligation_words", "grants");
/// What whoever applies does himself: 申请补助.
static OWN_ACTS: WordSet = WordSet::of("obligation_words", "own_act");
/// What is done for somebody or with him: 给予, 发放, 认定.
static GIVES: WordSet = WordSet::of("obligation_words", "gives");
/// Such a verb stands so near behind the modal, in characters.
const GRANT_CHARS: usize = 16;

/// Looks through the clauses before the modal.
pub(super) fn earlier(cx: &Context<'_>, shape: &Shape, modal: Modal, modals: &Modals) -> Option<Span<Norm>> {
    let before = || shape.clauses.get(..modal.clause).unwrap_or(&[]).iter();
    let hit = |clause: Span<Norm>| {
        cx.hits.within(modals.list, clause).iter().find(|hit| modals.row(**hit).is_some()).copied()
    };
    let silent = || before().copied().filter(|c| hit(*c).is_none());
    let alone = silent().find_map(|c| alone(cx.text, c)).or_else(|| silent().find_map(|c| own(cx.text, c)));
    let after = cx.text.get(modal.span.end as usize..shape.body.end as usize).unwrap_or("");
    let against = modal.guard == Guard::Refuse || is_sanction(after);
    let lead = |clause: Span<Norm>, hit: Hit| {
        Lead::read(cx.text, trimmed(cx.text, Span::new(clause.start, hit.start))).who
    };
    // 甲公司，伪造文件的，主管部门应当撤销，并不得受理: whoever is told to act stands nearer.
    let nearer = |at: u32| {
        let of = |clause: Span<Norm>| match hit(clause) {
            Some(hit) => lead(clause, hit),
            None => told(cx.text, clause, (against, false)),
        };
        let behind = before().rev().take_while(|clause| clause.start > at);
        behind.filter(|clause| !is_exception(clause.of(cx.text))).find_map(|clause| match of(*clause) {
            Who::Named(place) if is_somebody(place.of(cx.text)) => Some(place),
            _ => None,
        })
    };
    if let Some(alone) = alone.filter(|alone| !against || names_organ(alone.of(cx.text))) {
        return nearer(alone.start).or(Some(alone));
    }
    if let Some(all) = silent().find_map(|clause| all_of(cx.text, clause)).filter(|_| !against) {
        return Some(all);
    }
    let given = modal.guard == Guard::Permit || modal.modality == Modality::Encouraged;
    let served = GRANTS.is_in(first_chars(after, GRANT_CHARS)) && OWN_ACTS.head_of(after).is_none();
    let own = !against && !given && !served;
    // 插座必须放稳，不得靠近床铺: what must be so is what must not be otherwise.
    let opens = shape.clauses.get(modal.clause).is_some_and(|clause| clause.start == modal.span.start);
    let goes_on = opens && modal.modality == Modality::MustNot && !against;
    // 纳税人申请减免的，应当向税务机关提交证明
    let hands_in =
        || after.starts_with(['向', '按', '依', '如']) && OWN_ACTS.is_in(first_chars(after, 2 * GRANT_CHARS));
    // 缴存人购房的，可按最低比例首付: what is granted is said to be given.
    let may = || modal.modality == Modality::May && !GIVES.is_in(first_chars(after, 2 * GRANT_CHARS));
    let acts = own && (OWN_ACTS.head_of(after).is_some() || hands_in() || may());
    for (back, clause) in before().rev().enumerate() {
        if is_exception(clause.of(cx.text)) {
            continue;
        }
        if let Some(at) = clause.of(cx.text).find('除').filter(|_| opens && back == 0 && !against)
            && clause.of(cx.text).ends_with('外')
            && let Who::Named(place) = Lead::read(cx.text, part(*clause, 0, at)).who
        {
            // 船舶除救难外，不得超载
            return Some(place);
        }
        let hit = hit(*clause);
        let is_case = clause.of(cx.text).ends_with(['的', '者']);
        let lead = match hit.map(|hit| lead(*clause, hit)) {
            // 船长不服不得离港之处分者: what a case is about lays nothing down.
            Some(Who::Named(place)) if is_somebody(place.of(cx.text)) => Who::Named(place),
            Some(_) if is_case => told(cx.text, *clause, (against, own)),
            Some(lead) => lead,
            None => told(cx.text, *clause, (against, own)),
        };
        let lead = match lead {
            Who::Open if acts => applicant(cx.text, *clause),
            lead => lead,
        };
        match lead {
            Who::Named(place) if is_somebody(place.of(cx.text)) => return Some(place),
            Who::Named(place) if goes_on && back == 0 && hit.is_some() => return Some(place),
            Who::Open => {}
            Who::Named(_) | Who::Unread => return None,
        }
    }
    silent().next().and_then(|_| topic(cx.text, shape, modal))
}

/// 除甲部门应当核对外: what is laid down elsewhere.
fn is_exception(clause: &str) -> bool {
    clause.starts_with('除') && clause.ends_with('外')
}

/// 缴存人与配偶共同购房的，可申请…: the person a case begins with does what only he can do.
fn applicant(text: &str, clause: Span<Norm>) -> Who {
    let words = clause.of(text);
    if !words.ends_with(['的', '者', '时', '后']) || opens_case(words) {
        return Who::Open;
    }
    let begins =
        |rest: &str| BEHIND.begins(rest) || MEETS.begins(rest) || DEEDS.begins(rest) || ADJOINS.begins(rest);
    let names = |end: &usize| {
        let (head, rest) = words.split_at(*end);
        names_somebody(head)
            && begins(rest)
            && is_plain(head)
            && is_alone(head)
            && !head.contains('的')
            && !head.ends_with("或者")
            && !head.starts_with(['有', '又', '尚', '需', '要'])
            && !ACTS.begins(head)
    };
    let mut ends = words.char_indices().map(|(at, _)| at).skip(2).take(LONGEST_MET);
    ends.find(names).map_or(Who::Open, |end| Lead::read(text, part(clause, 0, end)).who)
}

/// Longest name of what a sentence is about, in characters.
const LONGEST_TOPIC: usize = 24;

/// 前项公告，应…: what the sentence is about stands alone before the modal.
fn topic(text: &str, shape: &Shape, modal: Modal) -> Option<Span<Norm>> {
    let (first, clause) = (shape.clauses.first()?, shape.clauses.get(modal.clause)?);
    let words = first.of(text);
    let names = TOPICS.longest_at(words).is_some_and(|topic| topic.end < words.len())
        && !NOT_TOPICS.ends(words)
        && words.chars().count() <= LONGEST_TOPIC;
    (modal.clause == 1 && clause.start == modal.span.start && names).then_some(*first)
}

/// A clause without a modal: 由公安机关责令改正, 行政机关实施检查时. What is done to somebody is not done by him.
/// `own` says that whoever meets with something may be the one who acts.
fn told(text: &str, clause: Span<Norm>, (against, own): (bool, bool)) -> Who {
    let words = clause.of(text);
    if words.starts_with('由') {
        let who = behind_by_at(text, clause).filter(|who| !made_by(text, *who, clause));
        return who.map_or(Who::Unread, Who::Named);
    }
    if let Some(at) = words.find('除').filter(|_| words.ends_with('外')) {
        let head = &words[..at];
        if names_somebody(head) && is_plain(head) && !head.contains('的') {
            return Lead::read(text, part(clause, 0, at)).who;
        }
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
        let (head, rest) = words.split_at(*end);
        // 政府建设的道路 is what the sentence is about.
        let made = measure::verb_at(rest).and_then(|verb| rest.strip_prefix(verb));
        if made.is_some_and(|rest| first_chars(rest, 3).contains('的')) {
            return false;
        }
        is_plain(head)
            && !head.replace("设区的市", "").contains('的')
            && head.contains('（') == head.contains('）')
    };
    head_of(words).filter(is_name).map_or(Who::Open, |end| Lead::read(text, part(clause, 0, end)).who)
}

/// 由物业提供的票据，应…: what somebody made is told about, and not who made it.
fn made_by(text: &str, who: Span<Norm>, clause: Span<Norm>) -> bool {
    let rest = text.get(who.end as usize..clause.end as usize).unwrap_or("");
    let verb = rest.find('的').map_or("", |at| &rest[..at]);
    (2..=4).contains(&verb.chars().count()) && !rest.ends_with('的') && !BEHIND.begins(rest)
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
pub(super) fn met(words: &str) -> Option<usize> {
    let is_case = words.ends_with(['的', '后', '者', '外']);
    let of_persons = is_case_of_persons(words);
    let ends = words.char_indices().map(|(at, _)| at).skip(2).take(LONGEST_MET);
    ends.filter(|at| names_somebody(&words[..*at]) && !words[..*at].contains('的')).find(|at| {
        let (head, rest) = words.split_at(*at);
        // 所有人于领得证书后
        let then = rest.starts_with('于') && words.ends_with(['后', '前', '时', '内'])
            || rest.starts_with('在') && words.ends_with("同时");
        let rest = rest.strip_prefix('在').unwrap_or(rest);
        let meets = then || MEETS.begins(rest) || objects(rest);
        // 政府建设的道路 is what the sentence is about.
        let deed = DEEDS.longest_at(rest).filter(|_| !is_case);
        let acts = deed.is_some_and(|deed| !first_chars(&rest[deed.end..], 4).contains('的'));
        let has = of_persons && CASE_VERBS.begins(rest);
        // 缴存人连续缴存满六个月
        let has = has || !is_case && ADJOINS.begins(rest) && rest.contains('满');
        (meets || acts || has) && is_plain(head) && is_alone(head)
    })
}

/// Whether a name stands alone, and not as the object of what is said before it: 房票仅供申请人, 活动期间在指定企业.
fn is_alone(head: &str) -> bool {
    let behind = head.char_indices().nth(1).map_or("", |(at, _)| &head[at..]);
    let led = behind.contains(['供', '由', '向', '在']) && !head.starts_with("意向");
    !led && !behind.contains("任何") && !head.contains("具有") && !head.starts_with(['需', '要', '与'])
}

/// Whether the clause names all whom a rule binds or somebody in a case of his own: who is named so is bound by this
/// sentence alone.
pub(super) fn is_passing(text: &str, clause: Span<Norm>) -> bool {
    let plain = told(text, clause, (false, false));
    let of_his_own = || met(clause.of(text)).is_some() || matches!(applicant(text, clause), Who::Named(_));
    all_of(text, clause).is_some() || !matches!(plain, Who::Named(_)) && of_his_own()
}

/// Longest name of somebody who meets with something, in characters.
const LONGEST_MET: usize = 16;

/// 对处理决定不服的, 对公示有异议的
fn objects(words: &str) -> bool {
    let ends = ["不服的", "有异议的", "不满意的", "有异议", "不服"];
    words.starts_with('对') && ends.iter().any(|end| words.ends_with(end))
}

/// Longest actor in a clause of its own, in characters.
const LONGEST_ALONE: usize = 36;

/// A whole clause that is nothing but an actor: `房地产开发企业，…，应当…` or `A，作为…，要` or `A是…的主管部门，负责…`.
fn alone(text: &str, clause: Span<Norm>) -> Option<Span<Norm>> {
    let inner = clause.of(text);
    let length = inner.chars().count();
    let long = length <= LONGEST_ALONE && !inner.ends_with('者') && is_plain(inner);
    let described = length <= DESCRIBED_CHARS && inner.contains('的');
    let short = length <= 24 || long || described || is_list(inner);
    let is_case = inner.ends_with('的') || opens_case(inner) || is_case_of_persons(inner);
    if !short || is_case || !names_somebody(inner) {
        return None;
    }
    let end = end_of_actor(inner);
    // 煤炭是能源的主体, 旧账是制约企业发展的问题: what it is, and no actor.
    let told = inner.get(..end.unwrap_or(inner.len())).unwrap_or("");
    if told.contains('是') && !told.starts_with("凡是") {
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
