//! Patterns: `regex` syntax plus classes such as `{unit}`, read at load, compiled when first needed. `\d` is a half-width digit,
//! `\p{Han}` a basic ideograph or 〇: the text is normalised.
//!
//! Reading finds the literals one of which must stand in every match, so that one pass serves all rules.

use std::sync::{Arc, OnceLock};

use regex_syntax::hir::Hir;
use serde::{Deserialize, Serialize};

use super::literals;
use super::loose::loosen;
use super::packed::Packed;
use crate::lexicon::{self, Literal, Regex};

/// One pattern of a rule.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pattern {
    source: Arc<str>,
    parts: Packed<Parts>,
    /// The set of literals of which one stands where the search was led to.
    met: Option<usize>,
    #[serde(skip)]
    compiled: Arc<Compiled>,
}

/// What reading a pattern finds out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Parts {
    /// With its classes spelled out, where it has any.
    expanded: Option<Arc<str>>,
    /// Sets of literals of each of which one stands in every match, the rarest first.
    sets: Vec<Literals>,
    /// What every match matches too, where that is much cheaper to compile.
    loose: Option<Arc<str>>,
}

/// What is made of a pattern when it is needed.
#[derive(Debug, Default)]
struct Compiled {
    needs: OnceLock<Vec<Vec<Literal>>>,
    sieve: OnceLock<Option<Regex>>,
    regex: OnceLock<Option<Regex>>,
}

/// Literals in one string: the rules hold tens of thousands, and a start would take most of its time to lay out each alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Literals(Arc<str>);

/// Stands between two literals; normalised text has no control characters.
const BETWEEN: char = '\u{1F}';

impl Literals {
    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn of(literals: &[String]) -> Self {
        Self(literals.join(BETWEEN.encode_utf8(&mut [0; 4])).into())
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split(BETWEEN).filter(|literal| !literal.is_empty())
    }
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What is wrong with it, in Chinese.
    pub(super) fn read(source: &str) -> Result<Self, String> {
        Self::parse(source).map(|(pattern, _)| pattern)
    }

    /// Reads a pattern and shows what it was parsed to.
    pub(super) fn parse(source: &str) -> Result<(Self, Hir), String> {
        let expanded = expand(source)?;
        let hir = regex_syntax::Parser::new().parse(&expanded).map_err(|error| explain(&error))?;
        let properties = hir.properties();
        if properties.look_set().contains_word() {
            return Err("不支持 \\b、\\B：汉字之间没有词边界".to_owned());
        }
        if properties.minimum_len().is_none_or(|n| n == 0) {
            return Err("模式能匹配空文字，会处处命中".to_owned());
        }
        let parts = Parts {
            expanded: (expanded != source).then(|| expanded.into()),
            sets: literals::sets(&hir).iter().map(|set| Literals::of(set)).collect(),
            loose: loosen(&hir).map(Into::into),
        };
        let compiled = Arc::default();
        let pattern = Self { source: source.into(), parts: parts.into(), met: None, compiled };
        Ok((pattern, hir))
    }

    /// As written in the file.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Literals of which one stands in every match; empty when there are none worth searching for.
    #[must_use]
    pub fn literals(&self) -> Vec<String> {
        let hir = regex_syntax::parse(self.expanded()).ok();
        hir.and_then(|hir| literals::required(&hir)).unwrap_or_default()
    }

    fn expanded(&self) -> &str {
        self.parts.expanded.as_deref().unwrap_or(&self.source)
    }

    /// Settles what leads a search to this pattern, given the anchors that its rule states.
    pub(super) fn lead_by(&mut self, anchors: &[String]) -> Literals {
        let (leads, met) = literals::leads(&self.sets().collect::<Vec<_>>(), anchors);
        self.met = met;
        Literals::of(&leads)
    }

    /// The compiled pattern, when a match in `text` is possible: of each of its sets of literals one stands there, and its
    /// loose form matches. Spares most windows the pattern, and most patterns the compiling.
    pub(crate) fn for_text(&self, text: &str) -> Option<&Regex> {
        self.for_stretch(text, |literal| literal.is_in(text))
    }

    /// The same for a text of which `holds` tells whether a literal stands there.
    pub(crate) fn for_stretch(&self, text: &str, holds: impl Fn(&Literal) -> bool) -> Option<&Regex> {
        let has_all = self.needs().iter().all(|set| set.iter().any(&holds));
        if has_all && self.passes(text) { self.regex() } else { None }
    }

