//! One file in one of the three places: the last commit, the index, the work tree.

use std::fs;
use std::io;

use git2::{Index, ObjectType, Oid, Repository, Tree};

use super::choice::plain;
use super::{Side, head_tree, list};
use crate::error::Error;
use crate::filters::Scratch;
use crate::modes::{self, FILE, GITLINK, LINK, PROGRAM};
use crate::names::{bytes_of, path_of};
use crate::work_tree::behind_link;

/// Bytes of a file that are read while somebody waits.
pub(super) const READ_UNASKED: u64 = 4 << 20;

/// A file as Git sees it there.
#[derive(Debug, Clone)]
pub(super) struct Version {
    /// Such as `0o100644`.
    pub(super) mode: u32,
    pub(super) body: Body,
}

/// What it holds.
#[derive(Debug, Clone)]
pub(super) enum Body {
    /// The bytes as Git keeps them, with their id.
    Bytes(Oid, Vec<u8>),
    /// So many bytes that they were not read; the id where it costs nothing.
    Long(u64),
    /// A submodule at a commit, and whether files in it changed.
    Submodule(Option<Oid>, bool),
}

impl Version {
    /// The bytes; none for a submodule.
    pub(super) fn bytes(&self) -> Option<&[u8]> {
        match &self.body {
            Body::Bytes(_, bytes) => Some(bytes),
            Body::Long(_) | Body::Submodule(..) => None,
        }
    }

    /// The same, for oneself.
    pub(super) fn into_bytes(self) -> Option<Vec<u8>> {
        match self.body {
            Body::Bytes(_, bytes) => Some(bytes),
            Body::Long(_) | Body::Submodule(..) => None,
        }
    }
}

/// The file before and after, on one side. Files of more than `limit` bytes are not read.
pub(super) fn both(
    git: &Repository,
    index: &Index,
    path: &[u8],
    side: Side,
    limit: u64,
) -> Result<(Option<Version>, Option<Version>), Error> {
    plain(path)?;
    let indexed = in_index(git, index, path, limit)?;
    Ok(match side {
        Side::Staged => {
            let before = match (in_commit(git, path, limit)?, &indexed) {
                (None, Some(_)) => before_it_moved(git, index, path, limit)?,
                (before, _) => before,
            };
            (before, indexed)
        }
        Side::Unstaged => {
            let file = in_work_tree(git, index, path, limit)?;
            (indexed, file)
        }
    })
}

/// A moved file that is staged: the last commit knows it under its old name.
fn before_it_moved(git: &Repository, index: &Index, path: &[u8], limit: u64) -> Result<Option<Version>, Error> {
    let moved = list::staged(git, index, None)?.into_iter().find(|changed| changed.path == path);
    match moved.and_then(|changed| changed.before) {
        Some(before) => in_commit(git, &before, limit),
        None => Ok(None),
    }
}

/// The file in a commit's first parent and in the commit, from object to object. `before` is where it was, if it moved.
pub(super) fn in_commit_and_parent(
    git: &Repository,
    id: &str,
    path: &[u8],
    before: Option<&[u8]>,
    limit: u64,
) -> Result<[Option<Version>; 2], Error> {
    let old = before.unwrap_or(path);
    plain(path)?;
    plain(old)?;
    let missing = |_| Error::NotFound { what: format!("The commit {}", crate::shown::visible(id)) };
    let commit = Oid::from_str(id).and_then(|id| git.find_commit(id)).map_err(missing)?;
    // A shallow clone's last commits have parents that did not come: they show everything as new, as in Git.
    let parent = commit.parent(0).ok().map(|parent| parent.tree()).transpose()?;
    let before = parent.map(|tree| in_tree(git, &tree, old, limit)).transpose()?.flatten();
    let after = in_tree(git, &commit.tree()?, path, limit)?;
    if before.is_none() && after.is_none() {
        return Err(Error::NotFound { what: crate::shown::visible(&String::from_utf8_lossy(path)) });
    }
    Ok([before, after])
}

/// The file in a commit. [`Error::NotFound`] where there is none.
pub(super) fn in_one_commit(git: &Repository, id: &str, path: &[u8], limit: u64) -> Result<Version, Error> {
    plain(path)?;
    let missing = |_| Error::NotFound { what: format!("The commit {}", crate::shown::visible(id)) };
    let commit = Oid::from_str(id).and_then(|id| git.find_commit(id)).map_err(missing)?;
    let file = in_tree(git, &commit.tree()?, path, limit)?;
    file.ok_or_else(|| Error::NotFound { what: crate::shown::visible(&String::from_utf8_lossy(path)) })
}

