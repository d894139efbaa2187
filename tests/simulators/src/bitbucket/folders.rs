//! The bare repositories on disk, each made when somebody first needs it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::git::run_git;
use super::scenario::small_story;
use super::world::{Content, Repository, RepositoryId};
use crate::Error;

type Slot = Arc<Mutex<Option<PathBuf>>>;

pub(crate) struct Folders {
    root: PathBuf,
    slots: Mutex<HashMap<RepositoryId, Slot>>,
}

impl Folders {
    pub fn new(root: PathBuf) -> Result<Self, Error> {
        std::fs::create_dir_all(&root)?;
        Ok(Self { root, slots: Mutex::default() })
    }

    /// The folder of a repository, made now if it was not yet.
    pub fn of(&self, repository: &Repository) -> Result<PathBuf, Error> {
        if let Content::Folder(path) = &repository.content {
            return Ok(path.clone());
        }
        let slot = self.slots.lock().unwrap_or_else(PoisonError::into_inner).entry(repository.id).or_default().clone();
        // Held while the folder is made, so that a second caller waits for it instead of making it again.
        let mut made = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(path) = &*made {
            return Ok(path.clone());
        }
        let path = self.root.join(format!("{}.git", repository.id.0));
        make(&path, repository)?;
        *made = Some(path.clone());
        Ok(path)
    }
}

fn make(path: &Path, repository: &Repository) -> Result<(), Error> {
    std::fs::create_dir_all(path)?;
    let head = format!("--initial-branch={}", repository.default_branch);
    run_git(path, &["init", "--quiet", "--bare", "--template=", &head], b"")?;
    let story = match &repository.content {
        Content::Empty | Content::Folder(_) => return Ok(()),
        Content::Story(story) => Arc::clone(story),
        Content::Small(seed) => Arc::new(small_story(&repository.name, &repository.default_branch, *seed)),
    };
    run_git(path, &["fast-import", "--quiet", "--force"], story.stream())?;
    if repository.origin.is_some() {
        // A fork shares the history, but not the pull requests.
        let foreign = run_git(path, &["for-each-ref", "--format=delete %(refname)", "refs/pull-requests"], b"")?;
        run_git(path, &["update-ref", "--stdin"], foreign.as_bytes())?;
    }
    Ok(())
}
