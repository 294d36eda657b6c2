//! One unit under two names within a document.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Params, organ_forms};
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::facts::assignment::Unit;
use crate::lexicon::Lexicon;

/// Full parts of names and their short forms, the longest first.
static VARIANTS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let Some(table) = Lexicon::embedded().find("organ_variants") else { return Vec::new() };
    let short = table.column("short");
    let mut pairs: Vec<_> = table.rows().map(|row| (row[0], row[short])).collect();
    pairs.sort_by_key(|(full, _)| std::cmp::Reverse(full.len()));
    pairs
});

/// 同一单位名称前后不一
pub(super) fn unit_name_varies(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let units: Vec<&Unit> = cx.subject.facts.assignments.iter().flat_map(|a| &a.units).collect();
    // News and essays name organs as people do; a paper keeps to one name.
    let metadata = &cx.subject.facts.metadata;
    let is_paper = metadata.normative.value != Some(false) || metadata.doc_kind.is_some();
    let mut in_text = if is_paper { organ_forms::in_text(cx) } else { Vec::new() };
    in_text.extend(organ_forms::beside_abbreviation(cx));
    if is_paper {
        in_text.extend(organ_forms::level_left_out(cx));
    }
    if units.len() < 2 && in_text.is_empty() {
        return Judgement::not_applicable("文中没有可以比较的单位名称");
    }
    let mut printed: BTreeMap<&str, Vec<&Unit>> = BTreeMap::new();
    for unit in units {
        printed.entry(&unit.name).or_default().push(unit);
    }
    let mut names: BTreeMap<String, Vec<(&str, Vec<&Unit>)>> = BTreeMap::new();
    for (name, at) in printed {
        names.entry(folded(name)).or_default().push((name, at));
    }
    let mut flaws = Vec::new();
    for spellings in names.values().filter(|s| s.len() > 1) {
        // The commonest spelling is taken as meant; of equals, the one that stands first.
        let meant = spellings
            .iter()
            .max_by_key(|(_, at)| (at.len(), at.first().map(|u| std::cmp::Reverse(u.span.start))));
        let Some((meant, _)) = meant else { continue };
        let others = spellings.iter().filter(|(name, _)| name != meant);
        flaws.extend(others.filter_map(|(name, at)| {
            Some(Flaw::at(at.first()?.span).with("match", *name).with("other", *meant))
        }));
    }
    flaws.extend(without_level(cx));
    // What the lists have told already is not told again of the text.
    let value = |flaw: &Flaw, name: &str| {
        flaw.vars.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let is_known = |flaw: &Flaw, known: &[Flaw]| {
        let names = [value(flaw, "match"), value(flaw, "other")];
        known.iter().any(|k| names.iter().any(|name| value(k, "match").contains(name.as_str())))
    };
    let new: Vec<Flaw> = in_text.into_iter().filter(|flaw| !is_known(flaw, &flaws)).collect();
    flaws.extend(new);
    flaws.sort_by_key(|f| f.span);
    Judgement::of(flaws, "单位名称前后一致")
}

/// 房产管理中心 at the head of a list where other lists say 市房产管理中心: behind another unit the level may be understood.
fn without_level(cx: &RuleContext<'_>) -> Vec<Flaw> {
    let assignments = &cx.subject.facts.assignments;
    let mut full: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for unit in assignments.iter().flat_map(|a| &a.units) {
        if let Some(rest) = unit.name.strip_prefix(['省', '市', '县', '区', '州', '旗', '镇', '乡']) {
            full.entry(rest).or_insert((&unit.name, 0)).1 += 1;
        }
    }
    let heads = assignments.iter().filter_map(|a| a.units.first());
    let mut bare: BTreeMap<&str, Vec<&Unit>> = BTreeMap::new();
    for unit in heads {
        bare.entry(&unit.name).or_default().push(unit);
    }
    let odd = bare.into_iter().filter_map(|(name, at)| {
        let (meant, count) = full.get(name)?;
        let is_name = name.chars().count() >= 4 && !name.starts_with(['各', '有', '相']);
        let first = at.first().filter(|_| is_name && *count > at.len())?;
        Some(Flaw::at(first.span).with("match", name).with("other", *meant))
    });
    odd.collect()
}

/// A name with its parts folded to their short forms; 市委综治办 folds to 市综治办.
fn folded(name: &str) -> String {
    let mut folded = name.to_owned();
    for (full, short) in VARIANTS.iter() {
        if folded.contains(full) && !folded.contains(short) {
            folded = folded.replacen(full, short, 1);
        }
    }
    let mut chars = folded.chars();
    let (first, second) = (chars.next(), chars.next());
    let rest = chars.as_str();
    match (first, second) {
        (Some(level @ ('省' | '市' | '县' | '区' | '州' | '旗')), Some('委'))
            if rest.ends_with('办') && rest.chars().count() > 2 =>
        {
            format!("{level}{rest}")
        }
        _ => folded,
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn names_fold() {
        assert_eq!(folded("市住房和城乡建设局"), folded("市住建局"));
        assert_eq!(folded("市委综治办"), folded("市综治办"));
        assert_ne!(folded("市委办"), folded("市办"));
        assert_ne!(folded("市公安局"), folded("县公安局"));
    }
}
