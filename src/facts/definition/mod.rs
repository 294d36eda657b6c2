//! 以下简称, 以下统称, 本办法所称…是指, （…，下同）, and lists that a back reference names.
//!
//! Anchored on the defining word; the term is read after it, the meaning before it (or the other way round for 指, see
//! `meaning`, and 下同).

mod meaning;
mod name;

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use serde::Serialize;

use super::{Context, Facts, Locate};
use crate::text::{Norm, Span, last_bytes};

/// A term the text introduces.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Definition<P = Span<Norm>> {
    /// The defining words.
    pub span: P,
    /// The term.
    pub term: String,
    /// What it stands for.
    pub meaning: String,
    /// What sort of definition it is.
    pub kind: DefinitionKind,
    /// Where the term stands, without quotation marks.
    #[serde(skip)]
    pub term_span: P,
    /// Where the meaning stands.
    #[serde(skip)]
    pub meaning_span: P,
}

/// Sorts of definitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DefinitionKind {
    /// One for one: 以下简称.
    Abbreviation,
    /// One for many: 以下统称.
    Group,
    /// A list that a name or number refers to.
    List,
    /// 所称…是指
    Meaning,
}

impl Definition {
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> Definition<L::Place> {
        Definition {
            span: at.place(self.span),
            term: at.printed(self.term_span),
            meaning: at.printed(self.meaning_span),
            kind: self.kind,
            term_span: at.place(self.term_span),
            meaning_span: at.place(self.meaning_span),
        }
    }
}

/// What stands before 称 in a defining word, with the kind it introduces: 简称, 统称.
const CALLED: [(char, DefinitionKind); 5] = [
    ('简', DefinitionKind::Abbreviation),
    ('统', DefinitionKind::Group),
    ('下', DefinitionKind::Abbreviation),
    ('并', DefinitionKind::Group),
    ('合', DefinitionKind::Group),
];

static CALLS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("称"));
static MEANS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("指"));
static HOLDS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("包括"));
static SO_CALLED: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["所称", "所指"].map(Finder::new));
static ALIKE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("下同"));

/// Longest note in brackets that explains a name, in bytes.
const LONGEST_NOTE: usize = 300;
/// Bytes a term may have.
const MAX_TERM: usize = 90;
/// Bytes looked at before a term: a meaning and the brackets behind it.
const LOOK_BACK: usize = 1500;
/// Bytes a meaning may reach back.
const MAX_BACK: usize = 600;

/// Finds every definition, in order.
pub(super) fn find(cx: &Context<'_>, _so_far: &Facts) -> Vec<Definition> {
    let text = cx.text;
    let mut found: Vec<Definition> = Vec::new();
    found.extend(CALLS.find_iter(text.as_bytes()).filter_map(|at| called(text, at)));
    found.extend(MEANS.find_iter(text.as_bytes()).filter_map(|at| meaning::means(cx, at)));
    found.extend(HOLDS.find_iter(text.as_bytes()).filter_map(|at| meaning::holds(cx, at)));
    for finder in SO_CALLED.iter() {
        found.extend(finder.find_iter(text.as_bytes()).filter_map(|at| meaning::equals(cx, at)));
    }
    found.extend(ALIKE.find_iter(text.as_bytes()).filter_map(|at| alike(text, at)));
    found.sort_by_key(|d| d.span.start);
    found.dedup_by_key(|d| d.term_span);
    found
}

fn build(text: &str, kind: DefinitionKind, term: Range<usize>, meaning: Range<usize>) -> Option<Definition> {
    let term = trim(text, term)?;
    let meaning = trim(text, meaning)?;
    let span = Span::at(term.start.min(meaning.start), term.end.max(meaning.end));
    Some(Definition {
        span,
        term: text.get(term.clone())?.to_owned(),
        meaning: text.get(meaning.clone())?.to_owned(),
        kind,
        term_span: Span::at(term.start, term.end),
        meaning_span: Span::at(meaning.start, meaning.end),
    })
}

fn trim(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let content = text.get(range.clone())?;
    let lead = content.len() - content.trim_start().len();
    let range = range.start + lead..range.start + lead + content.trim().len();
    (!range.is_empty()).then_some(range)
}

