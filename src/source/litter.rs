//! Files in a folder or an archive that are no documents: what office programs leave beside a document while it is open, and
//! what systems keep for themselves. The names stand in `dictionaries/system_files.tsv`.

use std::sync::LazyLock;

use crate::lexicon::Lexicon;

/// Beginnings of names, and whole names in small letters.
static NAMES: LazyLock<(Vec<&'static str>, Vec<&'static str>)> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("system_files");
    let how = table.column("how");
    let of = |kind: &str| table.rows().filter(|row| row[how] == kind).map(|row| row[0]).collect();
    (of("start"), of("whole"))
});

/// Whether a name, without its folders, is that of no document.
pub(super) fn is_litter(name: &str) -> bool {
    let (starts, whole) = &*NAMES;
    starts.iter().any(|start| name.starts_with(start)) || whole.contains(&name.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::is_litter;

    #[test]
    fn lock_files_and_files_of_the_system_are_no_documents() {
        for name in
            ["~$送审稿.docx", ".~lock.送审稿.docx#", "~WRL0001.tmp", "Thumbs.db", "DESKTOP.INI", "__MACOSX"]
        {
            assert!(is_litter(name), "{name}");
        }
        for name in ["送审稿.docx", "~送审稿.docx", "thumbs.db说明.txt"] {
            assert!(!is_litter(name), "{name}");
        }
    }
}
