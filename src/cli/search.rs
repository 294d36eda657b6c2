//! `hegui search`: queries over an index.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use super::batch::terminal_style;
use super::index::USUAL;
use super::output::values;
use super::{Outcome, written};
use crate::error::Error;
use crate::index::{Answer, Facet, LARGEST_PAGE, Query, Reader, Request, SavedSearches, Sort};
use crate::render::hits::{FORMS, HitsPage, HitsRenderer, Places, hits_renderer};
use crate::segment::Segmenter;

/// Arguments of `hegui search`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// 检索式；多个参数用空格连起来
    #[arg(value_name = "检索式")]
    query: Vec<String>,
    /// 索引所在的文件夹
    #[arg(long, value_name = "文件夹", default_value = USUAL)]
    index: PathBuf,
    /// 输出格式
    #[arg(long, short, value_name = "格式", default_value = "text", value_parser = formats())]
    format: String,
    /// 每页几份
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    size: usize,
    /// 第几页，从 1 起
    #[arg(long, value_name = "N", default_value_t = 1)]
    page: usize,
    /// 怎样排列
    #[arg(long, value_name = "排列", value_enum, default_value_t = Order::Relevance)]
    sort: Order,
    /// 相关程度相近时，新的文件在前
    #[arg(long)]
    recent: bool,
    /// 分类计数，可写 year,body,kind,region,status,rule；不写名称为全部
    #[arg(long, value_name = "分类", num_args = 0..=1, default_missing_value = "", value_delimiter = ',', require_equals = true)]
    facets: Option<Vec<String>>,
    /// 每份文件摘录几处
    #[arg(long, value_name = "N", default_value_t = 2)]
    snippets: usize,
    /// 只输出份数
    #[arg(long, conflicts_with = "all_matches")]
    count: bool,
    /// 词必须都有，文件少时也不放宽
    #[arg(long)]
    strict: bool,
    /// 列出每一处的文件、行、列，不分页
    #[arg(long)]
    all_matches: bool,
    /// 找与索引里这份文件相似的文件（写建索引时的路径）
    #[arg(long, value_name = "路径", conflicts_with = "query")]
    like: Option<String>,
    /// 把这个检索式保存在索引旁边，以后按名称再查
    #[arg(long, value_name = "名称", conflicts_with = "like")]
    save: Option<String>,
    /// 用保存的检索式
    #[arg(long, value_name = "名称", conflicts_with_all = ["query", "like", "save"])]
    saved: Option<String>,
    /// 列出保存的检索
    #[arg(long)]
    list_saved: bool,
    /// 只要这一批次之后新收进索引的；LAST 为上次用 --new-since 查这个保存的检索之后
    #[arg(long, value_name = "批次|LAST")]
    new_since: Option<String>,
    /// 单位名称不扩展到简称、全称和前身后继
    #[arg(long)]
    no_synonyms: bool,
    /// 另加词表，一行一个词，不必重建索引；dictionaries/user.txt 若存在会自动读入
    #[arg(long, value_name = "文件")]
    dict: Vec<PathBuf>,
}

const EXAMPLES: &str = "\
检索式：
  停车 收费                 两个词都要有；这样的文件不足 5 份时，后面接着列含多数词的，并说明
  “合法性审查”              引号里一字不差（空白、换行不计），任何引号都行，分大小写
  停车 OR 泊车  停车 NOT 公交  (停车 OR 泊车) 收费
  审查 NEAR/10 司法局        相距不超过 10 个字，不分先后；不写数字为 20
  行政许?事项                ? 代表一个字，两边各至少两个字
字段（中英文名、全角冒号都行）：
  title 标题  heading 小标题  number 文号  registration 登记号  body 机关  kind 文种  region 地区
  unit 单位 和 role 角色（lead 牵头、responsible 责任、supporting 配合、participating 参与）
  cites 引用 和 status 引用状态（in_force 有效、repealed 废止、revised 修订、unknown 不详）
  rule 规则（TU-003、TU*）  normative 规范性文件（是、否）  stage 阶段（草案、印发、不详）
  date 日期  signed 成文  issued 印发  published 发布  effective 施行  expires 失效  deadline 时限
    写 2020、2020-03、2020-03-01 或 [2020-01-01 TO 2020-12-31]，一头可写 *
  pinyin 拼音（建索引时加了 --pinyin）  run 批次

