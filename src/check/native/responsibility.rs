//! Who is to do it: tasks that nobody is given, lists that name nobody in particular, courts under the orders of a government office.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use jiff::civil::Date;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::facts::FactId;
use crate::facts::assignment::{Assignment, Role, RoleSource, Unit, UnitKind};
use crate::facts::task::Task;
use crate::lexicon::{Lexicon, WordSet};
use crate::text::{Norm, Span};

/// Fewest tasks with units that make a plan in which units are the custom.
const CUSTOM: usize = 5;

/// 同类任务都写明责任单位，唯独一项没有
pub(super) fn task_without_unit(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let tasks = &cx.subject.facts.tasks;
    let bare = tasks.iter().filter(|t| t.assignments.is_empty()).count();
    let assignments = &cx.subject.facts.assignments;
    let phrases: HashSet<FactId> =
        assignments.iter().filter(|a| a.role_source == RoleSource::Phrase).map(|a| a.id).collect();
    // In a list of duties, 县甲局：负责…, each item names its unit itself.
    let listed = |t: &&Task| t.assignments.iter().any(|id| !phrases.contains(id));
    if tasks.iter().filter(listed).count() < CUSTOM {
        return Judgement::not_applicable("文中没有逐项列责任单位");
    }
    let mut groups: BTreeMap<&[String], Vec<&Task>> = BTreeMap::new();
    for task in tasks {
        let above = task.path.split_last().map_or(&[][..], |(_, above)| above);
        groups.entry(above).or_default().push(task);
    }
    let mut flaws: Vec<Flaw> = groups.values().filter_map(|group| odd_one(group)).collect();
    if let Some((_, top)) = groups.iter().find(|(above, _)| above.is_empty()) {
        flaws.extend(odd_at_top(cx, top));
    }
    // Where many lack units, lists govern several items, or units are named otherwise.
    if bare > 1 && bare * 15 > tasks.len() || flaws.len() < bare || flaws.len() > 1 + tasks.len() / 15 {
        flaws.clear();
    }
    flaws.sort_by_key(|f| f.span);
    Judgement::of(flaws, "每项任务都有责任单位")
}

/// The one task of a group without units. The last list of a group may be meant for the items before it, so an earlier item must
/// have its own.
fn odd_one(group: &[&Task]) -> Option<Flaw> {
    let mut bare = group.iter().enumerate().filter(|(_, t)| t.assignments.is_empty());
    let (at, task) = bare.next()?;
    if bare.next().is_some() || at == 0 && group.len() < 4 || group.len() < 2 {
        return None;
    }
    let label = task.path_spans.last()?;
    let span = Span::new(label.start, task.summary_span.end.max(label.end));
    let title: String = task.summary.chars().take(24).collect();
    Some(Flaw::at(span).with("label", task.path.last()?.trim()).with("title", title))
}

/// The one numbered part without units between others at the top of the paper that have theirs. Facts take no part at the top
/// for a task that names nobody, since the last ones are often 保障措施.
fn odd_at_top(cx: &RuleContext<'_>, tasks: &[&Task]) -> Option<Flaw> {
    let (first, last) = (tasks.first()?, tasks.last()?);
    let nodes = cx.subject.outline.nodes.iter().filter(|n| n.parent.is_none() && n.number.is_some());
    let kind = cx.subject.outline.nodes.iter().find(|n| n.span == first.span)?.kind;
    let between =
        nodes.filter(|n| n.kind == kind && n.span.start > first.span.start && n.span.end < last.span.start);
    let assignments = &cx.subject.facts.assignments;
    let mut bare = between.filter(|n| {
        !tasks.iter().any(|t| t.span == n.span)
            && !assignments.iter().any(|a| n.span.contains(a.span) || a.scope.contains(n.span))
    });
    let node = bare.next()?;
    if bare.next().is_some() || tasks.len() < CUSTOM {
        return None;
    }
    let text = cx.subject.text();
    let title: String = node.title.of(text).trim_end_matches('。').chars().take(24).collect();
    let span = if node.title.is_empty() { node.label } else { node.label.cover(node.title) };
    Some(Flaw::at(span).with("label", node.label.of(text).trim()).with("title", title))
}

