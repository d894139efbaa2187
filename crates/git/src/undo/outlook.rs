//! What undoing or redoing would do, before it is done: what the branch would lose, which files would become other bytes.

use std::collections::{BTreeMap, BTreeSet};

use git2::{Oid, Repository as Git};

use super::branch::BranchState;
use super::name::Name;
use super::state::{FileState, HeadState, State};
use super::steps::Steps;
use crate::changes::{identity, is_published};
use crate::error::Error;
use crate::repository::Repository;

/// Commits that are named; more are counted.
const COMMITS_SHOWN: usize = 50;

/// What going to another state would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoOutlook {
    /// Where HEAD would go; none: it stays.
    pub head: Option<HeadMove>,
    /// Branches that would go, without `refs/heads/`.
    pub branches: Vec<String>,
    /// Commits that it would not have any more, the newest first, at most so many as can be looked at.
    pub commits: Vec<LeftCommit>,
    /// How many there are in truth.
    pub commits_total: usize,
    /// Files that would become other bytes or go, by path.
    pub files: Vec<FileMove>,
    /// Entries of the index that would change, by path.
    pub entries: Vec<EntryMove>,
}

/// Where HEAD would go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeadMove {
    /// With its branch to a commit; none: before the first one.
    Along {
        /// The commit.
        commit: Option<String>,
    },
    /// To another branch.
    ToBranch {
        /// Its name, without `refs/heads/`.
        name: String,
    },
    /// To a commit, and off its branch.
    ToCommit {
        /// The commit.
        commit: String,
    },
}

/// A commit that a branch would not have any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftCommit {
    /// Its id.
    pub id: String,
    /// The first line of its message, as text.
    pub summary: String,
    /// Who wrote it, as text.
    pub author: String,
    /// True where that is somebody else.
    pub by_other: bool,
    /// True where others may have it already.
    pub published: bool,
}

/// A file that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileMove {
    /// Its path from the top.
    pub path: Vec<u8>,
    /// The object that has its bytes; none: it would go.
    pub blob: Option<String>,
}

/// An entry of the index that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryMove {
    /// Its path from the top.
    pub path: Vec<u8>,
    /// True where it would be as in the commit that the branch has then.
    pub as_head: bool,
    /// Mode and object; none: there would be none, or several in conflict.
    pub content: Option<(u32, String)>,
}

impl Repository {
    /// What [`Repository::undo`] would do. `author` is who commits where the repository does not say it.
    pub fn undo_outlook(&self, number: u32, author: &(String, String)) -> Result<UndoOutlook, Error> {
        let git = self.handle()?;
        let steps = Steps::of(&git);
        let mut done: Vec<_> = steps.all()?.into_iter().filter(|kept| !kept.undone && kept.number >= number).collect();
        done.reverse();
        let moves = done.iter().map(|kept| steps.states(kept).map(|(before, after)| (after, before)));
        look(&git, &moves.collect::<Result<Vec<_>, _>>()?, author)
    }

    /// What [`Repository::redo`] would do.
    pub fn redo_outlook(&self, number: u32, author: &(String, String)) -> Result<UndoOutlook, Error> {
        let git = self.handle()?;
        let steps = Steps::of(&git);
        let undone = steps.all()?.into_iter().filter(|kept| kept.undone && kept.number <= number);
        look(&git, &undone.map(|kept| steps.states(&kept)).collect::<Result<Vec<_>, _>>()?, author)
    }
}

