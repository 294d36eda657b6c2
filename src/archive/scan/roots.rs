//! What a scan begins with: each folder once, under one name, however it is spelled today.

use std::path::{Component, Path, PathBuf};

use crate::archive::store::Store;
use crate::error::Error;

/// The roots of a scan, each once: `q`, `./q`, `q/../q` and its absolute path are one. A folder that the store knows, or that
/// lies below one, keeps the name it has there; else its files would be in the store twice.
pub(super) fn roots(store: &Store, paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut known: Vec<(PathBuf, PathBuf)> = Vec::new();
    for root in store.roots()? {
        known.extend(root.canonicalize().ok().map(|whole| (whole, root)));
    }
    let mut found: Vec<PathBuf> = Vec::new();
    for path in paths {
        let whole = path.canonicalize().ok();
        let root = whole.as_deref().map_or_else(|| plain(path), |whole| spelled(path, whole, &known));
        if !found.contains(&root) {
            known.extend(whole.map(|whole| (whole, root.clone())));
            found.push(root);
        }
    }
    Ok(found)
}

/// The name of a folder, given what it is called by already.
fn spelled(path: &Path, whole: &Path, known: &[(PathBuf, PathBuf)]) -> PathBuf {
    let below = known.iter().find_map(|(above, root)| {
        let rest = whole.strip_prefix(above).ok()?;
        Some(if rest.as_os_str().is_empty() { root.clone() } else { plain(&root.join(rest)) })
    });
    let short = || {
        let short = without_turns(path);
        // Behind a link `..` leads elsewhere.
        if short.canonicalize().is_ok_and(|same| same == whole) { short } else { plain(path) }
    };
    below.unwrap_or_else(short)
}

/// A path without `./` and a slash at its end.
fn plain(path: &Path) -> PathBuf {
    let plain: PathBuf = path.components().filter(|c| *c != Component::CurDir).collect();
    if plain.as_os_str().is_empty() { PathBuf::from(".") } else { plain }
}

/// A path without steps that the next takes back.
fn without_turns(path: &Path) -> PathBuf {
    let mut short = PathBuf::new();
    for step in path.components() {
        let is_taken_back = step == Component::ParentDir
            && matches!(short.components().next_back(), Some(Component::Normal(_)));
        if is_taken_back {
            short.pop();
        } else {
            short.push(step);
        }
    }
    plain(&short)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{plain, without_turns};

    #[test]
    fn spellings() {
        for (path, expect) in
            [("./q/", "q"), ("q/../q/./r", "q/r"), ("../q", "../q"), ("q/..", "."), ("/a/../b", "/b")]
        {
            assert_eq!(without_turns(Path::new(path)), Path::new(expect), "{path}");
        }
        assert_eq!(plain(Path::new("./")), Path::new("."));
    }
}
