//! The files of a run as SARIF artifacts, and how places refer to them.

use serde_json::{Value, json};

use crate::render::Kept;

/// The files in order, each followed by the text read out of it when that is not the file itself.
pub(super) struct Shelf<'a> {
    kept: &'a [Kept],
    /// Index of each document's file among the artifacts.
    files: Vec<usize>,
}

impl<'a> Shelf<'a> {
    pub(super) fn of(kept: &'a [Kept]) -> Self {
        let mut next = 0;
        let place = |document: &Kept| {
            let index = next;
            next += 1 + usize::from(document.text.is_some());
            index
        };
        Self { kept, files: kept.iter().map(place).collect() }
    }

    /// All artifacts.
    pub(super) fn artifacts(&self) -> Vec<Value> {
        let documents = self.kept.iter().zip(&self.files);
        documents.flat_map(|(document, &index)| artifacts(document, index)).collect()
    }

    /// The file of a document.
    pub(super) fn file(&self, document: usize) -> Value {
        let path = self.kept.get(document).map_or("", |k| k.path.as_str());
        json!({ "uri": uri(path), "index": self.files.get(document).copied().unwrap_or(0) })
    }

    /// What the places of a document point into.
    pub(super) fn location(&self, document: usize) -> Value {
        match self.kept.get(document).filter(|k| k.text.is_some()) {
            Some(_) => json!({ "index": self.files.get(document).map_or(0, |index| index + 1) }),
            None => self.file(document),
        }
    }
}

fn artifacts(document: &Kept, index: usize) -> Vec<Value> {
    let mut file = json!({ "location": { "uri": uri(&document.path) }, "roles": ["analysisTarget"] });
    if let Some(fields) = file.as_object_mut() {
        if !document.sha256.is_empty() {
            fields.insert("hashes".to_owned(), json!({ "sha-256": document.sha256 }));
        }
        if !document.encoding.is_empty() {
            fields.insert("encoding".to_owned(), json!(document.encoding.to_uppercase()));
        }
        if let Some(title) = &document.title {
            fields.insert("description".to_owned(), json!({ "text": title }));
        }
    }
    let nested = document.text.as_ref().map(|text| {
        json!({
            "parentIndex": index,
            "description": { "text": "读出的正文" },
            "contents": { "text": text },
        })
    });
    [file].into_iter().chain(nested).collect()
}

/// A path as a relative reference, or as a file URI when it is absolute.
fn uri(path: &str) -> String {
    let clean = path.strip_prefix("./").unwrap_or(path);
    let mut out = String::from(if clean.starts_with('/') { "file://" } else { "" });
    for byte in clean.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_references() {
        for (path, expect) in [
            ("./a/b.txt", "a/b.txt"),
            ("稿 1.txt", "%E7%A8%BF%201.txt"),
            ("/tmp/a#b?.txt", "file:///tmp/a%23b%3F.txt"),
            ("c:d.txt", "c%3Ad.txt"),
        ] {
            assert_eq!(uri(path), expect);
        }
    }
}
