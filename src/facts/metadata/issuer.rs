//! 发文机关: from the signature, the title, the masthead, and only then from the page around the document.

use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::Regex;

use crate::facts::doc_number::DocNumber;
use crate::facts::{Context, Text};
use crate::lexicon::WordSet;
use crate::outline::Part;
use crate::outline::pattern::{announces_text, is_organ, record, signed};
use crate::text::{Norm, Span, first_bytes};

/// 甲市人民政府办公室印发《…》 in the news item around a document.
static REPORTED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?:^|[，,。：:；日])([[一-鿿]（）()]{4,40}?)(?:近日|日前|正式)?(?:联合)?(?:印发|发布|出台|发出|公布)(?:了)?(?:关于)?(?:(?:向社会)?(?:公开)?征求)?[《〈<“]";
    Regex::new(pattern).unwrap_or_else(|e| panic!("{e}"))
});
/// Longest news line that may tell the issuer, in bytes.
const LONGEST_REPORT: usize = 1200;

/// The lead of an article is so many bytes long.
const LEAD_BYTES: usize = 1500;

/// Longest name of an organ in bytes: about 24 characters.
const LONGEST_NAME: usize = 72;

/// The issuing bodies in the order of the text.
pub(super) fn find(cx: &Context<'_>, title: Option<&Text>, number: Option<&DocNumber>) -> Vec<Text> {
    let first = [signature, of_title].iter().map(|source| source(cx, title)).find(|found| !found.is_empty());
    let order =
        || Some(number.map_or_else(Vec::new, |number| of_order(cx, number))).filter(|o| !o.is_empty());
    let sources = [
        above_number,
        of_circular,
        masthead,
        in_line,
        of_record,
        super::database::issuer,
        reprinted,
        reported,
        keyed,
        in_lead,
        adopted,
    ];
    let rest = || sources.iter().map(|source| source(cx, title)).find(|found| !found.is_empty());
    let mut found = first.or_else(order).or_else(rest).unwrap_or_default();
    // ____人民政府: a form that nobody has filled in.
    found.retain(|organ| !organ.text.contains('_'));
    of_page(cx, found)
}

/// 县人民政府办公室 of a title is 甲县人民政府办公室 of the page.
fn of_page(cx: &Context<'_>, found: Vec<Text>) -> Vec<Text> {
    let [only] = found.as_slice() else { return found };
    let bare = only.text.strip_prefix(['省', '市', '县', '区', '州', '旗']);
    if !bare.is_some_and(|rest| rest.starts_with("人民政府") || rest.starts_with("政府")) {
        return found;
    }
    let full = super::page::issuer(cx).filter(|span| {
        let name = span.of(cx.text);
        name.len() > only.text.len() && name.ends_with(&only.text) && !name.contains('、')
    });
    full.map_or(found, |span| vec![Text::of(cx, span)])
}

/// 甲局 of 甲局通告第3/2020号, on a line near the top.
fn of_circular(cx: &Context<'_>, _: Option<&Text>) -> Vec<Text> {
    let found = cx.outline.lines.iter().take(super::order::LINES).find_map(|line| {
        let place = circular(first_bytes(line.span.of(cx.text), LONGEST_CIRCULAR))?;
        Some(Span::at(line.span.start as usize + place.start, line.span.start as usize + place.end))
    });
    found.map(|span| vec![Text::of(cx, span)]).unwrap_or_default()
}

/// The number of a circular stands in so many bytes of its line.
const LONGEST_CIRCULAR: usize = 300;

/// Where 甲局 stands in 甲局通告第3/2020号.
fn circular(line: &str) -> Option<Range<usize>> {
    let (end, mark) = ["通告第", "通函第"].iter().find_map(|mark| Some((line.find(mark)?, *mark)))?;
    let number = line.get(end + mark.len()..)?;
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let head = line.get(..end)?;
    let bare = head.rsplit([' ', '：', ':']).next().unwrap_or(head);
    let numbered = rest.len() < number.len() && rest.starts_with('/');
    (numbered && is_organ(bare)).then(|| end - bare.len()..end)
}

