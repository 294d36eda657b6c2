//! `hegui laws`: what the law table knows of a name.

use std::io::{self, Write};
use std::path::PathBuf;

use jiff::civil::Date;

use super::{Outcome, check, input, written};
use crate::document::Decoded;
use crate::error::Error;
use crate::lexicon::{Force, Law, LawTable};
use crate::normalize;

/// Names offered when the name is not known.
const OFFERED: usize = 10;

/// Arguments of `hegui laws`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// 法律、法规的名称，带不带书名号和“中华人民共和国”都可以
    #[arg(value_name = "名称")]
    name: String,
    /// 按这一天判断是否有效（YYYY-MM-DD）
    #[arg(long, value_name = "日期", value_parser = input::date)]
    as_of: Option<Date>,
    /// 另加本地的法律、法规、文件表（TSV，列名同内置法律表），可多次给出
    #[arg(long, value_name = "文件")]
    laws: Vec<PathBuf>,
}

const EXAMPLES: &str = "\
例子：
  hegui laws 合同法 --as-of 2022-03-01
  hegui laws 《中华人民共和国行政处罚法》
  hegui laws 某市停车管理办法 --laws 本地法规.tsv

退出码：0 查到；1 没有查到。";

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let mut table = LawTable::embedded().clone();
    for (path, text) in check::read_files(&args.laws)? {
        table.add_local(&path, &text)?;
    }
    let mut out = String::new();
    // Also in traditional script, in full width, with blanks around it.
    let given = Decoded { raw: args.name.trim().to_owned(), format: "text", ..Decoded::default() };
    let name = normalize::normalize(given).norm().to_owned();
    let mut rows: Vec<&Law> = table.rows(&name).collect();
    rows.sort_by_key(|law| law.since.or(law.version_effective).or(law.version_published));
    for law in &rows {
        out.push_str(&row(law));
        out.push('\n');
    }
    if let Some(date) = args.as_of.filter(|_| !rows.is_empty()) {
        out.push_str(&standing(&table, &name, date));
    }
    if rows.is_empty() {
        out.push_str(&format!("法律表里没有“{}”\n", args.name));
        let near = table.names_with(&name);
        if !near.is_empty() {
            let near: Vec<&str> = near.into_iter().take(OFFERED).collect();
            out.push_str(&format!("名称相近的有：{}\n", near.join("、")));
        }
    }
    if let Some(day) = table.data_as_of() {
        out.push_str(&format!("法律表截至 {day}\n"));
    }
    io::stdout().write_all(out.as_bytes()).map_err(written)?;
    Ok(if rows.is_empty() { Outcome::Findings } else { Outcome::Clean })
}

/// One row of the table in words.
fn row(law: &Law) -> String {
    let mut parts = vec![format!("《{}》 {}", law.name, law.level)];
    let dated = |day: Option<Date>, what: &str| day.map(|d| format!("{what} {d}"));
    parts.extend(dated(law.since, "首次施行"));
    parts.extend(dated(law.version_published, "本版本公布"));
    parts.extend(dated(law.version_effective, "本版本施行"));
    parts.extend(law.last_article.map(|n| format!("末条第{n}条")));
    parts.extend(law.repealed_on.map(|d| match &law.successor {
        Some(successor) => format!("{d} 废止，由《{successor}》替代"),
        None => format!("{d} 废止"),
    }));
    if !law.is_verified {
        parts.push("未核实".to_owned());
    }
    parts.join("；")
}

/// Whether it was in force at the date.
fn standing(table: &LawTable, name: &str, date: Date) -> String {
    let Some(state) = table.at(name, date) else { return String::new() };
    let words = match state.force {
        Force::InForce => "有效".to_owned(),
        Force::NotYet => "尚未施行".to_owned(),
        Force::Repealed => match &state.law.successor {
            Some(successor) => format!("已不再有效，由《{successor}》替代"),
            None => "已不再有效".to_owned(),
        },
        Force::Unknown => "表中所知不足以判断".to_owned(),
    };
    let last = state.last_article().map(|n| format!("，当日版本末条是第{n}条")).unwrap_or_default();
    format!("{date}：{words}{last}\n")
}
