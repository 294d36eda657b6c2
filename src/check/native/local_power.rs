//! What only others may decide or order: limits that a county sets for the housing fund, departments that give orders to the
//! governments of lower levels.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::lexicon::Regex;
use memchr::memmem;

use super::Params;
use crate::check::judgement::{Flaw, Judgement};
use crate::check::matching::RuleContext;
use crate::lexicon::{Lexicon, Terms, WordSet};
use crate::text::Span;

/// Words by which a paper speaks of its county, and of its city.
static COUNTY: WordSet = WordSet::of("rule_words", "of_county");
static CITY: WordSet = WordSet::of("rule_words", "of_city");
/// Those who may raise or pass on the limits of the fund.
static FUND_DECIDES: WordSet = WordSet::of("rule_words", "fund_decides");
/// Words that a policy of the fund was decided or agreed by those who may.
static FUND_APPROVED: WordSet = WordSet::of("rule_words", "fund_approved");
/// Whom a centre of the fund follows in what it decides itself.
static FUND_LED: WordSet = WordSet::of("rule_words", "fund_led");
/// Words of a title that something is changed, not explained.
static FUND_CHANGED: WordSet = WordSet::of("rule_words", "fund_changed");
/// Issuing bodies that are no department of a government.
static NO_DEPARTMENT: WordSet = WordSet::of("rule_words", "no_department");
/// Endings of the names of departments.
static DEPARTMENT: WordSet = WordSet::of("rule_words", "department_ending");
/// Words of a paper that its own government has agreed.
static AGREED: WordSet = WordSet::of("rule_words", "government_agreed");
/// How often at least a paper without a masthead speaks of its county.
const OFTEN: usize = 3;
/// Cities by name with whether they are of the level of a county; prefectures count as cities.
static CITIES: LazyLock<(Terms, Vec<bool>)> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("divisions");
    let level = table.column("level");
    let is_city = |row: &&[&'static str]| {
        let (name, level) = (row[0], row[level]);
        level == "city" && name.ends_with(['市', '州', '盟']) || level == "county" && name.ends_with('市')
    };
    let cities = || table.rows().filter(is_city);
    (Terms::new(cities().map(|row| row[0])), cities().map(|row| row[level] == "county").collect())
});
/// How often at least a paper without a masthead names its city.
const NAMED: usize = 2;
/// A new limit on loans of the fund: 最高贷款额度由35万元调整为45万元.
static LIMIT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let limit = "(?:最高可?贷?款?|贷款最高|可贷)(?:额度|限额)";
    let raised = "(?:调整|提高|增加|上浮|提升|上调|调增)[到至为了]{0,2}(?:不超过)?";
    Regex::new(&format!(
        r"{limit}[^。；]{{0,24}}?{raised}[^。；，]{{0,4}}?[0-9]+(?:\.[0-9]+)?(?:万元|万|%|％)"
    ))
    .ok()
});

/// 县级文件自行提高住房公积金最高贷款额度
pub(super) fn fund_limit_by_county(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    let fund = memmem::Finder::new("公积金");
    if fund.find(text.as_bytes()).is_none() {
        return Judgement::not_applicable("文中没有说到住房公积金");
    }
    let bodies = &cx.subject.facts.metadata.issuing_body;
    if !is_of_county(cx) || bodies.iter().any(|b| b.text.contains("公积金")) {
        return Judgement::not_applicable("不是县级机关的文件");
    }
    let found = cx.subject.outline.sentences.iter().filter(|s| s.part.is_text()).find_map(|sentence| {
        let content = sentence.span.of(text);
        if !content.contains("公积金") || FUND_DECIDES.is_in(content) {
            return None;
        }
        let limit = LIMIT.as_ref()?.find(content)?;
        let start = sentence.span.start as usize;
        Some(Span::at(start + limit.start(), start + limit.end()))
    });
    let flaws = found.into_iter().map(|span| Flaw::at(span).with("match", span.of(text)));
    Judgement::of(flaws.collect(), "没有自行规定住房公积金贷款额度")
}

/// A policy of the fund that its centre says it has decided itself.
static BY_CENTRE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let centre = "(?:住房)?公积金(?:管理)?中心(?:党组|党委|主任办公会议?|办公会议?|会议)?(?:集体)?";
    let decides = "决定|调整|优化|完善|提高|放宽|制定|出台";
    Regex::new(&format!(
        r"(?<at>经[^，。；]{{0,10}}{centre}(?:研究|讨论|审议)(?:同意|决定|通过)?)，?(?:现|特)?(?:将|就|对)?[^。；，]{{0,6}}(?:{decides})"
    ))
    .ok()
});
/// A limit on loans that a notice of the centre sets.
static SET_LIMIT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let limit = "(?:最高可?贷?款?|贷款最高)(?:额度|限额)";
    let set = "(?:(?:调整|提高|增加|上浮|提升|上调|调增)[到至为了]{0,2}(?:不超过)?|为)";
    Regex::new(&format!(r"{limit}[^。；]{{0,24}}?{set}[^。；，]{{0,8}}?[0-9]+(?:\.[0-9]+)?(?:万元|万|%|％)"))
        .ok()
});
/// How the name of a centre of the fund ends.
const CENTRE: &str = "中心";

