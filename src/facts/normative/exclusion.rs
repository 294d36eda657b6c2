//! What a paper is instead of a normative document; the first that fits decides.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::signals::Signals;
use crate::facts::doc_number::DocNumber;
use crate::facts::{Context, Facts};
use crate::lexicon::{Lexicon, WordSet};
use crate::outline::pattern::announces_text;
use crate::text::first_bytes;

/// What tells that a paper is no normative document.
pub(super) struct Exclusion {
    pub(super) reason: String,
    /// Whether it is a record of speech.
    pub(super) spoken: bool,
    /// Whether it is news that retell a paper.
    pub(super) retold: bool,
    /// Whether it is a compact of a village or of neighbours, who lay it down for one another.
    pub(super) compact: bool,
}

impl Exclusion {
    fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), spoken: false, retold: false, compact: false }
    }

    fn speech(reason: impl Into<String>) -> Self {
        Self { spoken: true, ..Self::new(reason) }
    }

    fn news(reason: impl Into<String>) -> Self {
        Self { retold: true, ..Self::new(reason) }
    }

    fn compact(reason: impl Into<String>) -> Self {
        Self { compact: true, ..Self::new(reason) }
    }
}

struct TitleRule {
    phrase: &'static str,
    effect: &'static str,
    points: i32,
    at_end: bool,
    reason: &'static str,
}

/// Organs of the Party, and the seats whose assemblies decide.
static PARTY: WordSet = WordSet::of("normative_words", "party");
static PARTY_SEATS: WordSet = WordSet::of("normative_words", "party_seat");
/// Headings of chapters on penalties.
static PENALTY_CHAPTERS: WordSet = WordSet::of("normative_words", "penalty_chapter");
/// Words with which news begin, and what they tell.
static NEWS_OPENINGS: WordSet = WordSet::of("normative_words", "news_opening");
static RECENTLY: WordSet = WordSet::of("normative_words", "recently");
static NEWS_VERBS: WordSet = WordSet::of("normative_words", "news_verb");
/// Words of a paper that speaks for itself.
static OWN_OPENINGS: WordSet = WordSet::of("normative_words", "own_opening");

static TITLES: LazyLock<Vec<TitleRule>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("normative_titles");
    let [effect, points, place, reason] = ["effect", "points", "place", "reason"].map(|c| table.column(c));
    let rules = table.rows().map(|row| TitleRule {
        phrase: row[0],
        effect: row[effect],
        points: row[points].parse().unwrap_or(0),
        at_end: row[place] == "end",
        reason: row[reason],
    });
    rules.collect()
});

impl TitleRule {
    fn fits(&self, head: &str) -> bool {
        if self.at_end { head.ends_with(self.phrase) } else { head.contains(self.phrase) }
    }
}

/// Points the title gives or takes.
pub(super) fn title_points(head: &str) -> Vec<(i32, String)> {
    let fitting = TITLES.iter().filter(|r| matches!(r.effect, "minus" | "plus") && r.fits(head));
    let mut points: Vec<(i32, String)> = Vec::new();
    for rule in fitting {
        let signed = if rule.effect == "minus" { -rule.points } else { rule.points };
        if !points.iter().any(|(p, _)| p.signum() == signed.signum()) {
            points.push((signed, format!("标题含“{}”", rule.phrase)));
        }
    }
    points
}

/// Why the paper is none, if it is none.
pub(super) fn find(cx: &Context<'_>, so_far: &Facts, signals: &Signals) -> Option<Exclusion> {
    let head = &signals.head;
    party(cx, so_far, head)
        .or_else(|| title(head, signals))
        .or_else(|| law(cx, so_far, signals))
        .or_else(|| organ(so_far))
        .or_else(|| letter(so_far))
        .or_else(|| self_governed(cx, so_far, head))
        .or_else(|| company(signals))
        .or_else(|| of_own_house(cx, so_far))
        .or_else(|| voice(cx, signals))
        .or_else(|| headless(so_far, signals))
        .or_else(|| review(cx, so_far, signals))
}

