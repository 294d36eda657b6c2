//! Score sheets: the points of a row's items against its weight, 60 beside 1.……（30分）2.……（20分）.
//!
//! Which column holds the weight shows in the rows that keep it: without several of them no row is held to anything.

use super::Figure;
use crate::facts::Context;
use crate::facts::clause::trimmed;
use crate::outline::Line;
use crate::text::{Norm, Span};

/// So many rows must keep their weight before another is held to its own.
const PROVEN: usize = 3;
/// A broken row for so many proven ones at most: where more fail, the sheet counts otherwise.
const PER_BROKEN: usize = 3;

/// A row with numbered items, each of which has its points.
struct Row {
    /// The cell of the items.
    span: Span<Norm>,
    /// The columns that hold nothing but a number.
    weights: Vec<(usize, u32)>,
    /// The points of the items.
    points: Vec<u32>,
}

impl Row {
    fn weight(&self, column: usize) -> Option<u32> {
        self.weights.iter().find(|(at, _)| *at == column).map(|(_, weight)| *weight)
    }

    fn keeps(&self, column: usize) -> bool {
        self.weight(column) == Some(self.points.iter().sum())
    }
}

/// Finds the rows of score sheets whose points can be added up.
pub(super) fn find(cx: &Context<'_>) -> Vec<Figure> {
    let rows: Vec<Row> = cx.outline.lines.iter().filter_map(|line| row(cx, line)).collect();
    let columns = rows.iter().flat_map(|row| &row.weights).map(|(column, _)| *column);
    let proven = |column: usize| rows.iter().filter(|row| row.keeps(column)).count();
    let Some(column) = columns.max_by_key(|column| proven(*column)) else { return Vec::new() };
    let all = rows.iter().filter(|row| row.weight(column).is_some()).count();
    let kept = proven(column);
    if kept < PROVEN || (all - kept) * PER_BROKEN > kept {
        return Vec::new();
    }
    rows.iter().filter_map(|row| Some(relate(row, row.weight(column)?))).collect()
}

fn relate(row: &Row, weight: u32) -> Figure {
    let sum: u32 = row.points.iter().sum();
    let mut values = vec![f64::from(weight)];
    values.extend(row.points.iter().map(|points| f64::from(*points)));
    let note = (sum != weight).then(|| format!("各项合计{sum}分，与所列{weight}分不符"));
    Figure { span: row.span, relation: "sum", values, holds: Some(sum == weight), note }
}

/// The row of a table, if one of its cells counts its items and gives points to each.
fn row(cx: &Context<'_>, line: &Line) -> Option<Row> {
    let text = line.span.of(cx.text);
    let mut weights = Vec::new();
    let mut items = None;
    let mut at = line.span.start as usize;
    for (column, cell) in text.split('\t').enumerate().filter(|_| text.contains('\t')) {
        if let Some(weight) = weight(cell.trim()) {
            weights.push((column, weight));
        } else if let Some(points) = points(cell) {
            items = Some((trimmed(cx.text, Span::at(at, at + cell.len())), points));
        }
        at += cell.len() + 1;
    }
    let (span, points) = items?;
    (!weights.is_empty()).then_some(Row { span, weights, points })
}

/// 60 or 60分.
fn weight(cell: &str) -> Option<u32> {
    let number = cell.strip_suffix('分').unwrap_or(cell);
    let plain = number.len() <= 3 && number.chars().all(|c| c.is_ascii_digit());
    number.parse().ok().filter(|weight| plain && *weight > 0)
}

/// The points of 1.……（20分）2.……（10分，缺一项扣2分）, when every item has its own and nothing else is counted.
fn points(cell: &str) -> Option<Vec<u32>> {
    let mut points = Vec::new();
    let mut rest = cell.trim();
    let mut label = 1;
    while !rest.is_empty() {
        let item = rest.strip_prefix(&label.to_string())?.strip_prefix(['.', '．', '、'])?;
        let next = label + 1;
        let end = item.match_indices(&next.to_string()).find(|(at, number)| {
            item.get(at + number.len()..).is_some_and(|rest| rest.starts_with(['.', '．', '、']))
                && item.get(..*at).is_some_and(|head| head.ends_with(['）', ')', '。', '；', ';', ' ']))
        });
        let (own, behind) = item.split_at(end.map_or(item.len(), |(at, _)| at));
        points.push(points_of(own)?);
        (rest, label) = (behind, next);
    }
    (points.len() >= 2).then_some(points)
}

/// The points of one item: the only bracket that begins with them.
fn points_of(item: &str) -> Option<u32> {
    let mut brackets = item.match_indices(['（', '(']).filter_map(|(at, open)| {
        let inside = item.get(at + open.len()..)?;
        let figures = inside.len() - inside.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let behind = inside.get(figures..)?.strip_prefix('分')?;
        let closed = behind.starts_with(['）', ')', '，', ',', '；', ';', '。']);
        inside.get(..figures)?.parse::<u32>().ok().filter(|_| closed)
    });
    let only = brackets.next()?;
    brackets.next().is_none().then_some(only)
}