/// 2020年3月1日甲省教育厅第8次厅务会议通过 in the note on how the paper was made.
static ADOPTED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"日(?:经)?([一-鿿]{4,24}?)第[0-9〇零一二三四五六七八九十百]{1,6}次[一-鿿]{0,8}会议?(?:审议|讨论|研究)?通过";
    Regex::new(pattern).unwrap_or_else(|e| panic!("{e}"))
});

/// Whose meeting adopted the paper, by the note that says so near the top.
fn adopted(cx: &Context<'_>, title: Option<&Text>) -> Vec<Text> {
    let title = title.map_or("", |title| title.text.as_str());
    let found = cx
        .outline
        .lines
        .iter()
        .take(super::order::LINES)
        .filter(|line| line.span.len() <= LONGEST_REPORT)
        .find_map(|line| {
            let content = line.span.of(cx.text);
            let own = content.starts_with(['（', '(']) || !title.is_empty() && content.contains(title);
            let organ = ADOPTED.captures(content).filter(|_| own)?.get(1)?;
            let start = line.span.start as usize;
            // What an assembly adopted, the one that promulgates it issues.
            let issues = is_organ(organ.as_str()) && !organ.as_str().contains("代表大会");
            issues.then(|| Span::at(start + organ.start(), start + organ.end()))
        });
    texts(cx, found)
}

fn texts(cx: &Context<'_>, spans: impl IntoIterator<Item = Span<Norm>>) -> Vec<Text> {
    spans.into_iter().flat_map(|s| joint(cx.text, s)).map(|s| Text::of(cx, s)).collect()
}

fn signature(cx: &Context<'_>, _: Option<&Text>) -> Vec<Text> {
    let organs = cx.outline.part(Part::Signature).filter_map(|line| {
        let content = line.span.of(cx.text);
        let len = signed(content).unwrap_or(content.len());
        let organ = without_seal(content.get(..len)?.trim_end());
        (!organ.is_empty())
            .then(|| Span::at(line.span.start as usize, line.span.start as usize + organ.len()))
    });
    let mut names: Vec<Text> = Vec::new();
    for name in texts(cx, organs) {
        match names.last_mut() {
            Some(head) if is_branch(&name.text) && is_central(&head.text) => {
                head.text.push_str(&name.text);
                head.span = head.span.cover(name.span);
            }
            Some(head) if goes_on(&name.text) => {
                head.text.push_str(&name.text);
                head.span = head.span.cover(name.span);
            }
            _ => names.push(name),
        }
    }
    names
}

/// 甲领导小组办公室（代章）, （代）: the seal is not part of the name, and a line （甲局代章） below it names no issuer.
fn without_seal(organ: &str) -> &str {
    let bare = organ.strip_suffix(['）', ')']).unwrap_or(organ);
    let seal = bare.strip_suffix(['章', '代']).and_then(|rest| rest.rfind(['（', '(']));
    let seal = seal.filter(|at| *at == 0 || bare.len() - at <= 15);
    seal.and_then(|at| organ.get(..at)).map_or(organ, str::trim_end)
}

/// 某地监管分局 on a line of its own: the line above names what it is a branch of.
fn is_branch(name: &str) -> bool {
    ["分局", "分行", "支行", "监管支局"].iter().any(|end| name.ends_with(end)) && !is_central(name)
}

/// An organ of the whole country, which has branches.
fn is_central(name: &str) -> bool {
    ["国家", "中国", "中华"].iter().any(|start| name.starts_with(start))
        && (name.ends_with("总局") || name.ends_with("委员会") || name.ends_with("银行"))
}

/// （某某委员会） or 办公室 on a line of its own goes on the name above.
fn goes_on(name: &str) -> bool {
    let office = name.strip_suffix("办公室").or_else(|| name.strip_suffix("办公厅"));
    name.starts_with(['（', '('])
        || office.is_some_and(|of| {
            matches!(of, "" | "委员会" | "领导小组" | "工作领导小组" | "指挥部" | "联席会议")
        })
}

