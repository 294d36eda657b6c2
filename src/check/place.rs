//! Whether one division lies in another.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lexicon::Lexicon;

/// Codes of the divisions by name; names of counties are used more than once.
static CODES: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut codes = HashMap::<&str, Vec<&str>>::new();
    if let Some(table) = Lexicon::embedded().find("divisions") {
        let (name, code) = (0, table.column("code"));
        for row in table.rows() {
            codes.entry(row[name].as_str()).or_default().push(row[code].as_str());
        }
    }
    codes
});

/// Whether the division `place` (its name, alone or after the names above it) lies in `region` or is it.
pub(super) fn lies_in(place: &str, region: &str) -> bool {
    if region.is_empty() || place.contains(region) {
        return true;
    }
    let Some(regions) = CODES.get(region) else { return false };
    // Only a place all of whose namesakes lie in the region surely does. Every tail of the place may be a division's name.
    let tails = place.char_indices().filter_map(|(at, _)| CODES.get(&place[at..]));
    let mut namesakes = tails.flatten().peekable();
    namesakes.peek().is_some() && namesakes.all(|code| regions.iter().any(|region| code.starts_with(region)))
}

#[cfg(test)]
mod tests {
    use super::lies_in;

    #[test]
    fn divisions() {
        assert!(lies_in("尚志市", "黑龙江省"));
        assert!(lies_in("黑龙江省哈尔滨市尚志市", "黑龙江省"));
        assert!(lies_in("湖南省", "湖南省"));
        assert!(lies_in("长沙市", "湖南省"));
        assert!(!lies_in("长沙市", "山东省"));
        assert!(!lies_in("某某县", "湖南省"));
    }
}
