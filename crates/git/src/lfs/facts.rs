//! What is told of a large file: how long it is, and whether its bytes are here.

use git2::{Oid, Repository};

use super::pointer::{LONGEST, Pointer};
use super::store::Store;
use super::wanted::on_disk;
use crate::names::path_of;
use crate::work_tree::behind_link;

/// A file that is kept by Git LFS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LfsFile {
    /// Its bytes.
    pub size: u64,
    /// True where they are not here: a pointer is in their place.
    pub missing: bool,
}

/// One state of a file that is kept by Git LFS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LfsVersion {
    /// The SHA-256 of its bytes in hex, which names it; none where it was too long to be read unasked.
    pub oid: Option<String>,
    /// Its bytes.
    pub size: u64,
    /// True where they are not here.
    pub missing: bool,
}

/// The file at a path, or where it is gone what Git keeps of it. None for what is no large file after all.
pub(crate) fn of_file(git: &Repository, path: &[u8], blob: Option<Oid>) -> Option<LfsFile> {
    let Some(blob) = blob else {
        let root = git.workdir().filter(|root| !behind_link(root, path))?;
        let file = root.join(path_of(path));
        let facts = file.symlink_metadata().ok().filter(std::fs::Metadata::is_file)?;
        let pointer = on_disk(&file);
        return Some(
            pointer
                .map_or(LfsFile { size: facts.len(), missing: false }, |pointer| LfsFile { size: pointer.size(), missing: true }),
        );
    };
    let pointer = kept(git, blob)?;
    Some(LfsFile { size: pointer.size(), missing: !Store::of(git).has(&pointer) })
}

/// The pointer that an object is.
pub(crate) fn kept(git: &Repository, blob: Oid) -> Option<Pointer> {
    let (size, _) = git.odb().ok()?.read_header(blob).ok()?;
    if size as u64 >= LONGEST {
        return None;
    }
    Pointer::read(git.find_blob(blob).ok()?.content())
}

/// What Git keeps, as a state of a large file; none where it is no pointer.
pub(crate) fn version(git: &Repository, bytes: &[u8]) -> Option<LfsVersion> {
    let pointer = Pointer::read(bytes)?;
    let missing = !Store::of(git).has(&pointer);
    Some(LfsVersion { oid: Some(pointer.oid().to_owned()), size: pointer.size(), missing })
}
