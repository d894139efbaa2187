//! Removing a linked work tree, and what would be lost with it.

use std::fs;
use std::path::{Path, PathBuf};

use super::plain;
use crate::error::Error;
use crate::repository::{Head, Repository, open_exactly};

/// Files and commits that are named; more are counted.
const NAMED: usize = 50;

/// What nobody else would have any more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorktreeLoss {
    /// Files with changes that are not committed, and new ones; by path, as text. What is ignored does not count.
    pub files: Vec<String>,
    /// How many there are in truth.
    pub files_total: usize,
    /// First lines of commits that no branch, tag or remote has.
    pub commits: Vec<String>,
    /// How many there are in truth.
    pub commits_total: usize,
}

impl WorktreeLoss {
    /// True where nothing is lost.
    pub fn is_empty(&self) -> bool {
        self.files_total == 0 && self.commits_total == 0
    }
}

impl Repository {
    /// What would be lost if this work tree went.
    pub fn worktree_loss(&self) -> Result<WorktreeLoss, Error> {
        let changes = self.changes()?;
        let shown = |path: &[u8]| crate::shown::visible(&String::from_utf8_lossy(path));
        let paths = changes.staged.paths.iter().chain(&changes.unstaged.paths).map(|changed| shown(&changed.path));
        let files: std::collections::BTreeSet<String> = paths.collect();
        let mut loss = WorktreeLoss { files_total: files.len().max(changes.unstaged.total), ..WorktreeLoss::default() };
        loss.files = files.into_iter().take(NAMED).collect();
        if let Head::Detached { commit } = self.head()? {
            let git = self.handle()?;
            let mut walk = git.revwalk()?;
            walk.push(git2::Oid::from_str(&commit)?)?;
            for refs in ["refs/heads/*", "refs/remotes/*", "refs/tags/*", "refs/bough/prebuilds/*"] {
                walk.hide_glob(refs)?;
            }
            let ids = walk.collect::<Result<Vec<_>, _>>()?;
            loss.commits_total = ids.len();
            for id in ids.iter().take(NAMED) {
                loss.commits.push(shown(git.find_commit(*id)?.summary_bytes().unwrap_or_default()));
            }
        }
        Ok(loss)
    }

    /// Removes the linked work tree at a path, and what Git knows of it; its branch stays. Ask [`Repository::worktree_loss`] of
    /// it before. One that is gone already is forgotten. [`Error::Refused`] for what is no linked work tree of this repository.
    pub fn remove_worktree(&self, path: &Path) -> Result<(), Error> {
        let git = self.handle()?;
        let refused = || Error::Refused { detail: format!("{} is no further work tree of this repository.", path.display()) };
        let folder = if path.exists() {
            let tree = open_exactly(path)?;
            if !tree.is_worktree() || plain(tree.commondir()) != plain(git.commondir()) {
                return Err(refused());
            }
            tree.path().to_owned()
        } else {
            administration(&git, path)?.ok_or_else(refused)?
        };
        let steps = folder.file_name().map(crate::undo::folder_of_linked);
        both(path, &folder)?;
        for reference in steps.iter().map(|steps| git.references_glob(&format!("{steps}/*"))).collect::<Result<Vec<_>, _>>()? {
            for one in reference {
                one?.delete()?;
            }
        }
        Ok(())
    }
}

/// Where Git keeps what it knows of a work tree whose folder is gone.
fn administration(git: &git2::Repository, path: &Path) -> Result<Option<PathBuf>, Error> {
    for name in git.worktrees()?.iter().flatten().flatten() {
        if git.find_worktree(name).is_ok_and(|tree| plain(tree.path()) == plain(path)) {
            return Ok(Some(git.commondir().join("worktrees").join(name)));
        }
    }
    Ok(None)
}

/// The folder of a work tree, if its `.git` leads to `folder`, and that one. Links in it are removed and not followed.
pub(super) fn both(target: &Path, folder: &Path) -> Result<(), Error> {
    let link = fs::read_to_string(target.join(".git")).unwrap_or_default();
    let leads_there = link.strip_prefix("gitdir: ").is_some_and(|to| {
        let to = Path::new(to.trim_end());
        plain(to) == plain(folder)
            || to.canonicalize().ok().zip(folder.canonicalize().ok()).is_some_and(|(one, other)| one == other)
    });
    let is_empty = || target.read_dir().is_ok_and(|mut entries| entries.next().is_none());
    if leads_there {
        fs::remove_dir_all(target)?;
    } else if is_empty() {
        fs::remove_dir(target)?;
    }
    Ok(fs::remove_dir_all(folder)?)
}
