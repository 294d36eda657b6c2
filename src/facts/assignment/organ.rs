//! Known organs: short names, full names, and what became of them.
//!
//! `dictionaries/organs.tsv` holds names without place or level (发改局, 委组织部); a name in a text is one of them behind a
//! prefix such as 市 or 某某县. `dictionaries/placed_organs.tsv` holds the full names that the place stands inside of.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::join::is_divisions;
use super::unit_name::{division_at, kind_of};
use super::{Facts, UnitKind};
use crate::lexicon::{Endings, Lexicon, WordSet};

/// One row of the list.
#[derive(Debug)]
struct Organ {
    full: &'static str,
    kind: UnitKind,
    is_national: bool,
    from: Option<Date>,
    until: Option<Date>,
    successor: &'static str,
}

/// The list, by the ends of names.
pub(super) struct Organs {
    names: Endings,
    rows: Vec<Organ>,
    /// Full names that the place stands inside of, with the way they are written.
    placed: HashMap<&'static str, &'static str>,
    /// Level of each division: province, city, county.
    levels: HashMap<&'static str, &'static str>,
}

static ORGANS: LazyLock<Organs> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let table = lexicon.table("organs");
    let [full, kind, from] = ["full", "kind", "from"].map(|c| table.column(c));
    let [until, successor] = ["until", "successor"].map(|c| table.column(c));
    let rows = table.rows().map(|cells| Organ {
        full: cells[full],
        kind: kind_of(cells[kind]),
        is_national: cells[kind] == "national",
        from: cells[from].parse().ok(),
        until: cells[until].parse().ok(),
        successor: cells[successor],
    });
    let pairs = |name, column| {
        let table = lexicon.table(name);
        let column = table.column(column);
        table.rows().map(|cells| (cells[0], cells[column])).collect()
    };
    Organs {
        names: Endings::new(table.rows().map(|cells| &cells[0])),
        rows: rows.collect(),
        placed: pairs("placed_organs", "form"),
        levels: pairs("divisions", "level"),
    }
});

/// The office of a zone, short and in full.
const ZONE_OFFICE: &str = "管委会";
const ZONE_OFFICE_FULL: &str = "管理委员会";

/// Longest prefix of place and level before a known name, in characters.
const PREFIX: usize = 14;

/// Where a document speaks from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standpoint<'a> {
    /// The division whose organ issued it.
    pub(super) jurisdiction: Option<&'a str>,
    /// Its date.
    pub(super) date: Option<Date>,
}

impl<'a> Standpoint<'a> {
    /// Where the document of these facts speaks from.
    pub(super) fn of(facts: &'a Facts) -> Self {
        Self { jurisdiction: facts.metadata.jurisdiction.as_deref(), date: facts.metadata.date() }
    }
}

