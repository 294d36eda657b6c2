//! Law tables of users: the columns of `dictionaries/laws.tsv`, checked cell by cell, with Chinese messages that say where.

use jiff::civil::Date;

use super::LawTable;
use crate::error::Error;

/// The columns of a law table, in order.
const COLUMNS: [&str; 10] = [
    "name",
    "level",
    "since",
    "version_published",
    "version_effective",
    "repealed_on",
    "successor",
    "last_article",
    "verified",
    "source",
];
const LEVELS: [&str; 8] =
    ["宪法", "法律", "行政法规", "地方性法规", "规章", "规范性文件", "党内法规", "其他"];

impl LawTable {
    /// Adds the laws of a user's TSV; `path` is for messages. Columns may stand in any order, all but `name` may be left out; a row
    /// without `verified` is taken as verified.
    ///
    /// # Errors
    /// When a column, date, number or level is none, with path, line and column.
    pub fn add_local(&mut self, path: &str, text: &str) -> Result<(), Error> {
        let mut lines = text
            .trim_start_matches('\u{feff}')
            .lines()
            .enumerate()
            .filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty());
        let Some((at, header)) = lines.next() else {
            return Err(Error::rule(format!("{path}:1:1：没有列名行；列名是 {}", COLUMNS.join("、"))));
        };
        let columns = columns(path, at, header)?;
        for (line, row) in lines {
            let cells: Vec<&str> = row.split('\t').map(str::trim).collect();
            if cells.len() > columns.len() {
                return Err(wrong((path, line), columns.len(), row, "比列名多出一格"));
            }
            let cell = |name: &str| {
                let at = columns.iter().position(|c| *c == name);
                at.and_then(|at| cells.get(at)).copied().unwrap_or("")
            };
            for (index, (column, cell)) in columns.iter().zip(&cells).enumerate() {
                if let Some(message) = complaint(column, cell) {
                    return Err(wrong((path, line), index, row, &message));
                }
            }
            if cell("name").is_empty() {
                return Err(wrong((path, line), 0, row, "缺少名称 name"));
            }
            let or = |name: &str, default| Some(cell(name)).filter(|c| !c.is_empty()).unwrap_or(default);
            let dates = ["since", "version_published", "version_effective", "repealed_on"].map(cell);
            let words =
                [or("level", "其他"), cell("successor"), cell("last_article"), or("verified", "true")];
            self.push(cell("name"), dates, words);
        }
        Ok(())
    }
}

fn columns<'t>(path: &str, line: usize, header: &'t str) -> Result<Vec<&'t str>, Error> {
    let columns: Vec<&str> = header.split('\t').map(str::trim).collect();
    for (index, column) in columns.iter().enumerate() {
        if !COLUMNS.contains(column) {
            let message = format!("没有名为“{column}”的列；列名是 {}，用制表符分开", COLUMNS.join("、"));
            return Err(wrong((path, line), index, header, &message));
        }
    }
    if columns.contains(&"name") {
        Ok(columns)
    } else {
        Err(wrong((path, line), 0, header, "缺少列 name（名称）"))
    }
}

/// What is wrong with a cell.
fn complaint(column: &str, cell: &str) -> Option<String> {
    if cell.is_empty() {
        return None;
    }
    match column {
        "since" | "version_published" | "version_effective" | "repealed_on" => cell
            .parse::<Date>()
            .is_err()
            .then(|| format!("{column} 的日期“{cell}”要写成 YYYY-MM-DD，例如 2024-06-30")),
        "last_article" => {
            cell.parse::<u32>().is_err().then(|| format!("last_article“{cell}”要写成阿拉伯数字的末条条号"))
        }
        "verified" => {
            (!matches!(cell, "true" | "false")).then(|| format!("verified“{cell}”只能是 true 或 false"))
        }
        "level" => {
            (!LEVELS.contains(&cell)).then(|| format!("没有效力级别“{cell}”；可用 {}", LEVELS.join("、")))
        }
        _ => None,
    }
}

/// An error at a cell; lines and columns count from 1, columns in characters.
fn wrong((path, line): (&str, usize), cell: usize, row: &str, message: &str) -> Error {
    let before: usize = row.split('\t').take(cell).map(|c| c.chars().count() + 1).sum();
    Error::rule(format!("{path}:{}:{}：{message}", line + 1, before + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Force;

    #[test]
    fn local_laws_are_added() {
        let mut table = LawTable::embedded().clone();
        let text = "# 本市规章\nname\tsince\trepealed_on\tsuccessor\n海口县渡口管理办法\t2010-01-01\t2020-01-01\t海口县水路管理办法\n";
        table.add_local("本地.tsv", text).unwrap();
        let at = |date: &str| table.at("海口县渡口管理办法", date.parse().unwrap()).map(|s| s.force);
        assert_eq!((at("2015-01-01"), at("2021-01-01")), (Some(Force::InForce), Some(Force::Repealed)));
        assert!(table.knows("民法典"));
    }

    #[test]
    fn errors_say_where() {
        for (text, message) in [
            ("", "本地.tsv:1:1：没有列名行"),
            ("名称\n甲", "本地.tsv:1:1：没有名为“名称”的列"),
            ("name\tsince\n甲\t2010年", "本地.tsv:2:3：since 的日期“2010年”"),
            ("# 注\nname\tlast_article\n甲\t十条", "本地.tsv:3:3：last_article“十条”"),
            ("level\n法律", "本地.tsv:1:1：缺少列 name"),
            ("name\n甲\t乙", "本地.tsv:2:3：比列名多出一格"),
        ] {
            let error = LawTable::default().add_local("本地.tsv", text).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
    }
}
