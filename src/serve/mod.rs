//! Search over HTTP for programs on this machine: JSON in, JSON out, no state but the index.
//!
//! Every request has a bounded cost: queries are limited by the query language, pages by size, work by a fixed number of
//! threads, waiting by time. Contains no analysis; what is asked goes to `index`, what is answered comes from `render`.

mod api;
mod guard;

use std::future::{Future, IntoFuture as _};
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use tokio::sync::Semaphore;

use crate::error::Error;
use crate::index::{Reader, cores};
use crate::segment::Segmenter;

/// How long a request waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long requests that were begun may take once the process is told to stop.
const GRACE: Duration = Duration::from_secs(5);
/// How often the index is looked at for new documents.
const REFRESH: Duration = Duration::from_secs(3);
/// Requests that may wait for their turn.
const WAITING: usize = 1_024;

/// How to serve.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where to listen.
    pub address: SocketAddr,
    /// The folder of the index.
    pub index: PathBuf,
    /// Queries at the same time; 0 is one per core.
    pub jobs: usize,
}

/// What the handlers share.
struct Service {
    reader: Reader,
    segmenter: Segmenter,
    /// Turns at the index.
    turns: Semaphore,
    /// Places in the queue for a turn.
    queue: Semaphore,
    /// The address, when only this machine may ask.
    local: bool,
}

/// Serves until the process is told to stop, then finishes what was begun. `ready` learns the address when requests are
/// accepted.
///
/// # Errors
/// When the index cannot be opened or the address cannot be used.
pub fn run(options: &Options, segmenter: Segmenter, ready: impl FnOnce(SocketAddr)) -> Result<(), Error> {
    let reader = Reader::open(&options.index)?;
    let jobs = if options.jobs == 0 { cores() } else { options.jobs };
    let service = Arc::new(Service {
        reader,
        segmenter,
        turns: Semaphore::new(jobs),
        queue: Semaphore::new(WAITING),
        local: options.address.ip().is_loopback(),
    });
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(cores().clamp(1, 4))
        .max_blocking_threads(jobs + 2)
        .enable_all()
        .build();
    let runtime = runtime.map_err(|e| Error::io("起不了服务的线程", e))?;
    let outcome = runtime.block_on(listen(options, service, ready));
    runtime.shutdown_timeout(GRACE);
    outcome
}

async fn listen(
    options: &Options,
    service: Arc<Service>,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Error> {
    let failed = |e: io::Error| Error::io(format!("{}：不能在这个地址上提供服务", options.address), e);
    let listener = tokio::net::TcpListener::bind(options.address).await.map_err(failed)?;
    ready(listener.local_addr().map_err(failed)?);
    let refreshing = tokio::spawn(refresh(Arc::clone(&service)));
    let (tell, told) = tokio::sync::oneshot::channel();
    let graceful = async move {
        told_to_stop().await;
        // The other end is gone only when serving is over.
        let _ = tell.send(());
    };
    let serving = axum::serve(listener, api::router(service)).with_graceful_shutdown(graceful).into_future();
    // A client that never ends its request, or a second signal, must not keep the process.
    let patience = async {
        if told.await.is_err() {
            std::future::pending::<()>().await;
        }
        either(tokio::time::sleep(GRACE), told_to_stop()).await;
    };
    let outcome = either(serving, patience).await;
    refreshing.abort();
    outcome.unwrap_or(Ok(())).map_err(failed)
}

/// Waits for one of two; what the first came to, when it was the first.
async fn either<A: Future, B: Future>(first: A, second: B) -> Option<A::Output> {
    let (mut first, mut second) = (std::pin::pin!(first), std::pin::pin!(second));
    std::future::poll_fn(|context| {
        if let Poll::Ready(output) = first.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        second.as_mut().poll(context).map(|_| None)
    })
    .await
}

/// Takes in what is committed while serving, and loads the dictionary before the first query needs it.
async fn refresh(service: Arc<Service>) {
    let warm = Arc::clone(&service);
    drop(tokio::task::spawn_blocking(move || warm.segmenter.words("预先读入词典").len()).await);
    let mut ticks = tokio::time::interval(REFRESH);
    loop {
        ticks.tick().await;
        let service = Arc::clone(&service);
        // An index that is being made anew cannot be read for a moment; what was open goes on answering.
        drop(tokio::task::spawn_blocking(move || service.reader.refresh().is_ok()).await);
    }
}

async fn told_to_stop() {
    let interrupt = async {
        // Without a handler there is only the hard stop.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    either(interrupt, terminate).await;
}
