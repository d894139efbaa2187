//! A clone, or another new repository, that is not finished: a folder beside its target that goes away by itself.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// The file that says that a folder is ours. Whoever works in the folder holds a lock on it, which ends with the process.
const MARKER: &str = "bough-partial";
const MARK: &[u8] = b"Bough is cloning into this folder, or was stopped while it did.\n";

/// Room for the rest of the name within 255 bytes.
const NAME: usize = 160;

/// `.<name>.<uuid>.partial` with the marker and the folder `tree`. Dropping it removes all of it.
pub(crate) struct Partial {
    folder: PathBuf,
    tree: PathBuf,
    target: PathBuf,
    marker: Option<File>,
}

impl Partial {
    /// Makes the folder beside `target`, and the folders above it. [`Error::Taken`] where `target` is there and not an
    /// empty folder.
    pub(crate) fn create(target: &Path) -> Result<Self, Error> {
        let (Some(parent), Some(name), true) = (target.parent(), target.file_name(), target.is_absolute()) else {
            return Err(Error::invalid("target", "The folder must have an absolute path and a name."));
        };
        refuse_taken(target)?;
        fs::create_dir_all(parent)?;
        let name: String = name
            .to_string_lossy()
            .chars()
            .scan(0, |length, letter| {
                *length += letter.len_utf8();
                (*length <= NAME).then_some(letter)
            })
            .collect();
        let folder = parent.join(format!(".{name}.{}.partial", uuid::Uuid::new_v4()));
        fs::create_dir(&folder)?;
        // From here on the guard removes what was made.
        let tree = folder.join("tree");
        let mut partial = Self { folder, tree, target: target.to_owned(), marker: None };
        // Locked before it has its name: a sweeper that sees it finds it held.
        let unnamed = partial.folder.join("new");
        let mut marker = File::create_new(&unnamed)?;
        marker.lock()?;
        marker.write_all(MARK)?;
        marker.sync_all()?;
        fs::rename(&unnamed, partial.folder.join(MARKER))?;
        partial.marker = Some(marker);
        fs::create_dir(&partial.tree)?;
        Ok(partial)
    }

    /// Where to work.
    pub(crate) fn tree(&self) -> &Path {
        &self.tree
    }

    /// Moves the finished work to its target, all at once. [`Error::Taken`] where the target appeared meanwhile.
    pub(crate) fn finish(self) -> Result<(), Error> {
        match fs::remove_dir(&self.target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(_) => return Err(Error::Taken { path: self.target.clone() }),
            Ok(()) => {}
        }
        match rename_new(&self.tree, &self.target) {
            Ok(()) => {}
            Err(_) if fs::symlink_metadata(&self.target).is_ok() => return Err(Error::Taken { path: self.target.clone() }),
            Err(error) => return Err(error.into()),
        }
        #[cfg(unix)]
        if let Some(parent) = self.target.parent() {
            File::open(parent)?.sync_all()?;
        }
        Ok(())
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        remove(&self.folder);
    }
}

/// Removes unfinished clones of processes that are gone from `folder`. Touches nothing without our marker, and nothing
/// that somebody still works in.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && is_partial_name(&name) && abandoned(&entry.path()) {
            remove(&entry.path());
        }
    }
}

fn refuse_taken(target: &Path) -> Result<(), Error> {
    match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error.into()),
        Ok(facts) if facts.is_dir() && fs::read_dir(target)?.next().is_none() => Ok(()),
        Ok(_) => Err(Error::Taken { path: target.to_owned() }),
    }
}

/// `.<anything>.<uuid>.partial`
fn is_partial_name(name: &str) -> bool {
    let Some(rest) = name.strip_prefix('.').and_then(|rest| rest.strip_suffix(".partial")) else { return false };
    rest.rsplit_once('.').is_some_and(|(_, id)| uuid::Uuid::try_parse(id).is_ok())
}

