//! From the text of one rule file to a [`Rule`], or to the list of its mistakes.

use toml::Spanned;

use super::diagnose::{Mistake, line_of, of_toml};
use super::literals::is_usable;
use super::pattern::{Literals, Pattern};
use super::rule::{
    AppliesTo, BasisEntry, Check, ExampleMeta, ExampleSpec, ExampleVerdict, Matcher, Meet, OnMissing, Rule,
};
use super::schema::{
    AppliesToFile, CheckFile, ExampleFile, Kind, MeetFile, MetaFile, MissingFile, RuleFile, RuleStatus,
    Scope, VerdictFile,
};
use super::word_class::WordClass;

/// Most lines of a rule file: what does not fit is two rules.
const MAX_LINES: usize = 80;
/// Words further apart than this have nothing to do with each other.
const MAX_REACH: u32 = 160;
/// Issuer classes a rule may name.
pub(super) const ISSUERS: &[&str] = &["government", "department", "township", "party"];

/// Whether `path` (below `rules/`) holds a rule: not a pack description, a profile or the list of retired ids.
pub(crate) fn is_rule_path(path: &str) -> bool {
    let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml");
    !matches!(stem, "pack" | "retired") && !path.split('/').any(|part| part == "profiles")
}

/// Reads one rule file; `path` is below `rules/` or below the user's folder.
pub(super) fn rule(path: &str, text: &str) -> Result<Rule, Vec<Mistake>> {
    let file: RuleFile = toml::from_str(text).map_err(|error| vec![of_toml(&error)])?;
    let mut mistakes = Vec::new();
    shape(path, text, &file, &mut mistakes);
    let check_at = file.check.span();
    let body = file.check.into_inner();
    let (is_summary, advice) = (body.summary, body.advice.clone());
    let message = body.message.get_ref().clone();
    if body.kind == Kind::Archive && !file.applies_to.is_empty() {
        mistakes
            .push(Mistake::new(check_at.clone(), "applies_to 不用于 archive 检查：它看的是几份文件的关系"));
    }
    let check = check(&body, check_at, &mut mistakes);
    let applies_to = applies_to(file.applies_to, &mut mistakes);
    let examples: Vec<ExampleSpec> = file.example.iter().map(|e| example(text, e)).collect();
    prove_shape(&file.id, file.status, &file.example, &mut mistakes);
    let Some(check) = check.filter(|_| mistakes.is_empty()) else { return Err(mistakes) };
    let id = file.id.into_inner();
    Ok(Rule {
        pack: id.split('-').next().unwrap_or_default().to_owned(),
        id: id.into(),
        name: file.name.into_inner().into(),
        title: file.title,
        severity: file.severity,
        confidence: file.confidence,
        status: file.status,
        added: file.added,
        precision: file.precision.map(Spanned::into_inner),
        precision_on: file.precision_on,
        yields_to: file.yields_to.into_iter().map(Spanned::into_inner).collect(),
        basis: file.basis.into_inner().into_iter().map(basis).collect(),
        explain: file.explain.into_inner().trim().to_owned(),
        applies_to,
        check,
        is_summary,
        message,
        advice,
        examples: examples.into(),
        path: path.to_owned(),
    })
}

/// Whether an id reads `TU-003`.
pub(super) fn is_id(id: &str) -> bool {
    let Some((pack, number)) = id.split_once('-') else { return false };
    is_pack(pack) && number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit())
}

/// `FC`
fn is_pack(id: &str) -> bool {
    (2..=3).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_uppercase())
}

fn shape(path: &str, text: &str, file: &RuleFile, mistakes: &mut Vec<Mistake>) {
    let mut mistake = |at, message: String| mistakes.push(Mistake::new(at, message));
    if !is_id(file.id.get_ref()) {
        mistake(
            file.id.span(),
            format!("编号“{}”应为规则包的 2—3 个大写字母、连字符、3 位数字，如 TU-003", file.id.get_ref()),
        );
    }
    let name = file.name.get_ref();
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        mistake(
            file.name.span(),
            format!("名称“{name}”只能用小写字母、数字和连字符，如 opinion-instead-of-review"),
        );
    }
    let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml");
    if stem != name {
        mistake(file.name.span(), format!("名称“{name}”与文件名“{stem}”不一致"));
    }
    if file.basis.get_ref().is_empty() {
        mistake(file.basis.span(), "依据（basis）不能为空".to_owned());
    }
    for basis in file.basis.get_ref().iter().filter(|b| b.cite.get_ref().trim().is_empty()) {
        mistake(basis.cite.span(), "依据的文件名（cite）是空的".to_owned());
    }
    for basis in file.basis.get_ref().iter().filter(|b| is_of_one_place(b)) {
        let message = format!("“{}”只约束一地或者一个机关，要写 region 或 body", basis.cite.get_ref());
        mistake(basis.cite.span(), message);
    }
    if file.explain.get_ref().trim().is_empty() {
        mistake(file.explain.span(), "说明（explain）是空的".to_owned());
    }
    if let Some(precision) = &file.precision
        && !is_ratio(precision.get_ref())
    {
        mistake(precision.span(), "精度应写作“18/20”：读过的命中中有多少条正确".to_owned());
    }
    for id in file.yields_to.iter().filter(|id| !is_id(id.get_ref()) && !is_pack(id.get_ref())) {
        mistake(id.span(), format!("“{}”不是规则编号，也不是规则包", id.get_ref()));
    }
    for issuer in file.applies_to.issuer.iter().filter(|i| !ISSUERS.contains(&i.get_ref().as_str())) {
        mistake(
            issuer.span(),
            format!("不认识的制定机关类别“{}”；可用：{}", issuer.get_ref(), ISSUERS.join("、")),
        );
    }
    if text.lines().count() > MAX_LINES {
        mistake(0..0, format!("规则文件超过 {MAX_LINES} 行，请拆成几条规则"));
    }
}

