//! Which segments are merged into one: those the library's policy proposes, a few at a time.
//!
//! Merging maps the segments it reads, so that the largest merge decides what indexing takes of memory. A merged segment
//! therefore stays below a share of the limit; an archive of any size ends in more segments, not in larger ones.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use tantivy::index::SegmentMeta;
use tantivy::merge_policy::{LogMergePolicy, MergeCandidate, MergePolicy};

/// The library's policy with a bound.
#[derive(Debug)]
pub(super) struct Bounded {
    /// Where the files of the segments are.
    data: PathBuf,
    /// Most bytes of the segments of one merge.
    most: u64,
    policy: LogMergePolicy,
}

impl Bounded {
    pub(super) fn new(data: PathBuf, most: u64) -> Self {
        Self { data, most, policy: LogMergePolicy::default() }
    }

    /// Bytes on disk by the name that the files of a segment share. What cannot be read counts nothing, as if there were no
    /// bound.
    #[allow(clippy::disallowed_methods)] // The index is a place on disk.
    fn sizes(&self) -> HashMap<String, u64> {
        let mut sizes = HashMap::new();
        for entry in fs::read_dir(&self.data).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let Some((segment, _)) = name.to_str().and_then(|name| name.split_once('.')) else { continue };
            *sizes.entry(segment.to_owned()).or_default() += entry.metadata().map_or(0, |file| file.len());
        }
        sizes
    }
}

impl MergePolicy for Bounded {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let candidates = self.policy.compute_merge_candidates(segments);
        if candidates.is_empty() {
            return candidates;
        }
        let sizes = self.sizes();
        let size = |id: &tantivy::index::SegmentId| sizes.get(&id.uuid_string()).copied().unwrap_or(0);
        let split = candidates.into_iter().flat_map(|MergeCandidate(ids)| {
            let sized = ids.into_iter().map(|id| (size(&id), id)).collect();
            groups(sized, self.most)
        });
        split.map(MergeCandidate).collect()
    }
}

/// Parts what is to be merged into groups of at most `most` bytes, the smallest first; what would stand alone stays as it is.
fn groups<T: Copy>(mut sized: Vec<(u64, T)>, most: u64) -> Vec<Vec<T>> {
    sized.sort_by_key(|(size, _)| *size);
    let mut groups: Vec<Vec<T>> = Vec::new();
    let mut sum = u64::MAX;
    for (size, item) in sized {
        sum = sum.saturating_add(size);
        match groups.last_mut() {
            Some(group) if sum <= most => group.push(item),
            _ => {
                groups.push(vec![item]);
                sum = size;
            }
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn no_group_is_larger_than_the_bound_and_none_stands_alone() {
        let check = |sizes: &[u64], expect: &[&[u64]]| {
            let found = groups(sizes.iter().map(|size| (*size, *size)).collect(), 10);
            assert_eq!(found, expect, "{sizes:?}");
        };
        check(&[], &[]);
        check(&[4], &[]);
        check(&[4, 3], &[&[3, 4]]);
        check(&[9, 1, 1, 1, 1, 1, 1, 1], &[&[1, 1, 1, 1, 1, 1, 1]]);
        check(&[4, 4, 4, 4, 4, 4], &[&[4, 4], &[4, 4], &[4, 4]]);
        check(&[11, 11, 12], &[]);
    }
}
