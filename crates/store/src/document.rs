//! One JSON file, `{"version": N, "data": ..}`, held in memory and written whole at each change.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::replace::{Previous, copy_of, damaged_of, replace};
use crate::unknown::{Unknown, beyond, put_back};
use crate::{Error, Folder, read};

/// What a person should be told after a document was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The file was damaged or missing; its last good copy is used. The last change may be lost.
    LastGoodCopy {
        /// The file.
        path: PathBuf,
        /// What was met in it.
        detail: String,
    },
    /// A newer Bough wrote it: it can be read, every change gives [`Error::TooNew`].
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// The version in it.
        found: u32,
    },
}

/// A document of type `T` that survives crashes. Fields of objects that `T` does not know are kept when it is written;
/// unknown fields inside the items of a list are not. An older version is read with `T`'s serde defaults.
#[derive(Debug)]
pub struct Document<T> {
    path: PathBuf,
    version: u32,
    notice: Option<Notice>,
    state: Mutex<State<T>>,
}

#[derive(Debug)]
struct State<T> {
    value: T,
    unknown: Option<Unknown>,
    previous: Previous,
    written: Option<Vec<u8>>,
}

impl<T: Serialize + for<'de> Deserialize<'de> + Default + Clone> Document<T> {
    /// Reads `name` in `folder`; a missing file is `T::default()` and is written at the first change.
    ///
    /// # Errors
    /// [`Error::TooNew`] where a newer file has no shape of ours, [`Error::Damaged`] where the last good copy is no help.
    pub fn open(folder: &Folder, name: &str, version: u32) -> Result<Self, Error> {
        let path = folder.path().join(name);
        let Some(found) = read::read::<T>(&path, version)? else { return Ok(Self::fresh(path, version)) };
        let notice = if found.version > version {
            Some(Notice::ReadOnly { path: path.clone(), found: found.version })
        } else {
            found.copy_because.as_ref().map(|detail| Notice::LastGoodCopy { path: path.clone(), detail: detail.clone() })
        };
        if let Some(notice) = &notice {
            tracing::warn!(?notice, "a document is not as it should be");
        }
        let previous = match (found.file_exists, found.copy_because.is_some()) {
            (false, _) => Previous::Missing,
            (true, true) => Previous::PutAside,
            (true, false) => Previous::Keep,
        };
        let ours = serde_json::to_value(&found.value).map_err(|source| Error::Unwritable { path: path.clone(), source })?;
        let unknown = beyond(&found.raw, &ours);
        let state = State { value: found.value, unknown, previous, written: None };
        Ok(Self { path, version, notice, state: Mutex::new(state) })
    }

    /// Puts a damaged document and its copy aside (`.damaged`) and begins with `T::default()`.
    ///
    /// # Errors
    /// What the file system says; then nothing has been lost.
    pub fn start_over(folder: &Folder, name: &str, version: u32) -> Result<Self, Error> {
        let path = folder.path().join(name);
        for old in [copy_of(&path), path.clone()] {
            match fs::rename(&old, damaged_of(&old)) {
                Err(failed) if failed.kind() != ErrorKind::NotFound => return Err(Error::io(&old, failed)),
                _ => {}
            }
        }
        Ok(Self::fresh(path, version))
    }

    fn fresh(path: PathBuf, version: u32) -> Self {
        let state = State { value: T::default(), unknown: None, previous: Previous::Missing, written: None };
        Self { path, version, notice: None, state: Mutex::new(state) }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What a person should be told about how it was opened.
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// A clone of the value.
    pub fn get(&self) -> T {
        self.state().value.clone()
    }

    /// Looks at the value. Must not call back into this document.
    pub fn read<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        look(&self.state().value)
    }

    /// Changes the value and writes it; when writing fails the value stays what it was.
    ///
    /// # Errors
    /// [`Error::TooNew`] for a document that is read-only, else what the file system says.
    pub fn change<R>(&self, change: impl FnOnce(&mut T) -> R) -> Result<R, Error> {
        self.try_change(|value| Ok(change(value)))
    }

    /// Like [`Document::change`] for a change that may refuse: then nothing is written and its error is handed back.
    ///
    /// # Errors
    /// Those of the change itself and of [`Document::change`].
    pub fn try_change<R, E: From<Error>>(&self, change: impl FnOnce(&mut T) -> Result<R, E>) -> Result<R, E> {
        if let Some(Notice::ReadOnly { path, found }) = &self.notice {
            return Err(Error::TooNew { path: path.clone(), found: *found, known: self.version }.into());
        }
        let mut state = self.state();
        let mut value = state.value.clone();
        let answer = change(&mut value)?;
        self.write(&mut state, &value)?;
        state.value = value;
        Ok(answer)
    }

    fn write(&self, state: &mut State<T>, value: &T) -> Result<(), Error> {
        let unwritable = |source| Error::Unwritable { path: self.path.clone(), source };
        let mut data = serde_json::to_value(value).map_err(unwritable)?;
        if let Some(unknown) = &state.unknown {
            put_back(&mut data, unknown);
        }
        let bytes = serde_json::to_vec_pretty(&json!({ "version": self.version, "data": data })).map_err(unwritable)?;
        // Someone may have removed the file meanwhile; that must not make every further change fail.
        let exists = self.path.exists();
        if exists && state.written.as_ref() == Some(&bytes) {
            return Ok(());
        }
        let previous = if exists { state.previous } else { Previous::Missing };
        replace(&self.path, &bytes, previous, &mut |_| {}).map_err(|source| Error::io(&self.path, source))?;
        state.previous = Previous::Keep;
        state.written = Some(bytes);
        Ok(())
    }

    /// A change works on a clone, so a panic in one leaves a whole value behind.
    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
