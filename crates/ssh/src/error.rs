//! What can go wrong with keys and askpass, by what the caller does about it.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// No variant holds a secret.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file (or link) of that name is there already; it was not touched.
    #[error("{} exists already", path.display())]
    Exists {
        /// Which.
        path: PathBuf,
    },
    /// The name of a key is no plain file name.
    #[error("\"{name}\" can't be the name of a key file")]
    InvalidName {
        /// The name.
        name: String,
    },
    /// The comment of a key holds a line break or another control character.
    #[error("a key's comment must be one line of plain text")]
    InvalidComment,
    /// A passphrase was given, and it is empty.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// The system gave no random numbers; no key was made.
    #[error("the system has no random numbers to give")]
    NoRandomness,
    /// The disk is full, or a quota or size limit is reached; no key file is left behind.
    #[error("no room to write {}: {source}", path.display())]
    Full {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// This person may not read or write there.
    #[error("no access to {}: {source}", path.display())]
    Denied {
        /// Which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Anything else the system reports.
    #[error("{} can't be used: {source}", path.display())]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// No `ssh` was found in the absolute folders of PATH, or the one set is no absolute path of a program.
    #[error("OpenSSH was not found{}", path.as_ref().map(|path| format!(" at {}", path.display())).unwrap_or_default())]
    NoProgram {
        /// The path that was set, if one was.
        path: Option<PathBuf>,
    },
    /// The library could not encode a key: a mistake of ours.
    #[error("the key could not be written in OpenSSH's format")]
    Unencodable,
}

impl Error {
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            ErrorKind::AlreadyExists => Self::Exists { path },
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::Full { path, source },
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::Denied { path, source },
            _ => Self::Io { path, source },
        }
    }
}
