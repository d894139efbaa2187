//! What Git would make of a file's bytes before it keeps them: line ends and `$Id$`, as libgit2 does it. Nothing is run: a
//! file that wants a program (`filter=…`) is left alone.

use std::fs::File;
use std::io;
use std::path::Path;

use git2::{AttrCheckFlags, AttrValue, Oid, Repository};

use crate::error::Error;

/// A place for objects that nobody keeps.
pub(crate) struct Scratch(Repository);

impl Scratch {
    /// Opened anew, so that its objects go with it.
    pub(crate) fn open(git: &Repository) -> Result<Self, Error> {
        let scratch = crate::repository::open_exactly(git.workdir().unwrap_or(git.path()))?;
        scratch.odb()?.add_new_mempack_backend(1000)?;
        Ok(Self(scratch))
    }

    /// The id and the bytes that Git would keep of a file. Not for links.
    pub(crate) fn clean(&self, path: &Path) -> Result<(Oid, Vec<u8>), Error> {
        let id = clean_into(&self.0, path)?;
        let bytes = self.0.find_blob(id)?.content().to_vec();
        Ok((id, bytes))
    }
}

/// The id that Git would give to a file. Not for links.
pub(crate) fn hash(git: &Repository, path: &Path) -> Result<Oid, Error> {
    clean_into(&Scratch::open(git)?.0, path)
}

fn clean_into(git: &Repository, path: &Path) -> Result<Oid, Error> {
    let root = git.workdir().ok_or_else(|| Error::broken("a work tree is missing"))?;
    let mut writer = git.blob_writer(Some(path))?;
    io::copy(&mut File::open(root.join(path))?, &mut writer)?;
    Ok(writer.commit()?)
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
    let config = git.config()?;
    let defined = ["clean", "process"].iter().any(|key| config.get_entry(&format!("filter.{name}.{key}")).is_ok());
    // Without its program a large file would go into the history itself.
    if !defined && name != "lfs" {
        return Ok(());
    }
    let (path, name) = (crate::shown::visible(&path.to_string_lossy()), crate::shown::visible(&name));
    Err(Error::Unsupported { what: format!("{path} is kept through the filter “{name}”, which Bough does not run yet.") })
}
