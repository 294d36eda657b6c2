//! Packing of records and texts.
//!
//! Most of a record says the same of every document: names of fields and what they mostly say. The record of a short sample, made
//! by the same engine, is the dictionary for zstd; what differs from it is all that is packed and stored. A Chinese text takes two
//! bytes a character in UTF-16 instead of three: as short as the fast levels of zstd make it, for a tenth of the time.

use std::io;

use encoding_rs::mem;
use serde::Serialize;
use zstd::bulk::{Compressor, Decompressor};

/// Fast: higher levels gain little and take time from the analysis.
const LEVEL: i32 = -2;
/// Largest record that is unpacked; far above what 1 GiB of text gives.
const LARGEST: usize = 1 << 31;
/// First byte of a packed text.
const UTF_8: u8 = 8;
const UTF_16: u8 = 16;

/// Packs on one thread; contexts are reused, which for small texts is half of the work.
pub struct Packer {
    record: Compressor<'static>,
    json: Vec<u8>,
    wide: Vec<u16>,
}

impl Packer {
    /// A packer with the dictionary of the engine.
    ///
    /// # Errors
    /// When there is no memory for the contexts.
    pub fn new(dictionary: &[u8]) -> io::Result<Self> {
        let record = Compressor::with_dictionary(LEVEL, dictionary)?;
        Ok(Self { record, json: Vec::new(), wide: Vec::new() })
    }

    /// A record as JSON, packed.
    pub(in crate::archive) fn record(&mut self, record: &impl Serialize) -> io::Result<Vec<u8>> {
        self.json.clear();
        serde_json::to_writer(&mut self.json, record)?;
        self.record.compress(&self.json)
    }

    pub(in crate::archive) fn text(&mut self, text: &str) -> Vec<u8> {
        self.wide.resize(text.len() + 1, 0);
        let length = mem::convert_str_to_utf16(text, &mut self.wide);
        if 2 * length >= text.len() {
            return [&[UTF_8], text.as_bytes()].concat();
        }
        let mut packed = Vec::with_capacity(2 * length + 1);
        packed.push(UTF_16);
        packed.extend(self.wide.iter().take(length).flat_map(|unit| unit.to_le_bytes()));
        packed
    }
}

/// Unpacks what a [`Packer`] with the same dictionary packed.
pub(super) struct Unpacker {
    record: Decompressor<'static>,
}

impl Unpacker {
    pub(super) fn new(dictionary: &[u8]) -> io::Result<Self> {
        Ok(Self { record: Decompressor::with_dictionary(dictionary)? })
    }

    pub(super) fn record(&mut self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        self.record.decompress(bytes, size(bytes)?)
    }

    pub(super) fn text(&mut self, bytes: &[u8]) -> io::Result<String> {
        let broken = || io::Error::other("原文已损坏");
        match bytes.split_first().ok_or_else(broken)? {
            (&UTF_8, text) => String::from_utf8(text.to_vec()).map_err(|_| broken()),
            (&UTF_16, text) => {
                let units = text.chunks(2).map(|unit| unit.try_into().map(u16::from_le_bytes));
                let units: Vec<u16> = units.collect::<Result<_, _>>().map_err(|_| broken())?;
                String::from_utf16(&units).map_err(|_| broken())
            }
            _ => Err(broken()),
        }
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
    use super::{Packer, UTF_8, UTF_16, Unpacker};

    #[test]
    fn what_is_packed_comes_back() {
        let dictionary = "{\"rule\":\"TU-001\",\"reason\":\"不适用\"}".repeat(20);
        let mut packer = Packer::new(dictionary.as_bytes()).expect("packer");
        let mut unpacker = Unpacker::new(dictionary.as_bytes()).expect("unpacker");
        for text in
            ["", "甲", "abc", "甲\u{20000}乙\n", &"{\"rule\":\"TU-001\"}乙".repeat(500), &"甲乙".repeat(5000)]
        {
            let (record, raw) = (packer.record(&text).expect("packed"), packer.text(text));
            assert!(raw.len() <= text.len() + 1);
            let json = serde_json::to_vec(text).expect("json");
            assert_eq!(unpacker.record(&record).expect("unpacked"), json);
            assert_eq!(unpacker.text(&raw).expect("unpacked"), text);
        }
        assert!(unpacker.record(b"nonsense").is_err());
        for broken in [&b""[..], &[9, 1, 2], &[UTF_8, 0xff], &[UTF_16, 0x00, 0xd8], &[UTF_16, 0x00]] {
            assert!(unpacker.text(broken).is_err(), "{broken:?}");
        }
    }
}
