//! Whether one division lies in another.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lexicon::Lexicon;

/// Codes by name; names of counties are used more than once. A code begins with the codes of the divisions above.
static CODES: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut codes: HashMap<&str, Vec<&str>> = HashMap::new();
    if let Some(table) = Lexicon::embedded().find("divisions") {
        let code = table.column("code");
        for row in table.rows() {
            if let (Some(name), Some(code)) = (row.first(), row.get(code)) {
                codes.entry(name).or_default().push(code);
            }
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
    // The longest known name at the end of the place: 黑龙江省哈尔滨市尚志市 ends in 尚志市.
    let namesakes = place.char_indices().find_map(|(at, _)| CODES.get(place.get(at..)?));
    // Only a place all of whose namesakes lie in the region surely does.
    namesakes
        .is_some_and(|codes| codes.iter().all(|code| regions.iter().any(|region| code.starts_with(region))))
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
