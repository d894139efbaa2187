//! Small files of the Git folder, such as `MERGE_MSG`. A repository may bring a link in their place: nothing is read or written
//! through one.

use std::fs::{self, File};
use std::io::{self, Write};

use git2::Repository;

use crate::work_tree::remove_if_there;

/// What a file holds; none where it is not there, is no file, or has more than `limit` bytes.
pub(crate) fn read(git: &Repository, name: &str, limit: u64) -> Option<Vec<u8>> {
    let path = git.path().join(name);
    let plain = path.symlink_metadata().is_ok_and(|facts| facts.is_file() && facts.len() <= limit);
    plain.then(|| fs::read(path).ok()).flatten()
}

/// Puts a file in place of whatever was there.
pub(crate) fn write(git: &Repository, name: &str, bytes: &[u8]) -> io::Result<()> {
    let path = git.path().join(name);
    remove_if_there(&path)?;
    File::create_new(&path)?.write_all(bytes)
}
