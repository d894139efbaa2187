//! An open repository: a handle that many threads may use at once. Opening and reading runs nothing.

mod open;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use crate::changes::Known;
use crate::commit::Commit;
use crate::error::Error;
use crate::refs::{self, Refs, Stamp};
use crate::rows::{Layout, Objects, Rows};
use crate::watch::{Hearing, Places, Told, Watch};

pub(crate) use open::open_exactly;

/// A repository on this computer.
pub struct Repository {
    git: Mutex<git2::Repository>,
    git_folder: PathBuf,
    common_folder: PathBuf,
    work_tree: Option<PathBuf>,
    objects: Mutex<Objects>,
    layout: Mutex<Option<Arc<Layout>>>,
    writing: Mutex<()>,
    /// The changes as they were read last.
    known: Mutex<Option<Known>>,
    /// Whoever watches, as long as somebody does.
    hearing: Mutex<Weak<Hearing>>,
}

/// Where HEAD points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Head {
    /// At a branch.
    Branch {
        /// Name without `refs/heads/`; lossy where it isn't UTF-8.
        name: String,
        /// Its commit, in hex.
        commit: String,
    },
    /// At a branch without commits.
    Unborn {
        /// Name without `refs/heads/`; lossy where it isn't UTF-8.
        name: String,
    },
    /// At a commit.
    Detached {
        /// The commit, in hex.
        commit: String,
    },
}

