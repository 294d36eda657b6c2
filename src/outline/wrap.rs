//! Lines that go on in the next one: copies wrapped at a fixed width, and sentences that a page break cuts.
//!
//! A sentence ends with its line elsewhere, so lines are joined only where their shape leaves no doubt.

use super::Line;
use super::label::Label;
use super::part::AnnexStart;

/// Widths are counted in half columns: a Han character takes two. Narrower texts are verse or tables.
const NARROWEST: usize = 40;
/// Wider lines are not wrapped.
const WIDEST: usize = 120;
/// Lines that are filled differ by so much: marks that may not begin a line, half-width text.
const SPREAD: usize = 4;
/// A wrapped copy has at least so many filled lines.
const FEWEST: u32 = 12;
/// So near the widest line lies the edge of a copy, and so many lines reach it.
const EDGE: usize = 3;
const FEWEST_AT_EDGE: u32 = 8;
/// A line that a page break cuts has at least so many bytes.
const CUT_LINE: usize = 100;
/// A page break shows as so many line ends in a row.
const PAGE_BREAK: usize = 3;

/// Marks at which a filled line may end by itself.
const ENDS: [char; 8] = ['。', '；', ';', '：', ':', '！', '？', '!'];

/// Marks the lines that go on the line above them.
pub(super) fn mark(text: &str, lines: &mut [Line], labels: &[Option<Label>], annexes: &[AnnexStart]) {
    let width = wrapped_at(text, lines).or_else(|| edge(text, lines));
    for index in 1..lines.len() {
        let (above, here) = (lines[index - 1], lines[index]);
        if is_drawn(text, here)
            || above.part != here.part
            || !here.part.is_text()
            || labels.get(index).is_none_or(Option::is_some)
        {
            continue;
        }
        lines[index].goes_on = width.is_some_and(|w| is_filled(text, above, w))
            || is_cut(text, lines.get(index.saturating_sub(2)..index + 2).unwrap_or(&[]), (above, here));
    }
    for annex in annexes {
        let last = annex.title.map_or(annex.line, |(_, last)| last) + 1;
        for line in lines.iter_mut().take(last + 1).skip(annex.line) {
            line.goes_on = false;
        }
    }
}

/// The width at which the copy is wrapped.
fn wrapped_at(text: &str, lines: &[Line]) -> Option<usize> {
    let mut counts = [0u32; WIDEST + SPREAD + 1];
    // Han characters take three bytes for two columns.
    let measured = |l: &&Line| (NARROWEST..=2 * WIDEST).contains(&l.span.len()) && !is_drawn(text, **l);
    for line in lines.iter().filter(measured) {
        if let Some(count) = counts.get_mut(width(line.span.of(text))) {
            *count += 1;
        }
    }
    let near = |at: usize| counts.get(at - SPREAD..=at + SPREAD).map_or(0, |c| c.iter().sum::<u32>());
    let best = (NARROWEST..=WIDEST).max_by_key(|&at| (near(at), counts[at]))?;
    let filled = near(best);
    if filled < FEWEST || filled as usize * 5 < lines.iter().filter(|l| !is_drawn(text, **l)).count() {
        return None;
    }
    let (mut open, mut running) = (0, 0);
    for line in lines.iter().filter(measured) {
        let content = line.span.of(text);
        if width(content).abs_diff(best) <= SPREAD {
            open += u32::from(!content.ends_with(ENDS));
            running += u32::from(content.contains(['，', '。', ',']));
        }
    }
    (open * 20 >= filled * 17 && running * 2 >= filled).then_some(best)
}

/// The width that no line passes and that many reach in the middle of a sentence: a wrapped copy of short articles.
fn edge(text: &str, lines: &[Line]) -> Option<usize> {
    let mut edge = 0;
    for line in lines.iter().filter(|l| !is_drawn(text, **l)) {
        let width = if line.span.len() > 2 * WIDEST { WIDEST + 1 } else { width(line.span.of(text)) };
        if width > WIDEST {
            return None;
        }
        edge = edge.max(width);
    }
    let (mut reaching, mut open, mut running) = (0, 0, 0);
    let printed = lines.iter().filter(|l| !is_drawn(text, **l));
    for content in printed.map(|line| line.span.of(text)) {
        if edge >= NARROWEST && content.len() >= edge && width(content) + EDGE >= edge {
            reaching += 1;
            open += u32::from(!content.ends_with(ENDS));
            running += u32::from(content.contains(['，', '。', ',']));
        }
    }
    (reaching >= FEWEST_AT_EDGE && open * 5 >= reaching * 3 && running * 2 >= reaching).then_some(edge)
}

