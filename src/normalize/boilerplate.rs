//! Page furniture of web pages that were copied as text: breadcrumbs, greetings, font-size switches, share and print
//! buttons, links and footers, as whole lines at the head and the foot of a text.
//!
//! Lines that carry metadata (发布日期, 来源, 索引号 …) stay, and so does every line that is not wholly furniture. Reads the
//! text after width and script were folded; the words stand in `dictionaries/boilerplate.tsv`.

use std::sync::LazyLock;

use super::class;
use super::edits::{Edits, Kind};
use crate::document::Certainty;
use crate::lexicon::{Endings, Lexicon, Terms};

const FURNITURE: Kind = Kind::repair("boilerplate", Certainty::High);
/// Lines of text at the head and at the foot that are looked at; furniture and empty lines do not count.
const MARGIN: usize = 12;
/// Longest line of furniture in bytes.
const LONGEST: usize = 360;
/// Longest number of a label in bytes: 第一百二十三条.
const LONGEST_NUMBER: usize = 18;

/// What a term says about its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// A line that begins with it is furniture.
    Start,
    /// A line that begins with it and shows the way through the site (`>`) is furniture.
    Trail,
    /// A line that is nothing else is furniture.
    Line,
    /// A line that holds it is furniture.
    Within,
    /// A line that holds it before the digits of a registration is furniture.
    Number,
    /// A line that holds it before a date or at its end is furniture.
    Date,
    /// A line made up of such words, numbers and marks is furniture.
    Token,
    /// Like [`Role::Token`], but not enough to make a line furniture.
    Filler,
    /// A line that begins with it is furniture beside a line with the registration of the site: 主办单位：某某局.
    Host,
    /// A line that holds it stays.
    Metadata,
    /// A line that begins with it stays.
    Annex,
}

static ROLES: LazyLock<Vec<(&'static str, Role)>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("boilerplate");
    let column = table.column("role");
    let roles = table.rows().map(|row| {
        let role = match row[column] {
            "start" => Role::Start,
            "trail" => Role::Trail,
            "line" => Role::Line,
            "within" => Role::Within,
            "number" => Role::Number,
            "date" => Role::Date,
            "token" => Role::Token,
            "filler" => Role::Filler,
            "annex" => Role::Annex,
            "host" => Role::Host,
            _ => Role::Metadata,
        };
        (row[0], role)
    });
    roles.collect()
});
static TERMS: LazyLock<Terms> = LazyLock::new(|| Terms::new(ROLES.iter().map(|(term, _)| term)));

/// The kinds of documents, by which titles and names of annexes end.
static TITLE_ENDS: LazyLock<Endings> = LazyLock::new(|| {
    let kinds = ["doc_kinds", "document_kind_endings"].map(|name| Lexicon::embedded().table(name));
    Endings::new(kinds.iter().flat_map(|table| table.rows()).map(|row| row[0]))
});

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
    collect(foot.take_while(|&(start, _)| start >= head_end), &mut lines);
    lines.sort_unstable();
    for (start, end) in lines {
        edits.delete(start, end, FURNITURE);
    }
    false
}

/// Collects furniture until enough other lines were seen; returns the end of the last line looked at.
fn collect<'a>(lines: impl Iterator<Item = (usize, &'a str)>, found: &mut Vec<(usize, usize)>) -> usize {
    let mut seen = 0;
    let mut end = 0;
    let (mut hosts, mut registered) = (Vec::new(), Vec::new());
    for (index, (start, line)) in lines.filter(|(_, line)| !line.trim().is_empty()).enumerate() {
        end = start + line.len();
        let body = line.trim();
        let place = (start, start + line.trim_end_matches('\n').len());
        if is_furniture(body) {
            registered.extend(has_registration(body).then_some(index));
            found.push(place);
            continue;
        }
        if names_host(body) {
            hosts.push((index, place));
        }
        seen += 1;
        if seen == MARGIN {
            break;
        }
    }
    let beside = |at: usize| registered.iter().any(|line| at.abs_diff(*line) <= BESIDE);
    let of_site = hosts.into_iter().filter(|&(at, _)| beside(at)).map(|(_, place)| place);
    found.extend(of_site);
    end
}