impl Repository {
    /// Opens the repository that `path` is or lies in. [`Error::Unsupported`] for forms that we don't read,
    /// [`Error::NotFound`] where there is none, [`Error::Refused`] where it belongs to another user.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let git = open::discover(path)?;
        let common_folder = git.commondir().to_owned();
        let objects = Objects::open(&common_folder.join("objects"))?;
        Ok(Self {
            git_folder: git.path().to_owned(),
            work_tree: git.workdir().map(Path::to_owned),
            git: Mutex::new(git),
            common_folder,
            objects: Mutex::new(objects),
            layout: Mutex::new(None),
            writing: Mutex::new(()),
            known: Mutex::default(),
            hearing: Mutex::default(),
        })
    }

    /// The work tree, or the Git folder of a bare one.
    pub fn path(&self) -> &Path {
        self.work_tree.as_deref().unwrap_or(&self.git_folder)
    }

    /// The folder with the files; none for a bare one.
    pub fn work_tree(&self) -> Option<&Path> {
        self.work_tree.as_deref()
    }

    /// The Git folder that all work trees of the repository share.
    pub fn common_folder(&self) -> &Path {
        &self.common_folder
    }

    /// The folder of the main work tree, also in one that is linked to it; the Git folder of a bare repository.
    pub fn main_work_tree(&self) -> PathBuf {
        let common: PathBuf = self.common_folder.components().collect();
        match (self.git_folder == self.common_folder, common.file_name().is_some_and(|name| name == ".git")) {
            (true, _) => self.path().components().collect(),
            (false, true) => common.parent().map(Path::to_owned).unwrap_or(common),
            (false, false) => common,
        }
    }

    /// True without a work tree.
    pub fn is_bare(&self) -> bool {
        self.work_tree.is_none()
    }

    /// True where the history is cut.
    pub fn is_shallow(&self) -> bool {
        self.common_folder.join("shallow").metadata().is_ok_and(|facts| facts.len() > 0)
    }

    /// Where HEAD points.
    pub fn head(&self) -> Result<Head, Error> {
        head_at(&self.git_folder, &self.common_folder)
    }

    /// All refs, with how far branches are from their upstreams.
    pub fn refs(&self) -> Result<Refs, Error> {
        refs::list(&self.git(), &self.git_folder, &self.common_folder, &mut self.objects())
    }

    /// Names and addresses of the remotes: `origin` first, the others by name. No address holds a password.
    pub fn remotes(&self) -> Result<Vec<(String, String)>, Error> {
        refs::remotes(&self.git())
    }

    /// The remote whose branch a branch here follows, and that branch's name there.
    pub fn followed(&self, branch: &str) -> Result<Option<(String, String)>, Error> {
        refs::named::followed(&self.git(), branch)
    }

    /// The commit that a name on a remote stands for, as far as it was fetched: a full or short name of a branch or tag, an id or
    /// how it begins.
    pub fn find_commit(&self, remote: &str, name: &str) -> Result<Option<String>, Error> {
        refs::named::find(&self.git(), remote, name)
    }

    /// True where a commit has a file at a path, and not a folder or a submodule.
    pub fn has_file(&self, commit: &str, path: &[u8]) -> Result<bool, Error> {
        refs::named::has_file(&self.git(), commit, path)
    }

    /// The rows of the graph from `start` on, at most `count`. The first call lays all of it out; later ones are quick
    /// until a ref changes.
    pub fn rows(&self, start: usize, count: usize) -> Result<Rows, Error> {
        let mut objects = self.objects();
        let layout = {
            let mut known = self.layout.lock().unwrap_or_else(PoisonError::into_inner);
            let stamp = Stamp::take(&self.git_folder, &self.common_folder);
            if let Some(known) = known.as_ref().filter(|known| known.holds(stamp)) {
                Arc::clone(known)
            } else {
                let refs = refs::read(&self.git_folder, &self.common_folder)?;
                let remotes: Vec<String> = self.remotes()?.into_iter().map(|(name, _)| name).collect();
                let new = Layout::refresh(known.take(), stamp, &refs, &remotes, &self.common_folder, &mut objects)?;
                Arc::clone(known.insert(new))
            }
        };
        layout.window(start, count, &mut objects)
    }

    /// A commit and what it changed. `id` is a full object name in hex. [`Error::NotFound`] where there is none.
    pub fn commit(&self, id: &str) -> Result<Commit, Error> {
        crate::commit::read(id, &mut self.objects(), &self.git_folder)
    }

    /// Calls `ear` when files, index or refs may have changed, for as long as what it answers lives: a hint, never a promise.
    /// Several changes at a time are one call.
    pub fn watch(&self, ear: impl Fn() + Send + 'static) -> Watch {
        let places = Places {
            work_tree: self.work_tree.clone(),
            git_folder: self.git_folder.clone(),
            common_folder: self.common_folder.clone(),
        };
        let watch = Watch::start(places, ear);
        self.follow(&watch);
        watch
    }

    /// Relies on a watch that was begun for the same place.
    pub fn follow(&self, watch: &Watch) {
        *self.hearing.lock().unwrap_or_else(PoisonError::into_inner) = watch.hearing();
    }

    /// What the watch was told since it was asked last; none where nobody watches, or not well enough to rely on it.
    pub(crate) fn told(&self) -> Option<Told> {
        self.hearing.lock().unwrap_or_else(PoisonError::into_inner).upgrade()?.take()
    }

    /// Says how long looking at everything took: a watch that can't hear looks as seldom as that wants.
    pub(crate) fn took(&self, time: Duration) {
        if let Some(hearing) = self.hearing.lock().unwrap_or_else(PoisonError::into_inner).upgrade() {
            hearing.took(time);
        }
    }

    /// The changes as they were read last.
    pub(crate) fn known(&self) -> &Mutex<Option<Known>> {
        &self.known
    }

    /// A handle of one's own, which sees everything as it is now.
    pub(crate) fn handle(&self) -> Result<git2::Repository, Error> {
        open_exactly(self.path())
    }

    /// The folder with HEAD and index.
    pub(crate) fn git_folder(&self) -> &Path {
        &self.git_folder
    }

    /// Held by whoever changes the repository.
    pub(crate) fn writing(&self) -> &Mutex<()> {
        &self.writing
    }

    fn git(&self) -> MutexGuard<'_, git2::Repository> {
        self.git.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A reader of our own: no call waits for another's.
    fn objects(&self) -> Objects {
        self.objects.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Names and addresses of the remotes of the repository at a path, as [`Repository::remotes`]. Reads nothing else of it.
pub fn remotes_at(path: &Path) -> Result<Vec<(String, String)>, Error> {
    refs::remotes(&open::discover(path)?)
}

/// Where HEAD of an open repository points.
pub(crate) fn head(git: &git2::Repository) -> Result<Head, Error> {
    head_at(git.path(), git.commondir())
}

fn head_at(git_folder: &Path, common_folder: &Path) -> Result<Head, Error> {
    Ok(refs::read_head(git_folder, common_folder)?.shown())
}
