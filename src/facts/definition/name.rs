//! Where the name begins that an abbreviation stands for: not the whole clause before the bracket, but what follows its verb
//! or preposition.
//!
//! The characters of an abbreviation stand in its full name, in order; what leads up to the first of them back to the last
//! boundary word belongs to the name too. Boundary words are in `dictionaries/definition_leads.tsv`.

use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::{Lexicon, Prefixes};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lead {
    Verb,
    Preposition,
    /// 和, 与, 及: part of a list unless the abbreviation stands for what follows alone.
    Conjunction,
    Attribute,
    Inner,
    Adverb,
}

static LEADS: LazyLock<Prefixes<Lead>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("definition_leads");
    let kind = table.column("kind");
    Prefixes::new(table.rows().filter_map(|row| {
        let lead = match *row.get(kind)? {
            "verb" => Lead::Verb,
            "preposition" => Lead::Preposition,
            "conjunction" => Lead::Conjunction,
            "attribute" => Lead::Attribute,
            "adverb" => Lead::Adverb,
            "not_copula" | "manner" => return None,
            _ => Lead::Inner,
        };
        Some((*row.first()?, lead))
    }))
});

/// A boundary word in a clause.
struct Boundary {
    lead: Lead,
    start: usize,
    end: usize,
}

/// The full name within `clause`, a range of `text`, that `term` abbreviates.
pub(super) fn of_term(text: &str, clause: Range<usize>, term: &str) -> Range<usize> {
    let Some(words) = text.get(clause.clone()) else { return clause };
    if words.starts_with('《') {
        return clause;
    }
    let term = term.trim_matches(['《', '》', '“', '”', '"']);
    // 本法, 本会 of regulations: the paper says 本 of what it is about to name.
    let own = term.strip_prefix('本').filter(|rest| !rest.is_empty() && words.contains("本"));
    let tight = aligned(words, own.unwrap_or(term)).filter(|_| own.is_none() || !words.ends_with(term));
    if tight.is_none()
        && let Some(list) = whole_list(text, &clause, term)
    {
        return list;
    }
    // A name aligned with its abbreviation is cut before its first character only; any other name anywhere but in an
    // attribute that ends in 的.
    let upto = tight.unwrap_or(words.len());
    let found = boundaries(words);
    let cut = found.iter().rev().filter(|b| b.end <= upto && b.end < words.len()).find(|b| {
        let rest = words.get(b.end..).unwrap_or("");
        let is_attribute = rest.contains('的');
        match b.lead {
            Lead::Preposition => tight.is_some() || !is_attribute || is_head(&found, b.start),
            Lead::Verb => {
                !rest.starts_with('的') && (!is_attribute || is_head(&found, b.start) || gives_object(rest))
            }
            Lead::Conjunction => tight.is_some() && !words.get(b.end..upto).unwrap_or("").contains('的'),
            Lead::Adverb => is_head(&found, b.start),
            _ => false,
        }
    });
    let start = cut.map_or_else(|| explained(words), |b| b.end);
    if tight.is_none() && cut.is_none() && start == 0 && !shares_word(words, term) {
        return listed_before(text, clause);
    }
    clause.start + start..clause.end
}

/// Length of 指 in 所称甲，指乙（以下简称丙）.
fn explained(words: &str) -> usize {
    let rest = words
        .strip_prefix("系指")
        .or_else(|| words.strip_prefix("是指"))
        .or_else(|| words.strip_prefix('指'));
    rest.filter(|rest| explains(rest)).map_or(0, |rest| words.len() - rest.len())
}

/// Whether 指 before the text is a verb of its own, and not the head of 指导, 指标 or 指明.
pub(super) fn explains(text: &str) -> bool {
    !text.starts_with(['导', '挥', '定', '标', '数', '令', '派', '示', '明', '向', '引', '望', '责'])
}

