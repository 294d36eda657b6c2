//! What sort of law or document a citation is.

use std::sync::LazyLock;

use crate::lexicon::{Endings, LawTable, Lexicon, WordSet};

struct NoDocument {
    ending: &'static str,
    except: Vec<&'static str>,
}

struct Words {
    non_citations: Vec<NoDocument>,
    kinds: Endings,
    bare: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let endings = lexicon.table("non_citation_endings");
    let except = endings.column("except");
    let non_citations = endings.rows().map(|row| NoDocument {
        ending: row[0],
        except: row[except].split('、').filter(|e| !e.is_empty()).collect(),
    });
    Words {
        non_citations: non_citations.collect(),
        kinds: Endings::new(lexicon.table("document_kind_endings").rows().map(|r| &r[0])),
        bare: lexicon.table("bare_titles").rows().map(|r| r[0]).collect(),
    }
});

/// A shorter name than this must end like a document to be one.
const LONG_NAME: usize = 12;

/// Whether a name in 《》 is a certificate, contract, form, book or newspaper.
pub(super) fn is_no_document(title: &str) -> bool {
    if title.contains("关于") || title.contains("印发") || LawTable::embedded().knows(title) {
        return false;
    }
    let title: String = title.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = without_remark(&title);
    let ends = |e: &NoDocument| bare.ends_with(e.ending) && !e.except.iter().any(|x| bare.ends_with(x));
    let ends_as_document = WORDS.kinds.longest_of(bare).is_some();
    WORDS.non_citations.iter().any(ends) || (!ends_as_document && bare.chars().count() < LONG_NAME)
}

/// Whether a name without the marks of a title is that of a paper: it ends like one and is no kind word alone.
pub(super) fn is_paper(name: &str) -> bool {
    let bare = without_remark(name);
    let ends = WORDS.kinds.longest_of(bare).is_some() && bare.chars().count() >= SHORTEST_PAPER;
    ends && !is_bare(name) && !is_no_document(name)
}

/// Shortest name of a paper without the marks of a title, in characters.
const SHORTEST_PAPER: usize = 5;

/// The name without a remark in brackets at its end, such as （试行） or （2020年）.
fn without_remark(title: &str) -> &str {
    let mut bare = title.trim();
    while let Some(open) = bare.rfind(['（', '(', '〔']).filter(|_| bare.ends_with(['）', ')', '〕'])) {
        bare = bare.get(..open).unwrap_or("").trim();
    }
    bare
}

/// Whether a name in 《》 is a kind word alone, so that it stands for something named before.
pub(super) fn is_bare(title: &str) -> bool {
    let title = without_remark(title).trim_start_matches(['本', '该', '“']).trim_end_matches('”');
    WORDS.bare.contains(&title)
}

/// The kind word of the schema for a title with an optional body code of its number.
pub(super) fn kind(title: Option<&str>, code: Option<&str>) -> &'static str {
    let code = code.unwrap_or("");
    let Some(title) = title else {
        return match code {
            c if c.ends_with('令') => "rule",
            c if is_party_code(c) => "party",
            _ => "document",
        };
    };
    let own = title.split("关于").next().unwrap_or(title);
    let name = own.trim_end_matches(['）', ')']);
    let level = LawTable::embedded().rows(title).next().map(|law| law.level.as_str());
    let local = ["省", "市", "自治区", "自治州", "县", "州"].iter().any(|r| title.contains(r));
    match level {
        Some("法律" | "宪法") => return "statute",
        Some("行政法规") => return "administrative_regulation",
        _ => {}
    }
    if title.contains("关于") {
        return if own.contains("中共") || own.contains("党委") || is_party_code(code) {
            "party"
        } else {
            "document"
        };
    }
    if PARTY.head_of(name).is_some() || is_party_code(code) {
        return "party";
    }
    let is_standard = STANDARDS.is_in(title);
    match () {
        () if name.ends_with("法典") || (name.ends_with('法') && !name.ends_with("办法")) => "statute",
        () if name.ends_with("条例") && local => "local_regulation",
        () if name.ends_with("条例") => "administrative_regulation",
        () if is_standard || name.ends_with("标准") || name.ends_with("规范") => "standard",
        () if code.ends_with('令') => "rule",
        () if code.is_empty() && ["办法", "规定", "细则"].iter().any(|k| name.ends_with(k)) => "rule",
        () => "document",
    }
}

/// How names of papers of the Party begin.
static PARTY: WordSet = WordSet::of("citation_words", "party");
/// Words in names of technical standards.
static STANDARDS: WordSet = WordSet::of("citation_words", "standard");

/// Body codes of Party organs: 中发, 中办发, 省委's 豫发, 豫办发.
fn is_party_code(code: &str) -> bool {
    if matches!(code, "中发" | "中办发" | "中委" | "中组发" | "中纪发") {
        return true;
    }
    let mut chars = code.chars();
    let first = chars.next();
    let provinces = "京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川黔云藏陕甘青宁新";
    first.is_some_and(|c| provinces.contains(c))
        && matches!(chars.as_str(), "发" | "办发" | "办" | "委发" | "委办发" | "厅字")
}
