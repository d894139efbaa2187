//! The list of steps: refs below `refs/bough/undo/<work tree>/<number>/`, named `before`, `done` and, once it was undone,
//! `undone`. A step without `done` was interrupted.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use git2::{Index, Oid, Repository};
use jiff::Timestamp;

use super::state::State;
use super::{Deed, Step};
use crate::error::Error;
use crate::work_tree::is_folder;

/// Steps that are kept.
const KEPT: usize = 100;

/// Where the steps of a linked work tree are, which Git knows by this name.
pub(crate) fn folder_of_linked(name: impl AsRef<std::ffi::OsStr>) -> String {
    crate::names::bytes_of(name.as_ref())
        .iter()
        .fold("refs/bough/undo/linked-".to_owned(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// A step as it is kept.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) number: u32,
    pub(super) undone: bool,
    before: Oid,
    done: Option<Oid>,
}

/// The steps of one work tree.
pub(super) struct Steps<'r> {
    git: &'r Repository,
    folder: String,
}

impl<'r> Steps<'r> {
    /// Those of the repository's work tree.
    pub(super) fn of(git: &'r Repository) -> Self {
        let linked = git.is_worktree().then(|| git.path().file_name()).flatten().map(ToOwned::to_owned);
        let folder = linked.map_or_else(|| "refs/bough/undo/main".to_owned(), |name| folder_of_linked(&name));
        Self { git, folder }
    }

    /// All steps, the oldest first.
    pub(super) fn all(&self) -> Result<Vec<Kept>, Error> {
        let mut marks: BTreeMap<u32, BTreeMap<String, Oid>> = BTreeMap::new();
        for reference in self.git.references_glob(&format!("{}/*", self.folder))? {
            let reference = reference?;
            let (Ok(name), Some(target)) = (reference.name(), reference.target()) else { continue };
            let rest = name.strip_prefix(&self.folder).unwrap_or_default().trim_start_matches('/');
            if let Some((number, mark)) = rest.split_once('/')
                && let Ok(number) = number.parse()
            {
                marks.entry(number).or_default().insert(mark.to_owned(), target);
            }
        }
        let kept = |(number, marks): (u32, BTreeMap<String, Oid>)| {
            let before = *marks.get("before")?;
            Some(Kept { number, undone: marks.contains_key("undone"), before, done: marks.get("done").copied() })
        };
        Ok(marks.into_iter().filter_map(kept).collect())
    }

    /// What a step did, and when.
    pub(super) fn shown(&self, kept: &Kept) -> Result<Step, Error> {
        let commit = self.git.find_commit(kept.before)?;
        let deed = serde_json::from_slice(commit.message_bytes())
            .map_err(|error| Error::Damaged { detail: format!("a step to undo: {error}") })?;
        let time = Timestamp::from_second(commit.time().seconds()).unwrap_or(Timestamp::UNIX_EPOCH);
        Ok(Step { number: kept.number, deed, time: time.to_string() })
    }

    /// The states before and after a step.
    pub(super) fn states(&self, kept: &Kept) -> Result<(State, State), Error> {
        let done = kept.done.ok_or_else(|| Error::broken("the step was not ended"))?;
        Ok((State::read(self.git, kept.before)?, State::read(self.git, done)?))
    }

    /// Begins a step. Those that were undone can't be redone any more.
    pub(super) fn begin(&self, deed: &Deed, before: &State) -> Result<u32, Error> {
        let words = serde_json::to_string(deed).map_err(Error::broken)?;
        let before = before.write(self.git, &words)?;
        let all = self.all()?;
        let number = all.last().map_or(1, |kept| kept.number + 1);
        self.put(number, "before", before)?;
        for undone in all.iter().filter(|kept| kept.undone) {
            self.forget(undone.number)?;
        }
        Ok(number)
    }

    /// Ends a step, and forgets the oldest ones, and this one if it changed nothing.
    pub(super) fn close(&self, number: u32, before: &State, after: &State) -> Result<(), Error> {
        if before == after {
            return self.forget(number);
        }
        let after = after.write(self.git, "after")?;
        self.put(number, "done", after)?;
        let all = self.all()?;
        for old in all.iter().take(all.len().saturating_sub(KEPT)) {
            self.forget(old.number)?;
        }
        Ok(())
    }

    /// Ends steps that a crash interrupted: what they had done by then can be undone.
    pub(super) fn close_interrupted(&self, index: &Index) -> Result<(), Error> {
        // A repository may have come with a link on the way: what is behind it is not ours.
        let folder = Path::new(&self.folder);
        let way = folder.ancestors().filter(|part| !part.as_os_str().is_empty());
        if way.into_iter().all(|part| is_folder(&self.git.commondir().join(part))) {
            unlock(&self.git.commondir().join(folder));
        }
        for kept in self.all()?.iter().filter(|kept| kept.done.is_none()) {
            let before = State::read(self.git, kept.before)?;
            self.close(kept.number, &before, &State::take(self.git, index, &before.scope())?)?;
        }
        Ok(())
    }

    /// Remembers that a step was undone, or done again.
    pub(super) fn mark(&self, kept: &Kept, undone: bool) -> Result<(), Error> {
        if undone { self.put(kept.number, "undone", kept.before) } else { self.delete(kept.number, "undone") }
    }

    fn put(&self, number: u32, mark: &str, target: Oid) -> Result<(), Error> {
        self.git.reference(&format!("{}/{number:08}/{mark}", self.folder), target, true, "")?;
        Ok(())
    }

    /// `before` goes last: until then the step is a whole one.
    pub(super) fn forget(&self, number: u32) -> Result<(), Error> {
        ["undone", "done", "before"].iter().try_for_each(|mark| self.delete(number, mark))
    }

    fn delete(&self, number: u32, mark: &str) -> Result<(), Error> {
        match self.git.find_reference(&format!("{}/{number:08}/{mark}", self.folder)) {
            Ok(mut reference) => Ok(reference.delete()?),
            Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Removes locks of refs that nobody but us writes, while nobody of us does.
fn unlock(folder: &Path) {
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if is_folder(&path) {
            unlock(&path);
        } else if path.extension().is_some_and(|end| end == "lock") {
            // What can't be removed is complained about by whoever needs the place.
            let _ = fs::remove_file(path);
        }
    }
}
