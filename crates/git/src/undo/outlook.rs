//! What undoing or redoing would do, before it is done: what the branch would lose, which files would become other bytes.

use std::collections::{BTreeMap, BTreeSet};

use git2::{Oid, Repository as Git};

use super::state::{FileState, State};
use super::steps::Steps;
use crate::changes::{identity, is_published};
use crate::error::Error;
use crate::repository::Repository;

/// Commits that are named; more are counted.
const COMMITS_SHOWN: usize = 50;

/// What going to another state would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoOutlook {
    /// Where the branch, or HEAD where it is on none, would go; none: it stays.
    pub head: Option<HeadMove>,
    /// Commits that it would not have any more, the newest first, at most so many as can be looked at.
    pub commits: Vec<LeftCommit>,
    /// How many there are in truth.
    pub commits_total: usize,
    /// Files that would become other bytes or go, by path.
    pub files: Vec<FileMove>,
    /// Entries of the index that would change, by path.
    pub entries: Vec<EntryMove>,
}

/// Where a branch would go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadMove {
    /// The commit; none: before the first one.
    pub commit: Option<String>,
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
    let (left, gone) = (first.head.commit()?, last.head.commit()?);
    let (commits, commits_total) = if left == gone { (Vec::new(), 0) } else { leaving(git, left, gone, author)? };
    Ok(UndoOutlook {
        head: (left != gone).then(|| HeadMove { commit: last.head.commit.clone() }),
        commits,
        commits_total,
        files: files.into_iter().map(|(path, state)| FileMove { path, blob: blob(state) }).collect(),
        entries: paths.into_iter().map(|path| entry(git, last, path)).collect::<Result<_, _>>()?,
    })
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
