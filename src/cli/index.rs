//! `hegui index`: builds and updates a search index.

use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::check::RuleArgs;
use super::input::InputArgs;
use super::{Outcome, written};
use crate::archive::store::{Document, Store};
use crate::document::Problem;
use crate::engine::{Analysis, Engine};
use crate::error::Error;
use crate::index::{Entry, Known, Record, Settings, Stored, Writer, stamp};
use crate::report::Baseline;
use crate::source::{Input, Limits};
use crate::{archive, source};

/// Where the index is when nothing is said; hidden, so that it is not taken for documents.
pub(super) const USUAL: &str = ".hegui-index";
/// Between two commits at most.
const COMMIT_AFTER: Duration = Duration::from_secs(30);

/// Arguments of `hegui index`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES, mut_arg("paths", |a| a.required(false)))]
pub(super) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// 索引放在哪个文件夹
    #[arg(long, value_name = "文件夹", default_value = USUAL)]
    index: PathBuf,
    /// 删掉旧索引重建（保存的检索不删）
    #[arg(long)]
    rebuild: bool,
    /// 不跑规则，只抽取字段；rule: 检索不到东西
    #[arg(long)]
    no_rules: bool,
    /// 另建拼音字段，供 pinyin: 检索；只能在新建时加
    #[arg(long)]
    pinyin: bool,
    /// 从档案库（hegui scan --store 建的）取，不再读文件
    #[arg(long, value_name = "档案库", conflicts_with = "paths")]
    store: Option<PathBuf>,
    /// 从索引里去掉这些文件（写建索引时的路径），可多次给出
    #[arg(long, value_name = "路径")]
    remove: Vec<String>,
    /// 内存上限（MiB）
    #[arg(long, value_name = "MIB", default_value_t = 512, value_parser = clap::value_parser!(u64).range(64..=65_536))]
    memory: u64,
    /// 每读入这么多原文（KiB）提交一次
    #[arg(long, value_name = "KIB", hide = true)]
    commit_every: Option<usize>,
    #[command(flatten)]
    rules: RuleArgs,
}

const EXAMPLES: &str = "\
例子：
  hegui index 文件夹/                        建立或更新索引 .hegui-index
  hegui index 文件夹/ --index /数据/索引      索引放在别处
  hegui index 文件夹/ --no-rules             不跑规则，更快
  hegui index --remove 文件夹/旧稿.txt         去掉一份
  hegui index --store 档案库                 从档案库建立，文字只读过一遍
  hegui index 文件夹/ --rebuild              换了版本之后重建

再次运行时按内容只处理新的、改过的文件；给出的文件夹里已经没有的，从索引里去掉。
中断不要紧：已提交的照常可查，再运行一次接着做。";

/// What became of one input.
enum Done {
    /// In the index as it is.
    Same(String),
    Put(Box<Entry>, u64, Vec<Problem>),
    Failed(String, Vec<Problem>),
    /// Nothing more can be had.
    Stop(Error),
}

/// Sums of a run.
#[derive(Default)]
struct Totals {
    new: u64,
    changed: u64,
    same: u64,
    gone: u64,
    failed: u64,
    broken: u64,
    bytes: u64,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    if args.input.paths.is_empty() && args.remove.is_empty() && args.store.is_none() {
        return Err(Error::usage("没有给出文件或文件夹；例如：hegui index 文件夹/"));
    }
    if args.input.paths.iter().any(|p| p.as_os_str() == "-") {
        return Err(Error::usage("标准输入没有名字，不能放进索引；请给出文件或文件夹"));
    }
    let started = Instant::now();
    let engine = if args.no_rules {
        Engine::new().with_as_of(args.input.as_of)
    } else {
        args.rules.engine(args.input.as_of)?
    };
    if args.rebuild {
        Writer::clear(&args.index)?;
    }
    let settings = Settings {
        memory: usize::try_from(args.memory.saturating_mul(1 << 20)).unwrap_or(usize::MAX),
        jobs: args.input.jobs,
        pinyin: args.pinyin,
        commit_every: args.commit_every.map(|kib| kib.saturating_mul(1 << 10)),
    };
    let writer = Writer::open(&args.index, &settings)?;
    let mut indexing = Indexing {
        known: writer.known(),
        writer,
        totals: Totals::default(),
        seen: HashSet::new(),
        unread: Vec::new(),
        committed: Instant::now(),
    };
    for path in &args.remove {
        indexing.take_out(path)?;
    }
    if !args.input.paths.is_empty() {
        indexing.documents(args, &engine)?;
        indexing.tidy(|path| args.input.paths.iter().any(|given| path.starts_with(given)));
    }
    if let Some(store) = &args.store {
        indexing.store(store, args.input.jobs)?;
    }
    let Indexing { writer, totals, known, .. } = indexing;
    writer.finish()?;
    report(args, &totals, known.len() as u64, started.elapsed()).map_err(written)?;
    Ok(if totals.failed + totals.broken > 0 { Outcome::Incomplete } else { Outcome::Clean })
}

