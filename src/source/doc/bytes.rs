//! Numbers in little-endian bytes; what lies beyond the end is no number.

/// A byte.
pub(super) fn u8_at(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

/// Two bytes.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let end = at.checked_add(2)?;
    bytes.get(at..end)?.try_into().ok().map(u16::from_le_bytes)
}

/// Two bytes with a sign.
pub(super) fn i16_at(bytes: &[u8], at: usize) -> Option<i16> {
    u16_at(bytes, at).map(u16::cast_signed)
}

/// Four bytes.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let end = at.checked_add(4)?;
    bytes.get(at..end)?.try_into().ok().map(u32::from_le_bytes)
}

/// Four bytes with a sign.
pub(super) fn i32_at(bytes: &[u8], at: usize) -> Option<i32> {
    u32_at(bytes, at).map(u32::cast_signed)
}

/// Four bytes as a place in memory.
pub(super) fn usize_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(bytes, at)?).ok()
}

/// So many bytes from a place.
pub(super) fn slice(bytes: &[u8], at: usize, len: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(len)?)
}

/// A plex: the character positions at its head, one more than the elements of `size` bytes behind them.
pub(super) fn plex(bytes: &[u8], size: usize) -> Option<(Vec<u32>, &[u8])> {
    let elements = bytes.len().checked_sub(4)? / (4 + size);
    let places = (0..=elements).map(|n| u32_at(bytes, n * 4)).collect::<Option<Vec<_>>>()?;
    Some((places, bytes.get((elements + 1) * 4..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_lies_beyond_the_end() {
        let bytes = [1, 0, 0, 0, 255, 255];
        assert_eq!((u8_at(&bytes, 5), u8_at(&bytes, 6)), (Some(255), None));
        assert_eq!((u32_at(&bytes, 0), u32_at(&bytes, 3)), (Some(1), None));
        assert_eq!((i16_at(&bytes, 4), u16_at(&bytes, usize::MAX)), (Some(-1), None));
        assert_eq!(i32_at(&bytes, 2), Some(i32::from_le_bytes([0, 0, 255, 255])));
        assert_eq!(slice(&bytes, 1, usize::MAX), None);
    }

    #[test]
    fn a_plex_has_one_place_more_than_elements() {
        let bytes = [0, 0, 0, 0, 5, 0, 0, 0, 7, 0, 0, 0, 1, 2];
        assert_eq!(plex(&bytes, 1), Some((vec![0, 5, 7], &[1, 2][..])));
        assert_eq!(plex(&[], 1), None);
    }
}
