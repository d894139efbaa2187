//! From one state to another. First everything is looked at, then everything is done: files, index, HEAD.

use std::fs;
use std::io;
use std::path::Path;

use git2::{Oid, Repository};

use super::Work;
use super::branch::BranchState;
use super::name::Name;
use super::state::{FileState, HeadState, State, slots};
use crate::error::Error;
use crate::filters::Scratch;
use crate::git_file;
use crate::index_file::scratch;
use crate::lfs;
use crate::names::path_of;
use crate::work_tree::{link, link_before, make_room, remove, remove_if_there};

/// Files whose bytes may be held in memory at a time while they are hashed.
const AT_ONCE: usize = 100;

/// Brings what differs between two states from the one to the other. [`Error::Moved`] where something is in neither of
/// them; nothing was done then.
pub(super) fn restore(work: &mut Work<'_>, from: &State, to: &State) -> Result<(), Error> {
    let git = work.git;
    let entries = from.differing(to, git)?;
    for path in &entries {
        let now = slots(&work.index, path);
        if now != from.slots(git, path)? && now != to.slots(git, path)? {
            return Err(moved(path));
        }
    }
    let files: Vec<_> = to.files.iter().filter(|(name, wanted)| from.files.get(*name) != Some(wanted)).collect();
    for (name, wanted) in &files {
        if git.workdir().and_then(|root| link_before(root, &name.0)).is_some_and(|link| stays(&files, &link)) {
            return Err(moved(&name.0));
        }
        let now = FileState::take(git, &work.index, &name.0)?;
        if Some(&now) != from.files.get(*name) && now != **wanted {
            return Err(moved(&name.0));
        }
    }
    let head = HeadState::take(git)?;
    if from.head != to.head && head != from.head && head != to.head {
        return Err(Error::Moved { what: "The current branch".to_owned() });
    }
    let branches = branches(git, from, to)?;
    write_files(git, &files)?;
    for some in entries.chunks(AT_ONCE) {
        let scratch = Scratch::open(git)?;
        some.iter().try_for_each(|path| put_entry(work, path, to, &scratch))?;
    }
    work.index.save()?;
    for (name, now, wanted) in &branches {
        wanted.put(git, &work.index, name, now)?;
    }
    if from.head != to.head && head != to.head {
        move_head(work, &head, &to.head)?;
    }
    for (name, now, wanted) in &branches {
        wanted.remove_gone(git, &work.index, name, now)?;
    }
    if from.operation != to.operation {
        write_operation(git, from, to)?;
    }
    Ok(())
}

/// False for a link that goes by the same step that puts something behind it.
fn stays(files: &[(&Name, &FileState)], link: &[u8]) -> bool {
    !files.iter().any(|(name, wanted)| name.0 == link && **wanted == FileState::Absent)
}

fn moved(path: &[u8]) -> Error {
    Error::Moved { what: String::from_utf8_lossy(path).into_owned() }
}

/// What goes, goes first: a file may have to make room for a folder.
fn write_files(git: &Repository, files: &[(&Name, &FileState)]) -> Result<(), Error> {
    let root = git.workdir().ok_or_else(|| Error::broken("a work tree is missing"))?;
    for (name, wanted) in files {
        if **wanted == FileState::Absent {
            remove(root, &name.0)?;
        }
    }
    for (name, wanted) in files {
        let path = root.join(path_of(&name.0));
        match wanted {
            FileState::Absent => {}
            FileState::File { mode, blob } => put_file(git, &path, &read(git, blob)?, *mode)?,
            FileState::Large { mode, blob } => {
                make_room(&path)?;
                lfs::put_back(git, &read(git, blob)?, *mode, &path)?;
                set_mode(&path, *mode)?;
            }
            FileState::Link { blob } => {
                make_room(&path)?;
                remove_if_there(&path)?;
                link(&path_of(&read(git, blob)?), &path)?;
            }
        }
    }
    Ok(())
}

fn read(git: &Repository, blob: &str) -> Result<Vec<u8>, Error> {
    Ok(git.find_blob(Oid::from_str(blob)?)?.content().to_vec())
}

