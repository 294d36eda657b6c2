//! `hegui check`: findings, verdicts, exit code.

use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use jiff::civil::Date;

use super::batch::{Batch, Summary, terminal_style};
use super::input::InputArgs;
use super::output::{OutputArgs, Sink, formats};
use super::{Outcome, written};
use crate::check::Clock;
use crate::engine::{Builder, Engine};
use crate::error::Error;
use crate::render::timing::{Timing, timing};
use crate::render::{Style, Task};
use crate::report::{RuleCost, Severity};
use crate::triage::Record;

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
    /// 基线：其中已有的问题标为“基线中已有”，不影响退出码；不再出现的逐条列出
    #[arg(long, value_name = "文件")]
    baseline: Option<PathBuf>,
    /// 把这次的问题（抑制的除外）写成基线
    #[arg(long, value_name = "文件")]
    write_baseline: Option<PathBuf>,
    /// 在每个问题下面写明为何命中、规则的依据、示例和指纹
    #[arg(long)]
    explain: bool,
    /// 在标准错误上列出每条规则的耗时
    #[arg(long)]
    timing: bool,
    /// 只显示汇总
    #[arg(long, short)]
    quiet: bool,
}

/// Which rules run.
#[derive(Debug, clap::Args)]
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
    /// 抑制文件（TOML）：不算数的问题，写明理由和到期日，可多次给出
    #[arg(long, value_name = "文件")]
    suppress: Vec<PathBuf>,
    /// 抑制是否到期按这一天算（YYYY-MM-DD），默认今天
    #[arg(long, value_name = "日期", value_parser = super::input::date)]
    today: Option<Date>,
}

/// How the one draft of a review is read and judged.
#[derive(Debug, clap::Args)]
pub(super) struct DraftArgs {
    /// 文件自身没有日期时，按这一天判断（YYYY-MM-DD）
    #[arg(long, value_name = "日期", value_parser = super::input::date)]
    pub(super) as_of: Option<Date>,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    #[command(flatten)]
    pub(super) revisions: super::input::RevisionArgs,
}

impl RuleArgs {
    /// An engine with these rules.
    pub(super) fn engine(&self, as_of: Option<Date>) -> Result<Engine, Error> {
        let engine = self.builder(as_of)?.build()?;
        expired(&engine)?;
        Ok(engine)
    }

    /// Equal for options with which results are equal: what is given, and the words of the files that are named.
    pub(super) fn fingerprint(&self) -> Result<String, Error> {
        let mut words = format!("{:?} {:?}", self.profile, self.pack);
        let files = read_files(&self.laws)?.into_iter().chain(read_files(&self.suppress)?);
        for (_, text) in files {
            let decoded = crate::source::decode("-", text.as_bytes());
            words.push_str(&format!(" {}", decoded.sha256));
        }
        if !self.suppress.is_empty() {
            words.push_str(&format!(" {:?}", self.today));
        }
        Ok(words)
    }

