//! `hegui rules`: list, test, explain and begin rules.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::batch::terminal_style;
use super::check::rule_files;
use super::{Outcome, coverage, written};
use crate::engine::examples::{self, Failure};
use crate::error::Error;
use crate::render::rule_note;
use crate::rulepack::{Registry, Rule, catalogue};

/// Arguments of `hegui rules`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES, subcommand_required = true, arg_required_else_help = true)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
例子：
  hegui rules list                      列出全部规则
  hegui rules list --format md          生成规则目录（docs/rules.md）
  hegui rules list --format html        同一目录的网页（docs/rules.html）
  hegui rules explain LR-004            依据、说明、示例
  hegui rules coverage 文件夹/           哪些规则在这批文件上命中过
  hegui rules test DF                   用示例检验一个规则包
  hegui rules test 本单位规则/           检验自己的规则文件夹
  hegui rules new XX late-filing        新建 rules/xx/late-filing.toml";

#[derive(clap::Subcommand)]
enum Command {
    /// 列出规则
    List {
        /// 输出格式
        #[arg(long, value_name = "格式", value_enum, default_value_t = Format::Text)]
        format: Format,
        /// 只列这个规则包
        #[arg(long, value_name = "包")]
        pack: Option<String>,
        /// 改为列出地区规则
        #[arg(long)]
        profiles: bool,
    },
    /// 用规则自带的示例检验规则
    Test {
        /// 规则包字母或规则文件夹；不写则检验全部自带规则
        #[arg(value_name = "包或文件夹")]
        target: Option<String>,
    },
    /// 说明一条规则：依据、理由、改法、示例
    Explain {
        /// 编号或名称，如 LR-004
        #[arg(value_name = "编号")]
        id: String,
        /// 另加一个规则文件夹
        #[arg(long, value_name = "文件夹")]
        rules: Vec<PathBuf>,
    },
    /// 每条规则在一批文件上命中、通过、不适用、不能判定各多少次，哪些从未命中
    Coverage(coverage::Args),
    /// 新建一个规则文件
    New {
        /// 规则包字母，如 XX
        #[arg(value_name = "包")]
        pack: String,
        /// 缺陷的英文名，小写加连字符
        #[arg(value_name = "名称")]
        name: String,
        /// 放在哪个文件夹下
        #[arg(long, value_name = "文件夹", default_value = "rules")]
        dir: PathBuf,
    },
}

/// Forms of the list.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// 对齐的表
    Text,
    /// Markdown 目录
    Md,
    /// 一个独立的 HTML 文件，带搜索
    Html,
    /// JSON 数组
    Json,
}

pub(super) fn run(args: Args) -> Result<Outcome, Error> {
    match args.command {
        Command::List { format, pack, profiles } => list(format, pack.as_deref(), profiles),
        Command::Test { target } => test(target.as_deref()),
        Command::Explain { id, rules } => explain(&id, &rules),
        Command::Coverage(args) => coverage::run(&args),
        Command::New { pack, name, dir } => begin(&pack, &name, &dir),
    }
}

fn print(text: &str) -> Result<Outcome, Error> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(written)?;
    Ok(Outcome::Clean)
}

fn list(format: Format, pack: Option<&str>, profiles: bool) -> Result<Outcome, Error> {
    let mut registry = Registry::embedded()?;
    if profiles {
        return print(&catalogue::profiles(&registry));
    }
    if let Some(pack) = pack {
        registry = registry.only(&[pack.to_owned()])?;
    }
    let rules: Vec<&Rule> = registry.rules().iter().collect();
    print(&match format {
        Format::Text => catalogue::table(&rules),
        Format::Md => catalogue::markdown(&registry),
        Format::Html => catalogue::html(&registry),
        Format::Json => catalogue::json(&rules) + "\n",
    })
}

