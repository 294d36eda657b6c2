//! What the words of a paper say about its nature, counted once over the hits of the shared scan.

use std::sync::LazyLock;

use crate::facts::{Context, Facts};
use crate::lexicon::{Hit, Lexicon, ListId, Terms, WordSet};
use crate::outline::{Line, NodeKind, Part};
use crate::text::first_bytes;

/// Classes of signal words, in the order of [`CLASSES`].
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Subject,
    Effect,
    Clause,
    Internal,
    News,
    Interpretation,
    Speech,
    Meeting,
    Paper,
    Company,
    Voice,
    Own,
    Press,
}

const CLASSES: [(&str, Class); 13] = [
    ("subject", Class::Subject),
    ("effect", Class::Effect),
    ("clause", Class::Clause),
    ("internal", Class::Internal),
    ("news", Class::News),
    ("interpretation", Class::Interpretation),
    ("speech", Class::Speech),
    ("meeting", Class::Meeting),
    ("paper", Class::Paper),
    ("company", Class::Company),
    ("voice", Class::Voice),
    ("own", Class::Own),
    ("press", Class::Press),
];

struct Words {
    list: ListId,
    /// Class and weight of each row.
    rows: Vec<(Class, i32)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let table = lexicon.table("normative_signals");
    let (class, weight) = (table.column("class"), table.column("weight"));
    let rows = table.rows().map(|row| {
        let class = CLASSES.iter().find(|(name, _)| *name == row[class]).map_or(Class::Internal, |(_, c)| *c);
        (class, row[weight].parse().unwrap_or(1))
    });
    Words { list: lexicon.list("normative_signals"), rows: rows.collect() }
});

/// What was counted.
#[derive(Default)]
pub(super) struct Signals {
    /// The title, or the first lines of a copy that lost it; blanks taken out.
    pub head: String,
    /// Sentences.
    pub sentences: i32,
    /// Sentences in which somebody outside the administration gets a right, a duty or a condition.
    pub effects: i32,
    /// Weight of closing clauses.
    pub clause: i32,
    /// Sentences of internal business.
    pub internal: i32,
    /// Weight of news wording, in all and in the first lines.
    pub news: i32,
    /// The same in the first lines.
    pub news_at_head: i32,
    /// Sentences that tell what another paper says: 《通知》规定，…; 措施提到，….
    pub retold: i32,
    /// Weight of explanatory wording.
    pub interpretation: i32,
    /// Weight of speech wording.
    pub speech: i32,
    /// Weight of reports on meetings.
    pub meeting: i32,
    /// Weight of academic wording.
    pub paper: i32,
    /// Weight of company wording at the head and the foot.
    pub company: i32,
    /// Set phrases with which a paper speaks for itself: 现就有关事项通知如下.
    pub voice: i32,
    /// Phrases of those who tell of a paper: 相关负责人介绍, 这意味着. They decide where nothing else says what the text is.
    pub press: i32,
    /// How often the issuing place speaks of itself: 我市, 本县.
    pub own: i32,
    /// Lines that begin with 问： or 答：.
    pub questions: i32,
    /// Lists of responsible units, which news do not print.
    pub unit_lists: i32,
    /// Whether one of the last lines is a date alone, as under a signature.
    pub is_signed: bool,
    /// Lines that begin with 第X条.
    pub articles: i32,
    /// Whether an article says that the paper applies to what anybody does in the place.
    pub reaches_out: bool,
    /// Lines that begin with a number or heading label.
    pub numbered: i32,
    /// Addressed to people or companies, or published for all.
    pub faces_public: bool,
    /// Bears the marks of an issued paper: number, addressee, closing.
    pub is_issued: bool,
    /// A notice to everybody (通告) that says what follows for who does not keep to it.
    pub warns: bool,
    /// A public announcement or decision that says since when it holds.
    pub proclaims: bool,
    /// An announcement of an office of taxes that comes into force.
    pub taxes: bool,
    /// Points for what only normative documents bear: a number or a registration of them, a term of validity.
    pub declared: i32,
    /// A notice to everybody.
    pub notifies: bool,
    /// An order that bans something for a season, which binds whoever comes: 禁火令.
    pub bans: bool,
    /// Rules for those outside, of which the copy prints the first articles alone.
    pub breaks_off: bool,
    /// A short notice that issues such rules and prints none of them.
    pub passes_on: bool,
    /// Rules that a village gives itself.
    pub is_of_village: bool,
    /// Whether there is enough text to judge.
    pub is_enough_text: bool,
}

