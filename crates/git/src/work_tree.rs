//! Files of the work tree, put and removed with the folders they need.

use std::fs;
use std::io;
use std::path::Path;

use crate::error::Error;
use crate::names::path_of;

/// Removes a file, and the folders that are empty without it.
pub(crate) fn remove(root: &Path, name: &[u8]) -> Result<(), Error> {
    let path = root.join(path_of(name));
    if path.symlink_metadata().is_ok_and(|facts| facts.is_dir()) {
        return Ok(());
    }
    remove_if_there(&path)?;
    for folder in path.ancestors().skip(1).take_while(|folder| *folder != root && folder.starts_with(root)) {
        // A folder that holds something stays.
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}

/// Removes a file; it may be gone already.
pub(crate) fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Err(error),
        _ => Ok(()),
    }
}

/// Makes the folders that a file lies in.
pub(crate) fn make_room(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// Moves a file to its place, which may lie on another disk than the Git folder.
pub(crate) fn move_file(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to).or_else(|_| fs::copy(from, to).map(drop))
}

/// True where a folder that the file lies in is a link: what is behind it is not the repository's.
pub(crate) fn behind_link(root: &Path, name: &[u8]) -> bool {
    link_before(root, name).is_some()
}

/// The first folder on the way to a file that is a link.
pub(crate) fn link_before(root: &Path, name: &[u8]) -> Option<Vec<u8>> {
    let ends = name.iter().enumerate().filter(|(_, byte)| **byte == b'/').map(|(end, _)| end);
    ends.map(|end| &name[..end]).find(|folder| root.join(path_of(folder)).is_symlink()).map(<[u8]>::to_vec)
}

/// Makes a symbolic link.
#[cfg(unix)]
pub(crate) fn link(target: &Path, path: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, path)
}

/// Makes a symbolic link.
#[cfg(windows)]
pub(crate) fn link(target: &Path, path: &Path) -> io::Result<()> {
    std::os::windows::fs::symlink_file(target, path)
}

/// True for a folder that is no link to one.
pub(crate) fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|facts| facts.is_dir())
}
