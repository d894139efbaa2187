//! What a commit would meet: who commits, what the last message was, what would be run.

use git2::Repository;

use super::commit::{identity, tip};
use super::message;
use crate::error::Error;
use crate::hooks::Surroundings;
use crate::{git_file, hooks};

/// Bytes of a prepared message that are read.
const PREPARED: u64 = 1 << 20;

/// What is known before a commit is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitOutlook {
    /// Name and e-mail address of who commits.
    pub author: (String, String),
    /// The last commit's message; none before the first.
    pub last_message: Option<String>,
    /// True where a branch of a remote has the last commit.
    pub last_is_published: bool,
    /// A message that a merge or a template prepared.
    pub prepared_message: Option<String>,
    /// Hooks that Git would run around a commit.
    pub hooks: Vec<String>,
    /// True where the configuration wants commits signed.
    pub signing: bool,
}

/// Looks.
pub(super) fn look(git: &Repository, author: &(String, String), surroundings: Surroundings<'_>) -> Result<CommitOutlook, Error> {
    let last = tip(git)?;
    let config = git.config()?;
    let last_is_published = match &last {
        Some(last) => is_published(git, last.id())?,
        None => false,
    };
    Ok(CommitOutlook {
        author: identity(git, author)?,
        last_message: last.map(|last| String::from_utf8_lossy(last.message_bytes()).into_owned()),
        last_is_published,
        prepared_message: prepared(git, &config),
        hooks: hooks::around_a_commit(git, surroundings)?,
        signing: signs(git)?,
    })
}

/// True where the configuration wants commits signed.
pub(super) fn signs(git: &Repository) -> Result<bool, Error> {
    Ok(git.config()?.get_bool("commit.gpgsign").unwrap_or(false))
}

/// True where a branch of a remote ends there, or where the current branch's upstream has it. Others are not searched: that
/// takes long in a long history.
pub(crate) fn is_published(git: &Repository, commit: git2::Oid) -> Result<bool, Error> {
    for reference in git.references_glob("refs/remotes/*")? {
        if reference?.target() == Some(commit) {
            return Ok(true);
        }
    }
    let head = git.head()?;
    let upstream = head.name().ok().and_then(|name| git.branch_upstream_name(name).ok());
    let upstream = upstream.and_then(|name| git.refname_to_id(name.as_str().ok()?).ok());
    let Some(upstream) = upstream else { return Ok(false) };
    Ok(git.graph_ahead_behind(commit, upstream)?.0 == 0)
}

/// What a merge wrote, else the person's template, without Git's remarks.
fn prepared(git: &Repository, config: &git2::Config) -> Option<String> {
    let text = |bytes: Vec<u8>| message::shown(config, &String::from_utf8_lossy(&bytes));
    let left = ["MERGE_MSG", "SQUASH_MSG"].iter().find_map(|name| git_file::read(git, name, PREPARED));
    left.or_else(|| template(git, config)).and_then(text)
}

/// The person's own file, wherever it lies.
fn template(git: &Repository, config: &git2::Config) -> Option<Vec<u8>> {
    let path = config.get_path("commit.template").ok()?;
    let path = git.workdir().unwrap_or(git.path()).join(path);
    let short = path.metadata().is_ok_and(|facts| facts.is_file() && facts.len() <= PREPARED);
    short.then(|| std::fs::read(path).ok()).flatten()
}
