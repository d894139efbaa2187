//! Patience with libgit2, which never comes back from a loose object that is cut off.

use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

use crate::error::Error;

/// After so long what is read counts as damaged.
const LIMIT: Duration = Duration::from_mins(1);

/// Does `work` on a thread of its own. [`Error::Damaged`] where it does not come back; the thread is left behind then, so
/// `work` must hold nothing but a handle of its own. `what` is read, such as `the commit 1f3…`.
pub(crate) fn within<T: Send + 'static>(
    what: &str,
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let (told, answer) = sync_channel(1);
    std::thread::Builder::new().name("patient reader".to_owned()).spawn(move || {
        // Nobody may be waiting any more.
        let _ = told.send(work());
    })?;
    match answer.recv_timeout(LIMIT) {
        Ok(result) => result,
        Err(RecvTimeoutError::Timeout) => Err(Error::Damaged { detail: format!("an object of {what} is cut off") }),
        Err(RecvTimeoutError::Disconnected) => Err(Error::broken("a part of the program gave up")),
    }
}
