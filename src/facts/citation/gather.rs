//! Gathers titles, numbers and law names into citations.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use super::listed::Listed;
use super::number_beside::{Numbers, bracket};
use super::title::{Title, titles};
use super::{Article, Citation, CitationRole, Mention, Status, articles, bare, class, own, role, standard};
use crate::document::Script;
use crate::facts::Context;
use crate::facts::doc_number::DocNumber;
use crate::lexicon::{LawTable, Lexicon, ListId, WordSet, fold_law_name};
use crate::outline::NodeKind;
use crate::text::{Span, is_numeral};

struct Lists {
    laws: ListId,
    aliases: ListId,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    Lists { laws: lexicon.list("laws"), aliases: lexicon.list("law_aliases") }
});

/// A name found at a place, before it is joined with what is known.
struct Named {
    /// The name with its marks and its number.
    whole: Range<usize>,
    /// The name alone.
    name: Range<usize>,
    number: Option<DocNumber>,
    inner: Vec<String>,
    is_bracketed: bool,
}

/// Numbers by year and serial, so that one is found again among thousands.
#[derive(Default)]
struct Known(HashMap<(Option<u16>, Option<u64>), Vec<usize>>);

impl Known {
    fn insert(&mut self, number: &DocNumber, index: usize) {
        self.0.entry((number.year, number.serial)).or_default().push(index);
    }

    /// The first index whose number is the same.
    fn get<'n>(&self, number: &DocNumber, of: impl Fn(usize) -> Option<&'n DocNumber>) -> Option<usize> {
        let alike = self.0.get(&(number.year, number.serial))?;
        alike.iter().copied().find(|&index| of(index).is_some_and(|known| known.is_same(number)))
    }
}

/// Collects the citations of one document.
pub(super) struct Gatherer<'a> {
    cx: &'a Context<'a>,
    numbers: Numbers<'a>,
    all_numbers: &'a [DocNumber],
    citations: Vec<Citation>,
    /// Folded titles, to the citations that bear them.
    by_title: HashMap<String, Vec<usize>>,
    /// What the text introduces as abbreviations, to the citation they stand for.
    short: HashMap<String, usize>,
    /// Where mentions end, with the citation they belong to.
    ends: BTreeMap<usize, usize>,
    listed: Listed,
    /// Where the names of a paper of Taiwan begin.
    taiwan: Option<usize>,
}

/// How far behind a name its abbreviation is introduced, in bytes.
const REACH: usize = 120;
/// Longest abbreviation, in characters.
const LONGEST_SHORT: usize = 20;

impl<'a> Gatherer<'a> {
    pub(super) fn new(cx: &'a Context<'a>, numbers: &'a [DocNumber]) -> Self {
        Self {
            cx,
            numbers: Numbers::new(cx.text, numbers),
            all_numbers: numbers,
            citations: Vec::new(),
            by_title: HashMap::new(),
            short: HashMap::new(),
            ends: BTreeMap::new(),
            listed: Listed::of(cx),
            taiwan: of_taiwan(cx),
        }
    }

    pub(super) fn gather(mut self) -> Vec<Citation> {
        let titles = titles(self.cx.text);
        // 《甲政发〔2020〕3号》 is a number in the marks of a title.
        let is_number = |t: &Title| self.numbers.is_number(&t.inner);
        let named: Vec<&Title> = titles.iter().filter(|t| !is_number(t)).collect();
        for title in &named {
            self.numbers.take_inside(&title.outer);
        }
        for title in named {
            self.title(title);
        }
        match self.taiwan {
            Some(from) => self.names_of_taiwan(from),
            None => self.bare_names(&titles),
        }
        self.bare_numbers(&titles);
        self.citations.sort_by_key(|c| c.span.start);
        self.citations
    }

