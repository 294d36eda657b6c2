//! The addresses of the service and what they answer.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query as Parameters, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, Response as HttpResponse, StatusCode};
use axum::response::Response;
use axum::routing::get;
use axum::{Router, middleware};
use serde::{Deserialize, Serialize};

use super::{PATIENCE, Service, guard};
use crate::error::Error;
use crate::index::{Answer, FURTHEST_HIT, Facet, Query, Request, Sort};
use crate::render::hits::json_answer;

/// Most hits of one page.
const LARGEST_PAGE: usize = 100;
/// Most excerpts of a hit.
const MOST_SNIPPETS: usize = 5;
/// Longest text that is handed out, in bytes.
const LONGEST_TEXT: usize = 4 << 20;

/// What can be asked; each address reads what it needs.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: Option<String>,
    path: Option<String>,
    page: Option<usize>,
    size: Option<usize>,
    sort: Option<String>,
    facets: Option<String>,
    snippets: Option<usize>,
    synonyms: Option<bool>,
}

type Input = Result<Parameters<Asked>, QueryRejection>;

/// All addresses.
pub(super) fn router(service: Arc<Service>) -> Router {
    Router::new()
        .route("/api/search", get(search))
        .route("/api/count", get(count))
        .route("/api/like", get(like))
        .route("/api/document", get(document))
        .route("/api/status", get(status))
        .fallback(|| async {
            refusal(404, "没有这个地址；有 /api/search /api/count /api/like /api/document /api/status")
        })
        .method_not_allowed_fallback(|| async { refusal(405, "只接受 GET") })
        .layer(middleware::from_fn_with_state(Arc::clone(&service), guard::check_host))
        .with_state(service)
}

async fn search(State(service): State<Arc<Service>>, input: Input) -> Response {
    answered(service, input, |service, asked| {
        let (query, request) = (query(asked)?, request(asked)?);
        let answer = service.reader.search(&query, &service.segmenter, &request)?;
        page(query.text(), request.offset, &answer)
    })
    .await
}

async fn count(State(service): State<Arc<Service>>, input: Input) -> Response {
    #[derive(Serialize)]
    struct Counted<'a> {
        query: &'a str,
        total: u64,
    }
    answered(service, input, |service, asked| {
        let (query, request) = (query(asked)?, request(asked)?);
        let total = service.reader.count(&query, &service.segmenter, &request)?;
        json(&Counted { query: query.text(), total })
    })
    .await
}

async fn like(State(service): State<Arc<Service>>, input: Input) -> Response {
    answered(service, input, |service, asked| {
        let (path, request) = (path(asked)?, request(asked)?);
        let answer = service.reader.like(path, &service.segmenter, &request)?;
        page(path, request.offset, &answer)
    })
    .await
}

async fn document(State(service): State<Arc<Service>>, input: Input) -> Response {
    #[derive(Serialize)]
    struct Text<'a> {
        #[serde(flatten)]
        card: crate::index::Card,
        text: &'a str,
        truncated: bool,
    }
    answered(service, input, |service, asked| {
        let (card, raw) = service.reader.text(path(asked)?)?;
        let end = (0..=LONGEST_TEXT.min(raw.len())).rev().find(|end| raw.is_char_boundary(*end)).unwrap_or(0);
        let text = raw.get(..end).unwrap_or_default();
        json(&Text { card, text, truncated: end < raw.len() })
    })
    .await
}

async fn status(State(service): State<Arc<Service>>) -> Response {
    #[derive(Serialize)]
    struct State {
        schema: &'static str,
        hegui_version: &'static str,
        documents: u64,
    }
    let documents = service.reader.documents();
    let hegui_version = env!("CARGO_PKG_VERSION");
    match json(&State { schema: "hegui/search/1", hegui_version, documents }) {
        Ok(body) => respond(StatusCode::OK, body),
        Err(error) => failed(&error),
    }
}

