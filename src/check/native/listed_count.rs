//! A list that names its own length wrongly: 从甲、乙、丙、丁三个方面.

use memchr::memmem;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::WordSet;
use crate::outline::numeral;
use crate::text::{Span, to_u32};

/// What is counted; the list stands right before the number.
const COUNTED: [&str; 5] = ["个方面", "个维度", "个层面", "个环节", "个领域"];
/// What is counted where a list says into what something is divided: 分为甲、乙、丙四个等级.
const DIVIDED: [&str; 8] = ["个等级", "个等次", "个档次", "个类别", "个级别", "个阶段", "个类型", "个层次"];
/// Words before such a list.
const DIVIDES: [&str; 4] = ["分为", "划分为", "分成", "划分成"];
/// Words before the list.
const LEADS: [&str; 4] = ["从", "围绕", "聚焦", "突出"];
/// Longest item, in characters; longer ones are clauses with marks of their own.
const LONGEST: usize = 14;
/// What leads what each item of a list gets.
const EACH: &str = "分别";
/// One for each of the list before it: 甲、乙、丙各1名.
const ONE_EACH: [&str; 4] = ["各1名", "各1人", "各一名", "各一人"];
/// Classes of families that take in every larger one.
static OPEN_CLASSES: WordSet = WordSet::of("rule_words", "open_class");
/// Fewest items that are surely a list.
const FEWEST: usize = 3;

/// 列举的个数与所说的不符
pub(super) fn listed_count(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let outline = cx.subject.outline;
    let mut flaws = Vec::new();
    let rows = COUNTED.into_iter().map(|counted| (counted, &LEADS[..]));
    for (counted, leads) in rows.chain(DIVIDED.into_iter().map(|counted| (counted, &DIVIDES[..]))) {
        for at in memmem::find_iter(text.as_bytes(), counted) {
            let sentence = outline.sentence_holding(to_u32(at));
            let Some(sentence) = sentence.filter(|s| s.part.is_text()) else {
                continue;
            };
            let before = text.get(sentence.span.start as usize..at).unwrap_or("");
            let Some((list, number)) = list_and_number(before, leads) else { continue };
            let (fewest, most) = sizes(list);
            if fewest >= FEWEST && (number < fewest || number > most) {
                let start = at - (before.len() - (list.as_ptr() as usize - before.as_ptr() as usize));
                let span = Span::at(start, at + counted.len());
                let flaw = Flaw::at(span).with("match", span.of(text));
                flaws.push(
                    flaw.with("said", number.to_string())
                        .with("count", fewest.to_string())
                        .with("said_as", "说是"),
                );
            }
        }
    }
    flaws.extend(given_each(cx));
    flaws.extend(one_each(cx));
    flaws.extend(one_class(cx));
    flaws.sort_by_key(|f| f.span);
    Judgement::of(flaws, "列举的个数与所说的一致")
}

/// 按甲、乙、丙，分别给予3万元、2万元: a list and what each of it gets, of unequal length.
fn given_each(cx: &RuleContext<'_>) -> Vec<Flaw> {
    let text = cx.subject.text();
    let places = memmem::find_iter(text.as_bytes(), EACH).filter_map(|at| {
        let sentence = cx.subject.outline.sentence_holding(to_u32(at)).filter(|s| s.part.is_text())?;
        let before = text.get(sentence.span.start as usize..at)?;
        let list = list_before(before)?;
        let bare = without_notes(list);
        let (fewest, most) = sizes(&bare);
        let (amounts, end) = amounts(text.get(at + EACH.len()..sentence.span.end as usize)?)?;
        let is_odd = fewest >= FEWEST && amounts >= FEWEST && (amounts < fewest || amounts > most);
        let start = at - (before.len() - (list.as_ptr() as usize - before.as_ptr() as usize));
        let span = Span::at(start, at + EACH.len() + end);
        is_odd.then(|| {
            let flaw = Flaw::at(span).with("match", span.of(text)).with("count", fewest.to_string());
            flaw.with("said", amounts.to_string()).with("said_as", "后面分别给了")
        })
    });
    places.collect()
}

