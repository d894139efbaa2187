//! Files that may differ from the index, found by what the system says of them: each folder is read once, on all cores. Who is
//! not among them is as the index says; libgit2 looks closer at the others.

mod folders;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use git2::{IndexEntry, Repository};

use crate::error::Error;
use crate::index_file::{Entries, Entry};
use crate::modes::GITLINK;
use crate::names::{bytes_of, path_of};
use crate::stat::Written;

use folders::Folders;

/// With more of them, looking closer costs more than comparing everything.
const MOST: usize = 25_000;

/// What needs a closer look.
#[derive(Default)]
pub(super) struct Suspects {
    /// Entries of the index, blank where nothing but a second of doubt speaks against them.
    pub(super) entries: Vec<IndexEntry>,
    /// All paths, also new ones; folders that the index does not know end with a slash.
    pub(super) paths: BTreeSet<Vec<u8>>,
    /// Entries of all files of attributes: where such a file is gone, its entry still says what others are.
    pub(super) attributes: Arc<Vec<IndexEntry>>,
}

impl Suspects {
    /// Of the whole work tree. None where only comparing everything tells: then names are not what they seem.
    pub(super) fn find(git: &Repository, entries: &Entries, written: Written) -> Result<Option<Self>, Error> {
        let Some(root) = usable(git)? else { return Ok(None) };
        let mut found = Self::with_attributes(entries);
        let plain = Folders::of(b"", entries, 0..entries.len()).read(root, written, &mut found);
        Ok((plain && found.paths.len() <= MOST).then_some(found))
    }

    /// Of some paths and all below them, as far as they are or were there. None as above.
    pub(super) fn find_at(
        git: &Repository,
        entries: &Entries,
        written: Written,
        paths: &[Vec<u8>],
    ) -> Result<Option<Self>, Error> {
        let Some(root) = usable(git)? else { return Ok(None) };
        let mut found = Self::with_attributes(entries);
        for path in paths {
            if !found.take_in(root, entries, written, path)? || found.paths.len() > MOST {
                return Ok(None);
            }
        }
        Ok(Some(found))
    }

    fn with_attributes(entries: &Entries) -> Self {
        Self { attributes: Arc::new(entries.attributes().collect()), ..Self::default() }
    }

    /// False where only comparing everything tells.
    fn take_in(&mut self, root: &Path, entries: &Entries, written: Written, path: &[u8]) -> Result<bool, Error> {
        let facts = match root.join(path_of(path)).symlink_metadata() {
            Ok(facts) => Some(facts),
            Err(error) if is_absence(&error) => None,
            Err(error) => return Err(error.into()),
        };
        let is_folder = facts.as_ref().is_some_and(std::fs::Metadata::is_dir);
        let (own, below) = (entries.at(path), entries.below(path));
        if !own.is_empty() {
            if is_folder && own.clone().any(|place| entries.get(place).mode() != GITLINK) {
                return Ok(false);
            }
            for place in own {
                self.suspect_young(entries.get(place));
            }
        } else if is_folder && below.is_empty() {
            self.paths.insert([path, b"/"].concat());
        } else if facts.is_some() && !is_folder {
            self.paths.insert(path.to_vec());
        }
        Ok(below.is_empty() || Folders::of(path, entries, below).read(root, written, self))
    }

    /// The same in parts of at least `size` paths, not more than there are cores; none where there are no suspects.
    pub(super) fn parts(mut self, size: usize) -> Vec<Self> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let size = size.max(self.paths.len().div_ceil(cores));
        self.entries.sort_by(|one, other| one.path.cmp(&other.path));
        let (mut paths, mut entries) = (self.paths.into_iter().peekable(), self.entries.into_iter().peekable());
        let mut parts = Vec::new();
        while paths.peek().is_some() {
            let own: BTreeSet<Vec<u8>> = paths.by_ref().take(size).collect();
            let next = paths.peek();
            let entries = std::iter::from_fn(|| entries.next_if(|entry| next.is_none_or(|next| entry.path < *next))).collect();
            parts.push(Self { entries, paths: own, attributes: Arc::clone(&self.attributes) });
        }
        parts
    }

    fn suspect(&mut self, entry: Entry<'_>) {
        self.paths.insert(entry.path.to_vec());
        self.entries.push(entry.owned());
    }

    /// One that is as its entry says, as far as the system can tell: what the entry remembers is left out, so that only the
    /// content tells.
    fn suspect_young(&mut self, entry: Entry<'_>) {
        self.paths.insert(entry.path.to_vec());
        self.entries.push(IndexEntry { mtime: git2::IndexTime::new(0, 0), file_size: 0, ..entry.owned() });
    }
}

/// The root of the work tree, where names are bytes and mean themselves.
fn usable(git: &Repository) -> Result<Option<&Path>, Error> {
    let folds = git.config()?.get_bool("core.ignorecase").unwrap_or(false);
    Ok(git.workdir().filter(|_| !folds))
}

fn is_absence(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
}

/// The topmost of a path and the folders above it that is a repository of its own, a submodule, or no folder: what happens below
/// it shows in it.
pub(super) fn outermost(git: &Repository, entries: &Entries, path: &Path) -> Option<Vec<u8>> {
    let root = git.workdir()?;
    let mut folders: Vec<&Path> = path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()).collect();
    folders.reverse();
    let covering = folders.into_iter().find(|folder| {
        let place = root.join(folder);
        !crate::work_tree::is_folder(&place)
            || place.join(".git").symlink_metadata().is_ok()
            || entries.at(&bytes_of(folder.as_os_str())).any(|place| entries.get(place).mode() == GITLINK)
    });
    Some(bytes_of(covering.unwrap_or(path).as_os_str()))
}
