//! `hegui/1` as JSON: an array, or one object per line.

use std::io::{self, Write};

use super::{Form, Page, Renderer, Task};

/// `--format json`: one array.
pub(super) const ARRAY: Renderer = Renderer {
    name: "json",
    about: "一个 JSON 数组，每份文件一个对象（hegui/1）",
    extensions: &["json"],
    tasks: &[Task::Check, Task::Extract],
    is_text: true,
    with_breakdown: false,
    form: Form::Stream { open: "[\n", between: ",\n", close: "\n]\n", render: |page, out| object(page, out) },
};

/// `--format jsonl`: one object per line.
pub(super) const LINES: Renderer = Renderer {
    name: "jsonl",
    about: "每行一个 JSON 对象，适合大批量",
    extensions: &["jsonl"],
    tasks: &[Task::Check, Task::Extract],
    is_text: true,
    with_breakdown: false,
    form: Form::Stream { open: "", between: "\n", close: "\n", render: |page, out| object(page, out) },
};

fn object(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(out, page.report).map_err(io::Error::from)
}
