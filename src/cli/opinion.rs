//! `hegui opinion`: the opinion sheet of a draft, or of a folder with all its papers.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::check::DraftArgs;
use super::output::Sink;
use super::{Outcome, written};
use crate::dossier::{Dossier, PaperKind};
use crate::engine::{Analysis, Engine};
use crate::error::Error;
use crate::render::opinion::{LISTS, Opinion, SCALARS, Sheet};
use crate::source::{self, Limits, WalkOptions};

/// Arguments of `hegui opinion`.
#[derive(clap::Args)]
#[command(after_help = help())]
pub(super) struct Args {
    /// 送审稿，或放着一件文件全部材料的文件夹、.zip
    #[arg(value_name = "文件或文件夹", required_unless_present = "print_template")]
    path: Option<PathBuf>,
    /// 意见书写到这里：.docx 或 .html；写完才出现
    #[arg(long, short, value_name = "文件")]
    output: PathBuf,
    /// 用本单位的模板（与输出同为 .docx 或 .html），不用自带的
    #[arg(long, value_name = "文件")]
    template: Option<PathBuf>,
    /// 不出意见书，把自带的模板写到 -o，供修改
    #[arg(long, conflicts_with = "template")]
    print_template: bool,
    /// 覆盖已有的输出文件
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    draft: DraftArgs,
}

/// Examples, and the placeholders of the table that fills them.
fn help() -> String {
    let list = |(name, columns): &(&str, &[&str])| format!("  {name}：{}", columns.join("、"));
    format!(
        "\
例子：
  hegui opinion 送审稿.docx -o 审核意见书.docx
  hegui opinion 渡口管理办法/ -o 审核意见书.docx      连同缺件、日期先后和一致性
  hegui opinion 送审稿.docx -o 审核意见书.html
  hegui opinion --print-template -o 模板.docx          取出自带的模板，在 Word 里改
  hegui opinion 送审稿.docx -o 意见书.docx --template 模板.docx

审核结论留给审核人员填写，程序不下结论。
模板里写占位符。单项写作 {{{{标题}}}}，有：
  {}
清单写作 {{{{错误.说明}}}}；写有它的表格行（网页中的一行，表格之外的一段）按清单重复，清单为空时写“无”。有：
{}
写错占位符会报错，不会出空白的意见书。
退出码：0 已写出；2 读不了、写不出，或有材料没有读全。",
        SCALARS.join("、"),
        LISTS.iter().map(list).collect::<Vec<_>>().join("\n")
    )
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let shown = args.output.display();
    let sheet = Sheet::of(&args.output.to_string_lossy())
        .ok_or_else(|| Error::usage(format!("{shown}：意见书只能写成 .docx 或 .html")))?;
    refuse_overwriting(args)?;
    let Some(path) = args.path.as_ref().filter(|_| !args.print_template) else {
        let template = sheet.template().map_err(|problem| Error::usage(problem.message))?;
        write(args, &template)?;
        writeln!(io::stdout(), "{shown}：自带的模板；改好后用 --template 指定").map_err(written)?;
        return Ok(Outcome::Clean);
    };
    let (name, template) = template(args, sheet)?;
    let engine = args.draft.rules.engine(args.draft.as_of)?;
    let papers = read(args, path, &engine)?;
    let is_dossier = path.is_dir() || source::is_archive(path);
    let dossier = is_dossier.then(|| Dossier::of(&papers, &engine));
    let reviewed = reviewed(path, &papers, dossier.as_ref())?;
    let report = reviewed.report(false);
    if let Some(problem) = report.problems.iter().find(|p| p.fatal) {
        return Err(Error::usage(problem.message.clone()));
    }
    let opinion = Opinion { report: &report, dossier: dossier.as_ref(), rules: &engine.rule_views() };
    let bytes = sheet.fill((&name, &template), &opinion).map_err(|problem| Error::usage(problem.message))?;
    write(args, &bytes)?;
    let mut out = io::stdout().lock();
    for problem in papers.iter().flat_map(|p| &p.document.decoded.problems) {
        writeln!(out, "注意：{}", problem.message).map_err(written)?;
    }
    let (count, findings) = (papers.len(), report.standing().count());
    writeln!(out, "{shown}：审核 {}，材料 {count} 份，问题 {findings} 处；结论请审核人员填写", report.path)
        .map_err(written)?;
    let is_whole = papers.iter().all(|p| p.document.decoded.problems.is_empty());
    Ok(if is_whole { Outcome::Clean } else { Outcome::Incomplete })
}

/// All papers, analysed.
fn read(args: &Args, path: &Path, engine: &Engine) -> Result<Vec<Analysis>, Error> {
    let limits = Limits::default().with_revisions(args.draft.revisions.chosen());
    let paths = [path.to_path_buf()];
    let inputs = source::walk(&paths, &WalkOptions::default());
    let papers: Vec<Analysis> = inputs.map(|input| engine.check(input.read(&limits))).collect();
    if papers.is_empty() {
        return Err(Error::usage(format!("{}：文件夹里没有材料", path.display())));
    }
    Ok(papers)
}

/// The paper under review: of a folder the draft, or the issued paper where there is no draft.
fn reviewed<'a>(
    path: &Path,
    papers: &'a [Analysis],
    dossier: Option<&Dossier>,
) -> Result<&'a Analysis, Error> {
    let Some(dossier) = dossier else {
        let paper = papers.first();
        return paper.ok_or_else(|| Error::usage(format!("{}：没有读到文件", path.display())));
    };
    let of = |kind: PaperKind| dossier.papers.iter().position(|p| p.used && p.paper == Some(kind));
    let found = of(PaperKind::Draft).or_else(|| of(PaperKind::Issued)).and_then(|index| papers.get(index));
    found.ok_or_else(|| {
        let message = "没有认出送审稿或印发稿；请在文件名里写明“送审稿”，或直接给出那份文件";
        Error::usage(format!("{}：{message}", path.display()))
    })
}

/// The template with the name that messages give it.
#[allow(clippy::disallowed_methods)] // The command line reads what it is told to.
fn template(args: &Args, sheet: Sheet) -> Result<(String, Vec<u8>), Error> {
    let Some(path) = &args.template else {
        let template = sheet.template().map_err(|problem| Error::usage(problem.message))?;
        return Ok(("自带模板".to_owned(), template));
    };
    let name = path.to_string_lossy().into_owned();
    if Sheet::of(&name) != Some(sheet) {
        let message = "模板和输出要是同一种：都是 .docx，或都是 .html";
        return Err(Error::usage(format!("{name}：{message}")));
    }
    let bytes = std::fs::read(path).map_err(|e| Error::io(format!("{name}：读不出来"), e))?;
    Ok((name, bytes))
}

fn write(args: &Args, bytes: &[u8]) -> Result<(), Error> {
    let inputs: Vec<PathBuf> =
        args.path.iter().filter(|p| !p.is_dir()).chain(&args.template).cloned().collect();
    Sink::put(&args.output, &inputs, bytes)
}

#[allow(clippy::disallowed_methods)] // The command line looks at the files it is told of.
fn refuse_overwriting(args: &Args) -> Result<(), Error> {
    if args.output.exists() && !args.force {
        return Err(Error::usage(format!("{}：已经存在；要覆盖请加 --force", args.output.display())));
    }
    Ok(())
}