/// A run under way.
struct Indexing {
    writer: Writer,
    known: Known,
    totals: Totals,
    /// Paths that were there this time.
    seen: HashSet<String>,
    /// Places that could not be listed; what was in them may still be there.
    unread: Vec<String>,
    committed: Instant,
}

impl Indexing {
    fn take_out(&mut self, path: &str) -> Result<(), Error> {
        if !self.known.contains_key(path) {
            return Err(Error::usage(format!("{path}：索引里没有这个文件；路径要和建索引时写的一样")));
        }
        self.writer.remove(path);
        self.totals.gone += 1;
        Ok(())
    }

    fn documents(&mut self, args: &Args, engine: &Engine) -> Result<(), Error> {
        let limits = args.input.reading.limits();
        let known = self.writer.known();
        let work = Work { engine, limits: &limits, known, options: options(args, engine, &self.writer)? };
        let own = args.index.canonicalize().ok().filter(|own| {
            let mut roots = args.input.paths.iter().filter_map(|p| p.canonicalize().ok());
            roots.any(|root| own.starts_with(root))
        });
        // An index inside a folder that is indexed does not take in itself.
        let is_own = |input: &source::Input| match (input, &own) {
            (source::Input::File(path), Some(own)) => path.canonicalize().is_ok_and(|p| p.starts_with(own)),
            _ => false,
        };
        let inputs = source::walk(&args.input.paths, &source::WalkOptions::default());
        let inputs = inputs.filter(|input| !is_own(input));
        self.gather(inputs, args.input.jobs, |input| work.one(input))
    }

    /// Takes in whatever `work` makes of the inputs.
    fn gather<I: Send>(
        &mut self,
        inputs: impl Iterator<Item = I>,
        jobs: usize,
        work: impl Fn(I) -> Done + Sync,
    ) -> Result<(), Error> {
        let progress = progress();
        let mut failure = None;
        archive::run(inputs, jobs, work, |done| {
            progress.inc(1);
            match self.take(done) {
                Ok(()) => true,
                Err(error) => {
                    failure = Some(error);
                    false
                }
            }
        });
        progress.finish_and_clear();
        failure.map_or(Ok(()), Err)
    }

    fn take(&mut self, done: Done) -> Result<(), Error> {
        let problems = match done {
            Done::Same(path) => {
                self.totals.same += 1;
                self.seen.insert(path);
                Vec::new()
            }
            Done::Put(entry, stamp, problems) => {
                let path = entry.path().to_owned();
                // The same file may be given twice; the first one counts.
                if self.seen.insert(path.clone()) {
                    let is_known = self.known.contains_key(&path);
                    *(if is_known { &mut self.totals.changed } else { &mut self.totals.new }) += 1;
                    self.totals.bytes += entry.size() as u64;
                    self.writer.put(*entry, stamp)?;
                }
                self.totals.broken += u64::from(!problems.is_empty());
                problems
            }
            Done::Stop(error) => return Err(error),
            Done::Failed(path, problems) => {
                self.totals.failed += 1;
                if Path::new(&path).is_file() {
                    // What is in the index under this name is no longer what is there.
                    if self.known.contains_key(&path) && self.seen.insert(path.clone()) {
                        self.writer.remove(&path);
                        self.totals.gone += 1;
                    }
                } else {
                    self.unread.push(path);
                }
                problems
            }
        };
        for problem in problems {
            writeln!(io::stderr(), "{}", problem.message).map_err(written)?;
        }
        if self.committed.elapsed() > COMMIT_AFTER {
            self.writer.commit()?;
            self.committed = Instant::now();
        }
        Ok(())
    }

