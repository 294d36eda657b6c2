//! The field names of times: 完成时限：, 截止日期为, and the dates of the page that are none.

use super::cursor::eat;
use super::moment::Part;
use super::reading::Reading;
use super::stretch::{Stretch, skip_clock};
use super::words::Role;

/// Whether it is a date of the web page or the imprint, or a line of its own (the date of signing).
pub(super) fn is_page(r: &Reading<'_>, stretch: &Stretch) -> bool {
    let head = r.head(stretch.first.start).trim_end();
    let bare = head.trim_end_matches(['：', ':', ' ', '\u{3000}', '[', '【']);
    let tail = r.tail(stretch.end).trim();
    bare.len() != head.len() && is_page_field(bare)
        || is_bracketed_field(head)
            && (tail.is_empty() || tail.starts_with(['•', '·', '【']))
            && stretch.second.is_none()
        || is_stamp(r, stretch, bare)
        || stretch.second.is_none()
            && head.is_empty()
            && !r.begins_cell(stretch.first.start)
            && (tail.is_empty() || tail.starts_with("印发"))
}

/// Whether a field name is one of the page, 发布日期; 截止日期 and 报名日期 are not, though they end in 日期.
fn is_page_field(name: &str) -> bool {
    let Some(page) = Role::Page.ends(name) else { return false };
    Role::Label
        .ends(name)
        .is_none_or(|label| label.len() <= page.len() || Role::Effect.starts(label).is_some())
}

/// 【实施日期】 before a day that stands alone or before the next field: the sheet that a collection of laws puts before a paper.
fn is_bracketed_field(head: &str) -> bool {
    let Some(name) = head.strip_suffix('】').and_then(|head| Some(head.rsplit_once('【')?.1)) else {
        return false;
    };
    let act = name.strip_suffix("时间").or_else(|| name.strip_suffix("日期")).unwrap_or("");
    let whole = |role: Role| role.starts(act).is_some_and(|word| word.len() == act.len());
    whole(Role::Publish) || whole(Role::Effect)
}

/// 时间：2024-05-01 09:30:12: when a page was put up; no paper sets its days to the second, 截止时间：2024-05-01 23:59:59 apart.
fn is_stamp(r: &Reading<'_>, stretch: &Stretch, bare: &str) -> bool {
    let clock = r.text.get(stretch.end..skip_clock(r.text, stretch.end)).unwrap_or("");
    let seconds = clock.matches([':', '：']).count() == 2;
    let name = bare.rsplit([' ', '\u{3000}', '\t', '|', '\n']).next().unwrap_or(bare);
    seconds && stretch.second.is_none() && matches!(name, "" | "时间" | "日期")
}

/// Whether the field name of a time stands right before `at`: 完成时限：, 截止日期为.
pub(super) fn is_labelled(r: &Reading<'_>, at: usize) -> bool {
    let head = r.head(at).trim_end();
    let bare = head.trim_end_matches(['：', ':', ' ', '为', '是', '于', '在', '】', '\t', '|']);
    let bare = ["调整", "分别"].iter().find_map(|word| bare.strip_suffix(word)).unwrap_or(bare);
    let named = Role::Label.ends(bare).map_or("", |label| bare.strip_suffix(label).unwrap_or(bare));
    // 年龄计算截止日期 is up to when somebody's years count.
    if ["计算", "年龄", "年限", "工龄", "统计"].iter().any(|what| named.ends_with(what)) {
        return false;
    }
    // 截止日期2024年1月31日 needs no sign between.
    Role::Label.ends(bare).is_some_and(|label| bare.len() != head.len() || label.starts_with("截止"))
}

/// 证书有效期自1月1日至12月31日 is the term of a thing; 报送1至2月份的数据 says of which months.
pub(super) fn names_term(r: &Reading<'_>, stretch: &Stretch) -> bool {
    let head = r.head(stretch.first.start).trim_end();
    let bare = head.trim_end_matches(|c: char| "自从为：: ".contains(c));
    let months = matches!(stretch.first.part, Part::Month(_)) && Role::Reports.ends(head).is_some();
    months || Role::Terms.ends(bare).is_some()
}

/// Whether the field name before `at` says when something takes place, and not by when it must be done.
pub(super) fn is_timed(r: &Reading<'_>, at: usize) -> bool {
    let head = r.clause_head(at);
    let head = if head.trim().is_empty() { r.head(at) } else { head };
    let bare = head.trim_end_matches(['：', ':', ' ', '为', '是']);
    // 时间：3月 alone may as well be by when.
    let each = bare.strip_suffix("分别");
    let name = bare.rsplit([' ', '\u{3000}', '\t', '：', ':', '，', ',', '。', '；']).next();
    let alone = each.is_none() && name == Some("时间");
    let bare = each.unwrap_or(bare);
    let due = ["完成", "截止", "整改", "结束", "办结", "到期", "交付"];
    !alone && is_labelled(r, at) && bare.ends_with("时间") && !due.iter().any(|word| bare.contains(word))
}

/// Whether the 内 that ends at `end` belongs to 内需: 2024年内需持续恢复, and not 2024年内需完成改造.
pub(super) fn names_demand(r: &Reading<'_>, end: usize) -> bool {
    eat(r.text, end, "需").is_some_and(|need| Role::Needed.starts(r.tail(need)).is_none())
}
