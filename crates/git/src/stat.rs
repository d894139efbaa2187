//! What the index remembers of each file's state on disk, so that a file that did not change need not be read again.

use std::fs::Metadata;
use std::path::Path;

use git2::{Index, IndexEntry, Repository};

use crate::error::Error;
use crate::filters::Scratch;
#[cfg(target_os = "linux")]
use crate::index_file::Remembered;
#[cfg(target_os = "linux")]
use crate::modes::{FILE, PROGRAM};
use crate::modes::{GITLINK, LINK};
use crate::names::{bytes_of, path_of};

/// When an index was written, in seconds and their parts: files that are as young may have changed unseen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Written(i64, i64);

impl Written {
    /// Of the index in a file; without one nothing is older.
    #[cfg(unix)]
    pub(crate) fn of(index: &Path) -> Self {
        use std::os::unix::fs::MetadataExt;
        index.metadata().map_or(Self(i64::MIN, 0), |facts| Self(facts.mtime(), facts.mtime_nsec()))
    }

    /// Nothing is older, where files are compared by libgit2 alone.
    #[cfg(not(unix))]
    pub(crate) fn of(_: &Path) -> Self {
        Self(i64::MIN, 0)
    }
}

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
    refresh_by(repository, entry, |path| crate::filters::hash(repository, path))
}

/// The same for many: with one place for objects that nobody keeps, which costs more to open than a file to hash.
pub(crate) fn refresh_within(repository: &Repository, scratch: &Scratch, entry: &mut IndexEntry) -> Result<(), Error> {
    refresh_by(repository, entry, |path| scratch.hash(path))
}

fn refresh_by(
    repository: &Repository,
    entry: &mut IndexEntry,
    hash: impl Fn(&Path) -> Result<git2::Oid, Error>,
) -> Result<(), Error> {
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
        hash(&path)?
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

/// How a file is, beside what its entry remembers.
#[cfg(target_os = "linux")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Match {
    /// In all as the entry says.
    Same,
    /// The same, but so young that it may have changed unseen.
    Young,
    /// Other, or the entry is of a kind where that does not tell.
    Other,
}

/// Compares what an entry remembers with its file at least as strictly as Git does.
#[cfg(target_os = "linux")]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the index holds the lower 32 bits")]
#[expect(clippy::cast_possible_wrap, reason = "parts of a second are few")]
pub(crate) fn compare(remembered: Option<Remembered>, facts: &rustix::fs::Stat, written: Written) -> Match {
    let mode = match rustix::fs::FileType::from_raw_mode(facts.st_mode) {
        rustix::fs::FileType::RegularFile if facts.st_mode & 0o100 != 0 => PROGRAM,
        rustix::fs::FileType::RegularFile => FILE,
        rustix::fs::FileType::Symlink => LINK,
        _ => return Match::Other,
    };
    let now = Remembered {
        mode,
        size: facts.st_size as u32,
        mtime: (facts.st_mtime as u32, facts.st_mtime_nsec as u32),
        ctime: (facts.st_ctime as u32, facts.st_ctime_nsec as u32),
        number: facts.st_ino as u32,
        owners: (facts.st_uid, facts.st_gid),
    };
    if remembered != Some(now) {
        Match::Other
    } else if Written(facts.st_mtime, facts.st_mtime_nsec as i64) >= written || now.size == 0 {
        // Git marks an entry that it doubts with a size of nothing.
        Match::Young
    } else {
        Match::Same
    }
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
