//! The head of an order that promulgates rules: 甲市人民政府令, its number, 现予公布，自…起施行, and who signed it when.

use crate::facts::Context;
use crate::facts::date::dates_in;
use crate::facts::doc_number::DocNumber;
use crate::lexicon::WordSet;
use crate::outline::pattern::{is_organ, signed};
use crate::outline::{Line, Part};
use crate::text::{Norm, Span};

/// Offices whose holders sign orders: 省长, 部长.
static OFFICES: WordSet = WordSet::of("masthead_words", "office");
/// Words of promulgation.
static PROMULGATES: WordSet = WordSet::of("masthead_words", "promulgation");
/// An order stands within so many lines.
pub(super) const LINES: usize = 40;
/// Longest name of an office with its organ before it, and of a person, in characters.
const LONGEST_OFFICE: usize = 16;
const LONGEST_NAME: usize = 8;

/// The lines above the text of an order: whose it is, what it is called, and its number.
pub(super) struct Head {
    pub(super) organ: Span<Norm>,
    word: &'static str,
    number: Span<Norm>,
}

/// 甲市人民政府令, or 甲委员会 and 公 告 below it, with no more than （第32号） on the next line.
pub(super) fn head(cx: &Context<'_>) -> Option<Head> {
    let lines = cx.outline.lines.get(..LINES).unwrap_or(&cx.outline.lines);
    let above = |kind: &Line| {
        let at = lines.partition_point(|line| line.span.start < kind.span.start);
        at.checked_sub(1).and_then(|at| lines.get(at))
    };
    lines.windows(2).find_map(|near| {
        let [kind, number] = near else { return None };
        let content = kind.span.of(cx.text);
        let bare: String = content.split_whitespace().collect();
        let word = ["令", "公告", "通告"].into_iter().find(|word| bare.ends_with(word))?;
        let serial = serial(number.span.of(cx.text))?;
        let (line, organ) = match bare.strip_suffix(word)? {
            "" => above(kind).map(|above| (above, above.span.of(cx.text)))?,
            _ => (kind, content.strip_suffix(word)?.trim_end()),
        };
        let whose = organ.trim_start_matches(['省', '市', '县', '区', '州', '本']);
        let named = is_organ(organ) && !matches!(whose, "政府" | "人民政府");
        let place = |line: &Line, part: std::ops::Range<usize>| {
            Span::at(line.span.start as usize + part.start, line.span.start as usize + part.end)
        };
        named.then(|| Head { organ: place(line, 0..organ.len()), word, number: place(number, serial) })
    })
}

/// Where the number of an order stands in a line that holds nothing else: （第32号）, 第三号.
fn serial(line: &str) -> Option<std::ops::Range<usize>> {
    let bare = line.trim_matches(['（', '）', '(', ')', ' ']);
    let digits = bare.strip_prefix('第')?.strip_suffix('号')?.trim();
    let start = line.find('第')?;
    (!digits.is_empty() && digits.chars().all(crate::text::is_numeral)).then(|| start..start + bare.len())
}

/// The number in that head, which says whose it is only with the lines above it.
pub(super) fn number(cx: &Context<'_>) -> Option<DocNumber> {
    let head = head(cx)?;
    let raw = head.number.of(cx.text);
    let digits = raw.trim_start_matches('第').trim_end_matches('号').trim();
    Some(DocNumber {
        raw: raw.to_owned(),
        body_code: Some(format!("{}{}", head.organ.of(cx.text), head.word)),
        year: None,
        serial: crate::text::parse_numeral(digits),
        span: head.number,
    })
}

