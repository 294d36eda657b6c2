//! Names of laws and documents that differ by a slip from a known one, articles that do not exist, one number for two documents.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::facts::citation::{Citation, CitationRole};
use crate::lexicon::{LawTable, Lexicon, WordSet, fold_law_name, words};

/// Shortest name whose slip can be told from another name.
const SHORTEST: usize = 8;
/// Characters that must agree before and behind the slip.
const AROUND: usize = 3;
/// Characters a slip may have.
const SLIP: usize = 2;

/// Known names by their first and by their last characters; a slip spares one of the two.
static KNOWN: LazyLock<HashMap<[char; AROUND], Vec<Vec<char>>>> = LazyLock::new(|| {
    let mut known: HashMap<[char; AROUND], Vec<Vec<char>>> = HashMap::new();
    let documents = Lexicon::embedded().table("known_documents").rows().filter_map(|row| row.first());
    let laws = LawTable::embedded().all().filter(|l| matches!(l.level.as_str(), "法律" | "行政法规"));
    let names = documents.map(|d| plain(d)).chain(laws.map(|l| plain(&l.name)));
    for name in names.filter(|n| n.len() >= SHORTEST) {
        let Some(head) = head(&name) else { continue };
        known.entry(head).or_default().push(name);
    }
    known
});

/// Regulations whose names are not led by the name of the state.
static BARE: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words("bare_law_names").unwrap_or_default().into_iter().collect());
/// What is put in front of them by mistake.
const PREFIXES: [&str; 2] = ["中华人民共和国", "国务院"];

/// 名称与已知的法律、文件只差一两个字
pub(super) fn near_miss(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let cited: Vec<&Citation> = others(cx).filter(|c| c.title.is_some()).collect();
    if cited.is_empty() {
        return Judgement::not_applicable("文中没有引用带书名号的文件");
    }
    let flaws = cited.iter().filter_map(|c| {
        let title = c.title.as_deref()?;
        let known = nearest(title, cx.subject.laws)?;
        Some(Flaw::at(c.span).with("title", title).with("known", known))
    });
    Judgement::of(flaws.collect(), "所引名称没有发现写错一两个字的")
}

/// 引用的条号超过该法的末条
pub(super) fn article_beyond(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let cited: Vec<&Citation> = others(cx).filter(|c| !c.articles.is_empty() && c.title.is_some()).collect();
    if cited.is_empty() {
        return Judgement::not_applicable("文中没有引用法律的条款");
    }
    let Some(date) = cx.subject.date() else {
        return Judgement::undecided("文件没有日期，不知道该按哪个版本核对条号；可用 --as-of 指定");
    };
    let flaws = cited.iter().filter_map(|c| {
        let title = c.title.as_deref()?;
        let last = cx.subject.laws.at(title, date)?.last_article()?;
        let beyond = c.articles.iter().filter_map(|a| a.article).find(|n| *n > last)?;
        Some(
            Flaw::at(c.span)
                .with("title", title)
                .with("article", beyond.to_string())
                .with("last", last.to_string()),
        )
    });
    Judgement::of(flaws.collect(), "能核对的条号都在末条以内")
}

/// 同一文号对应两个名称，或者同一名称两个文号
pub(super) fn number_and_title(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let mut by_number: HashMap<(&str, u64, u64), (&Citation, Vec<char>)> = HashMap::new();
    let mut by_title: HashMap<(Vec<char>, &str, u64), (&Citation, u64)> = HashMap::new();
    let mut flaws = Vec::new();
    let mut seen = false;
    for citation in others(cx) {
        let (Some(title), Some(number)) = (&citation.title, &citation.number) else { continue };
        // 《处罚决定书》 is the name of a form: every case has its own number.
        if title.ends_with('书') {
            continue;
        }
        let (Some(code), Some(year), Some(serial)) =
            (number.body_code.as_deref(), number.year, number.serial)
        else {
            continue;
        };
        let year = u64::from(year);
        seen = true;
        let name = plain(title);
        if let Some((first, known)) = by_number.get(&(code, year, serial)) {
            let same = contains(known, &name) || contains(&name, known);
            if !same {
                flaws.push(told(citation, first, "同一文号在前面是另一个名称"));
            }
        } else {
            by_number.insert((code, year, serial), (citation, name.clone()));
        }
        let key = (name, code, year);
        match by_title.get(&key) {
            Some((first, known)) if *known != serial => {
                flaws.push(told(citation, first, "同一文件在前面是另一个文号"));
            }
            Some(_) => {}
            None => {
                by_title.insert(key, (citation, serial));
            }
        }
    }
    if !seen {
        return Judgement::not_applicable("文中没有带文号的引用");
    }
    Judgement::of(flaws, "名称和文号一一对应")
}

fn told(here: &Citation, first: &Citation, what: &str) -> Flaw {
    Flaw::at(here.span).with("what", what).related(first.span, "前一处")
}

/// Citations of other papers.
fn others<'a>(cx: &'a RuleContext<'_>) -> impl Iterator<Item = &'a Citation> {
    cx.subject.facts.citations.iter().filter(|c| c.role != CitationRole::Itself)
}

