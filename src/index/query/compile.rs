//! From the tree of a query to queries of the library, and to what is marked in the documents found.

use std::ops::Bound;

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, FuzzyTermQuery,
    Occur, PhraseQuery, Query as LibraryQuery, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{Searcher, TantivyError};

use super::near::{NearQuery, Spread};
use super::{Kind, Named, Node, Query, synonyms};
use crate::error::Error;
use crate::index::grams::cover;
use crate::index::pinyin;
use crate::index::place::explain;
use crate::index::plain::{self, ANY, Needle};
use crate::index::schema::field;
use crate::lexicon::Lexicon;
use crate::segment::Segmenter;

/// How much it counts that words typed together stand together.
const TOGETHER: f32 = 2.0;
/// How much it counts that a word stands in the title or a heading is said by repetition in the text; a phrase of all
/// words in the title counts on top.
const IN_TITLE: f32 = 1.5;
/// What puts a document with all the words before those with most of them.
const COMPLETE: f32 = 1_000.0;
/// How far apart words may stand and still count as near.
const CLOSE: u32 = 12;

/// What is marked in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::index) enum Sought {
    /// Every place of one of these; they say the same.
    Any(Vec<Needle>),
    /// Places of the parts that are near one another.
    Near(Vec<Vec<Needle>>, Vec<u32>),
}

/// The field of the whole text.
const TEXT: &str = "text";

/// A query ready to run.
pub(in crate::index) struct Compiled {
    pub(in crate::index) query: Box<dyn LibraryQuery>,
    /// The same asking for most of the words only, when nothing but words was asked for.
    pub(in crate::index) relaxed: Option<Box<dyn LibraryQuery>>,
    pub(in crate::index) sought: Vec<Sought>,
    /// What raises the best documents; none of it is needed.
    pub(in crate::index) bonus: Vec<Box<dyn LibraryQuery>>,
    /// Whether the query is one term of the text, so that its best hits can be found without looking at all. What the best
    /// of a block can be is worked out with the mean length of its segment; titles and headings are so short that these
    /// means differ, and better hits were left out.
    pub(in crate::index) is_term: bool,
}

/// What a query is compiled with.
pub(in crate::index) struct Compiler<'a> {
    pub(in crate::index) searcher: &'a Searcher,
    pub(in crate::index) segmenter: &'a Segmenter,
    pub(in crate::index) has_synonyms: bool,
    pub(in crate::index) has_pinyin: bool,
    pub(in crate::index) folder: &'a std::path::Path,
}

/// What compiling gathers beside the query.
#[derive(Default)]
struct Beside {
    sought: Vec<Sought>,
    bonus: Vec<Box<dyn LibraryQuery>>,
}

/// What becomes of a part.
type Made = Result<Box<dyn LibraryQuery>, Error>;

