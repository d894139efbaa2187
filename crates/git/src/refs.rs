//! Refs as they are shown: branches with their upstreams, remotes, tags, stashes, submodules.

pub(crate) mod named;
mod store;
mod upstream;

use std::collections::BTreeMap;
use std::path::Path;

use gix_hash::ObjectId;

use crate::error::Error;
use crate::gitmodules;
use crate::repository::Head;
use crate::rows::Objects;

use upstream::Comparison;

pub(crate) use store::{HeadRef, KnownRef, RefStore, Stamp, hash_facts, read, read_head};

/// All refs of a repository.
#[derive(Debug, Clone)]
pub struct Refs {
    /// Where HEAD points.
    pub head: Head,
    /// Local branches, by name.
    pub branches: Vec<Branch>,
    /// Remotes, each with its branches: `origin` first, the others by name.
    pub remotes: Vec<Remote>,
    /// Tags, by name.
    pub tags: Vec<Tag>,
    /// Stashes, newest first.
    pub stashes: Vec<Stash>,
    /// Submodules, by path.
    pub submodules: Vec<Submodule>,
}

/// A local branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// Name without `refs/heads/`; lossy where it isn't UTF-8.
    pub name: String,
    /// Its commit, in hex.
    pub commit: String,
    /// True where HEAD points to it.
    pub current: bool,
    /// Where it pulls from.
    pub upstream: Option<Upstream>,
}

/// A branch's upstream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream {
    /// Such as `origin/main`.
    pub name: String,
    /// True where it was deleted.
    pub gone: bool,
    /// Commits that we have and it has not.
    pub ahead: u32,
    /// Commits that it has and we have not.
    pub behind: u32,
}

/// A remote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote {
    /// Its name.
    pub name: String,
    /// Its address, without a password; empty where the configuration forgot it.
    pub url: String,
    /// Its branches as last fetched.
    pub branches: Vec<RemoteBranch>,
}

/// A branch of a remote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteBranch {
    /// Name without the remote's.
    pub name: String,
    /// Its commit, in hex.
    pub commit: String,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Name without `refs/tags/`.
    pub name: String,
    /// The commit that it leads to in the end, in hex; none where it is something else.
    pub commit: Option<String>,
    /// True where the tag is an object with a message.
    pub annotated: bool,
}

/// A stash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stash {
    /// Its commit, in hex.
    pub commit: String,
    /// Its message.
    pub message: String,
}

/// A submodule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submodule {
    /// Where it lies; lossy where it isn't UTF-8.
    pub path: String,
    /// Where it comes from, without a password.
    pub url: String,
    /// True where it was checked out.
    pub present: bool,
}

/// Everything for the side bar.
pub(crate) fn list(git: &git2::Repository, git_folder: &Path, common: &Path, objects: &mut Objects) -> Result<Refs, Error> {
    let known = read(git_folder, common)?;
    let mut refs = Refs {
        head: known.head.shown(),
        branches: Vec::new(),
        remotes: Vec::new(),
        tags: Vec::new(),
        stashes: stashes(git),
        submodules: submodules(git)?,
    };
    let mut remotes: BTreeMap<String, Remote> =
        remotes(git)?.into_iter().map(|(name, url)| (name.clone(), Remote { name, url, branches: Vec::new() })).collect();
    let current = known.head.branch();
    let mut upstreams = Vec::new();
    let mut comparison = Comparison::new(common, objects);
    for branch in known.all.iter().filter(|branch| branch.name.starts_with(b"refs/heads/")) {
        upstreams.push(comparison.upstream(git, &branch.name, branch.target, &known)?);
    }
    let mut upstreams = upstreams.into_iter();
    for KnownRef { name, target, peeled, symbolic } in &known.all {
        if let Some(short) = name.strip_prefix(b"refs/heads/") {
            refs.branches.push(Branch {
                name: lossy(short),
                commit: target.to_string(),
                current: current == Some(&name[..]),
                upstream: upstreams.next().flatten(),
            });
        } else if let Some(rest) = name.strip_prefix(b"refs/remotes/") {
            // `origin/HEAD` repeats another branch.
            if !symbolic && let Some((remote, short)) = split_remote(rest, remotes.keys()) {
                let remote = remotes.entry(remote.clone()).or_insert_with(|| Remote {
                    name: remote,
                    url: String::new(),
                    branches: Vec::new(),
                });
                remote.branches.push(RemoteBranch { name: short, commit: target.to_string() });
            }
        } else if let Some(short) = name.strip_prefix(b"refs/tags/") {
            let (commit, annotated) = tag_target(*target, *peeled, objects)?;
            refs.tags.push(Tag { name: lossy(short), commit: commit.map(|id| id.to_string()), annotated });
        }
    }
    refs.remotes = remotes.into_values().collect();
    refs.remotes.sort_by_key(|remote| !is_origin(&remote.name));
    Ok(refs)
}

