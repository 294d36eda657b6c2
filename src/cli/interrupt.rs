//! Ctrl-C: the first is heard by the work, which ends in good order; the second ends the process at once.

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

use crate::error::Error;

/// A flag that the first Ctrl-C, or a request to terminate, sets.
pub(super) fn flag() -> Result<Arc<AtomicBool>, Error> {
    let stop = Arc::new(AtomicBool::new(false));
    let failed = |e| Error::io("接不到中断信号", e);
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(&stop)).map_err(failed)?;
        signal_hook::flag::register(signal, Arc::clone(&stop)).map_err(failed)?;
    }
    // A file size limit then shows as an error of writing, which is told, and not as a silent death.
    #[cfg(unix)]
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::new(AtomicBool::new(false)))
        .map_err(failed)?;
    Ok(stop)
}

/// Bytes taken from standard input at a time.
const CHUNK: usize = 1 << 16;
/// How long Ctrl-C may go unheard while nothing comes in.
const PATIENCE: Duration = Duration::from_millis(100);

/// Standard input that ends when the flag is set, even while it waits for more.
pub(super) struct Input {
    chunks: Receiver<io::Result<Vec<u8>>>,
    chunk: Vec<u8>,
    taken: usize,
    stop: Arc<AtomicBool>,
}

impl Input {
    /// Reads standard input on a thread of its own, which ends with it or with the process.
    pub(super) fn new(stop: &Arc<AtomicBool>) -> Self {
        let (sender, chunks) = sync_channel(1);
        std::thread::spawn(move || {
            let mut buffer = vec![0; CHUNK];
            loop {
                let read = io::stdin().read(&mut buffer);
                let chunk = read.map(|length| buffer.get(..length).unwrap_or_default().to_vec());
                let is_end = chunk.as_ref().map_or(true, Vec::is_empty);
                if sender.send(chunk).is_err() || is_end {
                    return;
                }
            }
        });
        Self { chunks, chunk: Vec::new(), taken: 0, stop: Arc::clone(stop) }
    }
}

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(buffer)?;
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Input {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.taken >= self.chunk.len() && !self.stop.load(Ordering::Relaxed) {
            self.taken = 0;
            self.chunk = match self.chunks.recv_timeout(PATIENCE) {
                Ok(chunk) => chunk?,
                Err(RecvTimeoutError::Timeout) => Vec::new(),
                Err(RecvTimeoutError::Disconnected) => break,
            };
        }
        Ok(self.chunk.get(self.taken..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.taken += amount;
    }
}