/// 二孩及以上家庭分别上浮20%和30%: a class that takes in all, and two amounts for it.
fn one_class(cx: &RuleContext<'_>) -> Vec<Flaw> {
    let text = cx.subject.text();
    let places = memmem::find_iter(text.as_bytes(), EACH).filter_map(|at| {
        let sentence = cx.subject.outline.sentence_holding(to_u32(at)).filter(|s| s.part.is_text())?;
        let before = text.get(sentence.span.start as usize..at)?;
        let class = whole_class(before)?;
        let (amounts, end) = amounts(text.get(at + EACH.len()..sentence.span.end as usize)?)?;
        let span = Span::at(sentence.span.start as usize + class, at + EACH.len() + end);
        (amounts > 1).then(|| {
            let flaw = Flaw::at(span).with("match", span.of(text)).with("count", "1");
            flaw.with("said", amounts.to_string()).with("said_as", "后面分别给了")
        })
    });
    places.collect()
}

/// Where the one class stands that the words before 分别 speak of; nothing else is listed there.
fn whole_class(before: &str) -> Option<usize> {
    let class = OPEN_CLASSES.words().iter().filter_map(|word| before.rfind(word)).min()?;
    let is_listed = before.contains(['、', '和', '与', '或', '单', '双', '；']) || before.contains("二套");
    let is_joined =
        before.matches('及').count() > before.matches("孩及").count() + before.matches("胎及").count();
    (!is_listed && !is_joined).then_some(class)
}

/// 5人（甲、乙、丙各1名）: a number, and in brackets those of whom each sends one.
fn one_each(cx: &RuleContext<'_>) -> Vec<Flaw> {
    let text = cx.subject.text();
    let flaw = |at: usize, words: &str| {
        let sentence = cx.subject.outline.sentence_holding(to_u32(at)).filter(|s| s.part.is_text())?;
        let before = text.get(sentence.span.start as usize..at)?;
        let is_closed = text.get(at + words.len()..)?.starts_with('）');
        let (start, number, list) = number_and_list(before).filter(|_| is_closed)?;
        let (fewest, most) = sizes(list);
        let is_odd = fewest >= FEWEST && (number < fewest || number > most);
        let span = Span::at(sentence.span.start as usize + start, at + words.len());
        is_odd.then(|| {
            let flaw = Flaw::at(span).with("match", span.of(text)).with("count", fewest.to_string());
            flaw.with("said", number.to_string()).with("said_as", "说是")
        })
    };
    let of_words = |words: &'static str| {
        memmem::find_iter(text.as_bytes(), words).filter_map(move |at| flaw(at, words)).collect::<Vec<_>>()
    };
    ONE_EACH.into_iter().flat_map(of_words).collect()
}

/// Where the number before the bracket starts, the number, and the list that opens the bracket.
fn number_and_list(before: &str) -> Option<(usize, usize, &str)> {
    let open = before.rfind('（')?;
    let list = before.get(open + '（'.len_utf8()..)?;
    let is_plain = !list.contains(['，', '：', '；']) && !list.starts_with("其中") && !list.ends_with('等');
    let counted = before.get(..open)?.strip_suffix(['名', '人', '位'])?;
    let lead = counted.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = counted.get(lead.len()..)?.parse().ok()?;
    is_plain.then_some((lead.len(), number, list))
}

/// The list of the clause right before 分别, behind 按 or 对.
fn list_before(before: &str) -> Option<&str> {
    let clauses = before.strip_suffix('，').unwrap_or(before);
    let clause = clauses.rsplit(['，', '。', '；', '：', '\n']).next()?;
    let list = clause.strip_prefix('按').or_else(|| clause.strip_prefix('对'))?;
    (!list.contains(|c: char| c.is_ascii_digit() || "“《等".contains(c))).then_some(list)
}

/// The words without what stands in brackets.
fn without_notes(words: &str) -> String {
    let mut depth = 0_usize;
    let outside = words.chars().filter(|c| {
        depth += usize::from(*c == '（');
        let is_outside = depth == 0;
        depth -= usize::from(*c == '）' && depth > 0);
        is_outside
    });
    outside.collect()
}

/// How many figures of one row stand behind 分别给予, and where the row ends: 500、400、300元.
fn amounts(words: &str) -> Option<(usize, usize)> {
    let start = words.find(|c: char| c.is_ascii_digit())?;
    let lead = words.get(..start)?;
    if lead.contains(['，', '。', '；', '、']) || lead.chars().count() > LONGEST {
        return None;
    }
    let row = words.get(start..)?;
    let end = row.find(['，', '。', '；', '（']).unwrap_or(row.len());
    let row = row.get(..end)?;
    let is_figure = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
    let parts: Vec<&str> = row.split(['、', '和', '及', '与']).collect();
    parts.iter().all(|part| is_figure(part)).then_some((parts.len(), start + end))
}

