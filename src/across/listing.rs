//! Lists of a 清理: which documents a paper declares to be still in force, and which not.
//!
//! A list stands in a paper whose title says so, below its headings, or behind `下列……予以废止：` in any paper. Its rows are
//! names, with or without 《》, with the number beside them or in a cell of their own; sentences between them are no rows.

use super::name;
use crate::facts::doc_number::DocNumber;
use crate::lexicon::WordSet;
use crate::text::{Norm, Span};

static LISTS: WordSet = WordSet::of("list_words", "list");
static SUBJECTS: WordSet = WordSet::of("list_words", "subject");
static CATALOGUES: WordSet = WordSet::of("list_words", "catalogue");
static ENDINGS: WordSet = WordSet::of("list_words", "ending");
static KEPT: WordSet = WordSet::of("list_words", "kept");
static REPEALED: WordSet = WordSet::of("list_words", "repealed");
static LAPSED: WordSet = WordSet::of("list_words", "lapsed");
static CHANGED: WordSet = WordSet::of("list_words", "changed");
static LEADS: WordSet = WordSet::of("list_words", "lead");
static CASES: WordSet = WordSet::of("list_words", "case");
static OPENINGS: WordSet = WordSet::of("list_words", "opening");

/// What a list says of the documents below its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// 继续有效
    Kept,
    /// 废止, also 废止和失效 in one list.
    Repealed,
    /// 失效
    Lapsed,
    /// To be changed, or anything else.
    Other,
}

/// Longest line that can be the heading of a list, in characters.
const HEADING: usize = 60;

/// A document of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// Its name and number.
    pub(super) span: Span<Norm>,
    /// What becomes of it.
    pub(super) state: State,
    /// By which it meets others; none when only an inner name is told.
    pub(super) key: Option<u64>,
}

/// Reads the lists of a text.
pub(super) struct Reader<'a> {
    /// Normalised text.
    pub(super) text: &'a str,
    /// All document numbers of it, in order.
    pub(super) numbers: &'a [DocNumber],
}

impl Reader<'_> {
    /// The documents that the text lists, in order.
    pub(super) fn read(&self, title: &str) -> Vec<Item> {
        let is_list = is_list(title);
        let mut found = Vec::new();
        let (mut at, mut state) = (0, None);
        for line in self.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let lead = lead(line);
            if let Some((of_lead, _)) = lead {
                state = Some(of_lead);
            }
            let from = lead.map_or(0, |(_, length)| length);
            let rest = line.get(from..).unwrap_or("").trim_end();
            let names_one = rest.contains('《') || self.has_number(Span::at(start + from, at));
            let before = found.len();
            if names_one && let Some(state) = own(rest).filter(|_| is_list).or(state) {
                self.row(Span::at(start + from, start + from + rest.len()), state, &mut found);
            }
            if lead.is_some() || found.len() > before || rest.trim().is_empty() {
                continue;
            }
            if !is_list {
                state = None;
            } else if !names_one && is_heading(rest) {
                state = word(rest).unwrap_or(state);
            }
        }
        found
    }

    fn has_number(&self, line: Span<Norm>) -> bool {
        let next = self.numbers.partition_point(|n| n.span.start < line.start);
        self.numbers.get(next).is_some_and(|n| n.span.end <= line.end)
    }

    /// The documents of one row: one, or several with 、 or ； between them.
    fn row(&self, row: Span<Norm>, state: State, found: &mut Vec<Item>) {
        for piece in pieces(self.text, row) {
            found.extend(self.item(piece, state));
        }
    }

    fn item(&self, piece: Span<Norm>, state: State) -> Option<Item> {
        let text = piece.of(self.text);
        let label = text.len() - unlabelled(text).len();
        let open = text.find('《');
        let close = open.map(|open| closing(text, open));
        let inside = self.numbers.iter().filter(|n| piece.contains(n.span));
        let place = |n: &DocNumber| (n.span.start - piece.start) as usize;
        // A number stands in brackets or in a cell; others belong to the name.
        let is_apart = |n: &&DocNumber| {
            let before = text.get(..place(n)).unwrap_or("").trim_end_matches(' ');
            before.len() <= label || before.ends_with(['(', '（', '\t', '》', '['])
        };
        let number = inside.filter(is_apart).find(|n| close.is_none_or(|close| place(n) >= close));
        let number = number.or_else(|| {
            let mut before = self.numbers.iter().filter(|n| piece.contains(n.span)).filter(is_apart);
            before.find(|n| open.is_some_and(|open| place(n) < open))
        });
        let first = open.into_iter().chain(number.map(place)).min()?;
        let prefix = text.get(label.min(first)..first)?;
        let prefix = prefix.rsplit('\t').next().unwrap_or(prefix).trim();
        if !is_name(prefix) {
            return None;
        }
        let key = number.and_then(|n| name::number(n.body_code.as_deref(), n.year, n.serial));
        let inner = || text.get(open? + '《'.len_utf8()..close? - '》'.len_utf8());
        // Of a notice that issues another, the other's name names it, too; of one about another it does not.
        let key = key
            .or_else(|| name::title(inner()?).filter(|_| !prefix.contains("关于") || name::issues(prefix)));
        let end = close.into_iter().chain(number.map(|n| place(n) + n.span.of(self.text).len())).max()?;
        // The bracket of a number that stands behind a name.
        let rest = text.get(end..).unwrap_or("");
        let bracket = rest.chars().next().filter(|c| open.is_some() && matches!(c, ')' | '）'));
        let end = end + bracket.map_or(0, char::len_utf8);
        if is_sentence(text.get(end..).unwrap_or("")) {
            return None;
        }
        let at = piece.start as usize;
        Some(Item { span: Span::at(at + first, at + end), state, key })
    }
}

