//! What a limit counts from that does not name it: 余款在6个月内缴清 behind 合同签订后一个月内, 审核通过后，由市局5个工作日内拨付.

use super::reading::{Draft, Reading};
use super::words::Role;
use super::{Anchor, DeadlineKind};

/// How far behind the first limit the second of the same payment stands at most, in bytes.
const NEAR: usize = 300;
/// Clauses before the one of the limit that may name its event.
const BACK: usize = 2;
/// What parts clauses.
const STOPS: [char; 8] = ['，', ',', '。', '；', ';', '：', ':', '\n'];

/// Where the last limit of a line ends that says what it counts from, and its event.
pub(super) type Last = Option<(usize, String)>;

/// Gives the limits of a sentence the event that an earlier part of the line names.
pub(super) fn complete(r: &Reading<'_>, drafts: &mut [Draft], last: &mut Last) {
    for draft in drafts.iter_mut().filter(|draft| draft.kind == Some(DeadlineKind::Within)) {
        if draft.anchor.is_none()
            && let Some(text) = named(r, draft, last.as_ref())
        {
            draft.anchor = Some(Anchor { kind: "event", text });
            draft.note = Some("起算日不明");
        }
        if let Some(anchor) = draft.anchor.as_ref().filter(|anchor| anchor.kind == "event") {
            *last = Some((draft.end, anchor.text.clone()));
        }
    }
}

fn named(r: &Reading<'_>, draft: &Draft, last: Option<&(usize, String)>) -> Option<String> {
    let limit = r.text.get(draft.start..draft.end)?;
    // 於十日前, 以三个月为限: counted another way.
    if limit.ends_with("前") || limit.ends_with("为限") {
        return None;
    }
    let joined = || of_joined_act(r, draft.start).filter(|_| !limit.contains("提前"));
    paid_since(r, draft, last)
        .or_else(|| of_clause_before(r, draft.start))
        .or_else(joined)
        .or_else(|| of_own_clause(r, draft.start))
}

/// 合同签订后一个月内缴纳50%，余款在6个月内缴清: both count from the same day.
fn paid_since(r: &Reading<'_>, draft: &Draft, last: Option<&(usize, String)>) -> Option<String> {
    let (end, event) = last?;
    let gap = r.text.get(*end..draft.start).filter(|gap| gap.len() <= NEAR)?;
    let rest = ["余款", "剩余", "其余", "余下", "尾款", "全款"];
    let act = r.clause_tail(draft.end);
    let again = rest.iter().any(|word| gap.contains(word) || act.contains(word));
    let listed = gap.trim_matches(['、', '和', '及', '与', '，', ',']).is_empty();
    let pays = gap.contains(['缴', '付']) || act.contains(['缴', '付']);
    ((again || listed) && pays).then(|| event.clone())
}

/// 审核通过后，由市局5个工作日内拨付; 材料不全的，2个工作日内告知.
fn of_clause_before(r: &Reading<'_>, start: usize) -> Option<String> {
    let mut at = r.clause_start(start);
    // The limit stands near the beginning of its clause, behind who acts and no more.
    if r.text.get(at..start)?.chars().count() > 16 {
        return None;
    }
    for back in 0..BACK {
        let head = r.head(at);
        let before = head.trim_end_matches(' ').strip_suffix(['，', ','])?;
        let clause = before.rsplit(STOPS).next().unwrap_or(before);
        let event = ["之后", "以后", "后", "之日起"].iter().find_map(|end| clause.strip_suffix(end));
        // Only the clause right before is the case of the limit.
        let event = event.or_else(|| clause.strip_suffix('的').filter(|_| back == 0));
        if let Some(event) = event {
            let loose = ["今", "此", "其", "最", "然", "之"].iter().any(|word| event.ends_with(word));
            return event_of(event).filter(|_| !loose);
        }
        at -= head.len() - before.len() + clause.len();
    }
    None
}

/// 出售旧房并在1年内购买新房, 签订合同，并在3个月内缴清: the act before 并 is what it counts from.
fn of_joined_act(r: &Reading<'_>, start: usize) -> Option<String> {
    let head = r.head(start).trim_end();
    let head = head.strip_suffix(['在', '于']).unwrap_or(head).strip_suffix(['并', '且'])?;
    let head = head.trim_end_matches(['，', ',']);
    event_of(head.rsplit(STOPS).next().unwrap_or(head))
}

/// 可在购房一年内申请, 从申请受理到完成认定不超过15个工作日, 缓缴期限不超过6个月, 合同签订后竞得人应在1个月内.
fn of_own_clause(r: &Reading<'_>, start: usize) -> Option<String> {
    let clause = r.clause_head(start).trim_end();
    if let Some((_, way)) = clause.rsplit_once('从')
        && let Some((from, _)) = way.split_once(['到', '至'])
        && (2..=12).contains(&from.chars().count())
    {
        return Some(from.to_owned());
    }
    if clause.contains("缓缴") {
        return Some("缓缴".to_owned());
    }
    let modals = ['应', '当', '须', '可', '要', '需', '在', '于'];
    if let Some((event, who)) = clause.rsplit_once('后')
        && (2..=8).contains(&who.trim_end_matches(modals).chars().count())
        && acts(who.trim_end_matches(modals))
    {
        return event_of(event);
    }
    let mut deals = Vec::new();
    Role::Deal.visit(clause, |at| deals.push(at));
    let (before, name) = clause.split_at_checked(*deals.last()?)?;
    let alone = ["购房", "签约", "交房", "网签", "竣工", "入学"].contains(&name);
    let brief = alone || (3..=14).contains(&name.chars().count());
    let other = ["时间", "期限", "时限", "的", "原则", "补贴"].iter().any(|word| name.contains(word));
    (brief && !other && !before.ends_with('所') && !acts(name) && !name.ends_with(modals))
        .then(|| name.to_owned())
}

/// Whether the words name who acts: 受理部门, 竞得人.
fn acts(name: &str) -> bool {
    name.ends_with(['人', '者', '局', '门', '位', '构', '行', '司', '心', '业', '方', '府', '厅', '委'])
}

/// The event without the words that lead to it and who acts: 对出售住房, 待项目取得许可, 监管机构在接到通知.
fn event_of(text: &str) -> Option<String> {
    let text = text.trim();
    let number = |c: char| crate::text::is_numeral(c) || "（）()、.．".contains(c);
    let labelled = text.starts_with(['（', '(']) || text.starts_with(|c: char| c.is_ascii_digit());
    let text = if labelled { text.trim_start_matches(number) } else { text };
    let open = text.find(['（', '(']).filter(|_| !text.contains(['）', ')']));
    let text = open.map_or(text, |open| text.get(..open).unwrap_or(text));
    let bidden = ["应当", "应", "须"].iter().find_map(|modal| {
        let (who, act) = text.split_once(modal)?;
        (!who.ends_with(['相', '适', '对', '供', '反', '响', '必']) && act.chars().count() > 1).then_some(act)
    });
    let text = bidden.unwrap_or(text);
    let leads = ["对于", "对", "待", "在", "于", "自", "经", "凡", "如", "若"];
    let text = leads.iter().find_map(|lead| text.strip_prefix(lead)).unwrap_or(text);
    let since = text.split_once('在').map(|(_, act)| act).filter(|act| Role::EventAct.starts(act).is_some());
    let text = since.unwrap_or(text).trim();
    (2..=30).contains(&text.chars().count()).then(|| text.to_owned())
}
