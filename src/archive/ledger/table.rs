//! Whole tables, row by row, for spreadsheets and other programs.

use super::Sql;
use crate::archive::store::Store;
use crate::error::Error;

/// A table of the store as it goes out.
pub struct Table {
    /// Value of `--table`.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Headings of the columns.
    pub columns: &'static [&'static str],
    sql: &'static str,
}

/// The columns of tables that hold numbers; all others hold text.
pub const NUMBERS: &[&str] = &["行", "列"];

/// All tables. Each is in order of path and of place within the document, whatever order it was written in.
pub const TABLES: &[Table] = &[
    Table {
        name: "documents",
        title: "文件",
        columns: &[
            "文件",
            "标题",
            "发文机关",
            "文号",
            "登记号",
            "文种",
            "规范性文件",
            "阶段",
            "地区",
            "成文日期",
            "印发日期",
            "发布日期",
            "施行日期",
            "失效日期",
            "有效期",
            "格式",
            "编码",
            "字体",
            "SHA-256",
        ],
        sql: "SELECT f.shown, c.title, c.issuer, c.doc_number, c.registration_number, c.doc_kind, \
             CASE c.normative WHEN 1 THEN '是' WHEN 0 THEN '否' END, c.stage, c.jurisdiction, c.signed_on, c.issued_on, \
             c.published_on, c.effective_on, c.expires_on, c.validity, c.format, c.encoding, c.script, lower(hex(c.sha256)) \
             FROM files f JOIN contents c ON c.id = f.content WHERE f.state = 'live' ORDER BY f.path",
    },
    Table {
        name: "findings",
        title: "问题",
        columns: &[
            "文件",
            "标题",
            "级别",
            "规则",
            "规则名",
            "问题",
            "行",
            "列",
            "原文",
            "依据",
            "建议",
            "把握",
            "指纹",
        ],
        sql: "SELECT f.shown, c.title, CASE x.severity WHEN 'error' THEN '错误' WHEN 'warning' THEN '警告' ELSE '提示' END, \
             x.rule, r.title, x.message, x.line, x.col, x.quote, x.basis, x.advice, \
             CASE x.confidence WHEN 'high' THEN '高' WHEN 'medium' THEN '中' ELSE '低' END, x.fingerprint \
             FROM files f JOIN contents c ON c.id = f.content JOIN findings x ON x.content = c.id \
             LEFT JOIN rules r ON r.rule = x.rule WHERE f.state = 'live' AND NOT x.suppressed ORDER BY f.path, x.n",
    },
    Table {
        name: "assignments",
        title: "责任单位",
        columns: &["文件", "标题", "任务", "单位", "规范名称", "角色", "种类", "行"],
        sql: "SELECT f.shown, c.title, x.task, x.unit, x.canonical, \
             CASE x.role WHEN 'lead' THEN '牵头' WHEN 'responsible' THEN '责任' WHEN 'supporting' THEN '配合' ELSE '参与' END, \
             x.kind, x.line FROM files f JOIN contents c ON c.id = f.content JOIN assignments x ON x.content = c.id \
             WHERE f.state = 'live' ORDER BY f.path, x.n",
    },
    Table {
        name: "deadlines",
        title: "时限",
        columns: &["文件", "标题", "任务", "责任单位", "时限", "种类", "值", "到期日", "硬性", "行"],
        sql: "SELECT f.shown, c.title, x.task, x.units, x.expression, x.kind, x.value, x.due_on, \
             CASE x.hard WHEN 1 THEN '是' ELSE '否' END, x.line \
             FROM files f JOIN contents c ON c.id = f.content JOIN deadlines x ON x.content = c.id \
             WHERE f.state = 'live' ORDER BY f.path, x.n",
    },
    Table {
        name: "citations",
        title: "引用",
        columns: &["文件", "标题", "引用的名称", "引用的文号", "作用", "效力", "行"],
        sql: "SELECT f.shown, c.title, x.title, x.number, x.role, x.status, x.line \
             FROM files f JOIN contents c ON c.id = f.content JOIN citations x ON x.content = c.id \
             WHERE f.state = 'live' ORDER BY f.path, x.n",
    },
    Table {
        name: "problems",
        title: "读取问题",
        columns: &["文件", "状态", "种类", "说明"],
        sql: "SELECT f.shown, f.state, f.problem, f.message, f.path, -1 FROM files f WHERE f.problem IS NOT NULL \
             UNION ALL SELECT f.shown, f.state, x.kind, x.message, f.path, x.n \
             FROM files f JOIN problems x ON x.content = f.content WHERE f.state = 'live' ORDER BY 5, 6",
    },
    Table {
        name: "deleted",
        title: "已删除",
        columns: &["文件", "标题", "文号"],
        sql: "SELECT f.shown, c.title, c.doc_number FROM files f LEFT JOIN contents c ON c.id = f.content \
             WHERE f.state = 'deleted' ORDER BY f.path",
    },
];

/// Hands out every row of a table; memory does not grow with it. `sink` may end it with an error of its own.
///
/// # Errors
/// When the store cannot be read, or `sink` fails.
pub fn rows(
    store: &Store,
    table: &Table,
    sink: &mut dyn FnMut(&[String]) -> Result<(), Error>,
) -> Result<(), Error> {
    let columns = table.columns.len();
    let failed = |e| store.error(e);
    let mut statement = store.connection.prepare(table.sql).map_err(failed)?;
    let mut found = statement.query([]).map_err(failed)?;
    while let Some(row) = found.next().map_err(failed)? {
        let cells: Sql<Vec<String>> = (0..columns).map(|column| Ok(cell(row.get_ref(column)?))).collect();
        sink(&cells.map_err(failed)?)?;
    }
    Ok(())
}

fn cell(value: rusqlite::types::ValueRef<'_>) -> String {
    use rusqlite::types::ValueRef;
    match value {
        ValueRef::Null | ValueRef::Blob(_) => String::new(),
        ValueRef::Integer(n) => n.to_string(),
        ValueRef::Real(n) => n.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
    }
}
