//! `hegui tasks`: the task breakdown table.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use super::input::InputArgs;
use super::output::{Sink, chosen, style, values};
use super::{Outcome, written};
use crate::engine::Engine;
use crate::error::Error;
use crate::render::tasks::{Pages, TABLES};
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
    /// 写到这个文件；写完才出现
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
    values(TABLES.iter().map(|r| (r.name, r.about)))
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let output = args.output.as_deref();
    let table =
        chosen(&TABLES.iter(), |t| (t.name, t.extensions, t.is_text), (args.format.as_deref(), output))?;
    let mut sink = BufWriter::new(Sink::open(output, &args.input.paths)?);
    let sheets = sheets(&args.input);
    let pages = Pages { sheets: &sheets, style: style(output) };
    (table.render)(&pages, &mut sink).and_then(|()| sink.flush()).map_err(written)?;
    sink.into_inner().map_err(|e| written(e.into_error()))?.finish()?;
    let shows_problems = output.is_none() && matches!(table.name, "text" | "markdown" | "json");
    let mut problems = sheets.iter().flat_map(|s| &s.problems).peekable();
    let outcome = if problems.peek().is_some() { Outcome::Incomplete } else { Outcome::Clean };
    for problem in problems.filter(|_| !shows_problems) {
        writeln!(io::stderr(), "{}", problem.message).map_err(written)?;
    }
    Ok(outcome)
}

/// The tables of all inputs, in order.
fn sheets(input: &InputArgs) -> Vec<TaskSheet> {
    let engine = Engine::new().with_as_of(input.as_of);
    let limits = input.reading.limits();
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
