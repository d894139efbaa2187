//! What a piece of network work is given: the HTTP client, who we are, the flag that stops it, the ear for its progress.

use std::sync::Arc;

use crate::access::Access;
use crate::progress::Progress;

/// What a job hands to [`clone`](crate::clone()).
#[derive(Clone)]
pub struct Context {
    /// For HTTP(S).
    pub client: net::Client,
    /// Who we are, and how `ssh` is started.
    pub access: Arc<dyn Access>,
    /// Ends the work from another thread.
    pub cancel: net::Cancel,
    /// Hears how far it is, at most ten times a second, from any thread.
    pub progress: Arc<dyn Fn(&Progress) + Send + Sync>,
    /// Hears each line that the server says beside the pack, made visible, from any thread.
    pub heard: Arc<dyn Fn(&str) + Send + Sync>,
    /// Who indexes packs.
    pub indexer: Indexer,
}

/// Who makes a pack that arrives usable.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Indexer {
    /// gix, on all cores while it arrives; libgit2 gets an empty pack.
    #[default]
    PackSink,
    /// libgit2, on one core.
    Libgit2,
}
