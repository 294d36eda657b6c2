//! `hegui scan`: folders into an archive's store, or records through a filter.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::civil::Date;

use super::check::RuleArgs;
use super::input::ReadingArgs;
use super::{Outcome, interrupt, written};
use crate::archive::{self, Filter, Progress, Scan, Store};
use crate::error::Error;
use crate::source::{self, WalkOptions};

/// Arguments of `hegui scan`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// 文件、文件夹（含子文件夹；不收隐藏文件，和文件夹里 .gitignore、.ignore 写明的）
    #[arg(value_name = "路径", required_unless_present = "jsonl", conflicts_with = "jsonl")]
    paths: Vec<PathBuf>,
    /// 档案库放在哪个文件夹；没有就新建，有就接着用
    #[arg(long, value_name = "文件夹", required_unless_present = "jsonl")]
    store: Option<PathBuf>,
    /// 从标准输入读 JSONL，每行一份：{"id":…,"text":"…"}；不写 --store 时逐行输出结果
    #[arg(long)]
    jsonl: bool,
    /// 线程数；0 为每个核心一个，逐行输出时默认 1
    #[arg(long, short, value_name = "N")]
    jobs: Option<usize>,
    /// 处理完 N 份新的或改过的文件就停，下次接着来；上次读不了的不算在内
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
    /// 只收文件夹里符合这个模式的文件，如 '*.docx'，可多次给出
    #[arg(long, value_name = "模式")]
    include: Vec<String>,
    /// 不收符合这个模式的文件或文件夹，如 '草稿/'，可多次给出
    #[arg(long, value_name = "模式")]
    exclude: Vec<String>,
    /// 大小和时间没变的文件也重读一遍，核对内容
    #[arg(long)]
    verify: bool,
    #[command(flatten)]
    reading: ReadingArgs,
    /// 文件自身没有日期时，按这一天判断（YYYY-MM-DD）
    #[arg(long, value_name = "日期", value_parser = super::input::date)]
    as_of: Option<Date>,
    #[command(flatten)]
    rules: RuleArgs,
    /// 不显示进度
    #[arg(long, short)]
    quiet: bool,
}

const EXAMPLES: &str = "\
例子：
  hegui scan 存量文件/ --store 档案库            建档案库；再运行一次只处理新的和改过的
  hegui scan 存量文件/ --store 档案库 --verify   连没动过的文件也重读，核对内容
  hegui scan 存量文件/ --store 档案库 --exclude '草稿/' --jobs 4
  hegui scan --jsonl --store 档案库 < 文件.jsonl
  hegui scan --jsonl < 进.jsonl > 出.jsonl       一行进一行出，次序不变，id 原样带过
随时可以按 Ctrl-C 停下，或者被杀掉；同一命令再运行一次就接着做。
然后：hegui report --store 档案库（汇总），due（时限），sunset（失效清理），register（登记簿）。

退出码：0 全部读到；2 有文件读不了、中途停下或命令有误。逐行输出时只有读写中断才是 2。";

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let limits = args.reading.limits();
    let engine = args.rules.engine(args.as_of)?;
    let stop = interrupt::flag()?;
    let Some(folder) = &args.store else {
        let filter = Filter { engine: &engine, limits, jobs: args.jobs.unwrap_or(1), stop: &stop };
        filter.run(interrupt::Input::new(&stop), BufWriter::new(io::stdout().lock()))?;
        return Ok(if stop.load(Ordering::Relaxed) { Outcome::Incomplete } else { Outcome::Clean });
    };
    let walk = WalkOptions::new(&args.include, &args.exclude)?;
    let store = Store::open_to_write(folder)?;
    let options = format!("{:?} {}", args.as_of, args.rules.fingerprint()?);
    let scan = Scan {
        engine: &engine,
        limits,
        options,
        jobs: args.jobs.unwrap_or(0),
        limit: args.limit,
        walk: walk.clone(),
        verify: args.verify,
        stop: &stop,
        started: now(),
        now: &now,
    };
    let mut teller = Teller::new(args, walk);
    let mut tell = |progress: &Progress| teller.tell(progress);
    let (progress, refused) = if args.jsonl {
        records(&scan, &store, &stop, &mut tell)?
    } else {
        (scan.folders(&store, &args.paths, &mut tell)?, 0)
    };
    teller.finish();
    write!(io::stdout(), "{}", summary(&progress, folder, teller.started.elapsed())).map_err(written)?;
    if progress.is_stopped {
        let message = "已停下：做完的都已存好，同一命令再运行一次就接着做";
        writeln!(io::stderr(), "{message}").map_err(written)?;
    }
    let refused = refused + progress.repeated;
    let is_whole = progress.failed + progress.unreadable == 0 && refused == 0 && !progress.is_stopped;
    Ok(if is_whole { Outcome::Clean } else { Outcome::Incomplete })
}