/// A term that shares nothing with the last name of a list, 申请…机构、公会团体（以下简称申请单位）, stands for the list.
fn listed_before(text: &str, clause: Range<usize>) -> Range<usize> {
    let mut start = clause.start;
    while text.get(..start).is_some_and(|before| before.ends_with('、')) {
        let before = text.get(..start - '、'.len_utf8()).unwrap_or("");
        let stops = ['。', '；', '，', ',', '\n', '：', ':', '、', '》'];
        start = before
            .rfind(stops)
            .map_or(0, |at| at + before.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8));
        if clause.end - start > LONGEST_LIST {
            return clause;
        }
    }
    if start == clause.start {
        return clause;
    }
    let first = text.get(start..clause.end).and_then(|list| list.split('、').next()).unwrap_or("");
    start + lead_len(first)..clause.end
}

/// Whether two characters side by side of the term stand in the name: 财政部门 for 市财政局.
fn shares_word(name: &str, term: &str) -> bool {
    let chars: Vec<char> = term.chars().collect();
    chars.windows(2).any(|pair| name.contains(&pair.iter().collect::<String>()))
}

/// Length of what leads up to the first name of a list.
fn lead_len(first: &str) -> usize {
    let found = boundaries(first);
    let last = found.iter().rev().find(|b| b.end < first.len() && b.lead != Lead::Attribute);
    last.map_or(0, |b| b.end)
}

/// Longest list that a term stands for, in bytes.
const LONGEST_LIST: usize = 240;

/// Whether a verb's object carries the attribute: 委托[乙委员会确定的商业银行] names an organ first.
fn gives_object(rest: &str) -> bool {
    let organ = ["委员会", "管委会", "政府", "部门", "中心", "局"].iter().filter_map(|w| rest.find(w)).min();
    organ.zip(rest.find('的')).is_some_and(|(organ, of)| organ < of)
}

/// The name before a bracket that says what it includes: behind the last boundary word, attributes cut off too.
pub(super) fn before_note(text: &str, clause: Range<usize>) -> Range<usize> {
    let Some(words) = text.get(clause.clone()) else { return clause };
    let found = boundaries(words);
    let cut = found.iter().rev().find(|b| b.lead != Lead::Inner && b.end < words.len());
    // 所称村干部，指村党组织（…，下同）; 请各区（含新区，下同）
    let asked = if words.starts_with('请') { '请'.len_utf8() } else { 0 };
    clause.start + cut.map_or(0, |b| b.end).max(explained(words)).max(asked)..clause.end
}

/// Whether nothing but boundary words stands before the offset.
fn is_head(found: &[Boundary], start: usize) -> bool {
    let mut at = 0;
    for boundary in found {
        if boundary.start >= start {
            break;
        }
        if boundary.start != at {
            return false;
        }
        at = boundary.end;
    }
    at == start
}

/// The boundary words of a clause, longest first at each place; words that only contain one are passed over.
fn boundaries(words: &str) -> Vec<Boundary> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|r| !r.is_empty()) {
        match LEADS.longest_at(rest) {
            Some((word, lead)) => {
                if lead != Lead::Inner {
                    found.push(Boundary { lead, start: at, end: at + word.len() });
                }
                at += word.len();
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

/// Where the tightest stretch at the end of `words` begins that holds the characters of `term` in order.
fn aligned(words: &str, term: &str) -> Option<usize> {
    let mut rest = words;
    let mut start = None;
    for wanted in term.chars().rev().filter(|c| !c.is_whitespace()) {
        let at = rest.rfind(wanted)?;
        start = Some(at);
        rest = rest.get(..at)?;
    }
    let start = start?;
    let length = words.get(start..)?.chars().count();
    (length <= 6 + 4 * term.chars().count()).then_some(start)
}

/// The list of as many names as the term counts: 东区、西区、南区（以下简称三区）.
fn whole_list(text: &str, clause: &Range<usize>, term: &str) -> Option<Range<usize>> {
    let count = term.chars().find_map(|c| "二三四五六七八九".find(c)).map(|at| at / 3 + 2)?;
    let mut start = clause.start;
    for _ in 1..count {
        let before = text.get(..start)?.strip_suffix('、')?;
        let stops = ['。', '；', '，', ',', '\n', '：', ':', '、', '（', '(', '》'];
        start = before
            .rfind(stops)
            .map_or(0, |at| at + before.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8));
    }
    let first = text.get(start..clause.end)?.split('、').next()?;
    Some(start + lead_len(first)..clause.end)
}
