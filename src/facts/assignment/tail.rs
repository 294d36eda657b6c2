//! What stands around a name in a list: 由 before it; 等有关部门, 按职责分工, 牵头负责 behind it.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::Role;
use super::list::Named;
use super::unit_name;
use crate::lexicon::WordSet;

/// The words behind a name: 等有关部门, 按职责分工, 牵头负责.
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?xs)^
        (?P<name>.*?)
        (?P<open>等(?:(?:[0-9]+个?|[一二三四五六七八九十]+个?|多个|几个|市|省|县|区|州|国家|中央|各|级|直|有关|相关|其他|职能|责任|成员|主管|行业|公共|企事业单位|企业|业务|群团|社会|人民|金融|驻.{1,4}?|联合发文)*
            (?:部门|单位|机构|委办局|企业|方面|地区|银行|组织|团体)(?:和单位|和部门|、单位|及单位|和企业)?(?:[（(][^（(）)]{1,6}[）)])?)?)?
        (?P<how>(?:(?:根据|依据|依照|按照|按|依|结合|在)?(?:各自|自身|本单位|本部门|其|相关|法定|部门|工作|三定|方案)*
            (?:职责|职能|责任|任务|权限)(?:范围|分工|权限|任务|要求|职责|规定|和|及)*(?:内)?
            |(?:按照|按|根据)?分工|分别|共同|具体|联合|密切|积极|各负其责|各司其职|依法|全面|同时|齐抓共管|为主)*)
        (?P<verb>(?:负责|牵头|总牵头|主责|主抓|配合|参与|参加|落实|组织实施|实施|组织|推进|承担|执行|办理|主办|承办|协办|协助|协同|指导|督导|监督
            |支持|共同|具体|统筹|会同|抓好|抓|做好|贯彻|完成|工作|推动|协调|抓总|分工|分别|各自|组织(?:各|有关|相关)*(?:部门|单位)|作为[一-鿿]{2,8}?|、|并|和
            |负总责|总负责|(?P<appoints>(?:为|是|系)(?:总?牵头|主责|主办|承办|实施|主要责任|第一责任|责任|配合|协办|协助|参与)(?:责任)?(?:单位|部门|主体|处室|科室)))*)
        $";
    #[allow(clippy::expect_used)]
    Regex::new(pattern).expect("pattern")
});

/// Whether [`TAIL`] may find more than a name: 等 or 作为 stands in the text, or it ends like a role word. Spares most names
/// the pattern.
fn may_have_tail(body: &str) -> bool {
    const ENDS: &str = "体室责能任务限工权围求定和及内别同体合切极职法面时管主头与加实施织进担行理办助导督持筹抓好彻成作动自门位调总、并";
    body.contains('等') || body.contains("作为") || body.chars().next_back().is_some_and(|c| ENDS.contains(c))
}

/// A date or a stretch of time beside names.
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:于|在|至|到|截至|自)?(?:20[0-9]{2}年?|今年|明年|本年|当年|每年|每月|每周|每半年|每?季度|年[底末内度]|[0-9]{1,2}[月日]|第?[一二三四1-4]季度|[上下]半年|[上中下]旬)[^、]{0,20}$";
    #[allow(clippy::expect_used)]
    Regex::new(pattern).expect("pattern")
});

/// Words that say how long or how, such as 长期, 立行立改.
static REMARK: WordSet = WordSet::of("unit_words", "remark");
/// Words that stand beside them: 需, 坚持.
static REMARK_PART: WordSet = WordSet::of("unit_words", "remark_part");

/// Whether the text beside names is a time or a remark: 2030年6月底前完成, 需长期坚持, 立行立改.
pub(in crate::facts) fn is_time(text: &str) -> bool {
    TIME.is_match(text) && !unit_name::is_certain(text) || is_remark(text)
}

/// Whether the text consists of words of remarks alone.
fn is_remark(text: &str) -> bool {
    let mut rest = text;
    while let Some(behind) = REMARK.behind(rest).or_else(|| REMARK_PART.behind(rest)) {
        rest = behind;
    }
    rest.is_empty() && REMARK.is_in(text)
}

