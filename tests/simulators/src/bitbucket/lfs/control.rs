//! What a test may do to the large files of a running server.

use super::shelf::{OverSsh, Shelf};
use crate::Error;
use crate::bitbucket::Bitbucket;
use crate::bitbucket::scenario::repository_id;

impl Bitbucket {
    fn lfs<T>(&self, change: impl FnOnce(&mut Shelf) -> T) -> T {
        change(&mut self.server.lfs.shelf())
    }

    /// Switches LFS on for a repository.
    pub fn switch_lfs_on(&self, key: &str, slug: &str) -> Result<(), Error> {
        let id = repository_id(&self.server.world(), &format!("{key}/{slug}"))?;
        self.lfs(|shelf| {
            shelf.objects.entry(id).or_default();
        });
        Ok(())
    }

    /// Keeps an LFS object in a repository, which switches LFS on there; its name.
    pub fn keep_lfs_object(&self, key: &str, slug: &str, bytes: &[u8]) -> Result<String, Error> {
        let id = repository_id(&self.server.world(), &format!("{key}/{slug}"))?;
        Ok(self.lfs(|shelf| shelf.keep(id, bytes.to_vec().into())))
    }

    /// The names of a repository's LFS objects.
    pub fn lfs_objects(&self, key: &str, slug: &str) -> Result<Vec<String>, Error> {
        let id = repository_id(&self.server.world(), &format!("{key}/{slug}"))?;
        let mut all: Vec<String> =
            self.lfs(|shelf| shelf.objects.get(&id).into_iter().flatten().map(|(oid, _)| oid.clone()).collect());
        all.sort();
        Ok(all)
    }

    /// An LFS object is not there any more.
    pub fn lose_lfs_object(&self, oid: &str) {
        self.lfs(|shelf| {
            for objects in shelf.objects.values_mut() {
                objects.remove(oid);
            }
        });
    }

    /// An LFS object comes with other bytes.
    pub fn spoil_lfs_object(&self, oid: &str) {
        self.lfs(|shelf| {
            shelf.spoiled.insert(oid.to_owned());
        });
    }

    /// LFS objects are said to be below this address of another server, with the pass for it or without.
    pub fn say_lfs_elsewhere(&self, base: &str, pass: bool) {
        self.lfs(|shelf| (shelf.elsewhere, shelf.without_pass) = (Some(base.trim_end_matches('/').to_owned()), !pass));
    }

    /// The passes of so many batches from now on are over before they are used.
    pub fn give_late_lfs_passes(&self, batches: u32) {
        self.lfs(|shelf| shelf.late = batches);
    }

    /// Whoever gives an LFS object has to say so afterwards.
    pub fn want_lfs_verified(&self) {
        self.lfs(|shelf| shelf.verifies = true);
    }

    /// The LFS objects of which that was said.
    pub fn verified_lfs_objects(&self) -> Vec<String> {
        self.lfs(|shelf| shelf.verified.clone())
    }

    /// LFS objects may have so many bytes.
    pub fn limit_lfs_objects(&self, bytes: Option<usize>) {
        self.lfs(|shelf| shelf.limit = bytes);
    }

    /// The disk for LFS objects is full, or has room again.
    pub fn fill_lfs_disk(&self, full: bool) {
        self.lfs(|shelf| shelf.full = full);
    }

    /// No LFS object that somebody wants to give is taken, in the answer to the batch.
    pub fn refuse_lfs_objects(&self, refusal: Option<(u16, &str)>) {
        self.lfs(|shelf| shelf.refusal = refusal.map(|(code, message)| (code, message.to_owned())));
    }

    /// Over SSH the LFS server is said to be somewhere else; with none, nothing is said at all.
    pub fn say_lfs_over_ssh(&self, href: Option<&str>) {
        self.lfs(|shelf| shelf.over_ssh = href.map_or(OverSsh::Nothing, |href| OverSsh::Address(href.to_owned())));
    }
}
