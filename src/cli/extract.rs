//! `hegui extract`: the facts.

use std::io;

use super::Outcome;
use super::batch::{Batch, terminal_style};
use super::input::{InputArgs, OutputArgs};
use crate::engine::Engine;
use crate::error::Error;
use crate::render::{Task, renderer};

/// Arguments of `hegui extract`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: OutputArgs,
}

const EXAMPLES: &str = "\
例子：
  hegui extract 方案.txt
  hegui extract 文件夹/ --format jsonl > 要素.jsonl
  hegui extract 网页.html --format json --with-text";

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let engine = Engine::new();
    let batch = Batch {
        input: &args.input,
        analyse: &|decoded| engine.extract(decoded),
        renderer: renderer(&args.output.format),
        task: Task::Extract,
        with_text: args.output.with_text,
        style: terminal_style(),
        is_recording: false,
    };
    Ok(batch.run(io::stdout())?.outcome(None))
}
