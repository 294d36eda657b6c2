//! Modals that belong to a noun or to a case and not to what the sentence asks for: 应遵行事项之规则, 必须拆除者，得….

use super::amount::{is_paired, is_tally, names_amount};
use super::head::Head;
use super::modal::{Guard, Reading, is_preposition};
use super::subject;
use crate::facts::clause::{ahead, char_before};
use crate::lexicon::{Hit, WordSet};
use crate::text::{Norm, Span, first_chars, is_numeral, to_u32};

/// What is to be observed, stated or handed in: the noun behind the modal and its verb. 应遵行事项.
static MATTERS: WordSet = WordSet::of("obligation_words", "matter");
/// Verbs before such a matter in simplified characters, where 公开事项 is an act as well.
static MATTER_VERBS: WordSet = WordSet::of("obligation_words", "matter_verb");
/// The same behind 其, 之 or 、 only, where a duty would name who hands it in: 其应检具文件.
static PAPERS: WordSet = WordSet::of("obligation_words", "paper");
/// Words that make an object of the matter behind them: 应办理下列事项.
static DETERMINERS: WordSet = WordSet::of("obligation_words", "determiner");
/// Words before an attribute that a norm laid down: 依规定应检附之文件.
static LAID_DOWN: WordSet = WordSet::of("obligation_words", "laid_down");
/// What a clause calls a case by: 必须拆除重建之认定.
static CASE_NOUNS: WordSet = WordSet::of("obligation_words", "case_noun");
/// Verbs with the described thing as their object: 购买可以办证的摊位.
static GOVERNS: WordSet = WordSet::of("obligation_words", "governs");
/// How a clause begins that says what belongs to something.
static INCLUDES: WordSet = WordSet::of("obligation_words", "includes");
/// Verbs whose object is a rule that stands already, and what the rule is called: 落实可以抵押的政策.
static CARRIES_OUT: WordSet = WordSet::of("obligation_words", "carries_out");
static RULES: WordSet = WordSet::of("obligation_words", "rule_noun");
/// What somebody asks for: 应业主要求.
static REQUESTS: WordSet = WordSet::of("obligation_words", "request");
/// Words before an attribute at the head of a sentence: 依法必须招标的项目.
static BY_LAW: WordSet = WordSet::of("obligation_words", "by_law");
/// Verbs before a ban that is named, and what it is called by: 告知禁止燃放的规定, 在禁止停车的区域内.
static BANS: WordSet = WordSet::of("obligation_words", "bans");
static BAN_NOUNS: WordSet = WordSet::of("obligation_words", "ban_noun");
/// Verbs whose object is the work of a ban: 做好禁止燃放工作.
static WORKS: WordSet = WordSet::of("obligation_words", "works");
/// How a paper announces what it is about: 现就禁止停车有关事项通告如下.
static INTRODUCES: WordSet = WordSet::of("obligation_words", "introduces");
/// What people do by themselves, and whom it then names: 应参保人员.
static STATE_VERBS: WordSet = WordSet::of("obligation_words", "state_verb");
static STATE_NOUNS: WordSet = WordSet::of("obligation_words", "state_noun");
/// How a sentence says what a word means.
static MEANS: WordSet = WordSet::of("obligation_words", "means");
/// Ends of what is made known: 等内容, 等事项.
static TOLD: WordSet = WordSet::of("obligation_words", "told");
/// Heads of clauses that say what holds for a thing named before: 无需申请.
static SAYS_OF: WordSet = WordSet::of("obligation_words", "says_of");
/// What other rules are called, and how a sentence says that somebody makes them: 之办法，由…定之.
static RULES_NAMED: WordSet = WordSet::of("obligation_words", "rules_named");
static MADE: WordSet = WordSet::of("obligation_words", "made");
/// Heads of clauses that say what came of something.
static RESULTS_IN: WordSet = WordSet::of("obligation_words", "results_in");
/// Heads of clauses that say in which case: 涉及…者.
static CASE_HEADS: WordSet = WordSet::of("obligation_words", "case_head");
/// Heads of clauses that go on with the clause before.
static GOES_ON: WordSet = WordSet::of("obligation_words", "goes_on");

