//! The head that the law databases of Taiwan print above a paper: 法规名称：甲部补助作业要点, and the day of its last version.

use jiff::civil::Date;

use crate::facts::date::date_at;
use crate::facts::{Context, Text};
use crate::lexicon::WordSet;
use crate::outline::Line;
use crate::text::{Norm, Span};

/// The name of the paper stands within so many lines, its day within so many below.
const HEAD_LINES: usize = 20;
const DAY_LINES: usize = 5;
/// Longest line that is a day or a field with one, in bytes.
const LONGEST_FIELD: usize = 90;

/// Organs whose names begin the titles of their rules.
static ORGANS: WordSet = WordSet::of("masthead_words", "taiwan_organ");

/// The lines from the one that names the paper on.
fn head<'c>(cx: &'c Context<'_>) -> Option<&'c [Line]> {
    let named = |line: &Line| line.span.of(cx.text).starts_with("法规名称");
    let at = cx.outline.lines.iter().take(HEAD_LINES).position(named)?;
    cx.outline.lines.get(at..)
}

/// The day of the version: in brackets behind the title, else in the field or the line below it.
pub(super) fn signed_on(cx: &Context<'_>) -> Option<(Date, Span<Norm>)> {
    let lines = head(cx)?;
    let in_title = lines.iter().take(2).find_map(|line| {
        let content = line.span.of(cx.text).trim_end();
        let open = content.strip_suffix(['）', ')'])?.rfind(['（', '('])?;
        day_of_republic(cx, line, open)
    });
    let below = || {
        let fields = lines.iter().skip(1).take(DAY_LINES).filter(|line| line.span.len() <= LONGEST_FIELD);
        fields.map(|line| day_of_republic(cx, line, 0)).find_map(|day| day)
    };
    in_title.or_else(below)
}

/// 民国 100 年 3 月 1 日 in the line from byte `from` on.
fn day_of_republic(cx: &Context<'_>, line: &Line, from: usize) -> Option<(Date, Span<Norm>)> {
    let content = line.span.of(cx.text);
    let at = from + content.get(from..)?.find("民国")?;
    let (date, place) = date_at(&format!("中华{}", content.get(at..)?), 0)?;
    let start = line.span.start as usize + at;
    Some((date, Span::at(start, start + place.end as usize - "中华".len())))
}

/// The organ that the title begins with.
pub(super) fn issuer(cx: &Context<'_>, title: Option<&Text>) -> Vec<Text> {
    let Some(title) = title.filter(|_| head(cx).is_some()) else { return Vec::new() };
    let organ = ORGANS.head_of(title.span.of(cx.text)).map(str::len);
    let start = title.span.start as usize;
    organ.map(|len| Text::of(cx, Span::at(start, start + len))).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use crate::Engine;
    use crate::document::Decoded;

    fn read(text: &str) -> (Option<String>, Option<String>) {
        let metadata = Engine::new().extract(Decoded::of_text(text)).facts.metadata;
        let organ = metadata.issuing_body.first().map(|organ| organ.text.clone());
        (metadata.signed_on.map(|day| day.date.to_string()), organ)
    }

    #[test]
    fn days_and_organs_of_the_head() {
        for (head, day) in [
            ("法规名称：教育部停车补助作业要点\n修正日期：民国 101 年 03 月 21 日\n", "2012-03-21"),
            ("法规名称：教育部停车补助作业要点\n民国 93 年 11 月 5 日\n", "2004-11-05"),
            ("法规名称：教育部停车补助作业要点\n时间：中华民国103年5月7日\n", "2014-05-07"),
            (
                "法规名称：\n教育部停车补助作业要点（民国 101 年 10 月 04 日修正）\n公发布日：民国 93 年 1 月 1 日\n",
                "2012-10-04",
            ),
        ] {
            let text = format!("{head}第 1 条\n停车应有秩序。\n第 2 条\n停车应缴费。\n");
            assert_eq!(read(&text), (Some(day.to_owned()), Some("教育部".to_owned())), "{head}");
        }
        let other = "法规名称：公立医院停车办法\n民国 93 年 11 月 5 日\n第 1 条\n停车应有秩序。\n";
        assert_eq!(read(other).1, None);
    }
}