/// Whether a basis reads as the paper of one province or one organ and does not say whom it binds: everywhere else it would be
/// printed as if it bound there.
fn is_of_one_place(basis: &super::schema::BasisFile) -> bool {
    let cite = basis.cite.get_ref();
    let is_local = ["省", "自治区"].iter().any(|word| cite.contains(word));
    let is_own = ["部规范性文件", "厅规范性文件", "局规范性文件"].iter().any(|word| cite.contains(word));
    (is_local || is_own) && basis.region.is_none() && basis.body.is_none()
}

fn is_ratio(text: &str) -> bool {
    let number = |t: &str| t.parse::<u32>().ok();
    text.split_once('/').and_then(|(a, b)| Some(number(a)? <= number(b)?)).unwrap_or(false)
}

fn prove_shape(
    id: &Spanned<String>,
    status: RuleStatus,
    examples: &[Spanned<ExampleFile>],
    mistakes: &mut Vec<Mistake>,
) {
    let count =
        |wanted: &[VerdictFile]| examples.iter().filter(|e| wanted.contains(&e.get_ref().verdict)).count();
    let needed = if status == RuleStatus::Stable { 2 } else { 1 };
    let fires = [VerdictFile::Bad, VerdictFile::Undecided];
    for (verdicts, word, what) in
        [(&fires[..], "bad", "应当命中"), (&[VerdictFile::Good], "good", "不应命中")]
    {
        let found = count(verdicts);
        if found < needed && status != RuleStatus::Retired {
            let message = format!("{what}的示例（verdict = \"{word}\"）只有 {found} 个，至少要 {needed} 个");
            mistakes.push(Mistake::new(id.span(), message));
        }
    }
    for example in examples {
        let inner = example.get_ref();
        let Some(at) = &inner.at else {
            if inner.verdict == VerdictFile::Bad && status == RuleStatus::Stable {
                let message = "稳定规则的 bad 示例要用 at 写明命中的文字";
                mistakes.push(Mistake::new(inner.text.span(), message));
            }
            continue;
        };
        if !inner.text.get_ref().contains(at.get_ref().as_str()) {
            let message = format!("示例的文字里没有 at 所写的“{}”", at.get_ref());
            mistakes.push(Mistake::new(at.span(), message));
        }
    }
}

fn basis(file: super::schema::BasisFile) -> BasisEntry {
    BasisEntry {
        cite: file.cite.into_inner(),
        article: file.article.unwrap_or_default(),
        quote: file.quote.unwrap_or_default(),
        level: file.level,
        is_verified: file.verified,
        region: file.region,
        body: file.body,
        since: file.since,
        until: file.until,
    }
}

fn applies_to(file: AppliesToFile, mistakes: &mut Vec<Mistake>) -> AppliesTo {
    let mut except_title = Vec::new();
    for source in &file.except_title {
        match Pattern::read(source.get_ref()) {
            Ok(pattern) => except_title.push(pattern),
            Err(message) => mistakes.push(Mistake::new(source.span(), message)),
        }
    }
    AppliesTo {
        except_title,
        doc_kind: file.doc_kind,
        normative: file.normative,
        spoken: file.spoken,
        issuer: file.issuer.into_iter().map(Spanned::into_inner).collect(),
        region: file.region.into_iter().chain(file.jurisdiction).collect(),
        stage: file.stage,
        since: file.since,
        until: file.until,
    }
}