fn test(target: Option<&str>) -> Result<Outcome, Error> {
    let folder = target.map(Path::new).filter(|path| path.is_dir());
    let mut registry = Registry::embedded()?;
    let mut own = Vec::new();
    if let Some(folder) = folder {
        let files = rule_files(folder)?;
        own = files.iter().map(|(path, _)| path.clone()).collect();
        registry = registry.with(&files)?;
    } else if let Some(pack) = target {
        registry = registry.only(&[pack.to_owned()])?;
    }
    registry.prove_patterns()?;
    let is_chosen = |rule: &Rule| folder.is_none() || own.contains(&rule.path);
    let failures = examples::prove(&registry, is_chosen)?;
    let chosen: Vec<&Rule> = registry.rules().iter().filter(|r| is_chosen(r)).collect();
    print(&verdicts(&chosen, &failures))?;
    Ok(if failures.is_empty() { Outcome::Clean } else { Outcome::Incomplete })
}

/// The result of a test run, rule by rule.
fn verdicts(rules: &[&Rule], failures: &[Failure]) -> String {
    let mut lines = Vec::new();
    for rule in rules {
        let wrong: Vec<&Failure> = failures.iter().filter(|f| f.rule == rule.id).collect();
        let count = rule.examples.len();
        lines.push(if wrong.is_empty() {
            format!("✓ {} {}：{count} 个示例全部符合", rule.id, rule.title)
        } else {
            format!("✗ {} {}：{count} 个示例中 {} 个不符", rule.id, rule.title, wrong.len())
        });
        lines.extend(wrong.iter().map(|f| format!("    {f}")));
    }
    let wrong = rules.iter().filter(|r| failures.iter().any(|f| f.rule == r.id)).count();
    lines.push(format!("共 {} 条规则，{} 条符合，{wrong} 条不符", rules.len(), rules.len() - wrong));
    lines.join("\n") + "\n"
}

fn explain(id: &str, folders: &[PathBuf]) -> Result<Outcome, Error> {
    let mut registry = Registry::embedded()?;
    for folder in folders {
        registry = registry.with(&rule_files(folder)?)?;
    }
    if let Some(rule) = registry.rule(id) {
        return print(&rule_note(&catalogue::note(rule), terminal_style()));
    }
    if let Some((reason, successor)) = registry.retired(id) {
        let successor = successor.map(|s| format!("，改看 {s}")).unwrap_or_default();
        return print(&format!("{id} 已停用：{reason}{successor}\n"));
    }
    Err(Error::usage(format!("没有规则“{id}”；全部规则见 hegui rules list")))
}

#[allow(clippy::disallowed_methods)] // A new file is what the command is for.
fn begin(pack: &str, name: &str, dir: &Path) -> Result<Outcome, Error> {
    let pack = pack.to_ascii_uppercase();
    let is_pack = (2..=3).contains(&pack.len()) && pack.bytes().all(|b| b.is_ascii_uppercase());
    let is_name =
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !is_pack || !is_name {
        return Err(Error::usage(
            "规则包用 2—3 个字母，名称用小写字母、数字和连字符，如：hegui rules new XX late-filing",
        ));
    }
    let folder = dir.join(pack.to_ascii_lowercase());
    let path = folder.join(format!("{name}.toml"));
    if path.exists() {
        return Err(Error::usage(format!("{}：文件已存在", path.display())));
    }
    let failed = |error| Error::io(format!("{}：写不了", path.display()), error);
    std::fs::create_dir_all(&folder).map_err(failed)?;
    let mut taken = Registry::embedded()?;
    if let Ok(files) = rule_files(dir) {
        // Files of the shipped packs are known already; a broken file of the folder is told by `rules test`.
        taken = taken.clone().with(&files).unwrap_or(taken);
    }
    let id = taken.free_id(&pack);
    std::fs::write(&path, catalogue::scaffold(&id, name, env!("CARGO_PKG_VERSION"))).map_err(failed)?;
    print(&format!(
        "已建 {}（编号 {id}）。写好模式和示例后运行：hegui rules test {}\n",
        path.display(),
        dir.display()
    ))
}
