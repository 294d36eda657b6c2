//! `hegui sunset`: what has lapsed, will lapse, or states no validity.

use super::Outcome;
use super::ledger::DatedArgs;
use crate::archive::ledger::sunset;
use crate::error::Error;

/// Arguments of `hegui sunset`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    dated: DatedArgs,
    /// 多少天内失效的算“将失效”
    #[arg(long, value_name = "天", default_value_t = 180)]
    within: u32,
}

const EXAMPLES: &str = "\
例子：
  hegui sunset --store 档案库                        今天已失效、将失效、没有写有效期的
  hegui sunset --store 档案库 --as-of 2024-12-31 --within 365
  hegui sunset --store 档案库 -o 清理清单.xlsx";

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    args.dated.answer((args.within, 0), sunset)
}