/// Whose order or announcement it is: 甲市人民政府令 above 第32号; 甲部、乙总署公告 is that of both.
fn of_order(cx: &Context<'_>, number: &DocNumber) -> Vec<Text> {
    let code = number.body_code.as_deref().unwrap_or("");
    let organ = ["令", "公告", "通告"].iter().find_map(|word| code.strip_suffix(word));
    let Some(organ) = organ.filter(|organs| organs.split('、').all(is_organ)) else { return Vec::new() };
    // 政府令〔2020〕第3号 does not say whose.
    if matches!(organ.trim_start_matches(['省', '市', '县', '区', '州', '本']), "政府" | "人民政府")
    {
        return Vec::new();
    }
    let start = cx.text.get(..number.span.end as usize).and_then(|head| head.rfind(organ));
    let mut at = start.unwrap_or(0);
    let mut names = Vec::new();
    for name in organ.split('、').filter(|_| start.is_some()) {
        names.push(Text::of(cx, Span::at(at, at + name.len())));
        at += name.len() + '、'.len_utf8();
    }
    names
}

/// 甲市人民政府令, or 甲委员会 and 公 告 below it, with no more than （第32号） on the next line.
fn above_number(cx: &Context<'_>, _: Option<&Text>) -> Vec<Text> {
    texts(cx, super::order::head(cx).map(|head| head.organ))
}

/// The organ before the date in a copy without line breaks.
fn in_line(cx: &Context<'_>, _: Option<&Text>) -> Vec<Text> {
    let found = super::signing::signed_in_line(cx).or_else(|| super::signing::set_apart(cx));
    let organ = found.map(|(_, _, organ)| organ).filter(|o| o.len() <= LONGEST_NAME);
    texts(cx, organ)
}

/// 甲市人民政府 of 甲市人民政府关于…的通知; one organ a line when several issue jointly.
fn of_title(cx: &Context<'_>, title: Option<&Text>) -> Vec<Text> {
    let Some(title) = title else { return Vec::new() };
    let printed = title.span.of(cx.text);
    let about = VERBS.words().iter().filter_map(|verb| printed.find(verb)).min();
    let about = about.or_else(|| before_year(printed)).or_else(|| before_ban(printed));
    let about = about.or_else(|| before_kind(printed));
    let Some(about) = about else { return Vec::new() };
    let mut at = title.span.start as usize;
    let mut names: Vec<Text> = Vec::new();
    for line in printed.get(..about).unwrap_or("").split('\n') {
        let lead = line.len() - line.trim_start().len();
        let organ = without_count(line.trim());
        let mut start = at + lead;
        for (index, name) in organ.split('、').enumerate() {
            let span = Span::at(start, start + name.len());
            start += name.len() + '、'.len_utf8();
            match names.last_mut() {
                _ if name.trim().is_empty() => {}
                // 甲市人民政府安全生产 / 委员会办公室: a name broken over the line.
                Some(head) if index == 0 && (goes_on(name) || !is_organ(&head.text)) => {
                    head.text.push_str(name);
                    head.span = head.span.cover(span);
                }
                _ => names.push(Text { text: name.trim().to_owned(), span }),
            }
        }
        at += line.len() + 1;
    }
    let is_name = |name: &Text| {
        let bracket = name.text.find(['（', '(']).filter(|_| name.text.ends_with(['）', ')']));
        let whole = || is_organ(&name.text) || is_office(&name.text);
        bracket.map_or_else(whole, |at| name.text.get(..at).is_some_and(is_organ))
    };
    if !names.iter().all(is_name) {
        return Vec::new();
    }
    let apart = |name: Text| {
        let broken = name.span.of(cx.text).contains(['\n', '（', '(']);
        if broken { vec![name] } else { texts(cx, [name.span]) }
    };
    names.into_iter().flat_map(apart).collect()
}

/// 甲公司保密办, 甲区双减办 for short before 关于; 主办 and 督办 are verbs.
fn is_office(name: &str) -> bool {
    let head = name.strip_suffix('办').filter(|head| !head.contains(['的', '和', '由']));
    head.is_some_and(|head| (3..=14).contains(&head.chars().count()) && !head.ends_with(HANDLES))
}

