//! Writing files of the work tree as Git keeps them, with the line ends that the work tree wants.
//!
//! libgit2's checkout has three traps. It writes through a link that took a file's place: so the place is made free before,
//! and links are ours. It writes nothing where HEAD has a file of another type: such a file is written under a name that HEAD
//! does not know. It reads the names it is given as patterns, even when told not to: a file with a sign in its name is
//! written into an empty folder, where no names need be given.

use std::fs;
use std::path::Path;

use git2::build::CheckoutBuilder;
use git2::{Index, IndexEntry, ObjectType, Repository};
use uuid::Uuid;

use super::head_tree;
use crate::error::Error;
use crate::index_file::scratch;
use crate::lfs;
use crate::modes::{self, LINK};
use crate::names::{bytes_of, path_of};
use crate::work_tree::{link, make_room, move_file, remove_if_there};

/// Writes a file for each entry. What lies there now must be kept already.
pub(crate) fn put_back(git: &Repository, entries: &[IndexEntry]) -> Result<(), Error> {
    let root = git.workdir().ok_or_else(|| Error::broken("a work tree is missing"))?;
    let links = git.config()?.get_bool("core.symlinks").unwrap_or(true);
    let (mut plain, mut odd) = (Vec::new(), Vec::new());
    for entry in entries {
        let path = root.join(path_of(&entry.path));
        free(&path, &entry.path)?;
        if entry.mode == LINK && links {
            make_room(&path)?;
            link(&path_of(git.find_blob(entry.id)?.content()), &path)?;
        } else if put_large(git, entry, &path)? {
            // Its bytes came from the store of LFS.
        } else if is_of_another_type(git, entry)? {
            under_another_name(git, root, entry)?;
        } else if is_plain(&entry.path) {
            plain.push(entry);
        } else {
            odd.push(entry);
        }
    }
    if !plain.is_empty() {
        let mut options = CheckoutBuilder::new();
        options.disable_pathspec_match(true);
        for entry in &plain {
            options.path(entry.path.clone());
        }
        check_out(git, &plain, &mut options)?;
    }
    if odd.is_empty() {
        return Ok(());
    }
    let places: Vec<_> = odd.iter().map(|entry| path_of(&entry.path)).collect();
    in_an_empty_folder(git, root, &odd.into_iter().zip(places.iter().map(AsRef::as_ref)).collect::<Vec<_>>())
}

/// Writes a file that is kept by LFS, or the pointer as it is where the bytes are not here. False for every other file.
fn put_large(git: &Repository, entry: &IndexEntry, path: &Path) -> Result<bool, Error> {
    if entry.mode == LINK || !lfs::holds(git, &path_of(&entry.path))? {
        return Ok(false);
    }
    make_room(path)?;
    lfs::put_back(git, git.find_blob(entry.id)?.content(), entry.mode, path)
}

/// Takes away what lies at a file's place. A folder with something in it stays, and the file can't come.
fn free(path: &Path, name: &[u8]) -> Result<(), Error> {
    if !path.symlink_metadata().is_ok_and(|facts| facts.is_dir()) {
        return Ok(remove_if_there(path)?);
    }
    fs::remove_dir(path).map_err(|_| Error::Refused {
        detail: format!("{} can't be written: a folder with other files is in its place.", String::from_utf8_lossy(name)),
    })
}

/// Writes all entries that the options let through.
fn check_out(git: &Repository, entries: &[&IndexEntry], options: &mut CheckoutBuilder<'_>) -> Result<(), Error> {
    let mut index = Index::new()?;
    for entry in entries {
        index.add(entry)?;
    }
    Ok(git.checkout_index(Some(&mut index), Some(options.force().update_index(false)))?)
}

/// True for a name that is no pattern and no part of one.
fn is_plain(path: &[u8]) -> bool {
    path.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'/' | b'+' | b'=' | 0x80..))
}

/// True where HEAD has something else than a file there, or a file where a folder is needed.
fn is_of_another_type(git: &Repository, entry: &IndexEntry) -> Result<bool, Error> {
    let Some(tree) = head_tree(git)? else { return Ok(false) };
    let path = path_of(&entry.path);
    let kind = |path: &Path| tree.get_path(path).ok().map(|known| (known.kind(), modes::of(&known)));
    let file = kind(&path).is_some_and(|(kind, mode)| kind != Some(ObjectType::Blob) || mode == LINK);
    let folders = path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    Ok(file || folders.into_iter().any(|folder| kind(folder).is_some_and(|(kind, _)| kind != Some(ObjectType::Tree))))
}

/// Of the attributes only those that hold for the bare name are seen.
fn under_another_name(git: &Repository, root: &Path, entry: &IndexEntry) -> Result<(), Error> {
    let path = path_of(&entry.path);
    let name = bytes_of(path.file_name().unwrap_or_default());
    let aside = [format!(".{}-", Uuid::new_v4().simple()).as_bytes(), &name].concat();
    let renamed = crate::undo::blank(&aside, entry.mode, entry.id);
    in_an_empty_folder(git, root, &[(&renamed, &path)])
}

/// In a folder of our own, and from there to their places.
fn in_an_empty_folder(git: &Repository, root: &Path, entries: &[(&IndexEntry, &Path)]) -> Result<(), Error> {
    let folder = scratch(git);
    fs::create_dir_all(&folder)?;
    let all: Vec<_> = entries.iter().map(|(entry, _)| *entry).collect();
    let written = check_out(git, &all, CheckoutBuilder::new().target_dir(&folder)).and_then(|()| {
        entries.iter().try_for_each(|(entry, place)| {
            let place = root.join(place);
            make_room(&place)?;
            Ok(move_file(&folder.join(path_of(&entry.path)), &place)?)
        })
    });
    fs::remove_dir_all(&folder)?;
    written
}
