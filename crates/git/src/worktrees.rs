//! Work trees of one repository: the main one and those that are linked to it, which Bough makes and removes. Their form is that of
//! `gitrepository-layout`: a folder below `worktrees` in the Git folder, and a `.git` file that leads there.

mod add;
mod remove;

use std::path::{Path, PathBuf};

use git2::Repository as Git;

use crate::error::Error;
use crate::refs;

pub use add::AddedWorktree;
pub use remove::WorktreeLoss;

/// Where else than in this work tree a branch is checked out.
pub(crate) fn with_branch(git: &Git, full: &str) -> Result<Option<PathBuf>, Error> {
    let common = git.commondir();
    let mut places: Vec<(PathBuf, PathBuf)> = Vec::new();
    if git.is_worktree() {
        places.push((common.to_owned(), common.parent().unwrap_or(common).to_owned()));
    }
    for name in git.worktrees()?.iter().flatten().flatten() {
        let Ok(tree) = git.find_worktree(name) else { continue };
        places.push((common.join("worktrees").join(name), tree.path().to_owned()));
    }
    let own = plain(git.path());
    let mut other = places.into_iter().filter(|(folder, _)| plain(folder) != own);
    let found =
        other.find(|(folder, _)| refs::read_head(folder, common).is_ok_and(|head| head.branch() == Some(full.as_bytes())));
    Ok(found.map(|(_, path)| path))
}

/// The path without what says the same twice.
fn plain(path: &Path) -> PathBuf {
    path.components().collect()
}
