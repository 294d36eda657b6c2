//! Explicit modality: which word of a sentence obliges, forbids or allows, and which only looks like it.
//!
//! In go the hits of `dictionaries/modality.tsv` inside one sentence, out comes the strongest modal that stands in the
//! sentence's own voice. Words that hold a modal character without its sense are masked by the list itself (longest match);
//! what is left here are the readings that depend on the neighbourhood.

use super::Modality;
use super::beside::{acts, comes_about, is_lawful, names_practice, refuses, relative_to};
use super::head::Head;
use super::need::{needs_act, needs_described};
use crate::facts::clause::{Shape, WIDENS, ahead, char_before, is_in_old_rule};
use crate::lexicon::{Hit, Lexicon, ListId, WordSet};
use crate::text::{Norm, Span, first_chars, last_chars, to_u32};

/// What is to be done when somebody is told to 要…: the clause names an act.
static ACTS: WordSet = WordSet::of("obligation_words", "act");
/// Words before a permission that is described and not given.
static PERMIT_SOURCES: WordSet = WordSet::of("obligation_words", "permit_source");
/// Words that make a question of the modal.
static QUESTIONS: WordSet = WordSet::of("obligation_words", "question");
/// Nouns that a clause of duty describes: 负责日常管理的机构.
static BODIES: WordSet = WordSet::of("obligation_words", "body");
/// Verbs of what something brings about.
static EFFECTS: WordSet = WordSet::of("obligation_words", "effect");
/// What is finished, what it then brings about, and what grows or shrinks by it: 建成后可生产, 成本可降低.
static FORESEEN: WordSet = WordSet::of("obligation_words", "foreseen");
static RESULTS: WordSet = WordSet::of("obligation_words", "result");
static GAINS: WordSet = WordSet::of("obligation_words", "gain");
/// Verbs that lift a norm, and what the norm is called behind it.
static LIFTS: WordSet = WordSet::of("obligation_words", "lifts");
static LIFTED: WordSet = WordSet::of("obligation_words", "lifted");
/// Verbs whose object is a maxim, and names of systems.
static HOLDS_TO: WordSet = WordSet::of("obligation_words", "holds_to");
static SYSTEMS: WordSet = WordSet::of("obligation_words", "system");
/// Verbs of setting up such a system.
static BUILDS: WordSet = WordSet::of("obligation_words", "builds");

/// Those who take part in something: 双方, 甲方.
static PARTIES: WordSet = WordSet::of("obligation_words", "party");

/// Words that ask for a thing, and the verbs before them that make a question of the modal: 应提供哪些.
static ASKS: WordSet = WordSet::of("obligation_words", "asks");
static ASKED: WordSet = WordSet::of("obligation_words", "asked");
/// Verbs of putting up signs, and what signs are called: 张贴禁止吸烟标志.
static SETS_UP: WordSet = WordSet::of("obligation_words", "sets_up");
static SIGNS: WordSet = WordSet::of("obligation_words", "sign");
/// Words of what was so before, or need not be: 过去, 无需.
static FORMERLY: WordSet = WordSet::of("obligation_words", "formerly");
/// Verbs that do away with a norm: 不再执行…不得….
static DROPS: WordSet = WordSet::of("obligation_words", "drops");

/// What to look at before a hit counts; the column `guard` of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guard {
    /// Nothing but the common conditions.
    Free,
    /// A single character: a verb must follow.
    Single,
    /// 要: as `Single`, and no reported demand.
    Want,
    /// 应对: 应 + 对…进行, not the verb 应对.
    Toward,
    /// 禁止: not 法律禁止的.
    Forbid,
    /// 不予: not 可以不予, not 不予许可决定.
    Refuse,
    /// 允许: not 条件允许.
    Permit,
    /// 有权: not 对有权实施的.
    Entitle,
    /// 需: a verb must follow, and no thing that is only described.
    Need,
    /// 负责: A负责X.
    Duty,
    /// 牵头: A牵头X.
    Lead,
    /// Only at the head of a clause.
    Head,
    /// 杜绝: at the head of a clause, and a practice is its object; 杜绝浪费 is an aim.
    Practice,
    /// 得 of traditional texts.
    Classical,
    /// 可达到95%: up to which figure something may go.
    Reach,
    /// 仅需: not 仅需…即可, which grants.
    Merely,
    /// 以一次为限, where nothing else obliges or allows.
    Bound,
    /// 才能办理: not 过去跑三趟才能办理, 无需还款才能办理.
    Gate,
}

