//! Whether one division lies in another.

use crate::lexicon::Lexicon;

/// Whether the division `place` (its name, alone or after the names above it) lies in `region` or is it.
pub(super) fn lies_in(place: &str, region: &str) -> bool {
    if region.is_empty() || place.contains(region) {
        return true;
    }
    let Some(table) = Lexicon::embedded().find("divisions") else { return false };
    let (name, code) = (0, table.column("code"));
    let cell = |row: &'static [String], column: usize| row.get(column).map_or("", String::as_str);
    let rows = || table.rows().iter().map(Vec::as_slice);
    let regions: Vec<&str> = rows().filter(|r| cell(r, name) == region).map(|r| cell(r, code)).collect();
    if regions.is_empty() {
        return false;
    }
    // Names of counties are used more than once: only a place all of whose namesakes lie in the region surely does.
    let mut namesakes = rows().filter(|r| place.ends_with(cell(r, name))).map(|r| cell(r, code)).peekable();
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
