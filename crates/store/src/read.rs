//! Reading a document: the file, else its last good copy, and saying which.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::Error;
use crate::replace::copy_of;

/// The two fields every document has; anything else beside them is ours to come.
#[derive(Deserialize)]
struct Envelope {
    version: u32,
    data: Value,
}

/// What was found on disk.
pub(crate) struct Found<T> {
    pub(crate) value: T,
    /// The data as the file has it.
    pub(crate) raw: Value,
    pub(crate) version: u32,
    /// Why the last good copy was read instead of the file; empty when the file itself was read.
    pub(crate) copy_because: Option<String>,
    /// Whether the file itself exists, good or not.
    pub(crate) file_exists: bool,
}

enum Attempt<T> {
    Good { value: T, raw: Value, version: u32 },
    Missing,
    Newer(u32),
    Bad(String),
}

/// `None` where there is neither file nor copy.
pub(crate) fn read<T: for<'de> Deserialize<'de>>(path: &Path, known: u32) -> Result<Option<Found<T>>, Error> {
    let (detail, file_exists) = match attempt(path, known)? {
        Attempt::Good { value, raw, version } => {
            return Ok(Some(Found { value, raw, version, copy_because: None, file_exists: true }));
        }
        Attempt::Newer(found) => return Err(Error::TooNew { path: path.to_owned(), found, known }),
        Attempt::Missing => ("the file is missing".to_owned(), false),
        Attempt::Bad(detail) => (detail, true),
    };
    match attempt(&copy_of(path), known)? {
        Attempt::Good { value, raw, version } => Ok(Some(Found { value, raw, version, copy_because: Some(detail), file_exists })),
        Attempt::Newer(found) => Err(Error::TooNew { path: path.to_owned(), found, known }),
        Attempt::Missing if !file_exists => Ok(None),
        Attempt::Missing | Attempt::Bad(_) => Err(Error::Damaged { path: path.to_owned(), detail }),
    }
}

fn attempt<T: for<'de> Deserialize<'de>>(path: &Path, known: u32) -> Result<Attempt<T>, Error> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(failed) if failed.kind() == ErrorKind::NotFound => return Ok(Attempt::Missing),
        Err(failed) => return Err(Error::io(path, failed)),
    };
    let envelope: Envelope = match serde_json::from_slice(&bytes) {
        Ok(envelope) => envelope,
        Err(failed) => return Ok(Attempt::Bad(failed.to_string())),
    };
    match T::deserialize(&envelope.data) {
        Ok(value) => Ok(Attempt::Good { value, raw: envelope.data, version: envelope.version }),
        // Another shape under a newer version is no damage.
        Err(_) if envelope.version > known => Ok(Attempt::Newer(envelope.version)),
        Err(failed) => Ok(Attempt::Bad(failed.to_string())),
    }
}