/// Whether what stands before a 《 or a number can be the beginning of a name rather than of a sentence.
fn is_name(prefix: &str) -> bool {
    let is_sentence = OPENINGS
        .words()
        .iter()
        .any(|word| prefix == *word || (word.chars().nth(1).is_some() && prefix.starts_with(word)));
    !is_sentence && !prefix.contains([',', '，', '。', ':', '：'])
}

/// Whether what follows a name makes a sentence that says something else of it; a row may say what becomes of it, or why.
fn is_sentence(rest: &str) -> bool {
    rest.ends_with('。')
        && !rest.contains('\t')
        && rest.contains(char::is_alphanumeric)
        && word(rest).is_none()
}

/// Whether a clause begins as one that relies on what it names.
pub(super) fn relies(clause: &str) -> bool {
    OPENINGS.words().iter().any(|word| word.chars().nth(1).is_some() && clause.trim_start().starts_with(word))
}

/// Whether a text says that something is no longer in force.
pub(super) fn ends(text: &str) -> bool {
    REPEALED.is_in(text) || LAPSED.is_in(text)
}

/// Whether the title is that of a list.
fn is_list(title: &str) -> bool {
    let plain = outside(title);
    LISTS.is_in(title)
        || (SUBJECTS.is_in(title) && CATALOGUES.is_in(title))
        || (ends(&plain) && ENDINGS.tail_of(plain.trim_end()).is_some())
}

