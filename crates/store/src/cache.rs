//! What was seen last, for the time without a network: a file of `SQLite` for each owner, made again whenever it can't be used.
//!
//! A cache promises nothing. Whatever goes wrong with it (a damaged file, one of another version, a full disk, a folder that
//! may not be written to) is said in the log and otherwise means that less is remembered; no call here fails.
//!
//! Each owner has a file of its own, so that to forget an owner is to remove the file: nothing of it stays in pages that
//! `SQLite` keeps for later, and no forgotten condition can mix the owners up.

mod contents;
mod opening;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, ErrorCode};

use crate::Folder;
pub use contents::{Entry, Remembered};
use contents::{Sought, statements};

/// The folder below ours.
const FOLDER: &str = "seen";
/// How the files end; `SQLite`'s own journals add to it.
const ENDING: &str = ".sqlite";
/// Bytes that one owner's file may take.
const LARGEST: u64 = 32 * 1024 * 1024;

/// The caches of all owners. Used by one process, the holder of the folder's lock.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    largest: u64,
    slots: Mutex<HashMap<String, Arc<Mutex<Slot>>>>,
}

/// The file of one owner: opened when first asked for, not tried again in this run where it can't be used.
#[derive(Debug)]
enum Slot {
    Closed,
    Open(Connection),
    Unusable,
}

impl Cache {
    /// The caches in a folder. Opens nothing yet.
    pub fn new(folder: &Folder) -> Self {
        Self::at(folder.path().join(FOLDER), LARGEST)
    }

    fn at(folder: PathBuf, largest: u64) -> Self {
        Self { folder, largest, slots: Mutex::default() }
    }

    /// Keeps entries, and with `answer` what was answered to a question: the entries as of `now`, in milliseconds since 1970. Entries
    /// that are there already are replaced. `admitted` is asked while nobody can forget the owner; nothing is kept where it
    /// says no.
    pub fn keep(
        &self,
        owner: &str,
        now: i64,
        answer: Option<(&str, Remembered)>,
        entries: &[Entry],
        admitted: impl FnOnce() -> bool,
    ) {
        let slot = self.slot(owner);
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if !admitted() {
            return;
        }
        slot.open(&self.folder, &self.path(owner));
        slot.work(&self.path(owner), |connection| {
            let work = connection.transaction()?;
            statements::keep(&work, now, answer, entries)?;
            work.commit()?;
            statements::evict(connection, self.largest)
        });
    }

    /// What was answered to a question last.
    pub fn answer(&self, owner: &str, question: &str) -> Option<Remembered> {
        self.with(owner, |connection| statements::answer(connection, question)).flatten()
    }

    /// The entries of a kind with these keys, in their order; those that are not there are left out.
    pub fn entries(&self, owner: &str, kind: &str, keys: &[String]) -> Vec<Remembered> {
        self.with(owner, |connection| statements::entries(connection, kind, keys)).unwrap_or_default()
    }

    /// The entries of a kind that hold all the words, whose keys begin with `within`, in the order of their keys; at most
    /// `most`.
    pub fn search(&self, owner: &str, kind: &str, within: &str, words: &[String], most: usize) -> Vec<Remembered> {
        let sought = Sought { kind, within, words, most };
        self.with(owner, |connection| statements::search(connection, &sought)).unwrap_or_default()
    }

    /// Forgets what was answered to a question.
    pub fn forget_answer(&self, owner: &str, question: &str) {
        self.with(owner, |connection| statements::forget_answer(connection, question));
    }

    /// Forgets an entry.
    pub fn forget_entry(&self, owner: &str, kind: &str, key: &str) {
        self.with(owner, |connection| statements::forget_entry(connection, kind, key));
    }

    /// Forgets all entries and answers about some things.
    pub fn forget_about(&self, owner: &str, about: &[String]) {
        self.with(owner, |connection| {
            let work = connection.transaction()?;
            about.iter().try_for_each(|about| statements::forget_about(&work, about))?;
            work.commit()
        });
    }

    /// Forgets the entries of a kind whose keys begin with `within` and that were last kept before `since`: they were not
    /// among what is there now. Their keys.
    pub fn forget_unseen(&self, owner: &str, kind: &str, within: &str, since: i64) -> Vec<String> {
        self.with(owner, |connection| statements::forget_unseen(connection, kind, within, since)).unwrap_or_default()
    }

    /// Forgets an owner: its file goes.
    pub fn forget(&self, owner: &str) {
        let slot = self.slot(owner);
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        *slot = Slot::Closed;
        remove(&self.path(owner));
    }

    /// Removes the files of owners that `known` does not know.
    pub fn sweep(&self, known: impl Fn(&str) -> bool) {
        let Ok(files) = fs::read_dir(&self.folder) else { return };
        for file in files.flatten() {
            let name = file.file_name();
            let owner = name.to_str().and_then(|name| name.split_once(ENDING)).map(|(owner, _)| owner);
            if owner.is_some_and(|owner| !known(owner)) {
                remove_file(&file.path());
            }
        }
    }

    fn path(&self, owner: &str) -> PathBuf {
        self.folder.join(format!("{owner}{ENDING}"))
    }

    fn slot(&self, owner: &str) -> Arc<Mutex<Slot>> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(slots.entry(owner.to_owned()).or_insert_with(|| Arc::new(Mutex::new(Slot::Closed))))
    }

    /// Works with an owner's file; none where there is none or it can't be used.
    fn with<T>(&self, owner: &str, work: impl FnOnce(&mut Connection) -> Result<T, rusqlite::Error>) -> Option<T> {
        let path = self.path(owner);
        let slot = self.slot(owner);
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if path.exists() {
            slot.open(&self.folder, &path);
        }
        slot.work(&path, work)
    }
}

impl Slot {
    /// Opens the file, where that was not tried yet.
    fn open(&mut self, folder: &Path, path: &Path) {
        if !matches!(self, Self::Closed) {
            return;
        }
        *self = match opening::open(folder, path) {
            Ok(connection) => Self::Open(connection),
            Err(error) => {
                tracing::warn!(%error, "what was seen is not kept in this run");
                Self::Unusable
            }
        };
    }

    /// Works with the open file. Where it turns out to be damaged, it goes, and the next keeping makes another.
    fn work<T>(&mut self, path: &Path, work: impl FnOnce(&mut Connection) -> Result<T, rusqlite::Error>) -> Option<T> {
        let Self::Open(connection) = self else { return None };
        match work(connection) {
            Ok(done) => Some(done),
            Err(error) if is_damage(&error) => {
                tracing::warn!(%error, "what was seen is damaged and forgotten");
                *self = Self::Closed;
                remove(path);
                None
            }
            Err(error) => {
                tracing::warn!(%error, "what was seen could not be used");
                None
            }
        }
    }
}

/// Whether a file can only be made anew.
fn is_damage(error: &rusqlite::Error) -> bool {
    match error {
        rusqlite::Error::SqliteFailure(failure, _) => {
            matches!(failure.code, ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::SchemaChanged)
        }
        // What we did not write: another type in a column, a text that is none.
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::Utf8Error(..) => true,
        _ => false,
    }
}

/// Removes a file with the journals that `SQLite` may have left beside it.
fn remove(path: &Path) {
    for journal in ["", "-journal", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(journal);
        remove_file(Path::new(&name));
    }
}

fn remove_file(path: &Path) {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            tracing::warn!(%error, path = %path.display(), "what was seen could not be removed");
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;