impl Organs {
    pub(super) fn get() -> &'static Self {
        &ORGANS
    }

    /// What sort of unit a known name denotes.
    pub(super) fn kind(&self, name: &str) -> Option<UnitKind> {
        self.split(name).map(|(_, organ)| organ.kind)
    }

    /// The prefix of a known name: 市 of 市发改局, nothing of 财政厅; `None` when the name is not known.
    pub(super) fn prefix<'n>(&self, name: &'n str) -> Option<&'n str> {
        self.split(name).map(|(prefix, _)| prefix)
    }

    /// The full name at the document's date and place. `inherited` is the prefix of the list's earlier names (省商务厅、财政厅).
    pub(super) fn canonical(&self, name: &str, inherited: &str, at: Standpoint<'_>) -> Option<String> {
        let (prefix, organ) = self.split(name)?;
        let has_ended = organ.until.zip(at.date).is_some_and(|(until, date)| until < date);
        let full = if has_ended && !organ.successor.is_empty() { organ.successor } else { organ.full };
        if organ.is_national && prefix.is_empty() {
            return Some(full.to_owned());
        }
        if let Some(form) = self.placed.get(full) {
            let is_known = organ.from.zip(at.date).is_none_or(|(from, date)| from <= date);
            return self.placed(form, (prefix, inherited), at).filter(|_| is_known);
        }
        let prefix = if prefix.is_empty() { inherited } else { prefix };
        // 管委会 alone is that of a zone that the paper names elsewhere.
        if is_nowhere(prefix) || name.len() == ZONE_OFFICE.len() && full.ends_with(ZONE_OFFICE_FULL) {
            return None;
        }
        let place = place(prefix, at.jurisdiction)?;
        if TAIWAN.has(&place) {
            return Some(format!("{place}{}", full.replacen("人民政府", "政府", 1)));
        }
        let is_party = full.starts_with('委') || full.starts_with("纪律检查");
        Some(if is_party { format!("中共{place}{full}") } else { format!("{place}{full}") })
    }

    /// A full name with its place inside: `form` says where it stands and of which level it is. Nothing is guessed: no place that
    /// is not a known division, and no urban district, whose organs bear the name of the city too.
    fn placed(&self, form: &str, prefixes: (&str, &str), at: Standpoint<'_>) -> Option<String> {
        let (head, rest) = form.split_once('{')?;
        let (wanted, tail) = rest.split_once('}')?;
        let (prefix, inherited) = prefixes;
        let own = if prefix.is_empty() { inherited } else { prefix };
        let place = match wanted {
            "" | "县级" | "短" => place(Some(own).filter(|own| !own.is_empty())?, at.jurisdiction)?,
            level => place(Some(level).filter(|_| prefix.is_empty())?, at.jurisdiction)?,
        };
        let level = self.levels.get(place.as_str());
        let place = match wanted {
            "短" => short(&place, level.is_some()).filter(|short| self.is_division(short))?,
            "县级" => level.filter(|level| **level == "county").map(|_| place.as_str())?,
            _ => level
                .filter(|_| !place.ends_with('区') || place.ends_with("自治区"))
                .map(|_| place.as_str())?,
        };
        Some([head, place, tail].concat())
    }

    /// Whether the text is the name of a division without its last character.
    fn is_division(&self, short: &str) -> bool {
        ["省", "市", "县"].iter().any(|level| self.levels.contains_key([short, level].concat().as_str()))
    }

    /// Prefix and organ; the longest known name wins.
    fn split<'n>(&self, name: &'n str) -> Option<(&'n str, &Organ)> {
        self.names.all_of(name).find_map(|known| {
            let prefix = name.get(..known.start)?;
            let organ = self.rows.get(known.number as usize)?;
            let is_prefix = prefix.chars().nth(PREFIX).is_none() && is_prefix(prefix);
            // 市发改委办公室 is no office of a Party committee.
            let has_level = !organ.full.starts_with('委') || prefix.is_empty() || ends_in_level(prefix);
            (is_prefix && has_level).then_some((prefix, organ))
        })
    }
}

/// Whether the text can be the place and level before an organ's name.
fn is_prefix(text: &str) -> bool {
    if text.is_empty() {
        return true;
    }
    let is_level = ends_in_level(text);
    let is_short = text.chars().count() <= 3;
    (is_level || is_short || text.ends_with("中国") || text.ends_with("国家") || text.ends_with("兵团"))
        && !text.contains([
            '和', '与', '及', '、', '的', '各', '由', '对', '按', '有', '（', '(', '等', '局', '委', '厅',
            '办', '：', ':', '为', '，', '；',
        ])
}

/// Counties and cities of Taiwan, whose governments are no 人民政府.
static TAIWAN: WordSet = WordSet::of("unit_words", "taiwan");

/// Whether a prefix names no place: 相关管委会, 县区政府, 新区财政局, 区城乡水务局 without the district's name.
fn is_nowhere(prefix: &str) -> bool {
    let mut rest = prefix.chars();
    let has_level = rest.next().is_some_and(|c| "省市县区".contains(c));
    has_level && rest.next().is_some() && (division_at(prefix) == 0 || is_divisions(prefix))
        || UNNAMED_ZONE.has(prefix)
        || ["相关", "有关", "属地"].iter().any(|word| prefix.starts_with(word))
}

/// Zones without a name of their own.
static UNNAMED_ZONE: WordSet = WordSet::of("unit_words", "unnamed_zone");

/// Whether the text ends in the word for a level of administration.
fn ends_in_level(text: &str) -> bool {
    text.ends_with(['省', '市', '县', '区', '州', '旗', '盟', '镇', '乡', '师', '团', '场'])
}

/// The place a prefix stands for: 市 in a paper of 某某市 is 某某市; a prefix that names a place is taken as it is.
fn place(prefix: &str, jurisdiction: Option<&str>) -> Option<String> {
    if prefix.chars().count() > 1 {
        return Some(prefix.to_owned());
    }
    let level = prefix.chars().next();
    let home = jurisdiction?;
    let Some(level) = level else { return Some(innermost(home).to_owned()) };
    let end = home.rfind(level)? + level.len_utf8();
    let upto = home.get(..end)?;
    Some(innermost(upto).to_owned())
}

/// The place without 省, 市 or 县 behind it; `is_full` says whether the place has it.
fn short(place: &str, is_full: bool) -> Option<&str> {
    if is_full { place.strip_suffix(['省', '市', '县']) } else { Some(place) }
}

