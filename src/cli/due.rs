//! `hegui due`: deadlines of an archive.

use super::Outcome;
use super::ledger::DatedArgs;
use crate::archive::ledger::due;
use crate::error::Error;

/// Arguments of `hegui due`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    dated: DatedArgs,
    /// 往后看多少天
    #[arg(long, value_name = "天", default_value_t = 90)]
    within: u32,
    /// 已过期的往前看多少天
    #[arg(long, value_name = "天", default_value_t = 365)]
    since: u32,
}

const EXAMPLES: &str = "\
例子：
  hegui due --store 档案库                          今后 90 天到期的，和一年内过期的
  hegui due --store 档案库 --as-of 2024-06-01 --within 30
  hegui due --store 档案库 -o 时限.xlsx              另有按单位一张表";

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    args.dated.answer((args.within, args.since), due)
}
