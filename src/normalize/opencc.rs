//! OpenCC, loaded the first time a clause needs it, from data embedded in the program.
//!
//! The library reads its data from files only. They are written into a new private folder below the system's folder for
//! temporary files and removed as soon as they are loaded, so nothing is left behind and no installed OpenCC data are used.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs, io, process};

use opencc_rust::OpenCC;

const CONFIG: &str = "hegui-t2s.json";
static FILES: &[(&str, &[u8])] = &[
    (CONFIG, include_bytes!(concat!(env!("OUT_DIR"), "/opencc/hegui-t2s.json"))),
    ("TSPhrases.ocd2", include_bytes!(concat!(env!("OUT_DIR"), "/opencc/TSPhrases.ocd2"))),
    ("TSCharacters.ocd2", include_bytes!(concat!(env!("OUT_DIR"), "/opencc/TSCharacters.ocd2"))),
    ("TSCharactersExt.ocd2", include_bytes!(concat!(env!("OUT_DIR"), "/opencc/TSCharactersExt.ocd2"))),
    (
        "CJK_Compatibility_Ideographs.ocd2",
        include_bytes!(concat!(env!("OUT_DIR"), "/opencc/CJK_Compatibility_Ideographs.ocd2")),
    ),
];

static CONVERTER: LazyLock<Option<OpenCC>> = LazyLock::new(load);

/// Converts a clause; `None` when OpenCC could not be loaded (no folder to write to).
pub(super) fn to_simplified(clause: &str) -> Option<String> {
    CONVERTER.as_ref()?.convert(clause).ok()
}

fn load() -> Option<OpenCC> {
    [env::temp_dir(), PathBuf::from("/dev/shm"), PathBuf::from(".")].iter().find_map(|parent| {
        let folder = private_folder(parent).ok()?;
        let opencc = write(&folder).ok().and_then(|()| OpenCC::new(folder.join(CONFIG)).ok());
        // A folder that cannot be removed costs 100 KB of a folder that the system empties.
        drop(fs::remove_dir_all(&folder));
        opencc
    })
}

/// A new folder that nobody else can write to; a name already taken, by whomever, is not used.
fn private_folder(parent: &Path) -> io::Result<PathBuf> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let mut outcome = Err(io::ErrorKind::AlreadyExists.into());
    for attempt in 0..32 {
        let folder = parent.join(format!("hegui-{}-{attempt}", process::id()));
        outcome = builder.create(&folder).map(|()| folder);
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}

#[allow(clippy::disallowed_methods, reason = "libopencc reads its data from files only")]
fn write(folder: &Path) -> io::Result<()> {
    FILES.iter().try_for_each(|(name, bytes)| fs::write(folder.join(name), bytes))
}
