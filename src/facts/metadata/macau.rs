//! The head of the acts of Macau: 第3/2021号行政长官批示 on a line of its own is number and title at once, and the first
//! sentence says who acts.

use crate::facts::date::dates_in;
use crate::facts::doc_number::{self, DocNumber};
use crate::facts::{Context, Facts, Text};
use crate::outline::Line;
use crate::text::{Norm, Span};

/// What every act is based on.
const BASIC_LAW: &str = "《澳门特别行政区基本法》";
/// What an organ does before that law is named: 行使…赋予的职权, 根据….
const ACTS: [&str; 3] = ["行使", "根据", "经征询"];
/// Longest name of an organ, in characters: 行政法务司司长.
const LONGEST_ORGAN: usize = 16;
/// Acts that bear a name of their own below their number.
const NAMED: [&str; 2] = ["法律", "行政法规"];
/// Shortest and longest name of an act, in bytes.
const SHORTEST_NAME: usize = 12;
const LONGEST_NAME: usize = 180;

/// What the head of an act says.
#[derive(Default)]
pub(super) struct Act {
    pub(super) issuer: Option<Text>,
    pub(super) number: Option<DocNumber>,
    pub(super) title: Option<Text>,
    pub(super) kind: Option<Text>,
}

/// Reads the head; empty for any other paper.
pub(super) fn find(cx: &Context<'_>, so_far: &Facts) -> Act {
    read(cx, so_far).unwrap_or_default()
}

fn read(cx: &Context<'_>, so_far: &Facts) -> Option<Act> {
    let at = memchr::memmem::find(cx.text.as_bytes(), BASIC_LAW.as_bytes())?;
    let basis = cx.outline.line_holding(crate::text::to_u32(at))?;
    let start = basis.span.start as usize;
    let sentence = cx.text.get(start..at)?;
    let end = ACTS.iter().filter_map(|word| sentence.find(word)).min()?;
    let organ = sentence.get(..end)?.trim_end_matches([' ', '，', ',']);
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    if organ.is_empty() || organ.chars().count() > LONGEST_ORGAN || !organ.chars().all(is_han) {
        return None;
    }
    let issuer = Some(Text::of(cx, Span::at(start, start + organ.len())));
    // A page of the gazette repeats the number above the text of the act.
    let alone = |number: &&DocNumber| {
        let line = cx.outline.line_holding(number.span.start);
        line.is_some_and(|line| line.span.of(cx.text).trim() == number.span.of(cx.text))
    };
    let above = so_far.numbers.iter().take_while(|number| (number.span.end as usize) <= start);
    let number = above.filter(|number| doc_number::is_of_macau(number)).filter(alone).last();
    let Some(number) = number else { return Some(Act { issuer, ..Act::default() }) };
    let kind = number.body_code.as_deref().and_then(doc_number::macau_kind);
    let kind = kind.map(|kind| {
        let end = number.span.end as usize;
        Text { text: kind.to_owned(), span: Span::at(end - kind.len(), end) }
    });
    let is_named = number.body_code.as_deref().is_some_and(|act| NAMED.contains(&act));
    let title = if is_named { name_below(cx, number.span, basis) } else { Some(number.span) };
    let title = title.map(|span| Text::of(cx, span));
    Some(Act { issuer, number: Some(number.clone()), title, kind })
}

/// The name in the line below the number, which some pages print behind the number once more: 第7/2020号法律 渡船检验制度.
fn name_below(cx: &Context<'_>, number: Span<Norm>, basis: &Line) -> Option<Span<Norm>> {
    let between = |line: &&Line| line.span.start >= number.end && line.span.end <= basis.span.start;
    let line = cx.outline.lines.iter().filter(between).find(|line| !line.span.is_empty())?;
    let content = line.span.of(cx.text);
    let behind = content.strip_prefix(number.of(cx.text)).unwrap_or(content);
    let name = behind.split_whitespace().next()?;
    let start = line.span.start as usize + content.find(name)?;
    // The day of publication may run on.
    let day = dates_in(cx.text, Span::at(start, start + name.len())).last();
    let end = day.map_or(start + name.len(), |(_, at)| at.start as usize);
    let name = cx.text.get(start..end)?;
    let is_name =
        (SHORTEST_NAME..=LONGEST_NAME).contains(&name.len()) && !name.contains(['。', '；', '|', '：', ':']);
    is_name.then(|| Span::at(start, start + name.len()))
}

#[cfg(test)]
mod tests {
    use crate::Engine;
    use crate::document::Decoded;

    /// `title|issuer|number|kind`
    fn read(text: &str) -> String {
        let metadata = Engine::new().extract(Decoded::of_text(text)).facts.metadata;
        let of = |text: Option<&crate::facts::Text>| text.map_or("-".to_owned(), |text| text.text.clone());
        let number = metadata.doc_number.as_ref().map_or("-", |number| number.raw.as_str());
        format!(
            "{}|{}|{number}|{}",
            of(metadata.title.as_ref()),
            of(metadata.issuing_body.first()),
            of(metadata.doc_kind.as_ref())
        )
    }

    #[test]
    fn heads_of_acts() {
        let orders = "第12/2021号渡务司司长批示\n\n渡务司司长行使《澳门特别行政区基本法》第六十四条赋予的职权，作出本批示。\n\n一、核准渡船证件的式样。\n\n二、本批示自公布翌日起生效。\n\n二零二一年三月二日\n\n渡务司司长 甲某\n";
        let title = "第12/2021号渡务司司长批示";
        assert_eq!(read(orders), format!("{title}|渡务司司长|{title}|批示"));
        let gazette = format!("法规:\n\n{title}\n\n公报编号:\n\n9/2021\n\n    {orders}");
        assert_eq!(read(&gazette), format!("{title}|渡务司司长|{title}|批示"));
        let law = "第7/2020号法律\n\n渡船检验制度\n\n立法会根据《澳门特别行政区基本法》第七十一条（一）项，制定本法律。\n\n第一条 标的\n\n本法律订定渡船检验的制度。\n";
        assert_eq!(read(law), "渡船检验制度|立法会|第7/2020号法律|法律");
        let again = law.replace("渡船检验制度\n", "第7/2020号法律 渡船检验制度 2020年3月2日 |\n");
        assert_eq!(read(&again), "渡船检验制度|立法会|第7/2020号法律|法律");
        let headless = "行政长官行使《澳门特别行政区基本法》第五十条赋予的职权，作出本批示。\n一、废止第3/2019号行政长官批示。\n二零二一年三月二日\n行政长官 甲某\n";
        assert_eq!(read(headless), "-|行政长官|-|批示");
        let other = "为贯彻落实《澳门特别行政区基本法》，渡船应当检验。\n";
        assert_eq!(read(other), "-|-|-|-");
    }
}
