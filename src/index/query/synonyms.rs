//! Names of units: abbreviation, full name, predecessors and successors.
//!
//! One step only: 工商局 brings 市场监督管理局, which took it over, and 市监局, but not the other bureaus that went the same
//! way. A level word (市) is kept, and full names are also looked for without it; the name of a place is always kept.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use crate::lexicon::Lexicon;

/// Most other names of one unit.
const MOST: usize = 24;
/// Longest prefix of place and level before a known name, in characters.
const PREFIX: usize = 10;
/// Full names from this length on say enough without a prefix.
const TELLING: usize = 6;

struct Row {
    name: &'static str,
    full: &'static str,
    successor: &'static str,
}

struct Organs {
    rows: Vec<Row>,
    by_name: HashMap<&'static str, Vec<usize>>,
    by_full: HashMap<&'static str, Vec<usize>>,
    by_successor: HashMap<&'static str, Vec<usize>>,
    variants: Vec<(&'static str, &'static str)>,
}

static ORGANS: LazyLock<Organs> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let organs = lexicon.table("organs");
    let [full, successor] = ["full", "successor"].map(|c| organs.column(c));
    let listed = organs.rows().map(|r| Row { name: r[0], full: r[full], successor: r[successor] });
    let gone = lexicon.table("abolished_organs");
    let to = gone.column("successor");
    let abolished = gone.rows().map(|r| Row { name: r[0], full: r[0], successor: r[to] });
    let rows: Vec<Row> = listed.chain(abolished).collect();
    let mut maps = [HashMap::new(), HashMap::new(), HashMap::new()];
    for (index, row) in rows.iter().enumerate() {
        for (map, key) in maps.iter_mut().zip([row.name, row.full, row.successor]) {
            if !key.is_empty() {
                map.entry(key).or_insert_with(Vec::new).push(index);
            }
        }
    }
    let [by_name, by_full, by_successor] = maps;
    let variants = lexicon.table("organ_variants").rows().map(|r| (r[0], r[1])).collect();
    Organs { rows, by_name, by_full, by_successor, variants }
});

impl Organs {
    /// Other names of the organ of that name, itself included.
    fn peers(&self, name: &'static str) -> BTreeSet<&'static str> {
        let mut found = BTreeSet::from([name]);
        let of = |map: &HashMap<&'static str, Vec<usize>>, key: &str| -> Vec<&Row> {
            map.get(key).into_iter().flatten().filter_map(|i| self.rows.get(*i)).collect()
        };
        let fulls: BTreeSet<&str> = of(&self.by_name, name).iter().flat_map(|r| [r.full, r.name]).collect();
        for full in fulls {
            let own = of(&self.by_full, full);
            let heirs: Vec<&Row> = own.iter().flat_map(|r| of(&self.by_full, r.successor)).collect();
            let ancestors = of(&self.by_successor, full);
            for row in own.iter().chain(&heirs).chain(&ancestors) {
                found.extend([row.name, row.full]);
            }
            found.extend(own.iter().map(|r| r.successor));
            found.insert(full);
        }
        found.remove("");
        found
    }

    /// The prefix and the longest known name at the end of a word.
    fn split<'w>(&self, word: &'w str) -> Option<(&'w str, &'static str)> {
        word.char_indices().take(PREFIX + 1).find_map(|(at, _)| {
            let (prefix, rest) = word.split_at_checked(at)?;
            self.by_name.get_key_value(rest).map(|(name, _)| (prefix, *name))
        })
    }

    /// A name with one of the usual contractions made or undone.
    fn respelt(&self, name: &str) -> Vec<String> {
        let forms = |short: &str| -> Vec<&'static str> {
            let long = self.variants.iter().filter(|(_, s)| *s == short).map(|(long, _)| *long);
            long.collect()
        };
        let mut found = Vec::new();
        for (long, short) in &self.variants {
            let Some(written) = [*long, *short].into_iter().find(|w| name.contains(w)) else { continue };
            let others = forms(short).into_iter().chain([*short]).filter(|w| *w != written);
            found.extend(others.map(|other| name.replacen(written, other, 1)));
        }
        found
    }
}

/// Whether a prefix says a level and no place.
fn is_level(prefix: &str) -> bool {
    prefix.chars().all(|c| "省市县区州盟旗镇乡委本各我".contains(c))
}

/// The other names of a unit; none when the word is no unit.
pub(in crate::index) fn others(word: &str) -> Vec<String> {
    let organs = &*ORGANS;
    let mut found = BTreeSet::new();
    if let Some((prefix, name)) = organs.split(word) {
        let prefix = prefix.strip_suffix('委').unwrap_or(prefix);
        for peer in organs.peers(name) {
            found.insert(format!("{prefix}{peer}"));
            let bare = peer.strip_prefix('委').unwrap_or(peer);
            found.insert(format!("{prefix}{bare}"));
            if is_level(prefix) && bare.chars().count() >= TELLING {
                found.insert(bare.to_owned());
            }
        }
    }
    if !found.is_empty() || word.ends_with(['局', '委', '厅', '部', '办', '会', '署', '心', '室']) {
        let respelt: Vec<String> =
            found.iter().map(String::as_str).chain([word]).flat_map(|n| organs.respelt(n)).collect();
        found.extend(respelt);
    }
    found.remove(word);
    // What holds another name is found by that name.
    let all: Vec<String> = found.into_iter().filter(|n| !n.contains(word)).collect();
    let is_covered = |name: &String| all.iter().any(|other| other != name && name.contains(other.as_str()));
    all.iter().filter(|name| !is_covered(name)).take(MOST).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::others;

    fn check(word: &str, has: &[&str], has_not: &[&str]) {
        let found = others(word);
        for name in has {
            assert!(found.iter().any(|f| f == name), "{word} 应有 {name}：{found:?}");
        }
        for name in has_not {
            assert!(!found.iter().any(|f| f == name), "{word} 不应有 {name}：{found:?}");
        }
    }

    #[test]
    fn abbreviations_full_names_and_predecessors() {
        check("市编办", &["机构编制委员会办公室"], &["市编办"]);
        check("机构编制委员会办公室", &["编办"], &[]);
        check("市监局", &["市场监督管理局", "工商局"], &[]);
        check("工商局", &["市场监督管理局"], &["质监局"]);
        check("甲乙市工商局", &["甲乙市市场监督管理局"], &["市场监督管理局"]);
        check("停车", &[], &["停车场"]);
        assert!(others("停车收费").is_empty());
    }
}