    fn text(&self, range: &Range<usize>) -> &'a str {
        self.cx.text.get(range.clone()).unwrap_or("")
    }

    /// The articles named behind a place. Taiwan divides an article into 项 and those into 款.
    fn articles(&self, at: usize) -> Vec<Article> {
        let mut found = articles::articles(self.cx.text.get(at..).unwrap_or("")).0;
        if self.taiwan.is_some() {
            let mut last = Article::default();
            for article in &mut found {
                std::mem::swap(&mut article.paragraph, &mut article.item);
                // 第六条第一项第一款、第二款: the 项 holds on.
                let goes_on =
                    article.article == last.article && article.item.is_some() && last.item.is_some();
                article.paragraph = article.paragraph.or(last.paragraph.filter(|_| goes_on));
                last = *article;
            }
        }
        found
    }

    fn title(&mut self, title: &Title) {
        let name = self.text(&title.inner);
        let before = self.cx.text.get(..title.outer.start).unwrap_or("");
        if own::is_link(self.cx, title.outer.start) {
            return;
        }
        if ["简称", "统称", "下称", "以下称"].iter().any(|w| before.ends_with(w)) {
            if let Some(index) = self.introduced_for(title.outer.start) {
                self.short.insert(fold(name), index);
            }
            return;
        }
        if let Some(&index) = self.short.get(&fold(name)) {
            self.mention(index, title.outer.clone(), true);
            return;
        }
        let beside = self.numbers.beside(&title.outer).or_else(|| {
            let behind = standard::behind(self.cx.text, title.outer.end);
            let behind = behind.map(|(number, end)| (number, title.outer.start..end));
            behind.or_else(|| {
                let (number, start) = standard::before(self.cx.text, title.outer.start)?;
                Some((number, start..title.outer.end))
            })
        });
        if beside.is_none() && (class::is_bare(name) || class::is_no_document(name)) {
            return;
        }
        // 《…》典型案例, 《…》一书: the name of a case, a book, a film.
        let after = self.cx.text.get(title.outer.end..).unwrap_or("");
        if beside.is_none() && NO_PAPERS.head_of(after).is_some() {
            return;
        }
        let (number, whole) = beside.map_or((None, title.outer.clone()), |(n, whole)| (Some(n), whole));
        let inner = title.nested.iter().map(|n| self.text(n).to_owned()).collect();
        let end = whole.end;
        self.named(Named { whole, name: title.inner.clone(), number, inner, is_bracketed: true });
        let short = short_name(self.cx.text.get(title.outer.end..).unwrap_or(""));
        if let (Some(short), Some(&index)) = (short, self.ends.get(&end)) {
            self.short.entry(fold(short)).or_insert(index);
        }
    }

    /// The citation whose name ends last before an abbreviation is introduced, in the same line.
    fn introduced_for(&self, at: usize) -> Option<usize> {
        // （甲发〔2018〕3号，以下简称《意见》）: the brackets that hold it belong to the name.
        let around = self.ends.range(at..).next().filter(|(_, index)| {
            let last = self.citations.get(**index).and_then(|citation| citation.mentions.last());
            last.is_some_and(|mention| (mention.span.start as usize) < at)
        });
        if let Some((_, index)) = around {
            return Some(*index);
        }
        let (end, index) = self.ends.range(at.saturating_sub(REACH)..=at).next_back()?;
        self.cx.text.get(*end..at).is_some_and(|gap| !gap.contains('\n')).then_some(*index)
    }

    fn mention(&mut self, index: usize, at: Range<usize>, bracketed: bool) {
        let found = self.articles(at.end);
        let (before, _) = self.around(&at);
        let role = self.role(&at);
        let raises = role != CitationRole::Basis || role::is_close(before);
        self.ends.insert(at.end, index);
        if let Some(citation) = self.citations.get_mut(index) {
            // What is only named in one place may be a basis, or done away with, in another.
            if citation.role == CitationRole::Mentions && raises {
                citation.role = role;
            }
            citation.mentions.push(Mention { span: Span::at(at.start, at.end), bracketed });
            add_articles(&mut citation.articles, found);
        }
    }

    fn named(&mut self, named: Named) {
        let key = fold(self.text(&named.name));
        let role = self.role_of(&named);
        let apart = |known: CitationRole| {
            // The paper itself, and the one of the same name that it repeals.
            [(known, role), (role, known)].contains(&(CitationRole::Itself, CitationRole::Repeals))
        };
        let same = self.by_title.get(&key).and_then(|known| {
            known.iter().copied().find(|&i| {
                let Some(known) = self.citations.get(i) else { return false };
                let same_number = known.number.as_ref().zip(named.number.as_ref());
                same_number.is_none_or(|(a, b)| a.is_same(b)) && !apart(known.role)
            })
        });
        match same {
            Some(index) => self.join(index, named),
            None => {
                self.by_title.entry(key).or_default().push(self.citations.len());
                self.ends.insert(named.whole.end, self.citations.len());
                let citation = self.citation(named, role);
                self.citations.push(citation);
            }
        }
    }

    fn join(&mut self, index: usize, named: Named) {
        let better = self
            .citations
            .get(index)
            .is_some_and(|c| named.is_bracketed && c.mentions.iter().all(|m| !m.bracketed));
        let title = self.text(&named.name).to_owned();
        let own = named.number.is_none()
            && self.role_of(&named) == CitationRole::Itself
            && !own::is_told_about(self.around(&named.whole).1);
        self.mention(index, named.whole, named.is_bracketed);
        let Some(citation) = self.citations.get_mut(index) else { return };
        // What the title named and the text hands out below is the paper itself.
        if own && citation.number.is_none() && citation.role == CitationRole::Mentions {
            citation.role = CitationRole::Itself;
        }
        if citation.number.is_none() {
            citation.number = named.number;
        }
        if better {
            citation.title = Some(title);
            citation.title_span = Some(Span::at(named.name.start, named.name.end));
        }
    }

    /// What the sentence does with a name, the paper itself included.
    fn role_of(&self, named: &Named) -> CitationRole {
        let title = self.text(&named.name);
        let (before, after) = self.around(&named.whole);
        let role = self.role(&named.whole);
        // 甲市人民政府令第3号《甲办法》已经审议通过，现予公布: the number is that of the order.
        let ordered = || {
            let number = named.number.as_ref().filter(|number| number.span.end as usize <= named.name.start);
            number.and_then(|number| number.body_code.as_deref()).is_some_and(|code| code.ends_with('令'))
        };
        let is_own = (named.number.is_none() || ordered())
            && role != CitationRole::Repeals
            && (named.number.is_some() && own::is_adopted(after)
                || before.ends_with('本')
                || own::is_issued_here(title, before, after) && !own::is_explained(after)
                || own::is_handed_out_next(before, self.cx.text.get(named.whole.end..).unwrap_or(""))
                || own::is_explained_here(self.cx, &named.whole));
        if is_own { CitationRole::Itself } else { role }
    }

    fn citation(&self, named: Named, role: CitationRole) -> Citation {
        let title = self.text(&named.name);
        let span = Span::at(named.whole.start, named.whole.end);
        Citation {
            span,
            title: Some(title.to_owned()),
            title_span: Some(Span::at(named.name.start, named.name.end)),
            kind: class::kind(Some(title), named.number.as_ref().and_then(|n| n.body_code.as_deref())),
            number: named.number,
            articles: self.articles(named.whole.end),
            role,
            inner: named.inner,
            status: Status::default(),
            mentions: vec![Mention { span, bracketed: named.is_bracketed }],
        }
    }

    /// What the sentence, or the list it is an entry of, does with what stands at a place.
    fn role(&self, at: &Range<usize>) -> CitationRole {
        let (before, after) = self.around(at);
        match role::role(before, after) {
            // 本细则依甲法第三条订定之, 按《甲办法》执行, 行使《甲法》第三条赋予的职权.
            CitationRole::Mentions
                if before.trim_end_matches('「').ends_with(['依', '按']) || before.ends_with("行使") =>
            {
                CitationRole::Basis
            }
            CitationRole::Mentions => {
                let listed = self.listed.role(at.start).or_else(|| self.inline_role(before, at.start));
                listed.unwrap_or(CitationRole::Mentions)
            }
            role => role,
        }
    }

    /// What the line began with, for a name that begins its clause: 依据：1.《甲法》第三条；2.《乙条例》第四条.
    fn inline_role(&self, before: &str, at: usize) -> Option<CitationRole> {
        let opens = before.trim_matches(|c: char| is_numeral(c) || " .．、（）()".contains(c)).is_empty();
        let line = self.cx.outline.line_holding(crate::text::to_u32(at)).filter(|_| opens)?;
        let head = self.text(&(line.span.start as usize..at - before.len()));
        let listed = head.contains('《') && head.ends_with(['；', ';']) && !head.contains('。');
        (listed && role::role(head, "") == CitationRole::Basis).then_some(CitationRole::Basis)
    }

    /// What the sentence says before and after a place.
    fn around(&self, at: &Range<usize>) -> (&'a str, &'a str) {
        let start = crate::text::to_u32(at.start);
        let sentence = self.cx.outline.sentence_holding(start);
        let Some(sentence) = sentence else { return ("", "") };
        let before = self.text(&(sentence.span.start as usize..at.start));
        let after = self.text(&(at.end..(sentence.span.end as usize).max(at.end)));
        (before, after)
    }

    /// Names in a paper of Taiwan, which has no 《》.
    fn names_of_taiwan(&mut self, from: usize) {
        for whole in super::unbracketed::names_of(self.cx, from) {
            if let Some(&index) = self.short.get(&fold(self.text(&whole))) {
                self.mention(index, whole, false);
                continue;
            }
            let (name, end) = (whole.clone(), whole.end);
            self.named(Named { name, whole, number: None, inner: Vec::new(), is_bracketed: false });
            let short = short_name(self.cx.text.get(end..).unwrap_or(""));
            if let (Some(short), Some(&index)) = (short, self.ends.get(&end)) {
                self.short.entry(fold(short)).or_insert(index);
            }
        }
    }

    /// Names of laws without 《》.
    fn bare_names(&mut self, titles: &[Title]) {
        for name in bare::names(self.cx) {
            let next = titles.partition_point(|t| t.outer.end <= name.start);
            if titles.get(next).is_none_or(|t| name.end <= t.outer.start) {
                let whole = name.clone();
                self.named(Named { name, whole, number: None, inner: Vec::new(), is_bracketed: false });
            }
        }
        let (laws, aliases) = (self.cx.hits.of(LISTS.laws), self.cx.hits.of(LISTS.aliases));
        let mut next = 0;
        for hit in laws.iter().chain(aliases) {
            let at = hit.start as usize..hit.end as usize;
            if hit.start == 0 && aliases.first() == Some(hit) {
                next = 0;
            }
            while titles.get(next).is_some_and(|t| t.outer.end <= at.start) {
                next += 1;
            }
            let inside = titles
                .iter()
                .skip(next.saturating_sub(1))
                .take(3)
                .any(|t| t.outer.start <= at.start && at.end <= t.outer.end);
            if !inside && is_law_name(self.cx.text, &at) {
                let prefix = "中华人民共和国";
                let start = self
                    .cx
                    .text
                    .get(..at.start)
                    .filter(|b| b.ends_with(prefix))
                    .map_or(at.start, |b| b.len() - prefix.len());
                let whole = start..at.end;
                self.named(Named {
                    name: whole.clone(),
                    whole,
                    number: None,
                    inner: Vec::new(),
                    is_bracketed: false,
                });
            }
        }
    }

    /// Standards of which only the number is named, outside titles and what was cited with them.
    fn standards(&self, titles: &[Title]) -> Vec<DocNumber> {
        let cited = self.citations.iter().flat_map(|c| c.mentions.iter().map(|m| m.span.range()));
        let mut taken: Vec<Range<usize>> = cited.chain(titles.iter().map(|t| t.outer.clone())).collect();
        taken.sort_unstable_by_key(|range| range.start);
        let mut end = 0;
        for range in &mut taken {
            end = range.end.max(end);
            range.end = end;
        }
        standard::numbers(self.cx.text)
            .into_iter()
            .filter(|number| {
                let at = number.span.start as usize;
                let next = taken.partition_point(|range| range.start <= at);
                let before = next.checked_sub(1).and_then(|i| taken.get(i));
                !before.is_some_and(|range| at < range.end) && !own::is_own_number(self.cx, number)
            })
            .collect()
    }

    /// Numbers that stand without a title.
    fn bare_numbers(&mut self, titles: &[Title]) {
        let mut own = Known::default();
        for (index, number) in self.all_numbers.iter().enumerate() {
            if own::is_own_number(self.cx, number) {
                own.insert(number, index);
            }
        }
        let mut known = Known::default();
        for (index, citation) in self.citations.iter().enumerate() {
            if let Some(number) = &citation.number {
                known.insert(number, index);
            }
        }
        // The history at the head of a paper of Taiwan tells of the paper itself.
        let from = self.taiwan.unwrap_or(0);
        let mut left: Vec<DocNumber> =
            self.numbers.left().filter(|n| n.span.start as usize >= from).cloned().collect();
        left.extend(self.standards(titles));
        for number in left {
            // （甲发〔2018〕3号、〔2019〕5号）: what goes on without its code is no paper by itself.
            let before = self.cx.text.get(..number.span.start as usize).unwrap_or("");
            let goes_on = number.body_code.is_none() && before.ends_with(['、', '和', '及']);
            if goes_on || own.get(&number, |i| self.all_numbers.get(i)).is_some() {
                continue;
            }
            let at = number.span.start as usize..number.span.end as usize;
            let same = known.get(&number, |i| self.citations.get(i).and_then(|c| c.number.as_ref()));
            if let Some(index) = same {
                self.mention(index, at, false);
                continue;
            }
            let role = self.role(&at);
            known.insert(&number, self.citations.len());
            self.by_number(number, role);
        }
    }

    /// A document of which only the number is named.
    fn by_number(&mut self, number: DocNumber, role: CitationRole) {
        let at = number.span.start as usize..number.span.end as usize;
        self.citations.push(Citation {
            span: number.span,
            title: None,
            title_span: None,
            kind: class::kind(None, number.body_code.as_deref()),
            articles: self.articles(at.end),
            role,
            inner: Vec::new(),
            status: Status::default(),
            mentions: vec![Mention { span: number.span, bracketed: false }],
            number: Some(number),
        });
    }
}

