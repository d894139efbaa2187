//! From a file to what Git keeps of it. Read once, in pieces: a file may be larger than the memory.

use std::fs::File;
use std::io::{self, Cursor, Read, Write};
use std::path::Path;

use git2::{ObjectType, Oid, Repository};
use sha2::{Digest, Sha256};

use super::facts::kept;
use super::pointer::{LONGEST, Pointer};
use super::store::Store;
use crate::error::Error;

const PIECE: usize = 256 * 1024;

/// What Git keeps of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cleaned {
    /// A pointer to its bytes.
    Pointer(Pointer),
    /// The file as it is: an empty one, or a pointer whose object is not here.
    AsIs(Vec<u8>),
}

impl Cleaned {
    /// The bytes that Git keeps.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Pointer(pointer) => pointer.text().into_bytes(),
            Self::AsIs(bytes) => bytes.clone(),
        }
    }
}

/// What Git would keep; nothing is stored.
pub(crate) fn hash(path: &Path) -> Result<Cleaned, Error> {
    let mut hash = Sha256::new();
    let mut size = 0;
    let known = read(path, |piece| {
        hash.update(piece);
        size += piece.len() as u64;
        Ok(())
    })?;
    Ok(known.unwrap_or_else(|| Cleaned::Pointer(Pointer::new(hash.finalize().into(), size))))
}

/// True where a file of the work tree is what Git keeps as `blob`. It is only read where its length does not tell.
pub(crate) fn is_same(git: &Repository, path: &Path, blob: Oid) -> bool {
    let Some(file) = git.workdir().map(|root| root.join(path)) else { return false };
    let Ok(facts) = file.symlink_metadata() else { return false };
    if let Some(pointer) = kept(git, blob)
        && facts.len() != pointer.size()
        && facts.len() >= LONGEST
    {
        return false;
    }
    let bytes = hash(&file).map(|cleaned| cleaned.bytes());
    bytes.is_ok_and(|bytes| Oid::hash_object(ObjectType::Blob, &bytes).is_ok_and(|id| id == blob))
}

/// What Git keeps; the file's bytes are in the store afterwards.
pub(crate) fn keep(store: &Store, path: &Path) -> Result<Cleaned, Error> {
    let mut incoming = None;
    let known = read(path, |piece| {
        let incoming = match &mut incoming {
            Some(incoming) => incoming,
            none => none.insert(store.receive()?),
        };
        Ok(incoming.write_all(piece)?)
    })?;
    match (known, incoming) {
        (Some(known), _) => Ok(known),
        (None, Some(incoming)) => Ok(Cleaned::Pointer(incoming.keep()?)),
        (None, None) => Err(Error::broken("an empty file was taken for a large one")),
    }
}

/// Hands the bytes over, piece by piece, unless the file is kept as it is.
fn read(path: &Path, mut take: impl FnMut(&[u8]) -> Result<(), Error>) -> Result<Option<Cleaned>, Error> {
    let file = File::open(path)?;
    let mut head = Vec::new();
    (&file).take(LONGEST).read_to_end(&mut head)?;
    if head.is_empty() || Pointer::read(&head).is_some() {
        return Ok(Some(Cleaned::AsIs(head)));
    }
    let mut all = Cursor::new(head).chain(file);
    let mut piece = vec![0; PIECE];
    loop {
        match all.read(&mut piece) {
            Ok(0) => return Ok(None),
            Ok(count) => take(&piece[..count])?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
}
