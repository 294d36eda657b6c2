//! Where output goes: standard output, or a file that appears only when it is complete.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::builder::{PossibleValue, PossibleValuesParser};

use super::batch::terminal_style;
use super::{interrupt, written};
use crate::error::Error;
use crate::render::{Renderer, Style, Task, renderers_for};

/// How to show it; the subcommand itself has `--format`, whose values differ.
#[derive(clap::Args)]
pub(super) struct OutputArgs {
    /// 写到这个文件；写完才出现
    #[arg(long, short, value_name = "文件")]
    pub output: Option<PathBuf>,
    /// JSON 中附上原文（html、docx、doc 的位置指向这份原文）
    #[arg(long)]
    pub with_text: bool,
}

/// Values of `--format`: name and line of help of each form.
pub(super) fn values(forms: impl Iterator<Item = (&'static str, &'static str)>) -> PossibleValuesParser {
    forms.map(|(name, about)| PossibleValue::new(name).help(about)).collect::<Vec<_>>().into()
}

/// Values of `--format` for a task.
pub(super) fn formats(task: Task) -> PossibleValuesParser {
    values(renderers_for(task).map(|r| (r.name, r.about)))
}

/// By what a form is chosen: its name, the extensions of its files, whether a terminal can take it.
pub(super) type Traits = (&'static str, &'static [&'static str], bool);

/// The form asked for, by name or by the extension of the file; else text.
pub(super) fn chosen<R>(
    forms: &(impl Iterator<Item = &'static R> + Clone),
    traits: fn(&R) -> Traits,
    (format, output): (Option<&str>, Option<&Path>),
) -> Result<&'static R, Error> {
    let named = |name: &str| forms.clone().find(|form| traits(form).0 == name);
    let found = match (format, output) {
        (Some(name), _) => named(name),
        (None, None) => named("text"),
        (None, Some(path)) => {
            let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
            forms.clone().find(|form| traits(form).1.contains(&extension.as_str()))
        }
    };
    let form = found.ok_or_else(|| {
        let known: Vec<&str> = forms.clone().flat_map(|form| traits(form).1).copied().collect();
        let path = output.unwrap_or(Path::new("")).display();
        Error::usage(format!(
            "{path}：看扩展名不知道用什么格式；请用 --format 指明，或把扩展名写成 {}",
            known.join("、")
        ))
    })?;
    let (name, _, is_text) = traits(form);
    if !is_text && output.is_none() {
        return Err(Error::usage(format!("{name} 不能写到标准输出，请用 -o 文件名.{name} 指明写到哪里")));
    }
    Ok(form)
}

/// As wide as the terminal; colours only on it.
pub(super) fn style(output: Option<&Path>) -> Style {
    let style = terminal_style();
    Style { color: style.color && output.is_none(), ..style }
}

impl OutputArgs {
    /// The format asked for, by name or by the extension of the file; else text.
    pub(super) fn renderer(&self, format: Option<&str>, task: Task) -> Result<&'static Renderer, Error> {
        let forms: Vec<_> = renderers_for(task).collect();
        chosen(&forms.into_iter(), |r| (r.name, r.extensions, r.is_text), (format, self.output.as_deref()))
    }

    /// As wide as the terminal; colours only on it.
    pub(super) fn style(&self) -> Style {
        style(self.output.as_deref())
    }
}

/// Standard output, a file under a hidden name until [`Sink::finish`], or what is there and is no file: a pipe, a device.
pub(super) struct Sink {
    place: Place,
    stop: Arc<AtomicBool>,
}

enum Place {
    Standard,
    Device(File),
    New(NewFile),
}

struct NewFile {
    file: File,
    part: PathBuf,
    path: PathBuf,
}

impl Sink {
    /// Opens it, so that a place that cannot be written is told before the work begins. A file that is there already and
    /// is among the inputs is refused: it may be a draft, and if it is an older output it would be checked as one.
    #[allow(clippy::disallowed_methods)] // The command line writes where it is told to.
    pub(super) fn open(path: Option<&Path>, inputs: &[PathBuf]) -> Result<Self, Error> {
        let Some(path) = path else {
            return Ok(Self { place: Place::Standard, stop: Arc::default() });
        };
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
        let name = name.ok_or_else(|| Error::usage(format!("{}：-o 后面要写文件名", path.display())))?;
        if path.is_dir() {
            return Err(Error::usage(format!("{}：是文件夹，-o 后面要写文件名", path.display())));
        }
        if is_among(path, inputs) {
            let message = "已经存在，而且在要读的文件里，不能覆盖；请另起名字，或写到别的文件夹";
            return Err(Error::usage(format!("{}：{message}", path.display())));
        }
        if path.metadata().is_ok_and(|m| !m.is_file()) {
            let file = File::options().write(true).open(path).map_err(|e| unwritable(path, e))?;
            return Ok(Self { place: Place::Device(file), stop: Arc::default() });
        }
        // Behind a link the file it leads to is replaced, and not the link.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let name = path.file_name().map_or(name, |n| n.to_string_lossy().into_owned());
        // Hidden, so that a run over the folder it stands in does not read it.
        let part = path.with_file_name(format!(".{name}.part"));
        let stop = interrupt::flag()?;
        let file = File::create(&part).map_err(|e| unwritable(&path, e))?;
        Ok(Self { place: Place::New(NewFile { file, part, path }), stop })
    }

    /// Set by Ctrl-C while a file is being written; a sink that is then dropped leaves nothing behind.
    pub(super) fn stop(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }

    /// Gives the file its name.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(stopped());
        }
        match &mut self.place {
            Place::Standard => io::stdout().flush().map_err(written),
            Place::Device(file) => file.flush().map_err(written),
            Place::New(new) => std::fs::rename(&new.part, &new.path).map_err(|e| unwritable(&new.path, e)),
        }
    }

    /// Writes a whole file that appears only when it is complete.
    pub(super) fn put(path: &Path, inputs: &[PathBuf], bytes: &[u8]) -> Result<(), Error> {
        let mut sink = Self::open(Some(path), inputs)?;
        sink.write_all(bytes).map_err(|e| unwritable(path, e))?;
        sink.finish()
    }
}