/// Characters before 办 that make a verb of it.
const HANDLES: [char; 16] =
    ['承', '主', '协', '督', '举', '查', '代', '经', '交', '开', '创', '兴', '申', '筹', '严', '包'];

/// What an issuer does in the title of its paper: 关于, 印发, 贯彻.
static VERBS: WordSet = WordSet::of("title_words", "verb");

/// What a headline says that an organ does with its paper: 发布.
static ISSUES: WordSet = WordSet::of("title_words", "issue");

/// Kinds of papers whose titles name issuer and year: 公告, 报告.
static DATED_KINDS: WordSet = WordSet::of("title_words", "dated_kind");

/// 甲市人力资源和社会保障局2022年公开招聘公告: what stands before the year, when it is the full name of an organ.
fn before_year(title: &str) -> Option<usize> {
    let year = title.find(|c: char| c.is_ascii_digit())?;
    let digits = title.get(year..)?.chars().take_while(char::is_ascii_digit).count();
    let organ = title.get(..year)?.trim();
    let named = digits == 4 && organ.len() > 15 && is_organ(organ);
    let kind = super::kind::kind_of_title(title).map_or("", |(kind, _)| kind);
    (named && DATED_KINDS.has(kind)).then_some(year)
}

/// 甲市防汛指挥部通告: what stands before the kind, when the title says no more than whose paper it is.
fn before_kind(title: &str) -> Option<usize> {
    let (kind, range) = super::kind::kind_of_title(title)?;
    let organ = title.get(..range.start)?.trim_end();
    (DATED_KINDS.has(kind) && organ.len() > 15 && is_organ(organ)).then_some(range.start)
}

/// 甲县人民政府森林防火禁火令: what stands before the occasion of an order to everybody.
fn before_ban(title: &str) -> Option<usize> {
    let ends = ["人民政府", "指挥部"].iter().filter_map(|end| title.find(end).map(|at| at + end.len()));
    let issues = |at: usize| title.get(at..).is_some_and(|rest| ISSUES.head_of(rest).is_some());
    ends.min().filter(|&at| title.trim_end().ends_with('令') && !issues(at))
}

/// 甲市住建局等五部门关于…: the one that is named.
fn without_count(organ: &str) -> &str {
    let rest = ["部门", "单位", "机关", "委办局"].iter().find_map(|word| organ.strip_suffix(word));
    let counted = rest.map(|rest| rest.trim_end_matches('个').trim_end_matches(crate::text::is_numeral));
    counted.and_then(|rest| rest.trim_end().strip_suffix('等')).unwrap_or(organ)
}

/// A line of organs, `…文件` or `…令` above the title.
fn masthead(cx: &Context<'_>, _: Option<&Text>) -> Vec<Text> {
    let organs = cx.outline.part(Part::Masthead).filter_map(|line| {
        let content = line.span.of(cx.text);
        let organ = content.trim_end_matches("文件").trim_end_matches('令');
        // 甲政字〔20305甲县人民政府: what is left of a number tells no name.
        (is_organ(organ) && !organ.contains('〔'))
            .then(|| Span::at(line.span.start as usize, line.span.start as usize + organ.len()))
    });
    let mut names = texts(cx, organs);
    // 甲市人民政府 above the title and 甲市政府 below it are one organ.
    let mut seen = Vec::new();
    names.retain(|name| {
        let short = name.text.replace("人民政府", "政府").replace("人民代表大会", "人大");
        let is_new = !seen.contains(&short);
        seen.push(short);
        is_new
    });
    names
}

/// The second field of a database record, or the full names that its text gives. Of an article, whose title names no kind of
/// paper and which addresses nobody, that field tells the source.
fn of_record(cx: &Context<'_>, title: Option<&Text>) -> Vec<Text> {
    let kind = title.and_then(|title| super::kind::kind_of_title(&title.text));
    if kind.is_none() && cx.outline.part(Part::Addressee).next().is_none() {
        return Vec::new();
    }
    let named = fields_of_record(cx);
    // 央行 is no name; the lead of the record may give the full one.
    if named.iter().all(|name| is_organ(&name.text)) {
        return named;
    }
    let full = in_lead(cx, title);
    if full.len() == named.len() { full } else { named }
}

