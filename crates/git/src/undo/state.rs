//! The state of a repository as far as a step touches it, kept as a commit whose tree holds every object it names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use git2::{DiffOptions, Index, IndexEntry, ObjectType, Oid, Repository, Signature};
use serde::{Deserialize, Serialize};

use super::Scope;
use super::branch::BranchState;
use super::name::Name;
use crate::error::Error;
use crate::filters::why_not_kept;
use crate::git_file;
use crate::index_file::STAGE;
use crate::lfs::{self, Cleaned, Store};
use crate::modes::{self, GITLINK};
use crate::names::path_of;
use crate::work_tree::behind_link;

const BLOB: i32 = 0o100_644;
/// Flags of an entry that are the person's wish and not Git's bookkeeping: "assume unchanged"; then "skip the work tree"
/// and "will be added".
const VALID: u16 = 0x8000;
const WISHES: u16 = 0x6000;

/// Files of the Git folder that say what is unfinished.
const OPERATION: [&str; 6] = ["MERGE_HEAD", "MERGE_MSG", "MERGE_MODE", "SQUASH_MSG", "CHERRY_PICK_HEAD", "REVERT_HEAD"];

/// A state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    pub(super) head: HeadState,
    /// Entries of the index that differ from HEAD's tree, and those the step was about; none: it has no entry.
    index: BTreeMap<Name, Vec<Slot>>,
    pub(super) files: BTreeMap<Name, FileState>,
    pub(super) operation: BTreeMap<String, String>,
    /// Branches that the step was about.
    #[serde(default)]
    pub(super) branches: BTreeMap<Name, BranchState>,
}

/// Where HEAD was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct HeadState {
    /// The branch's full name; none where HEAD was detached.
    pub(super) branch: Option<Name>,
    /// The commit; none before the first one.
    pub(super) commit: Option<String>,
}

/// An entry of the index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Slot {
    mode: u32,
    id: String,
    flags: u16,
    wishes: u16,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(super) enum FileState {
    /// Nothing is there, or a folder.
    Absent,
    /// A file.
    File { mode: u32, blob: String },
    /// A file that is what the index says, kept by LFS: its bytes are in the store for as long as the index names them.
    Large { mode: u32, blob: String },
    /// A symbolic link.
    Link { blob: String },
}

impl State {
    /// The state as it is.
    pub(super) fn take(git: &Repository, index: &Index, scope: &Scope) -> Result<Self, Error> {
        let head = HeadState::take(git)?;
        let tree = head.commit()?.map(|commit| git.find_commit(commit)?.tree()).transpose()?;
        let mut options = DiffOptions::new();
        options.include_typechange(true);
        let diff = git.diff_tree_to_index(tree.as_ref(), Some(index), Some(&mut options))?;
        let mut paths: BTreeSet<Vec<u8>> = scope.entries.iter().cloned().collect();
        for delta in diff.deltas() {
            paths.extend([delta.old_file(), delta.new_file()].iter().filter_map(|file| file.path_bytes().map(<[u8]>::to_vec)));
        }
        let entries = paths.into_iter().map(|path| (Name(path.clone()), slots(index, &path))).collect();
        let mut files = BTreeMap::new();
        for path in &scope.files {
            files.insert(Name(path.clone()), FileState::take(git, index, path)?);
        }
        let mut operation = BTreeMap::new();
        for name in OPERATION {
            if let Some(bytes) = git_file::read(git, name, u64::MAX) {
                operation.insert(name.to_owned(), git.blob(&bytes)?.to_string());
            }
        }
        let branches = scope.branches.iter().cloned().map(Name);
        let branches = branches.map(|name| Ok((name.clone(), BranchState::take(git, &name)?))).collect::<Result<_, Error>>()?;
        Ok(Self { head, index: entries, files, operation, branches })
    }

    /// What the step was about, to take the state again.
    pub(super) fn scope(&self) -> Scope {
        Scope {
            entries: self.index.keys().map(|name| name.0.clone()).collect(),
            files: self.files.keys().map(|name| name.0.clone()).collect(),
            branches: self.branches.keys().map(|name| name.0.clone()).collect(),
        }
    }

