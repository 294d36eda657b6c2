//! `--format json`: one object for a page, one line for each place with `--all-matches`.

use std::io::{self, Write};

use serde::Serialize;

use super::{HitsPage, HitsRenderer};
use crate::index::{Answer, Card, Hit, Mark};
use crate::render::Style;

/// `--format json`
pub(super) const RENDERER: HitsRenderer =
    HitsRenderer {
        name: "json", about: "JSON，位置以字符计，供程序读取", page, open: "", places
    };

#[derive(Serialize)]
struct Shown<'a> {
    schema: &'static str,
    query: &'a str,
    total: u64,
    relaxed: bool,
    complete: u64,
    offset: usize,
    hits: &'a [Hit],
    facets: Vec<Facet<'a>>,
}

#[derive(Serialize)]
struct Facet<'a> {
    facet: &'static str,
    values: Vec<Count<'a>>,
}

#[derive(Serialize)]
struct Count<'a> {
    value: &'a str,
    count: u64,
}

#[derive(Serialize)]
struct Spot<'a> {
    path: &'a str,
    #[serde(flatten)]
    mark: &'a Mark,
}

/// An answer as a JSON object.
///
/// # Errors
/// When writing fails.
pub fn answer(query: &str, offset: usize, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
    let facets = answer.facets.iter().map(|facet| Facet {
        facet: facet.facet,
        values: facet.values.iter().map(|(value, count)| Count { value, count: *count }).collect(),
    });
    let shown = Shown {
        schema: "hegui/search/1",
        query,
        total: answer.total,
        relaxed: answer.relaxed,
        complete: answer.complete,
        offset,
        hits: &answer.hits,
        facets: facets.collect(),
    };
    serde_json::to_writer(&mut *out, &shown)?;
    writeln!(out)
}

fn page(page: &HitsPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    answer(page.query, page.offset, page.answer, out)
}

fn places(card: &Card, _: &str, marks: &[Mark], _: Style, out: &mut dyn Write) -> io::Result<()> {
    for mark in marks {
        serde_json::to_writer(&mut *out, &Spot { path: &card.path, mark })?;
        writeln!(out)?;
    }
    Ok(())
}
