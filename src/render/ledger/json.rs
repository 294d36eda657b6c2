//! `--format json`: one object.

use std::io;

use super::LedgerRenderer;

pub(super) const RENDERER: LedgerRenderer = LedgerRenderer {
    name: "json",
    about: "一个 JSON 对象",
    extensions: &["json"],
    is_text: true,
    render: |ledger, _, out| {
        serde_json::to_writer_pretty(&mut *out, ledger).map_err(io::Error::from)?;
        writeln!(out)
    },
};
