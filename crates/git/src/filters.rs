//! What Git would make of a file's bytes before it keeps them: line ends and `$Id$`, as libgit2 does it, and pointers to what
//! LFS keeps. Nothing is run: a file that wants a program (`filter=…`) is left alone.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use git2::{AttrCheckFlags, AttrValue, Index, ObjectType, Oid, Repository};
use uuid::Uuid;

use crate::error::Error;
use crate::lfs;

/// A place for objects that nobody keeps.
pub(crate) struct Scratch(Repository);

impl Scratch {
    /// Opened anew, so that its objects go with it.
    pub(crate) fn open(git: &Repository) -> Result<Self, Error> {
        let scratch = crate::repository::open_exactly(git.workdir().unwrap_or(git.path()))?;
        scratch.odb()?.add_new_mempack_backend(1000)?;
        Ok(Self(scratch))
    }

    /// The same that finds files of attributes in `index`, where that is one of ours that holds what is looked at and no more: the real
    /// one, if it is large, takes its time to read.
    pub(crate) fn open_beside(git: &Repository, index: &Index) -> Result<Self, Error> {
        let scratch = Self::open(git)?;
        if index.path().is_none() {
            let mut few = Index::new()?;
            for entry in index.iter() {
                few.add(&entry)?;
            }
            scratch.0.set_index(&mut few)?;
        }
        Ok(scratch)
    }

    /// The id that Git would give to a file. Not for links.
    pub(crate) fn hash(&self, path: &Path) -> Result<Oid, Error> {
        if lfs::holds(&self.0, path)? {
            let bytes = lfs::hash(&root(&self.0)?.join(path))?.bytes();
            return Ok(Oid::hash_object(ObjectType::Blob, &bytes)?);
        }
        clean_into(&self.0, path)
    }

    /// The id and the bytes that Git would keep of a file. Not for links.
    pub(crate) fn clean(&self, path: &Path) -> Result<(Oid, Vec<u8>), Error> {
        if lfs::holds(&self.0, path)? {
            let bytes = lfs::hash(&root(&self.0)?.join(path))?.bytes();
            return Ok((Oid::hash_object(ObjectType::Blob, &bytes)?, bytes));
        }
        let id = clean_into(&self.0, path)?;
        let bytes = self.0.find_blob(id)?.content().to_vec();
        Ok((id, bytes))
    }
}

/// The id that Git would give to a file. Not for links.
pub(crate) fn hash(git: &Repository, path: &Path) -> Result<Oid, Error> {
    Scratch::open(git)?.hash(path)
}

fn clean_into(git: &Repository, path: &Path) -> Result<Oid, Error> {
    let file = root(git)?.join(path);
    let mut writer = git.blob_writer(Some(path))?;
    let copied = io::copy(&mut File::open(&file)?, &mut writer).map_err(Error::from);
    copied.and_then(|_| Ok(writer.commit()?)).map_err(|error| why_not_kept(git, &file, error))
}

/// Why a file's bytes could not be written into the repository. libgit2's writer keeps to itself what the system said and quotes
/// something older: a copy in the same place is tried, and what the system says of that is it.
pub(crate) fn why_not_kept(git: &Repository, file: &Path, error: Error) -> Error {
    // Named as Git names what it throws away later, should we be killed right here.
    let copy = git.commondir().join("objects").join(format!("tmp_obj_{}", Uuid::new_v4().simple()));
    let copied = fs::copy(file, &copy);
    // It may never have been made.
    let _ = fs::remove_file(&copy);
    match copied.map_err(Error::from) {
        Err(disk @ Error::Disk { .. }) => disk,
        _ => error,
    }
}

fn root(git: &Repository) -> Result<&Path, Error> {
    git.workdir().ok_or_else(|| Error::broken("a work tree is missing"))
}

/// [`Error::Unsupported`] for a file that a program has to turn into what Git keeps: without it the wrong bytes would be
/// committed.
pub(crate) fn refuse_program(git: &Repository, path: &Path) -> Result<(), Error> {
    let value = git.get_attr_bytes(path, "filter", AttrCheckFlags::FILE_THEN_INDEX)?;
    let name = match AttrValue::from_bytes(value) {
        AttrValue::String(name) => name.to_owned(),
        AttrValue::Bytes(name) => String::from_utf8_lossy(name).into_owned(),
        AttrValue::True | AttrValue::False | AttrValue::Unspecified => return Ok(()),
    };
    if name == "lfs" {
        return lfs::refuse_extensions(git, path);
    }
    let config = git.config()?;
    let defined = ["clean", "process"].iter().any(|key| config.get_entry(&format!("filter.{name}.{key}")).is_ok());
    if !defined {
        return Ok(());
    }
    let (path, name) = (crate::shown::visible(&path.to_string_lossy()), crate::shown::visible(&name));
    Err(Error::Unsupported { what: format!("{path} is kept through the filter “{name}”, which Bough does not run yet.") })
}
