//! The law table: which law was in force at which date, what took its place, how many articles it has.
//!
//! Keyed by name **and** period, because names are used again (国家安全法 of 1993 and of 2015) and article numbers move with every
//! revision. What the table does not know is unknown, never guessed; rows that rest on memory are not `verified`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::{Lexicon, Table};

/// One law in one period and version.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Law {
    /// The name without 中华人民共和国.
    pub name: String,
    /// `宪法`, `法律`, `行政法规` or `其他`.
    pub level: String,
    /// First day in force under this name; `None` when the table knows only a later version.
    pub since: Option<Date>,
    /// Day the version of this row was published.
    pub version_published: Option<Date>,
    /// Day the version of this row took effect.
    pub version_effective: Option<Date>,
    /// First day no longer in force.
    pub repealed_on: Option<Date>,
    /// What took its place.
    pub successor: Option<String>,
    /// Number of the last article of this version.
    pub last_article: Option<u32>,
    /// Whether the row rests on sources rather than on memory alone.
    pub is_verified: bool,
}

/// Whether a law was in force at a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Force {
    /// In force.
    InForce,
    /// Published under this name, but not yet in force.
    NotYet,
    /// Repealed or replaced before the date.
    Repealed,
    /// The table knows the name but not what was at that date.
    Unknown,
}

/// What the table knows of a law at a date.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct LawState<'a> {
    /// The row that decides.
    pub law: &'a Law,
    /// Whether it was in force.
    pub force: Force,
    /// Whether the version of the row was the one in force, so that `last_article` may be relied on.
    pub is_version: bool,
}

impl LawState<'_> {
    /// Number of the last article of the version in force at the date, when it is known for sure.
    #[must_use]
    pub fn last_article(&self) -> Option<u32> {
        self.law.last_article.filter(|_| self.is_version && self.law.is_verified)
    }
}

/// All laws by name.
#[derive(Clone, Debug, Default)]
pub struct LawTable {
    laws: Vec<Law>,
    by_name: HashMap<String, Vec<usize>>,
    aliases: HashMap<String, String>,
    data_as_of: Option<Date>,
}

static EMBEDDED: LazyLock<LawTable> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let mut table = LawTable { data_as_of: DATA_AS_OF.parse().ok(), ..LawTable::default() };
    table.extend(lexicon.table("laws"));
    for row in lexicon.table("law_aliases").rows() {
        if let [alias, name, ..] = row {
            table.aliases.insert((*alias).to_owned(), (*name).to_owned());
        }
    }
    table
});

/// The day up to which `dictionaries/laws.tsv` was gathered; a test compares it with the file.
const DATA_AS_OF: &str = "2026-09-01";

impl LawTable {
    /// The table shipped with the program.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Adds the rows of a list with the columns of `dictionaries/laws.tsv`; later rows stand beside earlier ones.
    ///
    /// # Panics
    /// When the list lacks one of the columns.
    pub fn extend(&mut self, table: &Table) {
        let column = |name| table.column(name);
        let [level, since, published, effective] =
            ["level", "since", "version_published", "version_effective"].map(column);
        let [repealed, successor, last, verified] =
            ["repealed_on", "successor", "last_article", "verified"].map(column);
        for (row, cells) in (0u32..).zip(table.rows()) {
            let date = |column| table.cell(row, column).parse::<Date>().ok();
            let text = |column| Some(table.cell(row, column)).filter(|t| !t.is_empty());
            let name = cells.first().map(|n| fold(n).into_owned()).unwrap_or_default();
            self.by_name.entry(name.clone()).or_default().push(self.laws.len());
            self.laws.push(Law {
                name,
                level: table.cell(row, level).to_owned(),
                since: date(since),
                version_published: date(published),
                version_effective: date(effective),
                repealed_on: date(repealed),
                successor: text(successor).map(str::to_owned),
                last_article: text(last).and_then(|t| t.parse().ok()),
                is_verified: table.cell(row, verified) == "true",
            });
        }
    }

    /// The day up to which the table was gathered, to be printed wherever it was used.
    #[must_use]
    pub const fn data_as_of(&self) -> Option<Date> {
        self.data_as_of
    }

    /// All rows of a name, as printed or folded, oldest first.
    pub fn rows(&self, name: &str) -> impl Iterator<Item = &Law> {
        let rows = self.places(name).unwrap_or_default();
        rows.iter().filter_map(|&i| self.laws.get(i))
    }

    /// Whether the table knows the name.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        self.places(name).is_some()
    }

    fn places(&self, name: &str) -> Option<&[usize]> {
        let folded = fold(name);
        let direct = self.by_name.get(folded.as_ref());
        let direct = direct.or_else(|| self.by_name.get(self.aliases.get(folded.as_ref())?));
        direct.or_else(|| self.by_name.get(without_suffix(&folded)?)).map(Vec::as_slice)
    }

    /// What is known of the law that bore the name at the date.
    #[must_use]
    pub fn at(&self, name: &str, date: Date) -> Option<LawState<'_>> {
        let mut known: Option<LawState<'_>> = None;
        for law in self.rows(name) {
            let state = state_of(law, date);
            let better = known.is_none_or(|k| rank(&state) >= rank(&k));
            if better {
                known = Some(state);
            }
        }
        known
    }
}

