//! What a commit would meet: who commits, what the last message was, what would be run.

use std::path::PathBuf;

use git2::Repository;

use super::commit::{identity, tip};
use crate::error::Error;
use crate::hooks;

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
pub(super) fn look(git: &Repository, author: &(String, String)) -> Result<CommitOutlook, Error> {
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
        hooks: hooks::around_a_commit(git)?,
        signing: config.get_bool("commit.gpgsign").unwrap_or(false),
    })
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

/// What a merge wrote, without Git's remarks; else the person's template.
fn prepared(git: &Repository, config: &git2::Config) -> Option<String> {
    let read = |path: PathBuf| {
        let short = path.metadata().is_ok_and(|facts| facts.is_file() && facts.len() <= PREPARED);
        short.then(|| std::fs::read(path).ok()).flatten().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    };
    let merge = read(git.path().join("MERGE_MSG")).or_else(|| read(git.path().join("SQUASH_MSG")));
    let merge = merge.and_then(|text| git2::message_prettify(text, Some(b'#')).ok());
    let text = merge.or_else(|| read(config.get_path("commit.template").ok()?))?;
    (!text.trim().is_empty()).then_some(text)
}
