//! Papers that are cited by their names alone, without 《》: 中央八项规定, 刑法修正案（十一）.

use std::ops::Range;
use std::sync::LazyLock;

use crate::facts::Context;
use crate::lexicon::{Lexicon, ListId};

struct Names {
    list: ListId,
    /// What may not follow, and whether the name goes on with a number in brackets.
    rows: Vec<(Vec<&'static str>, bool)>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let table = lexicon.table("bare_documents");
    let (not_after, numbered) = (table.column("not_after"), table.column("numbered"));
    let rows = table.rows().map(|row| {
        let words = row[not_after].split('|').filter(|word| !word.is_empty()).collect();
        (words, row[numbered] == "yes")
    });
    Names { list: lexicon.list("bare_documents"), rows: rows.collect() }
});

/// The names in the text, in order.
pub(super) fn names<'a>(cx: &'a Context<'_>) -> impl Iterator<Item = Range<usize>> + 'a {
    cx.hits.of(NAMES.list).iter().filter_map(|hit| {
        let (words, numbered) = NAMES.rows.get(hit.row as usize)?;
        let (start, end) = (hit.start as usize, hit.end as usize);
        let after = cx.text.get(end..)?;
        if words.iter().any(|word| after.starts_with(word)) {
            return None;
        }
        if !numbered {
            return Some(start..end);
        }
        // 刑法修正案（草案） is no name.
        let inner = after.strip_prefix(['（', '('])?;
        let close = inner.find(['）', ')'])?;
        let number =
            inner.get(..close).filter(|n| !n.is_empty() && n.chars().all(crate::text::is_numeral))?;
        Some(start..end + 2 * (after.len() - inner.len()) + number.len())
    })
}