/// A copy without title, number, addressee and signature in which somebody tells of a paper: 相关负责人介绍.
fn headless(so_far: &Facts, signals: &Signals) -> Option<Exclusion> {
    let meta = &so_far.metadata;
    let bare = meta.title.is_none() && meta.doc_number.is_none() && meta.addressee.is_none();
    let own = signals.voice > 0 || signals.is_signed || signals.articles > 0 || meta.effective_on.is_some();
    (bare && !own && signals.press > 0).then(|| Exclusion::news("新闻报道转述政策，不是文件本身"))
}

/// An article of an organ on what it has done and goes on doing: its title names no kind of paper, nobody is addressed, nothing
/// takes effect, and a section says what comes next.
fn review(cx: &Context<'_>, so_far: &Facts, signals: &Signals) -> Option<Exclusion> {
    let meta = &so_far.metadata;
    let named = meta.title.is_some() && meta.doc_kind.is_none() && meta.addressee.is_none();
    let issues = signals.clause > 0 || signals.voice > 0 || signals.articles > 0;
    if !named || issues || signals.is_issued || signals.is_signed {
        return None;
    }
    let ahead = cx.outline.lines.iter().map(|line| line.span.of(cx.text)).any(|line| {
        let heading = line.len() <= LONGEST_HEADING && NEXT_STEPS.is_in(line);
        heading
            || ["下一步，", "下一步,", "下一阶段，", "下一阶段,"].iter().any(|word| line.starts_with(word))
    });
    ahead.then(|| Exclusion::new("回顾工作、说明打算的文章，不是文件"))
}

/// Longest heading, in bytes.
const LONGEST_HEADING: usize = 90;
/// What the heading of a section on the time to come says.
static NEXT_STEPS: WordSet = WordSet::of("normative_words", "next_step");

fn title(head: &str, signals: &Signals) -> Option<Exclusion> {
    let binds = signals.effect_points() >= 6 && signals.clause >= 2;
    // 驾驶培训管理办法 rules what the word names; it announces no training course.
    let bare = head.split(['（', '(']).next().unwrap_or(head);
    let rules =
        signals.articles >= 3 && ["办法", "规定", "细则", "规则"].iter().any(|end| bare.ends_with(end));
    // 关于下达第三号禁火令的通知 hands out no task.
    let doubts = !binds && !rules && !signals.bans;
    let excludes = |r: &&TitleRule| matches!(r.effect, "no" | "speech") || r.effect == "doubt" && doubts;
    let rule = TITLES.iter().filter(excludes).find(|r| r.fits(head))?;
    let reason = format!("标题或开头含“{}”：{}", rule.phrase, rule.reason);
    Some(Exclusion { spoken: rule.effect == "speech", ..Exclusion::new(reason) })
}

fn party(cx: &Context<'_>, so_far: &Facts, head: &str) -> Option<Exclusion> {
    let by_party = PARTY.first_in(head);
    let about = head.contains("关于") && by_party.is_some_and(|p| head.find("关于") < head.find(p));
    // 甲局 中共甲市委宣传部 乙局关于…: a paper of the administration that an office of the Party has signed as well.
    let joins = so_far.metadata.issuing_body.first().is_some_and(|first| !PARTY.is_in(&first.text));
    if by_party.is_some() && !about && !joins {
        return Some(Exclusion::new("党的机关或党组织发文，不是行政规范性文件"));
    }
    let start = first_bytes(cx.text, 1500);
    let plenary = ["全体会议通过", "全会审议", "中央委员会"].iter().any(|w| start.contains(w))
        && start.contains("全会");
    (plenary && PARTY_SEATS.is_in(start)).then(|| Exclusion::new("党的会议文件，不是行政规范性文件"))
}

/// What laws and rules are told.
const RULES: &str = "法律、法规或规章本身，不是行政规范性文件";