    /// Paths whose entries may differ between two states.
    pub(super) fn differing(&self, other: &Self, git: &Repository) -> Result<Vec<Vec<u8>>, Error> {
        let mut paths: BTreeSet<Vec<u8>> = self.index.keys().chain(other.index.keys()).map(|name| name.0.clone()).collect();
        if self.head.commit != other.head.commit {
            let tree = |state: &Self| -> Result<_, Error> {
                Ok(state.head.commit()?.map(|commit| git.find_commit(commit)?.tree()).transpose()?)
            };
            let diff = git.diff_tree_to_tree(tree(self)?.as_ref(), tree(other)?.as_ref(), None)?;
            for delta in diff.deltas() {
                paths
                    .extend([delta.old_file(), delta.new_file()].iter().filter_map(|file| file.path_bytes().map(<[u8]>::to_vec)));
            }
        }
        let mut differing = Vec::new();
        for path in paths {
            if self.slots(git, &path)? != other.slots(git, &path)? {
                differing.push(path);
            }
        }
        Ok(differing)
    }

    /// The entries that the index had at a path.
    pub(super) fn slots(&self, git: &Repository, path: &[u8]) -> Result<Vec<Slot>, Error> {
        if let Some(slots) = self.index.get(&Name(path.to_vec())) {
            return Ok(slots.clone());
        }
        self.committed(git, path)
    }

