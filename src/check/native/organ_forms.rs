//! One organ under two names in running text: 市住房公积金管理中心 and 市住房公积金中心.
//!
//! The forms of a name stand in `dictionaries/organ_forms.tsv`; a level (市, 县 …) stands in front of each. Names of organs of
//! different places are left alone, and so are short forms that the paper introduces.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use crate::check::judgement::Flaw;
use crate::check::matching::RuleContext;
use crate::facts::definition::DefinitionKind;
use crate::lexicon::{Hit, Lexicon, ListId};
use crate::text::{Norm, Span, to_u32};

/// Most findings in one paper.
const MOST: usize = 4;
/// A short form that stands so many times as often as the full one is the custom of the paper.
const CUSTOM: usize = 3;

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

/// The name with its level, where it stands in the body behind one.
fn named(cx: &RuleContext<'_>, (start, end): (usize, usize)) -> Option<(char, Named)> {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let line = outline.line_holding(to_u32(start))?;
    if !line.part.is_text() {
        return None;
    }
    let before = text.get(line.span.start as usize..start)?;
    let mut back = before.chars().rev();
    let level = back.next()?;
    if !"省市县区州旗家".contains(level) {
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
