//! The index as a file: locked as Git locks it, written beside and put in place whole. What a killed process of ours left
//! is told apart from everybody else's by the system: a lock of ours is another name of a file that we hold locked.

mod entries;

use std::fs::{self, File, TryLockError};
use std::io;
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, UNIX_EPOCH};

use git2::{Index, IndexEntry, Oid, Reference, Repository};
use uuid::Uuid;

use crate::error::Error;
use crate::names::{bytes_of, path_of};
use crate::work_tree::is_folder;

pub(crate) use entries::{Entries, Entry, Remembered};

/// Where an entry says which side of a conflict it is.
pub(crate) const STAGE: u16 = 0x3000;
/// A ref is locked so soon after it was noted that it will be moved.
const SOON: Duration = Duration::from_secs(5);
/// Our own folder in the Git folder. What is in it is left over, but while the index is locked by us.
const FOLDER: &str = "bough";
/// How long somebody else's lock is waited for: Git holds it for milliseconds.
const PATIENCE: Duration = Duration::from_secs(1);

/// A fresh name in our own folder, on the disk of the Git folder. Only while the index is locked by us.
pub(crate) fn scratch(git: &Repository) -> PathBuf {
    git.path().join(FOLDER).join(Uuid::new_v4().simple().to_string())
}

/// The index, which nobody else writes meanwhile.
pub(crate) struct IndexFile {
    index: Index,
    root: PathBuf,
    place: PathBuf,
    fresh: PathBuf,
    /// When it was last written, in seconds.
    written: i64,
    /// Undone in this order: the lock, then what proves that it is ours.
    _lock: Removed,
    _token: (Removed, File),
}

/// A file that goes when this does.
struct Removed(PathBuf);

impl Drop for Removed {
    fn drop(&mut self) {
        // It may have gone already.
        let _ = fs::remove_file(&self.0);
    }
}

impl IndexFile {
    /// Locks the index and makes it the one that `git` works with. [`Error::Refused`] while another program has it.
    pub(crate) fn lock(git: &Repository) -> Result<Self, Error> {
        let folder = git.path().join(FOLDER);
        fs::create_dir_all(&folder)?;
        if !is_folder(&folder) {
            let detail = format!("{} is a link or a file, and Bough's own folder is needed there.", folder.display());
            return Err(Error::Refused { detail });
        }
        let name = Uuid::new_v4().simple().to_string();
        let token = Removed(folder.join(format!("{name}.lock")));
        let held = File::create_new(&token.0)?;
        held.lock()?;
        let lock = take_lock(&token.0, git.path().join("index.lock"))?;
        sweep(&folder);
        let (place, fresh) = (git.path().join("index"), folder.join(format!("{name}.index")));
        let written = copy(&place, &fresh)?;
        let mut index = Index::open(&fresh)?;
        git.set_index(&mut index)?;
        let root = git.workdir().unwrap_or(git.path()).to_owned();
        Ok(Self { index, root, place, fresh, written, _lock: lock, _token: (token, held) })
    }

    /// Puts an entry in. Files in a folder of its name go, as they do with Git: libgit2 looks for them in the wrong place.
    pub(crate) fn add(&mut self, entry: &IndexEntry) -> Result<(), Error> {
        self.clear_folder(&entry.path, i32::from(entry.flags & STAGE) >> 12)?;
        Ok(self.index.add(entry)?)
    }

    /// Puts in what lies at a path of the work tree; otherwise as [`IndexFile::add`].
    pub(crate) fn add_path(&mut self, path: &Path) -> Result<(), Error> {
        self.clear_folder(&bytes_of(path.as_os_str()), 0)?;
        Ok(self.index.add_path(path)?)
    }

    fn clear_folder(&mut self, name: &[u8], stage: i32) -> Result<(), Error> {
        let folder = [name, b"/"].concat();
        let Ok(first) = self.index.find_prefix(path_of(&folder)) else { return Ok(()) };
        let entries = (first..).map_while(|position| self.index.get(position));
        let within: Vec<_> = entries.take_while(|entry| entry.path.starts_with(&folder)).map(|entry| entry.path).collect();
        for path in within {
            let path = path_of(&path);
            if self.index.get_path(&path, stage).is_some() {
                self.index.remove(&path, stage)?;
            }
        }
        Ok(())
    }

    /// Puts what the index has become in its place.
    pub(crate) fn save(&mut self) -> Result<(), Error> {
        self.doubt()?;
        self.index.write()?;
        fs::rename(&self.fresh, &self.place)?;
        self.written = copy(&self.place, &self.fresh)?;
        Ok(())
    }

    /// Files that changed within the second in which the index was written: most builds of Git compare whole seconds, and
    /// trust an entry that is older than the index by one. Such an entry says that the file must be read again.
    fn doubt(&mut self) -> Result<(), Error> {
        let young: Vec<_> = self.index.iter().filter(|entry| i64::from(entry.mtime.seconds()) >= self.written).collect();
        for mut entry in young {
            let Ok(facts) = self.root.join(path_of(&entry.path)).symlink_metadata() else { continue };
            if crate::stat::changed_within_a_second(&entry, &facts) {
                entry.file_size = 0;
                self.index.add(&entry)?;
            }
        }
        Ok(())
    }

    /// Notes that a ref is about to be moved: should we be killed right then, its lock can be told from everybody else's.
    pub(crate) fn about_to_move(&self, name: &str, to: Option<Oid>) -> Result<(), Error> {
        self.note(&to.map_or_else(String::new, |to| to.to_string()), name)
    }

