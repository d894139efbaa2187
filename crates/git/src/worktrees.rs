//! Work trees of one repository: the main one and those that are linked to it.

use std::path::PathBuf;

use git2::Repository;

use crate::error::Error;
use crate::refs;

/// Where else than in this work tree a branch is checked out.
pub(crate) fn with_branch(git: &Repository, full: &str) -> Result<Option<PathBuf>, Error> {
    let common = git.commondir();
    let mut places: Vec<(PathBuf, PathBuf)> = Vec::new();
    if git.is_worktree() && !git.is_bare() {
        places.push((common.to_owned(), common.parent().unwrap_or(common).to_owned()));
    }
    for name in git.worktrees()?.iter().flatten().flatten() {
        let Ok(tree) = git.find_worktree(name) else { continue };
        places.push((common.join("worktrees").join(name), tree.path().to_owned()));
    }
    let own = git.path().components().collect::<PathBuf>();
    let other = places.into_iter().filter(|(folder, _)| folder.components().collect::<PathBuf>() != own);
    Ok(other
        .into_iter()
        .find(|(folder, _)| refs::read_head(folder, common).is_ok_and(|head| head.branch() == Some(full.as_bytes())))
        .map(|(_, path)| path))
}
