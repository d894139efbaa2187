//! Where HEAD goes: which branch and commit are meant, and moving it there.

use git2::{ErrorCode, Oid, Reference, Repository};

use super::{CheckedOut, Destination};
use crate::error::Error;
use crate::shown::visible;
use crate::undo::Work;
use crate::worktrees;

/// Where to.
pub(crate) struct Goal {
    pub(crate) commit: Oid,
    /// The branch, without `refs/heads/`; none: a commit alone.
    pub(super) branch: Option<String>,
    /// True where the branch is to be made.
    pub(super) made: bool,
    /// Where the branch has to be moved from.
    moved: Option<Oid>,
    /// Remote and full name of the branch there that the new branch follows.
    upstream: Option<(String, String)>,
}

impl Goal {
    /// Looks it up; whatever stands against it is said here.
    pub(crate) fn find(git: &Repository, to: &Destination) -> Result<Self, Error> {
        let at = |commit, branch| Self { commit, branch, made: false, moved: None, upstream: None };
        let goal = match to {
            Destination::Commit { id } => at(commit(git, id)?, None),
            Destination::Branch { name } => {
                let tip = tip(git, &format!("refs/heads/{name}"))?;
                at(tip.ok_or_else(|| missing(&format!("The branch {name}")))?, Some(name.clone()))
            }
            Destination::RemoteBranch { remote, name, local } => {
                let shown = format!("{remote}/{name}");
                let tip = tip(git, &format!("refs/remotes/{shown}"))?;
                let wanted = tip.ok_or_else(|| missing(&format!("The branch {shown}")))?;
                let upstream = (remote.clone(), format!("refs/heads/{name}"));
                Self::through(git, local, wanted, &shown, Some(upstream))?
            }
            Destination::BranchAt { local, commit: id } => {
                Self::through(git, local, commit(git, id)?, &id[..id.len().min(9)], None)?
            }
        };
        if let Some(name) = &goal.branch
            && let Some(other) = worktrees::with_branch(git, &format!("refs/heads/{name}"))?
        {
            let detail = format!("{} is checked out in {} already: open it there.", visible(name), other.display());
            return Err(Error::Refused { detail });
        }
        Ok(goal)
    }

    /// Through a local branch, which must not lose anything.
    fn through(
        git: &Repository,
        local: &str,
        wanted: Oid,
        shown: &str,
        upstream: Option<(String, String)>,
    ) -> Result<Self, Error> {
        let full = format!("refs/heads/{local}");
        if !Reference::is_valid_name(&full) || local.starts_with('-') || local == "HEAD" {
            return Err(Error::invalid("local", "A branch can't be called like that."));
        }
        let branch = Some(local.to_owned());
        let Some(own) = tip(git, &full)? else {
            // `a/b` can't be beside `a`: said before anything is written.
            let prefixes = local.match_indices('/').map(|(end, _)| &local[..end]);
            let below = git.references_glob(&format!("{full}/*"))?.next().is_some();
            if below || prefixes.into_iter().any(|folder| git.find_reference(&format!("refs/heads/{folder}")).is_ok()) {
                let why = format!("{} and a branch that is here already can't be beside each other.", visible(local));
                return Err(Error::invalid("local", why));
            }
            return Ok(Self { commit: wanted, branch, made: true, moved: None, upstream });
        };
        let (ahead, behind) = git.graph_ahead_behind(own, wanted)?;
        match (ahead, behind) {
            (_, 0) => Ok(Self { commit: own, branch, made: false, moved: None, upstream: None }),
            (0, _) => Ok(Self { commit: wanted, branch, made: false, moved: Some(own), upstream: None }),
            _ => Err(Error::Refused {
                detail: format!(
                    "The branch {} here has {} that {} has not, and lacks {} of its. Nothing was changed: check out either of \
                     them by itself.",
                    visible(local),
                    commits(ahead),
                    visible(shown),
                    behind
                ),
            }),
        }
    }

    /// The branch's full name.
    pub(super) fn full(&self) -> Option<Vec<u8>> {
        self.branch.as_ref().map(|name| format!("refs/heads/{name}").into_bytes())
    }

    /// What is told once HEAD is there.
    pub(crate) fn reached(self) -> CheckedOut {
        CheckedOut { branch: self.branch, commit: self.commit.to_string(), made: self.made, hook: None }
    }

    /// Moves the branch where that is needed, and HEAD.
    pub(crate) fn move_there(&self, work: &Work<'_>) -> Result<(), Error> {
        let git = work.git;
        let Some(name) = &self.branch else {
            work.index.about_to_move("HEAD", Some(self.commit))?;
            return Ok(git.set_head_detached(self.commit)?);
        };
        let full = format!("refs/heads/{name}");
        let moved = |error: git2::Error| match error.code() {
            ErrorCode::Modified | ErrorCode::Exists => Error::Moved { what: format!("The branch {name}") },
            _ => error.into(),
        };
        if self.made {
            work.index.about_to_move(&full, Some(self.commit))?;
            git.reference(&full, self.commit, false, "branch: made by a checkout").map_err(moved)?;
        } else if let Some(old) = self.moved {
            work.index.about_to_move(&full, Some(self.commit))?;
            git.reference_matching(&full, self.commit, true, old, "checkout: fast-forward").map_err(moved)?;
        }
        if let Some((remote, merge)) = &self.upstream {
            let mut config = git.config()?;
            config.set_str(&format!("branch.{name}.remote"), remote)?;
            config.set_str(&format!("branch.{name}.merge"), merge)?;
        }
        work.index.about_to_point(&full)?;
        Ok(git.set_head(&full)?)
    }
}

fn commits(count: usize) -> String {
    if count == 1 { "1 commit".to_owned() } else { format!("{count} commits") }
}

fn missing(what: &str) -> Error {
    Error::NotFound { what: visible(what) }
}

fn tip(git: &Repository, full: &str) -> Result<Option<Oid>, Error> {
    match git.find_reference(full) {
        Ok(found) => Ok(Some(found.peel_to_commit()?.id())),
        Err(error) if matches!(error.code(), ErrorCode::NotFound | ErrorCode::InvalidSpec) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn commit(git: &Repository, id: &str) -> Result<Oid, Error> {
    let found = crate::refs::named::beginning(git, id)?.ok_or_else(|| missing(&format!("The commit {id}")))?;
    Ok(Oid::from_str(&found)?)
}