/// A text without what stands in 《》.
fn outside(text: &str) -> String {
    let mut depth = 0u32;
    let keep = |c: &char| {
        match c {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    text.chars().filter(keep).collect()
}

/// A line such as `……决定对下列文件予以废止：`: what it says of them, and its length, with which what follows begins.
fn lead(line: &str) -> Option<(State, usize)> {
    let (colon, mark) = line.match_indices(['：', ':']).find(|(at, _)| {
        let before = line.get(..*at).unwrap_or("");
        before.matches('《').count() == before.matches('》').count() && LEADS.is_in(before)
    })?;
    let before = line.get(..colon)?;
    let said = before.rsplit('。').next().unwrap_or(before);
    let from = LEADS.words().iter().filter_map(|word| said.rfind(word)).max()?;
    // 废止 stands before or behind 下列文件, but not in the clauses that give the reason.
    let clause = said.get(..from)?.rfind(['，', ',']).unwrap_or(0);
    let clause = said.get(clause..)?;
    let is_case = CASES.is_in(said.get(from..)?);
    let state = word(clause).flatten().filter(|_| !is_case)?;
    Some((state, colon + mark.len()))
}

/// Whether a line without a name can be a heading: short, and no sentence.
fn is_heading(line: &str) -> bool {
    line.chars().count() <= HEADING && (!line.ends_with(['。', '；', ';']) || LEADS.is_in(line))
}

/// What the last cell of a row says of its document.
fn own(row: &str) -> Option<State> {
    let cell = row.rsplit(['\t', ' ', '　']).next().unwrap_or("");
    if cell.contains(['《', '〔']) { None } else { word(cell).flatten() }
}

/// What words say; the inner value is none when they say both, the outer when they say nothing.
#[allow(clippy::option_option)] // a heading may be silent, or speak of both
fn word(text: &str) -> Option<Option<State>> {
    let (is_repealed, is_lapsed) = (REPEALED.is_in(text), LAPSED.is_in(text));
    let plain = REPEALED.words().iter().fold(text.to_owned(), |text, word| text.replace(word, ""));
    match (CHANGED.is_in(text), KEPT.is_in(&plain), is_repealed, is_lapsed) {
        (true, ..) => Some(Some(State::Other)),
        (_, true, false, false) => Some(Some(State::Kept)),
        (_, true, ..) => Some(None),
        (_, _, true, _) => Some(Some(State::Repealed)),
        (_, _, _, true) => Some(Some(State::Lapsed)),
        _ => None,
    }
}

/// A row without its number.
fn unlabelled(text: &str) -> &str {
    text.trim_start_matches(|c: char| {
        c.is_whitespace()
            || c.is_ascii_digit()
            || "一二三四五六七八九十".contains(c)
            || matches!(c, '.' | '．' | '、' | '(' | ')' | '（' | '）' | '-' | '①'..='⑳')
    })
}

/// Where the 《 at `open` is closed, one past its 》.
fn closing(text: &str, open: usize) -> usize {
    let mut depth = 0i32;
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at < open) {
        depth += match c {
            '《' => 1,
            '》' => -1,
            _ => 0,
        };
        if depth == 0 {
            return at + c.len_utf8();
        }
    }
    text.len()
}

/// The parts of a row between 、 and ； outside brackets.
fn pieces(text: &str, row: Span<Norm>) -> Vec<Span<Norm>> {
    let (mut found, mut depth, start) = (Vec::new(), 0i32, row.start as usize);
    let mut from = start;
    for (at, c) in row.of(text).char_indices() {
        match c {
            '《' | '（' | '(' | '〔' => depth += 1,
            '》' | '）' | ')' | '〕' => depth -= 1,
            // The mark behind a number is part of it.
            '、' | '；' | ';'
                if depth <= 0 && !unlabelled(text.get(from..start + at).unwrap_or("")).is_empty() =>
            {
                found.push(Span::at(from, start + at));
                from = start + at + c.len_utf8();
            }
            _ => {}
        }
    }
    found.push(Span::at(from, row.end as usize));
    found
}

/// What the list says at a place; none outside its rows.
pub(super) fn is_listed(listed: &[Item], at: Span<Norm>) -> bool {
    let next = listed.partition_point(|item| item.span.end < at.end);
    let overlaps = |item: &Item| item.span.start < at.end && at.start < item.span.end;
    listed.get(next.saturating_sub(1)..).into_iter().flatten().take(2).any(overlaps)
}

#[cfg(test)]
mod tests {
    use super::{Reader, State, name};
    use crate::facts::doc_number;

    /// State and quote of each item.
    fn read(text: &str, title: &str) -> Vec<(State, String)> {
        let numbers = doc_number::find_in(text);
        let items = Reader { text, numbers: &numbers }.read(title);
        items.into_iter().map(|i| (i.state, i.span.of(text).to_owned())).collect()
    }

    #[track_caller]
    fn check(title: &str, text: &str, expect: &[(State, &str)]) {
        let found = read(text, title);
        let found: Vec<(State, &str)> = found.iter().map(|(s, q)| (*s, q.as_str())).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn headings_and_rows() {
        let text = "海东县规范性文件清理结果\n一、继续有效的文件\n1.《甲办法》（东政发〔2019〕1号）\n二、宣布失效的文件\n\
             1.《乙办法》（东政发〔2015〕2号）\n三、废止的文件\n《丙办法》\n四、拟修改的文件\n《丁办法》\n5\t《戊办法》\t继续有效\n";
        let found: Vec<_> = read(text, "海东县规范性文件清理结果").into_iter().map(|(s, _)| s).collect();
        assert_eq!(found, [State::Kept, State::Lapsed, State::Repealed, State::Other, State::Kept]);
        assert!(read(text, "海东县工作通知").is_empty());
    }

    #[test]
    fn rows_behind_a_lead_in_any_paper() {
        use State::{Lapsed, Repealed};
        let lead = "根据《省清理规定》（海政发〔2019〕1号），经研究，决定对下列文件予以废止：\n1.《甲渡口办法》（东政发〔2015〕3号）\n\
             2.乙砂石管理规定（东政发〔2016〕7号）\n本决定自公布之日起施行。\n《丙办法》另行规定。\n";
        let expect = [(Repealed, "《甲渡口办法》（东政发〔2015〕3号）"), (Repealed, "东政发〔2016〕7号")];
        check("东政令", lead, &expect);
        check("关于废止部分文件的决定", lead, &expect);
        check(
            "甲办法",
            "第九条 下列规定同时停止执行：《乙办法》（东政发〔2016〕7号）；《丙办法》。\n",
            &[(Repealed, "《乙办法》（东政发〔2016〕7号）"), (Repealed, "《丙办法》")],
        );
        check("甲办法", "有下列情形之一的，许可失效：\n（一）《甲许可证》过期的；\n", &[]);
        check(
            "关于宣布失效一批文件的公告",
            "宣布失效的文件目录\n1\t甲通知\t东政发〔2016〕7号\n",
            &[(Lapsed, "东政发〔2016〕7号")],
        );
    }

    #[test]
    fn what_is_no_row_or_says_both() {
        use State::Repealed;
        let title = "海东县关于废止和宣布失效部分文件的决定";
        check(
            title,
            "废止和失效的文件目录\n1.《甲办法》，由《乙办法》代替\n根据《丙办法》办理。\n",
            &[(Repealed, "《甲办法》")],
        );
        check(title, "继续有效和废止的文件\n《甲办法》\n", &[]);
        check(title, "不再保留的文件目录\n《甲办法》\n", &[(Repealed, "《甲办法》")]);
        check("海东县关于执行废止程序的规定", "废止的文件\n《甲办法》\n", &[]);
    }

    #[test]
    fn keys_of_rows() {
        let key = |row: &str| {
            let text = format!("废止的文件目录\n{row}\n");
            let numbers = doc_number::find_in(&text);
            let items = Reader { text: &text, numbers: &numbers }.read("关于废止文件的决定");
            items.first().and_then(|item| item.key)
        };
        let number = name::number(Some("东政发"), Some(2015), Some(3u32));
        assert!(number.is_some());
        for row in [
            "1.《海东县渡口管理办法》（东政发〔2015〕3号）",
            "1.海东县关于印发《海东县渡口管理办法》的通知（东政发〔2015〕3号）",
            "3\t东政发〔2015〕3号\t《海东县渡口管理办法》",
            "3\t海东县渡口管理办法\t东政发〔2015〕3号\t已由东政发〔2020〕8号代替",
            "1.《关于贯彻海政发〔2014〕9号文件的通知》（东政发〔2015〕3号）",
        ] {
            assert_eq!(key(row), number, "{row}");
        }
        let title = name::title("海东县渡口管理办法");
        assert_eq!(key("《海东县渡口管理办法》"), title);
        assert_eq!(key("1.关于印发《海东县渡口管理办法》的通知"), title);
        assert_eq!(key("1.关于贯彻《海东县渡口管理办法》的通知"), None);
    }
}