/// 住房公积金政策由管理中心自行决定
pub(super) fn fund_policy_by_centre(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let text = cx.subject.text();
    if memmem::find(text.as_bytes(), "公积金".as_bytes()).is_none() {
        return Judgement::not_applicable("文中没有说到住房公积金");
    }
    if FUND_APPROVED.is_in(text) {
        return Judgement::pass("写明了管理委员会、政府的决定");
    }
    let is_led = FUND_LED.is_in(text);
    let is_notice = is_notice_of_centre(cx);
    let found = cx.subject.outline.sentences.iter().filter(|s| s.part.is_text()).find_map(|sentence| {
        let content = sentence.span.of(text);
        let at = |start: usize, end: usize| {
            let from = sentence.span.start as usize;
            Span::at(from + start, from + end)
        };
        let said = || BY_CENTRE.as_ref()?.captures(content)?.name("at").map(|m| at(m.start(), m.end()));
        // An amount says more than a share of one.
        let sets = |regex: &Regex| {
            let first = regex.find(content)?;
            let amount = regex.find_iter(content).find(|m| m.as_str().contains('万'));
            Some(amount.unwrap_or(first)).map(|m| at(m.start(), m.end()))
        };
        let set = || SET_LIMIT.as_ref().and_then(sets);
        let said = (!is_led && content.contains(CENTRE)).then(said).flatten();
        said.or_else(|| (is_notice && content.contains('额')).then(set).flatten())
    });
    let flaws = found.into_iter().map(|span| Flaw::at(span).with("match", span.of(text)));
    Judgement::of(flaws.collect(), "没有由管理中心自行决定政策")
}

/// Whether a centre of the fund alone issues the paper and says in the title that it changes something.
fn is_notice_of_centre(cx: &RuleContext<'_>) -> bool {
    let metadata = &cx.subject.facts.metadata;
    let is_centre = |name: &str| name.contains("公积金") && name.ends_with(CENTRE);
    let is_alone = matches!(metadata.issuing_body.as_slice(), [body] if is_centre(&body.text));
    is_alone && metadata.title.as_ref().is_some_and(|title| FUND_CHANGED.is_in(&title.text))
}

/// Whether a county, a district or a city of that level issues the paper: by its masthead or title, else by how it speaks.
fn is_of_county(cx: &RuleContext<'_>) -> bool {
    if let Some(place) = &cx.subject.facts.metadata.jurisdiction {
        return place.matches('/').count() >= 2;
    }
    let text = cx.subject.text().as_bytes();
    let count = |set: &WordSet| set.words().iter().map(|w| memmem::find_iter(text, w).count()).sum::<usize>();
    let county = count(&COUNTY);
    county >= OFTEN && county > 2 * count(&CITY) || is_of_county_city(cx.subject.text())
}

/// Whether a paper without a masthead names one city of the level of a county again and again, and those above it hardly.
fn is_of_county_city(text: &str) -> bool {
    let (cities, are_small) = &*CITIES;
    let (mut small, mut large) = (BTreeMap::<u32, usize>::new(), 0);
    cities.visit(text, |found| match are_small.get(found.number as usize) {
        Some(true) => *small.entry(found.number).or_default() += 1,
        _ => large += 1,
    });
    small.len() == 1 && small.values().all(|count| *count >= NAMED && *count > 2 * large)
}

/// 部门未经政府同意，向下级政府发指令性公文
pub(super) fn orders_governments(cx: &RuleContext<'_>, _: &Params) -> Judgement {
    let metadata = &cx.subject.facts.metadata;
    let Some(to) = metadata.addressee.as_ref().filter(|to| to.text.contains("人民政府")) else {
        return Judgement::not_applicable("没有主送下级政府");
    };
    let bodies = &metadata.issuing_body;
    if bodies.is_empty() {
        return Judgement::undecided("这份文本看不出发文机关；政府部门向下级政府行文，要写明已经政府同意")
            .evidence([to.span]);
    }
    let is_department = |name: &str| DEPARTMENT.words().iter().any(|end| name.ends_with(end));
    if bodies.iter().any(|b| NO_DEPARTMENT.is_in(&b.text)) || !bodies.iter().any(|b| is_department(&b.text)) {
        return Judgement::not_applicable("不是政府部门发文");
    }
    if metadata.doc_kind.as_ref().is_some_and(|kind| kind.text == "函") {
        return Judgement::not_applicable("函不是指令性公文");
    }
    if AGREED.is_in(cx.subject.text()) {
        return Judgement::pass("写明了政府同意");
    }
    let issuer = bodies.first().map_or("", |b| b.text.as_str());
    let addressee: String = to.text.chars().take(20).collect();
    Judgement::of(vec![Flaw::at(to.span).with("match", addressee).with("issuer", issuer)], "")
}
