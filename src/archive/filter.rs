//! One record in, one record out, in order: for engines that spread work over machines and pipe it through programs.
//!
//! A line is `{"id": …, "text": "…"}`, or `{"id": …, "path": "…"}` for a file to be read; the answer is the `hegui/1` record with
//! the same `id` in front. A line that is no such record gets an answer, too, with `error`. Nothing but a broken stream ends it.

use std::io::{BufRead, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Record;
use super::run;
use crate::engine::Engine;
use crate::error::Error;
use crate::source::{self, Limits};

/// Room in a line for escapes and other fields beside a text of the largest size.
const BESIDE_TEXT: u64 = 1 << 20;
/// What some programs begin a UTF-8 file with.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// Answers records.
pub struct Filter<'a> {
    /// Rules and options of the analysis.
    pub engine: &'a Engine,
    /// How much of a document is read.
    pub limits: Limits,
    /// Threads; with 1 every answer is out before the next line is read.
    pub jobs: usize,
    /// Set when the run is to stop.
    pub stop: &'a AtomicBool,
}

/// What a run of the filter came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tally {
    /// Lines in, and so lines out.
    pub records: u64,
    /// Of them answered with an error.
    pub errors: u64,
}

/// A line as it comes in. Other fields are let through unread.
#[derive(Deserialize)]
struct Line {
    /// Goes out letter by letter as it came: a long number would lose digits.
    id: Option<Box<RawValue>>,
    text: Option<String>,
    path: Option<String>,
}

/// A line, or why there is none.
enum Taken {
    Line(Vec<u8>),
    TooLong,
}

/// Why a line has no document.
struct Refusal {
    id: Option<Box<RawValue>>,
    kind: &'static str,
    message: String,
}

impl Filter<'_> {
    /// Reads lines to the end and writes an answer to each, flushed one by one.
    ///
    /// # Errors
    /// When a stream breaks; then what was answered is whole lines.
    pub fn run(&self, input: impl BufRead, mut output: impl Write) -> Result<Tally, Error> {
        let mut tally = Tally::default();
        let mut broken = None;
        let mut failure = None;
        let mut lines =
            Lines { input, longest: self.limits.max_bytes.saturating_mul(2).saturating_add(BESIDE_TEXT) };
        let next = || match lines.next().filter(|_| !self.stop.load(Ordering::Relaxed))? {
            Ok(line) => Some(line),
            Err(error) => {
                broken = Some(Error::io("标准输入读不出来", error));
                None
            }
        };
        run(
            std::iter::from_fn(next).zip(1u64..),
            self.jobs,
            |(line, number)| self.answer(line, number),
            |(answer, is_error)| {
                tally.records += 1;
                tally.errors += u64::from(is_error);
                let written = output.write_all(&answer).and_then(|()| output.flush());
                failure = written.err().map(|e| Error::io("写不出结果", e));
                failure.is_none()
            },
        );
        match failure.or(broken) {
            Some(error) => Err(error),
            None => Ok(tally),
        }
    }

    /// The answer to a line, with its line break, and whether it is an error.
    fn answer(&self, line: Taken, number: u64) -> (Vec<u8>, bool) {
        let answered = read(line, number, self.limits).and_then(|line| {
            let path = line.path.as_deref().unwrap_or("-");
            let decoded = match &line.text {
                Some(text) => source::decode_within(path, text.as_bytes(), &self.limits),
                None => source::read(Path::new(path), &self.limits),
            };
            let report = self.engine.check(decoded).report(false);
            let body = serde_json::to_vec(&report);
            body.map(|body| (line.id.clone(), body)).map_err(|e| Refusal {
                id: line.id,
                kind: "internal",
                message: format!("第 {number} 行：写不成 JSON（{e}）"),
            })
        });
        let is_error = answered.is_err();
        let (id, body) = answered.unwrap_or_else(|refusal| {
            let error = serde_json::json!({ "kind": refusal.kind, "message": refusal.message });
            let body = serde_json::json!({ "schema": "hegui/1", "line": number, "error": error });
            (refusal.id, body.to_string().into_bytes())
        });
        let id = id.as_deref().map_or("null", RawValue::get);
        let mut out = format!("{{\"id\":{id},").into_bytes();
        out.extend_from_slice(body.get(1..).unwrap_or_default());
        out.push(b'\n');
        (out, is_error)
    }
}

