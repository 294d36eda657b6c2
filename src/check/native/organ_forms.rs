//! One organ under two names in running text: 市住房公积金管理中心 and 市住房公积金中心.
//!
//! The forms of a name stand in `dictionaries/organ_forms.tsv`; a level (市, 县 …) stands in front of each. Names of organs of
//! different places are left alone, and so are short forms that the paper introduces.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use memchr::memmem;

use crate::check::judgement::Flaw;
use crate::check::matching::RuleContext;
use crate::facts::definition::DefinitionKind;
use crate::lexicon::{Hit, Lexicon, ListId, WordSet};
use crate::text::{Norm, Span, first_chars, last_chars, to_u32};

/// Levels that stand in front of names.
const LEVELS: &str = "省市县区州旗家";
/// Most findings in one paper.
const MOST: usize = 4;
/// A short form that stands so many times as often as the full one is the custom of the paper.
const CUSTOM: usize = 3;

/// Organs that are named behind a place.
static PLACED: WordSet = WordSet::of("rule_words", "placed_organ");
/// Characters of a place by which it is known.
const PLACE: usize = 2;
/// Characters of the longest place that is quoted.
const LONGEST_PLACE: usize = 4;
/// What stands before a place and is no part of it.
static BEFORE_PLACE: WordSet = WordSet::of("rule_words", "before_place");
/// Characters behind a name in which a letterhead goes on.
const BEHIND: usize = 20;
/// What follows a name in a letterhead or a title: 文件, 关于.
static AROUND_NAMES: WordSet = WordSet::of("rule_words", "behind_letterhead");

/// For each form the row of the first form of its organ.
static FORMS: LazyLock<(ListId, Vec<u32>)> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let table = lexicon.table("organ_forms");
    let organ = table.column("organ");
    let mut first: HashMap<&str, u32> = HashMap::new();
    let family = |row| *first.entry(table.cell(row, organ)).or_insert(row);
    let families = (0u32..).zip(table.rows()).map(|(row, _)| row).map(family);
    (lexicon.list("organ_forms"), families.collect())
});

/// The last three characters of the names of all divisions.
static PLACES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let names = crate::lexicon::words("divisions").unwrap_or_default().into_iter();
    names
        .map(|name| {
            let tail: Vec<char> = name.chars().rev().take(3).collect();
            tail.into_iter().rev().collect()
        })
        .collect()
});

/// One name in the text, with its level.
struct Named {
    span: Span<Norm>,
    /// Two characters before the level, when they name a place.
    place: Option<String>,
}

/// Names of one organ that differ, in order of place.
pub(super) fn in_text(cx: &RuleContext<'_>) -> Vec<Flaw> {
    let text = cx.subject.text();
    let (list, families) = &*FORMS;
    let hits = cx.subject.hits.of(*list);
    let family = |hit: &Hit| families.get(hit.row as usize).copied();
    // Nearly every paper writes each name in one way.
    let varies = |hit: &&Hit| hits.iter().any(|h| h.row != hit.row && family(h) == family(hit));
    let mut groups: BTreeMap<(u32, char), BTreeMap<&str, Vec<Named>>> = BTreeMap::new();
    for hit in hits.iter().filter(varies) {
        let Some((family, (level, named))) =
            family(hit).zip(named(cx, (hit.start as usize, hit.end as usize)))
        else {
            continue;
        };
        let form = named.span.of(text);
        groups.entry((family, level)).or_default().entry(form).or_default().push(named);
    }
    let mut flaws: Vec<Flaw> = groups
        .into_values()
        .filter(|forms| forms.len() > 1)
        .flat_map(|forms| differing(cx, &forms))
        .collect();
    flaws.sort_by_key(|f| f.span);
    flaws.truncate(MOST);
    flaws
}

