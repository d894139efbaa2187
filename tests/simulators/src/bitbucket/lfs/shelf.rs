//! The objects of all repositories, the passes for them, and what goes wrong with both.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use sha2::{Digest, Sha256};

use crate::bitbucket::world::{RepositoryId, UserId};

/// The objects of all repositories.
#[derive(Default)]
pub(crate) struct Objects(Mutex<Shelf>);

/// What a pass opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pass {
    pub repository: RepositoryId,
    pub writes: bool,
    /// Whose batch it opens; none where it opens the store.
    pub user: Option<UserId>,
    /// Its time is over.
    pub over: bool,
}

/// What a server says over SSH about where its files are.
#[derive(Clone, Debug, Default)]
pub(super) enum OverSsh {
    /// What is so.
    #[default]
    Truth,
    /// Another address, with a pass.
    Address(String),
    /// It does not know the question.
    Nothing,
}

#[derive(Default)]
pub(super) struct Shelf {
    /// Repositories with LFS switched on.
    pub objects: HashMap<RepositoryId, HashMap<String, Bytes>>,
    /// Passes that were given out.
    pub passes: HashMap<String, Pass>,
    /// Objects whose bytes went wrong on the disk.
    pub spoiled: HashSet<String>,
    /// Where bytes are said to be, if not here.
    pub elsewhere: Option<String>,
    /// No pass is given along.
    pub without_pass: bool,
    /// Batches whose passes are over before they are used.
    pub late: u32,
    /// Whoever gave an object has to say so.
    pub verifies: bool,
    /// What was said so of.
    pub verified: Vec<String>,
    /// Bytes that an object may have.
    pub limit: Option<usize>,
    /// The disk takes nothing more.
    pub full: bool,
    /// What is said of each object that somebody wants to give.
    pub refusal: Option<(u16, String)>,
    pub over_ssh: OverSsh,
}

impl Objects {
    pub(super) fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelf {
    /// Keeps an object; its name.
    pub fn keep(&mut self, repository: RepositoryId, bytes: Bytes) -> String {
        let oid = name_of(&bytes);
        self.objects.entry(repository).or_default().insert(oid.clone(), bytes);
        oid
    }

    /// Gives a pass out.
    pub fn admit(&mut self, pass: Pass) -> String {
        let secret = format!("JWT {}", uuid::Uuid::new_v4().simple());
        self.passes.insert(secret.clone(), pass);
        secret
    }

    /// The pass that came with a request, if its time is not over.
    pub fn pass(&self, headers: &HeaderMap) -> Option<Pass> {
        let secret = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
        self.passes.get(secret).copied().filter(|pass| !pass.over)
    }
}

/// The name of an object: the hash of its bytes.
pub(super) fn name_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}
