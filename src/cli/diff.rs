//! `hegui diff`: two versions of a document, clause by clause.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use super::batch::terminal_style;
use super::input::ReadingArgs;
use super::output::values;
use super::{Outcome, written};
use crate::across::{clauses, compare};
use crate::engine::{Analysis, Engine};
use crate::error::Error;
use crate::render::comparison::COMPARISONS;
use crate::report::{Comparison, Locator};
use crate::source;

/// Arguments of `hegui diff`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// 前一稿，如送审稿；- 表示标准输入
    #[arg(value_name = "前稿")]
    before: PathBuf,
    /// 后一稿，如印发稿；- 表示标准输入
    #[arg(value_name = "后稿")]
    after: PathBuf,
    /// 输出格式
    #[arg(long, short, value_name = "格式", default_value = "text", value_parser = formats())]
    format: String,
    #[command(flatten)]
    reading: ReadingArgs,
}

const EXAMPLES: &str = "\
例子：
  hegui diff 送审稿.docx 印发稿.txt
  hegui diff 送审稿.txt 印发稿.txt --format markdown > 对照.md

按条对照，条文换了位置、换了编号也认得；简繁、全半角、标点的差别不算。
弱化：应当、必须、不得变成可以，或者删去；加了“原则上”“视情”；批准变成备案。
相反：应当变成不得、不应当。时限、单位、数字的改动另外标出。
没有分条的文件按段对照。

退出码：0 没有不同；1 有不同；2 有文件读不了或命令有误。";

fn formats() -> PossibleValuesParser {
    values(COMPARISONS.iter().map(|r| (r.name, r.about)))
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let engine = Engine::new();
    let limits = args.reading.limits();
    let is_piped = |path: &PathBuf| path.as_os_str() == "-";
    if is_piped(&args.before) && is_piped(&args.after) {
        return Err(Error::usage("标准输入只有一份：两稿里只能有一稿写 -".to_owned()));
    }
    let read = |path: &PathBuf| {
        let decoded = if is_piped(path) { source::read_stdin(&limits) } else { source::read(path, &limits) };
        engine.extract(decoded)
    };
    let (before, after) = (read(&args.before), read(&args.after));
    let problems = || [&before, &after].into_iter().flat_map(|a| &a.document.decoded.problems);
    for problem in problems() {
        writeln!(io::stderr(), "{}", problem.message).map_err(written)?;
    }
    if problems().any(|p| p.fatal) {
        return Ok(Outcome::Incomplete);
    }
    let of = |a: &Analysis| clauses(&Locator::new(&a.document), &a.outline, &a.facts);
    let (changes, unchanged) = compare(&of(&before), &of(&after));
    let path = |a: &Analysis| a.document.decoded.path.clone();
    let comparison = Comparison::new(path(&before), path(&after), unchanged, changes);
    let mut out = io::stdout().lock();
    if let Some(renderer) = COMPARISONS.iter().find(|r| r.name == args.format) {
        (renderer.render)(&comparison, terminal_style(), &mut out).map_err(written)?;
    }
    out.flush().map_err(written)?;
    Ok(if problems().next().is_some() {
        Outcome::Incomplete
    } else if comparison.changes.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}