/// 责任单位只写“各有关部门”
pub(super) fn nobody_in_particular(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let lists: Vec<&Assignment> =
        cx.subject.facts.assignments.iter().filter(|a| a.role_source != RoleSource::Phrase).collect();
    let names = |list: &Assignment| list.units.iter().any(|u| !is_vague(u));
    if lists.iter().filter(|l| names(l)).count() < CUSTOM {
        return Judgement::not_applicable("文中没有逐项列具体的责任单位");
    }
    // A list for some of 参与部门 beside one that names the lead is enough.
    let is_alone = |list: &Assignment| {
        let task = cx.subject.facts.tasks.iter().find(|t| t.assignments.contains(&list.id));
        let others = cx
            .subject
            .facts
            .assignments
            .iter()
            .filter(|a| task.is_some_and(|t| t.assignments.contains(&a.id)));
        task.is_some() && !others.into_iter().any(names)
    };
    let vague = lists.iter().filter(|l| !l.units.is_empty() && !names(l) && is_alone(l));
    let flaws = vague.map(|l| Flaw::at(l.span).with("match", l.span.of(cx.subject.text()))).collect();
    Judgement::of(flaws, "责任单位都有具体名称")
}

/// A group whose members the text leaves open: 各有关部门, 市直各有关单位.
fn is_vague(unit: &Unit) -> bool {
    matches!(unit.kind, UnitKind::GroupSome | UnitKind::GroupAll)
        && ["有关", "相关"].iter().any(|w| unit.name.contains(w))
}

/// 政府机关单独发文，把法院、检察院列为牵头单位
pub(super) fn court_leads(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let assignments = &cx.subject.facts.assignments;
    let courts =
        || assignments.iter().flat_map(|a| a.units.iter().map(move |u| (a, u))).filter(|(_, u)| is_court(u));
    if courts().next().is_none() {
        return Judgement::not_applicable("文中没有给法院、检察院分派任务");
    }
    let bodies = &cx.subject.facts.metadata.issuing_body;
    if is_joint(cx) {
        return Judgement::not_applicable("不是政府机关单独发文");
    }
    let flaws: Vec<Flaw> = courts()
        .filter(|(_, u)| u.role == Role::Lead)
        .map(|(list, unit)| {
            Flaw::at(list.span).with("unit", unit.name.as_str()).related(unit.span, "所列单位")
        })
        .collect();
    if bodies.is_empty() && !flaws.is_empty() {
        return Judgement::undecided("看不出发文机关；如由政府机关单独发文，则不宜由法院、检察院牵头")
            .evidence(flaws.first().map(|f| f.span));
    }
    Judgement::of(flaws, "没有让法院、检察院牵头")
}

/// 政府机关单独发文，把法院、检察院、人大、政协列为责任单位
pub(super) fn court_listed(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let is_outside = |u: &&Unit| is_court(u) || u.name.ends_with("政协") || u.name.contains("人大常委会");
    let lists = cx.subject.facts.assignments.iter();
    let flaws: Vec<Flaw> = lists
        .filter_map(|list| {
            let unit = list.units.iter().filter(|u| u.role == Role::Responsible).find(is_outside)?;
            let flaw = Flaw::at(unit.span).with("unit", unit.name.as_str());
            Some(flaw.related(list.span, "所在的清单"))
        })
        .collect();
    if flaws.is_empty() {
        return Judgement::pass("没有把法院、检察院、人大、政协列为责任单位");
    }
    if is_joint(cx) {
        return Judgement::not_applicable("不是政府机关单独发文");
    }
    Judgement::of(flaws, "")
}