/// Bytes at the beginning that count as the head for news and company wording.
const HEAD_BYTES: u32 = 700;
/// Sentences looked at; longer papers do not change their nature after that.
const MAX_SENTENCES: usize = 1500;

impl Signals {
    pub(super) fn of(cx: &Context<'_>, so_far: &Facts) -> Self {
        let mut signals =
            Self { head: head(cx, so_far), is_enough_text: cx.text.len() >= 240, ..Self::default() };
        signals.count_words(cx);
        signals.count_lines(cx);
        signals.is_issued = so_far.metadata.doc_number.is_some() || signals.is_issued;
        signals.notifies = is_notice(cx, so_far, &signals.head);
        signals.is_of_village = VILLAGE_RULES.is_in(first_bytes(cx.text, VILLAGE_BYTES));
        signals.warns = signals.notifies && warns(cx, &signals.head);
        signals.taxes = taxes(so_far);
        signals.proclaims = signals.clause > 1 && proclaims(so_far, &signals);
        signals.declared = declared(so_far).max(if prolongs(cx.text) { LISTED } else { 0 });
        signals.bans = signals.notifies && BANS.is_in(first_bytes(cx.text, VILLAGE_BYTES));
        let outward = !INNER_RULES.is_in(&signals.head) && signals.clause == 0;
        signals.breaks_off = outward
            && signals.articles >= 2
            && is_brief(&signals, BRIEF)
            && is_of_rules(so_far, &signals.head);
        signals.passes_on = outward
            && signals.articles == 0
            && is_brief(&signals, NOTE)
            && signals.numbered < 3
            && issues_rules(cx, so_far, &signals.head);
        signals
    }

    fn count_words(&mut self, cx: &Context<'_>) {
        let hits = cx.hits.of(WORDS.list);
        let mut at = 0;
        let end = explained_from(cx);
        let own = cx.outline.sentences.iter().take_while(|sentence| sentence.span.start < end);
        for sentence in own.take(MAX_SENTENCES) {
            self.sentences += 1;
            self.retold += i32::from(retells(sentence.span.of(cx.text)));
            while hits.get(at).is_some_and(|h| h.start < sentence.span.start) {
                at += 1;
            }
            let (mut subject, mut effect, mut internal) = (0, 0, 0);
            while let Some(hit) = hits.get(at).filter(|h| h.end <= sentence.span.end) {
                at += 1;
                match self.word(hit, cx) {
                    Some((Class::Subject, weight)) => subject = subject.max(weight),
                    Some((Class::Effect, weight)) => effect += weight,
                    Some((Class::Internal, _)) => internal += 1,
                    _ => {}
                }
            }
            self.effects += match (subject, effect) {
                (2.., 3..) => 3,
                (2.., 1..) => 2,
                (1, 4..) => 2,
                (1, 2..) | (0, 4..) => 1,
                _ => 0,
            };
            self.internal += i32::from(internal > 0);
        }
    }

    fn word(&mut self, hit: &Hit, cx: &Context<'_>) -> Option<(Class, i32)> {
        let (class, weight) = *WORDS.rows.get(hit.row as usize)?;
        let at_head = hit.start < HEAD_BYTES;
        let at_foot = hit.end as usize + 200 > cx.text.len();
        match class {
            Class::Clause => self.clause += weight,
            Class::News => {
                self.news += weight;
                self.news_at_head += if at_head { weight } else { 0 };
            }
            // 一图读懂：… among the links of a page above the text is no explanation.
            Class::Interpretation if is_link(hit, cx) => {}
            Class::Interpretation => self.interpretation += if at_head { weight * 2 } else { weight },
            Class::Speech => self.speech += if at_head { weight } else { weight / 4 },
            Class::Voice => self.voice += weight,
            Class::Own => self.own += weight,
            Class::Press => self.press += weight,
            Class::Meeting => self.meeting += weight,
            Class::Paper => self.paper += weight,
            Class::Company => self.company += if at_head || at_foot { weight } else { 0 },
            _ => {}
        }
        Some((class, weight))
    }

    fn count_lines(&mut self, cx: &Context<'_>) {
        let end = explained_from(cx);
        for (index, line) in cx.outline.lines.iter().enumerate().take_while(|(_, l)| l.span.start < end) {
            let text = line.span.of(cx.text);
            let article = is_article(text);
            self.articles += i32::from(article);
            self.reaches_out |= article && says_reach(text);
            self.numbered += i32::from(is_numbered(text));
            self.questions += i32::from(["问：", "答：", "问:", "答:"].iter().any(|q| text.starts_with(q)));
            self.unit_lists += i32::from(
                text.ends_with(['）', ')', '〕', ']'])
                    && ["单位：", "单位:"].iter().any(|u| text.contains(u)),
            );
            self.is_signed |= index + 8 >= cx.outline.lines.len() && is_date(text);
            if index < 25 {
                self.head_line(text);
            }
        }
    }