/// Ctrl-C was pressed.
pub(super) fn stopped() -> Error {
    Error::usage("已停下，没有写出结果")
}

/// What was not finished goes; what was finished has another name by now.
impl Drop for NewFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.part);
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.place {
            Place::Standard => io::stdout().write(bytes),
            Place::Device(file) => file.write(bytes),
            Place::New(new) => new.file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.place {
            Place::Standard => io::stdout().flush(),
            Place::Device(file) => file.flush(),
            Place::New(new) => new.file.flush(),
        }
    }
}

/// Whether the file is one of the inputs, under this name or another, or lies in one of their folders.
fn is_among(path: &Path, inputs: &[PathBuf]) -> bool {
    let Ok(real) = path.canonicalize() else { return false };
    let is_same = |input: &PathBuf| input.is_file() && is_same_file(input, &real);
    inputs.iter().any(|input| input.canonicalize().is_ok_and(|i| real.starts_with(i)) || is_same(input))
}

/// Whether two names lead to one file, hard links included.
pub(super) fn is_same_file(a: &Path, b: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let key = |path: &Path| path.metadata().map(|m| (m.dev(), m.ino())).ok();
        key(a).is_some_and(|of_a| key(b) == Some(of_a))
    }
    #[cfg(not(unix))]
    {
        a.canonicalize().ok().is_some_and(|a| b.canonicalize().is_ok_and(|b| a == b))
    }
}

fn unwritable(path: &Path, error: io::Error) -> Error {
    Error::io(format!("{}：写不了", path.display()), error)
}