impl Compiler<'_> {
    /// Compiles a query.
    pub(in crate::index) fn compile(&self, query: &Query) -> Result<Compiled, Error> {
        let mut beside = Beside::default();
        let strict = self.node(&query.root, &mut beside)?;
        let relaxed = self.relaxed(&query.root)?;
        let schema = self.searcher.schema();
        let is_term = strict
            .downcast_ref::<TermQuery>()
            .is_some_and(|query| schema.get_field_name(query.term().field()) == TEXT);
        Ok(Compiled { query: strict, relaxed, sought: beside.sought, bonus: beside.bonus, is_term })
    }

    /// A word in the text, as it stands.
    pub(in crate::index) fn word(&self, word: &str) -> Made {
        self.grams("text", &Needle::exact(word))
    }

    fn field(&self, name: &str) -> Result<Field, Error> {
        field(self.searcher.schema(), name).map_err(|e| self.failed(&e))
    }

    fn failed(&self, error: &TantivyError) -> Error {
        explain(self.folder, error)
    }

    fn node(&self, node: &Node, beside: &mut Beside) -> Made {
        Ok(match node {
            Node::All => Box::new(AllQuery),
            Node::And(parts) => self.all(parts, beside)?,
            Node::Or(parts) => {
                let parts = parts.iter().map(|p| self.node(p, beside));
                Box::new(BooleanQuery::union(parts.collect::<Result<_, _>>()?))
            }
            // What is excluded is not marked.
            Node::Not(part) => {
                self.node(&Node::And(vec![Node::All, Node::Not(part.clone())]), &mut Beside::default())?
            }
            Node::Near(parts, distances) => self.near(parts, distances, beside)?,
            Node::Phrase(text) => {
                let needle = Needle::exact(self.standing(text)?);
                let query = self.grams("text", &needle)?;
                beside.sought.push(Sought::Any(vec![needle]));
                query
            }
            Node::Words(text) => self.words(text, beside)?,
            Node::Field(named, text) => self.named(named, text)?,
            Node::Within(_, text, fields) => self.contains(fields, text, true)?,
            Node::Range(named, from, to) => self.range(named, *from, *to)?,
        })
    }

    fn all(&self, parts: &[Node], beside: &mut Beside) -> Made {
        let mut clauses = Vec::new();
        for part in parts {
            clauses.push(match part {
                Node::Not(inner) => (Occur::MustNot, self.node(inner, &mut Beside::default())?),
                part => (Occur::Must, self.node(part, beside)?),
            });
        }
        if let Some(words) = Self::only_words(parts) {
            beside.bonus.extend(self.bonus(&self.groups(&words))?);
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// The form of a quoted phrase that stands in documents: as typed, unless only another form is found.
    fn standing(&self, typed: &str) -> Result<String, Error> {
        let forms = plain::forms(typed);
        if let [only] = forms.as_slice() {
            return Ok(only.clone());
        }
        let usual = forms.get(1).cloned().unwrap_or_default();
        for form in forms.into_iter().chain(plain::forms_in_context(typed)) {
            let query = self.grams("text", &Needle::exact(form.clone()))?;
            if query.count(self.searcher).map_err(|e| self.failed(&e))? > 0 {
                return Ok(form);
            }
        }
        Ok(usual)
    }

    /// The words of one token, each with the names that say the same.
    fn needles(&self, typed: &str) -> Result<Vec<Vec<Needle>>, Error> {
        let typed = typed.trim_end_matches(['*', '＊']);
        if typed.contains(['*', '＊']) {
            let message = format!("“{typed}”：词中间的 * 请改用 NEAR，例如 合法性 NEAR/5 审查；? 代表一个字");
            return Err(Error::usage(message));
        }
        if typed.contains(['?', '？']) {
            let pieces: Vec<String> = typed.split(['?', '？']).map(plain::normal).collect();
            let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
            let inner = pieces.iter().filter(|p| !p.is_empty());
            if inner.clone().any(|p| p.chars().count() < 2) || inner.count() == 0 {
                return Err(Error::usage(format!("“{typed}”：? 代表一个字，两边各要有至少两个字")));
            }
            let text = pieces.join(&ANY.to_string());
            return Ok(vec![vec![Needle::loose(text.trim_matches(ANY))]]);
        }
        let normal = plain::normal(typed);
        let mut words = self.segmenter.words(&normal);
        if words.iter().any(|w| !is_stopword(w)) {
            words.retain(|w| !is_stopword(w));
        }
        if words.is_empty() {
            return Ok(vec![vec![Needle::exact(normal)]]);
        }
        Ok(words.into_iter().map(|word| self.alternatives(word)).collect())
    }

    fn alternatives(&self, word: &str) -> Vec<Needle> {
        let others = if self.has_synonyms { synonyms::others(word) } else { Vec::new() };
        std::iter::once(word.to_owned()).chain(others).map(Needle::loose).collect()
    }

    fn words(&self, typed: &str, beside: &mut Beside) -> Made {
        let words = self.needles(typed)?;
        let mut clauses = Vec::new();
        for word in &words {
            clauses.push((Occur::Must, self.any("text", word)?));
        }
        beside.sought.extend(words.iter().cloned().map(Sought::Any));
        if clauses.len() == 1 {
            return clauses
                .pop()
                .map_or_else(|| Ok(Box::new(EmptyQuery) as Box<dyn LibraryQuery>), |(_, q)| Ok(q));
        }
        beside.bonus.extend(self.bonus(&[words])?);
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// One of several needles; the best one counts.
    fn any(&self, name: &str, needles: &[Needle]) -> Made {
        let mut queries = needles.iter().map(|n| self.grams(name, n)).collect::<Result<Vec<_>, _>>()?;
        Ok(match queries.len() {
            1 => queries.pop().unwrap_or_else(|| Box::new(EmptyQuery)),
            _ => Box::new(DisjunctionMaxQuery::new(queries)),
        })
    }

    /// The words of the parts, when all parts are words.
    fn only_words(parts: &[Node]) -> Option<Vec<&str>> {
        parts.iter().map(|p| if let Node::Words(text) = p { Some(text.as_str()) } else { None }).collect()
    }

    fn groups(&self, words: &[&str]) -> Vec<Vec<Vec<Needle>>> {
        words.iter().filter_map(|w| self.needles(w).ok()).collect()
    }

    /// What raises a document in which words that were typed side by side stand side by side.
    fn bonus(&self, groups: &[Vec<Vec<Needle>>]) -> Result<Vec<Box<dyn LibraryQuery>>, Error> {
        let words: Vec<&Vec<Needle>> = groups.iter().flatten().collect();
        let mut bonus: Vec<Box<dyn LibraryQuery>> = Vec::new();
        for pair in words.windows(2) {
            let [left, right] = pair else { continue };
            let fits = |n: &Needle| n.text.chars().count() > 1 && !n.text.contains(ANY);
            let parts: Vec<Vec<Needle>> = [left, right]
                .iter()
                .map(|p| p.iter().filter(|n| fits(n)).take(1).cloned().collect())
                .collect();
            if parts.iter().any(Vec::is_empty) {
                continue;
            }
            let near = self.near_query(&parts, vec![CLOSE])?;
            bonus.push(Box::new(BoostQuery::new(near, TOGETHER / words.len() as f32)));
        }
        if words.len() > 1 {
            let mut titles = Vec::new();
            for word in &words {
                titles.push((Occur::Must, self.any("title", word)?));
            }
            let title: Box<dyn LibraryQuery> = Box::new(BooleanQuery::new(titles));
            bonus.push(Box::new(BoostQuery::new(title, IN_TITLE)));
        }
        Ok(bonus)
    }

    /// At least half of the words, the more the better.
    fn relaxed(&self, root: &Node) -> Result<Option<Box<dyn LibraryQuery>>, Error> {
        let words = match root {
            Node::Words(text) => vec![text.as_str()],
            Node::And(parts) => match Self::only_words(parts) {
                Some(words) => words,
                None => return Ok(None),
            },
            _ => return Ok(None),
        };
        let groups = self.groups(&words);
        let needles: Vec<&Vec<Needle>> = groups.iter().flatten().collect();
        if needles.len() < 2 {
            return Ok(None);
        }
        let mut clauses = Vec::new();
        for word in &needles {
            clauses.push((Occur::Should, self.any("text", word)?));
        }
        let least = needles.len().div_ceil(2);
        let most: Box<dyn LibraryQuery> =
            Box::new(BooleanQuery::with_minimum_required_clauses(clauses, least));
        let mut all = Vec::new();
        for word in &needles {
            all.push(self.any("text", word)?);
        }
        let all = ConstScoreQuery::new(Box::new(BooleanQuery::intersection(all)), COMPLETE);
        let clauses = vec![(Occur::Must, most), (Occur::Should, Box::new(all) as Box<dyn LibraryQuery>)];
        Ok(Some(Box::new(BooleanQuery::new(clauses))))
    }

    fn near(&self, parts: &[Node], distances: &[u32], beside: &mut Beside) -> Made {
        let mut needles = Vec::new();
        for part in parts {
            needles.push(match part {
                Node::Phrase(text) => vec![Needle::exact(self.standing(text)?)],
                Node::Words(text) => self.near_words(text)?,
                _ => Vec::new(),
            });
        }
        let query = self.near_query(&needles, distances.to_vec())?;
        beside.sought.push(Sought::Near(needles, distances.to_vec()));
        Ok(query)
    }

    /// One side of NEAR, which is not cut into words; wildcards mean what they mean elsewhere.
    fn near_words(&self, typed: &str) -> Result<Vec<Needle>, Error> {
        let typed = typed.trim_end_matches(['*', '＊']);
        if typed.contains(['*', '＊', '?', '？']) {
            return Ok(self.needles(typed)?.into_iter().flatten().collect());
        }
        Ok(self.alternatives(&plain::normal(typed)))
    }

    fn near_query(&self, parts: &[Vec<Needle>], distances: Vec<u32>) -> Made {
        let text = self.field("text")?;
        let mut candidates = Vec::new();
        let mut spreads = Vec::new();
        for part in parts {
            candidates.push(self.any("text", part)?);
            spreads.push(part.iter().map(|needle| spread(text, needle)).collect());
        }
        let candidates = Box::new(BooleanQuery::intersection(candidates));
        Ok(Box::new(NearQuery { candidates, parts: spreads, distances }))
    }

    /// A needle in a field.
    fn grams(&self, name: &str, needle: &Needle) -> Made {
        let field = self.field(name)?;
        let chars: Vec<char> = needle.text.chars().collect();
        if chars.len() < 2 {
            return Ok(beginning(field, &needle.text, needle.is_loose));
        }
        let spread = spread(field, needle);
        let term = |term: &Term| -> Box<dyn LibraryQuery> {
            Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs))
        };
        if spread.slots.iter().any(|(_, terms)| terms.len() > 1) {
            let slots = spread.slots.iter();
            let slots = slots.map(|(_, terms)| -> Box<dyn LibraryQuery> {
                Box::new(BooleanQuery::union(terms.iter().map(term).collect()))
            });
            let candidates = Box::new(BooleanQuery::intersection(slots.collect()));
            return Ok(Box::new(NearQuery { candidates, parts: vec![vec![spread]], distances: Vec::new() }));
        }
        let mut terms: Vec<(usize, Term)> = Vec::new();
        for (offset, mut alternatives) in spread.slots {
            terms.extend(alternatives.pop().map(|t| (offset as usize, t)));
        }
        Ok(match terms.as_slice() {
            [] => Box::new(EmptyQuery),
            [(_, only)] => term(only),
            _ => Box::new(PhraseQuery::new_with_offset(terms)),
        })
    }

    /// Documents in which one of the fields holds a text; names of units also in their other forms.
    fn contains(&self, fields: &[&str], typed: &str, is_unit: bool) -> Made {
        let normal = plain::normal(typed.trim_end_matches(['*', '＊']));
        let others = if is_unit && self.has_synonyms { synonyms::others(&normal) } else { Vec::new() };
        let mut queries: Vec<Box<dyn LibraryQuery>> = Vec::new();
        for name in fields {
            for text in std::iter::once(&normal).chain(&others) {
                queries.push(self.grams(name, &Needle::loose(text.as_str()))?);
            }
        }
        Ok(match queries.len() {
            1 => queries.pop().unwrap_or_else(|| Box::new(EmptyQuery)),
            _ => Box::new(DisjunctionMaxQuery::new(queries)),
        })
    }

    fn named(&self, named: &Named, text: &str) -> Made {
        match named.kind {
            Kind::Text(name) => self.contains(&[name], text, name == "body"),
            Kind::Split(fields) => self.contains(fields, text, fields.contains(&"unit_lead")),
            Kind::Narrow(base, _) => {
                let (field, prefix) = if base == "unit" { ("role", "unit_") } else { ("status", "cites_") };
                Ok(value(self.field(field)?, text.strip_prefix(prefix).unwrap_or(text)))
            }
            Kind::Value(name, _) => {
                let field = self.field(name)?;
                let text = if name == "rule" { text.to_ascii_uppercase() } else { text.to_owned() };
                Ok(match text.strip_suffix(['*', '＊']) {
                    Some(start) => beginning(field, start, false),
                    None => value(field, &text),
                })
            }
            Kind::Pinyin => self.pinyin(text),
            Kind::Date(_) | Kind::Run => Ok(Box::new(EmptyQuery)),
        }
    }

    fn pinyin(&self, typed: &str) -> Made {
        if !self.has_pinyin {
            let message =
                "这个索引没有拼音；建索引时加 --pinyin，例如：hegui index 文件夹/ --pinyin --rebuild";
            return Err(Error::usage(message));
        }
        let syllables = pinyin::split(typed).ok_or_else(|| {
            Error::usage(format!("“{typed}”不是拼音；写不带声调的拼音，例如 pinyin:sifaju"))
        })?;
        let field = self.field("pinyin")?;
        let terms: Vec<Term> = syllables.iter().map(|s| Term::from_field_text(field, s)).collect();
        Ok(match terms.as_slice() {
            [only] => Box::new(TermQuery::new(only.clone(), IndexRecordOption::WithFreqs)),
            _ => Box::new(PhraseQuery::new(terms)),
        })
    }

    fn range(&self, named: &Named, from: u64, to: u64) -> Made {
        let name = match named.kind {
            Kind::Date(name) => name,
            _ => "run",
        };
        Ok(between(self.field(name)?, from, to))
    }
}

