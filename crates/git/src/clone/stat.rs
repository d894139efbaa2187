//! What the index remembers of each file's state on disk, so that a file that did not change need not be read again.

use std::fs::Metadata;

use git2::{Index, IndexEntry, Repository};

use crate::error::Error;

const GITLINK: u32 = 0o160_000;

/// Fills the state of all files in, after they were written.
pub(super) fn fill(repository: &Repository, index: &mut Index) -> Result<(), Error> {
    let Some(root) = repository.workdir() else { return Ok(()) };
    for position in 0..index.len() {
        let Some(mut entry) = index.get(position) else { continue };
        if entry.mode == GITLINK {
            continue;
        }
        // A file that is not there (a name that this system can't write) stays without: it will show as deleted.
        if let Ok(facts) = root.join(path_of(&entry)).symlink_metadata() {
            take_in(&mut entry, &facts);
            index.add(&entry)?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn path_of(entry: &IndexEntry) -> std::path::PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(&entry.path).into()
}

#[cfg(not(unix))]
fn path_of(entry: &IndexEntry) -> std::path::PathBuf {
    String::from_utf8_lossy(&entry.path).into_owned().into()
}

#[cfg(unix)]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the index holds the lower 32 bits")]
fn take_in(entry: &mut IndexEntry, facts: &Metadata) {
    use std::os::unix::fs::MetadataExt;
    entry.ctime = git2::IndexTime::new(facts.ctime() as i32, facts.ctime_nsec() as u32);
    entry.mtime = git2::IndexTime::new(facts.mtime() as i32, facts.mtime_nsec() as u32);
    entry.dev = facts.dev() as u32;
    entry.ino = facts.ino() as u32;
    entry.uid = facts.uid();
    entry.gid = facts.gid();
    entry.file_size = facts.size() as u32;
}

#[cfg(not(unix))]
#[expect(clippy::cast_possible_truncation, reason = "the index holds the lower 32 bits")]
fn take_in(entry: &mut IndexEntry, facts: &Metadata) {
    let time = |time: std::io::Result<std::time::SystemTime>| {
        let since = time.ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok()).unwrap_or_default();
        git2::IndexTime::new(since.as_secs() as i32, since.subsec_nanos())
    };
    entry.ctime = time(facts.created());
    entry.mtime = time(facts.modified());
    entry.file_size = facts.len() as u32;
}