/// Longest noun that a described thing is called by, in characters.
const LONGEST_NOUN: usize = 14;

impl Reading<'_> {
    /// 应当公开而不公开的，… : the modal belongs to the case that is dealt with, not to what is ordered.
    pub(super) fn is_condition(&self, hit: Hit, clause: Span<Norm>) -> bool {
        let inner = clause.of(self.text);
        let whole = self.shape.body;
        let last = clause.end == whole.end;
        // （四）无规定不得转让的情形: what must not be the case is named.
        let bare = inner.trim_end_matches(['。', '；', ';']);
        let states = inner.starts_with(['无', '有'])
            || inner.starts_with("没有")
            || inner.starts_with("不存在")
            || inner.starts_with("属于");
        if states && (bare.ends_with("的情形") || bare.ends_with("的情况")) {
            return true;
        }
        // 如遇特殊情况必须处理时 and …须跨年度计算者: the case.
        let when = inner.starts_with(['如', '若', '遇', '倘']) && inner.ends_with('时');
        let who = self.classical && (self.is_of_persons(hit, bare, last) || self.reaches_persons(hit));
        // 买方需贷款购房的情况下
        let word = hit.span().of(self.text);
        let leads_on = word.ends_with(is_preposition) && word != "可以"
            || ahead(self.text, hit.end, 1).starts_with(is_preposition);
        let given = !leads_on && (bare.ends_with("情况下") || bare.ends_with("情形下"));
        if when || who || given || self.is_case_item(hit, clause) {
            return true;
        }
        let exception = inner.starts_with('除') && (inner.ends_with('外') || inner.ends_with("之外"))
            || bare.ends_with("的除外")
            || self.waits_for_refusal(hit, inner);
        let case = inner.ends_with('的') && (!last || self.is_item_of_cases(inner));
        let left_undone = ahead(self.text, hit.end, 14);
        // 因面积变更需退还价款的； : a case whatever stands before it.
        if bare.ends_with('的') && self.text.get(hit.start as usize..).is_some_and(|t| t.starts_with('需'))
        {
            return true;
        }
        let undone =
            ["而未", "而不", "但未", "却未", "未公开的", "未履行"].iter().any(|w| left_undone.contains(w));
        exception || case || undone
    }

    /// 三、有其他事实足资证明其能力，可有效经营业务者。 : 者 closes the clause, or the item as a whole.
    /// 应就不符合者 and 应于…择定提供者 go on behind the object.
    fn is_of_persons(&self, hit: Hit, clause: &str, last: bool) -> bool {
        let after = ahead(self.text, hit.end, 2);
        let noun = ["业者", "提供者", "使用者", "经营者"].iter().any(|word| clause.ends_with(word));
        let leads_on = after.starts_with(is_preposition) || after.starts_with('针');
        // 涉及须于河中取土者，得…: the case is opened before the modal.
        let opened = !last && CASE_HEADS.is_in(clause.split(hit.span().of(self.text)).next().unwrap_or(""));
        if noun || leads_on && !opened {
            return false;
        }
        let item = self.is_item();
        let whole = self.shape.body.of(self.text).trim_end_matches(['。', '；', ';']);
        clause.ends_with('者') && !(last && !item) || item && whole.ends_with('者')
    }

    /// 必须拆除原地重建，或于他处重建者，得…: the case goes on over the comma and 者 closes it.
    fn reaches_persons(&self, hit: Hit) -> bool {
        let Some(index) = self.shape.clause_at(hit.start) else { return false };
        let behind = self.shape.clauses.get(index + 1..).unwrap_or(&[]);
        // 应于月底前完成，但有理由者，得…: 但 begins another case.
        let goes_on = |c: &&Span<Norm>| GOES_ON.head_of(c.of(self.text)).is_some_and(|word| word != "但");
        let joined = behind.iter().take_while(goes_on);
        // 应具证照，且其人数不足者，应… begins another case.
        let closed = joined.take(3).find(|c| c.of(self.text).ends_with('者'));
        let closed = closed.filter(|c| !c.of(self.text).replace("其他", "").contains('其'));
        closed.is_some_and(|c| c.end < self.shape.body.end)
    }

    /// 二、应表示庆祝时。 below “有下列情形之一者，得……：”: the item is a case, whatever its verb.
    fn is_case_item(&self, hit: Hit, clause: Span<Norm>) -> bool {
        let first = self.shape.body.start;
        let before = self.text.get(first as usize..hit.start as usize).unwrap_or("");
        // 已设摊者，应… under such a head says what to do.
        let says = before.contains("者，") || before.contains("的，") || before.contains('。');
        // 3.新生可以申请保留资格，由其书面申请，报教务处批准。 lays down what to do as well.
        let whole = self.shape.body.of(self.text);
        let acts = subject::names_somebody(before)
            && hit.span().of(self.text) == "可以"
            && self.shape.clauses.len() > 2
            && !whole.ends_with(['的', '者', '时']);
        match self.head {
            Head::Cases => !says && !acts,
            // 九、可提供之服务方式。 below “应包括下列事项：” names a thing.
            Head::Things => {
                let bare = clause.of(self.text).trim_end_matches(['。', '；', ';']);
                // 原来持证的应当交回证件 goes on behind 的.
                let said = self.text.get(hit.end as usize..clause.end as usize).unwrap_or("");
                let said = said.trim_end_matches(['。', '；', ';']);
                let short = |(_, noun): (&str, &str)| (1..=8).contains(&noun.chars().count());
                let names = || MATTERS.tail_of(bare).is_some() && bare.contains('之');
                clause.end == self.shape.body.end
                    && (!before.is_empty() || matches!(hit.span().of(self.text), "可" | "得") || names())
                    && !before.contains(['，', '：'])
                    && hit.span().of(self.text) != "不得"
                    && (said.rsplit_once(['之', '的']).is_some_and(short) || MATTERS.tail_of(bare).is_some())
            }
            Head::None => false,
        }
    }

    /// （三）应当招标而未招标的； : an item of a list of cases is a case itself, （四）经鉴定，可以修复的； likewise.
    fn is_item_of_cases(&self, inner: &str) -> bool {
        (self.shape.clauses.len() == 1 || self.is_item()) && inner.chars().count() < 40
    }

    /// 国家规定应当载明的其他内容: 的 closes within two characters and only a noun follows; 应留存额度 without 的.
    pub(super) fn is_attribute(&self, hit: Hit, guard: Guard, clause: Span<Norm>) -> bool {
        if matches!(guard, Guard::Want | Guard::Duty | Guard::Lead | Guard::Head) {
            return false;
        }
        let after = self.text.get(hit.end as usize..clause.end as usize).unwrap_or("");
        // 对可以依靠市场的领域: the object of 对 is described.
        let described = after.contains('的') || guard == Guard::Single;
        if hit.start > clause.start && char_before(self.text, hit.start) == Some('对') && described {
            return true;
        }
        let before = self.text.get(clause.start as usize..hit.start as usize).unwrap_or("");
        if guard == Guard::Single
            && (names_amount(before, after) || is_paired(hit.span().of(self.text), before, after))
        {
            return true;
        }
        if guard == Guard::Single && self.is_in_time_phrase(hit, clause) {
            return true;
        }
        if self.is_governed(hit, clause) || guard == Guard::Forbid && self.names_ban(hit, clause) {
            return true;
        }
        // （三）规章规定可以申请减免的其他情形: an item names what was laid down.
        if before.ends_with("规定") && after.contains("的其他") && self.is_item() {
            return true;
        }
        if self.is_other_of_item((before, after), clause) {
            return true;
        }
        if self.is_in_meaning(hit) || self.is_counted(hit, guard, (before, after)) {
            return true;
        }
        if follows(clause.of(self.text), before) || self.is_in_name_of_rules(clause) {
            return true;
        }
        // 应当将合同期限、禁止转租等内容公示: what is made known.
        if before.contains('将') && TOLD.is_in(after) {
            return true;
        }
        if self.opens_with_attribute(hit, before, clause) || self.is_at_request(hit, before, clause) {
            return true;
        }
        // 应按规定的程序办理: the attribute belongs to the object of the preposition.
        let word = hit.span().of(self.text);
        // 应为后续的方案留出余地 likewise.
        let leads_on = word.chars().nth(1).is_some_and(|c| is_preposition(c) || c == '为');
        // 依本法应为之公告
        if word == "应为"
            && after.strip_prefix('之').is_some_and(|noun| noun.starts_with(char::is_alphanumeric))
        {
            return true;
        }
        if leads_on || after.chars().next().is_some_and(is_preposition) {
            return false;
        }
        // 应约定 is one entry of the list.
        let verb = if word.starts_with('应') { hit.start + to_u32('应'.len_utf8()) } else { hit.end };
        if self.names_matter(before, self.text.get(verb as usize..clause.end as usize).unwrap_or("")) {
            return true;
        }
        if self.classical && (self.is_catalogue_item(clause) || self.describes(hit, before, clause)) {
            return true;
        }
        // 官兵应享之权利, but not 始得为之.
        let of = |c: char| after.find(c).filter(|at| !after[at + c.len_utf8()..].is_empty());
        let Some(at) = after.find('的').or_else(|| if self.classical { of('之') } else { None }) else {
            return false;
        };
        let head = &after[..at];
        // 应为下列之保护 announces a list.
        if head.is_empty() || head.trim_start_matches('行').chars().count() > 2 || head.ends_with("下列") {
            return false;
        }
        let noun = &after[at + '的'.len_utf8()..];
        // 应比照之三条规定 with 第 left out
        if noun.starts_with(is_numeral) {
            return false;
        }
        // 得为诉之变更: 为 leads to the act.
        if head.chars().count() > 1 && head.starts_with('为') {
            return false;
        }
        if noun.trim_end_matches(['：', ':']).ends_with("如下") && !word.starts_with(['得', '可']) {
            return false;
        }
        // 应检具之书件、办理程序及其他: 之 behind the bare verb names a thing, however the clause goes on.
        if after.get(at..).is_some_and(|rest| rest.starts_with('之'))
            && noun.starts_with(char::is_alphanumeric)
        {
            return true;
        }
        let closes = noun.chars().count() <= 10;
        closes && !["为", "是", "有", "包括", "如下", "不", "应", "按", "由"].iter().any(|w| noun.contains(w))
    }

    /// 其他应遵行事项之规则, 其应检具文件准用…: the modal and its verb name what is to be observed, and nothing determines it.
    fn names_matter(&self, before: &str, after: &str) -> bool {
        let near = first_chars(after, 8);
        let verb = |noun: &str| {
            let verb = near.get(..near.find(noun)?)?;
            // 应行注意事项
            let act = verb.trim_end_matches(['之', '的']).trim_start_matches('行');
            let bare = (1..=2).contains(&act.chars().count())
                && !DETERMINERS.is_in(verb)
                && !verb.contains(['、', '，', '（']);
            // 应公开事项清单 asks for a list; 应遵守事项 is a name in either script.
            let bare = bare && (self.classical || MATTER_VERBS.has(act));
            bare.then(|| after.get(verb.len() + noun.len()..).unwrap_or(""))
        };
        let open = |rest: &str| {
            let goes_on =
                ['之', '、', '，', '。', '；', '：', '及', '和', '与', '或', '等', '有', '由', '准', '按'];
            rest.is_empty() || rest.starts_with(goes_on) || self.classical && rest.starts_with('的')
        };
        let matter = || MATTERS.words().iter().copied().filter_map(verb).any(open);
        let paper = || PAPERS.words().iter().copied().filter_map(verb).any(open);
        let described =
            before.ends_with(['其', '之', '、', '及', '和', '与', '所']) || before.ends_with("其他");
        matter() || described && paper()
    }

    /// 应业主要求，物业…: what is done at somebody's request.
    fn is_at_request(&self, hit: Hit, before: &str, clause: Span<Norm>) -> bool {
        let after = self.text.get(hit.end as usize..clause.end as usize).unwrap_or("");
        let asker = REQUESTS.before(after).map(|asker| asker.trim_end_matches('的'));
        before.is_empty() && hit.span().of(self.text) == "应" && asker.is_some_and(subject::names_somebody)
    }

    /// 购买可以办证的摊位, 落实用地可以抵押的政策: what may be done describes the object.
    fn is_governed(&self, hit: Hit, clause: Span<Norm>) -> bool {
        if !matches!(hit.span().of(self.text), "可" | "可以") {
            return false;
        }
        let inner = clause.of(self.text).trim_end_matches(['。', '；', ';']);
        let before = self.text.get(clause.start as usize..hit.start as usize).unwrap_or("");
        let after = self.text.get(hit.end as usize..clause.end as usize).unwrap_or("");
        let noun = || after.trim_end_matches(['。', '；', ';']).rsplit_once('的').map(|(_, noun)| noun);
        let named = || noun().is_some_and(|noun| (1..=LONGEST_NOUN).contains(&noun.chars().count()));
        let standing = || CARRIES_OUT.is_in(before) && RULES.tail_of(inner).is_some() && named();
        let behind = self.text.get(clause.end as usize..self.shape.body.end as usize).unwrap_or("");
        let behind = behind.trim_start_matches(['，', ',']);
        let addressed = || inner.starts_with('对') && !behind.is_empty() && named();
        // 可纳入调整的贷款，无需申请: a thing is named at the head, and the rest says what holds for it.
        let topic = || {
            clause.start == self.shape.body.start
                && before.is_empty()
                && SAYS_OF.head_of(behind).is_some()
                && named()
        };
        // 以申请时可查询的记录为准: the measure.
        let measured = || before.contains('以') && inner.ends_with("为准");
        // 既包括已编号的摊位，也包括尚未编号、但可以开张的摊位
        let included = || INCLUDES.head_of(inner).is_some() && named();
        let governed = || GOVERNS.tail_of(before).is_some() && named() || included();
        governed() || standing() || addressed() || topic() || measured()
    }

    /// 必须的经费, 应到代表一百名，实到…, 可出让面积五百亩: a thing is called so, or counted.
    fn is_counted(&self, hit: Hit, guard: Guard, (before, after): (&str, &str)) -> bool {
        let behind = self.text.get(hit.end as usize..self.shape.body.end as usize).unwrap_or("");
        let done = after.chars().next().map(|verb| format!("实{verb}"));
        match hit.span().of(self.text) {
            "必须" => after.starts_with('的'),
            "应" => done.is_some_and(|done| behind.contains(&done)) || names_those(after),
            "可" | "需" => matches!(guard, Guard::Single | Guard::Need) && is_tally(before, after),
            _ => false,
        }
    }

    /// 应记录资料及其他应遵行事项之办法，由主管机关定之: what other rules are called by, which somebody makes.
    fn is_in_name_of_rules(&self, clause: Span<Norm>) -> bool {
        let behind = self.text.get(clause.end as usize..self.shape.body.end as usize).unwrap_or("");
        let made = behind.trim_start_matches(['，', ',']);
        RULES_NAMED.tail_of(clause.of(self.text)).is_some()
            && made.starts_with('由')
            && MADE.tail_of(made).is_some()
    }

    /// 应当在机关决定不予立案、撤销案件后: until when something waits.
    fn waits_for_refusal(&self, hit: Hit, clause: &str) -> bool {
        let before = self.text.get(..hit.start as usize).unwrap_or("");
        before.ends_with("决定") && clause.contains('在') && clause.ends_with(['后', '前', '时'])
    }

    /// （六）规定的其他禁止停车的区域。, 其他按规定应予补助的住户: an item names what was laid down elsewhere.
    fn is_other_of_item(&self, (before, after): (&str, &str), clause: Span<Norm>) -> bool {
        let before = BY_LAW.before(before).unwrap_or(before);
        let noun = after.trim_end_matches(['。', '；', ';']).rsplit_once('的').map(|(_, noun)| noun);
        clause.end == self.shape.body.end
            && ["其他", "其它", "其余"].iter().any(|word| before.ends_with(word))
            && noun.is_some_and(|noun| (1..=LONGEST_NOUN).contains(&noun.chars().count()))
    }

    /// 对不予整改的单位一律通报: the modal describes whom another one of the clause is about.
    pub(super) fn is_described(
        &self,
        hit: Hit,
        clause: Span<Norm>,
        mut others: impl Iterator<Item = Hit>,
    ) -> bool {
        let between = |next: Hit| self.text.get(hit.end as usize..next.start as usize).unwrap_or("");
        clause.of(self.text).starts_with(['对', '凡', '将', '把'])
            && others
                .any(|next| next.start > hit.end && next.end <= clause.end && between(next).contains('的'))
    }

    /// 服务站是指可以办理登记的场所: what a word means is said, and 的 with its noun closes it.
    fn is_in_meaning(&self, hit: Hit) -> bool {
        let before = self.text.get(self.shape.body.start as usize..hit.start as usize).unwrap_or("");
        let after = self.text.get(hit.end as usize..self.shape.body.end as usize).unwrap_or("");
        let means = MEANS.words().iter().any(|word| before.contains(word)) || before.starts_with('指');
        let bare = after.trim_end_matches(['。', '；', ';', '：', ':']);
        let noun = bare.rsplit_once(['的', '之']).map(|(_, noun)| noun);
        let is_noun = |noun: &str| {
            (1..=LONGEST_NOUN).contains(&noun.chars().count()) && !noun.contains(['，', ',', '。'])
        };
        means && noun.is_some_and(is_noun)
    }

    /// 应当告知禁止燃放的规定, 在禁止停车区域内停车, 禁止捕捞的水域内，不得…: the ban is named and stands already.
    fn names_ban(&self, hit: Hit, clause: Span<Norm>) -> bool {
        let before = self.text.get(clause.start as usize..hit.start as usize).unwrap_or("");
        let after = self.text.get(hit.end as usize..clause.end as usize).unwrap_or("");
        let behind = self.text.get(clause.end as usize..self.shape.body.end as usize).unwrap_or("");
        let within = after.trim_end_matches(['内', '中', '里']);
        let place = within.len() < after.len() && BAN_NOUNS.tail_of(within).is_some();
        if before.is_empty() {
            // 禁止摆摊的区域：东街、西街
            let listed = behind.starts_with(['：', ':']) && BAN_NOUNS.tail_of(after).is_some();
            return (place && !behind.is_empty() || listed) && !after.starts_with(is_preposition);
        }
        // 做好禁止燃放烟花爆竹的宣传工作
        let object = after.split(['、', '和', '及', '的']).next().unwrap_or("");
        if object.ends_with("工作") && WORKS.is_in(before) {
            return true;
        }
        // 现就禁止停车有关事项通告如下
        if after.trim_end_matches(['：', ':']).ends_with("如下") && INTRODUCES.tail_of(before).is_some() {
            return true;
        }
        // 在上述禁止摆摊的区域内
        let before = DETERMINERS.before(before).unwrap_or(before);
        let noun = after.rsplit_once('的').map(|(_, noun)| noun.trim_end_matches(['。', '；', ';']));
        let named =
            noun.is_some_and(|noun| BAN_NOUNS.has(noun) || BAN_NOUNS.has(noun.trim_end_matches('内')));
        before.ends_with(['在', '于']) && BAN_NOUNS.words().iter().any(|noun| is_place(after, noun))
            || named && BANS.is_in(before)
    }

    /// 依法必须招标的项目，招标人…; 应由财政承担的费用，…: the thing described at the head of the sentence.
    fn opens_with_attribute(&self, hit: Hit, before: &str, clause: Span<Norm>) -> bool {
        let after = self.text.get(hit.end as usize..clause.end as usize).unwrap_or("");
        let behind = self.text.get(clause.end as usize..self.shape.body.end as usize).unwrap_or("");
        let behind = behind.trim_start_matches(['，', ',']);
        let noun = after.rsplit_once('的').map(|(_, noun)| noun);
        let named = noun.is_some_and(|noun| (2..=LONGEST_NOUN).contains(&noun.chars().count()));
        let lawful = BY_LAW.has(before);
        let by = hit.span().of(self.text) == "应由" && (before.is_empty() || before.starts_with('对'));
        let opens = clause.start == self.shape.body.start && (lawful || by);
        opens && named && !behind.is_empty() && GOES_ON.head_of(behind).is_none()
    }

    /// 规定应勘划载重线之船舶, 应办理评估之建造物，评估范围…: 之 and its noun close the clause, and nobody is told to act.
    fn describes(&self, hit: Hit, before: &str, clause: Span<Norm>) -> bool {
        let after = self.text.get(hit.end as usize..clause.end as usize).unwrap_or("");
        let bare = after.trim_end_matches(['。', '；', ';']);
        if DETERMINERS.is_in(first_chars(bare, 6)) {
            return false;
        }
        let noun = bare.rsplit_once('之').map(|(_, noun)| noun);
        let closes = noun.is_some_and(|noun| (1..=LONGEST_NOUN).contains(&noun.chars().count()));
        // 本条例所称应回收物，指…; 于应申请许可之事件准用之.
        if before.ends_with("所称") || before.ends_with(['于', '就', '由', '将']) && noun.is_some() {
            return true;
        }
        if LAID_DOWN.tail_of(before).is_some() || before.ends_with("其他") {
            // 自治规则规定应经议会议决者 likewise.
            let persons = bare.ends_with('者') && clause.end == self.shape.body.end;
            return closes || persons || MATTERS.tail_of(bare).is_some() || PAPERS.tail_of(bare).is_some();
        }
        let case = noun.is_some_and(|noun| CASE_NOUNS.has(noun));
        let behind = self.text.get(clause.end as usize..self.shape.body.end as usize).unwrap_or("");
        let behind = behind.trim_start_matches(['，', ',', '：']);
        let is_other = GOES_ON.head_of(behind).is_none();
        // 应办理评估之建造物其结构有损时，应…
        let head = before.is_empty() || before.ends_with(['、', '属', '系']);
        let head = head && clause.start == self.shape.body.start;
        let when = bare.ends_with('时') && bare.contains('之');
        let bans = hit.span().of(self.text).starts_with('不');
        !behind.is_empty() && is_other && !bans && (case || head && (closes || when))
    }

    /// 四、其他主管机关规定之应变事项。 : the last clause of an item names what is meant.
    fn is_catalogue_item(&self, clause: Span<Norm>) -> bool {
        let item = self.is_item();
        let bare = clause.of(self.text).trim_end_matches(['。', '；', ';']);
        item && clause.end == self.shape.body.end && bare.ends_with("事项")
    }

    /// 在付清当月应还本息后: the amount due is named inside a phrase of time.
    fn is_in_time_phrase(&self, hit: Hit, clause: Span<Norm>) -> bool {
        let inner = clause.of(self.text);
        let before = self.text.get(clause.start as usize..hit.start as usize).unwrap_or("");
        inner.starts_with(['在', '自', '待', '至'])
            && inner.ends_with(['后', '前', '时', '内'])
            && !before.contains(['后', '前', '时', '内', '起'])
    }
}

/// 导致银行不允许企业用款: what came of something; 造成损失的应当赔偿 is a case.
fn follows(clause: &str, before: &str) -> bool {
    RESULTS_IN.head_of(clause).is_some() && !before.contains('的') && !clause.ends_with(['的', '者', '时'])
}

/// 应参保人员, 应入学儿童: who should be there, and nothing to be done.
fn names_those(after: &str) -> bool {
    STATE_VERBS.behind(after).is_some_and(|noun| STATE_NOUNS.head_of(noun).is_some())
}

/// Whether the words name a place or a time where something is forbidden: 燃放烟花区域内.
fn is_place(after: &str, noun: &str) -> bool {
    after
        .match_indices(noun)
        .any(|(at, _)| after.get(at + noun.len()..).is_some_and(|rest| rest.starts_with('内')))
}