/// `甲（以下简称“乙”）` and `甲，以下统称乙`; `at` is where 称 stands, perhaps at the head of the next line.
fn called(text: &str, at: usize) -> Option<Definition> {
    let head = text.get(..at)?;
    let above = head.trim_end_matches([' ', '\u{3000}']);
    let head = above.strip_suffix('\n').unwrap_or(head);
    let word = head.chars().next_back()?;
    let (_, kind) = CALLED.into_iter().find(|(first, _)| *first == word)?;
    let head = head.get(..head.len() - word.len_utf8())?;
    let (before, introduced) = without_below(head);
    let after = at + "称".len();
    let term = term_after(text, after)?;
    let bracket = before.trim_end_matches(' ').ends_with(['（', '(', '〔', '[']);
    let comma = before.ends_with(['，', ',', '；', '。']);
    // 甲、乙和丙统称为丁: the list stands right before.
    let gathers = word == '统' && text.get(after..)?.starts_with('为') && before.contains('、');
    if !bracket && !comma && !introduced && !gathers && word != '下' {
        // 甲（号，以下简称乙）: inside brackets behind something else.
        return None;
    }
    let named = text.get(term.clone())?;
    let meaning = name::of_term(text, meaning_before(text, before.len(), kind)?, named);
    // 第四条 自然人、法人和其他组织（以下简称“申请人”）: the label stands before the list.
    let meaning = meaning.start + article_len(text.get(meaning.clone())?)..meaning.end;
    let content = text.get(meaning.clone()).unwrap_or("");
    let back = ["所列", "上述", "前款", "前述"];
    let refers_back = !content.starts_with('《') && back.iter().any(|w| content.contains(w));
    build(text, if refers_back { DefinitionKind::List } else { kind }, term, meaning)
}

/// The text before 以下 or 以上 right before a defining word, perhaps broken over a line, and whether it stood there.
fn without_below(head: &str) -> (&str, bool) {
    let bare = head.strip_suffix('\n').unwrap_or(head);
    for end in ["以下", "以\n下", "以上", "以", "下"] {
        if let Some(before) = bare.strip_suffix(end) {
            let above = end == "以上" && !before.ends_with(['，', ',']);
            // （下简称甲）
            let is_bare = end == "下" && !before.ends_with(['（', '(']);
            return if above || is_bare { (head, false) } else { (before, !matches!(end, "以" | "下")) };
        }
    }
    (head, false)
}

/// The term after a defining word, without quotation marks.
fn term_after(text: &str, after: usize) -> Option<Range<usize>> {
    let rest = text.get(after..)?;
    let bare = rest.trim_start_matches(['为', '：', ':', ' ', '作']);
    // （以下简称 / 房企）: the line breaks between.
    let bare = bare.strip_prefix('\n').filter(|rest| !rest.starts_with('\n')).unwrap_or(bare);
    let start = after + (rest.len() - bare.len());
    let rest = text.get(start..)?;
    let open = rest.chars().next()?;
    let close: &[char] = match open {
        '“' | '”' => &['”', '“'],
        '"' => &['"'],
        '《' => &['》'],
        '「' => &['」'],
        '‘' => &['’'],
        _ => &['）', ')', '，', ',', '。', '；', '、', '〕', ']', '\n', '：', ':'],
    };
    let quoted = close.len() < 5;
    let from = if quoted { start + open.len_utf8() } else { start };
    let end = text.get(from..)?.find(close)?;
    // The marks of a title belong to the term: 《条例》 is how the text will name it.
    let range = if open == '《' { start..from + end + '》'.len_utf8() } else { from..from + end };
    (end > 0 && end <= MAX_TERM && !text.get(range.clone())?.contains('\n')).then_some(range)
}

/// What stands for the term: the title, or the clause, that ends where the brackets open.
fn meaning_before(text: &str, end: usize, kind: DefinitionKind) -> Option<Range<usize>> {
    // A meaning reaches back so far at most: looking no further keeps the time for a text in step with its length.
    let base = end - last_bytes(text.get(..end)?, LOOK_BACK).len();
    let range = meaning_in(text.get(base..end)?, kind)?;
    Some(base + range.start..base + range.end)
}

