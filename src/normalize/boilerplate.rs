//! Page furniture of web pages that were copied as text: breadcrumbs, greetings, font-size switches, share and print
//! buttons, links and footers, as whole lines at the head and the foot of a text.
//!
//! Lines that carry metadata (发布日期, 来源, 索引号 …) stay, and so does every line that is not wholly furniture. Reads the
//! text after width and script were folded; the words stand in `dictionaries/boilerplate.tsv`.

use std::sync::LazyLock;

use super::edits::{Edits, Kind};
use crate::document::Certainty;
use crate::lexicon::{Lexicon, Terms};

const FURNITURE: Kind = Kind::repair("boilerplate", Certainty::High);
/// Lines of text at the head and at the foot that are looked at; furniture and empty lines do not count.
const MARGIN: usize = 12;
/// Longest line of furniture in bytes.
const LONGEST: usize = 360;

/// What a term says about its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// A line that begins with it is furniture.
    Start,
    /// A line that is nothing else is furniture.
    Line,
    /// A line that holds it is furniture.
    Within,
    /// A line made up of such words, numbers and marks is furniture.
    Token,
    /// Like [`Role::Token`], but not enough to make a line furniture.
    Filler,
    /// A line that holds it stays.
    Metadata,
}

static ROLES: LazyLock<Vec<(&'static str, Role)>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("boilerplate");
    let column = table.column("role");
    let roles = table.rows().map(|row| {
        let role = match row[column] {
            "start" => Role::Start,
            "line" => Role::Line,
            "within" => Role::Within,
            "token" => Role::Token,
            "filler" => Role::Filler,
            _ => Role::Metadata,
        };
        (row[0], role)
    });
    roles.collect()
});
static TERMS: LazyLock<Terms> = LazyLock::new(|| Terms::new(ROLES.iter().map(|(term, _)| term)));

/// Removes the furniture lines of a text; their line ends stay. Nothing of the document is lost, so it returns `false`.
pub(super) fn run<'t>(text: &'t str, edits: &mut Edits<'t>) -> bool {
    let mut lines = Vec::new();
    let head_end = collect(
        text.split_inclusive('\n').scan(0, |end, line| {
            *end += line.len();
            Some((*end - line.len(), line))
        }),
        &mut lines,
    );
    let foot = text.rsplit('\n').scan(text.len() + 1, |start, line| {
        *start -= line.len() + 1;
        Some((*start, line))
    });
    let at = lines.len();
    collect(foot.take_while(|&(start, _)| start >= head_end), &mut lines);
    if let Some(foot) = lines.get_mut(at..) {
        foot.reverse();
    }
    for (start, end) in lines {
        edits.delete(start, end, FURNITURE);
    }
    false
}

/// Collects furniture until enough other lines were seen; returns the end of the last line looked at.
fn collect<'a>(lines: impl Iterator<Item = (usize, &'a str)>, found: &mut Vec<(usize, usize)>) -> usize {
    let mut seen = 0;
    let mut end = 0;
    for (start, line) in lines {
        end = start + line.len();
        let body = line.trim();
        if body.is_empty() {
            continue;
        }
        if is_furniture(body) {
            found.push((start, start + line.trim_end_matches('\n').len()));
            continue;
        }
        seen += 1;
        if seen == MARGIN {
            break;
        }
    }
    end
}

fn is_furniture(line: &str) -> bool {
    if line.len() > LONGEST || line.ends_with(['。', '；']) {
        return false;
    }
    let (mut is_furniture, mut has_token, mut has_rest, mut stays) = (false, false, false, false);
    let mut at = 0;
    TERMS.visit(line, |found| {
        let Some(&(term, role)) = ROLES.get(found.number as usize).filter(|_| found.start >= at) else {
            return;
        };
        match role {
            Role::Metadata => stays = true,
            Role::Start => is_furniture |= found.start == 0 && is_separated(line, found.end),
            Role::Line => is_furniture |= is_whole(line, term),
            Role::Within => is_furniture = true,
            Role::Token => has_token = true,
            Role::Filler => {}
        }
        let is_word = matches!(role, Role::Token | Role::Filler);
        has_rest |= !is_word || !line.get(at..found.start).is_some_and(is_ornament);
        at = found.end;
    });
    if stays {
        return false;
    }
    has_rest |= !line.get(at..).is_some_and(is_ornament);
    is_furniture || has_token && !has_rest
}

/// Whether a mark, a blank or nothing follows: 首页 > …, but not 首页建设方案.
fn is_separated(line: &str, end: usize) -> bool {
    line.get(end..).is_some_and(|rest| rest.chars().next().is_none_or(is_mark))
}

fn is_whole(line: &str, term: &str) -> bool {
    line.trim_matches(is_mark) == term
}

fn is_ornament(text: &str) -> bool {
    text.chars().all(|c| is_mark(c) || c.is_ascii_digit())
}

/// What stands between the parts of a page, and around them.
fn is_mark(c: char) -> bool {
    const MARKS: &str = " \t|｜丨>＞»›·•-－—/／：:【】[]［］（）()，,。.！!、→+*×↑<＜「」_…“”";
    MARKS.contains(c)
}
