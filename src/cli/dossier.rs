//! `hegui dossier`: the papers of one draft together.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use super::batch::terminal_style;
use super::check::DraftArgs;
use super::output::values;
use super::{Outcome, written};
use crate::dossier::Dossier;
use crate::error::Error;
use crate::render::DOSSIER_RENDERERS;
use crate::report::Severity;
use crate::source;

/// Arguments of `hegui dossier`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// 放着一件文件全部材料的文件夹或 .zip
    #[arg(value_name = "文件夹", required = true)]
    folder: PathBuf,
    /// 输出格式
    #[arg(long, short, value_name = "格式", default_value = "text", value_parser = formats())]
    format: String,
    #[command(flatten)]
    draft: DraftArgs,
}

const EXAMPLES: &str = "\
例子：
  hegui dossier 渡口管理办法/
  hegui dossier 渡口管理办法.zip
  hegui dossier 渡口管理办法/ --format markdown > 证据表.md

材料按文件名和标题辨认：送审稿、起草说明、征求意见及采纳情况、公平竞争审查表、
合法性审核意见书、会议纪要、印发稿、公布凭证、备案报告等。
同类材料有几份的，以送审稿、制定机关的会议、审核机构的意见书为准，其余注明没有采用。
依据按文件的日期取当时的；文件没有日期的按 --as-of，再没有按现行的。
这里只核对材料之间是否一致；单份文件的问题用 hegui check，出意见书用 hegui opinion。
退出码：0 没有错误；1 缺必备材料或有错误；2 有材料读不了。";

fn formats() -> PossibleValuesParser {
    values(DOSSIER_RENDERERS.iter().map(|r| (r.name, r.about)))
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    if !args.folder.is_dir() && !source::is_archive(&args.folder) {
        return Err(Error::usage(format!("{}：不是文件夹，也不是 .zip", args.folder.display())));
    }
    let engine = args.draft.rules.engine(args.draft.as_of)?;
    let limits = source::Limits::default().with_revisions(args.draft.revisions.chosen());
    let options = source::WalkOptions::default();
    let inputs = source::walk(std::slice::from_ref(&args.folder), &options);
    let papers: Vec<_> = inputs.map(|input| engine.check(input.read(&limits))).collect();
    if papers.is_empty() {
        return Err(Error::usage(format!("{}：文件夹里没有材料", args.folder.display())));
    }
    let dossier = Dossier::of(&papers, &engine);
    let mut out = io::stdout().lock();
    if let Some(renderer) = DOSSIER_RENDERERS.iter().find(|r| r.name == args.format) {
        (renderer.render)(&dossier, terminal_style(), &mut out).map_err(written)?;
    }
    out.flush().map_err(written)?;
    Ok(if !dossier.is_whole() {
        Outcome::Incomplete
    } else if dossier.worst() == Some(Severity::Error) {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}
