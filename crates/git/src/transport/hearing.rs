//! How far libgit2 is, where it indexes a pack itself.

use std::sync::Arc;

use git2::RemoteCallbacks;

use super::current::Current;
use crate::context::Indexer;
use crate::progress::Stage;

/// Callbacks that report to the job.
pub(crate) fn progress(current: &Arc<Current>) -> RemoteCallbacks<'_> {
    let mut callbacks = RemoteCallbacks::new();
    if current.context.indexer == Indexer::Libgit2 {
        callbacks.transfer_progress(|progress| {
            let [objects, received] = [progress.total_objects(), progress.received_objects()].map(|count| count as u64);
            let [deltas, resolved] = [progress.total_deltas(), progress.indexed_deltas()].map(|count| count as u64);
            if objects > 0 && received == objects && deltas > 0 {
                current.reporter.at(Stage::Resolving, resolved, deltas);
            } else if objects > 0 {
                current.reporter.at(Stage::Receiving, received, objects);
            }
            !current.context.cancel.is_cancelled()
        });
    }
    callbacks
}
