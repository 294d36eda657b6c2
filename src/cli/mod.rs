//! The command line: one file per subcommand, one variant of `Command` each.
//!
//! Exit codes: 0 nothing at or above the threshold; 1 findings; 2 something could not be checked, or the call was wrong.

mod batch;
mod check;
mod coverage;
mod diff;
mod dossier;
mod due;
mod extract;
mod generate;
mod index;
mod input;
mod interrupt;
mod laws;
mod ledger;
mod message;
mod normalize;
mod opinion;
mod output;
mod register;
mod report;
mod review;
mod rules;
mod scan;
mod search;
mod serve;
mod sunset;
mod tasks;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::error::Error;

/// Version, authors and help are Chinese throughout; clap's own headings are replaced by this template.
const TEMPLATE: &str = "{about-section}\n用法：{usage}\n\n{all-args}{after-help}";

#[derive(Parser)]
#[command(name = "hegui", version, about = "合规：读懂中文政策文件", long_about = LONG_ABOUT, after_help = EXAMPLES)]
#[command(help_template = TEMPLATE, disable_help_subcommand = true, subcommand_required = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const LONG_ABOUT: &str = "合规：读懂中文政策文件。\n\n\
    规范化简繁、乱码和网页杂质，抽取责任单位、时限、义务、引用、文号，\n\
    按规则包检查行政规范性文件的三统一、合法性审核、禁设事项、引用和格式。";

const EXAMPLES: &str = "\
例子：
  hegui check 送审稿.txt                    检查一份文件，给出依据和建议
  hegui check 文件夹/ -q                     检查整个文件夹，只看汇总
  hegui check a.txt -o 报告.html             网页报告，原文标出问题
  hegui check a.txt --format jsonl > a.jsonl 供程序读取（格式 hegui/1）
  hegui review 送审稿.docx -o 审后.docx      在 Word 里逐条加批注
  hegui opinion 送审稿.docx -o 意见书.docx   出合法性审核意见书
  hegui extract 方案.txt                     列出责任单位、时限、义务、引用
  hegui dossier 渡口管理办法/                核对一件文件的全部材料
  hegui tasks 方案.txt -o 任务.xlsx           任务分解表，存成 Excel
  hegui scan 存量文件/ --store 档案库         成批文件建档案库
  hegui index 文件夹/                        建立索引，以后只处理有变化的文件
  hegui search '“合法性审查” 单位：司法局'     检索，标出原文的位置
  hegui normalize 网页稿.txt --stats         看规范化改了哪些地方

退出码：0 没有达到 --fail-on 的问题；1 有；2 有文件读不了或命令有误。
每个子命令都有 --help。";

#[derive(Subcommand)]
enum Command {
    /// 检查文件，报告问题、依据和建议
    Check(check::Args),
    /// 把检查结果作为批注写进 Word 文档
    Review(review::Args),
    /// 出合法性审核意见书（.docx 或网页），结论留给审核人员
    Opinion(opinion::Args),
    /// 抽取元数据、责任单位、时限、义务、引用
    Extract(extract::Args),
    /// 生成任务分解表：任务、措施、单位、时限，可存成 Excel、CSV、日历
    Tasks(tasks::Args),
    /// 看规范化的结果和改动
    Normalize(normalize::Args),
    /// 核对一件文件的卷宗：缺什么、日期先后、前后是否一致
    Dossier(dossier::Args),
    /// 把成批文件扫描进档案库，可随时中断、接着做；或逐行过滤 JSONL
    Scan(scan::Args),
    /// 档案库的汇总和全部表：问题、责任单位、时限、跨文件的矛盾
    Report(report::Args),
    /// 档案库里将到期和已过期的时限，按单位
    Due(due::Args),
    /// 档案库里已失效、将失效、没有写有效期的文件
    Sunset(sunset::Args),
    /// 登记簿：文号、登记号，按机关和年度
    Register(register::Args),
    /// 两稿按条对照：新增、删除、弱化，改了时限、单位、数字
    Diff(diff::Args),
    /// 为文件建立全文索引，增量更新
    Index(index::Args),
    /// 在索引里检索：词、短语、字段、邻近，简繁通查
    Search(search::Args),
    /// 在本机提供检索的 HTTP 接口
    Serve(serve::Args),
    /// 列出、检验、说明、新建规则
    Rules(rules::Args),
    /// 查法律表：某部法律在某日是否有效、由什么替代、末条是第几条
    Laws(laws::Args),
    /// 生成 shell 补全脚本
    Completions(generate::CompletionArgs),
    /// 生成 man 手册页
    Man,
}

/// What a subcommand ended with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing at or above the threshold.
    Clean,
    /// Findings at or above the threshold.
    Findings,
    /// Something could not be checked.
    Incomplete,
}

/// Runs the command line of this process.
#[must_use]
pub fn run() -> ExitCode {
    let cli =
        match message::localized(Cli::command()).try_get_matches().and_then(|m| Cli::from_arg_matches(&m)) {
            Ok(cli) => cli,
            Err(error) => return message::usage(&error),
        };
    match dispatch(cli.command) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Incomplete) => ExitCode::from(2),
        // Whoever read our output has seen enough (`hegui … | head`).
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to do when even the error stream is closed.
            let _ = writeln!(io::stderr(), "错误：{error}");
            ExitCode::from(2)
        }
    }
}

fn dispatch(command: Command) -> Result<Outcome, Error> {
    match command {
        Command::Check(args) => check::run(&args),
        Command::Review(args) => review::run(&args),
        Command::Opinion(args) => opinion::run(&args),
        Command::Extract(args) => extract::run(&args),
        Command::Tasks(args) => tasks::run(&args),
        Command::Normalize(args) => normalize::run(&args, &mut io::stdout().lock()).map(|()| Outcome::Clean),
        Command::Dossier(args) => dossier::run(&args),
        Command::Scan(args) => scan::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Due(args) => due::run(&args),
        Command::Sunset(args) => sunset::run(&args),
        Command::Register(args) => register::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Index(args) => index::run(&args),
        Command::Search(args) => search::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Rules(args) => rules::run(args),
        Command::Laws(args) => laws::run(&args),
        Command::Completions(args) => generate::completions(&args),
        Command::Man => generate::man(),
    }
}

/// An error of writing our output.
fn written(error: io::Error) -> Error {
    Error::io("写不出结果", error)
}