/// A third form of an organ whose short form the paper introduces: 住房公积金中心 beside 住房公积金管理中心（以下简称公积金中心）.
pub(super) fn beside_abbreviation(cx: &RuleContext<'_>) -> Vec<Flaw> {
    let text = cx.subject.text();
    let (list, families) = &*FORMS;
    let hits = cx.subject.hits.of(*list);
    let definitions = cx.subject.facts.definitions.iter();
    let mut flaws: Vec<Flaw> = Vec::new();
    for definition in definitions.filter(|d| d.kind == DefinitionKind::Abbreviation) {
        let term = definition.term.trim_matches(['“', '”', '"']);
        let (level, bare) = split(term);
        let Some(known) = hits.iter().find(|h| form(text, h) == bare && definition.term_span.holds(h.start))
        else {
            continue;
        };
        let family = families.get(known.row as usize);
        let odd = hits.iter().filter(|h| families.get(h.row as usize) == family).find(|h| {
            let is_new = h.start > definition.term_span.end
                && form(text, h) != bare
                && !definition.meaning.ends_with(form(text, h));
            let line = cx.subject.outline.line_holding(h.start).filter(|l| is_new && l.part.is_text());
            let before = line.and_then(|l| text.get(l.span.start as usize..h.start as usize));
            before.is_some_and(|before| belongs(before, level))
        });
        flaws.extend(odd.map(|h| {
            let level = level.map_or(0, char::len_utf8);
            let span = Span::at(h.start as usize - level, h.end as usize);
            let flaw = Flaw::at(span).with("match", span.of(text)).with("other", term);
            flaw.related(definition.term_span, "交代的简称")
        }));
    }
    flaws
}

/// A name that once lacks the word of its level: 白浪人民政府 beside 白浪市人民政府.
pub(super) fn level_left_out(cx: &RuleContext<'_>) -> Vec<Flaw> {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let mut flaws = Vec::new();
    for organ in PLACED.words() {
        let mut whole: BTreeMap<&str, Vec<Span<Norm>>> = BTreeMap::new();
        let mut bare: Vec<(&str, Span<Norm>)> = Vec::new();
        for at in memmem::find_iter(text.as_bytes(), organ) {
            let Some(line) = outline.line_holding(to_u32(at)).filter(|l| l.part.is_text()) else { continue };
            let before = text.get(line.span.start as usize..at).unwrap_or("");
            let end = at + organ.len();
            let is_apart = is_quoted(before) || text.get(end..).is_none_or(is_of_letterhead);
            let place = before.strip_suffix(['市', '县', '区', '州', '旗']);
            let name = last_chars(place.unwrap_or(before), PLACE);
            let span = Span::at(at - (before.len() - place.map_or(before.len(), str::len)) - name.len(), end);
            match place {
                Some(place) => {
                    let level = before.get(place.len()..).unwrap_or("");
                    if PLACES.contains(&format!("{name}{level}")) {
                        whole.entry(name).or_default().push(span);
                    }
                }
                // Titles and letterheads show the name, and stand as they are.
                None if is_apart => {}
                None => bare.push((name, span)),
            }
        }
        // Where both are common, the official name may be the short one.
        let odd = bare.iter().filter_map(|(name, span)| Some((span, whole.get(name)?)));
        let odd = odd.filter(|(_, usual)| usual.len() > bare.len());
        flaws.extend(odd.filter_map(|(span, usual)| {
            let (span, other) = widened(text, (*span, *usual.first()?));
            let flaw = Flaw::at(span).with("match", span.of(text)).with("other", other.of(text));
            Some(flaw.related(other, "别处的写法"))
        }));
    }
    flaws
}

/// Two names with what stands before both of the place: a name may have more than the two characters compared.
fn widened(text: &str, (one, other): (Span<Norm>, Span<Norm>)) -> (Span<Norm>, Span<Norm>) {
    let before = |span: Span<Norm>| text.get(..span.start as usize).unwrap_or("").chars().rev();
    let is_name =
        |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c) && !BEFORE_PLACE.has(c.encode_utf8(&mut [0; 4]));
    let same = before(one).zip(before(other)).take_while(|(a, b)| a == b && is_name(a));
    let more: usize = same.take(LONGEST_PLACE - PLACE).map(|(c, _)| c.len_utf8()).sum();
    let wider = |span: Span<Norm>| Span::new(span.start - to_u32(more), span.end);
    (wider(one), wider(other))
}

/// The words of a hit.
fn form<'a>(text: &'a str, hit: &Hit) -> &'a str {
    text.get(hit.start as usize..hit.end as usize).unwrap_or("")
}

/// The level in front of a short form, with the rest.
fn split(term: &str) -> (Option<char>, &str) {
    let first = term.chars().next().filter(|c| LEVELS.contains(*c));
    (first, term.get(first.map_or(0, char::len_utf8)..).unwrap_or(term))
}