/// Writes beside the file, then takes its place: there is no moment with half of it.
fn put_file(git: &Repository, path: &Path, bytes: &[u8], mode: u32) -> Result<(), Error> {
    make_room(path)?;
    let fresh = scratch(git);
    fs::write(&fresh, bytes)?;
    set_mode(&fresh, mode)?;
    if fs::rename(&fresh, path).is_err() {
        // The work tree may lie on another disk than the Git folder.
        remove_if_there(path)?;
        fs::write(path, bytes)?;
        set_mode(path, mode)?;
        fs::remove_file(&fresh)?;
    }
    Ok(())
}

fn put_entry(work: &mut Work<'_>, path: &[u8], to: &State, scratch: &Scratch) -> Result<(), Error> {
    let file = path_of(path);
    for stage in 0..=3 {
        if work.index.get_path(&file, stage).is_some() {
            work.index.remove(&file, stage)?;
        }
    }
    for slot in to.slots(work.git, path)? {
        let mut entry = slot.entry(path)?;
        if slot.stage() == 0 {
            crate::stat::refresh_within(work.git, scratch, &mut entry)?;
        }
        work.index.add(&entry)?;
    }
    Ok(())
}

/// HEAD stays where it is symbolic; its branch moves, appears or goes. Nobody else's move in between is overwritten.
fn move_head(work: &Work<'_>, now: &HeadState, to: &HeadState) -> Result<(), Error> {
    let git = work.git;
    if now.branch != to.branch {
        return switch_head(work, to);
    }
    let name = match &to.branch {
        Some(name) => std::str::from_utf8(&name.0).map_err(|_| Error::broken("the branch's name is no text"))?.to_owned(),
        None => "HEAD".to_owned(),
    };
    work.index.about_to_move(&name, to.commit()?)?;
    match (now.commit()?, to.commit()?) {
        (Some(old), Some(new)) => _ = git.reference_matching(&name, new, true, old, "bough: undo")?,
        (None, Some(new)) => _ = git.reference(&name, new, false, "bough: redo")?,
        (Some(_), None) => git.find_reference(&name)?.delete()?,
        (None, None) => {}
    }
    Ok(())
}

/// Branches that differ, with what is there now. [`Error::Moved`] where that is neither of both.
fn branches<'s>(git: &Repository, from: &State, to: &'s State) -> Result<Vec<(&'s Name, BranchState, &'s BranchState)>, Error> {
    let mut branches = Vec::new();
    for (name, wanted) in &to.branches {
        let now = BranchState::take(git, name)?;
        if Some(&now) != from.branches.get(name) && now != *wanted {
            let short = String::from_utf8_lossy(name.0.strip_prefix(b"refs/heads/").unwrap_or(&name.0)).into_owned();
            return Err(Error::Moved { what: format!("The branch {short}") });
        }
        branches.push((name, now, wanted));
    }
    Ok(branches)
}

/// HEAD points to another branch, which is where it is to be by now, or to a commit alone.
fn switch_head(work: &Work<'_>, to: &HeadState) -> Result<(), Error> {
    match (&to.branch, to.commit()?) {
        (Some(name), _) => {
            let full = std::str::from_utf8(&name.0).map_err(|_| Error::broken("the branch's name is no text"))?;
            work.index.about_to_point(full)?;
            Ok(work.git.set_head(full)?)
        }
        (None, Some(commit)) => {
            work.index.about_to_move("HEAD", Some(commit))?;
            Ok(work.git.set_head_detached(commit)?)
        }
        (None, None) => Err(Error::broken("a HEAD without branch and commit")),
    }
}

fn write_operation(git: &Repository, from: &State, to: &State) -> Result<(), Error> {
    for name in from.operation.keys().filter(|name| !to.operation.contains_key(*name)) {
        remove_if_there(&git.path().join(name))?;
    }
    for (name, blob) in &to.operation {
        git_file::write(git, name, &read(git, blob)?)?;
    }
    Ok(())
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}