fn example(text: &str, example: &Spanned<ExampleFile>) -> ExampleSpec {
    let inner = example.get_ref();
    let MetaFile { normative, date, region, doc_kind, stage, issuer, profile } = inner.meta.clone();
    ExampleSpec {
        verdict: match inner.verdict {
            VerdictFile::Bad => ExampleVerdict::Bad,
            VerdictFile::Good => ExampleVerdict::Good,
            VerdictFile::Skip => ExampleVerdict::Skip,
            VerdictFile::Undecided => ExampleVerdict::Undecided,
            VerdictFile::TodoBad => ExampleVerdict::TodoBad,
            VerdictFile::TodoGood => ExampleVerdict::TodoGood,
        },
        text: inner.text.get_ref().clone(),
        at: inner.at.as_ref().map(|at| at.get_ref().clone()),
        note: inner.note.clone().unwrap_or_default(),
        meta: ExampleMeta { normative, date, region, doc_kind, stage, issuer, profile },
        line: line_of(text, inner.text.span().start),
    }
}

/// Reads lists of patterns and gathers what is wrong with them.
struct Reader<'a> {
    file: &'a CheckFile,
    mistakes: &'a mut Vec<Mistake>,
}

impl Reader<'_> {
    fn patterns(&mut self, list: &[Spanned<String>]) -> Vec<Pattern> {
        self.read(list, Pattern::read)
    }

    fn read<T>(&mut self, list: &[Spanned<String>], read: impl Fn(&str) -> Result<T, String>) -> Vec<T> {
        let mut found = Vec::with_capacity(list.len());
        for source in list {
            match read(source.get_ref()) {
                Ok(one) => found.push(one),
                Err(message) => self.mistakes.push(Mistake::new(source.span(), message)),
            }
        }
        found
    }

    /// Patterns that lead the search: they need literals, or anchors, or a small scope.
    fn matcher(&mut self, key: &str, list: &[Spanned<String>], scope: Scope) -> Matcher {
        if list.is_empty() && self.file.meet.is_empty() {
            let at = self.file.message.span();
            self.mistakes.push(Mistake::new(at, format!("这一类检查必须有“{key}”列表，且不能为空")));
        }
        let mut patterns = self.patterns(list);
        let is_small = matches!(scope, Scope::Title | Scope::Head | Scope::Signature);
        let stated: Vec<String> = self.file.anchor.iter().map(|a| a.get_ref().clone()).collect();
        if stated.is_empty() && !is_small && patterns.len() == list.len() {
            for (pattern, source) in patterns.iter().zip(list) {
                let literals = pattern.literals();
                if literals.is_empty() || !literals.iter().all(|l| is_usable(l)) {
                    let message = "这条模式没有固定的词可供查找：请加 anchor = [\"…\"]（至少两个字），或把 scope 限于 title、head、signature";
                    self.mistakes.push(Mistake::new(source.span(), message));
                }
            }
        }
        for anchor in self.file.anchor.iter().filter(|a| !is_usable(a.get_ref())) {
            self.mistakes.push(Mistake::new(anchor.span(), "anchor 至少两个字"));
        }
        let meets: Vec<Meet> = self.file.meet.iter().map(|meet| self.meet(meet)).collect();
        let lead = |pattern: &mut Pattern| pattern.lead_by(&stated);
        let mut anchors: Vec<Literals> = patterns.iter_mut().map(lead).collect();
        anchors.extend(meets.iter().map(|meet| WordClass::leads(&meet.words)));
        if is_small {
            anchors.clear();
        }
        Matcher { patterns, meets, anchors }
    }

    fn meet(&mut self, file: &Spanned<MeetFile>) -> Meet {
        let MeetFile { words, reach, in_order, one_clause, unless } = file.get_ref();
        let (words, unless) = (self.read(words, WordClass::read), self.patterns(unless));
        let mut mistake = |message: &str| self.mistakes.push(Mistake::new(file.span(), message));
        if words.len() < 2 {
            mistake("meet 至少要有两类词（words）");
        } else if WordClass::leads(&words).is_empty() {
            mistake("meet 的几类词里至少一类要全由两个字以上的词组成，程序才找得到地方");
        }
        if !(2..=MAX_REACH).contains(reach) {
            mistake(&format!("meet 的 reach 是从第一个词到最后一个词的字数，应在 2 到 {MAX_REACH} 之间"));
        }
        Meet { words, reach: *reach, in_order: *in_order, one_clause: *one_clause, unless }
    }

    /// The function that a coded check names.
    fn function(&mut self, kind: &str, at: std::ops::Range<usize>) -> Option<String> {
        if self.file.function.is_none() {
            self.mistakes.push(Mistake::new(at, format!("{kind} 检查必须用 function 写明函数名")));
        }
        Some(self.file.function.as_ref()?.get_ref().clone())
    }
}