/// Whether a name behind these words is that of the organ with this level: a bare one stands behind no level and no place.
fn belongs(before: &str, level: Option<char>) -> bool {
    let last = before.chars().next_back();
    match (level, last) {
        (None, Some(last)) => !LEVELS.contains(last) && bare_place(before, last).is_none(),
        (None, None) => true,
        (Some(_), _) => last == level && !PLACES.contains(&last_chars(before, 3).to_owned()),
    }
}

/// The name with its level, where it stands in the body behind one.
fn named(cx: &RuleContext<'_>, (start, end): (usize, usize)) -> Option<(char, Named)> {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let line = outline.line_holding(to_u32(start))?;
    if !line.part.is_text() {
        return None;
    }
    let before = text.get(line.span.start as usize..start)?;
    if is_quoted(before) || is_of_letterhead(text.get(end..)?) {
        return None;
    }
    let mut back = before.chars().rev();
    let level = back.next()?;
    if !LEVELS.contains(level) {
        return bare_place(before, level).map(|place| {
            let span = Span::at(start - place.len(), end);
            (level, Named { span, place: Some(place) })
        });
    }
    let pair: Vec<char> = back.take(2).collect();
    let place = pair.iter().rev().collect::<String>();
    let is_place = PLACES.contains(&format!("{place}{level}"));
    // 国家 and 自治区 are levels too.
    let wider = match (level, pair.first()) {
        ('家', Some('国')) => "国".len(),
        ('家', _) => return None,
        ('区', _) if place == "自治" => "自治".len(),
        _ => 0,
    };
    let span = Span::at(start - level.len_utf8() - wider, end);
    Some((level, Named { span, place: is_place.then_some(place) }))
}

/// Whether the words end within 《》: titles of papers stand as they were issued.
fn is_quoted(before: &str) -> bool {
    before.rfind('《') > before.rfind('》')
}

/// Whether what follows a name shows it in a letterhead, a title, an addressee or a signature that a copy has run into the text:
/// 海东省交通厅 海东省水利厅关于…, 海东省交通厅  海东省水利厅2021年.
fn is_of_letterhead(after: &str) -> bool {
    let near = first_chars(after, BEHIND);
    let run = near.split(['，', '。', '；', '：', '、', '（', '）', '《', '\n']).next().unwrap_or(near);
    let signed = run.starts_with(' ') && run.trim_start().contains("20") || run.starts_with("20");
    signed || AROUND_NAMES.first_in(run).is_some() || after.starts_with('：')
}

/// The two characters before a name where they name a city without its level: 南宁住房公积金管理中心.
fn bare_place(before: &str, last: char) -> Option<String> {
    let first = before.chars().rev().nth(1)?;
    let place = format!("{first}{last}");
    PLACES.contains(&format!("{place}市")).then_some(place)
}

fn differing(cx: &RuleContext<'_>, forms: &BTreeMap<&str, Vec<Named>>) -> Vec<Flaw> {
    let mut places = forms.values().flatten().filter_map(|n| n.place.as_deref());
    let first = places.next();
    let is_one_place = places.all(|p| Some(p) == first);
    // A short form should be introduced; but where it is the custom of the paper, the full one is the odd one out.
    let full = forms.iter().max_by_key(|(form, _)| form.len());
    let usual = forms.iter().max_by_key(|(_, at)| at.len());
    let Some(((full, full_at), (usual, usual_at))) = full.zip(usual).filter(|_| is_one_place) else {
        return Vec::new();
    };
    let is_custom = usual_at.len() >= CUSTOM * full_at.len();
    let (meant, usual) = if is_custom { (usual, usual_at) } else { (full, full_at) };
    let others = forms.iter().filter(|(form, _)| *form != meant && !is_introduced(cx, form, meant));
    others
        .filter_map(|(form, at)| {
            let first = at.first()?;
            let flaw = Flaw::at(first.span).with("match", *form).with("other", *meant);
            Some(flaw.related(usual.first()?.span, "别处的写法"))
        })
        .collect()
}

/// Whether the paper introduces one of the two as the short form of the other.
fn is_introduced(cx: &RuleContext<'_>, form: &str, meant: &str) -> bool {
    let definitions = &cx.subject.facts.definitions;
    definitions.iter().filter(|d| d.kind == DefinitionKind::Abbreviation).any(|d| {
        let term = d.term.trim_matches(['《', '》', '“', '”', '"']);
        let ends = |name: &str| {
            name.ends_with(term)
                || term.ends_with(name.trim_start_matches(['省', '市', '县', '区', '州', '旗', '家']))
        };
        ends(form) || ends(meant)
    })
}
