//! Changes: what differs between the last commit, the index and the files; putting it into the index, taking it out,
//! giving it up, and committing it. Every change of ours is a step that can be undone ([`crate::undo`]).

mod choice;
mod commit;
mod compose;
mod diff;
mod discard;
mod list;
mod outlook;
mod put_back;
mod stage;
mod unstage;
mod version;

use crate::error::Error;
use crate::hooks::HookRun;
use crate::index_file;
use crate::names::path_of;
use crate::repository::{Head, Repository};

pub use choice::Choice;
pub use commit::CommitDraft;
pub(crate) use commit::identity;
pub use diff::{DiffContent, DiffLine, FileDiff, Hunk, LineEnd};
pub use list::{Changed, PathChange};
pub use outlook::CommitOutlook;
pub(crate) use outlook::is_published;

/// Paths that each list shows; the rest is only counted.
pub const PATHS_SHOWN: usize = 5_000;

/// What a repository has in the works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// Where the next commit will go.
    pub head: Head,
    /// What was begun and not finished.
    pub operation: Option<Operation>,
    /// Between the last commit and the index.
    pub staged: List,
    /// Between the index and the files, with new files and conflicts.
    pub unstaged: List,
}

/// One of the two lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The first of them, by path, at most [`PATHS_SHOWN`].
    pub paths: Vec<Changed>,
    /// How many there are in truth.
    pub total: usize,
}

/// What was begun and waits for its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// A merge.
    Merge,
    /// A revert.
    Revert,
    /// A cherry-pick.
    CherryPick,
    /// A search for the commit that broke something.
    Bisect,
    /// A rebase.
    Rebase,
    /// Patches out of mails.
    ApplyMailbox,
}

/// Which two states are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The last commit and the index.
    Staged,
    /// The index and the file.
    Unstaged,
}

impl Repository {
    /// What is staged, what is not, and what is unfinished. A bare repository has nothing of it.
    pub fn changes(&self) -> Result<Changes, Error> {
        let git = self.handle()?;
        let head = self.head()?;
        let none = || List { paths: Vec::new(), total: 0 };
        if git.is_bare() {
            return Ok(Changes { head, operation: None, staged: none(), unstaged: none() });
        }
        // A lock that a killed one of us left would stop everybody else.
        index_file::recover(&git);
        let index = git.index()?;
        Ok(Changes {
            head,
            operation: operation(&git),
            staged: cut(list::staged(&git, &index, true)?),
            unstaged: cut(list::unstaged(&git, &index, true)?),
        })
    }

    /// How one file differs. Without `all`, files and differences that take long are not read.
    pub fn file_diff(&self, path: &[u8], side: Side, all: bool) -> Result<FileDiff, Error> {
        let git = self.handle()?;
        let index = git.index()?;
        let (before, after) = version::both(&git, &index, path, side, if all { u64::MAX } else { version::READ_UNASKED })?;
        diff::compare(&git, path, before.as_ref(), after.as_ref(), all)
    }

    /// Puts changes of files into the index. [`Error::Moved`] where they are not as they were when they were chosen.
    pub fn stage(&self, choice: &Choice) -> Result<(), Error> {
        self.write(|work| stage::stage(work, choice))
    }

    /// Takes changes out of the index; the files stay. Errors as for [`Repository::stage`].
    pub fn unstage(&self, choice: &Choice) -> Result<(), Error> {
        self.write(|work| unstage::unstage(work, choice))
    }

    /// Gives changes of files up: they become what the index has, new files go. Errors as for [`Repository::stage`];
    /// [`Error::Refused`] for conflicts and submodules that were chosen by name.
    pub fn discard(&self, choice: &Choice) -> Result<(), Error> {
        self.write(|work| discard::discard(work, choice))
    }

    /// True where the index has a file at a path, or below it.
    pub fn is_tracked(&self, path: &[u8]) -> Result<bool, Error> {
        let index = self.handle()?.index()?;
        let path = path.strip_suffix(b"/").unwrap_or(path);
        let is_file = (0..=3).any(|stage| index.get_path(&path_of(path), stage).is_some());
        Ok(is_file || index.find_prefix(path_of(&[path, b"/"].concat())).is_ok())
    }

    /// What a commit would meet. `author` is who commits where the repository does not say otherwise.
    pub fn commit_outlook(&self, author: &(String, String)) -> Result<CommitOutlook, Error> {
        outlook::look(&self.handle()?, author)
    }

    /// Hooks of this repository that a commit runs.
    pub fn commit_hooks(&self) -> Result<Vec<String>, Error> {
        crate::hooks::around_a_commit(&self.handle()?)
    }

    /// Makes a commit from the index; its id in hex. Hooks run only where somebody says how. [`Error::Invalid`] with `field`
    /// `message`, `author` or `staged`; [`Error::Hook`] where a hook said no; [`Error::Cancelled`].
    pub fn commit_changes(&self, draft: &CommitDraft, hooks: Option<&HookRun<'_>>) -> Result<String, Error> {
        let Some(run) = hooks else { return self.write(|work| commit::commit(work, draft)) };
        let git = self.handle()?;
        let draft = commit::ask_hooks(&git, draft, run)?;
        // They may have taken their time and changed the index: what is committed is what is there now.
        let old = commit::tip(&git)?.map(|tip| tip.id());
        let id = self.write(|work| commit::commit(work, &draft))?;
        commit::tell_hooks(&git, &draft, old, &id, run);
        Ok(id)
    }
}

fn cut(mut paths: Vec<Changed>) -> List {
    let total = paths.len();
    paths.truncate(PATHS_SHOWN);
    List { paths, total }
}

fn operation(git: &git2::Repository) -> Option<Operation> {
    use git2::RepositoryState as State;
    Some(match git.state() {
        State::Clean => return None,
        State::Merge => Operation::Merge,
        State::Revert | State::RevertSequence => Operation::Revert,
        State::CherryPick | State::CherryPickSequence => Operation::CherryPick,
        State::Bisect => Operation::Bisect,
        State::Rebase | State::RebaseInteractive | State::RebaseMerge => Operation::Rebase,
        State::ApplyMailbox | State::ApplyMailboxOrRebase => Operation::ApplyMailbox,
    })
}

/// The tree of the last commit; none before the first.
fn head_tree(git: &git2::Repository) -> Result<Option<git2::Tree<'_>>, Error> {
    match git.head() {
        Ok(head) => Ok(Some(head.peel_to_tree()?)),
        Err(error) if error.code() == git2::ErrorCode::UnbornBranch => Ok(None),
        Err(error) => Err(error.into()),
    }
}
