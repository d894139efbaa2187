//! What can go wrong with our files, by what the caller does about it.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A file or folder of ours could not be used. Nothing that stood before is lost by any of these.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another Bough uses this folder.
    #[error("{} is in use by another Bough", path.display())]
    InUse {
        /// The folder.
        path: PathBuf,
    },
    /// A newer Bough wrote the file: it may be read where its shape is still ours, and is never written.
    #[error("{} has version {found}, written by a newer Bough (this one writes {known})", path.display())]
    TooNew {
        /// The file.
        path: PathBuf,
        /// The version in the file.
        found: u32,
        /// The version this Bough writes.
        known: u32,
    },
    /// Neither the file nor its last good copy can be read. `Document::start_over` puts both aside.
    #[error("{} is damaged, and so is its last good copy: {detail}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was met in the file itself.
        detail: String,
    },
    /// No room: the disk is full, or a quota or size limit is reached.
    #[error("no room to write {}: {source}", path.display())]
    Full {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file or folder may not be written or read by this person.
    #[error("no access to {}: {source}", path.display())]
    Denied {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Anything else the system reports.
    #[error("{} can't be used: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The value can't be written as JSON: a mistake in its type.
    #[error("{} can't be written as JSON: {source}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What serde said.
        source: serde_json::Error,
    },
}

impl Error {
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::Full { path, source },
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::Denied { path, source },
            _ => Self::Io { path, source },
        }
    }
}
