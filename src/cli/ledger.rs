//! What the subcommands that ask a store share: where the store is, how the page goes out.

use std::io::BufWriter;
use std::io::Write as _;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use jiff::civil::Date;

use super::output::{Sink, chosen, style, values};
use super::{Outcome, written};
use crate::archive::Store;
use crate::archive::ledger::Window;
use crate::error::Error;
use crate::render::ledger::{LEDGERS, LedgerRenderer};
use crate::report::Ledger;

/// Which store, and how to show it.
#[derive(clap::Args)]
pub(super) struct LedgerArgs {
    /// 档案库（hegui scan --store 建的文件夹）
    #[arg(long, value_name = "文件夹", required = true)]
    pub store: PathBuf,
    /// 输出格式；不写时按 -o 的扩展名，没有 -o 时为 text
    #[arg(long, short, value_name = "格式", value_parser = formats())]
    pub format: Option<String>,
    /// 写到这个文件；写完才出现
    #[arg(long, short, value_name = "文件")]
    pub output: Option<PathBuf>,
}

/// A store that is asked what ends around a day.
#[derive(clap::Args)]
pub(super) struct DatedArgs {
    #[command(flatten)]
    ledger: LedgerArgs,
    /// 以这一天为准（YYYY-MM-DD），默认今天
    #[arg(long, value_name = "日期", value_parser = super::input::date)]
    as_of: Option<Date>,
}

impl DatedArgs {
    /// Asks for what ends within so many days ahead and behind of the day given, else of today.
    pub(super) fn answer(
        &self,
        (ahead, behind): (u32, u32),
        ask: fn(&Store, Window) -> Result<Ledger, Error>,
    ) -> Result<Outcome, Error> {
        let window = Window {
            as_of: self.as_of.unwrap_or_else(super::input::today),
            ahead: ahead.into(),
            behind: behind.into(),
        };
        self.ledger.answer(|store| ask(store, window))
    }
}

fn formats() -> PossibleValuesParser {
    values(LEDGERS.iter().map(|r| (r.name, r.about)))
}

impl LedgerArgs {
    /// Opens the store for reading.
    pub(super) fn open(&self) -> Result<Store, Error> {
        Store::open(&self.store)
    }

    /// The form asked for, by name or by the extension of the file.
    pub(super) fn renderer(&self) -> Result<&'static LedgerRenderer, Error> {
        let wanted = (self.format.as_deref(), self.output.as_deref());
        chosen(&LEDGERS.iter(), |r| (r.name, r.extensions, r.is_text), wanted)
    }

    /// Asks the store and shows the answer; a form that cannot be written is told before the work begins.
    pub(super) fn answer(&self, ask: impl FnOnce(&Store) -> Result<Ledger, Error>) -> Result<Outcome, Error> {
        self.renderer()?;
        self.show(&ask(&self.open()?)?)?;
        Ok(Outcome::Clean)
    }

    /// Writes a page where it belongs.
    pub(super) fn show(&self, ledger: &Ledger) -> Result<(), Error> {
        let renderer = self.renderer()?;
        let style = style(self.output.as_deref());
        let mut sink = BufWriter::new(Sink::open(self.output.as_deref(), &[])?);
        (renderer.render)(ledger, style, &mut sink).and_then(|()| sink.flush()).map_err(written)?;
        sink.into_inner().map_err(|e| written(e.into_error()))?.finish()
    }
}
