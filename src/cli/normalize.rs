//! `hegui normalize`: shows the text that facts and rules read, what was changed, or where each piece came from.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use super::input::RevisionArgs;
use crate::document::Document;
use crate::error::Error;
use crate::normalize::{Change, trace};
use crate::source;
use crate::text::{LineIndex, Raw, Span};

/// Samples shown of each kind of change.
const SAMPLES: usize = 5;
/// Characters shown on either side of a change.
const AROUND: usize = 8;

/// 显示归一后的文本：规则与要素抽取读到的就是它
#[derive(clap::Args, Debug)]
#[command(after_help = "示例：
  hegui normalize 方案.txt            输出归一后的文本
  hegui normalize --stats 方案.txt    按类别统计改动，附样例
  hegui normalize --map 方案.txt      逐段列出原文位置与归一后位置
  cat 方案.txt | hegui normalize -    从标准输入读取")]
pub(crate) struct Args {
    /// 文件、文件夹、.zip；- 表示标准输入
    #[arg(value_name = "文件", required = true)]
    files: Vec<PathBuf>,
    /// 按类别统计改动，附样例
    #[arg(long, conflicts_with = "map")]
    stats: bool,
    /// 逐段列出：原文行:列、归一后行:列、原文、归一后文本
    #[arg(long)]
    map: bool,
    #[command(flatten)]
    revisions: RevisionArgs,
}

/// Runs the subcommand.
///
/// # Errors
/// When a file cannot be read or the output cannot be written.
pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<(), Error> {
    let limits = source::Limits::default().with_revisions(args.revisions.chosen());
    for input in source::walk(&args.files, &source::WalkOptions::default()) {
        let decoded = input.read(&limits);
        if let Some(problem) = decoded.problems.iter().find(|p| p.fatal) {
            return Err(Error::usage(problem.message.clone()));
        }
        let (document, changes) = trace(decoded);
        let written = if args.stats {
            stats(&document, &changes, out)
        } else if args.map {
            map(&document, out)
        } else {
            out.write_all(document.norm().as_bytes())
        };
        written.map_err(|error| Error::io("输出", error))?;
    }
    Ok(())
}

fn stats(document: &Document, changes: &[Change], out: &mut dyn Write) -> io::Result<()> {
    let mut kinds = BTreeMap::<&str, Vec<&Change>>::new();
    for change in changes {
        kinds.entry(change.kind).or_default().push(change);
    }
    let script = match document.script {
        crate::document::Script::Simplified => "简体",
        crate::document::Script::Traditional => "繁体",
        crate::document::Script::Mixed => "繁简混排",
    };
    let (raw, norm) = (document.raw().len(), document.norm().len());
    writeln!(
        out,
        "{}：{script}，原文 {raw} 字节，归一后 {norm} 字节，改动 {} 处",
        document.decoded.path,
        changes.len()
    )?;
    let index = document.line_index();
    for (kind, changes) in kinds {
        let repair = if changes.iter().any(|c| c.repair.is_some()) { "修复" } else { "折叠" };
        writeln!(out, "{kind}\t{repair}\t{} 处", changes.len())?;
        for change in changes.iter().take(SAMPLES) {
            writeln!(out, "    {}", sample(document, &index, change))?;
        }
    }
    for problem in &document.decoded.problems {
        writeln!(out, "问题\t{}\t{}", problem.kind, problem.message)?;
    }
    Ok(())
}

/// `3:5 …前文[原文→归一后]后文…`
fn sample(document: &Document, index: &LineIndex, change: &Change) -> String {
    let raw = document.raw();
    let place = index.position(raw, change.span.start);
    let before = raw.get(..change.span.start as usize).unwrap_or_default();
    let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(i, _)| i);
    let after: String =
        raw.get(change.span.end as usize..).unwrap_or_default().chars().take(AROUND).collect();
    let text = format!("{}[{}→{}]{after}", &before[from..], change.span.of(raw), change.after);
    format!(
        "{}:{} {}",
        place.line,
        place.column,
        text.escape_debug().to_string().replace("\\'", "'").replace("\\\"", "\"")
    )
}

/// One line a piece; runs of text that only moved are shortened in the middle.
fn map(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let (raw_index, norm_index) = (document.line_index(), LineIndex::new(document.norm()));
    let mut done = 0;
    for (norm, raw, is_linear) in document.map.pieces() {
        if done < raw.start {
            let gap = Span::<Raw>::new(done, raw.start);
            row(out, (document.raw(), &raw_index, gap), None, "删除")?;
        }
        let kind = match (is_linear, raw.of(document.raw()) == norm.of(document.norm())) {
            (true, true) => "照录",
            (true, false) => "等长",
            (false, _) => "改写",
        };
        let place = norm_index.position(document.norm(), norm.start);
        let place = format!("{}:{}", place.line, place.column);
        row(out, (document.raw(), &raw_index, raw), Some((&place, norm.of(document.norm()))), kind)?;
        done = raw.end;
    }
    if done < document.map.raw_len() {
        let gap = Span::<Raw>::new(done, document.map.raw_len());
        row(out, (document.raw(), &raw_index, gap), None, "删除")?;
    }
    Ok(())
}

fn row(
    out: &mut dyn Write,
    (raw, index, span): (&str, &LineIndex, Span<Raw>),
    norm: Option<(&str, &str)>,
    kind: &str,
) -> io::Result<()> {
    let place = index.position(raw, span.start);
    let (at, after) = norm.unwrap_or(("-", ""));
    writeln!(
        out,
        "{}:{}\t{at}\t{kind}\t{}\t{}",
        place.line,
        place.column,
        shorten(span.of(raw)),
        shorten(after)
    )
}

fn shorten(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let shown: String = if chars.len() > 24 {
        chars[..12].iter().chain(['…'].iter()).chain(&chars[chars.len() - 11..]).collect()
    } else {
        text.to_owned()
    };
    shown.chars().flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(raw: &str, show: impl Fn(&Document, &[Change], &mut dyn Write) -> io::Result<()>) -> String {
        let (document, changes) = trace(source::decode("样例.txt", raw.as_bytes()));
        let mut out = Vec::new();
        show(&document, &changes, &mut out).expect("write");
        String::from_utf8(out).expect("utf-8")
    }

    #[test]
    fn stats_count_by_kind_with_samples() {
        let text = output("经(jīng)济,发展\n要求,落实", stats);
        assert!(text.contains("pinyin_gloss\t修复\t1 处\n    1:1 [经(jīng)→经]济,发展\\n要求,"), "{text}");
        assert!(text.contains("punctuation\t折叠\t2 处"), "{text}");
    }

    #[test]
    fn map_lists_every_piece() {
        let text = output("  国(guó)家,強", |document, _, out| map(document, out));
        let rows = [
            "1:1\t-\t删除\t  \t",
            "1:3\t1:1\t改写\t国(guó)\t国",
            "1:9\t1:2\t照录\t家\t家",
            "1:10\t1:3\t改写\t,\t，",
            "1:11\t1:4\t等长\t強\t强",
        ];
        assert_eq!(text.lines().collect::<Vec<_>>(), rows);
    }
}
