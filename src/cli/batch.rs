//! Reads, analyses and renders many documents: reading and rendering run on the worker threads, output in input order.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::input::InputArgs;
use super::output::stopped;
use super::{Outcome, written};
use crate::document::Decoded;
use crate::engine::Analysis;
use crate::error::Error;
use crate::render::{Form, Kept, Page, Renderer, Style, Task};
use crate::report::{Baseline, RuleView, Severity, States, Verdict};
use crate::triage::Record;
use crate::{archive, source};

/// What to do with every document, and how to show it.
pub(super) struct Batch<'a> {
    pub input: &'a InputArgs,
    pub analyse: &'a (dyn Fn(Decoded) -> Analysis + Sync),
    /// `None` shows only the closing summary.
    pub renderer: Option<&'static Renderer>,
    pub rules: &'a [RuleView],
    /// Whether the output goes to a file.
    pub to_file: bool,
    pub task: Task,
    pub with_text: bool,
    pub style: Style,
    /// Whether to gather a baseline.
    pub is_recording: bool,
    /// Set to end the run; what was written is then no whole result.
    pub stop: Arc<AtomicBool>,
}

/// What one document came to, ready to be written.
struct Done {
    text: Vec<u8>,
    kept: Option<Box<Kept>>,
    bytes: u64,
    broken: bool,
    fatal: bool,
    /// Why it could not be read, when no report is written that says so.
    unread: Option<String>,
    verdicts: [u64; 4],
    findings: [u64; 3],
    states: States,
    asked: Vec<(usize, bool)>,
    record: Record,
    costs: Vec<Duration>,
    analysed: Duration,
    worst: Option<Severity>,
}

/// Sums over all documents.
#[derive(Default)]
pub(super) struct Summary {
    pub documents: u64,
    pub failed: u64,
    pub broken: u64,
    pub bytes: u64,
    pub verdicts: [u64; 4],
    pub findings: [u64; 3],
    pub states: States,
    /// Numbers of the suppressions that spoke of a document, with whether any met a finding.
    pub asked: BTreeMap<usize, bool>,
    pub record: Record,
    pub costs: Vec<Duration>,
    pub analysed: Duration,
    pub worst: Option<Severity>,
    pub elapsed: Duration,
}

impl Batch<'_> {
    /// Runs over all inputs and writes to `out` in input order.
    pub(super) fn run(&self, out: impl Write) -> Result<Summary, Error> {
        let started = Instant::now();
        let mut out = BufWriter::with_capacity(1 << 16, out);
        let mut summary = Summary::default();
        let mut kept = Vec::new();
        let mut failure = None;
        let progress = self.progress();
        let limits = self.input.reading.limits();
        let options = source::WalkOptions::default();
        archive::run(
            source::walk(&self.input.paths, &options).zip(1..),
            self.input.jobs,
            |(input, number)| self.one(input.read(&limits), number),
            |mut done| {
                kept.extend(done.kept.take().map(|k| *k));
                match self.write(&mut out, &mut summary, done) {
                    Ok(()) => {
                        progress.inc(1);
                        !self.stop.load(Ordering::Relaxed)
                    }
                    Err(error) => {
                        failure = Some(error);
                        false
                    }
                }
            },
        );
        progress.finish_and_clear();
        if let Some(error) = failure {
            return Err(written(error));
        }
        if self.stop.load(Ordering::Relaxed) {
            return Err(stopped());
        }
        match self.renderer.map(|r| &r.form) {
            // Of no documents there is still a whole file: an empty list, a head of columns.
            Some(Form::Stream { open, close, .. }) if summary.documents > 0 || !open.is_empty() => {
                let open = if summary.documents == 0 { open } else { "" };
                out.write_all(open.as_bytes()).map_err(written)?;
                out.write_all(close.as_bytes()).map_err(written)?;
            }
            Some(Form::Whole(render)) => render(&kept, self.rules, &mut out).map_err(written)?,
            _ => {}
        }
        out.flush().map_err(written)?;
        if summary.documents == 0 {
            let paths: Vec<_> = self.input.paths.iter().map(|p| p.display().to_string()).collect();
            writeln!(io::stderr(), "{}：没有可以读的文件", paths.join("、")).map_err(written)?;
        }
        summary.elapsed = started.elapsed();
        Ok(summary)
    }

    fn one(&self, decoded: Decoded, number: usize) -> Done {
        let bytes = decoded.raw.len() as u64;
        let started = Instant::now();
        let mut analysis = (self.analyse)(decoded);
        let analysed = started.elapsed();
        let costs = std::mem::take(&mut analysis.checked.costs);
        let asked = analysis.triaged.as_mut().map(|t| std::mem::take(&mut t.asked)).unwrap_or_default();
        let problems = &analysis.document.decoded.problems;
        let mut done = Done {
            text: Vec::new(),
            kept: None,
            bytes,
            broken: !problems.is_empty(),
            fatal: problems.iter().any(|p| p.fatal),
            unread: problems.iter().find(|p| p.fatal && self.renderer.is_none()).map(|p| p.message.clone()),
            verdicts: [0; 4],
            findings: [0; 3],
            states: analysis.triaged.as_ref().map(|t| t.states).unwrap_or_default(),
            asked,
            record: Record::default(),
            costs,
            analysed,
            worst: None,
        };
        for ruling in &analysis.checked.rulings {
            done.verdicts[verdict_index(ruling.verdict)] += 1;
        }
        for finding in &analysis.checked.findings {
            if finding.baseline == Baseline::Suppressed {
                continue;
            }
            done.findings[severity_index(finding.severity)] += 1;
            if finding.baseline == Baseline::New {
                done.worst = done.worst.max(Some(finding.severity));
            }
        }
        if self.is_recording && !done.fatal {
            done.record.add(&analysis.document.decoded.path, &analysis.checked.findings);
        }
        if let Some(renderer) = self.renderer {
            self.render(renderer, (&analysis, number), &mut done);
        }
        done
    }

    /// Renders a document, or keeps of it what is rendered at the end.
    fn render(&self, renderer: &Renderer, (analysis, number): (&Analysis, usize), done: &mut Done) {
        let report = analysis.report(self.with_text);
        let breakdown = renderer.with_breakdown.then(|| analysis.task_sheet());
        let page = Page {
            report: &report,
            raw: analysis.document.raw(),
            breakdown: breakdown.as_ref(),
            rules: self.rules,
            number,
            task: self.task,
            style: self.style,
        };
        match renderer.form {
            // Writing to memory fails only when memory is gone, which aborts anyway.
            Form::Stream { render, .. } => drop(render(&page, &mut done.text)),
            Form::Whole(_) => done.kept = Some(Box::new(Kept::of(&page))),
        }
    }

    fn write(&self, out: &mut impl Write, summary: &mut Summary, done: Done) -> io::Result<()> {
        if let Some(Form::Stream { open, between, .. }) = self.renderer.map(|r| &r.form) {
            out.write_all(if summary.documents == 0 { open } else { between }.as_bytes())?;
            out.write_all(&done.text)?;
        }
        if let Some(message) = &done.unread {
            writeln!(io::stderr(), "{message}")?;
        }
        summary.add(done);
        Ok(())
    }

    /// A counter on the terminal, only when the output itself does not go there.
    fn progress(&self) -> ProgressBar {
        let quiet_terminal = self.renderer.is_none() || self.to_file || !io::stdout().is_terminal();
        let target = if quiet_terminal && io::stderr().is_terminal() {
            ProgressDrawTarget::stderr_with_hz(4)
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) =
            ProgressStyle::with_template("{spinner} 已处理 {pos} 份，{per_sec}，用时 {elapsed}")
        {
            bar.set_style(style);
        }
        bar
    }
}

