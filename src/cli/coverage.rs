//! `hegui rules coverage`: what each rule did over a folder.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use super::batch::terminal_style;
use super::check::rule_files;
use super::input::InputArgs;
use super::output::values;
use super::{Outcome, written};
use crate::engine::Engine;
use crate::error::Error;
use crate::render::coverage::{COVERAGES, coverage_renderer};
use crate::{archive, source};

/// Arguments of `hegui rules coverage`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// 输出格式
    #[arg(long, short, value_name = "格式", default_value = "text", value_parser = formats())]
    format: String,
    /// 只看这些规则包，如 TU,LR
    #[arg(long, value_name = "包", value_delimiter = ',')]
    pack: Vec<String>,
    /// 另加一个规则文件夹
    #[arg(long, value_name = "文件夹")]
    rules: Vec<PathBuf>,
}

const EXAMPLES: &str = "\
例子：
  hegui rules coverage 存量文件/
  hegui rules coverage 存量文件/ --rules 本单位规则/ --pack XX
  hegui rules coverage 存量文件/ -f csv > 规则命中.csv";

fn formats() -> PossibleValuesParser {
    values(COVERAGES.iter().map(|r| (r.name, r.about)))
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let mut builder = Engine::builder().as_of(args.input.as_of);
    for pack in &args.pack {
        builder = builder.pack(pack.trim());
    }
    for folder in &args.rules {
        builder = builder.rules(rule_files(folder)?);
    }
    let engine = builder.build()?;
    let limits = args.input.reading.limits();
    let inputs = source::walk(&args.input.paths, &source::WalkOptions::default());
    let coverage = archive::coverage(&engine, inputs, &limits, args.input.jobs);
    if let Some(renderer) = coverage_renderer(&args.format) {
        let mut out = BufWriter::new(io::stdout());
        (renderer.render)(&coverage, terminal_style(), &mut out)
            .and_then(|()| out.flush())
            .map_err(written)?;
    }
    Ok(if coverage.unread > 0 { Outcome::Incomplete } else { Outcome::Clean })
}