/// The innermost division of a chain of divisions: 某省某市 or 某省/某市 → 某市.
fn innermost(chain: &str) -> &str {
    let chain = chain.rsplit('/').next().unwrap_or(chain);
    let cut = chain.char_indices().filter(|&(index, c)| {
        matches!(c, '省' | '市' | '州' | '县' | '区' | '盟' | '旗')
            && index + c.len_utf8() < chain.len()
            && index >= 6
    });
    let last = cut.map(|(index, c)| index + c.len_utf8()).next_back().unwrap_or(0);
    match chain.get(last..) {
        Some(rest) if rest.chars().count() >= 2 => rest,
        _ => chain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, jurisdiction: &str, date: &str, expect: Option<&str>) {
        let at = Standpoint { jurisdiction: Some(jurisdiction), date: date.parse().ok() };
        assert_eq!(Organs::get().canonical(name, "市", at).as_deref(), expect, "{name}");
    }

    #[test]
    fn names_are_resolved_by_place_and_date() {
        check("市司法局", "尚志市", "2017-05-01", Some("尚志市司法局"));
        check("市法制办", "尚志市", "2017-05-01", Some("尚志市人民政府法制办公室"));
        check("市法制办", "尚志市", "2020-05-01", Some("尚志市司法局"));
        check("市发改局", "黑龙江省哈尔滨市尚志市", "2017-05-01", Some("尚志市发展和改革局"));
        check("省财政厅", "河南省", "2025-01-01", Some("河南省财政厅"));
        check("市财政局", "河南省/郑州市", "2025-01-01", Some("郑州市财政局"));
        check("省财政厅", "河南省/郑州市", "2025-01-01", Some("河南省财政厅"));
        check("市纪委", "/尚志市", "2017-05-01", Some("中共尚志市纪律检查委员会"));
        check("财政局", "昭通市", "2025-01-01", Some("昭通市财政局"));
        check("市委组织部", "尚志市", "2017-05-01", Some("中共尚志市委组织部"));
        check("市纪委", "尚志市", "2017-05-01", Some("中共尚志市纪律检查委员会"));
        check("长沙市环保局", "尚志市", "2017-05-01", Some("长沙市环境保护局"));
        check("人力资源社会保障部", "尚志市", "2017-05-01", Some("人力资源和社会保障部"));
        check("省财政厅", "尚志市", "2017-05-01", None);
        check("团市委", "黑龙江省/哈尔滨市", "2024-05-01", Some("共青团哈尔滨市委员会"));
        check("团省委", "黑龙江省/哈尔滨市", "2024-05-01", Some("共青团黑龙江省委员会"));
        check("市团委", "黑龙江省/哈尔滨市", "2024-05-01", Some("共青团哈尔滨市委员会"));
        check("团区委", "湖北省/武汉市/武昌区", "2024-05-01", None);
        check("市税务局", "黑龙江省/哈尔滨市", "2024-05-01", Some("国家税务总局哈尔滨市税务局"));
        check("市税务局", "黑龙江省/哈尔滨市", "2017-05-01", None);
        check("市地税局", "黑龙江省/哈尔滨市", "2024-05-01", Some("国家税务总局哈尔滨市税务局"));
        check("新区税务局", "湖南省/长沙市", "2024-05-01", None);
        check("市法院", "黑龙江省/哈尔滨市", "2024-05-01", None);
        check("市法院", "黑龙江省/哈尔滨市/尚志市", "2024-05-01", Some("尚志市人民法院"));
        check("县人民法院", "湖南省/益阳市/安化县", "2024-05-01", Some("安化县人民法院"));
        check("市政协", "黑龙江省/哈尔滨市", "2024-05-01", Some("中国人民政治协商会议哈尔滨市委员会"));
        check("山东银保监局", "山东省", "2022-05-01", Some("中国银行保险监督管理委员会山东监管局"));
        check("苏州银保监分局", "江苏省", "2024-05-01", Some("国家金融监督管理总局苏州监管分局"));
        check(
            "市银保监分局",
            "黑龙江省/哈尔滨市",
            "2022-05-01",
            Some("中国银行保险监督管理委员会哈尔滨监管分局"),
        );
        check("市银监分局", "黑龙江省/哈尔滨市", "2016-05-01", None);
        check("市发改委办公室", "山东省/济南市", "2024-05-01", None);
        check("国家网信办", "山东省", "2024-05-01", Some("国家互联网信息办公室"));
        check("某某公司", "尚志市", "2017-05-01", None);
    }
}
