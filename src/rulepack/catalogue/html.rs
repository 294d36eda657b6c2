//! The catalogue as one HTML file that needs nothing else: style and search are inside, no network, no fonts.

use std::fmt::Write as _;

use super::{note, severity_word, status_word};
use crate::report::{ExampleNote, Severity};
use crate::rulepack::{Registry, Rule};
use crate::text::Escaped;

const HEAD: &str = include_str!("page.html");

/// The page.
#[must_use]
pub fn html(registry: &Registry) -> String {
    let mut out = String::from(HEAD);
    let rules = registry.rules();
    let _ = writeln!(out, "<nav>");
    let packs = || registry.packs().iter().filter(|pack| rules.iter().any(|rule| rule.pack == pack.id));
    for pack in packs() {
        let count = rules.iter().filter(|r| r.pack == pack.id).count();
        let (id, title) = (Escaped(&pack.id), Escaped(&pack.title));
        let _ = writeln!(out, "<a href=\"#{id}\">{id} {title} <small>{count}</small></a>");
    }
    let _ = writeln!(out, "</nav>\n<main>");
    for pack in packs() {
        let (id, title, about) = (Escaped(&pack.id), Escaped(&pack.title), lines(&pack.about));
        let _ = writeln!(out, "<section id=\"{id}\">\n<h2>{id} {title}</h2>\n<p>{about}</p>");
        for rule in rules.iter().filter(|r| r.pack == pack.id) {
            article(&mut out, rule);
        }
        let _ = writeln!(out, "</section>");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn article(out: &mut String, rule: &Rule) {
    let note = note(rule);
    let tone = match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let (id, title) = (Escaped(&note.rule), Escaped(&note.title));
    let _ = writeln!(out, "<details id=\"{id}\">");
    let _ = writeln!(
        out,
        "<summary><a href=\"#{id}\">{id}</a> {title} <span class=\"{tone}\">{}</span> <span>{}</span></summary>",
        severity_word(rule.severity),
        status_word(rule.status)
    );
    let _ = writeln!(out, "<p>{}</p>\n<dl>", lines(&note.explain));
    let standing = format!("{}（<code>{}</code>）", Escaped(&note.standing), Escaped(&note.name));
    let _ = writeln!(out, "<dt>等级</dt><dd>{standing}</dd>");
    for (word, text) in [
        ("适用", &note.applies),
        ("怎样查", &note.method),
        ("建议", &note.advice),
        ("读过的命中", &note.precision),
    ] {
        if !text.is_empty() {
            let _ = writeln!(out, "<dt>{word}</dt><dd>{}</dd>", lines(text));
        }
    }
    for basis in &note.basis {
        let gist = if basis.gist.is_empty() { String::new() } else { format!("<br>{}", lines(&basis.gist)) };
        let (citation, standing) = (Escaped(&basis.citation), Escaped(&basis.standing));
        let _ = writeln!(out, "<dt>依据</dt><dd>{citation}（{standing}）{gist}</dd>");
    }
    out.push_str("</dl>\n<ul>\n");
    for example in &note.examples {
        let remark =
            if example.note.is_empty() { String::new() } else { format!("（{}）", lines(&example.note)) };
        let _ = writeln!(out, "<li><b>{}</b> {}{remark}</li>", Escaped(&example.verdict), marked(example));
    }
    out.push_str("</ul>\n</details>\n");
}

/// The text of an example with its hit marked.
fn marked(example: &ExampleNote) -> String {
    match example.text.split_once(&example.at) {
        Some((before, after)) if !example.at.is_empty() => {
            format!("{}<mark>{}</mark>{}", lines(before), lines(&example.at), lines(after))
        }
        _ => lines(&example.text),
    }
}

/// Text of several lines.
fn lines(text: &str) -> String {
    Escaped(text).to_string().replace('\n', "<br>")
}
