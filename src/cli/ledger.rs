//! What the subcommands that ask a store share: where the store is, how the page goes out.

use std::io::BufWriter;
use std::io::Write as _;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use jiff::civil::Date;

use super::batch::terminal_style;
use super::output::Sink;
use super::written;
use crate::archive::Store;
use crate::error::Error;
use crate::render::Style;
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

/// The day a question is asked for.
#[derive(Clone, Copy, clap::Args)]
pub(super) struct DayArgs {
    /// 以这一天为准（YYYY-MM-DD），默认今天
    #[arg(long, value_name = "日期", value_parser = super::input::date)]
    as_of: Option<Date>,
}

impl DayArgs {
    /// The day given, else today in China, where the papers are; the command line alone may read the clock.
    pub(super) fn day(self) -> Date {
        let today = || jiff::tz::Offset::constant(8).to_datetime(jiff::Timestamp::now()).date();
        self.as_of.unwrap_or_else(today)
    }
}

fn formats() -> PossibleValuesParser {
    LEDGERS.iter().map(|r| PossibleValue::new(r.name).help(r.about)).collect::<Vec<_>>().into()
}

impl LedgerArgs {
    /// Opens the store for reading.
    pub(super) fn open(&self) -> Result<Store, Error> {
        Store::open(&self.store)
    }

    /// The form asked for, by name or by the extension of the file.
    pub(super) fn renderer(&self) -> Result<&'static LedgerRenderer, Error> {
        let by_name = self.format.as_deref().and_then(|name| LEDGERS.iter().find(|r| r.name == name));
        let chosen = by_name.map_or_else(|| self.by_extension(), Ok)?;
        if !chosen.is_text && self.output.is_none() {
            let name = chosen.name;
            return Err(Error::usage(format!("{name} 不能写到标准输出，请用 -o 文件名.{name} 指明写到哪里")));
        }
        Ok(chosen)
    }

    fn by_extension(&self) -> Result<&'static LedgerRenderer, Error> {
        let Some(path) = &self.output else { return Ok(first()) };
        let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        LEDGERS.iter().find(|r| r.extensions.contains(&extension.as_str())).ok_or_else(|| {
            let known: Vec<&str> = LEDGERS.iter().flat_map(|r| r.extensions).copied().collect();
            Error::usage(format!(
                "{}：看扩展名不知道用什么格式；请用 --format 指明，或把扩展名写成 {}",
                path.display(),
                known.join("、")
            ))
        })
    }

    /// Writes a page where it belongs.
    pub(super) fn show(&self, ledger: &Ledger) -> Result<(), Error> {
        let renderer = self.renderer()?;
        let style = terminal_style();
        let style = Style { color: style.color && self.output.is_none(), ..style };
        let mut sink = BufWriter::new(Sink::open(self.output.as_deref(), &[])?);
        (renderer.render)(ledger, style, &mut sink).and_then(|()| sink.flush()).map_err(written)?;
        sink.into_inner().map_err(|e| written(e.into_error()))?.finish()
    }
}

/// The form for terminals.
fn first() -> &'static LedgerRenderer {
    // The table is never empty: a test renders every form.
    &LEDGERS[0]
}
