//! The object database, read by gix: libgit2 never comes back from a loose object that is cut off.

use std::path::Path;

use gix_hash::{Kind, ObjectId};
use gix_object::Find;
use gix_pack::cache::lru::StaticLinkedList;

use crate::error::Error;

/// Tags of tags, before we call it a circle.
const DEEPEST: usize = 32;

/// Bytes of unpacked bases kept for the next object.
const CACHE: usize = 16 << 20;

/// An object database and a buffer for what is read.
#[derive(Clone)]
pub(crate) struct Objects {
    database: gix_odb::HandleArc,
    buffer: Vec<u8>,
}

impl Objects {
    pub(crate) fn open(folder: &Path) -> Result<Self, Error> {
        let mut database = gix_odb::at(folder, Kind::Sha1)?.into_arc()?;
        database.set_pack_cache(|| Box::new(StaticLinkedList::<64>::new(CACHE)));
        Ok(Self { database, buffer: Vec::new() })
    }

    /// The text of a commit; none where there is no such object, or it is something else.
    pub(crate) fn commit(&mut self, id: &ObjectId) -> Result<Option<&[u8]>, Error> {
        match find(&self.database, id, &mut self.buffer)? {
            Some(object) if object.kind == gix_object::Kind::Commit => Ok(Some(object.data)),
            _ => Ok(None),
        }
    }

    /// True where the object is there and a commit.
    pub(crate) fn is_commit(&mut self, id: &ObjectId) -> bool {
        matches!(self.commit(id), Ok(Some(_)))
    }

    /// What an object leads to in the end: itself, unless it is a tag. None where an object is missing.
    pub(crate) fn peel(&mut self, id: &ObjectId) -> Result<Option<ObjectId>, Error> {
        let mut id = *id;
        for _ in 0..DEEPEST {
            let Some(object) = find(&self.database, &id, &mut self.buffer)? else { return Ok(None) };
            if object.kind != gix_object::Kind::Tag {
                return Ok(Some(id));
            }
            let target = object.data.strip_prefix(b"object ").and_then(|text| ObjectId::from_hex(text.get(..40)?).ok());
            match target {
                Some(target) => id = target,
                None => return Ok(None),
            }
        }
        Ok(None)
    }
}

fn find<'a>(
    database: &gix_odb::HandleArc,
    id: &ObjectId,
    buffer: &'a mut Vec<u8>,
) -> Result<Option<gix_object::Data<'a>>, Error> {
    database.try_find(id, buffer).map_err(|error| Error::Damaged { detail: format!("the object {id}: {error}") })
}
