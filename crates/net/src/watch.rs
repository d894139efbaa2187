//! Telling others how requests went: the health of hosts is drawn from it.

use std::sync::{Arc, PoisonError, RwLock};

use jiff::Timestamp;

use crate::origin::Origin;

/// How one request went, tries and redirects included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// The server.
    pub origin: Origin,
    /// How it went.
    pub outcome: Outcome,
}

/// How a request went, as far as it says something about the host. Cancelled requests and mistakes of ours don't.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It answered.
    Fine,
    /// It could not be reached, was too slow, or shows a certificate that nobody vouches for.
    Offline,
    /// It asked for a pause.
    RateLimited {
        /// Until when.
        until: Timestamp,
    },
    /// It refused the credential that was sent.
    Unauthorized,
}

type Watcher = Arc<dyn Fn(&Observation) + Send + Sync>;

/// Those who want to know.
#[derive(Default)]
pub(crate) struct Watchers(RwLock<Vec<Watcher>>);

impl Watchers {
    pub(crate) fn add(&self, watcher: Watcher) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).push(watcher);
    }

    pub(crate) fn tell(&self, origin: &Origin, outcome: Outcome) {
        let watchers = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        let observation = Observation { origin: origin.clone(), outcome };
        for watcher in watchers {
            watcher(&observation);
        }
    }
}
