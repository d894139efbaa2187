//! All refs of a new clone in one file, as `git clone` has it: a file and two flushes for each would take minutes.

use std::fs::File;
use std::io::{BufWriter, Write};

use git2::{ObjectType, Oid, Repository};

use crate::error::Error;

/// Writes remote-tracking branches and tags. Only for a repository that nobody else knows yet.
pub(super) fn write(repository: &Repository, tracked: &[(Vec<u8>, Oid)], tags: &[(Vec<u8>, Oid)]) -> Result<(), Error> {
    let mut all: Vec<(Vec<u8>, Oid)> = Vec::with_capacity(tracked.len() + tags.len());
    for (folder, refs) in [(&b"refs/remotes/origin/"[..], tracked), (b"refs/tags/", tags)] {
        all.extend(refs.iter().map(|(name, object)| ([folder, name].concat(), *object)));
    }
    if all.is_empty() {
        return Ok(());
    }
    all.sort_unstable();
    all.dedup_by(|one, other| one.0 == other.0);
    let mut file = BufWriter::new(File::create_new(repository.path().join("packed-refs"))?);
    file.write_all(b"# pack-refs with: peeled fully-peeled sorted \n")?;
    for (name, object) in &all {
        write!(file, "{object} ")?;
        file.write_all(name)?;
        file.write_all(b"\n")?;
        if let Some(peeled) = peel(repository, *object)? {
            writeln!(file, "^{peeled}")?;
        }
    }
    file.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()?;
    Ok(())
}

/// What a tag object leads to in the end; none for everything else.
fn peel(repository: &Repository, object: Oid) -> Result<Option<Oid>, Error> {
    if repository.odb()?.read_header(object)?.1 != ObjectType::Tag {
        return Ok(None);
    }
    Ok(Some(repository.find_tag(object)?.into_object().peel(ObjectType::Any)?.id()))
}
