//! The job that libgit2 works for right now on this thread. Transports are registered once for the whole process and
//! are made by libgit2; this is how they learn whose they are, and where they leave what really went wrong.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::Advertisement;
use crate::context::Context;
use crate::error::Error;
use crate::progress::Reporter;

thread_local! {
    static CURRENT: RefCell<Option<Arc<Current>>> = const { RefCell::new(None) };
}

/// One connection's work.
pub(crate) struct Current {
    pub(crate) context: Context,
    pub(crate) reporter: Arc<Reporter>,
    /// Where packs go that we index ourselves; none leaves it to libgit2.
    pub(super) packs: Option<PathBuf>,
    pub(super) advertisement: Mutex<Advertisement>,
    failure: Mutex<Option<Error>>,
}

/// Takes the job off the thread, whatever happens.
struct Entered(Option<Arc<Current>>);

impl Drop for Entered {
    fn drop(&mut self) {
        CURRENT.set(self.0.take());
    }
}

impl Current {
    pub(crate) fn new(context: &Context, reporter: &Arc<Reporter>, packs: Option<PathBuf>) -> Arc<Self> {
        Arc::new(Self {
            context: context.clone(),
            reporter: Arc::clone(reporter),
            packs,
            advertisement: Mutex::default(),
            failure: Mutex::default(),
        })
    }

    /// The job of this thread. Without one nothing may go out.
    pub(super) fn get() -> Result<Arc<Self>, git2::Error> {
        CURRENT.with_borrow(Clone::clone).ok_or_else(|| git2::Error::from_str("no job asked for a connection"))
    }

    /// Lets libgit2 work with our transports. The typed error of a transport wins over libgit2's text; a raised flag
    /// wins over everything, for libgit2 may call a cancelled piece of work a success.
    pub(crate) fn run<T>(self: &Arc<Self>, work: impl FnOnce() -> Result<T, git2::Error>) -> Result<T, Error> {
        let entered = Entered(CURRENT.replace(Some(Arc::clone(self))));
        let result = catch_unwind(AssertUnwindSafe(work));
        drop(entered);
        if self.context.cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        match result {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => Err(self.failure().take().unwrap_or_else(|| error.into())),
            Err(_) => Err(self.failure().take().unwrap_or_else(|| Error::broken("a part of the program gave up"))),
        }
    }

    /// Keeps what went wrong. The first error is the cause, later ones follow from it.
    pub(crate) fn fail(&self, error: Error) {
        self.failure().get_or_insert(error);
    }

    /// Keeps what went wrong and gives libgit2 something to stop at.
    pub(crate) fn stop(&self, error: Error) -> git2::Error {
        self.fail(error);
        git2::Error::from_str("stopped")
    }

    /// What the server offered at the beginning.
    pub(crate) fn advertisement(&self) -> Advertisement {
        std::mem::take(&mut *self.advertisement.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What a transport left, for tests.
    #[cfg(test)]
    pub(super) fn run_failure(&self) -> Error {
        self.failure().take().expect("a failure")
    }

    fn failure(&self) -> std::sync::MutexGuard<'_, Option<Error>> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