例子：
  hegui search 停车收费
  hegui search '“合法性审查” kind:办法 date:[2018 TO 2020]' --facets
  hegui search 'unit:司法局 role:lead deadline:[2020-01-01 TO 2020-12-31]'
  hegui search '单位：市编办' --no-synonyms
  hegui search 'number:尚政规〔2017〕' --sort newest
  hegui search 'cites:合同法 status:repealed' --count
  hegui search '“行政許可”' --all-matches -f csv > 各处.csv
  hegui search --like 文件夹/办法.txt
  hegui search '“停车收费”' --save 停车           保存；以后更新索引后
  hegui search --saved 停车 --new-since LAST     只看新收进的

简体、繁体、全角、半角都可以写。退出码：0 有，1 没有，2 出错。";

/// `Sort` as the command line names it.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Order {
    /// 最相关的在前
    Relevance,
    /// 新的在前
    Newest,
    /// 旧的在前
    Oldest,
}

fn formats() -> PossibleValuesParser {
    values(FORMS.iter().map(|r| (r.name, r.about)))
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let reader = Reader::open(&args.index)?;
    let segmenter = segmenter(&args.dict)?;
    if args.list_saved {
        return list(args);
    }
    let request = since(args, request(args)?)?;
    let renderer = hits_renderer(&args.format).ok_or_else(|| Error::usage("没有这种格式"))?;
    if let Some(path) = &args.like {
        let answer = reader.like(path, &segmenter, &request)?;
        return show(args, renderer, &format!("与 {path} 相似"), &answer);
    }
    let query = match &args.saved {
        Some(name) => Query::parse(&SavedSearches::read(&args.index)?.named(name)?.query)?,
        None => Query::parse(&args.query.join(" "))?,
    };
    let run = reader.last_run();
    let (outcome, left) = if args.all_matches {
        (every_match(&reader, (&query, &segmenter), &request, renderer)?, 0)
    } else {
        let answer = reader.search(&query, &segmenter, &request)?;
        let shown = if args.page > 1 || args.count { 0 } else { answer.hits.len() as u64 };
        (show(args, renderer, query.text(), &answer)?, answer.total.saturating_sub(shown))
    };
    if let Some(name) = &args.save {
        let mut kept = SavedSearches::read(&args.index)?;
        kept.keep(name, &query)?;
        kept.write(&args.index)?;
    }
    if let (Some(name), Some(_)) = (&args.saved, &args.new_since) {
        remember(args, name, (run, left))?;
    }
    Ok(outcome)
}

/// Only what was shown counts as seen: while some of the new documents are left, a saved search stays where it was.
fn remember(args: &Args, name: &str, (run, left): (u64, u64)) -> Result<(), Error> {
    if left == 0 {
        let mut kept = SavedSearches::read(&args.index)?;
        kept.saw(name, run);
        return kept.write(&args.index);
    }
    if args.count {
        return Ok(());
    }
    let message =
        format!("还有 {left} 份新文件没有列出，下次仍算新的；要一次列完请用 --all-matches，或 --size 写大些");
    writeln!(io::stderr(), "{message}").map_err(written)
}

/// Narrows a request to what is new.
fn since(args: &Args, request: Request) -> Result<Request, Error> {
    let Some(since) = &args.new_since else { return Ok(request) };
    let run = match (since.as_str(), &args.saved) {
        ("LAST" | "last", Some(name)) => SavedSearches::read(&args.index)?.named(name)?.seen,
        ("LAST" | "last", None) => {
            return Err(Error::usage(
                "--new-since LAST 要和 --saved 名称 一起用；不用保存的检索时请写批次的数字",
            ));
        }
        (number, _) => number
            .parse()
            .map_err(|_| Error::usage(format!("--new-since {number}：要写批次的数字或 LAST")))?,
    };
    Ok(Request { after_run: Some(run), may_relax: false, ..request })
}

fn list(args: &Args) -> Result<Outcome, Error> {
    let kept = SavedSearches::read(&args.index)?;
    let mut out = io::stdout();
    for (name, saved) in kept.iter() {
        writeln!(out, "{name}\t{}\t已看到第 {} 批", saved.query, saved.seen).map_err(written)?;
    }
    Ok(outcome(kept.iter().next().is_some()))
}

