//! Places in order of the groups they belong to, by counting instead of comparing.

/// The places of `(group, place)`, group by group, in each in the order they came. `starts` says how many a group has, with one more
/// entry at the end; it becomes where in the answer each begins, and the number of all.
pub(crate) fn grouped(starts: &mut [u32], found: &[(u32, u32)]) -> Vec<u32> {
    let mut sum = 0;
    for start in starts.iter_mut() {
        sum += *start;
        *start = sum;
    }
    // From the last to the first, so that the start of a group ends at its first place.
    let mut places = vec![0; found.len()];
    for (group, place) in found.iter().rev() {
        let start = &mut starts[*group as usize];
        *start -= 1;
        places[*start as usize] = *place;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn groups_in_order() {
        let found = [(2, 1), (0, 2), (2, 3), (0, 4), (3, 5)];
        let mut starts = [2, 0, 2, 1, 0];
        assert_eq!(grouped(&mut starts, &found), [2, 4, 1, 3, 5]);
        assert_eq!(starts, [0, 2, 2, 4, 5]);
    }
}
