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
/// A note between a figure and its unit.
const NOTE: &str = "（含）";

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

/// Where the range joined at `at` begins and ends.
fn ends(text: &str, at: usize) -> Option<(usize, usize)> {
    let before = text.get(..at)?;
    let bare = before.strip_suffix(NOTE).unwrap_or(before);
    let unit = unit(|u| bare.ends_with(u));
    let bare = bare.strip_suffix(unit).unwrap_or(bare);
    let (rest, low) = figure_before(bare)?;
    // A code: 0898-681234.
    let is_figure = |figure: &str| !figure.starts_with('0') || figure.len() == 1 || figure.starts_with("0.");
    // 2022-03-04, GB/T 1-2020, 〔2020〕3-5, 第3章-2
    let is_apart = !rest.ends_with(|c: char| c.is_ascii_alphanumeric() || "-—～~〔〕/.:：至".contains(c));
    let start = match (unit, rest.strip_suffix('月')) {
        ("日", Some(head)) => figure_before(head).map_or(rest.len(), |(rest, _)| rest.len()),
        _ => rest.len(),
    };
    let after = text.get(at + 1..)?;
    let tail = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let high = after.get(..after.len() - tail.len())?;
    let tail = tail.strip_prefix(NOTE).unwrap_or(tail);
    let behind = self::unit(|u| tail.starts_with(u));
    let tail = tail.strip_prefix(behind)?;
    let is_unit = !behind.is_empty() && !tail.starts_with('-');
    // 4月29日-5月11日 needs not rise; the day may follow.
    let is_dates = matches!((unit, behind), ("日", "月"));
    let is_rising = is_dates || low.parse::<f64>().ok()? < high.parse::<f64>().ok()?;
    let year = |figure: &str| figure.len() == 4 && (figure.starts_with("19") || figure.starts_with("20"));
    let is_even = behind != "年" || year(low) == year(high);
    let day = tail.trim_start_matches(|c: char| c.is_ascii_digit());
    let end = if is_dates && day.starts_with('日') {
        text.len() - day.len() + "日".len()
    } else {
        text.len() - tail.len()
    };
    let is_range = is_figure(low) && is_figure(high) && is_rising && is_even;
    (is_apart && is_unit && is_range).then_some((start, end))
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
            ("规划（2021-2025年）", Some("2021-2025年")),
            ("第101-200名", Some("101-200名")),
            ("自2022-03-04起", None),
            ("GB 3096-2008年版", None),
            ("水温-5度", None),
            ("电话0898-681234个", None),
            ("3-2号楼", None),
            ("2021-7年", None),
        ] {
            let at = text.find('-').unwrap_or(0);
            assert_eq!(ends(text, at).and_then(|(start, end)| text.get(start..end)), want, "{text}");
        }
    }
}
