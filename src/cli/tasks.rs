//! `hegui tasks`: the task breakdown table.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser};

use super::batch::terminal_style;
use super::input::InputArgs;
use super::{Outcome, written};
use crate::engine::Engine;
use crate::error::Error;
use crate::render::Style;
use crate::render::tasks::{Pages, TABLES, TableRenderer, table_for_extension, table_renderer};
use crate::report::TaskSheet;
use crate::{archive, source};

/// Arguments of `hegui tasks`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// 输出格式；不写时按 -o 的扩展名，没有 -o 时为 text
    #[arg(long, short, value_name = "格式", value_parser = formats())]
    format: Option<String>,
    /// 写到这个文件
    #[arg(long, short, value_name = "文件")]
    output: Option<PathBuf>,
}

const EXAMPLES: &str = "\
例子：
  hegui tasks 方案.txt                         在终端里看任务分解表
  hegui tasks 方案.txt -o 任务分解表.xlsx         存成 Excel，另有按单位一张表
  hegui tasks 文件夹/ -f csv > 任务.csv           多份文件合成一个 CSV
  hegui tasks 方案.txt -o 时限.ics               把有日期的时限导入日历
  hegui tasks 旧方案.txt -o 时限.ics --as-of 2019-03-01   文件没有日期时，定期事项从这天起排";

fn formats() -> PossibleValuesParser {
    TABLES.iter().map(|t| PossibleValue::new(t.name).help(t.about)).collect::<Vec<_>>().into()
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let table = chosen(args)?;
    let sheets = sheets(&args.input);
    let style =
        if args.output.is_none() { terminal_style() } else { Style { color: false, ..terminal_style() } };
    let pages = Pages { sheets: &sheets, style };
    match &args.output {
        Some(path) => to_file(path, table, &pages)?,
        None => {
            let mut out = BufWriter::new(io::stdout());
            (table.render)(&pages, &mut out).and_then(|()| out.flush()).map_err(written)?;
        }
    }
    let shows_problems = args.output.is_none() && matches!(table.name, "text" | "markdown" | "json");
    let mut problems = sheets.iter().flat_map(|s| &s.problems).peekable();
    let outcome = if problems.peek().is_some() { Outcome::Incomplete } else { Outcome::Clean };
    for problem in problems.filter(|_| !shows_problems) {
        writeln!(io::stderr(), "{}", problem.message).map_err(written)?;
    }
    Ok(outcome)
}

/// The form asked for, by name or by the extension of the file.
fn chosen(args: &Args) -> Result<&'static TableRenderer, Error> {
    let by_name = args.format.as_deref().and_then(table_renderer);
    let by_file = || {
        let Some(path) = &args.output else {
            return table_renderer("text").ok_or_else(|| Error::usage("没有 text 格式"));
        };
        let extension = path.extension().map(|e| e.to_string_lossy().into_owned()).unwrap_or_default();
        table_for_extension(&extension).ok_or_else(|| {
            let known: Vec<&str> = TABLES.iter().flat_map(|t| t.extensions).copied().collect();
            let message = format!(
                "{}：看扩展名不知道用什么格式；请用 --format 指明，或把扩展名写成 {}",
                path.display(),
                known.join("、")
            );
            Error::usage(message)
        })
    };
    let table = by_name.map_or_else(by_file, Ok)?;
    if !table.is_text && args.output.is_none() {
        let message = format!("{} 不能写到标准输出，请用 -o 文件名.{} 指明写到哪里", table.name, table.name);
        return Err(Error::usage(message));
    }
    Ok(table)
}

/// The tables of all inputs, in order.
fn sheets(input: &InputArgs) -> Vec<TaskSheet> {
    let engine = Engine::new().with_as_of(input.as_of);
    let limits = input.limits();
    let mut sheets = Vec::new();
    archive::run(
        source::walk(&input.paths, &source::WalkOptions::default()),
        input.jobs,
        |input| engine.extract(input.read(&limits)).task_sheet(),
        |sheet| {
            sheets.push(sheet);
            true
        },
    );
    sheets
}

#[allow(clippy::disallowed_methods)] // The command line writes where it is told to.
fn to_file(path: &Path, table: &TableRenderer, pages: &Pages<'_>) -> Result<(), Error> {
    let mut bytes = Vec::new();
    (table.render)(pages, &mut bytes).map_err(written)?;
    std::fs::write(path, bytes).map_err(|e| Error::io(format!("{}：写不了", path.display()), e))
}