fn law(cx: &Context<'_>, so_far: &Facts, signals: &Signals) -> Option<Exclusion> {
    let start = first_bytes(cx.text, 3000);
    if ["中华民国", "中華民國"].iter().any(|w| start.contains(w)) && signals.articles >= 1 {
        return Some(Exclusion::new("法律或法规命令本身，不是行政规范性文件"));
    }
    if is_law_by_title(so_far) || is_called_law(start) {
        return Some(Exclusion::new(RULES));
    }
    if is_statute(start) || repeals_rules(start, so_far) {
        return Some(Exclusion::new(RULES));
    }
    let of_rules = |n: &DocNumber| n.body_code.as_deref().is_some_and(is_legislative_order);
    let in_head = |n: &&DocNumber| n.span.start < 600 && !is_cited(cx, n);
    let own = so_far.metadata.doc_number.as_ref();
    let by_order =
        own.is_some_and(|n| of_rules(n) || n.body_code.as_deref().is_some_and(is_order_of_ministry));
    if by_order && signals.articles >= 1 {
        return Some(Exclusion::new(RULES));
    }
    let count = |needle: &str| memchr::memmem::find_iter(cx.text.as_bytes(), needle.as_bytes()).count();
    // A copy of a few articles still says what it is.
    if signals.articles >= 1 && (count("本条例") >= 2 || is_headed_by_order(cx)) {
        return Some(Exclusion::new(RULES));
    }
    if signals.articles < 5 {
        return None;
    }
    let order = so_far.numbers.iter().take(3).filter(in_head).any(of_rules);
    if order || count("本法") >= 5 {
        return Some(Exclusion::new(RULES));
    }
    let chapter = PENALTY_CHAPTERS.is_in(cx.text);
    let fines = FINES.as_ref().map_or(0, |regex| regex.find_iter(cx.text).take(5).count());
    (is_adopted(cx, so_far) && (fines >= 3 && chapter || fines >= 5))
        .then(|| Exclusion::new("设定罚款，是规章以上的立法，不是行政规范性文件"))
}

/// （2030年5月6日某某市人民代表大会常务委员会第三次会议通过）
static ENACTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[（(][^（）()]{0,120}人民代表大会[^（）()]{0,60}(?:通过|批准|修正|修订)").ok()
});

/// Whether the note under the title says that an assembly adopted the paper, whose articles follow.
fn is_statute(start: &str) -> bool {
    let text: String = start.chars().filter(|c| !c.is_whitespace()).collect();
    let found = ENACTED.as_ref().and_then(|regex| regex.find(&text));
    found.is_some_and(|note| {
        let (before, behind) = (text.get(..note.start()), text.get(note.end()..));
        before.is_some_and(|t| !BASED.is_in(t)) && behind.is_some_and(|t| t.contains("第一条"))
    })
}

/// What databases call the field of the rank of a paper, and what they call laws and rules there.
static RANK_KEYS: WordSet = WordSet::of("normative_words", "rank_key");
static RANKS: WordSet = WordSet::of("normative_words", "law_rank");

/// Whether a field of the page says that the paper is a law or a rule: 效力级别：地方政府规章.
fn is_called_law(start: &str) -> bool {
    RANK_KEYS.words().iter().filter_map(|key| start.split_once(key)).any(|(_, rest)| {
        let value = rest.trim_start_matches(|c: char| " :：】]|\t\n".contains(c));
        RANKS.head_of(value).is_some()
    })
}

/// Whether the paper repeals rules of the government, which is done by a rule: 以下市政府规章予以废止.
fn repeals_rules(start: &str, so_far: &Facts) -> bool {
    let kind = so_far.metadata.doc_kind.as_ref().map_or("", |kind| kind.text.as_str());
    kind == "决定"
        && start.contains("政府规章")
        && ["规章予以废止", "规章予以修改"].iter().any(|act| start.contains(act))
}

/// Whether the title alone tells a law, an amendment of one, or a regulation of the state; no administrative organ issues a 法,
/// and organs that put 中华人民共和国 before their own name say 关于.
fn is_law_by_title(so_far: &Facts) -> bool {
    let meta = &so_far.metadata;
    let title = meta.title.as_ref().map_or("", |t| t.text.as_str());
    let kind = meta.doc_kind.as_ref().map_or("", |k| k.text.as_str());
    let of_state = |name: &str| title.starts_with(name);
    let bare = title.split(['（', '(']).next().unwrap_or(title).trim_end();
    kind == "法"
        || bare.ends_with("条例") && !bare.contains("关于")
        || of_state("全国人民代表大会")
        || of_state("中华人民共和国")
            && !title.contains("关于")
            && !matches!(kind, "公告" | "通告" | "通知" | "函")
}