    /// Takes in a store of analysed documents; what it no longer has is taken out.
    fn store(&mut self, folder: &Path, jobs: usize) -> Result<(), Error> {
        let store = Store::open(folder)?;
        let known = self.writer.known();
        let pinyin = u64::from(self.writer.has_pinyin());
        self.gather(store.documents(), jobs, |document| {
            let one = || -> Result<Done, Error> {
                let Document { path, sha256, record, raw, .. } = document?;
                let stored = Stored { path, sha256, record, raw };
                let stamp = stored.stamp() ^ pinyin;
                if known.get(&stored.path) == Some(&stamp) {
                    return Ok(Done::Same(stored.path));
                }
                stored.entry().map(|entry| Done::Put(Box::new(entry), stamp, Vec::new()))
            };
            one().unwrap_or_else(Done::Stop)
        })?;
        self.tidy(|_| true);
        Ok(())
    }

    /// Takes out what was in the given places and is no longer there.
    fn tidy(&mut self, is_given: impl Fn(&Path) -> bool) {
        let known = self.writer.known();
        let is_unread = |path: &Path| self.unread.iter().any(|place| path.starts_with(place));
        for path in known.keys().filter(|p| !self.seen.contains(*p)) {
            let place = Path::new(path);
            if is_given(place) && !is_unread(place) {
                self.writer.remove(path);
                self.totals.gone += 1;
            }
        }
    }
}

/// What the threads need.
struct Work<'a> {
    engine: &'a Engine,
    limits: &'a Limits,
    known: Known,
    options: String,
}

impl Work<'_> {
    fn one(&self, input: Input) -> Done {
        let decoded = input.read(self.limits);
        if decoded.problems.iter().any(|p| p.fatal) {
            return Done::Failed(decoded.path, decoded.problems);
        }
        let stamp = stamp(&decoded.sha256, &self.options);
        if self.known.get(&decoded.path) == Some(&stamp) {
            return Done::Same(decoded.path);
        }
        // Without rules nobody asks for duties and figures: they are in no field of the index.
        let analysis = match self.engine.registry() {
            Some(_) => self.engine.check(decoded),
            None => self.engine.describe(decoded),
        };
        let problems = analysis.document.decoded.problems.clone();
        if problems.iter().any(|p| p.fatal) {
            return Done::Failed(analysis.document.decoded.path, problems);
        }
        Done::Put(Box::new(entry(&analysis)), stamp, problems)
    }
}

/// The entry of an analysed document.
fn entry(analysis: &Analysis) -> Entry {
    let counted = analysis.checked.findings.iter().filter(|f| f.baseline != Baseline::Suppressed);
    let rules = counted.map(|f| f.rule.clone());
    let record = Record::of(&analysis.document, &analysis.facts, rules);
    Entry::new(&analysis.document, &analysis.outline, &record)
}

/// What beside the content decides what is indexed.
fn options(args: &Args, engine: &Engine, writer: &Writer) -> Result<String, Error> {
    let rules = engine.registry().map(|r| r.version().to_owned()).unwrap_or_default();
    let (as_of, revisions) = (args.input.as_of, args.input.reading.revisions);
    let chosen = args.rules.fingerprint()?;
    Ok(format!("{rules}|{as_of:?}|{revisions:?}|{}|{chosen}", writer.has_pinyin()))
}

fn progress() -> ProgressBar {
    let is_shown = io::stderr().is_terminal();
    let target = if is_shown { ProgressDrawTarget::stderr_with_hz(4) } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(None, target);
    if let Ok(style) = ProgressStyle::with_template("{spinner} 已处理 {pos} 份，{per_sec}，用时 {elapsed}")
    {
        bar.set_style(style);
    }
    bar
}

fn report(args: &Args, totals: &Totals, before: u64, elapsed: Duration) -> io::Result<()> {
    let Totals { new, changed, same, gone, failed, broken, bytes } = *totals;
    let mut line = format!("新增 {new}，更新 {changed}，未变 {same}，去掉 {gone}");
    if failed > 0 {
        line.push_str(&format!("，读不了 {failed}"));
    }
    if broken > 0 {
        line.push_str(&format!("，有缺损 {broken}"));
    }
    let all = (before + new).saturating_sub(gone);
    let (megabytes, seconds) = (bytes as f64 / 1e6, elapsed.as_secs_f64());
    let place = args.index.display();
    writeln!(io::stdout(), "{line}\n索引 {place} 共 {all} 份；读入 {megabytes:.2} MB，{seconds:.3} 秒")
}