    /// The same for a place to which the search was led.
    pub(crate) fn for_led(&self, text: &str, holds: impl Fn(&Literal) -> bool) -> Option<&Regex> {
        let mut rest = self.needs().iter().enumerate().filter(|(index, _)| Some(*index) != self.met);
        let has_all = rest.all(|(_, set)| set.iter().any(&holds));
        if has_all && self.passes(text) { self.regex() } else { None }
    }

    /// Its sets of literals, of each of which one stands in every match.
    pub(super) fn sets(&self) -> impl Iterator<Item = Vec<String>> {
        self.parts.sets.iter().map(|set| set.iter().map(str::to_owned).collect())
    }

    fn passes(&self, text: &str) -> bool {
        let Some(loose) = &self.parts.loose else { return true };
        let sieve = self.compiled.sieve.get_or_init(|| Regex::new(loose).ok());
        sieve.as_ref().is_none_or(|sieve| sieve.is_match(text))
    }

    fn needs(&self) -> &[Vec<Literal>] {
        let set = |set: &Literals| set.iter().map(Literal::new).collect();
        self.compiled.needs.get_or_init(|| self.parts.sets.iter().map(set).collect())
    }

    /// The compiled pattern; `None` only when it is too large, which loading a user's pack tells by [`Pattern::prove`].
    fn regex(&self) -> Option<&Regex> {
        // What has a loose form has wide bounds, and few windows pass that form.
        let build = if self.parts.loose.is_some() { Regex::lean } else { Regex::new };
        self.compiled.regex.get_or_init(|| build(self.expanded()).ok()).as_ref()
    }

    /// Compiles now.
    ///
    /// # Errors
    /// When the compiled pattern is too large.
    pub(super) fn prove(&self) -> Result<(), String> {
        Regex::new(self.expanded()).map(drop).map_err(|_| "模式过大，请拆成几条".to_owned())
    }
}

/// Replaces `{unit}` and its kin; leaves counts (`{2,4}`) and Unicode classes (`\p{Han}`) alone.
fn expand(source: &str) -> Result<String, String> {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        out.push_str(before);
        let is_unicode_class = ["\\p", "\\P", "\\x", "\\u"].iter().any(|p| before.ends_with(p));
        let close = after.find('}').ok_or_else(|| "“{”没有对应的“}”".to_owned())?;
        let name = after.get(1..close).unwrap_or_default();
        if is_unicode_class || name.starts_with(|c: char| c.is_ascii_digit()) {
            out.push_str(after.get(..=close).unwrap_or_default());
        } else {
            out.push_str(&class(name)?);
        }
        rest = after.get(close + 1..).unwrap_or_default();
    }
    out.push_str(rest);
    // Normalised text has no full-width digits, and hardly a character beyond the basic ideographs: the narrow classes compile
    // in a fraction of the time and memory of the wide ones.
    Ok(out.replace(r"\p{Han}", "[一-鿿〇]").replace(r"\d", "[0-9]"))
}

/// The classes a pattern may name.
const CLASSES: &[(&str, &str)] = &[
    ("n", r"(?:[0-9]+|[〇○零一二三四五六七八九十百千两]+)"),
    (
        "date",
        r"(?:[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)",
    ),
    ("doc_number", r"[\p{Han}（）]{1,24}[〔\[（(【﹝［][0-9]{4}[〕\]）)】﹞］](?:第)?[0-9]{1,5}号"),
    ("law_title", r"《[^《》\n]{2,80}(?:[《〈][^《》〈〉\n]{2,80}[》〉][^《》\n]{0,80})?》"),
    (
        "unit",
        r"\p{Han}{1,20}?(?:人民政府|政府|委员会|办公室|管委会|委|局|厅|部|处|科|室|中心|院|站|所|队|组|会|银行|公司|学校)",
    ),
    // 本市, 我县, 松北县, 松北高新区: the place that the paper speaks for.
    (
        "here",
        r"(?:{lexicon:local_words}|\p{Han}{2,5}[市县区旗州盟]|\p{Han}{0,6}(?:高新区|经开区|开发区|园区|产业园|新区|示范区)|[本我][镇乡盟旗])",
    ),
    // 规范性文件清理, 清理证明事项, 清理结果; not 积雪清理, which clears things.
    (
        "cleanup_paper",
        r"(?:{lexicon:cleaned_papers}[^，。；]{0,12}清理|清理[^，。；]{0,16}(?:文件|规章|法规|政策|证明|许可|审批|条款|收费)|清理(?:结果|目录|意见|情况的?通报))",
    ),
];

