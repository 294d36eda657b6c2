//! Packing of records and texts: zstd, records with a dictionary.
//!
//! Most of a record says the same of every document: names of fields, titles of rules and why they do not apply. The record of
//! a short sample, made by the same engine, is the dictionary; what differs from it is all that is packed and stored.

use std::io;

use zstd::bulk::{Compressor, Decompressor};

/// Fast: higher levels gain little and take time from the analysis.
const LEVEL: i32 = -2;
/// Largest record that is unpacked; far above what 1 GiB of text gives.
const LARGEST: usize = 1 << 31;

/// Packs on one thread; contexts are reused, which for small texts is half of the work.
pub struct Packer {
    record: Compressor<'static>,
    text: Compressor<'static>,
}

impl Packer {
    /// A packer with the dictionary of the engine.
    ///
    /// # Errors
    /// When there is no memory for the contexts.
    pub fn new(dictionary: &[u8]) -> io::Result<Self> {
        let record = Compressor::with_dictionary(LEVEL, dictionary)?;
        Ok(Self { record, text: Compressor::new(LEVEL)? })
    }

    pub(in crate::archive) fn record(&mut self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        self.record.compress(bytes)
    }

    pub(in crate::archive) fn text(&mut self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        self.text.compress(bytes)
    }
}

/// Unpacks what a [`Packer`] with the same dictionary packed.
pub(super) struct Unpacker {
    record: Decompressor<'static>,
    text: Decompressor<'static>,
}

impl Unpacker {
    pub(super) fn new(dictionary: &[u8]) -> io::Result<Self> {
        Ok(Self { record: Decompressor::with_dictionary(dictionary)?, text: Decompressor::new()? })
    }

    pub(super) fn record(&mut self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        self.record.decompress(bytes, size(bytes)?)
    }

    pub(super) fn text(&mut self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        self.text.decompress(bytes, size(bytes)?)
    }
}

/// The size that stands in the frame.
fn size(bytes: &[u8]) -> io::Result<usize> {
    let broken = || io::Error::other("压缩数据已损坏");
    let size = zstd::zstd_safe::get_frame_content_size(bytes).map_err(|_| broken())?.ok_or_else(broken)?;
    usize::try_from(size).ok().filter(|s| *s <= LARGEST).ok_or_else(broken)
}

#[cfg(test)]
mod tests {
    use super::{Packer, Unpacker};

    #[test]
    fn what_is_packed_comes_back() {
        let dictionary = "{\"rule\":\"TU-001\",\"reason\":\"不适用\"}".repeat(20);
        let mut packer = Packer::new(dictionary.as_bytes()).expect("packer");
        let mut unpacker = Unpacker::new(dictionary.as_bytes()).expect("unpacker");
        for text in ["", "甲", &"{\"rule\":\"TU-001\"}乙".repeat(500)] {
            let (record, raw) = (packer.record(text.as_bytes()), packer.text(text.as_bytes()));
            let record = unpacker.record(&record.expect("packed")).expect("unpacked");
            let raw = unpacker.text(&raw.expect("packed")).expect("unpacked");
            assert_eq!((record.as_slice(), raw.as_slice()), (text.as_bytes(), text.as_bytes()));
        }
        assert!(unpacker.record(b"nonsense").is_err());
    }
}
