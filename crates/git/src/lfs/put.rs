//! From the store into the work tree. A file is written beside its place and takes it whole.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use git2::Repository;

use super::pointer::Pointer;
use super::store::Store;
use super::wanted::{Wanted, still};
use crate::error::Error;
use crate::index_file::{IndexFile, scratch};
use crate::names::path_of;
use crate::work_tree::move_file;

/// The owner may run it.
const PROGRAM: u32 = 0o100;

/// Writes what a pointer names to a path, or the pointer as it is where the bytes are not here; false and nothing done for a
/// content that is no pointer. `mode` is that of the entry or of the file. Only while the index is locked by us.
pub(crate) fn put_back(git: &Repository, content: &[u8], mode: u32, path: &Path) -> Result<bool, Error> {
    let Some(pointer) = Pointer::read(content) else { return Ok(false) };
    if pointer.is_extended() || !write_out(git, &pointer, mode, path)? {
        write_pointer(git, content, mode, path)?;
    }
    Ok(true)
}

/// Writes an object to a path; false and nothing done where it is not here.
fn write_out(git: &Repository, pointer: &Pointer, mode: u32, path: &Path) -> Result<bool, Error> {
    let from = Store::of(git).open(pointer);
    if from.is_none() && pointer.size() > 0 {
        return Ok(false);
    }
    let fresh = scratch(git);
    let mut to = create(&fresh, mode)?;
    if let Some(mut from) = from {
        // The system copies, and shares the blocks where the disk can.
        io::copy(&mut from, &mut to)?;
    }
    drop(to);
    move_file(&fresh, path)?;
    Ok(true)
}

/// Writes a pointer to a path, in the place of a file whose bytes are not here.
fn write_pointer(git: &Repository, text: &[u8], mode: u32, path: &Path) -> Result<(), Error> {
    let fresh = scratch(git);
    create(&fresh, mode)?.write_all(text)?;
    Ok(move_file(&fresh, path)?)
}

/// Puts files in the place of their pointers, and into the index how they look on disk. A file that somebody changed since
/// stays. This is no step that could be undone: to Git nothing changes, and a pointer is nothing to come back to.
pub(super) fn put(git: &Repository, index: &mut IndexFile, wanted: &[Wanted]) -> Result<usize, Error> {
    let root = git.workdir().ok_or_else(|| Error::broken("a work tree is missing"))?.to_owned();
    let mut count = 0;
    for file in wanted.iter().filter(|file| !file.pointer.is_extended()) {
        let name = path_of(&file.path);
        let Some(mut entry) = index.get_path(&name, 0).filter(|entry| entry.id == file.blob) else { continue };
        let path = root.join(&name);
        if still(&root, &file.path, file.blob).is_none() || !write_out(git, &file.pointer, entry.mode, &path)? {
            continue;
        }
        crate::stat::take_in(&mut entry, &path.symlink_metadata()?);
        index.add(&entry)?;
        count += 1;
    }
    if count > 0 {
        index.save()?;
    }
    Ok(count)
}

/// With the mode that the person's system gives to new files and programs.
#[cfg(unix)]
fn create(path: &Path, mode: u32) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let mode = if mode & PROGRAM != 0 { 0o777 } else { 0o666 };
    OpenOptions::new().write(true).create_new(true).mode(mode).open(path)
}

#[cfg(not(unix))]
fn create(path: &Path, _: u32) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}
