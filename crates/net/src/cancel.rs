//! Stopping work from another thread, seen by blocking and by waiting code alike.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

/// Cancels work from another thread; clones share the flag. Once cancelled it stays so.
#[derive(Clone, Default)]
pub struct Cancel(Arc<State>);

#[derive(Default)]
struct State {
    cancelled: AtomicBool,
    bell: Notify,
}

impl Cancel {
    /// A flag that nobody has raised yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Raises the flag and wakes whoever waits for it.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::SeqCst);
        self.0.bell.notify_waiters();
    }

    /// True once [`cancel`](Self::cancel) was called on any clone.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::SeqCst)
    }

    /// Returns when the flag is raised; at once if it is already. Needs no particular runtime.
    pub async fn cancelled(&self) {
        let mut ring = std::pin::pin!(self.0.bell.notified());
        // Enlisted before the flag is read: a ring between the two would be lost otherwise.
        ring.as_mut().enable();
        if self.is_cancelled() {
            return;
        }
        ring.await;
    }
}

impl std::fmt::Debug for Cancel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Cancel").field(&self.is_cancelled()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Cancel;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn every_waiter_wakes_whenever_it_began_to_wait() {
        for _ in 0..200 {
            let cancel = Cancel::new();
            let waiters: Vec<_> = (0..4)
                .map(|_| {
                    let cancel = cancel.clone();
                    tokio::spawn(async move { cancel.cancelled().await })
                })
                .collect();
            assert!(!cancel.is_cancelled());
            cancel.cancel();
            for waiter in waiters {
                waiter.await.expect("a waiter ends");
            }
            cancel.cancelled().await;
            assert!(cancel.is_cancelled());
        }
    }
}
