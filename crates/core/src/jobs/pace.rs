//! Merges a job's reports: the first shows at once, then at most ten a second, and the last of a burst is never lost.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::api::ids::JobId;
use crate::api::jobs::Progress;
use crate::jobs::Shared;

/// Between two reports of one job.
const REST: Duration = Duration::from_millis(100);

/// The thread that passes reports on; it ends with this value, and then no report follows.
pub(crate) struct Pace {
    desk: Arc<Desk>,
    thread: Option<JoinHandle<()>>,
}

/// Where the job lays down its newest report.
#[derive(Default)]
struct Desk {
    state: Mutex<State>,
    bell: Condvar,
}

#[derive(Default)]
struct State {
    newest: Option<Progress>,
    over: bool,
}

impl Pace {
    pub(crate) fn start(shared: Weak<Shared>, id: JobId) -> Self {
        let desk = Arc::new(Desk::default());
        let on_thread = Arc::clone(&desk);
        // Without the thread the job still runs, it only shows no progress.
        let thread = thread::Builder::new()
            .name("job pace".into())
            .spawn(move || {
                while let Some(progress) = on_thread.take() {
                    let Some(shared) = shared.upgrade() else { return };
                    shared.advance(id, progress);
                    drop(shared);
                    on_thread.rest();
                }
            })
            .ok();
        Self { desk, thread }
    }

    /// Replaces the report that waits to be shown.
    pub(crate) fn lay_down(&self, progress: Progress) {
        self.desk.state().newest = Some(progress);
        self.desk.bell.notify_one();
    }
}

impl Desk {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a report; none once the job is over.
    fn take(&self) -> Option<Progress> {
        let mut state = self
            .bell
            .wait_while(self.state(), |state| state.newest.is_none() && !state.over)
            .unwrap_or_else(PoisonError::into_inner);
        if state.over { None } else { state.newest.take() }
    }

    /// Lets reports gather, unless the job is over.
    fn rest(&self) {
        let _ = self.bell.wait_timeout_while(self.state(), REST, |state| !state.over);
    }
}

impl Drop for Pace {
    fn drop(&mut self) {
        self.desk.state().over = true;
        self.desk.bell.notify_one();
        if let Some(thread) = self.thread.take() {
            // It only panics if announcing does.
            let _ = thread.join();
        }
    }
}
