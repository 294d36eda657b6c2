//! Arguments shared by the subcommands that read documents.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::source::{Limits, Revisions};
use crate::{engine, index};

/// What to read and with how many threads.
#[derive(clap::Args)]
pub(super) struct InputArgs {
    /// 文件、文件夹（含子文件夹）、.zip，或 - 表示标准输入
    #[arg(value_name = "路径", required = true)]
    pub paths: Vec<PathBuf>,
    /// 线程数；0 为每个核心一个
    #[arg(long, short, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub jobs: usize,
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// 文件自身没有日期时，按这一天判断（YYYY-MM-DD）
    #[arg(long, value_name = "日期", value_parser = date)]
    pub as_of: Option<Date>,
}

impl InputArgs {
    /// Whether there is but one document to read.
    pub(super) fn is_one_document(&self) -> bool {
        let is_zip = |path: &Path| path.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip"));
        matches!(&self.paths[..], [path] if !path.is_dir() && !is_zip(path))
    }

    /// Whether there is a second thread to work with.
    pub(super) fn may_spread(&self) -> bool {
        self.jobs != 1 && index::cores() > 1
    }

    /// Runs a command while another thread, when there may be one, gets ready what the first document will need.
    pub(super) fn while_warming_up<T>(&self, command: impl FnOnce() -> T) -> T {
        std::thread::scope(|scope| {
            if self.may_spread() {
                scope.spawn(engine::warm_up);
            }
            command()
        })
    }
}

/// How much of a document is read.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct ReadingArgs {
    /// 单个文件的大小上限（MiB），超过的不读并报告
    #[arg(long, value_name = "MIB", default_value_t = 64)]
    max_size: u64,
    #[command(flatten)]
    pub revisions: RevisionArgs,
}

impl ReadingArgs {
    pub(super) fn limits(self) -> Limits {
        Limits::new(self.max_size.saturating_mul(1 << 20)).with_revisions(self.revisions.chosen())
    }
}

/// Which text of tracked changes is read.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct RevisionArgs {
    /// Word 文档里的修订怎样读
    #[arg(long, value_name = "读法", value_enum, default_value_t = Reading::Final)]
    revisions: Reading,
}

/// `source::Revisions` as the command line names them.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Reading {
    /// 当作全部接受：不读已删除的文字
    Final,
    /// 当作全部拒绝：不读新插入的文字
    Original,
    /// 删除的和插入的都读
    Both,
}

impl RevisionArgs {
    pub(super) fn chosen(self) -> Revisions {
        match self.revisions {
            Reading::Final => Revisions::Final,
            Reading::Original => Revisions::Original,
            Reading::Both => Revisions::Both,
        }
    }
}

/// The day in China, where the papers are; the command line alone may read the clock.
pub(super) fn today() -> Date {
    jiff::tz::Offset::constant(8).to_datetime(jiff::Timestamp::now()).date()
}

/// `YYYY-MM-DD`
pub(super) fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "要写成 YYYY-MM-DD，例如 2024-06-30".to_owned())
}