/// Rows that say more about the date come first; between equals the later row wins.
fn rank(state: &LawState<'_>) -> u8 {
    match (state.force, state.is_version) {
        (Force::InForce, true) => 5,
        (Force::InForce, false) => 4,
        (Force::Repealed, _) => 3,
        (Force::Unknown, _) => 2,
        (Force::NotYet, _) => 1,
    }
}

fn state_of(law: &Law, date: Date) -> LawState<'_> {
    let version = law.version_effective.or(law.version_published);
    let first = law.since.or(law.version_effective);
    let force = match (law.repealed_on, first) {
        (Some(end), _) if date >= end => Force::Repealed,
        (_, Some(first)) if date < first => match law.since {
            Some(_) => Force::NotYet,
            None => Force::Unknown,
        },
        (_, Some(_)) => Force::InForce,
        // Only the day of publication is known, or only the day of repeal: before that nothing can be said for sure.
        (Some(_), None) => Force::InForce,
        (None, None) if version.is_some_and(|v| date >= v) => Force::InForce,
        (None, None) => Force::Unknown,
    };
    let is_version = force == Force::InForce && law.version_effective.is_some_and(|v| date >= v);
    let force = if force == Force::InForce && !law.is_verified && law.repealed_on.is_none() {
        Force::Unknown
    } else {
        force
    };
    LawState { law, force, is_version }
}

/// The name as the table keys it: without 《》, blanks, 中华人民共和国 and a remark on the version such as （2019修正）.
#[must_use]
pub fn fold(name: &str) -> Cow<'_, str> {
    let name = name.trim().trim_start_matches(['《', '〈']).trim_end_matches(['》', '〉']);
    let name = name.strip_prefix("中华人民共和国").filter(|rest| !rest.is_empty()).unwrap_or(name);
    let name = if name.contains([' ', '\u{3000}', '(', ')', '\n']) {
        let kept = name.chars().filter(|c| !c.is_whitespace());
        Cow::Owned(
            kept.map(|c| {
                if c == '(' {
                    '（'
                } else if c == ')' {
                    '）'
                } else {
                    c
                }
            })
            .collect(),
        )
    } else {
        Cow::Borrowed(name)
    };
    let Some(open) = name.rfind('（').filter(|_| name.ends_with('）')) else { return name };
    let remark = name.get(open..).unwrap_or("");
    if ["修订）", "修正）", "修改）", "年）", "版）"].iter().any(|e| remark.ends_with(e))
        && remark.len() <= 36
    {
        match name {
            Cow::Borrowed(name) => Cow::Borrowed(name.get(..open).unwrap_or(name)),
            Cow::Owned(mut name) => {
                name.truncate(open);
                Cow::Owned(name)
            }
        }
    } else {
        name
    }
}

fn without_suffix(name: &str) -> Option<&str> {
    ["（试行）", "（暂行）", "（草案）"].iter().find_map(|s| name.strip_suffix(s))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, date: &str, force: Force, successor: Option<&str>) {
        let state = LawTable::embedded().at(name, date.parse().unwrap()).unwrap();
        assert_eq!((state.force, state.law.successor.as_deref()), (force, successor), "{name} {date}");
    }

    #[test]
    fn a_name_is_looked_up_with_its_date() {
        check("合同法", "2019-05-01", Force::InForce, Some("民法典"));
        check("中华人民共和国合同法", "2022-05-01", Force::Repealed, Some("民法典"));
        check("《国家安全法》", "2010-01-01", Force::InForce, Some("反间谍法"));
        check("国家安全法", "2016-01-01", Force::InForce, None);
        check("公平竞争审查条例", "2025-01-01", Force::InForce, None);
        check("公平竞争审查条例", "2017-01-01", Force::NotYet, None);
        check("行政处罚法（2021修订）", "2022-01-01", Force::InForce, None);
        check("地方组织法", "2023-01-01", Force::InForce, None);
        check("农村土地承包法", "2026-10-01", Force::Unknown, None);
    }

    #[test]
    fn article_counts_belong_to_a_version() {
        let at = |date: &str| {
            LawTable::embedded().at("行政处罚法", date.parse().unwrap()).and_then(|s| s.last_article())
        };
        assert_eq!(at("2022-01-01"), Some(86));
        assert_eq!(at("2018-01-01"), None);
    }

    #[test]
    fn the_file_says_how_far_it_reaches() {
        let text = crate::lexicon::embedded::DICTIONARIES.iter().find(|(name, _)| *name == "laws").unwrap().1;
        assert!(text.contains(&format!("# data_as_of {DATA_AS_OF}")));
        assert!(LawTable::embedded().data_as_of().is_some());
    }
}