    fn head_line(&mut self, text: &str) {
        let Some(address) = text.strip_suffix(['：', ':']).filter(|a| a.chars().count() <= 120) else {
            return;
        };
        let listed = address.contains(['、', '，', ','])
            || address.starts_with('各')
            || address.ends_with(['人', '工', '位', '业', '构', '门']);
        let is_address = listed
            && !address.contains(['。', '；'])
            && !address.ends_with("如下")
            && !address.ends_with("知");
        self.is_issued |= is_address;
        self.faces_public |= is_address && PUBLIC.is_in(address);
    }

    /// Points for what the paper does to people and companies.
    pub(super) fn effect_points(&self) -> i32 {
        let share = self.effects * 100 / self.sentences.max(1);
        match (self.effects, share) {
            (0, _) => 0,
            (14.., 30..) => 8,
            (8.., 30..) => 7,
            (20.., 12..) => 6,
            (8.., 12..) => 6,
            (30.., 6..) => 5,
            (6.., 20..) => 5,
            (8.., _) | (4.., 22..) | (3.., 50..) => 3,
            (5.., _) | (3.., 18..) | (2.., 60..) => 2,
            _ => 1,
        }
    }

    /// Running text without any mark of a paper: an essay or a report rather than rules.
    pub(super) fn is_bare_prose(&self) -> bool {
        let marks =
            self.clause + self.voice + self.articles + i32::from(self.is_issued) + i32::from(self.is_signed);
        marks == 0 && self.numbered < 3
    }

    /// Points against a paper that mostly orders the administration itself.
    pub(super) fn inward_points(&self) -> i32 {
        let share = self.internal * 100 / self.sentences.max(1);
        match share {
            0..=9 => 0,
            10..=19 => 1,
            20..=39 => 2,
            _ => 3,
        }
    }
}

/// Words of a notice to everybody, of one that passes with its occasion, and of what follows for who does not keep to it.
static NOTICES: WordSet = WordSet::of("normative_words", "notice");
static NOTICE_PHRASES: WordSet = WordSet::of("normative_words", "notice_phrase");
static PASSING: WordSet = WordSet::of("normative_words", "passing");
static CONSEQUENCES: WordSet = WordSet::of("normative_words", "consequence");
/// Longest notice, in sentences; what is longer is a report or a page of many papers.
const LONGEST_NOTICE: usize = 120;

/// Orders that ban something for a season.
static BANS: WordSet = WordSet::of("normative_words", "ban");
/// Words of rules that an organ makes for its own house.
static INNER_RULES: WordSet = WordSet::of("normative_words", "inner_rules");
/// Most sentences of a copy that breaks off, and of a notice that prints nothing of what it issues.
const BRIEF: i32 = 30;
const NOTE: i32 = 12;

fn is_brief(signals: &Signals, most: i32) -> bool {
    signals.sentences <= most && signals.unit_lists == 0
}

/// How the names of rules end.
const RULES: [&str; 3] = ["办法", "规定", "细则"];

/// Whether the kind or the title is that of rules: 管理办法（试行）, 关于印发某某办法的通知.
fn is_of_rules(so_far: &Facts, head: &str) -> bool {
    let kind = so_far.metadata.doc_kind.as_ref().map_or("", |kind| kind.text.as_str());
    let bare = head.split(['（', '(']).next().unwrap_or(head);
    let bare = bare.trim_end_matches("的通知").trim_end_matches('》');
    RULES.iter().any(|end| kind.ends_with(end) || bare.ends_with(end))
}

/// Whether the title issues rules, 关于印发《某某办法》的通知, or a notice without such a title hands them out.
fn issues_rules(cx: &Context<'_>, so_far: &Facts, head: &str) -> bool {
    let title = so_far.metadata.title.as_ref().map_or("", |title| title.text.as_str());
    let issued = ["印发", "发布", "公布"].iter().find_map(|word| title.split_once(word));
    match issued {
        Some((_, issued)) => issued.ends_with("通知") && is_of_rules(so_far, issued),
        None => is_of_rules(so_far, head) && first_bytes(cx.text, 1500).contains("印发给你们"),
    }
}