    /// The entry that HEAD's tree has at a path, as the index would.
    pub(super) fn committed(&self, git: &Repository, path: &[u8]) -> Result<Vec<Slot>, Error> {
        let Some(commit) = self.head.commit()? else { return Ok(Vec::new()) };
        match git.find_commit(commit)?.tree()?.get_path(&path_of(path)) {
            Ok(entry) if entry.kind() != Some(ObjectType::Tree) => {
                Ok(vec![Slot { mode: modes::of(&entry), id: entry.id().to_string(), flags: 0, wishes: 0 }])
            }
            Ok(_) => Ok(Vec::new()),
            Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(Vec::new()),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes it down. `words` become the commit's message.
    pub(super) fn write(&self, git: &Repository, words: &str) -> Result<Oid, Error> {
        let text = serde_json::to_vec(self).map_err(Error::broken)?;
        let mut objects = git.treebuilder(None)?;
        for id in self.objects() {
            objects.insert(id, Oid::from_str(id)?, BLOB)?;
        }
        let objects = objects.write()?;
        let mut tree = git.treebuilder(None)?;
        tree.insert("state.json", git.blob(&text)?, BLOB)?;
        tree.insert("objects", objects, 0o040_000)?;
        let tree = git.find_tree(tree.write()?)?;
        let parent = self.head.commit()?.map(|commit| git.find_commit(commit)).transpose()?;
        let who = Signature::now("Bough", "undo@bough.invalid")?;
        Ok(git.commit(None, &who, &who, words, &tree, &parent.iter().collect::<Vec<_>>())?)
    }

    /// Reads what [`State::write`] wrote.
    pub(super) fn read(git: &Repository, commit: Oid) -> Result<Self, Error> {
        let damaged = |detail: &str| Error::Damaged { detail: format!("a step to undo: {detail}") };
        let tree = git.find_commit(commit)?.tree()?;
        let entry = tree.get_name("state.json").ok_or_else(|| damaged("it has no record"))?;
        let blob = git.find_blob(entry.id())?;
        serde_json::from_slice(blob.content()).map_err(|error| damaged(&error.to_string()))
    }

    /// Blobs that only this state may name.
    fn objects(&self) -> BTreeSet<&str> {
        let entries = self.index.values().flatten().filter(|slot| slot.mode != GITLINK && slot.wishes & 0x2000 == 0);
        let files = self.files.values().filter_map(|file| match file {
            FileState::File { blob, .. } | FileState::Large { blob, .. } | FileState::Link { blob } => Some(blob.as_str()),
            FileState::Absent => None,
        });
        entries.map(|slot| slot.id.as_str()).chain(files).chain(self.operation.values().map(String::as_str)).collect()
    }
}

impl HeadState {
    /// Where HEAD is.
    pub(super) fn take(git: &Repository) -> Result<Self, Error> {
        let head = git.find_reference("HEAD")?;
        let branch = head.symbolic_target_bytes().map(|name| Name(name.to_vec()));
        let commit = match git.head() {
            Ok(head) => Some(head.peel_to_commit()?.id().to_string()),
            Err(error) if error.code() == git2::ErrorCode::UnbornBranch => None,
            Err(error) => return Err(error.into()),
        };
        Ok(Self { branch, commit })
    }

    /// The commit's id.
    pub(super) fn commit(&self) -> Result<Option<Oid>, Error> {
        Ok(self.commit.as_deref().map(Oid::from_str).transpose()?)
    }
}

impl Slot {
    /// As the index takes it, without what it remembers of the file: that is looked up anew.
    pub(super) fn entry(&self, path: &[u8]) -> Result<IndexEntry, Error> {
        let mut entry = blank(path, self.mode, Oid::from_str(&self.id)?);
        entry.flags |= self.flags;
        entry.flags_extended = self.wishes;
        Ok(entry)
    }

    /// Mode and object.
    pub(super) fn content(&self) -> (u32, String) {
        (self.mode, self.id.clone())
    }

    /// Which side of a conflict it is; 0 without one.
    pub(super) fn stage(&self) -> u16 {
        (self.flags & STAGE) >> 12
    }
}

impl FileState {
    /// What lies there, its bytes kept as they are.
    pub(super) fn take(git: &Repository, index: &Index, path: &[u8]) -> Result<Self, Error> {
        let Some(root) = git.workdir() else { return Ok(Self::Absent) };
        if behind_link(root, path) {
            return Ok(Self::Absent);
        }
        let name = path_of(path);
        let path = root.join(&name);
        let facts = match path.symlink_metadata() {
            Ok(facts) => facts,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(Self::Absent);
            }
            Err(error) => return Err(error.into()),
        };
        if facts.is_symlink() {
            let target = crate::names::bytes_of(fs::read_link(&path)?.as_os_str());
            return Ok(Self::Link { blob: git.blob(&target)?.to_string() });
        }
        if !facts.is_file() {
            return Ok(Self::Absent);
        }
        if let Some(entry) = index.get_path(&name, 0)
            && lfs::holds(git, &name)?
            && is_kept_large(git, &path, entry.id)?
        {
            return Ok(Self::Large { mode: mode(&facts), blob: entry.id.to_string() });
        }
        Ok(Self::File { mode: mode(&facts), blob: keep(git, &path)?.to_string() })
    }
}

/// True where a file is the one whose pointer the index has. Its bytes are in the store then, also if they were not before.
fn is_kept_large(git: &Repository, path: &Path, entry: Oid) -> Result<bool, Error> {
    let Cleaned::Pointer(pointer) = lfs::hash(path)? else { return Ok(false) };
    let same = Oid::hash_object(ObjectType::Blob, pointer.text().as_bytes())? == entry;
    let store = Store::of(git);
    Ok(same && (store.has(&pointer) || lfs::keep(&store, path).is_ok()))
}

/// Puts a file's bytes into the repository, without filters and without holding all of them.
fn keep(git: &Repository, path: &Path) -> Result<Oid, Error> {
    // Most files are as a commit has them: what is there already is not written again.
    if let Ok(known) = Oid::hash_file(ObjectType::Blob, path)
        && git.odb()?.exists(known)
    {
        return Ok(known);
    }
    let mut writer = git.blob_writer(None)?;
    let copied = io::copy(&mut fs::File::open(path)?, &mut writer).map_err(Error::from);
    copied.and_then(|_| Ok(writer.commit()?)).map_err(|error| why_not_kept(git, path, error))
}

/// An entry about a file that was not looked at yet.
pub(crate) fn blank(path: &[u8], mode: u32, id: Oid) -> IndexEntry {
    let never = || git2::IndexTime::new(0, 0);
    IndexEntry {
        ctime: never(),
        mtime: never(),
        dev: 0,
        ino: 0,
        mode,
        uid: 0,
        gid: 0,
        file_size: 0,
        id,
        flags: 0,
        flags_extended: 0,
        path: path.to_vec(),
    }
}

/// The entries of an index at a path.
pub(super) fn slots(index: &Index, path: &[u8]) -> Vec<Slot> {
    let path = path_of(path);
    let entries = (0..=3).filter_map(|stage| index.get_path(&path, stage));
    entries
        .map(|entry| Slot {
            mode: entry.mode,
            id: entry.id.to_string(),
            flags: entry.flags & (VALID | STAGE),
            wishes: entry.flags_extended & WISHES,
        })
        .collect()
}

#[cfg(unix)]
fn mode(facts: &fs::Metadata) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&facts.permissions()) & 0o7777
}

#[cfg(not(unix))]
fn mode(_: &fs::Metadata) -> u32 {
    0o644
}
