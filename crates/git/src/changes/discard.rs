//! Giving changes of files up: they become what the index has, new files go. The bytes are kept for undoing.

use git2::Repository;

use super::Side;
use super::choice::{self, Choice};
use super::compose::Chosen;
use super::lines::Lines;
use super::list::{self, Changed, PathChange};
use super::put_back::put_back;
use crate::commit::Change;
use crate::error::Error;
use crate::filters;
use crate::index_file::IndexFile;
use crate::modes::FILE;
use crate::names::path_of;
use crate::undo::{Deed, Scope, Work, blank};
use crate::work_tree;

/// As [`crate::Repository::discard`].
pub(super) fn discard(work: &mut Work<'_>, choice: &Choice) -> Result<(), Error> {
    match choice {
        Choice::Lines { path, revision, removed, added } => lines(work, path, revision, &Chosen::new(removed, added)),
        Choice::All => {
            let mut all = list::all_unstaged(work.git)?;
            all.retain(|changed| refusal(changed).is_none());
            whole(work, &all)
        }
        Choice::Paths(paths) => {
            let picked = choice::pick(list::unstaged_among(work.git, paths)?, paths)?;
            match picked.iter().find_map(refusal) {
                Some(detail) => Err(Error::Refused { detail }),
                None => whole(work, &picked),
            }
        }
    }
}

/// Why a change can't be given up.
fn refusal(changed: &Changed) -> Option<String> {
    let path = String::from_utf8_lossy(&changed.path);
    if changed.change == PathChange::Conflicted {
        Some(format!("{path} is in conflict: decide what it shall be first."))
    } else if changed.submodule {
        Some(format!("{path} is a repository of its own: its changes can be discarded there."))
    } else {
        None
    }
}

fn whole(work: &mut Work<'_>, picked: &[Changed]) -> Result<(), Error> {
    for changed in picked.iter().filter(|changed| changed.change != PathChange::Untracked) {
        filters::refuse_program(work.git, &path_of(&changed.path))?;
    }
    let (files, first) = choice::told(picked);
    let paths: Vec<Vec<u8>> = picked.iter().map(|changed| changed.path.clone()).collect();
    let scope = Scope { entries: paths.clone(), files: paths, ..Scope::default() };
    work.step(&Deed::Discard { files, first }, &scope, |work| {
        let root = work.git.workdir().ok_or_else(|| Error::broken("a work tree is missing"))?.to_owned();
        let mut kept: Vec<&[u8]> = Vec::new();
        for changed in picked {
            match changed.change {
                PathChange::Untracked => work_tree::remove(&root, &changed.path)?,
                // A promised file: the promise goes, and the file with it.
                PathChange::Tracked(Change::Added) => {
                    work_tree::remove(&root, &changed.path)?;
                    work.index.remove_path(&path_of(&changed.path))?;
                }
                _ => kept.push(&changed.path),
            }
        }
        check_out(work.git, &mut work.index, &kept)
    })
}

/// Writes files as the index has them.
fn check_out(git: &Repository, index: &mut IndexFile, paths: &[&[u8]]) -> Result<(), Error> {
    let entries: Vec<_> = paths.iter().filter_map(|path| index.get_path(&path_of(path), 0)).collect();
    put_back(git, &entries)?;
    for mut entry in entries {
        crate::stat::refresh(git, &mut entry)?;
        index.add(&entry)?;
    }
    Ok(())
}

fn lines(work: &mut Work<'_>, path: &[u8], revision: &str, chosen: &Chosen) -> Result<(), Error> {
    let Lines { before, after, composed } = Lines::choose(work, Side::Unstaged, path, revision, chosen, true)?;
    let scope = Scope { entries: vec![path.to_vec()], files: vec![path.to_vec()], ..Scope::default() };
    let first = String::from_utf8_lossy(path).into_owned();
    work.step(&Deed::Discard { files: 1, first }, &scope, |work| {
        if composed.whole {
            return Ok(());
        }
        if before.is_none() && composed.untouched {
            let root = work.git.workdir().ok_or_else(|| Error::broken("a work tree is missing"))?;
            return work_tree::remove(root, path);
        }
        let mode = after.as_ref().or(before.as_ref()).map_or(FILE, |version| version.mode);
        put_back(work.git, &[blank(path, mode, work.git.blob(&composed.bytes)?)])
    })
}