/// What is found says 0 and what is not says 1, as grep does.
const fn outcome(is_found: bool) -> Outcome {
    if is_found { Outcome::Clean } else { Outcome::Findings }
}

fn show(args: &Args, renderer: &HitsRenderer, query: &str, answer: &Answer) -> Result<Outcome, Error> {
    let mut out = BufWriter::new(io::stdout());
    if args.count {
        writeln!(out, "{}", answer.total).map_err(written)?;
    } else {
        let offset = (args.page.max(1) - 1).saturating_mul(args.size);
        let page = HitsPage { query, answer, offset, style: terminal_style() };
        (renderer.page)(&page, &mut out).map_err(written)?;
    }
    out.flush().map_err(written)?;
    Ok(outcome(answer.total > 0))
}

fn every_match(
    reader: &Reader,
    (query, segmenter): (&Query, &Segmenter),
    request: &Request,
    renderer: &HitsRenderer,
) -> Result<Outcome, Error> {
    let mut out = BufWriter::new(io::stdout());
    let style = terminal_style();
    let mut result = write!(out, "{}", renderer.open);
    let mut is_found = false;
    let mut has_marks = false;
    reader.every_match(query, segmenter, request, |card, raw, marks| {
        is_found = true;
        has_marks |= !marks.is_empty();
        if result.is_ok() {
            result = (renderer.places)(&Places { card, raw, marks, style }, &mut out);
        }
        result.is_ok()
    })?;
    result.and_then(|()| out.flush()).map_err(written)?;
    if is_found && !has_marks {
        let message = "有这样的文件，但检索式里没有正文中的词，没有地方可标；去掉 --all-matches 可列出文件";
        writeln!(io::stderr(), "{message}").map_err(written)?;
    }
    Ok(outcome(is_found))
}

fn request(args: &Args) -> Result<Request, Error> {
    if args.size > LARGEST_PAGE {
        return Err(Error::usage(format!("一页最多 {LARGEST_PAGE} 份；全部结果请用 --all-matches")));
    }
    let facets = match &args.facets {
        None => Vec::new(),
        Some(names) if names.iter().all(String::is_empty) => Facet::ALL.to_vec(),
        Some(names) => names.iter().map(|name| facet(name)).collect::<Result<_, _>>()?,
    };
    // The day in China, where the papers are; the command line alone may read the clock.
    let now = || jiff::tz::Offset::constant(8).to_datetime(jiff::Timestamp::now()).date();
    let today = args.recent.then(now).map(|d| u64::try_from(i32::from(d.year()) * 10_000).unwrap_or(0));
    Ok(Request {
        size: if args.count { 0 } else { args.size },
        offset: (args.page.max(1) - 1).saturating_mul(args.size),
        sort: match args.sort {
            Order::Relevance => Sort::Relevance,
            Order::Newest => Sort::Newest,
            Order::Oldest => Sort::Oldest,
        },
        recent: today,
        facets,
        snippets: args.snippets,
        has_synonyms: !args.no_synonyms,
        may_relax: !args.strict && !args.count,
        ..Request::default()
    })
}

fn facet(name: &str) -> Result<Facet, Error> {
    Facet::named(name.trim()).ok_or_else(|| {
        let known: Vec<&str> = Facet::ALL.iter().map(|f| f.names().0).collect();
        Error::usage(format!("没有“{name}”这个分类；有 {}", known.join("、")))
    })
}

/// Word lists of the user, in this folder and as given.
#[allow(clippy::disallowed_methods)] // The command line reads what it is told to.
pub(super) fn segmenter(lists: &[PathBuf]) -> Result<Segmenter, Error> {
    let usual = PathBuf::from("dictionaries/user.txt");
    let usual = Some(usual).filter(|p| p.is_file());
    let mut words = Vec::new();
    for path in usual.iter().chain(lists) {
        let text = std::fs::read_to_string(path)
            .map_err(|e| Error::io(format!("{}：词表读不了", path.display()), e))?;
        words.extend(Segmenter::read_words(&text));
    }
    Ok(Segmenter::new(words))
}
