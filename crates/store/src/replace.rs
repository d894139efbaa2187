//! Replacing a file so that a crash at any moment leaves the old or the new one, never a mixture.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const PREFIX: &str = ".bough-";
const SUFFIX: &str = ".tmp";

/// The moments between which a crash can happen, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Created,
    Written,
    Synced,
    Kept,
    Renamed,
    FolderSynced,
}

/// What becomes of the file that stands there now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Previous {
    /// It is good: it becomes the last good copy.
    Keep,
    /// It is damaged: it is put aside, and the last good copy stays what it is.
    PutAside,
    /// There is none.
    Missing,
}

/// The last good copy of `target`.
pub(crate) fn copy_of(target: &Path) -> PathBuf {
    beside(target, ".bak")
}

/// Where a damaged `target` is put aside.
pub(crate) fn damaged_of(target: &Path) -> PathBuf {
    beside(target, ".damaged")
}

/// Writes `bytes` to `target` (mode 0600). `at` is told every step; production passes a closure that does nothing.
pub(crate) fn replace(target: &Path, bytes: &[u8], previous: Previous, at: &mut dyn FnMut(Step)) -> io::Result<()> {
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut temporary = tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder)?;
    at(Step::Created);
    temporary.write_all(bytes)?;
    at(Step::Written);
    temporary.as_file().sync_all()?;
    at(Step::Synced);
    match previous {
        Previous::Keep => keep(target, folder)?,
        Previous::PutAside => fs::copy(target, damaged_of(target)).map(drop)?,
        Previous::Missing => {}
    }
    at(Step::Kept);
    temporary.persist(target).map_err(|failed| failed.error)?;
    at(Step::Renamed);
    sync_folder(folder)?;
    at(Step::FolderSynced);
    Ok(())
}

/// Makes the last good copy a second name of the file that stands, so that `target` exists at every moment.
fn keep(target: &Path, folder: &Path) -> io::Result<()> {
    let copy = copy_of(target);
    let spare = tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).make_in(folder, |path| {
        // Some file systems (FAT, a few network shares) know no second names.
        fs::hard_link(target, path).or_else(|failed| match failed.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound => Err(failed),
            _ => copy_synced(target, path),
        })
    })?;
    // Renaming between two names of one file does nothing at all and leaves both: dropping the guard removes the spare one then.
    let spare = spare.into_temp_path();
    fs::rename(&spare, &copy)
}

fn copy_synced(from: &Path, to: &Path) -> io::Result<()> {
    let mut copy = File::create_new(to)?;
    io::copy(&mut File::open(from)?, &mut copy)?;
    copy.sync_all()
}

/// Makes renames in `folder` durable. Windows has no such call and journals names itself.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Removes unfinished files of ours. Only the holder of the folder's lock may call it.
pub(crate) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX)) {
            // A left-over file only costs room; the next start tries again.
            drop(fs::remove_file(entry.path()));
        }
    }
}

fn beside(target: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(target.file_name().unwrap_or_default());
    name.push(ending);
    target.with_file_name(name)
}

#[cfg(all(test, unix))]
mod tests;