/// What stands for the term at the end of a text.
fn meaning_in(text: &str, kind: DefinitionKind) -> Option<Range<usize>> {
    let mut before = text.trim_end_matches(['（', '(', '〔', '[', '，', ',', ' ']);
    // 某小程序 / （以下简称…）: the bracket begins the next line.
    if let Some(above) = before.strip_suffix('\n')
        && above.ends_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '》')
    {
        before = above;
    }
    // A document number or year in brackets stands between the name and its abbreviation.
    while let Some(open) = before.rfind(['（', '(']).filter(|_| before.ends_with(['）', ')'])) {
        let title_before = before.get(..open).is_some_and(|b| b.trim_end().ends_with('》'));
        if !title_before {
            break;
        }
        before = before.get(..open).unwrap_or(before).trim_end();
    }
    let whole = before;
    if let Some(open) = before
        .rfind(['（', '('])
        .filter(|&o| before.len() - o < 150 && !before.get(o..).is_some_and(|b| b.contains(['）', ')'])))
    {
        before = before.get(..open).unwrap_or(before);
    }
    if before.ends_with('》') {
        return title_start(before).map(|start| start..before.len());
    }
    let before =
        if before.len() < whole.len() && kind == DefinitionKind::Abbreviation { before } else { whole };
    let stops: &[char] = match kind {
        DefinitionKind::Group => &['。', '；', '，', ',', '\n', '：', ':', '！', '？'],
        _ => &['。', '；', '，', ',', '\n', '：', ':', '！', '？', '、', '》'],
    };
    let start = before
        .rfind(stops)
        .map_or(0, |i| i + before.get(i..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8));
    let start = match before.get(..start) {
        Some(title) if title.ends_with('》') => title_start(title)?,
        _ => start + label_len(before.get(start..)?),
    };
    (before.len() - start <= MAX_BACK).then_some(start..before.len())
}

