//! Lists of a 清理: which documents a paper declares to be still in force, and which not.

use crate::text::{Norm, Span};

/// What a list says of the documents below its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// 继续有效
    Kept,
    /// 废止
    Repealed,
    /// 失效
    Lapsed,
    /// To be changed, or anything else.
    Other,
}

/// Longest line that can be the heading of a list, in characters.
const HEADING: usize = 60;
/// Words of a heading or of the last cell of a row, in the order in which they are asked.
const WORDS: [(&str, State); 7] = [
    ("修改", State::Other),
    ("修订", State::Other),
    ("废止和失效", State::Other),
    ("继续有效", State::Kept),
    ("保留", State::Kept),
    ("失效", State::Lapsed),
    ("废止", State::Repealed),
];

/// The stretches of a text that are such a list; empty for papers that are none.
pub(super) fn read(text: &str, title: &str) -> Vec<(Span<Norm>, State)> {
    let is_list = title.contains("清理") || (title.contains("规范性文件") && title.contains("目录"));
    if !is_list {
        return Vec::new();
    }
    let mut found = Vec::new();
    let (mut at, mut state) = (0, None);
    for line in text.split_inclusive('\n') {
        let span = Span::at(at, at + line.len());
        at += line.len();
        let names_one = line.contains('《') || line.contains('〔');
        if names_one {
            // A row may say for itself what becomes of its document.
            let cell = line.trim_end().rsplit(['\t', ' ', '　']).next().unwrap_or("");
            let own = if cell.contains(['《', '〔']) { None } else { word(cell) };
            found.extend(own.or(state).map(|state| (span, state)));
        } else if line.chars().count() <= HEADING {
            state = word(line).or(state);
        }
    }
    found
}

fn word(text: &str) -> Option<State> {
    WORDS.iter().find(|(word, _)| text.contains(word)).map(|(_, state)| *state)
}

/// What the list says at a place.
pub(super) fn state(listed: &[(Span<Norm>, State)], at: Span<Norm>) -> Option<State> {
    let next = listed.partition_point(|(span, _)| span.end <= at.start);
    listed.get(next).filter(|(span, _)| span.contains(at)).map(|(_, state)| *state)
}

#[cfg(test)]
mod tests {
    use super::{State, read};

    #[test]
    fn headings_and_rows() {
        let text = "海东县规范性文件清理结果\n一、继续有效的文件\n1.《甲办法》（东政发〔2019〕1号）\n二、宣布失效的文件\n\
             1.《乙办法》（东政发〔2015〕2号）\n三、废止的文件\n《丙办法》\n四、拟修改的文件\n《丁办法》\n5\t《戊办法》\t继续有效\n";
        let found: Vec<_> = read(text, "海东县规范性文件清理结果").into_iter().map(|(_, s)| s).collect();
        assert_eq!(found, [State::Kept, State::Lapsed, State::Repealed, State::Other, State::Kept]);
        assert!(read(text, "海东县工作通知").is_empty());
    }
}
