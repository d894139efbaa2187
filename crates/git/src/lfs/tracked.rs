//! Which files are kept by Git LFS: those with the attribute `filter=lfs`.

use std::fs;
use std::path::{Path, PathBuf};

use git2::{AttrCheckFlags, AttrValue, Config, Index, Oid, Repository};

use super::facts::{self, LfsFile};
use crate::error::Error;
use crate::index_file::Entries;
use crate::names::path_of;

/// What a file of attributes holds where any file is kept by LFS.
const MARK: &[u8] = b"filter=lfs";
const ATTRIBUTES: &[u8] = b".gitattributes";
/// Longer than any file of attributes that somebody wrote.
const LONGEST: u64 = 4 << 20;

/// True for a file that is kept by LFS.
pub(crate) fn holds(git: &Repository, path: &Path) -> Result<bool, Error> {
    let value = git.get_attr_bytes(path, "filter", AttrCheckFlags::FILE_THEN_INDEX)?;
    Ok(matches!(AttrValue::from_bytes(value), AttrValue::String("lfs")))
}

/// As [`holds`], for many files: most repositories keep none by LFS, and asking for each file takes its time.
pub(crate) struct Tracked<'r> {
    git: &'r Repository,
    any: bool,
}

impl<'r> Tracked<'r> {
    /// Looks whether the repository keeps files by LFS at all.
    pub(crate) fn look(git: &'r Repository, index: &Index) -> Self {
        let attributes = index.iter().filter(|entry| is_attributes(&entry.path));
        Self::by(git, attributes.map(|entry| (entry.path, entry.id)))
    }

    /// The same without libgit2's index.
    pub(crate) fn look_among(git: &'r Repository, entries: &Entries) -> Self {
        Self::by(git, entries.attributes().map(|entry| (entry.path, entry.id)))
    }

    /// Where it is known whether the repository keeps files by LFS at all.
    pub(crate) fn known(git: &'r Repository, any: bool) -> Self {
        Self { git, any }
    }

    fn by(git: &'r Repository, attributes: impl Iterator<Item = (Vec<u8>, Oid)>) -> Self {
        let root = git.workdir().unwrap_or(git.path());
        let mut files = vec![root.join(".gitattributes"), git.commondir().join("info").join("attributes")];
        files.extend(git.config().and_then(|config| config.get_path("core.attributesFile")));
        files.extend(Config::find_xdg().map(|config| config.with_file_name("attributes")));
        files.extend(Config::find_system().map(|config| config.with_file_name("gitattributes")));
        let any = files.iter().any(|file| says_so(file)) || entries_say_so(git, attributes, root);
        Self { git, any }
    }

    /// With files that the index does not know yet.
    pub(crate) fn with<'p>(&self, mut more: impl Iterator<Item = &'p [u8]>) -> Self {
        let root = self.git.workdir().unwrap_or(self.git.path());
        let any = self.any || more.any(|path| is_attributes(path) && says_so(&root.join(path_of(path))));
        Self { git: self.git, any }
    }

    /// The repository that was looked at.
    pub(crate) fn repository(&self) -> &'r Repository {
        self.git
    }

    /// False where no file is.
    pub(crate) fn any(&self) -> bool {
        self.any
    }

    /// The file at a path, or with `kept` what Git keeps of it; none for what is no large file after all.
    pub(crate) fn file(&self, path: &[u8], kept: Option<Oid>) -> Option<LfsFile> {
        facts::of_file(self.git, path, kept)
    }

    /// True for a file that is kept by LFS.
    pub(crate) fn holds(&self, path: &[u8]) -> bool {
        self.any && holds(self.git, &path_of(path)).unwrap_or(false)
    }
}

fn is_attributes(path: &[u8]) -> bool {
    path.strip_suffix(ATTRIBUTES).is_some_and(|folder| folder.is_empty() || folder.ends_with(b"/"))
}

fn entries_say_so(git: &Repository, mut attributes: impl Iterator<Item = (Vec<u8>, Oid)>, root: &Path) -> bool {
    attributes.any(|(path, id)| {
        let file: PathBuf = root.join(path_of(&path));
        says_so(&file) || git.find_blob(id).is_ok_and(|blob| marks(blob.content()))
    })
}

fn says_so(file: &Path) -> bool {
    let short = file.symlink_metadata().is_ok_and(|facts| facts.is_file() && facts.len() <= LONGEST);
    short && fs::read(file).is_ok_and(|content| marks(&content))
}

fn marks(content: &[u8]) -> bool {
    content.windows(MARK.len()).any(|part| part == MARK)
}

/// [`Error::Refused`] for a file whose lines are no lines of Git's.
pub(crate) fn refuse_lines(git: &Repository, path: &Path) -> Result<(), Error> {
    if !holds(git, path)? {
        return Ok(());
    }
    let path = crate::shown::visible(&path.to_string_lossy());
    Err(Error::Refused { detail: format!("{path} is kept by Git LFS, which knows no lines: take the file as a whole.") })
}

/// [`Error::Unsupported`] where the configuration wants programs run on each file that LFS keeps: without them the wrong bytes
/// would be kept.
pub(crate) fn refuse_extensions(git: &Repository, path: &Path) -> Result<(), Error> {
    let config = git.config()?;
    let mut entries = config.entries(Some(r"^lfs\.extension\..*\.clean$"))?;
    if entries.next().is_none() {
        return Ok(());
    }
    let path = crate::shown::visible(&path.to_string_lossy());
    Err(Error::Unsupported { what: format!("{path} is kept by Git LFS through an extension, which Bough does not run.") })
}
