//! Ranges whose ends are joined by a hyphen: 90-144平方米, 1-9月, 2021-2025年.
//!
//! Titles of other papers are as they were issued, so nothing within 《》 is told; nor is a full-width hyphen, which many
//! take for the dash, nor what only looks like a range: numbers of standards, dates, telephone numbers.

use memchr::memchr_iter;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::WordSet;
use crate::text::{Span, last_chars};

/// Units behind the end of a range.
static UNITS: WordSet = WordSet::of("rule_words", "range_unit");
/// Characters within which a title in 《》 begins.
const LONGEST_TITLE: usize = 120;

/// 起止用了短横线
pub(super) fn range_hyphen(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let mut seen = false;
    let flaws = memchr_iter(b'-', text.as_bytes()).filter_map(|at| {
        let (low, high) = ends(text, at)?;
        seen = true;
        let span = Span::at(low, high);
        let line = outline.line_holding(span.start).filter(|l| l.part.is_text())?;
        let before = text.get(line.span.start as usize..low)?;
        let before = last_chars(before, LONGEST_TITLE);
        let is_title = before.rfind('《') > before.rfind('》');
        let is_hyphen = cx.subject.document.raw_of(span).contains('-');
        (!is_title && is_hyphen).then(|| Flaw::at(span).with("match", span.of(text)))
    });
    let flaws: Vec<Flaw> = flaws.collect();
    if seen {
        Judgement::of(flaws, "起止没有用短横线")
    } else {
        Judgement::not_applicable("文中没有用短横线连接的数")
    }
}

/// Where the range whose hyphens end at `at` begins and ends.
fn ends(text: &str, at: usize) -> Option<(usize, usize)> {
    let after = text.get(at + 1..)?;
    if after.starts_with('-') {
        return None;
    }
    if let Some(times) = times(text, at) {
        return Some(times);
    }
    // 90--144
    let before = text.get(..at)?;
    let bare = without_note_behind(before.strip_suffix('-').unwrap_or(before));
    let unit = unit(|u| bare.ends_with(u));
    let bare = bare.strip_suffix(unit).unwrap_or(bare);
    let (rest, low) = figure_before(bare)?;
    // A code: 0898-681234.
    let is_figure = |figure: &str| !figure.starts_with('0') || figure.len() == 1 || figure.starts_with("0.");
    // 2022-03-04, GB/T 1-2020, 〔2020〕3-5, 第3章-2
    let lead = rest.strip_suffix('：').unwrap_or(rest);
    // 2：1-3
    let is_ratio = lead.len() < rest.len() && lead.ends_with(|c: char| c.is_ascii_digit());
    let is_apart =
        !is_ratio && !lead.ends_with(|c: char| c.is_ascii_alphanumeric() || "-—～~〔〕/.:至".contains(c));
    let tail = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let high = after.get(..after.len() - tail.len())?;
    let tail = without_note_before(tail);
    let behind = self::unit(|u| tail.starts_with(u));
    let tail = tail.strip_prefix(behind)?;
    let is_unit = !behind.is_empty() && !tail.starts_with('-');
    let year = |figure: &str| figure.len() == 4 && (figure.starts_with("19") || figure.starts_with("20"));
    // Dates need not rise: 4月29日-5月11日, 2024年9月-2025年3月.
    let is_dates = match (unit, behind) {
        ("日", "月") => true,
        ("日" | "月", "年") => year(high),
        _ => false,
    };
    let is_rising = is_dates || low.parse::<f64>().ok()? < high.parse::<f64>().ok()?;
    let is_even = is_dates || behind != "年" || year(low) == year(high);
    // 1-2.2021年: the label of an item and a date.
    let is_label = matches!(behind, "年" | "月" | "日") && high.contains('.');
    let is_range = is_figure(low) && is_figure(high) && is_rising && is_even && !is_label;
    let start = if matches!(unit, "日" | "月") { date_before(rest) } else { rest.len() };
    let end = text.len() - if is_dates { date_behind(tail).len() } else { tail.len() };
    (is_apart && is_unit && is_range).then_some((start, end))
}

/// Where two times of the clock that hyphens join begin and end: 8:30-11:30, 19:10--22:40.
fn times(text: &str, at: usize) -> Option<(usize, usize)> {
    let colon = ['：', ':'];
    let digits = |c: char| c.is_ascii_digit();
    let after = text.get(at + 1..)?;
    let behind = after.trim_start_matches(digits);
    let minutes = behind.strip_prefix(colon)?;
    let rest = minutes.trim_start_matches(digits);
    let before = text.get(..at)?;
    let before = before.strip_suffix('-').unwrap_or(before);
    let lead = before.trim_end_matches(digits);
    let hour = lead.strip_suffix(colon)?;
    let start = hour.trim_end_matches(digits);
    let is_hour = |hour: &str| hour.parse::<u8>().is_ok_and(|hour| hour <= 24);
    let are_times = before.len() - lead.len() == 2
        && minutes.len() - rest.len() == 2
        && is_hour(after.get(..after.len() - behind.len())?)
        && is_hour(hour.get(start.len()..)?);
    // Numbers of houses and machines go on.
    let is_joined = |c: char| c.is_ascii_alphanumeric() || ".:：/-".contains(c);
    let is_apart = !start.ends_with(is_joined) && !rest.starts_with(is_joined);
    (are_times && is_apart).then_some((start.len(), text.len() - rest.len()))
}

