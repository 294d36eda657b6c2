//! Who and what is meant by a day that binds nobody, 制发的文件, 户籍在本区的少年, and what was asked though its day has passed.

use jiff::civil::Date;

use super::moment::Moment;
use super::reading::{Days, Reading};
use super::words::Role;

/// 年内可开工的项目: which are meant.
pub(super) fn names_what_may(tail: &str) -> bool {
    tail.starts_with(['可', '能', '拟', '将', '已']) && names_what_is(tail)
}

/// 6月1日前，取得用地的项目可按原办法执行: the next clause begins with what those meant have done by then.
pub(super) fn names_acquired(r: &Reading<'_>, end: usize) -> bool {
    let Some(clause) = r.tail(end).strip_prefix(['，', ',']) else { return false };
    let clause = clause.split(['，', ',', '。', '；', '\n']).next().unwrap_or(clause);
    let act = |done: &str| done.strip_suffix('的').is_some_and(|act| clause.starts_with(act));
    // 6月1日前，户籍在本区的少年; 6月1日前，在本区购房的业主子女.
    let whole = clause.split(['（', '(']).next().unwrap_or(clause).trim_end();
    let belongs = Role::Belongs.stands_in(whole)
        && Role::Binds.stands_in(whole).eq(&false)
        && (clause.starts_with('在') || Role::Belongs.starts(clause).is_some());
    (belongs || Role::Past.words().iter().any(|done| act(done))) && names_what_is(whole)
}

/// 已签订的合同（8月15日前）: the bracket says which of what has been done is meant.
pub(super) fn notes_done(r: &Reading<'_>, m: &Moment) -> bool {
    let Some(noted) = r.head(m.start).trim_end().strip_suffix(['（', '(']) else { return false };
    let clause = noted.rsplit(['，', ',', '。', '；', '：', ':', '\n']).next().unwrap_or(noted);
    clause.split_once('已').is_some_and(|(_, done)| done.contains('的') && !done.ends_with('的'))
}

/// 对2031年1月至6月期间购房的家庭，在2032年3月底前缴清的: the days before another year that is named say who is meant.
pub(super) fn names_by_time(r: &Reading<'_>, start: usize, end: usize, last: Date) -> bool {
    let head = r.head(start).trim_end();
    let led = ["对", "对在", "对于", "对于在", "凡在"].iter().any(|lead| head.ends_with(lead));
    let clause = r.clause_tail(end);
    let later = r.tail(end).match_indices("20").any(|(at, _)| {
        let year = r.tail(end).get(at..at + 4).and_then(|year| year.parse::<i16>().ok());
        year.is_some_and(|year| year > last.year())
    });
    led && later && clause.contains('的') && !clause.ends_with('的')
}

/// Whether the clause names a thing, 制发的文件, and not who is treated how, 缴清契税的给予补贴.
pub(super) fn names_what_is(tail: &str) -> bool {
    tail.match_indices('的').any(|(i, de)| {
        let rest = tail.get(i + de.len()..).unwrap_or("");
        // 毕业的应聘人员 are persons.
        let person = ["应聘", "应届", "应征"].iter().any(|word| rest.starts_with(word));
        !rest.is_empty() && (person || Role::Grants.starts(rest).is_none())
    })
}

/// A paper may be put up so many days after what it asks for was due.
const PUT_UP_AFTER: i32 = 45;

/// 各镇要将方案于3月15日前报县局备案 in a paper put up a week later: what was asked still stands.
pub(super) fn was_asked(r: &Reading<'_>, m: &Moment, days: Days, end: usize) -> bool {
    let since = r.basis.about.and_then(|date| date.since(days.last).ok());
    let near = since.is_some_and(|span| span.get_days() <= PUT_UP_AFTER);
    let head = r.head(m.start).trim_end();
    let sentence = head.rsplit(['。', '；', ';', '\n']).next().unwrap_or(head);
    let asked = ["要", "请", "应", "须", "务必"].iter().any(|modal| sentence.contains(modal));
    let acts = Role::SameDay.starts(r.tail(end)).is_some() && !r.clause_tail(end).ends_with('的');
    near && asked && acts && head.ends_with('于') && !r.told(m.start, end) && !r.is_report()
}