impl Summary {
    fn add(&mut self, done: Done) {
        self.documents += 1;
        self.failed += u64::from(done.fatal);
        self.broken += u64::from(done.broken);
        self.bytes += done.bytes;
        for (sum, n) in self.verdicts.iter_mut().zip(done.verdicts) {
            *sum += n;
        }
        for (sum, n) in self.findings.iter_mut().zip(done.findings) {
            *sum += n;
        }
        self.states = self.states.plus(done.states);
        for (entry, has_met) in done.asked {
            *self.asked.entry(entry).or_default() |= has_met;
        }
        self.record.merge(done.record);
        self.analysed += done.analysed;
        self.costs.resize(self.costs.len().max(done.costs.len()), Duration::ZERO);
        for (sum, cost) in self.costs.iter_mut().zip(done.costs) {
            *sum += cost;
        }
        self.worst = self.worst.max(done.worst);
    }

    /// Exit status when findings from `threshold` on count; `None` never counts findings.
    pub(super) fn outcome(&self, threshold: Option<Severity>) -> Outcome {
        if self.broken > 0 || self.documents == 0 {
            Outcome::Incomplete
        } else if threshold.is_some_and(|t| self.worst.is_some_and(|w| w >= t)) {
            Outcome::Findings
        } else {
            Outcome::Clean
        }
    }

    /// The closing lines of a run: documents, verdicts, findings, speed.
    pub(super) fn lines(&self) -> String {
        let [pass, fail, skipped, open] = self.verdicts;
        let [info, warning, error] = self.findings;
        let seconds = self.elapsed.as_secs_f64().max(1e-9);
        let megabytes = self.bytes as f64 / 1e6;
        let mut text = format!("文件 {} 份", self.documents);
        if self.failed > 0 {
            text.push_str(&format!("，读不了 {} 份", self.failed));
        }
        if self.broken > self.failed {
            text.push_str(&format!("，有缺损 {} 份", self.broken - self.failed));
        }
        text.push_str(&format!("\n判定 通过 {pass}，有问题 {fail}，不适用 {skipped}，不能判定 {open}\n"));
        text.push_str(&format!("问题 错误 {error}，警告 {warning}，提示 {info}"));
        let States { unchanged, suppressed, absent, .. } = self.states;
        for (count, word) in [(unchanged, "其中基线中已有"), (suppressed, "已抑制"), (absent, "已不再出现")]
        {
            if count > 0 {
                text.push_str(&format!("，{word} {count}"));
            }
        }
        text.push_str(&format!(
            "\n速度 {megabytes:.2} MB，{seconds:.3} 秒，{:.1} MB/s\n",
            megabytes / seconds
        ));
        text
    }
}

const fn verdict_index(verdict: Verdict) -> usize {
    match verdict {
        Verdict::Pass => 0,
        Verdict::Fail => 1,
        Verdict::NotApplicable => 2,
        Verdict::Undecided => 3,
    }
}

const fn severity_index(severity: Severity) -> usize {
    match severity {
        Severity::Info => 0,
        Severity::Warning => 1,
        Severity::Error => 2,
    }
}

/// Colours and width for standard output: plain when it is not a terminal, or when `NO_COLOR` is set.
#[allow(clippy::disallowed_methods)] // The environment is an input of the command line.
pub(super) fn terminal_style() -> Style {
    let is_terminal = io::stdout().is_terminal();
    let plain = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let stated = std::env::var("COLUMNS").ok().and_then(|c| c.parse::<usize>().ok());
    let measured = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let width = stated.or(measured).unwrap_or(Style::default().width);
    Style { color: is_terminal && !plain, width: width.clamp(60, 160) }
}