fn check(file: &CheckFile, at: std::ops::Range<usize>, mistakes: &mut Vec<Mistake>) -> Option<Check> {
    stray_keys(file, &at, mistakes);
    let scope = file.scope.unwrap_or_default();
    let mut reader = Reader { file, mistakes };
    let unless = reader.patterns(&file.unless);
    let missing = match file.missing.unwrap_or_default() {
        MissingFile::Fail => OnMissing::Fail,
        MissingFile::Undecided => OnMissing::Undecided,
    };
    Some(match file.kind {
        Kind::Require => {
            Check::Require { scope, any: reader.matcher("any", &file.any, scope), unless, missing }
        }
        Kind::Forbid => Check::Forbid {
            scope,
            any: reader.matcher("any", &file.any, scope),
            unless,
            unless_clause: reader.patterns(&file.unless_clause),
            unless_what: reader.patterns(&file.unless_what),
            excused: file.excused.as_ref().map(|e| e.get_ref().list()).unwrap_or_default(),
        },
        Kind::Imply => {
            let when = reader.matcher("when", &file.when, scope);
            let then = reader.patterns(&file.then);
            if file.then.is_empty() {
                reader.mistakes.push(Mistake::new(at, "imply 检查必须有“then”列表"));
            }
            Check::Imply { scope, when, then, then_scope: file.then_scope.unwrap_or(scope), unless, missing }
        }
        Kind::Order => Check::Order { scope, sequence: reader.matcher("sequence", &file.sequence, scope) },
        Kind::Count => {
            let (min, max) = (file.min.unwrap_or(0), file.max.unwrap_or(u32::MAX));
            if (min == 0 && max == u32::MAX) || min > max {
                reader.mistakes.push(Mistake::new(at, "count 检查要有 min 或 max，且 min 不大于 max"));
            }
            Check::Count { scope, any: reader.matcher("any", &file.any, scope), min, max }
        }
        Kind::Consistent => {
            let message = "consistent 检查的模式要有名为 value 的组：(?<value>…)";
            let nameless = file.any.iter().filter(|s| !s.get_ref().contains("<value>"));
            reader.mistakes.extend(nameless.map(|source| Mistake::new(source.span(), message)));
            Check::Consistent { scope, any: reader.matcher("any", &file.any, scope) }
        }
        Kind::Native => {
            Check::Native { function: reader.function("native", at)?, params: file.params.clone() }
        }
        Kind::Archive => {
            Check::Archive { function: reader.function("archive", at)?, params: file.params.clone() }
        }
    })
}

/// A key that the kind does not read would be a silent no-op.
fn stray_keys(file: &CheckFile, at: &std::ops::Range<usize>, mistakes: &mut Vec<Mistake>) {
    use Kind::{Archive, Consistent, Count, Forbid, Imply, Native, Order, Require};
    let first = |list: &[Spanned<String>]| list.first().map(Spanned::span);
    let whole = |is_set: bool| is_set.then(|| at.clone());
    type Key<'a> = (&'a str, Option<std::ops::Range<usize>>, &'a [Kind]);
    let keys: [Key<'_>; 16] = [
        ("any", first(&file.any), &[Require, Forbid, Count, Consistent]),
        ("unless", first(&file.unless), &[Require, Forbid, Imply]),
        ("unless_clause", first(&file.unless_clause), &[Forbid]),
        ("unless_what", first(&file.unless_what), &[Forbid]),
        ("excused", file.excused.as_ref().map(Spanned::span), &[Forbid]),
        ("meet", file.meet.first().map(Spanned::span), &[Forbid]),
        ("when", first(&file.when), &[Imply]),
        ("then", first(&file.then), &[Imply]),
        ("then_scope", whole(file.then_scope.is_some()), &[Imply]),
        ("sequence", first(&file.sequence), &[Order]),
        ("min", whole(file.min.is_some()), &[Count]),
        ("max", whole(file.max.is_some()), &[Count]),
        ("anchor", first(&file.anchor), &[Require, Forbid, Imply, Order, Count, Consistent]),
        ("function", file.function.as_ref().map(Spanned::span), &[Native, Archive]),
        ("params", whole(!file.params.is_empty()), &[Native, Archive]),
        ("missing", whole(file.missing.is_some()), &[Require, Imply]),
    ];
    for (key, place, kinds) in keys {
        if let Some(place) = place.filter(|_| !kinds.contains(&file.kind)) {
            mistakes
                .push(Mistake::new(place, format!("键“{key}”不用于 {:?} 检查", file.kind).to_lowercase()));
        }
    }
    if file.scope.is_some() && matches!(file.kind, Native | Archive) {
        let kind = format!("{:?}", file.kind).to_lowercase();
        mistakes.push(Mistake::new(at.clone(), format!("键“scope”不用于 {kind} 检查")));
    }
}