    /// The same where HEAD is about to point to another branch, a full name.
    pub(crate) fn about_to_point(&self, branch: &str) -> Result<(), Error> {
        self.note(&format!("ref: {branch}"), "HEAD")
    }

    fn note(&self, content: &str, name: &str) -> Result<(), Error> {
        Ok(fs::write(self.fresh.with_extension("moving"), format!("{content}\n{name}"))?)
    }

    /// Forgets what was changed since it was put in its place.
    pub(crate) fn forget(&mut self) -> Result<(), Error> {
        Ok(self.index.read(true)?)
    }
}

impl Drop for IndexFile {
    fn drop(&mut self) {
        // They may never have been written.
        let _ = fs::remove_file(&self.fresh);
        let _ = fs::remove_file(self.fresh.with_extension("moving"));
    }
}

impl Deref for IndexFile {
    type Target = Index;

    fn deref(&self) -> &Index {
        &self.index
    }
}

impl DerefMut for IndexFile {
    fn deref_mut(&mut self) -> &mut Index {
        &mut self.index
    }
}

/// Removes what processes of ours left that are gone: their locks, and nobody else's.
pub(crate) fn recover(git: &Repository) {
    let folder = git.path().join(FOLDER);
    // A repository may have come with a link there: what is behind it is nobody's leftover.
    let Some(entries) = is_folder(&folder).then(|| fs::read_dir(&folder).ok()).flatten() else { return };
    for token in entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "lock")) {
        let Ok(file) = File::open(&token) else { continue };
        match file.try_lock() {
            Ok(()) => {}
            // Whoever holds it is alive.
            Err(TryLockError::WouldBlock | TryLockError::Error(_)) => continue,
        }
        unlock_ref(git, &token.with_extension("moving"));
        let lock = git.path().join("index.lock");
        if same_file(&token, &lock) {
            let _ = fs::remove_file(lock);
        }
        let _ = fs::remove_file(token);
    }
}

/// Removes the lock of a ref that a killed one of us was about to move: it holds what that one would have written, or nothing
/// yet, and came right after the note.
fn unlock_ref(git: &Repository, note: &Path) {
    let Ok(text) = fs::read_to_string(note) else { return };
    let time = |path: &Path| path.metadata().and_then(|facts| facts.modified()).ok();
    let noted = time(note);
    let _ = fs::remove_file(note);
    // Killed while noting: nothing was locked yet.
    let Some((to, name)) = text.split_once('\n') else { return };
    // A repository may have come with the note: it can name a branch of its own and nothing else.
    let branch = name.starts_with("refs/heads/") && Reference::is_valid_name(name);
    if !branch && name != "HEAD" {
        return;
    }
    let lock = if branch { git.commondir() } else { git.path() }.join(format!("{name}.lock"));
    if lock.parent().and_then(|folder| folder.canonicalize().ok()).is_none_or(|folder| !within(git, &folder)) {
        return;
    }
    let written = fs::read_to_string(&lock).unwrap_or_default();
    let soon = noted.zip(time(&lock)).is_some_and(|(noted, locked)| {
        locked.duration_since(noted).is_ok_and(|after| after < SOON)
            || noted.duration_since(locked).is_ok_and(|before| before < SOON)
    });
    if soon && (written.is_empty() || written.trim_end() == to) {
        let _ = fs::remove_file(lock);
    }
}

/// True for a folder of the Git folder, links followed.
fn within(git: &Repository, folder: &Path) -> bool {
    [git.path(), git.commondir()].iter().filter_map(|own| own.canonicalize().ok()).any(|own| folder.starts_with(own))
}

/// Removes what others of us left half done. Whoever waits for the lock has a token here and nothing else.
fn sweep(folder: &Path) {
    for left in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if left.extension().is_none_or(|end| end != "lock" && end != "moving") {
            // What stays is in nobody's way.
            let _ = if left.is_dir() { fs::remove_dir_all(&left) } else { fs::remove_file(&left) };
        }
    }
}

fn take_lock(token: &Path, lock: PathBuf) -> Result<Removed, Error> {
    let begun = Instant::now();
    loop {
        match fs::hard_link(token, &lock) {
            Ok(()) => return Ok(Removed(lock)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            // A disk without a second name for a file: a plain lock, which a crash would leave.
            Err(_) => match File::create_new(&lock) {
                Ok(_) => return Ok(Removed(lock)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error.into()),
            },
        }
        if begun.elapsed() > PATIENCE {
            return Err(Error::Refused {
                detail: "Another program is changing the index of this repository (index.lock is there).".to_owned(),
            });
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// With the time of the original: by it Git knows which files may have changed unseen. That time, in seconds.
fn copy(from: &Path, to: &Path) -> io::Result<i64> {
    match fs::copy(from, to) {
        Ok(_) => {
            let time = fs::metadata(from)?.modified()?;
            File::options().write(true).open(to)?.set_modified(time)?;
            let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
            Ok(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(i64::MAX),
        Err(error) => Err(error),
    }
}

#[cfg(unix)]
fn same_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let number = |path: &Path| path.symlink_metadata().map(|facts| (facts.dev(), facts.ino())).ok();
    number(one).is_some() && number(one) == number(other)
}

/// Files have no number here that is easy to ask for; a lock that a crash left is then named to the person.
#[cfg(not(unix))]
fn same_file(_: &Path, _: &Path) -> bool {
    false
}