/// Fines laid down, not spoken of: 罚款收据, 罚款指标.
static FINES: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"处(?:以)?[^，。；]{0,30}罚款|罚款[0-9一二三四五六七八九十百千万]+元").ok());
/// 市人民政府第十二次常务会议通过
static ADOPTED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"([^，。；\n（(]{0,20})会议[^，。；\n]{0,8}通过").ok());

/// Whether a meeting with the power to make rules adopted the paper or the one it replaces. Counties make none, and a number
/// of normative documents or of plain issue is that of no rule.
fn is_adopted(cx: &Context<'_>, so_far: &Facts) -> bool {
    let meta = &so_far.metadata;
    let is_county = meta.jurisdiction.as_deref().is_some_and(|path| path.split('/').count() > 2);
    let is_issued = so_far.numbers.iter().take(3).any(|n| {
        let code = n.body_code.as_deref().unwrap_or_default();
        n.span.start < 600 && ["规", "发", "办"].iter().any(|word| code.contains(word))
    });
    let by_rule_maker = |found: crate::lexicon::Captures<'_>| {
        let body = found.get(1).map_or("", |m| m.as_str());
        !["县", "区政府", "区人民政府", "旗", "镇", "乡"].iter().any(|word| body.contains(word))
    };
    !is_county
        && !is_issued
        && ADOPTED.as_ref().is_some_and(|regex| regex.captures_iter(cx.text).any(by_rule_maker))
}

/// Whether the number is that of a paper on which this one is based: 根据《甲办法》（甲省人民政府令第3号）. That of the order by
/// which it was revised is its own: 根据2020年5月6日甲省人民政府令第3号修订.
fn is_cited(cx: &Context<'_>, number: &DocNumber) -> bool {
    let Some(line) = cx.outline.line_holding(number.span.start) else { return false };
    let (before, behind) = (line.span.start as usize..number.span.start as usize, number.span.end as usize);
    let before = cx.text.get(before).unwrap_or("");
    let behind = cx.text.get(behind..line.span.end as usize).unwrap_or("");
    let revises =
        line.span.len() <= LONGEST_NOTE && ["修正", "修订"].iter().any(|word| behind.contains(word));
    BASED.is_in(before) && !revises
}

/// Longest note on how a rule was revised, in bytes.
const LONGEST_NOTE: usize = 500;

/// Words on what a paper is based.
static BASED: WordSet = WordSet::of("normative_words", "based");
/// How the orders of ministries are called, which promulgate rules.
static MINISTRIES: WordSet = WordSet::of("normative_words", "ministry_order");

/// Whether an order of a ministry, or of a bureau of the State Council, promulgates a rule.
fn is_order_of_ministry(code: &str) -> bool {
    let of_state = code.starts_with("国家") || code.starts_with("中华人民共和国");
    MINISTRIES.tail_of(code).is_some() || of_state && code.ends_with("局令")
}

/// Whether one of the first lines is the head of an order that lost its number: 某某市人民政府令.
fn is_headed_by_order(cx: &Context<'_>) -> bool {
    cx.outline.lines.iter().take(HEAD_LINES).any(|line| {
        let head: String = line.span.of(cx.text).chars().filter(|c| !c.is_whitespace()).take(30).collect();
        head.ends_with("人民政府令") && is_legislative_order(&head)
    })
}

/// Lines in which the head of an order stands.
const HEAD_LINES: usize = 6;

/// Whether an order promulgates a rule or a law: counties, districts and towns have no power to make rules.
fn is_legislative_order(code: &str) -> bool {
    let local = code.trim_end_matches("令").trim_end_matches("人民政府").trim_end_matches("政府");
    let below =
        local.ends_with(['县', '旗', '镇', '乡']) || local.ends_with('区') && !local.ends_with("自治区");
    ["主席令", "国务院令"].iter().any(|o| code.ends_with(o)) || code.ends_with("政府令") && !below
}

/// Organs of the state that are none of the administration.
static OTHER_ORGANS: WordSet = WordSet::of("normative_words", "other_organ");

/// Whether only people's congresses, courts, procuratorates and the like issue the paper.
fn organ(so_far: &Facts) -> Option<Exclusion> {
    let issuers = &so_far.metadata.issuing_body;
    let others = !issuers.is_empty() && issuers.iter().all(|issuer| OTHER_ORGANS.is_in(&issuer.text));
    others.then(|| Exclusion::new("人大、法院、检察院等发文，制定主体不是行政机关"))
}