/// The list with its columns read once.
pub(super) struct Modals {
    pub(super) list: ListId,
    rows: Vec<Option<(Modality, Guard)>>,
    /// Where the modal itself lies in terms that are longer than it, in bytes.
    cores: Vec<Option<(u32, u32)>>,
}

impl Modals {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let table = lexicon.table("modality");
        let (modality, guard) = (table.column("modality"), table.column("guard"));
        let rows = table.rows().map(|row| {
            let modality = match row[modality] {
                "must" => Modality::Must,
                "must_not" => Modality::MustNot,
                "may" => Modality::May,
                "encouraged" => Modality::Encouraged,
                _ => return None,
            };
            let guard = match row[guard] {
                "single" => Guard::Single,
                "want" => Guard::Want,
                "toward" => Guard::Toward,
                "forbid" => Guard::Forbid,
                "refuse" => Guard::Refuse,
                "permit" => Guard::Permit,
                "entitle" => Guard::Entitle,
                "need" => Guard::Need,
                "duty" => Guard::Duty,
                "lead" => Guard::Lead,
                "head" => Guard::Head,
                "practice" => Guard::Practice,
                "classical" => Guard::Classical,
                "reach" => Guard::Reach,
                "merely" => Guard::Merely,
                "bound" => Guard::Bound,
                "gate" => Guard::Gate,
                _ => Guard::Free,
            };
            Some((modality, guard))
        });
        let (term, core) = (table.column("term"), table.column("modal"));
        let cores = table.rows().map(|row| {
            let at = row[term].find(row[core]).filter(|_| !row[core].is_empty())?;
            Some((to_u32(at), to_u32(at + row[core].len())))
        });
        Self { list: lexicon.list("modality"), rows: rows.collect(), cores: cores.collect() }
    }

    /// The modal itself: 应 of 应按, 要 of 业主要.
    fn core(&self, hit: Hit) -> Span<Norm> {
        match self.cores.get(hit.row as usize).copied().flatten() {
            Some((from, to)) => Span::new(hit.start + from, hit.start + to),
            None => hit.span(),
        }
    }

    /// What a row stands for; `None` for masks.
    pub(super) fn row(&self, hit: Hit) -> Option<(Modality, Guard)> {
        self.rows.get(hit.row as usize).copied().flatten()
    }
}

/// A modal that counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Modal {
    pub(super) modality: Modality,
    pub(super) guard: Guard,
    pub(super) span: Span<Norm>,
    /// Index of its clause in the sentence's shape.
    pub(super) clause: usize,
}

/// Between 由 and the modal of an old rule that is changed stand so many bytes at most.
const LONGEST_OLD: usize = 30;

/// Characters of a quoted rule on either side of a modal at most.
const LONGEST_RULE: usize = 100;

/// One sentence under examination.
pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    pub(super) shape: &'a Shape,
    /// Whether the text is in traditional characters, where 得 is a modal.
    pub(super) classical: bool,
    /// What the head says of the items below it, when the sentence is one of them.
    pub(super) head: Head,
}