/// The day on which the order was signed: behind or below the office and the name, or alone between the promulgation and the
/// first article.
pub(super) fn signed_on(cx: &Context<'_>) -> Option<(jiff::civil::Date, Span<Norm>)> {
    let lines: Vec<&Line> =
        cx.outline.lines.iter().filter(|line| line.part != Part::Portal).take(LINES).collect();
    let head = lines.iter().position(|line| begins_rules(line.span.of(cx.text))).unwrap_or(lines.len());
    let text = |i: usize| lines.get(i).map_or("", |line| line.span.of(cx.text));
    let promulgated = (0..head).find(|&i| PROMULGATES.is_in(text(i)))?;
    let last = (head + 1).min(lines.len());
    let in_line = |line: &&Line| {
        dates_in(cx.text, line.span).find(|(_, span)| {
            let before = cx.text.get(line.span.start as usize..span.start as usize).unwrap_or("");
            let after = cx.text.get(span.end as usize..line.span.end as usize).unwrap_or("");
            !after.is_empty() && is_signatory(before)
        })
    };
    let run_on = || lines.get(promulgated..last).unwrap_or(&[]).iter().find_map(in_line);
    let apart = (promulgated..head).find_map(|i| {
        let (line, content) = (lines.get(i)?, text(i));
        let (date, span) =
            dates_in(cx.text, line.span).last().filter(|(_, span)| span.end == line.span.end)?;
        let before = cx.text.get(line.span.start as usize..span.start as usize)?;
        let by_office =
            is_signatory(before) || before.trim().is_empty() && i > 0 && is_signatory(text(i - 1));
        let alone = signed(content) == Some(0) && i > promulgated && i + 1 == head && head < lines.len();
        (by_office || alone).then_some((date, span))
    });
    apart.or_else(run_on)
}

/// Whether the rules themselves begin: 第一章, 第一条, 第1条.
fn begins_rules(line: &str) -> bool {
    let rest = line.strip_prefix('第').map(str::trim_start);
    let first = rest.and_then(|rest| rest.strip_prefix(['一', '1'])).map(str::trim_start);
    first.is_some_and(|rest| rest.starts_with(['条', '章', '编']))
}

/// Whether the text, or its last sentence, is an office and the name of its holder: 自治区主席 乌某某.
fn is_signatory(text: &str) -> bool {
    let last = text.trim_end().rsplit(['。', '\n']).next().unwrap_or(text);
    let bare: String = last.chars().filter(|c| !c.is_whitespace()).collect();
    OFFICES.words().iter().any(|office| {
        let Some((organ, name)) = bare.split_once(office) else { return false };
        let han = |text: &str| text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '·');
        organ.chars().count() <= LONGEST_OFFICE
            && (2..=LONGEST_NAME).contains(&name.chars().count())
            && han(organ)
            && han(name)
    })
}

#[cfg(test)]
mod tests {
    use super::is_signatory;

    #[test]
    fn numbers_below_a_spaced_head() {
        let number = |text: &str| {
            let metadata =
                crate::Engine::new().extract(crate::document::Decoded::of_text(text)).facts.metadata;
            metadata.doc_number.map(|number| number.raw)
        };
        let text = |head: &str| format!("{head}\n《甲市渡口办法》已经通过，现予公布。\n2020年3月1日\n");
        assert_eq!(number(&text("甲市人民代表大会常务委员会\n公 告\n第3号")).as_deref(), Some("第3号"));
        assert_eq!(
            number(&text("甲市人民代表大会常务委员会\n公　告\n（第 3 号）")).as_deref(),
            Some("第3号")
        );
        assert_eq!(number(&text("甲市渡口\n公 告\n第3号")), None);
    }

    #[test]
    fn who_signs_an_order() {
        for (text, signs) in [
            ("省长 王某某", true),
            ("省 长　王某", true),
            ("甲部部长 李某某", true),
            ("自治区主席 乌某某", true),
            ("现予公布，自2020年3月1日起施行。 部长 李某", true),
            ("市长热线电话受理范围包括停车", false),
            ("市长", false),
            ("停车有序", false),
        ] {
            assert_eq!(is_signatory(text), signs, "{text}");
        }
    }
}