fn in_commit(git: &Repository, path: &[u8], limit: u64) -> Result<Option<Version>, Error> {
    head_tree(git)?.map(|tree| in_tree(git, &tree, path, limit)).transpose().map(Option::flatten)
}

fn in_tree(git: &Repository, tree: &Tree<'_>, path: &[u8], limit: u64) -> Result<Option<Version>, Error> {
    match tree.get_path(&path_of(path)) {
        Ok(entry) if entry.kind() == Some(ObjectType::Tree) => Ok(None),
        Ok(entry) => object(git, modes::of(&entry), entry.id(), limit).map(Some),
        Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn in_index(git: &Repository, index: &Index, path: &[u8], limit: u64) -> Result<Option<Version>, Error> {
    let Some(entry) = index.get_path(&path_of(path), 0) else { return Ok(None) };
    if list::is_promised(index, path) {
        return Ok(None);
    }
    object(git, modes::nearest(entry.mode), entry.id, limit).map(Some)
}

fn object(git: &Repository, mode: u32, id: Oid, limit: u64) -> Result<Version, Error> {
    if mode == GITLINK {
        return Ok(Version { mode, body: Body::Submodule(Some(id), false) });
    }
    let (size, _) = git.odb()?.read_header(id)?;
    if size as u64 > limit {
        return Ok(Version { mode, body: Body::Long(size as u64) });
    }
    Ok(Version { mode, body: Body::Bytes(id, git.find_blob(id)?.content().to_vec()) })
}

fn in_work_tree(git: &Repository, index: &Index, path: &[u8], limit: u64) -> Result<Option<Version>, Error> {
    let root = git.workdir().ok_or_else(|| Error::broken("a work tree is missing"))?;
    let name = path_of(path);
    let file = root.join(&name);
    let facts = match file.symlink_metadata() {
        _ if behind_link(root, path) => return Ok(None),
        Ok(facts) => facts,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    if facts.is_dir() {
        let Some(inner) = repository_at(&file) else { return Ok(None) };
        let dirty = inner.statuses(None).is_ok_and(|statuses| !statuses.is_empty());
        let commit = inner.head().ok().and_then(|head| head.target());
        return Ok(Some(Version { mode: GITLINK, body: Body::Submodule(commit, dirty) }));
    }
    if facts.is_symlink() {
        let target = bytes_of(fs::read_link(&file)?.as_os_str());
        let id = Oid::hash_object(ObjectType::Blob, &target)?;
        return Ok(Some(Version { mode: LINK, body: Body::Bytes(id, target) }));
    }
    let mode = file_mode(git, index, path, &facts)?;
    if facts.len() > limit {
        return Ok(Some(Version { mode, body: Body::Long(facts.len()) }));
    }
    let (id, bytes) = Scratch::open_beside(git, index)?.clean(&name)?;
    Ok(Some(Version { mode, body: Body::Bytes(id, bytes) }))
}

/// The repository whose work tree a folder is.
pub(super) fn repository_at(folder: &std::path::Path) -> Option<Repository> {
    folder.join(".git").exists().then(|| crate::repository::open_exactly(folder).ok()).flatten()
}

/// Where the configuration says that the disk can't keep modes or links, the index knows them.
pub(super) fn file_mode(git: &Repository, index: &Index, path: &[u8], facts: &fs::Metadata) -> Result<u32, Error> {
    let config = git.config()?;
    let known = index.get_path(&path_of(path), 0).map(|entry| entry.mode);
    if known == Some(LINK) && !config.get_bool("core.symlinks").unwrap_or(true) {
        return Ok(LINK);
    }
    let trusted = config.get_bool("core.filemode").unwrap_or(true);
    Ok(match known {
        Some(mode @ (FILE | PROGRAM)) if !trusted => mode,
        _ if trusted && is_program(facts) => PROGRAM,
        _ => FILE,
    })
}

#[cfg(unix)]
fn is_program(facts: &fs::Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&facts.permissions()) & 0o100 != 0
}

#[cfg(not(unix))]
fn is_program(_: &fs::Metadata) -> bool {
    false
}