impl Reading<'_> {
    /// The strongest modal of the sentence, the first of its strength.
    pub(super) fn strongest(&self, modals: &Modals, hits: &[Hit]) -> Option<Modal> {
        let mut best: Option<Modal> = None;
        for &hit in hits {
            let Some(row) = modals.row(hit) else { continue };
            let (hit, modality, guard) = self.apart(hit, row);
            let modality = self.adjusted(hit, modality, guard);
            if best.is_some_and(|b| strength(b.modality, b.guard) >= strength(modality, guard)) {
                continue;
            }
            // 杜绝层层要表: the practice itself.
            let of_practice =
                |b: Modal| b.guard == Guard::Practice && self.shape.clause_at(hit.start) == Some(b.clause);
            if best.is_some_and(of_practice) {
                continue;
            }
            let others = || hits.iter().copied().filter(|other| modals.row(*other).is_some());
            let clause = self.weigh(hit, modality, guard);
            if let Some(clause) = clause.filter(|c| !self.is_described(hit, self.shape.clauses[*c], others()))
            {
                let whole = modals.core(hit);
                let span = Span::new(whole.start.max(hit.start), whole.end);
                best = Some(Modal { modality, guard, span, clause });
            }
        }
        best
    }

    /// 双方可 is 双方 and 可, and not 方可; 他方得 likewise.
    fn apart(&self, hit: Hit, (modality, guard): (Modality, Guard)) -> (Hit, Modality, Guard) {
        let word = self.text.get(hit.start as usize..hit.end as usize).unwrap_or("");
        let from = hit.start as usize + '方'.len_utf8();
        let is_party = (word.starts_with("方可") || word == "方得")
            && PARTIES.tail_of(self.text.get(..from).unwrap_or("")).is_some();
        if is_party {
            (Hit { start: to_u32(from), ..hit }, Modality::May, Guard::Free)
        } else {
            (hit, modality, guard)
        }
    }

    /// The clause of a hit that counts.
    fn weigh(&self, hit: Hit, modality: Modality, guard: Guard) -> Option<usize> {
        let clause = self.shape.clause_at(hit.start)?;
        let span = self.shape.clauses[clause];
        if hit.start < self.shape.body.start || self.is_cited(hit) || self.asks_what(hit, guard) {
            return None;
        }
        if guard == Guard::Need && self.is_note_of_item(hit) {
            return None;
        }
        if modality == Modality::May && self.is_ability(hit, span) {
            return None;
        }
        let counts = self.fits(hit, guard, span)
            && !self.is_condition(hit, span)
            && !self.is_attribute(hit, guard, span)
            && !self.is_maxim(hit, span)
            && !self.is_lifted(hit, span);
        counts.then_some(clause)
    }

    /// 可以不予处罚, 得不予补助 and 允许余额不予结清 allow; 不予 behind them is no prohibition.
    fn adjusted(&self, hit: Hit, modality: Modality, guard: Guard) -> Modality {
        let before = self.text.get(..hit.start as usize).unwrap_or("");
        let clause = last_chars(before, 24).rsplit(['，', ',', '。', '；', ';', '\n']).next().unwrap_or("");
        let granted = before.ends_with('可')
            || before.ends_with("可以")
            || self.classical && before.ends_with('得') && !before.ends_with("不得")
            || clause.contains("允许") && !clause.contains("不允许");
        if guard == Guard::Refuse && granted { Modality::May } else { modality }
    }

    /// Whether the modal stands in a title or a quotation; 调整为“……方可转让” lays the quoted rule down.
    fn is_cited(&self, hit: Hit) -> bool {
        let Some(quote) = self.shape.quote_at(hit.start) else { return false };
        let before = self.text.get(..quote.start as usize).unwrap_or("");
        !quote.of(self.text).starts_with('“') || WIDENS.tail_of(before).is_none()
    }

    /// 应提供哪些材料: an embedded question.
    fn asks_what(&self, hit: Hit, guard: Guard) -> bool {
        let near = ahead(self.text, hit.end, 6);
        let asks = |word: &str| near.split_once(word).is_some_and(|(verb, _)| ASKED.has(verb));
        matches!(guard, Guard::Single | Guard::Free | Guard::Need)
            && ASKS.words().iter().any(|word| asks(word))
    }

    fn fits(&self, hit: Hit, guard: Guard, clause: Span<Norm>) -> bool {
        let before = self.text.get(clause.start as usize..hit.start as usize).unwrap_or("");
        let after = ahead(self.text, hit.end, 40);
        let next = after.chars().next();
        match guard {
            Guard::Free => !self.is_asked(before),
            Guard::Single => opens_verb(next) && !self.is_asked(before) && !self.is_unfit(hit, before),
            Guard::Want => {
                opens_verb(next)
                    && !self.is_asked(before)
                    && !before.ends_with(['如', '若', '没', '不', '将', '快', '想', '只', '正', '为'])
                    && !before.ends_with("强调")
                    // 将有亿万人要出行, 还有很多工作要做
                    && !before.contains("将有")
                    && !(before.contains('有') && after == "做")
                    // 明确了要保什么
                    && !first_chars(after, 8).contains("什么")
            }
            Guard::Toward => ACTS.is_in(after) || self.acts_behind(hit),
            Guard::Forbid => {
                opens_verb(next)
                    && !is_lawful(before)
                    && !is_ordered_already(before)
                    && !names_sign(before, after)
            }
            Guard::Refuse => refuses(before, after),
            Guard::Permit => opens_verb(next) && PERMIT_SOURCES.tail_of(before).is_none(),
            Guard::Entitle => {
                opens_verb(next)
                    && !before.ends_with([
                        '所', '享', '持', '占', '私', '国', '共', '保', '具', '没', '拥', '公', '对',
                    ])
            }
            Guard::Need => {
                let bare = hit.span().of(self.text) == "需要";
                opens_verb(next)
                    && !self.is_asked(before)
                    && !needs_described(before, after)
                    && (!bare || needs_act(before, after))
            }
            Guard::Duty => self.is_duty(hit, before, after, clause),
            Guard::Lead => self.leads(hit, before, after),
            Guard::Head => self.is_head(hit, before),
            Guard::Practice => self.is_head(hit, before) && names_practice(after),
            Guard::Reach => next.is_some_and(|c| c.is_ascii_digit()) && !before.contains("预计"),
            Guard::Merely => opens_verb(next) && !["即可", "就可", "便可"].iter().any(|w| after.contains(w)),
            Guard::Bound => {
                !["得", "应", "须", "可以"].iter().any(|w| self.shape.body.of(self.text).contains(w))
            }
            Guard::Gate => {
                let head = self.text.get(self.shape.body.start as usize..hit.start as usize).unwrap_or("");
                !FORMERLY.is_in(head)
            }
            Guard::Classical => {
                self.classical
                    && opens_verb(next)
                    && (!before.is_empty() || clause.start > self.shape.body.start || !self.is_item())
                    && !before.ends_with(is_digit_or_mark)
                    && !(hit.span().of(self.text) == "得以" && comes_about(before, after))
            }
        }
    }

    /// 应对辖区内之社区，进行调查: the act stands behind the comma.
    fn acts_behind(&self, hit: Hit) -> bool {
        let rest = self.text.get(hit.end as usize..self.shape.body.end as usize).unwrap_or("");
        let behind = rest.split_once(['，', ',']).map_or("", |(_, behind)| behind);
        ["进行", "予以", "加以"].iter().any(|act| behind.starts_with(act))
    }

    /// Whether the sentence follows a label: 六、得提供之….
    pub(super) fn is_item(&self) -> bool {
        char_before(self.text, self.shape.body.start).is_some_and(|c| matches!(c, '、' | '.' | '）'))
    }

    /// 对不宜配建的项目, 不宜仍在原单位服务 of the old laws: a case, and not what must not be done.
    fn is_unfit(&self, hit: Hit, before: &str) -> bool {
        let case = before.starts_with(['对', '凡', '如', '因', '经']) || before.ends_with('的');
        hit.span().of(self.text) == "不宜" && (case || self.classical)
    }

    /// 是否可以, 能不能可: questions.
    fn is_asked(&self, before: &str) -> bool {
        QUESTIONS.tail_of(before).is_some()
    }

    /// A负责X: something to be done follows, or 由A负责, or 对X负责 closes the clause.
    fn is_duty(&self, hit: Hit, before: &str, after: &str, clause: Span<Norm>) -> bool {
        if self.in_list(hit) {
            return false;
        }
        let closes = hit.end == clause.end;
        if after.split(['，', '。', '；']).next().is_some_and(|clause| clause.contains('了'))
            || self.is_preamble(hit)
        {
            return false;
        }
        // 县局负责登记，对发展至关重要 tells.
        if self.shape.body.of(self.text).ends_with("重要") {
            return false;
        }
        // 得由建筑师签证负责 and 也可以由物业负责起草 allow.
        let allows = before.contains("可以由") || before.contains("可由");
        if allows || self.classical && before.contains("得由") {
            return false;
        }
        if closes {
            return before.contains('由')
                || (before.starts_with('对') || before.contains('对')) && before.len() > 12;
        }
        let Some(next) = after.chars().next() else { return false };
        // 2.负责日常管理 is an item in the duties of somebody named above.
        // 具证照人员之身分，并负责装设: the second predicate, unless the first allows.
        let told = self.text.get(self.shape.body.start as usize..clause.start as usize).unwrap_or("");
        let goes_on = matches!(before, "并" | "且") && !told.contains(['可', '得']);
        let has_subject = before.chars().count() >= 2 || before.is_empty() || goes_on;
        // 负责整治工作人员名单报市局: those in charge are named.
        if after.split(['，', '。', '；', '、']).next().is_some_and(|clause| clause.contains("名单")) {
            return false;
        }
        let relative = after.chars().count() < 40 && BODIES.words().iter().any(|w| relative_to(after, w));
        has_subject
            && !relative
            && !matches!(next, '、' | '”' | '》' | '）' | ')' | '的' | '和' | '与' | '│' | '┃')
    }

    /// A牵头X: a unit before it in the clause and something to do after it.
    fn leads(&self, hit: Hit, before: &str, after: &str) -> bool {
        let next = after.chars().next();
        let unit = before.trim_end_matches("负责").trim_end_matches("分别");
        let is_unit = unit.ends_with([
            '局', '委', '厅', '部', '办', '室', '会', '院', '组', '门', '府', '心', '司', '位', '行',
        ]) || before.starts_with('由');
        let enumerated = after.starts_with("负责、") || after.starts_with("负责,") && before.contains('、');
        // 我厅牵头起草了通知 tells what has been done.
        let told = after.split(['，', '。', '；']).next().is_some_and(|clause| clause.contains('了'));
        // A牵头组织B建立… hands out work without a word of duty.
        let arranges = after.starts_with("组织") || after.starts_with("代拟") || self.is_preamble(hit);
        is_unit && !told && opens_verb(next) && !enumerated && !arranges && !self.in_list(hit)
    }

    /// 我局牵头开展检查，现将有关事项通知如下: what led to the paper.
    fn is_preamble(&self, hit: Hit) -> bool {
        let rest = self.text.get(hit.end as usize..self.shape.body.end as usize).unwrap_or("");
        rest.contains("如下") && (rest.contains("现将") || rest.contains("现就"))
    }

    /// Inside a bracketed list of units: （A负责，B配合）.
    fn in_list(&self, hit: Hit) -> bool {
        if self.shape.bracket_at(hit.start).is_some() {
            return true;
        }
        // The sentence may be a part of a bracket that was split at a semicolon.
        let before = self.text.get(..hit.start as usize).unwrap_or("");
        let mut depth = 0i32;
        for c in before.chars().rev().take(240).take_while(|c| *c != '\n') {
            match c {
                '）' | ')' | '〕' | ']' | '］' | '】' => depth += 1,
                '（' | '(' | '〔' | '[' | '［' | '【' => depth -= 1,
                _ => {}
            }
            if depth < 0 {
                return true;
            }
        }
        false
    }

    /// 3.身份证、户口簿原件(委托办理的还需提供委托书); : what is to be handed in, with a note on who hands in more.
    fn is_note_of_item(&self, hit: Hit) -> bool {
        let Some(bracket) = self.shape.bracket_at(hit.start) else { return false };
        let body = self.shape.body;
        let item =
            char_before(self.text, body.start).is_some_and(|c| matches!(c, '、' | '.' | '．' | '）' | ')'));
        let thing = self.text.get(body.start as usize..bracket.start as usize).unwrap_or("");
        let behind = self.text.get(bracket.end as usize..body.end as usize).unwrap_or("");
        let closes = behind.trim_matches(['）', ')', '。', '；', ';', ' ']).is_empty();
        item && closes && !thing.contains(['，', ',', '：', ':']) && !acts(thing)
    }

    /// At the head of the sentence or of a clause, adverbs left aside.
    fn is_head(&self, hit: Hit, before: &str) -> bool {
        let before =
            before.trim_end_matches(['大', '力', '积', '极', '坚', '决', '严', '格', '切', '实', '并', '也']);
        before.is_empty() && char_before(self.text, hit.start) != Some('“')
    }

    /// 可以推动, 可有效缓解: what something brings about, not what somebody may do.
    fn is_ability(&self, hit: Hit, clause: Span<Norm>) -> bool {
        // 可能只有部分项目可以如期完工 guesses.
        let lead = self.text.get(clause.start as usize..hit.start as usize).unwrap_or("");
        // 首付款可以提取了 tells the news.
        if lead.contains("可能")
            || lead.ends_with("完全")
            || lead.ends_with("累计")
            || lead.ends_with("未来")
            || self.shape.body.of(self.text).ends_with('了')
        {
            return true;
        }
        // 预计11月底可完成清理 foretells.
        let before = last_chars(self.text.get(..hit.start as usize).unwrap_or(""), 14);
        let foretold = before.rsplit(['，', '。', '；', ',', ';']).next().is_some_and(|c| c.contains("预计"));
        let after = ahead(self.text, hit.end, 4);
        // 水库建成后可灌溉万亩, 年可生产三万吨, 成本可降低一半: what comes of it.
        let head = self.text.get(self.shape.body.start as usize..hit.start as usize).unwrap_or("");
        let result = || {
            (FORESEEN.is_in(head) || lead.ends_with('年') || GAINS.tail_of(lead).is_some())
                && RESULTS.head_of(after).is_some()
        };
        if hit.span().of(self.text) == "可" && result() {
            return true;
        }
        foretold || hit.span().of(self.text).starts_with('可') && EFFECTS.head_of(after).is_some()
    }

    /// 取消必须提供证明的限制, 不受不得超过三次的限制: the norm is named in order to be lifted.
    fn is_lifted(&self, hit: Hit, clause: Span<Norm>) -> bool {
        let before = self.text.get(clause.start as usize..hit.start as usize).unwrap_or("");
        let after = self.text.get(hit.end as usize..clause.end as usize).unwrap_or("");
        let lifts = before.contains("取消") && (after.ends_with("限制") || after.contains("条件"));
        // 不再执行容积率不得低于1的标准
        if DROPS.is_in(before) {
            return true;
        }
        // 对办证前必须核查改为必要时核查
        if before.starts_with('对') && WIDENS.is_in(after) {
            return true;
        }
        // 由此前的仅可…扩大至可以…: what was laid down before, also with a comma before 扩大至.
        let old = before.rfind(['由', '从', '将']).is_some_and(|at| before.len() - at <= LONGEST_OLD);
        let former = old && (before.contains('原') || before.contains("此前"));
        let behind = self.text.get(clause.end as usize..self.shape.body.end as usize).unwrap_or("");
        if former && WIDENS.head_of(behind.trim_start_matches(['，', ',', '现'])).is_some() {
            return true;
        }
        let around = || {
            let head = self.text.get(..hit.start as usize).unwrap_or("");
            let tail = self.text.get(hit.end as usize..).unwrap_or("");
            is_in_old_rule(last_chars(head, LONGEST_RULE), first_chars(tail, LONGEST_RULE))
        };
        lifts || old && WIDENS.is_in(after) || LIFTS.is_in(before) && LIFTED.is_in(after) || around()
    }

    /// 恪守法定职责必须为: a maxim that is the object of the verb; 应保尽保 and 应检必检 likewise.
    fn is_maxim(&self, hit: Hit, clause: Span<Norm>) -> bool {
        let before = self.text.get(clause.start as usize..hit.start as usize).unwrap_or("");
        // 法令遵循单位应拟订计划: there it is part of a name.
        if HOLDS_TO.is_in(before) && !before.contains("法令遵循") {
            return true;
        }
        let word = hit.span().of(self.text);
        // 加快实现跨行可办: what is to be brought about.
        if word == "可"
            && ["实现", "推动实现"].iter().any(|verb| before.contains(verb))
            && hit.end + 6 >= clause.end
        {
            return true;
        }
        // 健全中央统筹、省负总责的领导体制: what the system is called.
        let inner = clause.of(self.text).trim_end_matches(['。', '；', ';']);
        let system = SYSTEMS.tail_of(inner).is_some();
        if matches!(word, "负总责" | "牵头") && system && BUILDS.is_in(before) {
            return true;
        }
        word.starts_with('应') && !word.starts_with("应当") && {
            let after = ahead(self.text, hit.start + 3, 4);
            let mut chars = after.chars();
            let (first, second, third) = (chars.next(), chars.next(), chars.next());
            matches!((first, second), (Some(_), Some('尽')))
                || third == Some('尽')
                || second == Some('必') && first == third
        }
    }
}