/// The rest of a list of places that share 市政府 or the like.
pub(super) static PLACES: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:、[一-鿿]{2,4})*、[一-鿿]{2,5}(?:[市县区州盟旗](?:人民政府|政府|管委会|党委|财政局|[^、]{2,8}[局委])|(?:经济|技术|产业|高新|工业|综合|循环|农业|旅游|示范|实验|园|新|保税|度假|开发)*(?:开发区|高新区|园区|新区|示范区|实验区|保税区|度假区|经开区)(?:管委会|管理委员会))";
    #[allow(clippy::expect_used)]
    Regex::new(pattern).expect("pattern")
});

/// The name without 等部门 behind it, when more names follow: 税务总局等部门及各省政府, 能源局等省有关部门和各市政府.
pub(super) fn without_etc(name: &str) -> &str {
    let Some(at) = name.find('等').filter(|&at| at > 0) else { return name };
    match (name.get(..at), name.get(at..)) {
        (Some(before), Some(etc)) if ETC.is_match(etc) => before,
        _ => name,
    }
}

/// 等部门, 等省有关部门 as the whole rest of a name.
static ETC: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^等(?:国家|中央|省|市|县|区|州)?(?:直|级)?(?:各)?(?:有关|相关|职能|行业)?(?:部门|单位|机构)(?:和单位|、单位)?$";
    #[allow(clippy::expect_used)]
    Regex::new(pattern).expect("pattern")
});

/// 等市直有关部门 names a group; 等有关部门 and 等市直有关部门和单位 do not.
static GROUP: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used)]
    Regex::new(r"^等(?:中央|国家|省|市|县|区|州)(?:直|级)").expect("pattern")
});

/// Words before a name that do not belong to it.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:(?:以[上下]|[此该本上述]+)(?:各)?(?:一|两|三|几)?(?:项|条)?(?:工作|任务|事项|措施|内容)?(?:均需|均须|均应|均|都)?由|以|具体由|主要由|分别由|统一由|由|其中|以及|及|和|与|并|包括|含|为|是|责任单位为?)+";
    #[allow(clippy::expect_used)]
    Regex::new(pattern).expect("pattern")
});

/// Length of the words before the name that the text begins with, in bytes; 和 of 和平区政府 is part of the name.
pub(super) fn lead_len(text: &str) -> usize {
    let len = LEAD.find(text).map_or(0, |m| m.len());
    let begins = |at: &usize| text.get(*at..).is_some_and(|rest| unit_name::division_at(rest) > 0);
    (0..len).find(begins).unwrap_or(len)
}

/// The role words behind a name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tail {
    pub(super) role: Option<Role>,
    /// Whether 等 stands there.
    pub(super) is_open: bool,
    /// Whether 会同 joined the name to the ones before.
    pub(super) joins: bool,
    /// Whether it says what a unit is: 为牵头单位.
    pub(super) appoints: bool,
    /// 市直有关部门 of 等市直有关部门, as offsets into the piece: a group with a name of its own.
    pub(super) group: Option<(usize, usize)>,
}

impl Tail {
    /// Cuts the role words off a name. `None` only for a text longer than the pattern can read.
    pub(super) fn split(body: &str) -> Option<(&str, Self)> {
        if !may_have_tail(body) {
            return Some((body, Self::default()));
        }
        let found = TAIL.captures(body)?;
        let (name, tail) = (found.name("name").map_or("", |m| m.as_str()), Self::of(&found));
        let bare = name.trim_end_matches(['要', '应', '须', '将', '均', '都']);
        let is_modal = tail.role.is_some() && unit_name::is_certain(bare);
        Some((if is_modal { bare } else { name }, tail))
    }

    /// Reads what [`TAIL`] matched.
    fn of(found: &crate::lexicon::Captures<'_>) -> Self {
        let text = |name: &str| found.name(name).map_or("", |m| m.as_str());
        let (how, verb) = (text("how"), text("verb"));
        let has = |words: &[&str]| words.iter().any(|w| verb.contains(w));
        let role = if has(&["牵头", "主办", "主责", "主抓"]) {
            Some(Role::Lead)
        } else if has(&["配合", "协助", "协同", "协办", "支持"]) {
            Some(Role::Supporting)
        } else if has(&["参与", "参加"]) {
            Some(Role::Participating)
        } else if !verb.is_empty() || !how.is_empty() {
            Some(Role::Responsible)
        } else {
            None
        };
        let group =
            found.name("open").filter(|m| GROUP.is_match(m.as_str()) && !m.as_str().ends_with("和单位"));
        let group = group.map(|m| (m.start() + "等".len(), m.end()));
        let appoints = found.name("appoints").is_some();
        Self { role, is_open: !text("open").is_empty(), joins: false, appoints, group }
    }
}