/// Each move is from one state to another, in the order in which they would happen.
fn look(git: &Git, moves: &[(State, State)], author: &(String, String)) -> Result<UndoOutlook, Error> {
    let (Some((first, _)), Some((_, last))) = (moves.first(), moves.last()) else {
        return Err(Error::Moved { what: "The list of steps".to_owned() });
    };
    let mut paths = BTreeSet::new();
    let mut files = BTreeMap::new();
    for (from, to) in moves {
        paths.extend(from.differing(to, git)?);
        for (name, wanted) in to.files.iter().filter(|(name, wanted)| from.files.get(*name) != Some(wanted)) {
            files.insert(name.0.clone(), wanted.clone());
        }
    }
    let (mut commits, mut commits_total) = (Vec::new(), 0);
    for (from, to) in along(moves) {
        let (mut left, count) = leaving(git, from.commit()?, to.commit()?, author)?;
        commits.append(&mut left);
        commits_total += count;
    }
    commits.truncate(COMMITS_SHOWN);
    let goes = |name: &Name| last_of(moves, name).is_some_and(|(first, last)| first.commit.is_some() && last.commit.is_none());
    let named: BTreeSet<&Name> = moves.iter().flat_map(|(_, to)| to.branches.keys()).collect();
    Ok(UndoOutlook {
        head: head_move(&first.head, &last.head),
        branches: named.into_iter().filter(|name| goes(name)).map(short).collect(),
        commits,
        commits_total,
        files: files.into_iter().map(|(path, state)| FileMove { path, blob: blob(state) }).collect(),
        entries: paths.into_iter().map(|path| entry(git, last, path)).collect::<Result<_, _>>()?,
    })
}

/// Where HEAD stays on one branch: from where to where it moves.
fn along(moves: &[(State, State)]) -> Vec<(&HeadState, &HeadState)> {
    let mut runs: Vec<(&HeadState, &HeadState)> = Vec::new();
    for (from, to) in moves.iter().map(|(from, to)| (&from.head, &to.head)).filter(|(from, to)| from.branch == to.branch) {
        match runs.last_mut().filter(|(_, end)| *end == from) {
            Some((_, end)) => *end = to,
            None => runs.push((from, to)),
        }
    }
    runs.into_iter().filter(|(from, to)| from.commit != to.commit).collect()
}

/// What a branch is before the first and after the last move that is about it.
fn last_of<'s>(moves: &'s [(State, State)], name: &Name) -> Option<(&'s BranchState, &'s BranchState)> {
    let first = moves.iter().find_map(|(from, _)| from.branches.get(name))?;
    let last = moves.iter().rev().find_map(|(_, to)| to.branches.get(name))?;
    Some((first, last))
}

fn head_move(from: &HeadState, to: &HeadState) -> Option<HeadMove> {
    match (&to.branch, &to.commit) {
        _ if from == to => None,
        (Some(name), _) if from.branch != to.branch => Some(HeadMove::ToBranch { name: short(name) }),
        (None, Some(commit)) if from.branch.is_some() => Some(HeadMove::ToCommit { commit: commit.clone() }),
        (_, commit) => Some(HeadMove::Along { commit: commit.clone() }),
    }
}

fn short(name: &Name) -> String {
    String::from_utf8_lossy(name.0.strip_prefix(b"refs/heads/").unwrap_or(&name.0)).into_owned()
}

fn blob(state: FileState) -> Option<String> {
    match state {
        FileState::File { blob, .. } | FileState::Large { blob, .. } | FileState::Link { blob } => Some(blob),
        FileState::Absent => None,
    }
}

fn entry(git: &Git, to: &State, path: Vec<u8>) -> Result<EntryMove, Error> {
    let slots = to.slots(git, &path)?;
    let as_head = slots == to.committed(git, &path)?;
    let content = match slots.as_slice() {
        [slot] if slot.stage() == 0 => Some(slot.content()),
        _ => None,
    };
    Ok(EntryMove { path, as_head, content })
}

/// Commits that only the first of two has.
fn leaving(git: &Git, from: Option<Oid>, to: Option<Oid>, author: &(String, String)) -> Result<(Vec<LeftCommit>, usize), Error> {
    let Some(from) = from else { return Ok((Vec::new(), 0)) };
    let (_, email) = identity(git, author)?;
    let mut walk = git.revwalk()?;
    walk.push(from)?;
    if let Some(to) = to {
        walk.hide(to)?;
    }
    let ids = walk.collect::<Result<Vec<_>, _>>()?;
    let mut commits = Vec::new();
    for id in ids.iter().take(COMMITS_SHOWN) {
        let commit = git.find_commit(*id)?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let who = commit.author();
        commits.push(LeftCommit {
            id: id.to_string(),
            summary: text(commit.summary_bytes().unwrap_or_default()),
            author: text(who.name_bytes()),
            by_other: !email.is_empty() && !text(who.email_bytes()).eq_ignore_ascii_case(&email),
            published: is_published(git, *id)?,
        });
    }
    Ok((commits, ids.len()))
}