/// Lines between that of the host of a site and that of its registration.
const BESIDE: usize = 4;

/// Whether the line begins with who runs the site or holds an event: 主办单位：某某局.
fn names_host(line: &str) -> bool {
    let found = TERMS.longest_at(line).and_then(|found| ROLES.get(found.number as usize));
    found.is_some_and(|&(term, role)| {
        role == Role::Host && is_separated(line, term.len()) && !line.ends_with(['。', '；'])
    })
}

/// Whether the line holds the number under which the site is registered.
fn has_registration(line: &str) -> bool {
    let mut holds = false;
    TERMS.visit(line, |found| {
        holds |= ROLES.get(found.number as usize).is_some_and(|(_, role)| *role == Role::Number);
    });
    holds
}

fn is_furniture(line: &str) -> bool {
    if line.len() > LONGEST || line.ends_with(['。', '；']) || is_labelled(line) {
        return false;
    }
    let behind = |end: usize| line.get(end..).unwrap_or_default();
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
            Role::Trail => is_furniture |= found.start == 0 && has_trail(behind(found.end)),
            Role::Within => is_furniture |= !is_title(line),
            Role::Number => is_furniture |= has_number(behind(found.end)) && !is_title(line),
            Role::Date => is_furniture |= is_date(behind(found.end)),
            Role::Token => has_token = true,
            Role::Filler | Role::Host => {}
            Role::Annex => stays |= found.start == 0,
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

/// 位置：首页 > 通知公告, but not 位置：客运中心广场.
fn has_trail(rest: &str) -> bool {
    rest.starts_with(is_mark) && rest.contains(['>', '＞', '»', '›', '→'])
}

/// ICP备12345678号, but not ICP备案证明: the digits of a registration follow, perhaps behind 号： or a blank.
fn has_number(rest: &str) -> bool {
    const LEAD: usize = 6;
    const DIGITS: usize = 5;
    let lead = rest.chars().take_while(|c| !c.is_ascii_digit()).count();
    lead <= LEAD && rest.chars().skip(lead).take_while(char::is_ascii_digit).count() >= DIGITS
}

/// 今天是：, 今天是2024年6月1日 星期六, but no sentence that begins so.
fn is_date(rest: &str) -> bool {
    const MOST: usize = 8;
    let rest = rest.trim_start_matches(is_mark);
    let words = rest.chars().filter(|c| !c.is_ascii_digit() && !is_mark(*c)).count();
    rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit()) && words <= MOST
}

/// Whether a number of the document's own order leads the line: those are never furniture, whatever they hold.
fn is_labelled(line: &str) -> bool {
    let is_numeral =
        |c: char| c.is_ascii_digit() || class::is_han_digit(c) || matches!(c, '十' | '百' | '千' | '两');
    let open = line.strip_prefix(['（', '(', '〔', '[', '［', '【']);
    let rest = open.unwrap_or(line);
    let ordinal = rest.strip_prefix('第');
    let rest = ordinal.unwrap_or(rest);
    let tail = rest.trim_start_matches(is_numeral);
    let is_counted = (1..=LONGEST_NUMBER).contains(&(rest.len() - tail.len()));
    let closes: &[char] = match (open, ordinal) {
        (_, Some(_)) => &['编', '篇', '章', '节', '条', '款', '项', '目', '步', '批', '号'],
        (Some(_), None) => &['）', ')', '〕', ']', '］', '】', '、', '.', '．'],
        (None, None) => &['、', '.', '．', '）', ')'],
    };
    is_counted && tail.starts_with(closes)
        || line.starts_with(|c: char| {
            ('\u{2460}'..='\u{249b}').contains(&c) || ('\u{3220}'..='\u{3229}').contains(&c)
        })
}

/// Whether the line ends as titles do.
fn is_title(line: &str) -> bool {
    TITLE_ENDS.longest_of(line.trim_end_matches(['》', '）', ')', '”', '】'])).is_some()
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
