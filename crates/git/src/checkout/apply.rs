//! Files and entries of a checkout that was planned.

use std::fs;

use git2::IndexEntry;
use net::Cancel;

use super::plan::Plan;
use crate::changes::put_back;
use crate::error::Error;
use crate::modes::{GITLINK, LINK};
use crate::names::path_of;
use crate::progress::{Reporter, Stage};
use crate::stat::take_in;
use crate::undo::Work;
use crate::work_tree;

/// Files that are written between two looks at the flag that stops it.
const BATCH: usize = 200;

/// What goes, goes first; then what says how files are written; links come last, so that nothing is written through one.
pub(super) fn apply(work: &mut Work<'_>, plan: &Plan, cancel: &Cancel, reporter: &Reporter) -> Result<(), Error> {
    let root = work.git.workdir().ok_or_else(|| Error::broken("a work tree is missing"))?.to_owned();
    let total = (plan.gone.len() + plan.written.len()) as u64;
    let mut done = 0;
    let mut pass = |count: usize| {
        done += count as u64;
        reporter.at(Stage::CheckingOut, done, total);
        if cancel.is_cancelled() { Err(Error::Cancelled) } else { Ok(()) }
    };
    pass(0)?;
    for batch in plan.gone.chunks(BATCH) {
        for (path, mode) in batch {
            let place = path_of(path);
            if *mode == GITLINK {
                // A submodule that was filled stays where it is, as with Git.
                let _ = fs::remove_dir(root.join(&place));
            } else {
                work_tree::remove(&root, path)?;
            }
            work.index.remove_path(&place)?;
        }
        pass(batch.len())?;
    }
    for path in &plan.forgotten {
        work.index.remove_path(&path_of(path))?;
    }
    for batch in in_order(&plan.written) {
        for entry in batch.iter().filter(|entry| entry.mode == GITLINK) {
            let place = root.join(path_of(&entry.path));
            work_tree::remove_if_there(&place).or_else(|error| if place.is_dir() { Ok(()) } else { Err(error) })?;
            fs::create_dir_all(place)?;
            work.index.add(entry)?;
        }
        let files: Vec<IndexEntry> = batch.iter().filter(|entry| entry.mode != GITLINK).map(|entry| copy(entry)).collect();
        put_back(work.git, &files)?;
        for mut entry in files {
            if let Ok(facts) = root.join(path_of(&entry.path)).symlink_metadata() {
                take_in(&mut entry, &facts);
            }
            work.index.add(&entry)?;
        }
        pass(batch.len())?;
    }
    Ok(())
}

/// In parts that are written one after the other.
fn in_order(written: &[IndexEntry]) -> Vec<Vec<&IndexEntry>> {
    let rank = |entry: &IndexEntry| match entry.mode {
        LINK => 2,
        _ if entry.path.ends_with(b".gitattributes") => 0,
        _ => 1,
    };
    let mut parts = Vec::new();
    for wanted in 0..=2 {
        let these: Vec<&IndexEntry> = written.iter().filter(|entry| rank(entry) == wanted).collect();
        parts.extend(these.chunks(BATCH).map(<[_]>::to_vec));
    }
    parts
}

fn copy(entry: &IndexEntry) -> IndexEntry {
    crate::undo::blank(&entry.path, entry.mode, entry.id)
}