/// The organs in the second field of a database record.
fn fields_of_record(cx: &Context<'_>) -> Vec<Text> {
    let Some(first) = cx.outline.lines.first() else { return Vec::new() };
    let Some((organ, _)) = record(first.span.of(cx.text)) else { return Vec::new() };
    let start = first.span.start as usize;
    let content = cx.text.get(start + organ.start..start + organ.end).unwrap_or("");
    if content.contains(['【', '，', '的']) {
        return Vec::new();
    }
    let mut at = start + organ.start;
    let mut found = Vec::new();
    for name in content.split('、') {
        let lead = name.len() - name.trim_start().len();
        let trimmed = name.trim();
        if !trimmed.is_empty() {
            found.push(Text::of(cx, Span::at(at + lead, at + lead + trimmed.len())));
        }
        at += name.len() + '、'.len_utf8();
    }
    found
}

/// 以下为甲省委 甲省人民政府《…》全文：: whose paper is reprinted below.
fn reprinted(cx: &Context<'_>, _: Option<&Text>) -> Vec<Text> {
    let named =
        cx.outline.part(Part::Portal).filter(|line| announces_text(line.span.of(cx.text))).find_map(|line| {
            let content = line.span.of(cx.text);
            let open = content.find('《')?;
            let head = content.get(..open)?;
            let lead = head.rfind(['为', '是', '将', '，', ',', '。'])?;
            let start = lead + head.get(lead..)?.chars().next().map_or(0, char::len_utf8);
            let names = head.get(start..)?;
            let all = names.split([' ', '、']).all(is_organ);
            all.then(|| Span::at(line.span.start as usize + start, line.span.start as usize + open))
        });
    texts(cx, named)
}

/// What the news item around the full text of a document says of its issuer.
fn reported(cx: &Context<'_>, _: Option<&Text>) -> Vec<Text> {
    let found = cx.outline.part(Part::Portal).filter(|l| l.span.len() <= LONGEST_REPORT).find_map(|line| {
        let captures = REPORTED.captures(line.span.of(cx.text))?;
        let organ = captures.get(1).filter(|m| is_organ(m.as_str()))?;
        let start = line.span.start as usize;
        Some(Span::at(start + organ.start(), start + organ.end()))
    });
    found.map(|span| vec![Text::of(cx, span)]).unwrap_or_default()
}

/// What the lead of an article says of the issuer of the paper that it is named after, 某局日前发布《…》, also over line
/// breaks.
fn in_lead(cx: &Context<'_>, title: Option<&Text>) -> Vec<Text> {
    let Some(title) = title else { return Vec::new() };
    let lead = first_bytes(cx.text, LEAD_BYTES);
    let issues = [("印发", false), ("发布", false), ("出台", false), ("公布", false), ("就", true)];
    let found = lead.match_indices('《').find_map(|(open, mark)| {
        let named: String = lead.get(open + mark.len()..)?.split('》').next()?.split_whitespace().collect();
        let own = named.contains(title.text.as_str()) || title.text.contains(named.as_str());
        if !own || named.chars().count() < 6 {
            return None;
        }
        let before = lead.get(..open)?.trim_end();
        let (rest, asks) =
            issues.iter().find_map(|(verb, asks)| Some((before.strip_suffix(verb)?, *asks)))?;
        let behind = lead.get(open..)?.split('》').nth(1)?;
        if asks && !behind.chars().take(20).collect::<String>().contains("意见") {
            return None;
        }
        let rest = ["近日", "日前", "正式", "联合"]
            .iter()
            .fold(rest, |rest, word| rest.trim_end().strip_suffix(word).unwrap_or(rest));
        let rest = rest.trim_end();
        let start = rest.rfind(|c: char| "，,。：:；;\n日！!”".contains(c));
        let start = start
            .map_or(0, |at| at + rest.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8));
        let names = rest.get(start..)?;
        let all = names.split('、').all(|name| is_organ(name.trim()) && name.trim().len() >= 12);
        all.then(|| Span::<Norm>::at(start, rest.len()))
    });
    let Some(found) = found else { return Vec::new() };
    let mut at = found.start as usize;
    let mut names = Vec::new();
    for name in found.of(cx.text).split('、') {
        names.push(Span::at(at, at + name.len()));
        at += name.len() + '、'.len_utf8();
    }
    texts(cx, names)
}