/// True where the marker is ours and no living process holds it.
fn abandoned(folder: &Path) -> bool {
    let marker = folder.join(MARKER);
    let is_file = fs::symlink_metadata(&marker).is_ok_and(|facts| facts.is_file());
    let Ok(file) = File::open(marker) else { return false };
    let mut mark = Vec::new();
    let read = (&file).take(MARK.len() as u64 + 1).read_to_end(&mut mark).is_ok();
    is_file && read && mark == MARK && file.try_lock().is_ok()
}

/// Best effort: what stays is swept at the next start. The marker goes last, so that it can be.
fn remove(folder: &Path) {
    let tree = folder.join("tree");
    let _ = fs::remove_dir_all(&tree);
    if fs::symlink_metadata(&tree).is_err() {
        let _ = fs::remove_dir_all(folder);
    }
}

/// Renames, but never onto something.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // Some file systems (NFS, FUSE) can't promise it.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::NOTSUP) => rename_checked(from, to),
        other => Ok(other?),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    rename_checked(from, to)
}

/// Renaming a folder onto another fails by itself unless that one is empty: nothing of anybody's can be lost.
fn rename_checked(from: &Path, to: &Path) -> io::Result<()> {
    if fs::symlink_metadata(to).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn it_goes_away_unless_it_is_finished() {
        let home = tempfile::tempdir().expect("a folder");
        let target = home.path().join("deep/er/repo");
        let partial = Partial::create(&target).expect("a partial clone");
        fs::write(partial.tree().join("file"), "x").expect("a file");
        assert_eq!(entries(target.parent().expect("a parent")).len(), 1);
        drop(partial);
        assert!(entries(target.parent().expect("a parent")).is_empty());
        let partial = Partial::create(&target).expect("a partial clone");
        fs::write(partial.tree().join("file"), "x").expect("a file");
        partial.finish().expect("finished");
        assert_eq!(entries(target.parent().expect("a parent")), ["repo"]);
        assert_eq!(entries(&target), ["file"]);
    }

    #[test]
    fn a_target_that_is_there_or_appears_is_left_alone() {
        let home = tempfile::tempdir().expect("a folder");
        let target = home.path().join("repo");
        fs::create_dir(&target).expect("an empty folder");
        let partial = Partial::create(&target).expect("an empty folder will do");
        fs::write(target.join("theirs"), "x").expect("a file");
        assert!(matches!(partial.finish(), Err(Error::Taken { .. })));
        assert!(matches!(Partial::create(&target), Err(Error::Taken { .. })));
        assert_eq!(entries(&target), ["theirs"]);
        let target = home.path().join("file");
        let partial = Partial::create(&target).expect("a partial clone");
        fs::write(&target, "theirs").expect("a file");
        assert!(matches!(partial.finish(), Err(Error::Taken { .. })));
        assert_eq!(fs::read_to_string(&target).expect("a file"), "theirs");
        assert_eq!(entries(home.path()), ["file", "repo"]);
    }

    #[test]
    fn sweeping_removes_only_what_nobody_holds() {
        let home = tempfile::tempdir().expect("a folder");
        let held = Partial::create(&home.path().join("held")).expect("a partial clone");
        let mut left = Partial::create(&home.path().join("left")).expect("a partial clone");
        // As after kill -9: the lock is gone, the folder is not.
        left.marker = None;
        let left_folder = left.folder.clone();
        std::mem::forget(left);
        let foreign = home.path().join(format!(".x.{}.partial", uuid::Uuid::new_v4()));
        fs::create_dir(&foreign).expect("a folder of somebody else");
        fs::write(foreign.join(MARKER), "something else").expect("a file");
        fs::create_dir(home.path().join("x.partial")).expect("another folder");
        sweep(home.path());
        assert!(!left_folder.exists());
        assert!(held.tree().exists() && foreign.exists() && home.path().join("x.partial").exists());
    }

    #[test]
    fn names_are_cut_to_what_fits() {
        let home = tempfile::tempdir().expect("a folder");
        let partial = Partial::create(&home.path().join("ä".repeat(127))).expect("a partial clone");
        assert!(partial.tree().is_dir());
        assert!(is_partial_name(&entries(home.path())[0]));
    }
}