/// Waits for a turn, does the work on a thread of its own and answers.
async fn answered(
    service: Arc<Service>,
    input: Input,
    work: impl FnOnce(&Service, &Asked) -> Result<Vec<u8>, Error> + Send + 'static,
) -> Response {
    let asked = match input {
        Ok(Parameters(asked)) => asked,
        Err(_) => {
            return refusal(
                400,
                "参数看不懂：page、size、snippets 是数字，synonyms 是 true 或 false，用 UTF-8 编码",
            );
        }
    };
    let busy = || refusal(503, "正忙，请稍后再试");
    let Ok(_place) = service.queue.try_acquire() else { return busy() };
    let Ok(Ok(_turn)) = tokio::time::timeout(PATIENCE, service.turns.acquire()).await else { return busy() };
    let worker = Arc::clone(&service);
    match tokio::task::spawn_blocking(move || work(&worker, &asked)).await {
        Ok(Ok(body)) => respond(StatusCode::OK, body),
        Ok(Err(error)) => failed(&error),
        Err(_) => refusal(500, "检索时程序出错；请把检索式发给开发者"),
    }
}

fn query(asked: &Asked) -> Result<Query, Error> {
    let text = asked.q.as_deref().ok_or_else(|| Error::usage("缺少参数 q，例如 /api/search?q=停车收费"))?;
    Query::parse(text)
}

fn path(asked: &Asked) -> Result<&str, Error> {
    asked.path.as_deref().ok_or_else(|| Error::usage("缺少参数 path"))
}

fn request(asked: &Asked) -> Result<Request, Error> {
    let size = asked.size.unwrap_or(10);
    let page = asked.page.unwrap_or(1).max(1);
    let offset = (page - 1).saturating_mul(size);
    if size > LARGEST_PAGE || offset > FURTHEST_HIT {
        let message = format!("一页最多 {LARGEST_PAGE} 份，最远到第 {FURTHEST_HIT} 份；请把检索式写窄一些");
        return Err(Error::usage(message));
    }
    let sort = match asked.sort.as_deref() {
        None | Some("relevance") => Sort::Relevance,
        Some("newest") => Sort::Newest,
        Some("oldest") => Sort::Oldest,
        Some(_) => return Err(Error::usage("sort 可以是 relevance、newest、oldest")),
    };
    let names = asked.facets.as_deref().unwrap_or_default().split(',').filter(|name| !name.is_empty());
    let facets = names.map(|name| {
        Facet::named(name).ok_or_else(|| {
            let known: Vec<&str> = Facet::ALL.iter().map(|f| f.names().0).collect();
            Error::usage(format!("facets 可以是 {}", known.join("、")))
        })
    });
    let mut request = Request::default();
    request.facets = facets.collect::<Result<_, _>>()?;
    (request.size, request.offset, request.sort) = (size, offset, sort);
    request.snippets = asked.snippets.unwrap_or(2).min(MOST_SNIPPETS);
    request.has_synonyms = asked.synonyms.unwrap_or(true);
    Ok(request)
}

fn page(query: &str, offset: usize, answer: &Answer) -> Result<Vec<u8>, Error> {
    let mut body = Vec::new();
    json_answer(query, offset, answer, &mut body).map_err(|e| Error::io("写不出结果", e))?;
    Ok(body)
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(value).map_err(|e| Error::io("写不出结果", e.into()))
}

fn failed(error: &Error) -> Response {
    refusal(if error.is_usage() { 400 } else { 500 }, &error.to_string())
}

/// `{"error": …}`
pub(super) fn refusal(code: u16, message: &str) -> Response {
    let body = serde_json::json!({ "error": message }).to_string().into_bytes();
    respond(StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), body)
}

fn respond(code: StatusCode, body: Vec<u8>) -> Response {
    let mut response = HttpResponse::new(Body::from(body));
    *response.status_mut() = code;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    response
}
