//! The data folder: private to its owner, and used by one Bough at a time.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::Error;
use crate::replace;

/// The folder everything of ours lives in. Clones name the same folder.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
}

/// Holds the folder until dropped; the operating system lets go of it when the process dies.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing is not enough: a program that another thread is just starting may have the file for a moment.
        if let Err(error) = self.file.unlock() {
            tracing::warn!(%error, "the data folder stays locked until this process ends");
        }
    }
}

impl Folder {
    /// Opens the folder and makes it where it is missing; nobody but its owner may enter it (mode 0700).
    ///
    /// # Errors
    /// [`Error::Denied`], [`Error::Full`] or [`Error::Io`].
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, Error> {
        let path = path.into();
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path).map_err(|source| Error::io(&path, source))?;
        make_private(&path)?;
        Ok(Self { path })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Takes the folder for this process, then removes what a killed Bough left half-written.
    ///
    /// # Errors
    /// [`Error::InUse`] while another process (or another `Lock` of this one) holds it.
    pub fn lock(&self) -> Result<Lock, Error> {
        let path = self.path.join("lock");
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(|source| Error::io(&path, source))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::InUse { path: self.path.clone() }),
            Err(TryLockError::Error(source)) => return Err(Error::io(&path, source)),
        }
        // Only the holder writes, so any unfinished file here belongs to a process that is gone.
        replace::sweep(&self.path);
        Ok(Lock { file })
    }
}

#[cfg(unix)]
fn make_private(path: &Path) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).map_err(|source| Error::io(path, source))?.permissions().mode();
    if mode & 0o777 == 0o700 {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(0o700)).map_err(|source| Error::io(path, source))
}

/// On Windows the profile's folders already belong to their owner only.
#[cfg(not(unix))]
fn make_private(path: &Path) -> Result<(), Error> {
    fs::metadata(path).map(drop).map_err(|source| Error::io(path, source))
}
