//! `hegui serve`: search over HTTP on this machine.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;

use super::index::USUAL;
use super::{Outcome, written};
use crate::error::Error;
use crate::serve::{self, Options};

/// Arguments of `hegui serve`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// 提供 JSON 接口
    #[arg(long, required = true)]
    api: bool,
    /// 索引所在的文件夹
    #[arg(long, value_name = "文件夹", default_value = USUAL)]
    index: PathBuf,
    /// 监听的地址；默认只有本机能访问，没有口令，不要对外开放；端口写 0 由系统分配
    #[arg(long, value_name = "地址:端口", default_value = "127.0.0.1:8737")]
    address: SocketAddr,
    /// 同时处理几个检索；0 为每个核心一个
    #[arg(long, short, value_name = "N", default_value_t = 0, hide_default_value = true)]
    jobs: usize,
    /// 另加词表，一行一个词
    #[arg(long, value_name = "文件")]
    dict: Vec<PathBuf>,
}

const EXAMPLES: &str = "\
接口（都是 GET，返回 JSON）：
  /api/search?q=检索式&page=1&size=10&sort=newest&facets=year,kind&snippets=2&synonyms=true
  /api/count?q=检索式
  /api/like?path=路径
  /api/document?path=路径
  /api/status
检索式有误、参数不对返回 400 和 {\"error\": \"…\"}；正忙返回 503。索引更新后几秒内自动看到新文件。

例子：
  hegui serve --api
  hegui serve --api --index /数据/索引 --address 127.0.0.1:9000
  curl -G http://127.0.0.1:8737/api/search --data-urlencode 'q=“合法性审查” kind:办法'

按 Ctrl-C 停止：做完手上的请求再退出。";

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let segmenter = super::search::segmenter(&args.dict)?;
    let options = Options { address: args.address, index: args.index.clone(), jobs: args.jobs };
    let mut told = Ok(());
    serve::run(&options, segmenter, |address| {
        let mut out = io::stdout();
        told = writeln!(out, "http://{address}/api/search").and_then(|()| out.flush());
    })?;
    told.map_err(written)?;
    Ok(Outcome::Clean)
}