/// A letter to one organ or firm on one matter; letters to all organs of a kind may lay something down.
fn letter(so_far: &Facts) -> Option<Exclusion> {
    let meta = &so_far.metadata;
    let is_letter = meta.title.as_ref().is_some_and(|title| title.text.ends_with('函'));
    let to_one = meta.addressee.as_ref().is_some_and(|addressee| !addressee.text.contains('各'));
    (is_letter && to_one).then(|| Exclusion::new("函，商洽、答复特定事项"))
}

/// Words for the bodies of a village, and how its rules and those of a school speak of themselves.
static VILLAGE: WordSet = WordSet::of("normative_words", "village");
static OWN_VILLAGE: WordSet = WordSet::of("normative_words", "own_village");
/// Whose compact it is by its title: 某村文明公约.
static OF_NEIGHBOURS: WordSet = WordSet::of("normative_words", "neighbours");
static OWN_SCHOOL: WordSet = WordSet::of("normative_words", "own_school");
/// A paper says in so many bytes whose rules it lays down.
const OWN_BYTES: usize = 2000;

/// Rules that a village or a school lays down for itself: articles that speak of 本村 or 我校.
fn self_governed(cx: &Context<'_>, so_far: &Facts, head: &str) -> Option<Exclusion> {
    let start = first_bytes(cx.text, OWN_BYTES);
    let issued = so_far.metadata.issuing_body.iter().any(|issuer| issuer.text.contains("政府"));
    // 某村文明公约
    if !issued && head.ends_with("公约") && OF_NEIGHBOURS.is_in(head) {
        return Some(Exclusion::compact("村、社区自己的公约，制定主体不是行政机关"));
    }
    if issued || !start.contains('第') {
        return None;
    }
    // Papers on housing in the country speak of 本村 too; their titles say 农村.
    let of_village = head.contains('村') && !head.contains("农村") && !head.contains("乡村");
    let village = of_village && OWN_VILLAGE.is_in(start) && VILLAGE.is_in(start);
    let school = OWN_SCHOOL.is_in(start);
    (village || school).then(|| Exclusion::new("村、社区或者学校对自己的规定，制定主体不是行政机关"))
}

fn company(signals: &Signals) -> Option<Exclusion> {
    let named =
        ["有限公司", "集团公司", "国家电网", "国网", "尊敬的中国"].iter().any(|c| signals.head.contains(c));
    (named || signals.company >= 5).then(|| Exclusion::new("企业文件，制定主体不是行政机关"))
}

/// Who explains rules that a firm, a school or a hospital makes for itself.
static OWN_HOUSE: WordSet = WordSet::of("normative_words", "own_house");

/// Rules that no organ explains: 本办法由公司营销部负责解释.
fn of_own_house(cx: &Context<'_>, so_far: &Facts) -> Option<Exclusion> {
    let mut issuers = so_far.metadata.issuing_body.iter();
    if issuers.any(|issuer| issuer.text.contains(['局', '厅', '委', '府'])) {
        return None;
    }
    let explained =
        cx.outline.sentences.iter().rev().take(LAST_SENTENCES).map(|s| s.span.of(cx.text)).find_map(|s| {
            let (before, _) = s.split_once("负责解释")?;
            before.rsplit_once('由').map(|(_, who)| who)
        });
    let is_own = explained.is_some_and(|who| OWN_HOUSE.is_in(who) && !who.contains(['局', '厅', '委', '府']));
    is_own.then(|| Exclusion::new("企业、学校、医院等单位自己的制度，制定主体不是行政机关"))
}

/// Sentences at the end of a paper among which it says who explains it.
const LAST_SENTENCES: usize = 12;

