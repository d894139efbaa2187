//! Changes: what differs between the last commit, the index and the files; putting it into the index, taking it out,
//! giving it up, and committing it. Every change of ours is a step that can be undone ([`crate::undo`]).

mod between;
mod choice;
mod commit;
mod compose;
mod diff;
mod discard;
mod known;
mod lines;
mod list;
mod message;
mod outlook;
mod put_back;
mod stage;
mod suspects;
mod unstage;
mod version;

use std::sync::PoisonError;
use std::time::Instant;

use crate::error::Error;
use crate::hooks::{HookRun, Surroundings};
use crate::names::path_of;
use crate::patience;
use crate::programs::Programs;
use crate::repository::{Head, Repository};
use crate::signing::{self, SignatureCheck};

pub use between::{Between, End, Reading};
pub use choice::Choice;
pub(crate) use choice::plain;
pub use commit::CommitDraft;
pub(crate) use commit::{identity, tip};
pub use diff::{DiffContent, DiffLine, Encoding, FileDiff, Hunk, LineEnd};
pub(crate) use known::Known;
pub(crate) use list::unstaged_among;
pub use list::{Changed, PathChange};
pub use outlook::CommitOutlook;
pub(crate) use outlook::is_published;
pub(crate) use put_back::put_back;

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
    /// Files of Git LFS whose bytes are not here: pointers lie in their place.
    pub lfs_missing: usize,
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

