//! The store of large files, where Git LFS has it: `lfs/objects/aa/bb/OID` in the Git folder. An object gets its name only
//! after its bytes were hashed. A repository may have come with links on the way; none is followed.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use git2::Repository;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::pointer::Pointer;
use crate::error::Error;
use crate::work_tree::{is_folder, remove_if_there};

/// The store of one repository, shared by its work trees.
#[derive(Debug, Clone)]
pub(crate) struct Store {
    git_folder: PathBuf,
}

impl Store {
    /// That of a repository.
    pub(crate) fn of(git: &Repository) -> Self {
        Self { git_folder: git.commondir().to_owned() }
    }

    /// True where there is one.
    pub(crate) fn is_begun(&self) -> bool {
        is_folder(&self.git_folder.join("lfs").join("objects"))
    }

    /// An object's bytes; none where it is not here as a whole.
    pub(crate) fn open(&self, pointer: &Pointer) -> Option<File> {
        let folder = folders(pointer).into_iter().try_fold(self.git_folder.clone(), |folder, name| {
            let next = folder.join(name);
            is_folder(&next).then_some(next)
        })?;
        let place = folder.join(pointer.oid());
        let whole = place.symlink_metadata().is_ok_and(|facts| facts.is_file() && facts.len() == pointer.size());
        whole.then(|| File::open(place).ok()).flatten()
    }

    /// True where an object is here as a whole.
    pub(crate) fn has(&self, pointer: &Pointer) -> bool {
        pointer.size() == 0 || self.open(pointer).is_some()
    }

    /// A place for bytes that come. [`Error::Refused`] where a link is in the way.
    pub(crate) fn receive(&self) -> Result<Incoming, Error> {
        let folder = self.make(&["lfs", "tmp"])?;
        let place = folder.join(Uuid::new_v4().simple().to_string());
        let file = File::create_new(&place)?;
        Ok(Incoming { store: self.clone(), place, file, hash: Sha256::new(), size: 0 })
    }

    fn make(&self, names: &[&str]) -> Result<PathBuf, Error> {
        let mut folder = self.git_folder.clone();
        for name in names {
            folder.push(name);
            match fs::create_dir(&folder) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error.into()),
                _ if is_folder(&folder) => {}
                _ => {
                    let detail =
                        format!("{} is a link or a file, and a folder for LFS objects is needed there.", folder.display());
                    return Err(Error::Refused { detail });
                }
            }
        }
        Ok(folder)
    }
}

fn folders(pointer: &Pointer) -> [&str; 4] {
    ["lfs", "objects", &pointer.oid()[..2], &pointer.oid()[2..4]]
}

/// Bytes of an object to be, hashed while they come. Dropping it forgets them.
pub(crate) struct Incoming {
    store: Store,
    place: PathBuf,
    file: File,
    hash: Sha256,
    size: u64,
}

impl Incoming {
    /// Bytes that came so far.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// Puts the object into the store under the name that its bytes have.
    pub(crate) fn keep(self) -> Result<Pointer, Error> {
        let pointer = self.pointer();
        let folder = self.store.make(&folders(&pointer))?;
        if !self.store.has(&pointer) {
            self.file.sync_all()?;
            put(&self.place, &folder.join(pointer.oid()))?;
        }
        Ok(pointer)
    }

    /// As [`Incoming::keep`], if the bytes are those that were asked for; false and nothing kept where they are others.
    pub(crate) fn keep_as(self, wanted: &Pointer) -> Result<bool, Error> {
        let pointer = self.pointer();
        let same = (pointer.oid(), pointer.size()) == (wanted.oid(), wanted.size());
        if same {
            self.keep()?;
        }
        Ok(same)
    }

    fn pointer(&self) -> Pointer {
        Pointer::new(self.hash.clone().finalize().into(), self.size)
    }
}

/// What lies there under the name is no whole object: a rest of another program, or a link, which is replaced and not
/// followed.
fn put(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to).or_else(|_| {
        remove_if_there(to)?;
        fs::rename(from, to)
    })
}

impl Write for Incoming {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.hash.update(&bytes[..count]);
        self.size += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        // It may have got its name.
        let _ = fs::remove_file(&self.place);
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::Read;
    use std::os::unix::fs::symlink;

    use super::*;

    fn store(folder: &Path) -> Store {
        Store { git_folder: folder.to_owned() }
    }

    fn take(store: &Store, bytes: &[u8]) -> Result<Pointer, Error> {
        let mut incoming = store.receive()?;
        incoming.write_all(bytes)?;
        incoming.keep()
    }

    #[test]
    fn objects_lie_where_git_lfs_looks_for_them() {
        let home = tempfile::tempdir().expect("a folder");
        let store = store(home.path());
        let pointer = take(&store, b"hello").expect("it is kept");
        let oid = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
        assert_eq!((pointer.oid(), pointer.size()), (oid, 5));
        let place = home.path().join("lfs/objects/2c/f2").join(oid);
        assert_eq!(fs::read(&place).expect("an object"), b"hello");
        assert!(home.path().join("lfs/tmp").read_dir().expect("a folder").next().is_none());
        let mut bytes = String::new();
        store.open(&pointer).expect("it is here").read_to_string(&mut bytes).expect("text");
        assert_eq!(bytes, "hello");
        fs::write(&place, "hell").expect("a file");
        assert!(!store.has(&pointer), "half of one is none");
        take(&store, b"hello").expect("it is kept");
        assert!(store.has(&pointer), "and is replaced");
    }

    #[test]
    fn other_bytes_than_asked_for_are_not_kept() {
        let home = tempfile::tempdir().expect("a folder");
        let store = store(home.path());
        let wanted = Pointer::new([7; 32], 5);
        let mut incoming = store.receive().expect("a place");
        incoming.write_all(b"hello").expect("written");
        assert!(!incoming.keep_as(&wanted).expect("it is looked at"));
        assert!(!home.path().join("lfs/objects").exists());
        assert!(home.path().join("lfs/tmp").read_dir().expect("a folder").next().is_none());
    }

    /// T6.11: a repository that came with links leads nobody out of it.
    #[test]
    fn planted_links_are_not_followed() {
        let outside = tempfile::tempdir().expect("a folder");
        let hello = take(&store(outside.path()), b"hello").expect("it is kept");
        for planted in ["lfs", "lfs/objects", "lfs/objects/2c", "lfs/objects/2c/f2", "lfs/tmp"] {
            let home = tempfile::tempdir().expect("a folder");
            let place = home.path().join(planted);
            fs::create_dir_all(place.parent().expect("a parent")).expect("folders");
            let target = outside.path().join(planted);
            symlink(&target, &place).expect("a link");
            let before = target.read_dir().expect("a folder").count();
            let ours = store(home.path());
            if planted != "lfs/tmp" {
                assert!(!ours.has(&hello), "{planted}");
            }
            assert!(matches!(take(&ours, b"hello"), Err(Error::Refused { .. })), "{planted}");
            assert_eq!(target.read_dir().expect("a folder").count(), before, "{planted}");
        }
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("lfs/objects/2c/f2");
        fs::create_dir_all(&folder).expect("folders");
        let secret = outside.path().join("secret");
        fs::write(&secret, "12345").expect("a file");
        symlink(&secret, folder.join(hello.oid())).expect("a link");
        let ours = store(home.path());
        assert!(!ours.has(&hello), "a link is no object");
        take(&ours, b"hello").expect("it is kept");
        assert!(ours.has(&hello) && fs::read(&secret).expect("a file") == b"12345", "and is not written through");
    }
}
