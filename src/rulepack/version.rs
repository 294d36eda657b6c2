//! The version of a set of rule files.

use sha2::{Digest, Sha256};

/// Hash of files, given as paths and texts in their order, on top of the version `before` them: 12 hexadecimal digits.
pub(super) fn version<'a>(before: &str, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut hash = Sha256::new();
    hash.update(before);
    for (path, text) in files {
        hash.update(path);
        hash.update([0]);
        hash.update(text);
        hash.update([0]);
    }
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
