//! Writing the files of a new clone. libgit2 can't be stopped while it writes, so it is given a batch at a time, and the
//! flag is asked in between.

use std::sync::Arc;
use std::time::{Duration, Instant};

use git2::build::CheckoutBuilder;
use git2::{Oid, Repository};

use crate::context::Context;
use crate::error::Error;
use crate::modes;
use crate::progress::{Reporter, Stage};
use crate::stat;

/// Files of the first batch. Later ones are sized so that each takes about [`PACE`].
const FIRST: usize = 200;
const PACE: Duration = Duration::from_millis(100);

/// Each batch walks the whole index in memory: smaller ones would cost more than they write.
const SHARE: usize = 200;

/// Writes the files of `commit` into the work tree, which is empty, and the index.
pub(crate) fn checkout(repository: &Repository, commit: Oid, context: &Context, reporter: &Arc<Reporter>) -> Result<(), Error> {
    let tree = repository.find_commit(commit)?.tree()?;
    let mut index = repository.index()?;
    index.read_tree(&tree).map_err(refused)?;
    for mut entry in index.iter().filter(|entry| entry.mode != modes::nearest(entry.mode)).collect::<Vec<_>>() {
        entry.mode = modes::nearest(entry.mode);
        index.add(&entry).map_err(refused)?;
    }
    let paths: Vec<Vec<u8>> = index.iter().map(|entry| entry.path).collect();
    let total = paths.len() as u64;
    reporter.at(Stage::CheckingOut, 0, total);
    let (mut done, mut size) = (0, FIRST);
    while done < paths.len() {
        if context.cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        let batch = &paths[done..paths.len().min(done + size)];
        let begun = Instant::now();
        let mut options = CheckoutBuilder::new();
        options.force().update_index(false).disable_pathspec_match(true);
        for path in batch {
            options.path(path.clone());
        }
        repository.checkout_index(Some(&mut index), Some(&mut options)).map_err(refused)?;
        done += batch.len();
        reporter.at(Stage::CheckingOut, done as u64, total);
        size = next_size(batch.len(), begun.elapsed()).max(paths.len() / SHARE).max(1);
    }
    stat::fill(repository, &mut index)?;
    index.write()?;
    Ok(())
}

/// Names that can't be files here (`.git`, `..`) are the repository's fault; what the system says is nobody's.
fn refused(error: git2::Error) -> Error {
    use git2::ErrorClass::{Checkout, Filesystem, Index};
    match error.class() {
        Checkout | Filesystem | Index => {
            Error::Refused { detail: format!("The files can't be written: {}", crate::shown::visible(error.message())) }
        }
        _ => error.into(),
    }
}

/// As many files as the last batch's speed allows, but no jump by more than four.
fn next_size(written: usize, took: Duration) -> usize {
    let factor = PACE.as_secs_f64() / took.as_secs_f64().max(0.001);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a rough size")]
    let size = (written as f64 * factor.clamp(0.25, 4.0)) as usize;
    size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_follow_the_disk() {
        assert_eq!(next_size(200, Duration::from_millis(100)), 200);
        assert_eq!(next_size(200, Duration::from_millis(1)), 800);
        assert_eq!(next_size(200, Duration::from_mins(1)), 50);
    }
}