/// Points for what only normative documents bear.
pub(super) const LISTED: i32 = 4;

/// Whether the paper prolongs a normative document: 《某某办法》（甲规〔2030〕3号）…延长有效期.
fn prolongs(text: &str) -> bool {
    let start = first_bytes(text, 1500);
    let longer = start.split_once("延长").is_some_and(|(_, rest)| first_bytes(rest, 240).contains("有效期"));
    longer && ["规〔", "规[", "规字〔", "规字["].iter().any(|code| start.contains(code))
        || stays_in_force(start)
}

/// Whether the page notes that a review of the normative documents left the paper in force: 根据《甲市人民政府关于公布行政规范性文件
/// 清理结果的通知》（…）规定，继续有效.
fn stays_in_force(start: &str) -> bool {
    let kept = |line: &str| {
        let rest = line.split_once("规范性文件清理结果").map(|(_, rest)| rest);
        rest.is_some_and(|rest| rest.len() <= LONGEST_REMARK && KEPT.is_in(rest))
    };
    start.lines().any(kept)
}

/// Longest remark behind the name of the review, in bytes, and what it says of a paper that stays.
const LONGEST_REMARK: usize = 200;
static KEPT: WordSet = WordSet::of("normative_words", "kept");

/// What a village calls the rules it gives itself, and within how many bytes it says so.
static VILLAGE_RULES: WordSet = WordSet::of("normative_words", "village_rules");
const VILLAGE_BYTES: usize = 900;

/// Whether the paper is a notice to everybody, by its title or by how it speaks of itself.
fn is_notice(cx: &Context<'_>, so_far: &Facts, head: &str) -> bool {
    let kind = so_far.metadata.doc_kind.as_ref().map_or("", |kind| kind.text.as_str());
    let sentences = &cx.outline.sentences;
    sentences.len() <= LONGEST_NOTICE
        && (NOTICES.is_in(head)
            || NOTICES.has(kind)
            || sentences.iter().any(|sentence| NOTICE_PHRASES.is_in(sentence.span.of(cx.text))))
}

/// Whether a notice says what follows for who does not keep to it. Of a closed road, a sale or an examination it says what
/// holds for once.
fn warns(cx: &Context<'_>, head: &str) -> bool {
    let mut sentences = cx.outline.sentences.iter();
    !PASSING.is_in(head) && sentences.any(|sentence| CONSEQUENCES.is_in(sentence.span.of(cx.text)))
}

/// Kinds of papers that are published for everybody.
static PUBLIC_KINDS: WordSet = WordSet::of("normative_words", "public_kind");

/// Whether the paper is a short announcement or decision for everybody, and not on what holds for once.
fn proclaims(so_far: &Facts, signals: &Signals) -> bool {
    let kind = so_far.metadata.doc_kind.as_ref().map_or("", |kind| kind.text.as_str());
    let short = usize::try_from(signals.sentences).is_ok_and(|count| count <= LONGEST_NOTICE);
    PUBLIC_KINDS.has(kind) && short && (!PASSING.is_in(&signals.head) || signals.taxes)
}

/// Whether an office of taxes announces what holds from a day on, its way of making normative documents.
fn taxes(so_far: &Facts) -> bool {
    let meta = &so_far.metadata;
    let announces = meta.doc_kind.as_ref().is_some_and(|kind| kind.text == "公告");
    announces
        && meta.issuing_body.iter().any(|body| body.text.contains("税务"))
        && meta.effective_on.is_some()
}

/// Points for what an organ prints only on its normative documents: 甲政规〔2024〕3号, a registration number, 有效期五年.
fn declared(so_far: &Facts) -> i32 {
    let meta = &so_far.metadata;
    let code = meta.doc_number.as_ref().and_then(|number| number.body_code.as_deref()).unwrap_or("");
    // 甲规〔2010〕 may be the number of a bureau of planning.
    let numbered = code.chars().count() >= 3 && code.trim_end_matches('字').ends_with('规');
    let listed = numbered || meta.registration_number.is_some();
    i32::from(listed) * LISTED + i32::from(meta.validity.is_some()) * 2
}

/// Whether the words stand among the links and fields that a page prints around a paper with a number or an addressee.
fn is_link(hit: &Hit, cx: &Context<'_>) -> bool {
    let line = cx.outline.line_holding(hit.start);
    line.is_some_and(|line| line.part == Part::Portal)
        && cx.outline.title.is_some_and(|title| title.start < hit.start)
        && cx.outline.part(Part::Addressee).next().is_some()
}

