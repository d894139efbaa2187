//! Undo: before anything changes refs, index or files, the state that it will touch is kept; afterwards the state that it
//! left. Undoing goes from the one to the other, and refuses where somebody changed the same things in between.
//!
//! A step is two commits under `refs/bough/undo/`, so that Git keeps all bytes through every `gc`. It holds what differs
//! from HEAD, not the whole index: a step costs as much as its change.

mod branch;
mod name;
mod outlook;
mod restore;
mod state;
mod steps;

use std::sync::PoisonError;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::index_file::{self, IndexFile};
use crate::repository::Repository;

pub use outlook::{EntryMove, FileMove, HeadMove, LeftCommit, UndoOutlook};
use state::State;
pub(crate) use state::blank;
use steps::Steps;
pub(crate) use steps::folder_of_linked;

/// What can be undone and redone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undo {
    /// Steps that are done, the newest first.
    pub done: Vec<Step>,
    /// Steps that were undone, the oldest first.
    pub undone: Vec<Step>,
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Names it; later steps have larger numbers.
    pub number: u32,
    /// What it did.
    pub deed: Deed,
    /// When, RFC 3339.
    pub time: String,
}

/// What a step did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Deed {
    /// Put changes into the index.
    Stage {
        /// Of so many files.
        files: usize,
        /// The first of them, as text.
        first: String,
    },
    /// Took changes out of the index.
    Unstage {
        /// Of so many files.
        files: usize,
        /// The first of them, as text.
        first: String,
    },
    /// Gave changes of files up.
    Discard {
        /// Of so many files.
        files: usize,
        /// The first of them, as text.
        first: String,
    },
    /// Made a commit.
    Commit {
        /// The first line of its message.
        summary: String,
    },
    /// Replaced the last commit.
    Amend {
        /// The first line of its message.
        summary: String,
    },
    /// Checked something out.
    CheckOut {
        /// The branch without `refs/heads/`, or the commit in hex.
        name: String,
        /// True for a branch.
        branch: bool,
    },
}

/// What a step may touch beside HEAD and the entries that differ from it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    /// Paths whose entries in the index may change, flags included.
    pub(crate) entries: Vec<Vec<u8>>,
    /// Paths whose files may change.
    pub(crate) files: Vec<Vec<u8>>,
    /// Full names of branches that may be made, moved or removed, or that HEAD may leave or come to.
    pub(crate) branches: Vec<Vec<u8>>,
}

/// A repository whose index is ours for as long as this lives.
pub(crate) struct Work<'r> {
    pub(crate) git: &'r git2::Repository,
    pub(crate) index: IndexFile,
}

impl Work<'_> {
    /// Does something so that it can be undone: keeps the state before and after. What failed half-way is a step too, if
    /// it changed anything.
    pub(crate) fn step<T>(
        &mut self,
        deed: &Deed,
        scope: &Scope,
        act: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.try_step(deed, scope, act)?.0
    }

    /// The same, but what failed half-way is taken back at once. Where not even that goes, it stays a step.
    pub(crate) fn step_or_nothing<T>(
        &mut self,
        deed: &Deed,
        scope: &Scope,
        act: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let (outcome, number, before, after) = self.try_step(deed, scope, act)?;
        if outcome.is_err() && before != after && restore::restore(self, &after, &before).is_ok() {
            Steps::of(self.git).forget(number)?;
        }
        outcome
    }

    /// What came of it, the step's number, and the states before and after.
    fn try_step<T>(
        &mut self,
        deed: &Deed,
        scope: &Scope,
        act: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<(Result<T, Error>, u32, State, State), Error> {
        let steps = Steps::of(self.git);
        let before = State::take(self.git, &self.index, scope)?;
        let number = steps.begin(deed, &before)?;
        let outcome = act(self).and_then(|answer| self.index.save().map(|()| answer));
        if outcome.is_err() {
            self.index.forget()?;
        }
        let after = State::take(self.git, &self.index, scope)?;
        steps.close(number, &before, &after)?;
        Ok((outcome, number, before, after))
    }
}

impl Repository {
    /// What can be undone and redone, at most the last hundred steps.
    pub fn undo_steps(&self) -> Result<Undo, Error> {
        let git = self.handle()?;
        let steps = Steps::of(&git);
        let mut undo = Undo { done: Vec::new(), undone: Vec::new() };
        for kept in steps.all()? {
            let list = if kept.undone { &mut undo.undone } else { &mut undo.done };
            list.push(steps.shown(&kept)?);
        }
        undo.done.reverse();
        Ok(undo)
    }

    /// Undoes the steps from the newest down to `number`. [`Error::Moved`] where something that a step changed was changed
    /// since; the steps before that one are undone then.
    pub fn undo(&self, number: u32) -> Result<(), Error> {
        self.write(|work| {
            let steps = Steps::of(work.git);
            let done: Vec<_> = steps.all()?.into_iter().filter(|kept| !kept.undone && kept.number >= number).collect();
            if done.first().is_none_or(|kept| kept.number != number) {
                return Err(Error::Moved { what: "The list of steps".to_owned() });
            }
            for kept in done.iter().rev() {
                let (before, after) = steps.states(kept)?;
                restore::restore(work, &after, &before)?;
                steps.mark(kept, true)?;
            }
            Ok(())
        })
    }

    /// Does undone steps again, from the oldest up to `number`. Errors as for [`Repository::undo`].
    pub fn redo(&self, number: u32) -> Result<(), Error> {
        self.write(|work| {
            let steps = Steps::of(work.git);
            let undone: Vec<_> = steps.all()?.into_iter().filter(|kept| kept.undone && kept.number <= number).collect();
            if undone.last().is_none_or(|kept| kept.number != number) {
                return Err(Error::Moved { what: "The list of steps".to_owned() });
            }
            for kept in &undone {
                let (before, after) = steps.states(kept)?;
                restore::restore(work, &before, &after)?;
                steps.mark(kept, false)?;
            }
            Ok(())
        })
    }

    /// Changes the repository: one at a time, with the index locked against everybody, after what a crash may have left
    /// was put in order.
    pub(crate) fn write<T>(&self, act: impl FnOnce(&mut Work<'_>) -> Result<T, Error>) -> Result<T, Error> {
        let _turn = self.writing().lock().unwrap_or_else(PoisonError::into_inner);
        let git = self.handle()?;
        if git.is_bare() {
            return Err(Error::Refused { detail: "This repository has no files to change: it is a bare one.".to_owned() });
        }
        index_file::recover(&git);
        let index = IndexFile::lock(&git)?;
        Steps::of(&git).close_interrupted(&index)?;
        act(&mut Work { git: &git, index })
    }
}
