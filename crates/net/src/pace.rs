//! Whose turn it is between us and a server, and since when: the idle limit counts only the server's.

use std::future::Future;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// The last sign of progress of one request.
pub(crate) struct Pace {
    began: Instant,
    /// Milliseconds after `began`.
    last: AtomicU64,
    /// True while the caller still has to produce the next piece of the body.
    ours: AtomicBool,
}

impl Pace {
    pub(crate) fn new() -> Self {
        Self { began: Instant::now(), last: AtomicU64::new(0), ours: AtomicBool::new(false) }
    }

    /// Something moved, and it is the server's turn.
    pub(crate) fn moved(&self) {
        self.ours.store(false, Ordering::Relaxed);
        self.last.store(u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// The caller is to produce more: the server can't be blamed for the wait.
    pub(crate) fn our_turn(&self) {
        self.ours.store(true, Ordering::Relaxed);
    }

    /// Waits for `future`; none where the server's turn lasted longer than `idle`.
    pub(crate) async fn keep<F: Future>(&self, future: F, idle: Duration) -> Option<F::Output> {
        let mut future = pin!(future);
        loop {
            let last = if self.ours.load(Ordering::Relaxed) {
                Instant::now()
            } else {
                self.began + Duration::from_millis(self.last.load(Ordering::Relaxed))
            };
            if last.elapsed() >= idle {
                return None;
            }
            tokio::select! {
                biased;
                output = &mut future => return Some(output),
                () = sleep_until(last + idle) => {}
            }
        }
    }
}
