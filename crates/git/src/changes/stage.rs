//! Putting changes into the index.

use std::fs::Metadata;
use std::path::Path;

use git2::Repository;

use super::Side;
use super::choice::{self, Choice};
use super::compose::Chosen;
use super::lines::Lines;
use super::list::{self, Changed};
use super::version;
use crate::error::Error;
use crate::filters;
use crate::index_file::IndexFile;
use crate::lfs::{self, Store};
use crate::modes::{FILE, GITLINK};
use crate::names::path_of;
use crate::undo::{Deed, Scope, Work, blank};
use crate::work_tree::behind_link;

/// As [`crate::Repository::stage`].
pub(super) fn stage(work: &mut Work<'_>, choice: &Choice) -> Result<(), Error> {
    match choice {
        Choice::Lines { path, revision, removed, added } => lines(work, path, revision, &Chosen::new(removed, added)),
        Choice::All => {
            let all = list::all_unstaged(work.git)?;
            whole(work, &all)
        }
        Choice::Paths(paths) => {
            let picked = choice::pick(list::unstaged_among(work.git, paths)?, paths)?;
            whole(work, &picked)
        }
    }
}

fn whole(work: &mut Work<'_>, picked: &[Changed]) -> Result<(), Error> {
    for changed in picked.iter().filter(|changed| !changed.submodule) {
        filters::refuse_program(work.git, &path_of(&changed.path))?;
    }
    let (files, first) = choice::told(picked);
    let scope = Scope { entries: picked.iter().map(|changed| trimmed(&changed.path).to_vec()).collect(), ..Scope::default() };
    work.step(&Deed::Stage { files, first }, &scope, |work| {
        picked.iter().try_for_each(|changed| add(work.git, &mut work.index, trimmed(&changed.path)))
    })
}

/// A repository within this one comes as a folder.
fn trimmed(path: &[u8]) -> &[u8] {
    path.strip_suffix(b"/").unwrap_or(path)
}

/// What lies at a path goes into the index; nothing there takes the entry out.
fn add(git: &Repository, index: &mut IndexFile, path: &[u8]) -> Result<(), Error> {
    let name = path_of(path);
    let file = git.workdir().ok_or_else(|| Error::broken("a work tree is missing"))?.join(&name);
    match file.symlink_metadata() {
        Ok(facts) if facts.is_dir() => match version::repository_at(&file) {
            Some(inner) => add_repository(index, path, &inner),
            None => remove(index, &name),
        },
        Ok(facts) if facts.is_file() && lfs::holds(git, &name)? => add_large(git, index, path, &facts),
        Ok(_) => index.add_path(&name),
        Err(_) => remove(index, &name),
    }
}

/// A file that is kept by LFS: its bytes go into the store, the pointer to them into the index.
fn add_large(git: &Repository, index: &mut IndexFile, path: &[u8], facts: &Metadata) -> Result<(), Error> {
    let root = git.workdir().ok_or_else(|| Error::broken("a work tree is missing"))?;
    if behind_link(root, path) {
        return Err(Error::Moved { what: String::from_utf8_lossy(path).into_owned() });
    }
    let mode = version::file_mode(git, index, path, facts)?;
    let kept = lfs::keep(&Store::of(git), &root.join(path_of(path)))?;
    let mut entry = blank(path, mode, git.blob(&kept.bytes())?);
    // As it was before it was read: what was written meanwhile shows as a change.
    crate::stat::take_in(&mut entry, facts);
    let name = path_of(path);
    for side in (1..=3).filter(|side| index.get_path(&name, *side).is_some()).collect::<Vec<_>>() {
        index.remove(&name, side)?;
    }
    index.add(&entry)
}

fn remove(index: &mut IndexFile, path: &Path) -> Result<(), Error> {
    Ok(index.remove_path(path)?)
}

fn add_repository(index: &mut IndexFile, path: &[u8], inner: &Repository) -> Result<(), Error> {
    let head = inner.head().ok().and_then(|head| head.target());
    let Some(commit) = head else {
        let path = String::from_utf8_lossy(path);
        return Err(Error::Refused { detail: format!("{path} is a repository without commits, which can't be staged.") });
    };
    index.add(&blank(path, GITLINK, commit))
}

fn lines(work: &mut Work<'_>, path: &[u8], revision: &str, chosen: &Chosen) -> Result<(), Error> {
    let Lines { before, after, composed } = Lines::choose(work, Side::Unstaged, path, revision, chosen, false)?;
    let scope = Scope { entries: vec![path.to_vec()], ..Scope::default() };
    let first = String::from_utf8_lossy(path).into_owned();
    work.step(&Deed::Stage { files: 1, first }, &scope, |work| {
        if composed.untouched {
            return Ok(());
        }
        match (&before, &after) {
            (_, None) if composed.whole => remove(&mut work.index, &path_of(path)),
            // The mode is not among the lines, unless the file is new.
            (Some(before), Some(after)) if composed.whole && before.mode == after.mode => work.index.add_path(&path_of(path)),
            (None, Some(_)) if composed.whole => work.index.add_path(&path_of(path)),
            _ => {
                let mode = before.as_ref().or(after.as_ref()).map_or(FILE, |version| version.mode);
                let blob = work.git.blob(&composed.bytes)?;
                work.index.add(&blank(path, mode, blob))
            }
        }
    })
}
