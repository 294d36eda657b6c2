//! Ctrl-C: the first is heard by the work, which ends in good order; the second ends the process at once.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

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
