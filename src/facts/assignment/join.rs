//! Names that a separator cuts although they are one, and names that are two although nothing cuts them.

use super::brackets::{closes, opens};
use super::tail::without_etc;
use super::unit_name::{self, Proof};

/// Where a name is really two: the end of the first and the start of the second, as offsets into it.
pub(super) fn joint(name: &str, proof: Proof) -> Option<(usize, usize)> {
    if unit_name::is_known(name) {
        return None;
    }
    let mut depth = 0usize;
    for (index, c) in name.char_indices() {
        if opens(c) || c == '“' {
            depth += 1;
        } else if closes(c) || c == '”' {
            depth = depth.saturating_sub(1);
        }
        if depth > 0 || index == 0 {
            continue;
        }
        let (left, rest) = name.split_at_checked(index)?;
        let word = ["以及", "和", "及", "与", "或", " ", "\u{3000}", "·", "•", "．", "."]
            .iter()
            .find(|w| rest.starts_with(**w))
            .map_or(0, |w| w.len());
        let right = rest.get(word..)?;
        let is_unit = |part: &str| unit_name::kind(part, proof).is_some();
        if word > 0 {
            let bare = without_etc(left);
            let is_sure = unit_name::is_certain(bare) || unit_name::kind(bare, Proof::Listed).is_some();
            // 各市及县（市）政府 is one group.
            let of_all = left.strip_prefix('各').is_some_and(is_divisions) && completes_divisions(right);
            if is_sure && !of_all && !unit_name::is_bare(right) && is_unit(bare) && is_unit(right) {
                return Some((index, index + word));
            }
        } else if left.ends_with(['局', '委', '厅', '办', '院']) && runs_on(left, right) {
            return Some((index, index));
        }
    }
    None
}

/// Whether two names stand one after the other without a separator (lost blanks): 市财政局市教育局.
fn runs_on(left: &str, right: &str) -> bool {
    let same_level = left.chars().next().filter(|c| matches!(c, '省' | '市' | '县' | '区' | '各'));
    // 市委市政府督查室 serves both.
    let is_pair = left.chars().count() == 2 && left.ends_with('委') && right.chars().nth(1) == Some('政');
    same_level.is_some_and(|c| right.starts_with(c))
        && !is_pair
        && unit_name::is_known(left)
        && (unit_name::is_certain(right) || right.chars().count() > 6)
        && !unit_name::is_known(&[left, right].concat())
        && !right.starts_with("市场")
}

/// Names of levels alone: 市州, 县市区, 设区市, 县级市.
pub(super) fn is_divisions(text: &str) -> bool {
    let of_level = |c| "直辖设区市州县旗盟地师乡镇自治（）()、".contains(c);
    // 县级 alone is an attribute: 县级部门.
    let ranks = ["县级市", "地级市", "地级以上市"].iter().find(|word| text.contains(**word));
    let bare = ranks.map(|word| text.replace(word, "市"));
    !text.is_empty() && bare.as_deref().unwrap_or(text).chars().all(of_level)
}

/// Whether two pieces cut at a 、 are one collective unit: 各市、县; 市、县两级公安机关; 各科、室.
pub(super) fn is_one_group(left: &str, right: &str) -> bool {
    let all = ["各有关", "各相关", "有关", "相关", "各"].iter().find_map(|word| left.strip_prefix(word));
    let is_short = |text: &str| (1..=2).contains(&text.chars().count());
    let word = |text: &str| is_short(text) && text.chars().all(|c| "处室科股站所队部系办组馆".contains(c));
    let inner = |text: &str| text.split('、').all(word);
    let of_levels = ["两级", "二级", "三级"].iter().any(|word| {
        right.split_once(word).is_some_and(|(levels, rest)| is_divisions(levels) && !rest.is_empty())
    });
    all.is_some_and(|all| is_divisions(all) && is_divisions(right) || inner(all) && inner(right))
        || of_levels && left.chars().nth(1).is_none() && is_divisions(left)
}

/// Levels with 政府 behind them, and words of duty after that: 县市区人民政府负责落实.
pub(super) fn completes_divisions(text: &str) -> bool {
    ["人民政府", "政府", "党委"]
        .iter()
        .any(|word| text.split_once(word).is_some_and(|(levels, _)| is_divisions(levels)))
}
