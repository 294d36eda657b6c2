//! `--format json`: one object.

use std::io;

use super::CoverageRenderer;

pub(super) const RENDERER: CoverageRenderer = CoverageRenderer {
    name: "json",
    about: "一个 JSON 对象",
    render: |coverage, _, out| {
        serde_json::to_writer_pretty(&mut *out, coverage).map_err(io::Error::from)?;
        writeln!(out)
    },
};