/// 经主管机关禁止入境: what an organ has ordered in the case told.
fn is_ordered_already(before: &str) -> bool {
    let by = before.strip_prefix('并').unwrap_or(before).starts_with(['经', '业']);
    by && ["机关", "部门"].iter().any(|organ| before.ends_with(organ))
}

/// 张贴禁止吸烟标志: what the sign says.
fn names_sign(before: &str, after: &str) -> bool {
    let clause = after.split(['，', ',', '、', '。', '；']).next().unwrap_or("");
    SETS_UP.tail_of(before).is_some() && SIGNS.tail_of(clause).is_some()
}

/// must_not > must > may > encouraged; 杜绝 says what a measure is for where the sentence has a modal of its own.
const fn strength(modality: Modality, guard: Guard) -> u8 {
    match modality {
        Modality::MustNot if matches!(guard, Guard::Practice) => 2,
        Modality::MustNot => 5,
        Modality::Must => 4,
        Modality::May => 3,
        Modality::Encouraged => 1,
        Modality::Implicit => 0,
    }
}

/// Words that put an object before the verb.
pub(super) const fn is_preposition(c: char) -> bool {
    matches!(
        c,
        '在' | '按' | '将' | '把' | '与' | '对' | '向' | '从' | '以' | '于' | '自' | '由' | '依' | '就'
    )
}

/// Whether a verb phrase can begin with the character.
pub(super) fn opens_verb(next: Option<char>) -> bool {
    next.is_some_and(|c| (c.is_alphanumeric() && c != '的') || matches!(c, '“' | '《' | '（' | '('))
}

fn is_digit_or_mark(c: char) -> bool {
    c.is_ascii_digit() || !c.is_alphanumeric()
}