    /// The options of an engine with these rules.
    fn builder(&self, as_of: Option<Date>) -> Result<Builder, Error> {
        let mut builder = Engine::builder().as_of(as_of).profile(self.profile.clone());
        for pack in &self.pack {
            builder = builder.pack(pack.trim());
        }
        for folder in &self.rules {
            builder = builder.rules(rule_files(folder)?);
        }
        builder = builder.laws(read_files(&self.laws)?);
        if self.suppress.is_empty() {
            return Ok(builder);
        }
        let today = self.today.unwrap_or_else(super::input::today);
        Ok(builder.suppressions(read_files(&self.suppress)?, today))
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
  hegui check 文件夹/ --write-baseline 基线.json     记下现有的问题
  hegui check 文件夹/ --baseline 基线.json           只有新问题影响退出码
  hegui check 稿.txt --explain                      连同规则的依据、示例和命中的原因
  hegui check 稿.txt --suppress 抑制.toml            核对过、可以不改的问题
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
    args.input.while_warming_up(|| check(args))
}

fn check(args: &Args) -> Result<Outcome, Error> {
    let renderer = args.output.renderer(args.format.as_deref(), Task::Check)?;
    let builder = args.rules.builder(args.input.as_of)?.baseline(read_files(args.baseline.as_slice())?.pop());
    let builder = builder.timing(args.timing.then_some(elapsed as Clock)).explain(args.explain);
    let builder = builder.spread(args.input.is_one_document() && args.input.may_spread() && !args.timing);
    // The program ends with this: its memory is given back as a whole.
    let engine = ManuallyDrop::new(builder.build()?);
    expired(&engine)?;
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
        is_recording: args.write_baseline.is_some(),
        stop: sink.stop(),
    };
    let summary = batch.run(&mut sink)?;
    sink.finish()?;
    unmet(&engine, &summary)?;
    if args.timing {
        tell_costs(&engine, &summary)?;
    }
    if let Some(path) = &args.write_baseline {
        write_baseline(path, &args.input.paths, &summary.record)?;
    }
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

/// Tells of suppressions that have expired.
fn expired(engine: &Engine) -> Result<(), Error> {
    for entry in engine.known().iter().flat_map(|known| known.suppressions.expired()) {
        let (at, rule, day, reason) = (&entry.written_at, &entry.rule, entry.expires, &entry.reason);
        writeln!(io::stderr(), "{at}：{rule} 的抑制已于 {day} 到期，不再生效（理由：{reason}）")
            .map_err(written)?;
    }
    Ok(())
}

/// Tells of suppressions that spoke of a document and met no finding: what they spoke of is mended, or they were mistyped.
fn unmet(engine: &Engine, summary: &Summary) -> Result<(), Error> {
    let entries = engine.known().map(|known| known.suppressions.entries.as_slice()).unwrap_or_default();
    for (entry, _) in summary.asked.iter().filter(|(_, has_met)| !**has_met) {
        let Some(entry) = entries.get(*entry).filter(|e| !e.is_expired) else { continue };
        let (at, rule) = (&entry.written_at, &entry.rule);
        let advice = if entry.has_path() {
            "已经改好的请删去，否则请核对原文或指纹"
        } else {
            "所指的文件不在这次检查之内的，不必理会；已经改好的请删去"
        };
        writeln!(io::stderr(), "{at}：{rule} 的抑制没有对上任何问题；{advice}").map_err(written)?;
    }
    Ok(())
}

/// Time since the first call.
fn elapsed() -> Duration {
    static BEGIN: LazyLock<Instant> = LazyLock::new(Instant::now);
    BEGIN.elapsed()
}

/// What each rule cost, on the error stream, so that results stay clean.
fn tell_costs(engine: &Engine, summary: &Summary) -> Result<(), Error> {
    let rules = engine.active_rules();
    let costs: Vec<RuleCost> =
        rules.zip(&summary.costs).map(|(rule, time)| RuleCost::new(&rule.id, &rule.title, *time)).collect();
    let told = Timing { rules: &costs, whole: summary.analysed, documents: summary.documents };
    let style = Style { color: false, ..terminal_style() };
    timing(&told, style, &mut io::stderr().lock()).map_err(written)
}

/// Never over an input, unless what is there is an older baseline.
fn write_baseline(path: &Path, inputs: &[PathBuf], record: &Record) -> Result<(), Error> {
    let written_before = [path.to_owned()];
    let older = if path.is_file() { read_files(&written_before).ok() } else { None };
    let is_older =
        older.is_some_and(|files| files.iter().any(|(name, text)| Record::read(name, text).is_ok()));
    Sink::put(path, if is_older { &[] } else { inputs }, record.json().as_bytes())?;
    let (documents, findings) = (record.documents.len(), record.count());
    writeln!(io::stderr(), "基线已写入 {}：{documents} 份文件，{findings} 个问题", path.display())
        .map_err(written)
}

/// Files given on the command line as `(path, text)`.
#[allow(clippy::disallowed_methods)] // What is given on the command line is read by the command line.
pub(super) fn read_files(paths: &[PathBuf]) -> Result<Vec<(String, String)>, Error> {
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
    if !folder.exists() {
        return Err(Error::usage(format!("{}：没有这个文件夹", folder.display())));
    }
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
