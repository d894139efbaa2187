//! Files of the work tree that are still pointers: their bytes are not here yet.

use std::fs::{self, File};
use std::io::Read;
use std::ops::RangeInclusive;
use std::path::Path;

use git2::{Index, ObjectType, Oid, Repository};

use super::pointer::{LONGEST, Pointer};
use super::tracked::Tracked;
use crate::modes::{FILE, PROGRAM};
use crate::names::path_of;
use crate::work_tree::behind_link;

/// Lengths of pointers as they are written, with an extension or two: files of other lengths need not be looked at.
const USUAL: RangeInclusive<u32> = 120..=400;

/// A file that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(super) path: Vec<u8>,
    /// The pointer as Git keeps it.
    pub(super) blob: Oid,
    pub(super) pointer: Pointer,
}

/// All of them, by path. Costs next to nothing where no file is kept by LFS.
pub(crate) fn wanted(git: &Repository, index: &Index, tracked: &Tracked<'_>) -> Vec<Wanted> {
    let Some(root) = git.workdir().filter(|_| tracked.any()) else { return Vec::new() };
    let stage = |flags: u16| flags & 0x3000;
    let likely = index.iter().filter(|entry| {
        // Of a file whose length is not known the index says that it has none.
        let length = entry.file_size == 0 || USUAL.contains(&entry.file_size);
        length && matches!(entry.mode, FILE | PROGRAM) && stage(entry.flags) == 0
    });
    let found = likely.filter_map(|entry| {
        let pointer = still(root, &entry.path, entry.id)?;
        tracked.holds(&entry.path).then_some(Wanted { path: entry.path, blob: entry.id, pointer })
    });
    found.collect()
}

/// The pointer that a file is, if it is exactly the one that Git keeps.
pub(super) fn still(root: &Path, path: &[u8], blob: Oid) -> Option<Pointer> {
    if behind_link(root, path) {
        return None;
    }
    let bytes = head(&root.join(path_of(path)))?;
    let pointer = Pointer::read(&bytes)?;
    Oid::hash_object(ObjectType::Blob, &bytes).is_ok_and(|id| id == blob).then_some(pointer)
}

/// The pointer that a file is.
pub(super) fn on_disk(file: &Path) -> Option<Pointer> {
    head(file).and_then(|bytes| Pointer::read(&bytes))
}

/// All of a file that is short enough to be a pointer.
fn head(file: &Path) -> Option<Vec<u8>> {
    let short = fs::symlink_metadata(file).is_ok_and(|facts| facts.is_file() && (1..LONGEST).contains(&facts.len()));
    let mut bytes = Vec::new();
    (short && File::open(file).ok()?.take(LONGEST).read_to_end(&mut bytes).is_ok()).then_some(bytes)
}
