//! `hegui check`: findings, verdicts, exit code.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::batch::Batch;
use super::input::InputArgs;
use super::output::{OutputArgs, Sink, formats};
use super::{Outcome, written};
use crate::engine::Engine;
use crate::error::Error;
use crate::render::Task;
use crate::report::Severity;

/// Arguments of `hegui check`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// 输出格式；不写时按 -o 的扩展名，没有 -o 时为 text
    #[arg(long, short, value_name = "格式", value_parser = formats(Task::Check))]
    format: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
    /// 从哪一级起退出码为 1
    #[arg(long, value_name = "级别", value_enum, default_value_t = FailOn::Error)]
    fail_on: FailOn,
    #[command(flatten)]
    rules: RuleArgs,
    /// 只显示汇总
    #[arg(long, short)]
    quiet: bool,
}

/// Which rules run.
#[derive(clap::Args)]
pub(super) struct RuleArgs {
    /// 地区规则（默认按文件所属地区，认不出则用国家规则）；名单见 hegui rules list --profiles
    #[arg(long, value_name = "地区")]
    profile: Option<String>,
    /// 只用这些规则包，如 TU,LR
    #[arg(long, value_name = "包", value_delimiter = ',')]
    pack: Vec<String>,
    /// 另加一个规则文件夹
    #[arg(long, value_name = "文件夹")]
    rules: Vec<PathBuf>,
    /// 另加本地的法律、法规、文件表（TSV，列名同内置法律表），可多次给出
    #[arg(long, value_name = "文件")]
    laws: Vec<PathBuf>,
}

impl RuleArgs {
    /// An engine with these rules.
    pub(super) fn engine(&self, as_of: Option<Date>) -> Result<Engine, Error> {
        let mut builder = Engine::builder().as_of(as_of).profile(self.profile.clone());
        for pack in &self.pack {
            builder = builder.pack(pack.trim());
        }
        for folder in &self.rules {
            builder = builder.rules(rule_files(folder)?);
        }
        builder.laws(law_files(&self.laws)?).build()
    }
}

const EXAMPLES: &str = "\
例子：
  hegui check 送审稿.txt
  hegui check 送审稿.txt -o 报告.html          网页报告，原文标出问题，可打印
  hegui check 文件夹/ -o 问题.xlsx             问题清单；.csv、.sarif 也可
  hegui check 送审稿.docx --revisions original
  hegui check 文件夹/ --format jsonl --jobs 4 > 结果.jsonl
  hegui check 2019年文件.txt --as-of 2019-06-01
  hegui check 文件夹/ -q --fail-on warning
  cat 稿.txt | hegui check -";

/// Severities as a threshold.
#[derive(Clone, Copy, clap::ValueEnum)]
enum FailOn {
    /// 有错误时
    Error,
    /// 有错误或警告时
    Warning,
    /// 从不
    Never,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let renderer = args.output.renderer(args.format.as_deref(), Task::Check)?;
    let engine = args.rules.engine(args.input.as_of)?;
    let (path, rules) = (args.output.output.as_deref(), engine.rule_views());
    let mut sink = Sink::open(path, &args.input.paths)?;
    let batch = Batch {
        input: &args.input,
        analyse: &|decoded| engine.check(decoded),
        renderer: (!args.quiet || path.is_some()).then_some(renderer),
        rules: &rules,
        to_file: path.is_some(),
        task: Task::Check,
        with_text: args.output.with_text,
        style: args.output.style(),
    };
    let summary = batch.run(&mut sink)?;
    sink.finish()?;
    if args.quiet || path.is_some() {
        write!(io::stdout(), "{}", summary.lines()).map_err(written)?;
    } else if renderer.name == "text" && summary.documents > 1 {
        write!(io::stdout(), "\n{}", summary.lines()).map_err(written)?;
    }
    let threshold = match args.fail_on {
        FailOn::Error => Some(Severity::Error),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Never => None,
    };
    Ok(summary.outcome(threshold))
}

/// Law tables given on the command line as `(path, text)`.
#[allow(clippy::disallowed_methods)] // Tables given on the command line are read by the command line.
pub(super) fn law_files(paths: &[PathBuf]) -> Result<Vec<(String, String)>, Error> {
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path);
        let text = text.map_err(|e| Error::io(format!("{}：读不了", path.display()), e))?;
        Ok((path.to_string_lossy().into_owned(), text))
    };
    paths.iter().map(read).collect()
}

/// The rule files below a folder as `(path, text)`, in order of path.
#[allow(clippy::disallowed_methods)] // Rules given on the command line are read by the command line.
pub(super) fn rule_files(folder: &Path) -> Result<Vec<(String, String)>, Error> {
    let mut files = Vec::new();
    for entry in ignore::WalkBuilder::new(folder).sort_by_file_path(Path::cmp).build() {
        let entry =
            entry.map_err(|e| Error::io(format!("{}：读不了", folder.display()), io::Error::other(e)))?;
        let path = entry.path();
        if path.extension().is_some_and(|e| e == "toml") {
            let text = std::fs::read_to_string(path);
            let text = text.map_err(|e| Error::io(format!("{}：读不了", path.display()), e))?;
            files.push((path.to_string_lossy().into_owned(), text));
        }
    }
    if files.is_empty() {
        return Err(Error::usage(format!("{}：没有规则文件（*.toml）", folder.display())));
    }
    Ok(files)
}