/// Whether the line is part of a table drawn with lines, which says nothing of the width of the text: │姓名│.
fn is_drawn(text: &str, line: Line) -> bool {
    line.span.of(text).starts_with(|c: char| ('\u{2500}'..='\u{257F}').contains(&c))
}

/// Columns that a line takes in a fixed-width face.
fn width(line: &str) -> usize {
    line.chars().map(|c| if c < '\u{2010}' { 1 } else { 2 }).sum()
}

/// Whether a line of a wrapped copy is filled and goes on.
fn is_filled(text: &str, line: Line, wrapped_at: usize) -> bool {
    let content = line.span.of(text);
    !is_drawn(text, line)
        && !content.ends_with(ENDS)
        && (wrapped_at - SPREAD - 2..=wrapped_at + 2 * SPREAD).contains(&width(content))
}

/// Whether a page break cuts a sentence: several line ends where the lines around stand close, and no mark before them.
fn is_cut(text: &str, around: &[Line], (above, here): (Line, Line)) -> bool {
    if above.span.len() < CUT_LINE || line_ends(text, above, here) < PAGE_BREAK {
        return false;
    }
    let is_close = |pair: &[Line]| line_ends(text, pair[0], pair[1]) == 1;
    let before = above.span.of(text);
    let ends_open =
        before.ends_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '、' || c == '，');
    ends_open
        && here.span.of(text).starts_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && here.span.of(text).ends_with(['。', '；', '）', '，', ')', '、'])
        && around.windows(2).any(is_close)
}

/// How many line ends stand between two lines.
fn line_ends(text: &str, above: Line, below: Line) -> usize {
    let between = text.get(above.span.end as usize..below.span.start as usize).unwrap_or("");
    between.bytes().filter(|&b| b == b'\n').count()
}

#[cfg(test)]
mod tests {
    use crate::outline::build::outline;

    fn sentences(text: &str) -> Vec<(String, u32)> {
        let outline = outline(text, &[]);
        outline.sentences.iter().map(|s| (s.span.of(text).replace('\n', ""), s.line)).collect()
    }

    /// A paragraph broken after every 24 characters.
    fn wrapped(paragraph: &str) -> String {
        let chars: Vec<char> = paragraph.chars().collect();
        chars.chunks(24).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn sentences_run_over_the_breaks_of_wrapped_copies() {
        let first = format!("一、{}停车要有序。", "各小区的车位按照先来后到的次序分给车主，".repeat(14));
        let second = "二、收费公开。物业不得多收。";
        let text = format!("{}\n{second}", wrapped(&first));
        let found = sentences(&text);
        assert_eq!(found[0], (first.clone(), 0));
        assert_eq!(found[1].0, "二、收费公开。");
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn short_articles_are_wrapped_at_the_edge() {
        let article = |n: u32| {
            let text = format!("停车场之设置应经主管机关核准，其第{n}项设备应于开放前由管理人检查。");
            format!("第{n}条\n{}\n一、车位。\n二、出口。\n三、标线。\n四、照明。", wrapped(&text))
        };
        let text = (10..30).map(article).collect::<Vec<_>>().join("\n");
        let found = sentences(&text);
        assert!(found.iter().any(|(s, _)| s.ends_with("其第12项设备应于开放前由管理人检查。")), "{found:?}");
        // The lines of a table that is drawn are wider and no text.
        let drawn = format!("{text}\n┌{}┐\n│{}│\n└{0}┘", "─".repeat(70), "车位".repeat(70));
        assert!(sentences(&drawn).iter().any(|(s, _)| s.ends_with("其第12项设备应于开放前由管理人检查。")));
        // A line beyond the edge: nothing was wrapped.
        let text = format!("{text}\n{}。", "管理人应检查设备，".repeat(8));
        assert!(sentences(&text).iter().all(|(s, _)| !s.ends_with("其第12项设备应于开放前由管理人检查。")));
    }

    #[test]
    fn other_lines_end_their_sentences() {
        let text = "甲区停车管理中心负责登记\n乙区停车管理中心负责收费\n".repeat(10);
        assert_eq!(sentences(&text).len(), 20);
    }

    #[test]
    fn a_page_break_cuts_no_sentence() {
        let lead = "停车收费要公开，".repeat(5);
        let text = format!("{lead}（责任单位：甲街道、东\n\n\n\n北街道）\n下一段。");
        assert_eq!(sentences(&text).len(), 2);
        let text = format!("{lead}（责任单位：甲街道、东\n北街道）\n下一段。");
        assert_eq!(sentences(&text).len(), 3);
    }
}