/// A name for comparing: from 关于 on, the inner title of 关于印发〈…〉的通知, no marks or blanks, one sort of dash.
fn plain(title: &str) -> Vec<char> {
    let folded = fold_law_name(title);
    let name: &str = &folded;
    let name = match (name.find(['〈', '《', '<']), name.rfind(['〉', '》', '>'])) {
        (Some(open), Some(close)) if open < close => {
            name.get(open..close).unwrap_or(name).trim_start_matches(['〈', '《', '<'])
        }
        _ => name,
    };
    let name = name.find("关于").and_then(|at| name.get(at..)).unwrap_or(name);
    let kept = name.chars().filter(|c| !c.is_whitespace() && !"《》〈〉<>“”\"、（）()・·".contains(*c));
    kept.map(|c| if "—–－~～-".contains(c) { '-' } else { c }).collect()
}

fn head(name: &[char]) -> Option<[char; AROUND]> {
    name.get(..AROUND)?.try_into().ok()
}

fn contains(long: &[char], short: &[char]) -> bool {
    short.is_empty() || long.windows(short.len()).any(|w| w == short)
}

/// The known name that the title differs from by a slip; `None` when it is known itself.
fn nearest(title: &str, laws: &LawTable) -> Option<String> {
    if let Some(right) = adorned(title).or_else(|| numbered_within(title, laws)) {
        return Some(right);
    }
    let name = plain(title);
    if name.len() < SHORTEST || laws.knows(title) || RENDERED.is_in(title) {
        return None;
    }
    let group = KNOWN.get(&head(&name)?)?;
    // A name may be followed by a remark on the version or 的通知.
    if group.iter().any(|k| *k == name || name.starts_with(k)) {
        return None;
    }
    group.iter().find(|known| is_slip(known, &name)).map(|known| known.iter().collect())
}

/// Words of Taiwan that copies in traditional script put for others: 程式 for 程序.
static RENDERED: WordSet = WordSet::of("rule_words", "rendered");

/// The name that has 中华人民共和国 or 国务院 put in front of it.
fn adorned(title: &str) -> Option<String> {
    let rest = PREFIXES.iter().find_map(|prefix| title.strip_prefix(prefix))?;
    BARE.contains(rest).then(|| rest.to_owned())
}

/// The known name into which a digit has slipped: 水1法.
fn numbered_within(title: &str, laws: &LawTable) -> Option<String> {
    let inner = title.trim_matches(|c: char| c.is_ascii_digit());
    if inner.len() < title.len() || !title.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let bare: String = title.chars().filter(|c| !c.is_ascii_digit()).collect();
    // Remarks on the version hold digits: （2019年修正）.
    (!title.contains(['（', '(']) && laws.knows(&bare)).then_some(bare)
}

/// Words that make another document of a name, no slip.
static PART_NAMES: WordSet = WordSet::of("rule_words", "part_name");

/// Whether two names agree but for one or two characters in the middle.
fn is_slip(known: &[char], name: &[char]) -> bool {
    let before = known.iter().zip(name).take_while(|(a, b)| a == b).count();
    let rest = known.len().min(name.len()) - before;
    let behind = known.iter().rev().zip(name.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let (Some(missing), Some(extra)) =
        (known.get(before..known.len() - behind), name.get(before..name.len() - behind))
    else {
        return false;
    };
    let telling = |part: &[char]| {
        // Years, ordinals, levels and places make other documents, not slips.
        let word: String = part.iter().collect();
        part.iter().any(|c| c.is_ascii_digit() || "省市县区州旗一二三四五六七八九十新旧上下".contains(*c))
            || PART_NAMES.has(&word)
    };
    before >= AROUND
        && behind >= AROUND
        && missing.len() <= SLIP
        && extra.len() <= SLIP
        && before + behind >= 6
        && !telling(missing)
        && !telling(extra)
}

#[cfg(test)]
mod tests {
    use super::nearest;
    use crate::lexicon::LawTable;

    fn check(title: &str, known: Option<&str>) {
        assert_eq!(nearest(title, LawTable::embedded()).as_deref(), known, "{title}");
    }

    #[test]
    fn slips_in_names() {
        let right = "党政主要负责人履行推进法治建设第一责任人职责规定";
        check(right, None);
        check("党政主要负责人履行推进法治政府建设第一责任人职责规定", Some(right));
        check("中华人民共和国居民委员会组织法", None);
        check("突发公共卫生事件应急管理条例", None);
        check("城市房地产开发管理条例", Some("城市房地产开发经营管理条例"));
        check("关于全面推进城镇老旧小区改造工作的实施意见", None);
        check("重大行政决策程式暂行条例", None);
        check("法治政府建设实施纲要(2021-2025年)", None);
        check("中华人民共和国森林防火条例", Some("森林防火条例"));
        check("国务院城市道路管理条例", Some("城市道路管理条例"));
        check("中华人民共和国防汛条例", None);
        check("中华人民共和国水1法", Some("中华人民共和国水法"));
        check("中华人民共和国水法2016", None);
        check("行政处罚法（2021修订）", None);
    }
}