fn read(line: Taken, number: u64, limits: Limits) -> Result<Line, Refusal> {
    let refuse =
        |kind, message: String| Refusal { id: None, kind, message: format!("第 {number} 行：{message}") };
    let Taken::Line(bytes) = line else {
        let limit = limits.max_bytes >> 20;
        return Err(refuse(
            "too_large",
            format!("超过大小上限（{limit} MiB），没有读；请调高 --max-size 或拆分"),
        ));
    };
    let bad = |e: serde_json::Error| {
        refuse("bad_record", format!("不是 {{\"id\":…,\"text\":\"…\"}} 这样的 JSON 对象（{e}）"))
    };
    let bytes = bytes.strip_prefix(BOM).filter(|_| number == 1).unwrap_or(&bytes);
    let line: Line = serde_json::from_slice(bytes).map_err(bad)?;
    if line.text.is_none() && line.path.is_none() {
        let message = format!("第 {number} 行：既没有 text 也没有 path");
        return Err(Refusal { id: line.id, kind: "bad_record", message });
    }
    Ok(line)
}

/// The records of a stream for a scan, named by `path`, else by `id`, else by their line; the second value tells of lines that
/// are none.
///
/// # Errors
/// When the stream breaks.
pub(crate) fn records(
    input: impl BufRead,
    limits: Limits,
) -> impl Iterator<Item = Result<Result<Record, String>, Error>> {
    let lines = Lines { input, longest: limits.max_bytes.saturating_mul(2).saturating_add(BESIDE_TEXT) };
    lines.zip(1u64..).map(move |(line, number)| {
        let line = line.map_err(|e| Error::io("标准输入读不出来", e))?;
        Ok(read(line, number, limits).map_err(|r| r.message).and_then(|line| {
            let id = || match line.id.as_deref().map(RawValue::get) {
                None => format!("-:{number}"),
                Some(id) => serde_json::from_str(id).unwrap_or_else(|_| id.to_owned()),
            };
            let path = line.path.unwrap_or_else(id);
            let text = line.text.ok_or_else(|| format!("第 {number} 行：没有 text"))?;
            Ok(Record { path, text })
        }))
    })
}

/// Lines of bounded length; a longer one is passed over without being held.
struct Lines<R> {
    input: R,
    longest: u64,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = std::io::Result<Taken>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut line = Vec::new();
        match self.input.by_ref().take(self.longest).read_until(b'\n', &mut line) {
            Err(error) => return Some(Err(error)),
            Ok(0) => return None,
            Ok(_) => {}
        }
        if line.last() == Some(&b'\n') || (line.len() as u64) < self.longest {
            return Some(Ok(Taken::Line(line)));
        }
        drop(line);
        Some(self.input.skip_until(b'\n').map(|_| Taken::TooLong))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn an_id_goes_out_as_it_came() {
        let engine = Engine::new();
        let filter =
            Filter { engine: &engine, limits: Limits::default(), jobs: 1, stop: &AtomicBool::new(false) };
        let ids = ["12345678901234567890123", "1e2", "{\"b\":1, \"a\":2}", "\"\\u7532\"", "null"];
        let lines = ids.map(|id| format!("{{\"text\":\"甲\",\"id\":{id}}}\n")).concat();
        let mut out = Vec::new();
        filter.run(format!("\u{feff}{lines}").as_bytes(), &mut out).expect("streams");
        let out = String::from_utf8(out).expect("utf-8");
        for (line, id) in out.lines().zip(ids) {
            assert!(line.starts_with(&format!("{{\"id\":{id},\"schema\"")), "{line}");
        }
        assert_eq!(out.lines().count(), ids.len());
    }