/// Documents with a value in a range, both ends included.
pub(in crate::index) fn between(field: Field, from: u64, to: u64) -> Box<dyn LibraryQuery> {
    let bound = |day: u64| Bound::Included(Term::from_field_u64(field, day));
    Box::new(RangeQuery::new(bound(from), bound(to)))
}

/// Documents with exactly this value.
pub(in crate::index) fn value(field: Field, text: &str) -> Box<dyn LibraryQuery> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
}

/// Documents with a term that begins so.
fn beginning(field: Field, start: &str, is_loose: bool) -> Box<dyn LibraryQuery> {
    if start.is_empty() {
        return Box::new(EmptyQuery);
    }
    let one = |start: &str| -> Box<dyn LibraryQuery> {
        Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(field, start), 0, false))
    };
    if is_loose {
        Box::new(BooleanQuery::union(vec![
            one(&start.to_ascii_lowercase()),
            one(&start.to_ascii_uppercase()),
        ]))
    } else {
        one(start)
    }
}

/// The pairs of a needle with their places; letters in both cases when case does not count.
fn spread(field: Field, needle: &Needle) -> Spread {
    let chars: Vec<char> = needle.text.chars().collect();
    let mut slots = Vec::new();
    let mut from = 0;
    for piece in chars.split(|c| *c == ANY) {
        for (at, pair) in cover(piece) {
            let terms = if needle.is_loose { cases(&pair) } else { vec![pair] };
            let terms = terms.iter().map(|t| Term::from_field_text(field, t)).collect();
            slots.push((u32::try_from(from + at).unwrap_or(u32::MAX), terms));
        }
        from += piece.len() + 1;
    }
    Spread { length: u32::try_from(chars.len()).unwrap_or(u32::MAX), slots }
}

/// A pair in every mixture of cases.
fn cases(pair: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for c in pair.chars() {
        let forms: &[char] =
            if c.is_ascii_alphabetic() { &[c.to_ascii_lowercase(), c.to_ascii_uppercase()] } else { &[c] };
        found = found.iter().flat_map(|head| forms.iter().map(move |form| format!("{head}{form}"))).collect();
    }
    found
}

fn is_stopword(word: &str) -> bool {
    static WORDS: std::sync::LazyLock<std::collections::HashSet<&'static str>> =
        std::sync::LazyLock::new(|| {
            Lexicon::embedded().table("search_stopwords").rows().map(|r| r[0]).collect()
        });
    WORDS.contains(word)
}