/// 同一份清单里列了两次的单位
pub(super) fn unit_listed_twice(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let lists = &cx.subject.facts.assignments;
    if lists.is_empty() {
        return Judgement::not_applicable("文中没有责任单位");
    }
    let twice = lists.iter().filter_map(|list| {
        list.units.iter().enumerate().find_map(|(at, unit)| {
            let before = list.units.get(..at)?;
            let first =
                before.iter().find(|other| other.name == unit.name && other.span.end <= unit.span.start)?;
            let between = Span::<Norm>::new(first.span.end, unit.span.start).of(text);
            // Two tasks in one list have their units each.
            let leads = list.span.of(text).matches(LEADS).count();
            let is_one = leads <= 1 && !between.contains(['。', '\n']);
            is_one
                .then(|| Flaw::at(unit.span).with("match", unit.name.as_str()).related(first.span, "前一处"))
        })
    });
    Judgement::of(twice.collect(), "清单里没有重复的单位")
}

/// The word of whoever leads; a list with two of them speaks of two tasks.
const LEADS: &str = "牵头";

/// Whether a party organ, a court or a coordinating body issues the paper, alone or together with others.
fn is_joint(cx: &RuleContext<'_>) -> bool {
    static JOINT: WordSet = WordSet::of("rule_words", "joint");
    cx.subject.facts.metadata.issuing_body.iter().any(|b| JOINT.is_in(&b.text))
}

/// 责任单位是已撤并的机构
pub(super) fn abolished_unit(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    // A copy without a date is as old as the year in its title says: 2018年度某某工作要点.
    let undated = || cx.subject.date().map(|date| title_year_end(cx).map_or(date, |end| end.min(date)));
    let metadata = &cx.subject.facts.metadata;
    // A page on which nothing tells whose paper it prints may have been put up years after it.
    let is_known = !metadata.issuing_body.is_empty() || metadata.doc_number.is_some();
    let is_own = metadata.signed_on.is_some() || metadata.issued_on.is_some() || is_known;
    let own = metadata.date().filter(|_| is_own);
    let as_of = || undated().filter(|_| is_own || metadata.published_on.is_none());
    let Some(date) = own.or_else(as_of).or_else(|| cx.not_before()) else {
        return Judgement::undecided("文件没有日期；可用 --as-of 指定");
    };
    let units: Vec<&Unit> = cx.subject.facts.assignments.iter().flat_map(|a| &a.units).collect();
    if units.is_empty() {
        return Judgement::not_applicable("文中没有责任单位");
    }
    let mut flaws: Vec<Flaw> = Vec::new();
    for unit in units {
        let ending = ABOLISHED.iter().find(|a| {
            let before = unit.name.strip_suffix(a.ending);
            // 海关监管局 is no 监管局: a level, a place or nothing stands before the ending.
            a.until < date
                && before.is_some_and(|b| {
                    b.is_empty() || b.ends_with(['省', '市', '县', '区', '州', '旗', '府', '直'])
                })
        });
        flaws.extend(ending.map(|a| {
            Flaw::at(unit.span)
                .with("unit", unit.name.as_str())
                .with("until", a.until.year().to_string())
                .with("successor", a.successor)
        }));
    }
    Judgement::of(flaws, "责任单位里没有已知撤并的机构")
}

/// The last day of the latest year that the title names.
fn title_year_end(cx: &RuleContext<'_>) -> Option<Date> {
    let title = cx.subject.facts.metadata.title.as_ref()?;
    let years = title
        .text
        .match_indices('年')
        .filter_map(|(at, _)| title.text.get(at.checked_sub(4)?..at)?.parse().ok());
    Date::new(years.filter(|year| (1990..2100).contains(year)).max()?, 12, 31).ok()
}

/// The end of the name of an organ that is no more.
struct Abolished {
    ending: &'static str,
    until: Date,
    successor: &'static str,
}

static ABOLISHED: LazyLock<Vec<Abolished>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("abolished_organs");
    let [until, successor] = ["until", "successor"].map(|c| table.column(c));
    let entry = |(row, cells): (u32, &[&'static str])| {
        let until = table.cell(row, until).parse().ok()?;
        Some(Abolished { ending: cells.first()?, until, successor: table.cell(row, successor) })
    };
    (0u32..).zip(table.rows()).filter_map(entry).collect()
});

fn is_court(unit: &Unit) -> bool {
    unit.kind == UnitKind::Court
}
