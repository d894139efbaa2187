//! What the index remembers of each file's state on disk, so that a file that did not change need not be read again.

use std::fs::Metadata;

use git2::{Index, IndexEntry, Repository};

use crate::error::Error;
use crate::names::{bytes_of, path_of};

const GITLINK: u32 = 0o160_000;
const LINK: u32 = 0o120_000;

/// Fills the state of all files in, after they were written.
pub(crate) fn fill(repository: &Repository, index: &mut Index) -> Result<(), Error> {
    let Some(root) = repository.workdir() else { return Ok(()) };
    for position in 0..index.len() {
        let Some(mut entry) = index.get(position) else { continue };
        if entry.mode == GITLINK {
            continue;
        }
        // A file that is not there (a name that this system can't write) stays without: it will show as deleted.
        if let Ok(facts) = root.join(path_of(&entry.path)).symlink_metadata() {
            take_in(&mut entry, &facts);
            index.add(&entry)?;
        }
    }
    Ok(())
}

/// Fills the state of one file in, if it holds what the entry says.
pub(crate) fn refresh(repository: &Repository, entry: &mut IndexEntry) -> Result<(), Error> {
    let Some(root) = repository.workdir() else { return Ok(()) };
    let path = path_of(&entry.path);
    let Ok(facts) = root.join(&path).symlink_metadata() else { return Ok(()) };
    let mode = if facts.is_symlink() { LINK } else { entry.mode & !0o777 | 0o644 };
    if entry.mode == GITLINK || facts.is_dir() || entry.mode & !0o777 != mode & !0o777 {
        return Ok(());
    }
    let holds = if facts.is_symlink() {
        let target = bytes_of(std::fs::read_link(root.join(&path))?.as_os_str());
        git2::Oid::hash_object(git2::ObjectType::Blob, &target)?
    } else {
        crate::filters::hash(repository, &path)?
    };
    if holds == entry.id {
        take_in(entry, &facts);
    }
    Ok(())
}

/// True where an entry and its file differ in nothing but parts of a second.
pub(crate) fn changed_within_a_second(entry: &IndexEntry, facts: &Metadata) -> bool {
    let mut now = crate::undo::blank(&entry.path, entry.mode, entry.id);
    take_in(&mut now, facts);
    let parts = |entry: &IndexEntry| (entry.mtime.nanoseconds(), entry.ctime.nanoseconds());
    now.mtime.seconds() == entry.mtime.seconds() && now.file_size == entry.file_size && parts(&now) != parts(entry)
}

/// Fills the state of a file in that holds what the entry says.
#[cfg(unix)]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the index holds the lower 32 bits")]
pub(crate) fn take_in(entry: &mut IndexEntry, facts: &Metadata) {
    use std::os::unix::fs::MetadataExt;
    entry.ctime = git2::IndexTime::new(facts.ctime() as i32, facts.ctime_nsec() as u32);
    entry.mtime = git2::IndexTime::new(facts.mtime() as i32, facts.mtime_nsec() as u32);
    entry.dev = facts.dev() as u32;
    entry.ino = facts.ino() as u32;
    entry.uid = facts.uid();
    entry.gid = facts.gid();
    entry.file_size = facts.size() as u32;
}

/// Fills the state of a file in that holds what the entry says.
#[cfg(not(unix))]
#[expect(clippy::cast_possible_truncation, reason = "the index holds the lower 32 bits")]
pub(crate) fn take_in(entry: &mut IndexEntry, facts: &Metadata) {
    let time = |time: std::io::Result<std::time::SystemTime>| {
        let since = time.ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok()).unwrap_or_default();
        git2::IndexTime::new(since.as_secs() as i32, since.subsec_nanos())
    };
    entry.ctime = time(facts.created());
    entry.mtime = time(facts.modified());
    entry.file_size = facts.len() as u32;
}