/// What the brackets behind a name call it from there on, without 《》: （以下简称办法）, （甲发〔2020〕1号，下称“条例”）.
fn short_name(after: &str) -> Option<&str> {
    let mut at = 0;
    for _ in 0..2 {
        let (close, end) = bracket(after, at)?;
        let content = after.get(at..close)?;
        if let Some((_, name)) = content.rsplit_once('称').filter(|(lead, _)| lead.ends_with(['简', '下']))
        {
            let name = name.trim_matches(['为', '：', ':', '“', '”', '"', '「', '」', ' ']);
            let is_plain = !name.is_empty() && name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            return (is_plain && name.chars().count() <= LONGEST_SHORT).then_some(name);
        }
        at = end;
    }
    None
}

/// Titles are the same when they fold to the same: no blanks, one sort of dash and bracket, no 中华人民共和国.
fn fold(title: &str) -> String {
    let folded = fold_law_name(title);
    let kept = folded.chars().filter(|c| !c.is_whitespace());
    let kept = kept.map(|c| match c {
        '—' | '–' | '－' | '-' | '~' | '～' => '-',
        '《' | '<' => '〈',
        '》' | '>' => '〉',
        c => c,
    });
    let mut folded: String = kept.collect();
    while folded.contains("--") {
        folded = folded.replace("--", "-");
    }
    folded
}

