//! Making a work tree that is linked to a repository. Until it is whole it is marked as ours; a failure leaves nothing of it, and what
//! a crash leaves the next one removes.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use git2::Repository as Git;

use super::remove;
use crate::checkout::{CheckedOut, Destination, Goal};
use crate::clone::{fill, submodules};
use crate::context::Context;
use crate::error::Error;
use crate::lfs::fetch_and_put;
use crate::progress::Reporter;
use crate::repository::{Repository, open_exactly};

/// Says that a work tree is not whole yet. Whoever makes it holds a lock on the file.
const MARKER: &str = "bough-unfinished";

/// A work tree that was made.
#[derive(Debug, Clone)]
pub struct AddedWorktree {
    /// What is checked out in it.
    pub checked_out: CheckedOut,
    /// Why files of Git LFS are still pointers, or submodules are not there, if so.
    pub missing: Option<Error>,
}

impl Repository {
    /// Makes a linked work tree at `target`, an absolute path where nothing or an empty folder is, with `to` checked out:
    /// files, files of LFS and submodules. Blocks: for a job's thread.
    ///
    /// Errors as for [`Repository::check_out`]; [`Error::Taken`]; nothing is left of it in all of these.
    pub fn add_worktree(&self, target: &Path, to: &Destination, context: &Context) -> Result<AddedWorktree, Error> {
        crate::transport::ready()?;
        let git = self.handle()?;
        sweep(&git);
        // Said before anything is made.
        Goal::find(&git, to)?;
        let unfinished = Unfinished::begin(&git, target)?;
        let tree = open_exactly(target)?;
        let goal = Goal::find(&tree, to)?;
        let reporter = Arc::new(Reporter::of(context));
        fill(&tree, goal.commit, context, &reporter)?;
        let opened = Self::open(target)?;
        opened.write(|work| goal.move_there(work))?;
        unfinished.keep()?;
        let missing = fill_up(&tree, context, &reporter)?;
        Ok(AddedWorktree { checked_out: goal.reached(), missing })
    }
}

/// Files of LFS, and submodules. The tree is usable without them; one that was cancelled here stays.
fn fill_up(tree: &Git, context: &Context, reporter: &Arc<Reporter>) -> Result<Option<Error>, Error> {
    let Some((_, url)) = crate::refs::remotes(tree)?.into_iter().next() else {
        return Ok(None);
    };
    let large = fetch_and_put(tree, &url, context, reporter)?;
    let modules = submodules(tree, &url, context, reporter);
    Ok(large.or_else(|| modules.unwrap_or_else(Some)))
}

/// Folder and administration of a work tree; both go unless it is kept.
struct Unfinished {
    target: PathBuf,
    folder: PathBuf,
    kept: bool,
    _marker: File,
}

impl Unfinished {
    fn begin(git: &Git, target: &Path) -> Result<Self, Error> {
        let taken = || Error::Taken { path: target.to_owned() };
        let name = target.file_name().filter(|_| target.is_absolute());
        let name = name.ok_or_else(|| Error::invalid("folder", "The folder must have an absolute path and a name."))?;
        let text = target.to_str().ok_or_else(|| Error::invalid("folder", "The path is no Unicode text."))?;
        let is_free = match target.read_dir() {
            Ok(mut entries) => entries.next().is_none(),
            Err(_) => target.symlink_metadata().is_err(),
        };
        if !is_free {
            return Err(taken());
        }
        let folder = free_name(git, &name.to_string_lossy())?;
        let mut marker = File::create_new(folder.join(MARKER))?;
        marker.lock()?;
        marker.write_all(text.as_bytes())?;
        // From here on both go where something fails.
        let unfinished = Self { target: target.to_owned(), folder, kept: false, _marker: marker };
        let folder = &unfinished.folder;
        fs::create_dir_all(target)?;
        fs::write(folder.join("commondir"), "../..\n")?;
        fs::write(folder.join("HEAD"), "ref: refs/heads/.unfinished\n")?;
        fs::write(folder.join("gitdir"), format!("{}\n", target.join(".git").display()))?;
        let way = folder.to_str().ok_or_else(|| Error::invalid("folder", "The path is no Unicode text."))?;
        fs::write(target.join(".git"), format!("gitdir: {way}\n"))?;
        Ok(unfinished)
    }

    fn keep(mut self) -> Result<(), Error> {
        fs::remove_file(self.folder.join(MARKER))?;
        self.kept = true;
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.kept {
            // What can't be removed is in nobody's way: the next one tries again.
            let _ = remove::both(&self.target, &self.folder);
        }
    }
}

/// A folder of its own below `worktrees`.
fn free_name(git: &Git, wanted: &str) -> Result<PathBuf, Error> {
    let all = git.commondir().join("worktrees");
    fs::create_dir_all(&all)?;
    let plain = |letter: char| if letter.is_ascii_alphanumeric() || "-_".contains(letter) { letter } else { '-' };
    let base: String = wanted.chars().map(plain).take(100).collect();
    let names = std::iter::once(base.clone()).chain((1..).map(|number| format!("{base}{number}")));
    for name in names {
        match fs::create_dir(all.join(&name)) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            made => {
                made?;
                return Ok(fs::canonicalize(all.join(name))?);
            }
        }
    }
    Err(Error::broken("all names are taken"))
}

/// Removes what a crash left of work trees that were being made: only where both ends name each other.
fn sweep(git: &Git) {
    for folder in fs::read_dir(git.commondir().join("worktrees")).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let Ok(marker) = File::open(folder.join(MARKER)) else { continue };
        if marker.try_lock().is_ok()
            && let Ok(target) = fs::read_to_string(folder.join(MARKER))
        {
            let _ = remove::both(Path::new(&target), &folder);
        }
    }
}
