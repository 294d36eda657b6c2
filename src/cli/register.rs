//! `hegui register`: the register of numbers.

use super::Outcome;
use super::ledger::LedgerArgs;
use crate::archive::ledger::register;
use crate::error::Error;

/// Arguments of `hegui register`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    ledger: LedgerArgs,
}

const EXAMPLES: &str = "\
例子：
  hegui register --store 档案库 -o 登记簿.xlsx       文号、登记号，按机关和年度，缺号和覆盖率
  hegui register --store 档案库 -o 登记簿.csv";

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    args.ledger.answer(register)
}
