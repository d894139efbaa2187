//! Writing a key pair so that it never overwrites, never follows a link, and is never readable by others.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::Error;

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;
#[cfg(unix)]
use unix as system;
#[cfg(windows)]
use windows as system;

/// Who may read a file.
#[derive(Clone, Copy)]
enum Readers {
    Owner,
    Everyone,
}

/// A file we created and that is removed again unless `keep` is called.
struct Unfinished {
    path: PathBuf,
    file: Option<File>,
}

/// Writes both files durably, or leaves none. Answers with the path of the private one.
pub(crate) fn create_pair(folder: &Path, name: &str, private: &[u8], public: &[u8]) -> Result<PathBuf, Error> {
    make_folder(folder).map_err(|source| Error::io(folder, source))?;
    // Both names are taken before a byte is written, so a second writer of the same name can't mix with this one.
    let mut private_file = Unfinished::create(folder.join(name), Readers::Owner)?;
    let mut public_file = Unfinished::create(folder.join(format!("{name}.pub")), Readers::Everyone)?;
    private_file.write(private)?;
    public_file.write(public)?;
    system::sync_folder(folder).map_err(|source| Error::io(folder, source))?;
    public_file.keep();
    Ok(private_file.keep())
}

/// An existing folder is left as it is: it belongs to the person, and OpenSSH judges it.
fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

impl Unfinished {
    fn create(path: PathBuf, readers: Readers) -> Result<Self, Error> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        system::prepare(&mut options, readers);
        let file = options.open(&path).map_err(|source| Error::io(&path, source))?;
        let unfinished = Self { path, file: Some(file) };
        if let Some(file) = &unfinished.file {
            system::restrict(file, &unfinished.path, readers).map_err(|source| Error::io(&unfinished.path, source))?;
        }
        Ok(unfinished)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let Some(file) = &mut self.file else { return Ok(()) };
        file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|source| Error::io(&self.path, source))
    }

    fn keep(mut self) -> PathBuf {
        self.file = None;
        std::mem::take(&mut self.path)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Closed first: Windows removes no open file.
        if self.file.take().is_some() {
            drop(fs::remove_file(&self.path));
        }
    }
}
