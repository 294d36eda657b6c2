//! Throughput of each stage on one thread, beside jieba-rs cutting the same bytes in the same run.
//!
//! `cargo bench --bench stages -- DIR…` measures on the text files below DIR (default: corpus/). Every stage sees every
//! file; the stages take turns over several rounds, so that a busy machine slows all of them alike, and the fastest round
//! counts. Figures are MB (10⁶ bytes of decoded UTF-8) per second; what matters is the ratio in the last column.

#![allow(clippy::disallowed_methods, clippy::print_stdout, missing_docs)]

use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use hegui::document::Decoded;
use hegui::engine::Engine;
use hegui::lexicon::{LawTable, Lexicon};
use hegui::outline::Outline;
use hegui::{facts, normalize, source};

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 7;

struct Stage<'a> {
    name: &'static str,
    run: Box<dyn Fn(&Decoded) + 'a>,
    best: Duration,
}

fn main() {
    let stated: Vec<PathBuf> =
        std::env::args().skip(1).filter(|a| !a.starts_with("--")).map(PathBuf::from).collect();
    let folders = if stated.is_empty() { vec![PathBuf::from("corpus")] } else { stated };
    let options = source::WalkOptions::default();
    let limits = source::Limits::default();
    let documents: Vec<Decoded> = source::walk(&folders, &options)
        .map(|input| input.read(&limits))
        .filter(|d| !d.problems.iter().any(|p| p.fatal))
        .collect();
    let bytes: usize = documents.iter().map(|d| d.raw.len()).sum();
    println!("{} 份，{:.2} MB，{ROUNDS} 轮取最快，单线程", documents.len(), bytes as f64 / 1e6);

    let engine = Engine::builder().build().expect("内置规则");
    let jieba = jieba_rs::Jieba::new();
    let lexicon = Lexicon::embedded();
    let normal: Vec<_> = documents.iter().map(|d| normalize::normalize(d.clone())).collect();
    let outlines: Vec<_> = normal.iter().map(Outline::of).collect();
    let index: std::collections::HashMap<&str, usize> =
        documents.iter().enumerate().map(|(i, d)| (d.path.as_str(), i)).collect();
    let at = |d: &Decoded| index[d.path.as_str()];

    let mut stages = vec![
        stage("jieba-rs cut（对照）", |d| drop(black_box(jieba.cut(&d.raw, true)))),
        stage("normalize", |d| drop(black_box(normalize::normalize(d.clone())))),
        stage("outline", |d| drop(black_box(Outline::of(&normal[at(d)])))),
        stage("lexicon 扫描", |d| drop(black_box(lexicon.scan(normal[at(d)].norm())))),
        stage("facts", |d| {
            let document = &normal[at(d)];
            let hits = lexicon.scan(document.norm());
            let outline = &outlines[at(d)];
            let laws = LawTable::embedded();
            let text = document.norm();
            let cx = facts::Context { document, text, outline, hits: &hits, lexicon, laws, as_of: None };
            drop(black_box(facts::find(&cx)));
        }),
        stage("extract（全部要素）", |d| drop(black_box(engine.extract(d.clone())))),
        stage("check（要素加全部规则）", |d| drop(black_box(engine.check(d.clone())))),
        stage("check 加 JSON 输出", |d| {
            let report = engine.check(d.clone()).report(false);
            drop(black_box(serde_json::to_string(&report)));
        }),
    ];
    for _ in 0..ROUNDS {
        for stage in &mut stages {
            let started = Instant::now();
            for document in &documents {
                (stage.run)(document);
            }
            stage.best = stage.best.min(started.elapsed());
        }
    }
    let speed = |best: Duration| bytes as f64 / 1e6 / best.as_secs_f64();
    let reference = speed(stages[0].best);
    for stage in &stages {
        let speed = speed(stage.best);
        println!("{:>9.1} MB/s  {:>6.2} 倍  {}", speed, speed / reference, stage.name);
    }
}

fn stage<'a>(name: &'static str, run: impl Fn(&Decoded) + 'a) -> Stage<'a> {
    Stage { name, run: Box::new(run), best: Duration::MAX }
}
