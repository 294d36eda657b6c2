//! Where output goes: standard output, or a file that appears only when it is complete.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser};

use super::batch::terminal_style;
use super::written;
use crate::error::Error;
use crate::render::{Renderer, Style, Task, renderers_for};

/// How to show it; the subcommand itself has `--format`, whose values differ.
#[derive(clap::Args)]
pub(super) struct OutputArgs {
    /// 写到这个文件；写完才出现
    #[arg(long, short, value_name = "文件")]
    pub output: Option<PathBuf>,
    /// JSON 中附上原文（html、docx 的位置指向这份原文）
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

/// Standard output, or a file under a hidden name until [`Sink::finish`].
pub(super) struct Sink {
    file: Option<NewFile>,
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
        let Some(path) = path else { return Ok(Self { file: None }) };
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
        let name = name.ok_or_else(|| Error::usage(format!("{}：-o 后面要写文件名", path.display())))?;
        if path.is_dir() {
            return Err(Error::usage(format!("{}：是文件夹，-o 后面要写文件名", path.display())));
        }
        if is_among(path, inputs) {
            let message = "已经存在，而且在要读的文件里，不能覆盖；请另起名字，或写到别的文件夹";
            return Err(Error::usage(format!("{}：{message}", path.display())));
        }
        // Hidden, so that a run over the folder it stands in does not read it.
        let part = path.with_file_name(format!(".{name}.part"));
        let file = File::create(&part).map_err(|e| unwritable(path, e))?;
        Ok(Self { file: Some(NewFile { file, part, path: path.to_owned() }) })
    }

    /// Gives the file its name.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        match &mut self.file {
            None => io::stdout().flush().map_err(written),
            Some(new) => std::fs::rename(&new.part, &new.path).map_err(|e| unwritable(&new.path, e)),
        }
    }
}

/// What was not finished goes; what was finished has another name by now.
impl Drop for NewFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.part);
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.file {
            None => io::stdout().write(bytes),
            Some(new) => new.file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.file {
            None => io::stdout().flush(),
            Some(new) => new.file.flush(),
        }
    }
}

fn is_among(path: &Path, inputs: &[PathBuf]) -> bool {
    let Ok(path) = path.canonicalize() else { return false };
    inputs.iter().any(|input| input.canonicalize().is_ok_and(|input| path.starts_with(input)))
}

fn unwritable(path: &Path, error: io::Error) -> Error {
    Error::io(format!("{}：写不了", path.display()), error)
}