fn keyed(cx: &Context<'_>, _: Option<&Text>) -> Vec<Text> {
    texts(cx, super::page::issuer(cx))
}

/// The name of the place at the head of the name of an organ, else its first three characters.
fn place(organ: &str) -> &str {
    let ends = |c: char| matches!(c, '省' | '市' | '县' | '区' | '州' | '盟' | '旗');
    let named = |organ: &'_ str| {
        let mut near = organ.char_indices().take(8);
        near.find(|&(at, c)| at > 0 && ends(c)).map(|(at, c)| at + c.len_utf8())
    };
    let behind_head = HEADS.behind(organ);
    if let Some((rest, end)) = behind_head.and_then(|rest| Some((rest, named(rest)?))) {
        return rest.get(..end).unwrap_or(organ);
    }
    let third = || organ.char_indices().nth(3).map_or(organ.len(), |(at, _)| at);
    organ.get(..named(organ).unwrap_or_else(third)).unwrap_or(organ)
}

/// What stands before the place in the names of organs: 中共甲市委, 国家税务总局甲市税务局.
static HEADS: WordSet = WordSet::of("masthead_words", "before_place");

/// Organs of the whole country that issue papers together.
static CENTRAL: WordSet = WordSet::of("masthead_words", "central");

/// Whether the name is whole; 甲市委文明办 and 中共中央 stand only among others.
fn is_whole(name: &str) -> bool {
    is_organ(name) || name.ends_with('办') && name.chars().count() > 4 || name == "中共中央"
}

/// Divides 甲市财政局甲市住建局 where the place name comes again, 中共中央国务院 at 国务院, and 甲局 乙局 at the blanks.
fn joint(text: &str, span: Span<Norm>) -> Vec<Span<Norm>> {
    let content = span.of(text);
    let place = place(content);
    let again = content.match_indices(place).chain(content.match_indices("国务院")).filter(|(at, _)| *at > 0);
    let begins = |at: usize| {
        let before = content.get(..at).unwrap_or("");
        HEADS.before(before).map_or(at, str::len)
    };
    // 甲部国家税务总局: organs of the whole country that follow one another up to the end.
    let central = CENTRAL.words().iter().flat_map(|name| content.match_indices(name)).filter(|(at, name)| {
        let rest = content.get(at + name.len()..).unwrap_or("").trim_start();
        rest.is_empty() || CENTRAL.head_of(rest).is_some()
    });
    let again = again.map(|(at, _)| begins(at)).chain(central.map(|(at, _)| at));
    let mut again: Vec<usize> = again.filter(|at| *at > 0).collect();
    again.sort_unstable();
    let mut cuts = vec![0];
    for at in again {
        let before = content.get(cuts.last().copied().unwrap_or(0)..at).unwrap_or("");
        if is_whole(before.trim()) {
            cuts.push(at);
        }
    }
    for (at, blank) in content.match_indices([' ', '\u{3000}', '\t', '、']) {
        let (before, after) =
            (content.get(..at).unwrap_or(""), content.get(at + blank.len()..).unwrap_or(""));
        if is_organ(before.trim()) && is_organ(after.trim()) {
            cuts.push(at);
        }
    }
    cuts.sort_unstable();
    cuts.push(content.len());
    let pieces = cuts.windows(2).filter_map(|pair| {
        let piece = content.get(pair[0]..pair[1])?;
        let bare = piece.trim_start_matches([' ', '\u{3000}', '\t', '、']);
        let start = span.start as usize + pair[0] + (piece.len() - bare.len());
        let trimmed = bare.trim_end();
        (!trimmed.is_empty()).then(|| Span::at(start, start + trimmed.len()))
    });
    pieces.collect()
}