/// True for the remote that a clone calls its own: a fork that became another remote never stands in for it.
fn is_origin(name: &str) -> bool {
    name == "origin"
}

/// Names and addresses of the remotes: `origin` first, the others by name.
pub(crate) fn remotes(git: &git2::Repository) -> Result<Vec<(String, String)>, Error> {
    let names = git.remotes()?;
    let mut remotes = Vec::new();
    for name in names.iter().flatten().flatten() {
        let Ok(remote) = git.find_remote(name) else { continue };
        let url = crate::url::without_password(&String::from_utf8_lossy(remote.url_bytes()));
        remotes.push((name.to_owned(), crate::shown::visible(&url)));
    }
    remotes.sort_by(|(one, _), (other, _)| (!is_origin(one), one).cmp(&(!is_origin(other), other)));
    Ok(remotes)
}

/// Parts `origin/main` where `origin` is a remote; names of remotes may hold slashes, so the longest fits.
pub(crate) fn split_remote<'a>(rest: &[u8], remotes: impl Iterator<Item = &'a String>) -> Option<(String, String)> {
    let text = lossy(rest);
    let fits = |name: &&String| text.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with('/'));
    match remotes.filter(fits).max_by_key(|name| name.len()) {
        Some(name) => Some((name.clone(), text[name.len() + 1..].to_owned())),
        None => text.split_once('/').map(|(remote, short)| (remote.to_owned(), short.to_owned())),
    }
}

/// The commit behind a tag, and whether the tag is an object.
fn tag_target(target: ObjectId, peeled: Option<ObjectId>, objects: &mut Objects) -> Result<(Option<ObjectId>, bool), Error> {
    let end = match peeled {
        Some(end) => Some(end),
        None => objects.peel(&target)?,
    };
    let annotated = end.is_some_and(|end| end != target);
    let commit = end.filter(|end| objects.is_commit(end));
    Ok((commit, annotated))
}

fn stashes(git: &git2::Repository) -> Vec<Stash> {
    // The list is the reflog; without one there is none.
    let Ok(log) = git.reflog("refs/stash") else { return Vec::new() };
    let message = |entry: &git2::ReflogEntry<'_>| lossy(entry.message_bytes().unwrap_or_default());
    log.iter().map(|entry| Stash { commit: entry.id_new().to_string(), message: message(&entry) }).collect()
}

fn submodules(git: &git2::Repository) -> Result<Vec<Submodule>, Error> {
    let Some(root) = git.workdir() else { return Ok(Vec::new()) };
    let entries = gitmodules::read(root)?.into_iter();
    let submodule = |entry: gitmodules::Entry| Submodule {
        present: root.join(&entry.path).join(".git").exists(),
        url: crate::url::without_password(&entry.url),
        path: entry.path,
    };
    Ok(entries.map(submodule).collect())
}

fn lossy(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}