/// How a note begins that gives a name its short form.
const ALIAS: [&str; 5] = ["以下简称", "以下统称", "以下称", "下称", "简称"];

/// The name without the note that gives its short form: 市甲指挥部（以下简称指挥部）.
pub(super) fn without_alias(name: &str) -> &str {
    let Some(inner) = name.strip_suffix(['）', ')']) else { return name };
    let parts = inner.rfind(['（', '(']).and_then(|open| Some((inner.get(..open)?, inner.get(open..)?)));
    let alias = |note: &str| ALIAS.iter().any(|word| note.trim_start_matches(['（', '(']).starts_with(word));
    parts.filter(|(_, note)| alias(note)).map_or(name, |(bare, _)| bare.trim_end())
}

/// Takes the note off a name that says its role: 市水务局（牵头）.
pub(super) fn take_note(text: &str, unit: &mut Named) {
    let marks = ['（', '(', '〔', '[', '［', '）', ')', '〕', ']', '］'];
    let Some(name) = text.get(unit.start..unit.end).filter(|name| name.ends_with(marks)) else {
        return;
    };
    let Some(open) = name.rfind(['（', '(', '〔', '[', '［']).filter(|&open| open > 0) else { return };
    let note = name.get(open..).unwrap_or("").trim_matches(marks);
    let word = note.trim_end_matches("单位").trim_end_matches("部门");
    let bare = unit.start + name.get(..open).unwrap_or("").trim_end().len();
    // 县城管局（以下简称牵头单位）: the note belongs to all the names before it.
    // 各区县政府（含高新区管委会，下同） stays one unit of that name.
    let explains = ALIAS.iter().any(|w| note.starts_with(w))
        || note.ends_with("下同")
        || note.ends_with("牵头单位") && note != "牵头单位";
    if explains {
        unit.end = bare;
        return;
    }
    // 市财政局（按职责分工负责）
    if note.starts_with('按') && (note.ends_with("负责") || note.ends_with("分工")) {
        unit.end = bare;
        return;
    }
    if unit_name::is_person(note) {
        unit.end = bare;
        return;
    }
    // 市财政局（负责筹措资金）
    let says_duty = NOTE_DUTY.head_of(note).is_some() && note.chars().count() > 2;
    let role = match NOTE_DUTY.head_of(note).filter(|_| says_duty).unwrap_or(word) {
        "负责" => unit.role,
        "牵头" => Role::Lead,
        "配合" | "协助" | "协办" => Role::Supporting,
        "参与" => Role::Participating,
        "责任" => Role::Responsible,
        _ => return,
    };
    unit.role = role;
    unit.end = bare;
}

/// Verbs that begin a note on what a unit does.
static NOTE_DUTY: WordSet = WordSet::of("unit_words", "note_duty");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sparing_the_pattern_changes_nothing() {
        let words = [
            "局",
            "等部门",
            "等有关部门和单位",
            "按职责分工负责",
            "按照各自职责",
            "在职责范围内",
            "依据三定方案规定",
            "分别",
            "共同",
            "具体",
            "联合",
            "密切",
            "积极",
            "各负其责",
            "各司其职",
            "依法",
            "全面",
            "同时",
            "齐抓共管",
            "为主",
            "负责",
            "牵头",
            "配合",
            "参与",
            "参加",
            "落实",
            "组织实施",
            "组织",
            "推进",
            "承担",
            "执行",
            "办理",
            "主办",
            "承办",
            "协办",
            "协助",
            "协同",
            "指导",
            "督导",
            "监督",
            "支持",
            "统筹",
            "会同",
            "抓好",
            "抓",
            "做好",
            "贯彻",
            "完成",
            "工作",
            "推动",
            "分工",
            "各自",
            "组织有关部门",
            "组织各单位",
            "作为成员参与",
            "作为召集人",
            "按任务要求",
            "按权限和",
            "其职能",
            "工作任务分工及",
            "为牵头单位",
            "为责任主体",
            "是主责科室",
            "负总责",
        ];
        for word in words {
            let body = format!("市财政局{word}");
            let found = TAIL.captures(&body).expect("any text");
            let name = found.name("name").map_or("", |m| m.as_str());
            assert_eq!(Tail::split(&body).map(|(name, _)| name), Some(name), "{body}");
        }
    }
}
