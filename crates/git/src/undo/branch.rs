//! Branches within a state: where one points, and what it follows.

use git2::{ErrorCode, Oid, Repository};
use serde::{Deserialize, Serialize};

use super::name::Name;
use crate::error::Error;
use crate::index_file::IndexFile;

/// A branch; without a commit there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct BranchState {
    pub(super) commit: Option<String>,
    /// The remote it follows, and the full name of the branch there.
    upstream: Option<(String, String)>,
}

impl BranchState {
    pub(super) fn take(git: &Repository, name: &Name) -> Result<Self, Error> {
        let commit = match git.find_reference(text(name)?) {
            Ok(branch) => Some(branch.peel_to_commit()?.id().to_string()),
            Err(error) if error.code() == ErrorCode::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error.into()),
        };
        let config = git.config()?.snapshot()?;
        let short = short(name)?;
        let value = |key: &str| config.get_string(&format!("branch.{short}.{key}")).ok();
        Ok(Self { commit, upstream: value("remote").zip(value("merge")) })
    }

    /// Makes a branch, or moves one that is as `now`.
    pub(super) fn put(&self, git: &Repository, index: &IndexFile, name: &Name, now: &Self) -> Result<(), Error> {
        let Some(commit) = self.commit.as_deref().map(Oid::from_str).transpose()? else { return Ok(()) };
        let full = text(name)?;
        if self.commit != now.commit {
            index.about_to_move(full, Some(commit))?;
            match now.commit.as_deref().map(Oid::from_str).transpose()? {
                Some(old) => git.reference_matching(full, commit, true, old, "bough: undo")?,
                None => git.reference(full, commit, false, "bough: redo")?,
            };
        }
        if let Some((remote, merge)) = self.upstream.as_ref().filter(|_| self.upstream != now.upstream) {
            let (mut config, short) = (git.config()?, short(name)?);
            config.set_str(&format!("branch.{short}.remote"), remote)?;
            config.set_str(&format!("branch.{short}.merge"), merge)?;
        }
        Ok(())
    }

    /// Lets the branch go, with what it follows, unless it stays.
    pub(super) fn remove_gone(&self, git: &Repository, index: &IndexFile, name: &Name, now: &Self) -> Result<(), Error> {
        if self.commit.is_none() && now.commit.is_some() {
            index.about_to_move(text(name)?, None)?;
            git.find_branch(short(name)?, git2::BranchType::Local)?.delete()?;
        }
        Ok(())
    }
}

fn text(name: &Name) -> Result<&str, Error> {
    std::str::from_utf8(&name.0).map_err(|_| Error::broken("the branch's name is no text"))
}

fn short(name: &Name) -> Result<&str, Error> {
    text(name)?.strip_prefix("refs/heads/").ok_or_else(|| Error::broken("no branch is called so"))
}