fn add_articles(known: &mut Vec<Article>, found: Vec<Article>) {
    for article in found {
        if !known.contains(&article) {
            known.push(article);
        }
    }
}

/// Where the names of a paper of Taiwan begin, which puts no marks around them; `None` for other papers.
pub(super) fn of_taiwan(cx: &Context<'_>) -> Option<usize> {
    match crate::facts::metadata::history::span(cx.text) {
        Some(history) => Some(history.end as usize),
        None => (is_plain_regulation(cx) || cx.is_of_taiwan()).then_some(0),
    }
}

/// Whether a text is a regulation of Taiwan that lost the head with its history: in traditional script, in articles, and
/// without a single name in 《》.
fn is_plain_regulation(cx: &Context<'_>) -> bool {
    let articles = cx.outline.nodes.iter().filter(|node| node.kind == NodeKind::Article);
    cx.document.script == Script::Traditional && !cx.text.contains('《') && articles.take(3).count() == 3
}

/// What stands behind the name of something that is no paper.
static NO_PAPERS: WordSet = WordSet::of("citation_words", "no_paper");

/// Words behind a name that make it part of another one: 合同法律, 统计法实施细则.
static RUNS_ON: WordSet = WordSet::of("citation_words", "runs_on");
/// Constitution only: what is taught and revered rather than cited.
static CONSTITUTION: WordSet = WordSet::of("citation_words", "revered");
/// What is done with it where it is kept or taught.
static REVERES: WordSet = WordSet::of("citation_words", "reveres");

/// Whether a law's name outside 《》 is meant as that law.
fn is_law_name(text: &str, at: &Range<usize>) -> bool {
    let name = text.get(at.clone()).unwrap_or("");
    let after = text.get(at.end..).unwrap_or("");
    let before = text.get(..at.start).unwrap_or("");
    let Some(law) = LawTable::embedded().rows(name).next() else { return false };
    let national = matches!(law.level.as_str(), "法律" | "宪法" | "行政法规");
    let runs_on =
        RUNS_ON.head_of(after).is_some() && !after.starts_with("规定") && !after.starts_with("法规");
    let preached =
        name == "宪法" && (CONSTITUTION.head_of(after).is_some() || REVERES.tail_of(before).is_some());
    // 某省统计条例 is not the national one; neither is the tail of a longer name.
    let local =
        before.ends_with(['省', '市', '区', '州', '县', '〈', '国']) && !before.ends_with("中华人民共和国");
    // 某省实施监督法办法 is a name of its own.
    let inside = before.ends_with("实施") && role::PAPERS.head_of(after).is_some();
    national && !runs_on && !preached && !local && !inside && name.chars().count() >= 2
}