/// The list behind its lead word, and the number behind the list; an open list (…等三个) may be shorter than it says.
fn list_and_number<'a>(before: &'a str, leads: &[&str]) -> Option<(&'a str, usize)> {
    let list = before.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let figure = before.get(list.len()..)?;
    let list = list.strip_suffix('共').unwrap_or(list);
    let number = figure
        .parse::<usize>()
        .ok()
        .or_else(|| numeral::chinese(figure).and_then(|(number, _)| usize::try_from(number).ok()))?;
    let clause = list.rsplit(['，', '。', '；', '：', '（', '\n']).next()?;
    let (at, lead) = leads.iter().filter_map(|lead| Some((clause.rfind(lead)?, lead))).max()?;
    let list = clause.get(at + lead.len()..)?;
    (!list.ends_with('等') && !list.contains(['“', '《', '—'])).then_some((list, number))
}

/// The fewest and the most items that the list may be read as: its last two may be joined by 和.
fn sizes(list: &str) -> (usize, usize) {
    let items: Vec<&str> = list.split('、').collect();
    if items.iter().any(|i| i.is_empty() || i.chars().count() > LONGEST) {
        return (0, 0);
    }
    let joined =
        items.last().map_or(0, |last| ["和", "与", "及", "并"].iter().filter(|w| last.contains(**w)).count());
    (items.len(), items.len() + joined)
}

#[cfg(test)]
mod tests {
    use super::{
        DIVIDES, LEADS, amounts, list_and_number, list_before, number_and_list, sizes, whole_class,
        without_notes,
    };

    #[test]
    fn rows_are_counted() {
        for (words, want) in [
            ("给予500、400、300元/吨的补助", Some(3)),
            ("给予5万元、3万元和1万元补助，另", Some(3)),
            ("由县交通局、财政局于5日内办理", None),
            ("补助3万元、护栏2万元", None),
        ] {
            assert_eq!(amounts(words).map(|(count, _)| count), want, "{words}");
        }
        assert_eq!(list_before("全年按渡工、船员，"), None);
        assert_eq!(list_before("更新的，按大型、中型、小型，"), Some("大型、中型、小型"));
        assert_eq!(without_notes("大型（含特大型、超大型）、小型"), "大型、小型");
    }

    #[test]
    fn classes_that_take_in_all() {
        for (before, want) in [
            ("二孩及以上家庭购买渡船的，补助", true),
            ("三孩及三孩以上家庭的补助", true),
            ("二孩及以上、三代同堂家庭的补助", false),
            ("二孩及以上家庭购买首套或第二套的", false),
            ("二孩、三孩家庭的补助", false),
        ] {
            assert_eq!(whole_class(before).is_some(), want, "{before}");
        }
    }

    #[test]
    fn one_for_each_is_counted() {
        let read = |words| number_and_list(words).map(|(_, number, list)| (number, sizes(list).0));
        assert_eq!(read("船员代表6人（渡口、码头、航道、船厂"), Some((6, 4)));
        assert_eq!(read("船员代表6人（其中渡口、码头、航道"), None);
        assert_eq!(read("船员代表6人（渡口、码头、航道等"), None);
    }

    #[test]
    fn divisions_are_counted() {
        let read = |words| list_and_number(words, &DIVIDES).map(|(list, number)| (sizes(list).0, number));
        assert_eq!(read("渡口分为一级、二级、三级共四"), Some((3, 4)));
        assert_eq!(read("考核分为优秀、合格、不合格三"), Some((3, 3)));
    }

    #[test]
    fn lists_are_counted() {
        for (before, want) in [
            ("从检验、培训、执法三", Some((3, 3, 3))),
            ("要从检验、培训、执法和宣传4", Some((3, 4, 4))),
            ("围绕检验、培训、执法、宣传三", Some((4, 4, 3))),
            ("从检验、培训等三", None),
            ("检验、培训、执法三", None),
        ] {
            let got = list_and_number(before, &LEADS).map(|(list, n)| (sizes(list).0, sizes(list).1, n));
            assert_eq!(got, want, "{before}");
        }
    }
}
