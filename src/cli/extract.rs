//! `hegui extract`: the facts.

use super::Outcome;
use super::batch::Batch;
use super::input::InputArgs;
use super::output::{OutputArgs, Sink, formats};
use crate::engine::Engine;
use crate::error::Error;
use crate::render::Task;

/// Arguments of `hegui extract`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// 输出格式；不写时按 -o 的扩展名，没有 -o 时为 text
    #[arg(long, short, value_name = "格式", value_parser = formats(Task::Extract))]
    format: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
}

const EXAMPLES: &str = "\
例子：
  hegui extract 方案.txt
  hegui extract 文件夹/ --format jsonl > 要素.jsonl
  hegui extract 网页.html --format json --with-text";

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    args.input.while_warming_up(|| extract(args))
}

fn extract(args: &Args) -> Result<Outcome, Error> {
    let renderer = args.output.renderer(args.format.as_deref(), Task::Extract)?;
    let engine = Engine::new();
    let mut sink = Sink::open(args.output.output.as_deref(), &args.input.paths)?;
    let batch = Batch {
        input: &args.input,
        analyse: &|decoded| engine.extract(decoded),
        renderer: Some(renderer),
        rules: &[],
        to_file: args.output.output.is_some(),
        task: Task::Extract,
        with_text: args.output.with_text,
        style: args.output.style(),
        is_recording: false,
        stop: sink.stop(),
    };
    let summary = batch.run(&mut sink)?;
    sink.finish()?;
    Ok(summary.outcome(None))
}
