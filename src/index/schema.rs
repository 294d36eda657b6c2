//! The fields of the index.

use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::tokenizer::{TextAnalyzer, WhitespaceTokenizer};
use tantivy::{Index, IndexSettings};

use super::grams::{GRAMS, Grams, SYLLABLES};

/// Counted up whenever an older index can no longer be read or would answer differently.
pub(super) const SCHEMA_VERSION: u32 = 2;

/// Fields matched like the text.
pub(super) const GRAM_FIELDS: &[&str] = &[
    "text",
    "title",
    "heading",
    "number",
    "registration",
    "body",
    "kind",
    "region",
    "unit_lead",
    "unit_responsible",
    "unit_supporting",
    "unit_participating",
    "cites_in_force",
    "cites_repealed",
    "cites_revised",
    "cites_unknown",
];
/// Fields matched as a whole; they can be counted.
pub(super) const VALUE_FIELDS: &[&str] =
    &["kind_is", "body_is", "region_is", "stage", "normative", "rule", "status", "role"];
/// Dates as `yyyymmdd`.
pub(super) const DATE_FIELDS: &[&str] =
    &["date", "signed", "issued", "published", "effective", "expires", "deadline"];

/// Makes the schema.
pub(super) fn schema() -> Schema {
    let mut builder = Schema::builder();
    let positions = |tokenizer: &str, norms: bool| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_fieldnorms(norms)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        TextOptions::default().set_indexing_options(indexing)
    };
    for name in GRAM_FIELDS {
        builder.add_text_field(name, positions(GRAMS, *name == "text"));
    }
    builder.add_text_field("pinyin", positions(SYLLABLES, false));
    for name in VALUE_FIELDS {
        builder.add_text_field(name, STRING | FAST);
    }
    for name in DATE_FIELDS {
        builder.add_u64_field(name, FAST);
    }
    builder.add_text_field("path", STRING | FAST);
    // What the entry was made from; where it stands among equals; in which run it was indexed.
    for name in ["stamp", "order", "run"] {
        builder.add_u64_field(name, FAST);
    }
    builder.add_text_field("raw", STORED);
    builder.add_text_field("headings", STORED);
    // What a list of hits shows stands in a column: a page of hits then unpacks no text.
    builder.add_text_field("card", TextOptions::from(FAST));
    builder.build()
}

/// Bytes of text in a compressed block of the store: large enough to pack well, small enough to unpack for an excerpt.
const BLOCK: usize = 32 * 1024;

/// How stored texts are packed. zstd makes them half as large as lz4 does and is unpacked for the few texts of a page only.
pub(super) fn settings() -> IndexSettings {
    let level = Some(3);
    IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: level }),
        docstore_blocksize: BLOCK,
        ..IndexSettings::default()
    }
}

/// The field of that name; all names are those of this file.
pub(super) fn field(schema: &Schema, name: &str) -> Result<Field, tantivy::TantivyError> {
    schema.get_field(name)
}

/// Makes the tokenizers known.
pub(super) fn register(index: &Index) {
    index.tokenizers().register(GRAMS, TextAnalyzer::builder(Grams::default()).build());
    index.tokenizers().register(SYLLABLES, TextAnalyzer::builder(WhitespaceTokenizer::default()).build());
}
