//! From the paths a person names to the documents below them, in an order that does not change.
//!
//! A file that is named is always read. In folders, hidden files and what `.gitignore` and `.ignore` exclude are left out; all
//! else is handed on, whatever its extension, so that nothing is skipped in silence: content decides later what it is. A zip is
//! walked like a folder.

use std::path::{Path, PathBuf};
use std::{fs, vec};

use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};

use super::bundle::{self, Member, is_archive};
use super::read::{read, read_stdin, unreadable};
use super::{Limits, failed, litter};
use crate::document::{Decoded, Problem};
use crate::error::Error;

/// What is taken from folders. Globs apply inside folders only, never to files that are named.
#[derive(Clone, Debug, Default)]
pub struct WalkOptions {
    globs: Vec<String>,
}

impl WalkOptions {
    /// Takes files that fit one of `include` (all when empty) and none of `exclude`; globs as in `.gitignore`, relative to
    /// the folder that is walked.
    ///
    /// # Errors
    /// When a glob is malformed.
    pub fn new(include: &[String], exclude: &[String]) -> Result<Self, Error> {
        let globs = include.iter().cloned().chain(exclude.iter().map(|g| format!("!{g}"))).collect();
        let options = Self { globs };
        options.filter(Path::new(".")).map_err(|e| Error::usage(format!("文件名模式有误：{e}")))?;
        Ok(options)
    }

    fn filter(&self, folder: &Path) -> Result<Override, ignore::Error> {
        let mut builder = OverrideBuilder::new(folder);
        for glob in &self.globs {
            builder.add(glob)?;
        }
        builder.build()
    }
}

/// A document to be read, or a place that could not be entered.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Input {
    /// A file; the path as it is on disk, which need not be valid UTF-8.
    File(PathBuf),
    /// A document in a zip archive.
    Member(Member),
    /// Standard input.
    Stdin,
    /// What could not even be listed, with its fatal problem.
    Failed(Box<Decoded>),
}

impl Input {
    /// Reads and decodes it.
    #[must_use]
    pub fn read(self, limits: &Limits) -> Decoded {
        match self {
            Self::File(path) => read(&path, limits),
            Self::Member(member) => member.read(limits),
            Self::Stdin => read_stdin(limits),
            Self::Failed(decoded) => *decoded,
        }
    }
}

/// The documents below `paths`: paths in the order given, folders sorted by name. `-` is standard input.
#[must_use]
pub fn walk(paths: &[PathBuf], options: &WalkOptions) -> Walk {
    let roots = paths.to_vec();
    Walk { roots: roots.into_iter(), folder: None, members: Vec::new().into_iter(), options: options.clone() }
}

/// Iterator of [`walk`].
pub struct Walk {
    roots: vec::IntoIter<PathBuf>,
    folder: Option<ignore::Walk>,
    members: vec::IntoIter<Member>,
    options: WalkOptions,
}

impl Iterator for Walk {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            if let Some(member) = self.members.next() {
                return Some(Input::Member(member));
            }
            if let Some(folder) = &mut self.folder {
                match folder.next() {
                    Some(Ok(entry)) if entry.file_type().is_some_and(|t| t.is_dir()) => continue,
                    Some(Ok(entry)) => match self.file(entry.into_path()) {
                        Some(input) => return Some(input),
                        None => continue,
                    },
                    Some(Err(error)) => return Some(Input::Failed(Box::new(not_walked(&error)))),
                    None => self.folder = None,
                }
            }
            let root = self.roots.next()?;
            if root == Path::new("-") {
                return Some(Input::Stdin);
            }
            if !fs::metadata(&root).is_ok_and(|m| m.is_dir()) {
                match self.file(root) {
                    Some(input) => return Some(input),
                    None => continue,
                }
            }
            self.folder = Some(open(&root, &self.options));
        }
    }
}

impl Walk {
    /// A file as an input; `None` when it is an archive whose members come next.
    fn file(&mut self, path: PathBuf) -> Option<Input> {
        if !is_archive(&path) {
            return Some(Input::File(path));
        }
        match bundle::members(&path) {
            None => Some(Input::File(path)),
            Some(Err(failed)) => Some(Input::Failed(failed)),
            Some(Ok(members)) => {
                self.members = members.into_iter();
                None
            }
        }
    }
}

/// Links are followed: a folder of links is a usual way to put a dossier together. The user's global git settings and what
/// folders above exclude are not read, so that the same folder gives the same documents everywhere.
fn open(root: &Path, options: &WalkOptions) -> ignore::Walk {
    let filter = options.filter(root).unwrap_or_else(|_| Override::empty());
    let mut builder = WalkBuilder::new(root);
    builder
        .follow_links(true)
        .require_git(false)
        .git_global(false)
        .parents(false)
        .sort_by_file_name(Ord::cmp);
    builder.filter_entry(move |entry| {
        let is_folder = entry.file_type().is_some_and(|t| t.is_dir());
        let is_litter = || entry.file_name().to_str().is_some_and(litter::is_litter);
        entry.depth() == 0 || !is_litter() && !filter.matched(entry.path(), is_folder).is_ignore()
    });
    builder.build()
}

fn not_walked(error: &ignore::Error) -> Decoded {
    let shown = path_of(error).map_or_else(|| "?".to_owned(), |p| p.to_string_lossy().into_owned());
    let problem = match (cycle_of(error), error.io_error()) {
        (Some(ancestor), _) => {
            let ancestor = ancestor.display();
            Problem::fatal("unreadable", format!("{shown}：符号链接绕回上级文件夹 {ancestor}，没有再进入"))
        }
        (None, Some(io)) => unreadable(&shown, io),
        (None, None) => Problem::fatal("unreadable", format!("{shown}：读不出来（{error}）")),
    };
    failed(&shown, problem)
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

fn cycle_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => cycle_of(err),
        ignore::Error::Loop { ancestor, .. } => Some(ancestor),
        _ => None,
    }
}
