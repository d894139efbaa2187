//! A file of JSON lines, one for each thing that happened. It is only ever appended to, and put aside when it is long enough:
//! two spans are kept, so that it never grows beyond twice its length.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Error, Folder};

/// A journal. One process writes at a time, the holder of the folder's lock; others may read meanwhile.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    longest: u64,
    writing: Mutex<()>,
}

impl Journal {
    /// The journal `name` in a folder, of spans of at most `longest` bytes. Opens nothing yet.
    pub fn new(folder: &Folder, name: &str, longest: u64) -> Self {
        Self::at(folder.path().join(name), longest)
    }

    fn at(path: PathBuf, longest: u64) -> Self {
        Self { path, longest, writing: Mutex::default() }
    }

    /// Writes a line at the end (mode 0600). A line that a crash cut off is left behind as one that can't be read.
    ///
    /// # Errors
    /// What the file system says; [`Error::Unwritable`] for a mistake in the type.
    pub fn append<T: Serialize>(&self, item: &T) -> Result<(), Error> {
        let mut line = serde_json::to_vec(item).map_err(|source| Error::Unwritable { path: self.path.clone(), source })?;
        line.push(b'\n');
        let _turn = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        self.write(line).map_err(|source| Error::io(&self.path, source))
    }

    fn write(&self, mut line: Vec<u8>) -> std::io::Result<()> {
        if fs::metadata(&self.path).is_ok_and(|facts| facts.len() + line.len() as u64 > self.longest) {
            fs::rename(&self.path, older(&self.path))?;
        }
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&self.path)?;
        if !ends_whole(&mut file)? {
            line.insert(0, b'\n');
        }
        // One call: a reader sees the line or not.
        file.write_all(&line)
    }

    /// All lines that can be read, the oldest first.
    ///
    /// # Errors
    /// What the file system says. Files that are missing have no lines.
    pub fn read<T: DeserializeOwned>(&self) -> Result<Vec<T>, Error> {
        // This order: what is put aside meanwhile is read twice rather than not at all.
        let newer = lines(&self.path)?;
        let mut items = lines(&older(&self.path))?;
        items.extend(newer);
        Ok(items)
    }

    /// Removes all lines.
    ///
    /// # Errors
    /// What the file system says.
    pub fn clear(&self) -> Result<(), Error> {
        let _turn = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        for path in [older(&self.path), self.path.clone()] {
            match fs::remove_file(&path) {
                Err(failed) if failed.kind() != ErrorKind::NotFound => return Err(Error::io(&path, failed)),
                _ => {}
            }
        }
        Ok(())
    }
}

fn ends_whole(file: &mut File) -> std::io::Result<bool> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, Error> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(failed) if failed.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(failed) => return Err(Error::io(path, failed)),
    };
    // A newer Bough's lines, or half a line, are none of ours.
    Ok(bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect())
}

fn older(path: &Path) -> PathBuf {
    let mut name = OsString::from(path.file_name().unwrap_or_default());
    name.push(".1");
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journal(longest: u64) -> (tempfile::TempDir, Journal) {
        let folder = tempfile::tempdir().expect("a folder");
        let journal = Journal::at(folder.path().join("log"), longest);
        (folder, journal)
    }

    fn read(journal: &Journal) -> Vec<u32> {
        journal.read().expect("readable")
    }

    #[test]
    fn lines_come_back_in_their_order_and_go_when_cleared() {
        let (_folder, journal) = journal(1000);
        assert!(read(&journal).is_empty());
        (0..5).for_each(|number| journal.append(&number).expect("written"));
        assert_eq!(read(&journal), [0, 1, 2, 3, 4]);
        journal.clear().expect("cleared");
        assert!(read(&journal).is_empty());
        journal.clear().expect("nothing to clear is fine");
    }

    #[test]
    fn it_never_grows_beyond_two_spans_and_the_newest_stay() {
        let (folder, journal) = journal(100);
        (1000..2000).for_each(|number| journal.append(&number).expect("written"));
        let size: u64 =
            fs::read_dir(folder.path()).expect("entries").map(|entry| entry.expect("one").metadata().expect("facts").len()).sum();
        assert!(size <= 200, "{size} bytes");
        let kept = read(&journal);
        assert_eq!(kept.last(), Some(&1999));
        assert!(kept.len() >= 20 && kept.windows(2).all(|pair| pair[0] + 1 == pair[1]), "{kept:?}");
    }

    #[test]
    fn half_a_line_costs_that_line_alone() {
        let (_folder, journal) = journal(1000);
        journal.append(&1).expect("written");
        OpenOptions::new().append(true).open(&journal.path).expect("open").write_all(b"{\"cut").expect("written");
        journal.append(&2).expect("written");
        assert_eq!(read(&journal), [1, 2]);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, journal) = journal(4);
        journal.append(&1000).expect("written");
        journal.append(&2000).expect("written");
        for path in [&journal.path, &older(&journal.path)] {
            assert_eq!(fs::metadata(path).expect("facts").permissions().mode() & 0o777, 0o600);
        }
    }
}
