//! `--format json`: an array with one object per document; places and values as in `hegui/1`.

use std::io::{self, Write};

use super::{Pages, TableRenderer};

pub(super) const RENDERER: TableRenderer = TableRenderer {
    name: "json",
    about: "一个 JSON 数组，每份文件一个对象，位置和时限的值同 hegui/1",
    extensions: &["json"],
    is_text: true,
    render: |pages, out| render(pages, out),
};

fn render(pages: &Pages<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, pages.sheets).map_err(io::Error::from)?;
    writeln!(out)
}