/// Scans the records of standard input; also how many lines were no records, each told.
fn records(
    scan: &Scan<'_>,
    store: &Store,
    stop: &Arc<AtomicBool>,
    tell: &mut dyn FnMut(&Progress),
) -> Result<(Progress, u64), Error> {
    let (mut broken, mut refused) = (None, 0);
    let input = interrupt::Input::new(stop);
    let records = archive::records(input, scan.limits).map_while(|record| match record {
        // What was read of a line when it was told to stop is no record.
        Ok(_) if stop.load(Ordering::Relaxed) => None,
        Ok(record) => Some(record),
        Err(error) => {
            broken = Some(error);
            None
        }
    });
    let records = records.filter_map(|record| match record {
        Ok(record) => Some(record),
        Err(message) => {
            refused += 1;
            // A closed error stream is no reason to stop.
            let _ = writeln!(io::stderr(), "{message}");
            None
        }
    });
    let progress = scan.records(store, records, tell)?;
    broken.map_or(Ok((progress, refused)), Err)
}

/// The time for the table of runs, which no result depends on.
fn now() -> String {
    jiff::Timestamp::now().to_string()
}

fn summary(progress: &Progress, store: &Path, elapsed: Duration) -> String {
    let Progress { seen, added, changed, unchanged, failed, unreadable, deleted, bytes, findings, .. } =
        progress;
    let [info, warning, error] = findings;
    let mut text = format!("文件 {seen} 份：新增 {added}，改动 {changed}，未变 {unchanged}");
    for (count, word) in [(failed + unreadable, "读不了"), (*deleted, "已删除")] {
        if count > 0 {
            text.push_str(&format!("，{word} {count}"));
        }
    }
    let seconds = elapsed.as_secs_f64().max(1e-9);
    let rate = *seen as f64 / seconds;
    let megabytes = *bytes as f64 / 1e6;
    if failed + unreadable > 0 {
        let store = store.display();
        text.push_str(&format!("\n读不了的文件和原因：hegui report --store {store} --table problems"));
    }
    if progress.repeated > 0 {
        let names = progress.repeats.join("、");
        let more = if progress.repeated > progress.repeats.len() as u64 { "等" } else { "" };
        text.push_str(&format!(
            "\nid 与前面的重复、没有收的 {} 份：{names}{more}（1 和 \"1\" 算同一个）",
            progress.repeated
        ));
    }
    text.push_str(&format!("\n这次分析的问题 错误 {error}，警告 {warning}，提示 {info}"));
    if progress.suppressed > 0 {
        text.push_str(&format!("，已抑制 {}", progress.suppressed));
    }
    text.push_str(&format!("\n速度 {seconds:.1} 秒，{rate:.0} 份/秒，{:.1} MB/s\n", megabytes / seconds));
    text
}

/// A bar on a terminal, now and then a line elsewhere.
struct Teller {
    bar: Option<ProgressBar>,
    total: Arc<AtomicU64>,
    started: Instant,
    told: Instant,
    is_quiet: bool,
}

/// Between two lines of a log.
const EVERY: Duration = Duration::from_secs(10);

impl Teller {
    fn new(args: &Args, walk: WalkOptions) -> Self {
        let total = Arc::new(AtomicU64::new(0));
        let is_terminal = io::stderr().is_terminal() && !args.quiet;
        let bar = is_terminal.then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(4));
            let template = "{bar:30} {pos}/{len} 份，{per_sec}，还要 {eta}，已用 {elapsed}";
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            // Counting is a second walk, worth it only where somebody waits.
            let (paths, counted) = (args.paths.clone(), Arc::clone(&total));
            std::thread::spawn(move || {
                let count = source::walk(&paths, &walk).count();
                counted.store(count as u64, Ordering::Relaxed);
            });
            bar
        });
        let now = Instant::now();
        Self { bar, total, started: now, told: now, is_quiet: args.quiet }
    }

    fn tell(&mut self, progress: &Progress) {
        let total = self.total.load(Ordering::Relaxed);
        if let Some(bar) = &self.bar {
            if total > 0 {
                bar.set_length(total);
            }
            bar.set_position(progress.worked() + progress.unchanged);
        } else if !self.is_quiet && self.told.elapsed() >= EVERY {
            self.told = Instant::now();
            let done = progress.worked() + progress.unchanged;
            let rate = done as f64 / self.started.elapsed().as_secs_f64().max(1e-9);
            // A closed error stream is no reason to stop.
            let _ =
                writeln!(io::stderr(), "已处理 {done} 份，{rate:.0} 份/秒，读不了 {} 份", progress.failed);
        }
    }

    fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
