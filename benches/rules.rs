//! What each rule costs, beside the whole `check`, on one thread.
//!
//! `cargo bench --bench rules -- DIR…` measures on the files below DIR (default: corpus/). The fastest of several rounds
//! counts, rule by rule. Reading the clock twice per rule is part of the figures; `--bench stages` gives the whole without it.

#![allow(clippy::disallowed_methods, clippy::print_stdout, missing_docs)]

use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use hegui::document::Decoded;
use hegui::engine::Engine;
use hegui::render::Style;
use hegui::render::timing::{Timing, timing};
use hegui::report::RuleCost;
use hegui::source;

const ROUNDS: usize = 7;

fn elapsed() -> Duration {
    static BEGIN: LazyLock<Instant> = LazyLock::new(Instant::now);
    BEGIN.elapsed()
}

fn main() {
    let stated: Vec<PathBuf> =
        std::env::args().skip(1).filter(|a| !a.starts_with("--")).map(PathBuf::from).collect();
    let folders = if stated.is_empty() { vec![PathBuf::from("corpus")] } else { stated };
    let (options, limits) = (source::WalkOptions::default(), source::Limits::default());
    let documents: Vec<Decoded> = source::walk(&folders, &options)
        .map(|input| input.read(&limits))
        .filter(|d| !d.problems.iter().any(|p| p.fatal))
        .collect();
    let bytes: usize = documents.iter().map(|d| d.raw.len()).sum();
    let engine = Engine::builder().timing(Some(elapsed)).build().expect("内置规则");
    let rules = engine.active_rules();
    let mut costs: Vec<RuleCost> = rules.map(|r| RuleCost::new(&r.id, &r.title, Duration::MAX)).collect();
    let mut whole = Duration::MAX;
    for _ in 0..ROUNDS {
        let mut sums = vec![Duration::ZERO; costs.len()];
        let started = Instant::now();
        for document in &documents {
            let analysis = engine.check(document.clone());
            for (sum, cost) in sums.iter_mut().zip(&analysis.checked.costs) {
                *sum += *cost;
            }
        }
        whole = whole.min(started.elapsed());
        for (cost, sum) in costs.iter_mut().zip(sums) {
            cost.time = cost.time.min(sum);
        }
    }
    let told = Timing { rules: &costs, whole, documents: documents.len() as u64 };
    timing(&told, Style::default(), &mut std::io::stdout()).expect("标准输出");
    let megabytes = bytes as f64 / 1e6;
    println!("{megabytes:.2} MB，{ROUNDS} 轮取最快，全程 {:.1} MB/s", megabytes / whole.as_secs_f64());
}
