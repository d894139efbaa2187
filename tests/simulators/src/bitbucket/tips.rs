//! What Git says about pull requests right now: the commits at both ends and whether they would merge.
//!
//! The source commit of pull request `n` stands in the target's `refs/pull-requests/n/from`, as on a real server. It follows the
//! source branch while the pull request is open, and stays when the branch or its repository is gone.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::PoisonError;

use super::git::{Refs, conflicts, point, run_git};
use super::server::{Server, now};
use super::wire::PullState;
use super::world::{PullRequest, PullRequestState, Repository, RepositoryId};
use crate::Error;

/// Refs that were read while one request is answered.
pub(crate) struct Tips<'a> {
    server: &'a Server,
    read: HashMap<RepositoryId, (PathBuf, Rc<Refs>)>,
}

impl<'a> Tips<'a> {
    pub fn new(server: &'a Server) -> Self {
        Self { server, read: HashMap::new() }
    }

    /// Brings the refs of all open pull requests of a target up to date, before they are shown to Git.
    pub fn refresh(server: &'a Server, target: &Repository) -> Result<(), Error> {
        let open = |pull: &&PullRequest| pull.to.repository == target.id && pull.state == PullRequestState::Open;
        let pulls: Vec<_> = server.world().pull_requests.iter().filter(open).cloned().collect();
        let mut tips = Self::new(server);
        for pull in pulls {
            let source = server.world().repository(pull.from.repository).cloned();
            if let Some(source) = source {
                tips.follow(&pull, &source, target)?;
            }
        }
        Ok(())
    }

    fn refs(&mut self, repository: &Repository) -> Result<(PathBuf, Rc<Refs>), Error> {
        if let Some((folder, refs)) = self.read.get(&repository.id) {
            return Ok((folder.clone(), Rc::clone(refs)));
        }
        let folder = self.server.folders.of(repository)?;
        let refs = Rc::new(Refs::read(&folder)?);
        self.read.insert(repository.id, (folder.clone(), Rc::clone(&refs)));
        Ok((folder, refs))
    }

    /// The folder of the target and what the pull request looks like in it.
    pub fn of(&mut self, pull: &PullRequest) -> Result<(PathBuf, PullState), Error> {
        let (source, target) = {
            let world = self.server.world();
            (world.repository(pull.from.repository).cloned(), world.repository(pull.to.repository).cloned())
        };
        let unknown = || Error::Unknown { what: "repository", name: pull.title.clone() };
        let target = target.ok_or_else(unknown)?;
        let open = pull.state == PullRequestState::Open;
        if let Some(source) = source.filter(|_| open) {
            self.follow(pull, &source, &target)?;
        }
        let (folder, refs) = self.refs(&target)?;
        let commit = |name: &str| refs.get(name).map(|each| each.commit.clone());
        let merged = refs.get(&format!("refs/pull-requests/{}/merge", pull.number)).filter(|_| !open);
        let target_tip = refs.branch(&pull.to.branch).map(|each| each.commit.clone());
        let mut state = PullState {
            from_commit: commit(&format!("refs/pull-requests/{}/from", pull.number)).unwrap_or_default(),
            to_commit: merged.and_then(|merge| merge.parents.first().cloned()).or(target_tip).unwrap_or_default(),
            conflicted: None,
            merge_commit: merged.map(|merge| merge.commit.clone()),
        };
        if open && !state.from_commit.is_empty() && !state.to_commit.is_empty() {
            state.conflicted = self.conflicted(&folder, &state)?;
        }
        Ok((folder, state))
    }

    fn conflicted(&self, folder: &Path, state: &PullState) -> Result<Option<bool>, Error> {
        let key = (state.from_commit.clone(), state.to_commit.clone());
        let merges = || self.server.merges.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = merges().get(&key) {
            return Ok(*known);
        }
        let found = conflicts(folder, &key.0, &key.1)?;
        merges().insert(key, found);
        Ok(found)
    }

    /// Moves the pull request's own ref to where the source branch is now.
    fn follow(&mut self, pull: &PullRequest, source: &Repository, target: &Repository) -> Result<(), Error> {
        let name = format!("refs/pull-requests/{}/from", pull.number);
        if self.followed(pull, source, target, &name)?.is_none() {
            return Ok(());
        }
        let server = self.server;
        let _turn = server.following.lock().unwrap_or_else(PoisonError::into_inner);
        // Somebody else may have done it while we waited.
        self.read.remove(&target.id);
        let Some((tip, before)) = self.followed(pull, source, target, &name)? else { return Ok(()) };
        let ((from, _), (folder, _)) = (self.refs(source)?, self.refs(target)?);
        if source.id == target.id {
            point(&folder, &name, Some(&tip))?;
        } else {
            let wanted = format!("+refs/heads/{}:{name}", pull.from.branch);
            run_git(&folder, &["fetch", "--quiet", &from.to_string_lossy(), &wanted], b"")?;
        }
        self.read.remove(&target.id);
        if before.is_some()
            && let Some(pull) = self.server.world().pull_request_mut(target.id, pull.number)
        {
            pull.version += 1;
            pull.updated = now();
        }
        Ok(())
    }

    /// Where the source branch is and where the pull request's ref is, if they differ.
    fn followed(
        &mut self,
        pull: &PullRequest,
        source: &Repository,
        target: &Repository,
        name: &str,
    ) -> Result<Option<(String, Option<String>)>, Error> {
        let (_, refs) = self.refs(source)?;
        let Some(tip) = refs.branch(&pull.from.branch).map(|each| each.commit.clone()) else { return Ok(None) };
        let (_, refs) = self.refs(target)?;
        let before = refs.get(name).map(|each| each.commit.clone());
        Ok((before.as_ref() != Some(&tip)).then_some((tip, before)))
    }
}