/// News, explanations, speeches, papers: known by how they speak.
fn voice(cx: &Context<'_>, signals: &Signals) -> Option<Exclusion> {
    if signals.paper >= 8 {
        return Some(Exclusion::new("学术文章，不是文件"));
    }
    if signals.speech >= 8 {
        return Some(Exclusion::speech("讲话、致辞或发布会实录，不是文件"));
    }
    let own_voice = signals.is_issued || signals.voice > 0 || signals.clause >= 6;
    if signals.questions >= 2 {
        return Some(Exclusion::new("政策问答，不是文件"));
    }
    if signals.interpretation >= if own_voice { 16 } else { 8 } {
        return Some(Exclusion::new("政策解读、问答或起草说明，不是文件"));
    }
    let reports = signals.meeting >= 6 && signals.meeting * 3 >= signals.sentences.min(30);
    if reports && signals.articles < 3 {
        return Some(Exclusion::new("会议报道，不是文件"));
    }
    let lead = news_lead(cx);
    // A news item that prints the paper in full is judged as the paper.
    let listed =
        signals.numbered >= 7 && (signals.unit_lists >= 3 || signals.clause >= 3 || signals.own >= 2);
    let spoken = signals.numbered >= 3 && (signals.voice > 0 || signals.is_signed);
    let reprint = signals.articles >= 5 || spoken || listed;
    let told = signals.news + signals.retold * 3 + if lead { 3 } else { 0 };
    let head_tells =
        signals.news_at_head >= 3 && signals.voice == 0 && !signals.is_issued && !signals.is_signed;
    if prints_all(cx) {
        return None;
    }
    let news = !reprint && (lead || told >= 6 || head_tells) || told >= 14 && signals.articles < 5 && !listed;
    // Two sentences that retell another paper are no copy of it, however many of its items follow.
    let retold = signals.retold >= 2 && signals.voice == 0 && !signals.is_signed && signals.articles == 0;
    (news || retold || event_lead(cx) && !prints(cx))
        .then(|| Exclusion::news("新闻报道转述政策，不是文件本身"))
}

/// Whether the item announces the full text of a paper, of which the title and the rest follow.
fn prints(cx: &Context<'_>) -> bool {
    let title = cx.outline.title.map_or(0, |title| title.start);
    cx.outline
        .lines
        .iter()
        .take_while(|line| line.span.start < title)
        .any(|l| announces_text(l.span.of(cx.text)))
}

/// Numbered items behind an announcement of the full text that make it the paper.
const FULL_TEXT_ITEMS: usize = 5;

/// Whether the full text is announced and follows in numbered items, in the words of the organ that speaks of 我市 or 本通知.
fn prints_all(cx: &Context<'_>) -> bool {
    let lines = &cx.outline.lines;
    let Some(at) = lines.iter().take(FULL_TEXT_LINES).position(|l| announces_text(l.span.of(cx.text))) else {
        return false;
    };
    let below = lines.get(at + 1..).unwrap_or(&[]);
    let items = below.iter().filter(|l| crate::outline::label_len(l.span.of(cx.text)) > 0);
    let speaks = |l: &crate::outline::Line| OWN_VOICE.is_in(l.span.of(cx.text));
    items.take(FULL_TEXT_ITEMS).count() == FULL_TEXT_ITEMS && below.iter().any(speaks)
}

/// The announcement stands within so many lines.
const FULL_TEXT_LINES: usize = 10;
/// How an organ speaks of its place and its paper.
static OWN_VOICE: WordSet = WordSet::of("normative_words", "own_voice");

/// Whether the text begins with an event for the press.
fn event_lead(cx: &Context<'_>) -> bool {
    let first = first_bytes(cx.text, 360);
    ["新闻发布会", "恳谈会", "媒体吹风会", "交易会新闻"].iter().any(|e| first.contains(e))
        && ["举行", "召开", "举办"].iter().any(|e| first.contains(e))
}

/// Whether the text begins as news do: a date, a place, "has issued".
fn news_lead(cx: &Context<'_>) -> bool {
    let Some(line) = cx.outline.lines.iter().map(|l| l.span.of(cx.text)).find(|l| l.chars().count() >= 24)
    else {
        return false;
    };
    let first = first_bytes(line, 360);
    let dated = first.starts_with(|c: char| c.is_ascii_digit())
        && ['月', '日'].iter().all(|c| first_bytes(first, 24).contains(*c));
    let opened = NEWS_OPENINGS.head_of(first).is_some();
    (dated || opened || RECENTLY.is_in(first)) && NEWS_VERBS.is_in(first) && !OWN_OPENINGS.is_in(first)
}
