//! The threads that network work runs on, apart from whatever runtime the caller has.

use std::sync::OnceLock;

use tokio::runtime::Runtime;

use crate::error::Error;

static RUNTIME: OnceLock<Runtime> = OnceLock::new();

/// Our runtime, started at the first use and kept for the life of the process: connections stay usable whoever asks,
/// job threads may block on it, and nobody drops a runtime inside another one.
pub(crate) fn runtime() -> Result<&'static Runtime, Error> {
    if let Some(runtime) = RUNTIME.get() {
        return Ok(runtime);
    }
    let started = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("bough-net")
        .enable_all()
        .build()
        .map_err(|e| Error::Broken { detail: format!("no threads for the network: {e}") })?;
    if let Err(spare) = RUNTIME.set(started) {
        // Another thread was faster. A plain drop would panic where the caller is itself asynchronous.
        spare.shutdown_background();
    }
    RUNTIME.get().ok_or_else(|| Error::Broken { detail: "no threads for the network".to_owned() })
}
