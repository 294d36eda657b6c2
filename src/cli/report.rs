//! `hegui report`: the summary of an archive, or whole tables of it.

use std::io::BufWriter;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};

use super::check::rule_files;
use super::ledger::LedgerArgs;
use super::output::Sink;
use super::{Outcome, written};
use crate::archive::ledger::{NUMBERS, TABLES, Table, rows, summary};
use crate::archive::{self, Store};
use crate::engine::Engine;
use crate::error::Error;
use crate::render::ledger::{ParquetTable, csv_head, csv_row};
use crate::report::Sheet;
use crate::rulepack::Registry;

/// Arguments of `hegui report`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    ledger: LedgerArgs,
    /// 不要汇总，要这一整张表：CSV，或者 -o 文件名.parquet
    #[arg(long, value_name = "表", value_parser = tables(), conflicts_with = "format")]
    table: Option<String>,
    /// 另加一个规则文件夹，其中跨文件的规则（kind = "archive"）一并核对
    #[arg(long, value_name = "文件夹")]
    rules: Vec<PathBuf>,
}

const EXAMPLES: &str = "\
例子：
  hegui report --store 档案库                      汇总，和跨文件的问题
  hegui report --store 档案库 -o 汇总.html           带图表的网页
  hegui report --store 档案库 -o 汇总.xlsx           汇总，另附文件、问题、责任单位、时限等全部表
  hegui report --store 档案库 --table findings -o 问题.csv
  hegui report --store 档案库 --table deadlines -o 时限.parquet    供 Spark、DuckDB、pandas 读";

fn tables() -> PossibleValuesParser {
    TABLES.iter().map(|t| PossibleValue::new(t.name).help(t.title)).collect::<Vec<_>>().into()
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    if let Some(table) = args.table.as_deref().and_then(|name| TABLES.iter().find(|t| t.name == name)) {
        return whole(args, &args.ledger.open()?, table);
    }
    let renderer = args.ledger.renderer()?;
    let store = args.ledger.open()?;
    let across = archive::across(&store, &registry(args)?)?;
    let mut ledger = summary(&store, &across)?;
    if renderer.name == "xlsx" {
        for table in TABLES {
            let mut sheet = Sheet { title: table.title, columns: table.columns, rows: Vec::new() };
            rows(&store, table, &mut |cells| {
                sheet.rows.push(cells.to_vec());
                Ok(())
            })?;
            // The summary counts what the whole table lists.
            ledger.sheets.retain(|s| s.title != sheet.title);
            ledger.sheets.push(sheet);
        }
    }
    args.ledger.show(&ledger)?;
    Ok(Outcome::Clean)
}

/// The shipped rules and those given, which are proven first.
fn registry(args: &Args) -> Result<Registry, Error> {
    let mut builder = Engine::builder();
    for folder in &args.rules {
        builder = builder.rules(rule_files(folder)?);
    }
    let engine = builder.build()?;
    engine.registry().cloned().ok_or_else(|| Error::usage("没有规则"))
}

/// A whole table, in the form that the extension of the file asks for.
fn whole(args: &Args, store: &Store, table: &Table) -> Result<Outcome, Error> {
    let path = args.ledger.output.as_deref();
    let extension = path.and_then(|p| p.extension()).map(|e| e.to_string_lossy().to_lowercase());
    let write: fn(Sink, &Store, &Table) -> Result<Sink, Error> = match extension.as_deref() {
        None | Some("csv" | "txt") => csv,
        Some("parquet") => parquet,
        Some(other) => {
            let message =
                format!("--table 写 .csv 或 .parquet，不写 .{other}；不加 --table 时可以写 .xlsx、.html");
            return Err(Error::usage(message));
        }
    };
    write(Sink::open(path, &[])?, store, table)?.finish()?;
    Ok(Outcome::Clean)
}

fn csv(sink: Sink, store: &Store, table: &Table) -> Result<Sink, Error> {
    let mut sink = BufWriter::new(sink);
    csv_head(table.columns, &mut sink).map_err(written)?;
    rows(store, table, &mut |cells| csv_row(cells, &mut sink).map_err(written))?;
    sink.into_inner().map_err(|e| written(e.into_error()))
}

fn parquet(sink: Sink, store: &Store, table: &Table) -> Result<Sink, Error> {
    let mut out = ParquetTable::new(table.columns, NUMBERS, sink).map_err(written)?;
    rows(store, table, &mut |cells| out.row(cells).map_err(written))?;
    out.finish().map_err(written)
}