fn class(name: &str) -> Result<String, String> {
    if let Some((_, pattern)) = CLASSES.iter().find(|(known, _)| *known == name) {
        // A class may be made of a word list.
        return if pattern.contains("{lexicon:") { expand(pattern) } else { Ok((*pattern).to_owned()) };
    }
    let Some(list) = name.strip_prefix("lexicon:") else {
        let known: Vec<_> = CLASSES.iter().map(|(n, _)| format!("{{{n}}}")).collect();
        return Err(format!("不认识的类“{{{name}}}”，可用：{}、{{lexicon:词典名}}", known.join("、")));
    };
    let mut terms = lexicon::words(list).ok_or_else(|| format!("没有词典 dictionaries/{list}.tsv"))?;
    // The longest first: alternatives are tried in order.
    terms.sort_by_key(|term| std::cmp::Reverse(term.len()));
    let terms: Vec<String> = terms.into_iter().map(regex::escape).collect();
    Ok(format!("(?:{})", terms.join("|")))
}

fn explain(error: &regex_syntax::Error) -> String {
    let text = error.to_string();
    let known = [
        ("look-around", "不支持环视（?=、?!、?<=、?<!）；请用 unless 排除"),
        ("backreferences", "不支持反向引用 \\1"),
        ("unclosed group", "圆括号没有闭合"),
        ("unopened group", "多了一个右圆括号"),
        ("unclosed character class", "方括号没有闭合"),
        ("repetition operator missing expression", "“*”“+”“?”前面没有内容"),
        ("unrecognized escape sequence", "不认识的转义"),
        ("Unicode property not found", "没有这个 Unicode 类别"),
        ("duplicate capture group name", "两个组同名"),
    ];
    let last = text.lines().last().unwrap_or_default().trim_start_matches("error: ");
    match known.iter().find(|(english, _)| text.contains(english)) {
        Some((_, chinese)) => (*chinese).to_owned(),
        None => format!("正则有误：{last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literals(source: &str) -> Vec<String> {
        let mut found = Pattern::read(source).map(|p| p.literals()).unwrap_or_default();
        found.sort();
        found
    }

    #[test]
    fn required_literals() {
        assert_eq!(
            literals("以(?<how>征求意见|会签)(方式)?代替合法性审[查核]"),
            ["代替合法性审查", "代替合法性审核"]
        );
        assert_eq!(literals(r"\p{Han}+规〔[0-9]{4}〕"), ["规〔"]);
        assert_eq!(literals("(?:甲方|乙方)付款?"), ["乙方付", "甲方付"]);
        assert_eq!(literals("[甲-龙]+"), Vec::<String>::new());
        assert_eq!(literals("(?:未|没有).{0,9}审核"), ["审核"]);
    }

    #[test]
    fn every_set_is_needed() {
        let pattern = Pattern::read("(?:优先|必须)(?:采购|购买)[^。]{0,9}(?:产品|商品)").expect("pattern");
        for (text, expect) in [
            ("各单位必须购买本地商品", true),
            ("各单位购买商品", false),
            ("商品必须采购", false), // the loose form knows the order
            ("必须采购，产地不限，价格面议，另有赠品之商品", true), // only the pattern knows how far
            ("", false),
        ] {
            assert_eq!(pattern.for_text(text).is_some(), expect, "{text}");
        }
    }

    #[test]
    fn papers_that_clear_papers() {
        let pattern = Pattern::read("{cleanup_paper}").expect("pattern");
        for (title, expect) in [
            ("松北县规范性文件清理办法", true),
            ("关于开展证明事项清理工作的通知", true),
            ("关于清理妨碍公平竞争政策措施的通知", true),
            ("关于公布清理结果的公告", true),
            ("松北县城区积雪清理管理办法", false),
            ("关于清理河道垃圾的通告", false),
        ] {
            let hit = pattern.for_text(title).is_some_and(|regex| regex.is_match(title));
            assert_eq!(hit, expect, "{title}");
        }
    }

    #[test]
    fn refusals() {
        let refused = |source: &str| Pattern::read(source).expect_err(source);
        assert!(refused("a(?!b)").contains("环视"));
        assert!(refused(r"\b审核").contains("词边界"));
        assert!(refused("a*").contains("空文字"));
        assert!(refused("(审核").contains("圆括号"));
        assert!(refused("{danwei}负责").contains("{unit}"));
        assert!(refused("{lexicon:no-such-list}").contains("no-such-list.tsv"));
        assert!(Pattern::read(r"\p{Han}{2,4}{n}个").is_ok());
    }
}
