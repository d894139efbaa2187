//! A commit with everything about it.

mod exact_moves;
mod files;
mod text;

use std::path::Path;

use gix_hash::ObjectId;

use crate::error::Error;
use crate::person::Person;
use crate::rows::Objects;

pub(crate) use files::reader;
pub(crate) use text::CommitText;

/// Files of a commit that are listed; the rest is only counted.
pub const FILES_SHOWN: usize = 5_000;

/// A commit.
#[derive(Debug, Clone)]
pub struct Commit {
    /// Its id, in hex.
    pub id: String,
    /// Its parents, in hex.
    pub parents: Vec<String>,
    /// Who wrote it.
    pub author: Person,
    /// Who committed it.
    pub committer: Person,
    /// The whole message.
    pub message: String,
    /// What it changed against its first parent, by path, at most [`FILES_SHOWN`].
    pub files: Vec<ChangedFile>,
    /// How many files it changed in truth.
    pub files_total: usize,
    /// True where it carries a signature. It was not checked.
    pub signed: bool,
}

/// A file that a commit changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedFile {
    /// Its path.
    pub path: Vec<u8>,
    /// Where it was before, if it moved.
    pub old_path: Option<Vec<u8>>,
    /// What happened.
    pub change: Change,
    /// Lines added; none for binary files.
    pub added: Option<u32>,
    /// Lines removed; none for binary files.
    pub removed: Option<u32>,
}

/// What happened to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// New.
    Added,
    /// Its content or mode.
    Modified,
    /// Gone.
    Deleted,
    /// Moved.
    Renamed,
    /// Copied.
    Copied,
    /// File to link, to folder, to submodule.
    TypeChanged,
}

/// Reads the commit `id`.
pub(crate) fn read(id: &str, objects: &mut Objects, git_folder: &Path) -> Result<Commit, Error> {
    let missing = || Error::NotFound { what: format!("The commit {}", crate::shown::visible(id)) };
    let object = ObjectId::from_hex(id.as_bytes()).map_err(|_| missing())?;
    let text = CommitText::parse(objects.commit(&object)?.ok_or_else(missing)?);
    let mut commit = Commit {
        id: object.to_string(),
        parents: text.parents.iter().map(ToString::to_string).collect(),
        author: text.author(),
        committer: text.committer(),
        message: text.message(),
        files: Vec::new(),
        files_total: 0,
        signed: text.signed,
    };
    (commit.files, commit.files_total) = files::changed(git_folder, &object)?;
    Ok(commit)
}
