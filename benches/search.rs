//! Search measured: `cargo bench --bench search -- recall 文件夹/ …` compares quoted searches with a scan of the normalised
//! texts; `… -- speed 索引/ 文件夹/ …` times queries over an index that `hegui index` made, with phrases drawn from the folders.
//! Run without arguments it does nothing. `benches/search_peers.py` measures other engines on the same files.

#![allow(clippy::disallowed_methods, clippy::print_stdout, missing_docs)]

#[path = "../tests/support/phrases.rs"]
mod phrases;

use std::path::{Path, PathBuf};
use std::time::Instant;

use hegui::index::{Facet, Query, Reader, Request, Settings};
use hegui::segment::Segmenter;

// As the program does.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    match arguments.split_first() {
        Some((mode, folders)) if mode == "recall" => {
            recall(&folders.iter().map(PathBuf::from).collect::<Vec<_>>());
        }
        Some((mode, rest)) if mode == "speed" && rest.len() > 1 => {
            let folders: Vec<PathBuf> = rest.iter().skip(1).map(PathBuf::from).collect();
            speed(Path::new(&rest[0]), &folders);
        }
        _ => println!("search：给出 recall 或 speed 和文件夹才运行"),
    }
}

fn recall(folders: &[PathBuf]) {
    let papers = phrases::papers(folders);
    let folder = tempfile::tempdir().expect("a folder");
    let started = Instant::now();
    phrases::index(&papers, folder.path(), &Settings::default());
    println!("{} 份，索引用 {:.1?}", papers.len(), started.elapsed());
    let reader = Reader::open(folder.path()).expect("an index");
    report(&reader, &papers, "2–12 字", &phrases::draw(&papers, 2_000, 2, false));
    report(&reader, &papers, "1–12 字", &phrases::draw(&papers, 500, 1, false));
    report(&reader, &papers, "原文写法（繁体、半角等）", &phrases::draw(&papers, 500, 2, true));
}

/// Latency of kinds of queries: median and 99th of a hundred.
fn speed(index: &Path, folders: &[PathBuf]) {
    let started = Instant::now();
    let reader = Reader::open(index).expect("an index");
    println!("{} 份，打开用 {:.2?}", reader.documents(), started.elapsed());
    let segmenter = Segmenter::default();
    let papers = phrases::papers(folders);
    let mut words: Vec<String> = Vec::new();
    for paper in papers.iter().take(40) {
        let start: String = paper.plain.chars().skip(40).take(120).collect();
        let found = segmenter.words(&start).into_iter().filter(|w| w.chars().count() > 1);
        words.extend(found.map(str::to_owned).take(5));
    }
    let drawn = |count, shortest| phrases::draw(&papers, count, shortest, false);
    let quoted: Vec<String> = drawn(200, 4).iter().map(|p| format!("\"{}\"", p.plain)).collect();
    let pairs: Vec<String> = words.windows(2).map(|w| w.join(" ")).collect();
    let near: Vec<String> = words.windows(2).map(|w| w.join(" NEAR/20 ")).collect();
    let filtered: Vec<String> = quoted.iter().map(|q| format!("{q} date:[2015 TO 2024]")).collect();
    let mut request = Request::default();
    request.snippets = 0;
    let mut excerpts = Request::default();
    excerpts.snippets = 2;
    let mut faceted = request.clone();
    faceted.facets = Facet::ALL.to_vec();
    let run = |what: &str, queries: &[String], request: &Request| {
        let mut times = Vec::new();
        for query in queries {
            let started = Instant::now();
            let query = Query::parse(query).expect("a query");
            reader.search(&query, &segmenter, request).expect("an answer");
            times.push(started.elapsed());
        }
        times.sort_unstable();
        let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
        println!("{what:<24} p50 {:>9.3?}  p99 {:>9.3?}  （{} 个）", at(50), at(99), times.len());
    };
    let only = |w: &[String]| w.iter().filter(|w| w.chars().count() == 2).cloned().collect::<Vec<_>>();
    for _ in 0..2 {
        let mut bare = request.clone();
        bare.has_synonyms = false;
        run("一个词，只计数", &only(&words), &top(&bare));
        run("一个词", &only(&words), &bare);
        run("短语", &quoted, &request);
        run("短语和摘录", &quoted, &excerpts);
        run("短语、日期和分类", &filtered, &faceted);
        run("两个词", &pairs, &request);
        run("NEAR", &near, &request);
    }
}

/// The same without the documents themselves: what the index alone takes.
fn top(request: &Request) -> Request {
    let mut request = request.clone();
    request.size = 0;
    request
}

fn report(reader: &Reader, papers: &[phrases::Paper], what: &str, all: &[phrases::Phrase]) {
    let mut failed = 0;
    for phrase in all {
        let wrong = phrases::verify(reader, papers, phrase);
        failed += usize::from(!wrong.is_empty());
        wrong.iter().take(2).for_each(|line| println!("  {line}"));
    }
    println!("{what}：{} 个短语，{} 个与逐字扫描一致", all.len(), all.len() - failed);
}