    fn answers(input: &[u8], limits: Limits, jobs: usize) -> (Vec<Value>, Tally) {
        let engine = Engine::new();
        let filter = Filter { engine: &engine, limits, jobs, stop: &AtomicBool::new(false) };
        let mut out = Vec::new();
        let tally = filter.run(input, &mut out).expect("streams");
        let text = String::from_utf8(out).expect("utf-8");
        assert!(text.is_empty() || text.ends_with('\n'));
        (text.lines().map(|l| serde_json::from_str(l).expect("json")).collect(), tally)
    }

    #[test]
    fn every_line_gets_its_answer_in_order() {
        let input = "{\"id\":7,\"text\":\"各单位应当于2024年6月底前完成整改。\"}\n\nnot json\n{\"id\":\"乙\"}\n\
             {\"text\":\"\",\"id\":{\"k\":[1]}}\n{\"id\":\"丙\",\"path\":\"/nowhere/a.txt\"}\n{\"id\":null,\"text\":\"甲\",\"more\":1}";
        for jobs in [1, 3] {
            let (found, tally) = answers(input.as_bytes(), Limits::default(), jobs);
            let ids: Vec<String> = found.iter().map(|v| v["id"].to_string()).collect();
            assert_eq!(ids, ["7", "null", "null", "\"乙\"", "{\"k\":[1]}", "\"丙\"", "null"]);
            let errors: Vec<bool> = found.iter().map(|v| v.get("error").is_some()).collect();
            assert_eq!(errors, [false, true, true, true, false, false, false]);
            assert_eq!(tally, Tally { records: 7, errors: 3 });
            assert_eq!(found[0]["deadlines"][0]["value"], "2024-06-30");
            assert_eq!(found[4]["problems"][0]["kind"], "empty");
            assert_eq!(found[5]["problems"][0]["kind"], "unreadable");
        }
    }

    #[test]
    fn a_line_that_is_too_long_is_told_and_passed_over() {
        let long =
            format!("{{\"id\":1,\"text\":\"{}\"}}\n{{\"id\":2,\"text\":\"甲\"}}\n", "长".repeat(1 << 20));
        let (found, tally) = answers(long.as_bytes(), Limits::new(1 << 10), 1);
        assert_eq!(tally, Tally { records: 2, errors: 1 });
        assert_eq!(found[0]["error"]["kind"], "too_large");
        assert_eq!(found[1]["id"], 2);
    }

    #[test]
    fn with_one_thread_every_answer_is_out_before_the_next_line_is_read() {
        use std::cell::Cell;
        use std::rc::Rc;
        struct Asking(Rc<Cell<i32>>, i32);
        impl Read for Asking {
            fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
                assert_eq!(self.0.get(), self.1, "有没有答的行");
                self.1 += 1;
                let line = b"{\"text\":\"a\"}\n";
                if self.1 > 3 {
                    return Ok(0);
                }
                buffer[..line.len()].copy_from_slice(line);
                Ok(line.len())
            }
        }
        struct Answering(Rc<Cell<i32>>);
        impl Write for Answering {
            fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
                Ok(bytes.len())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                self.0.set(self.0.get() + 1);
                Ok(())
            }
        }
        let flushed = Rc::new(Cell::new(0));
        let engine = Engine::new();
        let filter =
            Filter { engine: &engine, limits: Limits::default(), jobs: 1, stop: &AtomicBool::new(false) };
        let input = std::io::BufReader::new(Asking(Rc::clone(&flushed), 0));
        let tally = filter.run(input, Answering(flushed)).expect("streams");
        assert_eq!(tally.records, 3);
    }
}
