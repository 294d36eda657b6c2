//! `hegui review`: a Word document with a comment for every finding.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::check::DraftArgs;
use super::output::{Sink, is_same_file};
use super::{Outcome, written};
use crate::correction;
use crate::engine::Analysis;
use crate::error::Error;
use crate::render::docx;
use crate::report::{Baseline, Finding, Severity};
use crate::source::{self, Limits};

/// Arguments of `hegui review`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// 要审的 Word 文档（.docx）
    #[arg(value_name = "文档")]
    document: PathBuf,
    /// 加了批注的文档写到这里；原文件不动
    #[arg(long, short, value_name = "文档")]
    output: PathBuf,
    /// 另把只有一种改法的字写成修订：文号的六角括号、书名号套书名号、汉字旁的半角标点
    #[arg(long)]
    track: bool,
    /// 覆盖已有的输出文件
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    draft: DraftArgs,
}

const EXAMPLES: &str = "\
例子：
  hegui review 送审稿.docx -o 送审稿_批注.docx
  hegui review 送审稿.docx -o 审后.docx --track
  hegui review 送审稿.docx -o 审后.docx --pack TU,LR
  hegui review 送审稿.docx -o 审后.docx --revisions original

已有的批注保留，正文一字不动；批注的作者是 hegui。
--track 只提出修订，接受还是拒绝由人决定；已有修订的地方、文本框和脚注里的不动。
退出码：0 已写出；2 读不了、写不出，或文档有一部分没有读到。";

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    refuse_overwriting(args)?;
    let shown = args.document.to_string_lossy();
    let bytes = read(&args.document)?;
    let limits = Limits::default().with_revisions(args.draft.revisions.chosen());
    let decoded = source::decode_within(&shown, &bytes, &limits);
    if let Some(problem) = decoded.problems.iter().find(|p| p.fatal) {
        return Err(Error::usage(problem.message.clone()));
    }
    if decoded.format != "docx" {
        return Err(Error::usage(format!(
            "{shown}：不是 .docx，加不了批注；.doc、.wps 请先另存为 .docx，其他格式请用 hegui check"
        )));
    }
    let engine = args.draft.rules.engine(args.draft.as_of)?;
    let analysis = engine.check(decoded);
    let report = analysis.report(false);
    let commented = docx::review(&bytes, &analysis.document.decoded, &report.findings, &engine.rule_views());
    let commented = commented.map_err(|problem| Error::usage(problem.message))?;
    let (bytes, changes) = if args.track {
        proposed(&analysis, &report.findings, (&shown, &commented.bytes, &limits))?
    } else {
        (commented.bytes, 0)
    };
    Sink::put(&args.output, std::slice::from_ref(&args.document), &bytes)?;
    let mut out = io::stdout().lock();
    for problem in &report.problems {
        writeln!(out, "注意：{}", problem.message).map_err(written)?;
    }
    let counts = [Severity::Error, Severity::Warning, Severity::Info].map(|s| count(&report.findings, s));
    let [error, warning, info] = counts;
    let shown = args.output.display();
    writeln!(out, "{shown}：批注 {} 条（错误 {error}，警告 {warning}，提示 {info}）", commented.comments)
        .map_err(written)?;
    if args.track {
        writeln!(out, "修订 {changes} 处，请在 Word 中逐处接受或拒绝").map_err(written)?;
    }
    Ok(if report.is_incomplete() { Outcome::Incomplete } else { Outcome::Clean })
}

/// The commented document with mechanical fixes as tracked changes. Comments add no text, so places of the draft hold in it; what a
/// suppression speaks of was looked at by a person and stays.
fn proposed(
    analysis: &Analysis,
    findings: &[Finding],
    (shown, bytes, limits): (&str, &[u8], &Limits),
) -> Result<(Vec<u8>, usize), Error> {
    let decoded = source::decode_within(shown, bytes, limits);
    if decoded.raw != analysis.document.raw() {
        return Err(Error::usage(format!(
            "{shown}：加批注后的文字与原文不同，没有写修订；请把文件发给开发者"
        )));
    }
    let kept: Vec<_> = findings.iter().filter(|f| f.baseline == Baseline::Suppressed).collect();
    let mut corrections = correction::find(&analysis.document, &analysis.facts);
    corrections
        .retain(|c| !kept.iter().any(|f| f.span.bytes.start < c.span.end && c.span.start < f.span.bytes.end));
    docx::propose(bytes, &decoded, &corrections).map_err(|problem| Error::usage(problem.message))
}

fn count(findings: &[Finding], severity: Severity) -> usize {
    findings.iter().filter(|f| f.severity == severity && f.baseline != Baseline::Suppressed).count()
}

#[allow(clippy::disallowed_methods)] // The command line reads what it is told to.
fn read(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|e| Error::io(format!("{}：读不出来", path.display()), e))
}

/// The draft is never written over, another file only when asked for.
#[allow(clippy::disallowed_methods)] // The command line looks at the files it is told of.
fn refuse_overwriting(args: &Args) -> Result<(), Error> {
    // The parts are written as they are: what says that it holds macros or is a template must keep its extension.
    let has_macros = ["docm", "dotm", "dotx"]
        .iter()
        .any(|kind| args.document.extension().is_some_and(|e| e.eq_ignore_ascii_case(kind)));
    if has_macros {
        let shown = args.document.display();
        return Err(Error::usage(format!("{shown}：带宏的文档和模板不能加批注，请先另存为 .docx")));
    }
    let is_docx = args.output.extension().is_some_and(|e| e.eq_ignore_ascii_case("docx"));
    if !is_docx {
        return Err(Error::usage(format!("{}：写出的是 Word 文档，扩展名要是 .docx", args.output.display())));
    }
    if !args.output.exists() {
        return Ok(());
    }
    if is_same_file(&args.document, &args.output) {
        return Err(Error::usage(format!("{}：输出不能就是原文件，请另起名字", args.output.display())));
    }
    if !args.force {
        return Err(Error::usage(format!("{}：已经存在；要覆盖请加 --force", args.output.display())));
    }
    Ok(())
}
