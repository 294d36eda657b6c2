//! Throughput of a scan beside `check` in memory, on one and two threads, and of a second scan with nothing changed.
//!
//! `cargo bench --bench archive -- [FILES] [DIR…]` makes FILES (default 20,000) files of 5 to 10 KB by shuffling paragraphs of
//! the texts below DIR (default: corpus/), and scans them into stores in a temporary folder. The rate in memory is that of
//! decoding and checking some of the same files on one thread, measured right before and right after each scan, since a machine's
//! speed drifts; memory is the peak of the whole process.

#![allow(clippy::disallowed_methods, clippy::print_stdout, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use hegui::archive::{Scan, Store};
use hegui::engine::Engine;
use hegui::source::{self, Limits, WalkOptions};

/// Files for the rate in memory: enough for a steady figure.
const SAMPLE: usize = 2_000;
/// How often they are checked.
const ROUNDS: usize = 2;

// As the program does.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let stated: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let files = stated.iter().find_map(|a| a.parse().ok()).unwrap_or(20_000);
    let folders: Vec<PathBuf> =
        stated.iter().filter(|a| a.parse::<usize>().is_err()).map(PathBuf::from).collect();
    let folders = if folders.is_empty() { vec![PathBuf::from("corpus")] } else { folders };
    let work = tempfile::tempdir().expect("临时文件夹");
    let input = work.path().join("in");
    let bytes = make(&input, files, &paragraphs(&folders));
    println!("{files} 份，{:.1} MB", bytes as f64 / 1e6);
    let engine = Engine::builder().build().expect("内置规则");
    let mut before = in_memory(&engine, &input, files);
    println!("check 在内存里，1 线程：{before:.2} MB/s");
    let mut rates = Vec::new();
    for jobs in [1, 2] {
        let folder = work.path().join(format!("store{jobs}"));
        let seconds = scan(&engine, &input, &folder, jobs);
        let rate = bytes as f64 / 1e6 / seconds;
        let after = in_memory(&engine, &input, files);
        let share = 100.0 * rate / f64::midpoint(before, after) / jobs as f64;
        before = after;
        println!(
            "扫描，{jobs} 线程：{seconds:.2} 秒，{rate:.2} MB/s，每核为内存里的 {share:.0}%（其后内存里 {after:.2} MB/s）"
        );
        rates.push(rate);
        let again = scan(&engine, &input, &folder, jobs);
        println!("再扫描一次，没有改动：{again:.3} 秒，快 {:.0} 倍", seconds / again);
    }
    if let [one, two] = rates[..] {
        println!("2 线程是 1 线程的 {:.2} 倍", two / one);
    }
    if let Some(peak) = peak() {
        println!("内存峰值 {peak} MB");
    }
}

/// The paragraphs of all texts.
fn paragraphs(folders: &[PathBuf]) -> Vec<String> {
    let limits = Limits::default();
    let texts = source::walk(folders, &WalkOptions::default()).map(|input| input.read(&limits));
    let lines = texts
        .filter(|d| !d.problems.iter().any(|p| p.fatal))
        .flat_map(|d| d.raw.lines().filter(|l| l.len() > 30).map(str::to_owned).collect::<Vec<_>>());
    lines.collect()
}

/// Makes the files; gives their size.
fn make(folder: &Path, files: usize, paragraphs: &[String]) -> u64 {
    let mut seed = 1u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let mut total = 0;
    for n in 0..files {
        let path = folder.join(format!("{:03}", n / 200)).join(format!("{n:06}.txt"));
        if n % 200 == 0 {
            fs::create_dir_all(path.parent().expect("文件夹")).expect("文件夹");
        }
        let size = 5_000 + random(5_000);
        let mut text = format!("关于第{n}号事项的通知\n");
        while text.len() < size {
            text.push_str(&paragraphs[random(paragraphs.len())]);
            text.push('\n');
        }
        text.push_str("2021年3月4日\n");
        total += text.len() as u64;
        fs::write(path, text).expect("写文件");
    }
    total
}

/// MB/s of decoding and checking some of the files, read beforehand.
fn in_memory(engine: &Engine, folder: &Path, files: usize) -> f64 {
    let step = files.div_ceil(SAMPLE).max(1);
    let inputs = source::walk(&[folder.to_owned()], &WalkOptions::default()).step_by(step);
    let texts: Vec<Vec<u8>> = inputs
        .filter_map(|input| match input {
            source::Input::File(path) => fs::read(path).ok(),
            _ => None,
        })
        .collect();
    let bytes: usize = texts.iter().map(Vec::len).sum();
    let started = Instant::now();
    for text in texts.iter().cycle().take(ROUNDS * texts.len()) {
        std::hint::black_box(engine.check(source::decode("a.txt", text)));
    }
    (ROUNDS * bytes) as f64 / 1e6 / started.elapsed().as_secs_f64()
}

/// Seconds of a scan, start to finish.
fn scan(engine: &Engine, input: &Path, folder: &Path, jobs: usize) -> f64 {
    let started = Instant::now();
    let store = Store::open_to_write(folder).expect("档案库");
    let scan = Scan {
        engine,
        limits: Limits::default(),
        options: String::new(),
        jobs,
        limit: None,
        walk: WalkOptions::default(),
        verify: false,
        stop: &AtomicBool::new(false),
        started: String::new(),
        now: &String::new,
    };
    scan.folders(&store, &[input.to_owned()], &mut |_| {}).expect("扫描");
    drop(store);
    started.elapsed().as_secs_f64()
}

/// Peak memory of this process in MB, where the system tells.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kb| kb / 1000)
}