/// Where an explanation begins that is attached to the paper: it says nothing of the nature of the paper itself.
fn explained_from(cx: &Context<'_>) -> u32 {
    let signed = cx.outline.part(Part::Signature).next().map(|line| line.span.start);
    let annexes = cx.outline.nodes.iter().filter(|node| node.kind == NodeKind::Annex);
    let explains =
        |title: &str| ["解读", "问答", "起草说明", "编制说明"].iter().any(|word| title.contains(word));
    let found = annexes.filter(|node| explains(node.title.of(cx.text))).map(|node| node.span.start).min();
    found.filter(|start| signed.is_some_and(|signed| signed < *start)).unwrap_or(u32::MAX)
}

/// The title, or the first lines before the text begins.
fn head(cx: &Context<'_>, so_far: &Facts) -> String {
    if let Some(title) = &so_far.metadata.title {
        let issuers = so_far.metadata.issuing_body.iter().flat_map(|b| b.text.chars());
        return issuers.chain(title.text.chars()).filter(|c| !c.is_whitespace()).collect();
    }
    let mut head = String::new();
    for line in cx.outline.lines.iter().take(8) {
        let Some(part) = head_part(cx, line) else { break };
        head.extend(part.chars().filter(|c| !c.is_whitespace()));
        if head.len() > 400 || part.len() < line.span.len() {
            break;
        }
    }
    head
}

/// Whom a paper addresses that speaks to people and companies.
static PUBLIC: WordSet = WordSet::of("normative_words", "public");

/// Words with which the text of a paper, or a news item, begins.
static STARTERS: LazyLock<Terms> =
    LazyLock::new(|| Terms::new(WordSet::of("normative_words", "starter").words()));

fn head_part<'a>(cx: &'a Context<'_>, line: &Line) -> Option<&'a str> {
    let text = line.span.of(cx.text);
    if STARTERS.longest_at(text).is_some() || is_numbered(text) || is_article(text) {
        return None;
    }
    let stop = STARTERS.first_in(text).map_or(text.len(), |found| found.start);
    let stop = text.find(['。', '，', ',', '：', ':']).unwrap_or(text.len()).min(stop);
    text.get(..stop)
}

/// Whether a sentence begins as news retell a paper: what the paper is called, a verb of saying, a comma.
fn retells(sentence: &str) -> bool {
    static CALLED: WordSet = WordSet::of("normative_words", "paper");
    static SAYS: WordSet = WordSet::of("normative_words", "says");
    let sentence = sentence.trim_start();
    let named = sentence.strip_prefix('《').and_then(|rest| {
        let (title, behind) = rest.split_once('》')?;
        (title.len() <= 120).then_some(behind)
    });
    let called = || CALLED.behind(sentence);
    let Some(rest) = named.or_else(called) else { return false };
    let rest = rest.strip_prefix(['还', '也', '同', '中']).unwrap_or(rest);
    SAYS.behind(rest).is_some_and(|after| after.starts_with(['，', '：']))
}

fn is_article(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('第') else { return false };
    let number =
        rest.trim_start_matches(|c: char| " 一二三四五六七八九十百零〇".contains(c) || c.is_ascii_digit());
    number.len() < rest.len() && number.starts_with(['条', '條'])
}

/// 本县行政区域内的…活动，适用本办法, 本市行政区域内的企业、社会团体应当…: everybody there is bound.
fn says_reach(text: &str) -> bool {
    let applies = text.contains("适用本") || text.contains("适用于本");
    let places = ["行政区域内", "区域内", "辖区内", "城市规划区内"];
    if applies {
        return places.iter().any(|place| text.contains(place));
    }
    let behind = places.iter().find_map(|place| text.split_once(place)).map_or("", |(_, rest)| rest);
    let bound = ["应当", "必须", "须", "不得"].iter().find_map(|modal| behind.split_once(modal));
    bound.is_some_and(|(who, _)| ANYBODY.is_in(who) && !who.contains(['。', '；', ';']))
}

/// Whom rules call that bind everybody in the place.
static ANYBODY: WordSet = WordSet::of("normative_words", "anybody");

fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(['（', '(']);
    let number = rest.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit());
    number.len() < rest.len() && number.starts_with(['、', '.', '．', '）', ')', '，'])
}

/// A line that is a date and nothing else: 2024年7月10日.
fn is_date(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    text.len() <= 24 && digits >= 6 && text.contains('年') && text.ends_with('日')
}