/// The words without a note at their end that says whether the bound counts: 80（含80）.
fn without_note_behind(words: &str) -> &str {
    let inner = words.strip_suffix('）').and_then(|inner| inner.rsplit_once('（'));
    inner.filter(|(_, note)| is_note(note)).map_or(words, |(before, _)| before)
}

/// The words without such a note in front.
fn without_note_before(words: &str) -> &str {
    let inner = words.strip_prefix('（').and_then(|inner| inner.split_once('）'));
    inner.filter(|(note, _)| is_note(note)).map_or(words, |(_, behind)| behind)
}

/// 含, 不含, 含90, 不含144平方米
fn is_note(note: &str) -> bool {
    let rest = note.strip_prefix('不').unwrap_or(note).strip_prefix('含');
    let unit = rest.map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'));
    unit.is_some_and(|unit| unit.is_empty() || UNITS.words().contains(&unit))
}

/// Where the year and month before a day or a month begin: 2024年3月|4日.
fn date_before(words: &str) -> usize {
    let part = |words: &str, name: char| {
        let (rest, figure) = figure_before(words.strip_suffix(name)?)?;
        // 3.5月12日: the label of the item stands in front.
        Some(rest.len() + figure.rfind('.').map_or(0, |dot| dot + 1))
    };
    let month = part(words, '月').unwrap_or(words.len());
    words.get(..month).and_then(|rest| part(rest, '年')).unwrap_or(month)
}

/// What stands behind the month and day that end a date.
fn date_behind(mut words: &str) -> &str {
    for name in ['月', '日'] {
        let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
        words = rest.strip_prefix(name).filter(|_| rest.len() < words.len()).unwrap_or(words);
    }
    words
}

/// The longest unit that suits, or nothing.
fn unit(suits: impl Fn(&str) -> bool) -> &'static str {
    let units = UNITS.words().iter().copied().filter(|u| suits(u));
    units.max_by_key(|u| u.len()).unwrap_or("")
}

/// The figure at the end, with what stands before it.
fn figure_before(words: &str) -> Option<(&str, &str)> {
    let rest = words.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let figure = words.get(rest.len()..)?;
    (!figure.is_empty() && figure.len() <= 8 && !figure.starts_with('.')).then_some((rest, figure))
}

#[cfg(test)]
mod tests {
    use super::ends;

    #[test]
    fn ranges_are_told_from_what_looks_like_them() {
        for (text, want) in [
            ("座舱90-144平方米的", Some("90-144平方米")),
            ("座舱90平方米-140（含）平方米", Some("90平方米-140（含）平方米")),
            ("今年1-9月", Some("1-9月")),
            ("自4月29日-5月11日止", Some("4月29日-5月11日")),
            ("自2024年9月1日-2025年3月31日止", Some("2024年9月1日-2025年3月31日")),
            ("2024年9月-2025年3月", Some("2024年9月-2025年3月")),
            ("5月6日--2025年8月20日（逾期", Some("5月6日--2025年8月20日")),
            ("面积80（含80）--120平方米", Some("80（含80）--120平方米")),
            ("周期12（不含）-24个月", Some("12（不含）-24个月")),
            ("座舱80m2-120m2（不含120m2）", Some("80m2-120m2")),
            ("位于5-6环", Some("5-6环")),
            ("检验周期：1-7天", Some("1-7天")),
            ("配比为2：1-3个", None),
            ("营运时间8:30-11:30，逢双日", Some("8:30-11:30")),
            ("停渡时间19：10--22：40，", Some("19：10--22：40")),
            ("停渡时间4月3日7时-20时", Some("7时-20时")),
            ("3.5月12日-28日", Some("5月12日-28日")),
            ("编号12:1-3:12", None),
            ("分列如下：1-2.2021年", None),
            ("第3（二）-36个", None),
            ("3---4个", None),
            ("规划（2021-2025年）", Some("2021-2025年")),
            ("第101-200名", Some("101-200名")),
            ("自2022-03-04起", None),
            ("GB 3096-2008年版", None),
            ("水温-5度", None),
            ("电话0898-681234个", None),
            ("3-2号楼", None),
            ("2021-7年", None),
        ] {
            let at = text.rfind('-').unwrap_or(0);
            assert_eq!(ends(text, at).and_then(|(start, end)| text.get(start..end)), want, "{text}");
        }
    }
}