impl Operation {
    /// What it is called.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Merge => "A merge",
            Self::Revert => "A revert",
            Self::CherryPick => "A cherry-pick",
            Self::Bisect => "A bisection",
            Self::Rebase => "A rebase",
            Self::ApplyMailbox => "Applying mails",
        }
    }
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
    /// What is staged, what is not, and what is unfinished. A bare repository has nothing of it. Quick while it is watched.
    pub fn changes(&self) -> Result<Changes, Error> {
        let mut kept = self.known().lock().unwrap_or_else(PoisonError::into_inner);
        // What is told from here on is for the next time.
        let told = self.told();
        if let (Some(known), Some(told)) = (kept.as_mut(), &told)
            && known.follow(told)?
        {
            return known.shown();
        }
        *kept = None;
        let git = self.handle()?;
        if git.is_bare() {
            let none = || List { paths: Vec::new(), total: 0 };
            return Ok(Changes { head: self.head()?, operation: None, staged: none(), unstaged: none(), lfs_missing: 0 });
        }
        let begun = Instant::now();
        let known = Known::read(git)?;
        self.took(begun.elapsed());
        let shown = known.shown();
        // Without a watch nothing would tell what to read again.
        *kept = told.map(|_| known);
        shown
    }

    /// Reads everything the next time, whatever the watch told or did not.
    pub fn doubt_changes(&self) {
        *self.known().lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// How one file differs.
    pub fn file_diff(&self, path: &[u8], between: impl Into<Between>, reading: Reading) -> Result<FileDiff, Error> {
        let (name, between) = (path.to_vec(), between.into());
        let side = if let Between::Side(side) = between { Some(side) } else { None };
        let is_one = matches!(between, Between::File { .. });
        self.versions(path, between, reading.limit(), move |git, [before, after]| {
            let mut diff = diff::compare(git, &name, side, before.as_ref(), after.as_ref(), reading)?;
            if is_one && let Some(version) = &after {
                diff.show_whole(version, reading);
            }
            Ok(diff)
        })
    }

    /// One of the two states as text, its lines as [`Repository::file_diff`] gives them (an ellipsis where one is cut), each with
    /// its end; none where it is no text or too long. [`Error::Moved`] where `revision` is not that of the difference any more.
    pub fn file_text(&self, path: &[u8], between: &Between, end: End, revision: &str) -> Result<Option<String>, Error> {
        let bytes = self.file_bytes(path, between, end, revision, version::READ_UNASKED)?;
        Ok(bytes.as_deref().and_then(diff::text))
    }

    /// One of the two states; none where it isn't there, is a submodule or has more than `limit` bytes. Errors as for
    /// [`Repository::file_text`].
    pub fn file_bytes(
        &self,
        path: &[u8],
        between: &Between,
        end: End,
        revision: &str,
        limit: u64,
    ) -> Result<Option<Vec<u8>>, Error> {
        let (name, revision) = (path.to_vec(), revision.to_owned());
        self.versions(path, between.clone(), limit, move |_, [before, after]| {
            diff::still(&name, before.as_ref(), after.as_ref(), &revision)?;
            let version = if end == End::Before { before } else { after };
            Ok(version.and_then(version::Version::into_bytes))
        })
    }

    /// Reads both states of a file and makes something of them.
    fn versions<T: Send + 'static>(
        &self,
        path: &[u8],
        between: Between,
        limit: u64,
        make: impl FnOnce(&git2::Repository, [Option<version::Version>; 2]) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        match between {
            Between::Side(side) => {
                let git = self.handle()?;
                let index = git.index()?;
                let (before, after) = version::both(&git, &index, path, side, limit)?;
                make(&git, [before, after])
            }
            Between::Commit { id, before } => {
                let (folder, path) = (self.git_folder().to_owned(), path.to_vec());
                patience::within(&format!("the commit {}", crate::shown::visible(&id)), move || {
                    let git = crate::commit::reader(&folder)?;
                    let versions = version::in_commit_and_parent(&git, &id, &path, before.as_deref(), limit)?;
                    make(&git, versions)
                })
            }
            Between::File { id } => {
                let (folder, path) = (self.git_folder().to_owned(), path.to_vec());
                patience::within(&format!("the commit {}", crate::shown::visible(&id)), move || {
                    let git = crate::commit::reader(&folder)?;
                    let version = version::in_one_commit(&git, &id, &path, limit)?;
                    make(&git, [Some(version.clone()), Some(version)])
                })
            }
        }
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
    pub fn commit_outlook(&self, author: &(String, String), surroundings: Surroundings<'_>) -> Result<CommitOutlook, Error> {
        outlook::look(&self.handle()?, author, surroundings)
    }

    /// Hooks of this repository that a commit runs.
    pub fn commit_hooks(&self, surroundings: Surroundings<'_>) -> Result<Vec<String>, Error> {
        crate::hooks::around_a_commit(&self.handle()?, surroundings)
    }

    /// Names and e-mail addresses of those who wrote the last commits, whoever did so last in front.
    pub fn people(&self) -> Result<Vec<(String, String)>, Error> {
        crate::people::list(&self.handle()?)
    }

    /// Who commits here from now on, and with which key they sign; without one that stays as it is. [`Error::Invalid`] with the
    /// setting's name where a value would break its line.
    pub fn set_identity(&self, author: &(String, String), signing_key: Option<&str>) -> Result<(), Error> {
        crate::identity::set(&self.handle()?, author, signing_key)
    }

    /// The message of the last commit; none before the first.
    pub fn last_message(&self) -> Result<Option<String>, Error> {
        Ok(tip(&self.handle()?)?.map(|tip| String::from_utf8_lossy(tip.message_bytes()).into_owned()))
    }

    /// True where the configuration wants commits signed.
    pub fn signs_commits(&self) -> Result<bool, Error> {
        outlook::signs(&self.handle()?)
    }

    /// Makes a commit from the index; its id in hex. Hooks run, and it is signed, only where somebody says how. [`Error::Invalid`]
    /// with `field` `message`, `author`, `coAuthors`, `staged` or `signing`; [`Error::Hook`] where a hook said no;
    /// [`Error::Signing`] where there is no signature; [`Error::Cancelled`].
    pub fn commit_changes(
        &self,
        draft: &CommitDraft,
        hooks: Option<&HookRun<'_>>,
        signing: Option<&Programs>,
    ) -> Result<String, Error> {
        let git = self.handle()?;
        let mut draft = commit::composed(&git, draft)?;
        if let Some(run) = hooks {
            draft = commit::ask_hooks(&git, &draft, run)?;
        }
        // They may have taken their time and changed the index: what is committed is what is there now.
        let old = tip(&git)?.map(|tip| tip.id());
        let id = match signing {
            None => self.write(|work| {
                let planned = commit::plan(work, &draft)?;
                commit::make(work, &planned, None)
            })?,
            Some(programs) => {
                let planned = self.write(|work| commit::plan(work, &draft))?;
                // The person may have to find a passphrase or a card: the index is not locked meanwhile.
                let signature = signing::sign(&git, &planned.text, &planned.committer, programs)?;
                self.write(|work| commit::make(work, &planned, Some(&signature)))?
            }
        };
        if let Some(run) = hooks {
            commit::tell_hooks(&git, &draft, old, &id, run);
        }
        Ok(id)
    }

    /// Checks the signature of a commit. `commit` is a full object name in hex. Programs are those of the person's own
    /// configuration, whatever the repository's says. [`Error::NotFound`] where there is no such commit.
    pub fn check_signature(&self, commit: &str, programs: &Programs) -> Result<SignatureCheck, Error> {
        let missing = || Error::NotFound { what: format!("The commit {}", crate::shown::visible(commit)) };
        let id = git2::Oid::from_str(commit).map_err(|_| missing())?;
        signing::check(&self.handle()?, id, programs)
    }
}

/// What was begun and not finished.
pub(crate) fn operation(git: &git2::Repository) -> Option<Operation> {
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
