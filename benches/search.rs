//! Search measured: `cargo bench --bench search -- recall 文件夹/ …` compares quoted searches with a scan of the normalised
//! texts; `speed` times indexing and queries. Run without arguments it does nothing.

#![allow(clippy::disallowed_methods, clippy::print_stdout, missing_docs)]

#[path = "../tests/support/phrases.rs"]
mod phrases;

use std::path::{Path, PathBuf};
use std::time::Instant;

use hegui::index::{Reader, Settings};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    match arguments.split_first() {
        Some((mode, folders)) if mode == "recall" => recall(&folders.iter().map(PathBuf::from).collect::<Vec<_>>()),
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
    let _: &Path = folder.path();
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