/// Where the title begins whose closing mark ends the text.
fn title_start(before: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in before.char_indices().rev() {
        match c {
            '》' => depth += 1,
            '《' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
        if before.len() - at > MAX_BACK {
            return None;
        }
    }
    None
}

/// Length of 第四条 with the blank behind it.
fn article_len(text: &str) -> usize {
    let Some((number, rest)) = text.strip_prefix('第').and_then(|t| t.split_once('条')) else { return 0 };
    let counted = !number.is_empty() && number.chars().all(|c| crate::text::is_numeral(c) || c == ' ');
    let content = rest.trim_start_matches([' ', '\u{3000}']);
    if counted && content.len() < rest.len() { text.len() - content.len() } else { 0 }
}

/// Length of a numbering label at the head: （一）, 3., 第五条, 【预售资金】.
fn label_len(text: &str) -> usize {
    let is_label = |c: char| "（）()【】一二三四五六七八九十百、.．0123456789 \u{3000}".contains(c);
    let rest = match text.strip_prefix('第').and_then(|t| t.find('条').map(|i| (i, t))) {
        Some((at, t)) if at <= 24 => t.get(at + '条'.len_utf8()..).unwrap_or(t),
        _ => text,
    };
    let chinese = rest.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    let chinese = chinese.len() < rest.len() && chinese.starts_with('、');
    let numbered = rest.starts_with(['（', '(', '【', ' ', '\u{3000}'])
        || rest.starts_with(|c: char| c.is_ascii_digit());
    let rest = match rest.strip_prefix('【').and_then(|t| t.find('】').map(|i| (i, t))) {
        Some((at, t)) => t.get(at + '】'.len_utf8()..).unwrap_or(t),
        None if chinese || numbered || rest.len() < text.len() => {
            let cut = rest.trim_start_matches(is_label);
            if rest.len() - cut.len() <= 24 { cut } else { rest }
        }
        None => rest,
    };
    text.len() - rest.len()
}

/// `甲（包括乙，下同）`.
fn alike(text: &str, at: usize) -> Option<Definition> {
    let closes = text.get(at + "下同".len()..)?.starts_with(['）', ')']);
    let before = text.get(..at)?.trim_end_matches(['，', ',', '。', '；', ' ', '以']);
    let near = last_bytes(before, LONGEST_NOTE);
    let open = before.len() - near.len() + near.rfind(['（', '('])?;
    let mark = before.get(open..)?.chars().next()?.len_utf8();
    let inside = open + mark..before.len();
    let term = name::before_note(text, meaning_before(text, open, DefinitionKind::Abbreviation)?);
    let closes = closes && !before.ends_with("为准");
    // （其中：…） and （双方均应…，下同） add a condition and say nothing of what the name means.
    let content = text.get(inside.clone())?;
    let is_condition = content.starts_with("其中") || content.contains(['应', '须']);
    let fits = closes && !is_condition && term.len() <= MAX_TERM;
    fits.then(|| build(text, DefinitionKind::Meaning, term, inside))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Engine;
    use crate::document::Decoded;

    fn check(text: &str, expect: &[(&str, &str, DefinitionKind)]) {
        let found = Engine::new().extract(Decoded::of_text(text)).facts.definitions;
        let found: Vec<_> = found.iter().map(|d| (d.term.as_str(), d.meaning.as_str(), d.kind)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn abbreviations_and_groups() {
        use DefinitionKind::{Abbreviation, Group};
        check(
            "由甲市房屋管理中心（以下简称“市中心”）负责。",
            &[("市中心", "甲市房屋管理中心", Abbreviation)],
        );
        check(
            "根据《甲市房屋条例》（以下简称《条例》），制定。",
            &[("《条例》", "《甲市房屋条例》", Abbreviation)],
        );
        check(
            "《甲市房屋办法》（甲政发〔2020〕3号，以下简称《办法》）施行。",
            &[("《办法》", "《甲市房屋办法》", Abbreviation)],
        );
        check("各镇政府、街道办事处（以下统称镇街）落实。", &[("镇街", "各镇政府、街道办事处", Group)]);
        for (clause, term, meaning) in [
            ("职工可先向甲市住房公积金管理中心", "公积金中心", "甲市住房公积金管理中心"),
            ("可以办理商业住房贷款转住房公积金贷款", "商转公贷款", "商业住房贷款转住房公积金贷款"),
            ("现就甲市人才购房补贴", "购房补贴", "甲市人才购房补贴"),
            ("大力发展保障性租赁住房", "保租房", "保障性租赁住房"),
            ("各方应当签订预售资金监管协议书", "三方协议", "预售资金监管协议书"),
            ("有意愿出售旧房的居民个人", "换房人", "有意愿出售旧房的居民个人"),
            ("个人购买东区、西区、南区", "市内三区", "东区、西区、南区"),
            ("缴存人及其配偶", "申请人", "缴存人及其配偶"),
            ("上海某银行与仁合置地有限公司", "仁合置地", "仁合置地有限公司"),
            ("直接签订国有建设用地使用权出让合同", "土地出让合同", "国有建设用地使用权出让合同"),
            ("甲市发展和改革委员会", "市发展改革委", "甲市发展和改革委员会"),
            ("资金由甲行委托乙委员会确定的商业银行", "贷款银行", "乙委员会确定的商业银行"),
        ] {
            let text = format!("{clause}（以下简称“{term}”）。");
            check(&text, &[(term, meaning, Abbreviation)]);
        }
        check("本办法依资通安全管理法（以下简称本法）订定之。", &[("本法", "资通安全管理法", Abbreviation)]);
        check(
            "所称提供者，指甲科学委员会（以下简称本会）指定者。",
            &[
                ("提供者", "甲科学委员会（以下简称本会）指定者", DefinitionKind::Meaning),
                ("本会", "甲科学委员会", Abbreviation),
            ],
        );
        check("企业、社团、个人（以下简称购房人）。", &[("购房人", "企业、社团、个人", Abbreviation)]);
        check("由甲局、市财政局（以下简称财政部门）。", &[("财政部门", "市财政局", Abbreviation)]);
        check(
            "目录认定的甲类人才和乙类人才，以上统称为高层次人才。",
            &[("高层次人才", "目录认定的甲类人才和乙类人才", Group)],
        );
        check(
            "由甲市房屋管理中心（以\n下简称市中心）负责。",
            &[("市中心", "甲市房屋管理中心", Abbreviation)],
        );
        check(
            "由甲市房屋管理中心\n（以下简称\n市中心）负责。",
            &[("市中心", "甲市房屋管理中心", Abbreviation)],
        );
        check(
            "由甲市房屋管理中心（以下简\n称市中心）负责。",
            &[("市中心", "甲市房屋管理中心", Abbreviation)],
        );
        check("简称好记的名称。", &[]);
        check("六十岁以上统称老人。", &[]);
    }

    #[test]
    fn labels_and_words_with_zhi() {
        check(
            "第四条 自然人、法人和其他组织（以下简称“申请人”）可以申请。",
            &[("申请人", "自然人、法人和其他组织", DefinitionKind::Abbreviation)],
        );
        check("关键是指标要落实，目的是指明方向。", &[]);
    }

    #[test]
    fn meanings_behind_other_verbs() {
        use DefinitionKind::Meaning;
        for (text, term, meaning) in [
            ("第二条 本办法所称窨井系指检查井。", "窨井", "检查井"),
            ("第二条 本办法所称村干部，指村委会成员。", "村干部", "村委会成员"),
            ("本規定所稱業者，指販賣蔬果之商號。", "业者", "贩卖蔬果之商号"),
            ("第三条 本办法所指东湖包括水域和堤岸。", "东湖", "水域和堤岸"),
            ("第三条 本办法所称助力车包括油车、电车两类。", "助力车", "油车、电车两类"),
            ("第三条 本办法所指的责任单位为编制方案的单位。", "责任单位", "编制方案的单位"),
            ("第三条 本办法所指统筹资金，系纳入范围的资金。", "统筹资金", "纳入范围的资金"),
            ("本條例用詞，定義如下：\n一、攤位：指販賣蔬果之場所。", "摊位", "贩卖蔬果之场所"),
            ("3.事业收入：指事业单位开展业务取得的收入。", "事业收入", "事业单位开展业务取得的收入"),
            ("“店长”(manager) 指当其时管理该店的人；", "店长", "当其时管理该店的人"),
            ("公眾地方 (public place) 指公眾可進入的地方；", "公众地方", "公众可进入的地方"),
            ("注释 “摊主”、“店主”(owner)指当其时管理摊位的人；", "店主", "当其时管理摊位的人"),
            ("本章 “街市”(market) 指公众街市。", "街市", "公众街市"),
            ("第二条 本办法所称摊具主要包括炉具和桌椅。", "摊具", "炉具和桌椅"),
            ("第三条 所称场租费用，分别是指按日和按月收取的费用。", "场租费用", "按日和按月收取的费用"),
            ("第二条 本条例所称苗木（含盆栽），是指用于绿化的植株。", "苗木", "用于绿化的植株"),
        ] {
            check(text, &[(term, meaning, Meaning)]);
        }
        check(
            "第三条 本规定所称广告包括：\n（一）路牌；\n（二）灯箱。",
            &[("广告", "（一）路牌；\n（二）灯箱。", Meaning)],
        );
        check(
            "二、本要點所稱攤位事項之範圍如下：\n（一）設攤；\n（二）停業。",
            &[("摊位事项", "（一）设摊；\n（二）停业。", Meaning)],
        );
        check(
            "“摊具”(stall ware)包括──\n（一）炉具；\n（二）桌椅。",
            &[("摊具", "（一）炉具；\n（二）桌椅。", Meaning)],
        );
        check(
            "委员会、办公室和调查组统称为听证机构。",
            &[("听证机构", "委员会、办公室和调查组", DefinitionKind::Group)],
        );
        check(
            "市管理办公室(下简称市城管办)负责检查。",
            &[("市城管办", "市管理办公室", DefinitionKind::Abbreviation)],
        );
        for none in [
            "由市局负责，指导各县开展工作。",
            "考核结果：指标全部完成。",
            "前款所称行为的，责令改正。",
            "加强联系指挥，确保安全。",
            "材料包括申请书和证明。",
        ] {
            check(none, &[]);
        }
    }

    #[test]
    fn meanings_and_lists() {
        use DefinitionKind::{List, Meaning};
        check("第二条 本办法所称经营者，是指从事商品经营的人。", &[("经营者", "从事商品经营的人", Meaning)]);
        check("职工家庭（包括配偶和子女，下同）可申请。", &[("职工家庭", "包括配偶和子女", Meaning)]);
        check("支持符合政策的多孩（二孩及以上，下同）家庭。", &[("多孩", "二孩及以上", Meaning)]);
        check("第一项所列单位，以下统称“各区县”。", &[("各区县", "第一项所列单位", List)]);
    }
}
